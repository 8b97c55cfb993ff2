//! What a sheet is made of: blocks, each with title lines, header rows, body and notes. In: a grid. Out: a [`Layout`],
//! from geometry and from what cells look like; what labels mean is not asked here.
//!
//! A block is a stretch of rows and columns between blank rows and columns. A blank column parts two tables only where
//! the right one has labels of its own, and a stretch below a table without a header of its own goes on with that table.

use serde::Serialize;

use super::grid::Grid;
use super::regions::{Region, bands, split_columns, split_titles};
use super::rows::{
    filled, first_filled, goes_on, has_data, is_header_row, is_note, is_numbering, is_title_row, names_dimension,
    repeats, row_kind,
};
use crate::vocabulary::Headers;

const MOST_HEADER_ROWS: usize = 6;
/// Letters above which a lone label among data rows is a note.
const LONG: usize = 90;

/// A line of text outside a table's cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    pub row: u32,
    pub column: u32,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum RowKind {
    Data,
    /// A label alone, which holds for the rows below it.
    Section,
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct Block {
    pub titles: Vec<Line>,
    /// Positions of the header rows.
    pub header: Vec<usize>,
    /// Positions of the body's rows.
    pub body: Vec<(usize, RowKind)>,
    pub notes: Vec<Line>,
    pub left: usize,
    pub right: usize,
    /// Columns between them that belong to other lists of the same rows.
    pub without: Vec<usize>,
}

impl Block {
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        (self.left..=self.right).filter(|c| !self.without.contains(c))
    }
}

#[derive(Debug, Clone, Default, Serialize)]
pub struct Layout {
    /// Lines above the tables that belong to none of them alone.
    pub headings: Vec<Line>,
    pub blocks: Vec<Block>,
    /// Lines below or between the tables.
    pub notes: Vec<Line>,
}

/// Infers the layout of a sheet. A text file (`flat`) is one table wide.
pub fn infer(grid: &Grid, flat: bool, headers: &Headers) -> Layout {
    let mut layout = Layout::default();
    let mut pending: Vec<Line> = Vec::new();
    let mut above: Option<Region> = None;
    for band in bands(grid) {
        for region in split_columns(grid, &band, flat) {
            for region in split_titles(grid, region) {
                place(grid, region, flat, &mut layout, &mut pending, &mut above, headers);
            }
        }
    }
    settle(&mut layout, pending, headers);
    super::beside::titles(&mut layout, &|at| grid.index(at));
    layout
}

/// A layout whose header rows are given, counted from 0: all below them to `last` is the body.
pub fn given(grid: &Grid, header: &[u32], last: Option<u32>) -> Layout {
    let rows: Vec<usize> = header.iter().filter_map(|r| grid.position(*r)).collect();
    let first = header.iter().min().copied().unwrap_or(0);
    let end = header.iter().max().copied().unwrap_or(0);
    let right = grid.width().saturating_sub(1);
    let region = |at: usize| Region { top: at, bottom: at, left: 0, right };
    let mut block = Block { header: rows, right, ..Block::default() };
    let mut notes = Vec::new();
    for at in 0..grid.len() {
        match grid.index(at) {
            row if row < first => block.titles.extend(lines(grid, region(at), at)),
            row if row > end && last.is_none_or(|l| row <= l) => block.body.push((at, row_kind(grid, region(at), at))),
            row if row > end => notes.extend(lines(grid, region(at), at)),
            _ => {}
        }
    }
    block.notes = notes;
    Layout { blocks: vec![block], ..Layout::default() }
}

