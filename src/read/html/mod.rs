//! Web pages. In: bytes, and what the wire said of them. Out: a [`Page`]: the main text as an [`Article`], and the page's
//! tables as sheets of cells.
//!
//! Menus, banners and lists of links fall away; a table of data is taken out before the main text is looked for, so that
//! a number is read once. Offsets count in the text that is put together here, which is the text that is stored.

mod guard;
mod meta;
mod tables;

use dom_query::Document;
use dom_smoothie::{Config, Readability, ReadabilityError, TextMode};

use super::ReadError;
use super::article::{Note, ReadArticle, compose};
use super::table::LoadedSheet;
use crate::source::decode::{Decoded, decode_labelled};

/// What came with a page that isn't in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wire {
    /// Where it was fetched from.
    pub url: String,
    /// The encoding that the server named.
    pub charset: String,
}

/// A page as read.
#[derive(Debug)]
pub struct Page {
    pub article: ReadArticle,
    pub tables: Vec<LoadedSheet>,
}

pub fn read(bytes: &[u8], file_name: &str, wire: &Wire) -> Result<Page, ReadError> {
    let decoded = decode(bytes, wire);
    guard::check(&decoded.text)?;
    let document = Document::from(decoded.text.as_str());
    guard::check_tree(&document)?;
    let mut meta = meta::of(&document, &wire.url);
    meta.encoding = decoded.encoding.to_string();
    let tables = tables::take(&document);
    let body = main_text(document)?;
    let mut article = compose(meta, &body, file_name);
    if decoded.malformed > 0 {
        let message = format!("{} places are no valid {}", decoded.malformed, decoded.encoding);
        article.notes.push(Note { code: "bad_encoding", line: None, message });
    }
    if body.is_empty() && tables.is_empty() {
        let message = "the page has no text of its own: a list of links, or one that a script fills".to_string();
        article.notes.push(Note { code: "no_text", line: None, message });
    }
    Ok(Page { article, tables })
}

/// A byte order mark decides, then the server's word, then the page's own; else the bytes.
fn decode(bytes: &[u8], wire: &Wire) -> Decoded {
    let named = Some(wire.charset.clone()).filter(|c| !c.is_empty()).or_else(|| meta::charset(bytes));
    decode_labelled(bytes, named.as_deref())
}

/// The article's paragraphs, apart by blank lines; empty where the page has none.
fn main_text(document: Document) -> Result<String, ReadError> {
    let config = Config {
        text_mode: TextMode::Formatted,
        max_elements_to_parse: guard::MOST_ELEMENTS,
        disable_json_ld: true,
        ..Config::default()
    };
    let mut readability =
        Readability::with_document(document, None, Some(config)).map_err(|e| ReadError::Broken(e.to_string()))?;
    match readability.parse() {
        Ok(article) => Ok(tidy(&article.text_content)),
        Err(ReadabilityError::GrabFailed) => Ok(String::new()),
        Err(e) => Err(ReadError::Broken(e.to_string())),
    }
}

/// No blanks at the end of lines, and no more than one blank line.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        out.push_str(line);
        blank = 0;
    }
    out
}

#[cfg(test)]
mod tests;
