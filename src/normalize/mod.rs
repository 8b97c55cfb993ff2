//! What we hold the words to mean. In: mentions and what is known of the document. Out: dates, codes, names.

pub mod names;
pub mod period;
pub mod place;
pub mod published;
