//! What the labels of one row say. In: a table and a row's cells. Out: [`RowFacets`].

use super::facets::{Facets, Nationality, over};
use super::table::{RowFacets, Table};
use super::when::{self, Time};
use crate::read::table::{Cell, Value};
use crate::vocabulary::headers::{Dimension, key};

impl Table<'_> {
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

    pub fn label_text(&self, i: usize, cells: &[Cell]) -> String {
        let Some(label) = self.columns.labels.get(i) else { return String::new() };
        let text = cells.get(label.column).map(Cell::shown).unwrap_or_default();
        // "Total" in the column that counts the rows, where the first label is left empty.
        if text.is_empty()
            && i == 0
            && let Some(said) =
                self.columns.serial.and_then(|c| cells.get(c)).filter(|c| matches!(c.value, Value::Text(_)))
        {
            return said.shown();
        }
        match label.part {
            Some(part) => text.split(',').nth(part).unwrap_or("").trim().to_string(),
            None => text,
        }
    }

    pub(super) fn take_label(&self, i: usize, text: &str, cells: &[Cell], out: &mut RowFacets) {
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
        if let Some(Value::Date(date)) = cells.get(label.column).map(|c| &c.value)
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
        if let Some(letters) = self.columns.sex_letters.as_ref().filter(|_| label.dimension == Some(D::Sex)) {
            facets.sex = super::sides::sex_of(letters, text).map(Some).or(facets.sex);
        }
        let of_people =
            matches!(label.dimension, Some(D::Nationality | D::Place | D::Sex | D::Age | D::Offence | D::Where));
        if of_people {
            facets.measure = None;
        }
        facets.time = self.marked.narrowed(text, facets.time);
        facets
    }

    /// A date in a column of months is its month, in a column of years its year.
    pub(super) fn date_time(&self, date: jiff::civil::Date, dimension: Option<Dimension>) -> Time {
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
}

/// `11/18/2022` as `18/11/2022`.
pub(super) fn turned(date: &str) -> Option<String> {
    let mut parts = date.splitn(3, '/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("{day}/{month}/{year}"))
}
