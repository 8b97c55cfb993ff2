//! Bytes to UTF-8. In: bytes of unknown encoding. Out: text, the encoding's name and how many places did not decode.
//!
//! A byte order mark decides; then valid UTF-8; then zero bytes in every second place (UTF-16); then UTF-8 with a few
//! wrong bytes, where most of what is not ASCII is valid; last, a guess from the bytes. Offsets are taken in the
//! decoded text only.

use std::io::{self, Read};
use std::path::Path;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

const CHUNK: usize = 64 * 1024;
/// The guess from bytes looks at no more than this much text that is not ASCII.
const SAMPLE: usize = 256 * 1024;

/// Which encoding the bytes are in, and how long the byte order mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess {
    pub encoding: &'static Encoding,
    pub mark: usize,
}

impl Guess {
    /// The name that is stored: `UTF-8`, `UTF-16LE`, `windows-1254`.
    pub fn name(&self) -> &'static str {
        self.encoding.name()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    /// How many places could not be decoded; each is a `U+FFFD` in the text.
    pub malformed: usize,
}

/// The encoding of a whole content.
pub fn guess(bytes: &[u8]) -> Guess {
    let mut scan = Scan::default();
    scan.feed(bytes);
    scan.finish()
}

/// The encoding of a file, read once from start to end in constant memory.
pub fn guess_file(path: &Path) -> io::Result<Guess> {
    let mut file = super::open(path)?;
    let mut scan = Scan::default();
    let mut buffer = vec![0; CHUNK];
    loop {
        let read = file.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..read).filter(|b| !b.is_empty()) else { return Ok(scan.finish()) };
        scan.feed(bytes);
        if scan.marked().is_some() {
            return Ok(scan.finish());
        }
    }
}

/// The text of a whole content.
pub fn decode(bytes: &[u8]) -> Decoded {
    // Nearly always so: plain UTF-8 without a mark.
    if let Some(text) =
        std::str::from_utf8(bytes).ok().filter(|t| Encoding::for_bom(bytes).is_none() && !t.contains('\0'))
    {
        return Decoded { text: text.to_string(), encoding: UTF_8.name(), malformed: 0 };
    }
    let guess = guess(bytes);
    let body = bytes.get(guess.mark..).unwrap_or_default();
    let (text, had_errors) = guess.encoding.decode_without_bom_handling(body);
    let malformed = if had_errors { text.matches('\u{fffd}').count() } else { 0 };
    Decoded { text: text.into_owned(), encoding: guess.name(), malformed }
}

/// What is learned of an encoding from bytes that come piece by piece.
#[derive(Default)]
pub struct Scan {
    head: Vec<u8>,
    /// Bytes at the end of a piece that may begin a character.
    tail: Vec<u8>,
    valid: usize,
    invalid: usize,
    zeros: [usize; 2],
    at: usize,
    sample: Vec<u8>,
}

impl Scan {
    pub fn feed(&mut self, bytes: &[u8]) {
        if self.head.len() < 4 {
            self.head.extend(bytes.iter().take(4 - self.head.len()));
        }
        if self.at < CHUNK {
            for (i, _) in bytes.iter().enumerate().filter(|(_, b)| **b == 0) {
                if let Some(zeros) = self.zeros.get_mut((self.at + i) % 2) {
                    *zeros += 1;
                }
            }
        }
        self.at += bytes.len();
        if self.tail.is_empty() && bytes.is_ascii() {
            return;
        }
        if self.sample.len() < SAMPLE {
            self.sample.extend_from_slice(bytes);
        }
        let joined = [std::mem::take(&mut self.tail).as_slice(), bytes].concat();
        self.count(&joined);
    }

    fn count(&mut self, mut bytes: &[u8]) {
        loop {
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    self.valid += text.chars().filter(|c| !c.is_ascii()).count();
                    return;
                }
                Err(e) => {
                    let (good, rest) = bytes.split_at(e.valid_up_to());
                    self.valid += String::from_utf8_lossy(good).chars().filter(|c| !c.is_ascii()).count();
                    let Some(length) = e.error_len() else {
                        self.tail = rest.to_vec();
                        return;
                    };
                    self.invalid += 1;
                    bytes = rest.get(length..).unwrap_or_default();
                }
            }
        }
    }

    fn marked(&self) -> Option<Guess> {
        let (encoding, mark) = Encoding::for_bom(&self.head)?;
        Some(Guess { encoding, mark })
    }

    pub fn finish(mut self) -> Guess {
        if let Some(guess) = self.marked() {
            return guess;
        }
        let [even, odd] = self.zeros;
        let seen = self.at.min(CHUNK) / 2;
        for (zeros, others, encoding) in [(odd, even, UTF_16LE), (even, odd, UTF_16BE)] {
            if zeros > seen / 2 && zeros > 4 * others {
                return Guess { encoding, mark: 0 };
            }
        }
        self.invalid += usize::from(!self.tail.is_empty());
        if self.invalid == 0 || self.valid > 2 * self.invalid {
            return Guess { encoding: UTF_8, mark: 0 };
        }
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(&self.sample, true);
        Guess { encoding: detector.guess(None, Utf8Detection::Deny), mark: 0 }
    }
}

