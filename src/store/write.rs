//! Rows of one document at a time. In: a document's facts, then its items in order, then its outcome. Out: its rows in
//! the place of those that it had; or nothing at all, where it is undone.
//!
//! A document is written whole or not at all. A small one is a savepoint, and shares a transaction with others, since what a
//! transaction costs is the pages that it touches, and small documents touch the same ones. A large one is a transaction: a
//! savepoint keeps the pages as they were in memory.

mod cells;
mod containers;
mod figures;

use std::collections::{BTreeMap, HashSet};

use foldhash::fast::FixedState;
use rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE;
use rusqlite::{Connection, ErrorCode, Statement, params};

use super::intern::Interner;
use super::prints::{Prints, Sketches};
use super::{StoreError, items};
use crate::model::{Item, Meta, Problem, Severity, Span, Status};
use crate::read::ReadError;
use crate::source::{Input, name};
use crate::text::Sketch;
use crate::vocabulary::Things;
use cells::Cells;

/// What is known of a document before it is read.
#[derive(Debug, Clone)]
pub struct NewDocument {
    pub input: Input,
    /// The row that it replaces, whose key it keeps.
    pub replaces: Option<i64>,
    /// The key of the container that it stands in.
    pub container: Option<i64>,
    /// BLAKE3 of the bytes, in hex; empty where they were not read.
    pub content_hash: String,
    pub bytes: u64,
    pub modified_ns: i64,
    pub version: String,
    pub media_type: &'static str,
}

/// What became of a document.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    pub meta: Meta,
    /// An article's decoded text.
    pub text: Option<String>,
    /// Its sketch, where it is at hand: else it is made when copies are looked for.
    pub sketch: Option<Box<Sketch>>,
    /// A table's cells that would be figures and are empty.
    pub missing: Option<u64>,
}

/// Every table with a document's rows, the document last.
const OF_A_DOCUMENT: &[&str] = &[
    "document_text",
    "observation",
    "refusal",
    "problem",
    "person",
    "statement",
    "series_document",
    "document_due",
    "document_print",
    "document_copy",
    "document_origin",
    "document",
];

/// What a document's going takes with it: its series are due, and texts that it was the first of, and facts that it had a
/// part in fall apart until then.
const FALLS_APART: &[&str] = &[
    "INSERT OR IGNORE INTO series_stale SELECT DISTINCT series_id FROM observation WHERE document_id = ?1",
    "DELETE FROM fact WHERE (document_id, ordinal) IN (
         SELECT fact_document_id, fact_ordinal FROM fact_member WHERE document_id = ?1)",
    "DELETE FROM fact_member WHERE (fact_document_id, fact_ordinal) IN (
         SELECT fact_document_id, fact_ordinal FROM fact_member WHERE document_id = ?1)",
    "DELETE FROM fact_within WHERE ?1 IN (document_id, whole_document_id)",
    "DELETE FROM fact_pair WHERE ?1 IN (document_id, other_document_id, third_document_id)",
    "INSERT OR IGNORE INTO document_due
     SELECT other.document_id FROM document_print AS here JOIN document_print AS other USING (print)
     WHERE here.document_id = ?1 AND NOT EXISTS (
         SELECT 1 FROM document_print AS first
         WHERE first.print = here.print AND (first.rank, first.document_id) < (here.rank, here.document_id))",
    "DELETE FROM document_copy WHERE other_id = ?1",
    "DELETE FROM document_origin WHERE origin_id = ?1",
];

/// Bytes of input from which a transaction is committed, and from which a document has one to itself.
const TOGETHER: u64 = 1 << 20;

/// How many rows were written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub observations: u64,
    pub refusals: u64,
    pub problems: u64,
    pub persons: u64,
    pub statements: u64,
}

/// Writes documents. Its statements are prepared once and serve a whole run.
pub struct Writer<'c> {
    connection: &'c Connection,
    run_id: i64,
    started_at: String,
    interner: Interner<'c>,
    cells: Cells<'c>,
    observation: Statement<'c>,
    refusal: Statement<'c>,
    problem: Statement<'c>,
    person: Statement<'c>,
    statement: Statement<'c>,
    document_id: i64,
    content_hash: String,
    /// Where the document that is being written has figures: series and sheet (0 for none).
    series_here: HashSet<(i64, i64), FixedState>,
    /// The keys of the series that figures of this sheet name by their number, and of the sheet.
    numbered: Vec<(i64, Option<i64>)>,
    /// A document is begun and not ended.
    in_document: bool,
    /// That document is alone in its transaction.
    alone: bool,
    /// Bytes of the documents in the open transaction.
    open_bytes: u64,
    /// The texts of those documents, by their keys. They are written last, all in one statement.
    texts: BTreeMap<i64, String>,
    prints: Prints,
    /// Of the document that is being written.
    here: Counts,
    /// Of all documents that were committed.
    pub total: Counts,
}

