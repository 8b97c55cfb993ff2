//! Times that point to one spoken of before: "in the same month", "since then", "the year before". In: the times spoken
//! of. Out: a period, or none where no time before fits the words.

use super::Resolver;
use super::calendar::{add, around, days, days_of, is_length, stretch, whole_months};
use crate::extract::period::PeriodExpr;
use crate::model::Period;
use crate::vocabulary::periods::Unit;

/// Years further back than this are told of something else.
const RECENT: i16 = 3;
/// What is counted of a year so far has at least so many days.
const COUNTED: i32 = 57;

impl Resolver<'_> {
    /// A time spoken of before: the latest that is as long as the words say.
    pub(super) fn same(&self, unit: Option<Unit>, count: u16) -> Option<Period> {
        let Some(previous) = self.previous() else {
            // "in the month", "over the year" of a text that spoke of no time yet.
            let unit = unit.filter(|u| count == 1 && matches!(u, Unit::Year | Unit::Month))?;
            return self.so_far(&PeriodExpr::Relative { unit, offset: 0 });
        };
        let Some(unit) = unit else {
            if count > 0 {
                return Some(previous);
            }
            let longer = |p: &&Period| p.start != p.end;
            return Some(self.spoken.iter().rev().find(longer).copied().unwrap_or(previous));
        };
        let fits = |p: &Period| matches!((p.start, p.end), (Some(s), Some(e)) if is_length(s, e, unit, count.max(1)));
        // "in the same year" is not the one in which a body was founded long ago.
        let recent = |p: &Period| self.reference.year.zip(p.start).is_none_or(|(y, s)| s.year() + RECENT >= y);
        let told = || self.spoken.iter().rev().filter(|p| fits(p));
        if let Some(found) = told().find(|p| recent(p)).or_else(|| told().next()) {
            return Some(*found);
        }
        if count > 1 {
            return self.spoken_together(unit, count).or_else(|| self.spoken_roughly(unit, count));
        }
        // "that day", "the month" of a day, or of the day since which something lasts.
        let start = previous.start?;
        let here = around(start, unit)?;
        let since = previous.end.is_none() || (previous.end == self.reference.published && previous.end != Some(start));
        (since || previous.end <= here.end).then_some(here)
    }

    /// "of this year's arrivals", in a text that counts to the end of a month or so: as far as it counts.
    pub(super) fn counted_this_year(&self) -> Option<Period> {
        let published = self.reference.published?;
        let counts = |p: &&Period| match (p.start, p.end) {
            (Some(start), Some(end)) => {
                let january = start.year() == published.year() && start.month() == 1 && start.day() == 1;
                january && end < published && days(start, end) >= COUNTED
            }
            _ => false,
        };
        self.spoken.iter().rev().find(counts).copied()
    }

    /// "over the two days": the latest two times spoken of, where together they are as long.
    fn spoken_together(&self, unit: Unit, count: u16) -> Option<Period> {
        let last_two = self.spoken.get(self.spoken.len().checked_sub(2)?..)?;
        let start = last_two.iter().filter_map(|p| p.start).min()?;
        let end = last_two.iter().filter_map(|p| p.end).max()?;
        is_length(start, end, unit, count).then(|| Period::new(start, end))
    }

    /// "in the course of the three weeks": of a time spoken of that is nearly as long.
    fn spoken_roughly(&self, unit: Unit, count: u16) -> Option<Period> {
        let expected = days_of(unit) * i32::from(count);
        let near = |p: &&Period| match (p.start, p.end) {
            (Some(start), Some(end)) => (days(start, end) - expected).abs() * 5 <= expected,
            _ => false,
        };
        self.spoken.iter().rev().find(near).copied()
    }

    /// The time spoken of, moved by whole units; of a longer time, the unit next to it.
    pub(super) fn shift(&self, unit: Unit, count: i32) -> Option<Period> {
        let Some((start, end)) = self.previous_bounds() else {
            return if unit >= Unit::Year && self.spoken.is_empty() { self.relative(unit, count) } else { None };
        };
        if days(start, end) > days_of(unit) * count.abs() {
            let edge = if count < 0 { add(start, unit, count)? } else { add(end.tomorrow().ok()?, unit, count - 1)? };
            return stretch(edge, unit, 1);
        }
        let moved = add(start, unit, count)?;
        if unit >= Unit::Month && whole_months(start, end) {
            return Some(Period::new(moved, add(end, unit, count)?.last_of_month()));
        }
        Some(Period::new(moved, add(end, unit, count)?))
    }

    pub(super) fn same_period(&self, unit: Option<Unit>, of: &PeriodExpr) -> Option<Period> {
        let (start, end) = self.previous_bounds()?;
        let years = match of {
            PeriodExpr::Shift { unit: Unit::Year, count } => *count,
            of => {
                let target = self.whole(of)?.start?;
                i32::from(target.year()) - i32::from(start.year())
            }
        };
        let (start, end) = match unit {
            Some(unit) if unit < Unit::Year && days(start, end) > days_of(unit) => return None,
            _ => (start, end),
        };
        let moved = Period::new(add(start, Unit::Year, years)?, add(end, Unit::Year, years)?);
        Some(match whole_months(start, end) {
            true => Period::new(moved.start?, moved.end?.last_of_month()),
            false => moved,
        })
    }
}
