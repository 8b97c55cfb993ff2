//! Years that are marked as such and stretches counted from a year's begin: `令和2年3月`, `110年1-6月`, `2021년 상반기`,
//! `B.E. 2563`, `9 months of 2021`, `2021 (until 31 August)`. In: pieces. Out: times.

use jiff::civil::Date;

use super::pieces::Reader;
use super::{Months, Time, Year, span_of};

/// What makes the years of the Republic of China, of three digits now, those of the common era.
const MINGUO: i64 = 1911;

impl Reader<'_> {
    /// A year with its mark, and what stands right behind it.
    pub(super) fn marked(&self, at: usize) -> Option<(Time, usize)> {
        let (year, end) = self.marked_year(at)?;
        let of = |months: Months, end: usize| {
            let time = Time { year: Some(Year::Calendar(year)), months: Some(months), span: None };
            Some((time, end))
        };
        if let Some(end) = self.joined(end, "fiscal_mark") {
            return Some((Time::of_year(Year::Fiscal { end: year, spanned: false }), end));
        }
        if let Some((last, after)) = self.number(end).and_then(|(first, _)| {
            // 1-6月
            let dash = self.joined_dash(end + 1)?;
            let (last, after) = self.month(dash)?;
            Some((Months { first: i8::try_from(first).ok()?, last, part: false }, after))
        }) {
            return of(last, after);
        }
        if let Some((first, after)) = self.month(end) {
            if let Some((last, after)) = self.joined_dash(after).and_then(|next| self.month(next)) {
                return of(Months { first, last, part: false }, after);
            }
            if let Some((day, _)) = self.number(after)
                && let Some(after) = self.joined(after + 1, "day_mark")
                && let Ok(date) = Date::new(year, first, i8::try_from(day).ok()?)
            {
                return Some((Time::day(date), after));
            }
            return of(Months { first, last: first, part: false }, after);
        }
        if let Some((months, after)) = self.quarter(end) {
            return of(months, after);
        }
        Some((Time::of_year(Year::Calendar(year)), end))
    }

    /// `2021年`, `110年`, `令和2年`, `平成30年`, `2021년`.
    fn marked_year(&self, at: usize) -> Option<(i16, usize)> {
        if let Some((era, from)) = self.era(at)
            && era > 0
        {
            let (n, from) = match self.number(from) {
                Some((n, digits)) if digits <= 3 => (n, from + 1),
                None => (1, self.joined(from, "first_year")?),
                _ => return None,
            };
            let year = i16::try_from(n + era).ok().filter(|y| (1900..=2100).contains(y))?;
            return Some((year, self.joined(from, "year_mark").unwrap_or(from)));
        }
        let (n, digits) = self.number(at)?;
        let end = self.joined(at + 1, "year_mark")?;
        let year = match digits {
            4 => n,
            3 if (100..200).contains(&n) => n + MINGUO,
            _ => return None,
        };
        Some((i16::try_from(year).ok().filter(|y| (1900..=2100).contains(y))?, end))
    }

    /// Where a stretch goes on behind a dash or a word for it.
    fn joined_dash(&self, at: usize) -> Option<usize> {
        self.joined(at, "to")
            .or_else(|| self.dash(at).then_some(at + 1))
            .or_else(|| matches!(self.mark(at), Some('~' | '～' | '〜')).then_some(at + 1))
    }

    /// `上半年`, `하반기`.
    pub(super) fn half(&self, at: usize) -> Option<(Months, usize)> {
        let first = self.joined(at, "first_half").map(|end| (Months { first: 1, last: 6, part: true }, end));
        first.or_else(|| self.joined(at, "second_half").map(|end| (Months { first: 7, last: 12, part: true }, end)))
    }

    /// `B.E. 2563`, `B.E. 2563 (2020)`, `2563 B.E.`: a year of another calendar, with what it is in this one.
    pub(super) fn of_era(&self, at: usize) -> Option<(Time, usize)> {
        let number = |at: usize| self.number(at).filter(|(_, digits)| *digits == 4).map(|(n, _)| n);
        let (era, n, end) = match self.era(at) {
            Some((era, from)) => (era, number(from)?, from + 1),
            None => {
                let n = number(at)?;
                let (era, end) = self.era(at + 1)?;
                (era, n, end)
            }
        };
        let year = i16::try_from(n + era).ok().filter(|y| (1900..=2100).contains(y))?;
        let again = matches!(self.mark(end), Some('(' | '/')) && self.year(end + 1) == Some(year);
        let end = match again {
            true if self.mark(end + 2) == Some(')') => end + 3,
            true => end + 2,
            false => end,
        };
        Some((Time::of_year(Year::Calendar(year)), end))
    }

    /// The name of an era, and what makes its years those of the common one.
    fn era(&self, at: usize) -> Option<(i64, usize)> {
        (1..=3).rev().find_map(|length| {
            let words: Option<Vec<&str>> = (at..at + length).map(|i| self.word(i)).collect();
            let era = self.headers.eras.get(&words?.concat())?;
            Some((*era, at + length))
        })
    }

    /// `9 months of 2021`, `first six months of 2021`, `6 tháng đầu năm 2021`, `2021 (9 mois)`: from the year's begin.
    pub(super) fn first_months(&self, at: usize) -> Option<(Time, usize)> {
        let before = self.year(at);
        let from = match before {
            Some(_) => at + 1 + usize::from(matches!(self.mark(at + 1), Some('(' | '-' | ',' | '–'))),
            None => at,
        };
        let (n, _) = self.number(from).filter(|(n, digits)| *digits <= 2 && (2..=11).contains(n))?;
        let end = self.joined(from + 1, "months").or_else(|| self.is(from + 1, "months").then_some(from + 2))?;
        let months = Months { first: 1, last: i8::try_from(n).ok()?, part: true };
        let (year, end) = match before {
            Some(year) => (year, end + usize::from(self.mark(end) == Some(')'))),
            None => (end..end + 3).find_map(|i| Some((self.year(i)?, i + 1)))?,
        };
        let words = (from + 2..end).all(|i| self.mark(i).is_none_or(|m| m == ')'));
        words.then_some((Time { year: Some(Year::Calendar(year)), months: Some(months), span: None }, end))
    }

    /// `2021 (until 31 August)`, `2021, up to June`, `until 31 August 2021`: from the year's begin to that day.
    pub(super) fn year_so_far(&self, at: usize) -> Option<(Time, usize)> {
        let before = self.year(at);
        let from = match before {
            Some(_) => at + 1 + usize::from(matches!(self.mark(at + 1), Some('(' | '-' | ',' | '–' | ';'))),
            None => at,
        };
        let from = self.phrase(from, "until").or_else(|| before.and_then(|_| self.phrase(from, "so_far")))?;
        // 30.11.2021
        if let Some((last, end)) = self.date(from).and_then(|(t, end)| Some((t.span?.1, end)))
            && before.is_none_or(|year| year == last.year())
        {
            let end = end + usize::from(before.is_some() && self.mark(end) == Some(')'));
            return Some((Time::of_span(Date::new(last.year(), 1, 1).ok()?, last), end));
        }
        let (day, month, end) = self.day_of_year(from)?;
        let (year, end) = match self.year(end) {
            Some(year) if before.is_none_or(|b| b == year) => (year, end + 1),
            Some(_) => return None,
            None => (before?, end),
        };
        let last = match day {
            Some(day) => Date::new(year, month, day).ok()?,
            None => span_of(year, month, 1)?.1,
        };
        let end = end + usize::from(before.is_some() && self.mark(end) == Some(')'));
        Some((Time::of_span(Date::new(year, 1, 1).ok()?, last), end))
    }

    /// The end of a phrase of a set, of up to three words.
    fn phrase(&self, at: usize, set: &str) -> Option<usize> {
        let known = self.headers.time_words.get(set)?;
        (1..=3).rev().find_map(|length| {
            let words: Option<Vec<&str>> = (at..at + length).map(|i| self.word(i)).collect();
            known.contains(&words?.join(" ")).then_some(at + length)
        })
    }

    /// `31 August`, `August 31`, `August`.
    fn day_of_year(&self, at: usize) -> Option<(Option<i8>, i8, usize)> {
        let day = |at: usize| {
            self.number(at).filter(|(n, digits)| *digits <= 2 && (1..=31).contains(n)).map(|(n, _)| n as i8)
        };
        if let Some(day) = day(at) {
            let from = if self.is(at + 1, "suffix") { at + 2 } else { at + 1 };
            let (month, end) = self.month(from)?;
            let end = if self.is(end, "suffix") { end + 1 } else { end };
            return Some((Some(day), month, end));
        }
        let (month, end) = self.month(at)?;
        match day(end) {
            Some(day) => Some((Some(day), month, end + 1 + usize::from(self.mark(end + 1) == Some(',')))),
            None => Some((None, month, end)),
        }
    }
}
