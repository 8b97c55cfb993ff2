//! Counts that go on from a beginning: "launched on 2 May, it had by the end of December led to 1,106 arrests", "has held
//! 320 since it began". In: the times of each sentence, in order. Out: the same, with the day on which a count began.

use jiff::civil::Date;

use super::{Time, days_of};
use crate::extract::period::{PeriodExpr, Role};
use crate::model::Period;
use crate::text::Token;
use crate::vocabulary::periods::Beside;
use crate::vocabulary::{Class, Vocabulary};

/// How far before its day a beginning may be named: "was launched in seven provinces in December".
const BEGINNING_REACH: usize = 6;
/// For how many sentences a beginning stays spoken of.
const TOLD_REACH: usize = 8;
/// A count that ended so many days before goes on to the day that is named.
const OVERDUE: i32 = 3;

/// What began longer ago than so many days is no drive that goes on.
const LONGEST: i32 = 1000;

/// What was told so far.
#[derive(Default)]
pub struct Told {
    /// The sentence and day of the last beginning.
    began: Option<(usize, Date)>,
    /// The times of more than a day, in order.
    longer: Vec<Period>,
}

impl Told {
    /// Reads the times of a sentence.
    pub fn read(
        &mut self,
        sentence: usize,
        tokens: &[Token],
        times: &mut [Time],
        published: Option<Date>,
        vocabulary: &Vocabulary,
    ) {
        for time in times {
            let before = tokens.get(..time.mention.start).unwrap_or(&[]);
            let words = tokens.get(time.mention.start..time.mention.end).unwrap_or(&[]);
            match time.mention.role {
                Role::Since if time.mention.expr == PeriodExpr::Since(Box::new(PeriodExpr::Open)) => {
                    time.period = self.since(published);
                }
                // "since the operation was launched last December"
                Role::Since if begins(words, vocabulary) => {
                    self.began = time.period.and_then(|p| p.start).map(|day| (sentence, day)).or(self.began);
                }
                Role::Event if vocabulary.periods.is_until(before) => time.up_to = self.up_to(sentence, time, tokens),
                Role::Event if begins(before, vocabulary) => {
                    self.begin(sentence, time, tokens, published, vocabulary);
                }
                _ => {}
            }
            let longer = |p: &Period| days_of(p).is_some_and(|d| d > 1);
            if let Some(period) = time.up_to.or(time.period).filter(longer)
                && matches!(time.mention.role, Role::Event | Role::Since)
            {
                self.longer.push(period);
            }
        }
    }

    /// "since the campaign began"
    fn since(&self, published: Option<Date>) -> Option<Period> {
        let (_, day) = self.began?;
        published.filter(|p| *p > day).map(|p| Period::new(day, p))
    }

    /// "by Sunday night" behind "from 28 April to 4 May"; "by the end of September this year".
    fn up_to(&self, sentence: usize, time: &Time, tokens: &[Token]) -> Option<Period> {
        let end = time.period?.end?;
        let recent = |day: Date| day < end && end.since(day).is_ok_and(|s| s.get_days() <= LONGEST);
        let began = self.began.filter(|(at, day)| sentence - at <= TOLD_REACH && recent(*day));
        if let Some((_, day)) = began.filter(|(at, _)| *at == sentence) {
            return Some(Period::new(day, end));
        }
        let holds = |p: &&Period| {
            let overdue = p.end.and_then(|e| end.since(e).ok()).map_or(0, |s| s.get_days());
            p.start.is_some_and(recent) && overdue <= OVERDUE
        };
        if let Some(start) = self.longer.iter().rev().find(holds).and_then(|p| p.start) {
            return Some(Period::new(start, end));
        }
        if let Some((_, day)) = began {
            return Some(Period::new(day, end));
        }
        let words = tokens.get(time.mention.start..time.mention.end)?;
        let of_year = words.iter().any(|t| t.is("year"));
        of_year.then(|| Date::new(end.year(), 1, 1).ok()).flatten().map(|first| Period::new(first, end))
    }

    /// "The operation, which began on 30 August, has led to 40 arrests": the day is none of the arrests'.
    fn begin(
        &mut self,
        sentence: usize,
        time: &mut Time,
        tokens: &[Token],
        published: Option<Date>,
        vocabulary: &Vocabulary,
    ) {
        let Some(start) = time.period.and_then(|p| p.start) else { return };
        self.began = Some((sentence, start));
        let same = |p: &&Period| p.start == Some(start) && days_of(p) > time.period.as_ref().and_then(days_of);
        let behind = tokens.get(time.mention.end..).unwrap_or(&[]);
        let goes_on = behind.iter().any(|t| t.is("has") || t.is("have"))
            || (0..behind.len()).any(|i| vocabulary.periods.present.longest(behind, i).is_some());
        if let Some(whole) = self.longer.iter().rev().find(same) {
            time.period = Some(*whole);
        } else if goes_on && let Some(last) = published.filter(|p| *p > start) {
            time.period = Some(Period::new(start, last));
        }
    }
}

/// "launched on", "which began in": whether a beginning is named shortly before a time.
fn begins(before: &[Token], vocabulary: &Vocabulary) -> bool {
    let mut near = before.iter().rev().take(BEGINNING_REACH).take_while(|t| t.is_word());
    near.any(|t| vocabulary.periods.is(t, Beside::Beginning) && !vocabulary.grammar.is(t, Class::Preposition))
}
