//! Where inputs come from: walking folders, telling what a file is, decoding its bytes, limits.
//! In: paths. Out: [`Input`]s in a fixed order, and their content as text or bytes.

pub mod decode;
pub mod detect;
pub mod directory;
pub mod limits;
pub mod name;
pub mod open;
pub mod pieces;
pub mod tally;
pub mod unpack;
pub mod walk;

use std::path::PathBuf;

pub use decode::{Decoded, Guess, Utf8Reader, decode};
pub use detect::{MediaType, detect};
pub use limits::{Exceeded, Limit, Limits};
pub use open::{Stamp, open};
pub use walk::{Found, walk};

/// How much of a file is read to tell what it is.
pub const HEAD_BYTES: usize = 64 * 1024;

/// One file to ingest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it lies, absolute: what makes it the same file in the next run.
    pub path: PathBuf,
    /// Its path relative to the ingested folder, with `/`: what a reader is shown.
    pub source: String,
}

impl Input {
    /// The file's name without its folder.
    pub fn file_name(&self) -> &str {
        self.source.rsplit('/').next().unwrap_or(&self.source)
    }
}
