//! Units in headers and unit columns: money, weights, pieces, and thousands of them. In: a text. Out: the contract's unit
//! and a factor.

use super::facets::Reader;
use crate::model::Code;
use crate::vocabulary::headers::key;

impl Reader<'_> {
    /// The unit that a unit column's cell (`whole`) or a header names, with its factor.
    pub fn unit(&self, text: &str, whole: bool) -> Option<(Code, f64)> {
        let headers = &self.vocabulary.headers;
        let mut factor = 1.0;
        let mut unit: Option<(Code, f64)> = None;
        let bracketed = text.contains(['(', '[']);
        let inner =
            |w: &str| text.find(w).is_some_and(|at| text.get(..at).is_some_and(|b| b.contains(['(', '[', ','])));
        for raw in text.split(between) {
            if raw.is_empty() {
                continue;
            }
            let spelled = (raw.chars().count() > 3).then(|| headers.currencies.get(&raw.to_lowercase())).flatten();
            if let Some(code) = headers.currencies.get(raw).or(spelled)
                && (raw.chars().any(|c| !c.is_lowercase()) || whole || inner(raw))
            {
                unit = unit.or(Some((code.clone(), 1.0)));
                continue;
            }
            let folded = key(raw);
            if let Some(found) = headers.magnitudes.get(&folded)
                && (bracketed || whole || unit.is_some())
            {
                factor = *found;
            } else if let Some((code, scale)) = headers.units.get(&folded) {
                let weight = matches!(&**code, "kg" | "g" | "l");
                let long = folded.len() > 1 || bracketed;
                let pieces = &**code == "items" && bracketed && inner(raw);
                if whole || (weight && long) || pieces {
                    unit = unit.or(Some((code.clone(), *scale)));
                }
            }
        }
        unit.map(|(code, scale)| (code, scale * factor))
    }

    /// How many a figure of one stands for, where a text says so in brackets, behind `in` or behind a word for unit:
    /// `Persons ('000)`, `in thousands`, `Unit: 1,000 persons`, `單位：千人`.
    pub fn factor(&self, text: &str) -> Option<f64> {
        let headers = &self.vocabulary.headers;
        let folded = key(text);
        let unit = self.dimension(folded.split([':', '：', '(', '（']).find(|p| !p.trim().is_empty())?)
            == Some(crate::vocabulary::headers::Dimension::Unit);
        let mut inside = unit;
        let mut before = String::new();
        for raw in folded.split_inclusive(between) {
            let word = raw.trim_end_matches(between);
            if inside || headers.scaled_by.contains(before.as_str()) {
                let thousand = word.replace(['.', ','], "");
                let found = headers.magnitudes.get(word).or_else(|| headers.magnitudes.get(&thousand));
                if let Some(factor) = found {
                    return Some(*factor);
                }
            }
            inside = match raw.chars().last() {
                Some('(' | '[' | '（') => true,
                Some(')' | ']' | '）') => unit,
                _ => inside,
            };
            if !word.is_empty() {
                before = word.to_string();
            }
        }
        None
    }
}

fn between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | '/' | ';' | ':' | '（' | '）' | '：')
}
