//! Offences that the document as a whole tells: where it knows one only, what it counts without a word of one is counted
//! for that. In: drafts with what clauses and paragraphs gave them. Out: offences for those still open.

use std::collections::BTreeMap;

use super::events::{is_of_thing, is_set_apart};
use super::offences::{ENFORCED, Finder};
use super::words::{Says, Word, codes, fought_by};
use crate::extract::article::draft::Draft;
use crate::extract::article::quantity::Quantity;
use crate::model::{Kind, Modality, Span};

/// A figure over more days than this is no part of one raid.
const RAID_DAYS: i32 = 14;
/// How much of what a text says of offences, and in how many sentences, must be of one for the text to be about it.
const OF_OTHERS: (f64, usize) = (0.55, 2);
const OF_SIDE_SUBJECTS: (f64, usize) = (0.7, 3);
/// In how many sentences a text about scams on the internet speaks of them.
const OF_SCAMS: usize = 5;
/// What the first paragraphs say tells more of what a text is about.
const LEAD: (usize, usize) = (2, 2);
/// What is done or suffered over the offence that a text is about, whenever it happened.
const OVER_MAIN: &[&str] = &[
    "arrested",
    "charged",
    "convicted",
    "raids",
    "victims",
    "losses",
    "proceeds",
    "wanted",
    "surrendered",
    "offenders",
    "rescued",
    "repatriated",
    "cases",
    "fined",
    "released",
];
/// What is done with migrants, of whom a text also tells other things.
const OF_MIGRATION: &[&str] = &["people_smuggling", "human_trafficking"];
/// Crimes that happen beside others: a word of them in the lead doesn't make the text's subject.
const BESIDE_OTHERS: &[&str] =
    &["organised_crime", "theft", "assault", "homicide", "robbery", "sexual_offence", "public_order", "weapons"];
