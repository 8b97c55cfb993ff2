//! Workbooks of Office Open XML: xlsx and xlsm. In: a file. Out: its sheets, each as rows that are read while they are asked
//! for.
//!
//! What is held in memory (texts that cells share, styles, merged regions) is read under the limits; a sheet is only passed
//! through. Merged regions stand behind a sheet's cells and are needed before them, so a sheet is unpacked once for
//! them, without being taken apart.

mod merges;
mod parts;
mod rows;
mod scan;
mod text;

use std::io::{BufReader, Read, Seek, SeekFrom};

use quick_xml::events::Event;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use self::parts::{Named, Relations, Sheets, Styles, Texts};
use self::rows::{Shared, SheetRows};
use super::guard::{self, Unpacked, xml};
use super::{Merge, OnSheet, SheetInfo};
use crate::read::ReadError;
use crate::source::{Limit, Limits, directory};

/// A sheet, and the number of its part in the archive.
struct Sheet {
    named: Named,
    part: Option<usize>,
    merges: Option<Vec<Merge>>,
}

pub struct Xlsx<R> {
    archive: ZipArchive<BufReader<R>>,
    unpacked: Unpacked,
    limits: Limits,
    shared: Shared,
    sheets: Vec<Sheet>,
}

impl<R: Read + Seek> Xlsx<R> {
    pub fn open(mut file: R, limits: &Limits) -> Result<Self, ReadError> {
        let packed = file.seek(SeekFrom::End(0))?;
        file.rewind()?;
        limits.check(Limit::UnpackedBytes, packed)?;
        limits.check(Limit::Members, directory::members(&mut file, packed)?)?;
        file.rewind()?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(guard::broken)?;
        let unpacked = Unpacked::new(limits, packed);
        let mut book = Xlsx { archive, unpacked, limits: *limits, shared: Shared::default(), sheets: Vec::new() };
        book.list()?;
        Ok(book)
    }

    /// Reads what the sheets are and what they share.
    fn list(&mut self) -> Result<(), ReadError> {
        let mut package = Relations::default();
        self.part("_rels/.rels", &mut |event| package.event(event))?;
        let main = package.0.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
        let main = main.ok_or_else(|| ReadError::Broken("it names no workbook".into()))?;
        let main = main.trim_start_matches('/');
        let (folder, name) = main.rsplit_once('/').map_or(("", main), |(folder, name)| (folder, name));
        let within = |name: &str| match name.strip_prefix('/') {
            Some(whole) => whole.to_string(),
            None if folder.is_empty() => name.to_string(),
            None => format!("{folder}/{name}"),
        };
        let mut relations = Relations::default();
        self.part(&within(&format!("_rels/{name}.rels")), &mut |event| relations.event(event))?;
        let mut sheets = Sheets::default();
        self.part(main, &mut |event| sheets.event(event))?;
        let (mut texts, mut styles) = (Texts::default(), Styles::default());
        let limits = self.limits;
        self.part(&within("sharedStrings.xml"), &mut |event| texts.event(event, &limits))?;
        self.part(&within("styles.xml"), &mut |event| styles.event(event))?;
        self.shared = Shared { texts, looks: styles.looks, from_1904: sheets.from_1904 };
        for named in sheets.named {
            let relation = relations.0.iter().find(|r| r.id == named.relation);
            let relation =
                relation.ok_or_else(|| ReadError::Broken(format!("it doesn't say where `{}` is", named.name)))?;
            let part = self.number(&within(&relation.target));
            self.sheets.push(Sheet { named, part, merges: None });
        }
        Ok(())
    }

    /// A member's number; names differ in case and in their strokes from program to program.
    fn number(&self, name: &str) -> Option<usize> {
        let same = |found: &str| found.replace('\\', "/").eq_ignore_ascii_case(name);
        self.archive.index_for_name(name).or_else(|| {
            (0..self.archive.len()).find(|i| matches!(self.archive.name_for_index(*i), Some(Ok(found)) if same(&found)))
        })
    }

