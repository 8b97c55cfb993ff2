//! Whether a database is whole. In: an open one. Out: every fault: of the file, its keys, the rules of `sql/checks`, and
//! spans that don't lie in their text.

use rusqlite::Connection;

use super::sql::{CHECKS, cell_text};
use super::{Store, StoreError};

/// Faults of one kind that are told.
const TOLD: usize = 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// `integrity_check`, `foreign_key_check`, a file of `sql/checks`, or `spans`.
    pub what: String,
    pub message: String,
}

pub fn faults(connection: &Connection) -> Result<Vec<Fault>, StoreError> {
    let mut found = Vec::new();
    for pragma in ["integrity_check", "foreign_key_check"] {
        let mut statement = connection.prepare(&format!("PRAGMA {pragma}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()?.filter(|_| found.len() < TOLD) {
            let cells: Vec<String> = (0..columns).map(|i| cell_text(row.get_ref(i))).collect();
            let message = cells.join(" | ");
            if message != "ok" {
                found.push(Fault { what: pragma.to_string(), message });
            }
        }
    }
    // What lies in a broken file says nothing of its rows.
    if !found.is_empty() {
        return Ok(found);
    }
    for check in CHECKS {
        match Store::check_one(connection, check) {
            Err(StoreError::Check { name, rows, first }) => {
                found.push(Fault { what: name, message: format!("{rows} rows break it, the first: {first}") });
            }
            other => other?,
        }
    }
    spans(connection, &mut found)?;
    Ok(found)
}

/// Spans that are cut out of their text nowhere, or in the midst of a character.
fn spans(connection: &Connection, found: &mut Vec<Fault>) -> Result<(), StoreError> {
    let mut texts =
        connection.prepare("SELECT document_id, source, text FROM document_text JOIN document USING (document_id)")?;
    let mut spans = connection.prepare(
        "SELECT figure_start, figure_end FROM observation WHERE document_id = ?1
         UNION ALL SELECT sentence_start, sentence_end FROM observation WHERE document_id = ?1
         UNION ALL SELECT text_start, text_end FROM refusal WHERE document_id = ?1
         UNION ALL SELECT text_start, text_end FROM person WHERE document_id = ?1
         UNION ALL SELECT text_start, text_end FROM statement WHERE document_id = ?1",
    )?;
    let mut documents = texts.query([])?;
    while let Some(document) = documents.next()? {
        let (id, source, text): (i64, String, String) = (document.get(0)?, document.get(1)?, document.get(2)?);
        let mut rows = spans.query([id])?;
        while let Some(row) = rows.next()? {
            let (Some(start), Some(end)) = (row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?) else {
                continue;
            };
            let cut = usize::try_from(start)
                .ok()
                .zip(usize::try_from(end).ok())
                .and_then(|(start, end)| text.get(start..end));
            if cut.is_none() && found.len() < TOLD {
                let message = format!("{source}: {start} to {end} is no part of its text");
                found.push(Fault { what: "spans".to_string(), message });
            }
        }
    }
    Ok(())
}
