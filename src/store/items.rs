//! What the database holds of a container's items. In: a container's key. Out: its items as they were loaded, small enough to
//! keep for millions of them; and which of them are gone.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;
use crate::model::Status;
use crate::source::name;

/// A digest that says: this item, with these bytes, was read by this version.
pub type Digest = u64;

pub fn digest(path: &str, content_hash: &str, version: &str) -> Digest {
    let mut hasher = blake3::Hasher::new();
    for part in [path, content_hash, version] {
        hasher.update(part.as_bytes()).update(b"\0");
    }
    let bytes = hasher.finalize();
    // A hash has 32 bytes.
    bytes.as_bytes().first_chunk().map_or(0, |b| u64::from_le_bytes(*b))
}

/// The items of one container that were read to the end: loaded, or rejected for what is in them.
#[derive(Debug, Default)]
pub struct Items {
    /// Sorted by digest.
    known: Vec<(Digest, i64, bool)>,
}

impl Items {
    pub fn of(connection: &Connection, container_id: i64) -> Result<Items, StoreError> {
        let sql = "SELECT path, content_hash, version, document_id, status FROM document
                   WHERE container_id = ?1 AND status <> 'skipped' AND content_hash <> ''";
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([container_id])?;
        let mut known = Vec::new();
        while let Some(row) = rows.next()? {
            let text = |i: usize| row.get_ref(i).and_then(|v| v.as_str().map_err(Into::into));
            let rejected = text(4)? == Status::Rejected.as_str();
            known.push((digest(text(0)?, text(1)?, text(2)?), row.get(3)?, rejected));
        }
        known.sort_unstable();
        Ok(Items { known })
    }

    /// The row of an item that is as it was, and whether it is a rejected one.
    pub fn find(&self, path: &Path, content_hash: &str, version: &str) -> Option<(i64, bool)> {
        if self.known.is_empty() {
            return None;
        }
        let wanted = digest(&name::to_text(path), content_hash, version);
        let at = self.known.binary_search_by_key(&wanted, |(d, _, _)| *d).ok()?;
        self.known.get(at).map(|(_, id, rejected)| (*id, *rejected))
    }
}

/// A row as far as it decides whether an item is as it was.
#[derive(Debug, PartialEq)]
pub struct Row {
    pub document_id: i64,
    pub content_hash: String,
    pub version: String,
    pub status: String,
    pub reason: String,
}

/// The row of an item.
pub fn row(connection: &Connection, path: &Path) -> Result<Option<Row>, StoreError> {
    let sql = "SELECT document_id, content_hash, version, status, reason FROM document WHERE path = ?1";
    let row = connection
        .prepare_cached(sql)?
        .query_row([name::to_text(path)], |r| {
            Ok(Row {
                document_id: r.get(0)?,
                content_hash: r.get(1)?,
                version: r.get(2)?,
                status: r.get(3)?,
                reason: r.get(4)?,
            })
        })
        .optional()?;
    Ok(row)
}

/// What the same bytes are loaded as, under another name.
pub fn same_content(
    connection: &Connection,
    content_hash: &str,
    but: Option<i64>,
    items_only: bool,
) -> Result<Option<String>, StoreError> {
    let sql = "SELECT source FROM document
               WHERE content_hash = ?1 AND status = 'loaded' AND items IS NULL AND document_id IS NOT ?2
                   AND (container_id IS NOT NULL OR NOT ?3) LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![content_hash, but, items_only], |r| r.get(0)).optional()?)
}

/// Whether a content was taken away on request.
pub fn is_forgotten(connection: &Connection, content_hash: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM forgotten WHERE content_hash = ?1)";
    Ok(connection.prepare_cached(sql)?.query_row([content_hash], |r| r.get(0))?)
}

/// The items of a container that are not among those seen, which are sorted.
pub fn gone(connection: &Connection, container_id: i64, seen: &[i64]) -> Result<Vec<i64>, StoreError> {
    let sql = "SELECT document_id FROM document WHERE container_id = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([container_id])?;
    let mut gone = Vec::new();
    while let Some(row) = rows.next()? {
        let id: i64 = row.get(0)?;
        if seen.binary_search(&id).is_err() {
            gone.push(id);
        }
    }
    Ok(gone)
}

/// How many rejected items there are in containers other than these.
pub fn still_rejected(connection: &Connection, but: &[i64]) -> Result<u64, StoreError> {
    let sql = "SELECT container_id, count(*) FROM document
               WHERE container_id IS NOT NULL AND status = 'rejected' GROUP BY container_id";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |r| Ok((r.get(0)?, r.get::<_, i64>(1)? as u64)))?;
    rows.filter(|row| row.as_ref().map_or(true, |(id, _)| !but.contains(id))).map(|row| Ok(row?.1)).sum()
}

/// Inputs that hold a copy of what is loaded nowhere any more, by path: they are to be read again.
pub fn orphaned(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT DISTINCT coalesce(c.path, d.path) FROM document AS d
               LEFT JOIN document AS c ON c.document_id = d.container_id
               WHERE EXISTS (SELECT 1 FROM document WHERE container_id IS NOT NULL)
                   AND d.status = 'skipped' AND d.content_hash <> ''
                   AND d.content_hash NOT IN (SELECT content_hash FROM forgotten)
                   AND NOT EXISTS (SELECT 1 FROM document AS l
                                   WHERE l.content_hash = d.content_hash AND l.status = 'loaded'
                                       AND (l.items IS NULL) = (d.items IS NULL))";
    Ok(connection.prepare(sql)?.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
}
