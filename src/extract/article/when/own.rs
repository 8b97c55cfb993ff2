//! The time that the words of a figure's own sentence give it. In: a draft, its scene and the times of the sentence.
//! Out: a period, the rule and the words; none where every time of the sentence is another's.
//!
//! The nearest time wins, where nothing says that it belongs to something else: another figure, an aside, a clause that
//! tells of something else.

use super::inherited::{is_now, is_stock, tally};
use super::{CLAUSE, COMPARED, SINCE, Time, UNKNOWN, days_of, deeds};
use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::article::groups::PartMark;
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::period::{Calendar, PeriodExpr, Role};
use crate::model::{Modality, Period, Span};
use crate::normalize::period::all_of;
use crate::text::{Token, TokenKind};
use crate::vocabulary::periods::Unit;
use crate::vocabulary::{Class, Vocabulary};

/// What a time costs that belongs to something else.
const ANOTHERS: usize = 1000;
/// What the year of a report costs: whatever else the sentence tells of time says more.
const REPORTED: usize = 500;
/// Those at large are so on no day of an arrest.
const WANTED: &str = "wanted";
/// Those who are still missing went missing then.
const MISSING: &str = "missing";
/// How far before a time "who were" may stand that it belongs to.
const DESCRIBED_REACH: usize = 6;
/// How far before a time the word may stand that makes it an end: "by the evening of 11 April".
const UNTIL_REACH: usize = 4;

/// How far behind a thing the time of its own relative clause may stand.
const RELATIVE_REACH: usize = 8;

/// A period that a sentence's words give, the rule and the words.
pub struct Own {
    pub period: Option<Period>,
    pub rule: &'static str,
    pub span: Span,
    /// How far from what the figure is compared with: "a year earlier", "in the same period of 2023".
    pub moved: Option<Moved>,
    /// "the same period": that of the figure before.
    pub same: bool,
    /// "will be charged today", "intends to inspect 1,500 this year": what is planned may be of it.
    pub current: bool,
}

/// A time that is told by another's.
#[derive(Clone, Copy)]
pub enum Moved {
    Back,
    ToYear(i16),
}

fn moved(time: &Time) -> Option<Moved> {
    match &time.mention.expr {
        PeriodExpr::Shift { unit: Unit::Year, count: -1 } => Some(Moved::Back),
        PeriodExpr::SamePeriod { of, .. } => match **of {
            PeriodExpr::Calendar(Calendar { year: Some(year), month: None, .. }) => Some(Moved::ToYear(year)),
            PeriodExpr::Relative { unit: Unit::Year, offset: -1 }
            | PeriodExpr::Shift { unit: Unit::Year, count: -1 } => Some(Moved::Back),
            _ => None,
        },
        _ => None,
    }
}

fn is_same(time: &Time) -> bool {
    matches!(time.mention.expr, PeriodExpr::Same { unit: None, count: 0 })
}

/// "today", "this year"
fn current(time: &Time) -> Option<Unit> {
    match time.mention.expr {
        PeriodExpr::Relative { unit, offset: 0 } => Some(unit),
        _ => None,
    }
}

/// What happened within a month, so that a wider clause may be of another time.
fn is_short(time: &Time) -> bool {
    time.period.as_ref().and_then(days_of).is_some_and(|d| d <= 32)
}

/// One figure beside the times of its sentence.
pub struct Clause<'a> {
    pub draft: &'a Draft,
    pub scene: &'a Scene<'a>,
    pub times: &'a [Time],
    pub vocabulary: &'a Vocabulary,
    pub(super) quantity: &'a Quantity,
}

impl<'a> Clause<'a> {
    pub fn of(draft: &'a Draft, scene: &'a Scene<'a>, times: &'a [Time], vocabulary: &'a Vocabulary) -> Option<Self> {
        let quantity = scene.quantities.get(draft.quantity)?;
        Some(Clause { draft, scene, times, vocabulary, quantity })
    }

    /// The time that stands nearest to the quantity.
    pub fn time(&self) -> Option<Own> {
        let planned = self.draft.modality == Modality::Planned;
        let usable = |t: &&Time| match t.mention.role {
            Role::Said => false,
            Role::Ahead => planned,
            _ => true,
        };
        let cost = |t: &&Time| self.cost(t);
        let best = self.times.iter().filter(usable).min_by_key(cost).filter(|t| cost(t) < ANOTHERS)?;
        let rule = match (best.period, best.mention.role) {
            (_, Role::Comparison) => COMPARED,
            (None, _) => UNKNOWN,
            (_, Role::Since) => SINCE,
            _ => CLAUSE,
        };
        let span = self.scene.parsed.span_of(best.mention.start, best.mention.end);
        let counted = best.up_to.filter(|_| !is_stock(self.vocabulary.terms.measure_code(self.draft.measure)));
        let current = current(best).filter(|_| planned);
        let all = current.and_then(|unit| all_of(best.period?, unit));
        let own = Own {
            period: all.or(counted).or(best.period),
            rule,
            span,
            moved: moved(best),
            same: is_same(best),
            current: current.is_some(),
        };
        Some(self.since_until(best).unwrap_or(own))
    }

