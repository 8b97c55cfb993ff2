//! One block as a table that is understood: its columns, what holds for all of it, and what its rows say. In: a block
//! and the texts around it. Out: a [`Table`] that turns a row and a column into an observation's attributes.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use super::around::{Around, Constants, glossary};
use super::columns::{self, Columns, Figures};
use super::facets::{Facets, Measured, Nationality, Reader};
use super::grid::Grid;
use super::layout::Block;
use super::marked::Marked;
use super::said::Said;
use super::when::{self, Time};
use crate::model::{Code, Period, Series};
use crate::read::ReadError;
use crate::vocabulary::headers::Dimension;

/// Dimensions that the table's rows or columns have.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Axes {
    pub nationality: bool,
    pub codes: bool,
    pub offence: bool,
    pub sex: bool,
    pub age: bool,
    pub place: bool,
    pub where_: bool,
    /// The rows, not the columns, say what was counted.
    pub measure: bool,
}

/// A row's labels put together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RowFacets {
    pub facets: Facets,
    /// The label columns (by their place among the labels) that say "all".
    pub totals: Vec<usize>,
    /// Names that no vocabulary entry matches: label's column and the name.
    pub unknown: Vec<(usize, String)>,
}

/// The attributes of one figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Attributes {
    pub series: Series,
    pub period: Period,
    pub factor: f64,
}

/// Codes that many series share.
#[derive(Debug, Default)]
pub(super) struct Codes {
    known: RefCell<HashMap<String, Code>>,
    pub(super) offences: RefCell<HashMap<Vec<usize>, Code>>,
}

impl Codes {
    pub(super) fn of(&self, text: &str) -> Code {
        if let Some(code) = self.known.borrow().get(text) {
            return code.clone();
        }
        let code: Code = text.into();
        self.known.borrow_mut().insert(text.to_string(), code.clone());
        code
    }
}

pub struct Table<'v> {
    pub reader: Reader<'v>,
    pub columns: Columns,
    pub constants: Constants,
    pub axes: Axes,
    pub in_scope: bool,
    /// One row a person or case, and no column of figures.
    pub lines: bool,
    /// The span of all times of the columns, for a total over them.
    pub columns_time: Option<Time>,
    /// Columns whose dates say the month before the day.
    pub month_first: HashSet<usize>,
    /// The most that a suppressed figure can be.
    pub hidden_at_most: Option<f64>,
    /// Years whose footnotes say how far they go.
    pub(super) marked: Marked,
    /// What labels mean by a mapping.
    pub values: HashMap<(Dimension, String), Facets>,
    /// Columns, rows and cells that a mapping leaves out; a part that is None holds for all.
    pub gaps: Vec<(Option<usize>, Option<u32>)>,
    pub(super) codes: Codes,
}

impl<'v> Table<'v> {
    /// Understands a block. `corrected` may correct what was inferred of its columns before anything follows from it.
    pub fn infer(
        grid: &Grid,
        block: &Block,
        around: &Around,
        mut reader: Reader<'v>,
        corrected: &dyn Fn(&mut Table<'v>) -> Result<bool, ReadError>,
    ) -> Result<Table<'v>, ReadError> {
        reader.glossary = glossary(&around.notes);
        let mut constants = Constants::of(around, &reader);
        reader.country = constants.country.clone().or_else(|| around.workbook.clone());
        constants.find_unit(around, &reader);
        reader.scaled = constants.facets.factor.is_some();
        reader.said = Said::default();
        let hidden_at_most = super::around::hidden_at_most(&around.notes, &reader.vocabulary.headers);
        let mut columns = columns::infer(grid, block, &reader, &constants.dimensions);
        let marked = Marked::of(&around.notes, &reader.vocabulary.headers);
        for figures in &mut columns.figures {
            let time = figures.facets.time;
            let mut narrowed = figures.headers.iter().map(|(text, _)| marked.narrowed(text, time));
            figures.facets.time = narrowed.find(|t| *t != time).unwrap_or(time);
        }
        let mut table = Table {
            reader,
            columns,
            constants,
            axes: Axes::default(),
            in_scope: false,
            lines: false,
            columns_time: None,
            month_first: HashSet::new(),
            hidden_at_most,
            marked,
            values: HashMap::new(),
            gaps: Vec::new(),
            codes: Codes::default(),
        };
        table.month_first = table.american_dates(grid, block);
        table.share_measure();
        table.fiscal_labels();
        table.find_publisher(grid, block, around.workbook.as_ref());
        table.money_of_cells(grid, block);
        table.weigh(grid, block);
        table.settle_country();
        let titles: Vec<String> = around.titles.iter().chain(&around.headings).cloned().collect();
        let country = table.constants.country.clone();
        table.constants.place = country.and_then(|c| super::whereabouts::of_titles(&table.reader, &titles, &c));
        table.settle_columns();
        let mapped = corrected(&mut table)?;
        table.find_axes(grid, block);
        table.columns_time = table.columns_span();
        table.lines = table.columns.figures.is_empty() && table.is_line_list(block);
        table.in_scope = mapped || table.scope(grid, block, around);
        Ok(table)
    }

