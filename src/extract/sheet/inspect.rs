//! What was understood of a table's file, for people and programs. In: a file. Out: an [`Inspection`]: each sheet's
//! blocks, what each column is for and why others are left out, and what holds for all figures of a block.

use serde::Serialize;

use super::columns::Figures;
use super::facets::{Facets, Nationality};
use super::layout::RowKind;
use super::table::Table;
use super::when;
use super::{Book, Mappings, TableSource, Understood};
use crate::model::Item;
use crate::read::ReadError;
use crate::read::table::a1;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::headers::Dimension;

#[derive(Debug, Clone, Serialize)]
pub struct Inspection {
    pub source: String,
    pub sheets: Vec<SheetView>,
    pub problems: Vec<crate::model::Problem>,
    pub observations: u64,
    pub missing: u64,
}

#[derive(Debug, Clone, Serialize)]
pub struct SheetView {
    pub name: String,
    /// Why the sheet is left out; empty where it isn't.
    pub left_out: String,
    pub headings: Vec<String>,
    pub blocks: Vec<BlockView>,
    pub notes: Vec<String>,
    /// The first rows as they stand, with the part that each plays.
    pub rows: Vec<RowView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct RowView {
    pub row: u32,
    pub part: &'static str,
    pub cells: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
pub struct BlockView {
    pub range: String,
    pub titles: Vec<String>,
    pub header_rows: Vec<u32>,
    pub data_rows: usize,
    pub in_scope: bool,
    /// One row a person or case, and no column of figures.
    pub line_list: bool,
    /// What holds for every figure that says nothing else.
    pub constants: Vec<(String, String)>,
    pub labels: Vec<LabelView>,
    pub figures: Vec<FiguresView>,
    pub left_out: Vec<LeftOutView>,
}

#[derive(Debug, Clone, Serialize)]
pub struct LabelView {
    pub column: String,
    pub header: String,
    pub dimension: Option<Dimension>,
    pub fills_down: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct FiguresView {
    pub column: String,
    pub header: String,
    pub says: Vec<(String, String)>,
    pub total: bool,
}

#[derive(Debug, Clone, Serialize)]
pub struct LeftOutView {
    pub column: String,
    pub header: String,
    pub why: &'static str,
}

/// Rows of a sheet that are shown.
const SHOWN: usize = 30;

pub fn inspect(
    source: &TableSource<'_>,
    vocabulary: &Vocabulary,
    mappings: &Mappings,
) -> Result<Inspection, ReadError> {
    let mut sheets = Vec::new();
    let mut tables = source.open()?;
    let mut book = Book::new(source, &mut tables, vocabulary, mappings)?;
    tables.each_sheet(&mut |info, rows| {
        let name = info.name.as_deref().unwrap_or("").to_string();
        let mut view = SheetView {
            name: name.clone(),
            left_out: String::new(),
            headings: Vec::new(),
            blocks: Vec::new(),
            notes: Vec::new(),
            rows: Vec::new(),
        };
        if let Some(why) = book.leaves_out(info) {
            view.left_out = why.to_string();
            sheets.push(view);
            return Ok(());
        }
        let understood = book.understand(info, rows)?;
        fill(&mut view, &understood, vocabulary);
        sheets.push(view);
        Ok(())
    })?;
    let mut observations = 0;
    let mut problems = Vec::new();
    let summary = super::extract(source, vocabulary, mappings, &mut |item| match item {
        Item::Observation(_) => observations += 1,
        Item::Problem(problem) => problems.push(problem),
        _ => {}
    })?;
    Ok(Inspection { source: source.name.to_string(), sheets, problems, observations, missing: summary.missing })
}

fn fill(view: &mut SheetView, understood: &Understood<'_>, vocabulary: &Vocabulary) {
    let layout = &understood.layout;
    view.headings = super::around::texts(&layout.headings);
    view.notes = super::around::texts(&layout.notes);
    for (block, table) in layout.blocks.iter().zip(&understood.tables) {
        let grid = &understood.grid;
        let rows = || block.header.iter().copied().chain(block.body.iter().map(|(at, _)| *at));
        let (top, bottom) = (rows().min().unwrap_or(0), rows().max().unwrap_or(0));
        view.blocks.push(BlockView {
            range: format!("{}:{}", a1(grid.index(top), block.left as u32), a1(grid.index(bottom), block.right as u32)),
            titles: super::around::texts(&block.titles),
            header_rows: block.header.iter().map(|at| grid.index(*at) + 1).collect(),
            data_rows: block.body.iter().filter(|(_, k)| *k == RowKind::Data).count(),
            in_scope: table.in_scope,
            line_list: table.lines,
            constants: constants(table, vocabulary),
            labels: table
                .columns
                .labels
                .iter()
                .map(|l| LabelView {
                    column: letters(l.column),
                    header: l.header.clone(),
                    dimension: l.dimension,
                    fills_down: l.fills,
                })
                .collect(),
            figures: table.columns.figures.iter().map(|f| figures(f, table, vocabulary)).collect(),
            left_out: table
                .columns
                .left_out
                .iter()
                .map(|l| LeftOutView { column: letters(l.column), header: l.header.clone(), why: l.why })
                .collect(),
        });
    }
    view.rows = rows(understood);
}

fn letters(column: usize) -> String {
    a1(0, column as u32).trim_end_matches(|c: char| c.is_ascii_digit()).to_string()
}

fn rows(understood: &Understood<'_>) -> Vec<RowView> {
    let (grid, layout) = (&understood.grid, &understood.layout);
    let part = |at: usize| {
        let row = grid.index(at);
        for block in &layout.blocks {
            if block.titles.iter().any(|l| l.row == row) {
                return "title";
            }
            if block.header.contains(&at) {
                return "header";
            }
            if let Some((_, kind)) = block.body.iter().find(|(r, _)| *r == at) {
                return if *kind == RowKind::Section { "section" } else { "data" };
            }
            if block.notes.iter().any(|l| l.row == row) {
                return "note";
            }
        }
        match () {
            () if layout.headings.iter().any(|l| l.row == row) => "heading",
            () if layout.notes.iter().any(|l| l.row == row) => "note",
            () => "",
        }
    };
    (0..grid.len().min(SHOWN))
        .map(|at| RowView {
            row: grid.index(at) + 1,
            part: part(at),
            cells: (0..grid.width()).map(|c| grid.text(at, c)).collect(),
        })
        .collect()
}

fn constants(table: &Table<'_>, vocabulary: &Vocabulary) -> Vec<(String, String)> {
    let constants = &table.constants;
    let mut out = says(&constants.facets, vocabulary);
    if let Some(country) = &constants.country {
        out.push(("country".into(), country.to_string()));
    }
    if let Some(place) = table.constants.place.as_ref().filter(|_| !table.axes.place) {
        out.push(("place".into(), place.to_string()));
    }
    if let Some(people) = &constants.people {
        out.push(("nationality".into(), people.to_string()));
    }
    let period = when::resolve(constants.facets.time, constants.calendar);
    if let (Some(start), Some(end)) = (period.start, period.end) {
        out.push(("period".into(), format!("{start} to {end}")));
    }
    out
}

fn figures(figures: &Figures, table: &Table<'_>, vocabulary: &Vocabulary) -> FiguresView {
    let mut says = says(&figures.facets, vocabulary);
    let time = figures.facets.time.crossed(table.constants.facets.time);
    let period = when::resolve(time, table.constants.calendar);
    if let (Some(start), Some(end)) = (period.start, period.end)
        && !figures.facets.time.is_empty()
    {
        says.push(("period".into(), format!("{start} to {end}")));
    }
    FiguresView {
        column: letters(figures.column),
        header: figures.headers.iter().map(|(t, _)| t.as_str()).collect::<Vec<_>>().join(" / "),
        says,
        total: figures.total,
    }
}

/// Facets as attribute and value.
fn says(facets: &Facets, vocabulary: &Vocabulary) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| out.push((name.to_string(), value));
    if let Some(measure) = facets.measure.and_then(|m| vocabulary.terms.measures.get(m.index)) {
        add("measure", measure.code.get_ref().clone());
    }
    match &facets.nationality {
        Some(Nationality::Own) => add("nationality", "of the country".into()),
        Some(Nationality::Codes(codes)) => add("nationality", codes.to_string()),
        Some(Nationality::Foreign) => add("nationality", "foreign".into()),
        Some(Nationality::Named(name)) => add("nationality", format!("unknown: {name}")),
        Some(Nationality::Unknown) => add("nationality", "not stated".into()),
        Some(Nationality::Area) => add("nationality", "a part of the world".into()),
        Some(Nationality::All) => add("nationality", "all".into()),
        None if facets.foreign => add("nationality", "foreign".into()),
        None => {}
    }
    if let Some(offences) = facets.offences.as_ref().filter(|o| !o.is_empty()) {
        let codes =
            offences.iter().filter_map(|o| vocabulary.terms.offences.get(*o)).map(|o| o.code.get_ref().as_str());
        add("offences", codes.collect::<Vec<_>>().join("+"));
    }
    if let Some(Some(sex)) = facets.sex {
        add("sex", sex.to_string());
    }
    if let Some(Some(age)) = facets.age {
        add("age_group", age.to_string());
    }
    if let Some(unit) = &facets.unit {
        add("unit", unit.to_string());
    }
    if let Some(factor) = facets.factor {
        add("times", factor.to_string());
    }
    if let Some(place) = facets.place.as_ref().filter(|p| !p.is_empty()) {
        add("place", place.to_string());
    }
    out
}
