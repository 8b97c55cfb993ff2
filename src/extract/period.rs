//! Times that a sentence or a table's label speaks of. In: tokens. Out: expressions with their role, not yet dates.
//!
//! The words stand in `periods.toml`; `read` holds ranges and lists, `dates` and `years` what a calendar names, `relative` what is
//! counted from the publication or from the time spoken of before, `label` whole labels of tables.

mod dates;
mod definite;
mod expr;
mod label;
mod parts;
mod read;
mod relative;
mod years;

pub use expr::{Calendar, FiscalYear, Part, PeriodExpr, PeriodMention, Role, Which};
pub use label::label;

use read::Reader;

use crate::text::{Token, TokenKind};
use crate::vocabulary::periods::{Beside, Unit, Word, YearNoun};
use crate::vocabulary::{Class, Vocabulary};

/// How far before a time the word of its comparison may stand: "from the 776 offences in the same period".
const COMPARISON_REACH: usize = 8;
/// How far before a time the verb of saying may stand: "told reporters in Kuala Lumpur on Sunday".
const SPEECH_REACH: usize = 8;
/// How far before "released" the report may stand: "figures that the force released on Tuesday".
const PUBLICATION_REACH: usize = 6;
/// How far before a time "will" may stand: "will be brought before the court on Friday".
const AHEAD_REACH: usize = 10;
/// How many tokens a dateline has before its date.
const DATELINE_REACH: usize = 8;

/// All times of a sentence, in order, none inside another.
pub fn find(tokens: &[Token], vocabulary: &Vocabulary) -> Vec<PeriodMention> {
    let reader = Reader::of_sentence(tokens, vocabulary);
    if !reader.has_anchor() {
        return Vec::new();
    }
    scan(&reader)
}

/// Like [`find`], for a title or a caption of a table: a year needs no preposition there.
pub fn find_in_title(tokens: &[Token], vocabulary: &Vocabulary) -> Vec<PeriodMention> {
    let mut reader = Reader::of_sentence(tokens, vocabulary);
    reader.label = true;
    scan(&reader)
}

/// How long something is said to last: "a four-day sweep", "the two-week operation".
pub fn length(tokens: &[Token], vocabulary: &Vocabulary) -> Option<(Unit, u16)> {
    let word = |t: &Token| vocabulary.periods.word(t);
    let unit_of = |t: &Token| match word(t) {
        Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Fortnight)) => Some(unit),
        Word::Units(unit @ (Unit::Day | Unit::Week | Unit::Month)) => Some(unit),
        _ => None,
    };
    let count_of = |t: &Token| match word(t) {
        Word::Number(n) => Some(u16::from(n)),
        Word::A => Some(1),
        _ => t.folded.parse().ok().filter(|n| (2..=60).contains(n)),
    };
    tokens.windows(3).find_map(|w| match w {
        // "a four-day sweep"
        [count, unit, thing] if unit.glued && !thing.glued && word(count) != Word::A => {
            Some((unit_of(unit)?, count_of(count)?))
        }
        // "a week-long operation"
        [_, unit, long] if long.glued && long.is("long") => Some((unit_of(unit)?, 1)),
        // "a fortnight of raids", "three weeks of checks"
        [count, unit, of] if !unit.glued && of.is("of") => Some((unit_of(unit)?, count_of(count)?)),
        _ => None,
    })
}

