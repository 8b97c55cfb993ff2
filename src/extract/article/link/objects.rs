//! Objects: the quantity behind a verb, "arrested 12". In: a trigger. Out: the quantities that it counts.

use super::{Link, Linker};
use crate::extract::article::trigger::Trigger;
use crate::vocabulary::{Class, Slot};

impl Linker<'_, '_> {
    /// The first quantity behind the verb, in the same clause.
    pub(super) fn object(&self, trigger: &Trigger, rule: &'static str, score: f64) -> Vec<(usize, Link)> {
        let parsed = self.parsed;
        let grammar = &self.vocabulary.grammar;
        if trigger.gap {
            let inside = self.quantities.iter().position(|q| q.start() > trigger.start && q.end < trigger.end);
            if let Some(found) =
                inside.and_then(|i| self.link_if(i, trigger, Slot::Object, "object inside the phrase", score))
            {
                return vec![found];
            }
        }
        let mut at = trigger.end;
        let mut cost = 0.0;
        while at < parsed.len() && at < trigger.end + 16 {
            if let Some(index) = self.quantities.iter().position(|q| q.start() == at) {
                if let Some(found) = self.link_if(index, trigger, Slot::Object, rule, score - cost) {
                    return vec![found];
                }
                // Not what the verb counts ("in two raids"): look behind it.
                at = self.quantities.get(index).map_or(at + 1, |q| q.end.max(at + 1));
                cost += 0.1;
                continue;
            }
            let Some(token) = parsed.token(at) else { break };
            let word = token.folded.as_str();
            let timed =
                parsed.timed.get(at).copied().unwrap_or(false) || parsed.timed.get(at + 1).copied().unwrap_or(false);
            if matches!(word, "." | ";" | ":" | "(" | "—" | "who" | "which" | "whom" | "that")
                || (self.is_other_verb(at, trigger) && !timed)
            {
                break;
            }
            if word == "," {
                cost += 0.25;
            } else if grammar.is(token, Class::Preposition) && !timed {
                let total = word == "of"
                    && matches!(
                        parsed.before(at, 1),
                        "total"
                            | "group"
                            | "batch"
                            | "number"
                            | "gang"
                            | "haul"
                            | "convoy"
                            | "quantity"
                            | "stash"
                            | "cache"
                            | "consignment"
                            | "shipment"
                    );
                cost += if total { 0.0 } else { 0.3 };
            } else {
                cost += 0.01;
            }
            if cost > 0.6 {
                break;
            }
            at += 1;
        }
        Vec::new()
    }

    fn is_other_verb(&self, at: usize, trigger: &Trigger) -> bool {
        let be = self
            .parsed
            .token(at)
            .is_some_and(|t| self.vocabulary.grammar.is(t, Class::Finite) || self.vocabulary.grammar.is(t, Class::Be));
        be || self.triggers.iter().any(|t| !t.is_event() && t.start == at && t.start != trigger.start)
    }

    /// "Seized were 15 boats", "Also fined were 1,701 employers".
    pub(super) fn inverted(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let be = (trigger.end..self.parsed.len().min(trigger.end + 14))
            .find(|i| matches!(self.parsed.word(*i), "were" | "was" | "are"))?;
        let index = self.quantities.iter().position(|q| q.start() >= be && q.start() <= be + 4)?;
        self.link_if(index, trigger, Slot::Object, "inverted passive", 0.9)
    }
}
