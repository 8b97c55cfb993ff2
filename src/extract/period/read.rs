//! Reads one expression of time at a token: ranges and lists over the dates and relative times of the sibling files.
//! In: tokens with what each word can be. Out: the expression and the token behind it.

use super::expr::{Part, PeriodExpr, Which};
use crate::text::{Token, TokenKind};
use crate::vocabulary::periods::{Beside, Unit, Word};
use crate::vocabulary::{Class, Sense, Vocabulary};

/// The expression, and the token behind it.
pub(super) type Read = Option<(PeriodExpr, usize)>;

/// How far "since" may stand before its date: "since the first guards were posted in July".
const SINCE_REACH: usize = 10;

/// How long an aside between the two ends of a time may be.
const ASIDE_REACH: usize = 14;
/// How many tokens a time of day may have.
const CLOCK_REACH: usize = 8;
/// How far behind "since" its beginning may stand.
const BEGINNING_REACH: usize = 6;

pub(super) struct Reader<'a> {
    pub tokens: &'a [Token],
    pub words: Vec<Word>,
    pub vocabulary: &'a Vocabulary,
    /// A table's label: a year or month needs no preposition there.
    pub label: bool,
}

impl<'a> Reader<'a> {
    pub fn of_sentence(tokens: &'a [Token], vocabulary: &'a Vocabulary) -> Self {
        let words = tokens.iter().map(|t| vocabulary.periods.word(t)).collect();
        Reader { tokens, words, vocabulary, label: false }
    }

    pub fn of_label(tokens: &'a [Token], vocabulary: &'a Vocabulary) -> Self {
        let words = tokens.iter().map(|t| vocabulary.periods.label_word(t)).collect();
        Reader { tokens, words, vocabulary, label: true }
    }

    /// Whether any token can carry a time; most sentences of an article about something else end here.
    pub fn has_anchor(&self) -> bool {
        let year = |t: &Token| t.kind == TokenKind::Number && t.span.end - t.span.start == 4;
        self.words.iter().zip(self.tokens).any(|(word, token)| match word {
            Word::Other => year(token) || token.is(".") || token.is_number() && token.folded.contains('.'),
            Word::Month(_)
            | Word::MonthAbbreviation(_)
            | Word::Weekday(_)
            | Word::WeekdayAbbreviation(_)
            | Word::Unit(_)
            | Word::Units(_)
            | Word::Sign(..)
            | Word::Phrase
            | Word::FiscalYear(_)
            | Word::Today
            | Word::Yesterday
            | Word::Tomorrow
            | Word::Overnight
            | Word::DayPart
            | Word::Period
            | Word::Time
            | Word::Fiscal
            | Word::Fy
            | Word::Date => true,
            _ => false,
        })
    }

    pub fn word(&self, at: usize) -> Word {
        self.words.get(at).copied().unwrap_or(Word::Other)
    }

    /// The word before; `Other` at the start.
    pub fn before(&self, at: usize) -> Word {
        at.checked_sub(1).map_or(Word::Other, |i| self.word(i))
    }

