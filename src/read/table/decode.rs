//! A text file's bytes as UTF-8 lines. In: bytes of any encoding that statistical offices write. Out: one line at a
//! time with its number, decoded; lines whose bytes don't fit the file's encoding are named.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of a file decides its encoding.
const SAMPLE: usize = 1 << 20;

/// A line as the file gives it: its bytes are in `Lines`, to be decoded when it is needed.
pub struct Lines {
    input: BufReader<Box<dyn Read>>,
    encoding: &'static Encoding,
    bytes: Vec<u8>,
    longest: u64,
    /// Lines read so far.
    pub count: u64,
    /// How long the line is, where it is longer than is read; then its text is empty.
    pub overlong: Option<u64>,
}

impl Lines {
    /// A line longer than `longest` bytes is passed over in constant memory.
    pub fn open(mut input: Box<dyn Read>, longest: u64) -> std::io::Result<Lines> {
        let mut sample = Vec::new();
        input.by_ref().take(SAMPLE as u64).read_to_end(&mut sample)?;
        let (encoding, skip) = detect(&sample);
        let head = sample.split_off(skip.min(sample.len()));
        let whole: Box<dyn Read> = Box::new(std::io::Cursor::new(head).chain(input));
        let whole = if encoding == UTF_16LE || encoding == UTF_16BE {
            Box::new(Utf16 { input: whole, decoder: encoding.new_decoder(), out: Vec::new(), at: 0, done: false })
        } else {
            whole
        };
        let input = BufReader::with_capacity(1 << 16, whole);
        Ok(Lines { input, encoding, bytes: Vec::new(), longest, count: 0, overlong: None })
    }

    pub fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    /// Reads the next line without its end; false where there is none.
    pub fn advance(&mut self) -> std::io::Result<bool> {
        self.bytes.clear();
        self.overlong = None;
        let read = self.input.by_ref().take(self.longest + 1).read_until(b'\n', &mut self.bytes)? as u64;
        if read == 0 {
            return Ok(false);
        }
        self.count += 1;
        if read > self.longest && self.bytes.last() != Some(&b'\n') {
            self.bytes = Vec::new();
            self.overlong = Some(read + self.input.skip_until(b'\n')? as u64);
        }
        while matches!(self.bytes.last(), Some(b'\n' | b'\r')) {
            self.bytes.pop();
        }
        Ok(true)
    }

    /// The line's text, and whether all its bytes fit the encoding. A line of a UTF-8 file that isn't UTF-8 is read as
    /// Windows-1252, which is what such lines are when files were glued together.
    pub fn text(&self) -> (Cow<'_, str>, bool) {
        if self.encoding == UTF_8 || self.encoding == UTF_16LE || self.encoding == UTF_16BE {
            return match std::str::from_utf8(&self.bytes) {
                Ok(text) => (Cow::Borrowed(text), true),
                Err(_) => (WINDOWS_1252.decode_without_bom_handling(&self.bytes).0, false),
            };
        }
        let (text, faults) = self.encoding.decode_without_bom_handling(&self.bytes);
        (text, !faults)
    }
}

