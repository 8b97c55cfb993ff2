//! What the database already holds of each input, for the plan of a run.

use std::collections::{BTreeMap, HashSet};

use rusqlite::Connection;

use super::StoreError;
use crate::model::Status;

/// A document's row as far as a plan needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    pub document_id: i64,
    pub source: String,
    pub content_hash: String,
    pub bytes: i64,
    pub modified_ns: i64,
    pub version: String,
    /// Empty where the file was not told.
    pub media_type: String,
    pub status: Status,
    pub reason: String,
}

/// Hashes of contents that were taken away on request.
pub fn forgotten(connection: &Connection) -> Result<HashSet<String>, StoreError> {
    let mut statement = connection.prepare("SELECT content_hash FROM forgotten")?;
    Ok(statement.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
}

/// All documents by their path, those in containers aside.
pub fn known(connection: &Connection) -> Result<BTreeMap<String, Known>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT path, document_id, source, content_hash, bytes, modified_ns, version, status, reason, media_type
         FROM document WHERE container_id IS NULL",
    )?;
    let rows = statement.query_map([], |r| {
        let status: String = r.get(7)?;
        let known = Known {
            document_id: r.get(1)?,
            source: r.get(2)?,
            content_hash: r.get(3)?,
            bytes: r.get(4)?,
            modified_ns: r.get(5)?,
            version: r.get(6)?,
            // The table's CHECK admits no other.
            status: Status::parse(&status).unwrap_or(Status::Rejected),
            reason: r.get(8)?,
            media_type: r.get(9)?,
        };
        Ok((r.get(0)?, known))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
