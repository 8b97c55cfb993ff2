//! From files to rows: walk, plan, read and extract in workers, write in order. In: inputs, vocabulary, an open store.
//! Out: [`RunStats`], and the rows.
//!
//! Workers take inputs in order and hand each one's items over in a channel of its own; the one writer, on the calling
//! thread, empties the channels in the same order. So the rows are the same with one worker or eight, and a table of a
//! million rows is never held in memory: its worker waits while the channel is full.

pub mod plan;
pub mod work;

use std::path::PathBuf;
use std::time::Instant;

use rusqlite::params;
use serde::Serialize;
use thiserror::Error;

use crate::extract::sheet::Mappings;
use crate::model::Status;
use crate::read::ReadError;
use crate::reconcile;
use crate::source::Limits;
use crate::source::walk;
use crate::source::walk::WalkError;
use crate::store::known::known;
use crate::store::{NewDocument, Outcome, Store, StoreError, Writer};
use crate::vocabulary::Vocabulary;
use plan::{Action, Plan, Task};

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
    /// A fingerprint of the given mapping files; empty without any.
    pub mappings_version: String,
}

#[derive(Debug, Error)]
pub enum PipelineError {
    #[error(transparent)]
    Walk(#[from] WalkError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a run did. Inputs are all that were found; the next five add up to them.
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
    pub vocabulary: &'a Vocabulary,
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
    let plan = plan::plan(options, &found, &known);
    let mut stats = RunStats {
        inputs: found.all().count() as u64,
        unchanged: plan.unchanged,
        still_rejected: plan.still_rejected,
        ..RunStats::default()
    };
    if plan.tasks.is_empty() && plan.gone.is_empty() {
        // A run that broke off, or an older version of the schema, leaves facts to be made.
        reconcile::reconcile(&store.connection)?;
        stats.seconds = began.elapsed().as_secs_f64();
        return Ok(stats);
    }
    watch(Event::Planned { documents: plan.tasks.len() as u64, bytes: plan.bytes() });
    store.begin(known.is_empty() && plan.is_bulk())?;
    let started_at = now();
    let run_id = begin_run(store, options, &started_at)?;
    let mut writer = Writer::new(&store.connection, run_id, &started_at)?;
    for document_id in &plan.gone {
        writer.forget(*document_id)?;
        stats.pruned += 1;
    }
    let written = write_all(&plan, options.jobs, knowledge, &mut writer, &mut stats, watch);
    writer.commit()?;
    written?;
    stats.observations = writer.total.observations;
    stats.refusals = writer.total.refusals;
    stats.problems = writer.total.problems;
    drop(writer);
    reconcile::reconcile(&store.connection)?;
    Store::check(&store.connection)?;
    stats.seconds = began.elapsed().as_secs_f64();
    end_run(store, run_id, &stats)?;
    store.finish()?;
    Ok(stats)
}

/// Drains the workers' channels in the order of the plan.
fn write_all(
    plan: &Plan,
    jobs: usize,
    knowledge: Knowledge<'_>,
    writer: &mut Writer<'_>,
    stats: &mut RunStats,
    watch: &dyn Fn(Event<'_>),
) -> Result<(), StoreError> {
    std::thread::scope(|scope| {
        let queue = work::start(scope, &plan.tasks, jobs, knowledge);
        for task in &plan.tasks {
            watch(Event::Begun { source: &task.new.input.source });
            match &task.action {
                Action::Skip(reason) => {
                    writer.without_figures(&task.new, Status::Skipped, reason, None)?;
                    stats.skipped += 1;
                }
                Action::Pass(problem) => {
                    log::warn!("{}: {}", task.new.input.source, problem.message);
                    writer.without_figures(&task.new, Status::Skipped, &problem.message, Some(problem))?;
                    stats.skipped += 1;
                }
                Action::Reject(error) => reject(task, error, writer, stats, watch)?,
                Action::Load(_) => match queue.recv() {
                    Ok(messages) => load(task, &messages, writer, stats, watch)?,
                    Err(_) => reject(task, &lost(), writer, stats, watch)?,
                },
            }
            watch(Event::Ended { source: &task.new.input.source, bytes: task.new.bytes });
        }
        Ok(())
    })
}

fn lost() -> ReadError {
    ReadError::Internal("its worker ended early".to_string())
}

fn reject(
    task: &Task,
    error: &ReadError,
    writer: &mut Writer<'_>,
    stats: &mut RunStats,
    watch: &dyn Fn(Event<'_>),
) -> Result<(), StoreError> {
    writer.undo()?;
    if error.is_passing() {
        // Without its hash it is another file in the next run, which tries again.
        let new = NewDocument { content_hash: String::new(), ..task.new.clone() };
        writer.reject(&new, error)?;
    } else {
        writer.reject(&task.new, error)?;
    }
    stats.rejected += 1;
    watch(Event::Rejected { source: &task.new.input.source, error });
    Ok(())
}

/// Writes one document from its channel, or its rejection where reading or a row fails.
fn load(
    task: &Task,
    messages: &work::Messages,
    writer: &mut Writer<'_>,
    stats: &mut RunStats,
    watch: &dyn Fn(Event<'_>),
) -> Result<(), StoreError> {
    match write(task, messages, writer, watch) {
        Ok(Ok(())) => stats.loaded += 1,
        Ok(Err(error)) => reject(task, &error, writer, stats, watch)?,
        Err(error) if error.is_about_the_row() => {
            let error = ReadError::Internal(format!("a row does not fit the database: {error}"));
            reject(task, &error, writer, stats, watch)?;
        }
        Err(error) => {
            writer.undo()?;
            return Err(error);
        }
    }
    Ok(())
}

fn write(
    task: &Task,
    messages: &work::Messages,
    writer: &mut Writer<'_>,
    watch: &dyn Fn(Event<'_>),
) -> Result<Result<(), ReadError>, StoreError> {
    writer.begin(&task.new)?;
    for message in messages {
        match message {
            work::Message::Items(items) => {
                for item in &items {
                    writer.item(item)?;
                }
                watch(Event::Items(items.len() as u64));
            }
            work::Message::Done(Ok(outcome)) => {
                let outcome: Outcome = *outcome;
                return writer.finish(&outcome).map(Ok);
            }
            work::Message::Done(Err(error)) => return Ok(Err(error)),
        }
    }
    Ok(Err(lost()))
}

fn begin_run(store: &Store, options: &Options, started_at: &str) -> Result<i64, StoreError> {
    let mut insert =
        store.connection.prepare("INSERT INTO run (started_at, version, outcome) VALUES (?1, ?2, 'unfinished')")?;
    Ok(insert.insert(params![started_at, options.version])?)
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
