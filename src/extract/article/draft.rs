//! A figure on its way: what the words say, attribute by attribute, before codes and dates are final.

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

impl Draft {
    pub fn because(&mut self, attribute: &'static str, rule: &'static str, span: Option<Span>) {
        self.reasons.retain(|r| r.attribute != attribute);
        self.reasons.push(Reason { attribute, rule, span, words: None });
    }

    pub fn value(&self) -> Option<f64> {
        self.bounds.low.or(self.bounds.high)
    }

    /// Whether it counts persons (or cases, …) one by one, so that another can be a part of it.
    pub fn is_whole_for(&self, quantity: &Quantity) -> bool {
        let same = match (&self.what, &quantity.what) {
            (What::Countries, What::Countries) => true,
            (What::Countries, _) | (_, What::Countries) => false,
            (What::Percent, _) => false,
            (_, What::Percent | What::Bare) => true,
            (What::Persons, What::Unnamed) => true,
            (What::Items, What::Items) => false,
            (What::Operations, What::Premises) | (What::Premises, What::Operations) => true,
            (a, b) => a == b,
        };
        let larger = quantity.what == What::Percent
            || self.value().zip(quantity.bounds.low.or(quantity.bounds.high)).is_some_and(|(a, b)| a >= b);
        self.kind == Kind::Level && same && larger
    }
}
