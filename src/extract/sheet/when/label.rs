//! Reading times in text: patterns over pieces of digits, letters and marks. In: a label or a title. Out: the times that
//! it names.

use jiff::civil::Date;

use super::pieces::{Piece, Reader, as_word, pieces};
use super::{Time, Year, span_of};
use crate::vocabulary::Headers;
use crate::vocabulary::headers::tokens;

/// The time that a whole label is, but for what stands in brackets behind it; nothing where it says anything else.
pub fn label(text: &str, headers: &Headers) -> Option<Time> {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.len() > 60 {
        return None;
    }
    if let Some(time) = whole_label(trimmed, headers) {
        return Some(time);
    }
    // มี.ค. Mar: said in two scripts.
    if let Some(time) = crate::text::latin_part(trimmed).and_then(|latin| whole_label(&latin, headers)) {
        return Some(time);
    }
    let pieces = pieces(trimmed);
    let reader = Reader { pieces: &pieces, headers, label: true };
    // 2019–20 (p), 2020 (provisional), 2021 *
    let cut = pieces.iter().position(|p| matches!(p, Piece::Mark('(' | '[' | '*')))?;
    let words = pieces.get(cut..)?.iter().filter(|p| matches!(p, Piece::Word(_) | Piece::Number(..))).count();
    if cut == 0 || words > 3 {
        return None;
    }
    if let Some(inner) = reader.bracketed(cut) {
        return Some(inner);
    }
    reader.whole(0, cut)
}

/// The time that all of a text is.
pub fn whole(text: &str, headers: &Headers) -> Option<Time> {
    let text = text.trim();
    (!text.is_empty() && text.len() <= 60).then(|| whole_label(text, headers)).flatten()
}

fn whole_label(text: &str, headers: &Headers) -> Option<Time> {
    let pieces = pieces(text);
    Reader { pieces: &pieces, headers, label: true }.whole(0, pieces.len())
}

