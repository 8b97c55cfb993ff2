//! Files that a stranger made to do harm: each ends in a row of `problems` and a message, within the memory that the run is
//! given, and the file beside it is loaded.

mod common;

use std::io::Write;
use std::process::Command;

use common::hostile::{problems, run, zip};
use common::{ARTICLE, Place, Result, blotter, stderr, stdout};

const WORKBOOK: &[u8] =
    br#"<workbook xmlns:r="x"><sheets><sheet name="Arrests" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<Relationships><Relationship Id="rId1" Type="x/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
const PACKAGE: &[u8] =
    br#"<Relationships><Relationship Id="rId1" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const NO_TEXTS: &str = "<sst></sst>";

fn xlsx(sheet: &str, texts: &str) -> Result<Vec<u8>> {
    zip(&[
        ("_rels/.rels", PACKAGE),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", texts.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn ods(content: &str) -> Result<Vec<u8>> {
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
}

fn sheet(cells: &str) -> String {
    format!("<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>{cells}</sheetData></worksheet>")
}

#[test]
fn zip_bombs_are_not_unpacked() -> Result {
    let place = Place::new()?;
    let blanks = " ".repeat(64 << 20);
    place.write("a.xlsx", xlsx(&sheet(&format!("<row>{blanks}</row>")), NO_TEXTS)?)?;
    place.write("b.ods", ods(&format!("<office:document-content>{blanks}</office:document-content>"))?)?;
    place.write(
        "c.xlsx",
        xlsx(&sheet(""), &format!("<sst>{}</sst>", format!("<si><t>{}</t></si>", "x".repeat(1000)).repeat(64 << 10)))?,
    )?;
    let output = run(&place, &[])?;
    assert_eq!(
        problems(&place)?,
        [
            "a.xlsx | - | error | cell_too_long",
            "b.ods | - | error | cell_too_long",
            "c.xlsx | - | error | unpacks_too_large"
        ]
    );
    assert!(stderr(&output).contains("limits.ratio"), "{}", stderr(&output));
    Ok(())
}

#[test]
fn xml_with_entities_or_without_an_end_is_refused() -> Result {
    let place = Place::new()?;
    let bomb = format!("<!DOCTYPE x [<!ENTITY a \"{}\">]>", "a".repeat(50_000));
    place.write("a.xlsx", xlsx(&format!("{bomb}{}", sheet(&"<c><v>&a;</v></c>".repeat(50_000))), NO_TEXTS)?)?;
    place.write("b.ods", ods(&format!("{bomb}<office:document-content>&a;&a;</office:document-content>"))?)?;
    place.write("c.ods", ods("<office:document-content><table:table table:name=\"x\"><table:table-row>")?)?;
    place.write("d.ods", ods(&"<table:table-cell>".repeat(100_000))?)?;
    run(&place, &[])?;
    assert_eq!(
        problems(&place)?,
        [
            "a.xlsx | - | error | xml_entities",
            "b.ods | - | error | xml_entities",
            "c.ods | - | error | broken_file",
            "d.ods | - | error | broken_file",
        ]
    );
    Ok(())
}

#[test]
fn what_a_sheet_declares_is_not_believed_and_what_it_has_is_counted() -> Result {
    let place = Place::new()?;
    let text = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let head = format!("<row r=\"1\">{}{}</row>", text("A1", "nationality"), text("B1", "arrested"));
    let body = format!("<row r=\"2\">{}<c r=\"B2\"><v>7</v></c></row>", text("A2", "China"));
    // 16,384 columns by 1,048,576 rows declared, four cells there.
    place.write("a.xlsx", xlsx(&sheet(&format!("{head}{body}")), NO_TEXTS)?)?;
    let far = format!("{head}{body}<row r=\"1048576\"><c r=\"BDWGN1048576\"><v>1</v></c></row>");
    place.write("b.xlsx", xlsx(&sheet(&far), NO_TEXTS)?)?;
    place.write("c.xlsx", xlsx(&sheet(""), "<sst uniqueCount=\"40000000000\"></sst>")?)?;
    let cell =
        "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"1000000\"/>";
    let rows = |times: &str, cell: &str| {
        let row = format!("<table:table-row table:number-rows-repeated=\"{times}\">{cell}</table:table-row>");
        ods(&format!(
            "<office:document-content><table:table table:name=\"x\">{row}</table:table></office:document-content>"
        ))
    };
    place.write("d.ods", rows("1", cell)?)?;
    place.write("e.ods", rows("1000000", &cell.replace("1000000", "16000"))?)?;
    let merges = "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(30_000);
    place.write(
        "f.xlsx",
        xlsx(&format!("<worksheet><sheetData/><mergeCells>{merges}</mergeCells></worksheet>"), NO_TEXTS)?,
    )?;
    place.write("g.csv", format!("nationality,arrested\nChina,5\n{}\nKenya,6\n", "1,".repeat(1_000_000)))?;
    run(&place, &[])?;
    let rows = place.rows("SELECT source, value_low FROM observations WHERE source <> 'good.txt' ORDER BY 1, 2")?;
    assert_eq!(rows, ["a.xlsx | 7", "g.csv | 5", "g.csv | 6"]);
    let found = problems(&place)?;
    let b = found.iter().position(|p| p.starts_with("b.xlsx")).map(|at| found[at].clone()).unwrap_or_default();
    assert!(["too_many_columns", "broken_file"].iter().any(|code| b.ends_with(code)), "{b}");
    let others: Vec<&str> = found.iter().filter(|p| !p.starts_with("b.xlsx")).map(String::as_str).collect();
    assert_eq!(
        others,
        [
            "c.xlsx | - | error | too_many_cells",
            "d.ods | - | error | too_many_columns",
            "e.ods | - | error | too_many_cells",
            "f.xlsx | - | error | too_many_merges",
            "g.csv | 3 | error | too_many_columns",
        ]
    );
    Ok(())
}

#[test]
fn an_xls_that_asks_for_all_the_memory_or_never_ends_is_refused() -> Result {
    let place = Place::new()?;
    let sample = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/sample_data/sheets/deportations_2014_2018.xls"))?;
    let find = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).position(|w| w == what).unwrap_or(0);
    // The sheet says that it has four thousand million rows.
    let mut rows = sample.clone();
    let dimensions = find(&rows, &[0x00, 0x02, 14, 0]);
    rows[dimensions + 4..dimensions + 12].copy_from_slice(&[0, 0, 0, 0, 0xf0, 0xff, 0xff, 0xff]);
    place.write("rows.xls", rows)?;
    // The sector behind each sector of the directory is itself.
    let mut circle = sample.clone();
    let word = |at: usize| u32::from_le_bytes([sample[at], sample[at + 1], sample[at + 2], sample[at + 3]]) as usize;
    let (table, directory) = (512 + word(76) * 512, word(48));
    circle[table + directory * 4..table + directory * 4 + 4].copy_from_slice(&(directory as u32).to_le_bytes());
    place.write("circle.xls", circle)?;
    // Two cells, in the first and in the last row and column.
    place.write("whole.xls", sample)?;
    run(&place, &[])?;
    assert_eq!(
        problems(&place)?.into_iter().filter(|p| !p.starts_with("whole")).collect::<Vec<_>>(),
        ["circle.xls | - | error | broken_file", "rows.xls | - | error | too_many_cells"]
    );
    assert_eq!(place.rows("SELECT status FROM documents WHERE source = 'whole.xls'")?, ["loaded"]);
    Ok(())
}

#[test]
fn a_cell_of_a_hundred_megabytes_and_a_line_of_a_gigabyte_are_left_out() -> Result {
    let place = Place::new()?;
    let cell = "x".repeat(100 << 20);
    place.write("a.csv", format!("nationality,arrested\nChina,5\n\"{cell}\",6\nKenya,7\n"))?;
    place.write("b.xlsx", xlsx(&sheet(&format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>")), NO_TEXTS)?)?;
    // A line of a gigabyte that takes no room on the disk.
    place.write("c.csv", "nationality,arrested\nChina,5\n".to_string() + &cell[..100_000])?;
    let file = std::fs::File::options().append(true).open(place.inbox().join("c.csv"))?;
    file.set_len(1 << 30)?;
    (&file).write_all(b"\nKenya,7\n")?;
    place.write("d.txt", &cell[..40 << 20])?;
    let sparse = std::fs::File::create(place.inbox().join("e.csv"))?;
    sparse.set_len(1 << 40)?;
    run(&place, &[])?;
    assert_eq!(
        problems(&place)?,
        [
            "a.csv | 3 | error | line_too_long",
            "b.xlsx | - | error | cell_too_long",
            "c.csv | 3 | error | line_too_long",
            "d.txt | - | error | too_large",
            "e.csv | - | error | too_large",
        ]
    );
    let rows = place.rows("SELECT source, sum(value_low) FROM observations WHERE source LIKE '%.csv' GROUP BY 1")?;
    assert_eq!(rows, ["a.csv | 12", "c.csv | 12"]);
    Ok(())
}

#[test]
fn nul_bytes_and_bytes_that_are_no_text_are_told() -> Result {
    let place = Place::new()?;
    let long = "Nothing of note was said on that day in the town.\n".repeat(2_000);
    place.write("a.txt", [long.as_bytes(), b"\nPolice arrested 12 men.\0 Then 3 more.\n"].concat())?;
    place.write("b.csv", "nationality,arrested\n".to_string() + &"Kenya,1\n".repeat(9_000) + "China\0,5\n")?;
    place.write(
        "c.txt",
        b"Police arrested 12 Ivorians from C\xc3\xb4te d\xe2\x80\x99Ivoire, \xff and 3 Kenyans in G\xc3\xb6ppingen.",
    )?;
    place.write("d.bin", b"\0\0\0\0")?;
    run(&place, &[])?;
    assert_eq!(
        problems(&place)?.into_iter().filter(|p| !p.contains("unknown_nationality")).collect::<Vec<_>>(),
        [
            "a.txt | 2002 | warning | nul_bytes",
            "b.csv | 9002 | warning | nul_bytes",
            "c.txt | 1 | warning | bad_encoding",
            "d.bin | - | error | unknown_format",
        ]
    );
    Ok(())
}

#[test]
fn front_matter_that_never_ends_or_refers_to_itself_is_told() -> Result {
    let place = Place::new()?;
    place.write("a.md", format!("---\n{}---\nPolice arrested 12 men.\n", "note: 99 arrested\n".repeat(20_000)))?;
    let bomb: String = (1..30).map(|i| format!("a{i}: &a{i} [*a{0}, *a{0}]\n", i - 1)).collect();
    place.write("b.md", format!("---\na0: &a0 x\n{bomb}---\nPolice arrested 13 men.\n"))?;
    run(&place, &[])?;
    assert_eq!(
        problems(&place)?,
        ["a.md | 1 | warning | front_matter_too_long", "b.md | 2 | warning | front_matter_not_read"]
    );
    let rows = place.rows("SELECT source, value_low FROM observations WHERE source LIKE '%.md' ORDER BY 1")?;
    assert_eq!(rows, ["a.md | 12", "b.md | 13"]);
    Ok(())
}

#[test]
fn a_mapping_that_names_a_long_header_that_is_not_there_is_told() -> Result {
    let place = Place::new()?;
    place.write("a.csv", "year,nationality,arrested\n2018,China,5\n")?;
    place.write(
        "a.blotter.toml",
        "[[sheet]]\n[sheet.columns]\nNATIONALITYOFTHEOFFENDERSANDVICTIMS = \"nationality\"\n",
    )?;
    run(&place, &[])?;
    assert_eq!(problems(&place)?, ["a.csv | - | error | bad_mapping"]);
    Ok(())
}

#[test]
#[cfg(unix)]
fn links_are_not_followed_unless_asked_and_pipes_are_never_read() -> Result {
    use std::os::unix::fs::symlink;
    let place = Place::new()?;
    std::fs::write(place.path("secret.txt"), ARTICLE.replace("403", "666"))?;
    place.write("sub/b.txt", ARTICLE.replace("403", "404"))?;
    symlink(place.path("secret.txt"), place.inbox().join("link.txt"))?;
    symlink(place.inbox(), place.inbox().join("sub/loop"))?;
    symlink("/dev/zero", place.inbox().join("zero.csv"))?;
    // A table is not read by a mapping that lies elsewhere, and a pipe in a mapping's place is not waited for.
    for (name, figure) in [("m.csv", 7), ("n.csv", 8)] {
        place.write(name, format!("year,nationality,arrested\n2018,China,{figure}\n"))?;
    }
    std::fs::write(place.path("secret.toml"), "password = 1\n")?;
    symlink(place.path("secret.toml"), place.inbox().join("m.blotter.toml"))?;
    assert!(Command::new("mkfifo").arg(place.inbox().join("n.blotter.toml")).status()?.success());
    assert!(Command::new("mkfifo").arg(place.inbox().join("pipe.csv")).status()?.success());
    let _socket = std::os::unix::net::UnixListener::bind(place.inbox().join("socket.txt"))?;
    let output = run(&place, &[])?;
    assert!(stderr(&output).contains("--follow-links"), "{}", stderr(&output));
    let link = |name: &str| format!("{name} | - | warning | link_not_followed");
    let no_file = |name: &str| format!("{name} | - | error | not_a_file");
    let expected = [
        link("link.txt"),
        link("m.blotter.toml"),
        no_file("n.blotter.toml"),
        no_file("pipe.csv"),
        no_file("socket.txt"),
        link("sub/loop"),
        link("zero.csv"),
    ];
    assert_eq!(problems(&place)?, expected);
    assert_eq!(place.rows("SELECT value_low FROM observations WHERE value_low = 666")?, Vec::<String>::new());
    let tables = place.rows("SELECT source, value_low FROM observations WHERE source LIKE '%.csv' ORDER BY 1")?;
    assert_eq!(tables, ["m.csv | 7", "n.csv | 8"]);
    run(&place, &["--follow-links"])?;
    assert_eq!(place.rows("SELECT source FROM observations WHERE value_low = 666")?, ["link.txt"]);
    assert!(problems(&place)?.contains(&no_file("zero.csv")));
    assert!(problems(&place)?.iter().any(|p| p.starts_with("sub/loop | - | error")), "{:?}", problems(&place)?);
    // A pipe or a device that is named itself is no reason to wait for ever, or to read for ever.
    for named in [place.inbox().join("pipe.csv"), "/dev/zero".into()] {
        let db = place.path("named.db");
        let output = blotter().arg("run").arg(named).arg("--db").arg(&db).output()?;
        assert_eq!(output.status.code(), Some(65), "{}", stderr(&output));
        assert!(stderr(&output).contains("is no regular file"), "{}", stderr(&output));
    }
    assert_eq!(
        common::rows(&place.path("named.db"), "SELECT source, code FROM problems ORDER BY 1")?,
        ["pipe.csv | not_a_file", "zero | not_a_file"]
    );
    Ok(())
}

#[test]
#[cfg(unix)]
fn odd_names_are_kept_apart_told_and_shown_harmless() -> Result {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let place = Place::new()?;
    let names: [&[u8]; 5] =
        [b"a\xff.txt", b"a\xfe.txt", b"a\nb.txt", b"a\x1b[2J.txt", b"'; DROP TABLE document; --.txt"];
    for (i, name) in names.iter().enumerate() {
        std::fs::write(place.inbox().join(OsStr::from_bytes(name)), ARTICLE.replace("403", &format!("70{i}")))?;
    }
    let output = run(&place, &[])?;
    assert!(!stderr(&output).contains('\u{1b}'), "{}", stderr(&output));
    assert_eq!(place.count("documents")?, 6);
    assert_eq!(place.rows("SELECT count(*) FROM problems WHERE code = 'odd_name'")?, ["4"]);
    let again = run(&place, &[])?;
    assert!(stdout(&again).starts_with("nothing new"), "{}", stdout(&again));
    for format in ["table", "csv", "json", "markdown", "records"] {
        let output = blotter().args(["query", "documents", "--format", format, "--db"]).arg(place.db()).output()?;
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(!stdout(&output).contains('\u{1b}'), "{format}");
    }
    Ok(())
}

#[test]
fn text_from_outside_is_harmless_in_every_output() -> Result {
    let place = Place::new()?;
    let title = "=HYPERLINK(\"http://evil.example\") <script>alert(1)</script> '; DROP TABLE document; -- \u{1b}[31m\u{9b}2J\u{202e}";
    place.write(
        "a.md",
        format!("---\ntitle: {title}\npublisher: \"@SUM(A1)\"\nurl: \"-1+1\"\n---\nPolice arrested 12 men.\n"),
    )?;
    run(&place, &[])?;
    let ask = |format: &str| -> Result<String> {
        let question = "SELECT title, publisher, url FROM documents WHERE source = 'a.md'";
        let output = blotter().args(["query", question, "--format", format, "--db"]).arg(place.db()).output()?;
        assert!(output.status.success(), "{}", stderr(&output));
        Ok(stdout(&output))
    };
    for format in ["table", "csv", "json", "markdown", "records"] {
        let said = ask(format)?;
        assert!(!said.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "{format}: {said:?}");
    }
    let csv = ask("csv")?;
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let row: Vec<String> = reader.records().next().ok_or("no row")??.iter().map(str::to_string).collect();
    assert!(row.iter().all(|cell| cell.starts_with('\'')), "{row:?}");
    let json: serde_json::Value = serde_json::from_str(&ask("json")?)?;
    assert_eq!(json[0]["title"], title, "JSON has it letter for letter");
    let output = blotter().arg("extract").arg(place.inbox().join("a.md")).output()?;
    assert!(!stdout(&output).contains(['\u{1b}', '\u{9b}', '\u{202e}']));
    Ok(())
}
