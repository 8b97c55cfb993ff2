//! blotter.
pub mod extract;
pub mod model;
pub mod normalize;
pub mod text;
pub mod vocabulary;
