//! How many cells an xls has when it is opened, and how much text. In: its bytes. Out: nothing, or why it is not opened.
//!
//! The file is a small file system (MS-CFB): sectors in chains, which may run in a circle. One stream holds records (MS-XLS):
//! of the sheets' cells only their place and the shared text that they name are looked at. Whoever opens it gives each
//! sheet its rows times its columns, from the first to the last that is filled.

use crate::read::ReadError;
use crate::source::{Limit, Limits};

const END_OF_CHAIN: u32 = 0xffff_fffe;
const RESERVED: u32 = 0xffff_fffa;

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;
const CONTINUE: u16 = 0x003c;
const BOUND_SHEET: u16 = 0x0085;
const SHARED_TEXTS: u16 = 0x00fc;
const LABEL: u16 = 0x00fd;
const DIMENSIONS: u16 = 0x0200;
const MANY: u16 = 0x00bd;
/// Rows times columns of a whole sheet, which some programs say of every sheet.
const GRID: u64 = 65_536 * 256;
/// Records of one cell, which begin with its row and its column.
const CELLS: &[u16] = &[0x0006, 0x0203, 0x0204, 0x0205, 0x0207, 0x027e, 0x00d6, LABEL, MANY];

pub fn check(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let files = Files::open(bytes)?;
    for entry in &files.entries {
        if ["workbook", "book"].contains(&entry.name.as_str()) {
            let stream = files.read(entry)?;
            workbook(&stream, limits)?;
        }
    }
    Ok(())
}

fn circle() -> ReadError {
    ReadError::Broken("its sectors run in a circle".into())
}

fn broken() -> ReadError {
    ReadError::Broken("its sectors point beyond its end".into())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    (0..bytes.len() / 4).filter_map(|i| u32_at(bytes, i * 4))
}

struct Entry {
    name: String,
    start: u32,
    length: u64,
}

/// The streams of the file.
struct Files {
    entries: Vec<Entry>,
    sectors: Chains,
    small: Chains,
}

/// Sectors of one size, and which follows which.
struct Chains {
    bytes: Vec<u8>,
    size: usize,
    next: Vec<u32>,
}

impl Chains {
    fn sector(&self, id: u32) -> Option<&[u8]> {
        let start = (id as usize).checked_mul(self.size)?;
        let end = (start + self.size).min(self.bytes.len());
        self.bytes.get(start..end).filter(|s| !s.is_empty())
    }

    /// The bytes of a chain, no more than `length`.
    fn chain(&self, start: u32, length: u64) -> Result<Vec<u8>, ReadError> {
        let mut out = Vec::new();
        let mut id = start;
        let mut steps = 0;
        while id != END_OF_CHAIN && (out.len() as u64) < length {
            out.extend_from_slice(self.sector(id).ok_or_else(broken)?);
            if out.len() as u64 >= length {
                break;
            }
            id = *self.next.get(id as usize).ok_or_else(broken)?;
            steps += 1;
            if steps > self.bytes.len() / self.size + 1 {
                return Err(circle());
            }
        }
        out.truncate(usize::try_from(length).unwrap_or(usize::MAX));
        Ok(out)
    }
}

impl Files {
    fn open(bytes: &[u8]) -> Result<Files, ReadError> {
        let header = |at| u32_at(bytes, at).ok_or_else(broken);
        let (size, body) = match u16_at(bytes, 30) {
            Some(9) => (512, 512),
            Some(12) => (4096, 4096),
            _ => return Err(ReadError::Broken("its sectors have no known size".into())),
        };
        let mut sectors = Chains { bytes: bytes.get(body..).unwrap_or_default().to_vec(), size, next: Vec::new() };
        sectors.next = table(&sectors, bytes, header(68)?)?;
        let directory = sectors.chain(header(48)?, u64::MAX)?;
        let entries: Vec<Entry> = directory.chunks_exact(128).filter_map(|c| entry(c, size)).collect();
        let root = entries.first().ok_or_else(|| ReadError::Broken("it has no root".into()))?;
        let small = match header(64)? {
            0 => Chains { bytes: Vec::new(), size: 64, next: Vec::new() },
            length => {
                let table = sectors.chain(header(60)?, u64::from(length) * size as u64)?;
                let bytes = sectors.chain(root.start, root.length)?;
                Chains { bytes, size: 64, next: words(&table).collect() }
            }
        };
        Ok(Files { entries, sectors, small })
    }

