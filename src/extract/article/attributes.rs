//! Attributes of drafts that the sentence and the document give: offences, period, country. What a figure's own words
//! don't say comes from its clause, then from its whole, then from the event that it belongs to; each step is a rule.

mod offences;
mod words;

pub use offences::offences;

use super::discourse::Scene;
use super::draft::Draft;
use crate::extract::period::{PeriodMention, Role};
use crate::model::{Kind, Modality, Period, Span};

/// A time of a sentence with the period that it means.
#[derive(Debug, Clone)]
pub struct Time {
    pub mention: PeriodMention,
    pub period: Option<Period>,
}

/// Gives each draft the time of its clause, else of its whole, else of the event before it.
pub fn periods(drafts: &mut [Draft], scenes: &[Scene], times: &[Vec<Time>]) {
    for index in 0..drafts.len() {
        let Some((before, rest)) = drafts.split_at_mut_checked(index) else { continue };
        let Some(draft) = rest.first_mut() else { continue };
        let (Some(scene), Some(times)) = (scenes.get(draft.sentence), times.get(draft.sentence)) else { continue };
        if let Some((period, span)) = own_period(draft, scene, times) {
            draft.period = Some(period);
            draft.because("period", "time of the clause", Some(span));
            continue;
        }
        if draft.modality == Modality::Planned {
            continue;
        }
        let whole = draft.part_of.and_then(|w| before.get(w));
        let (source, rule) = match whole {
            Some(whole) => (Some(whole), "as its whole"),
            None => (event_before(draft, before, scenes), "time of the event before"),
        };
        if let Some(source) = source
            && source.period.is_some()
        {
            draft.period = source.period;
            draft.because("period", rule, Some(source.figure));
        }
    }
}

/// The time that stands nearest to a quantity in its sentence.
fn own_period(draft: &Draft, scene: &Scene, times: &[Time]) -> Option<(Period, Span)> {
    let quantity = scene.quantities.get(draft.quantity)?;
    let usable = |t: &&Time| t.period.is_some() && !matches!(t.mention.role, Role::Report { .. } | Role::Said);
    let between = |from: usize, to: usize| {
        scene.quantities.iter().filter(|q| !q.article && q.start() > from && q.start() < to).count()
    };
    let comparison = |t: &Time| matches!(t.mention.role, Role::Comparison);
    let change = draft.kind == Kind::Change;
    let cost = |t: &&Time| -> usize {
        let (start, end) = (quantity.start(), quantity.end);
        let behind = t.mention.start >= start;
        let crossed =
            if behind { between(start, t.mention.start) } else { between(t.mention.end.saturating_sub(1), start) };
        let distance = if behind { t.mention.start.saturating_sub(end) } else { start.saturating_sub(t.mention.end) };
        // A time of comparison belongs to the figure right beside it.
        let compared = if comparison(t) && (change || crossed > 0 || !behind || distance > 8) { 1000 } else { 0 };
        crossed * if behind { 40 } else { 6 } + distance + compared
    };
    let best = times.iter().filter(usable).min_by_key(cost)?;
    if cost(&best) >= 1000 {
        return None;
    }
    let span = scene.parsed.span_of(best.mention.start, best.mention.end);
    best.period.map(|p| (p, span))
}

/// The event to which a figure without a time belongs: the last one of this paragraph, or of the one before it.
fn event_before<'d>(draft: &Draft, before: &'d [Draft], scenes: &[Scene]) -> Option<&'d Draft> {
    let paragraph = |d: &Draft| scenes.get(d.sentence).map_or(0, |s| s.parsed.paragraph);
    let here = paragraph(draft);
    before.iter().rev().find(|d| d.modality == Modality::Actual && d.kind == Kind::Level && paragraph(d) + 1 >= here)
}

/// Gives each draft the speaker of its words; a part without one has its whole's.
pub fn speakers(drafts: &mut [Draft], who: &super::who::Who) {
    for index in 0..drafts.len() {
        let Some((before, rest)) = drafts.split_at_mut_checked(index) else { continue };
        let Some(draft) = rest.first_mut() else { continue };
        if let Some(said) = who.speaker_of(draft.figure).filter(|a| !a.speaker.is_empty()) {
            draft.speaker = said.speaker.clone();
            draft.because("attributed_to", said.rule, Some(said.words));
        } else if let Some(whole) = draft.part_of.and_then(|w| before.get(w)).filter(|w| !w.speaker.is_empty()) {
            draft.speaker = whole.speaker.clone();
            draft.because("attributed_to", "as its whole", Some(whole.figure));
        }
    }
}
