//! `blotter run`: loads files and folders into a database.

use std::path::PathBuf;

use anyhow::bail;
use blotter::config::Config;
use blotter::pipeline::{self, Options, RunStats};
use blotter::store::Store;
use indicatif::MultiProgress;

use super::Exit;
use super::knowledge::KnowledgeArgs;
use super::progress::Progress;

/// Load articles and tables into a database: blotter run sample_data --db out/blotter.db
///
/// Files are told by their content, then by their name: .txt and .md are articles; .csv, .tsv, .xlsx, .xlsm, .xlsb, .xls
/// and .ods are tables. Anything else becomes a row in the view `problems`, and the rest is loaded. What was loaded before
/// and hasn't changed is left alone.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files and folders to load.
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// The database; made where it doesn't exist.
    #[arg(long, value_name = "FILE", env = "BLOTTER_DB")]
    db: Option<PathBuf>,

    /// How many inputs are read at the same time; all cores where not given. The rows are the same with any number.
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,

    /// A file that says what these options say (blotter.toml); an option goes before it.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    #[command(flatten)]
    knowledge: KnowledgeArgs,

    /// Take away the rows of files that are gone from the given folders.
    #[arg(long)]
    prune: bool,

    /// Read the bytes again even of files whose size and time are as they were.
    #[arg(long)]
    rehash: bool,
}

pub fn run(args: &Args, quiet: bool, bars: MultiProgress) -> anyhow::Result<Exit> {
    let config = args.config.as_deref().map(Config::load).transpose()?.unwrap_or_default();
    let inputs = if args.inputs.is_empty() { config.inputs } else { args.inputs.clone() };
    if inputs.is_empty() {
        bail!("nothing to load\n  hint: name files or folders: blotter run FOLDER --db FILE");
    }
    let Some(db) = args.db.clone().or(config.db) else {
        bail!("no database\n  hint: name one with --db FILE, or `db` in blotter.toml");
    };
    if let Some(missing) = inputs.iter().find(|path| !path.exists()) {
        bail!(
            "{}: no such file or folder\n  hint: a relative path begins in the folder where you are",
            missing.display()
        );
    }
    let knowledge = KnowledgeArgs {
        vocabulary: args.knowledge.vocabulary.clone().or(config.vocabulary),
        mappings: if args.knowledge.mappings.is_empty() { config.mappings } else { args.knowledge.mappings.clone() },
    };
    let loaded = knowledge.load()?;
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let options = Options {
        inputs,
        jobs: args.jobs.or(config.jobs).unwrap_or_else(cores).max(1),
        prune: args.prune || config.prune,
        rehash: args.rehash || config.rehash,
        version: loaded.version.clone(),
        mappings_version: loaded.mappings_version.clone(),
    };
    let store = Store::open(&db, &loaded.vocabulary)?;
    let progress = Progress::new(quiet, bars);
    let stats = pipeline::run(&options, loaded.knowledge(), &store, &|event| progress.watch(event))?;
    drop(progress);
    if !quiet {
        println!("{}", summary(&stats, &db.display().to_string()));
    }
    let rejected = stats.rejected + stats.still_rejected;
    Ok(if rejected > 0 { Exit::SomeRejected } else { Exit::Done })
}

fn summary(stats: &RunStats, db: &str) -> String {
    let mut lines = Vec::new();
    if !stats.wrote() {
        lines.push(format!("nothing new: {} inputs are as they were, no row written to {db}", stats.unchanged));
    } else {
        lines.push(format!(
            "{db}: {} of {} inputs loaded, {} unchanged, {} skipped, {} rejected{} in {:.1} s",
            stats.loaded,
            stats.inputs,
            stats.unchanged,
            stats.skipped,
            stats.rejected,
            if stats.pruned > 0 { format!(", {} pruned", stats.pruned) } else { String::new() },
            stats.seconds
        ));
        lines.push(format!(
            "{} observations, {} numbers refused with a reason, {} problems",
            stats.observations, stats.refusals, stats.problems
        ));
    }
    if stats.rejected + stats.still_rejected > 0 {
        lines.push(format!("rejected inputs and why: blotter query rejected --db {db}"));
    }
    lines.join("\n")
}
