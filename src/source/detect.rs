//! What a file is: by its first bytes, then by its name. In: a name and a head. Out: a [`MediaType`] or why there is none.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use super::{HEAD_BYTES, Limits, decode, open, unpack};

/// The formats that blotter reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MediaType {
    Text,
    Markdown,
    Html,
    /// One object that holds an article.
    Json,
    Csv,
    Tsv,
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    JsonLines,
    JsonList,
    Zip,
    Tar,
    Warc,
}

impl MediaType {
    pub fn as_str(self) -> &'static str {
        match self {
            MediaType::Text => "text/plain",
            MediaType::Markdown => "text/markdown",
            MediaType::Html => "text/html",
            MediaType::Json => "application/json",
            MediaType::Csv => "text/csv",
            MediaType::Tsv => "text/tab-separated-values",
            MediaType::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            MediaType::Xlsb => "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
            MediaType::Xls => "application/vnd.ms-excel",
            MediaType::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            MediaType::JsonLines => "application/x-ndjson",
            MediaType::JsonList => "application/json; list",
            MediaType::Zip => "application/zip",
            MediaType::Tar => "application/x-tar",
            MediaType::Warc => "application/warc",
        }
    }

    pub fn is_article(self) -> bool {
        matches!(self, MediaType::Text | MediaType::Markdown | MediaType::Html | MediaType::Json)
    }

    /// Holds documents, and is none itself.
    pub fn is_container(self) -> bool {
        use MediaType::{JsonLines, JsonList, Tar, Warc, Zip};
        matches!(self, JsonLines | JsonList | Zip | Tar | Warc)
    }

    /// A mapping may say how it is to be read.
    pub fn takes_mapping(self) -> bool {
        !matches!(self, MediaType::Text | MediaType::Markdown | MediaType::Html)
    }

    pub fn is_workbook(self) -> bool {
        matches!(self, MediaType::Xlsx | MediaType::Xlsb | MediaType::Xls | MediaType::Ods)
    }
}

const ALL: &[MediaType] = &[
    MediaType::Text,
    MediaType::Markdown,
    MediaType::Html,
    MediaType::Json,
    MediaType::Csv,
    MediaType::Tsv,
    MediaType::Xlsx,
    MediaType::Xlsb,
    MediaType::Xls,
    MediaType::Ods,
    MediaType::JsonLines,
    MediaType::JsonList,
    MediaType::Zip,
    MediaType::Tar,
    MediaType::Warc,
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

/// What the file at `path` is; where it is packed, what is in it.
pub fn detect(path: &Path) -> io::Result<Result<MediaType, Unknown>> {
    let mut file = open(path)?;
    let head = first(&mut file)?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    if head.starts_with(ZIP) {
        return zip(&mut file, &head, &name);
    }
    if unpack::packing(&head).is_none() {
        return Ok(detect_head(&name, &head));
    }
    let inner = first(&mut unpack::open(path, &Limits::DEFAULT)?)?;
    if inner.starts_with(ZIP) || inner.starts_with(OLE) {
        return Ok(Err(Unknown::Binary("a workbook or archive that is compressed once more")));
    }
    Ok(detect_head(unpack::inner_name(&name), &inner))
}

/// What content in memory is.
pub fn detect_bytes(name: &str, bytes: &[u8]) -> Result<MediaType, Unknown> {
    let head = bytes.get(..HEAD_BYTES.min(bytes.len())).unwrap_or(bytes);
    if head.starts_with(ZIP) {
        // Reading memory doesn't fail.
        return zip(&mut Cursor::new(bytes), head, name).unwrap_or(Err(Unknown::Binary("bytes that can't be read")));
    }
    detect_head(name, head)
}

/// The kind of container, where a name and first bytes say that it is one.
pub fn container_of(name: &str, head: &[u8]) -> Option<MediaType> {
    if head.starts_with(ZIP) {
        return (extension(name) == "zip").then_some(MediaType::Zip);
    }
    detect_head(name, head).ok().filter(|m| m.is_container())
}

/// The first bytes; what can't be read of them is met again by whoever reads the whole.
fn first(input: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(4096);
    let read = input.take(HEAD_BYTES as u64).read_to_end(&mut head);
    if head.is_empty() { read.map(|_| head) } else { Ok(head) }
}

/// What a name and a content's first bytes say; zip archives aside.
pub fn detect_head(name: &str, head: &[u8]) -> Result<MediaType, Unknown> {
    if head.is_empty() {
        return Err(Unknown::Empty);
    }
    if head.starts_with(b"WARC/") {
        return Ok(MediaType::Warc);
    }
    if head.get(257..262) == Some(b"ustar") {
        return Ok(MediaType::Tar);
    }
    if head.starts_with(OLE) {
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
        "html" | "htm" | "xhtml" | "shtml" => Ok(MediaType::Html),
        "jsonl" | "ndjson" | "jl" | "jsonlines" => Ok(MediaType::JsonLines),
        "json" => Ok(json(&text)),
        "" if text.trim_start().starts_with("{\"") || text.trim_start().starts_with("[{") => Ok(json(&text)),
        "csv" => Ok(MediaType::Csv),
        "tsv" | "tab" => Ok(MediaType::Tsv),
        // What many offices' web exports and saved pages are.
        "xls" | "xlsx" | "php" | "asp" | "aspx" | "jsp" | "cgi" | "" if is_page(&text) => Ok(MediaType::Html),
        // A workbook's name on plain text: what many offices' web exports are.
        "xls" | "xlsx" if text.lines().next().is_some_and(|l| l.contains('\t')) => Ok(MediaType::Tsv),
        other => Err(Unknown::Extension(other.to_string())),
    }
}

/// Whether a text begins as a web page does, whatever its name is.
pub fn is_page(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(512).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || (start.starts_with("<?xml") && start.contains("<html"))
}

/// Keys of an outermost object under which a list of articles stands.
pub const LIST_KEYS: &[&str] = &[
    "articles",
    "items",
    "results",
    "documents",
    "docs",
    "records",
    "entries",
    "posts",
    "stories",
    "news",
    "data",
    "hits",
];

/// Whether JSON is one object, objects by lines, or a list of them.
fn json(head: &str) -> MediaType {
    let text = head.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('[') {
        return MediaType::JsonList;
    }
    let mut lines = text.lines().filter(|l| !l.trim().is_empty());
    let is_object = |line: &str| line.trim_start().starts_with('{');
    let first = lines.next().is_some_and(|l| serde_json::from_str::<serde::de::IgnoredAny>(l).is_ok());
    if first && lines.next().is_some_and(is_object) {
        return MediaType::JsonLines;
    }
    if has_list(text) { MediaType::JsonList } else { MediaType::Json }
}

/// Whether a list stands under one of the known keys of the outermost object, as far as the text goes.
fn has_list(text: &str) -> bool {
    let (mut depth, mut key) = (0, "");
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}', '[', ']', '"']) {
        let (mark, after) = (rest.as_bytes().get(at), rest.get(at + 1..).unwrap_or(""));
        rest = after;
        match mark {
            Some(b'"') => {
                let mut escaped = false;
                let end = after.bytes().position(|b| {
                    let ends = b == b'"' && !escaped;
                    escaped = b == b'\\' && !escaped;
                    ends
                });
                let Some(end) = end else { return false };
                key = if depth == 1 { after.get(..end).unwrap_or("") } else { key };
                rest = after.get(end + 1..).unwrap_or("");
            }
            Some(b'[') if depth == 1 && LIST_KEYS.contains(&key) => return true,
            Some(b'{' | b'[') => depth += 1,
            _ => depth -= 1,
        }
    }
    false
}

