//! Extraction: what the words of an article or the cells of a sheet say, and what of them was not taken.
//!
//! Pure functions from a document and the vocabulary to items: no database, no clock, no state between documents.

pub mod article;
pub mod period;
pub mod place;
pub mod refusals;
pub mod sheet;
