//! Objects: the quantity behind a verb, "arrested 12". In: a trigger. Out: the quantities that it counts.

use super::{Link, Linker};
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::Trigger;
use crate::vocabulary::{Class, Slot};

/// An object stands at most so many tokens behind its verb.
const OBJECT_REACH: usize = 16;
/// A quantity in between that the verb doesn't count may be the end of what it says.
const OTHER_QUANTITY: f64 = 0.1;
/// A comma mostly ends the object.
const COMMA: f64 = 0.25;
/// Behind a preposition stands a place or time rather than the object.
const PREPOSITION: f64 = 0.3;
/// Any other word; of two objects the nearer is surer.
const WORD: f64 = 0.01;
/// More than this and the quantity is no object: two prepositions and a word, or two commas and a preposition.
const TOO_FAR: f64 = 0.6;

impl Linker<'_, '_> {
    /// The first quantity behind the verb, in the same clause.
    pub(super) fn object(&self, trigger: &Trigger, rule: &'static str, score: f64) -> Vec<(usize, Link)> {
        if trigger.gap {
            let inside = self.quantities.iter().position(|q| q.start() > trigger.start && q.end < trigger.end);
            // "collected Rs 312 million in fines from 4,310 foreigners"
            let money = inside.and_then(|i| self.quantities.get(i)).is_some_and(|q| matches!(q.what, What::Money(_)));
            let behind = |q: &Quantity| q.what == What::Persons && q.start() == trigger.end;
            let payers = self.quantities.iter().position(behind).filter(|_| money);
            let inside = payers.or(inside);
            if let Some(found) =
                inside.and_then(|i| self.link_if(i, trigger, Slot::Object, "object inside the phrase", score))
            {
                return vec![found];
            }
        }
        let mut at = trigger.end;
        let mut cost = 0.0;
        while at < self.parsed.len() && at < trigger.end + OBJECT_REACH {
            if let Some(index) = self.quantities.iter().position(|q| q.start() == at) {
                if let Some(found) = self.link_if(index, trigger, Slot::Object, rule, score - cost) {
                    return vec![found];
                }
                // Not what the verb counts ("in two raids"): look behind it.
                at = self.quantities.get(index).map_or(at + 1, |q| q.end.max(at + 1));
                cost += OTHER_QUANTITY;
                continue;
            }
            let Some(step) = self.cost_of_word(at, trigger) else { break };
            cost += step;
            if cost > TOO_FAR {
                break;
            }
            at += 1;
        }
        Vec::new()
    }

    /// "fined three men $3,000 each": the amount right behind the persons.
    pub(super) fn amount_behind_object(&self, object: usize, trigger: &Trigger) -> Option<(usize, Link)> {
        let (persons, amount) = (self.quantities.get(object)?, self.quantities.get(object + 1)?);
        let behind = amount.start() >= persons.end && amount.start() - persons.end <= 3;
        let fits = behind && persons.what == What::Persons && matches!(amount.what, What::Money(_));
        fits.then(|| self.link_if(object + 1, trigger, Slot::Object, "amount behind the object", 0.85)).flatten()
    }

    /// How much less sure an object is behind this word; none where no object stands behind it.
    fn cost_of_word(&self, at: usize, trigger: &Trigger) -> Option<f64> {
        let parsed = self.parsed;
        let grammar = &self.vocabulary.grammar;
        let token = parsed.token(at)?;
        let word = token.folded.as_str();
        let timed = [at, at + 1].iter().any(|i| parsed.timed.get(*i).copied().unwrap_or(false));
        // "expects output to recover to 12 million bags"
        let thing = |q: &Quantity| q.start() == at + 1 && matches!(q.what, What::Items | What::Weight(_));
        let comes_to = word == "to" && at == trigger.end && self.quantities.iter().any(thing);
        if matches!(word, "." | ";" | ":" | "(" | "—" | "who" | "which" | "whom" | "that")
            || comes_to
            || (self.is_other_verb(at, trigger) && !timed)
        {
            return None;
        }
        if word == "," {
            return Some(COMMA);
        }
        if !grammar.is(token, Class::Preposition) || timed {
            return Some(WORD);
        }
        let of_total = word == "of" && parsed.token_before(at, 1).is_some_and(|t| grammar.is(t, Class::Collective));
        Some(if of_total { 0.0 } else { PREPOSITION })
    }

    fn is_other_verb(&self, at: usize, trigger: &Trigger) -> bool {
        let be = self
            .parsed
            .token(at)
            .is_some_and(|t| self.vocabulary.grammar.is(t, Class::Finite) || self.vocabulary.grammar.is(t, Class::Be));
        be || self.triggers.iter().any(|t| !t.is_event() && t.start == at && t.start != trigger.start)
    }

    /// "Seized were 15 boats", "Also fined were 1,701 employers", "Seized items include 12 phones".
    pub(super) fn inverted(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let be = (trigger.end..self.parsed.len().min(trigger.end + 14))
            .find(|i| matches!(self.parsed.word(*i), "were" | "was" | "are" | "include" | "included" | "comprise"))?;
        let index = self.quantities.iter().position(|q| q.start() >= be && q.start() <= be + 4)?;
        self.link_if(index, trigger, Slot::Object, "inverted passive", 0.9)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn among_the_things_taken_were_these() {
        let text = "Among the items taken from the rooms were 108 mobile phones and 14 routers. Two men were arrested for fraud.";
        assert_eq!(told(text), ["108 seized", "14 seized", "2 arrested"]);
    }

    #[test]
    fn a_participle_before_its_auxiliary_counts_what_stands_behind() {
        let text = "Carried out of the rooms and impounded were 131 computers. Three men were arrested for fraud.";
        assert_eq!(told(text).first().map(String::as_str), Some("131 seized"));
    }

    #[test]
    fn a_verb_counts_its_object_behind_a_quantity_of_another_kind() {
        let text = "Police arrested in two raids 12 Vietnamese. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["2 raids", "12 arrested VN"]);
    }

    #[test]
    fn what_was_seized_in_a_time_stands_behind_it() {
        let text = "The goods seized last month were 9,418 saris and 18 trucks. Seized items include 40 SIM cards. Police arrested \
                    12 smugglers.";
        assert_eq!(told(text), ["9418 seized", "18 seized", "40 seized", "12 arrested"]);
    }
}
