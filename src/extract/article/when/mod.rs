//! When the counted thing happened: the time of a figure's clause, else of its whole, else the one of those told before
//! (and, for a lead, right behind) that weighs most. A time that is named but can't be
//! known ("the previous festive season") leaves the figure open rather than give it another's.

use jiff::civil::Date;

use super::discourse::Scene;
use super::draft::Draft;
use super::quantity::{Quantity, What};
use crate::extract::period::{PeriodExpr, PeriodMention, Role, length};
use crate::model::{Kind, Modality, Period};
use crate::normalize::period::{Reference, ending, resolve_all, year_before};
use crate::text::{Prose, Token, TokenKind};
use crate::vocabulary::periods::{Beside, Unit};
use crate::vocabulary::{Class, Vocabulary};

mod begun;
pub mod choice;
mod compared;
pub mod deeds;
mod inherited;
pub mod marks;
mod own;
mod told;
pub mod traits;
pub mod weights;

use begun::Told;
use choice::Judge;
use own::{Clause, Moved, Own};

/// How many sentences behind "a four-day sweep" its end may be told.
const LENGTH_REACH: usize = 3;
/// How far behind "since August, when" the figure of that August stands.
const TOLD_WHEN: usize = 7;
/// A year that ends in so many days is spoken of as a whole.
const NEARLY_OVER: i32 = 31;
/// A month has at least so many days.
const MONTH: i32 = 28;
/// Figures of so many days or more are set against those of the year before.
const QUARTER: i32 = 89;
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
    /// Where it is but the last day of a count ("by 30 September"): from when the count began to then.
    pub up_to: Option<Period>,
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
    let mut told = Told::default();
    let mut lasting: Option<(usize, Unit, u16)> = None;
    for (index, (sentence, found)) in prose.sentences.iter().zip(mentions).enumerate() {
        let found: Vec<PeriodMention> = found.iter().map(|m| begun(m, &sentence.tokens, vocabulary)).collect();
        let before = spoken.len();
        let periods = resolve_all(&found, reference, &mut spoken);
        forget_background(&mut spoken, before, &found, &periods, &sentence.tokens, vocabulary);
        if let Some((unit, count)) = length(&sentence.tokens, vocabulary) {
            lasting = Some((index, unit, count));
        }
        let mut times: Vec<Time> =
            found.into_iter().zip(periods).map(|(mention, period)| Time { mention, period, up_to: None }).collect();
        for time in &mut times {
            let ends = sentence.tokens.get(time.mention.start.saturating_sub(3)..time.mention.start).unwrap_or(&[]);
            let ends = ends.iter().any(|t| vocabulary.periods.is(t, Beside::End));
            if let Some((_, unit, count)) = lasting.filter(|(since, ..)| ends && index - since < LENGTH_REACH)
                && let Some(period) = time.period.and_then(|p| ending(p, unit, count))
            {
                time.period = Some(period);
            }
        }
        told.read(index, &sentence.tokens, &mut times, reference.published, vocabulary);
        out.push(times);
    }
    out
}

/// "In 2022 the number had been 78. In the same months …": what had been before is not what the text goes on with.
fn forget_background(
    spoken: &mut Vec<Period>,
    before: usize,
    mentions: &[PeriodMention],
    periods: &[Option<Period>],
    tokens: &[Token],
    vocabulary: &Vocabulary,
) {
    let had = |m: &PeriodMention| {
        let mark = |i: &usize| tokens.get(*i).is_some_and(|t| t.kind == TokenKind::Mark && !t.is("%"));
        let from = (0..m.start).rev().find(mark).map_or(0, |i| i + 1);
        let to = (m.end..tokens.len()).find(mark).unwrap_or(tokens.len());
        // "who had no right to stay" tells of no earlier time.
        let owns = |t: &Token| {
            t.is_number() || [Class::Determiner, Class::Negator].iter().any(|c| vocabulary.grammar.is(t, *c))
        };
        let clause = tokens.get(from..to).unwrap_or(&[]);
        let relative = |i: usize| clause.get(i).is_some_and(|t| vocabulary.grammar.is(t, Class::Relative));
        let before = |i: usize| i.checked_sub(1).is_some_and(relative);
        clause.iter().enumerate().any(|(i, t)| t.is("had") && !before(i) && !clause.get(i + 1).is_some_and(owns))
    };
    let long = |p: &Period| days_of(p).is_some_and(|d| d >= MONTH);
    if spoken.get(..before).is_some_and(|s| s.iter().any(long)) {
        let background: Vec<Period> =
            mentions.iter().zip(periods).filter(|(m, _)| had(m)).filter_map(|(_, p)| *p).filter(long).collect();
        let mut at = 0;
        spoken.retain(|p| {
            at += 1;
            at <= before || !background.contains(p)
        });
    }
}

