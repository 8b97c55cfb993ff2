//! Copies: texts that say the same in the same words, as outlets print one agency's report. In: texts that came, and those
//! that lost the one they were held against. Out: which texts are copies of each other, and which of them stands for all.
//!
//! Two texts are copies when half of the runs of the shorter one stand in the other too, and half of the figures. A text is
//! held against the first text (by the hash of its content) that has one of its prints, for each of its prints, and against
//! no other. So a new text costs a look-up, be there three that share its words or ten thousand, and who is held against
//! whom depends on which texts there are, not on the order in which they came.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use foldhash::fast::FixedState;
use rusqlite::{Connection, Statement, params};

use crate::store::StoreError;
use crate::store::prints::{self, Sketches};
use crate::text::Sketch;

/// How many texts are looked at together: their prints are looked up in the order in which they lie.
const TOGETHER: usize = 4_096;

/// Finds whose copies the texts are that are due, and who stands for whom.
pub fn update(connection: &Connection, sketches: Sketches) -> Result<(), StoreError> {
    let mut due = connection.prepare("SELECT document_id FROM document_due ORDER BY document_id")?;
    let mut due: Vec<i64> = due.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
    let mut sketches = AtHand::new(connection, sketches)?;
    for texts in due.chunks(TOGETHER) {
        print(connection, texts, &mut sketches)?;
    }
    let others: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM document_print WHERE document_id NOT IN (SELECT document_id FROM document_due))",
        [],
        |row| row.get(0),
    )?;
    if others {
        for texts in due.clone().chunks(TOGETHER) {
            due.extend(behind(connection, texts)?);
        }
        due.sort_unstable();
        due.dedup();
    }
    for texts in due.chunks(TOGETHER) {
        hold_against_firsts(connection, texts, &mut sketches)?;
    }
    name_origins(connection)?;
    connection.execute("DELETE FROM document_due", [])?;
    Ok(())
}

/// Keeps the prints of those texts that have none yet.
fn print(connection: &Connection, texts: &[i64], sketches: &mut AtHand<'_>) -> Result<(), StoreError> {
    let mut printed = connection.prepare("SELECT EXISTS (SELECT 1 FROM document_print WHERE document_id = ?1)")?;
    let mut hash = connection.prepare("SELECT content_hash FROM document WHERE document_id = ?1")?;
    let mut rows = Vec::new();
    for text in texts {
        if printed.query_row([text], |row| row.get(0))? {
            continue;
        }
        let rank = hash.query_row([text], |row| Ok(prints::rank(row.get_ref(0)?.as_str().unwrap_or_default())))?;
        rows.extend(sketches.of(*text)?.prints.iter().map(|print| [*print, rank, *text]));
    }
    prints::insert(connection, rows)
}

/// The sketches of texts, made again where they are not at hand.
struct AtHand<'c> {
    text: Statement<'c>,
    sketches: HashMap<i64, Rc<Sketch>, FixedState>,
    /// How many hashes those have.
    hashes: usize,
}

impl<'c> AtHand<'c> {
    fn new(connection: &'c Connection, sketches: Sketches) -> Result<Self, StoreError> {
        let text = connection.prepare("SELECT text FROM document_text WHERE document_id = ?1")?;
        let hashes = sketches.values().map(Sketch::hashes).sum();
        Ok(AtHand { text, sketches: sketches.into_iter().map(|(id, sketch)| (id, Rc::new(sketch))).collect(), hashes })
    }

    fn of(&mut self, text: i64) -> Result<Rc<Sketch>, StoreError> {
        if let Some(sketch) = self.sketches.get(&text) {
            return Ok(Rc::clone(sketch));
        }
        let sketch = self.text.query_row([text], |row| Ok(Sketch::of(row.get_ref(0)?.as_str().unwrap_or_default())))?;
        if self.hashes > prints::AT_HAND {
            self.sketches.clear();
            self.hashes = 0;
        }
        let sketch = Rc::new(sketch);
        self.hashes += sketch.hashes();
        self.sketches.insert(text, Rc::clone(&sketch));
        Ok(sketch)
    }
}

/// A print of a text, and the first text that has it.
struct First {
    print: i64,
    text: i64,
    first: i64,
}

/// The first text of each print of these.
fn firsts(connection: &Connection, texts: &[i64]) -> Result<Vec<First>, StoreError> {
    let mut of_text = connection.prepare("SELECT print FROM document_print WHERE document_id = ?1")?;
    let mut prints: Vec<(i64, i64)> = Vec::new();
    for text in texts {
        let rows = of_text.query_map([text], |row| Ok((row.get(0)?, *text)))?;
        prints.extend(rows.collect::<Result<Vec<_>, _>>()?);
    }
    prints.sort_unstable();
    let mut first = connection
        .prepare("SELECT document_id FROM document_print WHERE print = ?1 ORDER BY rank, document_id LIMIT 1")?;
    let mut found: Vec<First> = Vec::with_capacity(prints.len());
    for (print, text) in prints {
        let first = match found.last().filter(|last| last.print == print) {
            Some(last) => last.first,
            None => first.query_row([print], |row| row.get(0))?,
        };
        found.push(First { print, text, first });
    }
    Ok(found)
}

/// The texts that have a print of which one of these is the first.
fn behind(connection: &Connection, texts: &[i64]) -> Result<Vec<i64>, StoreError> {
    let mut all = connection.prepare("SELECT document_id FROM document_print WHERE print = ?1")?;
    let mut behind = Vec::new();
    for first in firsts(connection, texts)?.iter().filter(|f| f.first == f.text) {
        let mut rows = all.query([first.print])?;
        while let Some(row) = rows.next()? {
            behind.push(row.get(0)?);
        }
    }
    behind.sort_unstable();
    behind.dedup();
    Ok(behind)
}

fn hold_against_firsts(connection: &Connection, texts: &[i64], sketches: &mut AtHand<'_>) -> Result<(), StoreError> {
    let firsts = firsts(connection, texts)?;
    let mut pairs: Vec<(i64, i64)> = firsts.iter().filter(|f| f.first != f.text).map(|f| (f.text, f.first)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut delete = connection.prepare("DELETE FROM document_copy WHERE document_id = ?1")?;
    for text in texts {
        delete.execute([text])?;
    }
    let mut insert = connection.prepare("INSERT INTO document_copy VALUES (?1, ?2, ?3)")?;
    for pairs in pairs.chunk_by(|a, b| a.0 == b.0) {
        let Some((text, _)) = pairs.first() else { continue };
        let mine = sketches.of(*text)?;
        for (text, first) in pairs {
            if let Some(share) = mine.copied(&*sketches.of(*first)?) {
                insert.execute(params![text, first, (share * 1000.0).round() / 1000.0])?;
            }
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
