//! Observations and problems of a block. In: its table and records. Out: items, row by row from left to right.

use std::collections::HashSet;
use std::sync::Arc;

use smol_str::SmolStr;

use super::Sink;
use super::around::{Around, missing_marks};
use super::body::{self, Record};
use super::cells::{Decimal, Reading};
use super::columns::Figures;
use super::counted::Whole;
use super::facets::Nationality;
use super::grid::Grid;
use super::layout::Block;
use super::parts::Parts;
use super::problem;
use super::table::Table;
use super::totals::{self, Totals};
use super::why;
use crate::model::{Bounds, Code, Given, Item, Locator, Observation, Period, Problem, Reason, Series, Severity};
use crate::read::table::{Cell, Row, SheetInfo, Value, number_text, reference};
use crate::vocabulary::headers::Dimension;

/// How far from a name another one is proposed for it.
const NEAR: f64 = 0.82;

pub struct Emit<'e, 'v> {
    pub info: &'e SheetInfo,
    pub grid: &'e Grid,
    pub block: &'e Block,
    pub table: &'e Table<'v>,
    pub decimal: Decimal,
    pub missing: u64,
    pub emitted: u64,
    /// How many observations the document has before this block.
    pub before: u64,
    /// Whose parts figures are; none where no row or column counts any.
    pub parts: Option<Parts>,
    /// The words that name the table, where figures are to have their reasons.
    pub explained: Option<String>,
    /// How many of the series were given that figures name by their number.
    pub told: u32,
    /// Labels and headers of figures that were left out, which were told once.
    pub uncounted: HashSet<String>,
    pub sink: Sink<'e>,
}

/// An observation's place and words.
pub struct Place {
    pub row: u32,
    pub column: usize,
    pub text: SmolStr,
}

impl Emit<'_, '_> {
    /// Emits the block's rows; gives the records, for what follows them.
    pub fn block(&mut self, around: &Around) -> Vec<Record> {
        let marks = missing_marks(&around.notes, &self.table.reader.vocabulary.headers);
        let mut records = body::records(self.grid, self.block, self.table, self.decimal, &marks);
        if self.table.lines {
            for record in &records {
                self.line(record);
            }
            return records;
        }
        let totals = totals::find(self.table, &records);
        super::areas::settle(self.table, &mut records, &totals);
        self.unknown_headers();
        let mut shared: HashSet<Arc<Series>> = HashSet::new();
        let width = self.width();
        let has_parts = records.iter().any(|r| r.is_part) || self.table.columns.figures.iter().any(|f| f.subset);
        self.parts = has_parts.then(Parts::default);
        for (i, record) in records.iter().enumerate() {
            if let Some(row) = self.grid.rows.get(record.at) {
                self.check_width(row, width);
            }
            // A row of changes or shares has no counts.
            if record.said.facets.rate {
                continue;
            }
            self.next_row(record.is_part);
            let before = self.emitted;
            let row_total = totals.rows.get(i) == Some(&true);
            for (figure, column) in self.table.columns.figures.iter().enumerate() {
                let total = row_total || totals.columns.get(figure) == Some(&true);
                self.figure(record, figure, column, total, &mut shared);
            }
            if self.emitted > before {
                self.unknown_labels(record);
            }
        }
        self.mismatches(&records, &totals);
        records
    }

    /// How many cells a text file's row has by its header; None for a workbook, whose rows have no width.
    pub fn width(&self) -> Option<(usize, usize)> {
        let header = self.block.header.last().filter(|_| self.info.flat)?;
        let last = (0..=self.block.right).rev().find(|c| self.grid.filled(*header, *c))?;
        let first_figure = self.table.columns.figures.first().map_or(last, |f| f.column);
        Some((first_figure, last + 1))
    }

    /// A row with more cells than the header, or that ends before its first figure, was cut wrongly.
    pub fn check_width(&mut self, row: &Row, width: Option<(usize, usize)>) {
        let Some((first_figure, width)) = width else { return };
        let line = u64::from(row.index) + 1;
        let surplus = row.cells.get(width..).unwrap_or(&[]).iter().filter(|c| !c.is_empty()).count();
        let (code, message) = if surplus > 0 {
            let said: Vec<String> = row.cells.get(width..).unwrap_or(&[]).iter().map(Cell::shown).collect();
            ("surplus_cells", format!("the row has {surplus} cells beyond its header: {}", said.join(", ")))
        } else if row.cells.len() <= first_figure && row.cells.len() > 1 {
            let message = format!("the row has {} of {width} cells, and none with a figure", row.cells.len());
            ("missing_cells", message)
        } else {
            return;
        };
        let found = Problem { line: Some(line), ..problem(None, Severity::Warning, code, message) };
        self.give(Item::Problem(found));
    }