    /// "The number who have crossed since Wednesday had risen to 1,225 by Saturday": from the one to the other.
    fn since_until(&self, best: &Time) -> Option<Own> {
        let ends = |t: &&Time| t.mention.role == Role::Event && self.is_end(t);
        let since = |t: &&Time| t.mention.role == Role::Since;
        let (from, to) = match best.mention.role {
            Role::Event if self.is_end(best) => (self.times.iter().find(since)?, best),
            Role::Since => (best, self.times.iter().find(ends)?),
            _ => return None,
        };
        let (start, end) = (from.period?.start?, to.period?.end?);
        let parsed = &self.scene.parsed;
        let words = parsed.span_of(from.mention.start, from.mention.end);
        let span = words.join(parsed.span_of(to.mention.start, to.mention.end));
        (start <= end).then(|| Own {
            period: Some(Period::new(start, end)),
            rule: SINCE,
            span,
            moved: None,
            same: false,
            current: false,
        })
    }

    /// "by Saturday evening", "as of the end of April"
    fn is_end(&self, time: &Time) -> bool {
        let start = time.mention.start;
        let until = |i: usize| match self.scene.parsed.word(i) {
            "by" => true,
            "as" => matches!(self.scene.parsed.word(i + 1), "of" | "at"),
            _ => false,
        };
        (start.saturating_sub(UNTIL_REACH)..start).any(until)
    }

    fn cost(&self, time: &Time) -> usize {
        let (start, end) = (self.quantity.start(), self.quantity.end);
        let at = time.mention.start;
        let behind = at >= start;
        let (crossed, distance) = if behind {
            (self.between(start, at), at.saturating_sub(end))
        } else {
            (self.between(time.mention.end.saturating_sub(1), start), start.saturating_sub(time.mention.end))
        };
        if behind && self.is_own_relative(end, at) {
            return 0;
        }
        let apart = if behind {
            self.in_aside(end, at) || self.is_of_next(time) || self.is_another_clause(end, time)
        } else {
            self.in_aside_before(time, start)
        };
        // "arrested 29 on Tuesday and are looking for eight more"
        let measure = self.vocabulary.terms.measure_code(self.draft.measure);
        let apart = apart
            || !behind
                && crossed > 0
                && (measure == WANTED || measure != MISSING && is_now(self.draft, self.scene, self.vocabulary));
        let before_tally = tally(self.draft, self.scene, self.vocabulary).is_some_and(|verb| at < verb);
        let apart = apart
            || before_tally && time.mention.role == Role::Event
            || self.is_shared_out(time)
            || self.is_unseen_since(time)
            || self.in_brackets(time)
            || deeds::is_apart(self.draft, self.scene, time, self.vocabulary);
        let far = apart
            || time.mention.role == Role::Comparison && !self.is_compared_with(time, behind, crossed, distance)
            || self.is_of_part(time);
        // "12 in February, 19 in March": February is taken.
        // "1,080 in November and in December just 311": a joint opens what is told next.
        let joint = |i: usize| matches!(self.word(i), "and" | "but" | "while" | "," | ";");
        let taken = !behind
            && self.others().any(|q| q.end <= at && at - q.end <= 2 && !(distance <= 2 && (q.end..at).any(joint)));
        let crossing = crossed * if behind { 40 } else { 6 };
        let set_apart = !behind && self.is_set_apart(time);
        crossing
            + distance
            + if taken { 30 } else { 0 }
            + if set_apart { 60 } else { 0 }
            + if matches!(time.mention.role, Role::Report { .. }) { REPORTED } else { 0 }
            + if far { ANOTHERS } else { 0 }
    }

    pub(super) fn others(&self) -> impl Iterator<Item = &Quantity> {
        let start = self.quantity.start();
        self.scene.quantities.iter().filter(move |q| !q.article && q.start() != start)
    }

    /// "detained 1,024 people who were about to leave, as well as 29 smugglers": of the same list as the figure.
    fn is_listed(&self, other: &Quantity) -> bool {
        let mut places = self.scene.quantities.iter().zip(&self.scene.places);
        let own = self.quantity.start();
        places.any(|(q, place)| q.start() == other.start() && place.leader.is_some() && own < q.start())
    }

