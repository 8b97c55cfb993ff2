//! Bytes as a file of many documents, or as one that a web archive or a feed brings. The first byte says which: so that the
//! fuzzer need not learn what a zip or a gzip is. Items have names of their own, are no larger than the limits, and are the
//! same when they are read again; each is read, and an article's body lies in its text.
#![no_main]

use std::collections::HashSet;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::Path;

use blotter::container::{Found, Source, each_item};
use blotter::pipeline::document::Document;
use blotter::read::table::Content;
use blotter::source::{Limits, MediaType};
use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const LIMITS: Limits = Limits {
    article_bytes: 4_000,
    loaded_bytes: 20_000,
    unpacked_bytes: 1 << 20,
    members: 50,
    line_bytes: 2_000,
    ..Limits::DEFAULT
};

/// Stands between the parts of an archive that is built around them.
const BORDER: &[u8] = b"\n%%\n";

fuzz_target!(|bytes: &[u8]| {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let (media_type, file) = match kind % 10 {
        0 => (MediaType::Zip, bytes.to_vec()),
        1 => (MediaType::Zip, zip(bytes)),
        2 => (MediaType::Tar, bytes.to_vec()),
        3 => (MediaType::Warc, bytes.to_vec()),
        4 => (MediaType::Warc, parts(bytes).flat_map(gzip).collect()),
        5 => (MediaType::Warc, parts(bytes).flat_map(response).collect()),
        6 => (MediaType::JsonLines, bytes.to_vec()),
        7 => (MediaType::JsonList, bytes.to_vec()),
        8 => return read(MediaType::Html, bytes),
        _ => return read(MediaType::Json, bytes),
    };
    let first = items(media_type, &file, true);
    assert!(first == items(media_type, &file, false));
});

/// The items' names, and a hash of what each is.
fn items(media_type: MediaType, file: &[u8], reads: bool) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut names = HashSet::new();
    let ended = each_item(Source::Bytes(file.to_vec()), media_type, &LIMITS, &mut |item| {
        match item {
            Found::Item(item) => {
                assert!(names.insert(item.name.clone()), "{:?} twice", item.name);
                let what = match &item.content {
                    Ok(content) => {
                        assert!(content.bytes.len() as u64 <= LIMITS.loaded_bytes);
                        if reads && content.media_type.is_article() {
                            read(content.media_type, &content.bytes);
                        }
                        format!("{} {:?}", content.media_type.as_str(), content.bytes)
                    }
                    Err(left) => format!("{left:?}"),
                };
                found.push((item.name, what));
            }
            Found::Problem(problem) => found.push((String::new(), format!("{problem:?}"))),
        }
        ControlFlow::Continue(())
    });
    found.push((String::new(), format!("{ended:?}")));
    found
}

fn read(media_type: MediaType, bytes: &[u8]) {
    let document = Document { content: Content::Bytes(bytes), ..Document::file(Path::new("a"), "a", media_type) };
    let Ok((read, _)) = document.read(&LIMITS) else { return };
    let article = read.article;
    assert!(article.text.get(article.body.start..article.body.end).is_some());
}

fn parts(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = Some(bytes);
    std::iter::from_fn(move || {
        let whole = rest?;
        let at = whole.windows(BORDER.len()).position(|w| w == BORDER);
        rest = at.map(|at| &whole[at + BORDER.len()..]);
        Some(&whole[..at.unwrap_or(whole.len())])
    })
    .take(20)
}

/// Each part is a member; its first line is its name. Every second one is packed once more.
fn zip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (i, part) in parts(bytes).enumerate() {
        let end = part.iter().position(|b| *b == b'\n').unwrap_or(part.len());
        let name = String::from_utf8_lossy(&part[..end]).into_owned();
        let content = &part[(end + 1).min(part.len())..];
        if writer.start_file(name, stored).is_err() {
            continue;
        }
        let content = if i % 2 == 1 { gzip(content) } else { content.to_vec() };
        writer.write_all(&content).expect("it is written");
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("it is packed")
}

/// A record around an HTTP message, of the right length.
fn response(bytes: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/a\r\nContent-Length: {}\r\n\r\n",
        bytes.len()
    );
    [head.as_bytes(), bytes, b"\r\n\r\n"].concat()
}
