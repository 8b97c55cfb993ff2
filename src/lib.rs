//! blotter.
pub mod extract;
pub mod model;
pub mod text;
pub mod vocabulary;
