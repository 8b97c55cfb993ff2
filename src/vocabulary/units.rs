//! Units of weight and volume, and currencies with their signs and words.

use serde::Deserialize;

use super::layers::{Layers, VocabularyError};
use super::lexicon::Lexicon;
use crate::model::Code;
use crate::text::words::{Indexed, WordMap};
use crate::text::{Token, TokenKind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    weight: Vec<Weight>,
    #[serde(default)]
    currency: Vec<Currency>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Weight {
    unit: String,
    factor: f64,
    words: Vec<String>,
    /// The unit is a weight only before one of these words ("pounds of cocaine").
    #[serde(default)]
    beside: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Currency {
    code: String,
    #[serde(default)]
    signs: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    /// Signs and words that mean this currency only in an article about one of `countries`.
    #[serde(default)]
    local_signs: Vec<String>,
    #[serde(default)]
    local_words: Vec<String>,
    #[serde(default)]
    countries: Vec<String>,
}

/// What stands behind or before a number and makes it an amount.
#[derive(Debug, Clone, PartialEq)]
pub enum Unit {
    Weight { unit: Code, factor: f64, beside: Vec<String> },
    Money { code: Code, countries: Vec<String> },
}

#[derive(Debug, Clone, Default)]
pub struct Units {
    words: Lexicon<Unit>,
    /// What each sign can mean, local currencies first.
    signs: WordMap<Vec<Sign>>,
}

/// What stands before a number and makes it an amount of money.
#[derive(Debug, Clone)]
struct Sign {
    code: Code,
    /// Where it means this currency; everywhere if empty.
    countries: Vec<String>,
}

impl Units {
    pub fn load(layers: &Layers) -> Result<Self, VocabularyError> {
        let mut units = Units::default();
        for layer in layers.of("units.toml", include_str!("units.toml"))? {
            let file: File = layer.parse()?;
            let fault = |e: String| layer.error(0, e);
            for weight in file.weight {
                for word in &weight.words {
                    let unit = Unit::Weight {
                        unit: weight.unit.as_str().into(),
                        factor: weight.factor,
                        beside: weight.beside.clone(),
                    };
                    units.words.add(&word.to_lowercase(), unit).map_err(fault)?;
                }
            }
            for currency in file.currency {
                let code: Code = currency.code.as_str().into();
                let everywhere = Vec::new();
                let words = [(&currency.words, &everywhere), (&currency.local_words, &currency.countries)];
                for (word, countries) in words.iter().flat_map(|(words, c)| words.iter().map(move |w| (w, *c))) {
                    let unit = Unit::Money { code: code.clone(), countries: countries.clone() };
                    units.words.add(word, unit).map_err(fault)?;
                }
                let signs = [(currency.signs, everywhere), (currency.local_signs, currency.countries)];
                for (text, countries) in signs.iter().flat_map(|(signs, c)| signs.iter().map(move |s| (s, c))) {
                    let sign = Sign { code: code.clone(), countries: countries.clone() };
                    units.signs.entry(text.clone()).or_default().push(sign);
                }
            }
        }
        units.signs.values_mut().for_each(|signs| signs.sort_by_key(|s| s.countries.is_empty()));
        Ok(units)
    }

    /// The lists that tokens are looked up in.
    pub fn lists(&mut self) -> Vec<&mut dyn Indexed> {
        vec![&mut self.words]
    }

    /// The unit whose words begin at `at`, and where they end. `country` decides between currencies of one name.
    pub fn behind(&self, tokens: &[Token], at: usize, country: &str) -> Option<(&Unit, usize)> {
        let fits = |unit: &Unit, end: usize| match unit {
            Unit::Weight { beside, .. } => {
                beside.is_empty() || tokens.get(end).is_some_and(|t| beside.iter().any(|b| t.is(b)))
            }
            Unit::Money { countries, .. } => countries.is_empty() || countries.iter().any(|c| c == country),
        };
        let mut found: Vec<_> = self.words.matches(tokens, at).filter(|m| fits(m.sense, m.end)).collect();
        found.sort_by_key(|m| std::cmp::Reverse(m.end));
        let of_country = |unit: &Unit| matches!(unit, Unit::Money { countries, .. } if !countries.is_empty());
        let longest = found.first()?.end;
        let best = found.iter().filter(|m| m.end == longest).max_by_key(|m| of_country(m.sense))?;
        Some((best.sense, best.end))
    }

    /// The currency whose sign ends right before the number at `at` and touches it, and where the sign begins. `country`
    /// decides between currencies of one sign.
    pub fn before(&self, text: &str, tokens: &[Token], at: usize, country: &str) -> Option<(Code, usize)> {
        let number = tokens.get(at)?;
        for back in 1..=3 {
            let Some(start) = at.checked_sub(back) else { break };
            let first = tokens.get(start)?;
            let sign = text.get(first.span.start..number.span.start)?.trim();
            let letters = first.is_word() && first.capital && sign.len() >= 2;
            let touches = !number.spaced || back > 1 || first.caps || letters;
            let here = |s: &Sign| s.countries.is_empty() || s.countries.iter().any(|c| c == country);
            let signs = if touches { self.signs.get(sign) } else { None };
            if let Some(found) = signs.and_then(|signs| signs.iter().find(|s| here(s))) {
                let alone = first.kind == TokenKind::Mark || !number.spaced || first.caps || letters;
                if alone && !starts_inside(tokens, start) {
                    return Some((found.code.clone(), start));
                }
            }
        }
        // A sign written to the digits is one word with them in the tokens: `RM25`, `N1`, `SR1`.
        None
    }
}

/// `$` of `US$` is no sign of its own.
fn starts_inside(tokens: &[Token], start: usize) -> bool {
    tokens.get(start).is_some_and(|t| !t.spaced && t.kind == TokenKind::Mark)
        && start
            .checked_sub(1)
            .and_then(|i| tokens.get(i))
            .is_some_and(|t| t.is_word() && t.span.len() <= 3 && t.capital)
}
