//! Rows beyond a sheet's head. In: the table that the head gave and the rows that follow. Out: observations, one row at
//! a time.
//!
//! Labels come again and again in a long table, so what a label says is kept by its text, and what a combination of
//! them says by the numbers of their meanings: a row costs a few look-ups. Memory does not grow with the rows.

use super::around::{Around, missing_marks};
use super::body::{Record, figure};
use super::cells::Reading;
use super::columns::{Figures, Label};
use super::emit::{Emit, Place, is_broken, scaled};
use super::facets::Nationality;
use super::kept::{Here, Kept, MOST_TEXTS, Read, Said};
use super::table::Table;
use super::why;
use crate::model::{Bounds, Item, Reason};
use crate::read::ReadError;
use crate::read::table::{Cell, Row, Rows, Value, trimmed};
use crate::text::words::WordMap;

/// Emits the rows that follow the head.
pub fn rest(emit: &mut Emit<'_, '_>, rows: &mut dyn Rows, head: Vec<Record>, around: &Around) -> Result<(), ReadError> {
    let table = emit.table;
    let mut kept = Kept {
        labels: vec![WordMap::default(); table.columns.labels.len()],
        carried: vec![String::new(); table.columns.labels.len()],
        totals: totals_of(emit, &head),
        marks: missing_marks(&around.notes, &table.reader.vocabulary.headers),
        ..Kept::default()
    };
    kept.forget();
    if let Some(last) = head.last() {
        kept.carried.clone_from(&last.labels);
    }
    drop(head);
    let width = emit.width();
    let mut row = Row::default();
    while rows.next(&mut row)? {
        emit.check_width(&row, width);
        if kept.is_full() {
            kept.forget();
            emit.told = 0;
        }
        one(emit, &mut kept, &row);
        for found in rows.problems() {
            emit.give(Item::Problem(found));
        }
    }
    Ok(())
}

/// Which label columns' totals were totals in the head.
fn totals_of(emit: &Emit<'_, '_>, head: &[Record]) -> Vec<bool> {
    let found = super::totals::find(emit.table, head);
    (0..emit.table.columns.labels.len())
        .map(|label| {
            let mut says = 0;
            let mut is = 0;
            for (record, total) in head.iter().zip(&found.rows) {
                if record.said.totals.contains(&label) {
                    says += 1;
                    is += usize::from(*total);
                }
            }
            says > 0 && is * 10 >= says * 6
        })
        .collect()
}

fn one(emit: &mut Emit<'_, '_>, kept: &mut Kept, row: &Row) {
    let mut here = std::mem::take(&mut kept.here);
    labels(emit, kept, row, &mut here);
    if emit.table.lines {
        line(emit, kept, row, &here);
    } else {
        figures(emit, kept, row, &mut here);
    }
    kept.here = here;
}

/// Reads a row's labels.
fn labels(emit: &mut Emit<'_, '_>, kept: &mut Kept, row: &Row, here: &mut Here) {
    let table = emit.table;
    here.whats.clear();
    here.whens.clear();
    (here.is_total, here.filled) = (false, 0);
    for (i, column) in table.columns.labels.iter().enumerate() {
        let said = label(table, kept, i, row);
        here.whats.push(said.what);
        here.whens.push(said.when);
        here.filled += usize::from(said.what + said.when != 0);
        here.is_total |= said.total && kept.totals.get(i) == Some(&true);
        if said.unknown
            && let Some(Nationality::Named(name)) =
                kept.whats.get(said.what as usize).and_then(|w| w.nationality.as_ref())
        {
            emit.unknown_nationality(row.index, column.column, name);
        }
    }
}

/// A row of a line list counts one.
fn line(emit: &mut Emit<'_, '_>, kept: &mut Kept, row: &Row, here: &Here) {
    let table = emit.table;
    if here.filled < 2 {
        return;
    }
    let Some(counted) = kept.about(table, &here.whats, None) else {
        let labels = texts(table, kept, row);
        return emit.uncounted(row.index, None, &labels);
    };
    let period = kept.period(table, &here.whens, None);
    let text = row.cells.get(emit.block.left).map(Cell::shown).unwrap_or_default();
    let place = Place { row: row.index, column: emit.block.left, text: text.into() };
    let reasons = reasons(emit, kept, here, row, None);
    emit.counted(&mut kept.numbers, counted, Bounds::exact(1.0), period, false, place, None, reasons);
}

