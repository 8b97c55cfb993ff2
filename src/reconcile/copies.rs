//! Copies: texts that say the same in the same words, as outlets print one agency's report. In: texts that came, and those
//! that lost the one they were held against. Out: which texts are copies of each other, and which of them stands for all.
//!
//! Two texts are copies when half of the runs of the shorter one stand in the other too, and half of the figures. A text is
//! held against the first text (by the hash of its content) that has one of its prints, for each of its prints, and against
//! no other. So a new text costs a look-up, be there three that share its words or ten thousand, and who is held against
//! whom depends on which texts there are, not on the order in which they came.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

use super::sketch::Sketch;
use crate::store::StoreError;

/// Finds whose copies the texts are that are due, and who stands for whom.
pub fn update(connection: &Connection) -> Result<(), StoreError> {
    let mut due = connection.prepare("SELECT document_id FROM document_due ORDER BY document_id")?;
    let mut due: BTreeSet<i64> = due.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
    let new = due.iter().map(|text| Ok(print(connection, *text)?.then_some(*text)));
    let new: Vec<i64> = new.collect::<Result<Vec<_>, StoreError>>()?.into_iter().flatten().collect();
    for text in new {
        due.extend(behind(connection, text)?);
    }
    for text in due {
        hold_against_firsts(connection, text)?;
    }
    name_origins(connection)?;
    connection.execute("DELETE FROM document_due", [])?;
    Ok(())
}

/// Whether the text is new; then its prints are kept.
fn print(connection: &Connection, text: i64) -> Result<bool, StoreError> {
    let mut printed =
        connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM document_print WHERE document_id = ?1)")?;
    if printed.query_row([text], |row| row.get(0))? {
        return Ok(false);
    }
    let mut hash = connection.prepare_cached("SELECT content_hash FROM document WHERE document_id = ?1")?;
    let hash: String = hash.query_row([text], |row| row.get(0))?;
    let rank = i64::from_str_radix(hash.get(..12).unwrap_or_default(), 16).unwrap_or_default();
    let mut insert = connection.prepare_cached("INSERT INTO document_print VALUES (?1, ?2, ?3)")?;
    for print in sketch(connection, text)?.prints {
        insert.execute([print, rank, text])?;
    }
    Ok(true)
}

fn sketch(connection: &Connection, text: i64) -> Result<Sketch, StoreError> {
    let mut statement = connection.prepare_cached("SELECT text FROM document_text WHERE document_id = ?1")?;
    Ok(statement.query_row([text], |row| Ok(Sketch::of(row.get_ref(0)?.as_str().unwrap_or_default())))?)
}

/// The texts that have a print of which this one is the first.
fn behind(connection: &Connection, text: i64) -> Result<Vec<i64>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT other.document_id
         FROM document_print AS here JOIN document_print AS other USING (print)
         WHERE here.document_id = ?1 AND other.document_id <> ?1
             AND NOT EXISTS (
                 SELECT 1 FROM document_print AS first
                 WHERE first.print = here.print AND (first.rank, first.document_id) < (here.rank, here.document_id))",
    )?;
    Ok(statement.query_map([text], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

fn hold_against_firsts(connection: &Connection, text: i64) -> Result<(), StoreError> {
    let mut firsts = connection.prepare_cached(
        "SELECT DISTINCT (
             SELECT first.document_id FROM document_print AS first WHERE first.print = here.print
             ORDER BY first.rank, first.document_id LIMIT 1) AS first
         FROM document_print AS here WHERE here.document_id = ?1 ORDER BY first",
    )?;
    let firsts: Vec<i64> = firsts.query_map([text], |row| row.get(0))?.collect::<Result<_, _>>()?;
    connection.prepare_cached("DELETE FROM document_copy WHERE document_id = ?1")?.execute([text])?;
    let mut insert = connection.prepare_cached("INSERT INTO document_copy VALUES (?1, ?2, ?3)")?;
    let mut mine = None;
    for first in firsts.into_iter().filter(|first| *first != text) {
        let mine = match &mut mine {
            Some(mine) => mine,
            none => none.insert(sketch(connection, text)?),
        };
        if let Some(share) = mine.copied(&sketch(connection, first)?) {
            insert.execute(params![text, first, (share * 1000.0).round() / 1000.0])?;
        }
    }
    Ok(())
}

/// Copies of copies are copies: the one with the smallest content hash stands for all.
fn name_origins(connection: &Connection) -> Result<(), StoreError> {
    let mut pairs = connection.prepare(
        "WITH pair AS (
             SELECT document_id, other_id FROM document_copy UNION SELECT other_id, document_id FROM document_copy
         )
         SELECT document_id, other_id FROM pair JOIN document AS d USING (document_id)
         ORDER BY d.content_hash, document_id",
    )?;
    let mut near: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut order: Vec<i64> = Vec::new();
    let mut rows = pairs.query([])?;
    while let Some(row) = rows.next()? {
        let document: i64 = row.get(0)?;
        near.entry(document).or_default().push(row.get(1)?);
        if order.last() != Some(&document) {
            order.push(document);
        }
    }
    let mut origin: BTreeMap<i64, i64> = BTreeMap::new();
    for first in order {
        let mut open = vec![first];
        while let Some(document) = open.pop() {
            // `first` is the smallest of all that it reaches, else it had been reached already.
            if let Entry::Vacant(new) = origin.entry(document) {
                new.insert(first);
                open.extend(near.get(&document).into_iter().flatten());
            }
        }
    }
    connection.execute("DELETE FROM document_origin", [])?;
    let mut insert = connection.prepare("INSERT INTO document_origin VALUES (?1, ?2)")?;
    for (document, origin) in origin {
        insert.execute([document, origin])?;
    }
    Ok(())
}
