//! The page: what a database says, as one HTML file that opens without a network or a server.
//!
//! In: an open database. Out: the page's text. `rows` reads the database (`sql/report`), `format` says values and periods
//! in words, `evidence` cuts what stands around a figure, `charts` draws, `data` is the JSON that the page's script filters, and
//! `page` fills the template `page.html` (checked when it is compiled). Behind `rows` and the tables' own files
//! (`evidence::Sheets`) everything is a pure function from rows to text, so the same database gives the same page.

mod charts;
mod data;
mod evidence;
mod format;
mod page;
mod rows;
mod sheets;
mod summary;
mod trend;

use askama::Template;
use rusqlite::Connection;
use thiserror::Error;

use crate::source::name::harmless;
use evidence::Evidence;
use page::Page;
use rows::Rows;

#[derive(Debug, Error)]
pub enum ReportError {
    #[error("the page: {0}")]
    Sql(#[from] rusqlite::Error),
    #[error("the page: {0}")]
    Data(#[from] serde_json::Error),
    #[error("the page: {0}")]
    Template(#[from] askama::Error),
}

/// What a reader of the page is to be told besides the figures.
#[derive(Debug, Clone)]
pub struct Options {
    pub title: String,
    /// Whole articles instead of the paragraphs that hold figures.
    pub whole_texts: bool,
}

/// The page of a database.
pub fn report(connection: &Connection, options: &Options) -> Result<String, ReportError> {
    let rows = Rows::read(connection)?;
    let evidence = Evidence::gather(&rows, options.whole_texts);
    let data = data::json(&rows, &evidence)?;
    // What is data keeps all of its characters, as escapes.
    Ok(harmless(Page::of(&rows, &evidence, options, &data).render()?))
}
