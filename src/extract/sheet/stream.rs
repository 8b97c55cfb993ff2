//! Rows beyond a sheet's head. In: the table that the head gave and the rows that follow. Out: observations, one row at
//! a time.
//!
//! Labels come again and again in a long table, so what a label says is kept by its text, and what a combination of
//! them says by the numbers of their meanings: a row costs a few look-ups. Memory does not grow with the rows.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::around::{Around, missing_marks};
use super::body::{Record, figure};
use super::cells::Reading;
use super::columns::{Figures, Label};
use super::emit::{Emit, Place, scaled};
use super::facets::over;
use super::facets::{Facets, Nationality};
use super::table::Table;
use super::when::Time;
use super::why;
use crate::model::{Bounds, Code, Item, Period, Reason, Series};
use crate::read::ReadError;
use crate::read::table::{Cell, Row, Rows, Value};
use crate::text::words::WordMap;

/// Texts of one label column, and figures' texts, that are known at a time.
const MOST_TEXTS: usize = 40_000;
/// Combinations of labels that are known at a time.
const MOST_COMBINATIONS: usize = 200_000;

/// What a label says, by number: labels that say the same of what is counted, or of its time, have the same one. 0 says
/// nothing.
#[derive(Clone, Copy, Default)]
struct Said {
    what: u32,
    when: u32,
    total: bool,
    unknown: bool,
}

/// A figure's text as read.
#[derive(Clone)]
struct Read {
    reading: Reading,
    text: Code,
}

/// What a combination of labels counts, and by which factor. None where they name no measure.
type About = Option<(Arc<Series>, f64)>;

#[derive(Default)]
struct Kept {
    labels: Vec<WordMap<Said>>,
    /// What labels say besides their time, by number.
    whats: Vec<Facets>,
    what_numbers: HashMap<String, u32, FixedState>,
    whens: Vec<Time>,
    about: HashMap<u128, About, FixedState>,
    periods: HashMap<u128, Period, FixedState>,
    series: HashSet<Arc<Series>, FixedState>,
    codes: HashSet<Code, FixedState>,
    read: WordMap<Read>,
    carried: Vec<String>,
    /// Label columns whose word for all makes a total, as it did in the head.
    totals: Vec<bool>,
    marks: Vec<String>,
}

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
        }
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

/// Up to eight numbers as one key; more, or larger ones, are not kept.
fn packed(numbers: &[u32]) -> Option<u128> {
    let fits = numbers.len() <= 8 && numbers.iter().all(|n| *n < 1 << 16);
    fits.then(|| numbers.iter().fold(0, |key, n| key << 16 | u128::from(*n)))
}

impl Kept {
    fn is_full(&self) -> bool {
        self.labels.iter().any(|known| known.len() >= MOST_TEXTS)
            || self.about.len().max(self.periods.len()) >= MOST_COMBINATIONS
    }

    /// Begins anew; number 0 says nothing.
    fn forget(&mut self) {
        self.labels.iter_mut().for_each(WordMap::clear);
        self.whats = vec![Facets::default()];
        self.whens = vec![Time::default()];
        self.what_numbers.clear();
        self.about.clear();
        self.periods.clear();
        self.series.clear();
        self.codes.clear();
    }

    /// Numbers what a label says.
    fn number(&mut self, label: usize, mut facets: Facets) -> Said {
        let time = std::mem::take(&mut facets.time);
        let when = self.whens.iter().position(|known| *known == time).unwrap_or_else(|| {
            self.whens.push(time);
            self.whens.len() - 1
        });
        let unknown = matches!(facets.nationality, Some(Nationality::Named(_)));
        let total = facets.total;
        let next = self.whats.len() as u32;
        let what = *self.what_numbers.entry(format!("{label}{facets:?}")).or_insert(next);
        if what == next {
            self.whats.push(facets);
        }
        Said { what, when: when as u32, total, unknown }
    }

    /// One series for all combinations that come to the same, whose words are shared with the other series.
    fn share(&mut self, mut series: Series) -> Arc<Series> {
        if let Some(known) = self.series.get(&series) {
            return known.clone();
        }
        let codes = [
            &mut series.measure,
            &mut series.unit,
            &mut series.nationality,
            &mut series.offences,
            &mut series.country,
            &mut series.place,
            &mut series.attributed_to,
        ];
        for code in codes.into_iter().chain(&mut series.object) {
            match self.codes.get(code) {
                Some(known) => *code = known.clone(),
                None => _ = self.codes.insert(code.clone()),
            }
        }
        let series = Arc::new(series);
        self.series.insert(series.clone());
        series
    }

