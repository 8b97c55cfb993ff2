//! What made a row: the program's version and a fingerprint of its rules and words. A document is read again when it moves.

use std::io;
use std::path::{Path, PathBuf};

use crate::source::open::{read_small, read_small_below};

/// The program's version and the fingerprint of the code and vocabulary that it was built from.
pub const EXTRACTOR: &str = concat!(env!("CARGO_PKG_VERSION"), "+", env!("BLOTTER_EXTRACTOR"));

/// The extractor's version with a user's own vocabulary folder over it.
pub fn with_vocabulary(folder: Option<&Path>) -> io::Result<String> {
    let Some(folder) = folder else { return Ok(EXTRACTOR.to_string()) };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "toml"));
    Ok(format!("{EXTRACTOR}.{}", fingerprint(&files)?))
}

/// Eight digits that stand for the names and contents of these files, in any order.
pub fn fingerprint(files: &[PathBuf]) -> io::Result<String> {
    fingerprint_of(files, read_small)
}

/// The same of files below an input.
pub fn fingerprint_below(files: &[PathBuf]) -> io::Result<String> {
    fingerprint_of(files, read_small_below)
}

fn fingerprint_of(files: &[PathBuf], read: fn(&Path) -> io::Result<Vec<u8>>) -> io::Result<String> {
    let mut files: Vec<&PathBuf> = files.iter().collect();
    files.sort();
    let mut hasher = blake3::Hasher::new();
    for file in files {
        hasher.update(file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default().as_bytes());
        hasher.update(&read(file)?);
    }
    Ok(hasher.finalize().to_hex().chars().take(8).collect())
}