    fn read(&self, entry: &Entry) -> Result<Vec<u8>, ReadError> {
        let chains = if entry.length < 4096 { &self.small } else { &self.sectors };
        chains.chain(entry.start, entry.length)
    }
}

/// Which sector follows which: its parts are listed in the header, then in a chain of their own.
fn table(sectors: &Chains, bytes: &[u8], first: u32) -> Result<Vec<u32>, ReadError> {
    let mut parts: Vec<u32> = words(bytes.get(76..512).unwrap_or_default()).collect();
    let most = sectors.bytes.len() / sectors.size + 1;
    let (mut id, mut steps) = (first, 0);
    while id < RESERVED {
        parts.extend(words(sectors.sector(id).ok_or_else(broken)?));
        id = parts.pop().ok_or_else(broken)?;
        steps += 1;
        if steps > most {
            return Err(circle());
        }
    }
    let mut next = Vec::new();
    for part in parts.into_iter().filter(|id| *id < RESERVED) {
        next.extend(words(sectors.sector(part).ok_or_else(broken)?));
        if next.len() > most + sectors.size {
            break;
        }
    }
    Ok(next)
}

fn entry(bytes: &[u8], size: usize) -> Option<Entry> {
    let letters = bytes.get(..64)?.chunks_exact(2).map(|c| u16_at(c, 0).unwrap_or(0)).take_while(|c| *c != 0);
    let name = char::decode_utf16(letters).map(|c| c.unwrap_or('?')).collect::<String>().to_ascii_lowercase();
    let high = if size == 512 { 0 } else { u64::from(u32_at(bytes, 124)?) };
    Some(Entry { name, start: u32_at(bytes, 116)?, length: u64::from(u32_at(bytes, 120)?) | high << 32 })
}

/// A record's kind, its bytes and where the next one begins.
fn record(stream: &[u8], at: usize) -> Option<(u16, &[u8], usize)> {
    let end = at + 4 + usize::from(u16_at(stream, at + 2)?);
    Some((u16_at(stream, at)?, stream.get(at + 4..end)?, end))
}

fn workbook(stream: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let mut sheets = Vec::new();
    let mut texts = Vec::new();
    let mut at = 0;
    while let Some((kind, data, next)) = record(stream, at) {
        match kind {
            BOUND_SHEET => sheets.extend(u32_at(data, 0)),
            SHARED_TEXTS => texts = text_lengths(stream, at),
            _ => {}
        }
        at = next;
    }
    limits.check(Limit::Members, sheets.len() as u64)?;
    let (mut cells, mut text, mut looked_at) = (0u64, 0u64, 0usize);
    for start in sheets {
        let sheet = sheet(stream, start as usize, &texts, limits)?;
        cells = cells.saturating_add(sheet.cells());
        text = text.saturating_add(sheet.text);
        looked_at += sheet.bytes;
        limits.check(Limit::LoadedCells, cells)?;
        limits.check(Limit::LoadedBytes, text)?;
        if looked_at > 2 * stream.len() {
            return Err(ReadError::Broken("its sheets lie in one another".into()));
        }
    }
    Ok(())
}

/// What a sheet's records say of its size.
#[derive(Default)]
struct Sheet {
    /// First and last row, first and last column.
    filled: Option<[u64; 4]>,
    text: u64,
    bytes: usize,
}

impl Sheet {
    fn add(&mut self, row: u64, first: u64, last: u64) {
        let [top, bottom, left, right] = self.filled.unwrap_or([row, row, first, last]);
        self.filled = Some([top.min(row), bottom.max(row), left.min(first), right.max(last)]);
    }

    fn cells(&self) -> u64 {
        self.filled.map_or(0, |[top, bottom, left, right]| (bottom - top + 1) * (right - left + 1))
    }
}

