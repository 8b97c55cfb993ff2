//! Documents to [`crate::model::Item`]s: pure functions of a document and the vocabulary.

pub mod article;
pub mod sheet;
