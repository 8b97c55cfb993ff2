//! Countries and nationalities: names, aliases, former names, adjectives and the words for one and several persons.

use serde::Deserialize;
use toml::Spanned;

use super::layers::{Layers, VocabularyError};
use super::lexicon::Lexicon;
use super::terms::{CountryForm, Sense};
use crate::model::Code;
use crate::text::fold;
use crate::text::words::WordSet;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    pub code: Spanned<String>,
    #[serde(default)]
    pub alpha3: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub former: Vec<String>,
    #[serde(default)]
    pub adjectives: Vec<String>,
    #[serde(default)]
    pub singular: Vec<String>,
    #[serde(default)]
    pub plural: Vec<String>,
    #[serde(default)]
    pub capital: String,
    /// The codes of the countries beside it.
    #[serde(default)]
    pub neighbours: Vec<String>,
    #[serde(default)]
    pub remove: Vec<Spanned<String>>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    country: Vec<Country>,
}

/// All countries; their phrases go into the common lexicon.
#[derive(Debug, Clone, Default)]
pub struct Countries {
    pub all: Vec<Country>,
    /// Their folded names.
    capitals: WordSet,
}

impl Countries {
    pub fn load(layers: &Layers, lexicon: &mut Lexicon<Sense>) -> Result<Self, VocabularyError> {
        let mut countries = Countries::default();
        for layer in layers.of("countries.toml", include_str!("countries.toml"))? {
            lexicon.at_layer(layer.layer);
            let file: File = layer.parse()?;
            for country in file.country {
                let at = country.code.span().start;
                let code: Code = country.code.get_ref().as_str().into();
                if code.len() != 2 || !code.chars().all(|c| c.is_ascii_uppercase()) {
                    return Err(layer.error(at, format!("`{code}` is no ISO 3166-1 alpha-2 code")));
                }
                for phrase in &country.remove {
                    let is_meant = |s: &Sense| matches!(s, Sense::Country { code: c, .. } if *c == code);
                    if !lexicon.remove_sense(phrase.get_ref(), is_meant) {
                        return Err(layer.nothing_to_remove(phrase));
                    }
                }
                let names = std::iter::once(&country.name).chain(&country.aliases).chain(&country.former);
                let forms = names
                    .map(|p| (p, CountryForm::Name))
                    .chain(country.adjectives.iter().map(|p| (p, CountryForm::Adjective)))
                    .chain(country.singular.iter().map(|p| (p, CountryForm::Singular)))
                    .chain(country.plural.iter().map(|p| (p, CountryForm::Plural)));
                for (phrase, form) in forms.filter(|(p, _)| !p.is_empty()) {
                    lexicon.add(phrase, Sense::Country { code: code.clone(), form }).map_err(|e| layer.error(at, e))?;
                }
                countries.capitals.insert(fold(&country.capital));
                countries.all.push(country);
            }
        }
        Ok(countries)
    }

    /// Whether a name is that of a country's capital.
    pub fn is_capital(&self, name: &str) -> bool {
        self.capitals.contains(&fold(name))
    }

    /// The countries beside one.
    pub fn neighbours(&self, code: &str) -> impl Iterator<Item = &str> {
        let own = self.all.iter().filter(move |c| c.code.get_ref() == code);
        own.flat_map(|c| c.neighbours.iter().map(String::as_str))
    }

    pub fn get(&self, code: &str) -> Option<&Country> {
        self.all.iter().find(|c| c.code.get_ref() == code)
    }
}

#[cfg(test)]
mod tests {
    use crate::vocabulary::Vocabulary;

    #[test]
    fn neighbours_are_countries_and_each_is_its_neighbours_neighbour() {
        let vocabulary = Vocabulary::builtin();
        for country in &vocabulary.countries.all {
            let code = country.code.get_ref();
            for other in vocabulary.countries.neighbours(code) {
                assert!(vocabulary.countries.neighbours(other).any(|n| n == code), "{code} beside {other}");
            }
        }
    }
}
