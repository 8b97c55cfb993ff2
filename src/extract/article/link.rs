//! Linking: which trigger counts a quantity. In: a sentence's quantities and triggers. Out: for each quantity its best
//! link, with the rule's name and how sure the rule is.

use super::parse::Parsed;
use super::quantity::{Quantity, What};
use super::trigger::{Reading, Trigger, Voice};
use crate::model::Modality;
use crate::vocabulary::{Class, Slot, Vocabulary};

/// A measure for a quantity and why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Link {
    pub measure: usize,
    pub modality: Modality,
    /// Tokens of the words that say so.
    pub words: (usize, usize),
    pub rule: &'static str,
    pub score: f64,
}

pub struct Linker<'p, 'v> {
    pub parsed: &'p Parsed<'v>,
    pub vocabulary: &'v Vocabulary,
    pub quantities: &'p [Quantity],
    pub triggers: &'p [Trigger],
}

/// Whether a measure can count such a thing.
pub fn counts(vocabulary: &Vocabulary, measure: usize, what: &What) -> bool {
    let Some(measure) = vocabulary.terms.measures.get(measure) else { return false };
    let name = match what {
        What::Persons => "persons",
        What::Cases => "cases",
        What::Operations => "operations",
        What::Items => "items",
        What::Premises => "premises",
        What::Money(_) => "money",
        What::Weight(_) => "weight",
        What::Bare => {
            return measure.counts.iter().any(|c| matches!(c.as_str(), "persons" | "items" | "cases" | "operations"));
        }
        What::Percent => return true,
        What::Unnamed => return measure.counts.iter().any(|c| matches!(c.as_str(), "persons" | "items")),
        What::Countries => return measure.unit == "persons",
    };
    measure.counts.iter().any(|c| c == name)
}

impl Linker<'_, '_> {
    /// The best link of each quantity by its own grammar; lists and discourse come later.
    pub fn links(&self) -> Vec<Option<Link>> {
        let mut best: Vec<Option<Link>> = (0..self.quantities.len()).map(|i| self.own(i)).collect();
        for trigger in self.triggers {
            for (index, link) in self.targets(trigger) {
                if let Some(slot) = best.get_mut(index)
                    && slot.is_none_or(|old| link.score > old.score)
                {
                    *slot = Some(link);
                }
            }
        }
        best
    }

    /// What the noun itself says: "72 arrests", "35 victims", "12 detained migrants".
    fn own(&self, index: usize) -> Option<Link> {
        let quantity = self.quantities.get(index)?;
        let words = quantity.noun.head.unwrap_or(quantity.number);
        let link = |measure, rule, score| Link { measure, modality: Modality::Actual, words, rule, score };
        if let Some(event) = quantity.noun.event.filter(|e| counts(self.vocabulary, *e, &quantity.what)) {
            let planned = self.triggers.iter().any(|t| {
                t.is_event() && t.start >= quantity.start() && t.end <= quantity.end && t.modality == Modality::Planned
            });
            let modality = if planned { Modality::Planned } else { Modality::Actual };
            return Some(Link { modality, ..link(event, "event noun", 0.9) });
        }
        if quantity.what == What::Operations {
            return Some(link(self.vocabulary.terms.measure("raids")?, "noun of an operation", 0.8));
        }
        let occurs = |t: &&Trigger| {
            t.end == quantity.start()
                && t.readings.iter().any(|r| Some(r.measure) == self.vocabulary.terms.measure("cases"))
        };
        if quantity.what == What::Cases && self.triggers.iter().any(|t| occurs(&t)) {
            return Some(link(self.vocabulary.terms.measure("cases")?, "how often it occurred", 0.9));
        }
        if quantity.what == What::Cases && self.parsed.word(quantity.end.saturating_sub(1)) != "times" {
            return Some(link(self.vocabulary.terms.measure("cases")?, "noun of a case", 0.6));
        }
        if let Some(measure) = quantity
            .noun
            .premodifier
            .filter(|m| quantity.what == What::Persons && counts(self.vocabulary, *m, &quantity.what))
        {
            return Some(link(measure, "participle before the noun", 0.35));
        }
        let implied = quantity
            .noun
            .population
            .and_then(|p| self.vocabulary.terms.populations.get(p))
            .and_then(|p| p.measure.as_deref());
        let score = match implied {
            Some("offenders") => 0.3,
            Some("victims") => 0.62,
            _ => 0.52,
        };
        implied.and_then(|m| self.vocabulary.terms.measure(m)).map(|m| link(m, "what the noun implies", score))
    }

