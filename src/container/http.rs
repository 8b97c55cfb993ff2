//! An HTTP response as a crawler stored it. In: its bytes. Out: its status, what its headers say, and its body with transfer
//! and content encodings taken off. Servers' headers break every rule, so lines are read for what they are worth.

use std::io::{Cursor, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::source::{Limits, unpack};

#[derive(Debug, Default)]
pub struct Response {
    pub status: u16,
    pub headers: Headers,
    pub body: Vec<u8>,
    /// What could not be taken off the body, or was cut off in it.
    pub fault: Option<String>,
}

/// Names in lower case, values as they stand.
#[derive(Debug, Default, Clone)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    pub fn of(lines: &[u8]) -> Headers {
        let text = String::from_utf8_lossy(lines);
        let field = |line: &str| {
            let (name, value) = line.split_once(':')?;
            Some((name.trim().to_ascii_lowercase(), value.trim().to_string()))
        };
        Headers(text.lines().filter_map(field).collect())
    }

    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// `text/html` of `Text/HTML; charset=utf-8`, and the charset.
    pub fn content_type(&self) -> (String, String) {
        let value = self.get("content-type").unwrap_or("");
        let mut parts = value.split(';');
        let media_type = parts.next().unwrap_or("").trim().to_ascii_lowercase();
        let charset = parts.find_map(|p| {
            let (name, value) = p.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_string())
        });
        (media_type, charset.unwrap_or_default())
    }
}

/// `None` where the bytes are no response.
pub fn response(bytes: &[u8], limit: u64) -> Option<Response> {
    let (head, body) = split(bytes);
    let text = String::from_utf8_lossy(head.get(..64.min(head.len()))?);
    let status = text.strip_prefix("HTTP/")?.split_whitespace().nth(1)?.parse().ok()?;
    let mut response = Response { status, headers: Headers::of(head), body: body.to_vec(), fault: None };
    let says = |name: &str| response.headers.get(name).unwrap_or("").to_ascii_lowercase();
    let (transfer, encoding) = (says("transfer-encoding"), says("content-encoding"));
    if transfer.contains("chunked") {
        // A crawler may have put the chunks together and left the header as it was.
        if let Some((joined, whole)) = chunks(&response.body) {
            response.body = joined;
            response.fault = (!whole).then(|| "its last chunk is missing".to_string());
        }
    }
    for name in encoding.split(',').map(str::trim).rev().filter(|n| !n.is_empty() && *n != "identity") {
        let (body, fault) = decoded(name, &response.body, limit);
        response.fault = response.fault.or(fault);
        response.body = body;
    }
    Some(response)
}

/// The lines of a message before its first blank line, and what follows.
pub fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let ends = [&b"\r\n\r\n"[..], b"\n\n"].map(|end| {
        let at = bytes.windows(end.len()).position(|w| w == end);
        at.map(|at| (at, at + end.len()))
    });
    match ends.into_iter().flatten().min() {
        Some((head, body)) => (bytes.get(..head).unwrap_or_default(), bytes.get(body..).unwrap_or_default()),
        None => (bytes, &[]),
    }
}

