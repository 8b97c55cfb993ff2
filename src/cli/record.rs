//! Items as JSON records with the names of the contract's views, so that a stream and a database read alike.

use blotter::model::{Item, Locator, Observation, Problem, Refusal};
use serde::Serialize;

/// One line of `blotter extract`. `type` says which view it would stand in.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Record<'a> {
    Document(Box<DocumentRecord<'a>>),
    Observation(Box<ObservationRecord<'a>>),
    Refusal {
        source: &'a str,
        ordinal: u32,
        text: &'a str,
        evidence_start: usize,
        evidence_end: usize,
        reason: &'a str,
    },
    Problem {
        source: &'a str,
        ordinal: u32,
        cell: Option<&'a str>,
        line: Option<u64>,
        severity: &'a str,
        code: &'a str,
        message: &'a str,
    },
    Person {
        source: &'a str,
        ordinal: u32,
        name: &'a str,
        title: &'a str,
        role: &'a str,
        organisation: &'a str,
        nationality: &'a str,
        evidence_start: usize,
        evidence_end: usize,
    },
    Statement {
        source: &'a str,
        ordinal: u32,
        speaker: &'a str,
        quote: &'a str,
        evidence_start: usize,
        evidence_end: usize,
    },
}

/// The last record of a document: what is known of it, and what `blotter load` needs to make the rows that a run makes.
#[derive(Debug, Default, Serialize)]
pub struct DocumentRecord<'a> {
    pub source: &'a str,
    pub path: String,
    /// The source of the container that it stands in, and its place among the items.
    pub container: Option<&'a str>,
    pub position: u64,
    pub is_container: bool,
    pub media_type: &'a str,
    pub title: &'a str,
    pub publisher: &'a str,
    pub published: Option<String>,
    pub url: &'a str,
    pub language: &'a str,
    pub encoding: &'a str,
    pub content_hash: &'a str,
    pub bytes: u64,
    pub modified_ns: i64,
    pub version: &'a str,
    pub status: &'a str,
    pub reason: &'a str,
    pub missing_cells: Option<u64>,
    /// An article's text, in which spans count.
    pub text: Option<&'a str>,
}

#[derive(Debug, Serialize)]
pub struct ObservationRecord<'a> {
    pub observation_id: String,
    pub source: &'a str,
    pub kind: &'a str,
    pub measure: &'a str,
    pub unit: &'a str,
    pub object: Option<&'a str>,
    pub value_low: Option<f64>,
    pub value_high: Option<f64>,
    pub qualifier: &'a str,
    pub direction: Option<&'a str>,
    pub nationality: &'a str,
    pub sex: &'a str,
    pub age_group: &'a str,
    pub offences: &'a str,
    pub country: &'a str,
    pub place: &'a str,
    pub period_start: Option<String>,
    pub period_end: Option<String>,
    pub modality: &'a str,
    pub attributed_to: &'a str,
    pub part_of: Option<String>,
    pub is_total: u8,
    pub confidence: f64,
    pub evidence: &'a str,
    pub evidence_start: Option<usize>,
    pub evidence_end: Option<usize>,
    /// Where the evidence, a sentence, begins in the text.
    pub sentence_start: Option<usize>,
    pub cell: Option<String>,
    pub note: Option<&'a str>,
}

/// Numbers observations as the database does and turns items into records.
pub struct Records<'a> {
    source: &'a str,
    /// The first digits of the content's hash.
    prefix: &'a str,
    /// An article's text; empty for a table.
    text: String,
    /// Of each kind of record, how many there were: its ordinals.
    next: [u32; 5],
}

impl<'a> Records<'a> {
    pub fn new(source: &'a str, content_hash: &'a str) -> Self {
        Records { source, prefix: content_hash.get(..12).unwrap_or(content_hash), text: String::new(), next: [0; 5] }
    }

    /// The text in which spans count; it comes before the items.
    pub fn text(&mut self, text: &str) {
        self.text = text.to_string();
    }

