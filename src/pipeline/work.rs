//! The workers: each reads and extracts one input after the other. In: tasks. Out: a channel of items for each task that
//! is to be loaded, in the order of the tasks.

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SendError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Scope;

use super::Knowledge;
use super::plan::{Action, Task};
use crate::extract::{article, sheet};
use crate::model::{Item, Problem, Severity};
use crate::read::{self, ReadError};
use crate::source::{MediaType, Stamp, name, open};
use crate::store::Outcome;

/// Items travel in batches: a channel's lock is taken once for many.
const BATCH: usize = 512;
/// How many batches of one document wait for the writer before its worker does.
const WAITING: usize = 4;

#[derive(Debug)]
pub enum Message {
    Items(Vec<Item>),
    /// The last one.
    Done(Result<Box<Outcome>, ReadError>),
}

pub type Messages = Receiver<Message>;

/// What is still to be handed out: the next task, and the queue to which its channel is added in the same breath.
struct Office<'s> {
    tasks: std::slice::Iter<'s, Task>,
    queue: SyncSender<Messages>,
}

impl<'s> Office<'s> {
    /// The next task to load with the channel for its items; `None` when there is none or nobody listens.
    fn next(&mut self) -> Option<(&'s Task, MediaType, SyncSender<Message>)> {
        let (task, media_type) = self.tasks.find_map(|task| match task.action {
            Action::Load(media_type) => Some((task, media_type)),
            _ => None,
        })?;
        let (sender, receiver) = sync_channel(WAITING);
        self.queue.send(receiver).ok()?;
        Some((task, media_type, sender))
    }
}

/// Starts the workers. The queue gives the channels of the tasks to load, in their order.
pub fn start<'s>(
    scope: &'s Scope<'s, '_>,
    tasks: &'s [Task],
    jobs: usize,
    knowledge: Knowledge<'s>,
) -> Receiver<Messages> {
    let jobs = jobs.max(1);
    let (queue, channels) = sync_channel(4 * jobs);
    let office = Arc::new(Mutex::new(Office { tasks: tasks.iter(), queue }));
    for _ in 0..jobs {
        let office = Arc::clone(&office);
        scope.spawn(move || {
            loop {
                let next = office.lock().unwrap_or_else(PoisonError::into_inner).next();
                let Some((task, media_type, sender)) = next else { return };
                work(task, media_type, knowledge, &sender);
            }
        });
    }
    channels
}

/// Reads and extracts one input. A panic in there is a fault of this input alone.
fn work(task: &Task, media_type: MediaType, knowledge: Knowledge<'_>, sender: &SyncSender<Message>) {
    let result = catch_unwind(AssertUnwindSafe(|| {
        tell_odd_name(&task.new.input.source, sender);
        if media_type.is_article() {
            load_article(task, knowledge, sender)
        } else {
            load_table(task, media_type, knowledge, sender)
        }
    }));
    let done = result.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Err(ReadError::Internal(text.unwrap_or("a panic").to_string()))
    });
    // Nobody listens any more when the writer has given up: then there is nothing to tell.
    let _ = sender.send(Message::Done(done.map(Box::new)));
}

/// A name that could mislead who reads it is kept as it is, and told.
fn tell_odd_name(source: &str, sender: &SyncSender<Message>) {
    if name::is_odd(source) {
        let message = format!("its name has characters that are not shown, or bytes that are no text: {source:?}");
        let problem = Problem { cell: None, line: None, severity: Severity::Warning, code: "odd_name", message };
        let _: Result<(), SendError<Message>> = sender.send(Message::Items(vec![Item::Problem(problem)]));
    }
}

fn load_article(task: &Task, knowledge: Knowledge<'_>, sender: &SyncSender<Message>) -> Result<Outcome, ReadError> {
    let mut bytes = Vec::new();
    // One byte more than it had shows that it has grown.
    open(&task.new.input.path)?.take(task.new.bytes + 1).read_to_end(&mut bytes)?;
    if *blake3::hash(&bytes).to_hex() != *task.new.content_hash {
        return Err(ReadError::Changed);
    }
    let (article, items) = article_items(&bytes, task.new.input.file_name(), knowledge);
    let _: Result<(), SendError<Message>> = sender.send(Message::Items(items));
    Ok(Outcome { meta: article.meta, text: Some(article.text), missing: None })
}

/// An article and all that it gives, its reading's own problems first.
pub fn article_items(bytes: &[u8], file_name: &str, knowledge: Knowledge<'_>) -> (crate::model::Article, Vec<Item>) {
    let read = read::article::read(bytes, file_name, knowledge.limits);
    let problem = |note: read::article::Note| {
        let read::article::Note { code, line, message } = note;
        Item::Problem(Problem { cell: None, line, severity: Severity::Warning, code, message })
    };
    let mut items: Vec<Item> = read.notes.into_iter().map(problem).collect();
    items.extend(article::extract(&read.article, knowledge.vocabulary));
    (read.article, items)
}

fn load_table(
    task: &Task,
    media_type: MediaType,
    knowledge: Knowledge<'_>,
    sender: &SyncSender<Message>,
) -> Result<Outcome, ReadError> {
    let input = &task.new.input;
    let is_as_hashed = || if Some(Stamp::of(&input.path)?) == task.stamp { Ok(()) } else { Err(ReadError::Changed) };
    is_as_hashed()?;
    let source = sheet::TableSource { path: &input.path, name: &input.source, media_type, limits: knowledge.limits };
    let mut batch = Vec::with_capacity(BATCH);
    let mut sink = |item| {
        batch.push(item);
        if batch.len() == BATCH {
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
            let _: Result<(), SendError<Message>> = sender.send(Message::Items(full));
        }
    };
    let summary = sheet::extract(&source, knowledge.vocabulary, knowledge.mappings, &mut sink);
    // What changes under the reader's hands looks broken, or like two tables in one.
    is_as_hashed()?;
    let summary = summary?;
    for note in &summary.notes {
        log::info!("{}: {note}", input.source);
    }
    let _: Result<(), SendError<Message>> = sender.send(Message::Items(batch));
    Ok(Outcome { meta: summary.meta, text: None, missing: Some(summary.missing) })
}
