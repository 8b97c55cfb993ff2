//! Mapping files: what a table means, said by hand where inference can't or must not decide. In: TOML. Out: [`Mappings`],
//! which lay constants, column meanings, value translations and gaps over what was inferred; and a draft of such a file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::columns::{Figures, Label, LeftOut};
use super::facets::over;
use super::facets::{Facets, Measured, Nationality};
use super::inspect::Inspection;
use super::table::Table;
use super::when;
use crate::model::{AgeGroup, Code, Sex};
use crate::read::ReadError;
use crate::read::record::Fields;
use crate::source::open::{is_file, read_small, read_small_below};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::headers::{Dimension, key};

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

/// What figures of a column, or of a whole table, are about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Says {
    pub measure: Option<String>,
    pub nationality: Option<String>,
    pub offences: Option<String>,
    pub sex: Option<String>,
    pub age_group: Option<String>,
    pub country: Option<String>,
    pub place: Option<String>,
    pub period: Option<String>,
    pub unit: Option<String>,
    pub object: Option<String>,
    pub times: Option<f64>,
    pub total: Option<bool>,
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

/// Lays what a mapping says of a sheet over an inferred table.
pub(super) fn apply(map: &SheetMap, mapping: &Mapping, table: &mut Table<'_>) -> Result<(), ReadError> {
    let vocabulary = table.reader.vocabulary;
    for (name, column) in &map.columns {
        let Some(at) = column_of(table, name.get_ref()) else {
            let message = format!("no column has this letter or header any more: `{}`", name.get_ref());
            return Err(mapping.error(name.span().start, "columns", &message));
        };
        one_column(table, at, name, column, mapping, vocabulary)?;
    }
    if let Some(constants) = &map.constants {
        let facets = constants.get_ref().facets(constants.span().start, mapping, vocabulary)?;
        if let Some(country) = &facets.country {
            table.constants.country = Some(country.clone());
            let calendar = when::Calendar { start: None, ..table.constants.calendar };
            table.constants.calendar = when::with_country(calendar, Some(country), &vocabulary.headers);
        }
        if let Some(nationality) = &facets.nationality {
            table.constants.facets.foreign = *nationality == Nationality::Foreign;
            table.constants.people = match nationality {
                Nationality::Codes(codes) => Some(codes.clone()),
                _ => None,
            };
        }
        table.constants.object = facets.object.clone().or(table.constants.object.take());
        if facets.measure.is_some() {
            table.constants.facets.measure = None;
        }
        over(&mut table.constants.facets, &facets);
    }
    for (dimension, values) in &map.values {
        for (label, meaning) in values {
            let facets = value(*dimension, meaning, mapping, vocabulary)?;
            table.values.insert((*dimension, key(label)), facets);
        }
    }
    for place in &map.leave_out {
        if !table.leave_out(place.get_ref()) {
            let message = format!("`{}` is no column (C), row (12) or cell (C12)", place.get_ref());
            return Err(mapping.error(place.span().start, "leave_out", &message));
        }
    }
    Ok(())
}

fn column_of(table: &Table<'_>, name: &str) -> Option<usize> {
    let columns = &table.columns;
    let headers = columns.labels.iter().map(|l| (l.column, l.header.clone()));
    let headers = headers.chain(columns.left_out.iter().map(|l| (l.column, l.header.clone())));
    let figures = columns.figures.iter().map(|f| (f.column, f.headers.last().map(|h| h.0.clone()).unwrap_or_default()));
    let all: Vec<(usize, String)> = headers.chain(figures).collect();
    if let Some((column, _)) = all.iter().find(|(_, h)| key(h) == key(name)) {
        return Some(*column);
    }
    // Of three letters at most: what is longer is no column, and no number either.
    let letters = (1..=3).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase());
    let column = || name.bytes().fold(0usize, |n, b| n * 26 + usize::from(b.saturating_sub(b'A')) + 1);
    letters.then(column).filter(|column| all.iter().any(|(c, _)| c + 1 == *column)).map(|column| column - 1)
}

