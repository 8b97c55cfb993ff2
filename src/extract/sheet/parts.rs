//! Which cell counts a part of which. In: figures as they are emitted, row by row. Out: for one that is headed or labelled
//! "of which …" the place of its whole among the document's observations.

use std::sync::Arc;

use super::columns::Columns;
use crate::model::{Bounds, Series};

/// A figure that was emitted.
struct Told {
    column: usize,
    ordinal: u32,
    series: Arc<Series>,
    high: Option<f64>,
}

#[derive(Default)]
pub struct Parts {
    /// The figures of the row.
    here: Vec<Told>,
    /// Those of the last row that counts no part.
    above: Vec<Told>,
    /// The row counts a part of the one above.
    is_part: bool,
}

impl Parts {
    pub fn next_row(&mut self, is_part: bool) {
        if self.is_part {
            self.here.clear();
        } else {
            std::mem::swap(&mut self.above, &mut self.here);
            self.here.clear();
        }
        self.is_part = is_part;
    }

    /// Takes a figure in, and says of which other it counts a part.
    pub fn take(
        &mut self,
        columns: &Columns,
        (column, ordinal): (usize, u32),
        series: &Arc<Series>,
        bounds: &Bounds,
    ) -> Option<u32> {
        let in_row = columns.whole_of(column).and_then(|whole| at(&self.here, whole));
        let whole = in_row.or_else(|| at(&self.above, column).filter(|_| self.is_part));
        let holds = |whole: &&Told| {
            let room = whole.high.zip(bounds.low).is_none_or(|(high, low)| low <= high);
            room && whole.series.unit == series.unit
        };
        let part_of = whole.filter(holds).map(|whole| whole.ordinal);
        self.here.push(Told { column, ordinal, series: Arc::clone(series), high: bounds.high });
        part_of
    }
}

fn at(row: &[Told], column: usize) -> Option<&Told> {
    row.iter().find(|told| told.column == column)
}
