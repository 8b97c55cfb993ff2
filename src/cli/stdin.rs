//! Standard input as a file: it is written beside where it goes, so that it may be larger than memory and be read twice, and
//! is taken away when it was read.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use blotter::source::Limits;
use blotter::source::detect::{Unknown, detect};

/// A file that holds what came on standard input, as long as this lives.
#[derive(Debug)]
pub struct Spool {
    folder: PathBuf,
    path: PathBuf,
}

impl Spool {
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        // What can't be taken away does no harm.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Writes standard input to a folder of its own below `place`, or to `place` itself where that is to be found again. What
/// goes beyond the largest file that is read is cut off one byte behind it, so that it is told and fills no disk.
pub fn spool(place: &Path, name: &str, limits: &Limits) -> anyhow::Result<Spool> {
    spool_in(place.join(format!("blotter-{}", std::process::id())), name, limits)
}

pub fn spool_in(folder: PathBuf, name: &str, limits: &Limits) -> anyhow::Result<Spool> {
    if name.is_empty() || name.contains(['/', '\\']) || name.starts_with('.') {
        bail!("`{name}` is no name for standard input\n  hint: --stdin-name feed.jsonl");
    }
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let mut spool = Spool { path: folder.join(name), folder };
    let mut file = File::create(&spool.path).with_context(|| spool.path.display().to_string())?;
    let most = limits.file_bytes.saturating_add(1);
    io::copy(&mut io::stdin().lock().take(most), &mut file).with_context(|| spool.path.display().to_string())?;
    // Text of no name that is nothing else is an article.
    if matches!(detect(&spool.path)?, Err(Unknown::Extension(extension)) if extension.is_empty()) {
        let named = spool.path.with_extension("txt");
        std::fs::rename(&spool.path, &named)?;
        spool.path = named;
    }
    Ok(spool)
}
