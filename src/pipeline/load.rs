//! Rows from records: what `extract` gave becomes what a run would have made. In: records of documents and of what they
//! say, in any order. Out: rows with the same keys, whichever machine read which file.
//!
//! Records are laid down in a file of their own first, and are taken from there in the order in which a run would have come
//! upon their documents: so neither their number nor their order matters.

use std::collections::{HashMap, HashSet};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::time::Instant;

use rusqlite::{Connection, params};
use serde::Deserialize;
use thiserror::Error;

use super::drain::Drain;
use super::plan::{Action, Task};
use super::work::{Handed, ItemAction, Message};
use super::{Event, Knowledge, PipelineError, RunStats, begin_run, close, now};
use crate::model::*;
use crate::read::ReadError;
use crate::source::{Input, MediaType, name};
use crate::store::items::{self, Items};
use crate::store::{NewDocument, Outcome, Store, Writer};

/// Codes of refusals and problems that are held at a time: they are few, and what has more of them is no output of ours.
const MOST_CODES: usize = 10_000;

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

/// A record of any type: all fields that one of them has.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Row {
    r#type: String,
    source: String,
    ordinal: u32,
    // A document.
    path: String,
    container: Option<String>,
    position: i64,
    is_container: bool,
    media_type: String,
    title: String,
    publisher: String,
    published: Option<String>,
    url: String,
    language: String,
    encoding: String,
    content_hash: String,
    bytes: u64,
    modified_ns: i64,
    version: String,
    status: String,
    reason: String,
    missing_cells: Option<u64>,
    text: Option<String>,
    // An observation.
    observation_id: String,
    kind: String,
    measure: String,
    unit: String,
    object: Option<String>,
    value_low: Option<f64>,
    value_high: Option<f64>,
    qualifier: String,
    direction: Option<String>,
    nationality: String,
    sex: String,
    age_group: String,
    offences: String,
    country: String,
    place: String,
    period_start: Option<String>,
    period_end: Option<String>,
    modality: String,
    attributed_to: String,
    part_of: Option<String>,
    is_total: u8,
    confidence: f64,
    evidence: String,
    evidence_start: Option<usize>,
    evidence_end: Option<usize>,
    sentence_start: Option<usize>,
    cell: Option<String>,
    note: Option<String>,
    // A problem, a person, a statement.
    line: Option<u64>,
    severity: String,
    code: String,
    message: String,
    name: String,
    role: String,
    organisation: String,
    speaker: String,
    quote: String,
}

/// Records that wait to be loaded.
pub struct Staged {
    connection: Connection,
    path: PathBuf,
}

impl Drop for Staged {
    fn drop(&mut self) {
        // What can't be taken away is overwritten by the next load.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Staged {
    pub fn new(path: &Path) -> Result<Staged, LoadError> {
        let _ = std::fs::remove_file(path);
        let connection = Connection::open(path)?;
        connection.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
             CREATE TABLE record (source TEXT NOT NULL, kind TEXT NOT NULL, ordinal INTEGER NOT NULL, json TEXT NOT NULL,
                 PRIMARY KEY (source, kind, ordinal)) WITHOUT ROWID;
             CREATE TABLE document (source TEXT PRIMARY KEY, path TEXT NOT NULL, container TEXT, place TEXT NOT NULL,
                 position INTEGER NOT NULL, json TEXT NOT NULL) WITHOUT ROWID;
             CREATE INDEX document_container ON document (container, position);",
        )?;
        Ok(Staged { connection, path: path.to_path_buf() })
    }

    /// Takes records, one a line.
    pub fn read(&mut self, input: impl Read, file: &str) -> Result<(), LoadError> {
        let transaction = self.connection.transaction()?;
        let mut input = BufReader::new(input);
        let mut line = String::new();
        for number in 1.. {
            line.clear();
            let read = input.read_line(&mut line).map_err(|source| LoadError::Io { file: file.to_string(), source })?;
            if read == 0 {
                break;
            }
            if !line.trim().is_empty() {
                put(&transaction, line.trim(), file, number)?;
            }
        }
        Ok(transaction.commit()?)
    }

    fn rows(&self, sql: &str, source: &str) -> Result<Vec<String>, LoadError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map([source], |r| r.get(0))?.collect::<Result<_, _>>()?)
    }
}

