//! The noun phrase that a number counts. Why: it says who or what is counted, of which nationality, sex, age and offence.
//!
//! In: a parsed sentence and a token. Out: a [`NounPhrase`]; and for quantities, what stands further away but is said of
//! the same persons: behind a copula, a comma, a preposition, or as the subject of an amount.

mod amounts;
mod nationality;
mod phrase;
mod predicate;

pub use amounts::{named_before, subject_of_amount};
pub use nationality::{antecedent_nationality, appositive_nationality, country_list, done_by, nationality_behind};
pub use phrase::noun_phrase;
pub use predicate::predicate;

use crate::model::{AgeGroup, Code, Sex};
use crate::vocabulary::CountryForm;

#[derive(Debug, Clone, Default)]
pub struct NounPhrase {
    pub end: usize,
    /// Tokens of the words that name what is counted, without the number.
    pub head: Option<(usize, usize)>,
    pub population: Option<usize>,
    pub object: Option<usize>,
    /// A noun for an event: "arrests".
    pub event: Option<usize>,
    pub nationality: Vec<Code>,
    pub nationality_form: Option<CountryForm>,
    pub sex: Option<Sex>,
    pub age_group: Option<AgeGroup>,
    pub offences: Vec<usize>,
    /// Measure of a participle before the noun: "12 detained migrants".
    pub premodifier: Option<usize>,
    pub singular: bool,
    pub staff: bool,
    pub uncounted: bool,
    /// "12 others", "12 more people".
    pub other: bool,
    /// Of the nationality named before: "17 of his countrymen".
    pub same_nationality: bool,
    /// The nationality is only a country that they come from: "nine from Iraq".
    pub origin: bool,
    /// An offence's own noun, where nothing else heads the phrase: "14 kidnappings".
    pub crime: Option<(usize, usize)>,
}

impl NounPhrase {
    pub fn starts_with_people(&self) -> bool {
        self.population.is_some() || !self.nationality.is_empty()
    }

    pub fn foreign_only(&self) -> bool {
        self.nationality.len() == 1 && self.nationality.first().is_some_and(|c| &**c == "foreign")
    }
}
