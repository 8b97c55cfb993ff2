//! blotter.
pub mod model;
pub mod read;
pub mod text;
pub mod vocabulary;