    /// Columns of dates in which a second number is no month: 11/18/2022.
    fn american_dates(&self, grid: &Grid, block: &Block) -> HashSet<usize> {
        let second = |text: &str| {
            let mut parts = text.split('/').map(|p| p.trim().parse::<u32>());
            let (Some(Ok(first)), Some(Ok(second)), Some(Ok(_))) = (parts.next(), parts.next(), parts.next()) else {
                return false;
            };
            first <= 12 && second > 12
        };
        let columns = self.columns.labels.iter().map(|l| l.column);
        columns.filter(|c| block.body.iter().take(400).any(|(at, _)| second(&grid.text(*at, *c)))).collect()
    }

    /// Takes a column, row or cell out; false where the words name none.
    pub fn leave_out(&mut self, place: &str) -> bool {
        let letters = place.bytes().take_while(u8::is_ascii_uppercase).count();
        let (column, row) = place.split_at(letters);
        let column =
            (!column.is_empty()).then(|| column.bytes().fold(0usize, |n, b| n * 26 + usize::from(b - b'A') + 1) - 1);
        let row = if row.is_empty() { None } else { row.parse::<u32>().ok().filter(|r| *r > 0).map(|r| r - 1) };
        let good = (column.is_some() || row.is_some()) && (row.is_some() || place.len() == letters) && letters <= 3;
        if good {
            self.gaps.push((column, row));
        }
        good
    }

    /// Whether a mapping leaves a cell out.
    pub fn is_gap(&self, row: u32, column: usize) -> bool {
        self.gaps.iter().any(|(c, r)| c.is_none_or(|c| c == column) && r.is_none_or(|r| r == row))
    }

    /// Columns that say nothing of what they count go with the one measure that the others have.
    fn share_measure(&mut self) {
        if self.constants.facets.measure.is_some() {
            return;
        }
        let said = self.columns.figures.iter().filter_map(|f| f.facets.measure);
        let said = said.chain(self.columns.labels.iter().filter_map(|l| self.reader.header(&l.header).measure));
        let mut measures: Vec<Measured> = said.collect();
        measures.sort_by_key(|m| m.index);
        measures.dedup_by_key(|m| m.index);
        // Operations have no nationality, sex or age.
        let persons = |f: &Figures| {
            f.facets.measure.is_none()
                && (f.facets.nationality.is_some() || f.facets.sex.is_some() || f.facets.age.is_some())
        };
        let of_persons = self.columns.figures.iter().any(persons);
        if let [one] = measures.as_slice()
            && !(of_persons && self.reader.counts_events(Some(*one)))
        {
            self.constants.facets.measure = Some(*one);
            let labelled = self.columns.labels.iter().any(|l| self.reader.header(&l.header).measure.is_some());
            let reader = &self.reader;
            let names_else = |f: &Figures| {
                let last = f.headers.last().map_or("", |(text, _)| text.as_str());
                let plain = last.chars().any(char::is_alphabetic) && reader.dimension(last).is_none();
                plain && !f.facets.says() && !f.facets.persons && last.chars().count() > 3
            };
            self.columns.figures.iter_mut().for_each(|f| f.silent = !labelled && names_else(f));
        }
    }

    /// A column headed "fiscal year" makes its years fiscal.
    fn fiscal_labels(&mut self) {
        let headers = &self.reader.vocabulary.headers;
        let years = self.columns.labels.iter().filter(|l| l.dimension == Some(Dimension::Year));
        let fiscal = |h: &str| !headers.fiscal.scan(&crate::vocabulary::headers::tokens(h)).is_empty();
        if years.into_iter().any(|l| fiscal(&l.header)) {
            self.constants.calendar.fiscal = true;
        }
    }

