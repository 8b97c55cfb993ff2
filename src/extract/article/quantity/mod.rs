//! Quantities: a number, its bounds and the noun phrase that it counts. Why: every later step speaks of figures, not of
//! digits.
//!
//! In: a parsed sentence. Out: every number of it, as a [`Quantity`] or as a refusal.

mod amounts;
mod counted;
mod partitive;
mod reader;
mod refusals;

pub use partitive::one_of_pair;
pub use reader::Reader;

use super::nouns::NounPhrase;
use crate::model::{Bounds, Code, Refusal};

/// What sort of thing a number counts, before it is known what happened to it.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    Persons,
    Cases,
    Operations,
    Items,
    Premises,
    /// A noun that the vocabulary doesn't know: persons or things, as the verb says.
    Unnamed,
    Countries,
    Percent,
    Money(Code),
    Weight(Code),
    /// A number without a noun: "another 63", "of whom 12".
    Bare,
}

/// How a number is tied to an earlier one by its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Partitive {
    /// "of them", "of whom", "of these".
    Them,
    /// "of the 317": the value of the whole.
    Number(u64),
    /// "of the suspects".
    TheNoun,
    /// "of the last group", "of the latter": of the figure right before.
    LastGroup,
    /// "of the former": of the figure before that.
    Former,
    /// "of its officers": of somebody's people, of whom nobody has told how many they are.
    Owned,
}

#[derive(Debug, Clone)]
pub struct Quantity {
    /// Tokens of the number with its bounds and sign.
    pub number: (usize, usize),
    /// Tokens up to the end of what it counts.
    pub end: usize,
    pub bounds: Bounds,
    pub what: What,
    pub noun: NounPhrase,
    pub partitive: Option<Partitive>,
    /// "the 21", "all 187": said again, or of something known.
    pub definite: bool,
    /// One, said by an article: "a pistol".
    pub article: bool,
    /// Further nationalities that the same number holds for, one by one ("one each from Chad and Mali").
    pub each: Vec<Code>,
    /// "12 more", "another 12", "12 others".
    pub other: bool,
    /// The subject of its clause says whom it counts: "women made up 33,794", "the number of overstayers was 79,013".
    pub amount: bool,
    /// "12 of them Bulgarian", of passports: its nationality is one of things.
    pub of_things: bool,
    /// It stands in a column of its own, apart from its label.
    pub column: bool,
    /// What the unit behind the number multiplies it by.
    pub factor: f64,
    /// Where the noun of that amount ends, to look for what is said of it.
    pub amount_noun: usize,
}

impl Quantity {
    pub fn start(&self) -> usize {
        self.number.0
    }

    /// Its number, of a range the low end.
    pub fn value(&self) -> Option<f64> {
        self.bounds.low.or(self.bounds.high)
    }

    pub fn is_bare(&self) -> bool {
        self.what == What::Bare
    }
}

/// What a sentence's numbers are: those that may count something, and those that certainly don't.
#[derive(Debug, Default)]
pub struct Found {
    pub quantities: Vec<Quantity>,
    pub refusals: Vec<Refusal>,
}
