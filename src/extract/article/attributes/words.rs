//! The words for offences in one sentence, and which of them stand beside a figure. In: a scene. Out: [`Word`]s, without
//! those that only name a body or are denied, and for a figure the ones that its clause ties to it.

use super::deeds::deeds;
use crate::extract::article::discourse::Scene;
use crate::extract::article::groups::Place;
use crate::extract::article::parse::{Mention, Parsed};
use crate::extract::article::quantity::{Quantity, What};
use crate::vocabulary::{Class, Sense, Vocabulary};

/// How far before an offence its denial may stand.
const DENIAL: usize = 4;
/// How far behind an offence's verb the words for what it is done with may stand.
const OBJECT: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// Which offence it is.
    Named,
    /// That there is one, which is not told or is denied: "on other grounds".
    Untold,
    /// The one that was named before: "the same charges".
    Before,
}

#[derive(Debug, Clone)]
pub struct Word {
    pub start: usize,
    pub end: usize,
    pub codes: Vec<usize>,
    pub says: Says,
    /// Done to those who are spoken of: "had been trafficked".
    pub suffered: bool,
    pub(super) gapped: bool,
}

impl Word {
    fn within(&self, other: &Word) -> bool {
        self.start >= other.start && self.end <= other.end
    }

    fn overlaps(&self, other: &Word) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// All words for offences of a sentence in their order, none over another.
pub fn words(parsed: &Parsed, vocabulary: &Vocabulary) -> Vec<Word> {
    let mut found: Vec<Word> = parsed.mentions.iter().filter_map(|m| named(parsed, m, vocabulary)).collect();
    found.extend(covered(parsed, vocabulary));
    let done: Vec<Word> = deeds(parsed, vocabulary).filter(|d| !found.iter().any(|w| w.overlaps(d))).collect();
    found.extend(done);
    for (phrases, says) in
        [(&vocabulary.terms.untold_offences, Says::Untold), (&vocabulary.terms.same_offences, Says::Before)]
    {
        let matches = phrases.scan(parsed.tokens).into_iter();
        found.extend(matches.map(|m| Word {
            start: m.start,
            end: m.end,
            codes: Vec::new(),
            says,
            suffered: false,
            gapped: false,
        }));
    }
    // A gap that spans another offence's own words belongs to that one.
    let all = found.clone();
    let told = |outer: &Word, inner: &Word| {
        let says = |c: &usize| outer.codes.iter().any(|o| o == c || broader(*o, vocabulary) == Some(*c));
        inner.gapped && inner.codes.iter().all(says)
    };
    let inside = |w: &Word, p: &Word| p.within(w) && p.start > w.start && p.end == w.end;
    found.retain(|w| !w.gapped || !all.iter().any(|p| inside(w, p) && !told(w, p)));
    found.sort_by_key(|w| (std::cmp::Reverse(w.end - w.start), w.start));
    let mut kept: Vec<Word> = Vec::new();
    for word in found {
        match kept.iter_mut().find(|k| k.overlaps(&word)) {
            Some(same) if (same.start, same.end) == (word.start, word.end) => same.codes.extend(word.codes),
            Some(_) => {}
            None => kept.push(word),
        }
    }
    kept.sort_by_key(|w| w.start);
    kept
}

/// Offences inside a longer phrase of another sense: "found to be living there illegally".
fn covered<'v>(parsed: &'v Parsed, vocabulary: &'v Vocabulary) -> impl Iterator<Item = Word> + 'v {
    let hidden = |at: &usize| parsed.mention_at(*at).is_some_and(|m| m.offences().is_none());
    (0..parsed.len()).filter(hidden).flat_map(move |start| {
        let matches = vocabulary.terms.lexicon.matches(parsed.tokens, start);
        matches.filter_map(move |m| {
            let Sense::Offences(codes) = m.sense else { return None };
            let mention = Mention {
                start,
                end: m.end,
                senses: vec![(m.sense, m.form)],
                gapped: m.gap.is_some_and(|(a, b)| b > a),
            };
            named(parsed, &mention, vocabulary).filter(|_| !codes.is_empty())
        })
    })
}

fn named(parsed: &Parsed, mention: &Mention, vocabulary: &Vocabulary) -> Option<Word> {
    let mut codes: Vec<usize> = mention.offences().unwrap_or_default().to_vec();
    if let Some(population) = mention.population().and_then(|(i, _)| vocabulary.terms.populations.get(i)) {
        codes.extend(population.offences.iter().filter_map(|c| vocabulary.terms.offence(c)));
    }
    if codes.is_empty()
        || in_name(parsed, mention, vocabulary)
        || is_compound(parsed, mention)
        || is_compelled(parsed, mention.start, vocabulary)
    {
        return None;
    }
    let says = if is_denied(parsed, mention.start, vocabulary) { Says::Untold } else { Says::Named };
    if says == Says::Untold {
        codes.clear();
    }
    let be = |at: usize| parsed.token(at).is_some_and(|t| vocabulary.grammar.is(t, Class::Be));
    let last = |back: usize| parsed.before(mention.end, back);
    let participle = last(1).ends_with("ed") || (last(1).len() <= 4 && last(2).ends_with("ed"));
    let suffered = participle && (mention.start.saturating_sub(1)..mention.end).any(be);
    Some(Word { start: mention.start, end: mention.end, codes, says, suffered, gapped: mention.gapped })
}

/// "the Economic and Financial Crimes Commission", "the anti-trafficking unit": part of what a body is called.
fn in_name(parsed: &Parsed, mention: &Mention, vocabulary: &Vocabulary) -> bool {
    let capital = |at: usize| parsed.token(at).is_some_and(|t| t.capital && t.is_word());
    let long = |at: &usize| parsed.token(*at).is_some_and(|t| t.is_word() && t.folded.len() > 3);
    let title = (mention.start..mention.end).filter(long).all(capital);
    let beside = capital(mention.end) || (mention.start > 1 && capital(mention.start - 1));
    let of_law = (mention.start.saturating_sub(2)..mention.end + 1)
        .any(|i| vocabulary.terms.laws.longest(parsed.tokens, i).is_some());
    if title && beside && !of_law {
        return true;
    }
    // "the National Unit against Trafficking"
    let against = matches!(parsed.before(mention.start, 1), "against" | "on" | "for");
    let body = mention.start.checked_sub(2).filter(|i| against && capital(*i));
    if body.is_some_and(|i| vocabulary.terms.offence_bodies.longest(parsed.tokens, i).is_some()) {
        return true;
    }
    vocabulary.terms.offence_bodies.longest(parsed.tokens, mention.end).is_some()
}

/// "vice-president": a word that only begins another; "fraud-related" still speaks of it.
fn is_compound(parsed: &Parsed, mention: &Mention) -> bool {
    let next = parsed.token(mention.end).filter(|t| t.glued);
    next.is_some_and(|t| mention.end == mention.start + 1 && !matches!(t.folded.as_str(), "related" | "linked"))
}

/// "victims who had been made to cheat people": what they did is not what they are counted for.
fn is_compelled(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    let two = at.checked_sub(2);
    two.and_then(|i| vocabulary.terms.compelled.longest(parsed.tokens, i)).is_some_and(|m| m.end == at)
}

/// "were not linked to trafficking", "in neither trafficking nor prostitution".
fn is_denied(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    for back in 1..=DENIAL {
        let Some(token) = at.checked_sub(back).and_then(|i| parsed.token(i)) else { return false };
        if vocabulary.grammar.is(token, Class::Negator) && !token.is("without") {
            return true;
        }
        if !token.is_word() || vocabulary.grammar.is(token, Class::Relative) {
            return false;
        }
    }
    false
}

/// The words of a sentence with the figures that share them out.
pub struct Clause<'s, 'v> {
    pub scene: &'s Scene<'v>,
    pub words: &'s [Word],
    /// Where the numbers begin that no draft was made of.
    pub refused: &'s [usize],
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