/// "not seen since August 2023, when 88 were caught": the time in which it began.
fn begun(mention: &PeriodMention, tokens: &[Token], vocabulary: &Vocabulary) -> PeriodMention {
    let word = |i: usize| tokens.get(i).map_or("", |t| t.folded.as_str());
    let told = mention.end + 2..mention.end + TOLD_WHEN;
    let counts = told.into_iter().any(|i| vocabulary.numbers.plain(tokens, i).is_some());
    match &mention.expr {
        PeriodExpr::Since(of)
            if counts && mention.start > 2 && word(mention.end) == "," && word(mention.end + 1) == "when" =>
        {
            PeriodMention { expr: (**of).clone(), role: Role::Event, ..mention.clone() }
        }
        _ => mention.clone(),
    }
}

/// A text whose figures are to have their times.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    pub scenes: &'a [Scene<'a>],
    pub times: &'a [Vec<Time>],
    pub published: Option<Date>,
    pub vocabulary: &'a Vocabulary,
}

/// Gives each draft its period.
pub fn periods(drafts: &mut [Draft], text: Telling, judge: &mut dyn Judge) {
    let Telling { scenes, times, vocabulary, .. } = text;
    let mut history = told::History::default();
    for index in 0..drafts.len() {
        let Some((before, rest)) = drafts.split_at_mut_checked(index) else { continue };
        let Some(draft) = rest.first_mut() else { continue };
        let Some(scene) = scenes.get(draft.sentence) else { continue };
        history.read_times(draft.sentence, scenes, times);
        one(draft, before, &history, text, judge);
        history.take(draft, scene, vocabulary);
    }
}

/// The period of one draft: its own words', else one that was told before.
fn one(draft: &mut Draft, before: &[Draft], history: &told::History, text: Telling, judge: &mut dyn Judge) {
    let Telling { scenes, times, published, vocabulary } = text;
    let (Some(scene), Some(here)) = (scenes.get(draft.sentence), times.get(draft.sentence)) else { return };
    let planned = draft.modality == Modality::Planned;
    if draft.part_of.is_none() && is_elsewhere(draft, scene, here, vocabulary) {
        return draft.because("period", UNKNOWN, None);
    }
    let own = Clause::of(draft, scene, here, vocabulary).and_then(|c| c.time());
    let whole = draft.part_of.and_then(|w| before.get(w)).filter(|w| w.measure == draft.measure);
    let outside = |own: &Own| whole.is_some_and(|w| !is_within(own, w.period));
    if let Some(own) = own.filter(|o| (!planned || o.current || is_ahead(o.period, published)) && !outside(o)) {
        let own = Own { period: same_as_before(&own, draft, before, scenes).or(own.period), ..own };
        let base = compared_with(draft, before);
        let moved = base.and_then(|b| b.period).zip(own.moved).and_then(|(p, by)| move_by(p, by));
        let period = match moved.filter(|_| own.rule == COMPARED) {
            Some(earlier) => Some(earlier),
            None => own.period.map(|p| so_far(p, draft, published)),
        };
        draft.period = period;
        draft.because("period", own.rule, Some(own.span));
        if own.rule == CLAUSE {
            set_back(draft, scene, here);
        }
        return;
    }
    if planned || draft.modality == Modality::Denied {
        return;
    }
    let found = inherited::inherited(draft, before, history, text, judge);
    if let Some((period, rule, span)) = found.filter(|(p, ..)| p.is_some()) {
        draft.period = period;
        draft.because("period", rule, Some(span));
        set_back(draft, scene, here);
    }
}

