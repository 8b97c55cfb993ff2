//! One record: what a line of `blotter extract` says, as the types that a run hands to its writer. In: JSON. Out: an item or a
//! document's row, or what is wrong with it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Deserialize;

use super::LoadError;
use crate::model::*;
use crate::source::{Input, MediaType, name};
use crate::store::NewDocument;

/// Codes of refusals and problems that are held at a time: they are few, and what has more of them is no output of ours.
const MOST_CODES: usize = 10_000;

/// A record of any type: all fields that one of them has.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Row {
    pub r#type: String,
    pub source: String,
    pub ordinal: u32,
    // A document.
    pub path: String,
    pub container: Option<String>,
    pub position: i64,
    pub is_container: bool,
    pub media_type: String,
    pub title: String,
    pub publisher: String,
    pub published: Option<String>,
    pub url: String,
    pub language: String,
    pub encoding: String,
    pub content_hash: String,
    pub bytes: u64,
    pub modified_ns: i64,
    pub version: String,
    pub status: String,
    pub reason: String,
    pub missing_cells: Option<u64>,
    pub text: Option<String>,
    // An observation.
    pub observation_id: String,
    pub kind: String,
    pub measure: String,
    pub unit: String,
    pub object: Option<String>,
    pub value_low: Option<f64>,
    pub value_high: Option<f64>,
    pub qualifier: String,
    pub direction: Option<String>,
    pub nationality: String,
    pub sex: String,
    pub age_group: String,
    pub offences: String,
    pub country: String,
    pub place: String,
    pub period_start: Option<String>,
    pub period_end: Option<String>,
    pub modality: String,
    pub attributed_to: String,
    pub part_of: Option<String>,
    pub is_total: u8,
    pub confidence: f64,
    pub evidence: String,
    pub evidence_start: Option<usize>,
    pub evidence_end: Option<usize>,
    pub sentence_start: Option<usize>,
    pub cell: Option<String>,
    pub note: Option<String>,
    // A problem, a person, a statement.
    pub line: Option<u64>,
    pub severity: String,
    pub code: String,
    pub message: String,
    pub name: String,
    pub role: String,
    pub organisation: String,
    pub speaker: String,
    pub quote: String,
}

pub fn parse(json: &str) -> Result<Row, LoadError> {
    serde_json::from_str(json).map_err(|e| wrong(e.to_string()))
}

pub fn wrong(message: String) -> LoadError {
    LoadError::Record { file: "the staged records".to_string(), line: 0, message }
}

pub fn new_of(row: &Row) -> NewDocument {
    NewDocument {
        input: Input { path: name::to_path(&row.path), source: row.source.clone() },
        replaces: None,
        container: None,
        content_hash: row.content_hash.clone(),
        bytes: row.bytes,
        modified_ns: row.modified_ns,
        version: row.version.clone(),
        media_type: MediaType::parse(&row.media_type).map_or("", MediaType::as_str),
    }
}

pub fn ordinal_of(observation_id: &str) -> Option<u32> {
    observation_id.rsplit_once('-')?.1.parse().ok()
}

/// Texts of a closed list, kept for as long as the program runs.
#[derive(Default)]
pub struct Codes {
    known: HashSet<&'static str>,
    shared: HashMap<String, Code>,
}

impl Codes {
    pub fn code(&mut self, text: &str) -> Result<&'static str, LoadError> {
        if let Some(code) = self.known.get(text) {
            return Ok(code);
        }
        if self.known.len() >= MOST_CODES {
            return Err(wrong(format!("too many codes: `{text}` is none of blotter's")));
        }
        let code: &'static str = Box::leak(text.to_string().into_boxed_str());
        self.known.insert(code);
        Ok(code)
    }

    pub fn shared(&mut self, text: &str) -> Code {
        if let Some(code) = self.shared.get(text) {
            return code.clone();
        }
        if self.shared.len() >= MOST_CODES {
            self.shared.clear();
        }
        let code: Code = text.into();
        self.shared.insert(text.to_string(), code.clone());
        code
    }
}