    /// Reads a part that is held in memory, where there is one.
    fn part(
        &mut self,
        name: &str,
        on_event: &mut dyn FnMut(&Event<'_>) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let Some(number) = self.number(name) else { return Ok(()) };
        let most = self.limits.loaded_bytes;
        let member = self.archive.by_index(number).map_err(guard::broken)?;
        xml::walk(xml::Counted::new(member, &mut self.unpacked, most), on_event)
    }

    /// Calls `on_sheet` for every sheet that has cells, in the order of the workbook.
    pub fn each_sheet(&mut self, on_sheet: OnSheet<'_>) -> Result<(), ReadError> {
        for at in 0..self.sheets.len() {
            self.count(at)?;
            // They are as many as were counted.
            let Some(sheet) = self.sheets.get(at) else { continue };
            let Some(member) = sheet.part.map(|part| member(&mut self.archive, part)).transpose()?.flatten() else {
                continue;
            };
            let Some(mut rows) = SheetRows::open(member, &self.shared, &self.limits)? else { continue };
            let info = SheetInfo {
                name: Some(sheet.named.name.as_str().into()),
                hidden: sheet.named.hidden,
                merges: sheet.merges.clone().unwrap_or_default(),
                ..SheetInfo::default()
            };
            on_sheet(&info, &mut rows)?;
        }
        Ok(())
    }

    /// Unpacks a sheet once: to count its bytes, and for its merged regions.
    fn count(&mut self, at: usize) -> Result<(), ReadError> {
        let Some(sheet) = self.sheets.get_mut(at).filter(|sheet| sheet.merges.is_none()) else { return Ok(()) };
        let Some(part) = sheet.part else { return Ok(()) };
        let Some(member) = member(&mut self.archive, part)? else {
            sheet.part = None;
            return Ok(());
        };
        let mut counted = xml::Counted::new(member, &mut self.unpacked, u64::MAX);
        let found = merges::find(&mut counted, &self.limits);
        sheet.merges = Some(counted.settle(found)?);
        Ok(())
    }
}

/// A member that can be unpacked; None where it is packed in a way that nobody reads.
fn member<R: Read + Seek>(archive: &mut ZipArchive<R>, part: usize) -> Result<Option<ZipFile<'_, R>>, ReadError> {
    match archive.by_index(part) {
        Ok(member) => Ok(Some(member)),
        Err(ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_)) => Ok(None),
        Err(error) => Err(guard::broken(error)),
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::path::{Path, PathBuf};

    use calamine::{Data, Reader, Xlsx as Library, open_workbook};

    use super::*;
    use crate::read::table::{Cell, Row, Value};

    type Sheets = Vec<(String, bool, Vec<(u32, Vec<Cell>)>, Vec<Merge>)>;

    fn books() -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders: Vec<PathBuf> =
            ["sample_data", "tests"].map(|f| Path::new(env!("CARGO_MANIFEST_DIR")).join(f)).into();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                match path.is_dir() {
                    true => folders.push(path),
                    false if path.extension().is_some_and(|e| e == "xlsx") => found.push(path),
                    false => {}
                }
            }
        }
        found.sort();
        found
    }

    fn ours(path: &Path) -> Result<Sheets, ReadError> {
        let mut sheets = Vec::new();
        Xlsx::open(File::open(path)?, &Limits::DEFAULT)?.each_sheet(&mut |info, rows| {
            let mut row = Row::default();
            let mut all = Vec::new();
            while rows.next(&mut row)? {
                all.push((row.index, row.cells.clone()));
            }
            let name = info.name.as_deref().unwrap_or_default().to_string();
            sheets.push((name, info.hidden, all, info.merges.clone()));
            Ok(())
        })?;
        Ok(sheets)
    }

    /// The value as a library of many years reads it; dates and shares apart, which it tells by the style.
    fn same(cell: &Cell, data: &Data) -> bool {
        match (&cell.value, data) {
            (Value::Empty, Data::Empty) => true,
            (Value::Text(text), Data::String(other)) => text == other,
            (Value::Number(n) | Value::Percent(n), Data::Float(other)) => n == other,
            (Value::Number(n), Data::Int(other)) => *n == *other as f64,
            (Value::Number(n), Data::DateTime(other)) => other.is_duration() && *n == other.as_f64(),
            (Value::Date(day), Data::DateTime(other)) => {
                let (year, month, ..) = other.to_ymd_hms_milli();
                (i32::from(day.year()), i32::from(day.month())) == (i32::from(year), i32::from(month))
            }
            (Value::Bool(b), Data::Bool(other)) => b == other,
            (Value::Error(error), Data::Error(other)) => *error == other.to_string(),
            _ => false,
        }
    }

    #[test]
    fn every_workbook_here_is_read_as_the_library_reads_it() -> Result<(), Box<dyn std::error::Error>> {
        let books = books();
        assert!(books.len() > 20, "{}", books.len());
        let mut cells = 0;
        for path in books {
            let mut library: Library<_> = open_workbook(&path)?;
            for (name, _, rows, merges) in ours(&path)? {
                let range = library.worksheet_range(&name)?;
                let filled = range.cells().filter(|(_, _, data)| **data != Data::Empty).count();
                let (top, left) = range.start().unwrap_or_default();
                let mut here = 0;
                for (index, row) in &rows {
                    for (column, cell) in row.iter().enumerate().filter(|(_, cell)| cell.value != Value::Empty) {
                        let data = range.get(((index - top) as usize, column - left as usize));
                        assert!(
                            data.is_some_and(|d| same(cell, d)),
                            "{path:?} {name} {index} {column}: {cell:?} {data:?}"
                        );
                        here += 1;
                    }
                }
                assert_eq!(here, filled, "{path:?} {name}");
                assert_eq!(merges.len(), library.merge_cells_by_sheet_name(&name)?.len(), "{path:?} {name}");
                cells += here;
            }
        }
        assert!(cells > 5_000, "{cells}");
        Ok(())
    }
}
