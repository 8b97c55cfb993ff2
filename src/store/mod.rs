//! The SQLite database. In: documents and their items, one at a time. Out: rows behind the views of `sql/views`.
//!
//! One process writes at a time (a lock file beside the database); readers are never blocked. While a run writes, the
//! journal is a write-ahead log, so that a document is one transaction that costs no sync; when the run is over, it is
//! folded back into one file that any reader can open.

pub mod check;
pub mod description;
pub mod forget;
pub mod intern;
pub mod items;
pub mod known;
pub mod lock;
pub mod migrate;
pub mod prints;
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
    #[error("{path}: cannot lay a copy of the database beside it before it is brought up to this version: {source}\n  hint: the folder must be writable and have room for it", path = path.display())]
    Backup { path: PathBuf, source: std::io::Error },
    #[error("`{code}` is no {list} of the closed list")]
    Code { list: &'static str, code: String },
    #[error(
        "check {name}: {rows} rows break it: {first}\n  hint: the database is not as blotter writes it; please report it"
    )]
    Check { name: String, rows: usize, first: String },
}

/// How long a reader waits for another program's lock on the file itself, and how long a run does at least.
const BUSY: Duration = Duration::from_secs(60);
const LEAST: Duration = Duration::from_secs(5);
/// The same, where nothing is lost if it stays.
const SHORT: Duration = Duration::from_millis(500);

/// An open database that this process alone writes.
pub struct Store {
    pub connection: Connection,
    /// How long a lock of another program is waited for.
    busy: Duration,
    _lock: lock::Lock,
}

impl Store {
    /// Opens or makes the database, brings its schema and views up to date.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        Store::open_waiting(path, Duration::ZERO)
    }

    /// The same, where another run may hold the lock for so long.
    pub fn open_waiting(path: &Path, wait: Duration) -> Result<Store, StoreError> {
        Store::open_with(path, OpenFlags::default(), wait)
    }

    /// Whether the codes and names are those of the vocabulary of this version: of the last run that wrote, which left no
    /// thing without a noun.
    pub fn is_named_by(&self, version: &str) -> Result<bool, StoreError> {
        let sql = "SELECT (SELECT version FROM run ORDER BY run_id DESC LIMIT 1) IS ?1
                       AND NOT EXISTS (SELECT 1 FROM object WHERE noun = '')";
        Ok(self.connection.query_row(sql, [version], |row| row.get(0))?)
    }

    /// Writes the vocabulary's codes and names, which rows point to. To be called before the first of them is written.
    pub fn name_codes(&self, vocabulary: &Vocabulary) -> Result<(), StoreError> {
        reference::refresh(&self.connection, vocabulary)
    }

    /// A database that is there, to be changed without loading anything.
    pub fn open_existing(path: &Path, wait: Duration) -> Result<Store, StoreError> {
        // Refuses what is not ours before a lock is laid beside it.
        drop(Store::read_only(path)?);
        Store::open_with(path, OpenFlags::default() & !OpenFlags::SQLITE_OPEN_CREATE, wait)
    }

    fn open_with(path: &Path, flags: OpenFlags, wait: Duration) -> Result<Store, StoreError> {
        let lock = lock::Lock::take(path, wait)?;
        let busy = wait.max(LEAST);
        let hint = "the folder must exist and be writable";
        let mut connection = Connection::open_with_flags(path, flags).map_err(|source| StoreError::Open {
            path: path.to_path_buf(),
            source,
            hint,
        })?;
        connection.busy_timeout(busy)?;
        connection.set_prepared_statement_cache_capacity(64);
        migrate::migrate(&mut connection, path)?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "cache_size", -4_096)?;
        migrate::refresh_views(&mut connection)?;
        description::refresh(&mut connection)?;
        Ok(Store { connection, busy, _lock: lock })
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

    /// To be called before the first row is written.
    pub fn begin(&self) -> Result<(), StoreError> {
        self.connection.pragma_update(None, "journal_mode", "WAL")?;
        self.connection.pragma_update(None, "synchronous", "NORMAL")?;
        // The writer makes every key itself, and looking each one up again costs a third of a load: `blotter check` does.
        self.connection.pragma_update(None, "foreign_keys", false)?;
        Ok(())
    }

    /// Folds the log back into the one file. A reader that holds the database leaves the log beside it, which is as good, and
    /// is not waited for. What the log has is copied first: readers come between, and the switch itself is short.
    pub fn finish(&self) -> Result<(), StoreError> {
        self.connection.execute_batch("PRAGMA optimize")?;
        self.connection.busy_timeout(SHORT)?;
        let folded = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
            .and_then(|()| self.connection.pragma_update(None, "journal_mode", "DELETE"));
        if let Err(e) = folded {
            log::info!("a reader holds the database: the write-ahead log stays beside it until the next run ({e})");
        }
        self.connection.busy_timeout(self.busy)?;
        Ok(())
    }

    /// Whether a run that broke off, or a reader, left a log behind.
    pub fn is_left_open(&self) -> Result<bool, StoreError> {
        let mode: String = self.connection.pragma_query_value(None, "journal_mode", |r| r.get(0))?;
        Ok(mode == "wal")
    }

    /// Every file of `sql/checks`; the first that returns a row is an error.
    pub fn check(connection: &Connection) -> Result<(), StoreError> {
        sql::CHECKS.iter().try_for_each(|check| Store::check_one(connection, check))
    }

    fn check_one(connection: &Connection, check: &sql::SqlFile) -> Result<(), StoreError> {
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
        Ok(())
    }
}
