use std::io::Write;

use super::*;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const LIMITS: Limits = Limits { article_bytes: 1 << 16, ..Limits::DEFAULT };

/// Items as `name type text`, those left out as `name: why`, problems as `! code`.
fn all(kind: MediaType, bytes: Vec<u8>) -> Result<Vec<String>> {
    let mut out = Vec::new();
    each_item(Source::Bytes(bytes), kind, &LIMITS, &mut |found| {
        out.push(match found {
            Found::Item(Item { name, content: Ok(c) }) => {
                let notes: String = c.notes.iter().map(|n| format!(" ({})", n.code)).collect();
                format!("{name} {} {}{notes}", c.media_type.as_str(), String::from_utf8_lossy(&c.bytes))
            }
            Found::Item(Item { name, content: Err(Left::Skipped(reason)) }) => format!("{name}: {reason}"),
            Found::Item(Item { name, content: Err(Left::Rejected(error)) }) => format!("{name}: {}", error.code()),
            Found::Problem(problem) => format!("! {}", problem.code),
        });
        ControlFlow::Continue(())
    })?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
}

fn record(kind: &str, headers: &str, body: &str) -> Vec<u8> {
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://x.example/a.html\r\n{headers}Content-Length: {}\r\n\r\n{body}\r\n\r\n",
        body.len()
    )
    .into_bytes()
}

fn page(text: &str) -> Vec<u8> {
    record("response", "", &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{text}"))
}

#[test]
fn lines_are_numbered_as_in_an_editor() -> Result {
    let text = b"\xef\xbb\xbf{\"a\":1}\r\n\n  \nnonsense\n{\"b\":2}".to_vec();
    let expected = ["1 application/json {\"a\":1}", "4 application/json nonsense", "5 application/json {\"b\":2}"];
    assert_eq!(all(MediaType::JsonLines, text.clone())?, expected);
    assert_eq!(all(MediaType::JsonLines, gzip(&text))?, expected);
    let long = [b"{\"a\":\"", "x".repeat(1 << 17).as_bytes(), b"\"}\n{\"b\":2}\n"].concat();
    assert_eq!(all(MediaType::JsonLines, long)?, ["1: too_large", "2 application/json {\"b\":2}"]);
    Ok(())
}

#[test]
fn a_list_is_cut_at_its_brackets() -> Result {
    let text = br#" [ {"a":"}]\"[","b":[{}]} , "text", 12 ,{"c":{}} ] "#.to_vec();
    let json = "application/json";
    assert_eq!(
        all(MediaType::JsonList, text)?,
        [
            format!("1 {json} {{\"a\":\"}}]\\\"[\",\"b\":[{{}}]}}"),
            format!("2 {json} \"text\""),
            format!("3 {json} 12"),
            format!("4 {json} {{\"c\":{{}}}}"),
        ]
    );
    let inner = br#"{"status":"ok","tags":["articles",{}],"articles":[{"a":1},{"b":2}],"n":3}"#.to_vec();
    assert_eq!(all(MediaType::JsonList, inner)?, [format!("1 {json} {{\"a\":1}}"), format!("2 {json} {{\"b\":2}}")]);
    assert_eq!(
        all(MediaType::JsonList, br#"[{"a":1},{"b":"#.to_vec())?,
        [format!("1 {json} {{\"a\":1}}"), "! cut_off".into()]
    );
    assert_eq!(all(MediaType::JsonList, b"[]".to_vec())?, Vec::<String>::new());
    Ok(())
}

#[test]
fn an_archive_gives_its_files_and_what_is_in_its_containers() -> Result {
    let files: [(&str, &[u8]); 6] = [
        ("./a.txt", b"12 arrested"),
        ("in/b.csv.gz", &gzip(b"year,arrested\n2018,12\n")),
        ("in/c.jsonl", b"{\"a\":1}\n{\"b\":2}\n"),
        ("in/.hidden", b"x"),
        ("photo.jpg", b"\xff\xd8\xff"),
        ("a.txt", b"13 arrested"),
    ];
    let mut tar = ::tar::Builder::new(Vec::new());
    let mut zip = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let mut header = ::tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, name, bytes)?;
        if name != "a.txt" {
            zip.start_file(name, ::zip::write::SimpleFileOptions::default())?;
            zip.write_all(bytes)?;
        }
    }
    let expected = [
        "a.txt text/plain 12 arrested",
        "in/b.csv.gz text/csv year,arrested\n2018,12\n",
        "in/c.jsonl#1 application/json {\"a\":1}",
        "in/c.jsonl#2 application/json {\"b\":2}",
        "in/.hidden: hidden",
        "photo.jpg: unknown_format",
    ];
    let tar = tar.into_inner()?;
    let read = all(MediaType::Tar, gzip(&tar))?;
    assert_eq!(read[..6], expected);
    assert_eq!(read[6..], ["(2) a.txt text/plain 13 arrested"]);
    assert_eq!(all(MediaType::Zip, zip.finish()?.into_inner())?, expected);
    let cut = all(MediaType::Tar, tar[..700].to_vec())?;
    assert_eq!(cut, ["a.txt text/plain 12 arrested", "! cut_off"]);
    Ok(())
}

