//! Workbooks: xlsx, xlsm, xlsb, xls and ods. In: a file. Out: each sheet's rows, merged regions and visibility.
//!
//! An xlsx comes cell by cell without being loaded; the others are loaded a sheet at a time. The indentation of a label
//! and a percent format are read from the styles, since they say what a cell is.

use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;

use calamine::{
    Data, DataRef, DataType, Dimensions, ExcelDateTime, Ods, Range, Reader, SheetVisible, Sheets, Xls, Xlsb, Xlsx,
    XlsxCellReader,
};
use jiff::civil::Date;

use super::{Cell, Loaded, Merge, OnSheet, Row, Rows, SheetInfo, Value};
use crate::read::ReadError;
use crate::source::{Limit, Limits, MediaType};

/// Cells of a sheet above which the styles, which cost memory, are not looked at.
const STYLED_CELLS: u64 = 200_000;

pub fn read(path: &Path, media_type: MediaType, limits: &Limits, on_sheet: OnSheet<'_>) -> Result<(), ReadError> {
    let fault = ReadError::Broken;
    let mut book = open(path, media_type)?;
    let sheets: Vec<(String, bool)> =
        book.sheets_metadata().iter().map(|s| (s.name.clone(), s.visible != SheetVisible::Visible)).collect();
    for (name, hidden) in sheets {
        let info = SheetInfo { name: Some(name.as_str().into()), hidden, ..SheetInfo::default() };
        match &mut book {
            Sheets::Xlsx(book) => xlsx(book, &name, info, limits, on_sheet, &fault)?,
            Sheets::Xls(book) => {
                let merges = book.merge_cells_by_sheet_name(&name).map(|m| regions(&m)).unwrap_or_default();
                let range = book.worksheet_range(&name).map_err(|e| fault(e.to_string()))?;
                on_sheet(&SheetInfo { merges, ..info }, &mut loaded(&range))?;
            }
            Sheets::Xlsb(book) => {
                let range = book.worksheet_range(&name).map_err(|e| fault(e.to_string()))?;
                on_sheet(&info, &mut loaded(&range))?;
            }
            Sheets::Ods(book) => ods(book, &name, &info, on_sheet, &fault)?,
        }
    }
    Ok(())
}

/// Opens a workbook by what its bytes say, whatever its name is.
fn open(path: &Path, media_type: MediaType) -> Result<Sheets<BufReader<File>>, ReadError> {
    let file = BufReader::new(File::open(path)?);
    let broken = |e: &dyn std::fmt::Display| ReadError::Broken(e.to_string());
    Ok(match media_type {
        MediaType::Xlsb => Sheets::Xlsb(Xlsb::new(file).map_err(|e| broken(&e))?),
        MediaType::Xls => Sheets::Xls(Xls::new(file).map_err(|e| broken(&e))?),
        MediaType::Ods => Sheets::Ods(Ods::new(file).map_err(|e| broken(&e))?),
        _ => Sheets::Xlsx(Xlsx::new(file).map_err(|e| broken(&e))?),
    })
}

type Fault<'f> = &'f dyn Fn(String) -> ReadError;

fn ods<R: Read + Seek>(
    book: &mut Ods<R>,
    name: &str,
    info: &SheetInfo,
    on_sheet: OnSheet<'_>,
    fault: Fault<'_>,
) -> Result<(), ReadError> {
    let range = book.worksheet_range(name).map_err(|e| fault(e.to_string()))?;
    on_sheet(info, &mut loaded(&range))
}

fn xlsx<R: Read + Seek>(
    book: &mut Xlsx<R>,
    name: &str,
    info: SheetInfo,
    limits: &Limits,
    on_sheet: OnSheet<'_>,
    fault: Fault<'_>,
) -> Result<(), ReadError> {
    // A chart sheet has no cells.
    let Ok(reader) = book.worksheet_cells_reader(name) else { return Ok(()) };
    let cells = reader.dimensions().len();
    drop(reader);
    let merges = book.merge_cells_by_sheet_name(name).map(|m| regions(&m)).unwrap_or_default();
    let styles = if cells <= STYLED_CELLS { styles(book, name) } else { HashMap::new() };
    let reader = book.worksheet_cells_reader(name).map_err(|e| fault(e.to_string()))?;
    let mut rows = XlsxRows { reader, ahead: None, done: false, styles, limits, fault };
    on_sheet(&SheetInfo { merges, ..info }, &mut rows)
}

#[derive(Clone, Copy, Default)]
struct Look {
    indent: u8,
    percent: bool,
}

fn styles<R: Read + Seek>(book: &mut Xlsx<R>, name: &str) -> HashMap<(u32, u32), Look> {
    let Ok(range) = book.worksheet_style(name) else { return HashMap::new() };
    let mut out = HashMap::new();
    for (row, column, style) in range.cells() {
        let indent = style.alignment.as_ref().and_then(|a| a.indent).unwrap_or(0);
        let percent = style.number_format.as_ref().is_some_and(|f| f.format_code.contains('%'));
        if indent > 0 || percent {
            out.insert((row, column), Look { indent, percent });
        }
    }
    out
}

fn regions(merges: &[Dimensions]) -> Vec<Merge> {
    let region = |d: &Dimensions| Merge { top: d.start.0, left: d.start.1, bottom: d.end.0, right: d.end.1 };
    merges.iter().map(region).collect()
}

/// Cells of one sheet as they stand in the file.
struct XlsxRows<'b, R: Read + Seek> {
    reader: XlsxCellReader<'b, R>,
    /// The first cell of the next row.
    ahead: Option<(u32, u32, Value)>,
    done: bool,
    styles: HashMap<(u32, u32), Look>,
    limits: &'b Limits,
    fault: Fault<'b>,
}

impl<R: Read + Seek> XlsxRows<'_, R> {
    fn pull(&mut self) -> Result<Option<(u32, u32, Value)>, ReadError> {
        if let Some(cell) = self.ahead.take() {
            return Ok(Some(cell));
        }
        while !self.done {
            let Some(cell) = self.reader.next_cell().map_err(|e| (self.fault)(e.to_string()))? else {
                // Asked again behind its end, the reader takes the file for broken.
                self.done = true;
                break;
            };
            let value = value_of(cell.get_value());
            if value != Value::Empty {
                let (row, column) = cell.get_position();
                return Ok(Some((row, column, value)));
            }
        }
        Ok(None)
    }
}

impl<R: Read + Seek> Rows for XlsxRows<'_, R> {
    fn next(&mut self, row: &mut Row) -> Result<bool, ReadError> {
        row.cells.clear();
        let Some((at, mut column, mut value)) = self.pull()? else { return Ok(false) };
        row.index = at;
        loop {
            let look = self.styles.get(&(at, column)).copied().unwrap_or_default();
            if let (true, Value::Number(n)) = (look.percent, &value) {
                value = Value::Percent(*n);
            }
            self.limits.check(Limit::Columns, u64::from(column) + 1)?;
            row.cells.resize(column as usize, Cell::default());
            row.cells.push(Cell { value, indent: look.indent });
            match self.pull()? {
                Some(next) if next.0 == at && next.1 > column => (_, column, value) = next,
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
