//! One document, whatever its format. In: its content, format and name. Out: its items, one by one, and the [`Outcome`]: what
//! is known of it besides. Pure but for reading a file: a run, a filter and a cluster's worker all come through here.

use std::borrow::Cow;
use std::path::Path;

use super::Knowledge;
use crate::extract::article;
use crate::extract::sheet::{self, TableSource};
use crate::model::{Article, Given, Item, Problem, Severity};
use crate::read::article::{Note, ReadArticle};
use crate::read::html::{self, Page, Wire};
use crate::read::record::Fields;
use crate::read::table::{Content, LoadedSheet};
use crate::read::{self, ReadError};
use crate::source::{Limit, Limits, MediaType, open, unpack};
use crate::store::Outcome;

/// A document that is to be read.
#[derive(Debug, Clone, Copy)]
pub struct Document<'a> {
    /// Where it lies; a mapping may lie beside it.
    pub path: &'a Path,
    pub content: Content<'a>,
    /// What a reader is shown as its name.
    pub source: &'a str,
    pub media_type: MediaType,
    /// What brought it, where it came over the wire.
    pub wire: Option<&'a Wire>,
    /// Of a JSON object: which fields hold what, where a mapping says so.
    pub fields: Option<&'a Fields>,
}

/// What a document gives, in this order: the article as read, where it is one, and items.
#[derive(Debug)]
pub enum Found<'a> {
    Article(&'a Article),
    Given(Given),
}

/// Where it goes.
pub type Sink<'s> = &'s mut dyn FnMut(Found<'_>);

impl<'a> Document<'a> {
    pub fn file(path: &'a Path, source: &'a str, media_type: MediaType) -> Self {
        Document { path, content: Content::File(path), source, media_type, wire: None, fields: None }
    }

    /// Reads and extracts. `explained`: a table's figures are whole and carry their reasons, which cost time.
    pub fn extract(&self, knowledge: Knowledge<'_>, explained: bool, sink: Sink<'_>) -> Result<Outcome, ReadError> {
        if !self.media_type.is_article() {
            return self.table(self.content, self.source, knowledge, explained, sink);
        }
        let (read, tables) = self.read(knowledge.limits)?;
        let title = read.article.meta.title.clone();
        let mut outcome = of_article(read, knowledge, sink);
        if !tables.is_empty() {
            outcome.missing = self.page_tables(&tables, &title, knowledge, explained, sink)?.missing;
        }
        Ok(outcome)
    }

    /// The article, and a page's tables.
    pub fn read(&self, limits: &Limits) -> Result<(ReadArticle, Vec<LoadedSheet>), ReadError> {
        let bytes = self.bytes(limits)?;
        let name = self.source.rsplit('/').next().unwrap_or(self.source);
        let Page { article, tables } = match self.media_type {
            MediaType::Html => html::read(&bytes, name, &self.wire.cloned().unwrap_or_default())?,
            MediaType::Json => read::record::read(&bytes, self.fields.unwrap_or(Fields::usual()), name)?,
            _ => Page { article: read::article::read(&bytes, name, limits), tables: Vec::new() },
        };
        Ok((article, tables))
    }

    /// Its bytes, unpacked where they are packed; no more than an article may have.
    fn bytes(&self, limits: &Limits) -> Result<Cow<'a, [u8]>, ReadError> {
        let bytes = match self.content {
            Content::File(path) => Cow::Owned(unpack::whole(open(path)?, Limit::ArticleBytes, limits)?),
            Content::Bytes(bytes) => Cow::Borrowed(bytes),
            Content::Sheets(_) => return Err(ReadError::Internal("a table where an article was expected".to_string())),
        };
        limits.check(Limit::ArticleBytes, bytes.len() as u64)?;
        if unpack::packing(&bytes).is_none() {
            return Ok(bytes);
        }
        Ok(Cow::Owned(unpack::whole(unpack::unpacked(&bytes[..], limits)?, Limit::ArticleBytes, limits)?))
    }

    /// The tables of a page, about which the page's title speaks.
    fn page_tables(
        &self,
        tables: &[LoadedSheet],
        title: &str,
        knowledge: Knowledge<'_>,
        explained: bool,
        sink: Sink<'_>,
    ) -> Result<Outcome, ReadError> {
        // In the place of a file's name, whose folders and extension would be cut off.
        let name = format!("{}.html", title.replace('/', " "));
        self.table(Content::Sheets(tables), &name, knowledge, explained, sink)
    }

    fn table(
        &self,
        content: Content<'_>,
        name: &str,
        knowledge: Knowledge<'_>,
        explained: bool,
        sink: Sink<'_>,
    ) -> Result<Outcome, ReadError> {
        let limits = knowledge.limits;
        let source = TableSource { path: self.path, content, name, media_type: self.media_type, limits };
        let (vocabulary, mappings) = (knowledge.vocabulary, knowledge.mappings);
        let give = &mut |given| sink(Found::Given(given));
        let summary = sheet::extract_given(&source, vocabulary, mappings, explained, give)?;
        for note in &summary.notes {
            log::info!("{}: {note}", self.source);
        }
        Ok(Outcome { meta: summary.meta, missing: Some(summary.missing), ..Outcome::default() })
    }
}

/// An article's items, its reading's own problems first.
fn of_article(read: ReadArticle, knowledge: Knowledge<'_>, sink: Sink<'_>) -> Outcome {
    let ReadArticle { article, notes } = read;
    sink(Found::Article(&article));
    let items = article::extract(&article, knowledge.vocabulary);
    notes.into_iter().map(problem).chain(items).for_each(|item| sink(Found::Given(Given::Item(item))));
    let Article { meta, text, .. } = article;
    Outcome { meta, text: Some(text), ..Outcome::default() }
}

fn problem(note: Note) -> Item {
    let Note { code, line, message } = note;
    Item::Problem(Problem { cell: None, line, severity: Severity::Warning, code, message })
}
