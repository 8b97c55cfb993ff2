//! Event nouns: "the arrest of 12", "arrests rose to 450", "a $25,000 fine". In: a trigger that is a noun. Out: the
//! quantities that it counts.

use super::{Link, Linker};
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::{Reading, Trigger, Voice};
use crate::text::Token;
use crate::vocabulary::{Class, Slot};

/// "of" stands at most so many tokens behind its event.
const OF_REACH: usize = 8;
/// "against" stands at most so many tokens behind its event.
const AGAINST_REACH: usize = 16;
/// A bare number stands at most so many tokens behind the event that is its subject.
const EVENT_REACH: usize = 25;
/// A bare number of an event's clause is hardly more than a guess, …
const NUMBER_OF_EVENT: f64 = 0.55;
/// … and each word in between makes it less.
const PER_WORD: f64 = 0.01;

impl Linker<'_, '_> {
    /// "the arrest of 12", "arrests rose to 450", "the number of deportations was 12".
    pub(super) fn event(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        let plain = self
            .apart_from_of(trigger)
            .or_else(|| self.behind_preposition(trigger))
            .or_else(|| self.against(trigger))
            .or_else(|| self.handed_to(trigger))
            .or_else(|| self.amount_before(trigger))
            .or_else(|| self.amount_of_event(trigger))
            .or_else(|| self.what_it_was(trigger));
        if let Some(found) = plain {
            return vec![found];
        }
        self.things_behind_colon(trigger).into_iter().chain(self.numbers_of_event(trigger)).collect()
    }

    /// "the capture on Monday in Cúcuta of 23 suspects"
    fn apart_from_of(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let of = (trigger.end..trigger.end + OF_REACH)
            .find(|i| self.parsed.word(*i) == "of" && self.first_after(i + 1, 0).is_some())?;
        let apart = of > trigger.end && (trigger.end..of).all(|i| self.is_adverbial(i));
        let index = self.first_after(of + 1, 0).filter(|_| apart)?;
        self.link_if(index, trigger, Slot::Object, "event of", 0.9)
    }

    /// "the arrest of 12"; "the charges to 12" are less plain; "raids at 19 addresses".
    fn behind_preposition(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let raids = self.vocabulary.terms.measure("raids");
        if matches!(self.parsed.word(trigger.end), "at" | "on" | "in")
            && trigger.readings.iter().any(|r| Some(r.measure) == raids)
        {
            let index = self.first_after(trigger.end + 1, 2)?;
            let premises = self.quantities.get(index).is_some_and(|q| q.what == What::Premises);
            return premises.then(|| self.link_if(index, trigger, Slot::Object, "event at", 0.85)).flatten();
        }
        let score = match self.parsed.word(trigger.end) {
            "of" | "naming" => 0.95,
            "to" | "for" => 0.4,
            _ => return None,
        };
        let index = self.first_after(trigger.end + 1, 4)?;
        self.link_if(index, trigger, Slot::Object, "event of", score)
    }

    /// "Charges of trafficking were filed in June against 14 people"
    fn against(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        // "Cases were registered against 12 agents"
        let code = |measure: usize| self.vocabulary.terms.measure_code(measure);
        let opened = trigger.readings.iter().any(|r| code(r.measure) == "cases");
        let wanted = self.vocabulary.terms.measure("wanted");
        let warrant = trigger.readings.iter().any(|r| Some(r.measure) == wanted);
        let tie = |i: &usize| {
            let word = self.parsed.word(*i);
            // "A ban on entry was imposed on 5,874 foreigners"
            let imposed = word == "on" && matches!(self.parsed.before(*i, 1), "imposed" | "slapped" | "placed");
            matches!(word, "against" | ";" | ".") || (word == "for" && warrant) || imposed
        };
        let against = (trigger.end..trigger.end + AGAINST_REACH).find(tie)?;
        let tied = !matches!(self.parsed.word(against), ";" | ".");
        let each = 2 * usize::from(self.parsed.word(against + 1) == "each");
        let index = self.first_after(against + 1 + each, 2).filter(|_| tied)?;
        let persons = self.quantities.get(index).is_some_and(|q| matches!(q.what, What::Persons | What::Bare));
        // "as against 88 persons in 2023" compares.
        let accused = self.quantities.get(index).is_some_and(|q| q.what == What::Persons && q.noun.head.is_some());
        let accused =
            accused && opened && self.parsed.word(against) == "against" && self.parsed.before(against, 1) != "as";
        let offenders = self.vocabulary.terms.measure("offenders").filter(|_| accused);
        if let Some(measure) = offenders {
            let reading = Reading { measure, slot: Slot::Object, weak: false, modality: None };
            let accused = Trigger { readings: vec![reading], ..trigger.clone() };
            return self.link_if(index, &accused, Slot::Object, "event against them", 0.8);
        }
        persons.then(|| self.link_if(index, trigger, Slot::Object, "event against them", 0.85)).flatten()
    }

