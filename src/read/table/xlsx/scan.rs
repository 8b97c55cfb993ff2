//! A sheet's XML as tags and texts, as they stand. In: a part of a workbook. Out: one piece after the other, in a buffer that
//! is used again; or the limit that the part breaks.
//!
//! Nine tenths of a workbook are the cells of its sheets, and a general reader of XML takes five times as long for them.
//! What it does besides is not needed here: names are looked at by who asks, and what is not asked for is passed over.

use std::io::Read;

use memchr::{memchr, memchr3, memmem};

use crate::read::ReadError;
use crate::source::{Limit, Limits};

/// Bytes that are read at a time.
const CHUNK: usize = 64 << 10;

/// A piece of the part. Names are without their prefix.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'b> {
    Open {
        name: &'b [u8],
        attributes: &'b [u8],
        /// `<c/>`: nothing stands in it.
        closed: bool,
    },
    Close(&'b [u8]),
    /// As it is written, with its entities.
    Text(&'b [u8]),
    /// Of a CDATA section.
    Plain(&'b [u8]),
    End,
}

/// What stands at the beginning of the buffer.
enum Kind {
    Tag,
    Text,
    Plain,
    /// A comment or an instruction.
    Passed,
}

pub struct Scanner<'l, R> {
    input: R,
    limits: &'l Limits,
    buffer: Vec<u8>,
    /// What is not yet handed out, and how much of the buffer is filled.
    start: usize,
    end: usize,
    ended: bool,
}

impl<'l, R: Read> Scanner<'l, R> {
    pub fn new(input: R, limits: &'l Limits) -> Self {
        Scanner { input, limits, buffer: vec![0; 2 * CHUNK], start: 0, end: 0, ended: false }
    }

    pub fn next(&mut self) -> Result<Piece<'_>, ReadError> {
        loop {
            let Some((kind, length)) = self.find()? else { return Ok(Piece::End) };
            let from = self.start;
            self.start += length;
            let within = |before: usize, behind: usize| from + before..(from + length).saturating_sub(behind);
            let range = match kind {
                Kind::Passed => continue,
                Kind::Tag => within(1, 1),
                Kind::Text => within(0, 0),
                Kind::Plain => within("<![CDATA[".len(), "]]>".len()),
            };
            let bytes = self.buffer.get(range).unwrap_or_default();
            return Ok(match kind {
                Kind::Tag => tag(bytes),
                Kind::Plain => Piece::Plain(bytes),
                Kind::Text | Kind::Passed => Piece::Text(bytes),
            });
        }
    }

    /// What the next piece is and how long, reading on until it is in the buffer as a whole.
    fn find(&mut self) -> Result<Option<(Kind, usize)>, ReadError> {
        loop {
            let here = self.buffer.get(self.start..self.end).unwrap_or_default();
            let until = |end: &[u8]| memmem::find(here, end).map(|at| at + end.len());
            let found = match here {
                // Of these the beginning alone is no answer yet.
                [] | [b'<'] | [b'<', b'!'] | [b'<', b'!', b'-'] => None,
                [b'<', b'!', b'-', b'-', ..] => until(b"-->").map(|length| (Kind::Passed, length)),
                [b'<', b'!', b'[', ..] => until(b"]]>").map(|length| (Kind::Plain, length)),
                [b'<', b'!', ..] => return Err(ReadError::Entities),
                [b'<', b'?', ..] => until(b"?>").map(|length| (Kind::Passed, length)),
                [b'<', inner @ ..] => tag_end(inner).map(|at| (Kind::Tag, at + 2)),
                _ => memchr(b'<', here).or(self.ended.then_some(here.len())).map(|length| (Kind::Text, length)),
            };
            if found.is_some() {
                return Ok(found);
            }
            if self.ended {
                return if here.is_empty() { Ok(None) } else { Err(cut_off()) };
            }
            self.limits.check(Limit::CellBytes, here.len() as u64)?;
            self.fill()?;
        }
    }

    /// Reads more behind what is there, which is moved to the buffer's beginning.
    fn fill(&mut self) -> Result<(), ReadError> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.buffer.len() < self.end + CHUNK {
            self.buffer.resize(self.end + 2 * CHUNK, 0);
        }
        let read = self.input.read(self.buffer.get_mut(self.end..).unwrap_or_default())?;
        self.ended = read == 0;
        self.end += read;
        Ok(())
    }
}

