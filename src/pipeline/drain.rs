//! The writing side of a run: takes what the workers give, in the order of the plan, and makes rows of it. In: a plan. Out:
//! rows, and [`RunStats`].

use std::sync::mpsc::Receiver;

use super::plan::{Action, FORGOTTEN, Plan, Task};
use super::work::{self, Handed, ItemAction, Messages};
use super::{Event, Knowledge, RunStats};
use crate::model::{Given, Problem, Severity, Status};
use crate::read::ReadError;
use crate::store::{NewDocument, StoreError, Writer};

/// Problems of a container as a whole that are named one by one.
const NAMED: usize = 200;

pub struct Drain<'d, 'c> {
    pub jobs: usize,
    pub knowledge: Knowledge<'d>,
    pub writer: &'d mut Writer<'c>,
    pub stats: &'d mut RunStats,
    pub watch: &'d dyn Fn(Event<'_>),
    /// The plan says already which files are copies of other files; else that is looked for here.
    pub planned: bool,
}

impl Drain<'_, '_> {
    /// Reads and writes all that is planned.
    pub fn all(&mut self, plan: &Plan) -> Result<(), StoreError> {
        std::thread::scope(|scope| {
            let queue = work::start(scope, &plan.tasks, self.jobs, self.knowledge, true);
            self.tasks(&plan.tasks, &queue)
        })
    }

    /// Writes what is handed over for these tasks.
    pub fn tasks(&mut self, tasks: &[Task], queue: &Receiver<Handed>) -> Result<(), StoreError> {
        for task in tasks {
            (self.watch)(Event::Begun { source: &task.new.input.source });
            match &task.action {
                Action::Skip(reason) => self.skip(&task.new, reason)?,
                Action::Pass(problem) => {
                    log::warn!("{}: {}", task.new.input.source, problem.message);
                    self.writer.without_figures(&task.new, Status::Skipped, &problem.message, Some(problem))?;
                    self.stats.skipped += 1;
                }
                Action::Reject(error) => self.reject(&task.new, error)?,
                Action::Load(_) if task.is_container() => self.container(task, queue)?,
                Action::Load(_) => match queue.recv() {
                    Ok(Handed::Document(messages)) => self.document(&task.new, &messages, self.planned)?,
                    _ => self.reject(&task.new, &lost())?,
                },
            }
            (self.watch)(Event::Ended { source: &task.new.input.source, bytes: task.new.bytes });
        }
        Ok(())
    }

    fn skip(&mut self, new: &NewDocument, reason: &str) -> Result<(), StoreError> {
        self.writer.without_figures(new, Status::Skipped, reason, None)?;
        self.stats.skipped += 1;
        Ok(())
    }

    fn reject(&mut self, new: &NewDocument, error: &ReadError) -> Result<(), StoreError> {
        self.writer.undo()?;
        if error.is_passing() {
            // Without its hash it is another file in the next run, which tries again.
            let new = NewDocument { content_hash: String::new(), ..new.clone() };
            self.writer.reject(&new, error)?;
        } else {
            self.writer.reject(new, error)?;
        }
        self.stats.rejected += 1;
        (self.watch)(Event::Rejected { source: &new.input.source, error });
        Ok(())
    }

    /// Writes one document from its channel; or that it is a copy, or its rejection where reading or a row fails. A file is
    /// a copy of other files by the plan; here it may be one of an item.
    fn document(&mut self, new: &NewDocument, messages: &Messages, of_items: bool) -> Result<(), StoreError> {
        if self.writer.is_forgotten(&new.content_hash)? {
            return self.skip(new, FORGOTTEN);
        }
        if let Some(source) = self.writer.same_content(new, of_items)? {
            return self.skip(new, &format!("same content as {source}"));
        }
        match self.write(new, messages) {
            Ok(Ok(())) => self.stats.loaded += 1,
            Ok(Err(error)) => self.reject(new, &error)?,
            Err(error) if error.is_about_the_row() => {
                let error = ReadError::Internal(format!("a row does not fit the database: {error}"));
                self.reject(new, &error)?;
            }
            Err(error) => {
                self.writer.undo()?;
                return Err(error);
            }
        }
        Ok(())
    }

