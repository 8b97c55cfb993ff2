//! Which words for offences stand beside a figure. In: a scene with its words. Out: for a figure the ones that its clause
//! ties to it.

use super::words::{Says, Word};
use crate::extract::article::discourse::Scene;
use crate::extract::article::groups::Place;
use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Quantity, What};
use crate::vocabulary::{Class, Vocabulary};

/// The verb of a clause stands at most so many tokens behind its "and".
const CLAUSE: usize = 8;
/// The words for what people are held over stand at most so many tokens before it.
const OVER: usize = 5;
/// The amount of an offence stands at most so many tokens behind it.
const AMOUNT: usize = 7;

/// The words of a sentence with the figures that share them out.
pub struct Clause<'s, 'v> {
    pub scene: &'s Scene<'v>,
    pub words: &'s [Word],
    /// Where the numbers begin that no draft was made of.
    pub refused: &'s [usize],
    pub vocabulary: &'v Vocabulary,
}

impl<'s> Clause<'s, '_> {
    fn parsed(&self) -> &Parsed<'_> {
        &self.scene.parsed
    }

    fn quantity(&self, index: usize) -> Option<&'s Quantity> {
        self.scene.quantities.get(index)
    }

    fn place(&self, index: usize) -> Option<&'s Place> {
        self.scene.places.get(index)
    }

    /// Whether a figure ends the words of one before it: all but "of 34 countries", "(59 percent)", an amount
    /// of money, what they were caught with, "in 11 states".
    fn blocks(&self, quantity: &Quantity) -> bool {
        let bracketed = quantity.what == What::Percent && self.parsed().before(quantity.start(), 1) == "(";
        let had = matches!(quantity.what, What::Weight(_) | What::Items)
            && matches!(self.parsed().before(quantity.start(), 1), "with" | "carrying");
        let aside = bracketed || had || matches!(quantity.what, What::Countries | What::Money(_));
        let refused = self.refused.contains(&quantity.start());
        let where_to = matches!(self.parsed().before(quantity.start(), 1), "in" | "across" | "at" | "from");
        let passed = refused && (quantity.definite || where_to);
        !quantity.article && !aside && !passed && !self.is_of_cases(quantity)
    }

    /// "117,800 suspects in 32,300 border cases": the cases are what they are suspected of.
    fn is_of_cases(&self, quantity: &Quantity) -> bool {
        quantity.what == What::Cases && matches!(self.parsed().before(quantity.start(), 1), "in" | "over")
    }

    /// Where the clause at `from` ends before `to`: a semicolon, or a comma with a word that sets the next clause against it.
    fn border_after(&self, from: usize, to: usize) -> usize {
        (from..to).find(|i| self.is_border(*i)).unwrap_or(to)
    }

    fn is_border(&self, at: usize) -> bool {
        let word = self.parsed().word(at);
        // "… and the rest for other crimes"
        let grammar = &self.vocabulary.grammar;
        let goes_on = |end: usize| self.parsed().token(end).is_some_and(|t| grammar.is(t, Class::Preposition));
        let remainder = grammar.rest.longest(self.parsed().tokens, at).is_some_and(|m| goes_on(m.end));
        let opposed = || matches!(self.parsed().word(at + 1), "while" | "whereas" | "but");
        word == ";" || (remainder && at > 0) || (word == "," && (opposed() || self.begins_anew(at)))
    }

    /// "…, and fines were imposed on employers": a clause with a subject of its own, which is not the people told of.
    fn begins_anew(&self, comma: usize) -> bool {
        let parsed = self.parsed();
        if parsed.word(comma + 1) != "and" {
            return false;
        }
        let subject = comma + 2;
        // "…, and they were charged with fraud" goes on with the same people.
        let grammar = &self.vocabulary.grammar;
        let class = |i: usize, class: Class| parsed.token(i).is_some_and(|t| grammar.is(t, class));
        let same = parsed.word(subject) == "the" || class(subject, Class::Pronoun) || class(subject, Class::Relative);
        let finite = |i: usize| {
            let verb = self.scene.triggers.iter().any(|t| t.start == i && !t.is_event());
            verb || class(i, Class::Be) || class(i, Class::Have)
        };
        let mut ahead = (subject..subject + CLAUSE)
            .take_while(|i| !parsed.is_mark(*i) && !matches!(parsed.word(*i), "who" | "that" | "which"));
        let verb = ahead.find(|i| finite(*i));
        !same && verb.is_some_and(|v| v > subject)
    }

    fn next_figure(&self, after: usize) -> usize {
        let article = self.scene.quantities.iter().any(|q| q.start() == after && q.article);
        let quantities = self.scene.quantities.iter();
        // "six men wanted for drug trafficking and a woman wanted for homicide"
        let joined = |q: &Quantity| self.parsed().before(q.start(), 1) == "and" && !self.refused.contains(&q.start());
        let ends = |q: &&Quantity| self.blocks(q) || (q.article && q.what == What::Persons && (article || joined(q)));
        quantities.filter(|q| ends(q) && q.start() > after).map(Quantity::start).min().unwrap_or(self.parsed().len())
    }

    fn between(&self, from: usize, to: usize, own: usize) -> Vec<&'s Word> {
        let inside = |w: &Word| self.inside_noun(w.start, own) && self.inside_noun(w.end.saturating_sub(1), own);
        self.words.iter().filter(|w| w.start >= from && w.start < to && !inside(w)).collect()
    }

    /// Whether a token belongs to the noun phrase of another quantity, whose own it is.
    fn inside_noun(&self, at: usize, own: usize) -> bool {
        // "fined for using a forged permit": what nothing counts shares out no words.
        let idle = |q: &Quantity| q.article && self.refused.contains(&q.start());
        // "three men carrying 14 kg of rhino horn", "with nine stolen phones"
        let had = |q: &Quantity| {
            let thing = matches!(q.what, What::Weight(_) | What::Items);
            thing && matches!(self.parsed().before(q.start(), 1), "with" | "carrying" | "transporting")
        };
        let counts = |q: &Quantity| !idle(q) && !self.is_of_cases(q) && !had(q);
        let others = self.scene.quantities.iter().enumerate().filter(|(i, q)| *i != own && counts(q));
        others.into_iter().any(|(_, q)| at >= q.start() && at < q.noun.end.max(q.end) && q.what != What::Bare)
    }

    /// The words of a figure's own noun: "31 smugglers", "39 migrants in a container".
    pub fn in_noun(&self, index: usize) -> Vec<&'s Word> {
        let Some(quantity) = self.quantity(index).filter(|q| q.noun.population.is_some()) else { return Vec::new() };
        let (start, end) = (quantity.start(), quantity.noun.end.max(quantity.end));
        let told = |w: &&Word| w.start >= start && (w.end <= end || w.gapped && w.start < end);
        self.words.iter().filter(told).collect()
    }

    /// The words behind a figure up to the next one; also behind the parts that an aside names: "233 foreigners, 35 of
    /// them women, over online gambling".
    pub fn behind(&self, index: usize) -> Vec<&'s Word> {
        let Some(quantity) = self.quantity(index) else { return Vec::new() };
        let next = self.next_figure(quantity.start());
        let end = self.border_after(quantity.start(), next);
        let own = self.right_before(index);
        if !own.is_empty() {
            return own;
        }
        let mut found = self.between(quantity.start(), end, index);
        let of_next = found.iter().find(|w| self.is_of_next(w, next)).map_or(usize::MAX, |w| w.start);
        found.retain(|w| w.start < of_next && !self.is_of_one(w, index));
        // "smuggled 900 migrants": the offence's verb stands before or around the number.
        let governs = |w: &&Word| {
            w.start < quantity.start()
                && w.end >= quantity.start()
                && (w.gapped || self.parsed().word(w.end.saturating_sub(1)) != "of")
        };
        found.extend(self.words.iter().filter(governs));
        if !found.is_empty() || end < next {
            return found;
        }
        let Some(close) = self.aside(index, next) else { return Vec::new() };
        let end = self.border_after(close, self.next_figure(close));
        self.between(close, end, index)
    }

    /// "Theft made up 96 of the cases, fraud 51 and bodily harm 40": each number stands behind its offence.
    fn right_before(&self, index: usize) -> Vec<&'s Word> {
        let Some(start) = self.quantity(index).map(Quantity::start) else { return Vec::new() };
        let listed = self.words.iter().filter(|w| self.is_of_next(w, start));
        listed.collect()
    }

    /// "212 people, including a man who is wanted for homicide": said of the one, not of all.
    fn is_of_one(&self, word: &Word, index: usize) -> bool {
        let parsed = self.parsed();
        let mut ones = self
            .scene
            .quantities
            .iter()
            .enumerate()
            .skip(index + 1)
            .filter(|(_, q)| q.article && q.what == What::Persons);
        ones.any(|(i, q)| {
            let who = (q.end..q.end + 2).find(|i| matches!(parsed.word(*i), "who" | "whose"));
            let part = self.place(i).is_some_and(|p| p.mark.is_some());
            let told = |from: usize| (from..word.start).all(|i| parsed.word(i) != ",");
            part && who.is_some_and(|from| word.start > from && told(from))
        })
    }

    fn is_of_next(&self, word: &Word, start: usize) -> bool {
        let before = |back: usize| self.parsed().before(word.start, back);
        let joined = word.start > 0 && matches!(before(1), "," | "and" | ";");
        // "followed by assault (804) and fraud (611)"
        let bracketed = word.end + 1 == start && self.parsed().before(start, 1) == "(";
        let listed = bracketed && (joined || matches!(before(1), "by" | "were" | "was" | ":" | "with" | "are"));
        let named = word.says == Says::Named;
        named && ((word.end == start && joined) || listed || self.amounts_to(word, start))
    }

    /// "Thefts accounted for 214 cases", "love scams, with RM11 million": an offence as the subject of an amount.
    fn amounts_to(&self, word: &Word, start: usize) -> bool {
        let parsed = self.parsed();
        if word.end >= start || start - word.end > AMOUNT {
            return false;
        }
        let gap = word.end..start;
        let counted = self.scene.quantities.iter().any(|q| gap.contains(&q.start()));
        let apart = |i: usize| {
            let aside = parsed.word(i) == "," && matches!(parsed.word(i + 1), "with" | "at");
            parsed.word(i) == "and" || (parsed.is_mark(i) && !aside)
        };
        let verb = self.scene.triggers.iter().any(|t| gap.contains(&t.start) && !t.is_event());
        let told =
            (1..=3).any(|back| matches!(parsed.before(start, back), "for" | "with" | "at" | "in" | "up" | "behind"));
        // "fraud cases fell by 3 per cent"; not the last of "fraud and gambling rose by 140"
        let listed = self.words.iter().any(|w| w.end + 1 == word.start);
        let moved = gap.len() <= 3
            && !listed
            && matches!(parsed.before(start, 1), "by" | "to")
            && !matches!(parsed.before(start, 2), "led" | "due" | "according");
        !counted && !verb && (told || moved) && !gap.clone().any(apart) && self.is_subject(word)
    }

    /// Whether an offence opens its clause, with at most an adjective before it.
    fn is_subject(&self, word: &Word) -> bool {
        let opens = |at: usize| {
            at == 0
                || matches!(
                    self.parsed().word(at - 1),
                    "," | ";" | "and" | "while" | "whereas" | "but" | "of" | ":" | "—" | "–"
                )
        };
        let of = self.parsed().before(word.start, 1) == "of" && self.parsed().before(word.start, 2) != "ahead";
        (word.start.saturating_sub(2)..=word.start).any(opens) && !of
    }

    /// Where an aside that breaks a figure down closes.
    fn aside(&self, index: usize, next: usize) -> Option<usize> {
        let first = self.scene.quantities.iter().position(|q| q.start() == next).filter(|f| *f > index)?;
        let part = |i: usize| self.place(i).is_some_and(|p| p.mark.is_some());
        let own_end = self.quantity(index)?.end;
        let broken_down = self.breaks_down(index, first);
        let open = (own_end.saturating_sub(1)..next).rev().find(|i| self.parsed().is_mark(*i))?;
        let mark = self.parsed().word(open);
        let dashed = matches!(mark, "—" | "–" | "(");
        if !part(first) && !dashed && !broken_down {
            return None;
        }
        let mut last = first;
        while self.place(last + 1).is_some_and(|p| p.leader.is_some()) {
            last += 1;
        }
        let from = self.quantity(last)?.end;
        let limit = self.next_figure(from);
        let closing = if mark == "(" { ")" } else { mark };
        (from..limit).find(|i| self.parsed().word(*i) == closing).map(|i| i + 1)
    }

    /// "84 citizens, 62 men and 22 women, who": figures that add up to the one before them.
    fn breaks_down(&self, index: usize, first: usize) -> bool {
        let low = |i: usize| self.quantity(i).and_then(|q| q.bounds.low);
        let Some(whole) = low(index) else { return false };
        let mut sum = 0.0;
        for at in first.. {
            let Some(value) = low(at).filter(|_| at == first || self.place(at).is_some_and(|p| p.leader.is_some()))
            else {
                return false;
            };
            sum += value;
            if sum >= whole {
                return sum == whole && at > first;
            }
        }
        false
    }

    /// The words of the clause before its first figure: "VoIP crimes occurred 14 times and led to the arrest of 403".
    pub fn ahead(&self, index: usize) -> Vec<&'s Word> {
        let Some(quantity) = self.quantity(index) else { return Vec::new() };
        let border = (0..quantity.start()).rev().find(|i| self.is_border(*i)).map_or(0, |i| i + 1);
        let starts = self.scene.quantities.iter().filter(|q| self.blocks(q)).map(Quantity::start);
        let first = starts.filter(|s| *s >= border).min().unwrap_or(quantity.start());
        self.between(border, first.min(quantity.start()), index)
    }

    /// What stands behind the last member of a list is said of all: "20 Chinese, 11 Malaysians and a Cambodian for fraud".
    pub fn behind_list(&self, index: usize) -> Vec<&'s Word> {
        let mut last = index;
        while self.place(last + 1).is_some_and(|p| p.leader.is_some()) && !self.is_besides(last + 1) {
            last += 1;
            let inner = self.place(last + 1).is_some_and(|p| p.leader.is_some());
            if inner && !self.behind(last).is_empty() {
                return Vec::new();
            }
        }
        let starts = self.quantity(index).map(Quantity::start).zip(self.quantity(last).map(Quantity::start));
        let bordered = starts.is_none_or(|(a, b)| self.border_after(a, b) != b || self.turns_to_another_verb(a, b));
        let Some(from) = self.quantity(last).map(|q| q.noun.end.max(q.end)).filter(|_| last > index && !bordered)
        else {
            return Vec::new();
        };
        self.behind(last).into_iter().filter(|w| w.start >= from).collect()
    }

    /// "73 Haitians together with two Danes accused of smuggling them": others, of whom something else is said.
    fn is_besides(&self, index: usize) -> bool {
        let start = self.quantity(index).map_or(0, Quantity::start);
        let joint = |i: usize| matches!(self.parsed().word(i), "together" | "along" | "alongside" | "besides");
        (start.saturating_sub(2)..start).any(joint)
    }

    /// "nabbed 214 migrants, including 57 Georgians, and fined 38 owners": a second verb ends what is said of the first.
    fn turns_to_another_verb(&self, from: usize, to: usize) -> bool {
        let mut inner = self.scene.triggers.iter().filter(|t| t.start > from && t.start < to && !t.is_event());
        inner.any(|t| self.parsed().before(t.start, 1) == "and")
    }

    /// "arrested 22 fishermen and impounded two trawlers for poaching": what stands behind the things is said of the people.
    pub fn past_things(&self, index: usize) -> Vec<&'s Word> {
        let thing = |q: &Quantity| matches!(q.what, What::Items | What::Weight(_) | What::Money(_));
        let Some(own) = self.quantity(index).filter(|q| q.what == What::Persons) else { return Vec::new() };
        let mut last = index;
        while self.quantity(last + 1).is_some_and(thing) {
            last += 1;
        }
        let Some(from) = self.quantity(last).filter(|_| last > index).map(|q| q.noun.end.max(q.end)) else {
            return Vec::new();
        };
        let to = self.border_after(own.start(), self.next_figure(from));
        let over = |w: &&Word| {
            let accusing =
                |b: usize| self.vocabulary.grammar.is_word(self.parsed().before(w.start, b), Class::Accusing);
            (1..=OVER).any(accusing)
        };
        self.between(from, to, index).into_iter().filter(over).collect()
    }

    /// "14 people were arrested and another eight placed under investigation on suspicion of smuggling".
    pub fn of_another(&self, index: usize) -> Vec<&'s Word> {
        let (Some(own), Some(next)) = (self.quantity(index), self.quantity(index + 1)) else { return Vec::new() };
        let joined = own.what == next.what || next.is_bare();
        let near =
            next.start().saturating_sub(own.end) <= 8 && self.border_after(own.end, next.start()) == next.start();
        if joined && near && next.other && !own.other { self.behind(index + 1) } else { Vec::new() }
    }

    /// "187 cases of illegal migration, in which upwards of 700 people took part".
    pub fn of_relative(&self, index: usize) -> Vec<&'s Word> {
        let (Some(own), Some(before)) = (self.quantity(index), index.checked_sub(1).and_then(|i| self.quantity(i)))
        else {
            return Vec::new();
        };
        let start = own.start();
        let relative = start.saturating_sub(before.end) <= 8 && self.parsed().before(start, 1) == "which";
        let (from, to) = (before.start(), if relative { start } else { before.start() });
        self.words.iter().filter(|w| w.start >= from && w.start < to).collect()
    }

    /// Everything that the sentence says behind a figure.
    pub fn later(&self, index: usize) -> Vec<&'s Word> {
        let start = self.quantity(index).map_or(usize::MAX, Quantity::start);
        self.words.iter().filter(|w| w.start >= start).collect()
    }
}
