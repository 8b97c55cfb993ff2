//! Containers through the binary: what an item is called, what one bad record does, and what happens when they change.

mod common;

use std::io::Write;

use common::{ARTICLE, Place, Result, blotter, dump, stderr, stdout};

/// An article as a line of JSON.
fn line(number: usize, figure: usize) -> String {
    format!(
        "{{\"id\":{number},\"title\":\"Raid {number}\",\"date\":\"2019-01-17\",\"text\":\"Police arrested {figure} Chinese \
         nationals in Phnom Penh on Monday.\"}}\n"
    )
}

fn lines(figures: &[usize]) -> String {
    figures.iter().enumerate().map(|(i, f)| line(i, *f)).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).unwrap_or_default()
}

fn zip(files: &[(&str, &str)]) -> Result<Vec<u8>> {
    let mut zip = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, ::zip::write::SimpleFileOptions::default())?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

const FIGURES: &str = "SELECT source, CAST(value_low AS INTEGER) FROM observations ORDER BY source";

#[test]
fn one_bad_record_is_one_problem_and_the_rest_is_loaded() -> Result {
    let place = Place::new()?;
    place.write("news.jsonl", format!("{}{{\"title\": \"cut\n{}", line(1, 12), line(2, 13)))?;
    let output = place.run(&[])?;
    assert_eq!(output.status.code(), Some(65), "{}", stderr(&output));
    assert_eq!(place.rows(FIGURES)?, ["news.jsonl#1 | 12", "news.jsonl#3 | 13"]);
    let sql = "SELECT source, status, published, title FROM documents WHERE source LIKE '%#%'";
    let expected = [
        "news.jsonl#1 | loaded | 2019-01-17 | Raid 1",
        "news.jsonl#2 | rejected | - | ",
        "news.jsonl#3 | loaded | 2019-01-17 | Raid 2",
    ];
    assert_eq!(place.rows(sql)?, expected);
    assert_eq!(place.rows("SELECT source, code FROM problems")?, ["news.jsonl#2 | bad_record"]);
    let output = place.run(&[])?;
    assert!(stdout(&output).starts_with("nothing new"), "{}", stdout(&output));
    assert_eq!(output.status.code(), Some(65), "what was rejected still is");
    Ok(())
}

#[test]
fn a_changed_item_replaces_its_own_rows_and_those_gone_are_pruned() -> Result {
    let place = Place::new()?;
    place.write("news.jsonl", lines(&[12, 13, 14]))?;
    place.run(&[])?;
    let key = "SELECT document_id FROM document WHERE source = 'news.jsonl#1' AND run_id = 1";
    let before = place.rows(key)?;
    place.write("news.jsonl", lines(&[12, 20]))?;
    let output = place.run(&[])?;
    assert!(stdout(&output).contains("2 of 3 inputs loaded, 1 unchanged"), "{}", stdout(&output));
    assert_eq!(place.rows(FIGURES)?, ["news.jsonl#1 | 12", "news.jsonl#2 | 20"]);
    assert_eq!(place.rows(key)?, before, "an item that is as it was is not written again");
    std::fs::remove_file(place.inbox().join("news.jsonl"))?;
    place.run(&["--prune"])?;
    assert_eq!((place.count("documents")?, place.count("observations")?), (0, 0));
    Ok(())
}

#[test]
fn the_same_article_in_two_places_is_loaded_once() -> Result {
    let place = Place::new()?;
    place.write("a.jsonl", line(1, 12))?;
    place.write("b.zip", zip(&[("in/c.jsonl", &(line(0, 11) + &line(1, 12))), ("z.txt", ARTICLE)])?)?;
    place.write("z.txt", ARTICLE)?;
    place.run(&[])?;
    let sql = "SELECT source, status, reason FROM documents WHERE items IS NULL ORDER BY source";
    let same = "skipped | same content as";
    let expected = [
        "a.jsonl#1 | loaded | ".to_string(),
        "b.zip#in/c.jsonl#1 | loaded | ".to_string(),
        format!("b.zip#in/c.jsonl#2 | {same} a.jsonl#1"),
        "b.zip#z.txt | loaded | ".to_string(),
        format!("z.txt | {same} b.zip#z.txt"),
    ];
    assert_eq!(place.rows(sql)?, expected);
    assert!(stdout(&place.run(&[])?).starts_with("nothing new"));
    // What is taken away leaves its place to the copy.
    std::fs::remove_file(place.inbox().join("a.jsonl"))?;
    place.run(&["--prune"])?;
    assert_eq!(place.rows(sql)?[1], "b.zip#in/c.jsonl#2 | loaded | ");
    place.write("b.zip", zip(&[("other.txt", "Police arrested 9 Thai nationals in Phuket.")])?)?;
    place.run(&[])?;
    assert_eq!(place.rows(sql)?, ["b.zip#other.txt | loaded | ", "z.txt | loaded | "]);
    let check = blotter().args(["check", "--db"]).arg(place.db()).output()?;
    assert_eq!(check.status.code(), Some(0), "{}", stderr(&check));
    Ok(())
}

