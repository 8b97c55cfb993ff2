//! Mapping files: what a table means, said by hand where inference can't or must not decide. In: TOML. Out: [`Mappings`],
//! and for each table the one that is for it. `says` reads what it says, `lay` lays that over what was inferred, `draft`
//! writes such a file to start from.

mod draft;
mod lay;
mod says;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

pub use draft::draft;
pub(super) use lay::apply;
pub use says::Says;

use crate::read::ReadError;
use crate::read::record::Fields;
use crate::source::open::{is_file, read_small, read_small_below};
use crate::vocabulary::headers::Dimension;

/// Mapping files given by the user.
#[derive(Debug, Clone, Default)]
pub struct Mappings {
    files: Vec<File>,
}

#[derive(Debug, Clone)]
struct File {
    path: PathBuf,
    text: String,
    /// Empty for a file that lies beside its table.
    globs: Vec<String>,
    sheets: Vec<SheetMap>,
    record: Option<Fields>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    files: Vec<String>,
    #[serde(default)]
    sheet: Vec<SheetMap>,
    /// Of articles as JSON objects: which fields hold what.
    #[serde(default)]
    record: Option<Fields>,
}

/// What a mapping says of one sheet, or of all that its name fits.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetMap {
    /// A name or a pattern with `*`; every sheet where it isn't given.
    #[serde(default)]
    pub name: Option<Spanned<String>>,
    #[serde(default)]
    pub skip: bool,
    /// The header rows, counted as in a spreadsheet.
    #[serde(default)]
    pub header: Option<Spanned<Vec<u32>>>,
    /// The last row of the body.
    #[serde(default)]
    pub last_row: Option<u32>,
    #[serde(default)]
    pub constants: Option<Spanned<Says>>,
    /// By letter (`C`) or by the header's text.
    #[serde(default)]
    pub columns: BTreeMap<Spanned<String>, toml::Value>,
    /// By dimension, then by the label's text.
    #[serde(default)]
    pub values: BTreeMap<Dimension, BTreeMap<String, Spanned<String>>>,
    /// Columns (`C`), rows (`12`) and cells (`C12`) that are no figures.
    #[serde(default)]
    pub leave_out: Vec<Spanned<String>>,
}

impl Mappings {
    pub fn load(files: &[PathBuf]) -> Result<Self, ReadError> {
        let files = files.iter().map(|path| File::load(path, true)).collect::<Result<_, _>>()?;
        Ok(Mappings { files })
    }

    /// The mapping that a table's file is read with.
    pub(super) fn of(&self, path: &Path, name: &str) -> Result<Option<Mapping>, ReadError> {
        let file = self.file(path, name)?;
        Ok(file.map(|file| Mapping { used: vec![false; file.sheets.len()], file }))
    }

    /// Which fields of a JSON file's objects hold what, where a mapping says so.
    pub fn fields(&self, path: &Path, name: &str) -> Result<Option<Fields>, ReadError> {
        Ok(self.file(path, name)?.and_then(|file| file.record))
    }

    /// One whose pattern fits the name, else the one beside the file.
    fn file(&self, path: &Path, name: &str) -> Result<Option<File>, ReadError> {
        let file = name.rsplit('/').next().unwrap_or(name);
        let given = self.files.iter().find(|f| f.globs.iter().any(|g| fits(g, file) || fits(g, name)));
        if let Some(given) = given {
            return Ok(Some(given.clone()));
        }
        let beside = path.with_extension("blotter.toml");
        if is_file(&beside) { File::load(&beside, false).map(Some) } else { Ok(None) }
    }
}

/// A mapping while its table is read.
#[derive(Debug, Clone)]
pub(super) struct Mapping {
    file: File,
    used: Vec<bool>,
}

impl Mapping {
    /// What it says of a sheet.
    pub fn sheet(&mut self, name: &str) -> Option<SheetMap> {
        let found = self.file.sheets.iter().position(|s| s.name.as_ref().is_none_or(|n| fits(n.get_ref(), name)))?;
        if let Some(used) = self.used.get_mut(found) {
            *used = true;
        }
        self.file.sheets.get(found).cloned()
    }

    /// An entry that no sheet fits is an error: the file has changed.
    pub fn finish(&self) -> Result<(), ReadError> {
        for (sheet, used) in self.file.sheets.iter().zip(&self.used) {
            if let (Some(name), false) = (&sheet.name, used) {
                let at = name.span().start;
                return Err(self.file.error(at, "name", &format!("no sheet fits `{}` any more", name.get_ref())));
            }
        }
        Ok(())
    }

    pub fn error(&self, at: usize, what: &str, message: &str) -> ReadError {
        self.file.error(at, what, message)
    }

    /// Where a key with this value stands behind `at`.
    fn find(&self, at: usize, what: &str, value: &str) -> usize {
        let rest = self.file.text.get(at..).unwrap_or("");
        let line = |l: &&str| l.contains(what) && l.contains(value);
        let mut offset = at;
        for text in rest.split_inclusive('\n') {
            if line(&text) {
                return offset;
            }
            offset += text.len();
        }
        at
    }
}

impl File {
    fn load(path: &Path, given: bool) -> Result<File, ReadError> {
        let unread = |e: &dyn std::fmt::Display| ReadError::Mapping(format!("{}: cannot be read: {e}", path.display()));
        let read = if given { read_small } else { read_small_below };
        let bytes = read(path).map_err(|e| unread(&e))?;
        let text = String::from_utf8(bytes).map_err(|e| unread(&e))?;
        let mut file = File { path: path.to_path_buf(), text, globs: Vec::new(), sheets: Vec::new(), record: None };
        let raw: Raw = toml::from_str(&file.text).map_err(|e| {
            let message = e.message().lines().next().unwrap_or("not valid TOML").to_string();
            file.error(e.span().map_or(0, |s| s.start), "", &message)
        })?;
        if given && raw.files.is_empty() {
            return Err(file.error(0, "files", "a mapping that is named with --mapping says which files it is for"));
        }
        file.globs = raw.files;
        file.sheets = raw.sheet;
        file.record = raw.record;
        Ok(file)
    }

    fn error(&self, at: usize, what: &str, message: &str) -> ReadError {
        let line = self.text.get(..at).unwrap_or("").matches('\n').count() + 1;
        let what = if what.is_empty() { String::new() } else { format!("`{what}`: ") };
        ReadError::Mapping(format!("{}:{line}: {what}{message}", self.path.display()))
    }
}

/// Whether a name fits a pattern with `*` and `?`.
fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut p, mut n) = (0, 0);
    // Behind the last `*`, and the first character of the name that it doesn't cover: only that one is taken back.
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some('*') => {
                p += 1;
                star = Some((p, n));
            }
            Some(c) if *c == '?' || Some(c) == name.get(n) => (p, n) = (p + 1, n + 1),
            _ => match star {
                Some((behind, from)) => {
                    (p, n) = (behind, from + 1);
                    star = Some((behind, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_names() {
        assert!(fits("arrests_*.xlsx", "arrests_2019_01.xlsx"));
        assert!(fits("2019", "2019"));
        assert!(!fits("arrests_*.xlsx", "deported_2019.xlsx"));
        assert!(fits("Table ?", "Table 3"));
        assert!(fits("*b*b", "abbb") && fits("**", "") && !fits("a*", "ba"));
        assert!(!fits(&"*a".repeat(40), &"a".repeat(30)), "and in no time");
    }
}
