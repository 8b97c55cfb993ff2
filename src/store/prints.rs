//! Prints of texts, by which copies are found. In: each text's sketch, as its document is written. Out: rows of
//! `document_print`, those of many texts at a time in the order in which they lie; and sketches, for those who look for
//! copies when the last row is written.

use std::collections::{BTreeMap, HashMap};

use foldhash::fast::FixedState;
use rusqlite::Connection;

use super::StoreError;
use crate::text::Sketch;

/// How many hashes of sketches are kept at hand.
pub const AT_HAND: usize = 1 << 20;

/// By document.
pub type Sketches = HashMap<i64, Sketch, FixedState>;

/// Prints that wait to be written, and sketches that wait to be asked for.
#[derive(Debug, Default)]
pub struct Prints {
    /// Rank and prints of each text.
    waiting: BTreeMap<i64, (i64, Vec<i64>)>,
    sketches: Sketches,
    /// How many hashes those have.
    hashes: usize,
}

impl Prints {
    pub fn add(&mut self, document_id: i64, content_hash: &str, sketch: Sketch) {
        self.waiting.insert(document_id, (rank(content_hash), sketch.prints.clone()));
        if self.hashes < AT_HAND {
            self.hashes += sketch.hashes();
            self.sketches.insert(document_id, sketch);
        }
    }

    /// A document that goes, or was never whole.
    pub fn remove(&mut self, document_id: i64) {
        self.waiting.remove(&document_id);
        self.sketches.remove(&document_id);
    }

    pub fn write(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let waiting = std::mem::take(&mut self.waiting);
        let rows = waiting.iter().flat_map(|(text, (rank, prints))| prints.iter().map(|print| [*print, *rank, *text]));
        insert(connection, rows.collect())
    }

    pub fn into_sketches(self) -> Sketches {
        self.sketches
    }
}

/// Where a text stands among those that share a print, by its content: the same in any order of loading.
pub fn rank(content_hash: &str) -> i64 {
    i64::from_str_radix(content_hash.get(..12).unwrap_or_default(), 16).unwrap_or_default()
}

/// Writes rows of print, rank and document.
pub fn insert(connection: &Connection, mut rows: Vec<[i64; 3]>) -> Result<(), StoreError> {
    rows.sort_unstable();
    let mut insert = connection.prepare_cached("INSERT INTO document_print VALUES (?1, ?2, ?3)")?;
    for row in rows {
        insert.execute(row)?;
    }
    Ok(())
}