/// Every time that a title names, in order.
pub fn scan(text: &str, headers: &Headers) -> Vec<Time> {
    let pieces = pieces(text);
    let reader = Reader { pieces: &pieces, headers, label: false };
    let mut out = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        match reader.at(at).filter(|(time, _)| !time.is_empty()) {
            Some((time, end)) => {
                out.push(time);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    out
}

impl Reader<'_> {
    /// The whole of `from..to` as one time, or several that make up one.
    pub(super) fn whole(&self, from: usize, to: usize) -> Option<Time> {
        let mut at = from;
        let mut found: Option<Time> = None;
        while at < to {
            if self.mark(at).is_some_and(|c| matches!(c, ',' | '-' | '–' | '/' | ':' | '_' | '(' | ')'))
                && found.is_some()
                || self.is(at, "suffix") && self.number(at + 1).is_some()
                || self.is(at, "suffix") && found.is_some()
            {
                at += 1;
                continue;
            }
            let (time, end) = self.at(at).filter(|(_, end)| *end <= to)?;
            found = match found {
                None => Some(time),
                // Q1 (Apr - Jun 2021): the months with a year say which.
                Some(before) if before.year.is_none() && time.year.is_some() && time.months.is_some() => Some(time),
                Some(before) if before.year.is_some() != time.year.is_some() && time.span.is_none() => {
                    Some(Time { year: before.year.or(time.year), months: before.months.or(time.months), span: None })
                }
                Some(_) => return None,
            };
            at = end;
        }
        found
    }

    /// `2022 (Jan–Jun)`: what the brackets say narrows what stands before them.
    fn bracketed(&self, cut: usize) -> Option<Time> {
        let close = self.pieces.iter().rposition(|p| matches!(p, Piece::Mark(')' | ']')))?;
        let outer = self.whole(0, cut)?;
        let inner = self.whole(cut + 1, close).or_else(|| self.numbered_months(cut + 1, close))?;
        Some(inner.within(outer))
    }

    /// `2022 (01-06)`, `2022 (1–9)`: months by their numbers.
    fn numbered_months(&self, from: usize, to: usize) -> Option<Time> {
        let month = |at: usize| self.number(at).map(|(n, _)| n).filter(|n| (1..=12).contains(n));
        let (first, last) = (month(from)?, month(from + 2)?);
        let fits = self.dash(from + 1) && from + 3 == to && first < last;
        fits.then_some(Time::of_months(i8::try_from(first).ok()?, i8::try_from(last).ok()?, false))
    }

    fn at(&self, at: usize) -> Option<(Time, usize)> {
        self.marked(at)
            .or_else(|| self.of_era(at))
            .or_else(|| self.first_months(at))
            .or_else(|| self.year_so_far(at))
            .or_else(|| self.ending(at))
            .or_else(|| self.quarter_of_month(at))
            .or_else(|| self.days(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.date(at))
            .or_else(|| self.month_range(at))
            .or_else(|| self.one_month(at))
            .or_else(|| self.part_of_year(at))
            .or_else(|| self.years(at))
    }

    /// `3–9 March 2025`, `28 April to 4 May 2025`, `29 Dec 2024 – 4 Jan 2025`, `03/03/2025 - 09/03/2025`.
    fn days(&self, at: usize) -> Option<(Time, usize)> {
        if let Some((first, end)) = self.date(at)
            && self.dash(end)
            && let Some((last, end)) = self.date(end + 1)
        {
            let (first, last) = (first.span?.0, last.span?.1);
            return (first <= last).then_some((Time::of_span(first, last), end));
        }
        let (day, _) = self.number(at).filter(|(n, digits)| *digits <= 2 && (1..=31).contains(n))?;
        let day = i8::try_from(day).ok()?;
        let (month, dash) = match self.month(at + 1) {
            Some((month, end)) => (Some(month), end),
            None => (None, at + 1),
        };
        if !self.dash(dash) {
            return None;
        }
        let (last, end) = self.date(dash + 1)?;
        let last = last.span?.1;
        let month = month.unwrap_or(last.month());
        let year = if month > last.month() { last.year() - 1 } else { last.year() };
        let first = Date::new(year, month, day).ok().filter(|first| *first < last)?;
        Some((Time::of_span(first, last), end))
    }

    /// `year ending September 2019`, `as at 31 December 2021`.
    fn ending(&self, at: usize) -> Option<(Time, usize)> {
        let words: Vec<String> = self.pieces.iter().skip(at).take(4).map_while(as_word).collect();
        let toks = tokens(&words.join(" "));
        if let Some(found) = self.headers.ending.matches(&toks, 0).next() {
            let from = at + found.end;
            let (last, end) = self.date(from).and_then(|(t, e)| Some((t.span?.1, e))).or_else(|| {
                let (time, end) = self.one_month(from)?;
                let Some(Year::Calendar(year) | Year::OfMonth(year)) = time.year else { return None };
                Some((span_of(year, time.months?.first, 1)?.1, end))
            })?;
            let first = last.tomorrow().ok()?.checked_sub(jiff::Span::new().years(1)).ok()?;
            return Some((Time::of_span(first, last), end));
        }
        for length in 1..=2 {
            let phrase = words.get(..length)?.join(" ");
            if self.headers.as_at.contains(&phrase) {
                let (time, end) = self.date(at + length)?;
                return Some((time, end));
            }
        }
        None
    }

    /// `FY2019`, `FY 2018/19`, `fiscal year 2014 to 2019`, `2017/18`, `2019-20`.
    fn fiscal(&self, at: usize) -> Option<(Time, usize)> {
        let words: Vec<String> = self.pieces.iter().skip(at).take(3).map_while(as_word).collect();
        let toks = tokens(&words.join(" "));
        let said = self.headers.fiscal.matches(&toks, 0).map(|m| m.end).max();
        let from = at + said.unwrap_or(0);
        if let Some(year) = self.year(from) {
            if self.dash(from + 1)
                && let Some((n, digits)) = self.number(from + 2)
            {
                let next = (i64::from(year) + 1) % if digits == 4 { 10_000 } else { 100 };
                if n == next && (digits == 2 || (digits == 4 && (said.is_some() || self.mark(from + 1) == Some('/')))) {
                    return Some((Time::of_year(Year::Fiscal { end: year + 1, spanned: true }), from + 3));
                }
                if said.is_some() && digits == 4 {
                    let end = i16::try_from(n).ok()?;
                    return Some((Time::of_year(Year::Range(year, end)), from + 3));
                }
            }
            said?;
            return Some((Time::of_year(Year::Fiscal { end: year, spanned: false }), from + 1));
        }
        said?;
        let year = self.short_year(from)?;
        if self.dash(from + 1) && self.short_year(from + 2) == Some(year + 1) {
            return Some((Time::of_year(Year::Fiscal { end: year + 1, spanned: true }), from + 3));
        }
        Some((Time::of_year(Year::Fiscal { end: year, spanned: false }), from + 1))
    }

    /// `31 December 2021`, `December 31, 2021`, `2021-12-31`, `31/12/2021`, `31.12.2021`.
    pub(super) fn date(&self, at: usize) -> Option<(Time, usize)> {
        let made = |y: i16, m: i8, d: i64, end: usize| {
            let date = Date::new(y, m, i8::try_from(d).ok()?).ok()?;
            Some((Time::day(date), end))
        };
        if let Some((day, digits)) = self.number(at).filter(|(_, d)| *d <= 2) {
            let from = if self.is(at + 1, "suffix") { at + 2 } else { at + 1 };
            let from = if self.mark(from) == Some('-') { from + 1 } else { from };
            if let Some((month, end)) = self.month(from) {
                let end = if self.mark(end).is_some_and(|c| matches!(c, ',' | '-')) { end + 1 } else { end };
                if let Some(year) = self.year(end).or_else(|| (from > at + 1).then(|| self.short_year(end)).flatten()) {
                    return made(year, month, day, end + 1);
                }
            }
            let slashed = matches!(self.mark(at + 1), Some('/' | '-')) && matches!(self.mark(at + 3), Some('/' | '-'));
            if let (true, Some((second, _)), Some(year)) = (slashed, self.number(at + 2), self.year(at + 4)) {
                let (day, month) = if second > 12 { (second, day) } else { (day, second) };
                return made(year, i8::try_from(month).ok()?, day, at + 5);
            }
            // Full stops are not among the pieces: 31.12.2021.
            if let (2, Some((month, 2)), Some(year)) = (digits, self.number(at + 1), self.year(at + 2)) {
                return made(year, i8::try_from(month).ok()?, day, at + 3);
            }
        }
        if let Some((month, end)) = self.month(at)
            && let Some((day, digits)) = self.number(end)
            && digits <= 2
            && let Some(year) = self.year(end + 1).or_else(|| self.year(end + 2))
        {
            let end = if self.year(end + 1).is_some() { end + 2 } else { end + 3 };
            return made(year, month, day, end);
        }
        let year = self.year(at)?;
        let dashed = matches!(self.mark(at + 1), Some('-' | '/')) && matches!(self.mark(at + 3), Some('-' | '/'));
        let ((month, _), (day, digits)) = (self.number(at + 2)?, self.number(at + 4)?);
        if !dashed || digits > 2 {
            return None;
        }
        made(year, i8::try_from(month).ok()?, day, at + 5)
    }

    /// `January–June 2022`, `Jan to Sep`, `2022 January-June`, `January 2019 to March 2020`.
    fn month_range(&self, at: usize) -> Option<(Time, usize)> {
        let (before, from) = match self.year(at) {
            Some(year) => (Some(year), at + 1),
            None => (None, at),
        };
        // 1-6月
        let number = self.number(from).filter(|(n, _)| (1..=12).contains(n) && self.dash(from + 1));
        if let Some((n, _)) = number.filter(|_| self.number(from + 2).is_some())
            && let Some((last, end)) = self.month(from + 2)
            && let Ok(first) = i8::try_from(n)
            && first < last
        {
            return Some((Time::of_months(first, last, false), end));
        }
        let (first, end) = self.month(from)?;
        let inner = self.year(end);
        let end = if inner.is_some() { end + 1 } else { end };
        if !self.dash(end) {
            return None;
        }
        let (last, end) = self.month(end + 1)?;
        let after = self.year(end).or_else(|| {
            // January-June, 2022
            (self.mark(end) == Some(',')).then(|| self.year(end + 1)).flatten()
        });
        let end = match after {
            Some(_) if self.year(end).is_some() => end + 1,
            Some(_) => end + 2,
            None => end,
        };
        if let (Some(a), Some(b)) = (inner, after) {
            let (start, finish) = (span_of(a, first, 1)?.0, span_of(b, last, 1)?.1);
            return Some((Time::of_span(start, finish), end));
        }
        let time = Time::of_months(first, last, false);
        Some((before.or(after).or(inner).map_or(time, |y| time.with_year(Year::OfMonth(y))), end))
    }

    /// `January 2020`, `Jan-20`, `2020 January`, `2019M01`, `2019-01`, `01/2020`, `Jan`.
    fn one_month(&self, at: usize) -> Option<(Time, usize)> {
        let of = |month: i8, year: i16, end: usize| {
            Some((Time::of_months(month, month, false).with_year(Year::OfMonth(year)), end))
        };
        if let Some((month, end)) = self.month(at) {
            let skip = usize::from(self.mark(end).is_some_and(|c| matches!(c, '-' | '/' | ',' | '–' | '_')));
            if let Some(year) = self.year(end + skip) {
                return of(month, year, end + skip + 1);
            }
            if let (1, true, Some(year)) = (skip, self.label, self.short_year(end + skip)) {
                return of(month, year, end + skip + 1);
            }
            if let (true, true, Some(year)) = (self.label, self.pieces.len() == end + 1, self.short_year(end)) {
                return of(month, year, end + 1);
            }
            return self.label.then_some((Time::of_months(month, month, false), end));
        }
        if let Some((month, 2)) = self.number(at).filter(|(n, _)| (1..=12).contains(n))
            && matches!(self.mark(at + 1), Some('/' | '-'))
            && let Some(year) = self.year(at + 2)
        {
            return of(i8::try_from(month).ok()?, year, at + 3);
        }
        let year = self.year(at)?;
        if let Some((month, end)) = self.month(at + 1) {
            return of(month, year, end);
        }
        let skip = match self.pieces.get(at + 1)? {
            Piece::Word(w) if w == "m" => 1,
            Piece::Mark('-' | '/') => {
                let skip = if self.word(at + 2) == Some("m") { 2 } else { 1 };
                if let Some((month, end)) = self.month(at + 2) {
                    return of(month, year, end);
                }
                skip
            }
            _ => return None,
        };
        let (month, digits) = self.number(at + 1 + skip)?;
        // 2019-20 is a fiscal year, read before; 2009-10 would be one too.
        ((1..=12).contains(&month) && digits == 2).then_some(())?;
        of(i8::try_from(month).ok()?, year, at + 2 + skip)
    }

    /// `2019`, `2014 to 2019`, `2016-2018`.
    fn years(&self, at: usize) -> Option<(Time, usize)> {
        let first = self.year(at)?;
        if self.dash(at + 1)
            && let Some(last) = self.year(at + 2).or_else(|| self.short_year(at + 2)).filter(|y| *y > first)
        {
            return Some((Time::of_year(Year::Range(first, last)), at + 3));
        }
        // 2019 in 2019,5 or 12/2019/3 is no year; beside words it is.
        Some((Time::of_year(Year::Calendar(first)), at + 1))
    }
}
