//! Files that grow when they are unpacked: each ends in a row of `problems` within the memory that the run is given, whichever
//! command reads it, and the limits are those of the config.

mod common;

use std::process::Output;

use common::hostile::{gzip, problems, run, zip};
use common::{ARTICLE, Place, Result, blotter, stderr, stdout};

/// What grows out of proportion when it is unpacked, in each way in which a file may be packed.
fn bombs(place: &Place) -> Result {
    let blanks = vec![b' '; 32 << 20];
    let table = [b"nationality,arrested\nChina,5\n", &blanks[..]].concat();
    let lines = [b"{\"text\": \"Police arrested 7 Chinese nationals.\"}\n", &blanks[..]].concat();
    let page = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>", &blanks[..]].concat();
    let head = format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n", page.len());
    let warc = [head.as_bytes(), &page[..], b"\r\n\r\n"].concat();
    let mut tar = tar::Builder::new(Vec::new());
    let mut header = tar::Header::new_gnu();
    header.set_size(blanks.len() as u64);
    header.set_mode(0o644);
    tar.append_data(&mut header, "in.txt", &blanks[..])?;
    let zstd = ruzstd::encoding::compress_to_vec(&table[..], ruzstd::encoding::CompressionLevel::Fastest);
    place.write("a.csv.gz", gzip(&table)?)?;
    place.write("b.csv.zst", zstd)?;
    place.write("c.jsonl.gz", gzip(&lines)?)?;
    place.write("d.tar.gz", gzip(&tar.into_inner()?)?)?;
    place.write("e.warc.gz", gzip(&warc)?)?;
    place.write("f.zip", zip(&[("in.jsonl", &lines)])?)?;
    // None of its members is large.
    let small = [b"Police arrested 9 Thai nationals.", &blanks[..1 << 20]].concat();
    let names: Vec<String> = (0..40).map(|i| format!("{i:02}.txt")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &small[..])).collect();
    place.write("g.zip", zip(&members)?)
}

#[test]
fn what_is_packed_is_not_unpacked_out_of_proportion() -> Result {
    let place = Place::new()?;
    bombs(&place)?;
    let output = run(&place, &[])?;
    assert!(stderr(&output).contains("limits.ratio"), "{}", stderr(&output));
    let too_large = |source: &str| format!("{source} | - | error | unpacks_too_large");
    let expected: Vec<String> =
        ["a.csv.gz", "b.csv.zst", "c.jsonl.gz", "d.tar.gz", "d.tar.gz#in.txt", "e.warc.gz", "f.zip#in.jsonl", "g.zip"]
            .map(too_large)
            .to_vec();
    let found: Vec<String> = problems(&place)?.into_iter().filter(|p| !p.starts_with("g.zip#")).collect();
    assert_eq!(found, expected);
    // What stands before it in a container is a document of its own, and is loaded.
    let rows =
        place.rows("SELECT source, value_low FROM observations WHERE source LIKE 'c%#1' OR source LIKE 'g%#00%'")?;
    assert_eq!(rows, ["c.jsonl.gz#1 | 7", "g.zip#00.txt | 9"]);
    assert!(stdout(&run(&place, &[])?).starts_with("nothing new"), "it is not unpacked again");
    Ok(())
}