/// Finds a region's place: title or note lines, a table of its own, or more rows of the table above.
#[allow(clippy::too_many_arguments)]
fn place(
    grid: &Grid,
    mut region: Region,
    flat: bool,
    layout: &mut Layout,
    pending: &mut Vec<Line>,
    above: &mut Option<Region>,
    headers: &Headers,
) {
    if let Some(lines) = said_of_all(grid, region, headers) {
        pending.extend(lines);
        *above = None;
        return;
    }
    let Some(mut parts) = parts(grid, region, headers) else {
        for at in region.top..=region.bottom {
            pending.extend(lines(grid, region, at));
        }
        *above = Some(region);
        return;
    };
    if let Some(over) = above.take().filter(|_| parts.header.is_empty() && parts.titles.is_empty())
        && let Some((joined, whole)) = with_header(grid, over, region, headers)
    {
        let first = grid.index(over.top);
        pending.retain(|l| l.row < first || !beside(l, joined));
        // What was taken for a list of texts.
        if let Some(list) =
            layout.blocks.pop_if(|b| b.header.first().is_some_and(|at| (over.top..=over.bottom).contains(at)))
        {
            pending.extend(list.titles.into_iter().filter(|l| l.row < first));
        }
        (region, parts) = (joined, whole);
    }
    if parts.header.is_empty()
        && parts.titles.is_empty()
        && let Some(block) = layout.blocks.last_mut()
        && block.left <= region.left
        && (flat || region.right <= block.right)
        && pending.iter().all(|l| !is_note(&l.text, headers))
    {
        // Lines between the two are labels of what follows.
        for line in pending.drain(..) {
            if let Some(at) = grid.position(line.row) {
                block.body.push((at, RowKind::Section));
            }
        }
        block.body.extend(parts.body);
        block.notes.extend(parts.notes);
        return;
    }
    let mut titles = Vec::new();
    let first = layout.blocks.is_empty();
    let (notes, lead): (Vec<Line>, Vec<Line>) = pending.drain(..).partition(|l| !first && is_note(&l.text, headers));
    layout.notes.extend(notes);
    if first {
        layout.headings.extend(lead);
    } else {
        titles.extend(lead.into_iter().filter(|l| beside(l, region)));
    }
    titles.extend(parts.titles);
    let texts = (region.top..=region.bottom).all(|at| !has_data(grid, region, at));
    *above = texts.then_some(region);
    layout.blocks.push(Block {
        titles,
        header: parts.header,
        body: parts.body,
        notes: parts.notes,
        left: region.left,
        right: region.right,
        without: Vec::new(),
    });
}

/// A header that a blank row parts from its body: both as one table, where one of its rows is as wide.
fn with_header(grid: &Grid, over: Region, region: Region, headers: &Headers) -> Option<(Region, Parts)> {
    let wide = |r: usize| filled(grid, over, r) * 2 > region.right - region.left && filled(grid, over, r) >= 2;
    let meets = over.left <= region.right && region.left <= over.right;
    if !meets || !(over.top..=over.bottom).any(wide) {
        return None;
    }
    let (left, right) = (region.left.min(over.left), region.right.max(over.right));
    let joined = Region { top: over.top, bottom: region.bottom, left, right };
    let whole = parts(grid, joined, headers)?;
    let headed = whole.header.iter().any(|at| wide(*at)) && whole.header.iter().all(|at| *at <= over.bottom);
    let labels = whole.body.iter().all(|(at, kind)| *at >= region.top || *kind == RowKind::Section);
    (headed && labels).then_some((joined, whole))
}

fn beside(line: &Line, region: Region) -> bool {
    (line.column as usize) <= region.right
}

/// Lines that stand after the last table are notes; without any table they are what the sheet says.
fn settle(layout: &mut Layout, pending: Vec<Line>, _headers: &Headers) {
    if layout.blocks.is_empty() { layout.headings.extend(pending) } else { layout.notes.extend(pending) }
}

struct Parts {
    titles: Vec<Line>,
    header: Vec<usize>,
    body: Vec<(usize, RowKind)>,
    notes: Vec<Line>,
}

fn lines(grid: &Grid, region: Region, at: usize) -> Vec<Line> {
    let cells = (region.left..=region.right).filter(|c| grid.filled(at, *c));
    cells.map(|c| Line { row: grid.index(at), column: c as u32, text: grid.text(at, c) }).collect()
}