    fn reasons(&self, record: &Record, column: Option<&Figures>) -> Vec<Reason> {
        let Some(title) = &self.explained else { return Vec::new() };
        let cells = self.grid.rows.get(record.at).map_or(&[][..], |r| r.cells.as_slice());
        let row = why::Row { facets: &record.said.facets, cells, labels: &record.labels, title };
        why::reasons(self.table, &row, column)
    }

    fn sheet(&self) -> Option<&str> {
        self.info.name.as_deref()
    }

    fn cell_name(&self, row: u32, column: usize) -> String {
        reference(self.sheet(), row, column as u32)
    }

    fn figure(
        &mut self,
        record: &Record,
        figure: usize,
        column: &Figures,
        is_total: bool,
        shared: &mut HashSet<Arc<Series>>,
    ) {
        let row = self.grid.index(record.at);
        if self.table.is_gap(row, column.column) {
            return;
        }
        let cell = self.grid.cell(record.at, column.column);
        match record.figures.get(figure) {
            None | Some(Reading::Missing) => self.missing += 1,
            Some(Reading::Percent) => {}
            Some(Reading::Bad) => self.bad_number(row, column.column, cell),
            Some(Reading::Figure { bounds, note }) => {
                let Some(found) = self.table.attributes(&record.said.facets, Some(column)) else {
                    return self.uncounted(row, Some(column), &record.labels);
                };
                let bounds = scaled(*bounds, found.factor);
                if Whole::of(&found.series.unit).is_some() && is_broken(&bounds) {
                    return self.broken(&found.series.unit, row, column.column, cell);
                }
                let series = share(shared, found.series);
                let place = Place { row, column: column.column, text: cell.shown().into() };
                let reasons = self.reasons(record, Some(column));
                self.observation(series, bounds, found.period, is_total, place, note.as_deref(), reasons);
            }
        }
    }

    /// A figure of which neither its row nor its column nor the table says what it counts, told once for all of its kind.
    pub fn uncounted(&mut self, row: u32, column: Option<&Figures>, labels: &[String]) {
        use Dimension as D;
        let telling = self.table.columns.labels.iter().zip(labels).filter(|(label, text)| {
            !text.is_empty() && matches!(label.dimension, None | Some(D::Measure | D::Unit | D::Object))
        });
        let said: Vec<&str> = telling.map(|(_, text)| text.as_str()).collect();
        let header = column.and_then(|c| c.headers.last()).map(|(text, _)| text.clone());
        let words = header.filter(|_| said.is_empty() || !self.table.axes.measure).unwrap_or_else(|| said.join(" / "));
        if !self.uncounted.insert(words.clone()) {
            return;
        }
        let message = format!(
            "nothing says what the figures of `{words}` count, so they are left out; name it in a mapping or in headers.toml"
        );
        let name = self.cell_name(row, column.map_or(self.block.left, |c| c.column));
        self.give(Item::Problem(problem(Some(name), Severity::Warning, "no_measure", message)));
    }

    pub fn broken(&mut self, unit: &str, row: u32, column: usize, cell: &Cell) {
        let message = format!("`{}` is no whole number where {unit} are counted; it is left out", cell.shown());
        let name = self.cell_name(row, column);
        self.give(Item::Problem(problem(Some(name), Severity::Warning, "bad_number", message)));
    }

    pub fn bad_number(&mut self, row: u32, column: usize, cell: &Cell) {
        let message = match &cell.value {
            Value::Error(error) => format!("the formula gives {error}; repair it in the workbook"),
            _ => format!("`{}` is no figure; correct it, or leave the column out by a mapping", cell.shown()),
        };
        let severity = if matches!(cell.value, Value::Error(_)) { Severity::Error } else { Severity::Warning };
        let name = self.cell_name(row, column);
        self.give(Item::Problem(problem(Some(name), severity, "bad_number", message)));
    }

    #[allow(clippy::too_many_arguments)]
    pub fn observation(
        &mut self,
        series: Arc<Series>,
        bounds: Bounds,
        period: Period,
        is_total: bool,
        place: Place,
        note: Option<&str>,
        reasons: Vec<Reason>,
    ) {
        let part_of = self.part_of(place.column, &series, &bounds);
        let locator = Locator::Cell { sheet: self.info.name.clone(), row: place.row, column: place.column as u32 };
        let sure = !period.is_empty() && !series.country.is_empty();
        self.give(Item::Observation(Observation {
            series,
            bounds,
            period,
            part_of,
            is_total,
            confidence: confidence(sure),
            locator,
            cell_text: Some(place.text.as_str().into()),
            note: note.map(Code::from),
            reasons,
        }));
    }