/// "In the same period 412 were caught": the time of the figure before in its paragraph, not of an aside.
fn same_as_before(own: &Own, draft: &Draft, before: &[Draft], scenes: &[Scene]) -> Option<Period> {
    if !own.same {
        return None;
    }
    let paragraph = |d: &Draft| scenes.get(d.sentence).map_or(0, |s| s.parsed.paragraph);
    let told = |d: &&Draft| {
        let compared = d.reasons.iter().any(|r| r.attribute == "period" && r.rule == COMPARED);
        d.sentence < draft.sentence && d.period.is_some() && !compared
    };
    let mut here = before.iter().rev().take_while(|d| paragraph(d) == paragraph(draft));
    here.find(told).and_then(|d| d.period)
}

/// "against 61,077 a year earlier": the figure before that this one is compared with.
fn compared_with<'d>(draft: &Draft, before: &'d [Draft]) -> Option<&'d Draft> {
    let mut last = before.iter().rev().take_while(|d| d.sentence + 1 >= draft.sentence);
    last.find(|d| d.measure == draft.measure && d.kind == Kind::Level && d.what == draft.what && d.part_of.is_none())
}

fn move_by(period: Period, by: Moved) -> Option<Period> {
    match by {
        Moved::Back => year_before(period),
        Moved::ToYear(year) if period.start?.year() == year + 1 => year_before(period),
        Moved::ToYear(_) => None,
    }
}

/// "Arrests climbed to 3,912 from 3,540": the level from which it came is that of the year before.
fn set_back(draft: &mut Draft, scene: &Scene, times: &[Time]) {
    let Some(quantity) = scene.quantities.get(draft.quantity) else { return };
    let (start, end) = (quantity.start(), quantity.end);
    let from = scene.parsed.before(start, 1) == "from";
    let level = |i: usize| scene.quantities.iter().any(|q| q.start() == i || q.end == i);
    // "to 1.15 million last year from 1.01 million": past the time between.
    let timed = |i: usize| scene.parsed.timed.get(i).copied().unwrap_or(false);
    let behind = (0..start.saturating_sub(1)).rev().find(|i| !timed(*i)).map_or(0, |i| i + 1);
    let leads =
        |q: &Quantity| q.end == behind && (q.what == What::Percent || scene.parsed.before(q.start(), 1) == "to");
    // "from 34 to 61", "to 3,912 from 3,540", "down 9.6 percent from 230"
    let changes = scene.parsed.word(end) == "to" && level(end + 1) || scene.quantities.iter().any(leads);
    let told = times.iter().any(|t| t.mention.start >= end && t.mention.start - end <= 2);
    let long = draft.period.as_ref().and_then(days_of).is_some_and(|d| d >= QUARTER);
    if from && changes && !told && long && draft.kind == Kind::Level {
        draft.period = draft.period.and_then(year_before);
        // What comes behind goes on with the later time.
        for reason in draft.reasons.iter_mut().filter(|r| r.attribute == "period") {
            reason.rule = COMPARED;
        }
    }
}

/// "have convicted three in 2023", in a text of that September: so far.
fn so_far(period: Period, draft: &Draft, published: Option<Date>) -> Period {
    match (period.start, period.end, published) {
        (Some(start), Some(end), Some(day)) if draft.modality == Modality::Actual && start < day && end > day => {
            // What is told of a year in its last weeks is told of all of it.
            if days(day, end) <= NEARLY_OVER { period } else { Period::new(start, day) }
        }
        _ => period,
    }
}

fn days(start: Date, end: Date) -> i32 {
    end.since(start).map_or(0, |s| s.get_days()) + 1
}

/// How many days a period has.
fn days_of(period: &Period) -> Option<i32> {
    Some(days(period.start?, period.end?))
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
    let other = |at: usize| parsed.token(at).is_some_and(|t| vocabulary.periods.is(t, Beside::Apart));
    (border + 1..start.min(border + 4)).any(|at| other(at) && event(at + 1))
}

#[cfg(test)]
mod tests;
