//! `forget` takes an input out of the database, its pages too, and no run brings it back; `check` says what is wrong.

mod common;

use common::{ARTICLE, Place, Result, blotter, stderr, stdout};

const SECRET: &str = "---\ntitle: Raid in Quxville\n---\n\
    Police arrested 12 Kenyan nationals in Zanzibarville on Monday, Colonel Xerxes Quibbleworth said.\n\
    “We found 30 forged passports there,” Quibbleworth said.\n";

fn holds(place: &Place, words: &str) -> Result<bool> {
    let mut bytes = std::fs::read(place.db())?;
    for end in ["-wal", "-journal"] {
        bytes.extend(std::fs::read(place.path(&format!("out.db{end}"))).unwrap_or_default());
    }
    Ok(bytes.windows(words.len()).any(|w| w.eq_ignore_ascii_case(words.as_bytes())))
}

#[test]
fn what_is_forgotten_is_in_no_row_and_in_no_page_and_does_not_come_back() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.write("secret.txt", SECRET)?;
    place.write("zcopy/secret2.txt", SECRET)?;
    place.run(&[])?;
    let words = ["Quibbleworth", "Zanzibarville", "Quxville"];
    for word in words {
        assert!(holds(&place, word)?, "{word}");
    }
    let forget = |args: &[&str]| blotter().arg("forget").args(args).arg("--db").arg(place.db()).output();
    let output = forget(&["no-such.txt"])?;
    assert_eq!(output.status.code(), Some(64));
    assert!(stderr(&output).contains("no input `no-such.txt`"), "{}", stderr(&output));
    let output = forget(&["secret.txt"])?;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("still there"), "the files in the inbox are named: {}", stdout(&output));
    for word in words.iter().chain(&["secret.txt", "secret2.txt"]) {
        assert!(!holds(&place, word)?, "{word}");
    }
    assert_eq!(place.rows("SELECT source, status FROM documents")?, ["a.txt | loaded"]);
    place.run(&[])?;
    let rows = place.rows("SELECT source, status, reason FROM documents WHERE source LIKE '%secret%' ORDER BY 1")?;
    let gone = "skipped | forgotten on request";
    assert_eq!(rows, [format!("secret.txt | {gone}"), format!("zcopy/secret2.txt | {gone}")]);
    assert!(!holds(&place, "Quibbleworth")?);
    let check = blotter().args(["check", "--db"]).arg(place.db()).output()?;
    assert_eq!(check.status.code(), Some(0), "{}", stderr(&check));
    // And back, where it was a mistake.
    let file = place.inbox().join("secret.txt").display().to_string();
    assert!(stdout(&forget(&["--undo", &file])?).contains("the next run may load it"));
    place.run(&[])?;
    assert_eq!(place.rows("SELECT count(*) FROM observations WHERE source = 'secret.txt'")?, ["2"]);
    Ok(())
}

#[test]
fn check_says_what_is_wrong_and_what_to_do() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.write("b.txt", ARTICLE.replace("403", "404"))?;
    place.write("c.csv", "year,nationality,arrested\n2018,China,403\n")?;
    place.run(&[])?;
    let check = |more: &[&str]| blotter().arg("check").args(more).arg("--db").arg(place.db()).output();
    let output = check(&[])?;
    assert!(stdout(&output).contains("whole, 3 files as they were loaded"), "{}", stdout(&output));
    std::fs::remove_file(place.inbox().join("a.txt"))?;
    place.write("c.csv", "year,nationality,arrested\n2018,China,404\n")?;
    let output = check(&[])?;
    assert_eq!(output.status.code(), Some(65));
    assert!(stdout(&output).contains("a.txt: is gone") && stdout(&output).contains("c.csv: has changed"));
    assert!(stdout(&output).contains("hint: `blotter run`"), "{}", stdout(&output));
    assert_eq!(check(&["--no-files"])?.status.code(), Some(0));
    // A span that begins within a character, which no file of sql/checks sees.
    let sql =
        "UPDATE document_text SET text = replace(text, 'Monday', 'Mond“y'); UPDATE refusal SET text_start = text_start";
    rusqlite::Connection::open(place.db())?.execute_batch(sql)?;
    let at = place.rows("SELECT instr(CAST(text AS BLOB), CAST('“' AS BLOB)) FROM document_text LIMIT 1")?.concat();
    let sql = format!(
        "UPDATE observation SET sentence_start = {at} WHERE ordinal = 0 AND figure_start > {at};
        UPDATE statement SET text_start = 0; INSERT INTO refusal
        SELECT document_id, 99, {at}, {at} + 1, 'age' FROM document_text"
    );
    rusqlite::Connection::open(place.db())?.execute_batch(&sql)?;
    let output = check(&["--no-files"])?;
    assert_eq!(output.status.code(), Some(74));
    assert!(stderr(&output).contains("spans: "), "{}", stderr(&output));
    assert!(stderr(&output).contains("hint: restore"), "{}", stderr(&output));
    // A page of something else.
    let mut bytes = std::fs::read(place.db())?;
    let middle = bytes.len() / 2 / 4096 * 4096;
    bytes[middle..middle + 4096].fill(0x5a);
    std::fs::write(place.db(), bytes)?;
    let output = check(&["--no-files"])?;
    assert_eq!(output.status.code(), Some(74), "{}{}", stdout(&output), stderr(&output));
    Ok(())
}