    /// Whether a figure ends the words of one before it: all but "of 34 countries", "(59 percent)", an amount of money.
    fn blocks(&self, quantity: &Quantity) -> bool {
        let bracketed = quantity.what == What::Percent && self.parsed().before(quantity.start(), 1) == "(";
        let aside = bracketed || matches!(quantity.what, What::Countries | What::Money(_));
        let points_back = quantity.definite && self.refused.contains(&quantity.start());
        !quantity.article && !aside && !points_back && !self.is_of_cases(quantity)
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
        word == ";" || (word == "," && matches!(self.parsed().word(at + 1), "while" | "whereas" | "but"))
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
        self.words.iter().filter(|w| w.start >= from && w.start < to && !self.inside_noun(w.start, own)).collect()
    }

    /// Whether a token belongs to the noun phrase of another quantity, whose own it is.
    fn inside_noun(&self, at: usize, own: usize) -> bool {
        let others = self.scene.quantities.iter().enumerate().filter(|(i, q)| *i != own && !self.is_of_cases(q));
        others.into_iter().any(|(_, q)| at >= q.start() && at < q.noun.end.max(q.end) && q.what != What::Bare)
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
        found.retain(|w| !self.is_of_next(w, next));
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

    fn is_of_next(&self, word: &Word, start: usize) -> bool {
        let joined = word.start > 0 && matches!(self.parsed().before(word.start, 1), "," | "and" | ";");
        word.end == start && joined && word.says == Says::Named
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
        while self.place(last + 1).is_some_and(|p| p.leader.is_some()) {
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

    /// "nabbed 214 migrants, including 57 Georgians, and fined 38 owners": a second verb ends what is said of the first.
    fn turns_to_another_verb(&self, from: usize, to: usize) -> bool {
        let mut inner = self.scene.triggers.iter().filter(|t| t.start > from && t.start < to && !t.is_event());
        inner.any(|t| self.parsed().before(t.start, 1) == "and")
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

fn broader(offence: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let code = vocabulary.terms.offences.get(offence)?.broader.as_deref()?;
    vocabulary.terms.offence(code)
}

/// The codes of words, without an offence beside a narrower one that only says it closer. A list names each for itself.
pub fn codes(words: &[&Word], parsed: &Parsed, vocabulary: &Vocabulary) -> Vec<usize> {
    let wide: Vec<(usize, usize)> = words
        .iter()
        .enumerate()
        .flat_map(|(w, word)| word.codes.iter().filter_map(move |c| broader(*c, vocabulary).map(|b| (w, b))))
        .collect();
    let mut out = Vec::new();
    let under = |word: &Word| words.iter().any(|w| is_under(word, w, parsed));
    for (at, word) in words.iter().enumerate().filter(|(_, w)| !under(w)) {
        for code in &word.codes {
            let closer = wide.iter().filter(|(w, b)| *w != at && b == code);
            let listed = |w: usize| words.get(w).is_some_and(|other| are_listed(word, other, parsed));
            if closer.clone().next().is_none() || closer.clone().all(|(w, _)| listed(*w)) {
                out.push(*code);
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// "smuggling undocumented migrants", "laundering the takings of swindlers": an offence that only tells what another is
/// done with.
fn is_under(word: &Word, deed: &Word, parsed: &Parsed) -> bool {
    let gap = deed.end..word.start;
    let apart = |i: usize| parsed.is_mark(i) || matches!(parsed.word(i), "and" | "or" | "for" | "as");
    let verbal = |i: usize| parsed.word(i).ends_with("ing") || parsed.word(i).ends_with("ed");
    deed.start < word.start && gap.len() <= OBJECT && (deed.start..deed.end).any(verbal) && !gap.into_iter().any(apart)
}

/// Whether two offences stand side by side as members of one list.
fn are_listed(a: &Word, b: &Word, parsed: &Parsed) -> bool {
    let (first, second) = if a.start < b.start { (a, b) } else { (b, a) };
    let gap = first.end..second.start;
    let joint = |i: usize| matches!(parsed.word(i), "," | "and" | "or" | ";" | "/");
    gap.len() <= 3 && gap.clone().any(joint) && gap.into_iter().all(|i| joint(i) || parsed.word(i).ends_with("ing"))
}
