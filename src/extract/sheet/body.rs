//! A table's rows with what their labels say. In: a grid, a block and its table. Out: one [`Record`] a data row: its
//! facets, put together from sections, indented parents and its own labels, and its figures as read.

use super::cells::{self, Decimal, Reading};
use super::facets::over;
use super::facets::{Facets, Nationality};
use super::grid::Grid;
use super::layout::{Block, RowKind};
use super::table::{RowFacets, Table};
use super::when::Time;
use crate::model::Sex;
use crate::read::table::{Cell, Value};
use crate::vocabulary::headers::{Dimension, key};
use std::collections::{HashMap, HashSet};

/// A data row.
#[derive(Debug, Clone)]
pub struct Record {
    pub at: usize,
    pub said: RowFacets,
    /// The labels' texts, those that fill down included.
    pub labels: Vec<String>,
    /// Which stretch between section labels it lies in.
    pub section: usize,
    /// The sex that the label above such a stretch names.
    pub sex_of_section: Option<Sex>,
    pub indent: usize,
    /// Counts a part of the row before it: "of which …".
    pub is_part: bool,
    /// One a figure column.
    pub figures: Vec<Reading>,
}

impl Record {
    /// An exact figure's value.
    pub fn value(&self, figure: usize) -> Option<f64> {
        match self.figures.get(figure)? {
            Reading::Figure { bounds, .. } => bounds.low.filter(|_| bounds.low == bounds.high),
            _ => None,
        }
    }

    /// Whether a figure's cell hides a number.
    pub fn hides(&self, figure: usize) -> bool {
        self.value(figure).is_none()
    }
}

pub fn records(grid: &Grid, block: &Block, table: &Table<'_>, decimal: Decimal, marks: &[String]) -> Vec<Record> {
    let mut out = Vec::new();
    let mut carried: Vec<String> = Vec::new();
    let mut sections: Vec<Facets> = Vec::new();
    let mut section = 0;
    let mut after_section = false;
    let mut parents: Vec<(usize, Facets)> = Vec::new();
    let subtotals = subtotals(grid, block, table);
    let mut last_time: Option<Time> = None;
    let mut whole: Option<Facets> = None;
    let mut counted: Option<Facets> = None;
    let stub = table.columns.labels.iter().find(|l| !l.fills).or(table.columns.labels.first()).map(|l| l.column);
    let indented = indented(grid, block, table).or(stub);
    let mut indent_before = 0;
    for (at, kind) in &block.body {
        let cells = grid.rows.get(*at).map_or(&[][..], |r| r.cells.as_slice());
        if *kind == RowKind::Section {
            let text = cells.iter().find(|c| !c.is_empty()).map(Cell::shown).unwrap_or_default();
            let said = section_facets(table, &text);
            if !after_section {
                // It takes the place of the one of its kind, and of those below that.
                let same = sections.iter().position(|s| section_kind(s) == section_kind(&said)).unwrap_or(0);
                sections.truncate(same);
                section += 1;
            }
            after_section = true;
            parents.clear();
            whole = None;
            counted = None;
            sections.push(said);
            continue;
        }
        after_section = false;
        let mut said = table.row(cells, &mut carried);
        let cell = indented.and_then(|c| cells.get(c)).filter(|c| !c.is_empty());
        // A label that is given once is indented for all of its rows.
        let carries = cell.is_none() && indented != stub;
        let indent = if carries { indent_before } else { indent(cell) };
        indent_before = indent;
        let part = stub_text(cells, stub).filter(|t| table.reader.is_subset(t));
        let is_part = part.is_some();
        match part {
            // "of which by charter" counts a part of the row before it, however far it is indented.
            Some(_) => part_of_row(table, &mut said, whole.as_ref()),
            None => whole = Some(said.facets.clone()),
        }
        parents.retain(|(i, _)| *i < indent);
        let outer = sections.iter().chain(parents.iter().map(|(_, f)| f)).any(|f| f.measure.is_some());
        match said.facets.measure {
            Some(_) => counted = Some(said.facets.clone()),
            None if !outer && table.axes.measure && table.columns.labels.len() == 1 => {
                of_the_last(&mut said.facets, counted.as_ref())
            }
            None => {}
        }
        let in_group = said.totals.iter().any(|i| subtotals.contains(&(*i, key(&table.label_text(*i, cells)))));
        match last_time {
            Some(time) if in_group && said.facets.time.is_empty() => said.facets.time = time,
            _ if said.facets.time.is_empty() => {}
            _ => last_time = Some(said.facets.time),
        }
        let own = std::mem::take(&mut said.facets);
        let mut facets = Facets::default();
        for outer in sections.iter().chain(parents.iter().map(|(_, f)| f)) {
            over(&mut facets, outer);
        }
        over(&mut facets, &own);
        // What is said of all doesn't come from outside.
        facets.total = own.total;
        if own.nationality.is_some() {
            facets.nationality =
                facets.nationality.filter(|_| own.nationality != Some(Nationality::All)).or(own.nationality.clone());
        }
        parents.push((indent, inherited(&own)));
        said.facets = facets;
        let labels = (0..table.columns.labels.len())
            .map(|i| {
                let text = table.label_text(i, cells);
                let fills = table.columns.labels.get(i).is_some_and(|l| l.fills);
                if text.is_empty() && fills { carried.get(i).cloned().unwrap_or_default() } else { text }
            })
            .collect();
        let figures =
            table.columns.figures.iter().map(|f| figure(table, cells.get(f.column), decimal, marks)).collect();
        let sex_of_section = sections.iter().rev().find_map(|s| s.sex.flatten());
        out.push(Record { at: *at, said, labels, section, sex_of_section, indent, is_part, figures });
    }
    out
}

