//! `blotter forget`: takes an input out of a database, with all that came from it, so that the file holds it no more.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use blotter::source::{name, open};
use blotter::store::Store;
use blotter::store::forget::{self, Forgotten};

use super::Exit;
use super::output::plain;

/// Remove an input and all that came from it: blotter forget articles/interview.md --db out/blotter.db
///
/// Its figures, text, persons and quotations go, and the copies of it; the database is written anew, so that no page of it
/// holds them. The hash of the content is kept, so that no run loads the same bytes again. The file itself is left where it
/// is. See docs/privacy.md.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// What the view `documents` calls it (its `source`), or its path; of a container all items.
    #[arg(value_name = "SOURCE", required = true)]
    sources: Vec<String>,

    /// Let these files be loaded again.
    #[arg(long)]
    undo: bool,

    /// The database.
    #[arg(long, value_name = "FILE", env = "BLOTTER_DB")]
    db: PathBuf,

    /// Wait so long for another run on the same database to end.
    #[arg(long, value_name = "SECONDS", env = "BLOTTER_WAIT", default_value_t = 0)]
    wait: u64,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut store = Store::open_existing(&args.db, Duration::from_secs(args.wait))?;
    if args.undo {
        return undo(args, &store);
    }
    let found = forget::find(&store.connection, &args.sources)?;
    if let Some(missing) = args.sources.iter().find(|source| !found.iter().any(|f| f.asked == **source)) {
        bail!(
            "{}: no input `{}`\n  hint: `blotter query documents` lists them in the column source",
            args.db.display(),
            plain(missing)
        );
    }
    forget::forget(&mut store, &found)?;
    for Forgotten { source, observations, .. } in &found {
        println!("forgotten: {} with {observations} observations", plain(source));
    }
    for path in found.iter().map(|f| name::to_path(&f.path)).filter(|path| path.exists()) {
        println!("still there: {}; remove it where it is not to be kept", plain(&path.display().to_string()));
    }
    for copy in backups(&args.db) {
        println!("still there: {}, an older copy of the database that may hold it", plain(&copy.display().to_string()));
    }
    Ok(Exit::Done)
}

fn undo(args: &Args, store: &Store) -> anyhow::Result<Exit> {
    for file in &args.sources {
        let mut hasher = blake3::Hasher::new();
        let path = Path::new(file).canonicalize().with_context(|| file.clone())?;
        hasher.update_reader(open(&path)?).with_context(|| file.clone())?;
        let known = forget::allow_again(store, &hasher.finalize().to_hex())?;
        println!("{}: {}", plain(file), if known { "the next run may load it" } else { "it was not forgotten" });
    }
    Ok(Exit::Done)
}

/// Copies that were laid beside the database before it was brought up to a newer schema.
fn backups(db: &Path) -> Vec<PathBuf> {
    let begin = format!("{}.schema", db.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default());
    let folder = db.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        entries.filter(|e| e.file_name().to_string_lossy().starts_with(&begin)).map(|e| e.path()).collect();
    found.sort();
    found
}
