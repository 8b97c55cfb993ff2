//! Tables of data in a page, as sheets. In: a page's tree, out of which they are taken. Out: rows of text cells with their
//! merged regions. A table that only arranges the page (it holds tables or paragraphs, or has one column) stays.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeRef};

use crate::read::table::{Cell, LoadedSheet, Merge, Row, SheetInfo};

/// Cells of one page's tables, merged regions filled out.
const MOST_CELLS: usize = 500_000;
/// How many rows or columns one cell may cover, as the HTML standard has it for columns.
const WIDEST: usize = 1000;
/// Letters of a cell, in the mean, above which a table arranges text.
const LONGEST: usize = 80;

pub fn take(document: &Document) -> Vec<LoadedSheet> {
    let mut sheets: Vec<LoadedSheet> = Vec::new();
    let mut names = HashSet::new();
    let mut left = MOST_CELLS;
    let tables = document.select("table");
    for (i, table) in tables.nodes().iter().enumerate() {
        let Some((rows, merges, used)) = read(table, left) else { continue };
        left = left.saturating_sub(used);
        let mut name = name(table).unwrap_or_else(|| format!("Table {}", i + 1));
        while !names.insert(name.clone()) {
            name.push_str(" (again)");
        }
        let info = SheetInfo { name: Some(name.as_str().into()), merges, ..SheetInfo::default() };
        sheets.push(LoadedSheet { info, rows });
        table.remove_from_parent();
    }
    sheets
}

/// The caption, or the heading right before the table.
fn name(table: &NodeRef<'_>) -> Option<String> {
    let named = |node: &NodeRef<'_>, names: &[&str]| node.node_name().is_some_and(|n| names.contains(&&*n));
    let caption = table.element_children().into_iter().find(|c| named(c, &["caption"]));
    let figure = table.parent().filter(|p| named(p, &["figure", "div"]));
    let heading = || {
        let before = table.prev_element_sibling().or_else(|| figure?.prev_element_sibling())?;
        named(&before, &["h1", "h2", "h3", "h4", "h5", "h6"]).then_some(before)
    };
    let text = words(&caption.or_else(heading)?);
    let short: String = text.chars().take(120).collect();
    (!short.is_empty()).then_some(short)
}

fn words(node: &NodeRef<'_>) -> String {
    node.formatted_text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One cell: its text, and how many rows and columns it covers.
struct Read {
    text: String,
    down: usize,
    across: usize,
}

type Grid = (Vec<Row>, Vec<Merge>, usize);

/// The rows of a table of data; `None` where it is none.
fn read(table: &NodeRef<'_>, left: usize) -> Option<Grid> {
    let role = table.attr("role").is_some_and(|r| matches!(&*r, "presentation" | "none"));
    let mut rows: Vec<Vec<Read>> = Vec::new();
    for part in table.element_children() {
        match part.node_name().as_deref() {
            Some("tr") => rows.push(cells(&part)),
            Some("thead" | "tbody" | "tfoot") => {
                rows.extend(part.element_children().iter().filter(|r| is(r, "tr")).map(cells));
            }
            _ => {}
        }
    }
    let full = rows.iter().filter(|r| r.iter().filter(|c| !c.text.is_empty()).count() > 1).count();
    let nested = table.descendants_it().any(|n| is(&n, "table"));
    let texts: Vec<usize> = rows.iter().flatten().map(|c| c.text.chars().count()).filter(|n| *n > 0).collect();
    let long = texts.iter().sum::<usize>() > LONGEST * texts.len();
    if role || nested || long || full < 2 {
        return None;
    }
    place(&rows, left)
}

fn is(node: &NodeRef<'_>, name: &str) -> bool {
    node.node_name().is_some_and(|n| &*n == name)
}

fn cells(row: &NodeRef<'_>) -> Vec<Read> {
    let cells = row.element_children().into_iter().filter(|c| is(c, "td") || is(c, "th"));
    let span = |cell: &NodeRef<'_>, name: &str| {
        cell.attr(name).and_then(|n| n.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, WIDEST)
    };
    cells.map(|c| Read { text: words(&c), down: span(&c, "rowspan"), across: span(&c, "colspan") }).collect()
}

/// Puts cells where they stand when those that cover several places are spread out.
fn place(read: &[Vec<Read>], left: usize) -> Option<Grid> {
    let mut merges = Vec::new();
    let mut taken: HashMap<usize, usize> = HashMap::new();
    let mut rows = Vec::new();
    let mut used = 0usize;
    for (index, cells) in read.iter().enumerate() {
        let mut row = Row { index: u32::try_from(index).ok()?, cells: Vec::new() };
        let mut column = 0;
        let covered = |taken: &HashMap<usize, usize>, column| taken.get(&column).is_some_and(|until| *until > index);
        for cell in cells {
            while covered(&taken, column) {
                column += 1;
            }
            let down = cell.down.min(read.len() - index);
            used += down * cell.across;
            if used > left {
                return None;
            }
            row.cells.resize(column, Cell::default());
            row.cells.push(Cell::text(cell.text.clone()));
            if down > 1 || cell.across > 1 {
                let [top, left, bottom, right] = [index, column, index + down - 1, column + cell.across - 1];
                let [top, left, bottom, right] =
                    [top, left, bottom, right].map(|n| u32::try_from(n).unwrap_or(u32::MAX));
                merges.push(Merge { top, left, bottom, right });
            }
            for at in column..column + cell.across {
                taken.insert(at, index + down);
            }
            column += cell.across;
        }
        if row.cells.iter().any(|c| !c.is_empty()) {
            rows.push(row);
        }
    }
    Some((rows, merges, used))
}
