//! Tables as rows of cells, whatever the file is. In: a path. Out: sheet by sheet, row by row, in the file's order.
//!
//! Rows come one at a time, so that a file larger than the memory can be read; a workbook format that gives no stream
//! is loaded sheet by sheet. Nothing is interpreted here: a cell is what the file holds.

mod csv;
mod decode;
mod dialect;
mod guard;
mod workbook;
mod xlsx;

use std::io::{Cursor, Read, Seek};
use std::path::Path;

use jiff::civil::Date;

use super::ReadError;
use crate::model::{Code, Problem};
use crate::source::{Limits, MediaType, open, unpack};

/// Bytes of a text's memory that is kept to be used again.
const KEPT: usize = 4 << 10;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    #[default]
    Empty,
    Text(String),
    Number(f64),
    /// A number that the sheet shows as a percentage.
    Percent(f64),
    Date(Date),
    Bool(bool),
    /// `#REF!` and its like.
    Error(String),
}

/// One cell: its value and how far its text is indented.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    pub value: Value,
    pub indent: u8,
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Cell { value: Value::Text(text.into()), indent: 0 }
    }

    /// Makes it a text that isn't indented, in the memory of the text that it was.
    pub fn set_text(&mut self, text: &str) {
        self.indent = 0;
        match &mut self.value {
            Value::Text(buffer) if buffer.capacity() <= KEPT => {
                buffer.clear();
                buffer.push_str(text);
            }
            other => *other = Value::Text(text.to_string()),
        }
    }

    /// The bytes that it takes.
    pub fn memory(&self) -> usize {
        let text = match &self.value {
            Value::Text(text) | Value::Error(text) => text.len(),
            _ => 0,
        };
        size_of::<Cell>() + text
    }

    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Empty => true,
            Value::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The cell's text as it would be read; whole numbers without decimals.
    pub fn shown(&self) -> String {
        match &self.value {
            Value::Empty => String::new(),
            Value::Text(text) | Value::Error(text) => text.trim().to_string(),
            Value::Number(n) => number_text(*n),
            Value::Percent(n) => format!("{}%", number_text(n * 100.0)),
            Value::Date(date) => date.to_string(),
            Value::Bool(b) => b.to_string(),
        }
    }
}

/// A text without blanks around it, which few have.
pub fn trimmed(text: &str) -> &str {
    let inked = |byte: Option<&u8>| byte.is_none_or(|b| b.is_ascii_graphic());
    let bytes = text.as_bytes();
    if inked(bytes.first()) && inked(bytes.last()) { text } else { text.trim() }
}

/// `12.0` as `12`, `0.5` as it is.
pub fn number_text(n: f64) -> String {
    if n.fract() == 0.0 && n.abs() < 1e15 { (n as i64).to_string() } else { n.to_string() }
}

/// One row; `index` counts from 0 at the sheet's or file's first line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    pub index: u32,
    pub cells: Vec<Cell>,
}

/// A merged region, inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

/// What is known of a sheet before its rows are read.
#[derive(Debug, Clone, Default)]
pub struct SheetInfo {
    /// None for a csv, whose cells have no sheet in their reference.
    pub name: Option<Code>,
    pub hidden: bool,
    pub merges: Vec<Merge>,
    /// The encoding that a text file was read with.
    pub encoding: String,
    /// A text file, where every cell is text.
    pub flat: bool,
}

/// A sheet's rows in order. Three kinds: lines of a text file, cells streamed out of a workbook, rows in memory.
pub trait Rows {
    /// Fills `row` with the next row that holds anything; false at the end.
    fn next(&mut self, row: &mut Row) -> Result<bool, ReadError>;

    /// What was found wrong in the rows so far, handed over once.
    fn problems(&mut self) -> Vec<Problem> {
        Vec::new()
    }
}

/// Rows that are in memory.
pub struct Loaded(pub std::vec::IntoIter<Row>);

