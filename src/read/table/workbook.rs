//! Workbooks: xlsx, xlsm, xlsb, xls and ods. In: a file. Out: each sheet's rows, merged regions and visibility.
//!
//! An xlsx and an xlsb come cell by cell without being loaded; the others are loaded as a whole, once `guard` has counted
//! their cells. The indentation of a label and a percent format are read from the styles, since they say what a cell is.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

use calamine::{
    Data, DataRef, DataType, Dimensions, ExcelDateTime, Ods, Range, Reader, SheetVisible, Sheets, Style, Xls, Xlsb,
    Xlsx,
};
use jiff::civil::Date;

use super::{Cell, Loaded, Merge, OnSheet, Row, Rows, SheetInfo, Value, guard};
use crate::read::ReadError;
use crate::source::{self, Limit, Limits, MediaType};

pub fn read(path: &Path, media_type: MediaType, limits: &Limits, on_sheet: OnSheet<'_>) -> Result<(), ReadError> {
    let mut book = open(path, media_type, limits)?;
    let sheets: Vec<(String, bool)> =
        book.sheets_metadata().iter().map(|s| (s.name.clone(), s.visible != SheetVisible::Visible)).collect();
    for (name, hidden) in sheets {
        let info = SheetInfo { name: Some(name.as_str().into()), hidden, ..SheetInfo::default() };
        match &mut book {
            Sheets::Xlsx(book) => xlsx(book, &name, info, limits, on_sheet)?,
            Sheets::Xls(book) => {
                let merges = book.merge_cells_by_sheet_name(&name).map(|m| regions(&m)).unwrap_or_default();
                limits.check(Limit::Merges, merges.len() as u64)?;
                let range = book.worksheet_range(&name).map_err(|e| ReadError::Broken(e.to_string()))?;
                on_sheet(&SheetInfo { merges, ..info }, &mut loaded(&range))?;
            }
            Sheets::Xlsb(book) => xlsb(book, &name, &info, limits, on_sheet)?,
            Sheets::Ods(book) => {
                let range = book.worksheet_range(&name).map_err(|e| ReadError::Broken(e.to_string()))?;
                on_sheet(&info, &mut loaded(&range))?;
            }
        }
    }
    Ok(())
}

/// Opens a workbook by what its bytes say, whatever its name is.
fn open(path: &Path, media_type: MediaType, limits: &Limits) -> Result<Sheets<BufReader<File>>, ReadError> {
    let mut file = source::open(path)?;
    guard::check(&file, media_type, limits)?;
    file.rewind()?;
    let file = BufReader::new(file);
    let broken = |e: &dyn std::fmt::Display| ReadError::Broken(e.to_string());
    Ok(match media_type {
        MediaType::Xlsb => Sheets::Xlsb(Xlsb::new(file).map_err(|e| broken(&e))?),
        MediaType::Xls => Sheets::Xls(Xls::new(file).map_err(|e| broken(&e))?),
        MediaType::Ods => Sheets::Ods(Ods::new(file).map_err(|e| broken(&e))?),
        _ => Sheets::Xlsx(Xlsx::new(file).map_err(|e| broken(&e))?),
    })
}

fn xlsx<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
    info: SheetInfo,
    limits: &Limits,
    on_sheet: OnSheet<'_>,
) -> Result<(), ReadError> {
    // A chart sheet has no cells.
    if book.worksheet_cells_reader(name).is_err() {
        return Ok(());
    }
    let merges = book.merge_cells_by_sheet_name(name).map(|m| regions(&m)).unwrap_or_default();
    limits.check(Limit::Merges, merges.len() as u64)?;
    let mut reader = book.worksheet_cells_reader(name).map_err(|e| ReadError::Broken(e.to_string()))?;
    let looks: Vec<Look> = reader.styles().iter().map(look).collect();
    let next = || {
        let next = reader.next_cell_with_style_id().map_err(|e| ReadError::Broken(e.to_string()))?;
        Ok(next.map(|(cell, style)| {
            let look = looks.get(style).copied().unwrap_or_default();
            Placed { at: cell.get_position(), value: value_of(cell.get_value()), look }
        }))
    };
    on_sheet(&SheetInfo { merges, ..info }, &mut CellRows::new(Box::new(next), limits))
}

fn xlsb<R: Read + Seek>(
    book: &mut Xlsb<R>,
    name: &str,
    info: &SheetInfo,
    limits: &Limits,
    on_sheet: OnSheet<'_>,
) -> Result<(), ReadError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|e| ReadError::Broken(e.to_string()))?;
    let next = || {
        let next = reader.next_cell().map_err(|e| ReadError::Broken(e.to_string()))?;
        let placed = |value, at| Placed { at, value, look: Look::default() };
        Ok(next.map(|cell| placed(value_of(cell.get_value()), cell.get_position())))
    };
    on_sheet(info, &mut CellRows::new(Box::new(next), limits))
}

#[derive(Clone, Copy, Default)]
struct Look {
    indent: u8,
    percent: bool,
}

