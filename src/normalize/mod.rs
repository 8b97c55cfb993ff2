//! What the words mean: names to codes, words to dates, mentions to persons and organisations.

pub mod names;
