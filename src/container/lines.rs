//! JSON by lines: each line that holds anything is an item, named by its number.

use std::io::{BufRead, Read};

use super::{Content, Found, Item, Left, OnFound, Walk, too_large};
use crate::read::ReadError;
use crate::source::MediaType;

pub fn each(walk: Walk<'_>, mut input: impl BufRead, on_found: OnFound<'_>) -> Result<(), ReadError> {
    let limit = walk.limits.article_bytes;
    for number in 1u64.. {
        let mut line = Vec::new();
        let read = input.by_ref().take(limit + 1).read_until(b'\n', &mut line)? as u64;
        if read == 0 {
            break;
        }
        let content = if read > limit && line.last() != Some(&b'\n') {
            let more = pass_line(&mut input)?;
            Err(Left::Rejected(too_large(read + more, limit)))
        } else {
            let text = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line).trim_ascii();
            if text.is_empty() {
                continue;
            }
            Ok(Content::new(MediaType::Json, text.to_vec()))
        };
        if on_found(Found::Item(Item { name: number.to_string(), content })).is_break() {
            break;
        }
    }
    Ok(())
}

/// Reads on to the end of the line in constant memory.
fn pass_line(input: &mut impl BufRead) -> std::io::Result<u64> {
    let mut passed = 0;
    loop {
        let buffer = input.fill_buf()?;
        let (used, ended) = match buffer.iter().position(|b| *b == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        input.consume(used);
        passed += used as u64;
        if ended {
            return Ok(passed);
        }
    }
}
