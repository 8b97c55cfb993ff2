//! `blotter check`: whether a database is whole.

use std::path::PathBuf;

use anyhow::bail;
use blotter::store::Store;
use rusqlite::Connection;

use super::Exit;

/// Check a database: blotter check --db out/blotter.db
///
/// Asks SQLite whether the file is whole and its keys lead somewhere, and runs every file of sql/checks.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The database.
    #[arg(long, value_name = "FILE", env = "BLOTTER_DB")]
    db: PathBuf,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let connection = Store::read_only(&args.db)?;
    for pragma in ["integrity_check", "foreign_key_check"] {
        if let Some(fault) = first(&connection, pragma)? {
            bail!("{pragma}: {fault}\n  hint: restore the file from a backup, or load it anew with `blotter run`");
        }
    }
    Store::check(&connection)?;
    println!("{}: whole", args.db.display());
    Ok(Exit::Done)
}

/// The first complaint of a pragma that checks.
fn first(connection: &Connection, pragma: &str) -> rusqlite::Result<Option<String>> {
    let mut statement = connection.prepare(&format!("PRAGMA {pragma}"))?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let text = blotter::store::sql::cell_text(row.get_ref(0));
    Ok((text != "ok").then_some(text))
}
