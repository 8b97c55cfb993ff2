//! The time that a figure without one of its own takes from others: its whole's, the list's head's, else the one that the
//! choice finds; none where its words say that it has none. In: drafts and scenes so far. Out: a period, the rule and the
//! words.

use jiff::civil::Date;

use super::choice::{Choice, Judge};
use super::told::History;
use super::{Telling, Time, days_of};
use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::period::{PeriodExpr, Role};
use crate::model::{Period, Span};
use crate::vocabulary::periods::{Beside, Unit, Word};
use crate::vocabulary::{Class, Vocabulary};

/// How far behind a figure "every year" may stand.
const HABIT_REACH: usize = 12;
/// How far before a figure "bringing the total number of arrests to" may begin.
const TALLY_REACH: usize = 12;
/// How far behind a figure the place of an event may be named.
const SCENE_REACH: usize = 12;
/// The measures of those who are there, at large or not found, and of what is earned: they hold at no time of an event.
const STOCK: &[&str] = &["present", "wanted", "proceeds"];

/// Whether a measure counts who is there on a day.
pub fn is_stock(measure: &str) -> bool {
    STOCK.contains(&measure)
}

/// A period with the rule and the words that gave it.
pub type Inherited = Option<(Option<Period>, &'static str, Span)>;

/// What a figure of no time of its own takes from others.
pub fn inherited(
    draft: &Draft,
    before: &[Draft],
    history: &History,
    text: Telling,
    judge: &mut dyn Judge,
) -> Inherited {
    let Telling { scenes, times, published, vocabulary } = text;
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
    if is_item(scene) && !same_item(draft, before, scenes) {
        return head_time(draft, scenes, times);
    }
    year_compared(draft, times, published).or_else(|| {
        let best = Choice { draft, history, scenes, times, vocabulary }.best(judge);
        best.map(|(period, rule, words)| (Some(period), rule, words))
    })
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
    // "Seven were arrested, and six have since been charged": not of the seven.
    let verb = draft.reasons.iter().find(|r| r.attribute == "measure").and_then(|r| r.span);
    let goes_on = |i: usize| parsed.token(i).is_some_and(|t| verb.is_none_or(|v| v.end > t.span.start));
    let mut behind = (quantity.end..parsed.len()).take_while(|i| parsed.word(*i) != ";");
    behind.any(|i| parsed.word(i) == "since" && !timed(i) && i > 0 && perfect(i - 1) && be(i + 1) && goes_on(i))
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
pub fn is_now(draft: &Draft, scene: &Scene, vocabulary: &Vocabulary) -> bool {
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
    near.filter(|i| parsed.token(*i).is_some_and(|t| vocabulary.periods.is(t, Beside::Tally))).last()
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
pub fn names_scene(draft: &Draft, scene: &Scene, vocabulary: &Vocabulary) -> bool {
    let parsed = &scene.parsed;
    let to = scene.quantities.get(draft.quantity).map_or(0, |q| q.end + SCENE_REACH);
    let pointing = |i: usize| matches!(parsed.word(i), "the" | "these" | "those" | "same" | "both" | "that");
    (0..to.min(parsed.len())).any(|i| {
        pointing(i) && (i + 1..i + 3).any(|k| parsed.token(k).is_some_and(|t| vocabulary.periods.is(t, Beside::Scene)))
    })
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