fn scan(reader: &Reader) -> Vec<PeriodMention> {
    let mut out = Vec::new();
    let mut at = 0;
    if let Some(head) = head(reader) {
        at = head.end;
        out.push(head);
    }
    while at < reader.tokens.len() {
        let number = reader.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number);
        if reader.word(at) == Word::Other && !number {
            at += 1;
            continue;
        }
        if let Some(report) = report(reader, at) {
            out.push(report);
            at += 1;
            continue;
        }
        match reader.expression(at).filter(|(_, end)| *end > at && !named_after(reader, at, *end)) {
            Some((expr, end)) => {
                out.push(mention(reader, at, end, expr));
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// "2021: 55.6 million tablets", "- January to October 2024: 41 million": what heads a line of figures.
fn head(reader: &Reader) -> Option<PeriodMention> {
    let start = usize::from(reader.tokens.first().is_some_and(|t| t.kind == TokenKind::Mark));
    let (first, end) = reader.simple(start, true)?;
    let (expr, end) = reader.extended(first, end)?;
    let figure = reader.tokens.get(end + 1).is_some_and(|t| t.is_number());
    (reader.is_mark(end, ":") && figure).then_some(PeriodMention { start, end, expr, role: Role::Event })
}

/// "its 2018 annual report"
fn report(reader: &Reader, at: usize) -> Option<PeriodMention> {
    let year = reader.year(at).filter(|_| !reader.glued(at + 1))?;
    let noun = reader.year_noun(at)?;
    (noun == YearNoun::Publication).then(|| PeriodMention {
        start: at,
        end: at + 1,
        expr: PeriodExpr::year(year),
        role: Role::Report { year },
    })
}

/// "the 2007 Immigration Act"
fn named_after(reader: &Reader, at: usize, end: usize) -> bool {
    end == at + 1 && reader.year(at).is_some() && reader.year_noun(at).is_some()
}

fn mention(reader: &Reader, start: usize, end: usize, expr: PeriodExpr) -> PeriodMention {
    let role = match &expr {
        PeriodExpr::Since(_) => Role::Since,
        _ if in_dateline(reader, start, end) || is_said(reader, start, end) => Role::Said,
        _ if compares(reader, start, &expr) => Role::Comparison,
        _ if is_ahead(reader, start, &expr) => Role::Ahead,
        _ => Role::Event,
    };
    let expr = match (role, expr) {
        // What a figure of a known time is set against "a year ago" is that time, a year before.
        (Role::Comparison, PeriodExpr::Ago { unit, count }) => PeriodExpr::Shift { unit, count: -i32::from(count) },
        (_, expr) => expr,
    };
    PeriodMention { start, end, expr, role }
}

/// "will be held on 20 January", "are to appear on Friday", "the amnesty ends on 31 January", "until then they may leave".
fn is_ahead(reader: &Reader, start: usize, expr: &PeriodExpr) -> bool {
    let open = match expr {
        PeriodExpr::Calendar(c) => c.year.is_none() && c.month.is_some(),
        PeriodExpr::Weekday { which: expr::Which::Latest, .. } => true,
        _ => false,
    };
    if !open {
        return false;
    }
    let periods = &reader.vocabulary.periods;
    let token = |at: usize| reader.tokens.get(at);
    if reader.before(start) == Word::Until {
        return reader.tokens.iter().any(|t| periods.is(t, Beside::Ahead) || periods.is(t, Beside::Custody));
    }
    let border = |t: &Token| t.kind == TokenKind::Mark && !t.is("%") || periods.is(t, Beside::Speech);
    let from = (start.saturating_sub(AHEAD_REACH)..start).rev().find(|i| token(*i).is_some_and(border));
    let clause = from.map_or(start.saturating_sub(AHEAD_REACH), |i| i + 1)..start;
    let mut clause = clause.filter_map(|i| token(i).map(|t| (i, t)));
    clause.any(|(i, t)| {
        let to_be = (t.is("is") || t.is("are")) && token(i + 1).is_some_and(|t| t.is("to"));
        to_be || periods.is(t, Beside::Ahead) || start - i <= 4 && periods.is(t, Beside::Deadline)
    })
}

/// Whether the words before say that something is set against this time.
fn compares(reader: &Reader, start: usize, expr: &PeriodExpr) -> bool {
    let days = grain(expr);
    let year_back = matches!(expr, PeriodExpr::Shift { unit: Unit::Year, count } if *count < 0);
    let opens = start == 0 || (start == 1 && reader.word(0) == Word::In);
    if (year_back || matches!(expr, PeriodExpr::SamePeriod { .. })) && !opens {
        return true;
    }
    let as_many_as = start > 0 && reader.tokens.get(start - 1).is_some_and(|t| t.is("as"));
    match reader.before(start) {
        Word::Than | Word::From => return true,
        Word::On if start > 1 && reader.word(start - 2) == Word::Than => return true,
        // "twice as many as in 2023"
        Word::In | Word::On if start > 1 && reader.tokens.get(start - 2).is_some_and(|t| t.is("as")) => return true,
        Word::On => return days > Unit::Day,
        _ if as_many_as => return matches!(expr, PeriodExpr::Ago { .. } | PeriodExpr::Shift { .. }),
        _ => {}
    }
    let first = start.saturating_sub(COMPARISON_REACH);
    for at in (first..start).rev() {
        let mark = reader.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Mark && !t.is("%"));
        if mark {
            return false;
        }
        match reader.word(at) {
            // "than the 776 in 2019", "than in 2019"; but "more than 900 in 2019" is a bound.
            Word::Than if reader.word(at + 1) == Word::The || at + 2 == start => return true,
            Word::At if reader.tokens.get(at).is_some_and(|t| t.is("as")) && reader.word(at + 1) == Word::The => {
                return true;
            }
            Word::From if sets_out(reader, at, start) => return true,
            Word::Compared => return true,
            // "twice the quantity of 2022", "double the 45 of the first quarter of 2023"
            _ if reader.tokens.get(at).is_some_and(|t| reader.vocabulary.periods.is(t, Beside::Multiple)) => {
                return true;
            }
            // ", against 9 in 2023", "as against 271 in the third quarter", ", after a record 121 tonnes in 2023"
            Word::Than | Word::AfterOnly | Word::After if stands_apart(reader, at) => return true,
            Word::Of if at > 0 && reader.word(at - 1) == Word::That => return true,
            _ => {}
        }
    }
    false
}

/// Whether a word behind a comma or "as" sets the figure that follows against the one before.
fn stands_apart(reader: &Reader, at: usize) -> bool {
    let apart = at > 0 && reader.tokens.get(at - 1).is_some_and(|t| t.kind == TokenKind::Mark || t.is("as"));
    let figure = (at + 1..at + 4).any(|i| reader.tokens.get(i).is_some_and(|t| t.is_number()));
    apart && figure
}

/// "from (the) 776 (offences) in …": where a change set out; "people from 34 countries in 2019" is none.
fn sets_out(reader: &Reader, from: usize, start: usize) -> bool {
    let Some(between) = reader.tokens.get(from + 1..start) else { return false };
    let small = |t: &Token| matches!(reader.vocabulary.periods.word(t), Word::Number(_));
    let Some(number) = between.iter().position(|t| t.is_number() || small(t)) else { return false };
    let direct = number <= 2 && between.len() <= number + 2 && reader.before(start) == Word::In;
    direct
        || from > 0
            && reader
                .tokens
                .get(from - 1)
                .is_some_and(|t| reader.vocabulary.periods.is(t, Beside::Change) || t.is_number())
}

/// "PHNOM PENH, July 17, 2020 —": before the dash of a dateline.
fn in_dateline(reader: &Reader, start: usize, end: usize) -> bool {
    let dash = |i: &usize| reader.dash(*i) || reader.is_mark(*i, ":");
    let behind = behind_brackets(reader, end);
    let closed = (behind..behind + 4).find(dash);
    let names = reader.tokens.get(..start).unwrap_or(&[]);
    let whole = end >= reader.tokens.len() && start > 0;
    // "Vientiane, 31 August 2024": a line of its own.
    if whole && start <= DATELINE_REACH && names.iter().all(|t| t.capital || !t.is_word()) {
        return true;
    }
    // "Taipei, July 3 (CNA) A total of …": closed by the agency's name.
    let agency = reader.is_mark(end, "(") && (end + 2..end + 4).any(|i| reader.is_mark(i, ")"));
    if agency && (1..=DATELINE_REACH).contains(&start) && names.iter().all(|t| t.capital || !t.is_word()) {
        return true;
    }
    // "Kumasi, April 3 —": a name in small letters is one only before a dash.
    let dashed = closed.is_some_and(|i| reader.dash(i));
    let named = |t: &Token| t.capital && dashed && !reader.vocabulary.grammar.is(t, Class::Preposition);
    closed.is_some()
        && start <= DATELINE_REACH
        && names.first().is_some_and(|t| t.caps || t.is("(") || named(t))
        && names.iter().all(|t| t.capital || t.is("'s") || !t.is_word())
}

/// "said on Friday", "told reporters in Abuja on Sunday", "in a statement on Monday", "yesterday reported".
fn is_said(reader: &Reader, start: usize, end: usize) -> bool {
    let periods = &reader.vocabulary.periods;
    let speech = |at: usize| reader.tokens.get(at).is_some_and(|t| periods.is(t, Beside::Speech));
    let possessive = reader.tokens.get(end).is_some_and(|t| t.is("'s"));
    if possessive {
        return false;
    }
    if speech(behind_brackets(reader, end)) {
        return true;
    }
    for at in (start.saturating_sub(SPEECH_REACH)..start).rev() {
        let Some(token) = reader.tokens.get(at) else { return false };
        if speech(at) || periods.is(token, Beside::Issued) && is_publication(reader, at) {
            return true;
        }
        let passes = matches!(
            reader.word(at),
            Word::In | Word::On | Word::At | Word::The | Word::A | Word::Its | Word::Late | Word::Earlier
        ) || token.is_word() && (token.capital || token.is("'s") || periods.is(token, Beside::Audience));
        if !passes {
            return false;
        }
    }
    false
}

/// "figures that the force released", "data made public": what was issued is what was written of the figures.
fn is_publication(reader: &Reader, verb: usize) -> bool {
    let periods = &reader.vocabulary.periods;
    let before = reader.tokens.get(verb.saturating_sub(PUBLICATION_REACH)..verb).unwrap_or(&[]);
    before.iter().rev().take_while(|t| t.is_word()).any(|t| periods.is(t, Beside::Account))
}

/// "today (Friday, 5 September) confirmed": past what brackets say of the same day.
fn behind_brackets(reader: &Reader, end: usize) -> usize {
    if reader.is_mark(end, ")") {
        return end + 1;
    }
    let close = (end..end + 8).find(|i| reader.is_mark(*i, ")"));
    close.filter(|_| reader.is_mark(end, "(")).map_or(end, |c| c + 1)
}

/// How long the time is, as far as its words tell.
fn grain(expr: &PeriodExpr) -> Unit {
    match expr {
        PeriodExpr::Calendar(c) if c.day.is_some() => Unit::Day,
        PeriodExpr::Calendar(c) if c.month.is_some() => Unit::Month,
        PeriodExpr::Calendar(_) | PeriodExpr::Fiscal(_) => Unit::Year,
        PeriodExpr::Relative { unit, .. } | PeriodExpr::Shift { unit, .. } => *unit,
        PeriodExpr::Month { .. } | PeriodExpr::MonthBefore(_) => Unit::Month,
        PeriodExpr::Same { unit: Some(unit), .. } | PeriodExpr::SamePeriod { unit: Some(unit), .. } => *unit,
        PeriodExpr::SamePeriod { .. } => Unit::Year,
        PeriodExpr::Within { part, .. } => match part {
            Part::Nth(unit, _) | Part::First(unit, _) | Part::Last(unit, _) => *unit,
            Part::Somewhere => Unit::Month,
            Part::Calendar(c) if c.day.is_none() => Unit::Month,
            _ => Unit::Day,
        },
        _ => Unit::Day,
    }
}

#[cfg(test)]
mod tests;
