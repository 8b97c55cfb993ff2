//! The whole way through the binary: files in, a database out, and what happens the second time.

mod common;

use common::{ARTICLE, Place, Result, blotter, dump, stderr, stdout};

#[test]
fn an_article_becomes_observations_with_their_evidence() -> Result {
    let place = Place::new()?;
    place.write("2019/raid.txt", ARTICLE)?;
    let output = place.run(&[])?;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let rows = place.rows("SELECT source, measure, nationality, value_low, value_high FROM observations")?;
    assert_eq!(rows, ["2019/raid.txt | arrested | CN | 403 | 403", "2019/raid.txt | arrested | MY | 48 | 48"]);
    let rows = place.rows("SELECT source, title, publisher, published, status, encoding FROM documents")?;
    assert_eq!(rows, ["2019/raid.txt | Scam compound raided | The Daily | 2019-01-17 | loaded | UTF-8"]);
    Ok(())
}

#[test]
fn every_stored_span_cut_out_of_its_document_is_the_figures_words() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE.replace("Police", "Phnôm Pénh – “Police”"))?;
    place.run(&[])?;
    let sql =
        "SELECT CAST(substr(CAST(t.text AS BLOB), o.evidence_start + 1, o.evidence_end - o.evidence_start) AS TEXT),
                   o.value_low, instr(t.text, o.evidence) > 0
               FROM observations AS o JOIN document AS d USING (source) JOIN document_text AS t USING (document_id)";
    assert_eq!(place.rows(sql)?, ["403 | 403 | 1", "48 | 48 | 1"]);
    Ok(())
}

#[test]
fn again_is_nothing_and_says_so() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.write("b.csv", "year,nationality,arrested\n2018,China,403\n")?;
    place.write("notes.bin", b"\0\x01\x02")?;
    place.write("README.md", "What lies here.")?;
    place.run(&[])?;
    let before = std::fs::read(place.db())?;
    let output = place.run(&[])?;
    assert!(stdout(&output).starts_with("nothing new: 4 inputs"), "{}", stdout(&output));
    assert_eq!(output.status.code(), Some(65), "what was rejected still is");
    assert!(before == std::fs::read(place.db())?, "the file is the same, byte for byte");
    Ok(())
}

#[test]
fn a_changed_file_replaces_its_own_rows() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.write("b.txt", "Police deported 12 Vietnamese nationals.\n")?;
    place.run(&[])?;
    place.write("a.txt", ARTICLE.replace("403", "404"))?;
    place.run(&[])?;
    let values = place.rows("SELECT source, value_low FROM observations ORDER BY source, value_low DESC")?;
    assert_eq!(values, ["a.txt | 404", "a.txt | 48", "b.txt | 12"]);
    assert_eq!(place.count("runs")?, 2);
    Ok(())
}

#[test]
fn a_removed_files_rows_stay_until_they_are_pruned() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.write("b.txt", "Police deported 12 Vietnamese nationals.\n")?;
    place.run(&[])?;
    std::fs::remove_file(place.inbox().join("a.txt"))?;
    place.run(&[])?;
    assert_eq!(place.count("observations")?, 3);
    place.run(&["--prune"])?;
    assert_eq!(place.rows("SELECT source FROM observations")?, ["b.txt"]);
    assert_eq!(place.count("problems")?, 0);
    Ok(())
}

#[test]
fn the_same_bytes_under_two_names_are_one_document() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.write("copy/b.txt", ARTICLE)?;
    place.run(&[])?;
    let rows = place.rows("SELECT source, status, reason FROM documents ORDER BY source")?;
    assert_eq!(rows, ["a.txt | loaded | ", "copy/b.txt | skipped | same content as a.txt"]);
    assert_eq!(place.count("observations")?, 2);
    // The copy takes the place of the first when that is gone.
    std::fs::remove_file(place.inbox().join("a.txt"))?;
    place.run(&["--prune"])?;
    assert_eq!(place.rows("SELECT source, status FROM documents")?, ["copy/b.txt | loaded"]);
    assert_eq!(place.count("observations")?, 2);
    Ok(())
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_loaded() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.write("empty.txt", "")?;
    place.write("page.html", "<p>12 arrested</p>")?;
    place.write("photo.jpg", b"\xff\xd8\xff\xe0")?;
    place.write("scan.pdf", "%PDF-1.4")?;
    place.write("words.txt", b"12 arrested\0\0\0")?;
    let output = place.run(&[])?;
    assert_eq!(output.status.code(), Some(65), "{}", stderr(&output));
    assert_eq!(place.count("observations")?, 2);
    let rows = place.rows("SELECT source, severity, code FROM problems ORDER BY source")?;
    assert_eq!(
        rows,
        [
            "empty.txt | error | empty",
            "page.html | error | unknown_format",
            "photo.jpg | error | unknown_format",
            "scan.pdf | error | unknown_format",
            "words.txt | error | unknown_format",
        ]
    );
    assert_eq!(place.rows("SELECT outcome FROM runs")?, ["loaded_with_rejects"]);
    Ok(())
}

