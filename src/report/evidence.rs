//! What stands around each figure. In: rows. Out: for an article the paragraphs that hold figures, for a table the rows
//! around the cells, and each statement's place in them.
//!
//! A page is made to be passed on, and an article's whole text isn't ours to pass on: it is somebody's work, and it names
//! people whom the figures don't need. So only paragraphs that hold a figure are taken, unless the caller wants them all.

use std::collections::BTreeMap;

use super::rows::{Document, Rows, Statement};
use super::sheets::{self, Sheet};

/// A paragraph longer than this is cut to the words around its figures.
const LONG: usize = 900;
/// How much is kept at either side of a figure then.
const AROUND: usize = 320;

/// A statement's place: where its words stand in an excerpt, or its cell in a sheet. Text is counted in UTF-16 units, as
/// a browser counts it.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    Text { excerpt: usize, figure: [usize; 2], sentence: [usize; 2] },
    Cell { sheet: usize, row: u32, column: u32 },
}

#[derive(Debug, Clone, Default)]
pub struct Shown {
    pub excerpts: Vec<String>,
    pub sheets: Vec<Sheet>,
}

#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// For each document of the rows.
    pub documents: Vec<Shown>,
    /// For each statement of the rows.
    pub places: Vec<Option<Place>>,
}

impl Evidence {
    pub fn gather(rows: &Rows, whole_texts: bool) -> Evidence {
        let mut of_document: Vec<Vec<usize>> = vec![Vec::new(); rows.documents.len()];
        for (i, statement) in rows.statements.iter().enumerate() {
            if let Some(list) = of_document.get_mut(statement.document) {
                list.push(i);
            }
        }
        let mut evidence = Evidence { documents: Vec::new(), places: vec![None; rows.statements.len()] };
        for (document, indices) in rows.documents.iter().zip(&of_document) {
            let statements: Vec<(usize, &Statement)> =
                indices.iter().filter_map(|i| rows.statements.get(*i).map(|s| (*i, s))).collect();
            // A page of the web may have both: a text, and a table in it.
            let (mut shown, mut places) = in_table(document, &statements);
            if let Some(text) = &document.text {
                let (in_text, more) = in_text(text, &statements, whole_texts);
                shown.excerpts = in_text.excerpts;
                places.extend(more);
            }
            evidence.documents.push(shown);
            for (i, place) in places {
                if let Some(slot) = evidence.places.get_mut(i) {
                    *slot = Some(place);
                }
            }
        }
        evidence
    }
}

type Places = Vec<(usize, Place)>;

fn in_text(text: &str, statements: &[(usize, &Statement)], whole: bool) -> (Shown, Places) {
    let windows = if whole { vec![(0, text.len())] } else { windows(text, statements) };
    let mut places = Vec::new();
    for (i, statement) in statements {
        let Some((start, end)) = statement.span else { continue };
        let Some(excerpt) = windows.iter().position(|(from, to)| *from <= start && end <= *to) else { continue };
        let Some((from, to)) = windows.get(excerpt).copied() else { continue };
        let (first, last) = sentence(text, statement, start, end);
        let units = |at: usize| text.get(from..at.clamp(from, to)).map_or(0, |t| t.encode_utf16().count());
        let place = Place::Text {
            excerpt,
            figure: [units(start), units(end)],
            sentence: [units(first.min(start)), units(last.max(end))],
        };
        places.push((*i, place));
    }
    let excerpts = windows.iter().map(|(from, to)| text.get(*from..*to).unwrap_or("").to_string()).collect();
    (Shown { excerpts, sheets: Vec::new() }, places)
}

/// Where the statement's sentence stands: the one that holds its figure.
fn sentence(text: &str, statement: &Statement, start: usize, end: usize) -> (usize, usize) {
    let from = floor(text, start.saturating_sub(statement.evidence.len()));
    let found = text.get(from..).and_then(|t| t.find(&statement.evidence)).map(|at| from + at);
    found.filter(|at| *at <= start).map_or((start, end), |at| (at, at + statement.evidence.len()))
}

