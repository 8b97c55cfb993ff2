//! A user's vocabulary folder adds to the built-in one, overrides it and takes from it; a mistake in it names its place.

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use assert_cmd::Command;
use blotter::vocabulary::{Vocabulary, VocabularyError};
use support::row::{self, Row};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn load(files: &[(&str, &str)]) -> Result<Vocabulary, VocabularyError> {
    Vocabulary::with_folder(folder(files).path())
}

/// The figures of a text under a user's files.
fn rows(files: &[(&str, &str)], body: &str) -> Vec<Row> {
    let vocabulary = load(files).unwrap_or_else(|e| panic!("{e}"));
    row::found_with(&row::article_from(body), &vocabulary).observations
}

/// What goes wrong with a user's file: `FILE:LINE: message`, the folder left out.
fn mistake(name: &str, text: &str) -> String {
    let folder = folder(&[(name, text)]);
    let error = Vocabulary::with_folder(folder.path()).expect_err("a mistake").to_string();
    let folder = format!("{}{}", folder.path().display(), std::path::MAIN_SEPARATOR);
    error.replace(&folder, "")
}

#[test]
fn a_verb_an_offence_term_and_a_nationality_can_be_added() {
    let measures = "[[measure]]\ncode = \"arrested\"\nverbs = [\"frogmarch\"]\n";
    let offences = "[[offence]]\ncode = \"online_scam\"\nterms = [\"click farm\"]\n";
    let countries = "[[country]]\ncode = \"NG\"\nplural = [\"Naijas\"]\n";
    let files = [("measures.toml", measures), ("offences.toml", offences), ("countries.toml", countries)];
    let body = "Police frogmarched 14 Naijas out of a click farm.";
    let found = rows(&files, body);
    let found: Vec<_> =
        found.iter().map(|r| (r.measure.as_str(), r.nationality.as_str(), r.offences.as_str())).collect();
    assert_eq!(found, [("arrested", "NG", "online_scam")]);
    assert!(rows(&[], body).iter().all(|r| r.nationality.is_empty() && r.measure != "arrested"));
}

#[test]
fn a_phrase_of_the_folder_means_only_what_the_folder_says() {
    let offences = "[[offence]]\ncode = \"extortion\"\nterms = [\"phishing\"]\n";
    let found = rows(&[("offences.toml", offences)], "Police arrested 12 Kenyans for phishing.");
    assert_eq!(found.iter().map(|r| r.offences.as_str()).collect::<Vec<_>>(), ["extortion"]);
}

#[test]
fn a_file_of_the_folder_leaves_the_other_built_in_files_as_they_are() {
    // "robbery" is an offence and a case, "scammer" an offence and a person: one file of the user's must not cost the
    // built-in words their other senses.
    let files = [("offences.toml", "[[offence]]\ncode = \"theft\"\nterms = [\"shoplifting spree\"]\n")];
    let vocabulary = load(&files).expect("a good folder");
    for name in support::row::gold(&support::path("tests/gold/articles")).iter().take(6) {
        let plain = row::found(&name.article);
        let layered = row::found_with(&name.article, &vocabulary);
        assert_eq!(format!("{:?}", plain.observations), format!("{:?}", layered.observations), "{}", name.name);
    }
}

#[test]
fn a_verb_a_term_a_name_and_a_noun_can_be_taken_out() {
    let body = "Police nabbed 12 Kenyans over bookmaking.";
    let removed = rows(&[("measures.toml", "[[measure]]\ncode = \"arrested\"\nremove = [\"nab\"]\n")], body);
    assert!(removed.iter().all(|r| r.measure != "arrested"));
    let removed =
        rows(&[("offences.toml", "[[offence]]\ncode = \"illegal_gambling\"\nremove = [\"bookmaking\"]\n")], body);
    assert_eq!(removed.iter().map(|r| r.offences.as_str()).collect::<Vec<_>>(), [""]);
    let removed = rows(&[("countries.toml", "[[country]]\ncode = \"KE\"\nremove = [\"Kenyans\"]\n")], body);
    assert!(removed.iter().all(|r| r.nationality.is_empty()));
    let body = "Police arrested 12 gamblers.";
    let offences = |rows: Vec<Row>| rows.into_iter().map(|r| r.offences).collect::<BTreeSet<_>>();
    assert_eq!(offences(rows(&[], body)), BTreeSet::from(["illegal_gambling".to_string()]));
    let files = [
        ("populations.toml", "remove = [\"gambler\"]\n"),
        ("offences.toml", "[[offence]]\ncode = \"illegal_gambling\"\nremove = [\"gambler\"]\n"),
    ];
    assert_eq!(offences(rows(&files, body)), BTreeSet::from([String::new()]));
}

