//! Units and money in tables. In: units.toml. Out: what a unit column's text or a sign means, in which country.

use super::file::UnitFile;
use super::{Headers, key};
use crate::model::Code;

impl Headers {
    pub(super) fn add_units(&mut self, file: UnitFile) {
        for weight in file.weight {
            let unit: Code = weight.unit.as_str().into();
            self.units.extend(weight.words.iter().map(|w| (key(w), (unit.clone(), weight.factor))));
        }
        for currency in file.currency {
            let code: Code = currency.code.as_str().into();
            // A single letter is too often something else.
            let letter = |s: &&String| s.len() > 1 || !s.chars().all(char::is_alphabetic);
            let signs = currency.signs.iter().filter(letter).chain([&currency.code]).chain(&currency.words);
            for sign in signs {
                self.currencies.entry(sign.clone()).or_insert_with(|| code.clone());
            }
            for country in &currency.countries {
                let local = currency.local_signs.iter().map(|s| ((s.clone(), country.clone()), code.clone()));
                self.local_currencies.extend(local);
            }
        }
    }

    /// The money that a sign means in a country, with what is written right behind it: `Rs`, `$m`, `NZ$000`.
    pub fn money(&self, raw: &str, country: Option<&str>) -> Option<(Code, f64)> {
        let as_written = |sign: &str| {
            let local = country.and_then(|c| self.local_currencies.get(&(sign.to_string(), c.to_string())));
            local.or_else(|| self.currencies.get(sign)).cloned()
        };
        // RS. in a header in capitals is Rs.
        let first = |s: &str| s.chars().next().map_or(0, char::len_utf8);
        let lower =
            |s: &str| format!("{}{}", s.get(..first(s)).unwrap_or(""), s.get(first(s)..).unwrap_or("").to_lowercase());
        let sign = |sign: &str| as_written(sign).or_else(|| as_written(&lower(sign)).filter(|_| sign.len() <= 3));
        if let Some(code) = sign(raw) {
            return Some((code, 1.0));
        }
        let folded = key(raw);
        // M€, kEUR
        let before = self.joined.iter().find_map(|(word, factor)| {
            let rest = raw.get(..word.len()).filter(|w| w.eq_ignore_ascii_case(word)).and(raw.get(word.len()..))?;
            let written = rest.chars().all(|c| !c.is_ascii_lowercase()) && rest.chars().count() != 2;
            Some((sign(rest).filter(|_| written)?, *factor))
        });
        before.or_else(|| {
            self.joined.iter().find_map(|(behind, factor)| {
                // R'000, but not the m of "team".
                let apart = |s: &&str| behind.starts_with('\'') || s.ends_with(|c: char| !c.is_ascii_alphanumeric());
                let signed = folded.strip_suffix(behind.as_str()).filter(apart);
                Some((sign(raw.get(..signed?.len())?)?, *factor))
            })
        })
    }
}
