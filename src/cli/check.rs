//! `blotter check`: whether a database is whole, and whether the files are still those that it was loaded from.

use std::path::{Path, PathBuf};

use blotter::source::{name, open};
use blotter::store::Store;
use blotter::store::check::{Fault, faults};
use rusqlite::Connection;

use super::Exit;
use super::output::plain;

/// Files that are named one by one.
const NAMED: usize = 20;

/// Check a database: blotter check --db out/blotter.db
///
/// Asks SQLite whether the file is whole and its keys lead somewhere, runs every file of sql/checks, looks whether every span
/// lies in its text, and compares the files that were loaded with what they were.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The database.
    #[arg(long, value_name = "FILE", env = "BLOTTER_DB")]
    db: PathBuf,

    /// Leave the files alone: look at the database only.
    #[arg(long)]
    no_files: bool,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let connection = Store::read_only(&args.db)?;
    let db = args.db.display().to_string();
    let faults = faults(&connection)?;
    for Fault { what, message } in &faults {
        eprintln!("blotter: {db}: {what}: {}", plain(message));
    }
    if !faults.is_empty() {
        eprintln!("  hint: restore the file from a copy, or delete it and load it anew with `blotter run`");
        return Ok(Exit::Database);
    }
    let (files, moved) = if args.no_files { (0, Vec::new()) } else { files(&connection)? };
    for (source, what) in moved.iter().take(NAMED) {
        println!("{}: {what}", plain(source));
    }
    if moved.is_empty() {
        println!(
            "{db}: whole{}",
            if args.no_files { String::new() } else { format!(", {files} files as they were loaded") }
        );
        return Ok(Exit::Done);
    }
    println!("{db}: whole, but {} of {files} files are not as they were loaded", moved.len());
    println!("  hint: `blotter run` loads what has changed; with --prune it takes away what is gone");
    Ok(Exit::SomeRejected)
}

/// How many files were loaded, and those that are gone or have changed.
fn files(connection: &Connection) -> anyhow::Result<(usize, Vec<(String, &'static str)>)> {
    // An item of a container has no file of its own.
    let sql = "SELECT source, path, content_hash FROM document
               WHERE status = 'loaded' AND content_hash <> '' AND instr(source, '#') = 0 ORDER BY path";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let (mut count, mut moved) = (0, Vec::new());
    while let Some(row) = rows.next()? {
        let (source, path, hash): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        count += 1;
        match file_hash(&name::to_path(&path)) {
            Ok(now) if now == hash => {}
            Ok(_) => moved.push((source, "has changed since it was loaded")),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => moved.push((source, "is gone")),
            Err(_) => moved.push((source, "can't be read any more")),
        }
    }
    Ok((count, moved))
}

fn file_hash(path: &Path) -> std::io::Result<String> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(open(path)?)?;
    Ok(hasher.finalize().to_hex().to_string())
}
