//! Rows of a container: an archive, a mailbox, a table of articles. In: its own row, then, when its items are written, how it
//! ended. Out: its row, with what is wrong with it as a whole.

use rusqlite::params;

use super::{Counts, NewDocument, Writer};
use crate::model::Problem;
use crate::read::ReadError;
use crate::store::StoreError;

impl Writer<'_> {
    /// Writes a container's own row, before its items; the items that it had stay. Until it is ended its hash is empty,
    /// so that a run that was killed in it reads it again.
    pub fn begin_container(&mut self, new: &NewDocument) -> Result<i64, StoreError> {
        let begun = NewDocument { content_hash: String::new(), ..new.clone() };
        self.begin(&begun)?;
        let id = self.document_id;
        self.connection.prepare_cached("UPDATE document SET items = 0 WHERE document_id = ?1")?.execute([id])?;
        self.end()?;
        Ok(id)
    }

    /// Ends a container: with its hash, what is wrong with it as a whole, and without the items that are gone.
    pub fn end_container(
        &mut self,
        container_id: i64,
        new: &NewDocument,
        problems: &[Problem],
        gone: &[i64],
    ) -> Result<(), StoreError> {
        for document_id in gone {
            self.forget(*document_id)?;
        }
        self.here = Counts::default();
        self.savepoint()?;
        self.document_id = container_id;
        self.connection
            .prepare_cached(
                "UPDATE document SET content_hash = ?2,
                    items = (SELECT count(*) FROM document WHERE container_id = ?1)
                 WHERE document_id = ?1",
            )?
            .execute(params![container_id, new.content_hash])?;
        for problem in problems {
            self.problem(problem)?;
        }
        self.end()
    }

    /// A container that can't be read at all, or not to its end: what was loaded of it stays. `told` problems of it are
    /// written already.
    pub fn reject_container(&mut self, container_id: i64, told: u64, error: &ReadError) -> Result<(), StoreError> {
        self.here = Counts { problems: told, ..Counts::default() };
        self.total.problems -= told.min(self.total.problems);
        self.savepoint()?;
        self.document_id = container_id;
        self.rejected(error)
    }
}