    pub fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(word))
    }

    pub fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Mark && t.folded == mark)
    }

    pub fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.glued)
    }

    pub fn spaced(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|t| t.spaced)
    }

    pub fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital)
    }

    /// A dash between two times, with spaces or as a mark of its own.
    pub fn dash(&self, at: usize) -> bool {
        ["-", "–", "—"].into_iter().any(|d| self.is_mark(at, d))
    }

    /// Whether people or things begin at a token: "of 2000 suspects" counts them and is no year.
    pub fn counts_something(&self, at: usize) -> bool {
        let countable = |sense: &Sense| {
            matches!(
                sense,
                Sense::Population { .. } | Sense::Object { .. } | Sense::Country { .. } | Sense::Event { .. }
            )
        };
        self.vocabulary.terms.lexicon.matches(self.tokens, at).any(|m| countable(m.sense))
    }

    /// The expression at a token, with its range, list or "since".
    pub fn expression(&self, at: usize) -> Read {
        match self.word(at) {
            Word::Since => self.since(at),
            Word::Between => self.between(at),
            Word::From => self.from(at),
            Word::So => self.so_far(at),
            Word::To if self.word(at + 1) == Word::Date => Some((PeriodExpr::Open, at + 2)),
            Word::In | Word::Of | Word::On | Word::Over | Word::At | Word::Than | Word::Compared => None,
            Word::With | Word::And | Word::To | Word::Until | Word::Far | Word::Suffix | Word::Its => None,
            _ => {
                let (first, end) = self.simple(at, false)?;
                self.extended(first, end)
            }
        }
    }

    /// A range or list that goes on behind its first member.
    pub fn extended(&self, first: PeriodExpr, end: usize) -> Read {
        if let Some(found) = self.range_tail(&first, end) {
            return Some(found);
        }
        if let Some(found) = self.list_tail(&first, end) {
            return Some(found);
        }
        if self.word(end) == Word::So && self.word(end + 1) == Word::Far {
            return Some((PeriodExpr::SoFar(Box::new(first)), end + 2));
        }
        if self.word(end) == Word::To && self.word(end + 1) == Word::Date {
            return Some((PeriodExpr::SoFar(Box::new(first)), end + 2));
        }
        Some((first, end))
    }

    fn range_tail(&self, first: &PeriodExpr, end: usize) -> Read {
        let from = match self.word(end) {
            Word::To | Word::Until => end + 1,
            _ if self.dash(end) && self.label => end + 1,
            _ if self.glued(end) => end,
            _ if self.label && self.is_range_word(end) => end + 1,
            _ => return None,
        };
        let (last, end) = self.simple(from, true)?;
        if !bounds_range(first) || !bounds_range(&last) {
            return None;
        }
        Some((PeriodExpr::range(first.clone().borrow(&last), last), end))
    }

    fn is_range_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| self.vocabulary.periods.ranges.iter().any(|r| t.is(r)))
    }

    /// ", B and C" behind A, where all are of one grain.
    fn list_tail(&self, first: &PeriodExpr, end: usize) -> Read {
        let mut members = vec![first.clone()];
        let mut at = end;
        loop {
            let closes = self.word(at) == Word::And;
            if !closes && !self.is_mark(at, ",") {
                return None;
            }
            let (member, after) = self.simple(self.skip_hours(at + 1), true)?;
            if !same_grain(first, &member) {
                return None;
            }
            members.push(member);
            at = after;
            if closes {
                let last = members.last()?.clone();
                let members = members.into_iter().map(|m| m.borrow(&last)).collect();
                return Some((PeriodExpr::List(members), at));
            }
        }
    }

    /// Behind "on", "in the early hours of".
    fn skip_hours(&self, at: usize) -> usize {
        let from = if matches!(self.word(at), Word::On | Word::In) { at + 1 } else { at };
        let hours = (from..from + 4).find(|i| self.word(*i) == Word::Units(Unit::Hour));
        match hours {
            Some(i) if self.word(from) == Word::The && self.word(i + 1) == Word::Of => i + 2,
            _ => from,
        }
    }

    /// Behind "10 p.m.", "22:30 on": the day that a time of day belongs to.
    fn skip_clock(&self, at: usize) -> usize {
        let number = |i: usize| self.tokens.get(i).is_some_and(Token::is_number);
        let of_day = |i: usize| self.tokens.get(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::TimeOfDay));
        let colon = |i: usize| self.is_mark(i, ":") && number(i + 1);
        let part = |i: &usize| {
            number(*i) && !self.spaced(*i) || of_day(*i) || colon(*i) || self.is(*i, "m") || self.is_mark(*i, ".")
        };
        let end = (at + 1..at + CLOCK_REACH).find(|i| !part(i)).unwrap_or(at + 1);
        let clock = number(at) && (at + 1..end).any(|i| of_day(i) || colon(i)) || of_day(at) && self.is(at, "noon");
        let day = if self.word(end) == Word::On { end + 1 } else { end };
        if clock { day } else { at }
    }

    fn since(&self, at: usize) -> Read {
        if self.is(at + 1, "then") {
            let then = PeriodExpr::Same { unit: None, count: 1 };
            return Some((PeriodExpr::Since(Box::new(then)), at + 2));
        }
        if let Some((from, end)) = self.simple(at + 1, true) {
            return Some((PeriodExpr::Since(Box::new(from)), end));
        }
        for i in at + 2..(at + SINCE_REACH).min(self.tokens.len()) {
            let token = self.tokens.get(i)?;
            let placed = matches!(self.word(i), Word::In | Word::On);
            let from = match self.word(i) {
                Word::Last | Word::Earlier => i,
                // "since the start of the Iranian year, 21 March 2025"
                _ if placed || token.is(",") => i + 1,
                _ => i,
            };
            if (placed || from == i && self.word(i) != Word::Other || token.is(","))
                && let Some((from, end)) = self.simple(from, true).filter(|(e, _)| is_dated(e, token.is(",")))
            {
                return Some((PeriodExpr::Since(Box::new(from)), end));
            }
            if token.kind == TokenKind::Mark {
                break;
            }
        }
        self.since_beginning(at)
    }

    /// "since the campaign began", "since its launch": of a day that was told before.
    fn since_beginning(&self, at: usize) -> Read {
        let beginning =
            |i: &usize| self.tokens.get(*i).is_some_and(|t| self.vocabulary.periods.is(t, Beside::Beginning));
        let near = at + 1..(at + BEGINNING_REACH).min(self.tokens.len());
        let found = near.clone().find(beginning)?;
        let plain = near.take_while(|i| *i < found).all(|i| self.tokens.get(i).is_some_and(|t| t.is_word()));
        plain.then(|| (PeriodExpr::Since(Box::new(PeriodExpr::Open)), found + 1))
    }

    fn between(&self, at: usize) -> Read {
        let (first, end) = self.simple(self.skip_clock(at + 1), true)?;
        if matches!(first, PeriodExpr::Range(..)) {
            return Some((first, end));
        }
        // "between October 29, when it was made a crime, and the end of December"
        let aside = (end + 1..end + ASIDE_REACH).find(|i| self.is_mark(*i, ","));
        let end = aside.filter(|_| self.is_mark(end, ",")).map_or(end, |close| close + 1);
        if self.word(end) != Word::And {
            return None;
        }
        let (last, end) = self.simple(self.skip_clock(end + 1), true)?;
        // "between May 13 and yesterday (May 16)"
        let bracketed = if self.is_mark(end, "(") { self.simple(end + 1, true) } else { None };
        let (last, end) = match bracketed.filter(|(_, close)| self.is_mark(*close, ")")) {
            Some((day, close)) => (day, close + 1),
            None => (last, end),
        };
        Some((PeriodExpr::range(first.borrow(&last), last), end))
    }

    fn from(&self, at: usize) -> Read {
        let (first, end) = self.simple(self.skip_clock(at + 1), true)?;
        if matches!(first, PeriodExpr::Range(..)) {
            return Some((first, end));
        }
        if self.glued(end)
            && let Some(range) = self.range_tail(&first, end)
        {
            return Some(range);
        }
        if matches!(self.word(end), Word::To | Word::Until) {
            let to = if self.word(end + 1) == Word::Date { None } else { self.simple(self.skip_clock(end + 1), true) };
            if let Some((last, end)) = to {
                return Some((PeriodExpr::range(first.borrow(&last), last), end));
            }
            if self.word(end + 1) == Word::Date {
                return Some((PeriodExpr::Since(Box::new(first)), end + 2));
            }
        }
        let onward =
            self.word(end) == Word::Onward || (self.word(end) == Word::On && self.word(end + 1) == Word::Other);
        let since = onward || self.is_since(&first);
        since.then(|| (PeriodExpr::Since(Box::new(first)), if onward { end + 1 } else { end }))
    }

    /// "from April 2020" begins something; "from 2019" is what a figure is compared with.
    fn is_since(&self, expr: &PeriodExpr) -> bool {
        matches!(expr, PeriodExpr::Calendar(c) if c.month.is_some())
            || matches!(expr, PeriodExpr::Within { part: Part::Start, .. })
    }

    /// "so far this year"
    fn so_far(&self, at: usize) -> Read {
        if self.word(at + 1) != Word::Far {
            return None;
        }
        let from = if self.word(at + 2) == Word::In { at + 3 } else { at + 2 };
        let (of, end) = self.simple(from, true)?;
        Some((PeriodExpr::SoFar(Box::new(of)), end))
    }

    /// One time without range or list. `sure`: the words before make plain that a time follows.
    pub fn simple(&self, at: usize, sure: bool) -> Read {
        let token = self.tokens.get(at)?;
        if token.kind == TokenKind::Number {
            return self.numeric(at, sure);
        }
        match self.word(at) {
            Word::Other => None,
            Word::Month(month) | Word::MonthAbbreviation(month) => self.month(at, month, sure),
            Word::Weekday(day) | Word::WeekdayAbbreviation(day) => self.weekday(at, day, sure),
            Word::Sign(unit, n) => self.sign(at, unit, n, at + 1),
            Word::SignLetter(unit) => self.sign_letter(at, unit),
            Word::Ordinal(n) => self.ordinal(at + 1, n),
            Word::Unit(unit) => self.unit(at, unit),
            Word::Units(unit) => self.units(at, unit),
            Word::Number(_) | Word::A => self.counted(at, sure),
            Word::The => self.the(at, sure),
            Word::This | Word::Last | Word::Past | Word::Next => self.deictic(at),
            Word::Previous | Word::Following | Word::Same | Word::That => self.anaphoric(at, sure),
            // "overnight from Saturday to Sunday"
            Word::Overnight if self.word(at + 1) == Word::From && self.from(at + 1).is_some() => self.from(at + 1),
            Word::Today | Word::Yesterday | Word::Tomorrow | Word::Overnight => Some(self.day_word(at)),
            Word::Start | Word::End | Word::Early | Word::Middle | Word::Late => self.edge(at),
            Word::Earlier => self.earlier(at),
            Word::Fiscal | Word::Fy | Word::FiscalYear(_) => self.fiscal(at),
            Word::Space => self.space(at),
            Word::Whole => self.whole(at),
            _ => self.named(at),
        }
    }

    /// "the festive season", "Christmas Day"; a year behind it belongs to it.
    pub fn named(&self, at: usize) -> Read {
        let first = self.tokens.get(at)?;
        if self.word(at) != Word::Phrase {
            return None;
        }
        let here = |words: &[String]| {
            words.iter().enumerate().all(|(i, w)| self.tokens.get(at + i).is_some_and(|t| t.folded == *w))
        };
        let found = self.vocabulary.periods.named(first).iter().find(|n| here(&n.words))?;
        let end = at + found.words.len();
        let year_at = if self.word(end) == Word::Of { end + 1 } else { end };
        let year = self.year(year_at);
        let end = if year.is_some() { year_at + 1 } else { end };
        let expr = match found.date {
            Some((month, day)) => PeriodExpr::date(year, Some(month), Some(day)),
            None => PeriodExpr::Open,
        };
        Some((expr, end))
    }
}

