//! The workers: each reads and extracts one document after the other. In: tasks. Out: what is to be written, in the order of
//! the tasks and of the items in a container; a document's items come in a channel of its own.
//!
//! One thread hands out the work: it passes files on by their names, and opens containers itself, since their items can be
//! read only one after the other; what is in them is extracted by all workers.

use std::io::Read;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, SendError, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::Scope;

use super::Knowledge;
use super::document::{Document, Found};
use super::plan::{Action, Task};
use super::room::{Room, Share};
use crate::container::{self, Left};
use crate::model::{Given, Item, Problem, Severity};
use crate::read::ReadError;
use crate::read::record::Fields;
use crate::read::table::Content;
use crate::source::{Input, MediaType, Stamp, name, open};
use crate::store::{NewDocument, Outcome};
use crate::text::Sketch;

/// Items travel in batches: a channel's lock is taken once for many.
const BATCH: usize = 512;
/// How many batches of one document wait for the writer before its worker does.
const WAITING: usize = 4;
/// How much the writer is told before it has to listen.
const TOLD: usize = 512;

#[derive(Debug)]
pub enum Message {
    Items(Vec<Given>),
    /// The last one, with the last items: each message may wake the writer, and most documents need no other.
    Done(Result<(Vec<Given>, Box<Outcome>), ReadError>),
}

/// A document's messages.
#[derive(Debug)]
pub struct Messages {
    received: Receiver<Message>,
    /// Free when they are read, or nobody wants them.
    _share: Option<Share>,
}

impl From<Receiver<Message>> for Messages {
    fn from(received: Receiver<Message>) -> Messages {
        Messages { received, _share: None }
    }
}

impl Messages {
    pub fn iter(&self) -> mpsc::Iter<'_, Message> {
        self.received.iter()
    }
}

/// What the writer is handed, in order.
#[derive(Debug)]
pub enum Handed {
    /// A task's document.
    Document(Messages),
    /// Of the container that is the task: an item, a problem of its own, and its end.
    Item(Box<NewDocument>, ItemAction),
    Problem(Problem),
    End(Result<(), ReadError>),
}

#[derive(Debug)]
pub enum ItemAction {
    Load(Messages),
    Skip(String),
    Reject(ReadError),
    /// The row with this key is as it would be; whether it is a rejected one.
    Same(i64, bool),
}

/// What a worker does next.
enum Job<'s> {
    File(&'s Task, MediaType),
    Item(Box<NewDocument>, container::Content, Option<Arc<Fields>>),
}

type Work<'s> = (Job<'s>, SyncSender<Message>);

/// Starts the workers and the thread that hands out their work. `sketched`: copies of the texts will be looked for.
pub fn start<'s>(
    scope: &'s Scope<'s, '_>,
    tasks: &'s [Task],
    jobs: usize,
    knowledge: Knowledge<'s>,
    sketched: bool,
) -> Receiver<Handed> {
    let jobs = jobs.max(1);
    let (queue, handed) = sync_channel(TOLD);
    // Never long: what is under way has to have room.
    let (work, waiting) = channel();
    let waiting = Arc::new(Mutex::new(waiting));
    for _ in 0..jobs {
        let waiting: Arc<Mutex<Receiver<Work<'s>>>> = Arc::clone(&waiting);
        scope.spawn(move || {
            loop {
                let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
                let Ok((job, sender)) = next else { return };
                let mut done = guarded(|| load(&job, knowledge, &sender));
                if let Ok((_, outcome)) = &mut done {
                    let text = outcome.text.as_deref().filter(|_| sketched);
                    outcome.sketch = text.map(|text| Box::new(Sketch::of(text)));
                }
                // Nobody listens any more when the writer has given up: then there is nothing to tell.
                let _ = sender.send(Message::Done(done));
            }
        });
    }
    scope.spawn(move || {
        // It ends early when nobody listens.
        let _ = Office { queue, work, room: Room::new(jobs), knowledge }.hand_out(tasks);
    });
    handed
}

/// A panic in there is a fault of this document alone.
fn guarded<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
        Err(ReadError::Internal(text.unwrap_or("a panic").to_string()))
    })
}

/// Hands out work, and tells the writer in the same order.
struct Office<'s> {
    queue: SyncSender<Handed>,
    work: Sender<Work<'s>>,
    room: Arc<Room>,
    knowledge: Knowledge<'s>,
}

/// Nobody listens.
struct Deaf;

