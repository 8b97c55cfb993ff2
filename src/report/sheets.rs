//! The rows around the figures of a table. In: a table's document and the cells that are wanted. Out: those rows as they
//! stand in the file, if it is still the one that was loaded; else just the wanted cells, which the database holds.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::rows::Document;
use crate::read::table::{Content, Row, each_sheet};
use crate::source::{Limits, MediaType, open};

/// Rows of one sheet whose figures are shown among their neighbours. Of a longer table the page would be mostly cells.
const MOST_ROWS: usize = 1_000;
/// Rows above the first figure: titles and headers.
const HEAD: u32 = 12;
/// Rows at either side of a figure's.
const NEAR: u32 = 2;
const MOST_COLUMNS: usize = 60;
const LONGEST_CELL: usize = 160;
/// A file that is larger is not opened again for the page.
const LARGEST_FILE: u64 = 64 << 20;

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Sheet {
    pub name: String,
    /// The row's number from 0, and its cells from column A on.
    pub rows: Vec<(u32, Vec<String>)>,
    /// Whether these are the file's own rows, labels and all.
    pub whole: bool,
}

/// A cell that holds a figure.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    pub row: u32,
    pub column: u32,
    pub text: &'a str,
}

/// `Sheet!C5` or `C5`: the sheet's name, row and column, counted from 0.
pub fn parse(cell: &str) -> Option<(&str, u32, u32)> {
    let (sheet, reference) = cell.rsplit_once('!').unwrap_or(("", cell));
    let digits = reference.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = reference.split_at_checked(digits)?;
    let mut column = 0u32;
    for letter in letters.bytes() {
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)?;
    }
    Some((sheet, row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

pub fn around(document: &Document, wanted: &BTreeMap<&str, Vec<Wanted<'_>>>) -> Vec<Sheet> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let read = of_file(document, wanted).unwrap_or_default();
    let sheet = |(name, cells): (&&str, &Vec<Wanted<'_>>)| {
        read.get(*name).filter(|s| !s.rows.is_empty()).cloned().unwrap_or_else(|| bare(name, cells))
    };
    wanted.iter().map(sheet).collect()
}

/// The rows of the file, where it is there and holds what was loaded.
fn of_file(document: &Document, wanted: &BTreeMap<&str, Vec<Wanted<'_>>>) -> Option<BTreeMap<String, Sheet>> {
    let path = Path::new(&document.path);
    let media_type = MediaType::parse(&document.media_type)?;
    if path.metadata().ok()?.len() > LARGEST_FILE {
        return None;
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(open(path).ok()?).ok()?;
    if *hasher.finalize().to_hex() != *document.content_hash {
        return None;
    }
    let mut out = BTreeMap::new();
    let read = each_sheet(Content::File(path), media_type, &Limits::DEFAULT, &mut |info, rows| {
        let name = info.name.as_deref().unwrap_or("");
        let Some(keep) = wanted.get(name).map(|cells| Keep::of(cells)) else { return Ok(()) };
        let mut sheet = Sheet { name: name.to_string(), rows: Vec::new(), whole: true };
        let mut row = Row::default();
        while rows.next(&mut row)? && row.index <= keep.last {
            if keep.wants(row.index) {
                sheet.rows.push((row.index, cells(&row)));
            }
        }
        out.insert(sheet.name.clone(), sheet);
        Ok(())
    });
    read.ok().map(|()| out)
}

/// Which rows of a sheet are shown.
struct Keep {
    figures: BTreeSet<u32>,
    first: u32,
    last: u32,
}

impl Keep {
    fn of(cells: &[Wanted<'_>]) -> Keep {
        let mut figures: BTreeSet<u32> = cells.iter().map(|c| c.row).collect();
        if let Some(cut) = figures.iter().nth(MOST_ROWS).copied() {
            figures.split_off(&cut);
        }
        let first = figures.first().copied().unwrap_or(0);
        let last = figures.last().copied().unwrap_or(0).saturating_add(NEAR);
        Keep { figures, first, last }
    }

    fn wants(&self, row: u32) -> bool {
        let head = row < self.first && row + HEAD >= self.first;
        head || self.figures.range(row.saturating_sub(NEAR)..=row.saturating_add(NEAR)).next().is_some()
    }
}

fn cells(row: &Row) -> Vec<String> {
    let mut cells: Vec<String> = row.cells.iter().take(MOST_COLUMNS).map(|c| cut(&c.shown())).collect();
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

fn cut(text: &str) -> String {
    let mut short: String = text.chars().take(LONGEST_CELL).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// The wanted cells alone.
fn bare(name: &str, cells: &[Wanted<'_>]) -> Sheet {
    let mut rows: BTreeMap<u32, BTreeMap<u32, &str>> = BTreeMap::new();
    for cell in cells {
        rows.entry(cell.row).or_default().insert(cell.column, cell.text);
    }
    let dense = |cells: BTreeMap<u32, &str>| {
        let width = cells.last_key_value().map_or(0, |(column, _)| *column + 1).min(MOST_COLUMNS as u32);
        (0..width).map(|column| cut(cells.get(&column).copied().unwrap_or(""))).collect()
    };
    let rows = rows.into_iter().take(MOST_ROWS).map(|(row, cells)| (row, dense(cells))).collect();
    Sheet { name: name.to_string(), rows, whole: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read() {
        assert_eq!(parse("Arrests!C5"), Some(("Arrests", 4, 2)));
        assert_eq!(parse("What!now!AA10"), Some(("What!now", 9, 26)));
        assert_eq!([parse("5"), parse("c5"), parse("A0"), parse("")], [None, None, None, None]);
    }

    #[test]
    fn rows_near_a_figure_and_the_head_are_kept() {
        let wanted = |row| Wanted { row, column: 1, text: "5" };
        let keep = Keep::of(&[wanted(20), wanted(21), wanted(40)]);
        let kept: Vec<u32> = (0..50).filter(|row| keep.wants(*row)).collect();
        assert_eq!(kept, [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 38, 39, 40, 41, 42]);
    }

    #[test]
    fn without_its_file_a_table_shows_its_figures() {
        let cells = [Wanted { row: 4, column: 2, text: "403" }, Wanted { row: 4, column: 3, text: "48" }];
        let wanted = BTreeMap::from([("Arrests", cells.to_vec())]);
        let shown = around(&Document::default(), &wanted);
        assert_eq!(shown.len(), 1);
        assert_eq!(shown[0].rows, [(4, vec!["".into(), "".into(), "403".into(), "48".into()])]);
        assert!(!shown[0].whole);
    }
}