    /// The quantities that a trigger counts.
    fn targets(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        if trigger.negated {
            return Vec::new();
        }
        if let Some(found) = self.label(trigger) {
            return vec![found];
        }
        match trigger.voice {
            Voice::Event => self.event(trigger),
            Voice::Passive => self.passive(trigger),
            Voice::Active => self.active(trigger, 0.95),
            Voice::Gerund => self.object(trigger, "object of a participle", 0.85),
            Voice::Infinitive => self.object(trigger, "object of an infinitive", 0.8),
            Voice::Open => self.open(trigger),
        }
    }

    /// "12 were arrested", and the amount behind "were fined".
    fn passive(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        let mut out = self.subject(trigger, "passive subject", 0.95, Slot::Object);
        let money = self
            .quantities
            .iter()
            .position(|q| q.start() >= trigger.end && q.start() <= trigger.end + 5 && matches!(q.what, What::Money(_)));
        let fits = |i: &usize| {
            self.quantities.get(*i).is_some_and(|q| {
                trigger.readings.iter().any(|r| {
                    self.vocabulary
                        .terms
                        .measures
                        .get(r.measure)
                        .is_some_and(|m| m.unit == "persons" || m.unit == "money")
                        && counts(self.vocabulary, r.measure, &q.what)
                })
            })
        };
        if let Some(found) =
            money.filter(fits).and_then(|i| self.link_if(i, trigger, Slot::Object, "amount behind the verb", 0.85))
        {
            out.push(found);
        }
        out
    }

    /// "- Arrested for begging: 37": the figure behind a label that has no subject of its own.
    fn label(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let parsed = self.parsed;
        let starts = trigger.start <= 8 && !matches!(trigger.voice, Voice::Passive | Voice::Active);
        let colon = (trigger.end..trigger.end + 12).find(|i| parsed.word(*i) == ":").filter(|_| starts)?;
        let index = self.quantities.iter().position(|q| q.start() == colon + 1)?;
        let alone = self.quantities.iter().take(index).all(|q| q.article);
        let quantity = self
            .quantities
            .get(index)
            .filter(|q| alone && (q.is_bare() || parsed.mention_from(q.number.1).is_none()))?;
        let reading = trigger
            .readings
            .iter()
            .find(|r| counts(self.vocabulary, r.measure, &quantity.what))
            .or(trigger.readings.first())?;
        let score = 0.85 - 0.004 * reading.measure as f64 - if reading.weak { 0.3 } else { 0.0 };
        Some((
            index,
            Link {
                measure: reading.measure,
                modality: trigger.modality,
                words: (trigger.left, trigger.end),
                rule: "label of the figure",
                score,
            },
        ))
    }

    fn active(&self, trigger: &Trigger, score: f64) -> Vec<(usize, Link)> {
        // "found to be living there": an infinitive describes its subject.
        let describes = trigger.voice == Voice::Active && self.parsed.word(trigger.left) == "to";
        let score = if describes { 0.45 } else { score };
        let mut out = self.object(trigger, "object", score);
        out.extend(self.subject(trigger, "subject", score - 0.02, Slot::Subject));
        out
    }

