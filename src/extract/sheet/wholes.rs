//! Columns that no word for all heads, and that are the sum of columns beside them all the same. In: a table's records.
//! Out: whether a column is such a whole.

use super::body::Record;
use super::facets::Facets;
use super::table::Table;
use super::when::Time;
use crate::model::Period;

/// A column headed as a total whose following columns, "of which …", add up to it.
pub(super) fn of_which(table: &Table<'_>, records: &[Record], figure: usize) -> bool {
    let figures = &table.columns.figures;
    let headed = figures.get(figure).is_some_and(|f| f.facets.total && !f.subset);
    let parts: Vec<usize> =
        (figure + 1..figures.len()).take_while(|i| figures.get(*i).is_some_and(|f| f.subset)).collect();
    if !headed || parts.len() < 2 {
        return false;
    }
    add_up(records, figure, &parts)
}

/// A column of a time, the year, that is the sum of columns of its parts, the quarters, which say the same else.
pub(super) fn of_its_times(table: &Table<'_>, records: &[Record], figure: usize) -> bool {
    let figures = &table.columns.figures;
    let Some(whole) = figures.get(figure).filter(|f| !f.subset && !f.facets.time.is_empty()) else { return false };
    let apart = |facets: &Facets| Facets { time: Time::default(), total: false, ..facets.clone() };
    let period = |i: usize| figures.get(i).map(|f| table.period(Time::default(), Some(f))).unwrap_or_default();
    let within = |a: Period, b: Period| a != b && a.start >= b.start && a.end <= b.end && a.start.is_some();
    let own = apart(&whole.facets);
    let same: Vec<usize> = (0..figures.len())
        .filter(|i| within(period(*i), period(figure)))
        .filter(|i| figures.get(*i).is_some_and(|f| !f.subset && apart(&f.facets) == own))
        .collect();
    // Of quarters and their months the quarters.
    let widest = |i: &usize| !same.iter().any(|j| within(period(*i), period(*j)));
    let parts: Vec<usize> = same.iter().copied().filter(widest).collect();
    parts.len() >= 2 && add_up(records, figure, &parts)
}

/// Whether some columns add up to another one in nearly all rows where all of them have figures.
fn add_up(records: &[Record], figure: usize, parts: &[usize]) -> bool {
    let sums = records.iter().filter_map(|r| {
        let values: Option<Vec<f64>> = parts.iter().map(|p| r.value(*p)).collect();
        Some((values?.iter().sum::<f64>() - r.value(figure)?).abs() < 0.5)
    });
    let (mut good, mut all) = (0, 0);
    for fits in sums {
        all += 1;
        good += usize::from(fits);
    }
    all > 0 && good * 10 >= all * 8
}