#[test]
fn a_bomb_in_an_archive_is_refused() -> Result {
    let mut zip = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("zeros.txt", ::zip::write::SimpleFileOptions::default())?;
    zip.write_all(&vec![b'0'; 40 << 20])?;
    zip.start_file("a.txt", ::zip::write::SimpleFileOptions::default())?;
    zip.write_all(b"12 arrested")?;
    let read = all(MediaType::Zip, zip.finish()?.into_inner())?;
    assert_eq!(read, ["zeros.txt: unpacks_too_large", "a.txt text/plain 12 arrested"]);
    Ok(())
}

#[test]
fn a_web_archive_gives_its_pages() -> Result {
    let records = [
        record("warcinfo", "", "software: x"),
        page("<p>12 arrested"),
        record("request", "", "GET / HTTP/1.1\r\n\r\n"),
        record("response", "", "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nno"),
        record("response", "", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
        record("response", "WARC-Truncated: length\r\n", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>13"),
        record("conversion", "Content-Type: text/plain\r\n", "14 arrested"),
    ];
    let expected = [
        "2 text/html <p>12 arrested",
        "4: HTTP status 404",
        "5: media type image/png",
        "6 text/html <p>13 (truncated)",
        "7 text/plain 14 arrested",
    ];
    assert_eq!(all(MediaType::Warc, records.concat())?, expected);
    let members: Vec<u8> = records.iter().flat_map(|r| gzip(r)).collect();
    assert_eq!(all(MediaType::Warc, members)?, expected);
    assert_eq!(all(MediaType::Warc, gzip(&records.concat()))?, expected);
    Ok(())
}

#[test]
fn a_broken_record_spoils_no_other() -> Result {
    let cut = gzip(&page(&"<p>13 arrested ".repeat(300)));
    let bytes = [gzip(&page("<p>12")), cut[..cut.len() - 20].to_vec(), gzip(&page("<p>14"))].concat();
    let read = all(MediaType::Warc, bytes)?;
    assert_eq!(read, ["1 text/html <p>12", "2: cut_off", "3 text/html <p>14"]);
    let no_length = b"WARC/1.0\r\nWARC-Type: response\r\n\r\nHTTP/1.1 200 OK\r\n\r\n<p>13\r\n\r\n".to_vec();
    let plain = [page("<p>12"), no_length, page("<p>14")].concat();
    assert_eq!(all(MediaType::Warc, plain.clone())?, ["1 text/html <p>12", "! broken_record", "3 text/html <p>14"]);
    assert_eq!(all(MediaType::Warc, plain[..plain.len() - 9].to_vec())?.last().map(String::as_str), Some("3: cut_off"));
    Ok(())
}

proptest::proptest! {
    #[test]
    fn no_bytes_end_the_program(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..400), cut in 0usize..400) {
        let warc = [page("<p>12"), gzip(&page("<p>13"))].concat();
        let spliced = [&warc[..cut.min(warc.len())], &bytes].concat();
        for kind in [MediaType::Warc, MediaType::Tar, MediaType::Zip, MediaType::JsonLines, MediaType::JsonList] {
            let _ = all(kind, spliced.clone());
            let _ = all(kind, gzip(&spliced));
        }
    }
}