/// The paragraphs that hold figures, in order; those that touch are one.
fn windows(text: &str, statements: &[(usize, &Statement)]) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> =
        statements.iter().filter_map(|(_, s)| s.span).map(|(start, end)| window(text, start, end)).collect();
    out.sort_unstable();
    let mut merged: Vec<(usize, usize)> = Vec::new();
    for (from, to) in out {
        match merged.last_mut() {
            Some(last) if text.get(last.1..from).is_none_or(|between| between.trim().is_empty()) => {
                last.1 = last.1.max(to);
            }
            _ => merged.push((from, to)),
        }
    }
    merged
}

fn window(text: &str, start: usize, end: usize) -> (usize, usize) {
    let before = text.get(..start).unwrap_or("");
    let behind = text.get(end..).unwrap_or("");
    let mut from = before.rfind("\n\n").map_or(0, |at| at + 2);
    let mut to = behind.find("\n\n").map_or(text.len(), |at| end + at);
    if to - from > LONG {
        let blank = |t: &str| t.find(char::is_whitespace).unwrap_or(0);
        let near = floor(text, start.saturating_sub(AROUND)).max(from);
        from = if near > from { near + blank(text.get(near..start).unwrap_or("")) } else { from };
        let far = floor(text, (end + AROUND).min(to));
        to = if far < to { text.get(end..far).and_then(|t| t.rfind(' ')).map_or(far, |at| end + at) } else { to };
    }
    (from, to)
}

/// The nearest border of a character at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn in_table(document: &Document, statements: &[(usize, &Statement)]) -> (Shown, Places) {
    let mut wanted: BTreeMap<&str, Vec<sheets::Wanted<'_>>> = BTreeMap::new();
    let mut cells = Vec::new();
    for (i, statement) in statements {
        let Some((sheet, row, column)) = sheets::parse(&statement.cell) else { continue };
        wanted.entry(sheet).or_default().push(sheets::Wanted { row, column, text: &statement.evidence });
        cells.push((*i, sheet, row, column));
    }
    let sheets = sheets::around(document, &wanted);
    let places = cells.into_iter().filter_map(|(i, name, row, column)| {
        let sheet = sheets.iter().position(|s| s.name == name)?;
        Some((i, Place::Cell { sheet, row, column }))
    });
    let places = places.collect();
    (Shown { excerpts: Vec::new(), sheets }, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement(text: &str, figure: &str, evidence: &str) -> Statement {
        let start = text.find(figure).expect("the figure");
        Statement { span: Some((start, start + figure.len())), evidence: evidence.to_string(), ..Statement::default() }
    }

    fn cut(text: &str, place: &Place, shown: &Shown) -> [String; 2] {
        let Place::Text { excerpt, figure, sentence } = place else { panic!("{text}: no place in a text") };
        let units: Vec<u16> = shown.excerpts[*excerpt].encode_utf16().collect();
        [figure, sentence].map(|[a, b]| String::from_utf16(&units[*a..*b]).expect("whole characters"))
    }

    #[test]
    fn a_figures_words_are_found_in_its_paragraph_alone() {
        let text = "Title\n\n𝒜é said so. Police held 12 men. They slept.\n\nNothing here.\n\nLater 15 left.";
        let said = [statement(text, "12", "Police held 12 men."), statement(text, "15", "Later 15 left.")];
        let refs: Vec<(usize, &Statement)> = said.iter().enumerate().collect();
        let (shown, places) = in_text(text, &refs, false);
        assert_eq!(shown.excerpts, ["𝒜é said so. Police held 12 men. They slept.", "Later 15 left."]);
        assert_eq!(cut(text, &places[0].1, &shown), ["12", "Police held 12 men."]);
        assert_eq!(cut(text, &places[1].1, &shown), ["15", "Later 15 left."]);
        let (shown, places) = in_text(text, &refs, true);
        assert_eq!(shown.excerpts, [text]);
        assert_eq!(cut(text, &places[1].1, &shown), ["15", "Later 15 left."]);
    }

    #[test]
    fn a_long_paragraph_is_cut_between_words() {
        let text = format!("{} Police held 12 men. {}", "àb c ".repeat(300), "déf ".repeat(300));
        let said = [statement(&text, "12", "Police held 12 men.")];
        let refs: Vec<(usize, &Statement)> = said.iter().enumerate().collect();
        let (shown, places) = in_text(&text, &refs, false);
        assert!(shown.excerpts[0].len() < LONG && shown.excerpts[0].contains("Police held 12 men."));
        assert_eq!(cut(&text, &places[0].1, &shown), ["12", "Police held 12 men."]);
    }
}