    fn id(&self, ordinal: u32) -> String {
        format!("{}-{ordinal}", self.prefix)
    }

    pub fn record<'i>(&'i mut self, item: &'i Item) -> Record<'i> {
        let source = self.source;
        let [observations, refusals, problems, persons, statements] = &mut self.next;
        let next = match item {
            Item::Observation(_) => observations,
            Item::Refusal(_) => refusals,
            Item::Problem(_) => problems,
            Item::Person(_) => persons,
            Item::Statement(_) => statements,
        };
        let ordinal = *next;
        *next += 1;
        match item {
            Item::Observation(o) => Record::Observation(Box::new(self.observation(o, ordinal))),
            Item::Refusal(Refusal { span, reason }) => Record::Refusal {
                source,
                ordinal,
                text: span.of(&self.text),
                evidence_start: span.start,
                evidence_end: span.end,
                reason,
            },
            Item::Problem(Problem { cell, line, severity, code, message }) => Record::Problem {
                source,
                ordinal,
                cell: cell.as_deref(),
                line: *line,
                severity: severity.as_str(),
                code,
                message,
            },
            Item::Person(p) => Record::Person {
                source,
                ordinal,
                name: &p.name,
                title: &p.title,
                role: &p.role,
                organisation: &p.organisation,
                nationality: &p.nationality,
                evidence_start: p.span.start,
                evidence_end: p.span.end,
            },
            Item::Statement(s) => Record::Statement {
                source,
                ordinal,
                speaker: &s.speaker,
                quote: &s.quote,
                evidence_start: s.span.start,
                evidence_end: s.span.end,
            },
        }
    }

    fn observation<'i>(&'i self, o: &'i Observation, ordinal: u32) -> ObservationRecord<'i> {
        let s = &*o.series;
        let (evidence, figure, sentence, cell) = match &o.locator {
            Locator::Text { figure, sentence } => (sentence.of(&self.text), Some(*figure), Some(sentence.start), None),
            Locator::Cell { sheet, row, column } => {
                (o.cell_text.as_deref().unwrap_or(""), None, None, Some(a1(sheet.as_deref(), *row, *column)))
            }
        };
        ObservationRecord {
            observation_id: self.id(ordinal),
            source: self.source,
            kind: s.kind.as_str(),
            measure: &s.measure,
            unit: &s.unit,
            object: s.object.as_deref(),
            value_low: o.bounds.low,
            value_high: o.bounds.high,
            qualifier: o.bounds.qualifier.as_str(),
            direction: s.direction.map(|d| d.as_str()),
            nationality: &s.nationality,
            sex: s.sex.map_or("", |x| x.as_str()),
            age_group: s.age_group.map_or("", |a| a.as_str()),
            offences: &s.offences,
            country: &s.country,
            place: &s.place,
            period_start: o.period.start.map(|d| d.to_string()),
            period_end: o.period.end.map(|d| d.to_string()),
            modality: s.modality.as_str(),
            attributed_to: &s.attributed_to,
            part_of: o.part_of.map(|ordinal| self.id(ordinal)),
            is_total: u8::from(o.is_total),
            confidence: o.confidence,
            evidence,
            evidence_start: figure.map(|f| f.start),
            evidence_end: figure.map(|f| f.end),
            sentence_start: sentence,
            cell,
            note: o.note.as_deref(),
        }
    }
}

/// `Arrests!C5`; a csv's cell has no sheet before it.
pub fn a1(sheet: Option<&str>, row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    let sheet = sheet.map(|s| format!("{s}!")).unwrap_or_default();
    format!("{sheet}{letters}{}", u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::a1;

    #[test]
    fn columns_go_beyond_z() {
        let cells = [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1"), (16_383, "XFD1")];
        for (column, expected) in cells {
            assert_eq!(a1(None, 0, column), expected);
        }
        assert_eq!(a1(Some("Arrests"), 4, 2), "Arrests!C5");
    }
}
