//! Stretches of a sheet between blank rows and columns. In: a grid. Out: regions, each a table or lines of text.

use super::grid::{Grid, Look};
use super::rows::{filled, has_data, is_title_row};

/// A stretch of rows and columns, inclusive.
#[derive(Debug, Clone, Copy)]
pub(super) struct Region {
    pub top: usize,
    pub bottom: usize,
    pub left: usize,
    pub right: usize,
}

/// Stretches of rows between blank ones.
pub(super) fn bands(grid: &Grid) -> Vec<Region> {
    let mut out: Vec<Region> = Vec::new();
    let right = grid.width().saturating_sub(1);
    let mut last_row = None;
    for at in 0..grid.len() {
        let blank = (0..=right).all(|c| !grid.filled(at, c));
        if blank {
            last_row = None;
            continue;
        }
        let index = grid.index(at);
        match out.last_mut().filter(|_| last_row.is_some_and(|last| index == last + 1)) {
            Some(band) => band.bottom = at,
            None => out.push(Region { top: at, bottom: at, left: 0, right }),
        }
        last_row = Some(index);
    }
    out
}

/// Parts a band at blank columns, where what stands right of them is a table of its own.
pub(super) fn split_columns(grid: &Grid, band: &Region, flat: bool) -> Vec<Region> {
    let used = |c: usize| (band.top..=band.bottom).any(|r| grid.filled(r, c));
    let mut groups: Vec<(usize, usize)> = Vec::new();
    for column in band.left..=band.right {
        if !used(column) {
            continue;
        }
        match groups.last_mut().filter(|(_, end)| *end + 1 == column) {
            Some(group) => group.1 = column,
            None => groups.push((column, column)),
        }
    }
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for group in groups {
        let alone = !flat && stands_alone(grid, band, group);
        match joined.last_mut().filter(|_| !alone) {
            Some(before) => before.1 = group.1,
            None => joined.push(group),
        }
    }
    joined.into_iter().map(|(left, right)| trim(grid, Region { left, right, ..*band })).collect()
}

/// Without the rows above and below that are blank in these columns.
pub(super) fn trim(grid: &Grid, region: Region) -> Region {
    let holds = |r: usize| (region.left..=region.right).any(|c| grid.filled(r, c));
    let top = (region.top..=region.bottom).find(|r| holds(*r)).unwrap_or(region.top);
    let bottom = (region.top..=region.bottom).rev().find(|r| holds(*r)).unwrap_or(region.bottom);
    Region { top, bottom, ..region }
}

/// Whether columns have labels at their left and figures right of them.
pub(super) fn stands_alone(grid: &Grid, band: &Region, (left, right): (usize, usize)) -> bool {
    if left == right {
        return false;
    }
    let rows = band.top..=band.bottom;
    let labels = rows.clone().filter(|r| matches!(grid.look(*r, left), Look::Text | Look::Time)).count();
    let texts = rows.clone().filter(|r| grid.look(*r, left) == Look::Text).count();
    let numbers = rows.filter(|r| (left + 1..=right).any(|c| grid.look(*r, c) == Look::Number)).count();
    labels >= 2 && texts >= 1 && numbers >= 1 && labels >= numbers
}

/// Parts a region where a new title and header begin without a blank row before them.
pub(super) fn split_titles(grid: &Grid, region: Region) -> Vec<Region> {
    let mut out = Vec::new();
    let mut top = region.top;
    let mut seen_data = false;
    for at in region.top..=region.bottom {
        let here = Region { top: at, ..region };
        let fresh = seen_data && is_title_row(grid, here, at) && at < region.bottom && {
            let next = at + 1;
            let filled = filled(grid, region, next);
            filled >= 2 && !has_data(grid, region, next) && filled * 2 > width(grid, region, top, at)
        };
        if fresh {
            out.push(Region { top, bottom: at - 1, ..region });
            top = at;
            seen_data = false;
        }
        seen_data |= has_data(grid, region, at);
    }
    out.push(Region { top, ..region });
    out
}

/// The widest row of a stretch.
pub(super) fn width(grid: &Grid, region: Region, top: usize, bottom: usize) -> usize {
    (top..bottom).map(|r| filled(grid, region, r)).max().unwrap_or(0)
}
