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
use super::same::{Offences, has_two_digits, is_named, offences, rounding};

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
/// The same for an event of a few days that is told with its place.
const TELLING_OF_EVENT: f64 = 10.0;
/// Their place and day tell an event; nobody says for what.
const CASUALTIES: &[&str] = &["killed", "injured", "missing"];
/// The most that two figures of one thing differ by; beyond it they are more likely of two things.
const FACTOR: f64 = 2.0;
/// What rounding may change of a level.
const ROUNDED: f64 = 0.01;
/// The most levels of a year that a change is held against: among more nobody knows which ones it connects.
const RIVALS: usize = 8;

pub fn pairs(facts: &[Fact], claims: &[Claim], series: &BTreeMap<i64, Series>) -> Vec<Pair> {
    let agreed: Vec<Option<Agreed<'_>>> = facts.iter().map(|fact| Agreed::new(fact, claims, series)).collect();
    let told: Vec<(usize, &Agreed<'_>)> = agreed
        .iter()
        .enumerate()
        .filter(|(at, _)| facts.get(*at).is_some_and(|f| !f.is_part))
        .filter_map(|(at, a)| Some((at, a.as_ref()?)))
        .collect();
    let mut pairs = Vec::new();
    let common = Common::new(&told);
    for slot in slots(&told) {
        pairs.extend(of_one_time(&slot, &common));
        pairs.extend(of_growing_time(&slot));
    }
    let levels = Levels::new(&told, facts, claims);
    for (at, change) in told.iter().filter(|(_, a)| a.series.form.kind == "change") {
        pairs.extend(levels.against(*at, change));
    }
    pairs.sort_by_key(|pair| (pair.fact, pair.other, pair.reason));
    pairs
}

type Told<'a, 'b> = (usize, &'b Agreed<'a>);

/// Levels that are about just the same: offences, country, place and first day are equal. In the order in which they were
/// told; those of one instant by their ids: the same in any order of loading.
fn slots<'a, 'b>(told: &[Told<'a, 'b>]) -> Vec<Vec<Told<'a, 'b>>> {
    let mut slots: BTreeMap<_, Vec<Told<'a, 'b>>> = BTreeMap::new();
    for (at, a) in told.iter().filter(|(_, a)| a.series.form.kind == "level" && !a.country.is_empty()) {
        if a.days.first.is_some() && is_telling(a) && is_named(a.offences) {
            let key = (&a.series.key, &a.series.form.unit, a.offences, a.country, &a.place.place.key, a.days.first);
            slots.entry(key).or_default().push((*at, *a));
        }
    }
    let mut slots: Vec<_> = slots.into_values().filter(|slot| slot.len() > 1).collect();
    for slot in &mut slots {
        slot.sort_by_key(|(_, a)| (a.published.map_or(i32::MAX, |p| p.0), a.best.id()));
    }
    slots
}

/// A weight to two digits tells as much as a count of twenty.
fn is_telling(a: &Agreed<'_>) -> bool {
    a.best.low.is_some_and(|low| low >= TELLING_OF_EVENT || is_weight(a) && has_two_digits(low))
}

fn is_weight(a: &Agreed<'_>) -> bool {
    a.series.form.unit == "kg"
}

/// Each figure is held against those before it that stand, and against the first of them that it can't be right beside: of
/// ten values for one thing nine are rivals of one.
fn of_one_time(slot: &[Told<'_, '_>], common: &Common) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut standing: Vec<Told<'_, '_>> = Vec::new();
    for late in slot {
        let rival = standing.iter_mut().find_map(|early| Some((between(*early, *late, common)?, early)));
        match rival {
            Some((pair, early)) => {
                if pair.reason == Reason::LaterReport {
                    *early = *late;
                }
                pairs.push(pair);
            }
            None => standing.push(*late),
        }
    }
    pairs
}

