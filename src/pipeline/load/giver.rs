//! Hands staged documents to the writer as a run's workers hand over what they read: in order, a document's items first.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{SyncSender, sync_channel};

use rusqlite::{Connection, params};

use super::LoadError;
use super::record::{Codes, Row, item, new_of, parse};
use super::staged::{Staged, told};
use crate::model::*;
use crate::pipeline::plan::{Action, Task};
use crate::pipeline::work::{Handed, ItemAction, Message, Messages};
use crate::store::Outcome;

/// Hands staged documents to the writer, in order.
pub struct Giver {
    staged: Staged,
    queue: SyncSender<Handed>,
    codes: Codes,
}

/// Nobody listens any more: the writer tells why.
pub enum End {
    Deaf,
    Fault(LoadError),
}

impl<E: Into<LoadError>> From<E> for End {
    fn from(error: E) -> End {
        End::Fault(error.into())
    }
}

impl Giver {
    pub fn new(path: &Path, queue: SyncSender<Handed>, codes: Codes) -> Result<Giver, LoadError> {
        Ok(Giver { staged: Staged { connection: Connection::open(path)?, path: PathBuf::new() }, queue, codes })
    }

    pub fn all(&mut self, tasks: &[Task], rows: &[Row]) -> Result<(), LoadError> {
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
    fn document(&mut self, row: &Row, handed: impl FnOnce(Messages) -> Handed) -> Result<(), End> {
        let (sender, messages) = sync_channel(4);
        self.tell(handed(messages.into()))?;
        let mut last = (String::new(), -1i64);
        loop {
            let page = self.page(&row.source, &last)?;
            let Some((kind, ordinal, _)) = page.last() else { break };
            last = (kind.clone(), *ordinal);
            let mut batch = Vec::with_capacity(page.len());
            for (_, _, json) in &page {
                batch.push(Given::Item(item(&parse(json)?, &mut self.codes)?));
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
        let outcome = Outcome { meta, text: row.text.clone(), missing: row.missing_cells, sketch: None };
        let _ = sender.send(Message::Done(Ok((Vec::new(), Box::new(outcome)))));
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
