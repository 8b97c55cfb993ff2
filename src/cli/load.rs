//! `blotter load`: a database of what `blotter extract` gave, wherever it ran.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use blotter::pipeline::load::{Staged, load};
use blotter::source::{unpack, walk};
use blotter::store::Store;

use super::Exit;
use super::knowledge::{ConfigArgs, KnowledgeArgs};
use super::run::summary;

/// Load what `extract` printed into a database: blotter load records.ndjson --db out/loaded.db
///
/// Makes the rows, with the same ids, that a run over the same files makes. Records may come from several files and in any
/// order, as a cluster writes them; a folder stands for all files in it. What is loaded already and hasn't changed is left
/// alone.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Newline-delimited JSON, also compressed with gzip or zstd; folders of it; `-` for standard input.
    #[arg(value_name = "FILE|-", required = true)]
    files: Vec<PathBuf>,

    /// The database; made where it doesn't exist.
    #[arg(long, value_name = "FILE", env = "BLOTTER_DB")]
    db: Option<PathBuf>,

    #[command(flatten)]
    config: ConfigArgs,
}

pub fn run(args: &Args, quiet: bool) -> anyhow::Result<Exit> {
    let config = args.config.load()?;
    let Some(db) = args.db.as_ref().or(config.db.as_ref()) else {
        bail!("no database\n  hint: name one with --db FILE, or `db` in blotter.toml");
    };
    let loaded = KnowledgeArgs::default().load()?;
    let store = Store::open_waiting(db, Duration::from_secs(config.wait.unwrap_or(0)))?;
    let mut name = db.as_os_str().to_owned();
    name.push(".load");
    let mut staged = Staged::new(Path::new(&name))?;
    for file in &args.files {
        if file == Path::new("-") {
            staged.read(std::io::stdin().lock(), "standard input", &config.limits)?;
            continue;
        }
        for input in walk(std::slice::from_ref(file), false)?.inputs {
            let shown = input.path.display().to_string();
            let bytes = unpack::open(&input.path, &config.limits).with_context(|| shown.clone())?;
            staged.read(bytes, &shown, &config.limits)?;
        }
    }
    let stats = load(&staged, loaded.knowledge(), &store, &|_| {})?;
    if !quiet {
        println!("{}", summary(&stats, &db.display().to_string()));
    }
    Ok(if stats.rejected + stats.still_rejected > 0 { Exit::SomeRejected } else { Exit::Done })
}
