//! Records that wait to be loaded, in a file of their own. In: lines, in any order, each perhaps several times. Out: the
//! documents among them in the order of a run, and the records of each.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, params};

use super::LoadError;
use super::record::{Codes, Row, ordinal_of, parse};
use crate::read::ReadError;
use crate::source::{Limit, Limits};

/// Records that wait to be loaded.
pub struct Staged {
    pub connection: Connection,
    pub path: PathBuf,
}

impl Drop for Staged {
    fn drop(&mut self) {
        // What can't be taken away is overwritten by the next load.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Staged {
    pub fn new(path: &Path) -> Result<Staged, LoadError> {
        let _ = std::fs::remove_file(path);
        let connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             CREATE TABLE record (source TEXT NOT NULL, kind TEXT NOT NULL, ordinal INTEGER NOT NULL, json TEXT NOT NULL,
                 PRIMARY KEY (source, kind, ordinal)) WITHOUT ROWID;
             CREATE TABLE document (source TEXT PRIMARY KEY, path TEXT NOT NULL, container TEXT, place TEXT NOT NULL,
                 position INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
             CREATE INDEX document_container ON document (container, position);",
        )?;
        Ok(Staged { connection, path: path.to_path_buf() })
    }

    /// Takes records, one a line.
    pub fn read(&mut self, input: impl Read, file: &str, limits: &Limits) -> Result<(), LoadError> {
        let transaction = self.connection.transaction()?;
        let mut input = BufReader::new(input);
        let mut line = Vec::new();
        for number in 1.. {
            line.clear();
            // A record is in memory as a whole.
            let most = limits.loaded_bytes.saturating_add(1);
            let read = input.by_ref().take(most).read_until(b'\n', &mut line);
            let read = read.map_err(|source| LoadError::Io { file: file.to_string(), source })?;
            if read == 0 {
                break;
            }
            let wrong = |message: String| LoadError::Record { file: file.to_string(), line: number, message };
            limits.check(Limit::LoadedBytes, read as u64).map_err(|e| wrong(e.to_string()))?;
            let text = std::str::from_utf8(&line).map_err(|_| wrong("no UTF-8".to_string()))?.trim();
            if !text.is_empty() {
                put(&transaction, text, &wrong)?;
            }
        }
        Ok(transaction.commit()?)
    }

    pub fn rows(&self, sql: &str, source: &str) -> Result<Vec<String>, LoadError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map([source], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }
}

/// Lays one record down. The same record twice is one.
fn put(connection: &Connection, line: &str, wrong: &dyn Fn(String) -> LoadError) -> Result<(), LoadError> {
    let row: Row = serde_json::from_str(line).map_err(|e| wrong(e.to_string()))?;
    if row.source.is_empty() {
        return Err(wrong("no record: it has no `source`".to_string()));
    }
    if row.r#type != "document" {
        let ordinal = match row.r#type.as_str() {
            "observation" => ordinal_of(&row.observation_id).ok_or_else(|| wrong("a bad `observation_id`".into()))?,
            "refusal" | "problem" | "person" | "statement" => row.ordinal,
            other => return Err(wrong(format!("`{other}` is no type of record"))),
        };
        connection
            .prepare_cached("INSERT OR IGNORE INTO record VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![row.source, row.r#type, ordinal, line])?;
        return Ok(());
    }
    let before: Option<String> = connection
        .prepare_cached("SELECT path FROM document WHERE source = ?1")?
        .query_map([&row.source], |r| r.get(0))?
        .next()
        .transpose()?;
    if let Some(first) = before.filter(|first| *first != row.path) {
        return Err(LoadError::Twice { source_name: row.source, first, second: row.path });
    }
    // A folder's files come before those whose names go on where the folder's ends, as in a walk.
    let place = row.source.replace('/', "\u{1}");
    connection.prepare_cached("INSERT OR IGNORE INTO document VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(params![
        row.source,
        row.path,
        row.container,
        place,
        row.position,
        line
    ])?;
    Ok(())
}

/// Records whose document is not among them.
pub fn orphans(staged: &Staged) -> Result<(), LoadError> {
    let sql =
        "SELECT DISTINCT source FROM record WHERE source NOT IN (SELECT source FROM document) OR ?1 <> '' LIMIT 1";
    match staged.rows(sql, "")?.pop() {
        Some(source) => Err(LoadError::NoDocument(source)),
        None => Ok(()),
    }
}

/// Why a document was rejected, from its last problem.
pub fn told(row: &Row, staged: &Staged, codes: &mut Codes) -> Result<ReadError, LoadError> {
    let sql = "SELECT json FROM record WHERE source = ?1 AND kind = 'problem' ORDER BY ordinal DESC LIMIT 1";
    let problem = staged.rows(sql, &row.source)?.pop().map(|json| parse(&json)).transpose()?.unwrap_or_default();
    let hint = problem.message.strip_prefix(&row.reason).and_then(|h| h.strip_prefix("; ")).unwrap_or("");
    Ok(ReadError::Told { code: codes.code(&problem.code)?, what: row.reason.clone(), hint: codes.code(hint)? })
}
