//! Calendar dates, weekdays, quarters and fiscal years at a token.

use super::expr::{Calendar, Part, PeriodExpr, Which};
use super::read::{Read, Reader};
use crate::text::TokenKind;
use crate::vocabulary::periods::{Beside, Unit, Word};

const FIRST_YEAR: i16 = 1900;
const LAST_YEAR: i16 = 2099;

impl Reader<'_> {
    /// A number without grouping or decimals, and how many digits it has.
    pub(super) fn digits(&self, at: usize) -> Option<(u32, usize)> {
        let token = self.tokens.get(at).filter(|t| t.kind == TokenKind::Number)?;
        let length = token.span.end - token.span.start;
        if token.folded.len() != length || !token.folded.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        Some((token.folded.parse().ok()?, length))
    }

    /// Four digits that can be a year.
    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let (value, length) = self.digits(at)?;
        let year = i16::try_from(value).ok()?;
        (length == 4 && (FIRST_YEAR..=LAST_YEAR).contains(&year)).then_some(year)
    }

    /// A year of two digits: `'19`, the 20 of `2019-20`.
    pub(super) fn short_year(&self, at: usize) -> Option<i16> {
        let (value, length) = self.digits(at)?;
        let short = i16::try_from(value).ok()?;
        (length == 2).then_some(if short < 70 { 2000 + short } else { 1900 + short })
    }

    /// A day of the month with its `st`, `nd`, `th`.
    pub(super) fn day(&self, at: usize) -> Option<(u8, usize)> {
        let (value, length) = self.digits(at)?;
        let day = u8::try_from(value).ok().filter(|d| (1..=31).contains(d) && length <= 2)?;
        let ordinal = self.word(at + 1) == Word::Suffix && !self.spaced(at + 1) && !self.glued(at + 1);
        Some((day, if ordinal { at + 2 } else { at + 1 }))
    }

    pub(super) fn month_at(&self, at: usize) -> Option<(u8, usize)> {
        match self.word(at) {
            Word::Month(m) => Some((m, at + 1)),
            Word::MonthAbbreviation(m) => Some((m, if self.is_mark(at + 1, ".") { at + 2 } else { at + 1 })),
            _ => None,
        }
    }

    /// A time that begins with a number: ISO, day and month, year, fiscal year.
    pub(super) fn numeric(&self, at: usize, sure: bool) -> Read {
        let tried = self
            .iso(at)
            .or_else(|| self.slashed(at))
            .or_else(|| self.dotted(at))
            .or_else(|| self.day_month(at))
            .or_else(|| self.number_sign(at))
            .or_else(|| self.year_at(at, sure));
        if tried.is_some() {
            return tried;
        }
        if let Some((n, end)) = self.day(at)
            && (end == at + 2)
        {
            if let Some(found) = self.ordinal(end, n) {
                return Some(found);
            }
            // "on the 11th of this month"
            if self.word(end) == Word::Of
                && matches!(self.word(end + 1), Word::This | Word::Last)
                && self.word(end + 2) == Word::Unit(Unit::Month)
                && let Some((month, end)) = self.deictic(end + 1)
            {
                return Some((month.within(Part::Calendar(Calendar { year: None, month: None, day: Some(n) })), end));
            }
            let ends = self.tokens.get(end).is_none_or(|t| t.kind == TokenKind::Mark);
            if self.before(at) == Word::The && at >= 2 && self.word(at - 2) == Word::On && ends {
                return Some((PeriodExpr::date(None, None, Some(n)), end));
            }
        }
        self.counted(at, sure)
    }

    /// `2019-12-02`
    pub(super) fn iso(&self, at: usize) -> Read {
        let year = self.year(at)?;
        let (month, 2) = self.digits(at + 1)? else { return None };
        let (day, 2) = self.digits(at + 2)? else { return None };
        if !self.glued(at + 1) || !self.glued(at + 2) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        Some((PeriodExpr::date(Some(year), u8::try_from(month).ok(), u8::try_from(day).ok()), at + 3))
    }

    /// `6/6/2021`, `06-06-2021`
    pub(super) fn slashed(&self, at: usize) -> Read {
        let slash = |i: usize| self.is_mark(i, "/") && !self.spaced(i) && !self.spaced(i + 1);
        let (second, third) = match (slash(at + 1), self.glued(at + 1) && self.glued(at + 2)) {
            (true, _) if slash(at + 3) => (at + 2, at + 4),
            (false, true) => (at + 1, at + 2),
            _ => return None,
        };
        let (first, length) = self.digits(at)?;
        let (middle, _) = self.digits(second)?;
        if let (Some(year), Some((day, _))) = (self.year(at), self.digits(third)) {
            let expr = PeriodExpr::date(Some(year), u8::try_from(middle).ok(), u8::try_from(day).ok());
            return (middle <= 12 && day <= 31).then_some((expr, third + 1));
        }
        let year = self.year(third).or_else(|| self.short_year(third))?;
        let (first, middle) = (u8::try_from(first).ok()?, u8::try_from(middle).ok()?);
        (length <= 2).then_some((numeric_date(first, middle, year)?, third + 1))
    }

    /// `10.5.2019`, which the tokenizer gives as a decimal, a dot and a year.
    pub(super) fn dotted(&self, at: usize) -> Read {
        let token = self.tokens.get(at)?;
        let (first, middle) = token.folded.split_once('.')?;
        let year = self.year(at + 2).or_else(|| self.short_year(at + 2))?;
        if !self.is_mark(at + 1, ".") || self.spaced(at + 1) || self.spaced(at + 2) {
            return None;
        }
        let (day, month): (u8, u8) = (first.parse().ok()?, middle.parse().ok()?);
        ((1..=31).contains(&day) && (1..=12).contains(&month))
            .then(|| (PeriodExpr::date(Some(year), Some(month), Some(day)), at + 3))
    }

    /// `26 November 2019`, `the 26th of November`, `17 and 19 June`, `10–16 October 2016`, `31-Dec-21`
    pub(super) fn day_month(&self, at: usize) -> Read {
        let (first, end) = self.day(at)?;
        if let Some(found) = self.days_of_month(at) {
            return Some(found);
        }
        let connected = matches!(self.word(end), Word::To | Word::Until | Word::And) || self.dash(end);
        let second_at = if self.glued(end) { end } else { end + 1 };
        if (connected || self.glued(end))
            && let Some((second, after)) = self.day(second_at)
            && let Some((month, after)) = self.month_at(after)
        {
            let and = self.word(end) == Word::And && self.before(at) != Word::Between;
            let (last, after) = self.with_year(Calendar { year: None, month: Some(month), day: Some(second) }, after);
            let from = PeriodExpr::date(None, Some(month), Some(first)).borrow(&last);
            return Some((if and { PeriodExpr::List(vec![from, last]) } else { PeriodExpr::range(from, last) }, after));
        }
        let month_at = if self.word(end) == Word::Of { end + 1 } else { end };
        let (month, after) = self.month_at(month_at)?;
        Some(self.with_year(Calendar { year: None, month: Some(month), day: Some(first) }, after))
    }

    /// `3, 4 and 5 January`: the days of a list, from the first to the last.
    fn days_of_month(&self, at: usize) -> Read {
        let (first, mut end) = self.day(at)?;
        while self.is_mark(end, ",")
            && let Some((_, after)) = self.day(end + 1)
        {
            end = after;
        }
        let listed = self.is_mark(end.saturating_sub(2), ",") && self.word(end) == Word::And;
        let (last, after) = self.day(end + 1).filter(|(last, _)| listed && *last > first)?;
        let (month, after) = self.month_at(after)?;
        let (last, after) = self.with_year(Calendar { year: None, month: Some(month), day: Some(last) }, after);
        let from = PeriodExpr::date(None, Some(month), Some(first)).borrow(&last);
        Some((PeriodExpr::range(from, last), after))
    }

    /// Adds the year that stands behind a date: `, 2019`, `2019`, `last year`, `of that year`.
    pub(super) fn with_year(&self, date: Calendar, at: usize) -> (PeriodExpr, usize) {
        let year_at = match self.word(at) {
            Word::Of => at + 1,
            _ if self.is_mark(at, ",") => at + 1,
            _ => at,
        };
        if let Some(year) = self.year(year_at)
            && !(self.is_mark(at, ",") && self.counts_something(year_at + 1))
        {
            return (PeriodExpr::Calendar(Calendar { year: Some(year), ..date }), year_at + 1);
        }
        let apostrophe = ["'", "’", "‘"].into_iter().any(|m| self.is_mark(at, m));
        let short_at = if apostrophe { at + 1 } else { at };
        if (apostrophe || self.glued(at))
            && let Some(year) = self.short_year(short_at)
        {
            return (PeriodExpr::Calendar(Calendar { year: Some(year), ..date }), short_at + 1);
        }
        if !self.is_mark(at, ",")
            && let Some((year, end)) = self.relative_year(year_at)
        {
            return (year.within(Part::Calendar(date)), end);
        }
        (PeriodExpr::Calendar(date), at)
    }

    /// "last year", "that year", "the previous year", "this year" behind a date.
    pub(super) fn relative_year(&self, at: usize) -> Read {
        let from = if self.word(at) == Word::The { at + 1 } else { at };
        if self.word(from + 1) != Word::Unit(Unit::Year) {
            return None;
        }
        match self.word(from) {
            Word::Last | Word::This | Word::Next => self.deictic(from),
            Word::Previous | Word::Following | Word::Same | Word::That => self.anaphoric(from, true),
            _ => None,
        }
    }

    /// A month with what stands behind it.
    pub(super) fn month(&self, at: usize, month: u8, sure: bool) -> Read {
        let (_, end) = self.month_at(at)?;
        let date = Calendar { year: None, month: Some(month), day: None };
        if self.label
            && let Some(found) = self.label_month(month, end)
        {
            return Some(found);
        }
        let capital_number = self.before(at) == Word::In && self.year(end).is_none();
        if let Some((day, after)) = self.day(end).filter(|_| self.spaced(end))
            && !(capital_number && after == end + 1 && self.counts_something(after))
        {
            return Some(self.month_day(at, Calendar { day: Some(day), ..date }, after));
        }
        // "the March quarter of 2024", "the January-March quarter"
        let quarter = |at: usize| self.word(at) == Word::Unit(Unit::Quarter);
        if quarter(end) && !self.glued(at) && !self.label {
            let (last, after) = self.with_year(date, end + 1);
            return Some((PeriodExpr::Ending { unit: Unit::Quarter, count: 1, end: Box::new(last) }, after));
        }
        if self.glued(end)
            && let Some((last, after)) = self.month_at(end).filter(|(_, after)| quarter(*after) && !self.label)
        {
            let last = Calendar { month: Some(last), ..Calendar::default() };
            let (last, after) = self.with_year(last, after + 1);
            return Some((PeriodExpr::range(PeriodExpr::Calendar(date).borrow(&last), last), after));
        }
        let (expr, after) = self.with_year(date, end);
        let bare = expr == PeriodExpr::Calendar(date);
        if bare && self.word(after) == Word::Before && self.ends_clause(after + 1) {
            return Some((PeriodExpr::MonthBefore(month), after + 1));
        }
        if bare && !sure && !self.label && !self.month_fits(at, after) {
            return None;
        }
        Some((expr, after))
    }

    /// `Nov. 26`, `June 17-19`, `between August 1 and 7, 2024`
    pub(super) fn month_day(&self, at: usize, date: Calendar, end: usize) -> (PeriodExpr, usize) {
        let second = match self.word(end) {
            _ if self.glued(end) => self.day(end),
            // "sentenced on Jan. 23 to 12 years"
            Word::To | Word::Until => {
                self.day(end + 1).filter(|(_, after)| !matches!(self.word(*after), Word::Unit(_) | Word::Units(_)))
            }
            Word::And if self.before(at) == Word::Between => self.day(end + 1),
            // "January 3 and 4, 2024"
            Word::And => self.day(end + 1).filter(|(day, after)| {
                Some(*day) > date.day && self.tokens.get(*after).is_none_or(|t| t.kind == TokenKind::Mark)
            }),
            _ if self.dash(end) => self.day(end + 1),
            _ => None,
        };
        if let Some((day, after)) = second
            && self.month_at(after).is_none()
        {
            let (last, after) = self.with_year(Calendar { day: Some(day), ..date }, after);
            return (PeriodExpr::range(PeriodExpr::Calendar(date).borrow(&last), last), after);
        }
        self.with_year(date, end)
    }

    /// Whether a bare month name stands where a month can: "in May", not "Theresa May".
    pub(super) fn month_fits(&self, at: usize, end: usize) -> bool {
        if matches!(self.word(at), Word::MonthAbbreviation(_))
            && !self.is_mark(at + 1, ".")
            && self.before(at) != Word::In
        {
            return false;
        }
        let possessive = self.tokens.get(end).is_some_and(|t| t.is("'s"));
        let goes_on = matches!(self.word(end), Word::To | Word::And | Word::Until)
            && matches!(self.word(end + 1), Word::Month(_) | Word::MonthAbbreviation(_));
        let name_follows = self.capital(end) && self.word(end) == Word::Other;
        match self.before(at) {
            Word::In | Word::Since | Word::Between | Word::Until | Word::Early | Word::Late | Word::Middle => true,
            Word::Than | Word::This | Word::Last | Word::Next | Word::Before | Word::AfterOnly => true,
            Word::Of | Word::From | Word::At | Word::Over | Word::On | Word::With => !name_follows,
            Word::To => !name_follows && self.capital(at),
            _ => possessive || goes_on,
        }
    }

    /// A weekday, its part of the day, and the date beside it.
    pub(super) fn weekday(&self, at: usize, day: u8, sure: bool) -> Read {
        let short = matches!(self.word(at), Word::WeekdayAbbreviation(_));
        let mut end = if short && self.is_mark(at + 1, ".") { at + 2 } else { at + 1 };
        let name_follows = self.capital(end) && self.word(end) == Word::Other;
        if self.glued(end) || (name_follows && self.before(at) == Word::The) {
            return None;
        }
        if self.word(end) == Word::DayPart {
            end += 1;
        }
        // "on March 13, a Wednesday" says which day that was; "a Tuesday night raid" when it took place.
        let names = |i: usize| self.tokens.get(i).is_some_and(|t| self.vocabulary.periods.is(t, Beside::Scene));
        if self.before(at) == Word::A && !names(end) {
            return None;
        }
        let date_at = if self.is_mark(end, ",") || self.is_mark(end, "(") { end + 1 } else { end };
        let date = match self.word(date_at) {
            Word::Month(m) | Word::MonthAbbreviation(m) if self.day_follows(date_at) => self.month(date_at, m, true),
            _ => self.day_month(date_at),
        };
        if let Some((expr, after)) = date {
            let after = if self.is_mark(end, "(") && self.is_mark(after, ")") { after + 1 } else { after };
            return Some((expr, after));
        }
        if short && !sure && self.before(at) != Word::On {
            return None;
        }
        let week_at = if self.word(end) == Word::Of { end + 1 } else { end };
        let week_at = if self.word(week_at) == Word::The { week_at + 1 } else { week_at };
        if self.word(week_at + 1) == Word::Unit(Unit::Week)
            && let Some((week, after)) = self.deictic(week_at).or_else(|| self.anaphoric(week_at, true))
        {
            return Some((week.within(Part::Weekday(day)), after));
        }
        Some((PeriodExpr::Weekday { day, which: Which::Latest }, end))
    }

    pub(super) fn day_follows(&self, at: usize) -> bool {
        self.month_at(at).is_some_and(|(_, end)| self.day(end).is_some())
    }

    /// `Q1`, `Q1 2020`, `H1 of last year`, `M01`
    pub(super) fn sign(&self, at: usize, unit: Unit, n: u8, end: usize) -> Read {
        let part = match unit {
            Unit::Month => Part::Calendar(Calendar { year: None, month: Some(n), day: None }),
            _ => Part::Nth(unit, n),
        };
        if self.before(at) == Word::A
            || !(self.tokens.get(at)?.capital || self.label || self.tokens.get(at)?.is_number())
        {
            return None;
        }
        let slash = self.label && self.is_mark(end, "/");
        let year_at = if slash || self.is_mark(end, ",") { end + 1 } else { end };
        if let Some(year) = self.year(year_at).or_else(|| self.short_year(year_at).filter(|_| slash || self.glued(end)))
        {
            return Some((PeriodExpr::year(year).within(part), year_at + 1));
        }
        let (of, end) = self.of_tail(end).map_or((None, end), |(of, end)| (Some(Box::new(of)), end));
        Some((PeriodExpr::Within { of, part }, end))
    }

    /// `Q1`, which is two tokens; `Q 1`, `T 1` in labels.
    pub(super) fn sign_letter(&self, at: usize, unit: Unit) -> Read {
        let (n, _) = self.digits(at + 1).filter(|_| self.label || !self.spaced(at + 1))?;
        let most = if unit == Unit::Month { 12 } else { 4 };
        let n = u8::try_from(n).ok().filter(|n| (1..=most).contains(n))?;
        self.sign(at, unit, n, at + 2)
    }

    /// `1Q`, `2H`, and a year before its quarter: `2020 Q1`, `2019M01`.
    pub(super) fn number_sign(&self, at: usize) -> Read {
        let (n, length) = self.digits(at)?;
        if length == 1
            && !self.spaced(at + 1)
            && let Word::SignLetter(unit) = self.word(at + 1)
        {
            return self.sign(at, unit, u8::try_from(n).ok().filter(|n| (1..=4).contains(n))?, at + 2);
        }
        let year = self.year(at)?;
        let sign_at = if self.label && self.is_mark(at + 1, "/") { at + 2 } else { at + 1 };
        match self.word(sign_at) {
            Word::Sign(unit, n) => self.sign(sign_at, unit, n, sign_at + 1).and_then(|found| in_year(found, year)),
            Word::SignLetter(unit) => self.sign_letter(sign_at, unit).and_then(|found| in_year(found, year)),
            Word::Month(m) | Word::MonthAbbreviation(m) if self.label => {
                let (_, end) = self.month_at(sign_at)?;
                Some((PeriodExpr::date(Some(year), Some(m), None), end))
            }
            _ => None,
        }
    }
}

/// A quarter or month behind its year.
fn in_year(found: (PeriodExpr, usize), year: i16) -> Read {
    match found {
        (PeriodExpr::Within { of: None, part }, end) => Some((PeriodExpr::year(year).within(part), end)),
        _ => None,
    }
}

/// Two numbers and a year: a date where one of them can't be a month, else the country decides.
pub(super) fn numeric_date(first: u8, second: u8, year: i16) -> Option<PeriodExpr> {
    match (first, second) {
        (0, _) | (_, 0) => None,
        (a, b) if a == b && a <= 12 => Some(PeriodExpr::date(Some(year), Some(b), Some(a))),
        (a @ 1..=12, b @ 1..=12) => Some(PeriodExpr::Numeric { first: a, second: b, year }),
        (day @ 13..=31, month @ 1..=12) | (month @ 1..=12, day @ 13..=31) => {
            Some(PeriodExpr::date(Some(year), Some(month), Some(day)))
        }
        _ => None,
    }
}
