//! Copies: texts that say the same in the same words, as outlets print one agency's report. In: texts that are new. Out:
//! which texts are copies of each other, and which of them stands for all.
//!
//! A text is cut into runs of five words. Two texts are copies when half of the runs of the shorter one stand in the longer
//! too. Only texts that share some of their smallest hashes are held against each other, so a new text costs a look-up.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};
use smol_str::SmolStr;

use super::block::fnv;
use crate::model::Span;
use crate::store::StoreError;
use crate::text::tokenize;

const RUN: usize = 5;
/// How many hashes of a text are kept.
const KEPT: usize = 24;
/// How many of them two texts must share to be looked at.
const SHARED: i64 = 2;
/// How much of the shorter text both must have.
const COPIED: f64 = 0.5;

/// Prints new texts, finds whose copies they are, and who stands for whom.
pub fn update(connection: &Connection) -> Result<(), StoreError> {
    let mut new = connection.prepare(
        "SELECT document_id, text FROM document_text AS t
         WHERE NOT EXISTS (SELECT 1 FROM document_print AS p WHERE p.document_id = t.document_id) ORDER BY document_id",
    )?;
    let mut insert = connection.prepare("INSERT INTO document_print VALUES (?1, ?2)")?;
    let mut printed = Vec::new();
    let mut rows = new.query([])?;
    while let Some(row) = rows.next()? {
        let document: i64 = row.get(0)?;
        let runs = runs(row.get_ref(1)?.as_str().unwrap_or(""));
        for print in runs.iter().take(KEPT) {
            insert.execute(params![print, document])?;
        }
        printed.push(document);
    }
    for document in printed {
        find_copies(connection, document)?;
    }
    name_origins(connection)
}

/// The hashes of a text's runs, the smallest first. A text shorter than a run is one.
fn runs(text: &str) -> BTreeSet<i64> {
    let words: Vec<SmolStr> = tokenize(text, Span::new(0, text.len()))
        .into_iter()
        .filter(|token| token.is_word() || token.is_number())
        .map(|token| token.folded)
        .collect();
    let hash = |run: &[SmolStr]| fnv(run.iter().flat_map(|word| word.bytes().chain([b' ']))) as i64;
    if words.len() < RUN { BTreeSet::from([hash(&words)]) } else { words.windows(RUN).map(hash).collect() }
}

fn find_copies(connection: &Connection, document: i64) -> Result<(), StoreError> {
    let mut alike = connection.prepare_cached(
        "SELECT other.document_id FROM document_print AS here JOIN document_print AS other USING (print)
         WHERE here.document_id = ?1 AND other.document_id <> ?1
         GROUP BY other.document_id HAVING count(*) >= ?2 ORDER BY other.document_id",
    )?;
    let alike: Vec<i64> = alike.query_map([document, SHARED], |r| r.get(0))?.collect::<Result<_, _>>()?;
    let mut text = connection.prepare_cached("SELECT text FROM document_text WHERE document_id = ?1")?;
    let mut runs_of = |id: i64| text.query_row([id], |row| Ok(runs(row.get_ref(0)?.as_str().unwrap_or(""))));
    let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO document_copy VALUES (?1, ?2, ?3)")?;
    if alike.is_empty() {
        return Ok(());
    }
    let mine = runs_of(document)?;
    for other in alike {
        let theirs = runs_of(other)?;
        let share = mine.intersection(&theirs).count() as f64 / mine.len().min(theirs.len()).max(1) as f64;
        if share >= COPIED {
            let share = (share * 1000.0).round() / 1000.0;
            insert.execute(params![document, other, share])?;
            insert.execute(params![other, document, share])?;
        }
    }
    Ok(())
}

/// Copies of copies are copies: the one with the smallest content hash stands for all.
fn name_origins(connection: &Connection) -> Result<(), StoreError> {
    let mut pairs = connection.prepare(
        "SELECT c.document_id, d.content_hash, c.other_id FROM document_copy AS c JOIN document AS d USING (document_id)
         ORDER BY d.content_hash, c.document_id",
    )?;
    let mut near: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    let mut order: Vec<i64> = Vec::new();
    let mut rows = pairs.query([])?;
    while let Some(row) = rows.next()? {
        let document: i64 = row.get(0)?;
        near.entry(document).or_default().push(row.get(2)?);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_texts_runs_are_the_same_whatever_its_case_and_marks() {
        let one = runs("Police arrested 403 Chinese nationals on Monday, they said.");
        assert_eq!(one, runs("POLICE arrested 403 Chinese nationals on Monday -- they said"));
        assert_eq!(one.len(), 5);
        assert_eq!(runs("Nobody").len(), 1);
        assert_ne!(one, runs("Police arrested 404 Chinese nationals on Monday, they said."));
    }
}