/// Reads UTF-8 from a reader of any encoding, piece by piece.
pub struct Utf8Reader<R> {
    inner: R,
    decoder: Decoder,
    input: Vec<u8>,
    /// The part of `input` that is not decoded yet.
    from: usize,
    filled: usize,
    output: Vec<u8>,
    given: usize,
    ended: bool,
    malformed: bool,
}

impl<R: Read> Utf8Reader<R> {
    /// `inner` stands at the start of the content; its byte order mark is left out.
    pub fn new(inner: R, guess: Guess) -> Self {
        Utf8Reader {
            inner,
            decoder: guess.encoding.new_decoder_with_bom_removal(),
            input: vec![0; CHUNK],
            from: 0,
            filled: 0,
            output: Vec::new(),
            given: 0,
            ended: false,
            malformed: false,
        }
    }

    /// Whether anything so far could not be decoded; it stands as `U+FFFD`.
    pub fn malformed(&self) -> bool {
        self.malformed
    }

    fn refill(&mut self) -> io::Result<()> {
        self.output.resize(3 * CHUNK + 16, 0);
        if self.from == self.filled {
            self.filled = self.inner.read(&mut self.input)?;
            self.from = 0;
        }
        let last = self.filled == 0;
        let bytes = self.input.get(self.from..self.filled).unwrap_or_default();
        let (result, read, written, wrong) = self.decoder.decode_to_utf8(bytes, &mut self.output, last);
        self.malformed |= wrong;
        self.from += read;
        self.output.truncate(written);
        self.given = 0;
        self.ended = last && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: Read> Read for Utf8Reader<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while self.given == self.output.len() && !self.ended {
            self.refill()?;
        }
        let ready = self.output.get(self.given..).unwrap_or_default();
        let length = ready.len().min(to.len());
        if let (Some(target), Some(from)) = (to.get_mut(..length), ready.get(..length)) {
            target.copy_from_slice(from);
        }
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_valid_utf8_are_certain() {
        assert_eq!(decode("Côte".as_bytes()), Decoded { text: "Côte".into(), encoding: "UTF-8", malformed: 0 });
        assert_eq!(decode(b"\xef\xbb\xbfa,b").text, "a,b");
        assert_eq!(decode(b"\xff\xfea\0b\0").text, "ab");
        assert_eq!(decode(b"a\0r\0r\0e\0s\0t\0").encoding, "UTF-16LE");
    }

    #[test]
    fn a_turkish_page_is_windows_1254() {
        let found =
            decode(b"T\xfcrkiye'de g\xf6zalt\xfdna al\xfdnan ki\xfei say\xfds\xfd artt\xfd \x96 \xdd\xe7i\xfeleri");
        assert_eq!(found.encoding, "windows-1254");
        assert!(found.text.starts_with("Türkiye"), "{}", found.text);
    }

    #[test]
    fn one_wrong_byte_does_not_spoil_the_others() {
        let found = decode(b"C\xc3\xb4te d\xe2\x80\x99Ivoire, T\xc3\xbcrkiye, \xf4");
        assert_eq!((found.encoding, found.malformed), ("UTF-8", 1));
        assert!(found.text.starts_with("Côte d’Ivoire, Türkiye"));
    }

    #[test]
    fn a_stream_decodes_like_the_whole() {
        let text = "Åland, Türkiye – 403\n".repeat(9_000);
        let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut read = String::new();
        let guess = guess(&bytes);
        Utf8Reader::new(bytes.as_slice(), guess).read_to_string(&mut read).expect("decodes");
        assert_eq!(read, text);
    }

    #[test]
    fn a_character_cut_by_the_pieces_is_whole() {
        let mut scan = Scan::default();
        for byte in "Phnôm Pénh".as_bytes() {
            scan.feed(&[*byte]);
        }
        assert_eq!(scan.finish().encoding, UTF_8);
    }
}