fn sheet(stream: &[u8], start: usize, texts: &[u64], limits: &Limits) -> Result<Sheet, ReadError> {
    let mut sheet = Sheet::default();
    let (mut at, mut depth) = (start, 0usize);
    while let Some((kind, data, next)) = record(stream, at) {
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            DIMENSIONS if depth <= 1 && declared(data)? > GRID.max(limits.loaded_cells) => {
                limits.check(Limit::LoadedCells, declared(data)?)?;
            }
            _ if CELLS.contains(&kind) => {
                if let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) {
                    let last = data.len().checked_sub(2).and_then(|at| u16_at(data, at)).filter(|_| kind == MANY);
                    let column = u64::from(column);
                    sheet.add(u64::from(row), column, last.map_or(column, u64::from).max(column));
                }
                if let (LABEL, Some(text)) = (kind, u32_at(data, 6)) {
                    sheet.text += texts.get(text as usize).copied().unwrap_or(0);
                }
            }
            _ => {}
        }
        at = next;
    }
    sheet.bytes = at.saturating_sub(start);
    Ok(sheet)
}

/// The size that a sheet says it has: whoever opens it makes room for so much.
fn declared(data: &[u8]) -> Result<u64, ReadError> {
    let (rows, columns) = match data.len() {
        10 => ((u16_at(data, 0).map(u32::from), u16_at(data, 2).map(u32::from)), (u16_at(data, 4), u16_at(data, 6))),
        _ => ((u32_at(data, 0), u32_at(data, 4)), (u16_at(data, 8), u16_at(data, 10))),
    };
    let (Some(top), Some(bottom), Some(left), Some(right)) = (rows.0, rows.1, columns.0, columns.1) else {
        return Ok(0);
    };
    let left = if left > 0xff || right < left { 0 } else { left };
    if bottom < top {
        return Err(ReadError::Broken("a sheet ends before it begins".into()));
    }
    Ok(u64::from(bottom - top).max(1) * u64::from(right - left).max(1))
}

/// How many bytes each shared text takes at most. A text goes on over records; each of those says anew how wide its
/// letters are.
fn text_lengths(stream: &[u8], at: usize) -> Vec<u64> {
    let mut parts = Vec::new();
    let mut next = at;
    while let Some((kind, data, end)) = record(stream, next) {
        if kind != if parts.is_empty() { SHARED_TEXTS } else { CONTINUE } {
            break;
        }
        parts.push(data);
        next = end;
    }
    let mut lengths = Vec::new();
    let mut reader = Parts { parts: parts.into_iter(), rest: &[] };
    reader.skip(8);
    while let Some(length) = reader.text() {
        lengths.push(length);
    }
    lengths
}

struct Parts<'b> {
    parts: std::vec::IntoIter<&'b [u8]>,
    rest: &'b [u8],
}

impl<'b> Parts<'b> {
    fn turn(&mut self) -> Option<()> {
        while self.rest.is_empty() {
            self.rest = self.parts.next()?;
        }
        Some(())
    }

    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        self.turn()?;
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn skip(&mut self, mut length: usize) {
        while length > 0 && self.turn().is_some() {
            let here = length.min(self.rest.len());
            self.rest = self.rest.get(here..).unwrap_or_default();
            length -= here;
        }
    }

    /// The next text's bytes as UTF-8, at most.
    fn text(&mut self) -> Option<u64> {
        let letters = usize::from(u16_at(self.take(2)?, 0)?);
        let flags = *self.take(1)?.first()?;
        let runs = if flags & 8 != 0 { usize::from(u16_at(self.take(2)?, 0)?) } else { 0 };
        let more = if flags & 4 != 0 { u32_at(self.take(4)?, 0)? as usize } else { 0 };
        let mut width = 1 + usize::from(flags & 1);
        let mut left = letters;
        while left > 0 {
            let here = left.min(self.rest.len() / width);
            self.rest = self.rest.get(here * width..).unwrap_or_default();
            left -= here;
            if left > 0 {
                self.rest = self.parts.next()?;
                width = 1 + usize::from(*self.take(1)?.first()? & 1);
            }
        }
        self.skip(4 * runs + more);
        Some(3 * letters as u64)
    }
}
