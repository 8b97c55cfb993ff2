//! From files to rows: walk, plan, read and extract in workers, write in order. In: inputs, vocabulary, an open store.
//! Out: [`RunStats`], and the rows.
//!
//! Workers take inputs in order and hand each one's items over in a channel of its own; the one writer, on the calling
//! thread, empties the channels in the same order. So the rows are the same with one worker or eight, and a table of a
//! million rows is never held in memory: its worker waits while the channel is full.

pub mod document;
mod drain;
pub mod load;
pub mod plan;
mod room;
pub mod work;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rusqlite::params;
use serde::Serialize;
use thiserror::Error;

use crate::extract::sheet::Mappings;
use crate::read::ReadError;
use crate::reconcile;
use crate::source::walk::WalkError;
use crate::source::{Found, Limits, name, walk};
use crate::store::items::{self, Items};
use crate::store::known::{forgotten, known};
use crate::store::{Known, Store, StoreError, Writer};
use crate::vocabulary::Chosen;
use drain::Drain;
use plan::Plan;

/// How often copies of what is gone are looked for.
const MOST_ROUNDS: usize = 4;

/// What a run is asked to do.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub inputs: Vec<PathBuf>,
    pub jobs: usize,
    /// Take away the rows of files that are gone from the inputs.
    pub prune: bool,
    /// Read every file's bytes again, even where size and time are as they were.
    pub rehash: bool,
    /// Go where symbolic links lead, also out of the inputs.
    pub follow_links: bool,
    pub limits: Limits,
    /// The extractor's version, with the user's vocabulary.
    pub version: String,
    /// What the run's log lines carry.
    pub log_id: String,
    /// A fingerprint of the given mapping files; empty without any.
    pub mappings_version: String,
}

#[derive(Debug, Error)]
pub enum PipelineError {
    #[error(transparent)]
    Walk(#[from] WalkError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Load(#[from] load::LoadError),
}

/// What a run did. Inputs are all files that were found, and the items of those containers that were read; the next four add
/// up to them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct RunStats {
    pub inputs: u64,
    pub loaded: u64,
    pub unchanged: u64,
    pub skipped: u64,
    pub rejected: u64,
    /// Of the unchanged ones: rejected in an earlier run, and no better now.
    pub still_rejected: u64,
    pub pruned: u64,
    pub observations: u64,
    pub refusals: u64,
    pub problems: u64,
    pub seconds: f64,
}

impl RunStats {
    /// Whether any row was written.
    pub fn wrote(&self) -> bool {
        self.loaded + self.skipped + self.rejected + self.pruned > 0
    }
}

/// What happens, for those who watch.
#[derive(Debug)]
pub enum Event<'a> {
    Planned { documents: u64, bytes: u64 },
    Begun { source: &'a str },
    Items(u64),
    Ended { source: &'a str, bytes: u64 },
    Rejected { source: &'a str, error: &'a ReadError },
}

/// What every worker reads.
#[derive(Clone, Copy)]
pub struct Knowledge<'a> {
    pub vocabulary: &'a Chosen,
    pub mappings: &'a Mappings,
    pub limits: &'a Limits,
}

