//! Times counted from the publication or from the time spoken of before: "last year", "the past 60 days",
//! "two months earlier", "the first nine months of this year", "the end of April".

use super::expr::{FiscalYear, Part, PeriodExpr, Which};
use super::read::{Read, Reader};
use crate::text::TokenKind;
use crate::vocabulary::periods::{Unit, Word};

impl Reader<'_> {
    /// A small number: digits, a word, "a".
    pub(super) fn cardinal(&self, at: usize) -> Option<u16> {
        match self.word(at) {
            Word::Number(n) => Some(u16::from(n)),
            Word::A => Some(1),
            _ => {
                let token = self.tokens.get(at).filter(|t| t.kind == TokenKind::Number && t.folded.len() <= 3)?;
                token.folded.parse().ok()
            }
        }
    }

    pub(super) fn any_unit(&self, at: usize) -> Option<Unit> {
        match self.word(at) {
            Word::Unit(unit) | Word::Units(unit) => Some(unit),
            _ => None,
        }
    }

    /// "past 60 days", "first nine months": the count and its unit behind it.
    pub(super) fn count_and_unit(&self, at: usize) -> Option<(u16, Unit, usize)> {
        let count = self.cardinal(at)?;
        let unit_at = if self.word(at + 1) == Word::Of { at + 2 } else { at + 1 };
        // "a 28-year" is a length.
        let unit = self.any_unit(unit_at).filter(|_| !self.glued(unit_at) || self.label)?;
        Some((count, unit, unit_at + 1))
    }

    pub(super) fn day_word(&self, at: usize) -> (PeriodExpr, usize) {
        let day = |offset| PeriodExpr::Relative { unit: Unit::Day, offset };
        let expr = match self.word(at) {
            Word::Yesterday => day(-1),
            Word::Tomorrow => day(1),
            Word::Overnight => PeriodExpr::range(day(-1), day(0)),
            _ => day(0),
        };
        (expr, if self.word(at + 1) == Word::DayPart { at + 2 } else { at + 1 })
    }

    /// "this year", "last Monday", "last September", "the past 60 days", "last fiscal year"
    pub(super) fn deictic(&self, at: usize) -> Read {
        let which = self.word(at);
        let offset = match which {
            Word::This => 0,
            Word::Last | Word::Past => -1,
            Word::Next => 1,
            _ => return None,
        };
        let month_which = match which {
            Word::This => Which::Latest,
            Word::Next => Which::Next,
            _ => Which::Last,
        };
        match self.word(at + 1) {
            // "the next day", of what was told
            Word::Unit(Unit::Day) | Word::DayPart if which == Word::Next && self.before(at) == Word::The => {
                Some((PeriodExpr::Shift { unit: Unit::Day, count: 1 }, at + 2))
            }
            Word::Unit(_) | Word::Units(_) => self.deictic_unit(at, offset),
            Word::DayPart if which != Word::Next => Some((PeriodExpr::Relative { unit: Unit::Day, offset }, at + 2)),
            Word::Weekday(day) => Some((PeriodExpr::Weekday { day, which: month_which }, at + 2)),
            Word::Month(month) | Word::MonthAbbreviation(month) if self.year(at + 2).is_none() => {
                Some((PeriodExpr::Month { month, which: month_which }, at + 2))
            }
            Word::Past if which == Word::This => self.deictic(at + 1),
            Word::Fiscal | Word::Fy => {
                let end = if self.word(at + 2) == Word::Unit(Unit::Year) { at + 3 } else { at + 2 };
                let end = if self.word(at + 1) == Word::Fy { at + 2 } else { end };
                Some((PeriodExpr::Fiscal(FiscalYear::Relative(offset)), end))
            }
            Word::Phrase => self.named(at + 1).map(|(_, end)| (PeriodExpr::Open, end)),
            _ if offset < 0 => self.calendar_year(at, offset).or_else(|| self.past_span(at)),
            _ => None,
        }
    }

    /// "last calendar year"
    fn calendar_year(&self, at: usize, offset: i32) -> Read {
        let year = self.is(at + 1, "calendar") && self.word(at + 2) == Word::Unit(Unit::Year);
        year.then_some((PeriodExpr::Relative { unit: Unit::Year, offset }, at + 3))
    }

    pub(super) fn deictic_unit(&self, at: usize, offset: i32) -> Read {
        let unit = self.any_unit(at + 1)?;
        if self.word(at) == Word::Past && self.word(at + 1) == Word::Unit(unit) {
            return Some((PeriodExpr::Past { unit, count: 1 }, at + 2));
        }
        if unit == Unit::Hour || matches!(self.word(at + 1), Word::Units(_)) {
            return None;
        }
        if offset < 0
            && self.word(at + 2) == Word::Of
            && let Some((of, end)) = self.of_tail(at + 2)
        {
            return Some((of.within(Part::Last(unit, 1)), end));
        }
        if unit == Unit::Day {
            return None;
        }
        Some((PeriodExpr::Relative { unit, offset }, at + 2))
    }

    /// "the past 60 days", "the last three months of 2019", "the last few weeks"
    pub(super) fn past_span(&self, at: usize) -> Read {
        if let Some((count, unit, end)) = self.count_and_unit(at + 1) {
            if let Some((of, end)) = self.of_tail(end) {
                return Some((of.within(Part::Last(unit, count)), end));
            }
            return Some((PeriodExpr::Past { unit, count }, end));
        }
        let vague = self.word(at + 1) == Word::Other && matches!(self.word(at + 2), Word::Units(_));
        vague.then_some((PeriodExpr::Open, at + 3))
    }

    /// "the previous year", "the same period of 2019", "those two months", "that day"
    pub(super) fn anaphoric(&self, at: usize, sure: bool) -> Read {
        let count = if self.word(at) == Word::Previous { -1 } else { 1 };
        match self.word(at) {
            Word::Previous | Word::Following => match self.word(at + 1) {
                Word::Unit(unit) => Some((PeriodExpr::Shift { unit, count }, at + 2)),
                Word::DayPart => Some((PeriodExpr::Shift { unit: Unit::Day, count }, at + 2)),
                Word::Weekday(day) if count > 0 => Some((PeriodExpr::WeekdayAfter(day), at + 2)),
                Word::Month(month) if count < 0 => Some((PeriodExpr::MonthBefore(month), at + 2)),
                Word::Phrase => self.named(at + 1).map(|(_, end)| (PeriodExpr::Open, end)),
                Word::Period => Some((PeriodExpr::Open, at + 2)),
                Word::Fiscal if count < 0 => self.fiscal_before(at),
                _ => self.count_and_unit(at + 1).map(|(_, _, end)| (PeriodExpr::Open, end)),
            },
            Word::That => {
                let placed = matches!(
                    self.before(at),
                    Word::In | Word::On | Word::Of | Word::At | Word::Over | Word::Between | Word::From | Word::And
                );
                if placed || sure { self.same(at) } else { None }
            }
            _ => self.same(at),
        }
    }

    pub(super) fn fiscal_before(&self, at: usize) -> Read {
        let end = if self.word(at + 2) == Word::Unit(Unit::Year) { at + 3 } else { at + 2 };
        Some((PeriodExpr::Fiscal(FiscalYear::Before), end))
    }

    /// "over the fiscal year", "in the same fiscal year"
    pub(super) fn fiscal_told(&self, at: usize) -> Read {
        let year = self.word(at) == Word::Fiscal && self.word(at + 1) == Word::Unit(Unit::Year);
        let named = self.tokens.get(at + 2).is_some_and(|t| t.is_number());
        let explained =
            matches!(self.word(at + 2), Word::That | Word::Ending | Word::To | Word::From | Word::Of | Word::Between)
                || self.is(at + 2, "which");
        (year && !named && !explained).then_some((PeriodExpr::Fiscal(FiscalYear::Told), at + 2))
    }

    pub(super) fn same(&self, at: usize) -> Read {
        if let Some(found) = self.fiscal_told(at + 1) {
            return Some(found);
        }
        let (unit, count, end) = match self.word(at + 1) {
            Word::Unit(unit) | Word::Units(unit) => {
                // "the same half-year"
                let joined = self.glued(at + 2) && self.any_unit(at + 2).is_some();
                let count = u16::from(self.word(at + 1) == Word::Unit(unit));
                (Some(unit), count, if joined { at + 3 } else { at + 2 })
            }
            Word::Period => (None, 0, at + 2),
            Word::DayPart => (Some(Unit::Day), 1, at + 2),
            Word::Time => {
                let year = self.year_tail(at + 2);
                let that = self.word(at) == Word::That && self.before(at) == Word::At;
                return match year {
                    Some((of, end)) => Some((PeriodExpr::SamePeriod { unit: None, of: Box::new(of) }, end)),
                    None => that.then_some((PeriodExpr::Same { unit: None, count: 0 }, at + 2)),
                };
            }
            _ => match self.count_and_unit(at + 1) {
                Some((count, unit, end)) => (Some(unit), count, end),
                None => return None,
            },
        };
        if self.word(at) == Word::Same
            && let Some((of, end)) = self.year_tail(end)
        {
            // "the same months" are as many as were spoken of.
            let unit = unit.filter(|_| count == 1);
            return Some((PeriodExpr::SamePeriod { unit, of: Box::new(of) }, end));
        }
        // "those days" says no length.
        Some((PeriodExpr::Same { unit: unit.filter(|_| count > 0), count }, end))
    }

    /// The year that "the same period" belongs to: "of 2019", "last year", "a year earlier", "in the previous year".
    pub(super) fn year_tail(&self, at: usize) -> Read {
        let from = if matches!(self.word(at), Word::Of | Word::In | Word::From) { at + 1 } else { at };
        if let Some(year) = self.year(from) {
            return self.numeric(from, true).or(Some((PeriodExpr::year(year), from + 1)));
        }
        let (expr, end) = self.simple(from, true)?;
        let expr = match expr {
            PeriodExpr::Ago { unit, count } => PeriodExpr::Shift { unit, count: -i32::from(count) },
            expr => expr,
        };
        let yearly = matches!(
            expr,
            PeriodExpr::Relative { unit: Unit::Year, .. }
                | PeriodExpr::Shift { .. }
                | PeriodExpr::Same { unit: Some(Unit::Year), .. }
        );
        (yearly || matches!(expr, PeriodExpr::Fiscal(_))).then_some((expr, end))
    }

    /// "a day earlier", "three years ago", "two weeks later", "48 hours", "twelve months that ended in September"
    pub(super) fn counted(&self, at: usize, sure: bool) -> Read {
        let (count, unit, end) = self.count_and_unit(at)?;
        if let Some(found) = self.ending(end, unit, count) {
            return Some(found);
        }
        let back = -i32::from(count);
        match self.word(end) {
            Word::Ago => Some((PeriodExpr::Ago { unit, count }, end + 1)),
            Word::Earlier => Some((PeriodExpr::Shift { unit, count: back }, end + 1)),
            // "ten years later" tells of no time that is over.
            Word::After if unit >= Unit::Year && count > 1 => Some((PeriodExpr::Open, end + 1)),
            Word::After => Some((PeriodExpr::Shift { unit, count: i32::from(count) }, end + 1)),
            Word::Before if self.word(end + 1) == Word::That => {
                Some((PeriodExpr::Shift { unit, count: back }, end + 2))
            }
            Word::Before if self.ends_clause(end + 1) => Some((PeriodExpr::Shift { unit, count: back }, end + 1)),
            _ if unit == Unit::Hour && self.before(at) == Word::In && !sure => {
                Some((PeriodExpr::Past { unit, count }, end))
            }
            _ => None,
        }
    }

    /// Whether nothing follows that "before" could govern: "the year before, …", "the year before 131 had …".
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        let goes_on = |w: Word| matches!(w, Word::And | Word::In | Word::On | Word::At);
        self.tokens.get(at).is_none_or(|t| t.kind != TokenKind::Word || goes_on(self.word(at)))
    }

    /// "(that) ended in September 2019", "ending 9 May", "to June" behind a unit.
    pub(super) fn ending(&self, at: usize, unit: Unit, count: u16) -> Read {
        let verb = match (self.word(at), self.word(at + 1)) {
            (Word::Ending, _) => at + 1,
            (Word::That, Word::Ending) => at + 2,
            (Word::Other, Word::Ending) => at + 2,
            (Word::To | Word::Until, _) => at + 1,
            _ => return None,
        };
        let from = if matches!(self.word(verb), Word::In | Word::On | Word::At) { verb + 1 } else { verb };
        let (end_expr, end) = self.simple(from, true)?;
        let dated = match &end_expr {
            // "the five years to 2023", "the decade to 2023"
            PeriodExpr::Calendar(c) if unit == Unit::Decade || unit == Unit::Year && count > 1 => c.year.is_some(),
            PeriodExpr::Calendar(c) => c.month.is_some() || (c.year.is_some() && verb == at + 2),
            PeriodExpr::Numeric { .. } | PeriodExpr::Weekday { .. } => true,
            PeriodExpr::Within { part, .. } => matches!(part, Part::Calendar(_) | Part::End),
            PeriodExpr::Month { .. } => true,
            _ => false,
        };
        dated.then(|| (PeriodExpr::Ending { unit, count, end: Box::new(end_expr) }, end))
    }

    /// A unit by itself: "year ending September 2019", "year 2019", "month of May".
    pub(super) fn unit(&self, at: usize, unit: Unit) -> Read {
        // "a three-day operation ending on Sunday"
        let count = at.checked_sub(1).filter(|_| self.glued(at)).and_then(|i| self.cardinal(i));
        if let Some(found) = self.ending(at + 1, unit, count.unwrap_or(1)) {
            return Some(found);
        }
        if matches!(unit, Unit::Week | Unit::Month) {
            if let Some((day, end)) =
                matches!(self.word(at + 1), Word::Of | Word::Start).then(|| self.simple(at + 2, true)).flatten()
                && is_day(&day)
            {
                return Some((PeriodExpr::Around { unit, of: Box::new(day) }, end));
            }
            if let Some(range @ (PeriodExpr::Range(..), _)) =
                matches!(self.word(at + 1), Word::From | Word::Between).then(|| self.expression(at + 1)).flatten()
            {
                return Some(range);
            }
        }
        // "the weekend of March 16 and 17"
        if unit == Unit::Weekend && self.word(at + 1) == Word::Of {
            return self.expression(at + 2);
        }
        if self.word(at + 1) == Word::To && self.word(at + 2) == Word::Date {
            return Some((PeriodExpr::SoFar(Box::new(PeriodExpr::Relative { unit, offset: 0 })), at + 3));
        }
        if unit == Unit::Year && self.year(at + 1).is_some() {
            return self.numeric(at + 1, true);
        }
        if unit == Unit::Month && self.word(at + 1) == Word::Of && matches!(self.word(at + 2), Word::Month(_)) {
            return self.simple(at + 2, true);
        }
        if self.label && matches!(unit, Unit::Quarter | Unit::Half) && self.label_number(at + 1).is_some() {
            let n = self.label_number(at + 1)?;
            return self.sign(at, unit, n, at + 2);
        }
        None
    }

    pub(super) fn label_number(&self, at: usize) -> Option<u8> {
        match self.word(at) {
            Word::Ordinal(n) | Word::Number(n) if n <= 4 => Some(n),
            _ => self.cardinal(at).and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=4).contains(n)),
        }
    }

    pub(super) fn units(&self, at: usize, unit: Unit) -> Read {
        match unit {
            Unit::Year if self.year(at + 1).is_some() => self.numeric(at + 1, true),
            _ => None,
        }
    }
}

fn is_day(expr: &PeriodExpr) -> bool {
    matches!(expr, PeriodExpr::Calendar(c) if c.day.is_some())
}
