//! The merged regions of a sheet, which stand behind its cells. In: the sheet's XML, to its end. Out: the regions.
//!
//! Nothing is taken apart but their own tags: all the other bytes are searched for one word.

use std::io::Read;

use memchr::memmem::Finder;
use memchr::{memchr, memrchr};

use super::rows::reference;
use super::scan::{Attributes, cut_off};
use crate::read::ReadError;
use crate::read::table::Merge;
use crate::source::{Limit, Limits};

/// Bytes that are searched at a time, and how many of them are kept for a tag that goes on: the longest that is understood.
const CHUNK: usize = 256 << 10;
const LONGEST: usize = 4 << 10;

pub fn find(input: &mut impl Read, limits: &Limits) -> Result<Vec<Merge>, ReadError> {
    let finder = Finder::new("mergeCell");
    let mut buffer = vec![0; CHUNK + LONGEST + 1];
    let (mut filled, mut merges, mut found, mut run) = (0, Vec::new(), 0u64, 0u64);
    loop {
        let read = input.read(buffer.get_mut(filled..).unwrap_or_default())?;
        run = untagged(run, buffer.get(filled..filled + read).unwrap_or_default(), limits)?;
        filled += read;
        let here = buffer.get(..filled).unwrap_or_default();
        // Of what stands behind it a tag may be whole only with the next bytes.
        let sure = if read == 0 { filled } else { filled.saturating_sub(LONGEST) };
        for at in finder.find_iter(here).take_while(|at| *at < sure) {
            let Some(region) = tag(here, at).map(region) else { continue };
            found += 1;
            limits.check(Limit::Merges, found)?;
            merges.extend(region);
        }
        if read == 0 {
            return if ends(here) { Ok(merges) } else { Err(cut_off()) };
        }
        // The byte before a tag's name is looked at too.
        let kept = sure.saturating_sub(1);
        buffer.copy_within(kept..filled, 0);
        filled -= kept;
    }
}

/// How many bytes stand behind the beginning of the last tag, where `run` stood there before these. An error where they are a tag
/// and a text that are too long for a cell.
fn untagged(run: u64, bytes: &[u8], limits: &Limits) -> Result<u64, ReadError> {
    let until = memchr(b'<', bytes).unwrap_or(bytes.len());
    limits.check(Limit::CellBytes, (run + until as u64) / 2)?;
    Ok(memrchr(b'<', bytes).map_or(run + bytes.len() as u64, |last| (bytes.len() - last) as u64))
}

/// The attributes of the tag whose name stands there.
fn tag(bytes: &[u8], at: usize) -> Option<&[u8]> {
    let opened = at.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(|b| matches!(b, b'<' | b':'));
    let rest = bytes.get(at + "mergeCell".len()..)?;
    let named = rest.first().is_some_and(u8::is_ascii_whitespace);
    let end = rest.iter().take(LONGEST).position(|b| *b == b'>')?;
    rest.get(..end).filter(|_| opened && named)
}

/// `A1:C2`, or one cell.
fn region(attributes: &[u8]) -> Option<Merge> {
    let (_, place) = Attributes(attributes).find(|(name, _)| *name == b"ref")?;
    let mut corners = place.split(|b| *b == b':').map(reference);
    let (top, left) = corners.next()??;
    let (bottom, right) = corners.next().unwrap_or(Some((top, left)))?;
    Some(Merge { top, left, bottom, right })
}

/// Whether the last tag closes the root: a part that was cut off ends elsewhere.
fn ends(bytes: &[u8]) -> bool {
    let last = bytes.trim_ascii_end();
    let opened = last.iter().rposition(|b| *b == b'<').and_then(|at| last.get(at..));
    opened.is_some_and(|tag| {
        tag.ends_with(b">") && (tag.starts_with(b"</") || tag.ends_with(b"/>") || tag.ends_with(b"->"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_are_found_wherever_a_read_ends() -> Result<(), ReadError> {
        let tag = |n: usize| format!("<x:mergeCell ref=\"A{n}:C{}\"/>", n + 1);
        let all: String = (1..=20_000).map(tag).collect();
        let text = format!("<x:mergeCells count=\"3\">{all}<mergeCell\n ref='B2'/></x:mergeCells></worksheet>\n");
        let found = find(&mut text.as_bytes(), &Limits { merges: 20_001, ..Limits::DEFAULT })?;
        assert_eq!(found.len(), 20_001);
        assert_eq!(found.get(4), Some(&Merge { top: 4, left: 0, bottom: 5, right: 2 }));
        assert_eq!(found.last(), Some(&Merge { top: 1, left: 1, bottom: 1, right: 1 }));
        assert_eq!(find(&mut text.as_bytes(), &Limits::DEFAULT).map_err(|e| e.code()), Err("too_many_merges"));
        let long = format!("<row><c/>{}</row>", " ".repeat(3 << 20));
        assert_eq!(find(&mut long.as_bytes(), &Limits::DEFAULT).map_err(|e| e.code()), Err("cell_too_long"));
        let cut = text.get(..text.len() - 3).unwrap_or_default();
        assert_eq!(
            find(&mut cut.as_bytes(), &Limits { merges: 30_000, ..Limits::DEFAULT }).map_err(|e| e.code()),
            Err("broken_file")
        );
        Ok(())
    }
}
