//! Expressions of time to dates. In: an expression, what is known of the document's own date, the time spoken of
//! before. Out: a period, or `None` where the words and the document don't fix one.

use jiff::civil::Date;

use crate::extract::period::{Calendar, FiscalYear, Part, PeriodExpr, PeriodMention, Role, Which};
use crate::model::{Code, Period};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::periods::{FiscalCalendar, Unit};

mod calendar;
mod spoken;

use calendar::{add, around, date, day, day_before, is_length, month, stretch, whole_months, year};

/// A quarter or half without a year is this year's once it has ended, or nearly.
const NEARLY_OVER: i32 = 31;

/// "the last quarter", "the first nine months": not a month or day by its name.
fn is_cut(part: Part) -> bool {
    matches!(part, Part::Nth(..) | Part::First(..) | Part::Last(..))
}

/// "the year" that a part is of.
const THE_YEAR: PeriodExpr = PeriodExpr::Same { unit: Some(Unit::Year), count: 1 };

/// What the document says of its own date.
#[derive(Debug, Clone, PartialEq)]
pub struct Reference {
    pub published: Option<Date>,
    /// The year of publication, from the text's own evidence, where the day is unknown.
    pub year: Option<i16>,
    pub country: Option<Code>,
    fiscal: Option<FiscalCalendar>,
    month_first: bool,
}

impl Reference {
    pub fn new(published: Option<Date>, year: Option<i16>, country: Option<Code>, vocabulary: &Vocabulary) -> Self {
        let periods = &vocabulary.periods;
        Reference {
            published,
            year: published.map(|d| d.year()).or(year),
            fiscal: country.as_deref().map(|c| periods.fiscal(c)),
            month_first: country.as_deref().is_some_and(|c| periods.month_first(c)),
            country,
        }
    }
}

/// The periods of one sentence's mentions, in order. `spoken` holds the times spoken of before, the latest last; those
/// of this sentence are added, but not what figures are only compared with, nor when something was said.
pub fn resolve_all(mentions: &[PeriodMention], reference: &Reference, spoken: &mut Vec<Period>) -> Vec<Option<Period>> {
    let mut out = Vec::with_capacity(mentions.len());
    let before = spoken.len();
    let mut said = None;
    for mention in mentions {
        let found = match (mention.role, said) {
            (Role::Ahead, _) => Resolver { reference, spoken }.ahead(&mention.expr),
            // "said on Friday that it had raided two workshops the day before"
            (_, Some(said)) if spoken.len() == before && is_days(&mention.expr) => {
                resolve_after(&mention.expr, reference, &[said])
            }
            _ => resolve_after(&mention.expr, reference, spoken),
        };
        said = found.filter(|p| mention.role == Role::Said && p.start == p.end).or(said);
        if let Some(period) = found
            && matches!(mention.role, Role::Event | Role::Since)
            // What lies ahead is no time that was spoken of as past: "to be finished in 2026".
            && reference.published.is_none_or(|p| period.start.is_none_or(|s| s <= p))
        {
            spoken.push(period);
        }
        out.push(found);
    }
    out
}

/// "the day before", "three days earlier"
fn is_days(expr: &PeriodExpr) -> bool {
    matches!(expr, PeriodExpr::Shift { unit: Unit::Day | Unit::Week, .. })
}

/// The period that an expression means where at most one time was spoken of before.
pub fn resolve(expr: &PeriodExpr, reference: &Reference, previous: Option<Period>) -> Option<Period> {
    resolve_after(expr, reference, previous.as_slice())
}

/// The period that an expression means. `spoken` holds the times spoken of before, the latest last.
pub fn resolve_after(expr: &PeriodExpr, reference: &Reference, spoken: &[Period]) -> Option<Period> {
    let resolver = Resolver { reference, spoken };
    if let PeriodExpr::Relative { unit, offset: 0 } = expr
        && !matches!(unit, Unit::Hour | Unit::Day | Unit::Weekend)
    {
        if *unit == Unit::Year
            && let Some(counted) = resolver.counted_this_year()
        {
            return Some(counted);
        }
        return resolver.so_far(expr).or_else(|| resolver.whole(expr));
    }
    resolver.whole(expr)
}

