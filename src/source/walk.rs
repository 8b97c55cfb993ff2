//! Files below the inputs, in sorted order. In: files and folders. Out: inputs, and what was passed over with why.
//!
//! Nothing is left out because of a `.gitignore`. Passed over are hidden files, an office program's lock files, a
//! table's mapping (`NAME.blotter.toml`) and a folder's `README`; a file that is named itself is always taken. A link is not
//! followed unless that is asked for: it may lead out of the folder. The paths that come out have no link in them.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use foldhash::fast::FixedState;
use ignore::WalkBuilder;
use thiserror::Error;

use super::{Input, name};

const MAPPING: &str = "a mapping for the table beside it";

#[derive(Debug, Error)]
#[error("{path}: {message}\n  hint: give a file or a folder that exists and can be read", path = path.display())]
pub struct WalkError {
    pub path: PathBuf,
    pub message: String,
}

/// What a walk found.
#[derive(Debug, Default)]
pub struct Found {
    pub inputs: Vec<Input>,
    /// Passed over by rule, with why.
    pub passed: Vec<(Input, &'static str)>,
    /// Links, which were not to be followed.
    pub links: Vec<Input>,
    /// Pipes, devices and sockets: there is nothing to read in them, or no end.
    pub irregular: Vec<Input>,
    /// Entries that could not be read, with the system's words.
    pub unreadable: Vec<(Input, String)>,
    /// The folders and files that were walked, absolute.
    pub roots: Vec<PathBuf>,
}

impl Found {
    /// Every entry, whatever is to become of it.
    pub fn all(&self) -> impl Iterator<Item = &Input> {
        let passed = self.passed.iter().map(|(input, _)| input);
        let unreadable = self.unreadable.iter().map(|(input, _)| input);
        self.inputs.iter().chain(passed).chain(&self.links).chain(&self.irregular).chain(unreadable)
    }
}

/// All files of the given files and folders, each once.
pub fn walk(given: &[PathBuf], follow_links: bool) -> Result<Found, WalkError> {
    let mut found = Found::default();
    // One folder without links gives no file twice.
    let mut seen = (given.len() > 1 || follow_links).then(Seen::default);
    for path in given {
        let fault = |e: std::io::Error| WalkError { path: path.clone(), message: e.to_string() };
        let root = path.canonicalize().map_err(fault)?;
        if root.is_dir() {
            folder(&root, follow_links, &mut found, &mut seen);
        } else if is_new(&mut seen, &root) {
            let source = root.file_name().map(|n| name::to_text(Path::new(n))).unwrap_or_default();
            let to = if root.is_file() { &mut found.inputs } else { &mut found.irregular };
            to.push(Input { path: root.clone(), source });
        }
        found.roots.push(root);
    }
    Ok(found)
}

/// Paths as they are written, which is quicker to hash than their parts.
type Seen = HashSet<OsString, FixedState>;

fn is_new(seen: &mut Option<Seen>, path: &Path) -> bool {
    seen.as_mut().is_none_or(|seen| seen.insert(path.as_os_str().to_owned()))
}

fn folder(root: &Path, follow_links: bool, found: &mut Found, seen: &mut Option<Seen>) {
    let mut walker = WalkBuilder::new(root);
    walker.standard_filters(false).follow_links(follow_links);
    // Whole paths are compared as they are written: names of one folder, which is quicker than cutting them off.
    walker.sort_by_file_path(|a, b| a.as_os_str().cmp(b.as_os_str()));
    for entry in walker.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let path = error_path(&e).unwrap_or_else(|| root.to_path_buf());
                found.unreadable.push((Input { source: relative(root, &path), path }, e.to_string()));
                continue;
            }
        };
        let Some(kind) = entry.file_type().filter(|kind| !kind.is_dir()) else { continue };
        let shown = entry.into_path();
        // Of what a link leads to only the place itself is opened.
        let source = relative(root, &shown);
        let path = if follow_links { shown.canonicalize().unwrap_or(shown) } else { shown };
        if !is_new(seen, &path) {
            continue;
        }
        let input = Input { source, path };
        // What is no file is no mapping either, and is told.
        match reason_to_pass(&input.source).filter(|reason| kind.is_file() || *reason != MAPPING) {
            Some(reason) => found.passed.push((input, reason)),
            None if kind.is_symlink() => found.links.push(input),
            None if kind.is_file() => found.inputs.push(input),
            None => found.irregular.push(input),
        }
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let inner = path.strip_prefix(root).unwrap_or(path);
    let text = name::to_text(inner);
    if MAIN_SEPARATOR == '/' { text } else { text.replace(MAIN_SEPARATOR, "/") }
}

/// Why a file is passed over by its name, in a folder or in an archive.
pub fn reason_to_pass(source: &str) -> Option<&'static str> {
    let name = source.rsplit('/').next().unwrap_or(source);
    if source.starts_with('.') || source.contains("/.") {
        return Some("hidden");
    }
    if name.starts_with("~$") || name.ends_with('~') || name == "Thumbs.db" || source.starts_with("__MACOSX/") {
        return Some("left behind by another program");
    }
    if name.ends_with(".blotter.toml") {
        return Some(MAPPING);
    }
    let stem = name.split('.').next().unwrap_or(name);
    stem.eq_ignore_ascii_case("readme").then_some("describes its folder")
}

fn error_path(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => error_path(err),
        ignore::Error::Loop { child, .. } => Some(child.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_sorted_and_once() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        for name in ["b.txt", "a/z.csv", "a/README.md", ".gitignore", "~$b.xlsx", "a/z.blotter.toml"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
            std::fs::write(path, "*")?;
        }
        let found = walk(&[folder.path().to_path_buf(), folder.path().join("b.txt")], false)?;
        let sources: Vec<_> = found.inputs.iter().map(|i| i.source.as_str()).collect();
        assert_eq!(sources, ["a/z.csv", "b.txt"]);
        assert_eq!(found.passed.len(), 4);
        Ok(())
    }

    #[test]
    fn a_file_named_itself_is_taken() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("README.md");
        std::fs::write(&path, "12 arrested")?;
        assert_eq!(walk(&[path], false)?.inputs.len(), 1);
        assert!(walk(&[folder.path().join("none")], false).is_err());
        Ok(())
    }
}
