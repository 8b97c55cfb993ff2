//! The vocabulary's names for codes, for summaries to print. In: the vocabulary. Out: rows of `country`, `offence`,
//! `measure`; none is written that stands already.

use rusqlite::{Connection, params};

use super::StoreError;
use crate::vocabulary::Vocabulary;

/// The contract's name for what no country stands for.
const STATELESS: &str = "foreign";

pub fn refresh(connection: &Connection, vocabulary: &Vocabulary) -> Result<(), StoreError> {
    let before: Option<i64> = connection.query_row("SELECT total_changes()", [], |r| r.get(0))?;
    let transaction = connection.unchecked_transaction()?;
    {
        let mut country = transaction.prepare(
            "INSERT INTO country VALUES (?1, ?2) ON CONFLICT DO UPDATE SET name = excluded.name WHERE name <> excluded.name",
        )?;
        for entry in vocabulary.countries.all.iter().filter(|c| !c.name.is_empty() && c.code.get_ref() != STATELESS) {
            country.execute(params![entry.code.get_ref(), entry.name])?;
        }
        let mut offence = transaction.prepare(
            "INSERT INTO offence VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO UPDATE
             SET iccs = excluded.iccs, name = excluded.name, broader = excluded.broader
             WHERE (iccs, name, broader) <> (excluded.iccs, excluded.name, excluded.broader)",
        )?;
        for entry in &vocabulary.terms.offences {
            let broader = entry.broader.as_deref().unwrap_or("");
            offence.execute(params![entry.code.get_ref(), entry.iccs, entry.name, broader])?;
        }
        let mut measure = transaction.prepare(
            "INSERT INTO measure VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET unit = excluded.unit, name = excluded.name
             WHERE (unit, name) <> (excluded.unit, excluded.name)",
        )?;
        for entry in &vocabulary.terms.measures {
            measure.execute(params![entry.code.get_ref(), entry.unit, entry.name])?;
        }
    }
    let after: Option<i64> = transaction.query_row("SELECT total_changes()", [], |r| r.get(0))?;
    if before == after {
        transaction.rollback()?
    } else {
        transaction.commit()?
    }
    Ok(())
}
