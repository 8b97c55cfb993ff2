//! What a sheet is made of: blocks, each with title lines, header rows, body and notes. In: a grid. Out: a [`Layout`],
//! from geometry and from what cells look like; what labels mean is not asked here.
//!
//! A block is a stretch of rows and columns between blank rows and columns. A blank column parts two tables only where
//! the right one has labels of its own, and a stretch below a table without a header of its own goes on with that table.

use serde::Serialize;

use super::grid::{Grid, Look};
use super::when;
use crate::vocabulary::Headers;
use crate::vocabulary::headers::{Word, key, tokens, without_brackets};

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

/// A stretch of rows and columns, inclusive.
#[derive(Debug, Clone, Copy)]
struct Region {
    top: usize,
    bottom: usize,
    left: usize,
    right: usize,
}

/// Stretches of rows between blank ones.
fn bands(grid: &Grid) -> Vec<Region> {
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
fn split_columns(grid: &Grid, band: &Region, flat: bool) -> Vec<Region> {
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
fn trim(grid: &Grid, region: Region) -> Region {
    let holds = |r: usize| (region.left..=region.right).any(|c| grid.filled(r, c));
    let top = (region.top..=region.bottom).find(|r| holds(*r)).unwrap_or(region.top);
    let bottom = (region.top..=region.bottom).rev().find(|r| holds(*r)).unwrap_or(region.bottom);
    Region { top, bottom, ..region }
}

/// Whether columns have labels at their left and figures right of them.
fn stands_alone(grid: &Grid, band: &Region, (left, right): (usize, usize)) -> bool {
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
fn split_titles(grid: &Grid, region: Region) -> Vec<Region> {
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
fn width(grid: &Grid, region: Region, top: usize, bottom: usize) -> usize {
    (top..bottom).map(|r| filled(grid, region, r)).max().unwrap_or(0)
}

fn filled(grid: &Grid, region: Region, at: usize) -> usize {
    (region.left..=region.right).filter(|c| grid.filled(at, *c)).count()
}

fn first_filled(grid: &Grid, region: Region, at: usize) -> Option<usize> {
    (region.left..=region.right).find(|c| grid.filled(at, *c))
}

fn has_data(grid: &Grid, region: Region, at: usize) -> bool {
    (region.left..=region.right).any(|c| matches!(grid.look(at, c), Look::Number | Look::Percent | Look::Bounds))
}

/// One text at the left of its table, or over all of it.
fn is_title_row(grid: &Grid, region: Region, at: usize) -> bool {
    let Some(column) = first_filled(grid, region, at) else { return false };
    let text = grid.look(at, column) == Look::Text || grid.text(at, column).len() > 12;
    let last = (region.left..=region.right).rev().find(|c| grid.filled(at, *c)).unwrap_or(column);
    let unit = filled(grid, region, at) == 2
        && column == region.left
        && last > column + 1
        && is_unit_note(&grid.text(at, last));
    let whole = column == region.left
        || grid.merge(at, column).is_some_and(|m| m.left as usize <= region.left && m.right as usize >= region.right);
    let lone = filled(grid, region, at) == 1 && whole;
    let beside = filled(grid, region, at) == 2
        && column == region.left
        && grid.text(at, column).chars().count() > 30
        && grid.merge(at, column).is_none_or(|m| m.right > m.left);
    text && (lone || beside || unit)
}

/// `(Unit: persons)`, `單位：人`, `(in thousands)`: what stands at the right above a table.
fn is_unit_note(text: &str) -> bool {
    let text = text.trim();
    let bracketed = text.starts_with(['(', '（', '[']) && text.ends_with([')', '）', ']']);
    bracketed || (text.contains([':', '：']) && text.chars().count() < 30)
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
    // A header that a blank row parts from its body.
    if let Some(over) = above.take().filter(|_| parts.header.is_empty() && parts.titles.is_empty()) {
        let wide = |r: &usize| filled(grid, over, *r) * 2 > region.right - region.left && filled(grid, over, *r) >= 2;
        let header: Vec<usize> = (over.top..=over.bottom).filter(wide).collect();
        if !header.is_empty() && over.left <= region.right && region.left <= over.right {
            let rows: Vec<u32> = header.iter().map(|at| grid.index(*at)).collect();
            pending.retain(|l| !rows.contains(&l.row));
            parts.header = header;
            region.left = region.left.min(over.left);
            region.right = region.right.max(over.right);
        }
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
    layout.blocks.push(Block {
        titles,
        header: parts.header,
        body: parts.body,
        notes: parts.notes,
        left: region.left,
        right: region.right,
    });
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

/// Whether a lone label at the left is the first row of a body: the rows below it are data, not a header.
fn goes_on(grid: &Grid, region: Region, at: usize, headers: &Headers) -> bool {
    let below: Vec<usize> = (at + 1..=region.bottom).take(3).collect();
    let Some(next) = below.first() else { return false };
    has_data(grid, region, *next) && !is_header_row(grid, region, *next, *next, headers)
}

/// Whether a row is a header: texts and times, no figures, or years that only a header would have.
fn is_header_row(grid: &Grid, region: Region, from: usize, at: usize, headers: &Headers) -> bool {
    if at > from && names_columns(grid, region, at - 1, headers) {
        return false;
    }
    let looks: Vec<Look> = (region.left..=region.right).map(|c| grid.look(at, c)).collect();
    let count = |wanted: Look| looks.iter().filter(|l| **l == wanted).count();
    let (numbers, times, texts, bounds) =
        (count(Look::Number), count(Look::Time), count(Look::Text), count(Look::Bounds));
    if is_numbering(grid, region, at) {
        return at > from;
    }
    let marks = count(Look::Missing);
    if numbers > 0 || count(Look::Percent) > 0 || count(Look::Error) > 0 {
        return false;
    }
    if texts + times + bounds == 0 || (marks > 0 && marks >= texts.max(times)) {
        return false;
    }
    if at > from {
        // A label alone below a header row is the first row of the body.
        let lone = looks.iter().filter(|l| **l != Look::Empty).count() == 1 && looks.first() != Some(&Look::Empty);
        if lone {
            // Unless it is what the labels are about, below what the columns are about: TIME, GEO (Labels).
            let above = grid.text(from, region.left);
            let columns = above.is_empty() || when::is_time_name(&above, headers);
            return columns && names_dimension(&grid.text(at, region.left), headers);
        }
    }
    let dates = (region.left..=region.right)
        .any(|c| matches!(grid.cell(at, c).value, crate::read::table::Value::Date(_)) && at > from && texts > 0);
    if dates {
        return false;
    }
    // Years in a column of years, one a row: the first row of a body whose figures are missing.
    let next_alike = at > from && times == 1 && texts == looks.iter().filter(|l| **l != Look::Empty).count() - 1 && {
        (at + 1..=region.bottom).take(3).filter(|r| alike(grid, region, at, *r)).count() >= 2
    };
    // A list of texts: every row below looks like this one.
    let list = at > from && numbers + times + bounds == 0 && {
        let below: Vec<usize> = (at + 1..=region.bottom).take(4).collect();
        !below.is_empty() && below.iter().all(|r| alike(grid, region, at, *r))
    };
    // Bounds among plain figures below are figures; a row of bounds over figures is a header of ages.
    let ages = bounds > 0 && !(at + 1..=region.bottom).take(2).any(|r| has_data(grid, region, r));
    !(next_alike || list || ages)
}

/// Whether a text is the name of what labels are about, with or without brackets behind it.
fn names_dimension(text: &str, headers: &Headers) -> bool {
    let text = without_brackets(text).unwrap_or_else(|| text.to_string());
    let toks = tokens(&super::facets::spaced(text.trim().trim_end_matches(':')).to_lowercase());
    headers.dimensions.matches(&toks, 0).any(|m| m.end == toks.len())
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

/// Whether a row names the columns of a list, one by one: nothing of the header follows it.
fn names_columns(grid: &Grid, region: Region, at: usize, headers: &Headers) -> bool {
    let columns = region.left..=region.right;
    let texts: Vec<String> = columns.filter(|c| grid.look(at, *c) == Look::Text).map(|c| grid.text(at, c)).collect();
    let known = texts.iter().filter(|t| {
        let toks = tokens(&t.replace('_', " ").to_lowercase());
        headers.dimensions.matches(&toks, 0).any(|m| m.end == toks.len())
    });
    let width = region.right - region.left + 1;
    texts.len() == width && width >= 4 && known.count() * 2 > width
}

fn alike(grid: &Grid, region: Region, a: usize, b: usize) -> bool {
    (region.left..=region.right).all(|c| grid.look(a, c) == grid.look(b, c))
}

/// A row that only counts the columns: 1, 2, 3 or (1), (2), (3).
fn is_numbering(grid: &Grid, region: Region, at: usize) -> bool {
    let numbers: Vec<i64> = (region.left..=region.right)
        .filter(|c| grid.filled(at, *c))
        .map(|c| grid.text(at, c).trim_matches(['(', ')', '[', ']', '.']).parse().unwrap_or(-1))
        .collect();
    let steps = numbers.windows(2).all(|w| matches!(w, [a, b] if *b == a + 1));
    numbers.len() >= 3 && matches!(numbers.first(), Some(1 | 2)) && steps
}

/// A header printed again further down.
fn repeats(grid: &Grid, region: Region, header: &[usize], at: usize) -> bool {
    let same = |h: usize| (region.left..=region.right).all(|c| grid.text(h, c) == grid.text(at, c));
    filled(grid, region, at) >= 2 && header.iter().any(|h| same(*h))
}

fn row_kind(grid: &Grid, region: Region, at: usize) -> RowKind {
    if filled(grid, region, at) == 1 && region.right > region.left {
        let first = first_filled(grid, region, at).unwrap_or(region.left);
        let spans = grid.merge(at, first).is_some_and(|m| m.right > m.left);
        if matches!(grid.look(at, first), Look::Text | Look::Time) && (first <= region.left + 1 || spans) {
            return RowKind::Section;
        }
    }
    RowKind::Data
}

/// Whether a line explains a table: it begins with a word or mark of notes.
pub fn is_note(text: &str, headers: &Headers) -> bool {
    let text = text.trim();
    let folded = key(text);
    let toks = tokens(&folded);
    if headers.words.matches(&toks, 0).any(|m| matches!(m.sense, Word::Note | Word::Published)) {
        return true;
    }
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), _) if super::cells::is_superscript(c) => true,
        (Some('*' | '†' | '‡' | '§' | '[' | '¹'), _) => true,
        (Some('('), Some(c)) => text.chars().nth(2) == Some(')') && c.is_alphanumeric(),
        (Some(c), Some('.' | ')')) if c.is_ascii_digit() => text.len() > 3,
        (Some(c), Some(' ')) => c.is_ascii_digit() || matches!(c, '-' | ':' | '.'),
        (Some('.'), Some('.')) => true,
        _ => false,
    }
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
    fn text_alone_is_no_table() {
        assert_eq!(seen("Home Office\nPublished: 27 February 2020"), []);
    }
}