    fn open(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        let closed = matches!(self.parsed.word(trigger.end), "and" | "," | "." | "while");
        let passive = closed && self.quantities.iter().any(|q| self.adjoins(q, trigger.left) && q.end == trigger.left);
        let mut out = if passive { Vec::new() } else { self.active(trigger, 0.9) };
        // A participle behind the quantity: a passive whose auxiliary was said before, or a description.
        if let Some((index, quantity)) = self.quantities.iter().enumerate().rev().find(|(_, q)| q.end <= trigger.start)
            && out.is_empty()
            && self.adjoins(quantity, trigger.left)
        {
            let short_passive = self.triggers.iter().any(|t| t.voice == Voice::Passive && t.end <= quantity.start());
            let score = if short_passive { 0.8 } else { 0.5 };
            out.extend(self.link_if(index, trigger, Slot::Object, "participle behind the noun", score));
        }
        if out.is_empty() && trigger.start < 2 {
            out.extend(self.inverted(trigger));
        }
        out
    }

    /// "Seized were 15 boats", "Also fined were 1,701 employers".
    fn inverted(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let be = (trigger.end..self.parsed.len().min(trigger.end + 14))
            .find(|i| matches!(self.parsed.word(*i), "were" | "was" | "are"))?;
        let index = self.quantities.iter().position(|q| q.start() >= be && q.start() <= be + 4)?;
        self.link_if(index, trigger, Slot::Object, "inverted passive", 0.9)
    }

