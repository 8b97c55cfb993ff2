//! Facts that stand against each other. In: a block's facts. Out: pairs of them with the reason.
//!
//! Two figures for what is said to be just the same can't both be right; where one is told later of a count that was still
//! growing, it takes the other's place. A stated change is held against the two levels that it connects.

use std::collections::BTreeMap;

use super::agreed::Agreed;
use super::block::Series;
use super::claim::Claim;
use super::group::Fact;
use super::period::{Days, Relation};
use super::same::{Offences, offences};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    DifferentValues,
    ChangeDisagrees,
    /// Superseded: the same count from the same day, told when it had gone on.
    LongerPeriod,
    /// Superseded: the same event, told later with a higher figure.
    LaterReport,
}

impl Reason {
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::DifferentValues => "different_values",
            Reason::ChangeDisagrees => "change_disagrees",
            Reason::LongerPeriod => "longer_period",
            Reason::LaterReport => "later_report",
        }
    }
}

/// Facts by their place among the block's facts. Of two values the first is the earlier; of a change and its levels it is
/// the change, then the level after, then the level before; of a superseded one, that one and then the later.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub reason: Reason,
    pub fact: usize,
    pub other: usize,
    pub third: Option<usize>,
    pub difference: Option<f64>,
}

/// Below it figures are too common to tell whether they are about the same.
const TELLING: f64 = 20.0;
/// The most that two figures of one thing differ by; beyond it they are more likely of two things.
const FACTOR: f64 = 2.0;

