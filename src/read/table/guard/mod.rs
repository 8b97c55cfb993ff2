//! What an xlsb, an xls or an ods asks of the memory, before it is opened: what opens it trusts its numbers. In: a file, limits.
//! Out: nothing, or why the file is not opened. An xlsx is counted while it is read.
//!
//! A zip's members are unpacked once and counted; XML has to be whole, without entities of its own and without one endless
//! word; an ods and an xls, which are held in memory as a whole, may not have more cells than fit there.

mod ods;
mod xls;
pub mod xml;

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::read::ReadError;
use crate::source::{Limit, Limits, MediaType, directory};

/// Refuses a file that would take more than the limits, or whose XML does not end.
pub fn check(mut file: impl Read + Seek, media_type: MediaType, limits: &Limits) -> Result<(), ReadError> {
    let length = file.seek(SeekFrom::End(0))?;
    file.rewind()?;
    match media_type {
        MediaType::Xls => {
            limits.check(Limit::LoadedBytes, length)?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            xls::check(&bytes, limits)
        }
        _ => archive(file, length, media_type, limits),
    }
}

/// Bytes unpacked so far, of all members.
pub struct Unpacked {
    limits: Limits,
    packed: u64,
    bytes: u64,
}

impl Unpacked {
    pub fn new(limits: &Limits, packed: u64) -> Self {
        Unpacked { limits: *limits, packed, bytes: 0 }
    }
}

fn archive(mut file: impl Read + Seek, packed: u64, media_type: MediaType, limits: &Limits) -> Result<(), ReadError> {
    limits.check(Limit::UnpackedBytes, packed)?;
    limits.check(Limit::Members, directory::members(&mut file, packed)?)?;
    file.rewind()?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(broken)?;
    let mut unpacked = Unpacked::new(limits, packed);
    for i in 0..archive.len() {
        let name = match archive.name_for_index(i) {
            Some(Ok(name)) => name.to_lowercase(),
            // A name that is no text is none that anybody asks for.
            _ => String::new(),
        };
        match archive.by_index(i) {
            Ok(member) => check_member(member, &name, media_type, &mut unpacked)?,
            // Whoever opens it can't read it either.
            Err(ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_)) => {}
            Err(error) => return Err(broken(error)),
        }
    }
    Ok(())
}

fn check_member(
    member: impl Read,
    name: &str,
    media_type: MediaType,
    unpacked: &mut Unpacked,
) -> Result<(), ReadError> {
    let limits = unpacked.limits;
    let is_xml = [".xml", ".rels", ".vml"].iter().any(|end| name.ends_with(end));
    // Sheets of an xlsb stream; everything else that is looked at is held in memory.
    let streams = name.contains("/worksheets/") || !(is_xml || name.ends_with(".bin"));
    let mut counted = xml::Counted::new(member, unpacked, if streams { u64::MAX } else { limits.loaded_bytes });
    if !is_xml {
        let drained = io::copy(&mut counted, &mut io::sink());
        return counted.settle(drained.map(|_| ()).map_err(ReadError::from));
    }
    match (media_type, name) {
        (MediaType::Ods, "content.xml") => {
            let mut tally = ods::Tally::new(&limits);
            xml::walk(counted, &mut |event| tally.event(event))
        }
        _ => xml::walk(counted, &mut |_| Ok(())),
    }
}

pub fn broken(error: ZipError) -> ReadError {
    ReadError::Broken(error.to_string())
}
