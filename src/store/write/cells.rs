//! Figures of tables, many rows in one statement. In: one figure of a cell after the other. Out: rows of `observation`.
//!
//! A statement opens the table, looks for the place of its first row and is made ready to run again, which costs more than a
//! row does; within one, each row follows the one before.

use rusqlite::{Connection, Statement};

use crate::model::Figure;
use crate::store::StoreError;

/// Rows of one statement.
const ROWS: usize = 16;
/// What differs from row to row.
const COLUMNS: usize = 13;

/// A figure's row, but for its document and sheet: with the keys of what it refers to.
pub struct CellRow {
    pub ordinal: i64,
    pub series: i64,
    pub period: i64,
    pub figure: Figure,
}

/// Rows of one sheet that wait until they are many.
pub struct Cells<'c> {
    one: Statement<'c>,
    many: Statement<'c>,
    waiting: Vec<CellRow>,
    /// Of the rows that wait: document and sheet.
    of: (i64, Option<i64>),
}

impl<'c> Cells<'c> {
    pub fn new(connection: &'c Connection) -> Result<Self, StoreError> {
        let (one, many) = (connection.prepare(&insert(1))?, connection.prepare(&insert(ROWS))?);
        Ok(Cells { one, many, waiting: Vec::with_capacity(ROWS), of: (0, None) })
    }

    pub fn add(&mut self, document: i64, sheet: Option<i64>, row: CellRow) -> Result<(), StoreError> {
        if self.of != (document, sheet) {
            self.flush()?;
            self.of = (document, sheet);
        }
        self.waiting.push(row);
        if self.waiting.len() == ROWS { self.flush() } else { Ok(()) }
    }

    /// Writes the rows that wait.
    pub fn flush(&mut self) -> Result<(), StoreError> {
        let whole = self.waiting.len() == ROWS;
        let statement = if whole { &mut self.many } else { &mut self.one };
        let each = if whole { ROWS } else { 1 };
        let (document, sheet) = self.of;
        for rows in self.waiting.chunks(each) {
            statement.raw_bind_parameter(1, document)?;
            statement.raw_bind_parameter(2, sheet)?;
            for (at, row) in rows.iter().enumerate() {
                bind(statement, 3 + at * COLUMNS, row)?;
            }
            statement.raw_execute()?;
        }
        self.waiting.clear();
        Ok(())
    }

    /// Lets go of the rows that wait.
    pub fn forget(&mut self) {
        self.waiting.clear();
    }
}

fn insert(rows: usize) -> String {
    let row = |at: usize| {
        let p = 3 + at * COLUMNS;
        let numbered =
            |from: usize, to: usize| (p + from..p + to).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
        format!("(?1, {}, NULL, NULL, NULL, NULL, ?2, {})", numbered(0, 9), numbered(9, COLUMNS))
    };
    format!(
        "INSERT INTO observation (document_id, ordinal, series_id, period_id, value_low, value_high, qualifier, part_of,
            is_total, confidence, figure_start, figure_end, sentence_start, sentence_end, sheet_id, cell_row, cell_column,
            cell_text, note)
         VALUES {}",
        (0..rows).map(row).collect::<Vec<_>>().join(", ")
    )
}

fn bind(statement: &mut Statement<'_>, at: usize, row: &CellRow) -> rusqlite::Result<()> {
    statement.raw_bind_parameter(at, row.ordinal)?;
    statement.raw_bind_parameter(at + 1, row.series)?;
    statement.raw_bind_parameter(at + 2, row.period)?;
    let figure = &row.figure;
    statement.raw_bind_parameter(at + 3, figure.bounds.low)?;
    statement.raw_bind_parameter(at + 4, figure.bounds.high)?;
    statement.raw_bind_parameter(at + 5, figure.bounds.qualifier.as_str())?;
    statement.raw_bind_parameter(at + 6, figure.part_of)?;
    statement.raw_bind_parameter(at + 7, figure.is_total)?;
    statement.raw_bind_parameter(at + 8, figure.confidence)?;
    statement.raw_bind_parameter(at + 9, figure.row)?;
    statement.raw_bind_parameter(at + 10, figure.column)?;
    statement.raw_bind_parameter(at + 11, figure.text.as_deref())?;
    statement.raw_bind_parameter(at + 12, figure.note.as_deref())
}