impl<'c> Writer<'c> {
    /// `run_id` stands in every document and problem; `started_at` is the time they are said to be ingested at.
    pub fn new(
        connection: &'c Connection,
        things: &'c Things,
        run_id: i64,
        started_at: &str,
    ) -> Result<Self, StoreError> {
        Ok(Writer {
            connection,
            run_id,
            started_at: started_at.to_string(),
            interner: Interner::new(connection, things)?,
            cells: Cells::new(connection)?,
            observation: connection.prepare(
                "INSERT INTO observation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, NULL, NULL, NULL, ?15, ?16)",
            )?,
            refusal: connection.prepare("INSERT INTO refusal VALUES (?1, ?2, ?3, ?4, ?5)")?,
            problem: connection.prepare("INSERT INTO problem VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?,
            person: connection.prepare("INSERT INTO person VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?,
            statement: connection.prepare("INSERT INTO statement VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?,
            document_id: 0,
            content_hash: String::new(),
            series_here: HashSet::default(),
            numbered: Vec::new(),
            in_document: false,
            alone: false,
            open_bytes: 0,
            texts: BTreeMap::new(),
            prints: Prints::default(),
            here: Counts::default(),
            total: Counts::default(),
        })
    }

    /// Opens the document's savepoint and takes away the rows that it had.
    pub fn begin(&mut self, new: &NewDocument) -> Result<(), StoreError> {
        self.here = Counts::default();
        self.series_here.clear();
        self.numbered.clear();
        self.interner.next_document();
        self.content_hash.clone_from(&new.content_hash);
        self.alone = new.bytes >= TOGETHER;
        if self.alone {
            self.commit()?;
        }
        self.savepoint()?;
        self.open_bytes += new.bytes;
        if let Some(document_id) = new.replaces {
            self.delete(document_id)?;
        }
        match self.insert(new) {
            Err(error) if error.sqlite_error().is_some_and(|e| e.extended_code == SQLITE_CONSTRAINT_UNIQUE) => {
                self.displace(new)?;
                Ok(self.insert(new)?)
            }
            inserted => Ok(inserted?),
        }
    }

    /// An archive that was a folder before, or a folder that was an archive: what had the path is no more.
    fn displace(&mut self, new: &NewDocument) -> Result<(), StoreError> {
        if let Some(row) = self.row(&new.input.path)? {
            for item in items::gone(self.connection, row.document_id, &[])? {
                self.delete(item)?;
            }
            self.delete(row.document_id)?;
        }
        Ok(())
    }

    fn insert(&mut self, new: &NewDocument) -> rusqlite::Result<()> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO document (document_id, path, source, content_hash, bytes, modified_ns, version, media_type,
                status, reason, title, publisher, url, language, encoding, ingested_at, run_id, container_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'loaded', '', '', '', '', '', '', ?9, ?10, ?11)",
        )?;
        self.document_id = insert.insert(params![
            new.replaces,
            name::to_text(&new.input.path),
            new.input.source,
            new.content_hash,
            new.bytes as i64,
            new.modified_ns,
            new.version,
            new.media_type,
            self.started_at,
            self.run_id,
            new.container,
        ])?;
        Ok(())
    }

    /// What the same bytes are loaded as, under another name; among items alone, or among all documents.
    pub fn same_content(&self, new: &NewDocument, among_items: bool) -> Result<Option<String>, StoreError> {
        items::same_content(self.connection, &new.content_hash, new.replaces, among_items)
    }

    pub fn is_forgotten(&self, content_hash: &str) -> Result<bool, StoreError> {
        items::is_forgotten(self.connection, content_hash)
    }

    pub fn row(&self, path: &std::path::Path) -> Result<Option<items::Row>, StoreError> {
        items::row(self.connection, path)
    }

    /// The items of a container that are not among those seen.
    pub fn gone(&self, container_id: i64, seen: &[i64]) -> Result<Vec<i64>, StoreError> {
        items::gone(self.connection, container_id, seen)
    }

    pub fn item(&mut self, item: Item) -> Result<(), StoreError> {
        let id = self.document_id;
        match item {
            Item::Observation(o) => self.observation(o)?,
            Item::Problem(p) => self.problem(&p)?,
            Item::Refusal(r) => {
                let (start, end) = offsets(r.span);
                self.refusal.execute(params![id, self.here.refusals as i64, start, end, r.reason])?;
                self.here.refusals += 1;
            }
            Item::Person(p) => {
                let (start, end) = offsets(p.span);
                let ordinal = self.here.persons as i64;
                self.person.execute(params![
                    id,
                    ordinal,
                    p.name,
                    p.title,
                    p.role,
                    p.organisation,
                    &*p.nationality,
                    start,
                    end
                ])?;
                self.here.persons += 1;
            }
            Item::Statement(s) => {
                let (start, end) = offsets(s.span);
                self.statement.execute(params![id, self.here.statements as i64, s.speaker, s.quote, start, end])?;
                self.here.statements += 1;
            }
        }
        Ok(())
    }

    fn problem(&mut self, p: &Problem) -> Result<(), StoreError> {
        self.problem.execute(params![
            self.document_id,
            self.here.problems as i64,
            p.cell,
            p.line.map(|l| l as i64),
            p.severity.as_str(),
            p.code,
            p.message,
            self.run_id,
        ])?;
        self.here.problems += 1;
        Ok(())
    }

    fn savepoint(&mut self) -> Result<(), StoreError> {
        if self.connection.is_autocommit() {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
        }
        if !self.alone {
            self.run_sql("SAVEPOINT document")?;
        }
        self.in_document = true;
        Ok(())
    }

    fn run_sql(&self, sql: &str) -> Result<(), StoreError> {
        self.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }

    /// Ends the document's savepoint, and the transaction when it holds enough.
    fn release(&mut self) -> Result<(), StoreError> {
        self.in_document = false;
        if !std::mem::take(&mut self.alone) {
            self.run_sql("RELEASE document")?;
        }
        if self.open_bytes >= TOGETHER { self.commit() } else { Ok(()) }
    }

    /// Makes what was written so far last.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        self.open_bytes = 0;
        self.write_texts()?;
        self.prints.write(self.connection)?;
        if !self.connection.is_autocommit() {
            self.connection.execute_batch("COMMIT")?;
        }
        Ok(())
    }

