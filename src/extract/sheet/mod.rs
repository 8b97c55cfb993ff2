//! Tables to items. In: a table's file, the vocabulary and mappings. Out: items, one by one, and what was understood.
//!
//! A sheet's head is read into a grid and its layout inferred (`layout`); each block becomes a table whose columns and
//! labels are understood (`columns`, `facets`, `table`); its records are read (`body`), totals found and checked
//! (`totals`), and observations handed over (`emit`). What lies beyond the head streams through the last table.

mod above;
mod areas;
mod around;
mod beside;
pub mod body;
pub mod cells;
pub mod columns;
mod content;
mod counted;
mod country;
mod cover;
mod dimensions;
mod emit;
pub mod facets;
pub mod grid;
pub mod inspect;
mod issuer;
mod kept;
mod labels;
pub mod layout;
mod lists;
pub mod mapping;
mod marked;
mod nationality;
pub mod numbered;
mod parts;
mod regions;
mod role;
mod row;
mod rows;
mod said;
mod scope;
mod series;
mod sides;
mod stream;
pub mod table;
mod texts;
mod things;
pub mod totals;
mod unit;
pub mod when;
mod whereabouts;
mod wholes;
mod why;
mod words;

use std::collections::HashSet;
use std::path::Path;

pub use mapping::Mappings;

use crate::model::{Given, Item, Meta, Problem, Severity};
use crate::read::ReadError;
use crate::read::table::{Cell, Content, Row, Rows, SheetInfo, Tables};
use crate::source::{Limits, MediaType};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::headers::{Word, key};
use around::{Around, texts};
use cover::Cover;
use facets::Reader;
use grid::Grid;
use layout::Layout;
use numbered::Numbered;
use table::Table;

/// Rows from which a sheet's layout is inferred; a longer sheet goes on as its last table does.
const HEAD: usize = 4000;
/// Bytes that are enough for it, however few rows they are: a head is in memory.
const HEAD_BYTES: usize = 96 << 20;

/// A table: where it lies, its content, what a reader is shown as its name, and its format.
#[derive(Debug, Clone, Copy)]
pub struct TableSource<'a> {
    /// A mapping may lie beside it.
    pub path: &'a Path,
    pub content: Content<'a>,
    pub name: &'a str,
    pub media_type: MediaType,
    pub limits: &'a Limits,
}

impl<'a> TableSource<'a> {
    pub fn file(path: &'a Path, name: &'a str, media_type: MediaType, limits: &'a Limits) -> Self {
        TableSource { path, content: Content::File(path), name, media_type, limits }
    }

    fn open(&self) -> Result<Tables<'a>, ReadError> {
        Tables::open(self.content, self.media_type, self.limits)
    }
}

/// What was read of a table besides its items.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableSummary {
    pub meta: Meta,
    /// Cells that would be figures and are empty or marked as missing.
    pub missing: u64,
    pub notes: Vec<String>,
}

/// Where items go.
pub type Sink<'s> = &'s mut dyn FnMut(Given);

/// All that a table says.
pub fn extract(
    source: &TableSource<'_>,
    vocabulary: &Vocabulary,
    mappings: &Mappings,
    sink: &mut dyn FnMut(Item),
) -> Result<TableSummary, ReadError> {
    let mut numbered = Numbered::default();
    extract_given(source, vocabulary, mappings, false, &mut |given| {
        if let Some(item) = numbered.whole(given) {
            sink(item);
        }
    })
}

/// The same, with the series of a long table's figures by their numbers. `explained`: each figure whole and with its reasons,
/// which cost time.
pub fn extract_given(
    source: &TableSource<'_>,
    vocabulary: &Vocabulary,
    mappings: &Mappings,
    explained: bool,
    sink: Sink<'_>,
) -> Result<TableSummary, ReadError> {
    let mut tables = source.open()?;
    let book = Book::new(source, &mut tables, vocabulary, mappings)?;
    Book { explained, ..book }.read(&mut tables, sink)
}

/// A sheet's head with the tables that were found in it.
struct Understood<'v> {
    grid: Grid,
    layout: Layout,
    /// One a block.
    tables: Vec<Table<'v>>,
    decimal: cells::Decimal,
    /// Rows follow the head.
    more: bool,
}

/// A workbook while it is read.
struct Book<'v> {
    vocabulary: &'v Vocabulary,
    summary: TableSummary,
    /// How many observations there were so far.
    emitted: u64,
    file: String,
    cover: Cover,
    understood: usize,
    /// Sheets with figures that are about something else.
    beside: Vec<String>,
    mapping: Option<mapping::Mapping>,
    /// Figures are to have their reasons.
    explained: bool,
}

