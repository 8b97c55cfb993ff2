//! Compressed files: gzip and zstd, told by their first bytes. In: bytes as they lie. Out: bytes as they were before, one
//! after the other, so that a file larger than memory is fine.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;

use super::{Limit, Limits};
use crate::read::ReadError;
use flate2::bufread::{GzDecoder, MultiGzDecoder};
use ruzstd::decoding::StreamingDecoder;

const GZIP: &[u8] = b"\x1f\x8b\x08";
const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd";
const BUFFER: usize = 64 * 1024;

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
pub fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    unpacked(super::open(path)?)
}

/// Bytes, unpacked where they are packed.
pub fn unpacked<'r>(input: impl Read + 'r) -> io::Result<Box<dyn Read + 'r>> {
    let mut input = BufReader::with_capacity(BUFFER, input);
    let mut head = [0; 4];
    let read = fill(&mut input, &mut head)?;
    let head = Cursor::new(head.get(..read).unwrap_or_default().to_vec());
    let packing = packing(head.get_ref());
    let whole = head.chain(input);
    Ok(match packing {
        Some(Packing::Gzip) => Box::new(MultiGzDecoder::new(whole)),
        Some(Packing::Zstd) => Box::new(Frames::new(whole)),
        None => Box::new(whole),
    })
}

/// All of packed bytes, which are no more than `limit` when they are unpacked.
pub fn whole(packed: &[u8], limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    unpacked(packed)?.take(limit + 1).read_to_end(&mut bytes).map_err(cut_off)?;
    Limits { article_bytes: limit, ..Limits::DEFAULT }.check(Limit::ArticleBytes, bytes.len() as u64)?;
    Ok(bytes)
}

/// What a fault in a stream means.
pub fn cut_off(e: io::Error) -> ReadError {
    match e.kind() {
        io::ErrorKind::UnexpectedEof => ReadError::CutOff,
        _ => ReadError::Broken(e.to_string()),
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

/// A stream in pieces: a broken piece ends itself alone. Reading gives the piece that is open, up to its end.
pub trait Pieces: BufRead {
    /// Opens the next piece; false where there is none.
    fn next_piece(&mut self) -> io::Result<bool>;
}

/// A stream that is one piece.
pub struct Whole<R> {
    input: R,
    begun: bool,
}

impl<R: BufRead> Whole<R> {
    pub fn new(input: R) -> Self {
        Whole { input, begun: false }
    }
}

impl<R: BufRead> Pieces for Whole<R> {
    fn next_piece(&mut self) -> io::Result<bool> {
        Ok(!std::mem::replace(&mut self.begun, true))
    }
}

impl<R: BufRead> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.input.read(buffer)
    }
}

impl<R: BufRead> BufRead for Whole<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.input.consume(amount);
    }
}

/// The members of a gzip file, of which a web archive has one a record. Where one is broken, the next is looked for in all
/// that was taken for its bytes: what is cut off runs into what follows.
pub struct Members<R: Read> {
    /// `None` only while a member is opened.
    state: Option<State<R>>,
    /// The open member was read to its end.
    ended: bool,
    /// How often more is to be looked through again.
    again: u32,
}

/// Packed bytes of a member that are kept, to be looked through again.
const KEPT: usize = 8 << 20;
/// How often they are: a file made for it would be looked through without end.
const MOST_AGAIN: u32 = 1000;

enum State<R: Read> {
    Between(Peek<R>),
    In(Box<BufReader<GzDecoder<Peek<R>>>>),
}

impl<R: Read> Members<R> {
    pub fn new(input: R) -> Self {
        let input = Peek { input: BufReader::with_capacity(BUFFER, input), ahead: Vec::new(), at: 0, past: Vec::new() };
        Members { state: Some(State::Between(input)), ended: true, again: MOST_AGAIN }
    }
}