/// Runs the whole way once.
pub fn run(
    options: &Options,
    knowledge: Knowledge<'_>,
    store: &Store,
    watch: &dyn Fn(Event<'_>),
) -> Result<RunStats, PipelineError> {
    let began = Instant::now();
    let found = walk(&options.inputs, options.follow_links)?;
    let known = known(&store.connection)?;
    let plan = made(options, &found, &known, &HashSet::new(), store)?;
    let opened: Vec<i64> = plan.tasks.iter().filter_map(|t| t.new.replaces).chain(plan.gone.iter().copied()).collect();
    let mut stats = RunStats {
        inputs: found.all().count() as u64,
        unchanged: plan.unchanged,
        still_rejected: plan.still_rejected + items::still_rejected(&store.connection, &opened)?,
        ..RunStats::default()
    };
    if plan.tasks.is_empty() && plan.gone.is_empty() {
        if !store.is_named_by(&options.version)? {
            store.name_codes(knowledge.vocabulary)?;
        }
        // A run that broke off, or an older version of the schema, leaves facts to be made.
        reconcile::reconcile(&store.connection)?;
        if store.is_left_open()? {
            Store::check(&store.connection)?;
            store.finish()?;
        }
        stats.seconds = began.elapsed().as_secs_f64();
        return Ok(stats);
    }
    watch(Event::Planned { documents: plan.tasks.len() as u64, bytes: plan.bytes() });
    store.begin()?;
    let started_at = now();
    store.name_codes(knowledge.vocabulary)?;
    let run_id = begin_run(store, &options.version, &options.log_id, &started_at)?;
    let mut writer = Writer::new(&store.connection, &knowledge.vocabulary.things, run_id, &started_at)?;
    for document_id in &plan.gone {
        writer.forget(*document_id)?;
        stats.pruned += 1;
    }
    let mut drain =
        Drain { jobs: options.jobs, knowledge, writer: &mut writer, stats: &mut stats, watch, planned: true };
    let written = drain.all(&plan);
    drain.writer.commit()?;
    written?;
    load_orphans(options, &found, &plan, store, &mut drain)?;
    close(writer, store, run_id, began, stats)
}

/// What follows the last row: facts, checks, and the run's own row.
fn close(
    writer: Writer<'_>,
    store: &Store,
    run_id: i64,
    began: Instant,
    mut stats: RunStats,
) -> Result<RunStats, PipelineError> {
    stats.observations = writer.total.observations;
    stats.refusals = writer.total.refusals;
    stats.problems = writer.total.problems;
    reconcile::reconcile_sketched(&store.connection, writer.into_sketches())?;
    Store::check(&store.connection)?;
    stats.seconds = began.elapsed().as_secs_f64();
    end_run(store, run_id, &stats)?;
    store.finish()?;
    Ok(stats)
}

/// The plan, and of each container that is read again what the database has of it.
fn made(
    options: &Options,
    found: &Found,
    known: &BTreeMap<String, Known>,
    again: &HashSet<String>,
    store: &Store,
) -> Result<Plan, StoreError> {
    let forgotten = forgotten(&store.connection)?;
    let mut plan = plan::plan(options, found, known, &forgotten, again, &|hash| {
        items::same_content(&store.connection, hash, None, true).ok().flatten()
    });
    for task in plan.tasks.iter_mut().filter(|t| t.is_container()) {
        if let Some(document_id) = task.new.replaces {
            task.items = Items::of(&store.connection, document_id)?;
        }
    }
    Ok(plan)
}

/// Copies were left out of what this run took away or changed: one of them takes its place. An item of a container that
/// was not looked into is met here only.
fn load_orphans(
    options: &Options,
    found: &Found,
    plan: &Plan,
    store: &Store,
    drain: &mut Drain<'_, '_>,
) -> Result<(), StoreError> {
    let done: HashSet<&Path> = plan.tasks.iter().map(|t| t.new.input.path.as_path()).collect();
    // A copy of a copy may be left after the first round.
    for _ in 0..MOST_ROUNDS {
        let again: HashSet<String> = items::orphaned(&store.connection)?.into_iter().collect();
        if again.is_empty() {
            break;
        }
        let mut plan = made(options, found, &known(&store.connection)?, &again, store)?;
        plan.tasks.retain(|t| again.contains(&name::to_text(&t.new.input.path)));
        for task in &plan.tasks {
            // It was counted before: as unchanged, or as what became of it.
            match done.contains(task.new.input.path.as_path()) {
                true => drain.stats.inputs += 1,
                false => drain.stats.unchanged = drain.stats.unchanged.saturating_sub(1),
            }
        }
        let written = drain.all(&plan);
        drain.writer.commit()?;
        written?;
    }
    Ok(())
}

fn begin_run(store: &Store, version: &str, log_id: &str, started_at: &str) -> Result<i64, StoreError> {
    let mut insert = store
        .connection
        .prepare("INSERT INTO run (started_at, version, log_id, outcome) VALUES (?1, ?2, ?3, 'unfinished')")?;
    Ok(insert.insert(params![started_at, version, log_id])?)
}

fn end_run(store: &Store, run_id: i64, stats: &RunStats) -> Result<(), StoreError> {
    let outcome = if stats.rejected + stats.still_rejected > 0 { "loaded_with_rejects" } else { "loaded" };
    store.connection.execute(
        "UPDATE run SET finished_at = ?2, seconds = ?3, outcome = ?4, inputs = ?5, loaded = ?6, unchanged = ?7,
            skipped = ?8, rejected = ?9, pruned = ?10, observations = ?11, refusals = ?12, problems = ?13
         WHERE run_id = ?1",
        params![
            run_id,
            now(),
            (stats.seconds * 1000.0).round() / 1000.0,
            outcome,
            stats.inputs as i64,
            stats.loaded as i64,
            stats.unchanged as i64,
            stats.skipped as i64,
            stats.rejected as i64,
            stats.pruned as i64,
            stats.observations as i64,
            stats.refusals as i64,
            stats.problems as i64,
        ],
    )?;
    Ok(())
}

/// The only clock: when rows were ingested. No figure depends on it.
fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
