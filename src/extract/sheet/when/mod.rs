//! The times that labels, headers and titles name: `2019`, `Jan-19`, `2019M01`, `Q1`, `FY2019`, `2017/18`, `1st half`,
//! `year ending Sep 2019`. In: a text. Out: a [`Time`], which may lack its year; [`resolve`] puts the parts of a cell's
//! header, label and title together.

mod label;
mod marked;
mod pieces;
mod quarters;

use jiff::civil::Date;

pub use label::{label, scan, whole};

use crate::model::Period;
use crate::vocabulary::Headers;
use crate::vocabulary::headers::{key, tokens};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Year {
    Calendar(i16),
    /// The year that stands beside a month's name: never a fiscal one, `March 2022` is what it says.
    OfMonth(i16),
    /// A fiscal year by the year it ends in; whether the words say which two years it spans.
    Fiscal {
        end: i16,
        spanned: bool,
    },
    Range(i16, i16),
}

/// Months of a year, first and last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Months {
    pub first: i8,
    pub last: i8,
    /// A quarter or half, which is counted from the first month of a fiscal year.
    pub part: bool,
}

/// A time as one text gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Time {
    pub year: Option<Year>,
    pub months: Option<Months>,
    /// Whole dates, which need nothing more.
    pub span: Option<(Date, Date)>,
}

impl Time {
    fn of_year(year: Year) -> Time {
        Time { year: Some(year), ..Time::default() }
    }

    fn of_months(first: i8, last: i8, part: bool) -> Time {
        Time { months: Some(Months { first, last, part }), ..Time::default() }
    }

    fn of_span(first: Date, last: Date) -> Time {
        Time { span: Some((first, last)), ..Time::default() }
    }

    fn with_year(self, year: Year) -> Time {
        Time { year: Some(year), ..self }
    }

    pub fn day(date: Date) -> Time {
        Time::of_span(date, date)
    }

    pub fn is_empty(&self) -> bool {
        *self == Time::default()
    }

    /// Whether this is a bare year, and `day` a day in it.
    pub fn is_year_of(&self, day: &Time) -> bool {
        let Some(Year::Calendar(year)) = self.year.filter(|_| self.months.is_none() && self.span.is_none()) else {
            return false;
        };
        day.span.is_some_and(|(first, last)| first == last && first.year() == year)
    }

    /// What this leaves open is taken from `wider`.
    pub fn within(self, wider: Time) -> Time {
        if self.span.is_some() {
            return self;
        }
        match (self.year, self.months) {
            (Some(_), Some(_)) => self,
            (None, None) => wider,
            (Some(_), None) => self,
            (None, Some(_)) => {
                let year = wider.year.or(wider.span.map(|(first, _)| Year::Calendar(first.year())));
                Time { year, ..self }
            }
        }
    }

    /// `wider`'s months with this year: a column of years beside one of months.
    pub fn crossed(self, wider: Time) -> Time {
        match (self.year, self.months, wider.year, wider.months) {
            (Some(_), None, None, Some(_)) if self.span.is_none() => Time { months: wider.months, ..self },
            _ => self.within(wider),
        }
    }
}

/// What a table says of its years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Calendar {
    /// The table's bare years are fiscal years.
    pub fiscal: bool,
    /// First month of a fiscal year, where it is known.
    pub start: Option<i8>,
    /// Fiscal years have the name of the year they begin in.
    pub named_by_start: bool,
}

/// The days that a time covers.
pub fn resolve(time: Time, calendar: Calendar) -> Period {
    if let Some((first, last)) = time.span {
        return Period::new(first, last);
    }
    let Some(year) = time.year else { return Period::default() };
    let start = calendar.start.unwrap_or(1);
    let fiscal = |end: i16, spanned: bool| {
        let begins = if start == 1 || (calendar.named_by_start && !spanned) { end } else { end - 1 };
        span_of(begins, start, 12)
    };
    let found = match (year, time.months) {
        (Year::Calendar(y) | Year::OfMonth(y), None) if calendar.fiscal => fiscal(y, false),
        (Year::Calendar(y) | Year::OfMonth(y), None) => span_of(y, 1, 12),
        (Year::Fiscal { end, spanned }, None) if spanned && calendar.start.is_none() => years(end - 1, end),
        (Year::Fiscal { end, spanned }, None) => fiscal(end, spanned),
        (Year::Range(a, b), None) if calendar.fiscal && b == a + 1 && calendar.start.is_some() => fiscal(b, true),
        (Year::Range(a, b), None) if calendar.fiscal => {
            let (first, last) = (fiscal(a, false), fiscal(b, false));
            first.zip(last).map(|(f, l)| (f.0, l.1))
        }
        // Months of two years that follow each other are those of the fiscal year that they make up.
        (Year::Range(a, b), Some(months)) if b == a + 1 && calendar.start.is_some() => fiscal_months(a, start, months),
        (Year::Range(a, b), _) => years(a, b),
        (Year::Calendar(y), Some(months)) if !calendar.fiscal => months_of(y, months),
        (Year::OfMonth(y), Some(months)) => months_of(y, Months { part: false, ..months }),
        (Year::Calendar(end) | Year::Fiscal { end, .. }, Some(months)) => {
            let begins = fiscal(end, matches!(year, Year::Fiscal { spanned: true, .. })).map(|(first, _)| first.year());
            begins.and_then(|y| fiscal_months(y, start, months))
        }
    };
    found.map(|(first, last)| Period::new(first, last)).unwrap_or_default()
}