/// Two figures of the same time, the first told before the second.
fn between((early, a): Told<'_, '_>, (late, b): Told<'_, '_>, common: &Common) -> Option<Pair> {
    let (low, high) = (a.best.low?, b.best.low?);
    let same_time = matches!(a.days.relation(b.days), Relation::Equal | Relation::Near);
    let held = a.in_text || b.in_text || a.days == b.days;
    if !same_time || !held || a.shares_document(b) {
        return None;
    }
    if is_rest(a, b) || low.max(high) > low.min(high) * FACTOR {
        return None;
    }
    let long = a.days.length().is_none_or(|length| length >= 28);
    let told_later = a.published.map(|p| p.1) < b.published.map(|p| p.0) && a.published.is_some();
    let reason = match () {
        () if !long && !is_event(a) && !common.is_event(a, b) => return None,
        // "At least 17" and 23 can both be right, and are one count. What was weighed doesn't grow.
        () if !long
            && told_later
            && high > low
            && !is_weight(a)
            && (a.best.high.is_none() || !overlap(a.best, b.best)) =>
        {
            Reason::LaterReport
        }
        () if (low.min(high) < TELLING && !is_weight(a)) || overlap(a.best, b.best) => return None,
        () => Reason::DifferentValues,
    };
    Some(Pair { reason, fact: early, other: late, third: None, difference: Some(high - low) })
}

/// Whether it is told well enough to know an event by: two raids of one day are no conflict.
fn is_event(a: &Agreed<'_>) -> bool {
    !a.place.place.key.is_empty() && is_told(a)
}

/// What happened is told: an offence, casualties, or the thing that was found.
fn is_told(a: &Agreed<'_>) -> bool {
    let key = &a.series.key;
    !a.offences.is_empty() || CASUALTIES.contains(&key.measure.as_str()) || !key.object.is_empty()
}

/// Which documents tell the same of a day: they are about one event, though neither says where it was.
struct Common {
    /// By the day, the documents of each fact that several tell.
    tellers: BTreeMap<Days, Vec<Vec<i64>>>,
}

impl Common {
    fn new(told: &[Told<'_, '_>]) -> Common {
        let mut tellers: BTreeMap<Days, Vec<Vec<i64>>> = BTreeMap::new();
        for (_, a) in told.iter().filter(|(_, a)| a.documents.len() > 1 && is_telling(a)) {
            tellers.entry(a.days).or_default().push(a.documents.clone());
        }
        Common { tellers }
    }

    /// Whether a document of one and a document of the other tell something else of that day alike.
    fn is_event(&self, a: &Agreed<'_>, b: &Agreed<'_>) -> bool {
        let tells =
            |documents: &[i64], fact: &Agreed<'_>| fact.documents.iter().any(|d| documents.binary_search(d).is_ok());
        let both = |documents: &Vec<i64>| tells(documents, a) && tells(documents, b);
        let is_day = a.days.length().is_some_and(|length| length <= 3) && a.days == b.days;
        is_day && is_told(a) && self.tellers.get(&a.days).is_some_and(|facts| facts.iter().any(both))
    }
}

/// Each growing count and the first that was told later, of a longer time and no lower.
fn of_growing_time(slot: &[Told<'_, '_>]) -> Vec<Pair> {
    let mut by_last: BTreeMap<_, Vec<Told<'_, '_>>> = BTreeMap::new();
    for told in slot.iter().filter(|(_, a)| a.in_text) {
        by_last.entry((told.1.days.last.is_none(), told.1.days.last)).or_default().push(*told);
    }
    let mut pairs = Vec::new();
    for (last, short) in &by_last {
        for (fact, a) in short.iter().filter(|(_, a)| may_go_on(a)) {
            let told = |b: &Told<'_, '_>| b.1.published.map_or(i32::MAX, |p| p.0);
            let longer = by_last.range((std::ops::Bound::Excluded(last), std::ops::Bound::Unbounded));
            let later = longer.filter_map(|(_, list)| {
                let from = list.partition_point(|b| Some(told(b)) <= a.published.map(|p| p.1));
                list.iter().skip(from).find(|b| goes_on(a, b.1))
            });
            if let Some((other, b)) = later.min_by_key(|b| (told(b), b.1.best.id())) {
                let difference = b.best.low.zip(a.best.low).map(|(b, a)| b - a);
                pairs.push(Pair { reason: Reason::LongerPeriod, fact: *fact, other: *other, third: None, difference });
            }
        }
    }
    pairs
}