/// The encoding and how many bytes of a mark stand before the text.
fn detect(sample: &[u8]) -> (&'static Encoding, usize) {
    if let Some((encoding, length)) = Encoding::for_bom(sample) {
        return (encoding, length);
    }
    if let Some(encoding) = bare_utf16(sample) {
        return (encoding, 0);
    }
    // A sample may end within a character.
    let valid = match std::str::from_utf8(sample) {
        Ok(_) => sample.len(),
        Err(e) => e.valid_up_to(),
    };
    if valid + 4 > sample.len() && sample.len() == SAMPLE || valid == sample.len() || mostly_utf8(sample) {
        return (UTF_8, 0);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    (detector.guess(None, Utf8Detection::Deny), 0)
}

/// UTF-16 without its mark: every second byte of the beginning is 0.
fn bare_utf16(sample: &[u8]) -> Option<&'static Encoding> {
    let head = sample.get(..64.min(sample.len())).unwrap_or(&[]);
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let half = head.len() / 2;
    match half {
        0..=3 => None,
        _ if zeros(1) * 10 > half * 9 => Some(UTF_16LE),
        _ if zeros(0) * 10 > half * 9 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether a file is UTF-8 but for some lines: most lines with other bytes than ASCII are valid, or only one line in
/// hundreds isn't.
fn mostly_utf8(sample: &[u8]) -> bool {
    let (mut good, mut bad, mut all) = (0usize, 0usize, 0usize);
    for line in sample.split(|b| *b == b'\n') {
        all += 1;
        match std::str::from_utf8(line) {
            Ok(_) if line.is_ascii() => {}
            Ok(_) => good += 1,
            Err(_) => bad += 1,
        }
    }
    good > bad * 2 || (good > 0 && bad * 100 < all)
}

/// UTF-16 as UTF-8, as it is read.
struct Utf16 {
    input: Box<dyn Read>,
    decoder: encoding_rs::Decoder,
    out: Vec<u8>,
    at: usize,
    done: bool,
}

impl Read for Utf16 {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        while self.at >= self.out.len() && !self.done {
            let mut raw = [0u8; 8192];
            let n = self.input.read(&mut raw)?;
            self.done = n == 0;
            self.out.resize(8192 * 3 + 16, 0);
            let read = raw.get(..n).unwrap_or(&[]);
            let (_, _, written, _) = self.decoder.decode_to_utf8(read, &mut self.out, self.done);
            self.out.truncate(written);
            self.at = 0;
        }
        let rest = self.out.get(self.at..).unwrap_or(&[]);
        let n = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..n), rest.get(..n)) {
            to.copy_from_slice(from);
        }
        self.at += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> (Vec<(String, bool)>, &'static str) {
        let mut lines = Lines::open(Box::new(std::io::Cursor::new(bytes.to_vec())), 1000).expect("opens");
        let mut out = Vec::new();
        while lines.advance().expect("reads") {
            let (text, good) = lines.text();
            out.push((text.into_owned(), good));
        }
        (out, lines.encoding())
    }

    #[test]
    fn marks_and_utf16_are_understood() {
        assert_eq!(lines(b"\xef\xbb\xbfa\r\nb").0, [("a".into(), true), ("b".into(), true)]);
        let utf16: Vec<u8> = "Năm;1\nx".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked: Vec<u8> = [vec![0xff, 0xfe], utf16].concat();
        assert_eq!(lines(&marked).0, [("Năm;1".into(), true), ("x".into(), true)]);
    }

    #[test]
    fn windows_code_pages_are_guessed() {
        let (text, encoding) = lines(
            "Côte d’Ivoire,71\nTürkiye,3\nSão Tomé & Príncipe,2\n".chars().map(latin).collect::<Vec<u8>>().as_slice(),
        );
        assert_eq!(text[0].0, "Côte d’Ivoire,71");
        assert_eq!(encoding, "windows-1252");
    }

    fn latin(c: char) -> u8 {
        if c == '’' { 0x92 } else { c as u8 }
    }

    #[test]
    fn one_line_of_other_bytes_is_named_and_the_rest_is_utf8() {
        let mut bytes = "Türkiye,1\n".repeat(300).into_bytes();
        bytes.extend(b"C\xf4te d'Ivoire,2\n");
        bytes.extend("Türkiye,3\n".bytes());
        let (text, encoding) = lines(&bytes);
        assert_eq!(encoding, "UTF-8");
        assert_eq!(text[300], ("Côte d'Ivoire,2".into(), false));
        assert_eq!(text[301], ("Türkiye,3".into(), true));
    }

    #[test]
    fn an_overlong_line_is_passed_over_and_the_next_one_read() {
        let text = format!("a\n{}\nb\n{}", "x".repeat(3_000), "y".repeat(1_001));
        let mut lines = Lines::open(Box::new(std::io::Cursor::new(text.into_bytes())), 1000).expect("opens");
        let mut seen = Vec::new();
        while lines.advance().expect("reads") {
            seen.push((lines.text().0.into_owned(), lines.overlong));
        }
        let expected = [("a", None), ("", Some(3_001)), ("b", None), ("", Some(1_001))];
        assert_eq!(seen, expected.map(|(text, length)| (text.to_string(), length)));
    }
}