fn years(first: i16, last: i16) -> Option<(Date, Date)> {
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

/// `count` months from the first day of a month.
fn span_of(year: i16, month: i8, count: i32) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    let last = first.checked_add(jiff::Span::new().months(count)).ok()?.yesterday().ok()?;
    Some((first, last))
}

fn months_of(year: i16, months: Months) -> Option<(Date, Date)> {
    let count = i32::from(months.last) - i32::from(months.first) + 1;
    span_of(year, months.first, if count <= 0 { count + 12 } else { count })
}

/// Months of the fiscal year that begins in `year`: a quarter is counted from its first month, a named month lies in it.
fn fiscal_months(year: i16, start: i8, months: Months) -> Option<(Date, Date)> {
    let (first, last) = if months.part {
        let shift = |m: i8| (m - 1 + start - 1) % 12 + 1;
        (shift(months.first), shift(months.last))
    } else {
        (months.first, months.last)
    };
    let year = if first >= start { year } else { year + 1 };
    months_of(year, Months { first, last, part: false })
}

/// The table's calendar, from what its title, headings and notes say and from its country.
pub fn calendar(texts: &[&str], country: Option<&str>, headers: &Headers) -> Calendar {
    let mut calendar = Calendar {
        start: country.and_then(|c| headers.fiscal_start.get(c).copied()),
        named_by_start: country.is_some_and(|c| headers.named_by_start.contains(c)),
        ..Calendar::default()
    };
    for text in texts {
        let toks = tokens(text);
        let Some(found) = headers.fiscal.scan(&toks).first().map(|m| m.end) else { continue };
        calendar.fiscal = true;
        let month = toks.iter().skip(found).find_map(|t| headers.months.get(t.folded.as_str()).copied());
        let spans = toks.iter().filter(|t| headers.months.contains_key(t.folded.as_str())).count() > 1;
        if let Some(month) = month.filter(|_| spans) {
            calendar.start = Some(month);
        }
    }
    calendar
}

/// The same calendar with what is known of a country's fiscal years.
pub fn with_country(calendar: Calendar, country: Option<&str>, headers: &Headers) -> Calendar {
    Calendar {
        start: calendar.start.or(country.and_then(|c| headers.fiscal_start.get(c).copied())),
        named_by_start: country.is_some_and(|c| headers.named_by_start.contains(c)),
        ..calendar
    }
}

/// A label that is a month's number in a column of months.
pub fn month_number(text: &str) -> Option<Time> {
    let n: i8 = text.trim().trim_end_matches(".0").parse().ok()?;
    (1..=12).contains(&n).then(|| Time::of_months(n, n, false))
}

/// Whether a text is the name of a dimension of time.
pub fn is_time_name(text: &str, headers: &Headers) -> bool {
    use crate::vocabulary::headers::Dimension as D;
    let toks = tokens(&key(text));
    let mut found = headers.dimensions.matches(&toks, 0).filter(|m| m.end == toks.len());
    found.any(|m| matches!(m.sense, D::Year | D::Month | D::Quarter | D::Period | D::Date))
}

/// A label that is a year's last two digits in a column of years.
pub fn short_year(text: &str) -> Option<Time> {
    let n: i16 = text.trim().parse().ok().filter(|_| text.trim().len() == 2)?;
    Some(Time::of_year(Year::Calendar(if n < 60 { 2000 + n } else { 1900 + n })))
}

/// A label that is a quarter's number in a column of quarters.
pub fn quarter_number(text: &str) -> Option<Time> {
    let n: i8 = text.trim().trim_end_matches(".0").parse().ok()?;
    (1..=4).contains(&n).then(|| Time::of_months(n * 3 - 2, n * 3, true))
}

/// Whether a text is a heading with a date that isn't the table's time: when it was published.
pub fn is_published(text: &str, headers: &Headers) -> bool {
    use crate::vocabulary::headers::Word;
    let start = key(text);
    headers.words.matches(&tokens(&start), 0).any(|m| matches!(m.sense, Word::Published | Word::Note))
}

#[cfg(test)]
mod tests;
