//! From articles and spreadsheets on cross-border crime to one SQLite database in which every figure points to the words
//! that state it.
//!
//! The stages in order: [`source`] (files to inputs), [`read`] (bytes to documents), [`extract`] (documents to items, with
//! [`text`], [`vocabulary`] and [`normalize`]), [`store`] (items to rows), wired in [`pipeline`]. The types that cross a
//! stage are in [`model`].
//!
//! ```
//! use blotter::extract::article;
//! use blotter::model::Item;
//! use blotter::read;
//! use blotter::source::Limits;
//! use blotter::vocabulary::Vocabulary;
//!
//! let read = read::article::read(b"Police arrested 403 Chinese nationals on Monday.", "raid.txt", &Limits::DEFAULT);
//! for item in article::extract(&read.article, Vocabulary::builtin()) {
//!     if let Item::Observation(figure) = item {
//!         assert_eq!(&*figure.series.nationality, "CN");
//!         assert_eq!(figure.bounds.low, Some(403.0));
//!     }
//! }
//! ```

pub mod config;
pub mod extract;
pub mod model;
pub mod normalize;
pub mod pipeline;
pub mod read;
pub mod reconcile;
pub mod report;
pub mod source;
pub mod store;
pub mod text;
pub mod version;
pub mod vocabulary;
