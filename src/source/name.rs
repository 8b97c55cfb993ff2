//! File names as text and back: a name may hold any bytes, a row of the database only text. In: a path. Out: text that no
//! other path has.
//!
//! A byte that is no UTF-8 is written as `U+FFFD` and its two digits; and so are the three bytes of a `U+FFFD` itself.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

const MARK: char = '\u{fffd}';

/// The path as text.
pub fn to_text(path: &Path) -> String {
    as_text(path).into_owned()
}

/// The same, borrowed where it is text already.
#[cfg(unix)]
pub fn as_text(path: &Path) -> Cow<'_, str> {
    use std::os::unix::ffi::OsStrExt;
    let bytes = path.as_os_str().as_bytes();
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() || !text.contains(MARK) => Cow::Borrowed(text),
        _ => Cow::Owned(written_out(bytes)),
    }
}

#[cfg(unix)]
fn written_out(bytes: &[u8]) -> String {
    let digits = |bytes: &[u8]| bytes.iter().map(|byte| format!("{MARK}{byte:02x}")).collect::<String>();
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                MARK => text.push_str(&digits(MARK.encode_utf8(&mut [0; 4]).as_bytes())),
                c => text.push(c),
            }
        }
        text.push_str(&digits(chunk.invalid()));
    }
    text
}

#[cfg(not(unix))]
pub fn as_text(path: &Path) -> Cow<'_, str> {
    path.to_string_lossy()
}

/// The path that a text stands for.
#[cfg(unix)]
pub fn to_path(text: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MARK) {
        bytes.extend(before.bytes());
        let byte = after.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) => bytes.push(byte),
            None => bytes.extend(MARK.encode_utf8(&mut [0; 4]).bytes()),
        }
        rest = after.get(if byte.is_some() { 2 } else { 0 }..).unwrap_or("");
    }
    bytes.extend(rest.bytes());
    PathBuf::from(std::ffi::OsString::from_vec(bytes))
}

#[cfg(not(unix))]
pub fn to_path(text: &str) -> PathBuf {
    PathBuf::from(text)
}

/// Whether a name, as text, could mislead who reads it: line breaks, terminal escapes, bytes that are no text.
pub fn is_odd(text: &str) -> bool {
    text.chars().any(|c| c == MARK || c.is_control() || is_bidi_control(c))
}

/// Marks that turn the direction of what follows, so that a text reads otherwise than it is.
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// JSON whose hidden characters are written as escapes too, where JSON itself would let them stand.
pub fn visible(json: String) -> String {
    let is_hidden = |c: char| c.is_control() || is_bidi_control(c);
    if !json.contains(|c: char| is_hidden(c) && c != '\n') {
        return json;
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_hidden(c) && c != '\n' { out.push_str(&format!("\\u{:04x}", u32::from(c))) } else { out.push(c) }
    }
    out
}

/// A page whose hidden characters are gone: whoever reads its source in a terminal sees what a browser shows.
pub fn harmless(page: String) -> String {
    let is_hidden = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || is_bidi_control(c);
    if !page.contains(is_hidden) {
        return page;
    }
    page.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect()
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn bytes_that_are_no_text_are_written_out() {
        let path = Path::new(OsStr::from_bytes(b"/in/a\xff\xe9.txt"));
        assert_eq!(to_text(path), "/in/a\u{fffd}ff\u{fffd}e9.txt");
        assert_eq!(to_text(Path::new("/in/Phn\u{f4}m\n.txt")), "/in/Phn\u{f4}m\n.txt");
        assert!(is_odd("a\nb") && is_odd("a\u{1b}[2J") && is_odd("a\u{202e}txt.exe") && !is_odd("Phn\u{f4}m Penh.txt"));
    }

    proptest::proptest! {
        #[test]
        fn every_name_comes_back_from_its_text(bytes in proptest::collection::vec(1u8..=255, 0..40), more in "[a\u{fffd}f0-9]{0,9}") {
            for bytes in [bytes, more.into_bytes()] {
                let path = Path::new(OsStr::from_bytes(&bytes));
                proptest::prop_assert_eq!(to_path(&to_text(path)), path);
            }
        }
    }
}
