//! Facts of a block: groups of claims that state the same. In: a block's claims. Out: every claim in exactly one fact.
//!
//! Claims are joined pair by pair ([`same`]), and a group is a set in which every pair is the same. A claim that would fit
//! two claims that don't fit each other joins neither: unsure is two facts. Without such claims what is left falls into
//! groups by itself, so the result depends on no order.

use std::collections::{BTreeMap, BTreeSet};

use super::block::Series;
use super::claim::Claim;
use super::same::{Side, fits, same};

/// Claims by their place in the block, the first of them naming the fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub members: Vec<usize>,
    /// The one whose words are shown.
    pub best: usize,
    /// One of several cells of a sheet that are about the same: a part of something, and nothing to compare with.
    pub is_part: bool,
}

pub fn facts(claims: &[Claim], series: &BTreeMap<i64, Series>) -> Vec<Fact> {
    let sides: Vec<Side<'_>> =
        claims.iter().filter_map(|claim| Some(Side { claim, series: series.get(&claim.series)? })).collect();
    let parts = parts(&sides);
    let edges = edges(&sides, &parts);
    let mut seen = vec![false; sides.len()];
    let mut facts = Vec::new();
    for (at, side) in sides.iter().enumerate() {
        if seen.get(at).copied().unwrap_or(true) {
            continue;
        }
        let mut members = vec![at];
        if !is_torn(at, &edges) {
            members.extend(edges.get(&at).into_iter().flatten().filter(|other| !is_torn(**other, &edges)));
        }
        for member in &members {
            if let Some(seen) = seen.get_mut(*member) {
                *seen = true;
            }
        }
        let best = members.iter().copied().min_by(|a, b| better(&sides, *a, *b)).unwrap_or(at);
        let is_part = parts.contains(&at) && !side.claim.document.is_text;
        facts.push(Fact { members, best, is_part });
    }
    facts
}

/// Whether two of its neighbours are no neighbours of each other.
fn is_torn(at: usize, edges: &BTreeMap<usize, BTreeSet<usize>>) -> bool {
    let Some(near) = edges.get(&at) else { return false };
    let knows = |a: usize, b: usize| edges.get(&a).is_some_and(|e| e.contains(&b));
    near.iter().any(|a| near.range(a + 1..).any(|b| !knows(*a, *b)))
}

/// Cells that share a sheet and everything that they are about: a long table's rows, a line list.
fn parts(sides: &[Side<'_>]) -> BTreeSet<usize> {
    let mut by_slot: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, side) in sides.iter().enumerate().filter(|(_, s)| !s.claim.document.is_text && !s.claim.is_total) {
        let claim = side.claim;
        by_slot.entry((claim.document.id, claim.sheet, claim.series, claim.days)).or_default().push(at);
    }
    by_slot.into_values().filter(|cells| cells.len() > 1).flatten().collect()
}

/// Every pair that is the same, both ways. Texts are compared with all claims of the same or a fitting value, cells with
/// those that are about exactly the same.
fn edges(sides: &[Side<'_>], parts: &BTreeSet<usize>) -> BTreeMap<usize, BTreeSet<usize>> {
    let bits = |value: Option<f64>| value.map(f64::to_bits);
    let mut by_value: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    let mut by_slot: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    let mut exact: Vec<(f64, usize)> = Vec::new();
    for (at, side) in sides.iter().enumerate().filter(|(at, _)| !parts.contains(at)) {
        let value = (bits(side.claim.low), bits(side.claim.high));
        by_value.entry(value).or_default().push(at);
        if !side.claim.document.is_text {
            let s = side.series;
            by_slot
                .entry((value, side.claim.days, &s.unit, &s.country, &s.place_key, &s.offences))
                .or_default()
                .push(at);
        }
        exact.extend(side.claim.low.filter(|_| side.claim.is_exact()).map(|value| (value, at)));
    }
    exact.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut edges: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    let mut compare = |a: usize, b: usize| {
        let (Some(one), Some(other)) = (sides.get(a), sides.get(b)) else { return };
        if a != b && same(*one, *other) {
            edges.entry(a).or_default().insert(b);
            edges.entry(b).or_default().insert(a);
        }
    };
    for group in by_slot.values() {
        pairs(group, &mut compare);
    }
    for group in by_value.values() {
        let texts = group.iter().filter(|at| sides.get(**at).is_some_and(|s| s.claim.document.is_text));
        for text in texts {
            group.iter().for_each(|other| compare(*text, *other));
        }
    }
    for (at, side) in sides.iter().enumerate().filter(|(_, s)| s.claim.document.is_text && !s.claim.is_exact()) {
        let bound = side.claim.low.or(side.claim.high).unwrap_or(0.0);
        let from = exact.partition_point(|(value, _)| *value < bound * 0.9);
        let near = exact.iter().skip(from).take_while(|(value, _)| *value <= bound * 1.1);
        for (_, other) in near.filter(|(_, o)| sides.get(*o).is_some_and(|o| fits(side.claim, o.claim))) {
            compare(at, *other);
        }
    }
    edges
}

fn pairs(group: &[usize], compare: &mut impl FnMut(usize, usize)) {
    for (i, a) in group.iter().enumerate() {
        group.iter().skip(i + 1).for_each(|b| compare(*a, *b));
    }
}

/// Exact before about, said in full before said in part, sure before unsure, early before late.
fn better(sides: &[Side<'_>], a: usize, b: usize) -> std::cmp::Ordering {
    let rank = |at: usize| {
        sides.get(at).map(|side| {
            let said =
                [side.claim.days.length().is_none(), side.series.country.is_empty(), side.series.offences.is_empty()];
            let open = said.into_iter().filter(|open| *open).count();
            let not_text = !side.claim.document.is_text;
            let unsure = (1000.0 - side.claim.confidence * 1000.0) as i64;
            let published = side.claim.document.published.unwrap_or(i32::MAX);
            (!side.claim.is_exact(), not_text, open, unsure, published, side.claim.id())
        })
    };
    rank(a).cmp(&rank(b))
}
