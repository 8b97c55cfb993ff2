//! Streams in pieces, of which a broken one spoils no other: the members of a gzip file, of which a web archive has one a
//! record. In: packed bytes. Out: one piece after the other.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use super::Limits;
use super::tally::{Packed, Tally, Unpacked};
use super::unpack::{BUFFER, GZIP};

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
    tally: Tally,
}

/// Packed bytes of a member that are kept, to be looked through again.
const KEPT: usize = 8 << 20;
/// How often they are: a file made for it would be looked through without end.
const MOST_AGAIN: u32 = 1000;

// There is one of it for an archive, so its size costs nothing.
#[allow(clippy::large_enum_variant)]
enum State<R: Read> {
    Between(Peek<R>),
    In(Box<BufReader<Unpacked<GzDecoder<Peek<R>>>>>),
}

impl<R: Read> Members<R> {
    pub fn new(input: R, limits: &Limits) -> Self {
        let tally = Tally::new(limits);
        let input = BufReader::with_capacity(BUFFER, tally.packed(input));
        let input = Peek { input, ahead: Vec::new(), at: 0, past: Vec::new() };
        Members { state: Some(State::Between(input)), ended: true, again: MOST_AGAIN, tally }
    }
}

impl<R: Read> Pieces for Members<R> {
    fn next_piece(&mut self) -> io::Result<bool> {
        let mut input = match self.state.take() {
            Some(State::Between(input)) => input,
            Some(State::In(member)) => (*member).into_inner().into_inner().into_inner(),
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
            let member = self.tally.unpacked(GzDecoder::new(input));
            State::In(Box::new(BufReader::with_capacity(BUFFER, member)))
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
    input: BufReader<Packed<R>>,
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
    use std::io::{Cursor, Write};

    use super::*;

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish()).unwrap_or_default()
    }

    #[test]
    fn a_broken_member_leaves_the_others_readable() -> io::Result<()> {
        let (a, b, c) = (gzip(&"a".repeat(5000)), gzip(&"b".repeat(5000)), gzip("c"));
        let bytes = [&a[..], &b[..b.len() - 12], &c[..], &[0; 20]].concat();
        let mut members = Members::new(Cursor::new(bytes), &Limits::DEFAULT);
        let mut read = Vec::new();
        while members.next_piece()? {
            let mut text = String::new();
            let whole = members.read_to_string(&mut text).is_ok();
            read.push((text.chars().next(), whole));
        }
        assert_eq!(read, [(Some('a'), true), (Some('b'), false), (Some('c'), true)]);
        Ok(())
    }
}
