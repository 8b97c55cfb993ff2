//! Linking: which trigger counts a quantity. Why: a number alone says nothing of what happened to those it counts.
//!
//! In: a sentence's quantities and triggers. Out: for each quantity its best [`Link`], with the rule's name and how sure
//! the rule is. Here is the choice among the voices; where the counted stands for each of them has a file of its own.

mod aboard;
mod events;
mod labels;
mod objects;
mod own;
mod reading;
mod subjects;

pub use reading::{counts, is_weak};

use super::parse::Parsed;
use super::quantity::{Partitive, Quantity, What};
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

/// The participle of "Among the items seized were 12 phones" stands at most so far into its sentence.
const AMONG: usize = 5;
/// An aside between a noun and its verb has at most so many tokens.
const ASIDE: usize = 14;

pub struct Linker<'p, 'v> {
    pub parsed: &'p Parsed<'v>,
    pub vocabulary: &'v Vocabulary,
    pub quantities: &'p [Quantity],
    pub triggers: &'p [Trigger],
}

impl Linker<'_, '_> {
    /// The best link of each quantity by its own grammar, and the next best of another measure; lists and discourse come
    /// later.
    pub fn links(&self) -> (Vec<Option<Link>>, Vec<Option<Link>>) {
        let mut best: Vec<Option<Link>> = (0..self.quantities.len()).map(|i| self.own(i)).collect();
        let mut next: Vec<Option<Link>> = vec![None; best.len()];
        for (index, link) in self.said_of_nouns() {
            if let Some(slot) = best.get_mut(index).filter(|slot| slot.is_none_or(|old| link.score > old.score)) {
                *slot = Some(link);
            }
        }
        for trigger in self.triggers {
            for (index, link) in self.targets(trigger) {
                let (Some(first), Some(second)) = (best.get_mut(index), next.get_mut(index)) else { continue };
                let better = |slot: &Option<Link>| slot.is_none_or(|old| link.score > old.score);
                if better(first) {
                    if first.is_some_and(|old| old.measure != link.measure) {
                        *second = *first;
                    }
                    *first = Some(link);
                } else if first.is_some_and(|old| old.measure != link.measure) && better(second) {
                    *second = Some(link);
                }
            }
        }
        (best, next)
    }

    /// The quantities that a trigger counts.
    fn targets(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        if trigger.negated {
            return Vec::new();
        }
        if let Some(found) = self.label(trigger) {
            return vec![found];
        }
        let mut out = match trigger.voice {
            Voice::Event => return self.event(trigger),
            Voice::Passive => self.passive(trigger),
            Voice::Active => self.active(trigger, 0.95),
            Voice::Gerund => self.gerund(trigger),
            Voice::Infinitive => self.infinitive(trigger),
            Voice::Open => self.open(trigger),
        };
        // "Contraband worth $40 million fell into their hands: 79 million cigarettes, …"
        let behind = |i: &usize| self.quantities.get(*i).is_some_and(|q| q.start() >= trigger.end);
        if !out.iter().any(|(i, _)| behind(i)) {
            out.extend(self.things_behind_colon(trigger));
        }
        out
    }

    /// "after arresting 12", and "308,000 foreigners staying in the country".
    fn gerund(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        let before =
            self.quantities.iter().position(|q| q.end == trigger.left && q.what == What::Persons && !q.article);
        let there = before.filter(|_| self.parsed.word(0) == "there");
        let subject = there.and_then(|i| self.link_if(i, trigger, Slot::Subject, "subject of a participle", 0.7));
        subject.map_or_else(|| self.object(trigger, "object of a participle", 0.85), |found| vec![found])
    }

    /// "steps to deport 12", and "persuaded 12 overstayers to leave".
    fn infinitive(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        let before = self.quantities.iter().position(|q| q.end == trigger.left && !q.is_bare());
        let subject = before.and_then(|i| self.link_if(i, trigger, Slot::Subject, "subject of an infinitive", 0.85));
        match subject {
            Some(found) => vec![found],
            None => self.object(trigger, "object of an infinitive", 0.8),
        }
    }