    /// Writes the texts that wait. At the end of a savepoint, and of each statement that a trigger follows, the full-text
    /// index writes out what it has gathered: so all go in one, as JSON, but for those that JSON can't take to SQLite.
    fn write_texts(&mut self) -> Result<(), StoreError> {
        let mut texts = std::mem::take(&mut self.texts);
        let odd: Vec<(i64, String)> = texts.extract_if(.., |_, text| text.contains('\0')).collect();
        if !texts.is_empty() {
            let all = serde_json::to_string(&texts).map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))?;
            let sql = "INSERT INTO document_text SELECT CAST(key AS INTEGER), value FROM json_each(?1)";
            self.connection.prepare_cached(sql)?.execute([all])?;
        }
        for (document_id, text) in odd {
            let mut insert = self.connection.prepare_cached("INSERT INTO document_text VALUES (?1, ?2)")?;
            insert.execute(params![document_id, text])?;
        }
        Ok(())
    }

    /// Ends the document as loaded.
    pub fn finish(&mut self, outcome: Outcome) -> Result<(), StoreError> {
        let meta = &outcome.meta;
        self.connection
            .prepare_cached(
                "UPDATE document SET title = ?2, publisher = ?3, published = ?4, url = ?5, language = ?6, encoding = ?7,
                    missing_cells = ?8 WHERE document_id = ?1",
            )?
            .execute(params![
                self.document_id,
                meta.title,
                meta.publisher,
                meta.published.map(|d| d.to_string()),
                meta.url,
                meta.language,
                meta.encoding,
                outcome.missing.map(|m| m as i64),
            ])?;
        if let Some(text) = outcome.text {
            self.texts.insert(self.document_id, text);
            self.connection.prepare_cached("INSERT INTO document_due VALUES (?1)")?.execute([self.document_id])?;
        }
        if let Some(sketch) = outcome.sketch {
            self.prints.add(self.document_id, &self.content_hash, *sketch);
        }
        self.cells.flush()?;
        self.list_series()?;
        self.end()
    }

    /// Says which series the document has figures of, so that their facts are made anew.
    fn list_series(&mut self) -> Result<(), StoreError> {
        let mut here: Vec<(i64, i64)> = self.series_here.drain().collect();
        here.sort_unstable();
        let mut list = self.connection.prepare_cached("INSERT INTO series_document VALUES (?1, ?2, ?3)")?;
        let mut stale = self.connection.prepare_cached("INSERT OR IGNORE INTO series_stale VALUES (?1)")?;
        for (series, sheet) in here {
            list.execute(params![series, self.document_id, sheet])?;
            stale.execute([series])?;
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), StoreError> {
        self.release()?;
        self.total.observations += self.here.observations;
        self.total.refusals += self.here.refusals;
        self.total.problems += self.here.problems;
        self.total.persons += self.here.persons;
        self.total.statements += self.here.statements;
        Ok(())
    }

    /// What was written is last: the sketches of its texts, as many as are at hand.
    pub fn into_sketches(self) -> Sketches {
        self.prints.into_sketches()
    }

    /// As if the document had never been begun.
    pub fn undo(&mut self) -> Result<(), StoreError> {
        self.here = Counts::default();
        self.interner.forget();
        self.cells.forget();
        if std::mem::take(&mut self.in_document) && !self.connection.is_autocommit() {
            self.texts.remove(&self.document_id);
            self.prints.remove(self.document_id);
            let alone = std::mem::take(&mut self.alone);
            self.connection.execute_batch(if alone { "ROLLBACK" } else { "ROLLBACK TO document; RELEASE document" })?;
        }
        Ok(())
    }

    /// A row for an input that gives no figures: passed over, a copy, or broken.
    pub fn without_figures(
        &mut self,
        new: &NewDocument,
        status: Status,
        reason: &str,
        problem: Option<&Problem>,
    ) -> Result<(), StoreError> {
        self.begin(new)?;
        self.settle(status, reason)?;
        if let Some(problem) = problem {
            self.problem(problem)?;
        }
        self.end()
    }

    /// A row for an input that could not be read, and the problem that says why.
    pub fn reject(&mut self, new: &NewDocument, error: &ReadError) -> Result<(), StoreError> {
        self.begin(new)?;
        self.rejected(error)
    }

    fn rejected(&mut self, error: &ReadError) -> Result<(), StoreError> {
        self.settle(Status::Rejected, &error.to_string())?;
        let message = format!("{error}; {}", error.hint());
        self.problem(&Problem { cell: None, line: None, severity: Severity::Error, code: error.code(), message })?;
        self.end()
    }

    fn settle(&mut self, status: Status, reason: &str) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE document SET status = ?2, reason = ?3 WHERE document_id = ?1")?
            .execute(params![self.document_id, status.as_str(), reason])?;
        Ok(())
    }

    /// Takes an input's rows away, and those of the items in it.
    pub fn forget(&mut self, document_id: i64) -> Result<(), StoreError> {
        for item in items::gone(self.connection, document_id, &[])? {
            self.forget(item)?;
        }
        self.savepoint()?;
        self.delete(document_id)?;
        self.release()
    }

    fn delete(&mut self, document_id: i64) -> Result<(), StoreError> {
        self.texts.remove(&document_id);
        self.prints.remove(document_id);
        for sql in FALLS_APART {
            self.connection.prepare_cached(sql)?.execute([document_id])?;
        }
        for table in OF_A_DOCUMENT {
            let sql = format!("DELETE FROM {table} WHERE document_id = ?1");
            self.connection.prepare_cached(&sql)?.execute([document_id])?;
        }
        Ok(())
    }
}