const ZIP: &[u8] = b"PK\x03\x04";
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\xfd7zXZ\0", "an xz archive"),
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

/// A zip archive's kind: ods says so in its first member, the others by the names in the directory at the end. Office
/// documents that are no workbook are known by their names.
fn zip(file: &mut (impl Read + Seek), head: &[u8], name: &str) -> io::Result<Result<MediaType, Unknown>> {
    if extension(name) == "zip" {
        return Ok(Ok(MediaType::Zip));
    }
    let contains = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|w| w == words);
    let start = head.get(..256.min(head.len())).unwrap_or(head);
    if contains(start, b"application/vnd.oasis.opendocument.spreadsheet") {
        return Ok(Ok(MediaType::Ods));
    }
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(4 * HEAD_BYTES as u64)))?;
    let mut tail = Vec::new();
    file.take(4 * HEAD_BYTES as u64).read_to_end(&mut tail)?;
    let office = ["docx", "pptx", "odt", "odp", "epub", "jar", "apk"].contains(&extension(name).as_str());
    Ok(if contains(&tail, b"xl/workbook.bin") {
        Ok(MediaType::Xlsb)
    } else if contains(&tail, b"xl/workbook") {
        Ok(MediaType::Xlsx)
    } else if office || contains(&tail, b"[Content_Types].xml") {
        Err(Unknown::Binary("an Office document that is no workbook"))
    } else {
        Ok(MediaType::Zip)
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
        assert_eq!(detect_head("a.html", b"<p>"), Ok(MediaType::Html));
        assert_eq!(detect_head("report.xls", b"\n<html><table>"), Ok(MediaType::Html));
        assert_eq!(detect_head("a.htm.bak", b"<p>"), Err(Unknown::Extension("bak".into())));
        assert_eq!(detect_head("a.txt", b" \n"), Err(Unknown::Empty));
    }

    #[test]
    fn json_is_one_article_lines_or_a_list() {
        let cases = [
            ("{\"title\": \"x\", \"authors\": [{\"name\": \"y\"}], \"text\": \"12\"}", MediaType::Json),
            ("{\"a\": 1}\n{\"a\": 2}\n", MediaType::JsonLines),
            (" [{\"a\": 1}]", MediaType::JsonList),
            ("{\"status\": \"ok \\\" [\", \"tags\": [\"articles\"], \"articles\": [{", MediaType::JsonList),
        ];
        for (text, media_type) in cases {
            assert_eq!(detect_head("a.json", text.as_bytes()), Ok(media_type), "{text}");
        }
        assert_eq!(detect_head("stdin", b"{\"text\": \"12\"}\n"), Ok(MediaType::Json));
        assert_eq!(detect_head("a.txt", b"{curly}"), Ok(MediaType::Text));
    }

    #[test]
    fn a_media_type_is_found_by_its_name() {
        for media_type in ALL {
            assert_eq!(MediaType::parse(media_type.as_str()), Some(*media_type));
        }
    }
}
