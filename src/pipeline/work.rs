//! The workers: each reads and extracts one input after the other. In: tasks. Out: a channel of items for each task that
//! is to be loaded, in the order of the tasks.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SendError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Scope;

use super::Knowledge;
use super::document::{Document, Found};
use super::plan::{Action, Task};
use crate::model::Item;
use crate::read::ReadError;
use crate::read::table::Content;
use crate::source::MediaType;
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
    let result = catch_unwind(AssertUnwindSafe(|| load(task, media_type, knowledge, sender)));
    let done = result.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Err(ReadError::Internal(text.unwrap_or("a panic").to_string()))
    });
    // Nobody listens any more when the writer has given up: then there is nothing to tell.
    let _ = sender.send(Message::Done(done.map(Box::new)));
}

fn load(
    task: &Task,
    media_type: MediaType,
    knowledge: Knowledge<'_>,
    sender: &SyncSender<Message>,
) -> Result<Outcome, ReadError> {
    let input = &task.new.input;
    let file = Document::file(&input.path, &input.source, media_type);
    let bytes = if media_type.is_article() { unchanged(task)? } else { Vec::new() };
    let document = if media_type.is_article() { Document { content: Content::Bytes(&bytes), ..file } } else { file };
    let mut batch = Vec::with_capacity(BATCH);
    let mut sink = |found: Found<'_>| {
        let Found::Item(item) = found else { return };
        batch.push(item);
        if batch.len() == BATCH {
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
            let _: Result<(), SendError<Message>> = sender.send(Message::Items(full));
        }
    };
    let outcome = document.extract(knowledge, false, &mut sink)?;
    let _: Result<(), SendError<Message>> = sender.send(Message::Items(batch));
    Ok(outcome)
}

/// The file's bytes, where they are still those that were planned for.
fn unchanged(task: &Task) -> Result<Vec<u8>, ReadError> {
    let bytes = std::fs::read(&task.new.input.path)?;
    if *blake3::hash(&bytes).to_hex() == *task.new.content_hash { Ok(bytes) } else { Err(ReadError::Changed) }
}