pub fn cut_off() -> ReadError {
    ReadError::Broken("its XML ends too early".into())
}

/// Where the `>` of a tag stands; one in quotation marks belongs to a value.
fn tag_end(inner: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let found = at + memchr3(b'>', b'"', b'\'', inner.get(at..)?)?;
        match inner.get(found)? {
            b'>' => return Some(found),
            quote => at = found + 1 + memchr(*quote, inner.get(found + 1..)?)? + 1,
        }
    }
}

fn tag(inner: &[u8]) -> Piece<'_> {
    if let [b'/', name @ ..] = inner {
        return Piece::Close(local(name.trim_ascii_end()));
    }
    let (inner, closed) = match inner {
        [open @ .., b'/'] => (open, true),
        open => (open, false),
    };
    let end = inner.iter().position(u8::is_ascii_whitespace).unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(end);
    Piece::Open { name: local(name), attributes, closed }
}

/// A name without its prefix.
pub fn local(name: &[u8]) -> &[u8] {
    memchr(b':', name).and_then(|at| name.get(at + 1..)).unwrap_or(name)
}

/// A tag's attributes, name and value as they are written.
pub struct Attributes<'b>(pub &'b [u8]);

impl<'b> Iterator for Attributes<'b> {
    type Item = (&'b [u8], &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let equals = memchr(b'=', self.0)?;
        let (name, rest) = self.0.split_at(equals);
        let [quote @ (b'"' | b'\''), rest @ ..] = rest.get(1..)?.trim_ascii_start() else { return None };
        let end = memchr(*quote, rest)?;
        self.0 = rest.get(end + 1..)?;
        Some((name.trim_ascii(), rest.get(..end)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, step: usize) -> Result<Vec<String>, ReadError> {
        let limits = Limits { cell_bytes: 200_000, ..Limits::DEFAULT };
        let mut scanner = Scanner::new(Steps(text.as_bytes(), step), &limits);
        let mut out = Vec::new();
        let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        loop {
            out.push(match scanner.next()? {
                Piece::Open { name, attributes, closed } => {
                    let said = Attributes(attributes).map(|(n, v)| format!(" {}={}", string(n), string(v)));
                    format!("<{}{}{}", string(name), said.collect::<String>(), if closed { "/" } else { "" })
                }
                Piece::Close(name) => format!("/{}", string(name)),
                Piece::Text(text) => string(text),
                Piece::Plain(text) => format!("[{}]", string(text)),
                Piece::End => return Ok(out),
            });
        }
    }

    /// Reads so many bytes at a time.
    struct Steps<'b>(&'b [u8], usize);

    impl Read for Steps<'_> {
        fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
            let most = self.1.min(to.len());
            self.0.read(to.get_mut(..most).unwrap_or_default())
        }
    }

    #[test]
    fn pieces_are_the_same_wherever_a_read_ends() -> Result<(), ReadError> {
        let text = "<?xml version='1.0'?><x:row r=\"1\"><!-- <c> --><c r='A1' t=\"a>b\" /><v>1 &lt; 2</v ><![CDATA[<a>]]></x:row>";
        let expected = ["<row r=1", "<c r=A1 t=a>b/", "<v", "1 &lt; 2", "/v", "[<a>]", "/row"];
        for step in [1, 2, 3, 7, 1000] {
            assert_eq!(pieces(text, step)?, expected, "{step}");
        }
        Ok(())
    }

    #[test]
    fn what_ends_too_early_grows_too_long_or_declares_entities_is_refused() {
        for (text, code) in [
            ("<row><c", "broken_file"),
            ("<!-- never closed", "broken_file"),
            ("<a b=\"", "broken_file"),
            ("<!DOCTYPE a>", "xml_entities"),
        ] {
            assert_eq!(pieces(text, 3).map_err(|e| e.code()), Err(code), "{text}");
        }
        for text in ["x".repeat(400_000), format!("<a {}>", " ".repeat(400_000))] {
            assert_eq!(pieces(&text, 1000).map_err(|e| e.code()), Err("cell_too_long"));
        }
        let long = "x".repeat(150_000);
        assert_eq!(pieces(&long, 1000).ok(), Some(vec![long]));
    }
}
