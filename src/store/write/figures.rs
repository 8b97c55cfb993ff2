//! Rows of figures. In: observations, whole or by the number of their series. Out: rows of `observation`, and the series that
//! the document has.

use std::sync::Arc;

use rusqlite::params;
use smol_str::SmolStr;

use super::cells::CellRow;
use super::{Writer, offsets};
use crate::model::{Code, Figure, Given, Locator, Observation, Series};
use crate::store::StoreError;

impl Writer<'_> {
    /// Writes what extraction gives.
    pub fn given(&mut self, given: Given) -> Result<(), StoreError> {
        match given {
            Given::Item(item) => self.item(item),
            Given::Series { number, series, sheet } => {
                let sheet = sheet.as_ref().map(|name| self.interner.sheet(name)).transpose()?;
                let key = self.interner.series_once(&series)?;
                self.series_here.insert((key, sheet.unwrap_or(0)));
                self.numbered.truncate(number as usize);
                self.numbered.push((key, sheet));
                Ok(())
            }
            Given::Figure(figure) => {
                let place = self.numbered.get(figure.series as usize).copied();
                let unknown = || StoreError::Code { list: "series", code: figure.series.to_string() };
                self.cell(place.ok_or_else(unknown)?, figure)
            }
        }
    }

    pub(super) fn observation(&mut self, o: Observation) -> Result<(), StoreError> {
        let (figure, sentence) = match o.locator {
            Locator::Text { figure, sentence } => (offsets(figure), offsets(sentence)),
            Locator::Cell { sheet, row, column } => {
                let place = self.series_in(&o.series, sheet.as_ref())?;
                let figure = Figure {
                    series: 0,
                    bounds: o.bounds,
                    period: o.period,
                    part_of: o.part_of,
                    is_total: o.is_total,
                    confidence: o.confidence,
                    row,
                    column,
                    text: o.cell_text.as_deref().map(SmolStr::from),
                    note: o.note,
                };
                return self.cell(place, figure);
            }
        };
        let ordinal = self.here.observations as i64;
        self.here.observations += 1;
        let period = self.interner.period(o.period)?;
        let (series, _) = self.series_in(&o.series, None)?;
        self.observation.execute(params![
            self.document_id,
            ordinal,
            series,
            period,
            o.bounds.low,
            o.bounds.high,
            o.bounds.qualifier.as_str(),
            o.part_of,
            o.is_total,
            o.confidence,
            figure.0,
            figure.1,
            sentence.0,
            sentence.1,
            o.cell_text.as_deref(),
            o.note.as_deref(),
        ])?;
        Ok(())
    }

    /// A figure in a cell, of a series and a sheet by their keys.
    fn cell(&mut self, (series, sheet): (i64, Option<i64>), figure: Figure) -> Result<(), StoreError> {
        let ordinal = self.here.observations as i64;
        self.here.observations += 1;
        let period = self.interner.period(figure.period)?;
        self.cells.add(self.document_id, sheet, CellRow { ordinal, series, period, figure })
    }

    /// The keys of what a figure counts and of its sheet; the document has such figures then.
    fn series_in(&mut self, series: &Arc<Series>, sheet: Option<&Code>) -> Result<(i64, Option<i64>), StoreError> {
        let sheet = sheet.map(|name| self.interner.sheet(name)).transpose()?;
        let (series, is_new_here) = self.interner.series(series, sheet.unwrap_or(0))?;
        if is_new_here {
            self.series_here.insert((series, sheet.unwrap_or(0)));
        }
        Ok((series, sheet))
    }
}