    /// What labels say together.
    fn facets(&self, whats: &[u32], whens: &[u32]) -> Facets {
        let mut facets = Facets::default();
        for (what, when) in whats.iter().zip(whens) {
            let time = self.whens.get(*when as usize).copied().unwrap_or_default();
            let said = self.whats.get(*what as usize).cloned().unwrap_or_default();
            over(&mut facets, &Facets { time, ..said });
        }
        facets
    }

    /// What a figure under labels that say this counts.
    fn about(&mut self, table: &Table<'_>, key: &[u32], figures: Option<usize>) -> About {
        let packed = packed(key);
        if let Some(about) = packed.and_then(|k| self.about.get(&k)) {
            return about.clone();
        }
        let mut facets = Facets::default();
        for what in key.iter().take(table.columns.labels.len()) {
            over(&mut facets, self.whats.get(*what as usize).unwrap_or(&Facets::default()));
        }
        let found = table.series(&facets, figures.and_then(|f| table.columns.figures.get(f)));
        let about = found.map(|(series, factor)| (self.share(series), factor));
        if let Some(key) = packed {
            self.about.insert(key, about.clone());
        }
        about
    }

    /// The period of a figure under labels that name these times.
    fn period(&mut self, table: &Table<'_>, key: &[u32], figures: Option<usize>) -> Period {
        let packed = packed(key);
        if let Some(period) = packed.and_then(|k| self.periods.get(&k)) {
            return *period;
        }
        let mut time = Time::default();
        for when in key.iter().take(table.columns.labels.len()) {
            time = self.whens.get(*when as usize).copied().unwrap_or_default().crossed(time);
        }
        let period = table.period(time, figures.and_then(|f| table.columns.figures.get(f)));
        if let Some(key) = packed {
            self.periods.insert(key, period);
        }
        period
    }
}

fn one(emit: &mut Emit<'_, '_>, kept: &mut Kept, row: &Row) {
    let table = emit.table;
    let (mut whats, mut whens) = (Vec::with_capacity(16), Vec::with_capacity(16));
    let mut is_total = false;
    let mut filled = 0;
    for (i, column) in table.columns.labels.iter().enumerate() {
        let said = label(table, kept, i, row);
        whats.push(said.what);
        whens.push(said.when);
        filled += usize::from(said.what + said.when != 0);
        is_total |= said.total && kept.totals.get(i) == Some(&true);
        if said.unknown
            && let Some(Nationality::Named(name)) =
                kept.whats.get(said.what as usize).and_then(|w| w.nationality.as_ref())
        {
            emit.unknown_nationality(row.index, column.column, name);
        }
    }
    if table.lines {
        if filled < 2 {
            return;
        }
        if let Some((series, _)) = kept.about(table, &whats, None) {
            let period = kept.period(table, &whens, None);
            let text = row.cells.get(emit.block.left).map(Cell::shown).unwrap_or_default();
            let place = Place { row: row.index, column: emit.block.left, text: text.into() };
            let reasons = reasons(emit, kept, &whats, &whens, row, None);
            emit.observation(series, Bounds::exact(1.0), period, false, place, None, reasons);
        } else {
            let labels = texts(table, kept, row);
            emit.uncounted(row.index, None, &labels);
        }
        return;
    }
    // A row of changes or shares has no counts.
    if whats.iter().any(|what| kept.whats.get(*what as usize).is_some_and(|w| w.rate)) {
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
        whats.push(f as u32);
        whens.push(f as u32);
        let found = kept.about(table, &whats, Some(f));
        let period = kept.period(table, &whens, Some(f));
        whats.pop();
        whens.pop();
        let Some((series, factor)) = found else {
            let labels = texts(table, kept, row);
            emit.uncounted(row.index, Some(column), &labels);
            continue;
        };
        let bounds = scaled(bounds, factor);
        if !emit.whole(&series.unit, &bounds, row.index, column.column, cell.unwrap_or(&Cell::default())) {
            continue;
        }
        let reasons = reasons(emit, kept, &whats, &whens, row, Some(column));
        let place = Place { row: row.index, column: column.column, text: read.text };
        let total = is_total || column.total;
        emit.observation(series, bounds, period, total, place, note.as_deref(), reasons);
    }
}

/// Why a figure is about what it is, where that is asked for.
fn reasons(
    emit: &Emit<'_, '_>,
    kept: &Kept,
    whats: &[u32],
    whens: &[u32],
    row: &Row,
    column: Option<&Figures>,
) -> Vec<Reason> {
    let Some(title) = &emit.explained else { return Vec::new() };
    let table = emit.table;
    let facets = kept.facets(whats, whens);
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
