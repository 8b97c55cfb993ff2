//! The log: lines with time, level and the run's id, on standard error or added to a file. In: records from anywhere.
//! Out: one line each; what comes from outside can neither break a line nor move a terminal's cursor.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::OnceLock;

use anyhow::Context;
use env_logger::Target;
use indicatif::MultiProgress;
use indicatif_log_bridge::LogWrapper;
use log::LevelFilter;

use super::output::plain;

static FILE: OnceLock<File> = OnceLock::new();
static RUN: OnceLock<String> = OnceLock::new();

/// Starts the log on standard error; bars that are added to what it gives do not mix with its lines.
pub fn start(quiet: bool, verbose: u8) -> MultiProgress {
    let level = match (quiet, verbose) {
        (true, _) => LevelFilter::Error,
        (false, 0) => LevelFilter::Info,
        (false, 1) => LevelFilter::Debug,
        (false, _) => LevelFilter::Trace,
    };
    let logger = env_logger::Builder::new()
        .filter_level(level.max(LevelFilter::Info))
        .format(|to, record| {
            let run = RUN.get().map(|run| format!(" {run}")).unwrap_or_default();
            writeln!(to, "{} {:5}{run} {}", to.timestamp(), record.level(), plain(&record.args().to_string()))
        })
        .target(Target::Pipe(Box::new(Out)))
        .build();
    let bars = MultiProgress::new();
    if LogWrapper::new(bars.clone(), logger).try_init().is_ok() {
        log::set_max_level(level);
    }
    bars
}

/// From here on lines are added to this file. It is opened once a run: to rotate it, rename it between runs.
pub fn to_file(path: &Path) -> anyhow::Result<()> {
    let file = File::options().create(true).append(true).open(path);
    let file = file.with_context(|| format!("cannot write the log {}", path.display()))?;
    let _ = FILE.set(file);
    // `--quiet` is about the terminal.
    log::set_max_level(log::max_level().max(LevelFilter::Info));
    Ok(())
}

pub fn is_in_file() -> bool {
    FILE.get().is_some()
}

/// From here on lines carry the run's id, where they are kept.
pub fn set_run(id: &str) {
    if is_in_file() || !io::stderr().is_terminal() {
        let _ = RUN.set(id.to_string());
    }
}

struct Out;

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match FILE.get() {
            Some(mut file) => file.write(bytes),
            None => io::stderr().write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
