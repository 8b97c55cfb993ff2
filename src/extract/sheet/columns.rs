//! What each column of a block is for. In: a block of a grid. Out: label columns with their dimension, figure columns
//! with what their headers say, and columns that hold no counts, each with the reason.

use std::collections::BTreeMap;

use serde::Serialize;

use super::above::header_texts;
use super::content::settle_labels;
use super::facets::{Facets, Nationality, Reader, over};
use super::grid::Grid;
use super::layout::{Block, RowKind};
use super::role::{COUNTS_THE_ROWS, Role, Tally, is_number_word, role, tally};
use super::sides;
use super::texts::clean;
use crate::model::Code;
use crate::vocabulary::headers::{Dimension, Word, key, tokens};

/// The unit of a figure that says how many nationalities are among those counted.
pub(super) const COUNTRIES: &str = "countries";

/// Rows that are looked at.
const SAMPLE: usize = 400;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Label {
    pub column: usize,
    /// Which of the cell's parts between commas: Eurostat keeps several dimensions in one column.
    pub part: Option<usize>,
    pub dimension: Option<Dimension>,
    pub header: String,
    /// A label that is given once holds for the rows below it.
    pub fills: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    pub column: usize,
    pub facets: Facets,
    /// What stands above, from the top down: text and the column where it stands.
    pub headers: Vec<(String, usize)>,
    /// Its header's word for all is meant as a total of other columns.
    pub total: bool,
    /// Counts a part of another column: "of which".
    pub subset: bool,
    /// Its header names something else than what the columns beside it count.
    pub silent: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOut {
    pub column: usize,
    pub header: String,
    pub why: &'static str,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Columns {
    pub labels: Vec<Label>,
    pub figures: Vec<Figures>,
    pub left_out: Vec<LeftOut>,
    /// The column that counts the rows, left of the labels.
    pub serial: Option<usize>,
    /// What stands for male and female in a column of letters.
    pub sex_letters: Option<[String; 2]>,
}

pub fn infer(grid: &Grid, block: &Block, reader: &Reader<'_>, hints: &[Dimension]) -> Columns {
    let rows: Vec<usize> =
        block.body.iter().filter(|(_, k)| *k == RowKind::Data).map(|(at, _)| *at).take(SAMPLE).collect();
    let headers = header_texts(grid, block);
    let mut columns = Columns::default();
    for column in block.columns() {
        let above = headers.get(&column).cloned().unwrap_or_default();
        one(grid, block, &rows, reader, column, above, &mut columns);
    }
    settle_labels(grid, &rows, reader, hints, &mut columns);
    columns.sex_letters = sides::letters_below(grid, &rows, reader, &columns.labels);
    say_by_row(grid, block, reader, hints, &mut columns);
    only_values(reader, &mut columns);
    totals(reader, &mut columns);
    columns
}

fn one(
    grid: &Grid,
    block: &Block,
    rows: &[usize],
    reader: &Reader<'_>,
    column: usize,
    above: Vec<(String, usize)>,
    columns: &mut Columns,
) {
    let tally = tally(grid, rows, column);
    let header = above.iter().map(|(t, _)| t.as_str()).collect::<Vec<_>>().join(" ");
    let last = above.last().map(|(t, _)| t.clone()).unwrap_or_default();
    if tally.filled() == 0 {
        if !header.is_empty() {
            columns.left_out.push(LeftOut { column, header, why: "empty" });
        }
        return;
    }
    if let Some(parts) = compound(&last) {
        for (part, name) in parts.iter().enumerate() {
            let dimension = reader.dimension(name);
            columns.labels.push(Label { column, part: Some(part), dimension, header: name.clone(), fills: false });
        }
        return;
    }
    // Cells beyond the header of a few rows belong to no column.
    let heads = columns.figures.is_empty() && heads_rows(grid, rows, column, &tally);
    if header.is_empty() && !block.header.is_empty() && tally.filled() * 2 < rows.len() && !heads {
        columns.left_out.push(LeftOut { column, header, why: "cells without a header" });
        return;
    }
    // "no." below what it is a number of is no running number.
    let under = above.len() > 1 && is_number_word(&last);
    let dimension = reader.dimension(&last).filter(|_| !under).or_else(|| reader.dimension(&header));
    let dimension = dimension.filter(|d| !(under && *d == Dimension::Ignored));
    let facets = merged(reader, &above);
    let rate = above.iter().any(|(t, _)| is_rate(reader, t)) || tally.percent * 2 > tally.filled();
    match role(
        grid,
        block,
        rows,
        column,
        &tally,
        dimension,
        &facets,
        rate,
        &header,
        reader.scaled,
        reader.is_name_of_column(&last),
    ) {
        Role::Label(dimension) => {
            columns.labels.push(Label { column, part: None, dimension, header: last, fills: false })
        }
        Role::Figures => {
            let lexicon = &reader.vocabulary.headers.subset;
            let subset = lexicon.matches(&tokens(&last.to_lowercase()), 0).next().is_some();
            columns.figures.push(Figures {
                column,
                total: facets.total,
                facets,
                headers: above,
                subset,
                silent: false,
            });
        }
        Role::Out(why) => {
            if why == COUNTS_THE_ROWS && columns.labels.is_empty() {
                columns.serial = Some(column);
            }
            columns.left_out.push(LeftOut { column, header, why });
        }
    }
}

/// A label at the head of its rows, which it holds for: texts from the first row on.
fn heads_rows(grid: &Grid, rows: &[usize], column: usize, tally: &Tally) -> bool {
    tally.text >= 2 && tally.text == tally.filled() && rows.first().is_some_and(|at| grid.filled(*at, column))
}

/// A header alone that says the column has no counts.
fn is_rate(reader: &Reader<'_>, text: &str) -> bool {
    // tauxpourmille, rate100k
    let glued = || {
        let name = key(text);
        let starts = |n: usize| name.get(..n).is_some_and(|w| reader.vocabulary.headers.whole(w).contains(&Word::Rate));
        !name.contains(' ') && (4..=7).any(starts)
    };
    text.trim_start().starts_with('%') || text.trim_end().ends_with("(%)") || reader.header(text).rate || glued()
}

/// `freq,citizen,age,sex,unit,geo\TIME_PERIOD`: the dimensions that one column holds.
fn compound(header: &str) -> Option<Vec<String>> {
    let (rows, _) = header.split_once('\\')?;
    rows.contains(',').then(|| rows.split(',').map(|p| p.trim().to_string()).collect())
}

/// What all headers above a column say together; a lower one says more.
fn merged(reader: &Reader<'_>, above: &[(String, usize)]) -> Facets {
    let mut facets = Facets::default();
    for (text, _) in above {
        over(&mut facets, &reader.header(text));
    }
    facets
}

/// What the texts of one header row have in common decides what the rest of them are: a name among nationalities that
/// isn't known is a nationality, `Others` among offences an offence.
fn say_by_row(grid: &Grid, block: &Block, reader: &Reader<'_>, hints: &[Dimension], columns: &mut Columns) {
    let _ = grid;
    let levels = columns.figures.iter().map(|f| f.headers.len()).max().unwrap_or(0);
    let mut read: BTreeMap<(usize, usize), Facets> = BTreeMap::new();
    for level in 0..levels {
        let mut texts: Vec<(usize, String)> =
            columns.figures.iter().filter_map(|f| f.headers.get(level).map(|(t, c)| (*c, t.clone()))).collect();
        texts.dedup();
        // "N" and "No." say that figures stand below, not whose.
        texts.retain(|(_, text)| !is_number_word(text) && reader.dimension(text) != Some(Dimension::Count));
        if are_letters(&texts) {
            read.extend(texts.iter().map(|(column, _)| ((level, *column), Facets::default())));
            continue;
        }
        read.extend(sides::across(reader, &texts).into_iter().map(|(column, facets)| ((level, column), facets)));
        let free: Vec<Dimension> =
            hints.iter().copied().filter(|h| !columns.labels.iter().any(|l| l.dimension == Some(*h))).collect();
        let Some(dimension) = common(reader, &texts, &free) else { continue };
        for (column, text) in texts {
            let free = reader.header(&text);
            let keeps =
                free.measure.is_some_and(|m| m.rank < 2) || !free.time.is_empty() || free.rate || free.unit.is_some();
            if !keeps {
                let mut facets = reader.label(&text, Some(dimension));
                facets.total |= free.total;
                read.insert((level, column), facets);
            }
        }
    }
    let _ = block;
    for figures in &mut columns.figures {
        let mut facets = Facets::default();
        for (level, (text, column)) in figures.headers.iter().enumerate() {
            let said = read.get(&(level, *column)).cloned().unwrap_or_else(|| reader.header(text));
            over(&mut facets, &said);
        }
        let last = figures.headers.last().map_or("", |(t, _)| t.as_str());
        if reader.dimension(last) == Some(Dimension::Nationality) && reader.is_name_of_column(last) {
            facets.unit = Some(COUNTRIES.into());
        }
        figures.total = facets.total;
        figures.facets = facets;
    }
    parts_of_columns(columns);
    if !columns.labels.iter().any(|l| l.dimension == Some(Dimension::Object)) {
        for figures in &mut columns.figures {
            figures.facets.object = figures.facets.object.take().or_else(|| thing(reader, figures));
        }
    }
}

/// A, B, C …, whose meaning is told elsewhere: not F for women among them.
fn are_letters(texts: &[(usize, String)]) -> bool {
    let letters: Vec<u8> =
        texts.iter().filter_map(|(_, t)| <[u8; 1]>::try_from(clean(t).as_bytes()).ok()).map(|[b]| b).collect();
    let follow = letters.windows(2).filter(|w| matches!(w, [a, b] if *b == a + 1)).count();
    letters.len() >= 4 && follow == letters.len() - 1
}

impl Columns {
    /// The column of which this one, "of which …", counts a part.
    pub fn whole_of(&self, column: usize) -> Option<usize> {
        let at = self.figures.iter().position(|f| f.column == column && f.subset)?;
        self.figures.get(..at)?.iter().rev().find(|f| !f.subset).map(|f| f.column)
    }
}

/// "of which …" counts a part of the column before it, of which it says only what is different.
fn parts_of_columns(columns: &mut Columns) {
    let mut whole: Option<Facets> = None;
    for figures in &mut columns.figures {
        match &whole {
            Some(whole) if figures.subset => {
                let mut own = std::mem::take(&mut figures.facets);
                // A noun for persons is who they are, not what happened to them.
                own.measure = own.measure.filter(|m| matches!(m.rank, 0 | 2));
                let mut facets = Facets { total: false, rate: false, ..whole.clone() };
                over(&mut facets, &own);
                figures.facets = facets;
            }
            _ => whole = Some(figures.facets.clone()),
        }
    }
}

/// The thing that the headers above a column name.
fn thing(reader: &Reader<'_>, figures: &Figures) -> Option<Code> {
    let happened = |text: &str| reader.header(text).measure.is_some_and(|m| reader.of_things(m.index));
    let (last, above) = figures.headers.split_last()?;
    let facets = reader.header(&last.0);
    let apart = facets.nationality.is_some() || facets.sex.is_some() || facets.age.is_some() || facets.total;
    if apart || !facets.time.is_empty() {
        return None;
    }
    let grouped = facets.measure.is_none() && above.iter().any(|(text, _)| happened(text));
    // "Phensedyl seized (bottles)": a thing that no vocabulary has, with its unit.
    let weighed = happened(&last.0) && facets.unit.as_ref().is_some_and(|u| matches!(&**u, "kg" | "g" | "l" | "items"));
    reader.object(&last.0, !grouped && !weighed)
}

/// The dimension of most of a header row's texts.
fn common(reader: &Reader<'_>, texts: &[(usize, String)], hints: &[Dimension]) -> Option<Dimension> {
    let (mut codes, mut offences, mut other, mut open) = (0, 0, 0, 0);
    for (_, text) in texts {
        let facets = reader.header(text);
        match () {
            () if matches!(facets.nationality, Some(Nationality::Codes(_))) => codes += 1,
            () if facets.measure.is_some()
                || !facets.time.is_empty()
                || facets.sex.is_some()
                || facets.age.is_some() =>
            {
                other += 1;
            }
            () if facets.offences.is_some() => offences += 1,
            () if !facets.says() => open += 1,
            () => {}
        }
    }
    match () {
        () if codes >= 2 && codes >= open && codes > other => Some(Dimension::Nationality),
        () if offences >= 2 && offences >= codes && offences > other => Some(Dimension::Offence),
        () if open >= 2 && open > other + codes + offences => {
            [Dimension::Place, Dimension::Nationality].into_iter().find(|d| hints.contains(d))
        }
        () => None,
    }
}

/// In a table of one record a row, the column that is headed as the figures has them; others that say nothing hold codes,
/// populations or what else came with the data.
fn only_values(reader: &Reader<'_>, columns: &mut Columns) {
    use Dimension as D;
    let dimensions = columns.labels.iter().filter(|l| l.dimension.is_some()).count();
    let says = |f: &Figures| {
        let f = &f.facets;
        !f.time.is_empty()
            || f.total
            || f.nationality.is_some()
            || f.sex.is_some()
            || f.age.is_some()
            || f.offences.is_some()
            || f.object.is_some()
            || f.unit.is_some()
    };
    let valued = |f: &Figures| {
        let last = f.headers.last().map_or("", |(t, _)| t.as_str());
        !says(f) && (reader.dimension(last) == Some(D::Count) || f.facets.measure.is_some_and(|m| m.rank <= 1))
    };
    let one_row = columns.figures.iter().all(|f| f.headers.len() <= 1);
    if dimensions < 3 || !one_row || !columns.figures.iter().any(valued) {
        return;
    }
    let (kept, out): (Vec<Figures>, Vec<Figures>) = std::mem::take(&mut columns.figures)
        .into_iter()
        .partition(|f| says(f) || valued(f) || f.facets.measure.is_some());
    columns.figures = kept;
    let left = out.into_iter().map(|f| {
        let header = f.headers.last().map(|(t, _)| t.clone()).unwrap_or_default();
        LeftOut { column: f.column, header, why: "not the figures" }
    });
    columns.left_out.extend(left);
}

/// A word for all makes a column a total only beside columns that are its parts.
fn totals(reader: &Reader<'_>, columns: &mut Columns) {
    sides::of_both_sexes(reader, columns);
    let parts = columns.figures.iter().filter(|f| !f.facets.total && !f.subset).count();
    if parts < 2 {
        for figures in &mut columns.figures {
            figures.total = false;
        }
    }
}
