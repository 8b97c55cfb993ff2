//! Schema and views. In: a database of any version that was released, or none. Out: one of this version, or a refusal.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use super::StoreError;
use super::sql::{SCHEMA, VIEWS};

/// `blot`: tells our databases from others.
const APPLICATION_ID: i64 = 0x626c_6f74;

/// Refuses a database that isn't blotter's, or is of a newer blotter.
pub fn expect_ours(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let foreign = |_| StoreError::Foreign { path: path.to_path_buf() };
    let id: i64 = connection.pragma_query_value(None, "application_id", |r| r.get(0)).map_err(foreign)?;
    let have: i64 = connection.pragma_query_value(None, "user_version", |r| r.get(0)).map_err(foreign)?;
    if id != APPLICATION_ID {
        return Err(StoreError::Foreign { path: path.to_path_buf() });
    }
    let know = SCHEMA.len() as i64;
    if have > know {
        return Err(StoreError::Newer { path: path.to_path_buf(), have, know });
    }
    Ok(have)
}

/// A copy of a database of an older version, `out.db.schema1.backup`: whole, and synced, before anything is changed.
fn lay_copy_beside(connection: &Connection, path: &Path, have: i64) -> Result<(), StoreError> {
    let beside = |end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let (unfinished, copy) = (beside(".backup.new"), beside(&format!(".schema{have}.backup")));
    let fault = |source| StoreError::Backup { path: copy.clone(), source };
    match std::fs::remove_file(&unfinished) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(fault(e)),
        _ => {}
    }
    let name = unfinished.to_str().ok_or_else(|| fault(std::io::Error::other("its name is no text")))?;
    connection.execute("VACUUM INTO ?1", [name])?;
    std::fs::File::open(&unfinished).and_then(|file| file.sync_all()).map_err(fault)?;
    std::fs::rename(&unfinished, &copy).map_err(fault)?;
    log::info!("schema version {have} is brought up to {}; the old one is {}", SCHEMA.len(), copy.display());
    Ok(())
}

/// Applies the steps that the database doesn't have yet, in one transaction, after a copy was laid beside it.
pub fn migrate(connection: &mut Connection, path: &Path) -> Result<usize, StoreError> {
    let foreign = |_| StoreError::Foreign { path: path.to_path_buf() };
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0)).map_err(foreign)?;
    let id: i64 = connection.pragma_query_value(None, "application_id", |r| r.get(0))?;
    let have = if tables == 0 && id == 0 { 0 } else { expect_ours(connection, path)? };
    if have == SCHEMA.len() as i64 {
        return Ok(0);
    }
    if have > 0 {
        lay_copy_beside(connection, path, have)?;
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut applied = 0;
    for (i, step) in SCHEMA.iter().enumerate().filter(|(i, _)| *i as i64 >= have) {
        transaction.execute_batch(step.text)?;
        transaction.pragma_update(None, "user_version", i as i64 + 1)?;
        applied += 1;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.commit()?;
    Ok(applied)
}

/// Makes the views those of this version. Writes nothing where they are already.
pub fn refresh_views(connection: &mut Connection) -> Result<bool, StoreError> {
    let stored: Vec<(String, String)> = connection
        .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY rowid")?
        .query_map([], |r| Ok((r.get(0)?, r.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let same = stored.len() == VIEWS.len()
        && stored.iter().zip(VIEWS).all(|((name, sql), view)| name == view.name && sql == view.statement());
    if same {
        return Ok(false);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (name, _) in &stored {
        transaction.execute_batch(&format!("DROP VIEW \"{}\"", name.replace('"', "\"\"")))?;
    }
    for view in VIEWS {
        transaction.execute_batch(view.statement())?;
    }
    transaction.commit()?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_database_is_made_once() -> Result<(), StoreError> {
        let mut connection = Connection::open_in_memory()?;
        let path = Path::new("a.db");
        assert_eq!(migrate(&mut connection, path)?, SCHEMA.len());
        assert_eq!(migrate(&mut connection, path)?, 0);
        assert!(refresh_views(&mut connection)?);
        assert!(!refresh_views(&mut connection)?);
        for view in VIEWS {
            connection.prepare(&format!("SELECT * FROM {}", view.name))?.query([])?.next()?;
        }
        Ok(())
    }

    #[test]
    fn other_and_newer_databases_are_refused() -> Result<(), StoreError> {
        let path = Path::new("a.db");
        let mut connection = Connection::open_in_memory()?;
        connection.execute_batch("CREATE TABLE mine (a)")?;
        assert!(matches!(migrate(&mut connection, path), Err(StoreError::Foreign { .. })));
        let mut connection = Connection::open_in_memory()?;
        migrate(&mut connection, path)?;
        connection.pragma_update(None, "user_version", 99)?;
        assert!(matches!(migrate(&mut connection, path), Err(StoreError::Newer { have: 99, .. })));
        Ok(())
    }
}
