//! What the labels of a table were found to say. In: a text and how to read it. Out: its [`Facets`], read once.
//!
//! A table says the same words in row after row, and reading a label asks the whole vocabulary.

use std::cell::RefCell;
use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::facets::Facets;
use crate::text::words::WordMap;
use crate::vocabulary::headers::Dimension;

/// Texts of one kind that are known at a time.
const MOST: usize = 10_000;

#[derive(Default)]
pub(super) struct Said {
    headers: RefCell<WordMap<Facets>>,
    labels: RefCell<HashMap<Option<Dimension>, WordMap<Facets>, FixedState>>,
}

impl Said {
    pub fn header(&self, text: &str, read: impl FnOnce() -> Facets) -> Facets {
        if let Some(facets) = self.headers.borrow().get(text) {
            return facets.clone();
        }
        let facets = read();
        keep(&mut self.headers.borrow_mut(), text, &facets);
        facets
    }

    /// A label in a column of this dimension.
    pub fn label(&self, dimension: Option<Dimension>, text: &str, read: impl FnOnce() -> Facets) -> Facets {
        if let Some(facets) = self.labels.borrow().get(&dimension).and_then(|known| known.get(text)) {
            return facets.clone();
        }
        let facets = read();
        keep(self.labels.borrow_mut().entry(dimension).or_default(), text, &facets);
        facets
    }
}

fn keep(known: &mut WordMap<Facets>, text: &str, facets: &Facets) {
    if known.len() >= MOST {
        known.clear();
    }
    known.insert(text.to_string(), facets.clone());
}