fn figures(emit: &mut Emit<'_, '_>, kept: &mut Kept, row: &Row, here: &mut Here) {
    let table = emit.table;
    // A row of changes or shares has no counts.
    if here.whats.iter().any(|what| kept.whats.get(*what as usize).is_some_and(|w| w.rate)) {
        return;
    }
    emit.next_row(false);
    for (f, column) in table.columns.figures.iter().enumerate() {
        if !table.gaps.is_empty() && table.is_gap(row.index, column.column) {
            continue;
        }
        let cell = row.cells.get(column.column);
        let read = read(emit, kept, cell);
        let (bounds, note) = match read.reading {
            Reading::Missing => {
                emit.missing += 1;
                continue;
            }
            Reading::Percent => continue,
            Reading::Bad => {
                emit.bad_number(row.index, column.column, cell.unwrap_or(&Cell::default()));
                continue;
            }
            Reading::Figure { bounds, note } => (bounds, note),
        };
        here.whats.push(f as u32);
        here.whens.push(f as u32);
        let found = kept.about(table, &here.whats, Some(f));
        let period = kept.period(table, &here.whens, Some(f));
        here.whats.pop();
        here.whens.pop();
        let Some(counted) = found else {
            let labels = texts(table, kept, row);
            emit.uncounted(row.index, Some(column), &labels);
            continue;
        };
        let bounds = scaled(bounds, counted.factor);
        if let Some(whole) = counted.whole.filter(|_| is_broken(&bounds)) {
            emit.broken(whole.unit(), row.index, column.column, cell.unwrap_or(&Cell::default()));
            continue;
        }
        let reasons = reasons(emit, kept, here, row, Some(column));
        let place = Place { row: row.index, column: column.column, text: read.text };
        let total = here.is_total || column.total;
        emit.counted(&mut kept.numbers, counted, bounds, period, total, place, note.as_deref(), reasons);
    }
}

/// Why a figure is about what it is, where that is asked for.
fn reasons(emit: &Emit<'_, '_>, kept: &Kept, here: &Here, row: &Row, column: Option<&Figures>) -> Vec<Reason> {
    let Some(title) = &emit.explained else { return Vec::new() };
    let table = emit.table;
    let facets = kept.facets(&here.whats, &here.whens);
    let labels = texts(table, kept, row);
    why::reasons(table, &why::Row { facets: &facets, cells: &row.cells, labels: &labels, title }, column)
}

/// The texts of a row's labels, those that fill down included.
fn texts(table: &Table<'_>, kept: &Kept, row: &Row) -> Vec<String> {
    let carried = |i: usize| kept.carried.get(i).cloned().unwrap_or_default();
    let text = |(i, label): (usize, &Label)| if label.fills { carried(i) } else { table.label_text(i, &row.cells) };
    table.columns.labels.iter().enumerate().map(text).collect()
}

/// What a row's label says.
fn label(table: &Table<'_>, kept: &mut Kept, i: usize, row: &Row) -> Said {
    let Some(label) = table.columns.labels.get(i) else { return Said::default() };
    let plain = match row.cells.get(label.column).map(|c| &c.value) {
        Some(Value::Text(text)) if label.part.is_none() && !label.fills => Some(trimmed(text)),
        _ => None,
    };
    let owned;
    let text = match plain {
        Some(text) => text,
        None => {
            let mut text = table.label_text(i, &row.cells);
            if label.fills
                && let Some(carried) = kept.carried.get_mut(i)
            {
                if text.is_empty() { text.clone_from(carried) } else { carried.clone_from(&text) }
            }
            owned = text;
            &owned
        }
    };
    if text.is_empty() {
        return Said::default();
    }
    if let Some(said) = kept.labels.get(i).and_then(|known| known.get(text)) {
        return *said;
    }
    let said = kept.number(i, table.label_facets(i, text, &row.cells));
    if let Some(known) = kept.labels.get_mut(i) {
        known.insert(text.to_string(), said);
    }
    said
}

/// A figure's cell, read once a text.
fn read(emit: &Emit<'_, '_>, kept: &mut Kept, cell: Option<&Cell>) -> Read {
    let Some(cell) = cell else { return Read { reading: Reading::Missing, text: "".into() } };
    let new = |marks: &[String]| Read {
        reading: figure(emit.table, Some(cell), emit.decimal, marks),
        text: cell.shown().into(),
    };
    let Value::Text(text) = &cell.value else { return new(&kept.marks) };
    if let Some(read) = kept.read.get(text.as_str()) {
        return read.clone();
    }
    let read = new(&kept.marks);
    if kept.read.len() >= MOST_TEXTS {
        kept.read.clear();
    }
    kept.read.insert(text.clone(), read.clone());
    read
}
