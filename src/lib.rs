//! blotter.
pub mod config;
pub mod extract;
pub mod model;
pub mod normalize;
pub mod pipeline;
pub mod read;
pub mod source;
pub mod store;
pub mod text;
pub mod version;
pub mod vocabulary;