impl<'v> Book<'v> {
    fn new(
        source: &TableSource<'_>,
        tables: &mut Tables<'_>,
        vocabulary: &'v Vocabulary,
        mappings: &Mappings,
    ) -> Result<Self, ReadError> {
        let file = source.name.rsplit('/').next().unwrap_or(source.name);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let mut book = Book {
            vocabulary,
            summary: TableSummary::default(),
            emitted: 0,
            file: around::file_words(stem),
            cover: Cover::default(),
            understood: 0,
            beside: Vec::new(),
            mapping: mappings.of(source.path, source.name)?,
            explained: false,
        };
        if source.media_type.is_workbook() {
            tables.each_sheet(&mut |info, rows| {
                let named = info.name.as_ref().is_some_and(|n| book.is_skipped(n));
                if info.hidden { Ok(()) } else { book.cover.look(rows, named, vocabulary) }
            })?;
        }
        Ok(book)
    }

    fn read(mut self, tables: &mut Tables<'_>, sink: Sink<'_>) -> Result<TableSummary, ReadError> {
        tables.each_sheet(&mut |info, rows| self.sheet(info, rows, sink))?;
        self.finish(sink)
    }

    fn is_skipped(&self, name: &str) -> bool {
        self.vocabulary.headers.skipped_sheets.contains(&key(&name.replace('_', " ")))
    }

