//! When the counted thing happened: the time of a figure's clause, else of its whole, of the event before it, of the
//! sentence before; a lead without a time has that of the paragraph that tells more. A time that is named but can't be
//! known ("the previous festive season") leaves the figure open rather than give it another's.

use jiff::civil::Date;

use super::discourse::Scene;
use super::draft::Draft;
use crate::extract::period::{PeriodMention, Role, length};
use crate::model::{Modality, Period};
use crate::normalize::period::{Reference, ending, resolve_all};
use crate::text::Prose;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::periods::Unit;

mod inherited;
mod own;

use own::{Clause, Own};

/// How many sentences behind "a four-day sweep" its end may be told.
const LENGTH_REACH: usize = 3;
/// The rule that gave a period which the event's own figures don't share.
const COMPARED: &str = "time compared with";
/// What lasts since then has no part in the events told behind it.
const SINCE: &str = "time since";
/// How much longer than its whole's the time of a part must be to be that of something else.
const LONGER: i32 = 3;
/// The rule of a time that stands in the figure's own clause.
const CLAUSE: &str = "time of the clause";
const UNKNOWN: &str = "time named but unknown";

/// A time of a sentence with the period that it means.
#[derive(Debug, Clone)]
pub struct Time {
    pub mention: PeriodMention,
    pub period: Option<Period>,
}

/// The times of each sentence with what they mean.
pub fn times(
    prose: &Prose,
    mentions: &[Vec<PeriodMention>],
    reference: &Reference,
    vocabulary: &Vocabulary,
) -> Vec<Vec<Time>> {
    let mut spoken = Vec::new();
    let mut out = Vec::new();
    let mut lasting: Option<(usize, Unit, u16)> = None;
    for (index, (sentence, found)) in prose.sentences.iter().zip(mentions).enumerate() {
        let periods = resolve_all(found, reference, &mut spoken);
        if let Some((unit, count)) = length(&sentence.tokens, vocabulary) {
            lasting = Some((index, unit, count));
        }
        let mut times: Vec<Time> =
            found.iter().cloned().zip(periods).map(|(mention, period)| Time { mention, period }).collect();
        for time in &mut times {
            let ends = sentence.tokens.get(time.mention.start.saturating_sub(3)..time.mention.start).unwrap_or(&[]);
            let ends = ends.iter().any(|t| vocabulary.periods.is_end(t));
            if let Some((_, unit, count)) = lasting.filter(|(since, ..)| ends && index - since < LENGTH_REACH)
                && let Some(period) = time.period.and_then(|p| ending(p, unit, count))
            {
                time.period = Some(period);
            }
        }
        out.push(times);
    }
    out
}

/// Gives each draft its period.
pub fn periods(
    drafts: &mut [Draft],
    scenes: &[Scene],
    times: &[Vec<Time>],
    published: Option<Date>,
    vocabulary: &Vocabulary,
) {
    for index in 0..drafts.len() {
        let Some((before, rest)) = drafts.split_at_mut_checked(index) else { continue };
        let Some(draft) = rest.first_mut() else { continue };
        let (Some(scene), Some(here)) = (scenes.get(draft.sentence), times.get(draft.sentence)) else { continue };
        let planned = draft.modality == Modality::Planned;
        if draft.part_of.is_none() && is_elsewhere(draft, scene, here, vocabulary) {
            draft.because("period", UNKNOWN, None);
            continue;
        }
        let own = Clause::of(draft, scene, here, vocabulary).and_then(|c| c.time());
        let whole = draft.part_of.and_then(|w| before.get(w)).filter(|w| w.measure == draft.measure);
        let outside = |own: &Own| whole.is_some_and(|w| !is_within(own, w.period));
        if let Some(own) = own.filter(|o| (!planned || is_ahead(o.period, published)) && !outside(o)) {
            draft.period = own.period.map(|p| so_far(p, draft, published));
            draft.because("period", own.rule, Some(own.span));
            continue;
        }
        if planned || draft.modality == Modality::Denied {
            continue;
        }
        let found = inherited::inherited(draft, before, scenes, times, published, vocabulary);
        if let Some((period, rule, span)) = found.filter(|(p, ..)| p.is_some()) {
            draft.period = period;
            draft.because("period", rule, Some(span));
        }
    }
}

/// "have convicted three in 2023", in a text of that September: so far.
fn so_far(period: Period, draft: &Draft, published: Option<Date>) -> Period {
    match (period.start, period.end, published) {
        (Some(start), Some(end), Some(day)) if draft.modality == Modality::Actual && start < day && end > day => {
            Period::new(start, day)
        }
        _ => period,
    }
}

fn days(start: Date, end: Date) -> i32 {
    end.since(start).map_or(0, |s| s.get_days()) + 1
}

/// A part happened when its whole did: "the defendants, four of them Poles, smuggled 190 people between 2021 and 2023".
fn is_within(own: &Own, whole: Option<Period>) -> bool {
    let bounds = |p: Period| p.start.zip(p.end);
    match (own.period.and_then(bounds), whole.and_then(bounds)) {
        (Some((start, end)), Some((from, to))) if own.rule == CLAUSE && days(start, end) > days(from, to) * LONGER => {
            start >= from && end <= to
        }
        _ => true,
    }
}

/// What is planned happens behind the publication: "took steps on Saturday to deport 31" leaves them undated.
fn is_ahead(period: Option<Period>, published: Option<Date>) -> bool {
    match (published, period.and_then(|p| p.end.or(p.start))) {
        (Some(published), Some(end)) => end > published,
        _ => true,
    }
}

/// "in a later case", "in a separate raid": an event of its own, which no other's time dates.
fn is_elsewhere(draft: &Draft, scene: &Scene, times: &[Time], vocabulary: &Vocabulary) -> bool {
    let parsed = &scene.parsed;
    let start = scene.quantities.get(draft.quantity).map_or(0, |q| q.start());
    let border = (0..start).rev().find(|i| parsed.word(*i) == ";").map_or(0, |i| i + 1);
    if times.iter().any(|t| t.mention.start >= border && t.mention.role != Role::Said) {
        return false;
    }
    let event = |at: usize| {
        let mention = parsed.mention_from(at);
        let object = mention.and_then(|m| m.object()).and_then(|(o, _)| vocabulary.terms.objects.get(o));
        mention.is_some_and(|m| m.events().next().is_some())
            || object.is_some_and(|o| matches!(o.class.as_str(), "case" | "operation"))
    };
    let other = |at: usize| matches!(parsed.word(at), "later" | "earlier" | "separate" | "different");
    (border + 1..start.min(border + 4)).any(|at| other(at) && event(at + 1))
}

#[cfg(test)]
mod tests;
