//! `extract` as a filter and `load`: both ways give the same database.

mod common;

use std::path::Path;

use common::{ARTICLE, Place, Result, blotter, dump, rows, stderr, stdout};

/// Files of every kind, a copy, a bad record and a file that can't be read.
fn fill(place: &Place) -> Result {
    place.write("a/raid.txt", ARTICLE)?;
    place.write(
        "a.txt",
        "Colonel Amara Tendo said on Monday: “We held 12 Somali nationals in Mombasa.” The 34-year-old did not.\n",
    )?;
    place.write("b/table.csv", "year,nationality,deported\n2018,China,12\n2019,Chinna,9\n2019,Thailand,x\n")?;
    // Longer than the head from which a table is understood.
    let row = |n: usize| format!("{},{},{n}\n", 2010 + n % 9, ["China", "Thailand", "Kenya"][n % 3]);
    place.write("b/long.csv", format!("year,nationality,arrested\n{}", (0..4_300).map(row).collect::<String>()))?;
    place.write("copy.txt", ARTICLE)?;
    place.write(
        "news.jsonl",
        "{\"title\":\"Raid\",\"text\":\"Police in Hanoi arrested 7 Thai nationals.\"}\n{nonsense\n",
    )?;
    place.write("scan.pdf", "%PDF-1.4")?;
    let web = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/web");
    for name in ["border-news.warc.gz", "monthly-results.html"] {
        place.write(name, std::fs::read(web.join(name))?)?;
    }
    Ok(())
}

/// The names of all files, in no order that matters.
fn names(place: &Place) -> String {
    let files = [
        "scan.pdf",
        "a/raid.txt",
        "news.jsonl",
        "monthly-results.html",
        "b/table.csv",
        "b/long.csv",
        "a.txt",
        "border-news.warc.gz",
        "copy.txt",
    ];
    files.iter().map(|f| format!("{}\n", place.inbox().join(f).display())).collect()
}

fn extract(place: &Place) -> Result<String> {
    let output = blotter()
        .args(["extract", "--files-from", "-", "--root"])
        .arg(place.inbox())
        .write_stdin(names(place))
        .output()?;
    assert_eq!(output.status.code(), Some(65), "a file was rejected: {}", stderr(&output));
    Ok(stdout(&output))
}

#[test]
fn a_run_and_a_load_of_the_records_give_the_same_database() -> Result {
    let place = Place::new()?;
    fill(&place)?;
    place.run(&[])?;
    let records = extract(&place)?;
    // As a cluster writes them: in pieces, in no order.
    let mut lines: Vec<&str> = records.lines().collect();
    lines.sort_unstable();
    let (first, second) = lines.split_at(lines.len() / 2);
    std::fs::create_dir(place.path("records"))?;
    std::fs::write(place.path("records/1.ndjson"), second.join("\n"))?;
    std::fs::write(place.path("records/2.ndjson"), first.join("\n"))?;
    let load = || blotter().arg("load").arg(place.path("records")).arg("--db").arg(place.path("loaded.db")).output();
    let output = load()?;
    assert_eq!(output.status.code(), Some(65), "{}{}", stdout(&output), stderr(&output));
    let (run, loaded) = (dump(&place.db())?, dump(&place.path("loaded.db"))?);
    let missing: Vec<&String> = run.iter().filter(|row| !loaded.contains(row)).take(5).collect();
    let surplus: Vec<&String> = loaded.iter().filter(|row| !run.contains(row)).take(5).collect();
    assert!(run == loaded, "missing {missing:#?} surplus {surplus:#?}");
    assert!(run.iter().filter(|row| row.starts_with("observation |")).count() > 20);
    // Again is nothing, and a run over the files finds nothing to do either.
    assert!(stdout(&load()?).starts_with("nothing new"));
    let output = blotter().arg("run").arg(place.inbox()).arg("--db").arg(place.path("loaded.db")).output()?;
    assert!(stdout(&output).starts_with("nothing new"), "{}", stdout(&output));
    Ok(())
}

#[test]
fn a_changed_extraction_replaces_its_own_rows() -> Result {
    let place = Place::new()?;
    fill(&place)?;
    let load = |records: &str| blotter().args(["load", "-", "--db"]).arg(place.db()).write_stdin(records).output();
    load(&extract(&place)?)?;
    place.write("a.txt", "Police arrested 99 Somali nationals in Mombasa on Monday.\n")?;
    place.write("news.jsonl", "{\"title\":\"Raid\",\"text\":\"Police in Hanoi arrested 8 Thai nationals.\"}\n")?;
    load(&extract(&place)?)?;
    let sql = "SELECT source, CAST(value_low AS INTEGER) FROM observations WHERE source IN ('a.txt', 'news.jsonl#1')";
    assert_eq!(rows(&place.db(), sql)?, ["a.txt | 99", "news.jsonl#1 | 8"]);
    std::fs::remove_file(place.db())?;
    let one = {
        load(&extract(&place)?)?;
        dump(&place.db())?
    };
    assert!(one.iter().any(|row| row.contains("99")));
    Ok(())
}

#[test]
fn what_is_no_extraction_is_told_with_its_line() -> Result {
    let place = Place::new()?;
    let load = |records: &str| -> Result<String> {
        let output = blotter().args(["load", "-", "--db"]).arg(place.db()).write_stdin(records).output()?;
        assert_eq!(output.status.code(), Some(65), "{}", stdout(&output));
        Ok(stderr(&output))
    };
    assert!(load("{\"type\":\"document\"")?.contains("standard input:1"));
    assert!(load("\n{\"a\":1}\n")?.contains("standard input:2: no record"));
    let orphan =
        "{\"type\":\"refusal\",\"source\":\"a.txt\",\"evidence_start\":1,\"evidence_end\":2,\"reason\":\"age\"}";
    assert!(load(orphan)?.contains("an extraction broke off"));
    let twice = "{\"type\":\"document\",\"source\":\"a\",\"path\":\"/x/a\",\"status\":\"loaded\"}\n\
                 {\"type\":\"document\",\"source\":\"a\",\"path\":\"/y/a\",\"status\":\"loaded\"}";
    assert!(load(twice)?.contains("--root"));
    Ok(())
}

#[test]
fn extract_reads_standard_input_whatever_is_in_it() -> Result {
    let extract = |input: &[u8], name: &[&str]| -> Result<String> {
        let output = blotter().args(["extract", "-"]).args(name).write_stdin(input).output()?;
        Ok(stdout(&output))
    };
    assert!(extract(ARTICLE.as_bytes(), &[])?.contains("\"value_low\":403.0"));
    let lines = b"{\"text\":\"Police arrested 7 Thai nationals.\"}\n{\"text\":\"Police arrested 8 Thai nationals.\"}\n";
    assert!(extract(lines, &[])?.contains("\"source\":\"stdin#2\""));
    let table = extract(b"year,nationality,arrested\n2018,China,12\n", &["--stdin-name", "t.csv"])?;
    assert!(table.contains("\"cell\":\"C2\"") && table.contains("\"source\":\"t.csv\""), "{table}");
    let warc = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/web/border-news.warc.gz"))?;
    assert!(extract(&warc, &[])?.contains("\"source\":\"stdin#3\""));
    Ok(())
}