/// A region as a table; None where it holds only lines of text.
fn parts(grid: &Grid, region: Region, headers: &Headers) -> Option<Parts> {
    let mut at = region.top;
    let mut titles = Vec::new();
    while at < region.bottom && is_title_row(grid, region, at) && !goes_on(grid, region, at, headers) {
        titles.extend(lines(grid, region, at));
        at += 1;
    }
    let header_from = at;
    let headless = is_title_row(grid, region, at) && goes_on(grid, region, at, headers);
    while !headless
        && at <= region.bottom
        && at - header_from < MOST_HEADER_ROWS
        && is_header_row(grid, region, header_from, at, headers)
    {
        at += 1;
    }
    if at > region.bottom {
        // Nothing but texts: a list with a header, or lines.
        let list = region.bottom > header_from && region.right > region.left && filled(grid, region, header_from) >= 3;
        if !list {
            return None;
        }
        at = header_from + 1;
    } else if at - header_from >= MOST_HEADER_ROWS {
        at = header_from + 1;
    }
    let header: Vec<usize> = (header_from..at).filter(|r| !is_numbering(grid, region, *r)).collect();
    let mut body: Vec<(usize, RowKind)> = (at..=region.bottom)
        .filter(|r| !is_numbering(grid, region, *r) && !repeats(grid, region, &header, *r))
        .map(|r| (r, row_kind(grid, region, r)))
        .collect();
    let mut notes = Vec::new();
    while let Some((last, RowKind::Section)) = body.last().copied() {
        notes.splice(0..0, lines(grid, region, last));
        body.pop();
    }
    body.retain(|(r, kind)| {
        let text = first_filled(grid, region, *r).map(|c| grid.text(*r, c)).unwrap_or_default();
        let note = *kind == RowKind::Section && (text.chars().count() > LONG || is_note(&text, headers));
        if note {
            notes.extend(lines(grid, region, *r));
        }
        !note
    });
    let data = body.iter().any(|(_, kind)| *kind == RowKind::Data);
    data.then_some(Parts { titles, header, body, notes })
}