/// Lays one record down. The same record twice is one.
fn put(connection: &Connection, line: &str, file: &str, number: u64) -> Result<(), LoadError> {
    let wrong = |message: String| LoadError::Record { file: file.to_string(), line: number, message };
    let row: Row = serde_json::from_str(line).map_err(|e| wrong(e.to_string()))?;
    if row.source.is_empty() {
        return Err(wrong("no record: it has no `source`".to_string()));
    }
    if row.r#type != "document" {
        let ordinal = match row.r#type.as_str() {
            "observation" => ordinal_of(&row.observation_id).ok_or_else(|| wrong("a bad `observation_id`".into()))?,
            "refusal" | "problem" | "person" | "statement" => row.ordinal,
            other => return Err(wrong(format!("`{other}` is no type of record"))),
        };
        connection
            .prepare_cached("INSERT OR IGNORE INTO record VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![row.source, row.r#type, ordinal, line])?;
        return Ok(());
    }
    let before: Option<String> = connection
        .prepare_cached("SELECT path FROM document WHERE source = ?1")?
        .query_map([&row.source], |r| r.get(0))?
        .next()
        .transpose()?;
    if let Some(first) = before.filter(|first| *first != row.path) {
        return Err(LoadError::Twice { source_name: row.source, first, second: row.path });
    }
    // A folder's files come before those whose names go on where the folder's ends, as in a walk.
    let place = row.source.replace('/', "\u{1}");
    connection.prepare_cached("INSERT OR IGNORE INTO document VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?.execute(params![
        row.source,
        row.path,
        row.container,
        place,
        row.position,
        line
    ])?;
    Ok(())
}