fn look(style: &Style) -> Look {
    Look {
        indent: style.alignment.as_ref().and_then(|a| a.indent).unwrap_or(0),
        percent: style.number_format.as_ref().is_some_and(|f| f.format_code.contains('%')),
    }
}

fn regions(merges: &[Dimensions]) -> Vec<Merge> {
    let region = |d: &Dimensions| Merge { top: d.start.0, left: d.start.1, bottom: d.end.0, right: d.end.1 };
    merges.iter().map(region).collect()
}

/// A cell where it stands.
struct Placed {
    at: (u32, u32),
    value: Value,
    look: Look,
}

type NextCell<'b> = Box<dyn FnMut() -> Result<Option<Placed>, ReadError> + 'b>;

/// Cells of one sheet as they stand in the file, put together in rows.
struct CellRows<'b> {
    cells: NextCell<'b>,
    /// The first cell of the next row.
    ahead: Option<Placed>,
    done: bool,
    limits: &'b Limits,
}

impl<'b> CellRows<'b> {
    fn new(cells: NextCell<'b>, limits: &'b Limits) -> Self {
        CellRows { cells, ahead: None, done: false, limits }
    }

    fn pull(&mut self) -> Result<Option<Placed>, ReadError> {
        if let Some(cell) = self.ahead.take() {
            return Ok(Some(cell));
        }
        while !self.done {
            match (self.cells)()? {
                Some(cell) if cell.value == Value::Empty => {}
                Some(cell) => return Ok(Some(cell)),
                // Asked again behind its end, the reader takes the file for broken.
                None => self.done = true,
            }
        }
        Ok(None)
    }
}

impl Rows for CellRows<'_> {
    fn next(&mut self, row: &mut Row) -> Result<bool, ReadError> {
        row.cells.clear();
        let Some(mut cell) = self.pull()? else { return Ok(false) };
        row.index = cell.at.0;
        let mut bytes = 0;
        loop {
            let (at, column) = cell.at;
            self.limits.check(Limit::Columns, u64::from(column) + 1)?;
            row.cells.resize(column as usize, Cell::default());
            let value = match cell.value {
                Value::Number(n) if cell.look.percent => Value::Percent(n),
                value => value,
            };
            let cell_of_row = Cell { value, indent: cell.look.indent };
            bytes += cell_of_row.memory() as u64;
            self.limits.check(Limit::LineBytes, bytes)?;
            row.cells.push(cell_of_row);
            match self.pull()? {
                Some(next) if next.at.0 == at && next.at.1 > column => cell = next,
                next => {
                    self.ahead = next;
                    return Ok(true);
                }
            }
        }
    }
}

fn loaded(range: &Range<Data>) -> Loaded {
    let (top, left) = range.start().unwrap_or((0, 0));
    let mut rows = Vec::new();
    for (index, cells) in (top..).zip(range.rows()) {
        let mut row = Row { index, cells: vec![Cell::default(); left as usize] };
        row.cells.extend(cells.iter().map(|data| Cell { value: value_of(data), indent: 0 }));
        if row.cells.iter().any(|c| !c.is_empty()) {
            rows.push(row);
        }
    }
    Loaded(rows.into_iter())
}

/// A value of the library as ours.
trait Datum: DataType {
    fn datetime(&self) -> Option<ExcelDateTime>;
}

impl Datum for Data {
    fn datetime(&self) -> Option<ExcelDateTime> {
        match self {
            Data::DateTime(date) => Some(*date),
            _ => None,
        }
    }
}

impl Datum for DataRef<'_> {
    fn datetime(&self) -> Option<ExcelDateTime> {
        match self {
            DataRef::DateTime(date) => Some(*date),
            _ => None,
        }
    }
}

fn value_of(data: &impl Datum) -> Value {
    if let Some(date) = data.datetime() {
        return date_value(date);
    }
    if let Some(n) = data.get_int() {
        return Value::Number(n as f64);
    }
    if let Some(n) = data.get_float() {
        return Value::Number(n);
    }
    if let Some(b) = data.get_bool() {
        return Value::Bool(b);
    }
    if let Some(error) = data.get_error() {
        return Value::Error(error.to_string());
    }
    if let Some(text) = data.get_string() {
        return Value::Text(text.to_string());
    }
    if let Some(iso) = data.get_datetime_iso() {
        let day = iso.get(..10).and_then(|d| d.parse::<Date>().ok());
        return day.map_or_else(|| Value::Text(iso.to_string()), Value::Date);
    }
    match data.get_duration_iso() {
        Some(iso) => Value::Text(iso.to_string()),
        None => Value::Empty,
    }
}

fn date_value(date: ExcelDateTime) -> Value {
    if date.is_duration() {
        return Value::Number(date.as_f64());
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    let civil =
        |y: u16, m: u8, d: u8| Date::new(i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok();
    civil(year, month, day).map_or(Value::Number(date.as_f64()), Value::Date)
}