fn one_column(
    table: &mut Table<'_>,
    at: usize,
    name: &Spanned<String>,
    column: &toml::Value,
    mapping: &Mapping,
    vocabulary: &Vocabulary,
) -> Result<(), ReadError> {
    let columns = &mut table.columns;
    let header = columns
        .labels
        .iter()
        .filter(|l| l.column == at)
        .map(|l| l.header.clone())
        .chain(columns.left_out.iter().filter(|l| l.column == at).map(|l| l.header.clone()))
        .next();
    let figures = columns.figures.iter().find(|f| f.column == at).cloned();
    let fresh = || Figures {
        column: at,
        facets: Facets::default(),
        headers: header.clone().map(|h| vec![(h, at)]).unwrap_or_default(),
        total: false,
        subset: false,
        silent: false,
    };
    let said = figures.clone().unwrap_or_else(fresh);
    columns.labels.retain(|l| l.column != at);
    columns.left_out.retain(|l| l.column != at);
    columns.figures.retain(|f| f.column != at);
    let text = header.or(said.headers.last().map(|h| h.0.clone())).unwrap_or_default();
    match column {
        toml::Value::String(role) if role == "skip" => {
            columns.left_out.push(LeftOut { column: at, header: text, why: "by the mapping" });
        }
        toml::Value::String(role) if role == "figures" => columns.figures.push(said),
        toml::Value::String(role) => {
            let parsed: Result<Dimension, _> = toml::Value::String(role.clone()).try_into();
            let Ok(dimension) = parsed else {
                let message = format!("`{role}` is no dimension, `figures` or `skip`");
                return Err(mapping.error(name.span().start, "columns", &message));
            };
            columns.labels.push(Label {
                column: at,
                part: None,
                dimension: Some(dimension),
                header: text,
                fills: false,
            });
            columns.labels.sort_by_key(|l| l.column);
        }
        says => {
            let says: Says = says.clone().try_into().map_err(|e: toml::de::Error| {
                mapping.error(name.span().start, "columns", e.message().lines().next().unwrap_or("not understood"))
            })?;
            let facets = says.facets(name.span().start, mapping, vocabulary)?;
            let mut figures = said;
            if facets.measure.is_some() {
                figures.facets.measure = None;
            }
            over(&mut figures.facets, &facets);
            figures.total = says.total.unwrap_or(figures.total);
            columns.figures.push(figures);
        }
    }
    columns.figures.sort_by_key(|f| f.column);
    Ok(())
}

/// What one label means by a mapping.
fn value(
    dimension: Dimension,
    meaning: &Spanned<String>,
    mapping: &Mapping,
    vocabulary: &Vocabulary,
) -> Result<Facets, ReadError> {
    let given = Some(meaning.get_ref().clone());
    let says = match dimension {
        Dimension::Nationality | Dimension::Country => Says { nationality: given, ..Says::default() },
        Dimension::Where => Says { country: given, ..Says::default() },
        Dimension::Offence => Says { offences: given, ..Says::default() },
        Dimension::Measure => Says { measure: given, ..Says::default() },
        Dimension::Sex => Says { sex: given, ..Says::default() },
        Dimension::Age => Says { age_group: given, ..Says::default() },
        Dimension::Place => Says { place: Some(meaning.get_ref().clone()), ..Says::default() },
        Dimension::Object => Says { object: Some(meaning.get_ref().clone()), ..Says::default() },
        Dimension::Unit => Says { unit: Some(meaning.get_ref().clone()), ..Says::default() },
        _ => Says { period: given, ..Says::default() },
    };
    says.facets(meaning.span().start, mapping, vocabulary)
}

