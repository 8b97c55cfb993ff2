//! Articles.
pub mod change;
pub mod discourse;
pub mod draft;
pub mod groups;
pub mod link;
pub mod nouns;
pub mod parse;
pub mod quantity;
pub mod trigger;
pub mod who;
