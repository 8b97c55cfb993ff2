//! Places of the world: cities, provinces and districts with their countries, and the words that make a name a place.
//! In: `places.tsv`, which stays as it is in the binary and is searched in place, and `places.toml`.

mod table;

use serde::Deserialize;
use toml::Spanned;

use super::layers::{Layers, VocabularyError};
use super::lexicon::Lexicon;
use crate::model::Code;
use crate::text::words::{self, Indexed, TokenMap, TokenSet};
use crate::text::{Token, fold};
use table::{keys, rows, stretch};

pub use table::{Candidate, PlaceKind};

/// No name of the table has more tokens.
const LONGEST_NAME: usize = 5;

/// What a word behind a name says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindWord {
    /// How many tokens it has.
    pub tokens: usize,
    pub keep: bool,
    /// With a capital it makes any name a place.
    pub proper: bool,
    /// With a capital it makes another place of a known name: "Victoria Island".
    pub own: bool,
    /// A street: where somebody lives, not where a figure is told of.
    pub address: bool,
    /// In small letters it is never part of the name: "the Darién jungle", "a Dili hotel".
    pub bare: bool,
}

/// How a word before a name ties it to what is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    At,
    From,
    To,
    Through,
    Of,
    /// "Lao Cai police"
    Agency,
    /// "said in Abuja": where somebody spoke.
    Said,
    /// "according to the embassy in Phnom Penh": where somebody has his office who speaks.
    Seat,
    /// Before the dash at the head of an article.
    Dateline,
    None,
}

/// What a word behind "the" points to: "in the city", "in the province", "at the airport".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pointing {
    /// The town of the dateline.
    Town,
    /// The first province of the text's own country.
    Area,
    /// A place whose name has the word.
    Named,
    /// The last place, else that of the dateline.
    Last,
}

#[derive(Debug, Clone, Default)]
pub struct Places {
    kinds: TokenMap<Vec<KindEntryWords>>,
    agency_names: Lexicon<Code>,
    leads: TokenMap<Lead>,
    of_words: TokenSet,
    agencies: TokenSet,
    openers: TokenSet,
    never: TokenSet,
    particles: TokenSet,
    directions: TokenSet,
    ground: TokenSet,
    frontier: TokenSet,
    hopes: TokenSet,
    seats: TokenSet,
    beside: TokenSet,
    pointing: TokenMap<Pointing>,
    pub examples: Vec<String>,
    pub not: Vec<String>,
}

