//! A sheet's rows in memory, with what each cell looks like from afar. In: rows, merged regions. Out: a [`Grid`] to infer
//! a layout from.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::read::table::{Cell, Merge, Row, Value};
use crate::vocabulary::Headers;

use super::cells;
use super::texts::clean;
use super::when;

/// What a cell looks like, before anything is known of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    Empty,
    /// A number, or a text that is one with its marks.
    Number,
    /// `18-24`, `<5`: a figure with bounds, or a header of ages.
    Bounds,
    /// A number or text that is a year, month or date.
    Time,
    /// A mark for a missing figure.
    Missing,
    Percent,
    Error,
    Text,
}

#[derive(Debug, Clone, Default)]
pub struct Grid {
    pub rows: Vec<Row>,
    pub merges: Vec<Merge>,
    looks: Vec<Vec<Look>>,
}

/// Rows in which a header may stand.
const ERA_ROWS: usize = 60;

const NOTHING: Cell = Cell { value: Value::Empty, indent: 0 };

impl Grid {
    pub fn new(mut rows: Vec<Row>, merges: Vec<Merge>, headers: &Headers) -> Grid {
        rows.iter_mut().take(ERA_ROWS).for_each(|row| name_era(row, headers));
        rows.iter_mut().for_each(|row| merge_again(row, headers));
        let looks = looks(&rows, headers);
        Grid { rows, merges, looks }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The sheet's row number at a position.
    pub fn index(&self, at: usize) -> u32 {
        self.rows.get(at).map_or(0, |r| r.index)
    }

    pub fn width(&self) -> usize {
        self.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0)
    }

    pub fn cell(&self, at: usize, column: usize) -> &Cell {
        self.rows.get(at).and_then(|r| r.cells.get(column)).unwrap_or(&NOTHING)
    }

    pub fn look(&self, at: usize, column: usize) -> Look {
        self.looks.get(at).and_then(|r| r.get(column)).copied().unwrap_or(Look::Empty)
    }

    pub fn filled(&self, at: usize, column: usize) -> bool {
        self.look(at, column) != Look::Empty
    }

    pub fn text(&self, at: usize, column: usize) -> String {
        self.cell(at, column).shown()
    }

    /// The merged region that a cell lies in.
    pub fn merge(&self, at: usize, column: usize) -> Option<Merge> {
        let (row, column) = (self.index(at), u32::try_from(column).ok()?);
        let holds = |m: &&Merge| (m.top..=m.bottom).contains(&row) && (m.left..=m.right).contains(&column);
        self.merges.iter().find(holds).copied()
    }

    /// The position of a sheet's row.
    pub fn position(&self, row: u32) -> Option<usize> {
        self.rows.binary_search_by_key(&row, |r| r.index).ok()
    }
}

/// Letters of the shortest text that is taken for one that was merged over its row.
const LONG_ENOUGH: usize = 12;
/// The same over four columns and more.
const SHORT: usize = 4;

/// A title that was merged over its row and is now in every cell of it stands in the first.
fn merge_again(row: &mut Row, headers: &Headers) {
    let mut texts = row.cells.iter().filter(|c| !c.is_empty()).map(|c| match &c.value {
        Value::Text(text) => Some(text),
        _ => None,
    });
    let Some(Some(first)) = texts.next() else { return };
    let mut again = 0;
    let same = texts.all(|t| {
        again += 1;
        t == Some(first)
    });
    let long = if again >= 3 { SHORT } else { LONG_ENOUGH };
    if same && again >= 2 && first.chars().count() >= long && text_look(first, headers) == Look::Text {
        let mut filled = row.cells.iter_mut().filter(|c| !c.is_empty());
        filled.next();
        filled.for_each(|c| *c = Cell::default());
    }
}

/// A header of years of another era, one after the other, gets the era's name: nothing else would make it a header.
fn name_era(row: &mut Row, headers: &Headers) {
    let Some(name) = &headers.bare_era else { return };
    let number = |cell: &Cell| match &cell.value {
        Value::Number(n) if n.fract() == 0.0 && (2500.0..=2600.0).contains(n) => Some(*n),
        Value::Text(text) => text.trim().parse().ok().filter(|n| (2500.0..=2600.0).contains(n)),
        _ => None,
    };
    let years: Vec<f64> = row.cells.iter().filter_map(number).collect();
    let filled = row.cells.iter().filter(|c| !c.is_empty()).count();
    let follow = years.windows(2).all(|w| matches!(w, [a, b] if *b == a + 1.0));
    let others = row.cells.iter().filter(|c| number(c).is_none() && matches!(c.value, Value::Number(_))).count();
    if years.len() < 2 || !follow || others > 0 || filled > years.len() + 4 {
        return;
    }
    for cell in &mut row.cells {
        if let Some(year) = number(cell) {
            cell.value = Value::Text(format!("{name} {year}"));
        }
    }
}

/// How each cell looks. A table says the same words again and again: each text is looked at once.
fn looks(rows: &[Row], headers: &Headers) -> Vec<Vec<Look>> {
    let mut told: HashMap<&str, Look, FixedState> = HashMap::default();
    let mut looks = Vec::with_capacity(rows.len());
    for row in rows {
        let mut here = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            here.push(match &cell.value {
                Value::Text(text) => *told.entry(text).or_insert_with(|| text_look(text, headers)),
                other => look_of_value(other),
            });
        }
        looks.push(here);
    }
    looks
}

/// Of what is no text.
fn look_of_value(value: &Value) -> Look {
    match value {
        Value::Empty => Look::Empty,
        Value::Number(n) => {
            let year = n.fract() == 0.0 && (1900.0..=2100.0).contains(n);
            if year { Look::Time } else { Look::Number }
        }
        Value::Percent(_) => Look::Percent,
        Value::Date(_) => Look::Time,
        Value::Bool(_) | Value::Text(_) => Look::Text,
        Value::Error(_) => Look::Error,
    }
}

fn text_look(text: &str, headers: &Headers) -> Look {
    let text = text.trim();
    if text.is_empty() {
        return Look::Empty;
    }
    if text.len() > 40 {
        return Look::Text;
    }
    if text.starts_with('#') && text.ends_with(['!', '?', 'A']) {
        return Look::Error;
    }
    match cells::text_figure(text, cells::Decimal::Dot, headers) {
        cells::Reading::Missing => Look::Missing,
        cells::Reading::Percent => Look::Percent,
        cells::Reading::Figure { bounds, note } => {
            // 2021 (up to November)
            let year = bounds.low.is_some_and(|n| n.fract() == 0.0 && (1900.0..=2100.0).contains(&n));
            let long = |of: fn(&char) -> bool| note.as_ref().is_some_and(|n| n.chars().filter(of).count() >= 4);
            let said = long(|c| c.is_alphabetic()) || long(char::is_ascii_digit);
            // 2021¹
            let noted = || year && note.is_some() && when::label(&clean(text), headers).is_some();
            if when::label(text, headers).is_some() || (year && said) || noted() {
                return Look::Time;
            }
            match bounds.qualifier {
                crate::model::Qualifier::Exact | crate::model::Qualifier::Approx => Look::Number,
                _ => Look::Bounds,
            }
        }
        cells::Reading::Bad => {
            if when::label(text, headers).is_some() {
                Look::Time
            } else {
                Look::Text
            }
        }
    }
}