#[test]
fn no_name_in_an_archive_is_that_of_another_item() -> Result {
    let place = Place::new()?;
    let names = [
        "a.jsonl#1",
        "a.jsonl#1.txt",
        "a.jsonl",
        "b.txt",
        "./b.txt",
        "/b.txt",
        "c/../b.txt",
        "c//b.txt",
        "c/b.txt",
        "a.jsonl%231",
    ];
    let texts: Vec<String> = (0..).map(|i| line(i, 100 + i)).take(names.len()).collect();
    let members: Vec<(&str, &str)> = names.iter().copied().zip(texts.iter().map(String::as_str)).collect();
    place.write("n.zip", zip(&members)?)?;
    let output = place.run(&[])?;
    assert_eq!(output.status.code(), Some(65), "{}", stderr(&output));
    let sources = place.rows("SELECT source FROM documents WHERE source LIKE '%#%' ORDER BY 1")?;
    assert_eq!(sources.len(), names.len(), "{sources:?}");
    assert!(sources.contains(&"n.zip#a.jsonl#1".to_string()) && sources.contains(&"n.zip#a.jsonl%231.txt".to_string()));
    assert!(stdout(&place.run(&[])?).starts_with("nothing new"));
    Ok(())
}

#[test]
fn an_archive_may_become_a_folder_and_a_folder_an_archive() -> Result {
    let place = Place::new()?;
    let archive = |figure: usize| zip(&[("b.jsonl", &line(1, figure)), ("c.txt", ARTICLE)]);
    place.write("n.zip", archive(12)?)?;
    place.run(&[])?;
    std::fs::remove_file(place.inbox().join("n.zip"))?;
    place.write("n.zip/b.jsonl", lines(&[13, 14]))?;
    place.write("n.zip/c.txt", ARTICLE.replace("403", "404"))?;
    let output = place.run(&[])?;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let rows = place.rows(&format!("SELECT * FROM ({FIGURES}) WHERE source LIKE 'n.zip/%'"))?;
    assert_eq!(rows, ["n.zip/b.jsonl#1 | 13", "n.zip/b.jsonl#2 | 14", "n.zip/c.txt | 404", "n.zip/c.txt | 48"]);
    std::fs::remove_dir_all(place.inbox().join("n.zip"))?;
    place.write("n.zip", archive(15)?)?;
    let output = place.run(&["--prune"])?;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(place.rows(FIGURES)?, ["n.zip#b.jsonl#1 | 15", "n.zip#c.txt | 403", "n.zip#c.txt | 48"]);
    let check = blotter().args(["check", "--db"]).arg(place.db()).output()?;
    assert_eq!(check.status.code(), Some(0), "{}", stderr(&check));
    Ok(())
}

#[test]
fn compressed_files_give_what_their_content_gives() -> Result {
    let place = Place::new()?;
    place.write("a.txt.gz", gzip(ARTICLE.as_bytes()))?;
    place.write("t.csv.gz", gzip(b"year,nationality,arrested\n2018,China,7\n"))?;
    place.write("n.jsonl.gz", gzip(lines(&[12]).as_bytes()))?;
    place.write("cut.jsonl.gz", &gzip(lines(&(100..400).collect::<Vec<_>>()).as_bytes())[..900])?;
    let output = place.run(&[])?;
    assert_eq!(output.status.code(), Some(65), "{}", stderr(&output));
    let rows = place.rows(&format!("SELECT * FROM ({FIGURES}) WHERE source NOT LIKE 'cut%'"))?;
    assert_eq!(rows, ["a.txt.gz | 403", "a.txt.gz | 48", "n.jsonl.gz#1 | 12", "t.csv.gz | 7"]);
    assert!(place.rows("SELECT 1 FROM observations WHERE source LIKE 'cut%'")?.len() > 10);
    let sql = "SELECT source, code FROM problems";
    assert_eq!(place.rows(sql)?, ["cut.jsonl.gz | cut_off"]);
    Ok(())
}

