//! Workbooks, whatever their format. In: a file. Out: each sheet's rows, merged regions and visibility.
//!
//! An xlsx is read by `xlsx`. An xlsb comes cell by cell without being loaded; xls and ods are loaded as a whole, once `guard`
//! has counted their cells.

use std::fmt::Display;
use std::io::{BufReader, Read, Seek};

use calamine::{Data, DataRef, DataType, Dimensions, ExcelDateTime, Ods, Range, Reader, SheetVisible, Xls, Xlsb};
use jiff::civil::Date;

use super::xlsx::Xlsx;
use super::{Cell, Loaded, Merge, OnSheet, Row, Rows, SheetInfo, Value, guard};
use crate::read::ReadError;
use crate::source::{Limit, Limits, MediaType};

/// An open workbook.
pub enum Workbook<R: Read + Seek> {
    Xlsx(Box<Xlsx<R>>),
    Xlsb(Box<Xlsb<BufReader<R>>>),
    Xls(Box<Xls<BufReader<R>>>),
    Ods(Box<Ods<BufReader<R>>>),
}

/// Opens a workbook by what its bytes say, whatever its name is.
pub fn open<R: Read + Seek>(mut file: R, media_type: MediaType, limits: &Limits) -> Result<Workbook<R>, ReadError> {
    if !matches!(media_type, MediaType::Xlsb | MediaType::Xls | MediaType::Ods) {
        return Ok(Workbook::Xlsx(Box::new(Xlsx::open(file, limits)?)));
    }
    guard::check(&mut file, media_type, limits)?;
    file.rewind()?;
    let file = BufReader::new(file);
    Ok(match media_type {
        MediaType::Xlsb => Workbook::Xlsb(Box::new(Xlsb::new(file).map_err(broken)?)),
        MediaType::Xls => Workbook::Xls(Box::new(Xls::new(file).map_err(broken)?)),
        _ => Workbook::Ods(Box::new(Ods::new(file).map_err(broken)?)),
    })
}

fn broken(error: impl Display) -> ReadError {
    ReadError::Broken(error.to_string())
}

impl<R: Read + Seek> Workbook<R> {
    /// Calls `on_sheet` for every sheet, in the file's order.
    pub fn each_sheet(&mut self, limits: &Limits, on_sheet: OnSheet<'_>) -> Result<(), ReadError> {
        match self {
            Workbook::Xlsx(book) => book.each_sheet(on_sheet),
            Workbook::Xlsb(book) => {
                listed(book.as_ref()).into_iter().try_for_each(|info| xlsb(book, &info, limits, on_sheet))
            }
            Workbook::Xls(book) => listed(book.as_ref()).into_iter().try_for_each(|info| {
                let name = name(&info);
                let merges = book.merge_cells_by_sheet_name(name).map(|m| regions(&m)).unwrap_or_default();
                limits.check(Limit::Merges, merges.len() as u64)?;
                let range = book.worksheet_range(name).map_err(broken)?;
                on_sheet(&SheetInfo { merges, ..info.clone() }, &mut loaded(&range))
            }),
            Workbook::Ods(book) => listed(book.as_ref()).into_iter().try_for_each(|info| {
                let range = book.worksheet_range(name(&info)).map_err(broken)?;
                on_sheet(&info, &mut loaded(&range))
            }),
        }
    }
}

/// The sheets as the file lists them.
fn listed<R: Read + Seek>(book: &impl Reader<R>) -> Vec<SheetInfo> {
    let info = |sheet: &calamine::Sheet| SheetInfo {
        name: Some(sheet.name.as_str().into()),
        hidden: sheet.visible != SheetVisible::Visible,
        ..SheetInfo::default()
    };
    book.sheets_metadata().iter().map(info).collect()
}

fn name(info: &SheetInfo) -> &str {
    info.name.as_deref().unwrap_or_default()
}

fn xlsb<R: Read + Seek>(
    book: &mut Xlsb<R>,
    info: &SheetInfo,
    limits: &Limits,
    on_sheet: OnSheet<'_>,
) -> Result<(), ReadError> {
    let mut reader = book.worksheet_cells_reader(name(info)).map_err(broken)?;
    let next = || {
        let next = reader.next_cell().map_err(broken)?;
        Ok(next.map(|cell| Placed { at: cell.get_position(), value: value_of(cell.get_value()) }))
    };
    on_sheet(info, &mut CellRows::new(Box::new(next), limits))
}

fn regions(merges: &[Dimensions]) -> Vec<Merge> {
    let region = |d: &Dimensions| Merge { top: d.start.0, left: d.start.1, bottom: d.end.0, right: d.end.1 };
    merges.iter().map(region).collect()
}

/// A cell where it stands.
struct Placed {
    at: (u32, u32),
    value: Value,
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
            let cell_of_row = Cell { value: cell.value, indent: 0 };
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

pub fn date_value(date: ExcelDateTime) -> Value {
    if date.is_duration() {
        return Value::Number(date.as_f64());
    }
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    let civil =
        |y: u16, m: u8, d: u8| Date::new(i16::try_from(y).ok()?, i8::try_from(m).ok()?, i8::try_from(d).ok()?).ok();
    civil(year, month, day).map_or(Value::Number(date.as_f64()), Value::Date)
}
