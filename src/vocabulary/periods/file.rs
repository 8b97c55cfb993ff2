//! The form of `periods.toml`.

use serde::Deserialize;
use toml::Spanned;

use super::{Beside, Unit, Word};
use crate::text::words::WordMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    #[serde(default)]
    pub number: u8,
    pub unit: Option<Unit>,
    pub sense: Option<Word>,
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub plurals: Vec<String>,
    #[serde(default)]
    pub abbreviations: Vec<String>,
    #[serde(default)]
    pub signs: Vec<String>,
    #[serde(default)]
    pub labels: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamedEntry {
    pub phrases: Vec<String>,
    pub month: Option<u8>,
    pub day: Option<u8>,
    #[serde(default)]
    pub examples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FiscalEntry {
    pub countries: Spanned<Vec<String>>,
    pub month: u8,
    pub day: Option<u8>,
    pub named: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct WordList {
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct UntilWords {
    #[serde(default)]
    pub words: Vec<String>,
    /// What may stand between one of them and its time.
    #[serde(default)]
    pub between: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct LabelWords {
    #[serde(default)]
    pub flags: Vec<String>,
    #[serde(default)]
    pub leads: Vec<String>,
    #[serde(default)]
    pub ranges: Vec<String>,
    #[serde(default)]
    pub year_ending: Vec<String>,
    /// Of other languages; Roman numerals.
    #[serde(default)]
    pub ordinals: WordMap<u8>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct NumericDates {
    #[serde(default)]
    pub month_first: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub(super) struct File {
    pub month: Vec<Spanned<Entry>>,
    pub weekday: Vec<Spanned<Entry>>,
    pub unit: Vec<Spanned<Entry>>,
    pub sign: Vec<Spanned<Entry>>,
    pub word: Vec<Spanned<Entry>>,
    pub numbers: WordMap<u8>,
    pub ordinals: WordMap<u8>,
    pub suffixes: WordList,
    pub open: Vec<NamedEntry>,
    pub fixed: Vec<NamedEntry>,
    pub publications: WordList,
    pub names: WordList,
    pub speech: WordList,
    pub audience: WordList,
    pub change: WordList,
    pub ends: WordList,
    pub begins: WordList,
    pub issued: WordList,
    pub accounts: WordList,
    pub multiples: WordList,
    pub apart: WordList,
    pub until: UntilWords,
    pub ahead: WordList,
    pub custody: WordList,
    pub deadlines: WordList,
    pub present: WordList,
    pub partaking: WordList,
    pub tally: WordList,
    pub scene: WordList,
    pub label: LabelWords,
    pub fiscal_year: Vec<FiscalEntry>,
    pub numeric_dates: NumericDates,
}

impl File {
    /// The lists of words that say something of the time beside them.
    pub fn beside(&self) -> [(Beside, &WordList); Beside::COUNT] {
        [
            (Beside::Speech, &self.speech),
            (Beside::Audience, &self.audience),
            (Beside::Issued, &self.issued),
            (Beside::Account, &self.accounts),
            (Beside::Change, &self.change),
            (Beside::End, &self.ends),
            (Beside::Beginning, &self.begins),
            (Beside::Multiple, &self.multiples),
            (Beside::Apart, &self.apart),
            (Beside::Ahead, &self.ahead),
            (Beside::Custody, &self.custody),
            (Beside::Deadline, &self.deadlines),
            (Beside::Partaking, &self.partaking),
            (Beside::Tally, &self.tally),
            (Beside::Scene, &self.scene),
        ]
    }
}
