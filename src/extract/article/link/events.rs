//! Event nouns: "the arrest of 12", "arrests rose to 450", "a $25,000 fine". In: a trigger that is a noun. Out: the
//! quantities that it counts.

use super::{Link, Linker};
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::{Trigger, Voice};
use crate::vocabulary::{Class, Slot};

impl Linker<'_, '_> {
    /// "the arrest of 12", "arrests rose to 450", "the number of deportations was 12".
    pub(super) fn event(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        let parsed = self.parsed;
        let mut out = Vec::new();
        // "the capture on Monday in Cúcuta of 23 suspects"
        let of =
            (trigger.end..trigger.end + 8).find(|i| parsed.word(*i) == "of" && self.first_after(i + 1, 0).is_some());
        let apart = of.filter(|of| *of > trigger.end && (trigger.end..*of).all(|i| self.is_adverbial(i)));
        if let Some(found) = apart
            .and_then(|of| self.first_after(of + 1, 0))
            .and_then(|i| self.link_if(i, trigger, Slot::Object, "event of", 0.9))
        {
            out.push(found);
            return out;
        }
        if matches!(parsed.word(trigger.end), "of" | "to" | "for")
            && let Some(index) = self.first_after(trigger.end + 1, 4)
            && let Some(found) = self.link_if(
                index,
                trigger,
                Slot::Object,
                "event of",
                if parsed.word(trigger.end) == "of" { 0.95 } else { 0.4 },
            )
        {
            out.push(found);
            return out;
        }
        if let Some(index) = self.quantities.iter().position(|q| {
            (q.end == trigger.start || (q.end + 1 == trigger.start && parsed.word(q.end) == "in"))
                && matches!(q.what, What::Money(_))
        }) && let Some(found) = self.link_if(index, trigger, Slot::Object, "amount before the noun", 0.85)
        {
            // "a $25,000 fine"
            out.push(found);
            return out;
        }
        if let Some(found) = self.amount_of_event(trigger) {
            out.push(found);
            return out;
        }
        let consists = |i: &usize| {
            let near = *i < trigger.end + 2;
            let word = parsed.word(*i);
            matches!(word, "included" | "includes" | "include" | "comprised")
                || (near && matches!(word, "were" | "was" | "are" | "is" | ":"))
        };
        if let Some(verb) = (trigger.end..trigger.end + 7).find(consists)
            && let Some(index) = self.first_after(verb + 1, 3)
            && let Some(found) = self.link_if(index, trigger, Slot::Object, "what the event was", 0.85)
        {
            out.push(found);
            return out;
        }
        if let Some(colon) = (trigger.end..trigger.end + 9).find(|i| matches!(parsed.word(*i), ":" | "—"))
            && let Some(index) = self.first_after(colon + 1, 2)
            && matches!(self.quantities.get(index).map(|q| &q.what), Some(What::Weight(_) | What::Items))
        {
            out.extend(self.link_if(index, trigger, Slot::Object, "what the event was", 0.7));
        }
        // A bare number behind the verb of a clause whose subject is the event.
        for (index, quantity) in self.quantities.iter().enumerate() {
            let behind = quantity.start() >= trigger.end && quantity.start() - trigger.end <= 25;
            if behind
                && quantity.is_bare()
                && quantity.partitive.is_none()
                && !self.followed_by_preposition(quantity)
                && !self.crosses_clause(trigger.end, quantity.start())
            {
                out.extend(self.link_if(
                    index,
                    trigger,
                    Slot::Object,
                    "number of the event",
                    0.55 - 0.01 * (quantity.start() - trigger.end) as f64,
                ));
            }
            // "Of the 402 arrests": handled by the noun; "12 in arrests" is not said.
        }
        out
    }

    /// A time, a name or a preposition: what may stand between an event and its "of".
    fn is_adverbial(&self, at: usize) -> bool {
        let timed = self.parsed.timed.get(at).copied().unwrap_or(false);
        timed || self.parsed.token(at).is_some_and(|t| t.capital || self.vocabulary.grammar.is(t, Class::Preposition))
    }

    /// "Fines amounted to 8.9 million lei", "seizures went up to 9,450 kilograms".
    fn amount_of_event(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let amount = |q: &Quantity| matches!(q.what, What::Money(_) | What::Weight(_));
        let says = |q: &Quantity| {
            matches!(
                self.parsed.before(q.start(), 1),
                "to" | "of" | "at" | "totalled" | "totaled" | "reached" | "was" | "were" | "totalling" | "totaling"
            )
        };
        let index = self
            .quantities
            .iter()
            .position(|q| q.start() > trigger.end && q.start() <= trigger.end + 18 && amount(q) && says(q))?;
        let start = self.quantities.get(index)?.start();
        let other = self.triggers.iter().any(|t| {
            t.start > trigger.start
                && t.start < start
                && t.voice != Voice::Open
                && t.voice != Voice::Infinitive
                && !t.is_event()
        });
        (!other && !self.crosses_clause(trigger.end, start))
            .then(|| self.link_if(index, trigger, Slot::Object, "amount of the event", 0.75))
            .flatten()
    }

    fn crosses_clause(&self, from: usize, to: usize) -> bool {
        (from..to).any(|i| matches!(self.parsed.word(i), ";" | "." | "who" | "which" | "while" | "where" | "when"))
    }

    fn first_after(&self, at: usize, within: usize) -> Option<usize> {
        self.quantities.iter().position(|q| q.start() >= at && q.start() <= at + within)
    }

    fn followed_by_preposition(&self, quantity: &Quantity) -> bool {
        self.parsed.token(quantity.end).is_some_and(|t| {
            self.vocabulary.grammar.is(t, Class::Preposition) && !matches!(t.folded.as_str(), "to" | "from" | "in")
        })
    }
}
