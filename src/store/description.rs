//! What the database says of itself. In: the comments of `sql/views` and the file `sql/columns.toml`. Out: rows of
//! `description`, which the view `columns` shows; none is written that stands already.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

use super::StoreError;
use super::sql::VIEWS;

const COLUMNS: &str = include_str!("../../sql/columns.toml");

/// What is said of a table, a view (with an empty column), or a column (with an empty name wherever it stands).
pub type Descriptions = BTreeMap<(String, String), String>;

pub fn all() -> Descriptions {
    let mut all: Descriptions =
        VIEWS.iter().map(|view| ((view.name.to_string(), String::new()), view.about())).collect();
    // The file is compiled in, and a test reads it: a broken one never leaves a build.
    let sections: BTreeMap<String, BTreeMap<String, String>> = toml::from_str(COLUMNS).unwrap_or_default();
    for (section, entries) in sections {
        for (key, about) in entries {
            let place = match section.as_str() {
                "tables" => (key, String::new()),
                "any" => (String::new(), key),
                name => (name.to_string(), key),
            };
            all.insert(place, about);
        }
    }
    all
}

pub fn refresh(connection: &mut Connection) -> Result<(), StoreError> {
    let wanted = all();
    let stored: Descriptions = connection
        .prepare("SELECT name, column_name, about FROM description")?
        .query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    if stored == wanted {
        return Ok(());
    }
    let transaction = connection.transaction()?;
    transaction.execute("DELETE FROM description", [])?;
    {
        let mut insert = transaction.prepare("INSERT INTO description VALUES (?1, ?2, ?3)")?;
        for ((name, column), about) in &wanted {
            insert.execute(params![name, column, about])?;
        }
    }
    transaction.commit()?;
    Ok(())
}