#[test]
fn what_a_packed_file_and_an_archive_may_hold_is_said_in_the_config() -> Result {
    let place = Place::new()?;
    let text = "Nothing of note was said.\n".repeat(4_000);
    place.write("a.csv.gz", gzip(format!("nationality,arrested\nChina,5\n{text}").as_bytes())?)?;
    place.write("b.zip", zip(&[("in.txt", text.as_bytes()), ("x.txt", b"11 men")])?)?;
    place.write("c.zip", zip(&[("a.txt", b"12 men"), ("b.txt", b"13 men"), ("c.txt", b"14 men")])?)?;
    place.write("d.zip", zip(&[("in.csv", text.as_bytes())])?)?;
    let config = place.path("blotter.toml");
    let with = |limits: &str| -> Result<Vec<String>> {
        std::fs::write(&config, format!("[limits]\n{limits}\n"))?;
        let _ = std::fs::remove_file(place.db());
        run(&place, &["--config", &config.display().to_string()])?;
        place.rows("SELECT source, code FROM problems WHERE severity = 'error' AND source LIKE '%.%' ORDER BY 1")
    };
    assert_eq!(with("")?, Vec::<String>::new());
    assert_eq!(
        with("unpacked_bytes = \"64 KiB\"")?,
        [
            "a.csv.gz | unpacks_too_large",
            "b.zip | unpacks_too_large",
            "b.zip#in.txt | unpacks_too_large",
            "d.zip#in.csv | unpacks_too_large"
        ]
    );
    assert_eq!(with("archive_members = 2")?, ["c.zip | too_many_members"]);
    assert_eq!(
        with("loaded_bytes = \"64 KiB\"")?,
        ["b.zip#in.txt | unpacks_too_large", "d.zip#in.csv | unpacks_too_large"]
    );
    assert_eq!(with("article_bytes = \"64 KiB\"")?, ["b.zip#in.txt | too_large"]);
    Ok(())
}

#[test]
fn standard_input_without_an_end_fills_no_disk() -> Result {
    let place = Place::new()?;
    let config = place.path("blotter.toml");
    std::fs::write(&config, "[limits]\nfile_bytes = 1000\n")?;
    for command in ["run", "extract"] {
        let mut run = blotter();
        run.args([command, "-", "--stdin-name", "feed.csv", "--config"]).arg(&config);
        let run = if command == "run" { run.arg("--db").arg(place.db()) } else { &mut run };
        let output = run.write_stdin(vec![b'1'; 4_000]).output()?;
        assert_eq!(output.status.code(), Some(65), "{command}: {}", stderr(&output));
        assert!(stderr(&output).contains("has 1001 bytes"), "{command}: {}", stderr(&output));
    }
    assert_eq!(problems(&place)?, ["feed.csv | - | error | too_large"]);
    Ok(())
}

#[test]
fn extract_and_load_hold_to_the_limits_of_a_run() -> Result {
    let place = Place::new()?;
    bombs(&place)?;
    place.write("good.txt", ARTICLE)?;
    place.write("long.txt", ARTICLE.repeat(20))?;
    let config = place.path("blotter.toml");
    std::fs::write(&config, "[limits]\narticle_bytes = 1000\n")?;
    let records = place.path("records.ndjson");
    let names: Vec<_> =
        ["a.csv.gz", "c.jsonl.gz", "g.zip", "good.txt", "long.txt"].map(|n| place.inbox().join(n)).into();
    let output = blotter().arg("extract").args(&names).arg("--config").arg(&config).output()?;
    assert_eq!(output.status.code(), Some(65), "{}", stderr(&output));
    std::fs::write(&records, &output.stdout)?;
    let load = |more: &[&str]| -> Result<Output> {
        Ok(blotter().arg("load").arg(&records).args(["--db"]).arg(place.db()).args(more).output()?)
    };
    assert_eq!(load(&[])?.status.code(), Some(65));
    assert_eq!(
        problems(&place)?.into_iter().filter(|p| !p.starts_with("g.zip#")).collect::<Vec<_>>(),
        [
            "a.csv.gz | - | error | unpacks_too_large",
            "c.jsonl.gz | - | error | unpacks_too_large",
            "g.zip | - | error | unpacks_too_large",
            "long.txt | - | error | too_large"
        ]
    );
    assert_eq!(place.rows("SELECT count(*) FROM observations WHERE source = 'good.txt'")?, ["2"]);
    // Records that a stranger wrote, or packed, are no way into memory either.
    std::fs::write(&config, "[limits]\nloaded_bytes = 100\n")?;
    let output = load(&["--config", &config.display().to_string()])?;
    assert_eq!(output.status.code(), Some(65));
    assert!(stderr(&output).contains("records.ndjson:1: has 101 bytes to be held in memory"), "{}", stderr(&output));
    std::fs::write(&records, gzip(&vec![b' '; 32 << 20])?)?;
    let output = load(&[])?;
    assert_eq!(output.status.code(), Some(65));
    assert!(stderr(&output).contains("limits.ratio"), "{}", stderr(&output));
    Ok(())
}
