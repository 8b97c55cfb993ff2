//! Lists side by side under one header: the ten commonest nationalities of each year, each with its own column of names.
//! In: a block. Out: one block a list, which share the columns left of the first list.

use super::grid::{Grid, Look};
use super::layout::{Block, RowKind};
use super::rows::names_dimension;
use crate::vocabulary::Headers;

/// The block, or one for each list that it is made of.
pub(super) fn apart(grid: &Grid, block: Block, headers: &Headers) -> Vec<Block> {
    let begins = beginnings(grid, &block, headers);
    let Some(first) = begins.first().copied().filter(|_| begins.len() >= 2) else { return vec![block] };
    let ends = begins.iter().skip(1).map(|next| next - 1).chain([block.right]);
    let list = |(left, right): (usize, usize)| {
        let filled = |at: usize| (left..=right).any(|c| grid.filled(at, c));
        let body = block.body.iter().filter(|(at, kind)| *kind == RowKind::Section || filled(*at)).copied();
        Block { body: body.collect(), right, without: (first..left).collect(), ..block.clone() }
    };
    begins.iter().copied().zip(ends).map(list).collect()
}

/// The columns where lists begin: their headers name the same dimension in the same words, their cells are texts, and a
/// column of figures stands right of each.
fn beginnings(grid: &Grid, block: &Block, headers: &Headers) -> Vec<usize> {
    let rows: Vec<usize> = block.body.iter().filter(|(_, k)| *k == RowKind::Data).map(|(at, _)| *at).collect();
    let most = |column: usize, of: &[Look]| {
        let looks = rows.iter().map(|at| grid.look(*at, column)).filter(|l| !matches!(l, Look::Empty | Look::Missing));
        let (mut good, mut all) = (0, 0);
        for look in looks {
            all += 1;
            good += usize::from(of.contains(&look));
        }
        all >= 2 && good * 10 >= all * 8
    };
    let last = block.header.last().copied();
    let Some(header) = last.filter(|_| block.right > block.left + 2) else { return Vec::new() };
    let name = |column: usize| grid.text(header, column);
    let Some(named) = (block.left..=block.right).map(name).find(|t| !t.is_empty() && names_dimension(t, headers))
    else {
        return Vec::new();
    };
    let same: Vec<usize> = (block.left..=block.right).filter(|c| name(*c) == named).collect();
    let ends = same.iter().skip(1).map(|next| next - 1).chain([block.right]);
    let lists = same.iter().zip(ends).all(|(begin, end)| {
        most(*begin, &[Look::Text]) && (*begin + 1..=end).any(|c| most(c, &[Look::Number, Look::Bounds, Look::Time]))
    });
    if lists { same } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sheet::layout;
    use crate::read::table::{Cell, Row, Value};
    use crate::vocabulary::Vocabulary;

    fn lists(text: &str) -> Vec<(usize, usize, usize)> {
        let headers = &Vocabulary::builtin().headers;
        let cell = |part: &str| match part.parse::<f64>() {
            Ok(n) => Cell { value: Value::Number(n), indent: 0 },
            Err(_) if part.is_empty() => Cell::default(),
            Err(_) => Cell::text(part),
        };
        let rows = text.lines().enumerate();
        let rows = rows.map(|(i, l)| Row { index: i as u32, cells: l.split('|').map(cell).collect() }).collect();
        let grid = Grid::new(rows, Vec::new(), headers);
        let blocks = layout::infer(&grid, false, headers).blocks;
        let lists = blocks.into_iter().flat_map(|b| apart(&grid, b, headers));
        lists.map(|b| (b.without.len(), b.right, b.body.len())).collect()
    }

    #[test]
    fn ranked_lists_side_by_side_are_lists_of_their_own() {
        let ranked = "#|Nationality|No.|Nationality|No.\n1|Brazil|88|Albania|9\n2|Syria|74|Brazil|8\n3|Iran|70||";
        assert_eq!(lists(ranked), [(0, 2, 3), (2, 4, 2)]);
        let one = "Nationality|Offence|No.|No.\nBrazil|Theft|8|9\nSyria|Fraud|7|6";
        assert_eq!(lists(one), [(0, 3, 2)]);
    }
}
