//! What the vocabulary says of codes and names, for summaries and facts. In: the vocabulary. Out: rows of `country`,
//! `offence`, `measure` and `object`; none is written that stands already.

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
        refresh_objects(&transaction, vocabulary)?;
    }
    let after: Option<i64> = transaction.query_row("SELECT total_changes()", [], |r| r.get(0))?;
    if before == after {
        transaction.rollback()?
    } else {
        transaction.commit()?
    }
    Ok(())
}

/// What the things are that the database has. Where a thing isn't what it was, facts of things are made anew.
fn refresh_objects(connection: &Connection, vocabulary: &Vocabulary) -> Result<(), StoreError> {
    let mut objects = connection.prepare("SELECT name, noun, wider, kind FROM object")?;
    let mut update = connection.prepare("UPDATE object SET noun = ?2, wider = ?3, kind = ?4 WHERE name = ?1")?;
    let mut changed = Vec::new();
    let mut rows = objects.query([])?;
    while let Some(row) = rows.next()? {
        let (name, stored): (String, [String; 3]) = (row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?]);
        let thing = vocabulary.things.of(&name);
        let known = [thing.noun, thing.wider.join("+"), thing.kind];
        if known != stored {
            changed.push((name, known));
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    for (name, [noun, wider, kind]) in changed {
        update.execute(params![name, noun, wider, kind])?;
    }
    connection.execute_batch(FALL_APART)?;
    Ok(())
}

/// Facts of things fall apart until they are next made.
const FALL_APART: &str = "
    INSERT OR IGNORE INTO series_stale SELECT series_id FROM series WHERE object <> '';
    CREATE TEMP TABLE block_of_things AS
    SELECT block FROM fact_member JOIN observation USING (document_id, ordinal) JOIN series USING (series_id)
    WHERE object <> ''
    UNION
    SELECT block FROM fact_pair JOIN observation USING (document_id, ordinal) JOIN series USING (series_id)
    WHERE object <> '';
    DELETE FROM fact WHERE block IN (SELECT block FROM block_of_things);
    DELETE FROM fact_member WHERE block IN (SELECT block FROM block_of_things);
    DELETE FROM fact_pair WHERE block IN (SELECT block FROM block_of_things);
    DROP TABLE block_of_things;";