impl Says {
    /// `at` is where the mapping says it.
    fn facets(&self, at: usize, mapping: &Mapping, vocabulary: &Vocabulary) -> Result<Facets, ReadError> {
        let wrong = |value: &String, what: &str, of: &str| {
            mapping.error(mapping.find(at, what, value), what, &format!("`{value}` is no {of}"))
        };
        let mut facets = Facets { context: true, ..Facets::default() };
        if let Some(measure) = &self.measure {
            let index = vocabulary.terms.measure(measure).ok_or_else(|| wrong(measure, "measure", "measure"))?;
            facets.measure = Some(Measured { index, rank: 0 });
        }
        if let Some(nationality) = &self.nationality {
            facets.nationality = Some(match nationality.as_str() {
                "foreign" => Nationality::Foreign,
                "" => Nationality::Unknown,
                "all" => Nationality::All,
                codes => Nationality::Codes(known_codes(codes, vocabulary).ok_or_else(|| {
                    wrong(nationality, "nationality", "country code (CN, CN+TW), `foreign`, `all` or empty")
                })?),
            });
        }
        if let Some(offences) = &self.offences {
            let found: Option<Vec<usize>> = match offences.as_str() {
                "" => Some(Vec::new()),
                codes => codes.split('+').map(|c| vocabulary.terms.offence(c.trim())).collect(),
            };
            facets.offences = Some(found.ok_or_else(|| wrong(offences, "offences", "offence code"))?);
        }
        if let Some(sex) = &self.sex {
            let none = sex.is_empty();
            let parsed = Sex::parse(sex);
            if !none && parsed.is_none() {
                return Err(wrong(sex, "sex", "`female` or `male`"));
            }
            facets.sex = Some(parsed);
        }
        if let Some(age) = &self.age_group {
            let none = age.is_empty();
            let parsed = AgeGroup::parse(age);
            if !none && parsed.is_none() {
                return Err(wrong(age, "age_group", "`minor` or `adult`"));
            }
            facets.age = Some(parsed);
        }
        if let Some(country) = &self.country {
            let code = known_codes(country, vocabulary).filter(|c| c.len() == 2);
            facets.country = Some(code.ok_or_else(|| wrong(country, "country", "country code"))?);
        }
        if let Some(period) = &self.period {
            let time = when::label(period, &vocabulary.headers);
            facets.time = time.ok_or_else(|| wrong(period, "period", "year, month, quarter or date"))?;
        }
        facets.place = self.place.as_deref().map(Code::from);
        facets.unit = self.unit.as_deref().map(Code::from);
        facets.object = self.object.as_deref().map(Code::from);
        facets.factor = self.times;
        facets.total = self.total.unwrap_or(false);
        Ok(facets)
    }
}

fn known_codes(codes: &str, vocabulary: &Vocabulary) -> Option<Code> {
    let all: Option<Vec<Code>> =
        codes.split('+').map(|c| vocabulary.countries.get(c.trim()).map(|_| Code::from(c.trim()))).collect();
    all.map(super::facets::joined)
}

/// A mapping file that says what was understood, to be corrected where it is wrong.
pub fn draft(seen: &Inspection) -> String {
    let mut out = format!(
        "# What blotter understands of {0}. Correct what is wrong, delete what is right, and save it beside the table\n\
         # as NAME.blotter.toml, or name it with --mapping. See docs/tables.md.\nfiles = [{0:?}]\n",
        seen.source
    );
    for sheet in &seen.sheets {
        out.push_str("\n[[sheet]]\n");
        if !sheet.name.is_empty() {
            out.push_str(&format!("name = {:?}\n", sheet.name));
        }
        if !sheet.left_out.is_empty() {
            out.push_str(&format!("skip = true  # {}\n", sheet.left_out));
            continue;
        }
        let Some(block) = sheet.blocks.first() else { continue };
        out.push_str(&format!("# header = {:?}\n", block.header_rows));
        if sheet.blocks.len() > 1 {
            out.push_str(&format!("# the first of {} tables on this sheet\n", sheet.blocks.len()));
        }
        let says = |says: &[(String, String)]| {
            let parts = says.iter().map(|(name, value)| {
                let value =
                    if name == "period" { value.split(" to ").next().unwrap_or("").to_string() } else { value.clone() };
                if name == "times" { format!("{name} = {value}") } else { format!("{name} = {value:?}") }
            });
            parts.collect::<Vec<_>>()
        };
        if !block.constants.is_empty() {
            out.push_str("\n[sheet.constants]\n");
            for line in says(&block.constants) {
                out.push_str(&format!("# {line}\n"));
            }
        }
        out.push_str("\n[sheet.columns]\n");
        for label in &block.labels {
            let dimension = label.dimension.map_or("measure".to_string(), |d| {
                serde_json::to_value(d).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default()
            });
            out.push_str(&format!("{} = {dimension:?}  # {}\n", label.column, label.header.replace('\n', " ")));
        }
        for figures in &block.figures {
            let header = figures.header.replace('\n', " ");
            out.push_str(&format!(
                "{} = \"figures\"  # {header}: {}\n",
                figures.column,
                says(&figures.says).join(", ")
            ));
        }
        for left_out in &block.left_out {
            let header = left_out.header.replace('\n', " ");
            out.push_str(&format!("{} = \"skip\"  # {header}: {}\n", left_out.column, left_out.why));
        }
        let unknown: Vec<&str> = seen
            .problems
            .iter()
            .filter(|p| p.code == "unknown_nationality")
            .filter_map(|p| p.message.split('`').nth(1))
            .collect();
        if !unknown.is_empty() {
            out.push_str("\n[sheet.values.nationality]\n");
            for name in unknown {
                out.push_str(&format!("# {name:?} = \"\"\n"));
            }
        }
    }
    out
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
