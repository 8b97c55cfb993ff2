//! XML that is read once to see that it can be read. In: a member of an archive. Out: its events, or why it is refused.

use std::io::{self, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Unpacked;
use crate::read::ReadError;
use crate::source::{Exceeded, Limit};

/// How deep elements may be nested: no office program comes near it.
const DEEPEST: usize = 500;

/// Where the bytes are: between tags, within one, or in a comment, CDATA section or instruction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Text,
    /// Directly behind `<`, and behind `<!`.
    Opened,
    Marked,
    Tag,
    /// Until `>` behind one of these.
    Special(u8),
}

/// Counts what comes out of a member: all of it, and the bytes without a tag's border between them.
pub struct Counted<'u, R> {
    inner: R,
    unpacked: &'u mut Unpacked,
    most: u64,
    here: u64,
    at: At,
    run: u64,
    before: u8,
    watches_runs: bool,
    stopped: Option<ReadError>,
}

impl<'u, R: Read> Counted<'u, R> {
    pub fn new(inner: R, unpacked: &'u mut Unpacked, most: u64) -> Self {
        Counted { inner, unpacked, most, here: 0, at: At::Text, run: 0, before: 0, watches_runs: false, stopped: None }
    }

    /// The reason for which counting stopped reading, in the place of the reader's own complaint.
    pub fn settle<T>(&mut self, result: Result<T, ReadError>) -> Result<T, ReadError> {
        self.stopped.take().map_or(result, Err)
    }

    fn count(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        self.here += bytes.len() as u64;
        self.unpacked.bytes += bytes.len() as u64;
        self.unpacked.limits.check_unpacked(self.unpacked.bytes, self.unpacked.packed)?;
        if self.here > self.most {
            let limit = Limit::LoadedBytes;
            return Err(Exceeded { limit, found: self.here, most: self.most }.into());
        }
        if self.watches_runs {
            self.watch(bytes)?;
        }
        Ok(())
    }

    fn watch(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let longest = self.unpacked.limits.cell_bytes;
        for byte in bytes {
            let (at, ends) = match (self.at, *byte) {
                (At::Text, b'<') => (At::Opened, true),
                (At::Opened, b'!') => (At::Marked, false),
                (At::Opened, b'?') => (At::Special(b'?'), false),
                (At::Marked, b'-') => (At::Special(b'-'), false),
                (At::Marked, b'[') => (At::Special(b']'), false),
                (At::Marked, _) => return Err(ReadError::Entities),
                (At::Opened | At::Tag, b'>') => (At::Text, true),
                (At::Opened, _) => (At::Tag, false),
                (At::Special(mark), b'>') if self.before == mark => (At::Text, true),
                (at, _) => (at, false),
            };
            self.run = if ends { 0 } else { self.run + 1 };
            (self.at, self.before) = (at, *byte);
            if self.run > longest {
                self.unpacked.limits.check(Limit::CellBytes, self.run)?;
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(to)?;
        if let Err(error) = self.count(to.get(..read).unwrap_or_default()) {
            self.stopped = Some(error);
            return Err(io::Error::other("a limit"));
        }
        Ok(read)
    }
}

/// Hands over the events of a part in order; an error where it is not whole.
pub fn walk<R: Read>(
    mut counted: Counted<'_, R>,
    on_event: &mut dyn FnMut(&Event<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    counted.watches_runs = true;
    let mut reader = Reader::from_reader(BufReader::with_capacity(64 << 10, counted));
    reader.config_mut().expand_empty_elements = true;
    let mut buffer = Vec::new();
    let mut depth = 0usize;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) if depth == 0 => return Ok(()),
            Ok(Event::Eof) => return Err(ReadError::Broken("its XML ends too early".into())),
            Ok(Event::DocType(_)) => return Err(ReadError::Entities),
            Ok(event) => {
                match event {
                    Event::Start(_) => depth += 1,
                    Event::End(_) => depth = depth.saturating_sub(1),
                    _ => {}
                }
                if depth > DEEPEST {
                    return Err(ReadError::Broken(format!("its XML is nested more than {DEEPEST} deep")));
                }
                on_event(&event)?;
            }
            Err(error) => {
                return reader.get_mut().get_mut().settle(Err(ReadError::Broken(error.to_string())));
            }
        }
    }
}

/// An attribute's value as a number.
pub fn number(tag: &BytesStart<'_>, name: &str) -> Option<u64> {
    let mut attributes = tag.attributes();
    let found = attributes.with_checks(false).flatten().find(|a| a.key.as_ref() == name)?;
    // What is no number for us is none for whoever opens the file; too large for us is too large.
    let text = found.value.trim();
    if text.is_empty() || text.bytes().any(|b| !b.is_ascii_digit()) {
        None
    } else {
        Some(text.parse().unwrap_or(u64::MAX))
    }
}
