//! The rows of a sheet, one at a time. In: the sheet's XML, the workbook's texts and styles. Out: rows whose cells hold what
//! the file holds; their memory is used again.

use std::io::Read;

use calamine::{ExcelDateTime, ExcelDateTimeType};
use jiff::civil::Date;

use super::parts::{Format, Look, Reading, Texts};
use super::scan::{Attributes, Piece, Scanner, cut_off, local};
use super::text;
use crate::read::ReadError;
use crate::read::table::workbook::date_value;
use crate::read::table::{Cell, Row, Rows, Value};
use crate::source::{Limit, Limits};

/// What the cells of all sheets refer to.
#[derive(Debug, Default)]
pub struct Shared {
    pub texts: Texts,
    pub looks: Vec<Look>,
    pub from_1904: bool,
}

pub struct SheetRows<'b, R> {
    scanner: Scanner<'b, R>,
    shared: &'b Shared,
    limits: &'b Limits,
    /// Where the next cell stands that doesn't say it.
    row: u32,
    column: u32,
    /// The first cell of the next row.
    ahead: Option<(Place, Cell)>,
    ended: bool,
    /// Buffers.
    reading: Reading,
    number: String,
}

/// How a cell's content is written: the attribute `t`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// A number, or a text where it is none.
    Unsaid,
    Number,
    Shared,
    Inline,
    Text,
    Bool,
    Error,
    Date,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    row: u32,
    column: u32,
    look: Look,
    written: Written,
    closed: bool,
}

impl<'b, R: Read> SheetRows<'b, R> {
    /// Reads to where the cells begin; none where the part has no cells, as a chart's has none.
    pub fn open(input: R, shared: &'b Shared, limits: &'b Limits) -> Result<Option<Self>, ReadError> {
        let mut scanner = Scanner::new(input, limits);
        let ended = loop {
            match scanner.next()? {
                Piece::Open { name: b"sheetData", closed, .. } => break closed,
                Piece::End => return Ok(None),
                _ => {}
            }
        };
        let (reading, number) = (Reading::default(), String::new());
        Ok(Some(SheetRows { scanner, shared, limits, row: 0, column: 0, ahead: None, ended, reading, number }))
    }

    /// Goes on to the next cell's tag.
    fn place(&mut self) -> Result<Option<Place>, ReadError> {
        while !self.ended {
            match self.scanner.next()? {
                Piece::Open { name: b"c", attributes, closed } => {
                    let mut place = Place {
                        row: self.row,
                        column: self.column,
                        look: Look::default(),
                        written: Written::Unsaid,
                        closed,
                    };
                    for (name, value) in Attributes(attributes) {
                        match name {
                            b"r" => (place.row, place.column) = reference(value).ok_or_else(|| bad_reference(value))?,
                            b"s" => place.look = look(self.shared, value),
                            b"t" => place.written = written(value)?,
                            _ => {}
                        }
                    }
                    self.column = place.column.saturating_add(1);
                    return Ok(Some(place));
                }
                Piece::Open { name: b"row", attributes, closed } => {
                    if let Some((_, value)) = Attributes(attributes).find(|(name, _)| *name == b"r") {
                        self.row = row_number(value).ok_or_else(|| bad_reference(value))?;
                    }
                    if closed {
                        self.next_row();
                    }
                }
                Piece::Close(b"row") => self.next_row(),
                Piece::Close(b"sheetData") => self.ended = true,
                Piece::End => return Err(cut_off()),
                _ => {}
            }
        }
        Ok(None)
    }

    fn next_row(&mut self) {
        self.row = self.row.saturating_add(1);
        self.column = 0;
    }

    /// Reads the cell's content, to its end.
    fn content(&mut self, place: &Place, cell: &mut Cell) -> Result<(), ReadError> {
        let mut filled = false;
        let mut open = !place.closed;
        while open {
            match self.scanner.next()? {
                Piece::Open { name: b"v", closed: false, .. } if place.written != Written::Inline => {
                    filled = self.value(place, cell)?;
                }
                Piece::Open { name: b"is", closed: false, .. } => filled = self.inline(cell)?,
                Piece::Open { name, closed: false, .. } => {
                    let name = name.to_vec();
                    self.pass(&name)?;
                }
                Piece::Close(b"c") => open = false,
                Piece::End => return Err(cut_off()),
                _ => {}
            }
        }
        if !filled {
            cell.value = Value::Empty;
        }
        cell.indent = place.look.indent;
        Ok(())
    }

    /// Goes on to the end of what is not looked at.
    fn pass(&mut self, element: &[u8]) -> Result<(), ReadError> {
        loop {
            match self.scanner.next()? {
                Piece::Close(name) if name == element => return Ok(()),
                Piece::End => return Err(cut_off()),
                _ => {}
            }
        }
    }