fn offsets(span: Span) -> (i64, i64) {
    (span.start as i64, span.end as i64)
}

impl StoreError {
    /// Whether somebody else has the database, so that later it may well work.
    pub fn is_busy(&self) -> bool {
        match self {
            StoreError::Locked { .. } => true,
            StoreError::Sql(rusqlite::Error::SqliteFailure(e, _))
            | StoreError::Open { source: rusqlite::Error::SqliteFailure(e, _), .. } => {
                matches!(e.code, ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
            }
            _ => false,
        }
    }

    /// Whether the row itself is at fault, so that other documents can still be written.
    pub fn is_about_the_row(&self) -> bool {
        match self {
            StoreError::Sql(rusqlite::Error::SqliteFailure(e, _)) => e.code == ErrorCode::ConstraintViolation,
            StoreError::Code { .. } => true,
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::migrate;

    #[test]
    fn every_table_that_points_to_a_document_is_emptied_with_it() -> Result<(), StoreError> {
        let mut connection = Connection::open_in_memory()?;
        migrate::migrate(&mut connection, std::path::Path::new("a.db"))?;
        let sql = "SELECT DISTINCT m.name FROM sqlite_schema AS m JOIN pragma_foreign_key_list(m.name) AS f
                   WHERE m.type = 'table' AND f.\"table\" = 'document' ORDER BY m.name";
        let found: Result<Vec<String>, _> = connection.prepare(sql)?.query_map([], |r| r.get(0))?.collect();
        let mut expected: Vec<&str> = OF_A_DOCUMENT.to_vec();
        expected.sort_unstable();
        assert_eq!(found?, expected);
        Ok(())
    }
}