    /// "12 were arrested", and the amount behind "were fined".
    fn passive(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        // "14 were found to be victims" tells what they are, not that they were found.
        let raised = self.parsed.word(trigger.end) == "to" && self.parsed.word(trigger.end + 1) == "be";
        let found = |r: &Reading| {
            matches!(self.vocabulary.terms.measure_code(r.measure), "seized" | "offenders" | "cases" | "present")
        };
        if raised && trigger.readings.iter().all(found) {
            return self.found_doing(trigger);
        }
        let mut out = self.subject(trigger, "passive subject", 0.95, Slot::Object);
        if !out.iter().any(|(i, _)| self.quantities.get(*i).is_some_and(|q| q.what == What::Persons)) {
            out.extend(self.to_whom(trigger).or_else(|| self.on_board(trigger)));
        }
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

    /// "Entry was refused to 5,874 foreigners"
    fn to_whom(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let denied = self.vocabulary.terms.measure("denied_entry");
        let refused = trigger.readings.iter().any(|r| Some(r.measure) == denied);
        let behind = |q: &Quantity| q.what == What::Persons && (1..=2).contains(&q.start().saturating_sub(trigger.end));
        let to = refused && self.parsed.word(trigger.end) == "to";
        let index = self.quantities.iter().position(behind).filter(|_| to)?;
        self.link_if(index, trigger, Slot::Object, "to whom it was done", 0.85)
    }

    /// "60 Chinese were found to be running mines": what they were caught at.
    fn found_doing(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        let doing = self.parsed.word(trigger.end + 2).ends_with("ing")
            || matches!(self.parsed.word(trigger.end + 2), "in" | "without" | "illegally" | "behind");
        let Some(offenders) = self.vocabulary.terms.measure("offenders").filter(|_| doing) else { return Vec::new() };
        let reading = Reading { measure: offenders, slot: Slot::Object, weak: true, modality: None };
        let found = Trigger { readings: vec![reading], ..trigger.clone() };
        self.subject(&found, "found to be doing it", 0.7, Slot::Object)
    }

    fn active(&self, trigger: &Trigger, score: f64) -> Vec<(usize, Link)> {
        // "found to be living there": an infinitive describes its subject.
        let describes =
            trigger.voice == Voice::Active && self.parsed.word(trigger.left) == "to" && !self.is_raised(trigger);
        let score = if describes { 0.45 } else { score };
        // "The ground holds about 15,000": how many it has room for.
        let room = self.parsed.word(trigger.start) == "holds" && trigger.end == trigger.start + 1;
        let mut out = self.object(trigger, "object", score);
        out.retain(|(i, _)| !room || !self.quantities.get(*i).is_some_and(Quantity::is_bare));
        if let Some(money) = out.first().and_then(|(i, _)| self.amount_behind_object(*i, trigger)) {
            out.push(money);
        }
        out.extend(self.loaded(trigger).filter(|_| out.is_empty()));
        out.extend(self.subject(trigger, "subject", score - 0.02, Slot::Subject));
        // "218 citizens whom the authorities had expelled"
        let whom = |i: &usize| self.parsed.word(*i) == "whom" && self.parsed.before(*i, 1) != "of";
        if let Some(relative) = trigger.relative.filter(|i| out.is_empty() && whom(i)) {
            out.extend(self.antecedent(trigger, relative, Slot::Object));
        }
        out
    }

    fn open(&self, trigger: &Trigger) -> Vec<(usize, Link)> {
        let subject = trigger.readings.iter().any(|r| r.slot == Slot::Subject);
        let closed = !subject && matches!(self.parsed.word(trigger.end), "and" | "," | "." | "while");
        // "Of the 3,918 people deported since January, 2,140 were Haitians"
        let opens = |q: &Quantity| matches!(self.parsed.word(0), "of" | "among") && q.start() <= 2;
        let closed = closed || self.quantities.iter().any(|q| opens(q) && q.end == trigger.left);
        let passive = closed && self.quantities.iter().any(|q| self.adjoins(q, trigger.left) && q.end == trigger.left);
        // "Of the 45 men rounded up on Friday, 30 have been let go"
        let of_those = self.parsed.word(0) == "of"
            && self.quantities.first().is_some_and(|q| q.end == trigger.left && q.start() <= 2 && !q.is_bare());
        let mut out = if passive || of_those { Vec::new() } else { self.active(trigger, 0.9) };
        // A participle behind the quantity: a passive whose auxiliary was said before, or a description.
        // "61 were removed and 88 fined $500 each": an amount behind it is no object.
        let amounts =
            out.iter().all(|(i, _)| self.quantities.get(*i).is_some_and(|q| matches!(q.what, What::Money(_))));
        let left = self.before_aside(trigger.left);
        if let Some((index, quantity)) = self.quantities.iter().enumerate().rev().find(|(_, q)| q.end <= left)
            && amounts
            && self.adjoins(quantity, left)
        {
            let short_passive = self.triggers.iter().any(|t| t.voice == Voice::Passive && t.end <= quantity.start());
            let score = if short_passive { 0.8 } else { 0.58 };
            out.extend(self.link_if(index, trigger, Slot::Object, "participle behind the noun", score));
        }
        // "- 142 persons wanted by the courts apprehended;"
        let item = self.parsed.token(0).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Bullet));
        let last = trigger.end >= self.parsed.len() || matches!(self.parsed.word(trigger.end), ";" | "," | ".");
        let first = self.quantities.first().filter(|q| q.end <= trigger.left && q.start() <= 2);
        if item && last && first.is_some() && !out.iter().any(|(i, _)| *i == 0) {
            out.extend(self.link_if(0, trigger, Slot::Object, "participle that ends an item", 0.62));
        }
        // "The goods seized last month were 9,418 saris"
        let timed = |at: &usize| self.parsed.timed.get(*at).copied().unwrap_or(false);
        let behind = (trigger.end..trigger.end + AMONG).find(|at| !timed(at)).unwrap_or(trigger.end);
        let opens = trigger.start < 2
            || matches!(self.parsed.word(behind), "were" | "was") && self.quantities.iter().all(|q| q.start() > behind);
        // "Among the items taken from the rooms were 108 mobile phones"
        let among = self.parsed.word(0) == "among"
            && trigger.start <= AMONG
            && self.quantities.iter().all(|q| q.start() > trigger.end);
        if out.is_empty() && (opens || among) {
            out.extend(self.inverted(trigger));
        }
        if out.is_empty() {
            out.extend(self.coordinated(trigger));
        }
        out
    }

    /// "the 309 will first be tested, then taken to a depot and eventually deported": a passive whose auxiliary stands
    /// before another verb.
    fn coordinated(&self, trigger: &Trigger) -> Option<(usize, Link)> {
        let grammar = &self.vocabulary.grammar;
        let class = |i: usize, class: Class| self.parsed.token(i).is_some_and(|t| grammar.is(t, class));
        let adverb = |i: usize| class(i, Class::Adverb) || self.parsed.word(i).ends_with("ly");
        let joint = (0..trigger.start).rev().find(|i| !adverb(*i))?;
        if !matches!(self.parsed.word(joint), "and" | "," | "or" | "then") {
            return None;
        }
        let ends = |i: usize| matches!(self.parsed.word(i), ";" | "." | "“" | "”") || class(i, Class::Relative);
        let be = (0..joint).rev().take_while(|i| !ends(*i)).find(|i| class(*i, Class::Be))?;
        let verb = (be + 1..joint).find(|i| !adverb(*i))?;
        let word = self.parsed.word(verb);
        if !(word.ends_with("ed") || self.triggers.iter().any(|t| t.start == verb && t.voice == Voice::Passive)) {
            return None;
        }
        let mut left = be;
        while let Some(i) =
            left.checked_sub(1).filter(|i| adverb(*i) || class(*i, Class::Have) || class(*i, Class::Future))
        {
            left = i;
        }
        let future = (left..be).any(|i| class(i, Class::Future));
        let modality = if future { Modality::Planned } else { trigger.modality };
        let passive = Trigger { left, voice: Voice::Passive, modality, ..trigger.clone() };
        let found = self.subject(&passive, "subject of an earlier auxiliary", 0.72, Slot::Object).into_iter().next();
        // "Four others, all Indonesian women, were cautioned and released"
        let aside = left.checked_sub(1).is_some_and(|i| self.parsed.word(i) == ",");
        found.filter(|(i, _)| self.quantities.get(*i).is_some_and(|q| q.end <= left && (left - q.end <= 2 || aside)))
    }

    /// "43 persons, including five women, taken into custody": where the aside begins that stands right before a verb.
    fn before_aside(&self, verb: usize) -> usize {
        let parsed = self.parsed;
        let comma = verb.checked_sub(1).filter(|i| parsed.word(*i) == ",");
        let opens = |i: &usize| {
            let marker = self.vocabulary.grammar.parts.longest(parsed.tokens, i + 1).is_some();
            let part = |q: &Quantity| q.start() == i + 1 && q.partitive == Some(Partitive::Them);
            parsed.word(*i) == "," && (marker || self.quantities.iter().any(part))
        };
        let near = |c: usize| (c.saturating_sub(ASIDE)..c).rev().take_while(|i| !matches!(parsed.word(*i), ";" | "."));
        comma.and_then(|c| near(c).find(opens)).unwrap_or(verb)
    }

    fn adjoins(&self, quantity: &Quantity, left: usize) -> bool {
        let between = left.saturating_sub(quantity.end);
        quantity.end <= left
            && between <= 2
            && (quantity.end..left).all(|i| {
                // "1,107 women who held visas": the verb of a relative clause has an object of its own.
                !self.parsed.is_mark(i)
                    && self.parsed.word(i) != "who"
                    && !self.parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Preposition))
            })
    }
}