/// Lines that say of the table below them what holds for all of it, `Citizenship | Morocco`, as `Citizenship: Morocco`.
fn said_of_all(grid: &Grid, region: Region, headers: &Headers) -> Option<Vec<Line>> {
    let mut out = Vec::new();
    let mut named = 0;
    for at in region.top..=region.bottom {
        let cells: Vec<usize> = (region.left..=region.right).filter(|c| grid.filled(at, *c)).collect();
        let [first, second] = cells.as_slice() else { return None };
        let (name, value) = (grid.text(at, *first), grid.text(at, *second));
        named += usize::from(names_dimension(&name, headers) || name.trim_end().ends_with(':'));
        let text = format!("{}: {value}", name.trim().trim_end_matches(':'));
        out.push(Line { row: grid.index(at), column: *first as u32, text });
    }
    let plain = (region.top..=region.bottom).all(|at| !has_data(grid, region, at));
    (plain && named * 2 > out.len()).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::table::{Cell, Row, Value};
    use crate::vocabulary::Vocabulary;

    /// Rows separated by newlines, cells by `|`; figures are numbers.
    pub fn grid(text: &str) -> Grid {
        let rows = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
        let cell = |part: &str| match part.trim().parse::<f64>() {
            Ok(n) => Cell { value: Value::Number(n), indent: 0 },
            Err(_) if part.trim().is_empty() => Cell::default(),
            Err(_) => Cell::text(part.trim()),
        };
        let rows = rows.map(|(i, l)| Row { index: i as u32, cells: l.split('|').map(cell).collect() }).collect();
        Grid::new(rows, Vec::new(), &Vocabulary::builtin().headers)
    }

    fn seen(text: &str) -> Vec<(usize, usize, usize, usize)> {
        let layout = infer(&grid(text), false, &Vocabulary::builtin().headers);
        layout.blocks.iter().map(|b| (b.titles.len(), b.header.len(), b.body.len(), b.notes.len())).collect()
    }

    #[test]
    fn a_title_a_header_and_a_body() {
        assert_eq!(
            seen("Removals by nationality\nNationality|2018|2019\nChina|5|6\nPeru|1|2\n* revised"),
            [(1, 1, 2, 1)]
        );
        assert_eq!(seen("|2016||2017|\nNat.|M|F|M|F\nChina|5|6|7|8"), [(0, 2, 1, 0)]);
        assert_eq!(seen("year|month|n\n2015|1|38\n2015|2|12"), [(0, 1, 2, 0)]);
    }

    #[test]
    fn tables_apart_by_blank_rows_and_columns() {
        let two = "State|Ops||Nationality|n\nJohor|326||Thai|5\nSabah|461||Lao|6\n\nItem|kg\nKetamine|37.5";
        assert_eq!(seen(two), [(0, 1, 2, 0), (0, 1, 2, 0), (0, 1, 1, 0)]);
    }

    #[test]
    fn titles_side_by_side_are_those_of_the_tables_below_them() {
        let two = "Border guard|||\nArrested||Deported|\n\nNat.|n||Nat.|n\nThai|5||Lao|6\nPRC|4||Thai|7";
        let two = two.replace("Arrested||Deported|", "Arrested|||Deported|");
        let layout = infer(&grid(&two), false, &Vocabulary::builtin().headers);
        let titles: Vec<&str> = layout.blocks.iter().flat_map(|b| &b.titles).map(|l| l.text.as_str()).collect();
        assert_eq!((titles, layout.headings.len()), (vec!["Arrested", "Deported"], 1));
    }

    #[test]
    fn a_blank_column_within_a_table_does_not_part_it() {
        assert_eq!(seen("Nationality|2018||2019\nChina|5||6\nPeru|1||2"), [(0, 1, 2, 0)]);
    }

    #[test]
    fn a_stretch_without_a_header_goes_on_with_the_table_above() {
        assert_eq!(seen("Region|2018|2019\nREGION\nAsia|5|6\nAfrica|1|2\n\nCOUNTRY\nChina|5|6"), [(0, 1, 5, 0)]);
    }

    #[test]
    fn a_new_title_begins_a_new_table() {
        let two = "Table 1. Arrested\nNat.|Jan|Feb\nPRC|1|2\nThai|3|4\nTable 2. Deported\nNat.|Jan|Feb\nPRC|5|6";
        assert_eq!(seen(two), [(1, 1, 2, 0), (1, 1, 1, 0)]);
    }

    #[test]
    fn a_blank_row_may_part_a_header_from_its_body() {
        assert_eq!(seen("Devueltos\n\nPaís|Ene.|Feb.\n\nTotal|3|4\nChina|1|2\nPerú|2|2"), [(0, 1, 3, 0)]);
    }

    #[test]
    fn a_blank_row_may_part_a_header_of_several_rows() {
        assert_eq!(seen("Arrested\nMonth|2020||2021|\n|M|F|M|F\n\nJan|1|2|3|4\nFeb|5|6|7|8"), [(1, 2, 2, 0)]);
        assert_eq!(seen("Region|2018|2019|2020\nREGION\n\nAsia|5|6|7\nAfrica|1|2|3"), [(0, 1, 3, 0)]);
    }

    #[test]
    fn a_title_may_be_repeated_in_every_cell_that_it_was_merged_over() {
        let title = "Removals by nationality";
        let text = format!("{title}|{title}|{title}\nNationality|2018|2019\nChina|5|6\nPeru|1|2");
        assert_eq!(seen(&text), [(1, 1, 2, 0)]);
    }

    #[test]
    fn text_alone_is_no_table() {
        assert_eq!(seen("Home Office\nPublished: 27 February 2020"), []);
    }
}