/// Whether it is a count that was still growing when it was told.
fn may_go_on(short: &Agreed<'_>) -> bool {
    let year_to_date = short.days.length().is_some_and(|length| (120..360).contains(&length));
    short.published.is_some() && (short.is_open || year_to_date)
}

/// Whether the longer one is the same growing count, told later.
fn goes_on(short: &Agreed<'_>, long: &Agreed<'_>) -> bool {
    let near = matches!(short.days.relation(long.days), Relation::Equal | Relation::Near);
    let grew = long.best.low.zip(short.best.low).is_some_and(|(l, s)| l >= s);
    let later = long.published.zip(short.published).is_some_and(|(l, s)| l.0 > s.1);
    !near && grew && later && !short.shares_document(long) && keeps_its_pace(short, long)
}

/// A count that runs on doesn't grow faster by more than a factor of two: the 121 employers of four months are none of the 812
/// workers of seven.
fn keeps_its_pace(short: &Agreed<'_>, long: &Agreed<'_>) -> bool {
    let pace = |a: &Agreed<'_>| Some(a.best.low? / f64::from(a.days.length()?));
    pace(short).zip(pace(long)).is_none_or(|(short, long)| long <= short * FACTOR)
}

fn overlap(a: &Claim, b: &Claim) -> bool {
    let above = |low: Option<f64>, high: Option<f64>| low.zip(high).is_none_or(|(low, high)| low <= high);
    let bounds = above(a.low, b.high) && above(b.low, a.high);
    // About 300 and 305 don't contradict each other.
    let about = |x: &Claim, y: &Claim| {
        &*x.qualifier == "approx" && x.low.zip(y.low).is_some_and(|(x, y)| (x - y).abs() <= x * 0.1)
    };
    bounds || about(a, b) || about(b, a) || rounds(a, b) || rounds(b, a)
}

/// 59,100 is 59,109 in round words.
fn rounds(round: &Claim, exact: &Claim) -> bool {
    let step = |value: f64| (1..=12).map(|power| 10f64.powi(power)).take_while(|unit| value % unit == 0.0).last();
    let close = |(round, exact): (f64, f64)| {
        let off = (round - exact).abs();
        step(round).is_some_and(|unit| off <= unit / 2.0) && off <= round * 0.05
    };
    round.is_exact() && exact.is_exact() && round.low.zip(exact.low).is_some_and(close)
}

/// A table's total without a nationality is of all; its cell without one is of those whose nationality nobody knows, and its
/// foreigners may be those of no nationality that it names.
fn is_rest(a: &Agreed<'_>, b: &Agreed<'_>) -> bool {
    let no_text = !a.in_text && !b.in_text;
    no_text && a.is_total != b.is_total && ["", "foreign"].contains(&a.series.key.nationality.as_str())
}

/// Exact levels by what a change and its levels must have in common: days, country and place.
struct Levels<'a, 'b> {
    levels: BTreeMap<(Days, &'a str, &'a str), Vec<Told<'a, 'b>>>,
    facts: &'b [Fact],
    claims: &'a [Claim],
}

impl<'a, 'b> Levels<'a, 'b> {
    fn new(told: &[Told<'a, 'b>], facts: &'b [Fact], claims: &'a [Claim]) -> Self {
        let mut levels: BTreeMap<_, Vec<Told<'a, 'b>>> = BTreeMap::new();
        for (at, level) in told.iter().filter(|(_, a)| a.series.form.kind == "level" && a.best.is_exact()) {
            let key = (level.days, level.country, level.place.place.key.as_str());
            levels.entry(key).or_default().push((*at, *level));
        }
        Levels { levels, facts, claims }
    }

    fn of(&self, days: Days, change: &Agreed<'_>) -> Vec<Told<'a, 'b>> {
        let fits = |(_, level): &&Told<'_, '_>| {
            (change.series.form.unit == "percent" || level.series.form.unit == change.series.form.unit)
                && level.series.key == change.series.key
                && offences(level.offences, change.offences) != Offences::Apart
        };
        let levels = self.levels.get(&(days, change.country, change.place.place.key.as_str()));
        levels.into_iter().flatten().filter(fits).take(RIVALS + 1).copied().collect()
    }

