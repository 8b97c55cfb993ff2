//! Facts of a block: groups of claims that state the same. In: a block's claims. Out: every claim in exactly one fact.
//!
//! Claims are joined pair by pair ([`same`]). Those that hang together are a group where no two contradict each other: a
//! report without a place and one without a day are the same where a third one says both. Else a claim that would fit two
//! claims that don't fit each other joins neither: unsure is two facts. Without such claims what is left falls into groups by
//! itself, so the result depends on no order.

use std::collections::{BTreeMap, BTreeSet};

use super::block::Series;
use super::claim::Claim;
use super::index::Index;
use super::same::{Likeness, Side, fits, is_round, relation, same};
use crate::text::fnv::fnv;

/// The most claims of which each is held against each, whether they are alike.
const MOST_WITNESSES: usize = 200;

/// Claims by their place in the block, the first of them naming the fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub members: Vec<usize>,
    /// The one whose words are shown.
    pub best: usize,
    /// One of several cells of a sheet that are about the same, or of persons "who had come as trainees": a part of
    /// something, and nothing to compare with.
    pub is_part: bool,
}

pub fn facts(claims: &[Claim], series: &BTreeMap<i64, Series>) -> Vec<Fact> {
    let sides: Vec<Side<'_>> =
        claims.iter().filter_map(|claim| Some(Side { claim, series: series.get(&claim.series)? })).collect();
    let parts = parts(&sides);
    let edges = edges(&sides, &parts);
    let mut groups = groups(&sides, &edges);
    let later: BTreeSet<usize> = groups.values().flat_map(|members| members.iter().skip(1)).copied().collect();
    let mut facts = Vec::new();
    for (at, side) in sides.iter().enumerate().filter(|(at, _)| !later.contains(at)) {
        let members = groups.remove(&at).unwrap_or_else(|| vec![at]);
        let best = members.iter().copied().min_by(|a, b| better(&sides, *a, *b)).unwrap_or(at);
        let is_unnamed = |at: &usize| sides.get(*at).is_some_and(|s| s.claim.is_unnamed_part);
        let is_part = (parts.contains(&at) && !side.claim.document.is_text) || members.iter().any(is_unnamed);
        facts.push(Fact { members, best, is_part });
    }
    facts
}

