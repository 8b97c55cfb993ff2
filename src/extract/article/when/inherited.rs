//! The time that a figure without one of its own takes from others: the event before, the list's head, the sentence
//! before, what is told later. In: drafts and scenes so far. Out: a period, the rule and the words.

use jiff::civil::Date;

use super::{COMPARED, SINCE, Time, UNKNOWN, days_of, deeds};
use crate::extract::article::discourse::{COMPARED as COMPARED_WITH, Scene};
use crate::extract::article::draft::Draft;
use crate::extract::period::{PeriodExpr, Role};
use crate::model::{Kind, Modality, Period, Span};
use crate::vocabulary::periods::{Unit, Word};
use crate::vocabulary::{Class, Vocabulary};

/// How far behind a figure "every year" may stand.
const HABIT_REACH: usize = 12;
/// How far before a figure "bringing the total number of arrests to" may begin.
const TALLY_REACH: usize = 12;
/// How far behind a figure the place of an event may be named.
const SCENE_REACH: usize = 12;
/// A raid, search or crackdown takes no longer than so many days.
const LONGEST_RAID: i32 = 14;
/// What a lead tells of took no longer than so many days.
const LONGEST_EVENT: i32 = 92;
/// What is counted over so many days is a record.
const HALF_YEAR: i32 = 150;
/// For how many paragraphs the time of an event stays spoken of.
const LONGEST_TOPIC: usize = 6;

/// The measures of those who are there, at large or not found, and of what is earned: they hold at no time of an event.
const STOCK: &[&str] = &["present", "wanted", "proceeds"];

/// Whether a measure counts who is there on a day.
pub fn is_stock(measure: &str) -> bool {
    STOCK.contains(&measure)
}

/// The rule that gives the time of the event to which a figure belongs.
const EVENT: &str = "time of the event before";
/// Those who are there on a day.
const PRESENT: &str = "present";
/// "are still missing": since the event.
const MISSING: &str = "missing";
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
    published: Option<Date>,
    vocabulary: &Vocabulary,
) -> Inherited {
    let scene = scenes.get(draft.sentence)?;
    if has_since(draft, scene, vocabulary) || is_habit(draft, scene, vocabulary) {
        return None;
    }
    if let Some(whole) = draft.part_of.and_then(|w| before.get(w)) {
        return Some((whole.period, "as its whole", whole.figure));
    }
    if tally(draft, scene, vocabulary).is_some() {
        return None;
    }
    let measure = vocabulary.terms.measure_code(draft.measure);
    let holds = is_stock(measure) || measure != MISSING && is_now(draft, scene, vocabulary);
    if draft.kind == Kind::Level && holds {
        return None;
    }
    if measure == LOSSES && before.iter().all(|d| d.measure != draft.measure) {
        return None;
    }
    if is_item(scene) && !same_item(draft, before, scenes) {
        return head_time(draft, scenes, times);
    }
    let year = year_compared(draft, times, published);
    let found = year
        .or_else(|| event_before(draft, before, scenes, times, vocabulary))
        .or_else(|| sentence_before(draft, scenes, times))
        .or_else(|| told_later(draft, scenes, times));
    found.filter(|(period, ..)| !period.as_ref().is_some_and(|p| deeds::is_of_stroke(p, measure)))
}

/// "Eight of them have since been deported": nobody says when.
fn has_since(draft: &Draft, scene: &Scene, vocabulary: &Vocabulary) -> bool {
    let Some(quantity) = scene.quantities.get(draft.quantity) else { return false };
    let parsed = &scene.parsed;
    let timed = |i: usize| parsed.timed.get(i).copied().unwrap_or(false);
    let perfect = |i: usize| matches!(parsed.word(i), "has" | "have");
    let be = |i: usize| {
        parsed.token(i).is_some_and(|t| vocabulary.grammar.is(t, Class::Be)) || parsed.word(i).ends_with("ed")
    };
    let mut behind = (quantity.end..parsed.len()).take_while(|i| parsed.word(*i) != ";");
    behind.any(|i| parsed.word(i) == "since" && !timed(i) && i > 0 && perfect(i - 1) && be(i + 1))
}

