//! Taking inputs away for good. In: what they are called. Out: a database that holds nothing that came from them, in no row
//! and in no page, and the hashes of their contents, so that no run loads them again.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::{Store, StoreError, Writer};
use crate::reconcile;
use crate::vocabulary::Things;

/// An input that is to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forgotten {
    /// As it was asked for.
    pub asked: String,
    pub source: String,
    pub path: String,
    pub observations: i64,
    document_id: i64,
    content_hash: String,
}

/// The inputs of these names: by source or path, all items of a container, and the copies of the same content.
pub fn find(connection: &Connection, sources: &[String]) -> Result<Vec<Forgotten>, StoreError> {
    let mut statement = connection.prepare(
        "WITH asked AS (
            SELECT content_hash FROM document
            WHERE ?1 IN (source, path) OR substr(source, 1, length(?1) + 1) = ?1 || '#')
         SELECT source, path, (SELECT count(*) FROM observation AS o WHERE o.document_id = d.document_id), document_id,
            content_hash
         FROM document AS d
         WHERE ?1 IN (source, path) OR substr(source, 1, length(?1) + 1) = ?1 || '#'
            OR (content_hash <> '' AND content_hash IN (SELECT content_hash FROM asked))
         ORDER BY document_id",
    )?;
    let mut found = BTreeMap::new();
    for asked in sources {
        let rows = statement.query_map([asked], |r| {
            Ok(Forgotten {
                asked: asked.clone(),
                source: r.get(0)?,
                path: r.get(1)?,
                observations: r.get(2)?,
                document_id: r.get(3)?,
                content_hash: r.get(4)?,
            })
        })?;
        for row in rows {
            let row = row?;
            found.entry(row.document_id).or_insert(row);
        }
    }
    Ok(found.into_values().collect())
}

/// Takes them away, and what nothing else refers to; then writes the file anew.
pub fn forget(store: &mut Store, inputs: &[Forgotten]) -> Result<(), StoreError> {
    let connection = &store.connection;
    // Not in the log either: with a rollback journal there is none behind.
    connection.pragma_update(None, "journal_mode", "DELETE")?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.execute_batch("BEGIN IMMEDIATE")?;
    // It writes no figure, so it needs to know no thing.
    let things = Things::default();
    let mut writer = Writer::new(connection, &things, 0, "")?;
    for input in inputs {
        writer.forget(input.document_id)?;
        if !input.content_hash.is_empty() {
            connection.execute(
                "INSERT INTO forgotten VALUES (?1, strftime('%Y-%m-%dT%H:%M:%SZ')) ON CONFLICT DO NOTHING",
                params![input.content_hash],
            )?;
        }
    }
    drop(writer);
    connection.execute_batch("COMMIT")?;
    reconcile::reconcile(connection)?;
    for shared in ["series", "period", "sheet"] {
        connection.execute(&without_use(connection, shared)?, [])?;
    }
    connection.execute("DELETE FROM object WHERE name NOT IN (SELECT object FROM series)", [])?;
    connection.execute_batch(
        // The statistics of the indexes have samples of their keys: names and places.
        "INSERT INTO document_search (document_search) VALUES ('rebuild');
         ANALYZE;
         VACUUM;",
    )?;
    Store::check(connection)
}

/// The statement that takes away rows of a table that no other table points to any more.
fn without_use(connection: &Connection, table: &str) -> Result<String, StoreError> {
    let mut statement = connection.prepare(
        "SELECT m.name, p.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS p
         WHERE m.type = 'table' AND m.name <> ?1 AND p.name = ?1 || '_id' ORDER BY 1",
    )?;
    let users: Vec<(String, String)> =
        statement.query_map([table], |r| Ok((r.get(0)?, r.get(1)?)))?.collect::<Result<_, _>>()?;
    let unused = users
        .iter()
        .map(|(user, key)| format!("AND {table}_id NOT IN (SELECT {key} FROM {user} WHERE {key} IS NOT NULL)"));
    Ok(format!("DELETE FROM {table} WHERE TRUE {}", unused.collect::<Vec<_>>().join(" ")))
}

/// Lets a content be loaded again; whether it had been forgotten.
pub fn allow_again(store: &Store, content_hash: &str) -> Result<bool, StoreError> {
    Ok(store.connection.execute("DELETE FROM forgotten WHERE content_hash = ?1", [content_hash])? > 0)
}
