//! Bytes to documents: one file a format. What can't be read is a [`ReadError`] with a code and a hint.

pub mod article;
pub mod date;
pub mod html;
pub mod record;
pub mod table;

use std::io;

use thiserror::Error;

use crate::source::{Exceeded, tally};

/// Why an input could not be read. Its code goes into `problems`, and the run goes on with the next input.
#[derive(Debug, Error)]
pub enum ReadError {
    #[error("cannot be read: {0}")]
    Io(#[source] io::Error),
    #[error("is no regular file: a pipe, a device or a socket")]
    NotAFile,
    #[error("is empty")]
    Empty,
    #[error("is {0}")]
    Binary(&'static str),
    #[error("has an extension that is not read: `.{0}`")]
    Extension(String),
    /// Larger, wider or longer than is read.
    #[error(transparent)]
    Limit(#[from] Exceeded),
    /// XML with a document type: entities of its own, which may grow without end.
    #[error("declares XML entities, as no office program does")]
    Entities,
    /// A file of the right format that is broken inside.
    #[error("is broken: {0}")]
    Broken(String),
    /// Made, or grown, so that reading it would take time and memory out of proportion.
    #[error("has {0}")]
    Hostile(String),
    /// One record of a container.
    #[error("is {0}")]
    Record(String),
    /// The file, or an archive's member, ends in the middle.
    #[error("is cut off")]
    CutOff,
    /// A mapping that is wrong or fits nothing.
    #[error("mapping: {0}")]
    Mapping(String),
    #[error("changed while it was read")]
    Changed,
    /// What another process met, as it told it.
    #[error("{what}")]
    Told { code: &'static str, what: String, hint: &'static str },
    /// A fault of blotter's own on this input.
    #[error("could not be worked through: {0}")]
    Internal(String),
}

impl ReadError {
    /// Short and stable, for `problems.code`.
    pub fn code(&self) -> &'static str {
        match self {
            ReadError::Io(_) => "unreadable",
            ReadError::NotAFile => "not_a_file",
            ReadError::Empty => "empty",
            ReadError::Binary(_) | ReadError::Extension(_) => "unknown_format",
            ReadError::Limit(exceeded) => exceeded.limit.code(),
            ReadError::Entities => "xml_entities",
            ReadError::Broken(_) => "broken_file",
            ReadError::Hostile(_) => "hostile",
            ReadError::Record(_) => "bad_record",
            ReadError::CutOff => "cut_off",
            ReadError::Mapping(_) => "bad_mapping",
            ReadError::Changed => "changed",
            ReadError::Told { code, .. } => code,
            ReadError::Internal(_) => "internal",
        }
    }

    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            ReadError::Io(_) => "check the file's permissions and its disk",
            ReadError::NotAFile => "move it out of the folder",
            ReadError::Empty => "fetch it again, or remove it",
            ReadError::Binary("a PDF file") => "convert it first: pdftotext -layout FILE.pdf FILE.txt",
            ReadError::Binary(_) => "give it as .txt, .md, .html, .csv, .tsv, .xlsx, .xls or .ods",
            ReadError::Extension(_) => "name it .txt, .md or .html for an article, .csv or .tsv for a table",
            ReadError::Limit(_) => "split it, or raise the limit in blotter.toml",
            ReadError::Entities | ReadError::Broken(_) => "open it in the program that wrote it and save it again",
            ReadError::Hostile(_) => "if it is genuine, save its text and load that",
            ReadError::Record(_) => "mend it, or name its fields in a mapping: docs/containers.md",
            ReadError::CutOff => "fetch it again",
            ReadError::Mapping(_) => "see docs/tables.md, or start over from `blotter inspect`",
            ReadError::Changed => "run again when it is complete",
            ReadError::Told { hint, .. } => hint,
            ReadError::Internal(_) => "please report it with the file",
        }
    }
}

impl ReadError {
    /// Whether the same bytes may well be read the next time.
    pub fn is_passing(&self) -> bool {
        matches!(self, ReadError::Io(_) | ReadError::Changed)
    }
}

impl From<io::Error> for ReadError {
    /// A limit that was met while reading is no fault of the disk.
    fn from(error: io::Error) -> Self {
        tally::exceeded(&error).map_or(ReadError::Io(error), ReadError::Limit)
    }
}

impl From<crate::source::detect::Unknown> for ReadError {
    fn from(unknown: crate::source::detect::Unknown) -> Self {
        use crate::source::detect::Unknown;
        match unknown {
            Unknown::Empty => ReadError::Empty,
            Unknown::Binary(what) => ReadError::Binary(what),
            Unknown::Extension(extension) => ReadError::Extension(extension),
        }
    }
}

impl ReadError {
    /// The same error once more: an [`io::Error`] is no `Clone`.
    pub fn again(&self) -> ReadError {
        match self {
            ReadError::Io(e) => ReadError::Io(io::Error::new(e.kind(), e.to_string())),
            ReadError::NotAFile => ReadError::NotAFile,
            ReadError::Empty => ReadError::Empty,
            ReadError::Binary(what) => ReadError::Binary(what),
            ReadError::Extension(extension) => ReadError::Extension(extension.clone()),
            ReadError::Limit(exceeded) => ReadError::Limit(*exceeded),
            ReadError::Entities => ReadError::Entities,
            ReadError::Broken(what) => ReadError::Broken(what.clone()),
            ReadError::Hostile(what) => ReadError::Hostile(what.clone()),
            ReadError::Record(what) => ReadError::Record(what.clone()),
            ReadError::CutOff => ReadError::CutOff,
            ReadError::Mapping(what) => ReadError::Mapping(what.clone()),
            ReadError::Changed => ReadError::Changed,
            ReadError::Told { code, what, hint } => ReadError::Told { code, what: what.clone(), hint },
            ReadError::Internal(what) => ReadError::Internal(what.clone()),
        }
    }
}