    /// Why a sheet is not looked at.
    fn leaves_out(&self, info: &SheetInfo) -> Option<&'static str> {
        match &info.name {
            _ if info.hidden => Some("hidden"),
            Some(name) if self.is_skipped(name) => Some("no table by its name"),
            _ => None,
        }
    }

    /// Reads a sheet's head and understands its tables.
    fn understand(&mut self, info: &SheetInfo, rows: &mut dyn Rows) -> Result<Understood<'v>, ReadError> {
        let map = self.mapping.as_mut().and_then(|m| m.sheet(info.name.as_deref().unwrap_or("")));
        let headers = &self.vocabulary.headers;
        let (head, more) = read_head(rows)?;
        let grid = Grid::new(head, info.merges.clone(), headers);
        let layout = match map.as_ref().and_then(|m| m.header.as_ref().map(|h| (h, m.last_row))) {
            Some((header, last)) => {
                let rows: Vec<u32> = header.get_ref().iter().map(|r| r.saturating_sub(1)).collect();
                if let (Some(mapping), true) = (&self.mapping, rows.iter().any(|r| grid.position(*r).is_none())) {
                    return Err(mapping.error(
                        header.span().start,
                        "header",
                        "one of these rows is empty or not there any more",
                    ));
                }
                layout::given(&grid, &rows, last.map(|l| l.saturating_sub(1)))
            }
            None => {
                let mut layout = layout::infer(&grid, info.flat, headers);
                // What a mapping says, and what follows the head, is of one table.
                if map.is_none() && !more {
                    let blocks = std::mem::take(&mut layout.blocks);
                    layout.blocks = blocks.into_iter().flat_map(|b| lists::apart(&grid, b, headers)).collect();
                }
                layout
            }
        };
        let layout = if map.as_ref().is_some_and(|m| m.skip) { Layout::default() } else { layout };
        let decimal = cells::decimal(grid.rows.iter().flat_map(|r| &r.cells).filter_map(|c| match &c.value {
            crate::read::table::Value::Text(text) => Some(text.as_str()),
            _ => None,
        }));
        let corrected = |table: &mut Table<'v>| match (&map, &self.mapping) {
            (Some(map), Some(mapping)) => mapping::apply(map, mapping, table).map(|()| true),
            _ => Ok(false),
        };
        let mut tables = Vec::new();
        for (i, block) in layout.blocks.iter().enumerate() {
            let around = self.around(info, &layout, i);
            // A mapping speaks of the sheet's first table.
            let own: &dyn Fn(&mut Table<'v>) -> Result<bool, ReadError> =
                if i == 0 { &corrected } else { &|_| Ok(false) };
            tables.push(Table::infer(&grid, block, &around, Reader::new(self.vocabulary), own)?);
        }
        Ok(Understood { grid, layout, tables, decimal, more })
    }

    fn sheet(&mut self, info: &SheetInfo, rows: &mut dyn Rows, sink: Sink<'_>) -> Result<(), ReadError> {
        let name = info.name.clone().unwrap_or_default();
        if let Some(why) = self.leaves_out(info) {
            self.summary.notes.push(format!("{name}: {why}"));
            if info.hidden {
                let message = format!("the sheet `{name}` is hidden and left out; show it in the workbook to load it");
                sink(Given::Item(Item::Problem(problem(None, Severity::Warning, "hidden_sheet", message))));
            }
            return Ok(());
        }
        self.summary.meta.encoding.clone_from(&info.encoding);
        let understood = self.understand(info, rows)?;
        let Understood { mut grid, layout, tables, decimal, more } = understood;
        self.describe(&layout);
        let mut found = 0;
        let last = layout.blocks.len().saturating_sub(1);
        for (i, (block, table)) in layout.blocks.iter().zip(&tables).enumerate() {
            if !table.in_scope {
                continue;
            }
            let around = self.around(info, &layout, i);
            let explained = self.explained.then(|| {
                let title =
                    if around.titles.is_empty() { around.headings.join(" / ") } else { around.titles.join(" / ") };
                if title.is_empty() { format!("{} {}", around.sheet, around.file).trim().to_string() } else { title }
            });
            let mut emit = emit::Emit {
                info,
                grid: &grid,
                block,
                table,
                decimal,
                missing: 0,
                emitted: 0,
                before: self.emitted,
                parts: None,
                explained,
                told: 0,
                uncounted: HashSet::new(),
                sink: &mut *sink,
            };
            let records = emit.block(&around);
            let emit::Emit { mut missing, mut emitted, parts, explained, uncounted, .. } = emit;
            if more && i == last {
                // The head is needed no more, and what follows is to have its memory.
                grid = Grid::default();
                let mut emit = emit::Emit {
                    info,
                    grid: &grid,
                    block,
                    table,
                    decimal,
                    missing,
                    emitted,
                    before: self.emitted,
                    parts,
                    explained,
                    told: 0,
                    uncounted,
                    sink: &mut *sink,
                };
                stream::rest(&mut emit, rows, records, &around)?;
                (missing, emitted) = (emit.missing, emit.emitted);
            }
            self.emitted += emitted;
            self.summary.missing += missing;
            found += usize::from(emitted > 0);
        }
        for problem in rows.problems() {
            sink(Given::Item(Item::Problem(problem)));
        }
        self.understood += found;
        if found == 0 && layout.blocks.iter().any(|b| !b.body.is_empty()) {
            self.beside.push(if name.is_empty() { "the table".into() } else { format!("`{name}`") });
        }
        Ok(())
    }

    fn around(&self, info: &SheetInfo, layout: &Layout, block: usize) -> Around {
        let name = info.name.clone().unwrap_or_default();
        let titles = layout.blocks.get(block).map(|b| texts(&b.titles)).unwrap_or_default();
        let mut notes = layout.blocks.get(block).map(|b| texts(&b.notes)).unwrap_or_default();
        notes.extend(texts(&layout.notes));
        notes.extend(layout.blocks.iter().enumerate().filter(|(i, _)| *i != block).flat_map(|(_, b)| texts(&b.notes)));
        Around {
            titles,
            sheet: name.replace('_', " "),
            headings: texts(&layout.headings),
            file: self.file.clone(),
            cover: self.cover.lines.clone(),
            workbook: self.cover.country(),
            notes,
        }
    }

    /// Title, publisher and date of publication, from the lines that say so.
    fn describe(&mut self, layout: &Layout) {
        let headers = &self.vocabulary.headers;
        let meta = &mut self.summary.meta;
        let first = layout.headings.first().or_else(|| layout.blocks.first().and_then(|b| b.titles.first()));
        if meta.title.is_empty() {
            meta.title = self.cover.lines.first().cloned().or(first.map(|l| l.text.clone())).unwrap_or_default();
        }
        let lines = layout
            .headings
            .iter()
            .chain(&layout.notes)
            .chain(layout.blocks.iter().flat_map(|b| b.titles.iter().chain(&b.notes)));
        let lines = lines.map(|l| l.text.as_str()).chain(self.cover.lines.iter().map(String::as_str));
        for text in lines {
            let toks = crate::vocabulary::headers::tokens(&key(text));
            let says = |word: &Word| headers.words.matches(&toks, 0).any(|m| m.sense == word);
            if meta.published.is_none() && says(&Word::Published) {
                let days = when::scan(text, headers).into_iter().filter_map(|t| t.span);
                meta.published = days.map(|(first, _)| first).next();
            }
            if meta.publisher.is_empty() {
                let source = issuer::source(text, self.vocabulary);
                meta.publisher = source.filter(|s| s.chars().count() < 120).unwrap_or_default();
            }
        }
    }

    fn finish(mut self, sink: Sink<'_>) -> Result<TableSummary, ReadError> {
        if let Some(mapping) = &self.mapping {
            mapping.finish()?;
        }
        if !self.beside.is_empty() {
            let sheets = self.beside.join(", ");
            let message = format!(
                "no figures on crime, migration or enforcement were found in {sheets}; a mapping file can say what it counts"
            );
            self.summary.notes.push(message.clone());
            sink(Given::Item(Item::Problem(problem(None, Severity::Warning, "out_of_scope", message))));
        }
        Ok(self.summary)
    }
}

/// The rows a layout is inferred from, and whether more follow.
fn read_head(rows: &mut dyn Rows) -> Result<(Vec<Row>, bool), ReadError> {
    let mut head = Vec::new();
    let mut bytes = 0;
    let mut row = Row::default();
    while head.len() < HEAD && bytes < HEAD_BYTES {
        if !rows.next(&mut row)? {
            return Ok((head, false));
        }
        bytes += row.cells.iter().map(Cell::memory).sum::<usize>();
        head.push(row.clone());
    }
    Ok((head, true))
}

pub fn problem(cell: Option<String>, severity: Severity, code: &'static str, message: String) -> Problem {
    Problem { cell, line: None, severity, code, message }
}
