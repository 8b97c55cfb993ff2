//! Units in headers and unit columns: money, weights, pieces, and thousands of them. In: a text. Out: the contract's unit
//! and a factor.

use std::collections::HashSet;

use super::facets::{Measured, Reader};
use super::grid::Grid;
use super::layout::Block;
use super::table::Table;
use crate::model::Code;
use crate::vocabulary::headers::{Dimension, key};

impl Table<'_> {
    /// What most rows weigh, or give in money, is no number of persons: "interceptions" of cocaine are seizures.
    pub(super) fn weigh(&mut self, grid: &Grid, block: &Block) {
        let terms = &self.reader.vocabulary.terms;
        let shared = self.constants.facets.measure;
        let persons = shared.and_then(|m| terms.measures.get(m.index)).filter(|m| m.unit == "persons");
        let (Some(_), Some(seized)) = (persons, terms.measure("seized")) else { return };
        let labels =
            self.columns.labels.iter().filter(|l| {
                matches!(l.dimension, None | Some(Dimension::Object | Dimension::Unit | Dimension::Measure))
            });
        let of_things = |unit: &Code| !matches!(&**unit, "persons" | "cases" | "operations");
        for label in labels {
            let whole = label.dimension == Some(Dimension::Unit);
            let rows =
                block.body.iter().take(100).map(|(at, _)| grid.text(*at, label.column)).filter(|t| !t.is_empty());
            let units: Vec<bool> =
                rows.map(|t| self.reader.unit(&t, whole).is_some_and(|(unit, _)| of_things(&unit))).collect();
            if units.iter().filter(|u| **u).count() * 2 > units.len() {
                self.constants.facets.measure = shared.map(|m| Measured { index: seized, ..m });
                return;
            }
        }
    }
}

impl Table<'_> {
    /// A column whose cells say in which money they are, `$1,200`, where its header doesn't.
    pub(super) fn money_of_cells(&mut self, grid: &Grid, block: &Block) {
        let headers = &self.reader.vocabulary.headers;
        let country = self.constants.country.as_deref();
        let rows: Vec<usize> = block.body.iter().take(100).map(|(at, _)| *at).collect();
        for figures in self.columns.figures.iter_mut().filter(|f| f.facets.unit.is_none()) {
            let texts = rows.iter().map(|at| grid.text(*at, figures.column));
            let figures_only = texts.filter(|t| t.bytes().any(|b| b.is_ascii_digit()));
            let signs: HashSet<String> = figures_only
                .map(|t| t.split(|c: char| c.is_ascii_digit()).next().unwrap_or("").trim().into())
                .collect();
            let one = signs.iter().next().filter(|s| signs.len() == 1 && !s.is_empty());
            figures.facets.unit = one.and_then(|sign| headers.money(sign, country)).map(|(code, _)| code);
        }
    }
}

impl Reader<'_> {
    /// The unit that a unit column's cell (`whole`) or a header names, with its factor.
    pub fn unit(&self, text: &str, whole: bool) -> Option<(Code, f64)> {
        let apart = super::words::apart(text);
        let text = apart.as_deref().unwrap_or(text);
        let headers = &self.vocabulary.headers;
        let mut factor = 1.0;
        let mut unit: Option<(Code, f64)> = None;
        let bracketed = text.contains(['(', '[']);
        let before = |w: &str| text.find(w).and_then(|at| text.get(..at)).unwrap_or("");
        let inner = |w: &str| before(w).contains(['(', '[', ',']);
        let counts = |raw: &str| match headers.money_or_word.contains(&raw.to_uppercase()) {
            true => before(raw).rfind(['(', '[']) > before(raw).rfind([')', ']']),
            false => inner(raw) || raw.chars().any(|c| !c.is_lowercase()),
        };
        for raw in text.split(between) {
            if raw.is_empty() {
                continue;
            }
            let spelled = || headers.currencies.get(&raw.to_lowercase()).filter(|_| raw.chars().count() > 3);
            let money = headers.money(raw, self.country.as_deref()).or_else(|| Some((spelled()?.clone(), 1.0)));
            if let Some((code, joined)) = money
                && (whole || counts(raw))
            {
                unit = unit.or(Some((code, joined)));
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
            == Some(Dimension::Unit);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn money_is_told_from_words_and_by_where_it_is_used() {
        let mut reader = Reader::new(Vocabulary::builtin());
        reader.country = Some("PK".into());
        for (text, expected) in [
            ("REFUSALS BY NATIONALITY, TOP TEN", None),
            ("ALL DRUG ARRESTS", None),
            ("Fines (MAD)", Some(("MAD", 1.0))),
            ("Fines imposed (Rs. million)", Some(("PKR", 1e6))),
            ("FINES IMPOSED (RS. MILLION)", Some(("PKR", 1e6))),
            ("Undeclared cash (NZ$000)", Some(("NZD", 1000.0))),
            ("Losses (€m)", Some(("EUR", 1e6))),
            ("Pertes (M€)", Some(("EUR", 1e6))),
            ("Saisies (millions d’articles)", Some(("items", 1e6))),
            ("MEN (MAN)", None),
            ("Cocaine seized (kg)", Some(("kg", 1.0))),
        ] {
            let found = reader.unit(text, false);
            assert_eq!(found.as_ref().map(|(code, factor)| (&**code, *factor)), expected, "{text}");
        }
    }
}