impl<R: Read> Pieces for Members<R> {
    fn next_piece(&mut self) -> io::Result<bool> {
        let mut input = match self.state.take() {
            Some(State::Between(input)) => input,
            Some(State::In(member)) => (*member).into_inner().into_inner(),
            None => return Ok(false),
        };
        if !std::mem::replace(&mut self.ended, true) && self.again > 0 {
            self.again -= 1;
            input.again();
        }
        input.past.clear();
        let found = input.seek_to(GZIP)?;
        input.past.clear();
        self.ended = !found;
        self.state = Some(if found {
            State::In(Box::new(BufReader::with_capacity(BUFFER, GzDecoder::new(input))))
        } else {
            State::Between(input)
        });
        Ok(found)
    }
}

impl<R: Read> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.state {
            Some(State::In(member)) => {
                let read = member.read(buffer)?;
                self.ended |= read == 0 && !buffer.is_empty();
                Ok(read)
            }
            _ => Ok(0),
        }
    }
}

impl<R: Read> BufRead for Members<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match &mut self.state {
            Some(State::In(member)) => {
                let bytes = member.fill_buf()?;
                self.ended |= bytes.is_empty();
                Ok(bytes)
            }
            _ => Ok(&[]),
        }
    }

    fn consume(&mut self, amount: usize) {
        if let Some(State::In(member)) = &mut self.state {
            member.consume(amount);
        }
    }
}

/// A reader that takes bytes back.
struct Peek<R: Read> {
    input: BufReader<R>,
    /// To be read before the input, from `at`.
    ahead: Vec<u8>,
    at: usize,
    /// What was read since the member began.
    past: Vec<u8>,
}

impl<R: Read> Peek<R> {
    /// What was read since the member began is to be read once more, but for its first byte.
    fn again(&mut self) {
        let past = std::mem::take(&mut self.past);
        self.give_back(past.get(1..).unwrap_or_default());
    }

    fn give_back(&mut self, bytes: &[u8]) {
        self.ahead.drain(..self.at.min(self.ahead.len()));
        self.at = 0;
        self.ahead.splice(..0, bytes.iter().copied());
    }

    fn waiting(&self) -> &[u8] {
        self.ahead.get(self.at..).unwrap_or_default()
    }

    /// Reads up to the next place where these bytes stand, which are still to be read; false at the end.
    fn seek_to(&mut self, magic: &[u8]) -> io::Result<bool> {
        let mut seen: Vec<u8> = Vec::with_capacity(magic.len());
        let mut byte = [0; 1];
        while self.read(&mut byte)? > 0 {
            seen.push(byte[0]);
            if seen.len() > magic.len() {
                seen.remove(0);
            }
            if seen == magic {
                self.give_back(&seen);
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl<R: Read> Read for Peek<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Peek<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.waiting().is_empty() {
            self.input.fill_buf()
        } else {
            Ok(self.ahead.get(self.at..).unwrap_or_default())
        }
    }

    fn consume(&mut self, amount: usize) {
        let is_ahead = !self.waiting().is_empty();
        let from = if is_ahead { self.ahead.get(self.at..).unwrap_or_default() } else { self.input.buffer() };
        if self.past.len() < KEPT {
            self.past.extend_from_slice(from.get(..amount).unwrap_or(from));
        }
        if is_ahead {
            self.at += amount;
        } else {
            self.input.consume(amount);
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
        unpacked(Cursor::new(bytes))?.read_to_string(&mut text)?;
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
    fn a_broken_member_leaves_the_others_readable() -> Result {
        let (a, b, c) = (gzip(&"a".repeat(5000)), gzip(&"b".repeat(5000)), gzip("c"));
        let bytes = [&a[..], &b[..b.len() - 12], &c[..], &[0; 20]].concat();
        let mut members = Members::new(Cursor::new(bytes));
        let mut read = Vec::new();
        while members.next_piece()? {
            let mut text = String::new();
            let whole = members.read_to_string(&mut text).is_ok();
            read.push((text.chars().next(), whole));
        }
        assert_eq!(read, [(Some('a'), true), (Some('b'), false), (Some('c'), true)]);
        Ok(())
    }

    #[test]
    fn names_lose_what_packed_them() {
        for (name, inner) in [("a.csv.gz", "a.csv"), ("A.TGZ", "A.T"), ("x.jsonl.zst", "x.jsonl"), ("a.txt", "a.txt")] {
            assert_eq!(inner_name(name), inner);
        }
    }
}
