//! What the tests and the evaluation of extraction share: annotated articles, and the score against them.
#![allow(dead_code)]

pub mod figures;
pub mod row;
pub mod score;

use std::path::PathBuf;

/// A path from the root of the repository.
pub fn path(relative: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(relative)
}