#[test]
fn one_worker_and_eight_give_the_same_rows() -> Result {
    let place = Place::new()?;
    for i in 0..40 {
        place.write(&format!("{i}.txt"), ARTICLE.replace("403", &format!("{}", 100 + i)))?;
    }
    place.write("table.csv", table(5_000))?;
    place.run(&["--jobs", "1"])?;
    let one = dump(&place.db())?;
    std::fs::remove_file(place.db())?;
    place.run(&["--jobs", "8"])?;
    assert_eq!(one, dump(&place.db())?);
    assert!(one.iter().filter(|row| row.starts_with("observation |")).count() >= 5_080);
    Ok(())
}

/// A long table with as many rows.
fn table(rows: usize) -> String {
    let row = |i: usize| format!("{},China,Overstay,{}\n", 2010 + i % 10, i % 97);
    "year,nationality,offence,deported\n".to_string() + &(0..rows).map(row).collect::<String>()
}

#[test]
fn a_table_is_summed_exactly_and_its_cells_explained() -> Result {
    let place = Place::new()?;
    place.write("deported.csv", table(5_000))?;
    place.run(&[])?;
    let sum: usize = (0..5_000).map(|i| i % 97).sum();
    let rows = place.rows("SELECT count(*), CAST(sum(value_low) AS INTEGER) FROM observations")?;
    assert_eq!(rows, [format!("5000 | {sum}")]);
    let ids = place.rows("SELECT observation_id FROM observations WHERE cell = 'D5'")?;
    let output = blotter().arg("explain").args(&ids).arg("--db").arg(place.db()).output()?;
    assert!(stdout(&output).contains("D5: 3"), "{}{}", stdout(&output), stderr(&output));
    let output = blotter().arg("extract").arg(place.inbox().join("deported.csv")).output()?;
    let lines = stdout(&output);
    assert_eq!(lines.lines().filter(|l| l.contains("\"observation\"")).count(), 5_000);
    assert!(lines.contains(&format!("\"observation_id\":\"{}\"", ids.concat())));
    Ok(())
}

#[test]
fn encodings_are_found_and_recorded() -> Result {
    let place = Place::new()?;
    let text = "Turkish police held 12 Syrians in Gümüşhane and İzmir, and 3 more in Şanlıurfa.\n";
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    place.write("utf16.txt", wide)?;
    place.write("utf8.txt", format!("\u{feff}{text} "))?;
    let narrow = "Police held 12 Syrians in G\u{fc}m\u{fe}ehane; \u{fe}ehir, t\u{fc}rk\u{e7}e, g\u{f6}zalt\u{fd}.";
    let narrow: Vec<u8> = narrow.chars().map(|c| c as u8).collect();
    place.write("windows.txt", narrow)?;
    place.run(&[])?;
    let rows = place.rows("SELECT source, encoding FROM documents ORDER BY source")?;
    assert_eq!(rows, ["utf16.txt | UTF-16LE", "utf8.txt | UTF-8", "windows.txt | windows-1254"]);
    Ok(())
}

#[test]
fn a_second_writer_is_turned_away() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    let lock = std::fs::File::create(place.path("out.db.lock"))?;
    lock.lock()?;
    let output = place.run(&[])?;
    assert_eq!(output.status.code(), Some(75));
    assert!(stderr(&output).contains("another run is writing"), "{}", stderr(&output));
    drop(lock);
    assert_eq!(place.run(&[])?.status.code(), Some(0));
    Ok(())
}

#[test]
fn databases_of_others_and_of_a_newer_version_are_refused() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    rusqlite::Connection::open(place.db())?.execute_batch("CREATE TABLE mine (a); INSERT INTO mine VALUES (1)")?;
    let output = place.run(&[])?;
    assert!(stderr(&output).contains("is no database of blotter's"), "{}", stderr(&output));
    std::fs::remove_file(place.db())?;
    place.run(&[])?;
    rusqlite::Connection::open(place.db())?.pragma_update(None, "user_version", 99)?;
    let output = place.run(&[])?;
    assert!(stderr(&output).contains("schema version 99 is newer"), "{}", stderr(&output));
    Ok(())
}

