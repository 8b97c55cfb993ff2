//! Rows beyond a sheet's head. In: the table that the head gave and the rows that follow. Out: observations, one row at
//! a time.
//!
//! Labels come again and again in a long table, so what a label says is kept by its text, and what a combination of
//! them says by the numbers of their meanings: a row costs a few look-ups. Memory does not grow with the rows.

use std::collections::HashMap;
use std::sync::Arc;

use super::body::{Record, figure};
use super::cells::Reading;
use super::columns::over;
use super::emit::{Emit, Place, scaled};
use super::facets::{Facets, Nationality};
use super::table::{Around, missing_marks};
use crate::model::{Bounds, Code, Item, Period, Series};
use crate::read::ReadError;
use crate::read::table::{Cell, Row, Rows, Value};

/// Entries that one of the look-up tables may have before it begins anew.
const MOST: usize = 40_000;

/// What a label says, and its number: labels that say the same have the same one.
#[derive(Clone)]
struct Said {
    facets: Arc<Facets>,
    meaning: u32,
    unknown: bool,
}

/// What a figure under such labels is about.
#[derive(Clone)]
struct About {
    series: Arc<Series>,
    period: Period,
    factor: f64,
}

/// A figure's text as read.
#[derive(Clone)]
struct Read {
    reading: Reading,
    text: Code,
}

struct Kept {
    labels: Vec<HashMap<String, Said>>,
    meanings: HashMap<String, u32>,
    about: HashMap<Vec<u32>, Option<About>>,
    series: HashMap<Series, Arc<Series>>,
    read: HashMap<String, Read>,
    carried: Vec<String>,
    /// Label columns whose word for all makes a total, as it did in the head.
    totals: Vec<bool>,
    marks: Vec<String>,
}

