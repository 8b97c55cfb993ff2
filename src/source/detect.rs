//! What a file is: by its first bytes, then by its name. In: a name and a head. Out: a [`MediaType`] or why there is none.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

use super::{HEAD_BYTES, decode, open};

/// The formats that blotter reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    Text,
    Markdown,
    Csv,
    Tsv,
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

impl MediaType {
    pub fn as_str(self) -> &'static str {
        match self {
            MediaType::Text => "text/plain",
            MediaType::Markdown => "text/markdown",
            MediaType::Csv => "text/csv",
            MediaType::Tsv => "text/tab-separated-values",
            MediaType::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            MediaType::Xlsb => "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
            MediaType::Xls => "application/vnd.ms-excel",
            MediaType::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }

    pub fn is_article(self) -> bool {
        matches!(self, MediaType::Text | MediaType::Markdown)
    }
}

const ALL: &[MediaType] = &[
    MediaType::Text,
    MediaType::Markdown,
    MediaType::Csv,
    MediaType::Tsv,
    MediaType::Xlsx,
    MediaType::Xlsb,
    MediaType::Xls,
    MediaType::Ods,
];

impl MediaType {
    pub fn parse(name: &str) -> Option<Self> {
        ALL.iter().copied().find(|m| m.as_str() == name)
    }
}

/// Why a file is none of the formats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unknown {
    Empty,
    /// Bytes that are no text, or another known format; the words say which.
    Binary(&'static str),
    /// Text with an extension that is not read.
    Extension(String),
}

/// What the file at `path` is.
pub fn detect(path: &Path) -> io::Result<Result<MediaType, Unknown>> {
    let mut file = open(path)?;
    let mut head = Vec::with_capacity(4096);
    file.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    if head.starts_with(b"PK\x03\x04") {
        return Ok(zip(&mut file, &head)?.ok_or(Unknown::Binary("a zip archive that is no spreadsheet")));
    }
    Ok(detect_head(&name, &head))
}

/// What a name and a content's first bytes say; zip archives aside.
pub fn detect_head(name: &str, head: &[u8]) -> Result<MediaType, Unknown> {
    if head.is_empty() {
        return Err(Unknown::Empty);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        // Old Word and Powerpoint files begin alike: their name tells.
        let other = matches!(extension(name).as_str(), "doc" | "ppt" | "msg" | "msi");
        return if other { Err(Unknown::Binary("an old Office file that is no workbook")) } else { Ok(MediaType::Xls) };
    }
    for (magic, what) in MAGIC {
        if head.starts_with(magic) {
            return Err(Unknown::Binary(what));
        }
    }
    let guess = decode::guess(head);
    let wide = guess.name().starts_with("UTF-16");
    if !wide && head.contains(&0) {
        return Err(Unknown::Binary("bytes that are no text"));
    }
    let text = decode::decode(head).text;
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() && head.len() < HEAD_BYTES {
        return Err(Unknown::Empty);
    }
    match extension(name).as_str() {
        "txt" | "text" => Ok(MediaType::Text),
        "md" | "markdown" => Ok(MediaType::Markdown),
        "csv" => Ok(MediaType::Csv),
        "tsv" | "tab" => Ok(MediaType::Tsv),
        // A workbook's name on plain text: what many offices' web exports are.
        "xls" | "xlsx" if text.lines().next().is_some_and(|l| l.contains('\t')) => Ok(MediaType::Tsv),
        other => Err(Unknown::Extension(other.to_string())),
    }
}

const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a rar archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a SQLite database"),
    (b"{\\rtf", "an RTF file"),
];

fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, e)| e.to_lowercase()).unwrap_or_default()
}

/// A zip archive's kind: ods says so in its first member, the others by the names in the directory at the end.
fn zip(file: &mut File, head: &[u8]) -> io::Result<Option<MediaType>> {
    let contains = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|w| w == words);
    let start = head.get(..256).unwrap_or(head);
    if contains(start, b"application/vnd.oasis.opendocument.spreadsheet") {
        return Ok(Some(MediaType::Ods));
    }
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(4 * HEAD_BYTES as u64)))?;
    let mut tail = Vec::new();
    file.take(4 * HEAD_BYTES as u64).read_to_end(&mut tail)?;
    Ok(if contains(&tail, b"xl/workbook.bin") {
        Some(MediaType::Xlsb)
    } else if contains(&tail, b"xl/workbook") {
        Some(MediaType::Xlsx)
    } else {
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_name() {
        assert_eq!(detect_head("table.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Ok(MediaType::Xls));
        assert_eq!(detect_head("article.txt", b"%PDF-1.7"), Err(Unknown::Binary("a PDF file")));
        assert_eq!(detect_head("a.txt", b"12 arrested\0"), Err(Unknown::Binary("bytes that are no text")));
    }

    #[test]
    fn names_tell_texts_apart() {
        assert_eq!(detect_head("A.TXT", b"Police"), Ok(MediaType::Text));
        assert_eq!(detect_head("a.tsv", b"a\tb"), Ok(MediaType::Tsv));
        assert_eq!(detect_head("a.csv", b"\xff\xfea\0,\0b\0"), Ok(MediaType::Csv));
        assert_eq!(detect_head("a.html", b"<p>"), Err(Unknown::Extension("html".into())));
        assert_eq!(detect_head("a.txt", b" \n"), Err(Unknown::Empty));
    }

    #[test]
    fn a_media_type_is_found_by_its_name() {
        for media_type in ALL {
            assert_eq!(MediaType::parse(media_type.as_str()), Some(*media_type));
        }
    }
}