    fn find_axes(&mut self, grid: &Grid, block: &Block) {
        use Dimension as D;
        let mut axes = Axes::default();
        for label in &self.columns.labels {
            match label.dimension {
                Some(D::Nationality) => {
                    axes.nationality = true;
                    axes.codes = true;
                }
                Some(D::Offence) => axes.offence = true,
                Some(D::Sex) => axes.sex = true,
                Some(D::Age) => axes.age = true,
                Some(D::Place) => axes.place = true,
                Some(D::Where) => axes.where_ = true,
                _ => {}
            }
        }
        let mut said: Vec<Facets> = self.columns.figures.iter().map(|f| f.facets.clone()).collect();
        let stub = self.columns.labels.iter().filter(|l| matches!(l.dimension, None | Some(D::Measure | D::Unit)));
        for label in stub {
            let texts = block.body.iter().take(300).map(|(at, _)| grid.text(*at, label.column));
            said.extend(texts.map(|t| self.reader.label(&t, label.dimension)));
        }
        let in_rows: HashSet<usize> = said
            .iter()
            .skip(self.columns.figures.len())
            .filter_map(|f| f.measure)
            .filter(Measured::tells_rows)
            .map(|m| m.index)
            .collect();
        let in_columns: HashSet<usize> =
            self.columns.figures.iter().filter_map(|f| f.facets.measure).map(|m| m.index).collect();
        axes.measure = in_rows.len() >= 2 && in_columns.len() <= 1;
        let codes = |f: &Facets| matches!(f.nationality, Some(Nationality::Codes(_)));
        let nationalities = said.iter().filter(|f| codes(f)).count();
        axes.codes |= nationalities > 0;
        axes.nationality |= nationalities > 0 || said.iter().any(|f| f.nationality.is_some());
        let offences: HashSet<&Vec<usize>> =
            said.iter().filter_map(|f| f.offences.as_ref()).filter(|o| !o.is_empty()).collect();
        axes.place |= said.iter().any(|f| f.place.is_some());
        axes.offence |= offences.len() >= 2;
        axes.sex |= said.iter().filter(|f| f.sex.is_some()).count() >= 2;
        axes.age |= said.iter().filter(|f| f.age.is_some()).count() >= 2;
        self.axes = axes;
    }

    /// From the first to the last of the columns' years.
    fn columns_span(&self) -> Option<Time> {
        let spans: Vec<Period> = self
            .columns
            .figures
            .iter()
            .filter(|f| !f.total && !f.facets.time.is_empty())
            .map(|f| when::resolve(f.facets.time.within(self.constants.facets.time), self.constants.calendar))
            .collect();
        let first = spans.iter().filter_map(|p| p.start).min()?;
        let last = spans.iter().filter_map(|p| p.end).max()?;
        Some(Time { span: Some((first, last)), ..Time::default() })
    }

    /// What a figure in `figures`' column of such a row is about; None where no measure is said.
    pub fn attributes(&self, row: &Facets, figures: Option<&Figures>) -> Option<Attributes> {
        let (series, factor) = self.series(row, figures)?;
        Some(Attributes { series, period: self.period(row.time, figures), factor })
    }

    /// The period of a figure in a row of this time.
    pub fn period(&self, row: Time, figures: Option<&Figures>) -> Period {
        let said = figures.map_or(row, |f| f.facets.time.crossed(row));
        let total = figures.is_some_and(|f| f.total && f.facets.time.is_empty());
        let time = match self.columns_time {
            Some(span) if total && said.year.is_none() && said.span.is_none() => span,
            _ => said.crossed(self.constants.facets.time),
        };
        when::resolve(time, self.constants.calendar)
    }

    /// Whether a column, or else the whole table, is of one day: who is there, not who was found in a time.
    pub(super) fn is_snapshot(&self, figures: Option<&Figures>) -> bool {
        let time = figures.map(|f| f.facets.time).filter(|t| !t.is_empty()).unwrap_or(self.constants.facets.time);
        time.span.is_some_and(|(first, last)| first == last)
    }
}
