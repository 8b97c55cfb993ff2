//! Times that a sentence or a table's label speaks of. In: tokens. Out: expressions with their role, not yet dates.
//!
//! The words stand in `periods.toml`; `read` holds ranges and lists, `dates` what a calendar names, `relative` what is
//! counted from the publication or from the time spoken of before, `label` whole labels of tables.

mod dates;
mod expr;
mod label;
mod read;
mod relative;

pub use expr::{Calendar, FiscalYear, Part, PeriodExpr, PeriodMention, Role, Which};
pub use label::label;

use read::Reader;

use crate::text::{Token, TokenKind};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::periods::{Unit, Word, YearNoun};

/// How far before a time the word of its comparison may stand: "from the 776 offences in the same period".
const COMPARISON_REACH: usize = 8;

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

fn scan(reader: &Reader) -> Vec<PeriodMention> {
    let mut out = Vec::new();
    let mut at = 0;
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
        _ if compares(reader, start, &expr) => Role::Comparison,
        _ => Role::Event,
    };
    let expr = match (role, expr) {
        // What a figure of a known time is set against "a year ago" is that time, a year before.
        (Role::Comparison, PeriodExpr::Ago { unit, count }) => PeriodExpr::Shift { unit, count: -i32::from(count) },
        (_, expr) => expr,
    };
    PeriodMention { start, end, expr, role }
}

/// Whether the words before say that something is set against this time.
fn compares(reader: &Reader, start: usize, expr: &PeriodExpr) -> bool {
    let days = grain(expr);
    let year_back = matches!(expr, PeriodExpr::Shift { unit: Unit::Year, count } if *count < 0);
    let opens = start == 0 || (start == 1 && reader.word(0) == Word::In);
    if (year_back || matches!(expr, PeriodExpr::SamePeriod { .. })) && !opens {
        return true;
    }
    match reader.before(start) {
        Word::Than => return true,
        Word::On => return days > Unit::Day,
        Word::From => return true,
        Word::At if reader.tokens.get(start - 1).is_some_and(|t| t.is("as")) => return false,
        _ => {}
    }
    let Some(before) = reader.tokens.get(start.saturating_sub(COMPARISON_REACH)..start) else { return false };
    let mut numbers = 0;
    for (back, token) in before.iter().enumerate().rev() {
        let at = start.saturating_sub(COMPARISON_REACH).min(start) + back;
        if token.kind == TokenKind::Mark {
            return false;
        }
        numbers += usize::from(token.kind == TokenKind::Number);
        match reader.word(at) {
            Word::Than | Word::From
                if numbers > 0 || reader.word(start.saturating_sub(1)) == Word::In && at + 2 == start =>
            {
                return true;
            }
            Word::Compared => return true,
            Word::Of if at > 0 && reader.word(at - 1) == Word::That => return true,
            _ => {}
        }
    }
    false
}

/// How long the time is, as far as its words tell.
fn grain(expr: &PeriodExpr) -> Unit {
    match expr {
        PeriodExpr::Calendar(c) if c.day.is_some() => Unit::Day,
        PeriodExpr::Calendar(c) if c.month.is_some() => Unit::Month,
        PeriodExpr::Calendar(_) | PeriodExpr::Fiscal(_) => Unit::Year,
        PeriodExpr::Relative { unit, .. } | PeriodExpr::Shift { unit, .. } => *unit,
        PeriodExpr::Month { .. } | PeriodExpr::MonthBefore(_) => Unit::Month,
        PeriodExpr::Same { unit: Some(unit) } | PeriodExpr::SamePeriod { unit: Some(unit), .. } => *unit,
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