#[test]
fn a_config_says_what_the_options_say() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    let config = place.path("blotter.toml");
    std::fs::write(&config, "inputs = [\"inbox\"]\ndb = \"out.db\"\njobs = 1\n")?;
    let output = blotter().arg("run").arg("--config").arg(&config).current_dir("/").output()?;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(place.count("observations")?, 2);
    std::fs::write(&config, "inputs = [\"inbox\"]\nfolder = \"out.db\"\n")?;
    let output = blotter().arg("run").arg("--config").arg(&config).output()?;
    assert!(stderr(&output).contains("blotter.toml:2: unknown field `folder`"), "{}", stderr(&output));
    Ok(())
}

#[test]
fn a_mistake_in_a_vocabulary_is_told_with_file_and_line() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    std::fs::create_dir(place.path("words"))?;
    std::fs::write(
        place.path("words/offences.toml"),
        "\n[[offence]]\ncode = \"jaywalking\"\niccs = \"\"\nname = \"\"\n",
    )?;
    let words = place.path("words").display().to_string();
    let output = place.run(&["--vocabulary", &words])?;
    assert_eq!(output.status.code(), Some(78));
    assert!(stderr(&output).contains("offences.toml:3"), "{}", stderr(&output));
    Ok(())
}

#[test]
fn another_vocabulary_reads_its_documents_again() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.run(&[])?;
    std::fs::create_dir(place.path("words"))?;
    std::fs::write(
        place.path("words/measures.toml"),
        "[[measure]]\ncode = \"arrested\"\nunit = \"persons\"\nname = \"Arrested\"\nverbs = [\"pinch\"]\n",
    )?;
    let words = place.path("words").display().to_string();
    let output = place.run(&["--vocabulary", &words])?;
    assert!(stdout(&output).contains("1 of 1 inputs loaded"), "{}{}", stdout(&output), stderr(&output));
    assert_eq!(place.count("observations")?, 2);
    Ok(())
}

#[test]
fn extract_streams_the_same_figures_without_a_database() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.run(&[])?;
    let stored = place.rows("SELECT observation_id FROM observations")?;
    for output in [
        blotter().arg("extract").arg(place.inbox().join("a.txt")).output()?,
        blotter().args(["extract", "-"]).write_stdin(ARTICLE).output()?,
    ] {
        let text = stdout(&output);
        let lines: std::result::Result<Vec<serde_json::Value>, _> = text.lines().map(serde_json::from_str).collect();
        let lines = lines?;
        let of = |name: &str| {
            lines.iter().filter(|l| l["type"] == "observation").map(|l| l[name].clone()).collect::<Vec<_>>()
        };
        assert_eq!(of("observation_id"), stored);
        assert_eq!(of("nationality"), ["CN", "MY"]);
    }
    Ok(())
}

#[test]
fn explain_marks_the_figure_in_its_sentence() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.run(&[])?;
    let ids = place.rows("SELECT observation_id FROM observations WHERE value_low = 48")?;
    let output = blotter().arg("explain").args(&ids).arg("--db").arg(place.db()).output()?;
    let text = stdout(&output);
    assert!(text.contains("»48« Malaysian nationals"), "{text}{}", stderr(&output));
    assert!(text.lines().any(|l| l.contains("nationality") && l.contains("MY")), "{text}");
    let output = blotter().args(["explain", "none-1", "--db"]).arg(place.db()).output()?;
    assert!(stderr(&output).contains("no observation `none-1`"));
    Ok(())
}

#[test]
fn explain_names_the_cells_that_say_what_a_tables_figure_is() -> Result {
    let place = Place::new()?;
    // The last row lies beyond those from which the layout is inferred.
    let rows: String = (0..5_000).map(|i| format!("Chinese,{},{i}\n", 2010 + i % 10)).collect();
    place.write("a.csv", format!("Persons arrested in Cambodia\n\nNationality,Year,Arrested\n{rows}Thai,2018,77\n"))?;
    place.run(&[])?;
    for (nationality, words) in [("CN", "Nationality: Chinese"), ("TH", "Nationality: Thai")] {
        let sql = format!("SELECT observation_id FROM observations WHERE nationality = '{nationality}' LIMIT 1");
        let output = blotter().arg("explain").args(place.rows(&sql)?).arg("--db").arg(place.db()).output()?;
        let text = stdout(&output);
        let line = |attribute: &str| text.lines().find(|l| l.trim_start().starts_with(attribute)).unwrap_or("");
        assert!(line("nationality").contains(words), "{text}{}", stderr(&output));
        assert!(line("measure").contains("the column's header") && line("measure").contains("Arrested"), "{text}");
        assert!(line("country").contains("Persons arrested in Cambodia"), "{text}");
    }
    Ok(())
}

