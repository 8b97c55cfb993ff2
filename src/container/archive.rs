//! Zip and tar archives: each file in them is an item, named by its path in the archive. Hidden files, what other programs
//! left behind, and a folder's README are passed over as in a folder; an archive or container in an archive is opened too.

use std::collections::HashSet;
use std::io::{BufRead, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use super::{Content, Found, Item, Left, OnFound, Source, Walk};
use crate::model::{Problem, Severity};
use crate::read::ReadError;
use crate::source::detect::{self, detect_bytes};
use crate::source::tally::{self, Tally};
use crate::source::unpack::{self, cut_off};
use crate::source::walk::reason_to_pass;
use crate::source::{HEAD_BYTES, Limit, Limits, MediaType, directory};

pub fn zip(walk: Walk<'_>, mut input: impl Read + Seek, on_found: OnFound<'_>) -> Result<(), ReadError> {
    let packed = input.seek(SeekFrom::End(0))?;
    walk.limits.check(Limit::ArchiveMembers, directory::members(&mut input, packed)?)?;
    let mut archive = ::zip::ZipArchive::new(input).map_err(|e| ReadError::Broken(e.to_string()))?;
    let mut names = Names::default();
    let mut bounds = Bounds { limits: walk.limits, all: Tally::of(packed, walk.limits), refused: 0 };
    for index in 0..archive.len() {
        bounds.check()?;
        let flow = match archive.by_index(index) {
            Ok(file) if file.is_dir() => continue,
            Ok(file) => {
                let name = file.name().map_or_else(|_| format!("member {}", index + 1), |n| n.into_owned());
                let own = Tally::of(file.compressed_size(), walk.limits);
                let flow = member(walk, names.once(&name), &mut bounds.all.unpacked(own.unpacked(file)), on_found);
                bounds.ended(&own);
                flow
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

/// What the members of a zip may unpack to. One that grows out of proportion spoils no other, but all of them together are
/// held against the bytes that the archive has: they may share those.
struct Bounds<'l> {
    limits: &'l Limits,
    all: Tally,
    /// Unpacked of members that were refused: work for nothing.
    refused: u64,
}

impl Bounds<'_> {
    fn check(&self) -> Result<(), ReadError> {
        self.all.check()?;
        Ok(self.limits.check(Limit::UnpackedBytes, self.refused)?)
    }

    fn ended(&mut self, own: &Tally) {
        if own.check().is_err() {
            self.all.take_back(own.count());
            self.refused += own.count();
        }
    }
}

pub fn tar(walk: Walk<'_>, input: impl BufRead, on_found: OnFound<'_>) -> Result<(), ReadError> {
    let mut archive = ::tar::Archive::new(input);
    let mut names = Names::default();
    let mut count = 0u64;
    for entry in archive.entries()? {
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(e) if tally::exceeded(&e).is_some() => return Err(e.into()),
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
        walk.limits.check(Limit::ArchiveMembers, count)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if member(walk, names.once(&name), &mut entry, on_found).is_break() {
            break;
        }
    }
    Ok(())
}

/// Names of members, each given once: an archive may hold two files of one name. A `#` is no part of one: what stands behind
/// it is an item of a container in the archive.
#[derive(Default)]
struct Names {
    given: HashSet<blake3::Hash>,
}

impl Names {
    fn once(&mut self, name: &str) -> String {
        let name = name.replace('\\', "/").replace('#', "%23");
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
fn member(walk: Walk<'_>, name: String, input: &mut dyn Read, on_found: OnFound<'_>) -> ControlFlow<()> {
    if let Some(reason) = reason_to_pass(&name) {
        return on_found(Found::Item(Item { name, content: Err(Left::Skipped(reason.to_string())) }));
    }
    match read_member(walk, &name, input, on_found) {
        Ok(flow) => flow,
        Err(error) => on_found(Found::Item(Item { name, content: Err(Left::Rejected(error)) })),
    }
}

fn read_member(
    walk: Walk<'_>,
    name: &str,
    input: &mut dyn Read,
    on_found: OnFound<'_>,
) -> Result<ControlFlow<()>, ReadError> {
    let mut input = unpack::unpacked(input, walk.limits).map_err(cut_off)?;
    let inner = unpack::inner_name(name);
    let mut head = vec![0; HEAD_BYTES];
    let read = unpack::fill(&mut input, &mut head).map_err(cut_off)?;
    head.truncate(read);
    let kind = detect::container_of(inner, &head);
    let mut whole = Cursor::new(head).chain(input);
    if let Some(kind) = kind {
        return nested(walk, name, kind, &mut whole, on_found);
    }
    let bytes = unpack::whole(&mut whole, Limit::LoadedBytes, walk.limits).map_err(cut_off)?;
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
