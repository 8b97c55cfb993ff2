//! Offences that the document as a whole tells: where it knows one only, what it counts without a word of one is counted
//! for that. In: drafts with what clauses and paragraphs gave them. Out: offences for those still open.

use super::offences::{ENFORCED, Finder};
use crate::extract::article::draft::Draft;
use crate::model::{Kind, Modality};

/// A figure over more days than this is no part of one raid.
const RAID_DAYS: i32 = 14;

impl Finder<'_, '_> {
    /// Where all that is counted under one measure is said to be one offence, so is what is counted there without a word
    /// of it; other measures follow where the text knows one offence only and they are of the same time.
    pub(super) fn of_document(&mut self) {
        let told: Vec<usize> = (0..self.drafts.len())
            .filter(|i| told_at(&self.stated, *i))
            .filter(|i| {
                self.drafts
                    .get(*i)
                    .is_some_and(|d| !self.is_thing(d) && d.kind == Kind::Level && !d.offences.is_empty())
            })
            .collect();
        for index in 0..self.drafts.len() {
            let Some(draft) = self.drafts.get(index) else { continue };
            let open = draft.offences.is_empty() && !told_at(&self.stated, index) && draft.part_of.is_none();
            if !open || draft.modality != Modality::Actual || self.is_thing(draft) || !self.may_share(draft) {
                continue;
            }
            if let Some((first, rule)) = self.topic(draft, &told, index)
                && let Some(first) = self.drafts.get(first)
            {
                let (codes, span) = (first.offences.clone(), first.figure);
                self.give(index, codes, rule, Some(span));
            }
        }
    }

    fn may_share(&self, draft: &Draft) -> bool {
        let code = self.code(draft);
        // Rescues, expulsions and stays are of no offence unless words say so.
        (ENFORCED.contains(&code) && !matches!(code, "deported" | "released" | "fined"))
            || matches!(code, "entered" | "present" | "departed")
    }

    fn topic(&self, draft: &Draft, told: &[usize], index: usize) -> Option<(usize, &'static str)> {
        // Events follow each other, so those told of one are a stretch.
        let event = |i: &usize| self.drafts.get(*i).and_then(|d| self.events.get(d.sentence));
        let here = self.events.get(draft.sentence);
        let range = told.partition_point(|i| event(i) < here)..told.partition_point(|i| event(i) <= here);
        let told = told.get(range).unwrap_or_default();
        let one = |indices: &[usize]| -> Option<usize> {
            let first = *indices.first()?;
            let offences = &self.drafts.get(first).filter(|d| !d.offences.is_empty())?.offences;
            let all = indices.iter().all(|i| self.drafts.get(*i).is_some_and(|d| d.offences == *offences));
            all.then_some(first)
        };
        let same: Vec<usize> =
            told.iter().copied().filter(|i| self.drafts.get(*i).is_some_and(|d| d.measure == draft.measure)).collect();
        let whole = |i: &usize| self.drafts.get(*i).is_some_and(|d| d.part_of.is_none() && !is_longer(draft, d));
        if let Some(first) = one(&same).filter(|f| *f < index).filter(whole) {
            return Some((first, "the measure's one offence"));
        }
        let first = one(told).filter(|f| *f < index).filter(whole)?;
        let enforced = ENFORCED.contains(&self.code(draft)) && self.code(draft) != "rescued";
        let same_time = self.drafts.get(first).is_some_and(|d| d.period == draft.period);
        (enforced && same_time).then_some((first, "the text's one offence"))
    }
}

fn told_at(stated: &[bool], index: usize) -> bool {
    stated.get(index).copied().unwrap_or(false)
}

/// Whether a figure covers months where the text's raid took days.
fn is_longer(draft: &Draft, raid: &Draft) -> bool {
    let days = |d: &Draft| {
        let period = d.period?;
        Some(period.end?.since(period.start?).ok()?.get_days())
    };
    match (days(draft), days(raid)) {
        (Some(long), Some(short)) => short <= RAID_DAYS && long > RAID_DAYS,
        _ => false,
    }
}