/// "12,000 are trafficked every year", "a day": of no time.
fn is_habit(draft: &Draft, scene: &Scene, vocabulary: &Vocabulary) -> bool {
    let Some(quantity) = scene.quantities.get(draft.quantity) else { return false };
    let parsed = &scene.parsed;
    let timed = |i: usize| parsed.timed.get(i).copied().unwrap_or(false);
    let unit =
        |i: usize| parsed.token(i).is_some_and(|t| matches!(vocabulary.periods.word(t), Word::Unit(_))) && !timed(i);
    let preposition = |i: usize| parsed.token(i).is_some_and(|t| vocabulary.grammar.is(t, Class::Preposition));
    let mut behind = (quantity.end..(quantity.end + HABIT_REACH).min(parsed.len()))
        .take_while(|i| !matches!(parsed.word(*i), "," | ";" | "and"));
    behind.any(|i| match parsed.word(i) {
        "every" | "each" | "per" => unit(i + 1),
        "a" | "an" => unit(i + 1) && i > 0 && !preposition(i - 1) && !parsed.token(i + 2).is_some_and(|t| t.glued),
        word => matches!(word, "annually" | "yearly"),
    })
}

/// "At present 14,929 foreigners are subject to …", "up to now 1,091 have been rescued": of no event.
fn is_now(draft: &Draft, scene: &Scene, vocabulary: &Vocabulary) -> bool {
    let Some(quantity) = scene.quantities.get(draft.quantity) else { return false };
    let parsed = &scene.parsed;
    let timed = |i: usize| parsed.timed.get(i).copied().unwrap_or(false);
    // "started three cases and are looking for eleven": a verb of its own.
    let helps = |i: usize| {
        parsed.token(i).is_some_and(|t| [Class::Be, Class::Have].iter().any(|c| vocabulary.grammar.is(t, *c)))
    };
    let border = |i: &usize| matches!(parsed.word(*i), ";" | ",") || parsed.word(*i) == "and" && helps(*i + 1);
    let from = (0..quantity.start()).rev().find(border).map_or(0, |i| i + 1);
    let to = (quantity.end..parsed.len()).find(border).unwrap_or(parsed.len());
    (from..to).any(|i| !timed(i) && vocabulary.periods.present.longest(parsed.tokens, i).is_some())
}

/// "which brings to 10 the number of those convicted", "bringing the total to 45": the token of the verb.
pub fn tally(draft: &Draft, scene: &Scene, vocabulary: &Vocabulary) -> Option<usize> {
    let start = scene.quantities.get(draft.quantity)?.start();
    let parsed = &scene.parsed;
    if parsed.before(start, 1) != "to" {
        return None;
    }
    let near = (start.saturating_sub(TALLY_REACH)..start).rev().take_while(|i| !matches!(parsed.word(*i), "," | ";"));
    near.filter(|i| parsed.token(*i).is_some_and(|t| vocabulary.periods.is_tally(t))).last()
}

/// "287 cases, down 6.2 percent from the previous year": of the year that was told of before, whatever month came between.
fn year_compared(draft: &Draft, times: &[Vec<Time>], published: Option<Date>) -> Inherited {
    let here = times.get(draft.sentence)?;
    let yearly = |t: &Time| match &t.mention.expr {
        PeriodExpr::Shift { unit: Unit::Year, count: -1 } => true,
        PeriodExpr::Calendar(c) => c.month.is_none(),
        _ => false,
    };
    here.iter().find(|t| t.mention.role == Role::Comparison && yearly(t))?;
    let whole =
        |t: &&Time| t.mention.role == Role::Event && t.period.is_some_and(|p| days_of(&p).is_some_and(|d| d >= 365));
    let begun = |t: &&Time| published.is_none_or(|p| t.period.and_then(|t| t.start).is_some_and(|s| s <= p));
    let told = times.get(..draft.sentence)?.iter().rev().flatten().filter(begun).find(whole)?;
    Some((told.period, "time of the year compared", draft.figure))
}

/// "In the course of the raids", "on the premises": of the event, not of the years that were told of in between.
fn names_scene(draft: &Draft, scene: &Scene, vocabulary: &Vocabulary) -> bool {
    let parsed = &scene.parsed;
    let to = scene.quantities.get(draft.quantity).map_or(0, |q| q.end + SCENE_REACH);
    let pointing = |i: usize| matches!(parsed.word(i), "the" | "these" | "those" | "same" | "both" | "that");
    (0..to.min(parsed.len()))
        .any(|i| pointing(i) && (i + 1..i + 3).any(|k| parsed.token(k).is_some_and(|t| vocabulary.periods.is_scene(t))))
}

fn rule_of(draft: &Draft) -> &'static str {
    draft.reasons.iter().find(|r| r.attribute == "period").map_or("", |r| r.rule)
}

