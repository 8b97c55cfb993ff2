//! Years at a token: one, two as a range or a fiscal year, and what a year before a noun names.

use super::expr::{Calendar, FiscalYear, PeriodExpr};
use super::read::{Read, Reader};
use crate::vocabulary::periods::{Beside, Unit, Word, YearNoun};

/// How many words may stand between a year and the noun that it names: "2018 annual statistical report".
const YEAR_NOUN_REACH: usize = 4;

impl Reader<'_> {
    /// A year alone, two years as one, or a fiscal year by number.
    pub(super) fn year_at(&self, at: usize, sure: bool) -> Read {
        let year = self.year(at)?;
        if let Some(found) = self.year_pair(at, year, sure) {
            return Some(found);
        }
        // "the 2020s"
        if self.is(at + 1, "s") && !self.spaced(at + 1) {
            return (year % 10 == 0)
                .then(|| (PeriodExpr::range(PeriodExpr::year(year), PeriodExpr::year(year + 9)), at + 2));
        }
        if self.word(at + 1) == Word::Fiscal && self.word(at + 2) == Word::Unit(Unit::Year) {
            return Some((PeriodExpr::Fiscal(FiscalYear::Named(year)), at + 3));
        }
        if self.glued(at + 1) && self.tokens.get(at + 1).is_some_and(|t| !t.is_word()) {
            return None;
        }
        (sure || self.label || self.year_fits(at)).then(|| (PeriodExpr::year(year), at + 1))
    }

    /// `2018-19`, `2018/19`, `2015-2018`, `2015-18`; in labels `2019-01`, `2019/01`.
    pub(super) fn year_pair(&self, at: usize, year: i16, sure: bool) -> Read {
        let second = if self.glued(at + 1) {
            at + 1
        } else if (self.is_mark(at + 1, "/") || self.is_mark(at + 1, "-"))
            && !self.spaced(at + 1)
            && !self.spaced(at + 2)
        {
            at + 2
        } else {
            return None;
        };
        let slash = self.is_mark(at + 1, "/");
        let fiscal = self.word(second + 1) == Word::Fiscal;
        // "during the 2023-2024 period"
        let named = fiscal || self.word(second + 1) == Word::Period;
        if !(sure || self.label || named || self.year_fits(at) || self.before(at) == Word::Unit(Unit::Year)) {
            return None;
        }
        let century = year - year.rem_euclid(100);
        let last = match self.digits(second)? {
            (_, 4) => self.year(second)?,
            (short, 2)
                if i16::try_from(short).ok()? > year.rem_euclid(100) || (year.rem_euclid(100) == 99 && short == 0) =>
            {
                let short = i16::try_from(short).ok()?;
                if short == 0 { century + 100 } else { century + short }
            }
            (month, 2) if self.label && (1..=12).contains(&month) => {
                return Some((PeriodExpr::date(Some(year), u8::try_from(month).ok(), None), second + 1));
            }
            _ => return None,
        };
        if last == year + 1 && (self.digits(second)?.1 == 2 || slash) {
            // "the 2023/24 financial year"
            let named = fiscal && self.word(second + 2) == Word::Unit(Unit::Year);
            return Some((PeriodExpr::Fiscal(FiscalYear::From(year)), if named { second + 3 } else { second + 1 }));
        }
        if let (true, (month @ 1..=12, 2)) = (self.label && last > year + 1, self.digits(second)?)
            && last > year + 6
        {
            return Some((PeriodExpr::date(Some(year), u8::try_from(month).ok(), None), second + 1));
        }
        (last > year).then(|| (PeriodExpr::range(PeriodExpr::year(year), PeriodExpr::year(last)), second + 1))
    }

    /// Whether four digits stand where a year can.
    pub(super) fn year_fits(&self, at: usize) -> bool {
        let next = self.tokens.get(at + 1);
        if next.is_some_and(|t| ["%", "°"].contains(&t.folded.as_str())) {
            return false;
        }
        let brackets = at > 0 && self.is_mark(at - 1, "(") && (self.is_mark(at + 1, ")") || self.is_mark(at + 1, ":"));
        match self.before(at) {
            Word::In | Word::Since | Word::Between | Word::Until | Word::Early | Word::Late | Word::Middle => true,
            Word::Unit(Unit::Year) | Word::Units(Unit::Year) => true,
            Word::Of
            | Word::Over
            | Word::At
            | Word::Than
            | Word::From
            | Word::With
            | Word::Before
            | Word::AfterOnly => !self.counts_something(at + 1),
            // "up by 21 per cent on 2022"
            Word::On => {
                at > 1 && self.tokens.get(at - 2).is_some_and(|t| self.vocabulary.periods.is(t, Beside::Change))
            }
            Word::The | Word::Its => self.year_noun(at).is_none() && next.is_some_and(|t| t.is_word() && !t.capital),
            _ => brackets || next.is_some_and(|t| t.is("'s")),
        }
    }

    /// The noun that a year before it names: a report or a law.
    pub(super) fn year_noun(&self, at: usize) -> Option<YearNoun> {
        let next = self.tokens.get(at + 1..)?;
        next.iter()
            .take(YEAR_NOUN_REACH)
            .take_while(|t| {
                t.is_word() && !matches!(self.vocabulary.periods.word(t), Word::In | Word::Of | Word::And | Word::On)
            })
            .find_map(|t| self.vocabulary.periods.year_noun(t))
    }

    /// "FY2019", "FY 2019/20", "fiscal 2019", "financial year 2023-24", "fiscal year that ended in June"
    pub(super) fn fiscal(&self, at: usize) -> Read {
        if let Word::FiscalYear(year) = self.word(at) {
            let year = i16::try_from(year).ok()?;
            let second = if self.is_mark(at + 1, "/") { at + 2 } else { at + 1 };
            let joined = self.is_mark(at + 1, "/") || self.glued(at + 1);
            if let Some((next, _)) = self.digits(second).filter(|_| joined)
                && next % 100 == u32::from((year + 1).unsigned_abs()) % 100
            {
                return Some((PeriodExpr::Fiscal(FiscalYear::From(year)), second + 1));
            }
            return Some((PeriodExpr::Fiscal(FiscalYear::Named(year)), at + 1));
        }
        let year_word = self.word(at + 1) == Word::Unit(Unit::Year);
        let end = if year_word { at + 2 } else { at + 1 };
        // "the financial year which ended in March"
        let which = usize::from(year_word && self.is(end, "which"));
        if year_word && let Some(found) = self.ending(end + which, Unit::Year, 1) {
            return Some(found);
        }
        match self.year(end).and_then(|_| self.year_at(end, true)) {
            Some((PeriodExpr::Calendar(Calendar { year: Some(year), .. }), end)) => {
                Some((PeriodExpr::Fiscal(FiscalYear::Named(year)), end))
            }
            Some((PeriodExpr::Range(from, to), end)) => match (&*from, &*to) {
                (PeriodExpr::Calendar(a), PeriodExpr::Calendar(b)) if b.year == a.year.map(|y| y + 1) => {
                    Some((PeriodExpr::Fiscal(FiscalYear::From(a.year?)), end))
                }
                _ => Some((PeriodExpr::Range(from, to), end)),
            },
            Some(found) => Some(found),
            None => {
                let year = self.short_year(end).filter(|_| self.word(at) == Word::Fy)?;
                let second = if self.is_mark(end + 1, "/") { end + 2 } else { end + 1 };
                let joined = self.is_mark(end + 1, "/") || self.glued(end + 1);
                match self.short_year(second).filter(|next| joined && *next == year + 1) {
                    Some(_) => Some((PeriodExpr::Fiscal(FiscalYear::From(year)), second + 1)),
                    None => Some((PeriodExpr::Fiscal(FiscalYear::Named(year)), end + 1)),
                }
            }
        }
    }
}
