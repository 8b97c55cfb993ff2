//! Arithmetic of days and units of the calendar, without a clock. `None` where a date leaves the calendar.

use jiff::Span;
use jiff::civil::Date;

use crate::model::Period;
use crate::vocabulary::periods::Unit;

pub fn date(year: i16, month: u8, day: u8) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

pub fn day_before(date: Date) -> Option<Date> {
    date.yesterday().ok()
}

/// From `start`, `count` units long.
pub fn stretch(start: Date, unit: Unit, count: i32) -> Option<Period> {
    Some(Period::new(start, day_before(add(start, unit, count)?)?))
}

pub fn span_of(unit: Unit, count: i32) -> Option<Span> {
    let span = match unit {
        Unit::Hour => Span::new().try_days((count + count.signum() * 23) / 24),
        Unit::Day => Span::new().try_days(count),
        Unit::Week | Unit::Weekend => Span::new().try_weeks(count),
        Unit::Fortnight => Span::new().try_weeks(2 * count),
        Unit::Month => Span::new().try_months(count),
        Unit::Quarter => Span::new().try_months(3 * count),
        Unit::Half => Span::new().try_months(6 * count),
        Unit::Year => Span::new().try_years(count),
        Unit::Decade => Span::new().try_years(10 * count),
    };
    span.ok()
}

pub fn add(date: Date, unit: Unit, count: i32) -> Option<Date> {
    date.checked_add(span_of(unit, count)?).ok()
}

/// The unit of the calendar that holds a day: its week from Monday, its quarter.
pub fn around(day: Date, unit: Unit) -> Option<Period> {
    let month = u8::try_from(day.month()).ok()?;
    match unit {
        Unit::Hour => None,
        Unit::Day => Some(Period::new(day, day)),
        Unit::Week | Unit::Fortnight => {
            let back = i32::from(day.weekday().to_monday_zero_offset());
            stretch(add(day, Unit::Day, -back)?, Unit::Week, 1)
        }
        Unit::Weekend => {
            // The latest one that has begun.
            let back = (i32::from(day.weekday().to_monday_zero_offset()) + 2) % 7;
            stretch(add(day, Unit::Day, -back)?, Unit::Day, 2)
        }
        Unit::Month => stretch(date(day.year(), month, 1)?, unit, 1),
        Unit::Quarter => stretch(date(day.year(), (month - 1) / 3 * 3 + 1, 1)?, unit, 1),
        Unit::Half => stretch(date(day.year(), if month > 6 { 7 } else { 1 }, 1)?, unit, 1),
        Unit::Year => year(day.year()),
        Unit::Decade => stretch(date(day.year() - day.year().rem_euclid(10), 1, 1)?, unit, 1),
    }
}

pub fn year(year: i16) -> Option<Period> {
    Some(Period::new(date(year, 1, 1)?, date(year, 12, 31)?))
}

pub fn month(year: i16, month: u8) -> Option<Period> {
    stretch(date(year, month, 1)?, Unit::Month, 1)
}

pub fn day(date: Date) -> Period {
    Period::new(date, date)
}

/// Whether a period ends on the last day of a month that it began with, so that it moves by whole months.
pub fn whole_months(start: Date, end: Date) -> bool {
    start.day() == 1 && end.day() == end.last_of_month().day()
}

/// Whether a period is so many units long, within a few days for months and years.
pub fn is_length(start: Date, end: Date, unit: Unit, count: u16) -> bool {
    let (length, expected) = (days(start, end), days_of(unit) * i32::from(count));
    match unit {
        Unit::Hour => false,
        Unit::Day | Unit::Week | Unit::Weekend | Unit::Fortnight => {
            length == expected || unit == Unit::Day && count > 1 && length == expected + 1
        }
        _ => length <= expected && length >= expected - 3 * i32::from(count) - 1,
    }
}

/// How many days a period holds.
pub fn days(start: Date, end: Date) -> i32 {
    start.until(end).map_or(0, |span| span.get_days()) + 1
}

/// The most days that a unit has.
pub fn days_of(unit: Unit) -> i32 {
    match unit {
        Unit::Hour | Unit::Day => 1,
        Unit::Weekend => 2,
        Unit::Week => 7,
        Unit::Fortnight => 14,
        Unit::Month => 31,
        Unit::Quarter => 92,
        Unit::Half => 184,
        Unit::Year => 366,
        Unit::Decade => 3653,
    }
}