/// The event to which a figure without a time belongs: the last one before it, as long as no other time is told between.
fn event_before(
    draft: &Draft,
    before: &[Draft],
    scenes: &[Scene],
    times: &[Vec<Time>],
    vocabulary: &Vocabulary,
) -> Inherited {
    let paragraph = |d: &Draft| scenes.get(d.sentence).map_or(0, |s| s.parsed.paragraph);
    let here = paragraph(draft);
    let silent = |d: &Draft| {
        let between = (d.sentence + 1..=draft.sentence).filter_map(|i| scenes.get(i).zip(times.get(i)));
        between.into_iter().all(|(s, times)| times.iter().all(|t| t.mention.role != Role::Event || is_as_of(s, t)))
    };
    let near = |d: &Draft| paragraph(d) + 1 >= here || (paragraph(d) + LONGEST_TOPIC >= here && silent(d));
    let event = |d: &&Draft| {
        let of_event = match rule_of(d) {
            COMPARED => false,
            SINCE => paragraph(d) == here,
            _ => true,
        };
        // "where 15,600 had been found in 2023": what had happened before what is being told.
        let background = scenes.get(d.sentence).is_some_and(|s| is_background(d, s));
        let of_event = of_event && (!background || draft_is_background(draft, scenes));
        // "As of 1 July 338,200 foreigners were registered": no time of what was done.
        let stock = vocabulary.terms.measure_code(d.measure) == PRESENT && d.measure != draft.measure;
        let of_event = of_event && !stock;
        let compared = d.reasons.iter().any(|r| r.attribute == "measure" && r.rule == COMPARED_WITH);
        d.modality == Modality::Actual && d.kind == Kind::Level && of_event && !compared
    };
    let topic = || before.iter().rev().take_while(|d| paragraph(d) + LONGEST_TOPIC >= here);
    let mut found = topic().find(|d| event(d) && near(d))?;
    // "The number of cases grew to 1,256" goes on with the year that the text counts, not with a raid told in between.
    let day = found.period.as_ref().and_then(days_of).is_some_and(|d| d <= LONGEST_RAID);
    if is_count(draft, scenes) && !long(found) && (day || draft.kind == Kind::Level) {
        let told = |d: &&Draft| d.kind == Kind::Level && d.modality == Modality::Actual && rule_of(d) != COMPARED;
        let counted = before.iter().find(|d| told(d) && long(d));
        if let Some(counted) = counted {
            return Some((counted.period, EVENT, counted.figure));
        }
    }
    let short = |d: &Draft| d.period.as_ref().and_then(days_of).is_some_and(|d| d <= LONGEST_RAID);
    // "laundered $40 million from 2019 to 2022": no time of the arrests told before, nor of what is told of them later.
    let code = |d: &Draft| vocabulary.terms.measure_code(d.measure);
    if !short(found)
        && deeds::is_deed(code(found))
        && deeds::is_stroke(code(draft))
        && let Some(stroke) = topic().find(|d| event(d) && short(d) && deeds::is_stroke(code(d)))
    {
        found = stroke;
    }
    if !short(found)
        && found.period.is_some()
        && let Some(scene) = scenes.get(draft.sentence)
        && names_scene(draft, scene, vocabulary)
    {
        let at_scene = |d: &&Draft| d.modality == Modality::Actual && short(d);
        match topic().find(at_scene) {
            Some(event) => found = event,
            None => return scene_time(draft, scenes, times).or(Some((found.period, EVENT, found.figure))),
        }
    }
    (found.period.is_some() || rule_of(found) == UNKNOWN).then_some((found.period, EVENT, found.figure))
}

/// Whether a period is of months.
fn long(draft: &Draft) -> bool {
    draft.period.as_ref().and_then(days_of).is_some_and(|d| d >= HALF_YEAR)
}

/// "The number of drug cases grew by 46 percent": a figure of a record, not of an event.
fn is_count(draft: &Draft, scenes: &[Scene]) -> bool {
    let Some(scene) = scenes.get(draft.sentence) else { return false };
    let number = |i: usize| scene.parsed.word(i) == "number" && scene.parsed.word(i + 1) == "of";
    // "Seizures of cocaine came to 637 kg"
    let plural = scene.parsed.word(0).ends_with('s');
    let events = plural && scene.triggers.iter().any(|t| t.start == 0 && t.is_event());
    draft.kind == Kind::Change || events || (0..4).any(number)
}

