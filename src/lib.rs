//! blotter.
pub mod extract;
pub mod model;
pub mod read;
pub mod source;
pub mod text;
pub mod vocabulary;
