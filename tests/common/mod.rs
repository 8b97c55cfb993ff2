//! What the end to end tests share: a folder of inputs, the binary, and a database's rows.
#![allow(dead_code)]

pub mod hostile;

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use rusqlite::Connection;
use rusqlite::types::ValueRef;

pub type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

pub const ARTICLE: &str = "---\ntitle: Scam compound raided\npublisher: The Daily\ndate: 2019-01-17\n---\n\
    Police arrested 403 Chinese nationals and 48 Malaysian nationals in Phnom Penh on Monday.\n";

/// A folder of inputs and a database beside it.
pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    pub fn new() -> Result<Place> {
        let place = Place { folder: tempfile::tempdir()? };
        std::fs::create_dir(place.inbox())?;
        Ok(place)
    }

    pub fn inbox(&self) -> PathBuf {
        self.folder.path().join("inbox")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn db(&self) -> PathBuf {
        self.path("out.db")
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Result {
        let path = self.inbox().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
        Ok(std::fs::write(path, content)?)
    }

    /// Loads the inbox, with more arguments behind.
    pub fn run(&self, more: &[&str]) -> Result<Output> {
        let mut command = blotter();
        command.arg("run").arg(self.inbox()).arg("--db").arg(self.db()).args(more);
        Ok(command.output()?)
    }

    pub fn rows(&self, sql: &str) -> Result<Vec<String>> {
        rows(&self.db(), sql)
    }

    pub fn count(&self, view: &str) -> Result<usize> {
        Ok(self.rows(&format!("SELECT 1 FROM {view}"))?.len())
    }
}

pub fn blotter() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_blotter"));
    command.env_remove("BLOTTER_DB");
    command
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Rows with their cells joined by ` | `, null as `-`.
pub fn rows(db: &Path, sql: &str) -> Result<Vec<String>> {
    let connection = Connection::open(db)?;
    let mut statement = connection.prepare(sql)?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    let mut out = Vec::new();
    while let Some(row) = rows.next()? {
        let cells: rusqlite::Result<Vec<String>> = (0..columns).map(|i| row.get_ref(i).map(cell)).collect();
        out.push(cells?.join(" | "));
    }
    Ok(out)
}

fn cell(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "-".to_string(),
        ValueRef::Integer(i) => i.to_string(),
        ValueRef::Real(r) => r.to_string(),
        ValueRef::Text(t) | ValueRef::Blob(t) => String::from_utf8_lossy(t).into_owned(),
    }
}

/// All rows of all tables but the clock's: what two runs over the same input must share.
pub fn dump(db: &Path) -> Result<Vec<String>> {
    let tables = rows(db, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")?;
    let mut out = Vec::new();
    for table in tables.iter().filter(|t| *t != "run" && !t.starts_with("sqlite_")) {
        let columns = rows(db, &format!("SELECT name FROM pragma_table_info('{table}')"))?;
        let timeless = |c: &&String| !matches!(c.as_str(), "ingested_at" | "path" | "modified_ns" | "run_id");
        let columns: Vec<&str> = columns.iter().filter(timeless).map(String::as_str).collect();
        let order = (1..=columns.len()).map(|i| i.to_string()).collect::<Vec<_>>().join(", ");
        let sql = format!("SELECT '{table}', {} FROM {table} ORDER BY {order}", columns.join(", "));
        out.extend(rows(db, &sql)?);
    }
    Ok(out)
}
