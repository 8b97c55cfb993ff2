//! Times behind "the": "the year before", "the two days", "the 12 months to June", "the weekend".

use super::expr::PeriodExpr;
use super::read::{Read, Reader};
use crate::text::TokenKind;
use crate::vocabulary::periods::{Unit, Word};

impl Reader<'_> {
    /// "the year before", "the two days", "the weekend", and whatever else may follow an article.
    pub(super) fn the(&self, at: usize, sure: bool) -> Read {
        let placed =
            sure || matches!(self.before(at), Word::In | Word::Over | Word::Of | Word::On | Word::At | Word::Between);
        let told = |at: usize| self.ends_clause(at) || ["it", "they", "there"].iter().any(|w| self.is(at, w));
        let moved = |end: usize| match self.word(end) {
            Word::Earlier => Some((-1, end + 1)),
            Word::Before if self.word(end + 1) == Word::That && told(end + 2) => Some((-1, end + 2)),
            Word::Before if self.ends_clause(end + 1) => Some((-1, end + 1)),
            Word::After | Word::AfterOnly if self.ends_clause(end + 1) => Some((1, end + 1)),
            _ => None,
        };
        match self.word(at + 1) {
            Word::Unit(unit) => {
                if unit == Unit::Day && self.word(at + 2) == Word::Before && self.word(at + 3) == Word::Yesterday {
                    return Some((PeriodExpr::Relative { unit, offset: -2 }, at + 4));
                }
                // "the year before last"
                if self.word(at + 2) == Word::Before
                    && self.word(at + 3) == Word::Last
                    && self.any_unit(at + 4).is_none()
                {
                    return Some((PeriodExpr::Relative { unit, offset: -2 }, at + 4));
                }
                if let Some((count, end)) = moved(at + 2) {
                    return Some((PeriodExpr::Shift { unit, count }, end));
                }
                if let Some(found) = self.unit(at + 1, unit) {
                    return Some(found);
                }
                // "in the half-year"
                if unit == Unit::Half && placed && self.glued(at + 2) && self.word(at + 2) == Word::Unit(Unit::Year) {
                    return Some((PeriodExpr::Same { unit: Some(unit), count: 1 }, at + 3));
                }
                self.the_unit(at, unit, placed)
            }
            Word::Units(unit) => self.units(at + 1, unit),
            Word::Fiscal if placed && self.fiscal_told(at + 1).is_some() => self.fiscal_told(at + 1),
            Word::Month(month) | Word::MonthAbbreviation(month) => {
                (self.word(at + 2) == Word::Before).then_some((PeriodExpr::MonthBefore(month), at + 3))
            }
            Word::Period => self.the_period(at, placed),
            Word::Number(_) => self.the_count(at, placed),
            _ if self.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number) => {
                self.the_count(at, placed).or_else(|| self.simple(at + 1, false))
            }
            Word::Weekday(_) | Word::WeekdayAbbreviation(_) | Word::The | Word::A => None,
            Word::That if !placed => None,
            _ => self.simple(at + 1, sure),
        }
    }

    pub(super) fn the_unit(&self, at: usize, unit: Unit, placed: bool) -> Read {
        let followed = self.tokens.get(at + 2).is_some_and(|t| t.is_word() && !t.spaced);
        if !placed || followed || unit == Unit::Hour || unit == Unit::Decade {
            return None;
        }
        let expr = match unit {
            Unit::Weekend => PeriodExpr::Relative { unit, offset: 0 },
            Unit::Half => return None,
            unit => PeriodExpr::Same { unit: Some(unit), count: 1 },
        };
        Some((expr, at + 2))
    }

    pub(super) fn the_period(&self, at: usize, placed: bool) -> Read {
        // "the period January–October 2024"
        let named = self.simple(at + 2, true).and_then(|(first, end)| self.extended(first, end));
        if named.as_ref().is_some_and(|(e, _)| matches!(e, PeriodExpr::Range(..))) {
            return named;
        }
        let explained = matches!(self.word(at + 2), Word::From | Word::Between | Word::Of | Word::Since);
        (placed && !explained).then_some((PeriodExpr::Same { unit: None, count: 0 }, at + 2))
    }

    /// "the two days", "the 12 months to June", "the twelve months before"
    pub(super) fn the_count(&self, at: usize, placed: bool) -> Read {
        if let Some(found) = self.counted(at + 1, true) {
            return Some(found);
        }
        let (count, unit, end) = self.count_and_unit(at + 1)?;
        placed.then_some((PeriodExpr::Same { unit: Some(unit), count }, end))
    }
}