fn ordinal_of(observation_id: &str) -> Option<u32> {
    observation_id.rsplit_once('-')?.1.parse().ok()
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
    store.begin(false)?;
    let started_at = now();
    let run_id = begin_run(store, &version, "", &started_at)?;
    let mut writer = Writer::new(&store.connection, run_id, &started_at)?;
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

/// Records whose document is not among them.
fn orphans(staged: &Staged) -> Result<(), LoadError> {
    let sql =
        "SELECT DISTINCT source FROM record WHERE source NOT IN (SELECT source FROM document) OR ?1 <> '' LIMIT 1";
    match staged.rows(sql, "")?.pop() {
        Some(source) => Err(LoadError::NoDocument(source)),
        None => Ok(()),
    }
}

fn parse(json: &str) -> Result<Row, LoadError> {
    serde_json::from_str(json).map_err(|e| wrong(e.to_string()))
}

fn wrong(message: String) -> LoadError {
    LoadError::Record { file: "the staged records".to_string(), line: 0, message }
}

fn new_of(row: &Row) -> NewDocument {
    NewDocument {
        input: Input { path: name::to_path(&row.path), source: row.source.clone() },
        replaces: None,
        container: None,
        content_hash: row.content_hash.clone(),
        bytes: row.bytes,
        modified_ns: row.modified_ns,
        version: row.version.clone(),
        media_type: MediaType::parse(&row.media_type).map_or("", MediaType::as_str),
    }
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

/// Why a document was rejected, from its last problem.
fn told(row: &Row, staged: &Staged, codes: &mut Codes) -> Result<ReadError, LoadError> {
    let sql = "SELECT json FROM record WHERE source = ?1 AND kind = 'problem' ORDER BY ordinal DESC LIMIT 1";
    let problem = staged.rows(sql, &row.source)?.pop().map(|json| parse(&json)).transpose()?.unwrap_or_default();
    let hint = problem.message.strip_prefix(&row.reason).and_then(|h| h.strip_prefix("; ")).unwrap_or("");
    Ok(ReadError::Told { code: codes.code(&problem.code)?, what: row.reason.clone(), hint: codes.code(hint)? })
}

/// Texts of a closed list, kept for as long as the program runs.
#[derive(Default)]
struct Codes {
    known: HashSet<&'static str>,
    shared: HashMap<String, Code>,
}

impl Codes {
    fn code(&mut self, text: &str) -> Result<&'static str, LoadError> {
        if let Some(code) = self.known.get(text) {
            return Ok(code);
        }
        if self.known.len() >= MOST_CODES {
            return Err(wrong(format!("too many codes: `{text}` is none of blotter's")));
        }
        let code: &'static str = Box::leak(text.to_string().into_boxed_str());
        self.known.insert(code);
        Ok(code)
    }

    fn shared(&mut self, text: &str) -> Code {
        if let Some(code) = self.shared.get(text) {
            return Arc::clone(code);
        }
        if self.shared.len() >= MOST_CODES {
            self.shared.clear();
        }
        let code: Code = text.into();
        self.shared.insert(text.to_string(), Arc::clone(&code));
        code
    }
}

/// Hands staged documents to the writer, in order.
struct Giver {
    staged: Staged,
    queue: SyncSender<Handed>,
    codes: Codes,
}

/// Nobody listens any more: the writer tells why.
enum End {
    Deaf,
    Fault(LoadError),
}

impl<E: Into<LoadError>> From<E> for End {
    fn from(error: E) -> End {
        End::Fault(error.into())
    }
}

impl Giver {
    fn new(path: &Path, queue: SyncSender<Handed>, codes: Codes) -> Result<Giver, LoadError> {
        Ok(Giver { staged: Staged { connection: Connection::open(path)?, path: PathBuf::new() }, queue, codes })
    }

    fn all(&mut self, tasks: &[Task], rows: &[Row]) -> Result<(), LoadError> {
        for (task, row) in tasks.iter().zip(rows) {
            let given = match task.action {
                Action::Load(_) if task.is_container() => self.container(task, row),
                Action::Load(_) => self.document(row, Handed::Document),
                _ => Ok(()),
            };
            match given {
                Ok(()) => {}
                Err(End::Deaf) => return Ok(()),
                Err(End::Fault(error)) => return Err(error),
            }
        }
        Ok(())
    }

    fn tell(&self, handed: Handed) -> Result<(), End> {
        self.queue.send(handed).map_err(|_| End::Deaf)
    }

    /// A document's items in the order of their kinds and ordinals, then what is known of it.
    fn document(&mut self, row: &Row, handed: impl FnOnce(super::work::Messages) -> Handed) -> Result<(), End> {
        let (sender, messages) = sync_channel(4);
        self.tell(handed(messages))?;
        let mut last = (String::new(), -1i64);
        loop {
            let page = self.page(&row.source, &last)?;
            let Some((kind, ordinal, _)) = page.last() else { break };
            last = (kind.clone(), *ordinal);
            let mut batch = Vec::with_capacity(page.len());
            for (_, _, json) in &page {
                batch.push(item(&parse(json)?, &mut self.codes)?);
            }
            if sender.send(Message::Items(batch)).is_err() {
                // The writer didn't want this one.
                return Ok(());
            }
        }
        let meta = Meta {
            title: row.title.clone(),
            publisher: row.publisher.clone(),
            published: row.published.as_deref().and_then(|d| d.parse().ok()),
            url: row.url.clone(),
            language: row.language.clone(),
            encoding: row.encoding.clone(),
        };
        let outcome = Outcome { meta, text: row.text.clone(), missing: row.missing_cells };
        let _ = sender.send(Message::Done(Ok(Box::new(outcome))));
        Ok(())
    }

    fn page(&self, source: &str, after: &(String, i64)) -> Result<Vec<(String, i64, String)>, LoadError> {
        let sql = "SELECT kind, ordinal, json FROM record
                   WHERE source = ?1 AND (kind, ordinal) > (?2, ?3) ORDER BY kind, ordinal LIMIT 512";
        let mut statement = self.staged.connection.prepare_cached(sql)?;
        let rows = statement.query_map(params![source, after.0, after.1], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn container(&mut self, task: &Task, row: &Row) -> Result<(), End> {
        let mut after = 0i64;
        let sql =
            "SELECT json, position FROM document WHERE container = ?1 AND position > ?2 ORDER BY position LIMIT 1";
        loop {
            let next: Option<(String, i64)> = {
                let mut statement = self.staged.connection.prepare_cached(sql)?;
                let mut rows = statement.query_map(params![row.source, after], |r| Ok((r.get(0)?, r.get(1)?)))?;
                rows.next().transpose()?
            };
            let Some((json, position)) = next else { break };
            after = position;
            self.item(task, &parse(&json)?)?;
        }
        let sql = "SELECT json FROM record WHERE source = ?1 AND kind = 'problem' ORDER BY ordinal";
        let mut problems = self.staged.rows(sql, &row.source)?;
        let rejected = row.status == "rejected";
        if rejected {
            problems.pop();
        }
        for json in problems {
            if let Item::Problem(problem) = item(&parse(&json)?, &mut self.codes)? {
                self.tell(Handed::Problem(problem))?;
            }
        }
        let ended = if rejected { Err(told(row, &self.staged, &mut self.codes)?) } else { Ok(()) };
        self.tell(Handed::End(ended))
    }

    fn item(&mut self, task: &Task, row: &Row) -> Result<(), End> {
        let new = Box::new(new_of(row));
        match row.status.as_str() {
            "skipped" => return self.tell(Handed::Item(new, ItemAction::Skip(row.reason.clone()))),
            "rejected" => {
                if let Some((id, rejected)) = task.items.find(&new.input.path, &new.content_hash, &new.version) {
                    return self.tell(Handed::Item(new, ItemAction::Same(id, rejected)));
                }
                let error = told(row, &self.staged, &mut self.codes)?;
                return self.tell(Handed::Item(new, ItemAction::Reject(error)));
            }
            _ => {}
        }
        match task.items.find(&new.input.path, &new.content_hash, &new.version) {
            Some((id, rejected)) => self.tell(Handed::Item(new, ItemAction::Same(id, rejected))),
            None => self.document(row, |messages| Handed::Item(new, ItemAction::Load(messages))),
        }
    }
}

/// An item from its record.
fn item(row: &Row, codes: &mut Codes) -> Result<Item, LoadError> {
    let span = || match (row.evidence_start, row.evidence_end) {
        (Some(start), Some(end)) => Ok(Span::new(start, end)),
        _ => Err(wrong(format!("a {} of `{}` without its place", row.r#type, row.source))),
    };
    Ok(match row.r#type.as_str() {
        "observation" => Item::Observation(observation(row, codes)?),
        "refusal" => Item::Refusal(Refusal { span: span()?, reason: codes.code(&row.reason)? }),
        "person" => Item::Person(Person {
            name: row.name.clone(),
            title: row.title.clone(),
            role: row.role.clone(),
            organisation: row.organisation.clone(),
            nationality: codes.shared(&row.nationality),
            span: span()?,
        }),
        "statement" => {
            Item::Statement(Statement { speaker: row.speaker.clone(), quote: row.quote.clone(), span: span()? })
        }
        _ => Item::Problem(Problem {
            cell: row.cell.clone(),
            line: row.line,
            severity: Severity::parse(&row.severity).unwrap_or(Severity::Error),
            code: codes.code(&row.code)?,
            message: row.message.clone(),
        }),
    })
}

fn observation(row: &Row, codes: &mut Codes) -> Result<Observation, LoadError> {
    let bad = |what: &str| wrong(format!("{}: `{what}` is none of the closed list", row.observation_id));
    let day = |text: &Option<String>| text.as_deref().and_then(|d| d.parse().ok());
    let locator = match (&row.cell, row.evidence_start, row.evidence_end, row.sentence_start) {
        (Some(cell), ..) => {
            let (sheet, cell) =
                cell.rsplit_once('!').map_or((None, cell.as_str()), |(s, c)| (Some(codes.shared(s)), c));
            let (row, column) = place(cell).ok_or_else(|| bad(cell))?;
            Locator::Cell { sheet, row, column }
        }
        (None, Some(start), Some(end), Some(sentence)) => Locator::Text {
            figure: Span::new(start, end),
            sentence: Span::new(sentence, sentence + row.evidence.len()),
        },
        _ => return Err(wrong(format!("{}: no cell and no place in a text", row.observation_id))),
    };
    Ok(Observation {
        series: Arc::new(Series {
            kind: Kind::parse(&row.kind).ok_or_else(|| bad(&row.kind))?,
            measure: codes.shared(&row.measure),
            unit: codes.shared(&row.unit),
            object: row.object.as_deref().map(|o| codes.shared(o)),
            direction: row.direction.as_deref().map(|d| Direction::parse(d).ok_or_else(|| bad(d))).transpose()?,
            nationality: codes.shared(&row.nationality),
            sex: Sex::parse(&row.sex),
            age_group: AgeGroup::parse(&row.age_group),
            offences: codes.shared(&row.offences),
            country: codes.shared(&row.country),
            place: codes.shared(&row.place),
            modality: Modality::parse(&row.modality).ok_or_else(|| bad(&row.modality))?,
            attributed_to: codes.shared(&row.attributed_to),
        }),
        bounds: Bounds {
            low: row.value_low,
            high: row.value_high,
            qualifier: Qualifier::parse(&row.qualifier).ok_or_else(|| bad(&row.qualifier))?,
        },
        period: Period { start: day(&row.period_start), end: day(&row.period_end) },
        part_of: row.part_of.as_deref().and_then(ordinal_of),
        is_total: row.is_total == 1,
        confidence: row.confidence,
        locator,
        cell_text: row.cell.is_some().then(|| row.evidence.as_str().into()),
        note: row.note.as_deref().map(Into::into),
        reasons: Vec::new(),
    })
}

/// Row and column, counted from 0, of `C5`.
fn place(cell: &str) -> Option<(u32, u32)> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = cell.split_at(digits);
    let column = letters.bytes().try_fold(0u32, |n, b| {
        b.is_ascii_uppercase().then(|| n.checked_mul(26)?.checked_add(u32::from(b - b'A') + 1)).flatten()
    })?;
    Some((number.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn cells_are_found_by_their_reference() {
        for (cell, expected) in [("A1", (0, 0)), ("C5", (4, 2)), ("AA10", (9, 26)), ("XFD1", (0, 16_383))] {
            assert_eq!(place(cell), Some(expected));
        }
        for cell in ["", "5", "C", "C0", "c5"] {
            assert_eq!(place(cell), None, "{cell}");
        }
    }
}
