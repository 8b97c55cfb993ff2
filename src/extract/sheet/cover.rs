//! What a workbook says before any of its tables is read. In: the first rows of each sheet. Out: the text of sheets without
//! figures, covers and notes, and the one country that lines of any sheet name.

use std::collections::BTreeSet;

use super::facets::Reader;
use super::{cells, when, whereabouts};
use crate::model::Code;
use crate::read::ReadError;
use crate::read::table::{Cell, Row, Rows, Value};
use crate::vocabulary::{Headers, Vocabulary};

/// Rows of a sheet that are looked at.
const COVER_ROWS: usize = 40;

#[derive(Debug, Clone, Default)]
pub(super) struct Cover {
    /// Lines of sheets without figures, which speak for the whole workbook.
    pub lines: Vec<String>,
    /// The countries that lines of its sheets name as the place.
    named: BTreeSet<Code>,
    /// A title names a body of many states.
    international: bool,
}

impl Cover {
    /// Takes a sheet in; one of notes by its name speaks for all, whatever figures it has.
    pub fn look(&mut self, rows: &mut dyn Rows, of_notes: bool, vocabulary: &Vocabulary) -> Result<(), ReadError> {
        let reader = Reader::new(vocabulary);
        let mut lines = Vec::new();
        let mut figures = 0;
        let mut place: Option<Code> = None;
        let mut row = Row::default();
        for _ in 0..COVER_ROWS {
            if !rows.next(&mut row)? {
                break;
            }
            if let Some(line) = lone(&row) {
                // Whom a note names as its source makes no table one of many states.
                let source = when::is_published(&line, &vocabulary.headers);
                self.international |= !source && reader.international(&line);
                place = place.or_else(|| whereabouts::of_line(&reader, &line));
            }
            for cell in row.cells.iter().filter(|c| !c.is_empty()) {
                match &cell.value {
                    Value::Text(text) if !is_figure(text, &vocabulary.headers) => lines.push(text.trim().to_string()),
                    _ => figures += 1,
                }
            }
        }
        self.named.extend(place);
        if figures <= 2 || of_notes {
            self.lines.extend(lines);
        }
        Ok(())
    }

    /// The one country that is named: sheets without a word of it are of it too.
    pub fn country(&self) -> Option<Code> {
        self.named.first().filter(|_| self.named.len() == 1 && !self.international).cloned()
    }
}

fn is_figure(text: &str, headers: &Headers) -> bool {
    matches!(cells::text_figure(text, cells::Decimal::Dot, headers), cells::Reading::Figure { .. })
}

/// The text of a row that has no other: a title or a note.
fn lone(row: &Row) -> Option<String> {
    let mut filled = row.cells.iter().filter(|c| !c.is_empty());
    let text = filled.next().map(Cell::shown)?;
    filled.next().is_none().then_some(text)
}
