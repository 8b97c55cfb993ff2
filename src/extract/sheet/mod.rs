//! Tables to items. In: a table's file, the vocabulary and mappings. Out: items, one by one, and what was understood.

pub mod cells;
pub mod facets;
pub mod grid;
pub mod layout;
pub mod when;

use std::path::Path;

use crate::model::{Item, Meta};
use crate::read::ReadError;
use crate::source::MediaType;
use crate::vocabulary::Vocabulary;

/// A table's file: where it lies, what a reader is shown as its name, and its format.
#[derive(Debug, Clone, Copy)]
pub struct TableSource<'a> {
    pub path: &'a Path,
    pub name: &'a str,
    pub media_type: MediaType,
}

/// Mapping files given by the user.
#[derive(Debug, Clone, Default)]
pub struct Mappings {}

impl Mappings {
    pub fn load(_files: &[std::path::PathBuf]) -> Result<Self, ReadError> {
        Ok(Mappings {})
    }
}

/// What was read of a table besides its items.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableSummary {
    pub meta: Meta,
    /// Cells that would be figures and are empty or marked as missing.
    pub missing: u64,
    pub notes: Vec<String>,
}

pub fn extract(
    _source: &TableSource<'_>,
    _vocabulary: &Vocabulary,
    _mappings: &Mappings,
    _sink: &mut dyn FnMut(Item),
) -> Result<TableSummary, ReadError> {
    Ok(TableSummary::default())
}