    /// How many other figures stand between two tokens.
    pub(super) fn between(&self, from: usize, to: usize) -> usize {
        self.others().filter(|q| q.start() > from && q.start() < to).count()
    }

    pub(super) fn is_relative(&self, at: usize) -> bool {
        self.scene.parsed.token(at).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Relative))
    }

    pub(super) fn word(&self, at: usize) -> &str {
        self.scene.parsed.word(at)
    }

    /// "trafficking 111 kilos of heroin, which was seized in 2019": of the thing right before it.
    fn is_own_relative(&self, from: usize, to: usize) -> bool {
        let passive = |i: usize| self.scene.parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Be));
        let thing = !matches!(self.draft.what, What::Persons | What::Cases);
        thing
            && (from..from + RELATIVE_REACH).contains(&to)
            && self.word(from) == ","
            && self.is_relative(from + 1)
            && (passive(from + 2) || (from + 2..to).any(|i| self.word(i) == "had"))
            && self.between(from, to) == 0
    }

    /// "24,441 were held, which takes the count back to where it stood in 2009": the time of another clause.
    fn in_aside(&self, from: usize, to: usize) -> bool {
        let between = self.scene.parsed.tokens.get(from..to).unwrap_or(&[]);
        let relative = |t: &Token| self.vocabulary.grammar.is(t, Class::Relative) || t.is("where");
        // ", the oldest of which had been issued seven years ago"
        let opens = |i: usize| match between.get(i + 1) {
            Some(word) if relative(word) => true,
            Some(_) => (i + 2..i + 5)
                .any(|k| between.get(k).is_some_and(|t| t.is("of")) && between.get(k + 1).is_some_and(&relative)),
            None => false,
        };
        let Some(open) = (0..between.len()).find(|i| between.get(*i).is_some_and(|t| t.is(",")) && opens(*i)) else {
            return false;
        };
        // "23 victims, who had been made to cheat people, were brought home on Thursday": the clause has closed.
        let helps = |t: &Token| self.vocabulary.grammar.is(t, Class::Be) || self.vocabulary.grammar.is(t, Class::Have);
        let rest = between.get(open + 1..).unwrap_or(&[]);
        !rest.windows(2).any(|w| matches!(w, [mark, verb] if mark.is(",") && helps(verb)))
    }

    /// "Nationals of the EU, whose number had grown until 2017, accounted for 3,947": a clause that closes before the
    /// figure. "The operation, which ended on 18 July, led to nine …" says when the figure was.
    fn in_aside_before(&self, time: &Time, figure: usize) -> bool {
        let (at, since) = (time.mention.start, time.mention.role == Role::Since);
        let opening = self.scene.parsed.token(0).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Preposition));
        let Some(open) = (0..at).rev().find(|i| self.word(*i) == ",") else { return false };
        let closes = (at..figure).any(|i| self.word(i) == ",");
        // "On 31 December, according to the report, which came out last week, 105,053 were held": the sentence opens with its
        // time, and no aside tells another.
        let timed = opening && self.times.iter().any(|t| t.mention.start <= 2 && t.mention.start < open);
        closes
            && self.is_relative(open + 1)
            && (since || timed || self.word(open + 1) != "which")
            && (timed || !opening)
    }

    fn token_start(&self, at: usize) -> Option<usize> {
        self.scene.parsed.token(at).map(|t| t.span.start)
    }

    /// "They freed a woman who had been kidnapped on Monday", "352 were Chinese; in the first half it had been 161".
    fn is_another_clause(&self, from: usize, time: &Time) -> bool {
        let to = time.mention.start;
        let semicolon = (from..to).any(|i| self.word(i) == ";");
        let past = |i: usize| self.is_relative(i) && self.word(i + 1) == "had";
        // "Fourteen who were arrested on June 3 were deported on Tuesday": the verb stands behind the relative's time.
        let told_behind = verb_of(self.draft).is_some_and(|v| self.token_start(to).is_some_and(|s| v.start > s));
        let be = |i: usize| self.scene.parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Be));
        let near = to.saturating_sub(DESCRIBED_REACH).max(from)..to;
        let described = told_behind && near.clone().any(|i| self.is_relative(i) && be(i + 1));
        let verb = verb_of(self.draft);
        let told = verb.is_some_and(|v| v.end <= self.draft.figure.start);
        // "14 were charged after a scam that took $2 million between 2021 and 2023": the time of the relative's own figure.
        // "Three men who tried to fly 21 horns to Hanoi were jailed on Friday": unless the verb stands behind that.
        let governed = |q: &Quantity| {
            let end = self.scene.parsed.token(q.end.saturating_sub(1)).map_or(0, |t| t.span.end);
            let start = self.scene.parsed.token(to).map_or(0, |t| t.span.start);
            verb.is_some_and(|v| v.start >= end && v.end <= start)
        };
        let others = self.others().any(|q| {
            q.start() > from
                && q.end <= to
                && !governed(q)
                && !self.is_listed(q)
                && (from..q.start()).any(|i| self.is_relative(i) && self.word(i + 1) != "had")
        });
        semicolon
            || others
            || described
            || told
                && (is_short(time) || time.mention.role == Role::Since)
                && (from..to).any(past)
                && !(from..to).any(|i| self.word(i) == ",")
    }

    /// "69 percent of them by Venezuelans, and in the record year of 2023 more than 520,000": the time of the figure
    /// behind it.
    fn is_of_next(&self, time: &Time) -> bool {
        let (from, to) = (time.mention.start, time.mention.end);
        let next = self.others().any(|q| q.start() >= to && q.start() <= to + 2);
        let near = from.saturating_sub(7).max(self.quantity.end)..from;
        let joins = |i: usize| matches!(self.word(i), "and" | "but" | "while" | "whereas");
        let token = |i: usize| self.scene.parsed.token(i);
        let placed = |i: usize| token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Preposition));
        let named = |i: usize| (i..from).any(|k| token(k).is_some_and(|t| t.capital || t.kind == TokenKind::Mark));
        next && near.rev().any(|i| joins(i) && !named(i + 1) && (placed(i + 1) || i + 1 == from))
    }

    /// "747 came home, among them 24 who landed on Saturday", "of which 37 in December alone, and …": the time of a part.
    fn is_of_part(&self, time: &Time) -> bool {
        let (at, start) = (time.mention.start, self.quantity.start());
        let closes = (time.mention.end..time.mention.end + 2).any(|i| self.word(i) == ",");
        let mut quantities = self.scene.quantities.iter().zip(&self.scene.places);
        quantities.any(|(q, place)| {
            let part = place.mark == Some(PartMark::Marker) && self.word(q.start().saturating_sub(1)) != "and";
            let between = q.start() > start && q.end <= at;
            let before = q.end <= at && at < start;
            let relative = (q.end..at).any(|i| self.is_relative(i));
            let open = !(q.end..at).any(|i| self.word(i) == ",");
            q.start() != start
                && !q.article
                && place.leader.is_none()
                && open
                && (between && (part || relative) || before && part && at - q.end <= 3 && closes)
        })
    }

    /// "41,876 permits last year (2023: 38,402) and …": what brackets say of their own figure.
    fn in_brackets(&self, time: &Time) -> bool {
        let at = time.mention.start;
        let Some(open) = (at.saturating_sub(8)..at).rev().find(|i| self.word(*i) == "(") else { return false };
        let Some(close) = (open..open + 16).find(|i| self.word(*i) == ")") else { return false };
        let inside = |i: usize| i > open && i < close;
        close > at && !inside(self.quantity.start()) && self.others().any(|q| inside(q.start()))
    }

    /// "66: six in January, 12 in February": where figures share the times of a sentence out, none of these is another's.
    fn is_shared_out(&self, time: &Time) -> bool {
        let start = self.quantity.start();
        let preposition =
            |i: usize| self.scene.parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Preposition));
        let takes = |end: usize, t: &Time| {
            t.mention.start >= end && t.mention.start - end <= 1 && (end..t.mention.start).all(preposition)
        };
        let pairs =
            self.others().filter(|q| q.what != What::Countries && self.times.iter().any(|t| takes(q.end, t))).count();
        pairs >= 2 && self.others().any(|q| takes(q.end, time) && q.start() > start)
    }

    /// "a level not seen since 2016"
    fn is_unseen_since(&self, time: &Time) -> bool {
        let negator =
            |i: usize| self.scene.parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Negator));
        let start = time.mention.start;
        // "the highest number since records began in 2001"
        let superlative = |i: usize| {
            let word = self.word(i);
            word.len() > 4 && word.ends_with("est") || matches!(word, "most" | "record" | "first")
        };
        let ranks = || (start.saturating_sub(4)..start).any(superlative);
        time.mention.role == Role::Since && ((start.saturating_sub(3)..start).any(negator) || ranks())
    }
}

/// The words that gave a figure its measure.
fn verb_of(draft: &Draft) -> Option<Span> {
    draft.reasons.iter().find(|r| r.attribute == "measure").and_then(|r| r.span)
}
