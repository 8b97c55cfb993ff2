//! docs/vocabulary.md keeps its word: every block of it loads, and its examples give what they show, by the block alone.

mod support;

use blotter::vocabulary::Vocabulary;
use support::row::{self, Row};

/// A TOML block of the document: the file it is for, and its text.
fn blocks() -> Vec<(String, String)> {
    let doc = std::fs::read_to_string(support::path("docs/vocabulary.md")).expect("the document");
    let fenced = doc.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default());
    fenced
        .map(|text| {
            let file = text.lines().next().and_then(|l| l.strip_prefix("# ")).expect("a block begins with its file");
            (file.to_string(), text.to_string())
        })
        .collect()
}

fn load(file: &str, text: &str) -> Vocabulary {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(file), text).expect("a file");
    Vocabulary::with_folder(folder.path()).unwrap_or_else(|e| panic!("{e}"))
}

/// Whether a figure has what an entry of this kind gives.
fn has(row: &Row, kind: &str, code: &str) -> bool {
    match kind {
        "measure" => row.measure == code,
        "offence" => row.offences.split('+').any(|c| c == code),
        "country" => row.nationality.split('+').any(|c| c == code),
        _ => panic!("no check for [[{kind}]]"),
    }
}

fn strings(entry: &toml::Table, key: &str) -> Vec<String> {
    let list = entry.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    list.iter().filter_map(|v| v.as_str()).map(str::to_string).collect()
}

#[test]
fn the_worked_cases_do_what_they_say() {
    let mut worked = Vec::new();
    for (file, text) in blocks() {
        let vocabulary = load(&file, &text);
        let gives = |text: &str, vocabulary: &Vocabulary, kind: &str, code: &str| {
            let rows = row::found_with(&row::article_from(text), vocabulary).observations;
            rows.iter().any(|row| has(row, kind, code))
        };
        let table: toml::Table = text.parse().expect("TOML");
        for (kind, entries) in &table {
            for entry in entries.as_array().into_iter().flatten().filter_map(|e| e.as_table()) {
                let code = entry.get("code").and_then(|c| c.as_str()).expect("a code");
                for example in strings(entry, "examples") {
                    assert!(gives(&example, &vocabulary, kind, code), "{kind} {code}: `{example}`");
                    assert!(!gives(&example, Vocabulary::builtin(), kind, code), "known without: `{example}`");
                    worked.push(kind.clone());
                }
                for text in strings(entry, "not") {
                    assert!(!gives(&text, &vocabulary, kind, code), "{kind} {code} should not be in `{text}`");
                }
            }
        }
    }
    worked.dedup();
    assert_eq!(worked, ["measure", "offence", "country"]);
}

#[test]
fn every_file_of_the_vocabulary_is_in_the_document() {
    let doc = std::fs::read_to_string(support::path("docs/vocabulary.md")).expect("the document");
    for path in row::files(&support::path("src/vocabulary"), "toml") {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(doc.contains(&format!("| `{name}` |")), "docs/vocabulary.md does not tell of {name}");
    }
}

#[test]
fn the_mistake_that_the_document_shows_is_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("measures.toml"), "[[measure]]\ncode = \"arested\"\n").expect("a file");
    let error = Vocabulary::with_folder(folder.path()).expect_err("a mistake").to_string().replace('`', "'");
    let doc = std::fs::read_to_string(support::path("docs/vocabulary.md")).expect("the document").replace('\n', " ");
    let shown = error.split(std::path::MAIN_SEPARATOR).next_back().expect("a name");
    assert!(doc.contains(shown), "{shown}");
}
