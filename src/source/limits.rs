//! How much of a file is read at most: so that no file that a stranger wrote takes the memory or the night. In: the table
//! `[limits]` of `blotter.toml`, or nothing. Out: [`Limits`], and [`Exceeded`] where a file goes beyond one.
//!
//! Every limit has a key in the config, a unit and the code that stands in `problems`; [`Limit`] is the list of them.

use serde::{Deserialize, Deserializer};
use thiserror::Error;

const KIB: u64 = 1 << 10;
const MIB: u64 = 1 << 20;
const GIB: u64 = 1 << 30;

/// A file grows this large before its ratio of unpacked to packed bytes is looked at: a small one does no harm.
pub const RATIO_FROM: u64 = 16 * MIB;

/// The limits in force. A size in the config is a number of bytes, or text with a unit: `"64 MiB"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Of any file.
    #[serde(deserialize_with = "size")]
    pub file_bytes: u64,
    /// Of an article, or of a container's item: an article is read whole.
    #[serde(deserialize_with = "size")]
    pub article_bytes: u64,
    #[serde(deserialize_with = "size")]
    pub front_matter_bytes: u64,
    /// Of one line of a text table.
    #[serde(deserialize_with = "size")]
    pub line_bytes: u64,
    /// Of the text of one cell.
    #[serde(deserialize_with = "size")]
    pub cell_bytes: u64,
    /// Of one sheet.
    pub columns: u64,
    /// Merged regions of one sheet.
    pub merges: u64,
    /// Of all that a workbook, an archive or a packed file unpacks to.
    #[serde(deserialize_with = "size")]
    pub unpacked_bytes: u64,
    /// Of what is in memory as a whole: the shared texts of a workbook; an ods, an xls; a file in an archive.
    #[serde(deserialize_with = "size")]
    pub loaded_bytes: u64,
    /// Of a workbook that is in memory as a whole, empty ones between others too.
    pub loaded_cells: u64,
    /// Unpacked bytes for one packed byte.
    pub ratio: u64,
    /// Of a workbook.
    pub members: u64,
    /// Of an archive.
    pub archive_members: u64,
}

impl Limits {
    pub const DEFAULT: Limits = Limits {
        file_bytes: 8 * GIB,
        article_bytes: 32 * MIB,
        front_matter_bytes: 64 * KIB,
        line_bytes: 16 * MIB,
        cell_bytes: MIB,
        columns: 16_384,
        merges: 20_000,
        unpacked_bytes: 8 * GIB,
        loaded_bytes: 256 * MIB,
        loaded_cells: 8_000_000,
        ratio: 200,
        members: 10_000,
        archive_members: 1_000_000,
    };

    pub fn of(&self, limit: Limit) -> u64 {
        match limit {
            Limit::FileBytes => self.file_bytes,
            Limit::ArticleBytes => self.article_bytes,
            Limit::FrontMatterBytes => self.front_matter_bytes,
            Limit::LineBytes => self.line_bytes,
            Limit::CellBytes => self.cell_bytes,
            Limit::Columns => self.columns,
            Limit::Merges => self.merges,
            Limit::UnpackedBytes => self.unpacked_bytes,
            Limit::LoadedBytes => self.loaded_bytes,
            Limit::LoadedCells => self.loaded_cells,
            Limit::Ratio => self.ratio,
            Limit::Members => self.members,
            Limit::ArchiveMembers => self.archive_members,
        }
    }

    /// An error where `found` is more than the limit.
    pub fn check(&self, limit: Limit, found: u64) -> Result<(), Exceeded> {
        let most = self.of(limit);
        if found <= most { Ok(()) } else { Err(Exceeded { limit, found, most }) }
    }

    /// How much an archive unpacks to, so far, from how many packed bytes.
    pub fn check_unpacked(&self, unpacked: u64, packed: u64) -> Result<(), Exceeded> {
        self.check(Limit::UnpackedBytes, unpacked)?;
        if unpacked < RATIO_FROM { Ok(()) } else { self.check(Limit::Ratio, unpacked / packed.max(1)) }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits::DEFAULT
    }
}

/// The list of the limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    FileBytes,
    ArticleBytes,
    FrontMatterBytes,
    LineBytes,
    CellBytes,
    Columns,
    Merges,
    UnpackedBytes,
    LoadedBytes,
    LoadedCells,
    Ratio,
    Members,
    ArchiveMembers,
}

