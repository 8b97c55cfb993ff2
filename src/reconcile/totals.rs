//! Totals that hold parts of other sources. In: what lies within what. Out: the same, where a total that is held against a
//! part has its own cells within it too, and no total holds anything whose cells aren't known.
//!
//! A table has arrests by province, and their total; an article has the Chinese among them. Sums leave totals out, since they
//! have the cells; but what lies within the total lies in no cell that is known. So the total is counted, once it holds both.

use std::collections::{BTreeMap, BTreeSet};

use super::holds::{Figure, KindOfPart, holds_days, holds_offences, kind_of_part};

/// Links of a part to its whole, by their places.
type Links = BTreeMap<usize, usize>;

pub fn settle(figures: &[Figure<'_>], group: &[usize], country: &str, links: &mut Links) {
    let totals: Vec<(usize, &Figure<'_>)> =
        group.iter().filter_map(|at| Some((*at, figures.get(*at).filter(|f| f.is_total())?))).collect();
    if totals.is_empty() {
        return;
    }
    let asked = asked(figures, group, links);
    let mut unknown = BTreeSet::new();
    for (at, total) in totals {
        let cells = if asked.contains(&at) { cells(figures, group, country, (at, total)) } else { Vec::new() };
        if cells.is_empty() {
            unknown.insert(at);
        }
        links.extend(cells.into_iter().map(|cell| (cell, at)));
    }
    links.retain(|part, whole| !unknown.contains(part) && !unknown.contains(whole));
}

/// The totals within which a part of another source lies, or one that a source says itself.
fn asked(figures: &[Figure<'_>], group: &[usize], links: &Links) -> BTreeSet<usize> {
    let of = |at: &usize| figures.get(*at);
    let stated: BTreeSet<(i64, i64)> = group.iter().filter_map(of).filter_map(|f| f.stated_whole).collect();
    let is_counted = |at: &usize| of(at).is_some_and(|f| !f.is_total());
    let inferred = links.iter().filter(|(part, _)| is_counted(part)).map(|(_, whole)| *whole);
    let said = group.iter().copied().filter(|at| of(at).is_some_and(|f| stated.contains(&f.name)));
    inferred.chain(said).collect()
}

/// The least part of a total that its cells come to where some are hidden or left out.
const LEAST: f64 = 0.5;
/// What they may exceed it by: they are rounded.
const MOST: f64 = 1.02;

/// The cells that a total adds up: those of its sheet that say the same attributes more narrowly, where they come to its value,
/// or to much of it: small numbers are hidden, and the smaller nationalities may have no row.
fn cells(figures: &[Figure<'_>], group: &[usize], country: &str, (whole, total): (usize, &Figure<'_>)) -> Vec<usize> {
    let mut kinds: BTreeMap<Option<KindOfPart>, (f64, Vec<usize>)> = BTreeMap::new();
    for at in group {
        let Some(cell) = figures.get(*at) else { continue };
        if !cell.is_total() && cell.stated_whole.is_none() && is_beside(cell, total) && lies_in(cell, total, country) {
            let (sum, cells) = kinds.entry(kind_of_part(figures, *at, whole)).or_default();
            *sum += cell.low.unwrap_or(0.0);
            cells.push(*at);
        }
    }
    let comes_to = |sum: f64| total.low.is_some_and(|low| (low * LEAST..=low * MOST).contains(&sum));
    kinds.into_values().filter(|(sum, cells)| cells.len() > 1 && comes_to(*sum)).flat_map(|(_, cells)| cells).collect()
}

/// Whether it stands in a sheet of which the other is a total.
fn is_beside(cell: &Figure<'_>, total: &Figure<'_>) -> bool {
    let alone = cell.members.is_empty();
    total
        .total_of
        .iter()
        .any(|(document, sheet)| cell.documents().any(|own| own == *document) && (!alone || cell.sheet == *sheet))
}

/// Whether the part says nothing otherwise than the whole, and something more narrowly.
fn lies_in(part: &Figure<'_>, whole: &Figure<'_>, country: &str) -> bool {
    let (p, w) = (&part.series.key, &whole.series.key);
    let open = |part: &str, whole: &str| whole.is_empty() || part == whole;
    let foreign = w.nationality == "foreign" && !p.nationality.is_empty() && p.nationality != country;
    let equal = (p, part.place, part.offences, part.days) == (w, whole.place, whole.offences, whole.days);
    !equal
        && (foreign || open(&p.nationality, &w.nationality))
        && open(&p.sex, &w.sex)
        && open(&p.age_group, &w.age_group)
        && open(part.place, whole.place)
        && (p.object == w.object || part.series.wider.contains(&w.object))
        && holds_offences(whole.offences, part.offences)
        && holds_days(whole.days, part.days)
}
