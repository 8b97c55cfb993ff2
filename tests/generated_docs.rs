//! Documents that are made from the program: docs/schema.md, datasette.yaml and the answers in docs/questions.md are what it
//! says today. `UPDATE_DOCS=1 cargo test --test generated_docs` writes them anew.

mod common;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use blotter::store::Store;
use blotter::store::sql::{QUERIES, SqlFile, VIEWS};
use common::{Place, Result, blotter, stdout};
use rusqlite::Connection;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The file is this text, or is made so where that is asked for.
fn expect(name: &str, text: &str) -> Result {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        return Ok(std::fs::write(path(name), text)?);
    }
    let have = std::fs::read_to_string(path(name)).unwrap_or_default();
    let line = have.lines().zip(text.lines()).position(|(a, b)| a != b).map_or(0, |at| at + 1);
    assert!(have == text, "{name} is out of date at line {line}: UPDATE_DOCS=1 cargo test --test generated_docs");
    Ok(())
}

/// An empty database, with what it says of itself.
fn described() -> Result<(tempfile::TempDir, Connection)> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("a.db"))?;
    drop(store);
    let connection = Store::read_only(&folder.path().join("a.db"))?;
    Ok((folder, connection))
}

type Row = (String, bool, String, String, String);

/// Name, whether it is a view, column (empty for itself), type, what it holds.
fn columns(connection: &Connection) -> Result<Vec<Row>> {
    let mut statement = connection.prepare("SELECT name, is_view, column_name, type, about FROM columns")?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?, r.get(4)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

#[test]
fn every_table_and_column_says_what_it_holds() -> Result {
    let (_folder, connection) = described()?;
    let columns = columns(&connection)?;
    let silent: Vec<String> = columns.iter().filter(|c| c.4.is_empty()).map(|c| format!("{}.{}", c.0, c.2)).collect();
    assert_eq!(silent, Vec::<String>::new(), "write them into sql/columns.toml");
    let is_there = |name: &str, column: &str| {
        columns
            .iter()
            .any(|c| (name.is_empty() || c.0 == name) && c.2 == column && (!name.is_empty() || !column.is_empty()))
    };
    let stale: Vec<_> = blotter::store::description::all().into_keys().filter(|(n, c)| !is_there(n, c)).collect();
    assert_eq!(stale, [], "sql/columns.toml speaks of what isn't there");
    Ok(())
}

#[test]
fn schema_md_is_what_the_database_says() -> Result {
    let (_folder, connection) = described()?;
    let mut text = String::from(
        "# What is in the database\n\nMade from the view `columns` of a database, which says the same: \
         `blotter query columns --db FILE`.\nPeople read the views; the tables stand behind them and may change.\n",
    );
    let mut part = None;
    for (name, is_view, column, kind, about) in columns(&connection)? {
        if part != Some(is_view) {
            part = Some(is_view);
            writeln!(text, "\n## {}", if is_view { "Views" } else { "Tables" })?;
        }
        let about = about.replace('|', "\\|");
        if column.is_empty() {
            writeln!(text, "\n### {name}\n\n{about}\n\n| column | type | |\n| --- | --- | --- |")?;
        } else {
            writeln!(text, "| `{column}` | {kind} | {about} |")?;
        }
    }
    expect("docs/schema.md", &text)
}

/// A text as YAML's double-quoted scalar, which is JSON's string.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

const FACETS: &[(&str, &str)] = &[
    ("facts", "[kind, measure, nationality, country, modality, sources]"),
    ("observations", "[kind, measure, nationality, country, qualifier, modality]"),
    ("documents", "[status, publisher, media_type, language]"),
    ("problems", "[severity, code]"),
    ("refusals", "[reason]"),
    ("conflicts", "[reason]"),
    ("summary_by_nationality", "[measure, years]"),
    ("summary_trend", "[step, measure]"),
];

#[test]
fn datasette_yaml_has_the_views_and_the_questions() -> Result {
    let (_folder, connection) = described()?;
    let columns = columns(&connection)?;
    let mut text = String::from(
        "# For Datasette: datasette out/blotter.db -m datasette.yaml. Made by `UPDATE_DOCS=1 cargo test --test generated_docs`.\n\
         # The key below `databases` is the file's name: change it for another than blotter.db.\n\
         title: blotter\n\
         description: Figures on cross-border crime, each with the words or the cell that states it.\n\
         databases:\n  blotter:\n    tables:\n",
    );
    for view in VIEWS {
        writeln!(text, "      {}:\n        title: {}", view.name, quoted(&view.title()))?;
        writeln!(text, "        description: {}", quoted(&view.about()))?;
        if let Some((_, facets)) = FACETS.iter().find(|(name, _)| *name == view.name) {
            writeln!(text, "        facets: {facets}")?;
        }
        writeln!(text, "        columns:")?;
        for (_, _, column, _, about) in columns.iter().filter(|c| c.0 == view.name && !c.2.is_empty()) {
            writeln!(text, "          {column}: {}", quoted(about))?;
        }
    }
    writeln!(text, "    queries:")?;
    for query in QUERIES {
        writeln!(text, "      {}:\n        title: {}", query.name, quoted(&query.title()))?;
        writeln!(text, "        description: {}\n        sql: |-", quoted(&query.about()))?;
        for line in query.statement().lines() {
            writeln!(text, "          {line}")?;
        }
    }
    expect("datasette.yaml", &text)
}

#[test]
fn questions_md_shows_what_the_questions_answer() -> Result {
    let place = Place::new()?;
    blotter().arg("run").arg(path("sample_data")).arg("--db").arg(place.db()).output()?;
    let document = std::fs::read_to_string(path("docs/questions.md"))?;
    let mut text = String::new();
    let mut in_answer = false;
    for line in document.lines() {
        if let Some(command) = line.strip_prefix("    $ blotter ") {
            let arguments = command.split_whitespace().map(|word| word.trim_matches('\''));
            let answer = blotter().args(arguments).arg("--db").arg(place.db()).arg("--format=markdown").output()?;
            writeln!(text, "{line}\n\n{}", stdout(&answer).trim_end())?;
            in_answer = true;
        } else if !in_answer || !(line.is_empty() || line.starts_with('|')) {
            if std::mem::take(&mut in_answer) {
                text.push('\n');
            }
            writeln!(text, "{line}")?;
        }
    }
    let asked: Vec<&SqlFile> = QUERIES.iter().filter(|q| document.contains(&format!("query {}", q.name))).collect();
    assert_eq!(asked.len(), QUERIES.len(), "docs/questions.md has every ready question");
    expect("docs/questions.md", &text)
}
