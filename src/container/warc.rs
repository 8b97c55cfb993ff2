//! Web archives (WARC 1.0 and 1.1). Each record that holds a page is an item, named by its number among the file's records:
//! `response`, and what is stored without a request, `resource` and `conversion`. Requests and notes of the crawler hold
//! no page and are passed over.
//!
//! A record that is cut off or broken is one problem; reading goes on at the next record, or member of a gzip file.

use std::io::{self, BufRead, Read};

use super::http::{self, Headers, Response};
use super::{Content, Found, Item, Left, OnFound, Walk, too_large};
use crate::model::{Problem, Severity};
use crate::read::ReadError;
use crate::read::article::Note;
use crate::read::html::Wire;
use crate::source::detect::detect_bytes;
use crate::source::pieces::Pieces;
use crate::source::{HEAD_BYTES, MediaType, tally};

/// Bytes of a record's header.
const LONGEST_HEADER: u64 = 64 * 1024;

pub fn each(walk: Walk<'_>, input: &mut dyn Pieces, on_found: OnFound<'_>) -> Result<(), ReadError> {
    let mut records = Records { walk, number: 0, begun: false, unsound: false };
    while input.next_piece()? {
        loop {
            let found = match records.next(input) {
                Ok(Some(found)) => found,
                Ok(None) => break,
                Err(e) if tally::exceeded(&e).is_some() => return Err(e.into()),
                Err(e) => Found::Problem(records.broken(&e)),
            };
            let fault = matches!(found, Found::Problem(_)) || std::mem::take(&mut records.unsound);
            if on_found(found).is_break() {
                return Ok(());
            }
            // What follows a fault in the same piece is found by its first line; behind a broken packing nothing is.
            if fault && !records.resync(input) {
                break;
            }
        }
    }
    Ok(())
}

struct Records<'l> {
    walk: Walk<'l>,
    number: u64,
    /// The first line of the next record has been read already.
    begun: bool,
    /// What follows the last record is none.
    unsound: bool,
}

/// A record's header.
struct Record {
    headers: Headers,
    length: u64,
}

