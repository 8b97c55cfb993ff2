//! Rows beyond a sheet's head. In: the table that the head gave and the rows that follow. Out: observations, one row at
//! a time.
//!
//! Labels come again and again in a long table, so what a label says is kept by its text, and what a combination of
//! them says by the numbers of their meanings: a row costs a few look-ups. Memory does not grow with the rows.

use std::collections::HashMap;
use std::sync::Arc;

use super::around::{Around, missing_marks};
use super::body::{Record, figure};
use super::cells::Reading;
use super::emit::{Emit, Place, scaled};
use super::facets::over;
use super::facets::{Facets, Nationality};
use crate::model::{Bounds, Code, Item, Period, Series};
use crate::read::ReadError;
use crate::read::table::{Cell, Row, Rows, Value};
use crate::vocabulary::headers::Dimension;

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
    /// By the meanings of all labels that are no times, and the figure's column.
    about: HashMap<Vec<u32>, Option<About>>,
    /// By the meanings of the labels that are times, and the figure's column.
    periods: HashMap<Vec<u32>, Period>,
    series: HashMap<Series, Arc<Series>>,
    read: HashMap<String, Read>,
    carried: Vec<String>,
    /// Label columns whose word for all makes a total, as it did in the head.
    totals: Vec<bool>,
    marks: Vec<String>,
    /// Which label columns hold times.
    times: Vec<bool>,
}

/// A row's labels, for one row after the other.
#[derive(Default)]
struct Labels {
    said: Vec<Said>,
    things: Vec<u32>,
    times: Vec<u32>,
}

/// Emits the rows that follow the head.
pub fn rest(emit: &mut Emit<'_, '_>, rows: &mut dyn Rows, head: &[Record], around: &Around) -> Result<(), ReadError> {
    let table = emit.table;
    let mut kept = Kept {
        labels: vec![HashMap::new(); table.columns.labels.len()],
        meanings: HashMap::new(),
        about: HashMap::new(),
        periods: HashMap::new(),
        times: table
            .columns
            .labels
            .iter()
            .map(|l| is_time(l.dimension) || matches!(l.dimension, None | Some(Dimension::Measure)))
            .collect(),
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
    let mut labels = Labels::default();
    while rows.next(&mut row)? {
        emit.check_width(&row, width);
        one(emit, &mut kept, &mut labels, &row);
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

fn is_time(dimension: Option<Dimension>) -> bool {
    use Dimension as D;
    matches!(dimension, Some(D::Year | D::Month | D::Quarter | D::Date | D::Period))
}

fn one(emit: &mut Emit<'_, '_>, kept: &mut Kept, labels: &mut Labels, row: &Row) {
    let table = emit.table;
    labels.said.clear();
    labels.things.clear();
    labels.times.clear();
    let mut is_total = false;
    let mut filled = 0;
    for i in 0..table.columns.labels.len() {
        let said = label(emit, kept, i, row);
        let time = kept.times.get(i) == Some(&true);
        if time {
            labels.times.push(said.meaning)
        } else {
            labels.things.push(said.meaning)
        }
        filled += usize::from(said.meaning != 0);
        is_total |= said.facets.total && kept.totals.get(i) == Some(&true);
        if said.unknown
            && let (Some(Nationality::Named(name)), Some(label)) =
                (&said.facets.nationality, table.columns.labels.get(i))
        {
            emit.unknown_nationality(row.index, label.column, name);
        }
        labels.said.push(said);
    }
    if table.lines {
        if filled >= 2
            && let Some((about, period)) = about(emit, kept, labels, None)
        {
            let text = row.cells.get(emit.block.left).map(Cell::shown).unwrap_or_default();
            let place = Place { row: row.index, column: emit.block.left, text: text.into() };
            emit.observation(about.series, Bounds::exact(1.0), period, false, place, None, Vec::new());
        }
        return;
    }
    for (f, column) in table.columns.figures.iter().enumerate() {
        if !table.gaps.is_empty() && table.is_gap(row.index, column.column) {
            continue;
        }
        let cell = row.cells.get(column.column);
        let read = read(emit, kept, cell);
        let empty = Cell::default();
        match read.reading {
            Reading::Missing => emit.missing += 1,
            Reading::Percent => {}
            Reading::Bad => emit.bad_number(row.index, column.column, cell.unwrap_or(&empty)),
            Reading::Figure { bounds, note } => {
                let Some((about, period)) = about(emit, kept, labels, Some(f)) else { continue };
                if !emit.whole(&about.series.unit, &bounds, row.index, column.column, cell.unwrap_or(&empty)) {
                    continue;
                }
                let place = Place { row: row.index, column: column.column, text: read.text };
                let bounds = scaled(bounds, about.factor);
                let total = is_total || column.total;
                emit.observation(about.series, bounds, period, total, place, note.as_deref(), Vec::new());
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

/// What a figure under a row's labels is about, and when it was.
fn about(emit: &Emit<'_, '_>, kept: &mut Kept, labels: &mut Labels, figures: Option<usize>) -> Option<(About, Period)> {
    let number = figures.map_or(u32::MAX, |f| f as u32);
    labels.things.push(number);
    labels.times.push(number);
    let known = kept.about.get(&labels.things).cloned().zip(kept.periods.get(&labels.times).copied());
    let found = match known {
        Some((about, period)) => about.map(|about| (about, period)),
        None => fresh(emit, kept, labels, figures),
    };
    labels.things.pop();
    labels.times.pop();
    found
}

/// The same where it isn't known yet.
fn fresh(emit: &Emit<'_, '_>, kept: &mut Kept, labels: &Labels, figures: Option<usize>) -> Option<(About, Period)> {
    let table = emit.table;
    let mut facets = Facets::default();
    for said in &labels.said {
        over(&mut facets, &said.facets);
    }
    let found = table.attributes_of(facets, figures.and_then(|f| table.columns.figures.get(f)));
    let period = found.as_ref().map_or(Period::default(), |f| f.period);
    let about = found.map(|found| {
        if kept.series.len() >= MOST {
            kept.series.clear();
        }
        About { series: super::emit::share(&mut kept.series, found.series), factor: found.factor }
    });
    if kept.about.len() >= MOST {
        kept.about.clear();
    }
    if kept.periods.len() >= MOST {
        kept.periods.clear();
    }
    kept.about.insert(labels.things.clone(), about.clone());
    if about.is_some() {
        kept.periods.insert(labels.times.clone(), period);
    }
    about.map(|about| (about, period))
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
