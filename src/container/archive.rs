//! Zip and tar archives: each file in them is an item, named by its path in the archive. Hidden files, what other programs
//! left behind, and a folder's README are passed over as in a folder; an archive or container in an archive is opened too.

use std::collections::HashSet;
use std::io::{BufRead, Cursor, Read, Seek};
use std::ops::ControlFlow;

use super::{Content, Found, Item, Left, OnFound, Source, Walk, too_large};
use crate::model::{Problem, Severity};
use crate::read::ReadError;
use crate::source::detect::{self, detect_bytes};
use crate::source::unpack::{self, cut_off};
use crate::source::walk::reason_to_pass;
use crate::source::{HEAD_BYTES, MediaType};

/// Members of an archive whose directory is held in memory.
const MOST_MEMBERS: usize = 1_000_000;

pub fn zip(walk: Walk<'_>, input: impl Read + Seek, on_found: OnFound<'_>) -> Result<(), ReadError> {
    let mut archive = ::zip::ZipArchive::new(input).map_err(|e| ReadError::Broken(e.to_string()))?;
    if archive.len() > MOST_MEMBERS {
        return Err(ReadError::Hostile(format!("{} members, and at most {MOST_MEMBERS} are read", archive.len())));
    }
    let mut names = Names::default();
    for index in 0..archive.len() {
        let flow = match archive.by_index(index) {
            Ok(file) if file.is_dir() => continue,
            Ok(mut file) => {
                let name = file.name().map_or_else(|_| format!("member {}", index + 1), |n| n.into_owned());
                let packed = file.compressed_size();
                member(walk, names.once(&name), packed, &mut file, on_found)
            }
            Err(e) => {
                let name = names.once(&format!("member {}", index + 1));
                let content = Err(Left::Rejected(ReadError::Broken(e.to_string())));
                on_found(Found::Item(Item { name, content }))
            }
        };
        if flow.is_break() {
            break;
        }
    }
    Ok(())
}

pub fn tar(walk: Walk<'_>, input: impl BufRead, on_found: OnFound<'_>) -> Result<(), ReadError> {
    let mut archive = ::tar::Archive::new(input);
    let mut names = Names::default();
    let mut count = 0u64;
    for entry in archive.entries()? {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let message = format!("the archive is broken or cut off behind member {count} ({e}): fetch it again");
                let problem = Problem { cell: None, line: None, severity: Severity::Error, code: "cut_off", message };
                let _ = on_found(Found::Problem(problem));
                return Ok(());
            }
        };
        if !entry.header().entry_type().is_file() {
            continue;
        }
        count += 1;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        // Packed bytes are those of the archive around it, which are not counted by member.
        if member(walk, names.once(&name), 0, &mut entry, on_found).is_break() {
            break;
        }
    }
    Ok(())
}

/// Names of members, each given once: an archive may hold two files of one name.
#[derive(Default)]
struct Names {
    given: HashSet<blake3::Hash>,
}

impl Names {
    fn once(&mut self, name: &str) -> String {
        let name = name.replace('\\', "/");
        let name = name.trim_start_matches("./").trim_start_matches('/');
        let mut unique = name.to_string();
        let mut n = 2;
        while !self.given.insert(blake3::hash(unique.as_bytes())) {
            // The extension stays where it is looked for.
            let (folder, file) = name.split_at(name.rfind('/').map_or(0, |at| at + 1));
            unique = format!("{folder}({n}) {file}");
            n += 1;
        }
        unique
    }
}

/// One file of an archive. What fails is a matter of this file alone.
fn member(walk: Walk<'_>, name: String, packed: u64, input: &mut dyn Read, on_found: OnFound<'_>) -> ControlFlow<()> {
    if let Some(reason) = reason_to_pass(&name) {
        return on_found(Found::Item(Item { name, content: Err(Left::Skipped(reason.to_string())) }));
    }
    match read_member(walk, &name, packed, input, on_found) {
        Ok(flow) => flow,
        Err(error) => on_found(Found::Item(Item { name, content: Err(Left::Rejected(error)) })),
    }
}

fn read_member(
    walk: Walk<'_>,
    name: &str,
    packed: u64,
    input: &mut dyn Read,
    on_found: OnFound<'_>,
) -> Result<ControlFlow<()>, ReadError> {
    let mut input = unpack::unpacked(input).map_err(cut_off)?;
    let inner = unpack::inner_name(name);
    let mut head = vec![0; HEAD_BYTES];
    let read = unpack::fill(&mut input, &mut head).map_err(cut_off)?;
    head.truncate(read);
    let kind = detect::container_of(inner, &head);
    let mut whole = Cursor::new(head).chain(input);
    if let Some(kind) = kind {
        return nested(walk, name, kind, &mut whole, on_found);
    }
    let bytes = Guarded { input: &mut whole, walk, packed, read: 0 }.all()?;
    let content = Content::new(detect_bytes(inner, &bytes)?, bytes);
    Ok(on_found(Found::Item(Item { name: name.to_string(), content: Ok(content) })))
}

/// A container in an archive: its items have its name before theirs.
fn nested(
    walk: Walk<'_>,
    name: &str,
    kind: MediaType,
    input: &mut dyn Read,
    on_found: OnFound<'_>,
) -> Result<ControlFlow<()>, ReadError> {
    let mut flow = ControlFlow::Continue(());
    let mut prefixed = |found| {
        let found = match found {
            Found::Item(item) => Found::Item(Item { name: format!("{name}#{}", item.name), ..item }),
            Found::Problem(p) => Found::Problem(Problem { message: format!("{name}: {}", p.message), ..p }),
        };
        flow = on_found(found);
        flow
    };
    walk.deeper().container(Source::Stream(Box::new(input)), kind, &mut prefixed)?;
    Ok(flow)
}

/// Reads a member whole, within the limits: of what it is when unpacked, and of what it grows to.
struct Guarded<'i, 'l> {
    input: &'i mut dyn Read,
    walk: Walk<'l>,
    packed: u64,
    read: u64,
}

impl Guarded<'_, '_> {
    fn all(&mut self) -> Result<Vec<u8>, ReadError> {
        let limit = self.walk.limits.loaded_bytes;
        let mut bytes = Vec::new();
        let mut buffer = vec![0; HEAD_BYTES];
        loop {
            let read = self.input.read(&mut buffer).map_err(cut_off)?;
            if read == 0 {
                return Ok(bytes);
            }
            self.read += read as u64;
            if self.read > limit {
                return Err(too_large(self.read, limit));
            }
            if self.packed > 0 {
                self.walk.limits.check_unpacked(self.read, self.packed)?;
            }
            bytes.extend_from_slice(buffer.get(..read).unwrap_or_default());
        }
    }
}