/// Foreign keys are not looked up while a run writes.
#[test]
fn every_key_of_a_loaded_database_leads_somewhere() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.write("b.csv", table(300))?;
    place.run(&[])?;
    place.write("b.csv", table(200))?;
    std::fs::remove_file(place.inbox().join("a.txt"))?;
    place.run(&["--prune"])?;
    assert_eq!(place.rows("SELECT * FROM pragma_foreign_key_check")?, Vec::<String>::new());
    Ok(())
}

#[test]
fn a_killed_run_leaves_whole_documents_and_the_next_one_loads_the_rest() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.run(&[])?;
    place.write("b.csv", table(60_000))?;
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_blotter"))
        .args(["run", "--quiet", "--db"])
        .args([place.db(), place.inbox()])
        .spawn()?;
    std::thread::sleep(std::time::Duration::from_millis(400));
    child.kill()?;
    child.wait()?;
    let check = blotter().args(["check", "--db"]).arg(place.db()).output()?;
    assert_eq!(check.status.code(), Some(0), "{}", stderr(&check));
    let count = "SELECT count(*) FROM observation";
    assert!(["2", "60002"].contains(&place.rows(count)?.join("").as_str()));
    place.run(&[])?;
    assert_eq!(place.rows(count)?, ["60002"]);
    Ok(())
}

#[test]
fn explain_says_why_numbers_were_not_taken() -> Result {
    let place = Place::new()?;
    place.write(
        "a.txt",
        format!("{ARTICLE}\nThe 34-year-old driver was held. It was the 8th raid on Sept. 3, 2018.\n"),
    )?;
    let output = blotter().args(["explain", "--refusals"]).arg(place.inbox().join("a.txt")).output()?;
    let text = stdout(&output);
    assert!(
        text.contains("line 8: The »34-year-old«") || text.contains("line 8: The »34«"),
        "{text}{}",
        stderr(&output)
    );
    assert!(text.contains("age: It is somebody's age."), "{text}");
    assert!(text.contains("ordinal: "), "{text}");
    assert!(!text.contains("»403«"), "{text}");
    Ok(())
}

#[test]
fn query_answers_by_name_and_by_sql_in_every_format() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.run(&[])?;
    let ask = |question: &str, format: &str| -> Result<String> {
        let output = blotter().args(["query", question, "--format", format, "--db"]).arg(place.db()).output()?;
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        Ok(stdout(&output))
    };
    let sql = "SELECT nationality AS n, value_low AS v FROM observations";
    assert_eq!(ask(sql, "csv")?, "n,v\nCN,403\nMY,48\n");
    assert_eq!(ask(sql, "json")?, "[\n{\"n\": \"CN\", \"v\": 403},\n{\"n\": \"MY\", \"v\": 48}\n]\n");
    assert_eq!(ask(sql, "markdown")?, "| n  |   v |\n|----|-----|\n| CN | 403 |\n| MY |  48 |\n");
    assert!(ask("arrests_by_nationality", "table")?.contains("China"));
    assert!(ask("summary_by_year", "table")?.contains("451"));
    let output = blotter().args(["query", "DELETE FROM document", "--db"]).arg(place.db()).output()?;
    assert_eq!(output.status.code(), Some(64));
    Ok(())
}

#[test]
fn check_finds_a_database_that_was_meddled_with() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.run(&[])?;
    let check = || blotter().args(["check", "--db"]).arg(place.db()).output();
    assert_eq!(check()?.status.code(), Some(0));
    rusqlite::Connection::open(place.db())?.execute_batch("UPDATE observation SET figure_end = 99999")?;
    let output = check()?;
    assert_eq!(output.status.code(), Some(74));
    assert!(stderr(&output).contains("spans_lie_in_their_text"), "{}", stderr(&output));
    Ok(())
}

#[test]
fn every_view_and_question_works_in_a_stock_sqlite3_shell() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.run(&[])?;
    let shell = |sql: &str| assert_cmd::Command::new("sqlite3").arg(place.db()).write_stdin(sql).output();
    if shell("SELECT 1").is_err() {
        eprintln!("no sqlite3 here: not tried");
        return Ok(());
    }
    use blotter::store::sql::{CHECKS, QUERIES, VIEWS};
    let views = VIEWS.iter().map(|v| format!("SELECT * FROM {};", v.name));
    let files = QUERIES.iter().chain(CHECKS).map(|q| q.text.to_string());
    for sql in views.chain(files) {
        let output = shell(&sql)?;
        assert!(output.status.success() && output.stderr.is_empty(), "{sql}: {}", stderr(&output));
    }
    Ok(())
}
