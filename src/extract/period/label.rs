//! A table's label or header that is a time and nothing else. In: its text. Out: the expression, the year perhaps open.

use super::expr::{Calendar, Part, PeriodExpr};
use super::read::{Read, Reader};
use crate::model::Span;
use crate::text::{Token, TokenKind, tokenize};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::periods::{Unit, Word};

/// No label that is a time has more tokens.
const LONGEST: usize = 16;

/// The time that the whole text is; `None` where it is, or holds, anything else.
pub fn label(text: &str, vocabulary: &Vocabulary) -> Option<PeriodExpr> {
    if text.len() > 80 {
        return None;
    }
    let tokens: Vec<Token> = tokenize(text, Span::new(0, text.len()));
    if tokens.is_empty() || tokens.len() > LONGEST {
        return None;
    }
    let reader = Reader::of_label(&tokens, vocabulary);
    let from = reader.skip_leads();
    let found = reader.label_at(from).or_else(|| (from > 0).then(|| reader.label_at(0)).flatten());
    let (expr, end) = found?;
    reader.only_flags(end, &expr).then_some(expr)
}

impl Reader<'_> {
    fn has(&self, at: usize, words: &[String]) -> bool {
        words.iter().enumerate().all(|(i, w)| self.tokens.get(at + i).is_some_and(|t| t.folded == *w))
    }

    /// Behind "as at", "Year", "Month of".
    fn skip_leads(&self) -> usize {
        let lead = self.vocabulary.periods.leads.iter().find(|l| l.len() < self.tokens.len() && self.has(0, l));
        let end = lead.map_or(0, Vec::len);
        if end > 0 && (self.is_mark(end, ":") || self.is_mark(end, ".")) { end + 1 } else { end }
    }

    fn label_at(&self, from: usize) -> Read {
        if let Some(found) = self.year_ending_label(from) {
            return Some(found);
        }
        if self.word(from) == Word::From || self.word(from) == Word::Between || self.word(from) == Word::Since {
            return self.expression(from);
        }
        if let Some(found) = self.month_slash_year(from) {
            return self.extended(found.0, found.1);
        }
        let (first, end) = self.simple(from, true)?;
        self.extended(first, end)
    }

    /// `YE Sep 2019`
    fn year_ending_label(&self, from: usize) -> Read {
        let sign = self.vocabulary.periods.year_ending.iter().find(|w| self.has(from, w))?;
        let (end_expr, end) = self.simple(from + sign.len(), true)?;
        Some((PeriodExpr::Ending { unit: Unit::Year, count: 1, end: Box::new(end_expr) }, end))
    }

    /// `01/2019`, `1-2019`, `01.2019`
    fn month_slash_year(&self, at: usize) -> Read {
        let token = self.tokens.get(at).filter(|t| t.kind == TokenKind::Number)?;
        if let Some((month, year)) = token.folded.split_once('.') {
            let month: u8 = month.parse().ok().filter(|m| (1..=12).contains(m))?;
            let year: i16 = year.parse().ok().filter(|y| year.len() == 4 && (1900..=2099).contains(y))?;
            return Some((PeriodExpr::date(Some(year), Some(month), None), at + 1));
        }
        let month: u8 = token.folded.parse().ok().filter(|m| (1..=12).contains(m))?;
        let year_at = if self.is_mark(at + 1, "/") { at + 2 } else { at + 1 };
        let joined = self.is_mark(at + 1, "/") || self.glued(at + 1);
        let year = self.year(year_at).filter(|_| joined)?;
        Some((PeriodExpr::date(Some(year), Some(month), None), year_at + 1))
    }

    /// A year of two digits behind a month: `Jan-19`, `Jan 19`, `Jan.19`; `Jan 5` is left to be a day.
    pub(super) fn label_month(&self, month: u8, end: usize) -> Read {
        let slash = self.is_mark(end, "/") || self.is_mark(end, ".") || self.is_mark(end, "_");
        let at = if slash || self.is_mark(end, "-") { end + 1 } else { end };
        if let Some(year) = self.year(at) {
            return Some((PeriodExpr::date(Some(year), Some(month), None), at + 1));
        }
        let token = self.tokens.get(at).filter(|t| t.kind == TokenKind::Number && t.folded.len() == 2)?;
        let short: i16 = token.folded.parse().ok()?;
        let joined = slash || self.glued(at) || !self.spaced(at);
        // A day would be followed by its year.
        let day_of_year = self.year(at + 1).is_some() || (self.is_mark(at + 1, ",") && self.year(at + 2).is_some());
        if day_of_year || !(joined || short > 12 || token.folded.starts_with('0')) || self.glued(at + 1) {
            return None;
        }
        Some((PeriodExpr::date(Some(if short < 70 { 2000 + short } else { 1900 + short }), Some(month), None), at + 1))
    }

    /// Whether nothing but marks of revision, brackets and a time of day stands behind the time.
    fn only_flags(&self, end: usize, expr: &PeriodExpr) -> bool {
        let day = matches!(expr, PeriodExpr::Calendar(Calendar { day: Some(_), .. }) | PeriodExpr::Numeric { .. });
        let rest = self.tokens.get(end..).unwrap_or(&[]);
        let clock = day && rest.iter().any(|t| t.folded == ":");
        let closes_year = matches!(expr, PeriodExpr::Calendar(_) | PeriodExpr::Within { part: Part::Nth(..), .. });
        rest.iter().enumerate().all(|(i, t)| match t.kind {
            TokenKind::Mark => !["/", "%", "-", "–"].contains(&t.folded.as_str()),
            TokenKind::Number => clock || (i > 0 && t.folded.len() <= 2),
            TokenKind::Word => {
                self.vocabulary.periods.flags.iter().any(|flag| t.is(flag))
                    || clock && t.folded.len() <= 2
                    || closes_year && i == 0 && matches!(self.word(end), Word::Unit(_)) && !self.spaced(end)
            }
        })
    }
}
