//! Compressed files: gzip and zstd, told by their first bytes. In: bytes as they lie. Out: bytes as they were before, one
//! after the other, so that a file larger than memory is fine; an error where they grow beyond the limits.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;

use super::tally::Tally;
use super::{Limit, Limits};
use crate::read::ReadError;

pub const GZIP: &[u8] = b"\x1f\x8b\x08";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";
pub const BUFFER: usize = 64 * 1024;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    Gzip,
    Zstd,
}

pub fn packing(head: &[u8]) -> Option<Packing> {
    if head.starts_with(GZIP) {
        Some(Packing::Gzip)
    } else if head.starts_with(ZSTD) {
        Some(Packing::Zstd)
    } else {
        None
    }
}

/// The name of what is in a packed file: `news.jsonl` of `news.jsonl.gz`.
pub fn inner_name(name: &str) -> &str {
    let lower = name.to_ascii_lowercase();
    for (ending, kept) in [(".tgz", ".t"), (".gz", ""), (".gzip", ""), (".zst", ""), (".zstd", "")] {
        if lower.ends_with(ending) {
            return name.get(..name.len() - ending.len() + kept.len()).unwrap_or(name);
        }
    }
    name
}

/// A file's bytes, unpacked where they are packed.
pub fn open(path: &Path, limits: &Limits) -> io::Result<Box<dyn Read>> {
    unpacked(super::open(path)?, limits)
}

/// Bytes, unpacked where they are packed.
pub fn unpacked<'r>(input: impl Read + 'r, limits: &Limits) -> io::Result<Box<dyn Read + 'r>> {
    let tally = Tally::new(limits);
    let mut input = BufReader::with_capacity(BUFFER, tally.packed(input));
    let mut head = [0; 4];
    let read = fill(&mut input, &mut head)?;
    let head = Cursor::new(head.get(..read).unwrap_or_default().to_vec());
    let packing = packing(head.get_ref());
    let whole = head.chain(input);
    Ok(match packing {
        Some(Packing::Gzip) => Box::new(tally.unpacked(MultiGzDecoder::new(whole))),
        Some(Packing::Zstd) => Box::new(tally.unpacked(Frames::new(whole))),
        None => Box::new(whole),
    })
}

/// All bytes of a stream that has to be in memory as a whole; an error where that limit doesn't allow for them.
pub fn whole(input: impl Read, limit: Limit, limits: &Limits) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(limits.of(limit).saturating_add(1)).read_to_end(&mut bytes)?;
    limits.check(limit, bytes.len() as u64).map_err(io::Error::other)?;
    Ok(bytes)
}

/// What a fault in a stream means.
pub fn cut_off(e: io::Error) -> ReadError {
    match ReadError::from(e) {
        ReadError::Io(e) if e.kind() == io::ErrorKind::UnexpectedEof => ReadError::CutOff,
        ReadError::Io(e) => ReadError::Broken(e.to_string()),
        other => other,
    }
}

/// Reads until the buffer is full or the input ends.
pub fn fill(input: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|r| !r.is_empty()) {
        match input.read(rest) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(filled)
}

/// The frames of a zstd file, one behind the other.
struct Frames<R: BufRead> {
    /// Between frames.
    input: Option<R>,
    frame: Option<Box<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>>,
}

impl<R: BufRead> Frames<R> {
    fn new(input: R) -> Self {
        Frames { input: Some(input), frame: None }
    }
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let read = frame.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.input = self.frame.take().map(|f| f.into_inner());
            }
            let Some(mut input) = self.input.take() else { return Ok(0) };
            if input.fill_buf()?.is_empty() {
                return Ok(0);
            }
            let fault = |e: &dyn std::fmt::Display| io::Error::new(io::ErrorKind::InvalidData, format!("zstd: {e}"));
            let frame = StreamingDecoder::new(input).map_err(|e| fault(&e))?;
            self.frame = Some(Box::new(frame));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    type Result = std::result::Result<(), Box<dyn std::error::Error>>;

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish()).unwrap_or_default()
    }

    fn all(bytes: Vec<u8>) -> io::Result<String> {
        let mut text = String::new();
        unpacked(Cursor::new(bytes), &Limits::DEFAULT)?.read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn packed_and_plain_bytes_read_alike() -> Result {
        assert_eq!(all(b"12 arrested".to_vec())?, "12 arrested");
        assert_eq!(all([gzip("12 "), gzip("arrested")].concat())?, "12 arrested");
        let zstd =
            ruzstd::encoding::compress_to_vec(Cursor::new(b"12 arrested"), ruzstd::encoding::CompressionLevel::Fastest);
        assert_eq!(all([zstd.clone(), zstd].concat())?, "12 arrested12 arrested");
        assert_eq!(all(Vec::new())?, "");
        let cut = gzip(&"12 arrested ".repeat(1000));
        assert!(all(cut[..cut.len() / 2].to_vec()).is_err());
        Ok(())
    }

    #[test]
    fn names_lose_what_packed_them() {
        for (name, inner) in [("a.csv.gz", "a.csv"), ("A.TGZ", "A.T"), ("x.jsonl.zst", "x.jsonl"), ("a.txt", "a.txt")] {
            assert_eq!(inner_name(name), inner);
        }
    }
}