    /// Counts an observation; gives that of which it counts a part.
    pub(super) fn part_of(&mut self, column: usize, series: &Arc<Series>, bounds: &Bounds) -> Option<u32> {
        let ordinal = u32::try_from(self.before + self.emitted).unwrap_or(u32::MAX);
        self.emitted += 1;
        self.parts.as_mut()?.take(&self.table.columns, (column, ordinal), series, bounds)
    }

    pub fn give(&mut self, item: Item) {
        (self.sink)(Given::Item(item));
    }

    pub fn next_row(&mut self, is_part: bool) {
        if let Some(parts) = &mut self.parts {
            parts.next_row(is_part);
        }
    }

    /// A record of a line list counts one.
    pub fn line(&mut self, record: &Record) {
        let labels = record.labels.iter().filter(|l| !l.is_empty()).count();
        if labels < 2 || !record.said.totals.is_empty() && labels <= record.said.totals.len() + 1 {
            return;
        }
        let row = self.grid.index(record.at);
        let Some(found) = self.table.attributes(&record.said.facets, None) else {
            return self.uncounted(row, None, &record.labels);
        };
        let place = Place { row, column: self.block.left, text: self.grid.text(record.at, self.block.left).into() };
        let reasons = self.reasons(record, None);
        self.observation(Arc::new(found.series), Bounds::exact(1.0), found.period, false, place, None, reasons);
        self.unknown_labels(record);
    }

    fn unknown_labels(&mut self, record: &Record) {
        for (column, name) in &record.said.unknown {
            self.unknown_nationality(self.grid.index(record.at), *column, name);
        }
    }

    pub fn unknown_nationality(&mut self, row: u32, column: usize, name: &str) {
        let near = nearest(self.table, name);
        let proposal = if near.is_empty() { String::new() } else { format!("; near it are {}", near.join(", ")) };
        let message = format!(
            "`{name}` is no nationality of the vocabulary{proposal}; name it in a mapping or in countries.toml"
        );
        let cell = self.cell_name(row, column);
        self.give(Item::Problem(problem(Some(cell), Severity::Warning, "unknown_nationality", message)));
    }

    fn unknown_headers(&mut self) {
        let Some(row) = self.block.header.last().map(|at| self.grid.index(*at)) else { return };
        let named: Vec<(usize, String)> = self
            .table
            .columns
            .figures
            .iter()
            .filter_map(|f| match &f.facets.nationality {
                Some(Nationality::Named(name)) => Some((f.column, name.clone())),
                _ => None,
            })
            .collect();
        for (column, name) in named {
            self.unknown_nationality(row, column, &name);
        }
    }

    fn mismatches(&mut self, records: &[Record], totals: &Totals) {
        for found in totals::check(self.table, records, totals) {
            let at = records.get(found.record).map_or(0, |r| r.at);
            let column = self.table.columns.figures.get(found.figure).map_or(0, |f| f.column);
            let message =
                format!("says {}, and its parts add up to {}", number_text(found.says), number_text(found.parts));
            let cell = self.cell_name(self.grid.index(at), column);
            self.give(Item::Problem(problem(Some(cell), Severity::Warning, "total_mismatch", message)));
        }
    }
}

pub fn is_broken(bounds: &Bounds) -> bool {
    [bounds.low, bounds.high].into_iter().flatten().any(|n| n.fract() != 0.0)
}

/// `sure`: it says when and in which country.
pub fn confidence(sure: bool) -> f64 {
    if sure { 0.95 } else { 0.85 }
}

pub fn scaled(bounds: Bounds, factor: f64) -> Bounds {
    if factor == 1.0 {
        return bounds;
    }
    // 1.1 thousand are 1100, whatever binary fractions make of it.
    let times = |n: f64| (n * factor * 1e6).round() / 1e6;
    Bounds { low: bounds.low.map(times), high: bounds.high.map(times), ..bounds }
}

fn share(shared: &mut HashSet<Arc<Series>>, series: Series) -> Arc<Series> {
    if let Some(known) = shared.get(&series) {
        return known.clone();
    }
    let one = Arc::new(series);
    shared.insert(one.clone());
    one
}

/// Names of the vocabulary that are written much like this one, the nearest first.
fn nearest(table: &Table<'_>, name: &str) -> Vec<String> {
    let folded = crate::text::fold(name);
    let mut best: Vec<(f64, String)> = Vec::new();
    for country in &table.reader.vocabulary.countries.all {
        let words = std::iter::once(&country.name).chain(&country.adjectives).chain(&country.singular);
        let score = |w: &String| strsim::jaro_winkler(&folded, &crate::text::fold(w));
        let Some(near) = words.max_by(|a, b| score(a).total_cmp(&score(b))) else { continue };
        if score(near) >= NEAR {
            best.push((score(near), format!("{near} ({})", country.code.get_ref())));
        }
    }
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    best.into_iter().take(3).map(|(_, name)| name).collect()
}