    fn adjoins(&self, quantity: &Quantity, left: usize) -> bool {
        let between = left.saturating_sub(quantity.end);
        quantity.end <= left
            && between <= 2
            && (quantity.end..left).all(|i| {
                !self.parsed.is_mark(i)
                    && !self.parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Preposition))
            })
    }

    /// "the arrest of 12", "arrests rose to 450", "the number of deportations was 12".
    fn event(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        let parsed = self.parsed;
        let mut out = Vec::new();
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
        if let Some(index) =
            self.quantities.iter().position(|q| q.end == trigger.start && matches!(q.what, What::Money(_)))
            && let Some(found) = self.link_if(index, trigger, Slot::Object, "amount before the noun", 0.85)
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

    /// The first quantity behind the verb, in the same clause.
    fn object(&self, trigger: &Trigger, rule: &'static str, score: f64) -> Vec<(usize, Link)> {
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

    /// The quantity that is the subject of a verb group.
    fn subject(&self, trigger: &Trigger, rule: &'static str, score: f64, slot: Slot) -> Vec<(usize, Link)> {
        if !trigger.readings.iter().any(|r| r.slot == slot) {
            return Vec::new();
        }
        if let Some(relative) = trigger.relative {
            return self.antecedent(trigger, relative, slot);
        }
        let verb = self.verb_of(trigger);
        let mut right = verb;
        let mut out = Vec::new();
        for _ in 0..7 {
            let closes = right.checked_sub(1).is_some_and(|i| matches!(self.parsed.word(i), "," | ")" | "—" | "–"));
            let end = if closes { right - 1 } else { right };
            let start = self.clause_start(end);
            if let Some(found) = self.subject_in(trigger, start, end, rule, score, slot) {
                let part = self.quantities.get(found.0).is_some_and(|q| {
                    q.partitive.is_some()
                        || matches!(self.parsed.before(q.start(), 1), "whom" | "including")
                        || matches!(self.parsed.word(q.end), "among" | "amongst")
                });
                out.push(found);
                // "29 workers, 23 of whom are Chinese, were picked up": the part stands beside the subject.
                if !(part && closes) {
                    return out;
                }
            }
            // A clause with a subject of its own right before the verb ends the search.
            let describes = matches!(self.parsed.word(start), "who" | "which" | "whom" | "that" | "whose");
            let own_subject = !closes && right == verb && !describes;
            if own_subject || start == 0 || !matches!(self.parsed.before(start, 1), "," | "(" | "—" | "–") {
                return out;
            }
            right = start;
        }
        out
    }

    /// Where the finite verb of the clause begins: for "are waiting … to be sent home" the "are".
    fn verb_of(&self, trigger: &Trigger) -> usize {
        if trigger.voice != Voice::Passive || self.parsed.word(trigger.left) != "to" {
            return trigger.left;
        }
        let grammar = &self.vocabulary.grammar;
        let finite =
            |i: &usize| self.parsed.token(*i).is_some_and(|t| grammar.is(t, Class::Be) || grammar.is(t, Class::Finite));
        (trigger.left.saturating_sub(16)..trigger.left).rev().find(finite).unwrap_or(trigger.left)
    }

    /// The quantity of the tokens `start..right` that is the subject of a verb behind them.
    fn subject_in(
        &self,
        trigger: &Trigger,
        start: usize,
        right: usize,
        rule: &'static str,
        score: f64,
        slot: Slot,
    ) -> Option<(usize, Link)> {
        let candidates = self.quantities.iter().enumerate().rev().filter(|(_, q)| q.start() >= start && q.end <= right);
        for (index, _) in candidates {
            if self.is_oblique(index, start) || self.is_cut_off(index, right) {
                continue;
            }
            if let Some(found) = self.link_if(index, trigger, slot, rule, score) {
                return Some(found);
            }
        }
        None
    }

    /// The first token of the clause that ends at `right`.
    fn clause_start(&self, right: usize) -> usize {
        let mut at = right;
        while let Some(i) = at.checked_sub(1) {
            let word = self.parsed.word(i);
            if matches!(word, ";" | ":" | "." | "“" | "”" | "(") {
                break;
            }
            let comma = word == ",";
            if comma && !self.list_comma(i) {
                break;
            }
            if matches!(word, "while" | "when" | "where" | "but" | "whereas" | "because") {
                break;
            }
            at = i;
        }
        at
    }

    /// A comma between two members of a list of quantities.
    fn list_comma(&self, comma: usize) -> bool {
        let before = self.quantities.iter().any(|q| q.end == comma || (q.end < comma && comma - q.end <= 2));
        let after = self.quantities.iter().any(|q| q.start() > comma && q.start() - comma <= 3);
        let points_back =
            matches!(self.parsed.word(comma + 1), "of" | "including" | "who" | "which" | "all" | "whom" | "among");
        before && after && !points_back
    }

    /// Behind a preposition while an earlier quantity of the clause could be the subject: "46 people from 34 countries".
    fn is_oblique(&self, index: usize, start: usize) -> bool {
        let Some(quantity) = self.quantities.get(index) else { return true };
        let before = quantity.start().checked_sub(1).and_then(|i| self.parsed.token(i));
        let preposition = before.is_some_and(|t| {
            self.vocabulary.grammar.is(t, Class::Preposition)
                && !matches!(
                    t.folded.as_str(),
                    "of" | "including" | "after" | "before" | "than" | "as" | "because" | "since"
                )
        });
        let earlier = self.quantities.iter().take(index).any(|q| {
            q.start() >= start && !self.vocabulary.grammar.is_word(self.parsed.before(q.start(), 1), Class::Preposition)
        });
        let including = matches!(self.parsed.before(quantity.start(), 1), "including" | "of") && earlier;
        (preposition && (earlier || quantity.what != What::Persons)) || including
    }

    /// Another subject or verb stands between the quantity and the verb.
    fn is_cut_off(&self, index: usize, right: usize) -> bool {
        let Some(quantity) = self.quantities.get(index) else { return true };
        let grammar = &self.vocabulary.grammar;
        let mut relative = false;
        for i in quantity.end..right {
            let Some(token) = self.parsed.token(i) else { continue };
            relative |= grammar.is(token, Class::Relative);
            let joint = matches!(token.folded.as_str(), "and" | "but" | "while");
            let next = self.parsed.token(i + 1);
            let new_subject = next.is_some_and(|t| grammar.is(t, Class::Determiner) || grammar.is(t, Class::Pronoun));
            let inside = self.quantities.iter().any(|q| q.start() <= i + 1 && i + 1 < q.end);
            if joint && new_subject && !inside && !relative {
                return true;
            }
            let verb = grammar.is(token, Class::Be)
                || self.triggers.iter().any(|t| {
                    t.start == i && !t.is_event() && t.voice != Voice::Open && self.parsed.word(t.left) != "to"
                });
            if verb && !relative && i < right {
                return true;
            }
        }
        let last = right.checked_sub(1).map_or("", |i| self.parsed.word(i));
        let obliquely =
            right.checked_sub(2).and_then(|i| self.parsed.token(i)).is_some_and(|t| grammar.is(t, Class::Preposition));
        quantity.end < right
            && !obliquely
            && matches!(last, "they" | "he" | "she" | "it" | "we" | "who" | "police" | "officers" | "authorities")
    }

    /// "12 men who were arrested": the noun before the pronoun, as far as no other verb counts it.
    fn antecedent(&self, trigger: &Trigger, relative: usize, slot: Slot) -> Vec<(usize, Link)> {
        let parsed = self.parsed;
        let passive_or_subject = trigger.voice == Voice::Passive || slot == Slot::Subject;
        // "of whom 12 were charged": the number is the subject itself.
        if let Some(index) = self
            .quantities
            .iter()
            .position(|q| (q.start() > relative || (q.start() < relative && q.end > relative)) && q.end <= trigger.left)
            && let Some(found) = self.link_if(index, trigger, slot, "subject of a relative clause", 0.93)
        {
            return vec![found];
        }
        let found = self.quantities.iter().enumerate().rev().find(|(_, q)| q.end <= relative);
        let Some((index, quantity)) = found else { return Vec::new() };
        // "12 people, 45 of whom were": the quantity runs into the pronoun.
        let inside = quantity.start() < relative && quantity.end > relative;
        let near = relative - quantity.end <= 6 || inside;
        let object_relative =
            matches!(parsed.word(relative), "whom" | "that" | "which") && trigger.voice != Voice::Passive;
        if !near || !(passive_or_subject || object_relative) {
            return Vec::new();
        }
        self.link_if(index, trigger, slot, "verb of a relative clause", 0.5).into_iter().collect()
    }

    fn link_if(
        &self,
        index: usize,
        trigger: &Trigger,
        slot: Slot,
        rule: &'static str,
        score: f64,
    ) -> Option<(usize, Link)> {
        let quantity = self.quantities.get(index)?;
        let bare_event = trigger.is_event() && quantity.is_bare();
        let reading =
            if bare_event { trigger.readings.first().copied()? } else { self.best_reading(trigger, slot, quantity)? };
        if self.noun_says_more(quantity, reading.measure) {
            return None;
        }
        // "took 12 phones" counts only what the vocabulary knows as a thing.
        let known = quantity.what != What::Unnamed;
        let weak = match reading.weak {
            true if !known => return None,
            true => 0.35,
            false => 0.0,
        };
        let modality = reading.modality.unwrap_or(trigger.modality);
        // Of two verbs of one figure the stronger measure stands first in the vocabulary.
        let score = score - weak - 0.004 * reading.measure as f64;
        Some((index, Link { measure: reading.measure, modality, words: (trigger.left, trigger.end), rule, score }))
    }

    /// "identified 108 victims": what the noun says is stronger than a weak verb.
    fn noun_says_more(&self, quantity: &Quantity, measure: usize) -> bool {
        let population = quantity.noun.population.and_then(|p| self.vocabulary.terms.populations.get(p));
        let implied = population.and_then(|p| p.measure.as_deref()).filter(|m| *m != "offenders");
        implied.is_some() && super::discourse::WEAK.iter().any(|w| self.vocabulary.terms.measure(w) == Some(measure))
    }

    fn best_reading(&self, trigger: &Trigger, slot: Slot, quantity: &Quantity) -> Option<Reading> {
        let fits = |r: &&Reading| {
            let slot_fits = r.slot == slot || (r.slot == Slot::Subject && trigger.voice == Voice::Event);
            slot_fits
                && quantity.what != What::Percent
                && quantity.what != What::Countries
                && counts(self.vocabulary, r.measure, &quantity.what)
        };
        let fitting: Vec<&Reading> = trigger.readings.iter().filter(fits).collect();
        let money = |r: &&&Reading| {
            matches!(quantity.what, What::Money(_))
                && self.vocabulary.terms.measures.get(r.measure).is_some_and(|m| m.unit == "money")
        };
        fitting.iter().find(money).or(fitting.iter().find(|r| !r.weak)).or(fitting.first()).copied().copied()
    }
}