/// An item from its record.
pub fn item(row: &Row, codes: &mut Codes) -> Result<Item, LoadError> {
    let span = || match (row.evidence_start, row.evidence_end) {
        (Some(start), Some(end)) => Ok(Span::new(start, end)),
        _ => Err(wrong(format!("a {} of `{}` without its place", row.r#type, row.source))),
    };
    Ok(match row.r#type.as_str() {
        "observation" => Item::Observation(observation(row, codes)?),
        "refusal" => Item::Refusal(Refusal { span: span()?, reason: codes.code(&row.reason)? }),
        "person" => Item::Person(Person {
            name: row.name.clone(),
            title: row.title.clone(),
            role: row.role.clone(),
            organisation: row.organisation.clone(),
            nationality: codes.shared(&row.nationality),
            span: span()?,
        }),
        "statement" => {
            Item::Statement(Statement { speaker: row.speaker.clone(), quote: row.quote.clone(), span: span()? })
        }
        _ => Item::Problem(Problem {
            cell: row.cell.clone(),
            line: row.line,
            severity: Severity::parse(&row.severity).unwrap_or(Severity::Error),
            code: codes.code(&row.code)?,
            message: row.message.clone(),
        }),
    })
}

fn observation(row: &Row, codes: &mut Codes) -> Result<Observation, LoadError> {
    let bad = |what: &str| wrong(format!("{}: `{what}` is none of the closed list", row.observation_id));
    let day = |text: &Option<String>| text.as_deref().and_then(|d| d.parse().ok());
    let locator = match (&row.cell, row.evidence_start, row.evidence_end, row.sentence_start) {
        (Some(cell), ..) => {
            let (sheet, cell) =
                cell.rsplit_once('!').map_or((None, cell.as_str()), |(s, c)| (Some(codes.shared(s)), c));
            let (row, column) = place(cell).ok_or_else(|| bad(cell))?;
            Locator::Cell { sheet, row, column }
        }
        (None, Some(start), Some(end), Some(sentence)) => Locator::Text {
            figure: Span::new(start, end),
            sentence: Span::new(sentence, sentence + row.evidence.len()),
        },
        _ => return Err(wrong(format!("{}: no cell and no place in a text", row.observation_id))),
    };
    Ok(Observation {
        series: Arc::new(Series {
            kind: Kind::parse(&row.kind).ok_or_else(|| bad(&row.kind))?,
            measure: codes.shared(&row.measure),
            unit: codes.shared(&row.unit),
            object: row.object.as_deref().map(|o| codes.shared(o)),
            direction: row.direction.as_deref().map(|d| Direction::parse(d).ok_or_else(|| bad(d))).transpose()?,
            nationality: codes.shared(&row.nationality),
            sex: Sex::parse(&row.sex),
            age_group: AgeGroup::parse(&row.age_group),
            offences: codes.shared(&row.offences),
            country: codes.shared(&row.country),
            place: codes.shared(&row.place),
            modality: Modality::parse(&row.modality).ok_or_else(|| bad(&row.modality))?,
            attributed_to: codes.shared(&row.attributed_to),
        }),
        bounds: Bounds {
            low: row.value_low,
            high: row.value_high,
            qualifier: Qualifier::parse(&row.qualifier).ok_or_else(|| bad(&row.qualifier))?,
        },
        period: Period { start: day(&row.period_start), end: day(&row.period_end) },
        part_of: row.part_of.as_deref().and_then(ordinal_of),
        is_total: row.is_total == 1,
        confidence: row.confidence,
        locator,
        cell_text: row.cell.is_some().then(|| row.evidence.as_str().into()),
        note: row.note.as_deref().map(Into::into),
        reasons: Vec::new(),
    })
}

/// Row and column, counted from 0, of `C5`.
fn place(cell: &str) -> Option<(u32, u32)> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let (letters, number) = cell.split_at(digits);
    let column = letters.bytes().try_fold(0u32, |n, b| {
        b.is_ascii_uppercase().then(|| n.checked_mul(26)?.checked_add(u32::from(b - b'A') + 1)).flatten()
    })?;
    Some((number.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn cells_are_found_by_their_reference() {
        for (cell, expected) in [("A1", (0, 0)), ("C5", (4, 2)), ("AA10", (9, 26)), ("XFD1", (0, 16_383))] {
            assert_eq!(place(cell), Some(expected));
        }
        for cell in ["", "5", "C", "C0", "c5"] {
            assert_eq!(place(cell), None, "{cell}");
        }
    }
}
