//! What a workbook's file asks of the memory, before it is opened: what opens it trusts its numbers. In: a file, limits.
//! Out: nothing, or why the file is not opened.
//!
//! A zip's members are unpacked once and counted; XML has to be whole, without entities of its own and without one endless
//! word; an ods and an xls, which are held in memory as a whole, may not have more cells than fit there.

mod ods;
mod xls;
mod xml;

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use quick_xml::events::Event;
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
struct Unpacked<'l> {
    limits: &'l Limits,
    packed: u64,
    bytes: u64,
}

fn archive(mut file: impl Read + Seek, packed: u64, media_type: MediaType, limits: &Limits) -> Result<(), ReadError> {
    limits.check(Limit::UnpackedBytes, packed)?;
    limits.check(Limit::Members, directory::members(&mut file, packed)?)?;
    file.rewind()?;
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(broken)?;
    let mut unpacked = Unpacked { limits, packed, bytes: 0 };
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
    unpacked: &mut Unpacked<'_>,
) -> Result<(), ReadError> {
    let limits = *unpacked.limits;
    let is_xml = [".xml", ".rels", ".vml"].iter().any(|end| name.ends_with(end));
    // Sheets of an xlsx and an xlsb stream; everything else that is looked at is held in memory.
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
        (_, "xl/sharedstrings.xml") => xml::walk(counted, &mut |event| shared_count(event, &limits)),
        _ => {
            let mut merges = 0;
            xml::walk(counted, &mut |event| {
                merges += u64::from(matches!(event, Event::Start(tag) if tag.local_name().as_ref() == "mergeCell"));
                Ok(limits.check(Limit::Merges, merges)?)
            })
        }
    }
}

/// Room is made for as many shared texts as the part says that it has.
fn shared_count(event: &Event<'_>, limits: &Limits) -> Result<(), ReadError> {
    let Event::Start(tag) = event else { return Ok(()) };
    if tag.local_name().as_ref() != "sst" {
        return Ok(());
    }
    let count = xml::number(tag, "uniqueCount").unwrap_or(0);
    Ok(limits.check(Limit::LoadedCells, count)?)
}

fn broken(error: ZipError) -> ReadError {
    ReadError::Broken(error.to_string())
}
