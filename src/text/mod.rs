//! Language without crime: folding, tokens, sentences. Knows nothing of nationalities or offences.

pub mod fnv;
pub mod fold;
pub mod prose;
pub mod sentences;
pub mod sketch;
pub mod tokens;
pub mod words;

pub use fold::{fold, is_unspaced, latin_part, plain_digits};
pub use prose::{Prose, Sentence};
pub use sketch::Sketch;
pub use tokens::{Token, TokenKind, tokenize, tokenize_with};
