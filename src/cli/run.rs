//! `blotter run`: loads files and folders into a database. What a flag says goes before its environment variable, and both
//! before the config file.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::bail;
use blotter::config::Config;
use blotter::pipeline::{self, Event, Options, RunStats};
use blotter::source::walk::WalkError;
use blotter::store::Store;
use indicatif::MultiProgress;

use super::knowledge::{ConfigArgs, KnowledgeArgs, Loaded};
use super::progress::Progress;
use super::run_report::RunReport;
use super::stdin::{self, Spool};
use super::{Exit, log};

/// Load articles and tables into a database: blotter run sample_data --db out/blotter.db
///
/// Files are told by their content, then by their name: .txt, .md, .html and .json are articles; .csv, .tsv, .xlsx, .xlsm,
/// .xlsb, .xls and .ods are tables; .jsonl, .zip, .tar.gz and .warc.gz hold many of them. Anything else becomes a row in the
/// view `problems`, and the rest is loaded. What was loaded before
/// and hasn't changed is left alone.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files and folders to load; `-` for standard input.
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// What standard input is called: the same name again replaces its rows. Its extension counts as a file's does.
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    stdin_name: String,

    /// The database; made where it doesn't exist.
    #[arg(long, value_name = "FILE", env = "BLOTTER_DB")]
    db: Option<PathBuf>,

    /// How many inputs are read at the same time; all cores where not given. The rows are the same with any number.
    #[arg(long, value_name = "N", env = "BLOTTER_JOBS")]
    jobs: Option<usize>,

    #[command(flatten)]
    config: ConfigArgs,

    #[command(flatten)]
    knowledge: KnowledgeArgs,

    /// Take away the rows of files that are gone from the given folders.
    #[arg(long)]
    prune: bool,

    /// Read the bytes again even of files whose size and time are as they were.
    #[arg(long)]
    rehash: bool,

    /// Follow symbolic links below the inputs, also out of them; otherwise they are passed over, and said so.
    #[arg(long)]
    follow_links: bool,

    /// Wait so long for another run on the same database to end; without it, leave at once with exit code 75.
    #[arg(long, value_name = "SECONDS", env = "BLOTTER_WAIT")]
    wait: Option<u64>,

    /// Add log lines to this file instead of showing them; each has the time and the run's id.
    #[arg(long, value_name = "FILE", env = "BLOTTER_LOG")]
    log: Option<PathBuf>,

    /// Write the run's figures to this file as JSON, also when it fails.
    #[arg(long, value_name = "FILE", env = "BLOTTER_REPORT_JSON")]
    report_json: Option<PathBuf>,

    /// Leave with exit code 4 where nothing was new.
    #[arg(long)]
    detailed_exit_code: bool,
}

/// Arguments over environment over config.
struct Settings {
    options: Options,
    loaded: Loaded,
    db: PathBuf,
    wait: Duration,
    /// Standard input, as long as it is read.
    _spool: Option<Spool>,
}

pub fn run(args: &Args, quiet: bool, bars: MultiProgress) -> anyhow::Result<Exit> {
    let config = args.config.load()?;
    if let Some(file) = args.log.as_ref().or(config.log.as_ref()) {
        log::to_file(file)?;
    }
    let report_to = args.report_json.clone().or(config.report_json.clone());
    let db = args.db.clone().or(config.db.clone());
    let mut report = RunReport::begin(db.map(|db| db.display().to_string()).unwrap_or_default());
    log::set_run(&report.run);
    let result =
        settings(args, config, &report.run).and_then(|settings| load(args, &settings, &mut report, quiet, bars));
    report.end(&result);
    if let Some(file) = report_to {
        // Why the run failed is told before why its report can't be written.
        match (&result, report.write(&file)) {
            (Err(_), Err(error)) => ::log::error!("{error:#}"),
            (_, written) => written?,
        }
    }
    Ok(result?.1)
}

fn settings(args: &Args, config: Config, log_id: &str) -> anyhow::Result<Settings> {
    let inputs = if args.inputs.is_empty() { config.inputs.clone() } else { args.inputs.clone() };
    if inputs.is_empty() {
        bail!("nothing to load\n  hint: name files or folders: blotter run FOLDER --db FILE");
    }
    let Some(db) = args.db.clone().or(config.db.clone()) else {
        bail!("no database\n  hint: name one with --db FILE, or `db` in blotter.toml");
    };
    let mut inputs = inputs;
    let mut spool = None;
    for input in inputs.iter_mut().filter(|i| i.as_path() == Path::new("-")) {
        let mut folder = db.as_os_str().to_owned();
        folder.push(".stdin");
        *input = spool.insert(stdin::spool_in(folder.into(), &args.stdin_name, &config.limits)?).path().to_path_buf();
    }
    if let Some(missing) = inputs.iter().find(|path| !path.exists()) {
        let message = "no such file or folder (a relative path begins in the folder where you are)".into();
        return Err(WalkError { path: missing.clone(), message }.into());
    }
    let loaded = args.knowledge.or(&config).load()?;
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let options = Options {
        inputs,
        jobs: args.jobs.or(config.jobs).unwrap_or_else(cores).max(1),
        prune: args.prune || config.prune,
        rehash: args.rehash || config.rehash,
        follow_links: args.follow_links || config.follow_links,
        limits: config.limits,
        log_id: log_id.to_string(),
        version: loaded.version.clone(),
        mappings_version: loaded.mappings_version.clone(),
    };
    Ok(Settings {
        options,
        loaded,
        db,
        wait: Duration::from_secs(args.wait.or(config.wait).unwrap_or(0)),
        _spool: spool,
    })
}

fn load(
    args: &Args,
    settings: &Settings,
    report: &mut RunReport,
    quiet: bool,
    bars: MultiProgress,
) -> anyhow::Result<(RunStats, Exit)> {
    let Settings { options, loaded, db, wait, .. } = settings;
    let store = Store::open_waiting(db, *wait)?;
    let progress = Progress::new(quiet, bars);
    let report = RefCell::new(report);
    let watch = |event: Event<'_>| {
        if let Event::Rejected { source, error } = event {
            report.borrow_mut().rejected(source, error);
        }
        progress.watch(event);
    };
    let stats = pipeline::run(options, loaded.within(&options.limits), &store, &watch)?;
    drop(progress);
    let told = summary(&stats, &db.display().to_string());
    if log::is_in_file() {
        ::log::info!("{told}");
    }
    if !quiet {
        println!("{told}");
    }
    let exit = match stats.rejected + stats.still_rejected {
        0 if args.detailed_exit_code && !stats.wrote() => Exit::NothingNew,
        0 => Exit::Done,
        _ => Exit::SomeRejected,
    };
    Ok((stats, exit))
}

pub fn summary(stats: &RunStats, db: &str) -> String {
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