#[test]
fn what_is_not_there_cannot_be_taken_out() {
    let error = mistake("measures.toml", "[[measure]]\ncode = \"arrested\"\nremove = [\n  \"nabb\",\n]\n");
    assert_eq!(error, "measures.toml:4: `nabb` cannot be removed: this entry has no such phrase");
}

#[test]
fn an_unknown_code_names_its_line() {
    let error = mistake("offences.toml", "# mine\n\n[[offence]]\ncode = \"smugling\"\nterms = [\"x\"]\n");
    assert_eq!(error, "offences.toml:4: `smugling` is no offence of the closed list");
    let error = mistake("measures.toml", "[[measure]]\ncode = \"arested\"\n");
    assert_eq!(error, "measures.toml:2: `arested` is no measure of the closed list");
    let error = mistake("countries.toml", "[[country]]\ncode = \"Kenya\"\n");
    assert_eq!(error, "countries.toml:2: `Kenya` is no ISO 3166-1 alpha-2 code");
    let error = mistake("populations.toml", "[[population]]\nnouns = [\"mule\"]\noffences = [\"muling\"]\n");
    assert_eq!(error, "populations.toml:2: `muling` is no offence code of offences.toml");
    let error = mistake("populations.toml", "[[population]]\nnouns = [\"mule\"]\nsex = \"both\"\n");
    assert_eq!(error, "populations.toml:2: `sex` of this population is not in its closed list");
}

#[test]
fn a_phrase_that_cannot_match_names_its_line() {
    let error = mistake("measures.toml", "[[measure]]\ncode = \"arrested\"\nverbs = [\"nab\",\n  \"{round up\"]\n");
    assert_eq!(error, "measures.toml:4: `{round` in `{round up`: a verb is written {arrest}, a set <permit>");
    let error = mistake("offences.toml", "[[offence]]\ncode = \"fraud\"\nterms = [\"… of people\"]\n");
    assert!(error.starts_with("offences.toml:3: "), "{error}");
}

#[test]
fn an_unknown_key_names_its_line() {
    let error = mistake("offences.toml", "[[offence]]\ncode = \"fraud\"\nwords = [\"con\"]\n");
    assert!(error.starts_with("offences.toml:3: unknown field `words`"), "{error}");
    let error = mistake("grammar.toml", "\nverbs = [\"x\"]\n");
    assert!(error.starts_with("grammar.toml:2: unknown field `verbs`"), "{error}");
}

#[test]
fn broken_toml_names_its_line() {
    let error = mistake("countries.toml", "[[country]]\ncode = \"KE\nplural = []\n");
    assert!(error.starts_with("countries.toml:2: "), "{error}");
}

#[test]
fn a_file_of_an_unknown_name_is_an_error_and_not_ignored() {
    let error = mistake("ofences.toml", "");
    assert!(error.contains("ofences.toml is no vocabulary file; there are countries.toml"), "{error}");
}

#[test]
fn every_vocabulary_file_may_be_there_and_hold_nothing() {
    let names = std::fs::read_dir(support::path("src/vocabulary")).expect("the built-in files");
    for name in names.map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()) {
        if name.ends_with(".toml") {
            assert!(load(&[(&name, "# nothing yet\n")]).is_ok(), "{name}");
        }
    }
}

fn extract(vocabulary: &Path, article: &str) -> std::process::Output {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("blotter"));
    command.args(["extract", "-", "--vocabulary"]).arg(vocabulary).write_stdin(article).output().expect("it runs")
}

#[test]
fn the_commands_take_a_folder_and_tell_its_mistakes() {
    let article = "Police frogmarched 14 Kenyans out of the den.\n";
    let good = folder(&[("measures.toml", "[[measure]]\ncode = \"arrested\"\nverbs = [\"frogmarch\"]\n")]);
    let output = extract(good.path(), article);
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"measure\":\"arrested\""));
    let bad = folder(&[("measures.toml", "[[measure]]\ncode = \"arested\"\n")]);
    let output = extract(bad.path(), article);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(78));
    assert!(said.contains("measures.toml:2: `arested` is no measure of the closed list"), "{said}");
}