impl<'s> Office<'s> {
    fn hand_out(&self, tasks: &'s [Task]) -> Result<(), Deaf> {
        for task in tasks {
            match task.action {
                Action::Load(kind) if kind.is_container() => {
                    let mut deaf = false;
                    let ended = guarded(|| self.open(task, kind, &mut deaf));
                    if deaf {
                        return Err(Deaf);
                    }
                    self.tell(Handed::End(ended))?;
                }
                Action::Load(kind) => {
                    self.give(Job::File(task, kind), task.new.bytes, Handed::Document)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn tell(&self, handed: Handed) -> Result<(), Deaf> {
        self.queue.send(handed).map_err(|_| Deaf)
    }

    fn give(&self, job: Job<'s>, bytes: u64, handed: impl FnOnce(Messages) -> Handed) -> Result<(), Deaf> {
        let share = Some(self.room.share(bytes));
        let (sender, received) = sync_channel(WAITING);
        self.tell(handed(Messages { received, _share: share }))?;
        self.work.send((job, sender)).map_err(|_| Deaf)
    }

    /// Hands out a container's items.
    fn open(&self, task: &'s Task, kind: MediaType, deaf: &mut bool) -> Result<(), ReadError> {
        let path = &task.new.input.path;
        let fields = self.knowledge.mappings.fields(path, &task.new.input.source)?.map(Arc::new);
        container::each_item(container::Source::File(path), kind, self.knowledge.limits, &mut |found| {
            let told = match found {
                container::Found::Item(item) => self.item(task, item, &fields),
                container::Found::Problem(problem) => self.tell(Handed::Problem(problem)),
            };
            *deaf = told.is_err();
            if *deaf { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })
    }

    fn item(&self, task: &Task, item: container::Item, fields: &Option<Arc<Fields>>) -> Result<(), Deaf> {
        let mut new = Box::new(item_of(&task.new, &item.name));
        let content = match item.content {
            Ok(content) => content,
            Err(Left::Skipped(reason)) => return self.tell(Handed::Item(new, ItemAction::Skip(reason))),
            Err(Left::Rejected(error)) => return self.tell(Handed::Item(new, ItemAction::Reject(error))),
        };
        new.content_hash = blake3::hash(&content.bytes).to_hex().to_string();
        new.bytes = content.bytes.len() as u64;
        new.media_type = content.media_type.as_str();
        if let Some((id, rejected)) = task.items.find(&new.input.path, &new.content_hash, &new.version) {
            return self.tell(Handed::Item(new, ItemAction::Same(id, rejected)));
        }
        let job = Job::Item(new.clone(), content, fields.clone());
        self.give(job, new.bytes, |messages| Handed::Item(new, ItemAction::Load(messages)))
    }
}

/// An item's row, before its content is known.
pub fn item_of(container: &NewDocument, name: &str) -> NewDocument {
    let input = Input {
        // No file can lie below a file: an item's path is nobody else's.
        path: container.input.path.join(name.trim_start_matches('/')),
        source: format!("{}#{name}", container.input.source),
    };
    NewDocument { input, replaces: None, content_hash: String::new(), bytes: 0, media_type: "", ..container.clone() }
}

fn load(job: &Job<'_>, knowledge: Knowledge<'_>, sender: &SyncSender<Message>) -> Result<Extracted, ReadError> {
    match job {
        Job::File(task, media_type) => {
            let input = &task.new.input;
            let file = Document::file(&input.path, &input.source, *media_type);
            let odd = odd_name(&input.source);
            if !media_type.is_article() {
                is_as_hashed(task)?;
                let extracted = extract(&file, odd, knowledge, sender);
                // What changes under the reader's hands looks broken, or like two tables in one.
                is_as_hashed(task)?;
                return extracted;
            }
            let bytes = unchanged(task)?;
            let fields = match media_type {
                MediaType::Json => knowledge.mappings.fields(&input.path, &input.source)?,
                _ => None,
            };
            let document = Document { content: Content::Bytes(&bytes), fields: fields.as_ref(), ..file };
            extract(&document, odd, knowledge, sender)
        }
        Job::Item(new, content, fields) => {
            let input = &new.input;
            let notes = content.notes.iter().map(|n| {
                Item::Problem(Problem {
                    cell: None,
                    line: n.line,
                    severity: Severity::Warning,
                    code: n.code,
                    message: n.message.clone(),
                })
            });
            let document = Document {
                content: Content::Bytes(&content.bytes),
                wire: content.wire.as_ref(),
                fields: fields.as_deref(),
                ..Document::file(&input.path, &input.source, content.media_type)
            };
            extract(&document, odd_name(&input.source).into_iter().chain(notes).collect(), knowledge, sender)
        }
    }
}

/// The last items of a document, and what is known of it besides.
type Extracted = (Vec<Given>, Box<Outcome>);

/// Sends a document's items in batches but for the last, those that are known before it is read first.
fn extract(
    document: &Document<'_>,
    first: Vec<Item>,
    knowledge: Knowledge<'_>,
    sender: &SyncSender<Message>,
) -> Result<Extracted, ReadError> {
    let mut batch: Vec<Given> = first.into_iter().map(Given::Item).collect();
    let mut sink = |found: Found<'_>| {
        let Found::Given(given) = found else { return };
        batch.push(given);
        if batch.len() >= BATCH {
            let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
            let _: Result<(), SendError<Message>> = sender.send(Message::Items(full));
        }
    };
    let outcome = document.extract(knowledge, false, &mut sink)?;
    Ok((batch, Box::new(outcome)))
}

/// A name that could mislead who reads it is kept as it is, and told.
fn odd_name(source: &str) -> Vec<Item> {
    if !name::is_odd(source) {
        return Vec::new();
    }
    let message = format!("its name has characters that are not shown, or bytes that are no text: {source:?}");
    vec![Item::Problem(Problem { cell: None, line: None, severity: Severity::Warning, code: "odd_name", message })]
}

/// An error where the file is not as it was when its bytes were hashed.
fn is_as_hashed(task: &Task) -> Result<(), ReadError> {
    if Some(Stamp::of(&task.new.input.path)?) == task.stamp { Ok(()) } else { Err(ReadError::Changed) }
}

/// The file's bytes, where they are still those that were planned for.
fn unchanged(task: &Task) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    // One byte more than it had shows that it has grown.
    open(&task.new.input.path)?.take(task.new.bytes + 1).read_to_end(&mut bytes)?;
    if *blake3::hash(&bytes).to_hex() == *task.new.content_hash { Ok(bytes) } else { Err(ReadError::Changed) }
}