pub fn pairs(facts: &[Fact], claims: &[Claim], series: &BTreeMap<i64, Series>) -> Vec<Pair> {
    let agreed: Vec<Option<Agreed<'_>>> = facts.iter().map(|fact| Agreed::new(fact, claims, series)).collect();
    let told: Vec<(usize, &Agreed<'_>)> = agreed
        .iter()
        .enumerate()
        .filter(|(at, _)| facts.get(*at).is_some_and(|f| !f.is_part))
        .filter_map(|(at, a)| Some((at, a.as_ref()?)))
        .collect();
    let mut pairs = Vec::new();
    for ((one, a), (other, b)) in rivals(&told) {
        pairs.extend(between(one, a, other, b));
    }
    for (at, change) in told.iter().filter(|(_, a)| a.series.kind == "change") {
        pairs.extend(against_levels(*at, change, &told));
    }
    pairs.sort_by_key(|pair| (pair.fact, pair.other, pair.reason));
    pairs
}

type Told<'a, 'b> = (usize, &'b Agreed<'a>);

/// Pairs of levels that are about just the same: offences, country, place and first day are equal. The last day is left to
/// [`between`].
fn rivals<'a, 'b>(told: &[Told<'a, 'b>]) -> Vec<(Told<'a, 'b>, Told<'a, 'b>)> {
    let mut by_slot: BTreeMap<_, Vec<Told<'a, 'b>>> = BTreeMap::new();
    for (at, a) in told.iter().filter(|(_, a)| a.series.kind == "level" && !a.country.is_empty()) {
        if a.days.first.is_some() && a.best.low.is_some() {
            let place = a.place.place_key.as_str();
            let key = (&a.series.unit, a.offences, a.country, place, a.days.first);
            by_slot.entry(key).or_default().push((*at, *a));
        }
    }
    let mut pairs = Vec::new();
    for slot in by_slot.values() {
        for (i, one) in slot.iter().enumerate() {
            for other in
                slot.iter().skip(i + 1).filter(|other| one.1.in_text || other.1.in_text || one.1.days == other.1.days)
            {
                pairs.push((*one, *other));
            }
        }
    }
    pairs
}

fn between(one: usize, a: &Agreed<'_>, other: usize, b: &Agreed<'_>) -> Option<Pair> {
    if a.best.document.id == b.best.document.id {
        return None;
    }
    let order = if told_before(a, b) { ((one, a), (other, b)) } else { ((other, b), (one, a)) };
    let ((early, a), (late, b)) = order;
    let (low, high) = (a.best.low?, b.best.low?);
    let pair = |reason, fact, other| Pair { reason, fact, other, third: None, difference: Some(high - low) };
    let relation = a.days.relation(b.days);
    let same_time = matches!(relation, Relation::Equal | Relation::Near);
    if !same_time {
        let (short, long) = if a.days.last < b.days.last || b.days.last.is_none() {
            ((early, a), (late, b))
        } else {
            ((late, b), (early, a))
        };
        return goes_on(short.1, long.1).then(|| pair(Reason::LongerPeriod, short.0, long.0));
    }
    if overlap(a.best, b.best) || low.min(high) < TELLING || low.max(high) > low.min(high) * FACTOR {
        return None;
    }
    let long = a.days.length().is_none_or(|length| length >= 28);
    let located = !a.place.place_key.is_empty() && !a.offences.is_empty();
    if !long && !located {
        return None;
    }
    if !long && high > low && a.published.map(|p| p.1) < b.published.map(|p| p.0) && a.published.is_some() {
        return Some(pair(Reason::LaterReport, early, late));
    }
    Some(pair(Reason::DifferentValues, early, late))
}

/// Whether the longer one is the same growing count, told later.
fn goes_on(short: &Agreed<'_>, long: &Agreed<'_>) -> bool {
    let year_to_date = |days: Days| days.length().is_some_and(|length| (120..360).contains(&length));
    let grew = long.best.low.zip(short.best.low).is_some_and(|(l, s)| l >= s && s >= TELLING);
    let later = long.published.zip(short.published).is_some_and(|(l, s)| l.0 > s.1);
    short.in_text && long.in_text && grew && later && (short.is_open || year_to_date(short.days))
}

fn overlap(a: &Claim, b: &Claim) -> bool {
    let above = |low: Option<f64>, high: Option<f64>| low.zip(high).is_none_or(|(low, high)| low <= high);
    let bounds = above(a.low, b.high) && above(b.low, a.high);
    // About 300 and 305 don't contradict each other.
    let about = |x: &Claim, y: &Claim| {
        &*x.qualifier == "approx" && x.low.zip(y.low).is_some_and(|(x, y)| (x - y).abs() <= x * 0.1)
    };
    bounds || about(a, b) || about(b, a)
}

/// Which was published first, then whose id is the smaller: the same in any order of loading.
fn told_before(a: &Agreed<'_>, b: &Agreed<'_>) -> bool {
    let key = |x: &Agreed<'_>| x.published.map_or(i32::MAX, |p| p.0);
    (key(a), a.best.id()) <= (key(b), b.best.id())
}

/// A change of a year against the levels of that year and the one before; in one direction or the other.
fn against_levels(at: usize, change: &Agreed<'_>, told: &[Told<'_, '_>]) -> Option<Pair> {
    let before = change.days.year_before()?;
    let levels = |days: Days| {
        let fits = move |(_, level): &&Told<'_, '_>| {
            level.series.kind == "level"
                && (change.series.unit == "percent" || level.series.unit == change.series.unit)
                && level.days == days
                && level.country == change.country
                && level.place.place_key == change.place.place_key
                && level.best.is_exact()
                && offences(level.offences, change.offences) != Offences::Apart
        };
        told.iter().filter(fits).collect::<Vec<_>>()
    };
    let (now, then) = (levels(change.days), levels(before));
    let mut disagreeing = None;
    for (now_at, now) in &now {
        for (then_at, then) in then.iter().filter(|(_, then)| then.series.unit == now.series.unit) {
            let rise = now.best.low? - then.best.low?;
            let rise = if change.series.direction == "decrease" { -rise } else { rise };
            let computed = if change.series.unit == "percent" { 100.0 * rise / then.best.low? } else { rise };
            let off = off(change.best, computed)?;
            if off == 0.0 {
                // Some pair of levels bears it out.
                return None;
            }
            let pair = Pair {
                reason: Reason::ChangeDisagrees,
                fact: at,
                other: *now_at,
                third: Some(*then_at),
                difference: Some(computed - change.best.low.or(change.best.high)?),
            };
            disagreeing.get_or_insert(pair);
        }
    }
    disagreeing
}

/// How far a computed change lies outside of the stated bounds; percentages are rounded.
fn off(stated: &Claim, computed: f64) -> Option<f64> {
    let slack = match &*stated.qualifier {
        "approx" | "vague" => computed.abs() * 0.1,
        _ if computed.fract() != 0.0 => 0.5,
        _ => 0.0,
    };
    let low = stated.low.unwrap_or(f64::NEG_INFINITY) - slack;
    let high = stated.high.unwrap_or(f64::INFINITY) + slack;
    computed.is_finite().then_some(if computed < low { low - computed } else { (computed - high).max(0.0) })
}
