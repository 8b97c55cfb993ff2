//! `--report-json`: a run's figures for monitoring. In: how the run ended. Out: a file with one JSON object, put in its
//! place when it is whole, so that whoever reads it never sees half of one.

use std::path::Path;

use anyhow::Context;
use blotter::pipeline::RunStats;
use blotter::version;
use serde::Serialize;

use super::Exit;
use super::fault::message;

/// Rejected inputs that are named; the view `problems` has them all.
const NAMED: usize = 100;

#[derive(Debug, Serialize)]
pub struct RunReport {
    /// As in the lines of the log.
    pub run: String,
    version: &'static str,
    database: String,
    started_at: String,
    finished_at: String,
    /// `loaded`, `loaded_with_rejects`, `nothing_new` or `failed`.
    outcome: &'static str,
    exit_code: u8,
    /// Why it failed.
    error: Option<String>,
    /// Zeros where it failed.
    #[serde(flatten)]
    stats: RunStats,
    /// The first of the inputs that this run rejected.
    rejected_inputs: Vec<Rejected>,
}

#[derive(Debug, Serialize)]
struct Rejected {
    source: String,
    code: &'static str,
    message: String,
}

impl RunReport {
    pub fn begin(database: String) -> RunReport {
        let now = jiff::Timestamp::now();
        RunReport {
            run: format!("{}-{}", now.strftime("%Y%m%dT%H%M%SZ"), std::process::id()),
            version: version::EXTRACTOR,
            database,
            started_at: time(now),
            finished_at: String::new(),
            outcome: "failed",
            exit_code: 0,
            error: None,
            stats: RunStats::default(),
            rejected_inputs: Vec::new(),
        }
    }

    pub fn rejected(&mut self, source: &str, error: &blotter::read::ReadError) {
        if self.rejected_inputs.len() < NAMED {
            let message = format!("{error}; {}", error.hint());
            self.rejected_inputs.push(Rejected { source: source.to_string(), code: error.code(), message });
        }
    }

    pub fn end(&mut self, result: &anyhow::Result<(RunStats, Exit)>) {
        self.finished_at = time(jiff::Timestamp::now());
        match result {
            Ok((stats, exit)) => {
                self.stats = *stats;
                self.exit_code = exit.code();
                self.outcome = match () {
                    () if !stats.wrote() => "nothing_new",
                    () if stats.rejected + stats.still_rejected > 0 => "loaded_with_rejects",
                    () => "loaded",
                };
            }
            Err(error) => {
                self.exit_code = Exit::of(error).code();
                self.error = Some(message(error));
            }
        }
    }

    pub fn write(&self, path: &Path) -> anyhow::Result<()> {
        let fault = || format!("cannot write the report {}", path.display());
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let text = serde_json::to_string_pretty(self)? + "\n";
        std::fs::write(&beside, text).with_context(fault)?;
        std::fs::rename(&beside, path).with_context(fault)
    }
}

fn time(at: jiff::Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
