//! The same figure again: "the 235 suspects". In: a quantity. Out: the draft that states it already, which takes from the
//! later one what it left open.

use super::Discourse;
use super::SURE;
use crate::extract::article::link::Link;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::{Bounds, Kind};

/// Numbers from here on are seldom told twice by chance.
const UNLIKELY_TWICE: f64 = 20.0;

impl Discourse<'_, '_> {
    pub(super) fn same_value(&self, quantity: &Quantity) -> Option<usize> {
        let same = |i: &usize| {
            self.drafts.get(*i).is_some_and(|d| {
                d.kind == Kind::Level
                    && d.bounds.low == quantity.bounds.low
                    && d.bounds.high == quantity.bounds.high
                    && d.is_whole_for(quantity)
            })
        };
        self.last_of(&quantity.bounds, same)
    }

    /// The last figure of exactly this number, however far before: "eight of the 14".
    pub(super) fn of_number(&self, value: f64) -> Option<usize> {
        let bounds = Bounds::exact(value);
        let same = |i: &usize| self.drafts.get(*i).is_some_and(|d| d.kind == Kind::Level && d.bounds == bounds);
        self.last_of(&bounds, same)
    }

    /// The last figure of these bounds for which something holds; the newest have no place in the index yet.
    fn last_of(&self, bounds: &Bounds, holds: impl Fn(&usize) -> bool) -> Option<usize> {
        let before = self.by_bounds.of(bounds).iter().copied();
        (self.by_bounds.count..self.drafts.len()).rfind(&holds).or_else(|| before.into_iter().rfind(&holds))
    }

    /// The earlier statement of the same figure: "the 235 suspects", or the same number of the same thing again.
    pub(super) fn repeated(
        &self,
        quantity: &Quantity,
        link: Option<Link>,
        sentence: usize,
        whole: Option<usize>,
    ) -> Option<usize> {
        if whole.is_some() || quantity.article || quantity.other {
            return None;
        }
        let index = self.same_value(quantity)?;
        let earlier = self.drafts.get(index)?;
        let sure = link.filter(|l| l.score >= SURE);
        let same_measure = sure.is_none_or(|l| l.measure == earlier.measure && l.modality == earlier.modality);
        let unsaid = quantity.noun.nationality.is_empty() || quantity.noun.foreign_only();
        let nationality = unsaid
            || quantity.noun.nationality == earlier.nationality
            || (quantity.definite && earlier.nationality.is_empty());
        // "hundreds" may well be said of two things.
        let big = quantity.bounds.low.is_some_and(|v| v >= UNLIKELY_TWICE)
            && quantity.bounds.qualifier != crate::model::Qualifier::Vague
            && earlier.sentence < sentence
            && sure.is_some()
            && earlier.what == quantity.what;
        (same_measure && nationality && (quantity.definite || big)).then_some(index)
    }

    /// Attributes that the first statement left open come from the later one.
    pub(super) fn fill(&mut self, index: usize, quantity: &Quantity) {
        let Some(draft) = self.drafts.get_mut(index) else { return };
        if draft.nationality.is_empty() && draft.what == What::Persons {
            draft.nationality = quantity.noun.nationality.clone();
        }
        draft.sex = draft.sex.or(quantity.noun.sex);
        if draft.offences.is_empty() {
            draft.offences = quantity.noun.offences.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::refused;

    #[test]
    fn a_number_told_again_is_set_aside() {
        let text = "Police arrested 235 foreigners on Monday. The 235 foreigners were arrested at the port.";
        assert_eq!(refused(text), ["235 repeated"]);
    }
}