    fn write(&mut self, new: &NewDocument, messages: &Messages) -> Result<Result<(), ReadError>, StoreError> {
        self.writer.begin(new)?;
        let written = |writer: &mut Writer<'_>, items: Vec<Given>| -> Result<(), StoreError> {
            let count = items.len() as u64;
            items.into_iter().try_for_each(|given| writer.given(given))?;
            (self.watch)(Event::Items(count));
            Ok(())
        };
        for message in messages.iter() {
            match message {
                work::Message::Items(items) => written(self.writer, items)?,
                work::Message::Done(Ok((items, outcome))) => {
                    written(self.writer, items)?;
                    return self.writer.finish(*outcome).map(Ok);
                }
                work::Message::Done(Err(error)) => return Ok(Err(error)),
            }
        }
        Ok(Err(lost()))
    }

    /// A container's row, its items, and what is wrong with it as a whole.
    fn container(&mut self, task: &Task, queue: &Receiver<Handed>) -> Result<(), StoreError> {
        let container = self.writer.begin_container(&task.new)?;
        let mut seen = Vec::new();
        let mut problems = Problems::default();
        let ended = loop {
            match queue.recv() {
                Ok(Handed::Item(mut new, action)) => {
                    new.container = Some(container);
                    self.stats.inputs += 1;
                    let known = task.new.replaces.is_some();
                    if let Some(id) = self.item(*new, action, known)? {
                        seen.push(id);
                    }
                }
                Ok(Handed::Problem(problem)) => problems.add(problem),
                Ok(Handed::End(ended)) => break ended,
                Ok(Handed::Document(_)) | Err(_) => break Err(lost()),
            }
        };
        seen.sort_unstable();
        // What it had before and has no more.
        let gone = if task.new.replaces.is_some() { self.writer.gone(container, &seen)? } else { Vec::new() };
        self.stats.pruned += gone.len() as u64;
        self.writer.end_container(container, &task.new, &problems.told(), &gone)?;
        match ended {
            Ok(()) => self.stats.loaded += 1,
            Err(error) => {
                self.writer.reject_container(container, problems.count(), &error)?;
                self.stats.rejected += 1;
                (self.watch)(Event::Rejected { source: &task.new.input.source, error: &error });
            }
        }
        Ok(())
    }

    /// Writes an item where it isn't as it was; its row's key, where the container was `known` before.
    fn item(&mut self, mut new: NewDocument, action: ItemAction, known: bool) -> Result<Option<i64>, StoreError> {
        if let ItemAction::Same(id, rejected) = action {
            self.stats.unchanged += 1;
            self.stats.still_rejected += u64::from(rejected);
            return Ok(Some(id));
        }
        let before = if known { self.writer.row(&new.input.path)? } else { None };
        new.replaces = before.as_ref().map(|b| b.document_id);
        let is_still = |status: Status, reason: &str| {
            before.as_ref().is_some_and(|b| {
                (b.status.as_str(), b.reason.as_str()) == (status.as_str(), reason)
                    && (&b.content_hash, &b.version) == (&new.content_hash, &new.version)
            })
        };
        match &action {
            ItemAction::Skip(reason) if is_still(Status::Skipped, reason) => self.stats.unchanged += 1,
            ItemAction::Skip(reason) => self.skip(&new, reason)?,
            ItemAction::Reject(error) if is_still(Status::Rejected, &error.to_string()) => {
                self.stats.unchanged += 1;
                self.stats.still_rejected += 1;
            }
            ItemAction::Reject(error) => self.reject(&new, error)?,
            ItemAction::Load(messages) => match self.writer.same_content(&new, false)? {
                Some(source) if is_still(Status::Skipped, &format!("same content as {source}")) => {
                    self.stats.unchanged += 1;
                }
                _ => self.document(&new, messages, false)?,
            },
            ItemAction::Same(..) => {}
        }
        if !known {
            return Ok(None);
        }
        Ok(new.replaces.or(self.writer.row(&new.input.path)?.map(|r| r.document_id)))
    }
}

fn lost() -> ReadError {
    ReadError::Internal("its worker ended early".to_string())
}

/// Problems of a container, the first ones named and the others counted.
#[derive(Default)]
struct Problems {
    named: Vec<Problem>,
    more: u64,
}

impl Problems {
    fn add(&mut self, problem: Problem) {
        if self.named.len() < NAMED {
            self.named.push(problem);
        } else {
            self.more += 1;
        }
    }

    fn told(&self) -> Vec<Problem> {
        let mut told = self.named.clone();
        if self.more > 0 {
            let message = format!("{} more problems of this kind", self.more);
            told.push(Problem { cell: None, line: None, severity: Severity::Error, code: "more_problems", message });
        }
        told
    }

    fn count(&self) -> u64 {
        self.named.len() as u64 + u64::from(self.more > 0)
    }
}
