//! blotter.
pub mod model;
pub mod text;
pub mod vocabulary;
