//! The noun phrase that a number counts. Why: it says who or what is counted, of which nationality, sex, age and offence.
//!
//! In: a parsed sentence and a token. Out: a [`NounPhrase`]; and for quantities, what stands further away but is said of
//! the same persons: behind a copula, a comma, a preposition, or as the subject of an amount.

mod amounts;
mod nationality;
mod phrase;
mod predicate;
mod sexes;

pub use amounts::{named_before, ranked, subject_of_amount, subject_of_share};
pub use nationality::{
    antecedent_nationality, appositive_nationality, country_list, done_by, is_elided, nationality_behind,
};
pub use phrase::noun_phrase;
pub use predicate::predicate;
pub use sexes::{is_minor, sex_and_age};

use crate::model::{AgeGroup, Code, Sex};
use crate::vocabulary::terms::Population;
use crate::vocabulary::{CountryForm, Vocabulary};

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

    /// The word for persons that heads it, as the vocabulary knows it.
    pub fn population<'v>(&self, vocabulary: &'v Vocabulary) -> Option<&'v Population> {
        self.population.and_then(|p| vocabulary.terms.populations.get(p))
    }

    /// Whether its noun is "others" itself: "nine others".
    pub fn is_others(&self, vocabulary: &Vocabulary) -> bool {
        let others = |p: &Population| p.plurals.iter().any(|n| n.get_ref() == "others");
        self.other && self.population(vocabulary).is_some_and(others)
    }

    /// The measure that its word for persons implies: victims, residents.
    pub fn implied_measure<'v>(&self, vocabulary: &'v Vocabulary) -> Option<&'v str> {
        self.population(vocabulary).and_then(|p| p.measure.as_deref())
    }

    /// The class of its object, empty where it has none.
    pub fn object_class<'v>(&self, vocabulary: &'v Vocabulary) -> &'v str {
        self.object.and_then(|i| vocabulary.terms.objects.get(i)).map_or("", |o| o.class.as_str())
    }

    pub fn foreign_only(&self) -> bool {
        self.nationality.len() == 1 && self.nationality.first().is_some_and(|c| &**c == "foreign")
    }
}