/// Whether a time can be when something began that lasts since then; behind a comma only a full date.
fn is_dated(expr: &PeriodExpr, apposed: bool) -> bool {
    match expr {
        PeriodExpr::Calendar(c) if apposed => c.day.is_some(),
        PeriodExpr::Calendar(_) => true,
        PeriodExpr::Weekday { .. } | PeriodExpr::Month { .. } => !apposed,
        PeriodExpr::Relative { unit, offset } => !apposed && *offset < 0 && *unit > Unit::Day,
        PeriodExpr::Within { of: Some(_), part } => {
            !apposed && matches!(part, Part::Calendar(_) | Part::Start | Part::End)
        }
        _ => false,
    }
}

fn bounds_range(expr: &PeriodExpr) -> bool {
    !matches!(expr, PeriodExpr::Open | PeriodExpr::List(_) | PeriodExpr::Past { .. } | PeriodExpr::Since(_))
}

fn same_grain(a: &PeriodExpr, b: &PeriodExpr) -> bool {
    match (a, b) {
        (PeriodExpr::Calendar(a), PeriodExpr::Calendar(b)) => {
            a.month.is_some() == b.month.is_some() && a.day.is_some() == b.day.is_some()
        }
        (PeriodExpr::Calendar(a), PeriodExpr::Within { part: Part::Calendar(b), .. }) => {
            a.year.is_none() && a.month.is_some() == b.month.is_some() && a.day.is_some() == b.day.is_some()
        }
        (PeriodExpr::Weekday { which: Which::Latest, .. }, PeriodExpr::Weekday { which: Which::Latest, .. }) => true,
        (PeriodExpr::Fiscal(_), PeriodExpr::Fiscal(_)) => true,
        (PeriodExpr::Within { part: a, .. }, PeriodExpr::Within { part: b, .. }) => {
            std::mem::discriminant(a) == std::mem::discriminant(b)
        }
        (PeriodExpr::Relative { unit: a, .. }, PeriodExpr::Relative { unit: b, .. }) => a == b,
        _ => false,
    }
}