/// The last day or so that was told of as that of an event.
fn scene_time(draft: &Draft, scenes: &[Scene], times: &[Vec<Time>]) -> Inherited {
    let short = |t: &&Time| {
        t.mention.role == Role::Event && t.period.as_ref().and_then(days_of).is_some_and(|d| d <= LONGEST_RAID)
    };
    let told = (0..draft.sentence).rev().filter_map(|i| Some((i, times.get(i)?.iter().find(short)?)));
    let (index, time) = told.into_iter().next()?;
    let span = scenes.get(index)?.parsed.span_of(time.mention.start, time.mention.end);
    Some((time.period, EVENT, span))
}

/// Whether the verb of a figure is in the pluperfect.
fn is_background(draft: &Draft, scene: &Scene) -> bool {
    let verb = draft.reasons.iter().find(|r| r.attribute == "measure").and_then(|r| r.span);
    let mut tokens = scene.parsed.tokens.iter();
    verb.is_some_and(|v| tokens.any(|t| t.is("had") && v.contains(t.span)))
}

fn draft_is_background(draft: &Draft, scenes: &[Scene]) -> bool {
    scenes.get(draft.sentence).is_some_and(|s| is_background(draft, s))
}

/// Whether a sentence begins an item of a list.
fn is_item(scene: &Scene) -> bool {
    matches!(scene.parsed.word(0), "-" | "•" | "*" | "–" | "—" | "▪" | "●" | "·")
}

/// Whether an item told of a dated event before this figure.
fn same_item(draft: &Draft, before: &[Draft], scenes: &[Scene]) -> bool {
    let paragraph = |d: &Draft| scenes.get(d.sentence).map(|s| s.parsed.paragraph);
    before.iter().rev().take_while(|d| paragraph(d) == paragraph(draft)).any(|d| d.period.is_some())
}

/// "What the agency did from January 5 through January 11:": each item is of the head's time, not of the item before.
fn head_time(draft: &Draft, scenes: &[Scene], times: &[Vec<Time>]) -> Inherited {
    // The second sentence of an item stands in the list too.
    let paragraph = |i: usize| scenes.get(i).map(|s| s.parsed.paragraph);
    let first = |i: usize| (0..=i).rev().take_while(|k| paragraph(*k) == paragraph(i)).last().unwrap_or(i);
    let outside = |i: &usize| scenes.get(first(*i)).is_some_and(|s| !is_item(s));
    let (index, time) =
        (0..draft.sentence).rev().filter(outside).find_map(|i| Some((i, longest_time(times.get(i)?)?)))?;
    let span = scenes.get(index)?.parsed.span_of(time.mention.start, time.mention.end);
    Some((time.up_to.or(time.period), "time of the list", span))
}

/// "The police today gave details of an operation from June 19 to 28": the operation's.
fn longest_time(times: &[Time]) -> Option<&Time> {
    let events = times.iter().filter(|t| t.mention.role == Role::Event && t.period.is_some());
    // Of two that are as long the first.
    events.rev().max_by_key(|t| t.up_to.or(t.period).as_ref().and_then(days_of))
}

fn event_time(times: &[Time]) -> Option<&Time> {
    times.iter().find(|t| t.mention.role == Role::Event && t.period.is_some())
}

/// "As of 1 July": the day of a count, on which nothing happened.
fn is_as_of(scene: &Scene, time: &Time) -> bool {
    let start = time.mention.start;
    (start.saturating_sub(2)..=start).any(|i| scene.parsed.word(i) == "as")
}

/// "The department published … last year. The number rose by 100." Of an earlier paragraph only where it is the one
/// time that was told.
fn sentence_before(draft: &Draft, scenes: &[Scene], times: &[Vec<Time>]) -> Inherited {
    let here = scenes.get(draft.sentence)?.parsed.paragraph;
    let told = || {
        let timed = |i: usize| Some((i, event_time(times.get(i)?)?));
        let counts = |(i, t): &(usize, &Time)| scenes.get(*i).is_some_and(|s| !is_as_of(s, t));
        (0..draft.sentence).rev().filter_map(timed).filter(counts)
    };
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
    // What the gang did over years is no time of the arrests.
    let short = |t: &&Time| {
        t.mention.role == Role::Event && t.period.as_ref().and_then(days_of).is_some_and(|d| d <= LONGEST_EVENT)
    };
    let (index, time) = later
        .take_while(|(_, s)| s.parsed.paragraph <= first + 2)
        .find_map(|(i, _)| Some((i, times.get(i)?.iter().find(short)?)))?;
    let span = scenes.get(index)?.parsed.span_of(time.mention.start, time.mention.end);
    Some((time.period, "time told later", span))
}
