//! What the rows of a long table were found to say. In: labels that were read. Out: what they say by number, alone and
//! together, found again by a look-up.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use smol_str::SmolStr;

use super::cells::Reading;
use super::counted::{Counted, Numbers};
use super::facets::{Facets, Nationality, over};
use super::table::Table;
use super::when::Time;
use crate::model::Period;
use crate::text::words::WordMap;

/// Texts of one label column, and figures' texts, that are known at a time.
pub const MOST_TEXTS: usize = 40_000;
/// Combinations of labels that are known at a time.
const MOST_COMBINATIONS: usize = 200_000;

/// What a label says, by number: labels that say the same of what is counted, or of its time, have the same one. 0 says
/// nothing.
#[derive(Clone, Copy, Default)]
pub struct Said {
    pub what: u32,
    pub when: u32,
    pub total: bool,
    pub unknown: bool,
}

/// A figure's text as read.
#[derive(Clone)]
pub struct Read {
    pub reading: Reading,
    pub text: SmolStr,
}

/// What a combination of labels counts. None where they name no measure.
pub type About = Option<Counted>;

/// What the labels of a row say, one after the other, by number. Its memory is used again.
#[derive(Default)]
pub struct Here {
    pub whats: Vec<u32>,
    pub whens: Vec<u32>,
    pub is_total: bool,
    /// How many of them say anything.
    pub filled: usize,
}

#[derive(Default)]
pub struct Kept {
    pub labels: Vec<WordMap<Said>>,
    /// What labels say besides their time, by number.
    pub whats: Vec<Facets>,
    pub what_numbers: HashMap<String, u32, FixedState>,
    pub whens: Vec<Time>,
    pub about: HashMap<u128, About, FixedState>,
    pub periods: HashMap<u128, Period, FixedState>,
    pub numbers: Numbers,
    pub read: WordMap<Read>,
    pub carried: Vec<String>,
    pub here: Here,
    /// Label columns whose word for all makes a total, as it did in the head.
    pub totals: Vec<bool>,
    pub marks: Vec<String>,
}

/// Up to eight numbers as one key; more, or larger ones, are not kept.
fn packed(numbers: &[u32]) -> Option<u128> {
    let fits = numbers.len() <= 8 && numbers.iter().all(|n| *n < 1 << 16);
    fits.then(|| numbers.iter().fold(0, |key, n| key << 16 | u128::from(*n)))
}

impl Kept {
    pub fn is_full(&self) -> bool {
        self.labels.iter().any(|known| known.len() >= MOST_TEXTS)
            || self.about.len().max(self.periods.len()) >= MOST_COMBINATIONS
    }

    /// Begins anew; number 0 says nothing.
    pub fn forget(&mut self) {
        self.labels.iter_mut().for_each(WordMap::clear);
        self.whats = vec![Facets::default()];
        self.whens = vec![Time::default()];
        self.what_numbers.clear();
        self.about.clear();
        self.periods.clear();
        self.numbers.clear();
    }

    /// Numbers what a label says.
    pub fn number(&mut self, label: usize, mut facets: Facets) -> Said {
        let time = std::mem::take(&mut facets.time);
        let when = self.whens.iter().position(|known| *known == time).unwrap_or_else(|| {
            self.whens.push(time);
            self.whens.len() - 1
        });
        let unknown = matches!(facets.nationality, Some(Nationality::Named(_)));
        let total = facets.total;
        let next = self.whats.len() as u32;
        let what = *self.what_numbers.entry(format!("{label}{facets:?}")).or_insert(next);
        if what == next {
            self.whats.push(facets);
        }
        Said { what, when: when as u32, total, unknown }
    }

    /// What labels say together.
    pub fn facets(&self, whats: &[u32], whens: &[u32]) -> Facets {
        let mut facets = Facets::default();
        for (what, when) in whats.iter().zip(whens) {
            let time = self.whens.get(*when as usize).copied().unwrap_or_default();
            let said = self.whats.get(*what as usize).cloned().unwrap_or_default();
            over(&mut facets, &Facets { time, ..said });
        }
        facets
    }

    /// What a figure under labels that say this counts.
    pub fn about(&mut self, table: &Table<'_>, key: &[u32], figures: Option<usize>) -> About {
        let packed = packed(key);
        if let Some(about) = packed.and_then(|k| self.about.get(&k)) {
            return *about;
        }
        let mut facets = Facets::default();
        for what in key.iter().take(table.columns.labels.len()) {
            over(&mut facets, self.whats.get(*what as usize).unwrap_or(&Facets::default()));
        }
        let found = table.series(&facets, figures.and_then(|f| table.columns.figures.get(f)));
        let about = found.map(|(series, factor)| self.numbers.of(series, factor));
        if let Some(key) = packed {
            self.about.insert(key, about);
        }
        about
    }

    /// The period of a figure under labels that name these times.
    pub fn period(&mut self, table: &Table<'_>, key: &[u32], figures: Option<usize>) -> Period {
        let packed = packed(key);
        if let Some(period) = packed.and_then(|k| self.periods.get(&k)) {
            return *period;
        }
        let mut time = Time::default();
        for when in key.iter().take(table.columns.labels.len()) {
            time = self.whens.get(*when as usize).copied().unwrap_or_default().crossed(time);
        }
        let period = table.period(time, figures.and_then(|f| table.columns.figures.get(f)));
        if let Some(key) = packed {
            self.periods.insert(key, period);
        }
        period
    }
}
