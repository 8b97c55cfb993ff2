//! Titles that stand side by side over tables that do. In: a sheet's layout. Out: the same, each such title with the
//! table below it.

use super::layout::{Block, Layout, Line};

/// Gives each line of a row of several titles to the one table that it stands over.
pub(super) fn titles(layout: &mut Layout, row_of: &dyn Fn(usize) -> u32) {
    let top = |b: &Block| b.header.first().copied().or(b.body.first().map(|(at, _)| *at)).map(row_of);
    let tops: Vec<Option<u32>> = layout.blocks.iter().map(top).collect();
    let reaches: Vec<(usize, usize)> = layout.blocks.iter().map(|b| (b.left, b.right)).collect();
    let over = |line: &Line| {
        let below = tops.iter().filter_map(|t| t.filter(|t| *t > line.row)).min()?;
        let mut blocks = (0..tops.len()).filter(|i| {
            let within = |(left, right): &(usize, usize)| (*left..=*right).contains(&(line.column as usize));
            tops.get(*i) == Some(&Some(below)) && reaches.get(*i).is_some_and(within)
        });
        blocks.next().filter(|_| blocks.next().is_none())
    };
    let lines = layout.headings.iter().chain(layout.blocks.iter().flat_map(|b| &b.titles));
    let mut moved: Vec<(Line, usize)> = lines.filter_map(|line| Some((line.clone(), over(line)?))).collect();
    let all = moved.clone();
    // One line over one of them is the heading of all.
    moved.retain(|(line, block)| all.iter().any(|(l, b)| l.row == line.row && b != block));
    let stays = |line: &Line| moved.iter().all(|(l, _)| l != line);
    layout.headings.retain(stays);
    layout.blocks.iter_mut().for_each(|b| b.titles.retain(stays));
    for (line, block) in moved {
        if let Some(block) = layout.blocks.get_mut(block) {
            block.titles.push(line);
            block.titles.sort_by_key(|l| (l.row, l.column));
        }
    }
}