#[test]
fn fields_are_named_in_a_mapping_beside_the_file() -> Result {
    let place = Place::new()?;
    place.write(
        "feed.jsonl",
        "{\"doc\":{\"words\":\"Police arrested 12 Chinese nationals.\"},\"when\":\"2019-01-17\"}\n",
    )?;
    assert_eq!(place.run(&[])?.status.code(), Some(65));
    place.write("feed.blotter.toml", "[record]\ntext = \"doc.words\"\ndate = \"when\"\n")?;
    assert_eq!(place.run(&[])?.status.code(), Some(0));
    assert_eq!(place.rows("SELECT published FROM documents WHERE source = 'feed.jsonl#1'")?, ["2019-01-17"]);
    assert_eq!(place.rows(FIGURES)?, ["feed.jsonl#1 | 12"]);
    Ok(())
}

#[test]
fn one_worker_and_eight_read_a_container_alike() -> Result {
    let place = Place::new()?;
    place.write("a.jsonl", lines(&(0..300).map(|i| i % 97 + 2).collect::<Vec<_>>()))?;
    place.write("b.zip", zip(&[("t.csv", "year,nationality,arrested\n2018,China,7\n"), ("a.txt", ARTICLE)])?)?;
    place.run(&["--jobs", "1"])?;
    let one = dump(&place.db())?;
    std::fs::remove_file(place.db())?;
    place.run(&["--jobs", "8"])?;
    assert!(one == dump(&place.db())?);
    assert!(one.iter().filter(|row| row.starts_with("observation |")).count() > 300);
    Ok(())
}

#[test]
fn a_table_in_an_archive_is_explained() -> Result {
    let place = Place::new()?;
    place.write("b.zip", zip(&[("t.csv", "year,nationality,arrested\n2018,China,7\n2019,China,9\n")])?)?;
    place.run(&[])?;
    let ids = place.rows("SELECT observation_id FROM observations WHERE cell = 'C3'")?;
    let output = blotter().arg("explain").args(ids).arg("--db").arg(place.db()).output()?;
    assert!(stdout(&output).contains("C3: 9"), "{}{}", stdout(&output), stderr(&output));
    Ok(())
}

#[test]
fn a_killed_run_goes_on_in_the_middle_of_a_container() -> Result {
    let place = Place::new()?;
    place.write("a.jsonl", lines(&(0..900).map(|i| i % 97 + 2).collect::<Vec<_>>()))?;
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_blotter"))
        .args(["run", "--quiet", "--db"])
        .args([place.db(), place.inbox()])
        .spawn()?;
    std::thread::sleep(std::time::Duration::from_millis(500));
    child.kill()?;
    child.wait()?;
    place.run(&[])?;
    assert_eq!(place.rows("SELECT items FROM document WHERE items IS NOT NULL")?, ["900"]);
    assert_eq!(place.rows("SELECT count(*) FROM document WHERE status = 'loaded' AND items IS NULL")?, ["900"]);
    Ok(())
}

#[test]
fn standard_input_is_loaded_under_its_name() -> Result {
    let place = Place::new()?;
    let run = |name: &str, input: String| {
        blotter().args(["run", "-", "--stdin-name", name, "--db"]).arg(place.db()).write_stdin(input).output()
    };
    assert_eq!(run("feed.jsonl", lines(&[12, 13]))?.status.code(), Some(0));
    run("other.txt", ARTICLE.to_string())?;
    assert!(stdout(&run("feed.jsonl", lines(&[12, 13]))?).starts_with("nothing new"));
    run("feed.jsonl", lines(&[12]))?;
    assert_eq!(place.rows(FIGURES)?, ["feed.jsonl#1 | 12", "other.txt | 403", "other.txt | 48"]);
    assert!(!place.path("out.db.stdin").exists());
    Ok(())
}
