//! The SQLite database. In: documents and their items, one at a time. Out: rows behind the views of `sql/views`.
//!
//! One process writes at a time (a lock file beside the database); readers are never blocked. While a run writes, the
//! journal is a write-ahead log, so that a document is one transaction that costs no sync; when the run is over, it is
//! folded back into one file that any reader can open.

pub mod description;
pub mod intern;
pub mod known;
pub mod lock;
pub mod migrate;
pub mod reference;
pub mod sql;
pub mod write;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use thiserror::Error;

use crate::vocabulary::Vocabulary;

pub use known::Known;
pub use write::{NewDocument, Outcome, Writer};

#[derive(Debug, Error)]
pub enum StoreError {
    #[error("{path}: {source}\n  hint: {hint}", path = path.display())]
    Open { path: PathBuf, source: rusqlite::Error, hint: &'static str },
    #[error("database: {0}")]
    Sql(#[from] rusqlite::Error),
    #[error("{path}: another run is writing to this database{holder}\n  hint: wait until it has ended, or let blotter wait: --wait SECONDS", path = path.display())]
    Locked { path: PathBuf, holder: String },
    #[error("{path}: cannot make the lock file: {source}\n  hint: the folder must exist and be writable", path = path.display())]
    Lock { path: PathBuf, source: std::io::Error },
    #[error("{path}: schema version {have} is newer than this program's {know}\n  hint: use a newer blotter", path = path.display())]
    Newer { path: PathBuf, have: i64, know: i64 },
    #[error("{path}: is no database of blotter's\n  hint: give a new file with --db", path = path.display())]
    Foreign { path: PathBuf },
    #[error("`{code}` is no {list} of the closed list")]
    Code { list: &'static str, code: String },
    #[error(
        "check {name}: {rows} rows break it: {first}\n  hint: the database is not as blotter writes it; please report it"
    )]
    Check { name: String, rows: usize, first: String },
}

/// How long another program's lock on the file itself is waited for.
const BUSY: Duration = Duration::from_secs(60);

/// An open database that this process alone writes.
pub struct Store {
    pub connection: Connection,
    _lock: lock::Lock,
}

impl Store {
    /// Opens or makes the database, brings its schema and views up to date.
    pub fn open(path: &Path, vocabulary: &Vocabulary) -> Result<Store, StoreError> {
        Store::open_waiting(path, vocabulary, Duration::ZERO)
    }

    /// The same, where another run may hold the lock for so long.
    pub fn open_waiting(path: &Path, vocabulary: &Vocabulary, wait: Duration) -> Result<Store, StoreError> {
        let lock = lock::Lock::take(path, wait)?;
        let hint = "the folder must exist and be writable";
        let mut connection =
            Connection::open(path).map_err(|source| StoreError::Open { path: path.to_path_buf(), source, hint })?;
        connection.busy_timeout(BUSY)?;
        connection.set_prepared_statement_cache_capacity(64);
        migrate::migrate(&mut connection, path)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "cache_size", -4_096)?;
        migrate::refresh_views(&mut connection)?;
        reference::refresh(&mut connection, vocabulary)?;
        description::refresh(&mut connection)?;
        Ok(Store { connection, _lock: lock })
    }

    /// Opens an existing database for reading.
    pub fn read_only(path: &Path) -> Result<Connection, StoreError> {
        let hint = "load something first: blotter run FOLDER --db FILE";
        let fault = |source| StoreError::Open { path: path.to_path_buf(), source, hint };
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(fault)?;
        connection.busy_timeout(BUSY)?;
        migrate::expect_ours(&connection, path)?;
        Ok(connection)
    }

    /// To be called before the first row is written. `bulk`: few large documents into a database that holds none, so that
    /// nobody reads it yet; then what is new is written once, without a log.
    pub fn begin(&self, bulk: bool) -> Result<(), StoreError> {
        self.connection.pragma_update(None, "journal_mode", if bulk { "DELETE" } else { "WAL" })?;
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        // The writer makes every key itself, and looking each one up again costs a third of a load: `blotter check` does.
        self.connection.pragma_update(None, "foreign_keys", false)?;
        Ok(())
    }

    /// Folds the log back into the one file. A reader that holds the database leaves the log beside it, which is as good.
    pub fn finish(&self) -> Result<(), StoreError> {
        self.connection.execute_batch("PRAGMA optimize")?;
        if let Err(e) = self.connection.pragma_update(None, "journal_mode", "DELETE") {
            log::debug!("the write-ahead log stays beside the database: {e}");
        }
        Ok(())
    }

    /// Every file of `sql/checks`; the first that returns a row is an error.
    pub fn check(connection: &Connection) -> Result<(), StoreError> {
        for check in sql::CHECKS {
            let mut statement = connection.prepare(check.text)?;
            let columns = statement.column_count();
            let mut rows = statement.query([])?;
            let (mut count, mut first) = (0, String::new());
            while let Some(row) = rows.next()? {
                count += 1;
                if count == 1 {
                    let cells: Vec<String> = (0..columns).map(|i| sql::cell_text(row.get_ref(i))).collect();
                    first = cells.join(" | ");
                }
            }
            if count > 0 {
                return Err(StoreError::Check { name: check.name.to_string(), rows: count, first });
            }
        }
        Ok(())
    }
}