    /// Whether the change's own document states the level, and if so whether in the same sentence.
    fn beside(&self, level: usize, change: &Claim) -> Option<bool> {
        let members = self.facts.get(level)?.members.iter().filter_map(|at| self.claims.get(*at));
        let own = members.filter(|claim| claim.document.id == change.document.id);
        own.map(|claim| claim.sentence == change.sentence).max()
    }

    /// Whether the change may be that to this level: of a document that states levels it is the one in its sentence. "Cases
    /// rose; those of methamphetamine by 61 percent" has the level of all cases and the change of some.
    fn may_lead_to(&self, now: &[Told<'_, '_>], level: usize, change: &Claim) -> bool {
        let is_stated = now.iter().any(|(at, _)| self.beside(*at, change).is_some());
        !is_stated || self.beside(level, change) == Some(true)
    }

    /// A change of a year against the levels of that year and the one before; in one direction or the other.
    fn against(&self, at: usize, change: &Agreed<'_>) -> Option<Pair> {
        let (now_levels, then) = (self.of(change.days, change), self.of(change.days.year_before()?, change));
        if now_levels.len().max(then.len()) > RIVALS {
            return None;
        }
        let mut disagreeing = None;
        for (now_at, now) in &now_levels {
            for (then_at, then) in then.iter().filter(|(_, then)| then.series.form.unit == now.series.form.unit) {
                let computed = Computed::new(change, now.best.low?, then.best.low?);
                if computed.bears_out(change.best) {
                    // Some pair of levels bears it out.
                    return None;
                }
                let equal = now.offences == change.offences && then.offences == change.offences;
                // Who counts both counts them in the same way.
                let together = now.shares_document(then) || change.shares_document(then);
                let about = together && equal && is_named(change.offences) && is_about(change, now, then);
                if !about || !self.may_lead_to(&now_levels, *now_at, change.best) {
                    continue;
                }
                let difference = Some(computed.value - change.best.low.or(change.best.high)?);
                let pair = Pair {
                    reason: Reason::ChangeDisagrees,
                    fact: at,
                    other: *now_at,
                    third: Some(*then_at),
                    difference,
                };
                disagreeing.get_or_insert(pair);
            }
        }
        disagreeing
    }
}

/// Whether the change is about these levels: what it says was before is not far from what the level says.
fn is_about(change: &Agreed<'_>, now: &Agreed<'_>, then: &Agreed<'_>) -> bool {
    let implied = || {
        let (now, by) = (now.best.low?, change.best.low.or(change.best.high)?);
        let by = if change.series.form.direction == "decrease" { -by } else { by };
        Some(if change.series.form.unit == "percent" { now / (1.0 + by / 100.0) } else { now - by })
    };
    let near = |(implied, then): (f64, f64)| implied > 0.0 && implied.max(then) <= implied.min(then) * FACTOR;
    implied().zip(then.best.low).is_some_and(near)
}

/// The change that two levels give, and how far it may be off for the rounding of these.
struct Computed {
    value: f64,
    low: f64,
    high: f64,
}

impl Computed {
    fn new(change: &Agreed<'_>, now: f64, then: f64) -> Computed {
        let of = |now: f64, then: f64| {
            let rise = if change.series.form.direction == "decrease" { then - now } else { now - then };
            if change.series.form.unit == "percent" { 100.0 * rise / then } else { rise }
        };
        let (n, t) = (rounding(now, ROUNDED), rounding(then, ROUNDED));
        let ends = [of(now + n, then - t), of(now - n, then + t)];
        Computed { value: of(now, then), low: ends[0].min(ends[1]), high: ends[0].max(ends[1]) }
    }

    /// Whether it lies within the stated bounds; percentages are rounded.
    fn bears_out(&self, stated: &Claim) -> bool {
        let slack = match &*stated.qualifier {
            "approx" | "vague" => self.value.abs() * 0.1,
            _ if self.value.fract() != 0.0 => 0.5,
            _ => 0.0,
        };
        let low = stated.low.unwrap_or(f64::NEG_INFINITY) - slack;
        let high = stated.high.unwrap_or(f64::INFINITY) + slack;
        !self.value.is_finite() || (self.high >= low && self.low <= high)
    }
}
