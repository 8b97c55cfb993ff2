//! Rows from records: what `extract` gave becomes what a run would have made. In: records of documents and of what they
//! say, in any order. Out: rows with the same keys, whichever machine read which file.
//!
//! Records are laid down in a file of their own first, and are taken from there in the order in which a run would have come
//! upon their documents: so neither their number nor their order matters.

mod giver;
mod record;
mod staged;

use std::sync::mpsc::sync_channel;
use std::time::Instant;

use thiserror::Error;

use self::giver::Giver;
use self::record::{Codes, Row, new_of, parse, wrong};
pub use self::staged::Staged;
use self::staged::{orphans, told};
use super::drain::Drain;
use super::plan::{Action, Task};
use super::{Event, Knowledge, PipelineError, RunStats, begin_run, close, now};
use crate::source::MediaType;
use crate::store::items::{self, Items};
use crate::store::{Store, Writer};

#[derive(Debug, Error)]
pub enum LoadError {
    #[error("{file}:{line}: {message}\n  hint: give what `blotter extract` printed, each line whole")]
    Record { file: String, line: u64, message: String },
    #[error("{file}: cannot be read: {source}")]
    Io { file: String, source: std::io::Error },
    #[error(
        "two documents are called `{source_name}`: {first} and {second}\n  hint: extract with --root, so that names differ"
    )]
    Twice { source_name: String, first: String, second: String },
    #[error(
        "records are there of `{0}`, but not the one of the document itself\n  hint: an extraction broke off: run it again"
    )]
    NoDocument(String),
    #[error("what was laid down of the records: {0}")]
    Staging(#[from] rusqlite::Error),
}

/// Writes what is staged.
pub fn load(
    staged: &Staged,
    knowledge: Knowledge<'_>,
    store: &Store,
    watch: &dyn Fn(Event<'_>),
) -> Result<RunStats, PipelineError> {
    let began = Instant::now();
    orphans(staged)?;
    let sources = staged.rows("SELECT json FROM document WHERE container IS NULL OR ?1 <> '' ORDER BY place", "")?;
    let mut stats = RunStats { inputs: sources.len() as u64, ..RunStats::default() };
    let mut codes = Codes::default();
    let mut tasks = Vec::new();
    let mut rows = Vec::new();
    let mut version = String::new();
    for json in &sources {
        let row = parse(json)?;
        let task = task(&row, staged, store, &mut codes)?;
        match task {
            None => {
                stats.unchanged += 1;
                stats.still_rejected += u64::from(row.status == "rejected");
            }
            Some(task) => {
                version = version.max(row.version.clone());
                tasks.push(task);
                rows.push(row);
            }
        }
    }
    if tasks.is_empty() {
        stats.seconds = began.elapsed().as_secs_f64();
        return Ok(stats);
    }
    store.begin()?;
    let started_at = now();
    store.name_codes(knowledge.vocabulary)?;
    let run_id = begin_run(store, &version, "", &started_at)?;
    let mut writer = Writer::new(&store.connection, &knowledge.vocabulary.things, run_id, &started_at)?;
    let mut drain = Drain { jobs: 1, knowledge, writer: &mut writer, stats: &mut stats, watch, planned: false };
    let (queue, handed) = sync_channel(4);
    let path = staged.path.clone();
    let tasks = &tasks;
    let (written, told) = std::thread::scope(|scope| {
        let giver = scope.spawn(move || Giver::new(&path, queue, codes).and_then(|mut giver| giver.all(tasks, &rows)));
        let written = drain.tasks(tasks, &handed);
        drop(handed);
        (written, giver.join())
    });
    drain.writer.commit()?;
    if let Ok(Err(error)) = told {
        return Err(error.into());
    }
    written?;
    close(writer, store, run_id, began, stats)
}

/// What is to be done with a document that stands in no container; nothing where it is as it was.
fn task(row: &Row, staged: &Staged, store: &Store, codes: &mut Codes) -> Result<Option<Task>, PipelineError> {
    let mut new = new_of(row);
    let before = items::row(&store.connection, &new.input.path)?;
    new.replaces = before.as_ref().map(|b| b.document_id);
    let copy = before.as_ref().is_some_and(|b| b.status == "skipped" && row.status == "loaded");
    if before.as_ref().is_some_and(|b| {
        (&b.content_hash, &b.version) == (&row.content_hash, &row.version)
            && (copy || (&b.status, &b.reason) == (&row.status, &row.reason))
    }) {
        return Ok(None);
    }
    let action = match row.status.as_str() {
        "skipped" => Action::Skip(row.reason.clone()),
        "rejected" if !row.is_container => Action::Reject(told(row, staged, codes)?),
        _ => Action::Load(MediaType::parse(&row.media_type).ok_or_else(|| wrong("a format that is not read".into()))?),
    };
    let items = match new.replaces {
        Some(id) if row.is_container => Items::of(&store.connection, id)?,
        _ => Items::default(),
    };
    Ok(Some(Task { new, stamp: None, action, items }))
}
