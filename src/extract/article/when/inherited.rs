//! The time that a figure without one of its own takes from others: the event before, the list's head, the sentence
//! before, what is told later. In: drafts and scenes so far. Out: a period, the rule and the words.

use super::{COMPARED, SINCE, Time, UNKNOWN};
use crate::extract::article::discourse::{COMPARED as COMPARED_WITH, Scene};
use crate::extract::article::draft::Draft;
use crate::extract::period::Role;
use crate::model::{Kind, Modality, Period, Span};
use crate::vocabulary::Vocabulary;

/// For how many paragraphs the time of an event stays spoken of.
const LONGEST_TOPIC: usize = 6;

/// The measures of those who are there, at large or not found, and of what is earned: they hold at no time of an event.
const STOCK: &[&str] = &["present", "wanted", "proceeds"];

/// What victims lost they lost before the arrest that the text tells of.
const LOSSES: &str = "losses";

/// A period with the rule and the words that gave it.
pub type Inherited = Option<(Option<Period>, &'static str, Span)>;

/// What a figure of no time of its own takes from others.
pub fn inherited(
    draft: &Draft,
    before: &[Draft],
    scenes: &[Scene],
    times: &[Vec<Time>],
    vocabulary: &Vocabulary,
) -> Inherited {
    if let Some(whole) = draft.part_of.and_then(|w| before.get(w)) {
        return Some((whole.period, "as its whole", whole.figure));
    }
    let measure = vocabulary.terms.measure_code(draft.measure);
    if draft.kind == Kind::Level && STOCK.contains(&measure) {
        return None;
    }
    if measure == LOSSES && before.iter().all(|d| d.measure != draft.measure) {
        return None;
    }
    let scene = scenes.get(draft.sentence)?;
    if is_item(scene) && !same_item(draft, before, scenes) {
        return head_time(draft, scenes, times);
    }
    event_before(draft, before, scenes, times)
        .or_else(|| sentence_before(draft, scenes, times))
        .or_else(|| told_later(draft, scenes, times))
}

fn rule_of(draft: &Draft) -> &'static str {
    draft.reasons.iter().find(|r| r.attribute == "period").map_or("", |r| r.rule)
}

/// The event to which a figure without a time belongs: the last one before it, as long as no other time is told between.
fn event_before(draft: &Draft, before: &[Draft], scenes: &[Scene], times: &[Vec<Time>]) -> Inherited {
    let paragraph = |d: &Draft| scenes.get(d.sentence).map_or(0, |s| s.parsed.paragraph);
    let here = paragraph(draft);
    let silent = |d: &Draft| {
        let between = times.get(d.sentence + 1..=draft.sentence).unwrap_or(&[]);
        between.iter().flatten().all(|t| t.mention.role != Role::Event)
    };
    let near = |d: &Draft| paragraph(d) + 1 >= here || (paragraph(d) + LONGEST_TOPIC >= here && silent(d));
    let event = |d: &&Draft| {
        let of_event = match rule_of(d) {
            COMPARED => false,
            SINCE => paragraph(d) == here,
            _ => true,
        };
        let compared = d.reasons.iter().any(|r| r.attribute == "measure" && r.rule == COMPARED_WITH);
        d.modality == Modality::Actual && d.kind == Kind::Level && of_event && !compared && near(d)
    };
    let found = before.iter().rev().find(event)?;
    (found.period.is_some() || rule_of(found) == UNKNOWN).then_some((
        found.period,
        "time of the event before",
        found.figure,
    ))
}

/// Whether a sentence begins an item of a list.
fn is_item(scene: &Scene) -> bool {
    matches!(scene.parsed.word(0), "-" | "•" | "*" | "–" | "—" | "▪" | "●" | "·")
}

/// Whether an item told of a dated event before this figure.
fn same_item(draft: &Draft, before: &[Draft], scenes: &[Scene]) -> bool {
    let paragraph = |d: &Draft| scenes.get(d.sentence).map(|s| s.parsed.paragraph);
    before.iter().any(|d| paragraph(d) == paragraph(draft) && d.period.is_some())
}

/// "What the agency did from January 5 through January 11:": each item is of the head's time, not of the item before.
fn head_time(draft: &Draft, scenes: &[Scene], times: &[Vec<Time>]) -> Inherited {
    let outside = |i: &usize| scenes.get(*i).is_some_and(|s| !is_item(s));
    let (index, time) =
        (0..draft.sentence).rev().filter(outside).find_map(|i| Some((i, event_time(times.get(i)?)?)))?;
    let span = scenes.get(index)?.parsed.span_of(time.mention.start, time.mention.end);
    Some((time.period, "time of the list", span))
}

fn event_time(times: &[Time]) -> Option<&Time> {
    times.iter().find(|t| t.mention.role == Role::Event && t.period.is_some())
}

/// "The department published … last year. The number rose by 100." Of an earlier paragraph only where it is the one
/// time that was told.
fn sentence_before(draft: &Draft, scenes: &[Scene], times: &[Vec<Time>]) -> Inherited {
    let here = scenes.get(draft.sentence)?.parsed.paragraph;
    let told = || (0..draft.sentence).rev().filter_map(|i| Some((i, event_time(times.get(i)?)?)));
    let (index, time) = told().next()?;
    let scene = scenes.get(index)?;
    let near = index + 2 >= draft.sentence && scene.parsed.paragraph + 1 >= here;
    let only = told().all(|(_, t)| t.period == time.period);
    let span = scene.parsed.span_of(time.mention.start, time.mention.end);
    (near || only).then_some((time.period, "time of the sentence before", span))
}

/// "Thirteen were charged … The arrests were made on Saturday": of a lead that names no time.
fn told_later(draft: &Draft, scenes: &[Scene], times: &[Vec<Time>]) -> Inherited {
    let first = scenes.first()?.parsed.paragraph;
    let here = scenes.get(draft.sentence)?.parsed.paragraph;
    if here > first {
        return None;
    }
    let later = scenes.iter().enumerate().skip(draft.sentence + 1);
    let (index, time) = later
        .take_while(|(_, s)| s.parsed.paragraph <= first + 2)
        .find_map(|(i, _)| Some((i, event_time(times.get(i)?)?)))?;
    let span = scenes.get(index)?.parsed.span_of(time.mention.start, time.mention.end);
    Some((time.period, "time told later", span))
}