fn stub_text(cells: &[Cell], stub: Option<usize>) -> Option<String> {
    stub.and_then(|c| cells.get(c)).map(Cell::shown).filter(|t| !t.is_empty())
}

/// What counts a part of the row before it says only what is different: of what happened, a noun for persons or for
/// how it came about is no other measure.
fn part_of_row(table: &Table<'_>, said: &mut RowFacets, whole: Option<&Facets>) {
    let Some(whole) = whole else { return };
    let mut own = std::mem::take(&mut said.facets);
    let cases = table.reader.counts_events(whole.measure);
    own.measure = own.measure.filter(|m| matches!(m.rank, 0 | 2) && table.reader.counts_events(Some(*m)) == cases);
    let mut facets = Facets { total: false, rate: false, ..whole.clone() };
    over(&mut facets, &own);
    facets.total = own.total;
    said.facets = facets;
}

/// Where rows say what they count, "Female" or "Chinese" alone counts what the last of them did.
fn of_the_last(said: &mut Facets, counted: Option<&Facets>) {
    let apart = said.sex.is_some() || said.age.is_some() || matches!(said.nationality, Some(Nationality::Codes(_)));
    if let Some(counted) = counted.filter(|_| apart && !said.total) {
        said.measure = counted.measure;
        said.offences = said.offences.take().or(counted.offences.clone());
    }
}

/// Words for all that stand more than once in a column of times: each is the total of the rows of one time.
fn subtotals(grid: &Grid, block: &Block, table: &Table<'_>) -> HashSet<(usize, String)> {
    use Dimension as D;
    let mut seen: HashMap<(usize, String), usize> = HashMap::new();
    for (i, label) in table.columns.labels.iter().enumerate() {
        if !label.fills || !matches!(label.dimension, Some(D::Year | D::Month | D::Quarter | D::Period | D::Date)) {
            continue;
        }
        for (at, _) in &block.body {
            let cells = grid.rows.get(*at).map_or(&[][..], |r| r.cells.as_slice());
            let text = table.label_text(i, cells);
            if !text.is_empty() && table.label_facets(i, &text, cells).total {
                *seen.entry((i, key(&text))).or_default() += 1;
            }
        }
    }
    seen.into_iter().filter(|(_, count)| *count > 1).map(|(label, _)| label).collect()
}

/// What a section's label is about, so that "Women" takes the place of "Men" and leaves "2019" standing.
fn section_kind(said: &Facets) -> u8 {
    match () {
        () if !said.time.is_empty() => 1,
        () if said.sex.is_some() => 2,
        () if said.age.is_some() => 3,
        () if said.nationality.is_some() => 4,
        () if said.offences.is_some() => 5,
        () if said.measure.is_some() => 6,
        () => 0,
    }
}

/// A section's label: what it says of the rows below it, but not that they are a total.
fn section_facets(table: &Table<'_>, text: &str) -> Facets {
    inherited(&table.reader.header(text))
}

/// What a label says of the labels under it.
fn inherited(facets: &Facets) -> Facets {
    let mut out = facets.clone();
    out.total = false;
    out.rate = false;
    if !matches!(out.nationality, Some(Nationality::Codes(_))) {
        out.nationality = None;
    }
    if out.offences.as_ref().is_some_and(Vec::is_empty) {
        out.offences = None;
    }
    if out.place.as_ref().is_some_and(|p| p.is_empty()) {
        out.place = None;
    }
    out
}

/// The first column of labels that fill down, some of them indented.
fn indented(grid: &Grid, block: &Block, table: &Table<'_>) -> Option<usize> {
    let cells = |column: usize| block.body.iter().filter_map(move |(at, _)| grid.rows.get(*at)?.cells.get(column));
    let filling = table.columns.labels.iter().filter(|l| l.fills && l.part.is_none()).map(|l| l.column);
    filling.into_iter().find(|column| cells(*column).any(|c| !c.is_empty() && indent(Some(c)) > 0))
}

/// How far a label is indented, by its style or by spaces.
fn indent(cell: Option<&Cell>) -> usize {
    let Some(cell) = cell else { return 0 };
    let spaces = match &cell.value {
        Value::Text(text) => text.chars().take_while(|c| c.is_whitespace()).count(),
        _ => 0,
    };
    usize::from(cell.indent) * 2 + spaces
}

pub fn figure(table: &Table<'_>, cell: Option<&Cell>, decimal: Decimal, marks: &[String]) -> Reading {
    let headers = &table.reader.vocabulary.headers;
    let Some(cell) = cell else { return Reading::Missing };
    match cells::figure(&cell.value, decimal, headers) {
        Reading::Bad if marks.contains(&cell.shown()) => Reading::Missing,
        reading => reading,
    }
}
