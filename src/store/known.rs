//! What the database already holds of each input, for the plan of a run.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rusqlite::Connection;

use super::StoreError;
use crate::model::Status;
use crate::source::MediaType;

/// A document's row as far as a plan needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    pub document_id: i64,
    pub source: String,
    pub content_hash: String,
    pub bytes: i64,
    pub modified_ns: i64,
    /// Most rows share it.
    pub version: Arc<str>,
    /// None where the file was not told.
    pub media_type: Option<MediaType>,
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
    let mut version: Arc<str> = "".into();
    let rows = statement.query_map([], |r| {
        let text = |at: usize| r.get_ref(at).and_then(|value| Ok(value.as_str()?));
        if text(6)? != &*version {
            version = text(6)?.into();
        }
        let known = Known {
            document_id: r.get(1)?,
            source: r.get(2)?,
            content_hash: r.get(3)?,
            bytes: r.get(4)?,
            modified_ns: r.get(5)?,
            version: Arc::clone(&version),
            // The table's CHECK admits no other.
            status: Status::parse(text(7)?).unwrap_or(Status::Rejected),
            reason: r.get(8)?,
            media_type: MediaType::parse(text(9)?),
        };
        Ok((r.get(0)?, known))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
