//! The header texts above each column. In: a block's header rows. Out: for each column its texts from the top down; a
//! merged cell, and a text whose followers are empty, reach over the columns right of them.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::layout::Block;

/// The header texts above each column, from the top down, with merged cells and those that reach over their followers.
pub fn header_texts(grid: &Grid, block: &Block) -> BTreeMap<usize, Vec<(String, usize)>> {
    let mut out: BTreeMap<usize, Vec<(String, usize)>> = BTreeMap::new();
    let last = block.header.len().saturating_sub(1);
    for (level, at) in block.header.iter().enumerate() {
        let upper: BTreeMap<usize, usize> = out.iter().filter_map(|(c, t)| Some((*c, t.last()?.1))).collect();
        let mut reach: Option<(String, usize)> = None;
        for column in block.left..=block.right {
            let here = merged_text(grid, *at, column);
            let found = if let Some(text) = here {
                reach = (!explicit_end(grid, *at, column)).then(|| text.clone());
                Some(text)
            } else if level < last && reach.as_ref().is_some_and(|(_, from)| *from > block.left) {
                // It reaches on while there are headers below it and the header above it is the same.
                let below = block.header.iter().skip(level + 1).any(|r| grid.filled(*r, column));
                let same = level == 0 || reach.as_ref().is_some_and(|(_, from)| upper.get(from) == upper.get(&column));
                if !below || !same {
                    reach = None;
                }
                reach.clone()
            } else {
                None
            };
            if let Some((text, from)) = found {
                let texts = out.entry(column).or_default();
                if texts.last().is_none_or(|(t, f)| *f != from || *t != text) {
                    texts.push((text, from));
                }
            }
        }
    }
    out
}

/// A cell's text, or that of the merged region it lies in, with the column where it stands.
fn merged_text(grid: &Grid, at: usize, column: usize) -> Option<(String, usize)> {
    if grid.filled(at, column) {
        return Some((grid.text(at, column), column));
    }
    let merge = grid.merge(at, column)?;
    let top = grid.position(merge.top)?;
    let left = merge.left as usize;
    grid.filled(top, left).then(|| (grid.text(top, left), left))
}

/// Whether a merged region says how far a header reaches.
fn explicit_end(grid: &Grid, at: usize, column: usize) -> bool {
    grid.merge(at, column).is_some_and(|m| m.right > m.left)
}
