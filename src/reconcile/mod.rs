//! Which observations state the same thing. In: a database whose documents came or went. Out: its facts: rows of `fact`,
//! `fact_member`, `fact_pair`, `document_origin` behind the views `facts`, `conflicts` and `superseded`.
//!
//! Facts are made block by block: a block holds all figures of one measure and one group of persons or things
//! ([`block`]). What a block gives depends on its figures alone, never on the order in which they came, so a new document
//! makes only the blocks anew that it has figures of, and the result is that of a load from scratch. A block whose figures
//! all stand in one table has nothing to be compared with and is not even read.
//!
//! `docs/facts.md` says which rule joins and which separates.

mod agreed;
mod block;
mod claim;
mod copies;
mod dispute;
mod group;
mod holds;
mod index;
mod period;
mod same;
mod totals;
mod within;
mod write;

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::store::StoreError;
use crate::store::prints::Sketches;

/// What was made anew.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reconciled {
    pub blocks: usize,
    pub facts: usize,
    pub pairs: usize,
}

/// Whether documents came or went since facts were last made.
pub fn is_due(connection: &Connection) -> Result<bool, StoreError> {
    Ok(connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM series_stale) OR EXISTS (SELECT 1 FROM document_due)",
        [],
        |row| row.get(0),
    )?)
}

/// Makes the facts anew that are due, in one transaction.
pub fn reconcile(connection: &Connection) -> Result<Reconciled, StoreError> {
    reconcile_sketched(connection, Sketches::default())
}

/// The same, where sketches of texts are at hand that need not be made again.
pub fn reconcile_sketched(connection: &Connection, sketches: Sketches) -> Result<Reconciled, StoreError> {
    if !is_due(connection)? {
        return Ok(Reconciled::default());
    }
    let transaction = connection.unchecked_transaction()?;
    copies::update(connection, sketches)?;
    let mut done = Reconciled::default();
    let blocks = block::stale(connection)?;
    let mut reader = claim::Reader::new(connection)?;
    let mut families = within::touched(connection, &blocks)?;
    write::forget(connection, &blocks)?;
    let mut writer = write::Writer::new(connection)?;
    let series: Vec<_> = blocks.iter().map(|block| &block.series).collect();
    let has_rivals = |places: &BTreeSet<(i64, i64)>, first_is_text| places.len() > 1 || first_is_text;
    reader.each(
        &series,
        has_rivals,
        |_, _| Some(()),
        |at, claims| {
            let Some(block) = blocks.get(at) else { return Ok(()) };
            let facts = group::facts(claims, &block.series);
            let pairs = dispute::pairs(&facts, claims, &block.series);
            done.blocks += 1;
            done.facts += facts.iter().filter(|f| f.members.len() > 1).count();
            done.pairs += pairs.len();
            writer.write(block, claims, &facts, &pairs)
        },
    )?;
    drop(writer);
    families.extend(within::touched(connection, &blocks)?);
    // What they say is read again, by country.
    drop(blocks);
    within::update(connection, &mut reader, &families)?;
    connection.execute("DELETE FROM series_stale", [])?;
    transaction.commit()?;
    Ok(done)
}