/// Breaches of the rules for foreigners: a text about them also counts foreigners who are held for other things.
pub(super) const OF_FOREIGNERS: &[&str] =
    &["immigration_offence", "illegal_entry", "overstay", "undocumented", "illegal_work"];

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

    /// What is still open in a text that is about one offence is of that.
    pub(super) fn of_main_offence(&mut self) {
        let Some((main, together, span)) = self.main_offence() else { return };
        for index in 0..self.drafts.len() {
            let Some(draft) = self.drafts.get(index) else { continue };
            let open = draft.offences.is_empty() && !told_at(&self.stated, index) && draft.part_of.is_none();
            let over = OVER_MAIN.contains(&self.code(draft)) && !self.is_thing(draft) && !self.is_apart(draft.sentence);
            // Those saved from a wreck are nobody's victims.
            let saved =
                self.code(draft) == "rescued" && self.vocabulary.terms.offence("people_smuggling") == Some(main);
            if open && over && !saved && draft.kind == Kind::Level && draft.modality != Modality::Planned {
                self.give(index, together.clone(), "what the text is about", Some(span));
            }
        }
    }

    /// "job scams", "scammers" in a text that tells of scams on the internet all through.
    pub(super) fn of_one_kind_of_scam(&mut self) {
        let terms = &self.vocabulary.terms;
        let kinds = ["fraud", "online_scam", "telecom_scam"].map(|k| terms.offence(k));
        let said = |kind: Option<usize>| {
            let codes = |w: &Word| w.says == Says::Named && w.codes.iter().any(|c| Some(*c) == kind);
            self.words.iter().filter(|words| words.iter().any(codes)).count()
        };
        let [Some(fraud), Some(online), telecom] = kinds else { return };
        let count = said(Some(online));
        if count < OF_SCAMS || 2 * said(telecom) > count {
            return;
        }
        let wide = |i: &usize| self.drafts.get(*i).is_some_and(|d| d.offences == [fraud]);
        let found: Vec<usize> = (0..self.drafts.len()).filter(wide).collect();
        for index in found {
            self.give(index, vec![online], "the scams that the text is about", None);
        }
    }

    /// "The Anti-Kidnapping Group arrested nine": where no word of the text says over what, the body's name does.
    pub(super) fn of_bodies(&mut self) {
        for index in 0..self.drafts.len() {
            let Some(draft) = self.drafts.get(index) else { continue };
            let open = draft.offences.is_empty() && !told_at(&self.stated, index) && draft.part_of.is_none();
            let done = OVER_MAIN.contains(&self.code(draft)) && draft.kind == Kind::Level && !self.is_thing(draft);
            let start = self.quantity(draft).map_or(0, Quantity::start);
            let Some(scene) = self.scenes.get(draft.sentence).filter(|_| open && done) else { continue };
            if let Some((codes, at)) = fought_by(&scene.parsed, start, self.vocabulary) {
                let span = scene.parsed.span_of(at.0, at.1);
                self.give(index, codes, "what the body fights", Some(span));
            }
        }
    }

    /// The offences that the text always counts the main one with: "VoIP fraud and online gambling".
    fn told_with(&self, main: usize) -> Vec<usize> {
        let of_main = |d: &&Draft| !self.is_thing(d) && d.kind == Kind::Level && d.offences.contains(&main);
        let mut told = self.drafts.iter().filter(of_main).map(|d| &d.offences);
        let other = self.vocabulary.terms.offence("other");
        let first = told.next().filter(|f| !f.iter().any(|o| Some(*o) == other));
        first.filter(|f| told.all(|o| o == *f)).cloned().unwrap_or_else(|| vec![main])
    }

    /// "In a separate case": whether a sentence belongs to an event that is set apart.
    fn is_apart(&self, sentence: usize) -> bool {
        let Some(event) = self.events.get(sentence) else { return false };
        // Events follow each other.
        let first = self.events.partition_point(|e| e < event);
        self.scenes.get(first).is_some_and(|s| is_set_apart(s, self.vocabulary))
    }

    /// The offence that most sentences with one speak of, and those that the text always counts it with.
    fn main_offence(&self) -> Option<(usize, Vec<usize>, Span)> {
        let mut said: BTreeMap<usize, (usize, Span)> = BTreeMap::new();
        let mut all = 0;
        for (scene, words) in self.scenes.iter().zip(self.words) {
            let weight = if scene.parsed.paragraph < LEAD.0 { LEAD.1 } else { 1 };
            let named: Vec<_> =
                words.iter().filter(|w| w.says == Says::Named && !is_of_thing(w, scene, self.vocabulary)).collect();
            let found = codes(&named, &scene.parsed, self.vocabulary);
            all += if found.is_empty() { 0 } else { weight };
            for code in found {
                said.entry(code).or_insert((0, scene.parsed.span)).0 += weight;
            }
        }
        let (&main, &(count, span)) =
            said.iter().max_by_key(|(code, (count, _))| (*count, std::cmp::Reverse(**code)))?;
        let wider: usize = said.iter().filter(|(c, _)| self.is_narrower(&[main], &[**c])).map(|(_, (n, _))| n).sum();
        let code = self.vocabulary.terms.offences.get(main)?.code.get_ref().as_str();
        let needs_more = OF_MIGRATION.contains(&code) || BESIDE_OTHERS.contains(&code);
        let (share, least) = if needs_more { OF_SIDE_SUBJECTS } else { OF_OTHERS };
        let enough = count >= least && (count + wider) as f64 >= share * all as f64;
        // A list of offences is about none of them.
        let kin = |c: usize| c == main || self.is_narrower(&[main], &[c]) || self.is_narrower(&[c], &[main]);
        let together = self.told_with(main);
        let rivalled = said.iter().any(|(c, (n, _))| *n >= count && !kin(*c) && !together.contains(c));
        (enough && !rivalled && !OF_FOREIGNERS.contains(&code)).then_some((main, together, span))
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