impl Limit {
    /// Its key in the config.
    pub fn key(self) -> &'static str {
        match self {
            Limit::FileBytes => "file_bytes",
            Limit::ArticleBytes => "article_bytes",
            Limit::FrontMatterBytes => "front_matter_bytes",
            Limit::LineBytes => "line_bytes",
            Limit::CellBytes => "cell_bytes",
            Limit::Columns => "columns",
            Limit::Merges => "merges",
            Limit::UnpackedBytes => "unpacked_bytes",
            Limit::LoadedBytes => "loaded_bytes",
            Limit::LoadedCells => "loaded_cells",
            Limit::Ratio => "ratio",
            Limit::Members => "members",
            Limit::ArchiveMembers => "archive_members",
        }
    }

    /// Short and stable, for `problems.code`.
    pub fn code(self) -> &'static str {
        match self {
            Limit::FileBytes | Limit::ArticleBytes => "too_large",
            Limit::FrontMatterBytes => "front_matter_too_long",
            Limit::LineBytes => "line_too_long",
            Limit::CellBytes => "cell_too_long",
            Limit::Columns => "too_many_columns",
            Limit::Merges => "too_many_merges",
            Limit::UnpackedBytes | Limit::LoadedBytes | Limit::Ratio => "unpacks_too_large",
            Limit::LoadedCells => "too_many_cells",
            Limit::Members | Limit::ArchiveMembers => "too_many_members",
        }
    }

    fn noun(self) -> &'static str {
        match self {
            Limit::FileBytes => "bytes",
            Limit::ArticleBytes => "bytes as an article",
            Limit::FrontMatterBytes => "bytes of front matter",
            Limit::LineBytes => "bytes in a line",
            Limit::CellBytes => "bytes in a cell",
            Limit::Columns => "columns",
            Limit::Merges => "merged regions in a sheet",
            Limit::UnpackedBytes => "bytes when unpacked",
            Limit::LoadedBytes => "bytes to be held in memory",
            Limit::LoadedCells => "cells to be held in memory",
            Limit::Ratio => "unpacked bytes for each packed one",
            Limit::Members | Limit::ArchiveMembers => "members",
        }
    }
}

/// A file is larger than it may be. What was counted when reading stopped; there may be more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("has {found} {noun}, and at most {most} are read (limits.{key})", noun = limit.noun(), key = limit.key())]
pub struct Exceeded {
    pub limit: Limit,
    pub found: u64,
    pub most: u64,
}

/// A number of bytes, or text with a unit.
fn size<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Size {
        Bytes(u64),
        Text(String),
    }
    match Size::deserialize(deserializer) {
        Ok(Size::Bytes(bytes)) => Ok(bytes),
        Ok(Size::Text(text)) => parse(&text).ok_or_else(|| format!("`{text}` is no size")),
        Err(_) => Err("no size".to_string()),
    }
    .map_err(|what| serde::de::Error::custom(format!("{what}: write bytes, or \"64 KiB\", \"64 MiB\", \"2 GiB\"")))
}

fn parse(text: &str) -> Option<u64> {
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let unit = match unit.trim() {
        "" | "B" => 1,
        "KiB" => KIB,
        "MiB" => MIB,
        "GiB" => GIB,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() -> Result<(), toml::de::Error> {
        let limits: Limits = toml::from_str("article_bytes = \"2 MiB\"\nline_bytes = 100\ncolumns = 5")?;
        assert_eq!((limits.article_bytes, limits.line_bytes, limits.columns), (2 * MIB, 100, 5));
        assert_eq!(limits.ratio, Limits::DEFAULT.ratio);
        for wrong in ["article_bytes = \"2 MB\"", "article_bytes = -1", "article_bytes = \"99999999999 GiB\""] {
            let error = toml::from_str::<Limits>(wrong).map(|_| String::new()).unwrap_or_else(|e| e.to_string());
            assert!(error.contains("64 MiB"), "{wrong}: {error}");
        }
        Ok(())
    }

    #[test]
    fn what_goes_beyond_is_told_with_its_key() {
        let limits = Limits { columns: 5, ..Limits::DEFAULT };
        assert_eq!(limits.check(Limit::Columns, 5), Ok(()));
        let message = limits.check(Limit::Columns, 6).map_err(|e| e.to_string());
        assert_eq!(message, Err("has 6 columns, and at most 5 are read (limits.columns)".to_string()));
        assert!(limits.check_unpacked(RATIO_FROM, RATIO_FROM / 100).is_ok());
        assert!(limits.check_unpacked(RATIO_FROM, RATIO_FROM / 300).is_err());
    }
}