/// A chunked body put together, and whether its last chunk came; `None` where it is no such body.
fn chunks(mut body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut joined = Vec::with_capacity(body.len());
    loop {
        let line_end = body.iter().take(256).position(|b| *b == b'\n');
        let size = line_end.and_then(|end| {
            let line = std::str::from_utf8(body.get(..end)?).ok()?;
            usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()
        });
        let (Some(end), Some(size)) = (line_end, size) else {
            return (!joined.is_empty()).then_some((joined, false));
        };
        if size == 0 {
            return Some((joined, true));
        }
        let data = body.get(end + 1..)?;
        let Some(chunk) = data.get(..size) else {
            joined.extend_from_slice(data);
            return Some((joined, false));
        };
        joined.extend_from_slice(chunk);
        let rest = data.get(size..)?;
        body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// A body with one encoding taken off. What is not so encoded, whatever its header says, stays as it is.
fn decoded(name: &str, body: &[u8], limit: u64) -> (Vec<u8>, Option<String>) {
    let input = Cursor::new(body);
    let mut reader: Box<dyn Read + '_> = match name {
        "gzip" | "x-gzip" if unpack::packing(body) == Some(unpack::Packing::Gzip) => {
            Box::new(MultiGzDecoder::new(input))
        }
        "zstd" if unpack::packing(body) == Some(unpack::Packing::Zstd) => {
            match unpack::unpacked(input, &Limits::DEFAULT) {
                Ok(reader) => reader,
                Err(e) => return (Vec::new(), Some(format!("its zstd encoding is broken: {e}"))),
            }
        }
        "deflate" if is_zlib(body) => Box::new(ZlibDecoder::new(input)),
        "deflate" if !is_text(body) => Box::new(DeflateDecoder::new(input)),
        "br" if !is_text(body) => Box::new(brotli_decompressor::Decompressor::new(input, 64 * 1024)),
        "gzip" | "x-gzip" | "zstd" | "deflate" | "br" => return (body.to_vec(), None),
        other => return (body.to_vec(), Some(format!("its content encoding `{other}` is not known"))),
    };
    let mut out = Vec::new();
    let result = reader.by_ref().take(limit + 1).read_to_end(&mut out);
    let fault = result.err().map(|e| format!("its {name} encoding ends in the middle or is broken ({e})"));
    (out, fault)
}

fn is_zlib(body: &[u8]) -> bool {
    match body {
        [first, second, ..] => first & 0x0f == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0,
        _ => false,
    }
}

/// Whether bytes look like text that was decoded already.
fn is_text(body: &[u8]) -> bool {
    let head = body.get(..256.min(body.len())).unwrap_or_default();
    let valid = match std::str::from_utf8(head) {
        Ok(_) => head.len(),
        Err(e) => e.valid_up_to(),
    };
    valid + 4 > head.len() && !head.contains(&0)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const LIMIT: u64 = 1 << 20;

    fn message(headers: &str, body: &[u8]) -> Response {
        let bytes = [b"HTTP/1.1 200 OK\r\n", headers.as_bytes(), b"\r\n\r\n", body].concat();
        response(&bytes, LIMIT).expect("a response")
    }

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text).and_then(|()| encoder.finish()).expect("packs")
    }

    #[test]
    fn encodings_are_taken_off_in_their_order() {
        let packed = gzip(b"<p>12 arrested");
        let (a, b) = packed.split_at(9);
        let body = [
            format!("{:x};x=y\r\n", a.len()).as_bytes(),
            a,
            b"\r\n",
            format!("{:X}\r\n", b.len()).as_bytes(),
            b,
            b"\r\n0\r\n\r\n",
        ]
        .concat();
        let response = message("Content-Encoding: gzip\r\nTRANSFER-ENCODING: Chunked\r\nno colon", &body);
        assert_eq!((response.body.as_slice(), response.fault), (&b"<p>12 arrested"[..], None));
    }

    #[test]
    fn bodies_that_are_decoded_already_stay() {
        for encoding in ["gzip", "br", "deflate", "zstd"] {
            let response =
                message(&format!("Content-Encoding: {encoding}\r\nTransfer-Encoding: chunked"), b"<p>12 arrested");
            assert_eq!((response.body.as_slice(), response.fault), (&b"<p>12 arrested"[..], None), "{encoding}");
        }
    }

    #[test]
    fn what_is_cut_off_or_unknown_is_said() {
        let packed = gzip(&b"12 arrested ".repeat(500));
        let response = message("Content-Encoding: gzip", &packed[..packed.len() - 9]);
        assert!(response.body.starts_with(b"12 arrested") && response.fault.is_some());
        assert!(message("Content-Encoding: lzma", b"x").fault.is_some());
        assert!(message("Transfer-Encoding: chunked", b"5\r\nabcde\r\n5\r\nfg").fault.is_some());
    }

    #[test]
    fn the_type_and_charset_are_read() {
        let response = message("Content-type: Text/HTML; Charset=\"Windows-1252\"", b"");
        assert_eq!(response.headers.content_type(), ("text/html".to_string(), "Windows-1252".to_string()));
        assert!(super::response(b"<p>no response", LIMIT).is_none());
    }
}
