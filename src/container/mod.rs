//! Files that hold many documents: JSON by lines and in lists, zip and tar archives, web archives. In: a file. Out: its
//! items, one after the other, each with its name and bytes; only one is in memory, so a container may be larger than that.
//!
//! What is wrong with one item is said of that item, and reading goes on behind it. An archive may hold other containers.

mod archive;
mod elements;
mod http;
mod lines;
mod warc;

use std::io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
use std::io::{BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::path::Path;

use crate::model::Problem;
use crate::read::ReadError;
use crate::read::article::Note;
use crate::read::html::Wire;
use crate::source::pieces::{Members, Whole};
use crate::source::unpack::{self, Packing};
use crate::source::{Exceeded, Limit, Limits, MediaType, open};

/// How deep containers may stand in one another.
const DEEPEST: usize = 3;

/// One document of a container.
#[derive(Debug)]
pub struct Item {
    /// What stands behind the `#`: a line's or record's number, a member's name.
    pub name: String,
    pub content: Result<Content, Left>,
}

#[derive(Debug)]
pub struct Content {
    pub media_type: MediaType,
    pub bytes: Vec<u8>,
    pub wire: Option<Wire>,
    /// What is to be told of the item besides what reading it finds.
    pub notes: Vec<Note>,
}

impl Content {
    fn new(media_type: MediaType, bytes: Vec<u8>) -> Self {
        Content { media_type, bytes, wire: None, notes: Vec::new() }
    }
}

/// Why an item is not read.
#[derive(Debug)]
pub enum Left {
    /// By rule.
    Skipped(String),
    Rejected(ReadError),
}

/// What comes out of a container.
#[derive(Debug)]
pub enum Found {
    Item(Item),
    /// Of the container itself.
    Problem(Problem),
}

/// What is done with each; a break ends the reading.
pub type OnFound<'f> = &'f mut dyn FnMut(Found) -> ControlFlow<()>;

/// Where a container's bytes are.
pub enum Source<'a> {
    File(&'a Path),
    Bytes(Vec<u8>),
    Stream(Box<dyn Read + 'a>),
}

/// Calls `on_found` for each item of a container, in the container's order.
pub fn each_item(source: Source<'_>, kind: MediaType, limits: &Limits, on_found: OnFound<'_>) -> Result<(), ReadError> {
    Walk { limits, depth: 0 }.container(source, kind, on_found).map_err(|error| match error {
        ReadError::Io(e) if matches!(e.kind(), UnexpectedEof | InvalidData | InvalidInput) => unpack::cut_off(e),
        other => other,
    })
}

/// The item of that name.
pub fn item(path: &Path, kind: MediaType, name: &str, limits: &Limits) -> Result<Option<Item>, ReadError> {
    let mut wanted = None;
    each_item(Source::File(path), kind, limits, &mut |found| match found {
        Found::Item(item) if item.name == name => {
            wanted = Some(item);
            ControlFlow::Break(())
        }
        _ => ControlFlow::Continue(()),
    })?;
    Ok(wanted)
}

/// What holds at one depth.
#[derive(Clone, Copy)]
struct Walk<'l> {
    limits: &'l Limits,
    depth: usize,
}

impl Walk<'_> {
    fn container(self, source: Source<'_>, kind: MediaType, on_found: OnFound<'_>) -> Result<(), ReadError> {
        if self.depth >= DEEPEST {
            return Err(ReadError::Hostile(format!("containers more than {DEEPEST} deep in one another")));
        }
        match (kind, source) {
            (MediaType::Zip, Source::File(path)) => archive::zip(self, BufReader::new(open(path)?), on_found),
            (MediaType::Zip, Source::Bytes(bytes)) => archive::zip(self, Cursor::new(bytes), on_found),
            (MediaType::Zip, Source::Stream(stream)) => {
                let bytes = unpack::whole(stream, Limit::ArticleBytes, self.limits)?;
                archive::zip(self, Cursor::new(bytes), on_found)
            }
            (MediaType::Warc, source) => self.web_archive(source, on_found),
            (kind, source) => {
                let input = BufReader::new(unpack::unpacked(stream(source)?, self.limits)?);
                match kind {
                    MediaType::Tar => archive::tar(self, input, on_found),
                    MediaType::JsonLines => lines::each(self, input, on_found),
                    MediaType::JsonList => elements::each(self, input, on_found),
                    other => Err(ReadError::Internal(format!("{} is no container", other.as_str()))),
                }
            }
        }
    }

    fn web_archive(self, source: Source<'_>, on_found: OnFound<'_>) -> Result<(), ReadError> {
        let mut input = BufReader::new(stream(source)?);
        let mut head = [0; 4];
        let read = unpack::fill(&mut input, &mut head)?;
        let head = Cursor::new(head.get(..read).unwrap_or_default().to_vec());
        let packing = unpack::packing(head.get_ref());
        let input = head.chain(input);
        match packing {
            Some(Packing::Gzip) => warc::each(self, &mut Members::new(input, self.limits), on_found),
            _ => {
                let input = BufReader::new(unpack::unpacked(input, self.limits)?);
                warc::each(self, &mut Whole::new(input), on_found)
            }
        }
    }

    fn deeper(self) -> Self {
        Walk { depth: self.depth + 1, ..self }
    }
}

fn too_large(found: u64, most: u64) -> ReadError {
    ReadError::Limit(Exceeded { limit: Limit::ArticleBytes, found, most })
}

fn stream(source: Source<'_>) -> Result<Box<dyn Read + '_>, ReadError> {
    Ok(match source {
        Source::File(path) => Box::new(open(path)?),
        Source::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        Source::Stream(stream) => stream,
    })
}

#[cfg(test)]
mod tests;