    /// What stands in `v`; false for nothing.
    fn value(&mut self, place: &Place, cell: &mut Cell) -> Result<bool, ReadError> {
        self.number.clear();
        loop {
            match self.scanner.next()? {
                Piece::Text(text) => text::push(&mut self.number, text)?,
                Piece::Plain(text) => text::push_plain(&mut self.number, &String::from_utf8_lossy(text)),
                Piece::Close(b"v") => break,
                Piece::End => return Err(cut_off()),
                _ => {}
            }
        }
        let said = self.number.as_str();
        if said.is_empty() && !matches!(place.written, Written::Text | Written::Date) {
            return Ok(false);
        }
        match place.written {
            Written::Unsaid | Written::Number => match said.parse::<f64>() {
                Ok(n) => cell.value = self.number_value(n, place.look.format),
                Err(_) if place.written == Written::Unsaid => cell.set_text(said),
                Err(_) => return Err(ReadError::Broken(format!("`{}` is no number", cut(said)))),
            },
            Written::Shared => {
                let text = said.parse().ok().and_then(|number| self.shared.texts.get(number));
                let missing = || ReadError::Broken(format!("it has no shared text {}", cut(said)));
                cell.set_text(text.ok_or_else(missing)?);
            }
            Written::Text | Written::Inline => {
                text::unescape(&mut self.number);
                cell.set_text(&self.number);
            }
            Written::Bool => match said.trim().to_ascii_lowercase().as_str() {
                "" => return Ok(false),
                "0" | "false" => cell.value = Value::Bool(false),
                "1" | "true" => cell.value = Value::Bool(true),
                other => return Err(ReadError::Broken(format!("`{}` is neither true nor false", cut(other)))),
            },
            Written::Error => cell.value = Value::Error(said.to_string()),
            Written::Date => match said.get(..10).and_then(|day| day.parse::<Date>().ok()) {
                Some(day) => cell.value = Value::Date(day),
                None => cell.set_text(said),
            },
        }
        Ok(true)
    }

    fn number_value(&self, n: f64, format: Format) -> Value {
        let date = |kind| date_value(ExcelDateTime::new(n, kind, self.shared.from_1904));
        match format {
            Format::Number => Value::Number(n),
            Format::Percent => Value::Percent(n),
            Format::Date => date(ExcelDateTimeType::DateTime),
            Format::Duration => date(ExcelDateTimeType::TimeDelta),
        }
    }

    /// A text that stands in the cell itself.
    fn inline(&mut self, cell: &mut Cell) -> Result<bool, ReadError> {
        self.reading.clear();
        loop {
            match self.scanner.next()? {
                Piece::Open { name, attributes, closed: false } => {
                    let preserves = || Attributes(attributes).any(|(n, v)| local(n) == b"space" && v == b"preserve");
                    self.reading.open(str::from_utf8(name).unwrap_or_default(), preserves);
                }
                Piece::Text(text) => {
                    if let Some(piece) = self.reading.piece() {
                        text::push(piece, text)?;
                    }
                }
                Piece::Plain(text) => {
                    if let Some(piece) = self.reading.piece() {
                        text::push_plain(piece, &String::from_utf8_lossy(text));
                    }
                }
                Piece::Close(b"is") => break,
                Piece::Close(name) => self.reading.close(str::from_utf8(name).unwrap_or_default()),
                Piece::End => return Err(cut_off()),
                _ => {}
            }
        }
        cell.set_text(self.reading.whole());
        Ok(true)
    }
}

impl<R: Read> Rows for SheetRows<'_, R> {
    fn next(&mut self, row: &mut Row) -> Result<bool, ReadError> {
        let (mut used, mut bytes) = (0usize, 0u64);
        loop {
            let (place, read) = match self.ahead.take() {
                Some((place, cell)) => (place, Some(cell)),
                None => match self.place()? {
                    Some(place) => (place, None),
                    None => break,
                },
            };
            let column = place.column as usize;
            if used == 0 {
                row.index = place.row;
            } else if place.row != row.index || column < used {
                let mut cell = Cell::default();
                self.content(&place, &mut cell)?;
                if cell.value != Value::Empty {
                    self.ahead = Some((place, cell));
                    break;
                }
                continue;
            }
            self.limits.check(Limit::Columns, u64::from(place.column) + 1)?;
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::default());
            }
            // It was made longer than that.
            let Some(cell) = row.cells.get_mut(column) else { break };
            match read {
                Some(read) => *cell = read,
                None => self.content(&place, cell)?,
            }
            if cell.value == Value::Empty {
                continue;
            }
            bytes += cell.memory() as u64;
            self.limits.check(Limit::LineBytes, bytes)?;
            row.cells.get_mut(used..column).unwrap_or_default().fill(Cell::default());
            used = column + 1;
        }
        row.cells.truncate(used);
        Ok(used > 0)
    }
}

fn look(shared: &Shared, style: &[u8]) -> Look {
    let number = str::from_utf8(style).ok().and_then(|s| s.parse::<usize>().ok()).unwrap_or(0);
    shared.looks.get(number).copied().unwrap_or_default()
}

fn written(said: &[u8]) -> Result<Written, ReadError> {
    Ok(match said {
        b"n" => Written::Number,
        b"s" => Written::Shared,
        b"inlineStr" | b"is" => Written::Inline,
        b"str" => Written::Text,
        b"b" => Written::Bool,
        b"e" => Written::Error,
        b"d" => Written::Date,
        other => {
            let said = String::from_utf8_lossy(other);
            return Err(ReadError::Broken(format!("a cell is of a kind that is not known: {}", cut(&said))));
        }
    })
}

/// `C5` as row 4 and column 2.
pub fn reference(text: &[u8]) -> Option<(u32, u32)> {
    let letters = text.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (letters, digits) = text.split_at_checked(letters)?;
    let digit = |b: &u8| u32::from(b.to_ascii_uppercase() - b'A') + 1;
    let add = |column: u32, b: &u8| column.checked_mul(26)?.checked_add(digit(b));
    let column = letters.iter().try_fold(0, add)?.checked_sub(1)?;
    Some((number_from_1(digits)?, column))
}

/// A row's number, with or without a column before it.
fn row_number(text: &[u8]) -> Option<u32> {
    number_from_1(text.get(text.iter().position(u8::is_ascii_digit)?..)?)
}

fn number_from_1(digits: &[u8]) -> Option<u32> {
    str::from_utf8(digits).ok()?.parse::<u32>().ok()?.checked_sub(1)
}

fn bad_reference(text: &[u8]) -> ReadError {
    ReadError::Broken(format!("`{}` names no cell", cut(&String::from_utf8_lossy(text))))
}

fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}
