//! A list of JSON values: `[{…}, {…}]`, or such a list under a known key of the outermost object (`{"articles": [{…}]}`).
//! Each element is an item, named by its number. The text is cut at brackets and commas that stand outside of strings; what
//! is between them is read elsewhere, so that one broken element is one problem.

use std::io::{BufRead, Bytes, Read};

use super::{Content, Found, Item, Left, OnFound, Walk, too_large};
use crate::model::{Problem, Severity};
use crate::read::ReadError;
use crate::source::MediaType;
use crate::source::detect::LIST_KEYS;

pub fn each(walk: Walk<'_>, input: impl BufRead, on_found: OnFound<'_>) -> Result<(), ReadError> {
    let limit = walk.limits.article_bytes;
    let mut cut = Cut { bytes: input.bytes(), limit, kept: Vec::new(), length: 0 };
    let mut number = 0u64;
    let mut stopped = false;
    let whole = cut.list(&mut |element| {
        number += 1;
        let content = match element {
            Ok(bytes) => Ok(Content::new(MediaType::Json, bytes)),
            Err(found) => Err(Left::Rejected(too_large(found, limit))),
        };
        stopped = on_found(Found::Item(Item { name: number.to_string(), content })).is_break();
        !stopped
    })?;
    if !whole && !stopped {
        let message = format!("the list ends in the middle, behind element {number}: fetch the file again");
        let problem = Problem { cell: None, line: None, severity: Severity::Error, code: "cut_off", message };
        let _ = on_found(Found::Problem(problem));
    }
    Ok(())
}

/// An element's bytes, or how many there were where they are too many. The answer is whether to go on.
type OnElement<'f> = &'f mut dyn FnMut(Result<Vec<u8>, u64>) -> bool;

struct Cut<R> {
    bytes: Bytes<R>,
    limit: u64,
    /// Of the value that is read: its first bytes, to the limit, and how many it has.
    kept: Vec<u8>,
    length: u64,
}

impl<R: Read> Cut<R> {
    /// Hands over each element; false where the text ends in the middle, or the hearer has had enough.
    fn list(&mut self, on_element: OnElement<'_>) -> Result<bool, ReadError> {
        match self.visible()? {
            Some(b'[') => self.elements(on_element),
            Some(b'{') => self.object(on_element),
            _ => Ok(false),
        }
    }

    /// The outermost object: the lists under the keys that are known for it, one behind the other.
    fn object(&mut self, on_element: OnElement<'_>) -> Result<bool, ReadError> {
        let mut key = Vec::new();
        while let Some(byte) = self.visible()? {
            match byte {
                b'}' => return Ok(true),
                b'"' => {
                    self.begin(byte);
                    if !self.string()? {
                        return Ok(false);
                    }
                    key = std::mem::take(&mut self.kept);
                }
                b'[' if LIST_KEYS.iter().any(|k| key.trim_ascii() == format!("\"{k}\"").as_bytes()) => {
                    let more = self.elements(on_element)?;
                    if !more {
                        return Ok(false);
                    }
                }
                b'{' | b'[' => {
                    self.begin(byte);
                    if !self.nested()? {
                        return Ok(false);
                    }
                }
                _ => {}
            }
        }
        Ok(false)
    }

    /// From behind a list's opening bracket to behind its closing one.
    fn elements(&mut self, on_element: OnElement<'_>) -> Result<bool, ReadError> {
        let mut pending = false;
        while let Some(byte) = self.next()? {
            match byte {
                b',' | b']' => {
                    if std::mem::take(&mut pending) && !on_element(self.take()) {
                        return Ok(false);
                    }
                    if byte == b']' {
                        return Ok(true);
                    }
                }
                _ if byte.is_ascii_whitespace() && !pending => {}
                _ => {
                    if !std::mem::replace(&mut pending, true) {
                        self.begin(byte);
                    } else {
                        self.keep(byte);
                    }
                    let whole = match byte {
                        b'{' | b'[' => self.nested()?,
                        b'"' => self.string()?,
                        _ => true,
                    };
                    if !whole {
                        return Ok(false);
                    }
                }
            }
        }
        Ok(false)
    }

    /// From behind an opening bracket to behind the one that closes it.
    fn nested(&mut self) -> Result<bool, ReadError> {
        let mut depth = 1u64;
        while let Some(byte) = self.next()? {
            self.keep(byte);
            match byte {
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth -= 1,
                b'"' if !self.string()? => return Ok(false),
                _ => {}
            }
            if depth == 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The rest of a string behind its first mark.
    fn string(&mut self) -> Result<bool, ReadError> {
        let mut escaped = false;
        while let Some(byte) = self.next()? {
            self.keep(byte);
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => return Ok(true),
                _ => {}
            }
        }
        Ok(false)
    }

    fn next(&mut self) -> Result<Option<u8>, ReadError> {
        Ok(self.bytes.next().transpose()?)
    }

    /// The next byte that is no blank, no comma and no byte order mark.
    fn visible(&mut self) -> Result<Option<u8>, ReadError> {
        loop {
            match self.next()? {
                Some(b) if b.is_ascii_whitespace() || b == b',' || b"\xef\xbb\xbf".contains(&b) => {}
                other => return Ok(other),
            }
        }
    }

    fn begin(&mut self, byte: u8) {
        self.kept = vec![byte];
        self.length = 1;
    }

    fn keep(&mut self, byte: u8) {
        self.length += 1;
        if self.length <= self.limit {
            self.kept.push(byte);
        }
    }

    fn take(&mut self) -> Result<Vec<u8>, u64> {
        let mut bytes = std::mem::take(&mut self.kept);
        bytes.truncate(bytes.trim_ascii_end().len());
        if self.length > self.limit { Err(self.length) } else { Ok(bytes) }
    }
}
