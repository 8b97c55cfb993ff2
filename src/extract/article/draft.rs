//! A figure on its way: what the words say, attribute by attribute, before codes and dates are final.

use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use foldhash::fast::FixedState;

use super::link::Link;
use super::quantity::{Quantity, What};
use crate::model::{Bounds, Code, Direction, Kind, Modality, Period, Reason, Span};

/// One figure of an article, and why each of its attributes is what it is.
#[derive(Debug, Clone)]
pub struct Draft {
    pub sentence: usize,
    /// Index into the quantities of its sentence.
    pub quantity: usize,
    pub figure: Span,
    pub kind: Kind,
    pub direction: Option<Direction>,
    pub measure: usize,
    pub what: What,
    pub bounds: Bounds,
    pub modality: Modality,
    pub nationality: Vec<Code>,
    pub sex: Option<crate::model::Sex>,
    pub age_group: Option<crate::model::AgeGroup>,
    pub offences: Vec<usize>,
    pub object: Option<String>,
    pub period: Option<Period>,
    pub place: Option<String>,
    pub country: Option<Code>,
    pub speaker: String,
    pub part_of: Option<usize>,
    pub score: f64,
    pub reasons: Vec<Reason>,
}

/// Which of the drafts stand in these sentences: drafts are in the order of their sentences.
pub fn in_sentences(drafts: &[Draft], sentences: RangeInclusive<usize>) -> Range<usize> {
    let from = drafts.partition_point(|d| d.sentence < *sentences.start());
    from..drafts.partition_point(|d| d.sentence <= *sentences.end()).max(from)
}

/// Drafts by their bounds, so that the same number is found again in a long text.
#[derive(Debug, Default)]
pub struct ByBounds {
    drafts: HashMap<[Option<u64>; 2], Vec<usize>, FixedState>,
    /// How many drafts were added.
    pub count: usize,
}

impl ByBounds {
    /// Adds the drafts that are new since the last time.
    pub fn add_new(&mut self, drafts: &[Draft]) {
        for (index, draft) in drafts.iter().enumerate().skip(self.count) {
            self.drafts.entry(Self::key(&draft.bounds)).or_default().push(index);
        }
        self.count = drafts.len();
    }

    /// The drafts with the same low and high bound, in their order.
    pub fn of(&self, bounds: &Bounds) -> &[usize] {
        self.drafts.get(&Self::key(bounds)).map_or(&[], Vec::as_slice)
    }

    fn key(bounds: &Bounds) -> [Option<u64>; 2] {
        [bounds.low, bounds.high].map(|b| b.map(f64::to_bits))
    }
}

impl Draft {
    pub fn because(&mut self, attribute: &'static str, rule: &'static str, span: Option<Span>) {
        self.reasons.retain(|r| r.attribute != attribute);
        self.reasons.push(Reason { attribute, rule, span, words: None });
    }

    /// "170 Pakistanis were sent back: … nine from Iraq": where they come from is the country, whose people they are says
    /// another.
    pub fn sent_from_there(&mut self, of: &Draft) {
        if of.names_one_country() && self.nationality != of.nationality {
            self.country = self.nationality.first().filter(|code| &***code != "foreign").cloned();
            self.nationality = of.nationality.clone();
            self.because("nationality", "as those before", Some(of.figure));
        }
    }

    pub fn value(&self) -> Option<f64> {
        self.bounds.low.or(self.bounds.high)
    }

    /// Whether no country's people are named: nothing is said, or only that they are foreign.
    pub fn names_no_country(&self) -> bool {
        self.nationality.iter().all(|c| &**c == "foreign")
    }

    /// Whether it counts one country's people.
    pub fn names_one_country(&self) -> bool {
        self.nationality.len() == 1 && !self.names_no_country()
    }

    /// Whether it counts what has no nationality.
    pub fn is_of_things(&self) -> bool {
        matches!(self.what, What::Items | What::Weight(_) | What::Money(_) | What::Countries)
    }

    /// Whether it says how many there are, no change or share of them.
    pub fn is_level(&self) -> bool {
        self.kind == Kind::Level
    }

    /// Whether it counts how many persons there are.
    pub fn is_level_of_persons(&self) -> bool {
        self.is_level() && self.what == What::Persons
    }

    /// The link of another figure that counts what this one counts.
    pub fn link_for(&self, words: (usize, usize), rule: &'static str, score: f64) -> Link {
        Link { measure: self.measure, modality: self.modality, words, rule, score }
    }

    /// Whether it counts persons (or cases, …) one by one, so that another can be a part of it.
    pub fn is_whole_for(&self, quantity: &Quantity) -> bool {
        let same = match (&self.what, &quantity.what) {
            (What::Countries, What::Countries) => true,
            (What::Countries, _) | (_, What::Countries) => false,
            (What::Money(_) | What::Weight(_), What::Bare) => false,
            (What::Percent, _) => false,
            (_, What::Percent | What::Bare) => true,
            (What::Persons, What::Unnamed) => true,
            (What::Items, What::Items) => false,
            (What::Operations, What::Premises) | (What::Premises, What::Operations) => true,
            (a, b) => a == b,
        };
        let larger = quantity.what == What::Percent || self.value().zip(quantity.value()).is_some_and(|(a, b)| a >= b);
        self.kind == Kind::Level && same && larger
    }
}