    /// "handed down prison sentences ranging from three to nine years to 17 members of the ring"
    fn handed_to(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let given = |measure: usize| matches!(self.vocabulary.terms.measure_code(measure), "convicted" | "blacklisted");
        let sentences = trigger.readings.iter().any(|r| given(r.measure));
        let persons = |q: &Quantity| {
            let near = q.start() > trigger.end && q.start() - trigger.end <= AGAINST_REACH;
            let to = self.parsed.before(q.start(), 1) == "to" || q.definite && self.parsed.before(q.start(), 2) == "to";
            near && (q.what == What::Persons || q.definite && q.is_bare()) && to
        };
        let index = self.quantities.iter().position(persons).filter(|_| sentences)?;
        self.link_if(index, trigger, Slot::Object, "event against them", 0.8)
    }

    /// "a $25,000 fine", "$25,000 in fines"
    fn amount_before(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let ends_here = |q: &Quantity| {
            // "4,000 euros in damages" is paid to them.
            let in_between = q.end + 1 == trigger.start
                && self.parsed.word(q.end) == "in"
                && self.parsed.word(trigger.start) != "damages";
            (q.end == trigger.start || in_between) && matches!(q.what, What::Money(_))
        };
        let index = self.quantities.iter().position(ends_here)?;
        self.link_if(index, trigger, Slot::Object, "amount before the noun", 0.85)
    }

    /// "The seizures included 12 boats", "Arrests: 12".
    fn what_it_was(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let copula = |t: &Token| self.vocabulary.grammar.is(t, Class::Copula);
        let consists = |i: &usize| {
            let word = self.parsed.word(*i);
            let near = *i < trigger.end + 2;
            matches!(word, "included" | "includes" | "include" | "comprised")
                || (near && (word == ":" || self.parsed.token(*i).is_some_and(copula)))
        };
        let verb = (trigger.end..trigger.end + 7).find(consists)?;
        let index = self.first_after(verb + 1, 3)?;
        self.link_if(index, trigger, Slot::Object, "what the event was", 0.85)
    }

    /// "Seizures of the week: 12 kg of heroin": things and weights behind a colon are what was seized.
    pub(super) fn things_behind_colon(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let colon = (trigger.end..trigger.end + 9).find(|i| matches!(self.parsed.word(*i), ":" | "—"))?;
        let index = self.first_after(colon + 1, 2)?;
        matches!(self.quantities.get(index)?.what, What::Weight(_) | What::Items | What::Unnamed)
            .then(|| self.link_if(index, trigger, Slot::Object, "what the event was", 0.7))
            .flatten()
    }

    /// Bare numbers behind the verb of a clause whose subject is the event.
    fn numbers_of_event(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        let bare = |q: &Quantity| {
            q.start() >= trigger.end
                && q.start() - trigger.end <= EVENT_REACH
                && q.is_bare()
                && q.partitive.is_none()
                && !self.followed_by_preposition(q)
                && !self.crosses_clause(trigger.end, q.start())
        };
        let numbers = self.quantities.iter().enumerate().filter(|(_, q)| bare(q));
        numbers
            .filter_map(|(index, quantity)| {
                let distance = (quantity.start() - trigger.end) as f64;
                let score = NUMBER_OF_EVENT - PER_WORD * distance;
                self.link_if(index, trigger, Slot::Object, "number of the event", score)
            })
            .collect()
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
            let adjoins = q.start() == trigger.end && self.is_bounded_by_verb(q);
            // "The losses reported to it in that period exceed Rs 1.2 billion"
            adjoins
                || self.is_bounded_by_verb(q)
                || self
                    .parsed
                    .token_before(q.start(), 1)
                    .is_some_and(|t| self.vocabulary.grammar.is(t, Class::AmountVerb))
        };
        let index = self
            .quantities
            .iter()
            .position(|q| q.start() >= trigger.end && q.start() <= trigger.end + 18 && amount(q) && says(q))?;
        let start = self.quantities.get(index)?.start();
        let other = self.triggers.iter().any(|t| {
            t.start > trigger.start
                && t.start < start
                && t.voice != Voice::Open
                && t.voice != Voice::Infinitive
                && !t.is_event()
        });
        // "let off with fines, which came to BND52,300"
        let which = trigger.end + usize::from(self.parsed.word(trigger.end) == ",");
        let from = trigger.end.max(which + usize::from(self.parsed.word(which) == "which"));
        (!other && !self.crosses_clause(from, start))
            .then(|| self.link_if(index, trigger, Slot::Object, "amount of the event", 0.75))
            .flatten()
    }

    /// "losses exceed 260 million baht": the verb that bounds the amount says it of the noun before.
    fn is_bounded_by_verb(&self, quantity: &Quantity) -> bool {
        matches!(self.parsed.word(quantity.start()), "exceed" | "exceeds" | "exceeded" | "topped" | "surpassed")
            || self.parsed.word(quantity.start()) == "have" && self.parsed.word(quantity.start() + 1) == "exceeded"
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

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn an_event_counts_what_stands_behind_its_of() {
        let text = "The raid led to the arrest of 12 Vietnamese.";
        assert_eq!(told(text), ["12 arrested VN"]);
    }

    #[test]
    fn those_against_whom_cases_are_opened_are_accused() {
        let text = "Criminal proceedings were begun against five Latvians for smuggling. Police arrested two.";
        assert_eq!(told(text).first().map(String::as_str), Some("5 offenders LV"));
    }

    #[test]
    fn an_event_counts_the_bare_number_of_its_clause() {
        let text = "Arrests rose to 450. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["450 arrested"]);
    }
}