/// Emits the rows that follow the head.
pub fn rest(emit: &mut Emit<'_, '_>, rows: &mut dyn Rows, head: &[Record], around: &Around) -> Result<(), ReadError> {
    let table = emit.table;
    let mut kept = Kept {
        labels: vec![HashMap::new(); table.columns.labels.len()],
        meanings: HashMap::new(),
        about: HashMap::new(),
        series: HashMap::new(),
        read: HashMap::new(),
        carried: vec![String::new(); table.columns.labels.len()],
        totals: totals_of(emit, head),
        marks: missing_marks(&around.notes, &table.reader.vocabulary.headers),
    };
    if let Some(last) = head.last() {
        kept.carried.clone_from(&last.labels);
    }
    let width = emit.width();
    let mut row = Row::default();
    while rows.next(&mut row)? {
        emit.check_width(&row, width);
        one(emit, &mut kept, &row);
        for found in rows.problems() {
            (emit.sink)(Item::Problem(found));
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
    let table = emit.table;
    let mut key: Vec<u32> = Vec::with_capacity(table.columns.labels.len() + 1);
    let mut is_total = false;
    let mut filled = 0;
    for i in 0..table.columns.labels.len() {
        let said = label(emit, kept, i, row);
        key.push(said.meaning);
        filled += usize::from(said.meaning != 0);
        is_total |= said.facets.total && kept.totals.get(i) == Some(&true);
        if said.unknown
            && let (Some(Nationality::Named(name)), Some(label)) =
                (&said.facets.nationality, table.columns.labels.get(i))
        {
            emit.unknown_nationality(row.index, label.column, name);
        }
    }
    if table.lines {
        if filled >= 2 {
            let text = row.cells.get(emit.block.left).map(Cell::shown).unwrap_or_default();
            key.push(u32::MAX);
            if let Some(about) = about(emit, kept, &key, row, None) {
                let place = Place { row: row.index, column: emit.block.left, text: text.into() };
                emit.observation(about.series, Bounds::exact(1.0), about.period, false, place, None, Vec::new());
            }
        }
        return;
    }
    for (f, column) in table.columns.figures.iter().enumerate() {
        if !table.gaps.is_empty() && table.is_gap(row.index, column.column) {
            continue;
        }
        let cell = row.cells.get(column.column);
        let read = read(emit, kept, cell);
        match read.reading {
            Reading::Missing => emit.missing += 1,
            Reading::Percent => {}
            Reading::Bad => {
                let empty = Cell::default();
                emit.bad_number(row.index, column.column, cell.unwrap_or(&empty));
            }
            Reading::Figure { bounds, note } => {
                key.push(f as u32);
                let found = about(emit, kept, &key, row, Some(f));
                key.pop();
                let Some(about) = found else { continue };
                let empty = Cell::default();
                if !emit.whole(&about.series.unit, &bounds, row.index, column.column, cell.unwrap_or(&empty)) {
                    continue;
                }
                let place = Place { row: row.index, column: column.column, text: read.text };
                let bounds = scaled(bounds, about.factor);
                let total = is_total || column.total;
                emit.observation(about.series, bounds, about.period, total, place, note.as_deref(), Vec::new());
            }
        }
    }
}

/// What a row's label says; 0 is the meaning of an empty one.
fn label(emit: &Emit<'_, '_>, kept: &mut Kept, i: usize, row: &Row) -> Said {
    let table = emit.table;
    let nothing = || Said { facets: Arc::new(Facets::default()), meaning: 0, unknown: false };
    let Some(label) = table.columns.labels.get(i) else { return nothing() };
    let plain = match row.cells.get(label.column).map(|c| &c.value) {
        Some(Value::Text(text)) if label.part.is_none() && !label.fills => Some(text.trim()),
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
        return nothing();
    }
    let Some(known) = kept.labels.get_mut(i) else { return nothing() };
    if let Some(said) = known.get(text) {
        return said.clone();
    }
    if known.len() >= MOST {
        known.clear();
    }
    let facets = table.label_facets(i, text, &row.cells);
    let unknown = matches!(facets.nationality, Some(Nationality::Named(_)));
    let sense = format!("{i}{facets:?}");
    let next = u32::try_from(kept.meanings.len() + 1).unwrap_or(u32::MAX);
    let meaning = *kept.meanings.entry(sense).or_insert(next);
    let said = Said { facets: Arc::new(facets), meaning, unknown };
    if let Some(known) = kept.labels.get_mut(i) {
        known.insert(text.to_string(), said.clone());
    }
    said
}

/// What a figure under a row's labels is about.
fn about(emit: &Emit<'_, '_>, kept: &mut Kept, key: &[u32], row: &Row, figures: Option<usize>) -> Option<About> {
    if let Some(about) = kept.about.get(key) {
        return about.clone();
    }
    let table = emit.table;
    let mut facets = Facets::default();
    for i in 0..table.columns.labels.len() {
        over(&mut facets, &label(emit, kept, i, row).facets);
    }
    let found = table.attributes(&facets, figures.and_then(|f| table.columns.figures.get(f)));
    let about = found.map(|found| {
        if kept.series.len() >= MOST {
            kept.series.clear();
        }
        let series = super::emit::share(&mut kept.series, found.series);
        About { series, period: found.period, factor: found.factor }
    });
    if kept.about.len() >= MOST {
        kept.about.clear();
    }
    kept.about.insert(key.to_vec(), about.clone());
    about
}

/// A figure's cell, read once a text.
fn read(emit: &Emit<'_, '_>, kept: &mut Kept, cell: Option<&Cell>) -> Read {
    let Some(cell) = cell else { return Read { reading: Reading::Missing, text: "".into() } };
    if let Value::Text(text) = &cell.value {
        if let Some(read) = kept.read.get(text.as_str()) {
            return read.clone();
        }
        let read =
            Read { reading: figure(emit.table, Some(cell), emit.decimal, &kept.marks), text: cell.shown().into() };
        if kept.read.len() >= MOST {
            kept.read.clear();
        }
        kept.read.insert(text.clone(), read.clone());
        return read;
    }
    Read { reading: figure(emit.table, Some(cell), emit.decimal, &kept.marks), text: cell.shown().into() }
}