/// "this year", of what is planned: all of it.
pub fn all_of(period: Period, unit: Unit) -> Option<Period> {
    around(period.start?, unit)
}

/// The same time a year before.
pub fn year_before(period: Period) -> Option<Period> {
    let (start, end) = (period.start?, period.end?);
    let (from, to) = (add(start, Unit::Year, -1)?, add(end, Unit::Year, -1)?);
    Some(Period::new(from, if whole_months(start, end) { to.last_of_month() } else { to }))
}

/// What ended in this time and was so long: "a four-day sweep that ended on Wednesday".
pub fn ending(last: Period, unit: Unit, count: u16) -> Option<Period> {
    let end = last.end?;
    Some(Period::new(add(end.tomorrow().ok()?, unit, -i32::from(count))?, end))
}

struct Resolver<'r> {
    reference: &'r Reference,
    spoken: &'r [Period],
}

impl Resolver<'_> {
    fn whole(&self, expr: &PeriodExpr) -> Option<Period> {
        match expr {
            PeriodExpr::Calendar(c) => self.calendar(*c),
            PeriodExpr::Numeric { first, second, year } => {
                let (m, d) = if self.reference.month_first { (first, second) } else { (second, first) };
                date(*year, *m, *d).map(day)
            }
            PeriodExpr::Relative { unit, offset } => self.relative(*unit, *offset),
            PeriodExpr::Weekday { day, which } => self.weekday(*day, *which),
            PeriodExpr::Month { month, which } => self.named_month(*month, *which),
            PeriodExpr::Within { of: Some(of), part } if **of == THE_YEAR && is_cut(*part) => {
                self.part_of_the_year(*part)
            }
            PeriodExpr::Within { of: Some(of), part } => self.part(self.whole(of)?, *part),
            PeriodExpr::Within { of: None, part } => self.latest_part(*part),
            PeriodExpr::Fiscal(fiscal) => self.fiscal(*fiscal),
            PeriodExpr::Range(from, to) => self.range(from, to),
            PeriodExpr::List(members) => {
                let all: Option<Vec<Period>> = members.iter().map(|m| self.whole(m)).collect();
                let all = all?;
                let start = all.iter().filter_map(|p| p.start).min()?;
                Some(Period::new(start, all.iter().filter_map(|p| p.end).max()?))
            }
            PeriodExpr::Since(from) => {
                let start = self.whole(from)?.start?;
                Some(Period { start: Some(start), end: self.reference.published.filter(|p| *p >= start) })
            }
            PeriodExpr::SoFar(of) => self.so_far(of),
            PeriodExpr::Past { unit, count } => {
                let published = self.reference.published?;
                // "in the past year", in a text of January that counts the year before.
                let before = year(published.year() - 1).filter(|_| (*unit, *count) == (Unit::Year, 1));
                if let Some(counted) = before.filter(|y| published.month() <= 2 && self.spoken.contains(y)) {
                    return Some(counted);
                }
                Some(Period::new(add(published, *unit, -i32::from(*count))?, published))
            }
            PeriodExpr::Ending { unit, count, end } => {
                let end = self.whole(end)?.end?;
                let start = add(end.tomorrow().ok()?, *unit, -i32::from(*count))?;
                Some(Period::new(start, end))
            }
            PeriodExpr::Around { unit, of } => around(self.whole(of)?.start?, *unit),
            PeriodExpr::WeekdayAfter(weekday) => {
                let (_, end) = self.previous_bounds()?;
                let on = (i32::from(*weekday) - i32::from(end.weekday().to_monday_one_offset()) - 1).rem_euclid(7) + 1;
                add(end, Unit::Day, on).map(day)
            }
            PeriodExpr::Ago { unit, count } => self.relative(*unit, -i32::from(*count)),
            PeriodExpr::Same { unit, count } => self.same(*unit, *count),
            PeriodExpr::Shift { unit, count } => self.shift(*unit, *count),
            PeriodExpr::MonthBefore(m) => {
                let start = self.previous().and_then(|p| p.start)?;
                self.month_up_to(*m, around(start, Unit::Month)?.start?.yesterday().ok()?)
            }
            PeriodExpr::SamePeriod { unit, of } => self.same_period(*unit, of),
            PeriodExpr::Open => None,
        }
    }

    fn calendar(&self, c: Calendar) -> Option<Period> {
        match (c.year, c.month, c.day) {
            (Some(y), Some(m), Some(d)) => date(y, m, d).map(day),
            (Some(y), Some(m), None) => month(y, m),
            (Some(y), None, None) => year(y),
            (None, Some(_), _) => self.without_year(c),
            (None, None, Some(d)) => {
                let published = self.reference.published?;
                let this = published.first_of_month().with().day(i8::try_from(d).ok()?).build().ok();
                match this.filter(|t| *t <= published) {
                    Some(found) => Some(day(found)),
                    None => {
                        let last = add(published.first_of_month(), Unit::Month, -1)?;
                        last.with().day(i8::try_from(d).ok()?).build().ok().map(day)
                    }
                }
            }
            _ => None,
        }
    }

    /// A month or day of the year: the latest up to the publication, else the one in the time spoken of.
    fn without_year(&self, c: Calendar) -> Option<Period> {
        let in_year = |y: i16| match c.day {
            Some(d) => date(y, c.month?, d).map(day),
            None => month(y, c.month?),
        };
        if let Some(published) = self.reference.published {
            return (0..5i16).filter_map(|back| in_year(published.year() - back)).find(|p| p.start <= Some(published));
        }
        for spoken in self.spoken.iter().rev() {
            let (Some(start), Some(end)) = (spoken.start, spoken.end) else { continue };
            let inside = |p: &Period| p.start >= Some(start) && p.end <= Some(end);
            let mut found = (start.year()..=end.year()).filter_map(in_year).filter(inside);
            match (found.next(), found.next()) {
                (Some(only), None) => return Some(only),
                (Some(_), Some(_)) => return None,
                _ => {}
            }
        }
        // "During October", in a text that speaks of a week of November.
        let (last, _) = self.previous_bounds().filter(|(start, end)| start.year() == end.year())?;
        (0..2i16).filter_map(|back| in_year(last.year() - back)).find(|p| p.end < Some(last))
    }

    fn previous(&self) -> Option<Period> {
        self.spoken.last().copied()
    }

    fn previous_bounds(&self) -> Option<(Date, Date)> {
        let previous = self.previous()?;
        Some((previous.start?, previous.end?))
    }

    fn relative(&self, unit: Unit, offset: i32) -> Option<Period> {
        if let Some(published) = self.reference.published {
            return around(add(around(published, unit)?.start?, unit, offset)?, unit);
        }
        match unit {
            Unit::Year => year(self.reference.year?.checked_add(i16::try_from(offset).ok()?)?),
            _ => None,
        }
    }

    /// The current unit up to the publication; its end is open where that is unknown.
    fn so_far(&self, of: &PeriodExpr) -> Option<Period> {
        let start = self.whole(of)?.start?;
        let published = self.reference.published?;
        (start <= published).then(|| Period::new(start, published))
    }

    fn weekday(&self, weekday: u8, which: Which) -> Option<Period> {
        let published = self.reference.published?;
        let ahead = i32::from(weekday) - i32::from(published.weekday().to_monday_one_offset());
        let back = (-ahead).rem_euclid(7);
        let days = match which {
            Which::Latest => -back,
            Which::Last if back == 0 => -7,
            Which::Last => -back,
            Which::Next => 7 - back,
        };
        add(published, Unit::Day, days).map(day)
    }

    fn month_up_to(&self, m: u8, latest: Date) -> Option<Period> {
        (0..2i16).filter_map(|back| month(latest.year() - back, m)).find(|p| p.start <= Some(latest))
    }

    fn named_month(&self, m: u8, which: Which) -> Option<Period> {
        let published = self.reference.published?;
        match which {
            Which::Latest => self.month_up_to(m, published),
            Which::Last => self.month_up_to(m, day_before(published.first_of_month())?),
            Which::Next => {
                (0..2i16).filter_map(|on| month(published.year() + on, m)).find(|p| p.start > Some(published))
            }
        }
    }

    /// A part of a known period.
    fn part(&self, of: Period, part: Part) -> Option<Period> {
        let (start, end) = (of.start?, of.end);
        match part {
            // "the second half of October"
            Part::Nth(Unit::Half, n @ (1 | 2)) if is_length(start, of.end?, Unit::Month, 1) => {
                let middle = add(start, Unit::Day, 15)?;
                Some(if n == 1 { Period::new(start, day_before(middle)?) } else { Period::new(middle, of.end?) })
            }
            Part::Nth(unit, n) => stretch(add(start, unit, i32::from(n) - 1)?, unit, 1),
            Part::First(unit, count) => stretch(start, unit, i32::from(count)),
            Part::Last(unit, count) => {
                let end = end?;
                let from = add(end.tomorrow().ok()?, unit, -i32::from(count))?;
                Some(Period::new(from, end))
            }
            Part::Start => Some(day(start)),
            Part::End => Some(day(end?)),
            Part::Somewhere => Some(of),
            Part::Weekday(n) => {
                let first = start.weekday().to_monday_one_offset();
                add(start, Unit::Day, (i32::from(n) - i32::from(first)).rem_euclid(7)).map(day)
            }
            Part::Calendar(c) => {
                let end = end?;
                (start.year()..=end.year())
                    .filter_map(|y| match (c.month, c.day) {
                        (Some(m), Some(d)) => date(y, m, d).map(day),
                        (Some(m), None) => month(y, m),
                        (None, Some(d)) => date(y, u8::try_from(start.month()).ok()?, d).map(day),
                        _ => None,
                    })
                    .find(|p| p.start >= Some(start) && p.start <= Some(end))
            }
        }
    }

    /// "the last quarter of the year": of the year spoken of, else of this one as far as it has begun.
    fn part_of_the_year(&self, part: Part) -> Option<Period> {
        // A year long past was told of something else.
        let recent = |start: Date| self.reference.year.is_none_or(|y| start.year() + 1 >= y);
        let whole = |start: Date, end: Date| Some(Period::new(start, end)) == year(start.year());
        let spoken = self.previous_bounds().filter(|(start, end)| recent(*start) && whole(*start, *end));
        if let Some((start, _)) = spoken {
            return self.part(year(start.year())?, part);
        }
        let found = self.part(year(self.reference.year?)?, part)?;
        match self.reference.published {
            Some(published) if found.start > Some(published) => self.part(year(published.year() - 1)?, part),
            _ => Some(found),
        }
    }

    /// What is still to come: the next day or month of its name.
    fn ahead(&self, expr: &PeriodExpr) -> Option<Period> {
        let published = self.reference.published?;
        match expr {
            PeriodExpr::Calendar(Calendar { year: None, month: Some(m), day }) => {
                let in_year = |y: i16| match day {
                    Some(d) => date(y, *m, *d).map(calendar::day),
                    None => month(y, *m),
                };
                (0..2i16).filter_map(|on| in_year(published.year() + on)).find(|p| p.end >= Some(published))
            }
            PeriodExpr::Weekday { day, which: Which::Latest } => self.weekday(*day, Which::Next),
            expr => self.whole(expr),
        }
    }

    /// "the first quarter", "the first six months": of the time spoken of where that is a year, else the latest.
    fn latest_part(&self, part: Part) -> Option<Period> {
        let Some(this_year) = self.reference.year else {
            let (start, end) = self.previous_bounds()?;
            return (start.year() == end.year()).then(|| self.part(year(start.year())?, part)).flatten();
        };
        // "In the second half of 2024 it was 389; in the first half it had been 161."
        if let (Part::Nth(unit, _), Some((start, end))) = (part, self.previous_bounds())
            && is_length(start, end, unit, 1)
            && let Some(beside) = self.part(year(start.year())?, part).filter(|p| p.start != Some(start))
        {
            return Some(beside);
        }
        let this = self.part(year(this_year)?, part)?;
        let published = self.reference.published?;
        let begun = this.start <= Some(published);
        let over = this.end <= add(published, Unit::Day, NEARLY_OVER);
        let first = matches!(part, Part::First(..));
        if begun && (over || first) { Some(this) } else { self.part(year(this_year - 1)?, part) }
    }

    fn fiscal(&self, fiscal: FiscalYear) -> Option<Period> {
        let spoken = self.previous_bounds().filter(|(start, end)| is_length(*start, *end, Unit::Year, 1));
        if let (FiscalYear::Before, Some((start, _))) = (fiscal, spoken) {
            return stretch(add(start, Unit::Year, -1)?, Unit::Year, 1);
        }
        if fiscal == FiscalYear::Told
            && let Some(told) = self.fiscal_told()
        {
            return Some(told);
        }
        let calendar = self.reference.fiscal?;
        let (m, d) = (calendar.month, calendar.day);
        let calendar_year = m == 1 && d == 1;
        let begins = match fiscal {
            FiscalYear::Named(y) if calendar.named_by_end && !calendar_year => y - 1,
            FiscalYear::Named(y) => y,
            // Two years that no fiscal year of that country joins.
            FiscalYear::From(_) if calendar_year => return None,
            FiscalYear::From(y) => y,
            FiscalYear::Relative(_) | FiscalYear::Before | FiscalYear::Told => {
                let offset = if let FiscalYear::Relative(offset) = fiscal { offset } else { -1 };
                let published = self.reference.published?;
                let begun = date(published.year(), m, d)? <= published;
                let current = if begun { published.year() } else { published.year() - 1 };
                current.checked_add(i16::try_from(offset).ok()?)?
            }
        };
        stretch(date(begins, m, d)?, Unit::Year, 1)
    }

    /// The latest fiscal year that was spoken of.
    fn fiscal_told(&self) -> Option<Period> {
        let begins = self.reference.fiscal?;
        let starts = |s: Date| {
            i8::try_from(begins.month).is_ok_and(|m| s.month() == m)
                && i8::try_from(begins.day).is_ok_and(|d| s.day() == d)
        };
        let fits = |p: &&Period| {
            p.start.zip(p.end).is_some_and(|(start, end)| starts(start) && is_length(start, end, Unit::Year, 1))
        };
        self.spoken.iter().rev().find(fits).copied()
    }

    fn range(&self, from: &PeriodExpr, to: &PeriodExpr) -> Option<Period> {
        let first = self.whole(from)?;
        let start = first.start?;
        let last = Resolver { reference: self.reference, spoken: &[first] }.range_end(to, start)?;
        if last >= start {
            let weekdays = matches!((from, to), (PeriodExpr::Weekday { .. }, PeriodExpr::Weekday { .. }));
            // "from Monday to Friday" of a Wednesday: of the week before.
            return match self.reference.published {
                Some(published) if weekdays && last > published => {
                    Some(Period::new(add(start, Unit::Week, -1)?, add(last, Unit::Week, -1)?))
                }
                _ => Some(Period::new(start, last)),
            };
        }
        // "November to March", both up to the publication: the first lies in the year before.
        let earlier = add(start, Unit::Year, -1)?;
        let open = matches!(from, PeriodExpr::Calendar(c) if c.year.is_none());
        (open && earlier <= last).then(|| Period::new(earlier, last))
    }

    /// The last day of a range; a date without a year follows the first.
    fn range_end(&self, to: &PeriodExpr, start: Date) -> Option<Date> {
        if let PeriodExpr::Calendar(c) = to
            && c.year.is_none()
            && self.reference.published.is_none()
        {
            let ends = (0..2i16).filter_map(|on| self.calendar(Calendar { year: Some(start.year() + on), ..*c }));
            return ends.filter_map(|p| p.end).find(|e| *e >= start);
        }
        if let PeriodExpr::Weekday { day, which: Which::Latest } = to {
            let after = (i32::from(*day) - i32::from(start.weekday().to_monday_one_offset())).rem_euclid(7);
            return add(start, Unit::Day, after);
        }
        self.whole(to)?.end
    }
}

#[cfg(test)]
mod tests;