type Edges = BTreeMap<usize, BTreeSet<usize>>;
/// Claims that hang together, where no two of them contradict each other. Where some do, those that have neighbours which do
/// not know each other are left out, and what is left falls into groups in which every pair is the same.
/// By their first members.
fn groups(sides: &[Side<'_>], edges: &Edges) -> BTreeMap<usize, Vec<usize>> {
    let mut groups = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for first in edges.keys() {
        if !seen.insert(*first) {
            continue;
        }
        let together = reached(*first, edges, |_| true);
        seen.extend(together.iter().copied());
        if are_alike(sides, &together, edges) {
            groups.insert(*first, together);
            continue;
        }
        let torn: BTreeSet<usize> = torn(&together, edges);
        let mut rest: BTreeSet<usize> = together.into_iter().filter(|at| !torn.contains(at)).collect();
        while let Some(at) = rest.first().copied() {
            let group = reached(at, edges, |other| !torn.contains(&other));
            group.iter().for_each(|member| {
                rest.remove(member);
            });
            groups.insert(at, group);
        }
    }
    groups
}

/// All that hang together with this one, in order.
fn reached(first: usize, edges: &Edges, is_in: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut found = BTreeSet::from([first]);
    let mut open = vec![first];
    while let Some(at) = open.pop() {
        for other in edges.get(&at).into_iter().flatten().filter(|other| is_in(**other)) {
            if found.insert(*other) {
                open.push(*other);
            }
        }
    }
    found.into_iter().collect()
}

/// Whether each pair of them is the same, or at least alike. Of a thousand outlets few say it differently.
fn are_alike(sides: &[Side<'_>], together: &[usize], edges: &Edges) -> bool {
    let count = |at: &usize| edges.get(at).map_or(0, BTreeSet::len);
    if together.iter().all(|at| count(at) + 1 == together.len()) {
        return true;
    }
    if together.len() > MOST_WITNESSES {
        return false;
    }
    let knows = |a: usize, b: usize| edges.get(&a).is_some_and(|e| e.contains(&b));
    let alike = |a: usize, b: usize| {
        knows(a, b) || sides.get(a).zip(sides.get(b)).is_some_and(|(a, b)| relation(*a, *b) == Likeness::Alike)
    };
    together.iter().enumerate().all(|(i, a)| together.iter().skip(i + 1).all(|b| alike(*a, *b)))
}

/// Those of which two neighbours are no neighbours of each other. Where all have the same neighbours, themselves included,
/// none are: that is told by a hash, for there may be a thousand outlets of one report.
fn torn(together: &[usize], edges: &Edges) -> BTreeSet<usize> {
    let around = |at: usize| edges.get(&at).into_iter().flatten().copied();
    let numbers = |at: usize| around(at).chain([at]).map(|n| fnv(n.to_le_bytes().into_iter()));
    let hashes: BTreeMap<usize, u64> =
        together.iter().map(|at| (*at, numbers(*at).fold(0, u64::wrapping_add))).collect();
    let knows = |a: usize, b: usize| edges.get(&a).is_some_and(|e| e.contains(&b));
    let is_torn = |at: usize| {
        let alike = around(at).all(|other| hashes.get(&other) == hashes.get(&at));
        !alike && around(at).any(|a| around(at).any(|b| a < b && !knows(a, b)))
    };
    together.iter().copied().filter(|at| is_torn(*at)).collect()
}

/// Cells that share a sheet and everything that they are about: a long table's rows, a line list, subtotals of something that
/// isn't known. Of totals the one that has room for the others is the whole.
fn parts(sides: &[Side<'_>]) -> BTreeSet<usize> {
    let mut by_slot: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, side) in sides.iter().enumerate().filter(|(_, s)| !s.claim.document.is_text) {
        let claim = side.claim;
        let slot = (claim.document.id, claim.sheet, claim.is_total, claim.series, claim.days);
        by_slot.entry(slot).or_default().push(at);
    }
    let value = |at: &usize| sides.get(*at).and_then(|side| side.claim.low).unwrap_or(0.0);
    let mut parts = BTreeSet::new();
    for ((_, _, is_total, ..), cells) in by_slot.into_iter().filter(|(_, cells)| cells.len() > 1) {
        let most = cells.iter().map(value).fold(0.0, f64::max);
        let (whole, rest): (Vec<usize>, Vec<usize>) = cells.into_iter().partition(|at| value(at) == most);
        let is_whole = is_total && rest.len() != 1 && rest.iter().map(value).sum::<f64>() <= most;
        parts.extend(rest);
        if !is_whole {
            parts.extend(whole);
        }
    }
    parts
}

/// Every pair that is the same, both ways. Held against each other are only claims that could be: of ten thousand that count
/// twelve few are of one country and day.
fn edges(sides: &[Side<'_>], parts: &BTreeSet<usize>) -> Edges {
    let index = Index::new(sides, parts);
    let mut edges = Edges::new();
    let mut compare = |a: usize, b: usize| {
        let (Some(one), Some(other)) = (sides.get(a), sides.get(b)) else { return };
        if a != b && same(*one, *other) {
            edges.entry(a).or_default().insert(b);
            edges.entry(b).or_default().insert(a);
        }
    };
    for group in index.cells.values() {
        pairs(group, &mut compare);
    }
    for (at, side) in sides.iter().enumerate().filter(|(at, s)| s.claim.document.is_text && !parts.contains(at)) {
        index.alike(*side).for_each(|other| compare(at, other));
    }
    for (at, side) in sides.iter().enumerate().filter(|(_, s)| s.claim.document.is_text && is_round(s.claim)) {
        let near = index.near(*side).filter(|o| sides.get(*o).is_some_and(|o| fits(side.claim, o.claim)));
        near.for_each(|other| compare(at, other));
    }
    edges
}

fn pairs(group: &[usize], compare: &mut impl FnMut(usize, usize)) {
    for (i, a) in group.iter().enumerate() {
        group.iter().skip(i + 1).for_each(|b| compare(*a, *b));
    }
}

/// Exact before about, to the last digit before rounded, said in full before said in part, sure before unsure, early before late.
fn better(sides: &[Side<'_>], a: usize, b: usize) -> std::cmp::Ordering {
    let rank = |at: usize| {
        sides.get(at).map(|side| {
            let said = [
                side.claim.days.length().is_none(),
                side.series.country.is_empty(),
                side.series.offences.is_empty(),
                side.series.key.nationality.is_empty(),
            ];
            let open = said.into_iter().filter(|open| *open).count();
            let not_text = !side.claim.document.is_text;
            let unsure = (1000.0 - side.claim.confidence * 1000.0) as i64;
            let published = side.claim.document.published.unwrap_or(i32::MAX);
            (!side.claim.is_exact(), is_round(side.claim), not_text, open, unsure, published, side.claim.id())
        })
    };
    rank(a).cmp(&rank(b))
}
