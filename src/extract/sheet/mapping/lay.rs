//! What a mapping says of a sheet laid over the table that was inferred. In: both. Out: the table corrected, or an error
//! where the mapping speaks of a column that is not there any more.

use toml::Spanned;

use super::says::{Says, value};
use super::{Mapping, SheetMap};
use crate::extract::sheet::columns::{Figures, Label, LeftOut};
use crate::extract::sheet::facets::{Facets, Nationality, over};
use crate::extract::sheet::table::Table;
use crate::extract::sheet::when;
use crate::read::ReadError;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::headers::{Dimension, key};

/// Lays what a mapping says of a sheet over an inferred table.
pub(in crate::extract::sheet) fn apply(
    map: &SheetMap,
    mapping: &Mapping,
    table: &mut Table<'_>,
) -> Result<(), ReadError> {
    let vocabulary = table.reader.vocabulary;
    for (name, column) in &map.columns {
        let Some(at) = column_of(table, name.get_ref()) else {
            let message = format!("no column has this letter or header any more: `{}`", name.get_ref());
            return Err(mapping.error(name.span().start, "columns", &message));
        };
        one_column(table, at, name, column, mapping, vocabulary)?;
    }
    if let Some(constants) = &map.constants {
        let facets = constants.get_ref().facets(constants.span().start, mapping, vocabulary)?;
        if let Some(country) = &facets.country {
            table.constants.country = Some(country.clone());
            let calendar = when::Calendar { start: None, ..table.constants.calendar };
            table.constants.calendar = when::with_country(calendar, Some(country), &vocabulary.headers);
        }
        if let Some(nationality) = &facets.nationality {
            table.constants.facets.foreign = *nationality == Nationality::Foreign;
            table.constants.people = match nationality {
                Nationality::Codes(codes) => Some(codes.clone()),
                _ => None,
            };
        }
        table.constants.object = facets.object.clone().or(table.constants.object.take());
        if facets.measure.is_some() {
            table.constants.facets.measure = None;
        }
        over(&mut table.constants.facets, &facets);
    }
    for (dimension, values) in &map.values {
        for (label, meaning) in values {
            let facets = value(*dimension, meaning, mapping, vocabulary)?;
            table.values.insert((*dimension, key(label)), facets);
        }
    }
    for place in &map.leave_out {
        if !table.leave_out(place.get_ref()) {
            let message = format!("`{}` is no column (C), row (12) or cell (C12)", place.get_ref());
            return Err(mapping.error(place.span().start, "leave_out", &message));
        }
    }
    Ok(())
}

fn column_of(table: &Table<'_>, name: &str) -> Option<usize> {
    let columns = &table.columns;
    let headers = columns.labels.iter().map(|l| (l.column, l.header.clone()));
    let headers = headers.chain(columns.left_out.iter().map(|l| (l.column, l.header.clone())));
    let figures = columns.figures.iter().map(|f| (f.column, f.headers.last().map(|h| h.0.clone()).unwrap_or_default()));
    let all: Vec<(usize, String)> = headers.chain(figures).collect();
    if let Some((column, _)) = all.iter().find(|(_, h)| key(h) == key(name)) {
        return Some(*column);
    }
    // Of three letters at most: what is longer is no column, and no number either.
    let letters = (1..=3).contains(&name.len()) && name.bytes().all(|b| b.is_ascii_uppercase());
    let column = || name.bytes().fold(0usize, |n, b| n * 26 + usize::from(b.saturating_sub(b'A')) + 1);
    letters.then(column).filter(|column| all.iter().any(|(c, _)| c + 1 == *column)).map(|column| column - 1)
}

fn one_column(
    table: &mut Table<'_>,
    at: usize,
    name: &Spanned<String>,
    column: &toml::Value,
    mapping: &Mapping,
    vocabulary: &Vocabulary,
) -> Result<(), ReadError> {
    let columns = &mut table.columns;
    let header = columns
        .labels
        .iter()
        .filter(|l| l.column == at)
        .map(|l| l.header.clone())
        .chain(columns.left_out.iter().filter(|l| l.column == at).map(|l| l.header.clone()))
        .next();
    let figures = columns.figures.iter().find(|f| f.column == at).cloned();
    let fresh = || Figures {
        column: at,
        facets: Facets::default(),
        headers: header.clone().map(|h| vec![(h, at)]).unwrap_or_default(),
        total: false,
        subset: false,
        silent: false,
    };
    let said = figures.clone().unwrap_or_else(fresh);
    columns.labels.retain(|l| l.column != at);
    columns.left_out.retain(|l| l.column != at);
    columns.figures.retain(|f| f.column != at);
    let text = header.or(said.headers.last().map(|h| h.0.clone())).unwrap_or_default();
    match column {
        toml::Value::String(role) if role == "skip" => {
            columns.left_out.push(LeftOut { column: at, header: text, why: "by the mapping" });
        }
        toml::Value::String(role) if role == "figures" => columns.figures.push(said),
        toml::Value::String(role) => {
            let parsed: Result<Dimension, _> = toml::Value::String(role.clone()).try_into();
            let Ok(dimension) = parsed else {
                let message = format!("`{role}` is no dimension, `figures` or `skip`");
                return Err(mapping.error(name.span().start, "columns", &message));
            };
            columns.labels.push(Label {
                column: at,
                part: None,
                dimension: Some(dimension),
                header: text,
                fills: false,
            });
            columns.labels.sort_by_key(|l| l.column);
        }
        says => {
            let says: Says = says.clone().try_into().map_err(|e: toml::de::Error| {
                mapping.error(name.span().start, "columns", e.message().lines().next().unwrap_or("not understood"))
            })?;
            let facets = says.facets(name.span().start, mapping, vocabulary)?;
            let mut figures = said;
            if facets.measure.is_some() {
                figures.facets.measure = None;
            }
            over(&mut figures.facets, &facets);
            figures.total = says.total.unwrap_or(figures.total);
            columns.figures.push(figures);
        }
    }
    columns.figures.sort_by_key(|f| f.column);
    Ok(())
}