impl Records<'_> {
    /// The next record that holds a page, or a problem; `None` at the end of the piece.
    fn next(&mut self, input: &mut dyn Pieces) -> io::Result<Option<Found>> {
        loop {
            let Some(record) = self.header(input)? else { return Ok(None) };
            let kind = record.headers.get("warc-type").unwrap_or("").to_ascii_lowercase();
            if !matches!(kind.as_str(), "response" | "resource" | "conversion") {
                let passed = io::copy(&mut Read::take(&mut *input, record.length), &mut io::sink())?;
                if passed < record.length {
                    return Ok(Some(Found::Problem(
                        self.problem("cut_off", "ends in the middle: fetch the file again"),
                    )));
                }
                continue;
            }
            return self.page(&record, &kind, input).map(Some);
        }
    }

    fn header(&mut self, input: &mut dyn Pieces) -> io::Result<Option<Record>> {
        let mut lines = Read::take(&mut *input, LONGEST_HEADER);
        let mut line = Vec::new();
        if !std::mem::take(&mut self.begun) {
            // Blank lines end the record before.
            loop {
                line.clear();
                if lines.read_until(b'\n', &mut line)? == 0 {
                    return Ok(None);
                }
                if !line.trim_ascii().is_empty() {
                    break;
                }
            }
            self.number += 1;
            if !line.starts_with(b"WARC/") {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "no record begins where one should"));
            }
        }
        let mut header = Vec::new();
        loop {
            line.clear();
            if lines.read_until(b'\n', &mut line)? == 0 {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "its header ends in the middle"));
            }
            if line.trim_ascii().is_empty() {
                break;
            }
            header.extend_from_slice(&line);
        }
        let headers = Headers::of(&header);
        let length = headers.get("content-length").and_then(|l| l.parse().ok());
        let length =
            length.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "its header gives no Content-Length"))?;
        Ok(Some(Record { headers, length }))
    }

    fn page(&mut self, record: &Record, kind: &str, input: &mut dyn Pieces) -> io::Result<Found> {
        let limit = self.walk.limits.article_bytes;
        let mut bytes = Vec::new();
        let mut whole = Read::take(&mut *input, record.length);
        let is_broken = match whole.by_ref().take(limit + 1).read_to_end(&mut bytes) {
            Err(e) if tally::exceeded(&e).is_some() => return Err(e),
            // A broken packing ends the record as its end does.
            read => read.is_err(),
        };
        let found = bytes.len() as u64;
        let content = if found > limit {
            io::copy(&mut whole, &mut io::sink())?;
            Err(Left::Rejected(too_large(record.length, limit)))
        } else if is_broken || found < record.length || !is_end(input) {
            self.unsound = true;
            Err(Left::Rejected(ReadError::CutOff))
        } else {
            self.content(record, kind, bytes)
        };
        Ok(Found::Item(Item { name: self.number.to_string(), content }))
    }

    fn content(&self, record: &Record, kind: &str, bytes: Vec<u8>) -> Result<Content, Left> {
        let url = record.headers.get("warc-target-uri").unwrap_or("").trim_matches(['<', '>']).to_string();
        let response = if kind == "response" {
            http::response(&bytes, self.walk.limits.article_bytes)
                .ok_or_else(|| Left::Skipped("no HTTP response".to_string()))?
        } else {
            Response { status: 200, headers: record.headers.clone(), body: bytes, fault: None }
        };
        if !(200..300).contains(&response.status) {
            return Err(Left::Skipped(format!("HTTP status {}", response.status)));
        }
        let (named, charset) = response.headers.content_type();
        let media_type = media_type(&named, &url, &response.body)?;
        let mut notes = Vec::new();
        let truncated = record.headers.get("warc-truncated").filter(|t| !t.is_empty());
        let faults = truncated.map(|t| ("truncated", format!("the crawler cut the page off ({t})")));
        for (code, message) in faults.into_iter().chain(response.fault.map(|f| ("cut_off", f))) {
            notes.push(Note { code, line: None, message });
        }
        Ok(Content { media_type, bytes: response.body, wire: Some(Wire { url, charset }), notes })
    }

    fn broken(&self, error: &io::Error) -> Problem {
        let code = if error.kind() == io::ErrorKind::UnexpectedEof { "cut_off" } else { "broken_record" };
        self.problem(code, &format!("is broken: {error}"))
    }

    fn problem(&self, code: &'static str, what: &str) -> Problem {
        let message = format!("record {} {what}", self.number);
        Problem { cell: None, line: None, severity: Severity::Error, code, message }
    }

    /// Reads on to a line that begins a record; false where there is none in this piece.
    fn resync(&mut self, input: &mut dyn Pieces) -> bool {
        let mut line = Vec::new();
        loop {
            line.clear();
            match Read::take(&mut *input, LONGEST_HEADER).read_until(b'\n', &mut line) {
                Ok(0) | Err(_) => return false,
                Ok(_) if line.starts_with(b"WARC/1.") && line.len() < 16 => {
                    self.begun = true;
                    self.number += 1;
                    return true;
                }
                Ok(_) => {}
            }
        }
    }
}

/// Whether the piece goes on as it does behind a record: with blank lines, then a record or nothing. A packed record that is
/// cut off may give bytes enough, of what follows it; that they are none of its own is seen here only.
fn is_end(input: &mut dyn Pieces) -> bool {
    loop {
        match input.fill_buf() {
            Ok([]) => return true,
            Ok([b'\r' | b'\n', ..]) => {}
            Ok(bytes) => return bytes.iter().zip(b"WARC/").all(|(a, b)| a == b),
            Err(_) => return false,
        }
        input.consume(1);
    }
}

/// What a body is: by the server's word where it is a page or plain text, else by its bytes and the address's last part.
fn media_type(named: &str, url: &str, body: &[u8]) -> Result<MediaType, Left> {
    match named {
        "text/html" | "application/xhtml+xml" => return Ok(MediaType::Html),
        "text/plain" => return Ok(MediaType::Text),
        _ => {}
    }
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let name = path.rsplit('/').next().unwrap_or(path);
    let table = named.contains("csv") || named.contains("excel") || named.contains("spreadsheet");
    let unnamed = matches!(named, "" | "application/octet-stream" | "application/force-download");
    let head = body.get(..HEAD_BYTES.min(body.len())).unwrap_or_default();
    let name = if named.contains("csv") && !name.contains('.') { "table.csv" } else { name };
    if (table || unnamed)
        && let Ok(media_type) = detect_bytes(name, if table { body } else { head })
        && !media_type.is_container()
    {
        return Ok(media_type);
    }
    Err(Left::Skipped(if named.is_empty() {
        "of no media type that is read".into()
    } else {
        format!("media type {named}")
    }))
}
