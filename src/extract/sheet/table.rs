//! One block as a table that is understood: its columns, what holds for all of it, and what its rows say. In: a block
//! and the texts around it. Out: a [`Table`] that turns a row and a column into an observation's attributes.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::around::{Around, Constants, glossary};
use super::columns::{self, Columns, Figures};
use super::facets::over;
use super::facets::{Facets, Measured, Nationality, Reader};
use super::grid::Grid;
use super::layout::{Block, RowKind};
use super::when::{self, Time};
use crate::model::{Code, Kind, Modality, Period, Series};
use crate::read::ReadError;
use crate::read::table::Cell;
use crate::vocabulary::headers::{Dimension, key};
use crate::vocabulary::terms::Measure;

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
struct Codes {
    known: RefCell<HashMap<String, Code>>,
    offences: RefCell<HashMap<Vec<usize>, Code>>,
}

impl Codes {
    fn of(&self, text: &str) -> Code {
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
    /// What labels mean by a mapping.
    pub values: HashMap<(Dimension, String), Facets>,
    /// Columns, rows and cells that a mapping leaves out; a part that is None holds for all.
    pub gaps: Vec<(Option<usize>, Option<u32>)>,
    codes: Codes,
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
        let constants = Constants::of(around, &reader);
        reader.scaled = constants.facets.factor.is_some();
        let hidden_at_most = super::around::hidden_at_most(&around.notes, &reader.vocabulary.headers);
        let columns = columns::infer(grid, block, &reader, &constants.dimensions);
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
            values: HashMap::new(),
            gaps: Vec::new(),
            codes: Codes::default(),
        };
        table.month_first = table.american_dates(grid, block);
        table.share_measure();
        table.fiscal_labels();
        table.find_publisher(grid, block);
        table.settle_country();
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
        if let [one] = measures.as_slice() {
            self.constants.facets.measure = Some(*one);
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

    /// Without a country in the texts around it, the agencies that the table's own columns name say where.
    fn find_publisher(&mut self, grid: &Grid, block: &Block) {
        if self.constants.country.is_some() || self.constants.international {
            return;
        }
        let labels = self.columns.labels.iter().filter(|l| {
            !matches!(
                l.dimension,
                Some(Dimension::Nationality | Dimension::Country | Dimension::Where | Dimension::Area)
            )
        });
        let headers = self.columns.labels.iter().map(|l| l.header.as_str());
        let headers = headers.chain(self.columns.left_out.iter().map(|l| l.header.as_str()));
        let headed: HashSet<Code> = headers.filter_map(|h| self.reader.publisher(&super::facets::spaced(h))).collect();
        let columns: Vec<usize> = labels.map(|l| l.column).collect();
        let mut found: HashSet<Code> = HashSet::new();
        // Columns that are left out may hold countries of any kind; the names of offices there say where.
        for left in &self.columns.left_out {
            let rows = block.body.iter().take(60).map(|(at, _)| grid.text(*at, left.column));
            found.extend(rows.filter_map(|t| self.reader.publisher(&t)));
        }
        for column in columns {
            let rows = block.body.iter().take(60).map(|(at, _)| grid.text(*at, column));
            let texts: HashSet<String> = rows.filter(|t| !t.is_empty()).collect();
            // British Columbia is in no part of Britain.
            let places = &self.reader.vocabulary.places;
            let named = texts.iter().filter(|t| places.named(t).is_empty());
            let named: Vec<Code> = named.filter_map(|t| self.reader.countries(t).0.first().cloned()).collect();
            // A country in one of many names is a part of that name.
            if named.len() * 2 >= texts.len() {
                found.extend(named);
            }
        }
        if found.is_empty() {
            found = headed;
        }
        let named = if found.len() == 1 { found.into_iter().next() } else { self.country_of_places(grid, block) };
        if named.is_some() {
            self.constants.country = named;
            self.constants.calendar = when::with_country(
                self.constants.calendar,
                self.constants.country.as_deref(),
                &self.reader.vocabulary.headers,
            );
        }
    }

    /// The country in which most of the table's places lie.
    fn country_of_places(&self, grid: &Grid, block: &Block) -> Option<Code> {
        let column = self.columns.labels.iter().find(|l| l.dimension == Some(Dimension::Place))?.column;
        let rows = block.body.iter().take(400).map(|(at, _)| super::facets::clean(&grid.text(*at, column)));
        let names: HashSet<String> = rows.filter(|t| !t.is_empty()).collect();
        let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
        for name in &names {
            let found = self.reader.vocabulary.places.named(name);
            let countries: HashSet<&str> = found.iter().map(|c| c.country).collect();
            for country in countries {
                *votes.entry(country).or_default() += 1;
            }
        }
        let most = votes.values().copied().max()?;
        let mut first = votes.iter().filter(|(_, n)| **n == most).map(|(country, _)| *country);
        let country = first.next()?;
        (most >= 2 && most * 2 >= names.len() && first.next().is_none()).then(|| country.into())
    }

    /// A column of countries is where people come from, unless another one says that.
    fn settle_country(&mut self) {
        use Dimension as D;
        let named = self.columns.labels.iter().any(|l| l.dimension == Some(D::Nationality))
            || self.columns.figures.iter().any(|f| matches!(f.facets.nationality, Some(Nationality::Codes(_))));
        let hinted = self.constants.dimensions.contains(&D::Nationality);
        let events = ["victims", "charged", "convicted", "seized", "killed", "cases", "present"];
        let measure = self.constants.facets.measure.and_then(|m| self.reader.vocabulary.terms.measures.get(m.index));
        let about_events = measure.is_some_and(|m| events.contains(&m.code.get_ref().as_str()));
        let somewhere = self.constants.country.is_some();
        let many = self.columns.labels.iter().filter(|l| l.dimension == Some(D::Country)).count();
        let mut seen = 0;
        for label in &mut self.columns.labels {
            if label.dimension != Some(D::Country) {
                continue;
            }
            seen += 1;
            let where_ = named || (!hinted && !somewhere && (self.constants.international || about_events));
            let first_of_two = many > 1 && seen == 1;
            label.dimension = Some(if where_ || first_of_two { D::Where } else { D::Nationality });
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

    /// A list of persons: who they are and when or why.
    fn is_line_list(&self, block: &Block) -> bool {
        use Dimension as D;
        let has = |d: Dimension| self.columns.labels.iter().any(|l| l.dimension == Some(d));
        let persons = [D::Nationality, D::Sex, D::Age].into_iter().filter(|d| has(*d)).count();
        let else_ = [D::Date, D::Offence, D::Place, D::Year, D::Month, D::Measure, D::Period]
            .into_iter()
            .filter(|d| has(*d))
            .count();
        let rows = block.body.iter().filter(|(_, k)| *k == RowKind::Data).count();
        persons >= 1 && persons + else_ >= 2 && rows >= 2 && !block.header.is_empty()
    }

    /// Whether the table is about crime, migration or enforcement at all.
    fn scope(&mut self, grid: &Grid, block: &Block, around: &Around) -> bool {
        let mut said: Vec<Facets> = vec![self.constants.facets.clone()];
        said.extend(self.columns.figures.iter().map(|f| f.facets.clone()));
        said.extend(self.columns.labels.iter().map(|l| self.reader.header(&l.header)));
        for label in self.columns.labels.iter().filter(|l| !matches!(l.dimension, Some(Dimension::Place))) {
            let rows = block.body.iter().take(40).map(|(at, _)| *at);
            let texts: HashSet<String> = rows.map(|at| grid.text(at, label.column)).collect();
            said.extend(texts.iter().map(|t| self.reader.label(t, label.dimension)));
        }
        let strong = |m: usize| !self.reader.vocabulary.headers.weak.contains(&m);
        if self.constants.elsewhere && !self.constants.facets.measure.is_some_and(|m| m.rank == 0 && strong(m.index)) {
            return false;
        }
        let context = said.iter().any(|f| {
            f.context
                || f.foreign
                || f.offences.as_ref().is_some_and(|o| !o.is_empty())
                || f.measure.is_some_and(|m| m.rank == 0 && strong(m.index))
        }) || self.columns.labels.iter().any(|l| l.dimension == Some(Dimension::Offence));
        let notes = around.notes.iter().chain(&around.cover).any(|n| self.reader.free(n).context);
        let context = context || notes;
        let beside = &self.reader.vocabulary.headers.weak_but_beside_nationality;
        let allowed = |m: usize| strong(m) || context || (self.axes.nationality && beside.contains(&m));
        // Weak words of a measure need company.
        let good = |f: &Facets| f.measure.is_some_and(|m| allowed(m.index) && (m.rank <= 1 || context));
        let found = said.iter().any(good);
        let shared = self.constants.facets.measure.filter(|m| !allowed(m.index));
        if shared.is_some() {
            self.constants.facets.measure = None;
        }
        found
    }

    /// What a row's cells say. `carried` holds the labels that fill down.
    pub fn row(&self, cells: &[Cell], carried: &mut Vec<String>) -> RowFacets {
        carried.resize(self.columns.labels.len(), String::new());
        let mut out = RowFacets::default();
        for (i, label) in self.columns.labels.iter().enumerate() {
            let text = self.label_text(i, cells);
            let text = if label.fills {
                if text.is_empty() {
                    carried.get(i).cloned().unwrap_or_default()
                } else {
                    if let Some(slot) = carried.get_mut(i) {
                        slot.clone_from(&text);
                    }
                    text
                }
            } else {
                text
            };
            if !text.is_empty() {
                self.take_label(i, &text, cells, &mut out);
            }
        }
        self.whole_country(cells, &mut out);
        out
    }

    /// Beside a word for all, the country's name in a column of places is no place in it.
    fn whole_country(&self, cells: &[Cell], out: &mut RowFacets) {
        if out.totals.is_empty() || self.constants.country.is_none() {
            return;
        }
        for (i, _) in self.columns.labels.iter().enumerate().filter(|(_, l)| l.dimension == Some(Dimension::Place)) {
            let named = self.reader.nationality(&super::facets::clean(&self.label_text(i, cells)));
            let own = matches!(&named, Some(Nationality::Codes(code)) if Some(code) == self.constants.country.as_ref());
            if own && !out.totals.contains(&i) {
                out.totals.push(i);
                out.facets.place = Some(self.codes.of(""));
            }
        }
    }

    pub fn label_text(&self, i: usize, cells: &[Cell]) -> String {
        let Some(label) = self.columns.labels.get(i) else { return String::new() };
        let text = cells.get(label.column).map(Cell::shown).unwrap_or_default();
        match label.part {
            Some(part) => text.split(',').nth(part).unwrap_or("").trim().to_string(),
            None => text,
        }
    }

    fn take_label(&self, i: usize, text: &str, cells: &[Cell], out: &mut RowFacets) {
        let Some(label) = self.columns.labels.get(i) else { return };
        let facets = self.label_facets(i, text, cells);
        if facets.total {
            out.totals.push(i);
        }
        if let Some(Nationality::Named(name)) = &facets.nationality {
            out.unknown.push((label.column, name.clone()));
        }
        over(&mut out.facets, &facets);
    }

    /// What one label says, with its column's dimension.
    pub fn label_facets(&self, i: usize, text: &str, cells: &[Cell]) -> Facets {
        use Dimension as D;
        let Some(label) = self.columns.labels.get(i) else { return Facets::default() };
        if let Some(crate::read::table::Value::Date(date)) = cells.get(label.column).map(|c| &c.value)
            && matches!(label.dimension, Some(D::Date | D::Period | D::Month | D::Year) | None)
        {
            return Facets { time: self.date_time(*date, label.dimension), ..Facets::default() };
        }
        if let Some(said) =
            label.dimension.and_then(|d| self.values.get(&(d, key(text)))).filter(|_| !self.values.is_empty())
        {
            return said.clone();
        }
        let turned = self.month_first.contains(&label.column).then(|| turned(text)).flatten();
        let mut facets = self.reader.label(turned.as_deref().unwrap_or(text), label.dimension);
        let of_people =
            matches!(label.dimension, Some(D::Nationality | D::Place | D::Sex | D::Age | D::Offence | D::Where));
        if of_people {
            facets.measure = None;
        }
        facets
    }

    /// A date in a column of months is its month, in a column of years its year.
    fn date_time(&self, date: jiff::civil::Date, dimension: Option<Dimension>) -> Time {
        let year = Some(when::Year::Calendar(date.year()));
        match dimension {
            Some(Dimension::Month) => {
                let months = when::Months { first: date.month(), last: date.month(), part: false };
                Time { year, months: Some(months), span: None }
            }
            Some(Dimension::Year) => Time { year, ..Time::default() },
            Some(Dimension::Period) | None if date.day() == 1 => {
                let months = when::Months { first: date.month(), last: date.month(), part: false };
                Time { year, months: Some(months), span: None }
            }
            _ => Time::day(date),
        }
    }

    /// What a figure in `figures`' column of such a row is about; None where no measure is said.
    pub fn attributes(&self, row: &Facets, figures: Option<&Figures>) -> Option<Attributes> {
        let (series, factor) = self.series(row, figures)?;
        Some(Attributes { series, period: self.period(row.time, figures), factor })
    }

    /// What such a figure counts, and what its number is to be multiplied by. The row's time has no part in it.
    pub fn series(&self, row: &Facets, figures: Option<&Figures>) -> Option<(Series, f64)> {
        let in_row = row.measure;
        let mut facets = row.clone();
        if let Some(figures) = figures {
            over(&mut facets, &figures.facets);
        }
        let terms = &self.reader.vocabulary.terms;
        // Where rows tell what was counted, a header such as "number of events" doesn't.
        let by_row = in_row.filter(|m| self.axes.measure && m.tells_rows());
        // A noun for persons says less than the verb of the title: "criminal" under "removals".
        let shared = self.constants.facets.measure;
        let noun = |m: &Measured| !m.tells_rows() && shared.is_some_and(|s| s.rank <= 2);
        let measured = by_row.or(facets.measure).filter(|m| !noun(m)).or(shared)?;
        let measure = terms.measures.get(measured.index)?;
        let stock = |m: &&Measure| m.code.get_ref() == "offenders" && measured.rank > 0 && self.is_snapshot(figures);
        let present = || terms.measure("present").and_then(|m| terms.measures.get(m));
        let measure = Some(measure).filter(|m| !stock(m)).or_else(present)?;
        let measure_code = measure.code.get_ref().as_str();
        let own = figures.filter(|f| f.facets.measure.is_some()).map(|f| f.facets.unit.clone());
        if let Some(own) =
            own.filter(|_| by_row.is_none() && matches!(measure.unit.as_str(), "persons" | "cases" | "operations"))
        {
            // The row's unit is that of another column's things.
            facets.unit = own;
        }
        let unit = self.unit(&facets, measure_code, &measure.unit)?;
        let things = matches!(measure_code, "seized" | "issued" | "blocked");
        let object = things.then(|| facets.object.clone().or(self.constants.object.clone())).flatten();
        let all = figures.is_some_and(|f| f.facets.total);
        let offences = self.offences(&facets, things, all);
        let series = Series {
            kind: Kind::Level,
            measure: self.codes.of(measure_code),
            unit,
            object,
            direction: None,
            nationality: if measure_code == "seized" { self.codes.of("") } else { self.nationality(&facets) },
            sex: self.side(facets.sex, self.axes.sex, self.constants.facets.sex),
            age_group: self.side(facets.age, self.axes.age, self.constants.facets.age),
            offences,
            country: facets.country.clone().or(self.constants.country.clone()).unwrap_or_else(|| self.codes.of("")),
            place: facets.place.clone().unwrap_or_else(|| self.codes.of("")),
            modality: Modality::Actual,
            attributed_to: self.codes.of(""),
        };
        Some((series, facets.factor.or(self.constants.facets.factor).unwrap_or(1.0)))
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
    fn is_snapshot(&self, figures: Option<&Figures>) -> bool {
        let time = figures.map(|f| f.facets.time).filter(|t| !t.is_empty()).unwrap_or(self.constants.facets.time);
        time.span.is_some_and(|(first, last)| first == last)
    }

    fn unit(&self, facets: &Facets, measure: &str, default: &str) -> Option<Code> {
        let said = facets.unit.clone().or_else(|| self.constants.facets.unit.clone());
        let money = |u: &Code| u.len() == 3 && u.chars().all(|c| c.is_ascii_uppercase());
        let things = matches!(measure, "seized" | "issued" | "blocked");
        match said {
            Some(unit) if money(&unit) && (default == "money" || things || measure == "fined") => Some(unit),
            Some(unit) if matches!(&*unit, "kg" | "g" | "l") && things => Some(unit),
            Some(unit) if &*unit == "items" && (default == "items" || measure == "checked") => Some(unit),
            Some(unit) if money(&unit) || matches!(&*unit, "kg" | "g" | "l") => None,
            _ if default == "money" => None,
            _ => Some(self.codes.of(default)),
        }
    }

    /// `all`: the column is a total over offences where they run across the columns.
    fn offences(&self, facets: &Facets, things: bool, all: bool) -> Code {
        match &facets.offences {
            Some(offences) if !things && (self.axes.offence || !offences.is_empty()) => self.offence_codes(offences),
            Some(_) | None if !(things || (self.axes.offence && (all || facets.offences.is_some()))) => {
                match &self.constants.facets.offences {
                    Some(offences) => self.offence_codes(offences),
                    None => self.codes.of(""),
                }
            }
            _ => self.codes.of(""),
        }
    }

    fn offence_codes(&self, indexes: &Vec<usize>) -> Code {
        if let Some(code) = self.codes.offences.borrow().get(indexes) {
            return code.clone();
        }
        let all = &self.reader.vocabulary.terms.offences;
        let codes = indexes.iter().filter_map(|i| all.get(*i)).map(|o| o.code.get_ref().as_str().into());
        let code = super::facets::joined(codes.collect());
        self.codes.offences.borrow_mut().insert(indexes.clone(), code.clone());
        code
    }

    fn nationality(&self, facets: &Facets) -> Code {
        let foreign = || self.codes.of("foreign");
        match &facets.nationality {
            Some(Nationality::Codes(codes)) => codes.clone(),
            Some(Nationality::Foreign) => foreign(),
            Some(Nationality::Area) if !self.axes.codes => foreign(),
            Some(_) => self.codes.of(""),
            None if facets.foreign => foreign(),
            None if self.axes.codes => self.codes.of(""),
            None => match &self.constants.people {
                Some(people) => people.clone(),
                None if self.constants.facets.foreign => foreign(),
                None => self.codes.of(""),
            },
        }
    }

    fn side<T: Copy>(&self, said: Option<Option<T>>, axis: bool, constant: Option<Option<T>>) -> Option<T> {
        match said {
            Some(value) => value,
            None if axis => None,
            None => constant.flatten(),
        }
    }
}

/// `11/18/2022` as `18/11/2022`.
fn turned(date: &str) -> Option<String> {
    let mut parts = date.splitn(3, '/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("{day}/{month}/{year}"))
}