impl Rows for Loaded {
    fn next(&mut self, row: &mut Row) -> Result<bool, ReadError> {
        match self.0.next() {
            Some(next) => {
                *row = next;
                Ok(true)
            }
            None => Ok(false),
        }
    }
}

/// A sheet that is in memory.
#[derive(Debug, Clone, Default)]
pub struct LoadedSheet {
    pub info: SheetInfo,
    pub rows: Vec<Row>,
}

/// Where a table's bytes are, or its cells.
#[derive(Debug, Clone, Copy)]
pub enum Content<'a> {
    File(&'a Path),
    Bytes(&'a [u8]),
    Sheets(&'a [LoadedSheet]),
}

/// What is done with each sheet.
pub type OnSheet<'f> = &'f mut dyn FnMut(&SheetInfo, &mut dyn Rows) -> Result<(), ReadError>;

/// What a workbook is read from.
trait Input: Read + Seek {}
impl<T: Read + Seek> Input for T {}

/// A table that is open. Its sheets can be gone through more than once; what a workbook holds is looked at when it is opened.
pub struct Tables<'a> {
    content: Content<'a>,
    media_type: MediaType,
    limits: Limits,
    workbook: Option<workbook::Workbook<Box<dyn Input + 'a>>>,
}

impl<'a> Tables<'a> {
    pub fn open(content: Content<'a>, media_type: MediaType, limits: &Limits) -> Result<Self, ReadError> {
        let input: Option<Box<dyn Input + 'a>> = match content {
            Content::File(path) if media_type.is_workbook() => Some(Box::new(open(path)?)),
            Content::Bytes(bytes) if media_type.is_workbook() => Some(Box::new(Cursor::new(bytes))),
            _ => None,
        };
        let workbook = input.map(|input| workbook::open(input, media_type, limits)).transpose()?;
        Ok(Tables { content, media_type, limits: *limits, workbook })
    }

    /// Calls `on_sheet` for every sheet, hidden ones too, in the file's order.
    pub fn each_sheet(&mut self, on_sheet: OnSheet<'_>) -> Result<(), ReadError> {
        if let Some(workbook) = &mut self.workbook {
            return workbook.each_sheet(&self.limits, on_sheet);
        }
        let mark = (self.media_type == MediaType::Tsv).then_some(b'\t');
        match self.content {
            Content::Sheets(sheets) => {
                sheets.iter().try_for_each(|s| on_sheet(&s.info, &mut Loaded(s.rows.clone().into_iter())))
            }
            Content::File(path) => csv::read(unpack::open(path, &self.limits)?, mark, &self.limits, on_sheet),
            Content::Bytes(bytes) => csv::read(Box::new(Cursor::new(bytes)), mark, &self.limits, on_sheet),
        }
    }
}

/// Calls `on_sheet` for every sheet of a table, hidden ones too, in the file's order.
pub fn each_sheet(
    content: Content<'_>,
    media_type: MediaType,
    limits: &Limits,
    on_sheet: OnSheet<'_>,
) -> Result<(), ReadError> {
    Tables::open(content, media_type, limits)?.each_sheet(on_sheet)
}

/// `C5` of row 4 and column 2, counted from 0.
pub fn a1(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    let mut out: String = letters.iter().rev().collect();
    out.push_str(&(row + 1).to_string());
    out
}

/// `Sheet!C5`, or `C5` without a sheet.
pub fn reference(sheet: Option<&str>, row: u32, column: u32) -> String {
    match sheet {
        Some(sheet) => format!("{sheet}!{}", a1(row, column)),
        None => a1(row, column),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_count_like_a_spreadsheet() {
        assert_eq!(a1(4, 2), "C5");
        assert_eq!(a1(0, 25), "Z1");
        assert_eq!(a1(9, 26), "AA10");
        assert_eq!(a1(0, 701), "ZZ1");
        assert_eq!(reference(Some("Ret_01"), 4, 2), "Ret_01!C5");
    }
}
