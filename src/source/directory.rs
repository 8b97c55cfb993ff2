//! The directory of a zip archive, before it is read: it is held in memory as a whole. In: a file. Out: how many members the
//! directory says that it has.

use std::io::{self, Read, Seek, SeekFrom};

/// What is no archive has none.
pub fn members(file: &mut (impl Read + Seek), length: u64) -> io::Result<u64> {
    file.seek(SeekFrom::Start(length.saturating_sub(66_000)))?;
    let mut tail = Vec::new();
    file.take(66_000).read_to_end(&mut tail)?;
    let Some(at) = tail.windows(4).rposition(|w| w == b"PK\x05\x06") else { return Ok(0) };
    let number = |from: usize, length: usize| {
        let bytes = tail.get(from..from + length).unwrap_or_default();
        bytes.iter().rev().fold(0, |sum: u64, byte| sum << 8 | u64::from(*byte))
    };
    match number(at + 10, 2) {
        // The number stands in the record before it.
        0xffff => Ok(tail.windows(4).rposition(|w| w == b"PK\x06\x06").map_or(0xffff, |at| number(at + 32, 8))),
        members => Ok(members),
    }
}
