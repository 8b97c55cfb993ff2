//! Quarters and halves of years: `Q1`, `1st half 2020`, `III kv.`, `March quarter 2022`. In: pieces. Out: times.

use super::pieces::Reader;
use super::pieces::as_word;
use super::{Months, Time, Year, span_of};
use crate::vocabulary::headers::tokens;

impl Reader<'_> {
    /// `Q1`, `1Q`, `T1 2020`, `1st quarter`, `2020Q1`, `Quý 1`, `H1`, `1st half 2020`.
    pub(super) fn part_of_year(&self, at: usize) -> Option<(Time, usize)> {
        let (year, from) = match self.year(at) {
            Some(year) => {
                let skip = usize::from(self.mark(at + 1).is_some_and(|c| matches!(c, '-' | ' ' | '_' | ',' | '/')));
                (Some(year), at + 1 + skip)
            }
            None => (None, at),
        };
        let (months, end) = self.quarter(from)?;
        let skip = usize::from(self.mark(end).is_some_and(|c| matches!(c, '-' | '/' | ',')))
            + usize::from(self.is(end, "suffix"));
        let behind = if year.is_none() {
            self.year(end + skip).or_else(|| self.label.then(|| self.short_year(end + skip)).flatten())
        } else {
            None
        };
        let end = if behind.is_some() { end + skip + 1 } else { end };
        let time = Time { months: Some(months), ..Time::default() };
        Some((year.or(behind).map_or(time, |y| time.with_year(Year::Calendar(y))), end))
    }

    pub(super) fn quarter(&self, at: usize) -> Option<(Months, usize)> {
        let months = |n: i8, half: bool| {
            let length = if half { 6 } else { 3 };
            let first = (n - 1) * length + 1;
            (first <= 12).then_some(Months { first, last: first + length - 1, part: true })
        };
        for (set, half) in [("quarter", false), ("half", true)] {
            if let Some(behind) = self.joined(at, set) {
                // A bare letter is a quarter only with its numeral beside it; suku tahun pertama.
                let skipped = || self.ordinal(behind + 1).filter(|_| self.is(behind, "suffix"));
                let (n, end) = self.ordinal(behind).or_else(skipped)?;
                return Some((months(n, half)?, end));
            }
        }
        if let Some(found) = self.half(at) {
            return Some(found);
        }
        let (n, end) = self.ordinal(self.joined(at, "ordinal_mark").unwrap_or(at))?;
        if let Some(end) = self.joined(end, "quarter") {
            let end = end + usize::from(self.mark(end) == Some('-') && self.is(end + 1, "suffix")) * 2;
            return Some((months(n, false)?, end));
        }
        if !self.is(end, "half") {
            return None;
        }
        let end = end + 1 + usize::from(self.mark(end + 1) == Some('-') && self.is(end + 2, "suffix")) * 2;
        Some((months(n, true)?, end))
    }

    /// `March quarter 2022`, `Mar-22 qtr`, `quarter ending March 2022`: three months by the last of them.
    pub(super) fn quarter_of_month(&self, at: usize) -> Option<(Time, usize)> {
        let words: Vec<String> = self.pieces.iter().skip(at).take(3).map_while(as_word).collect();
        let toks = tokens(&words.join(" "));
        let said = self.headers.quarter_ending.matches(&toks, 0).map(|m| m.end).max();
        let (month, mut end) = self.month(at + said.unwrap_or(0))?;
        let quarter =
            |at: usize| (said.is_none() && self.is(at, "quarter") && self.word(at)?.len() > 1).then_some(at + 1);
        let mut named = said.is_some();
        if let Some(behind) = quarter(end) {
            (named, end) = (true, behind);
        }
        let skip = usize::from(self.mark(end).is_some_and(|c| matches!(c, '-' | '/' | ',' | '–')));
        let year = self.year(end + skip).or_else(|| self.short_year(end + skip).filter(|_| self.label));
        if year.is_some() {
            end += skip + 1;
        }
        if let Some(behind) = quarter(end) {
            (named, end) = (true, behind);
        }
        if !named {
            return None;
        }
        let time = match year {
            Some(year) => {
                let (first, _) = span_of(year, month, 1)?;
                let first = first.checked_sub(jiff::Span::new().months(2)).ok()?;
                Time::of_span(first, span_of(year, month, 1)?.1)
            }
            None => Time::of_months((month + 9) % 12 + 1, month, false),
        };
        Some((time, end))
    }
}
