//! Parts of a time: "the first nine months of this year", "the end of April", "mid-March", "earlier this month".

use super::expr::{Calendar, Part, PeriodExpr};
use super::read::{Read, Reader};
use crate::vocabulary::periods::{Unit, Word};

/// The ordinal of "final": counted from the end.
const FINAL: u8 = 99;

impl Reader<'_> {
    /// "nine months of this year" behind "first", "quarter" behind "second".
    pub(super) fn ordinal(&self, at: usize, n: u8) -> Read {
        if let Some((count, unit, end)) = self.count_and_unit(at).filter(|_| self.word(at) != Word::A) {
            let part = match n {
                1 => Part::First(unit, count),
                FINAL => Part::Last(unit, count),
                _ => return None,
            };
            if matches!(unit, Unit::Hour | Unit::Year | Unit::Decade) {
                return None;
            }
            let (of, end) = self.part_of(end);
            return Some((PeriodExpr::Within { of, part }, end));
        }
        let unit = self.any_unit(at)?;
        let end = if self.glued(at + 1) && self.any_unit(at + 1).is_some() { at + 2 } else { at + 1 };
        let part = if n == FINAL { Part::Last(unit, 1) } else { Part::Nth(unit, n) };
        let (of, end) = self.part_of(end);
        let alone = matches!(unit, Unit::Quarter | Unit::Half) && n <= 4;
        (alone || of.is_some() && unit <= Unit::Half && unit > Unit::Hour)
            .then_some((PeriodExpr::Within { of, part }, end))
    }

    pub(super) fn part_of(&self, at: usize) -> (Option<Box<PeriodExpr>>, usize) {
        self.of_tail(at).map_or((None, at), |(of, end)| (Some(Box::new(of)), end))
    }

    /// What a part is of: "of this year", "2024", "of the year", "last year", "of fiscal 2020".
    pub(super) fn of_tail(&self, at: usize) -> Read {
        let of = self.word(at) == Word::Of || (self.word(at) == Word::In && self.year(at + 1).is_some());
        let from = if of || (self.label && self.is_mark(at, ",")) { at + 1 } else { at };
        if of
            && self.word(from) == Word::The
            && let Word::Unit(unit) = self.word(from + 1)
            && self.unit(from + 1, unit).is_none()
        {
            let expr = match unit {
                Unit::Year | Unit::Month | Unit::Week | Unit::Quarter => {
                    PeriodExpr::Same { unit: Some(unit), count: 1 }
                }
                _ => return None,
            };
            return Some((expr, from + 2));
        }
        let (expr, end) = self.simple(from, of || self.year(from).is_some())?;
        let fits = of
            || self.year(from).is_some()
            || matches!(
                expr,
                PeriodExpr::Relative { unit: Unit::Year | Unit::Month, .. }
                    | PeriodExpr::Fiscal(_)
                    | PeriodExpr::Same { .. }
            );
        let whole = !matches!(
            expr,
            PeriodExpr::Open
                | PeriodExpr::Past { .. }
                | PeriodExpr::Since(_)
                | PeriodExpr::Weekday { .. }
                | PeriodExpr::Ago { .. }
        );
        (fits && whole).then_some((expr, end))
    }

    /// "the end of April", "early 2020", "mid-March", "late on Thursday"
    pub(super) fn edge(&self, at: usize) -> Read {
        let edge = self.word(at);
        let next = self.word(at + 1);
        if matches!(edge, Word::Start | Word::End) {
            let (of, end) = if edge == Word::Start
                && next == Word::Of
                && self.word(at + 2) == Word::The
                && let Word::Unit(unit) = self.word(at + 3)
                && matches!(self.word(at + 4), Word::To | Word::Until)
            {
                // "from the start of the year to the end of February" is no year that ends with it.
                (PeriodExpr::Relative { unit, offset: 0 }, at + 4)
            } else if next == Word::Of {
                self.of_tail(at + 1)?
            } else if self.glued(at + 1) {
                self.simple(at + 1, true)?
            } else {
                return None;
            };
            let part = if edge == Word::Start { Part::Start } else { Part::End };
            return Some((of.within(part), end));
        }
        let from = if matches!(next, Word::Of | Word::In | Word::On) { at + 2 } else { at + 1 };
        let (of, end) = if next == Word::Of { self.of_tail(at + 1)? } else { self.simple(from, true)? };
        let long = match &of {
            PeriodExpr::Calendar(c) => c.day.is_none(),
            PeriodExpr::Relative { unit, .. } => *unit > Unit::Day,
            PeriodExpr::Within { .. } | PeriodExpr::Same { .. } | PeriodExpr::Month { .. } => true,
            PeriodExpr::Weekday { .. } => false,
            _ => return None,
        };
        Some((if long { of.within(Part::Somewhere) } else { of }, end))
    }

    /// "earlier this month", "earlier in the week", "earlier on Thursday"
    pub(super) fn earlier(&self, at: usize) -> Read {
        let from = if matches!(self.word(at + 1), Word::In | Word::On) { at + 2 } else { at + 1 };
        let the_unit = self.word(from) == Word::The;
        let (of, end) = match self.word(from + 1) {
            Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) if the_unit => {
                (PeriodExpr::Relative { unit, offset: 0 }, from + 2)
            }
            _ => self.simple(from, true)?,
        };
        match of {
            PeriodExpr::Relative { unit, offset: 0 } if unit > Unit::Day => {
                // "Earlier in the week, on Tuesday": the day says it better.
                let day_at = if self.is_mark(end, ",") { end + 1 } else { end };
                let day_at = if self.word(day_at) == Word::On { day_at + 1 } else { day_at };
                if let Word::Weekday(day) = self.word(day_at) {
                    return self.weekday(day_at, day, true);
                }
                Some((PeriodExpr::SoFar(Box::new(of)), end))
            }
            PeriodExpr::Relative { unit: Unit::Day, .. } | PeriodExpr::Weekday { .. } | PeriodExpr::Calendar(_) => {
                Some((of, end))
            }
            _ => None,
        }
    }

    /// "the space of nine months": a length, with no place in time.
    pub(super) fn space(&self, at: usize) -> Read {
        if self.word(at + 1) != Word::Of {
            return None;
        }
        self.count_and_unit(at + 2).map(|(_, _, end)| (PeriodExpr::Open, end))
    }

    /// "the whole of 2022", "all of last year", "the entire year"
    pub(super) fn whole(&self, at: usize) -> Read {
        if let Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) = self.word(at + 1) {
            return Some((PeriodExpr::Same { unit: Some(unit), count: 1 }, at + 2));
        }
        let from = if self.word(at + 1) == Word::Of { at + 2 } else { at + 1 };
        let (of, end) = self.simple(from, from == at + 2)?;
        let long = match &of {
            PeriodExpr::Calendar(Calendar { day: None, .. }) => true,
            PeriodExpr::Relative { unit, .. } => *unit > Unit::Day,
            _ => false,
        };
        long.then_some((of, end))
    }
}