#[derive(Debug, Clone)]
struct KindEntryWords {
    parts: Vec<String>,
    keep: bool,
    proper: bool,
    own: bool,
    address: bool,
    bare: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgencyEntry {
    country: Spanned<String>,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindEntry {
    words: Vec<String>,
    keep: bool,
    #[serde(default)]
    proper: bool,
    #[serde(default)]
    own: bool,
    #[serde(default)]
    address: bool,
    #[serde(default)]
    bare: bool,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Words {
    words: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct PointingWords {
    town: Vec<String>,
    area: Vec<String>,
    named: Vec<String>,
    last: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct File {
    kind: Vec<KindEntry>,
    agency: Vec<AgencyEntry>,
    of: Words,
    at: Words,
    from: Words,
    to: Words,
    through: Words,
    agencies: Words,
    openers: Words,
    never: Words,
    particles: Words,
    directions: Words,
    ground: Words,
    frontier: Words,
    hopes: Words,
    seats: Words,
    beside: Words,
    pointing: PointingWords,
}

impl Places {
    pub fn load(layers: &Layers) -> Result<Self, VocabularyError> {
        let mut places = Places::default();
        for layer in layers.of("places.toml", include_str!("places.toml"))? {
            let mut file: File = layer.parse()?;
            for agency in std::mem::take(&mut file.agency) {
                let code: Code = agency.country.get_ref().as_str().into();
                for name in &agency.names {
                    let added = places.agency_names.add(name, code.clone());
                    added.map_err(|e| layer.error(agency.country.span().start, e))?;
                }
            }
            places.add(file);
        }
        Ok(places)
    }

    /// The lists that tokens are looked up in.
    pub fn lists(&mut self) -> Vec<&mut dyn Indexed> {
        let Places {
            kinds,
            agency_names,
            leads,
            of_words,
            agencies,
            openers,
            never,
            particles,
            directions,
            ground,
            frontier,
            hopes,
            seats,
            beside,
            pointing,
            ..
        } = self;
        vec![
            kinds,
            agency_names,
            leads,
            of_words,
            agencies,
            openers,
            never,
            particles,
            directions,
            ground,
            frontier,
            hopes,
            seats,
            beside,
            pointing,
        ]
    }

    fn add(&mut self, file: File) {
        for entry in file.kind {
            for word in &entry.words {
                let parts: Vec<String> = fold(word).split([' ', '-']).map(str::to_string).collect();
                let Some(first) = parts.first().cloned() else { continue };
                let bucket = self.kinds.entry(first).or_default();
                bucket.push(KindEntryWords {
                    parts,
                    keep: entry.keep,
                    proper: entry.proper,
                    own: entry.own,
                    address: entry.address,
                    bare: entry.bare,
                });
                bucket.sort_by_key(|entry| std::cmp::Reverse(entry.parts.len()));
            }
            self.examples.extend(entry.examples);
            self.not.extend(entry.not);
        }
        let leads = [(file.at, Lead::At), (file.from, Lead::From), (file.to, Lead::To), (file.through, Lead::Through)];
        for (words, lead) in leads {
            self.leads.extend(words.words.iter().map(|w| (fold(w), lead)));
        }
        let pointing = [
            (file.pointing.town, Pointing::Town),
            (file.pointing.area, Pointing::Area),
            (file.pointing.named, Pointing::Named),
            (file.pointing.last, Pointing::Last),
        ];
        for (words, to) in pointing {
            self.pointing.extend(words.iter().map(|w| (fold(w), to)));
        }
        let sets = [
            (&mut self.of_words, file.of),
            (&mut self.agencies, file.agencies),
            (&mut self.openers, file.openers),
            (&mut self.never, file.never),
            (&mut self.particles, file.particles),
            (&mut self.directions, file.directions),
            (&mut self.ground, file.ground),
            (&mut self.frontier, file.frontier),
            (&mut self.hopes, file.hopes),
            (&mut self.seats, file.seats),
            (&mut self.beside, file.beside),
        ];
        for (set, words) in sets {
            set.add(words.words.iter().map(|w| fold(w)));
        }
    }

    /// The word for a kind of place at a token: "district", "border gate".
    pub fn kind_word(&self, tokens: &[Token], at: usize) -> Option<KindWord> {
        let bucket = self.kinds.of(tokens.get(at)?)?;
        let here = |parts: &[String]| {
            parts.iter().enumerate().all(|(i, p)| tokens.get(at + i).is_some_and(|t| t.folded == *p))
        };
        let found = bucket.iter().find(|entry| here(&entry.parts))?;
        Some(KindWord {
            tokens: found.parts.len(),
            keep: found.keep,
            proper: found.proper,
            own: found.own,
            address: found.address,
            bare: found.bare,
        })
    }

    pub fn lead(&self, token: &Token) -> Lead {
        self.leads.of(token).copied().unwrap_or(Lead::None)
    }

    /// The country of the agency named at a token, and the token behind it.
    pub fn agency_country(&self, tokens: &[Token], at: usize) -> Option<(&Code, usize)> {
        tokens.get(at).filter(|t| t.capital)?;
        self.agency_names.longest(tokens, at).map(|found| (found.sense, found.end))
    }

    /// A word that "of" ties to a place: "the outskirts of".
    pub fn is_of_word(&self, token: &Token) -> bool {
        self.of_words.knows(token)
    }

    pub fn is_agency(&self, token: &Token) -> bool {
        self.agencies.knows(token)
    }

    pub fn is_opener(&self, token: &Token) -> bool {
        self.openers.knows(token)
    }

    /// "de" in "Rio de Janeiro".
    pub fn is_particle(&self, token: &Token) -> bool {
        self.particles.knows(token)
    }

    /// "side" in "on the Thai side of the border".
    pub fn is_ground(&self, token: &Token) -> bool {
        self.ground.knows(token)
    }

    /// "Border" in "the U.S. Border Patrol".
    pub fn is_frontier(&self, token: &Token) -> bool {
        self.frontier.knows(token)
    }

    /// "jobs" in "promised jobs in Oman": nobody need have been there.
    pub fn is_hope(&self, token: &Token) -> bool {
        self.hopes.knows(token)
    }

    /// "embassy" in "the embassy in Phnom Penh": who has an office there, of whom nothing is told.
    pub fn is_seat(&self, token: &Token) -> bool {
        self.seats.knows(token)
    }

    /// What "the city", "the airport" point to.
    pub fn pointing(&self, token: &Token) -> Option<Pointing> {
        self.pointing.of(token).copied()
    }

    /// "near" in "Oyibi, near Accra".
    pub fn is_beside(&self, token: &Token) -> bool {
        self.beside.knows(token)
    }

    /// "northern" in "in northern Bangkok".
    pub fn is_direction(&self, token: &Token) -> bool {
        self.directions.knows(token)
    }

    pub fn is_never(&self, token: &Token) -> bool {
        self.never.knows(token)
    }

    /// The longest name of the table at a token: the token behind it, and all that it can mean.
    pub fn lookup(&self, tokens: &[Token], at: usize) -> Option<(usize, Vec<Candidate>)> {
        let first = tokens.get(at)?;
        if !first.capital {
            return None;
        }
        // "Cox's Bazar"
        if tokens.get(at + 1).is_some_and(|t| t.is("'s"))
            && let Some(last) = tokens.get(at + 2).filter(|t| t.capital)
        {
            let found = self.named(&format!("{}'s {}", first.folded, last.folded));
            if !found.is_empty() {
                return Some((at + 3, found));
            }
        }
        let stretch = stretch(first.hash)?;
        // A token may hold no more than one of the name's words.
        let most = (1..LONGEST_NAME.min(stretch.words as usize))
            .take_while(|i| tokens.get(at + i).is_some_and(|t| t.is_word() && !t.folded.starts_with('\'')))
            .count();
        for last in (0..=most).rev() {
            let Some(words) = tokens.get(at..=at + last) else { continue };
            if !words.last().is_some_and(|t| t.capital) {
                continue;
            }
            let found = match words {
                [one] => rows(&one.folded, stretch),
                several => {
                    keys(several).iter().map(|key| rows(key, stretch)).find(|r| !r.is_empty()).unwrap_or_default()
                }
            };
            if !found.is_empty() {
                return Some((at + last + 1, found));
            }
        }
        None
    }

    /// What exactly this name can mean.
    pub fn named(&self, name: &str) -> Vec<Candidate> {
        let folded = fold(name);
        let first = folded.split([' ', '-']).next().unwrap_or("");
        let Some(stretch) = stretch(words::hash(first)) else { return Vec::new() };
        let found = rows(&folded, stretch);
        if found.is_empty() { rows(&folded.replace('-', " "), stretch) } else { found }
    }
}

#[cfg(test)]
mod tests {
    use super::table::{TABLE, WHOLE};
    use super::*;
    use crate::model::Span;
    use crate::text::tokenize;
    use crate::vocabulary::Vocabulary;

    fn look(text: &str) -> Option<(usize, Vec<&'static str>)> {
        let tokens = tokenize(text, Span::new(0, text.len()));
        let found = Vocabulary::builtin().places.lookup(&tokens, 0)?;
        Some((found.0, found.1.iter().map(|c| c.country).collect()))
    }

    #[test]
    fn every_row_is_found_again() {
        let names = TABLE.lines().filter(|l| !l.starts_with('#')).step_by(997);
        for name in names.filter_map(|l| l.split('\t').next()).filter(|n| !n.is_empty()) {
            assert!(!rows(name, WHOLE).is_empty(), "{name}");
            assert!(!Vocabulary::builtin().places.named(name).is_empty(), "{name}");
        }
    }

    #[test]
    fn the_longest_name_wins_and_hyphens_do_not_matter() {
        assert_eq!(look("Phnom Penh police"), Some((2, vec!["KH"])));
        assert_eq!(look("New York City"), Some((3, vec!["US"])));
        assert_eq!(look("Ado-Ekiti"), Some((2, vec!["NG"])));
        assert_eq!(look("Ado Ekiti"), Some((2, vec!["NG"])));
        assert_eq!(look("phnom penh"), None);
        assert_eq!(look("Xyzzyx"), None);
    }

    #[test]
    fn a_name_can_mean_several_places() {
        assert_eq!(look("Paris"), Some((1, vec!["FR", "US"])));
    }
}
