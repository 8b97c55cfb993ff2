//! Figures of a long table, whole again. In: what is given, in its order. Out: items, each with its series.

use std::sync::Arc;

use crate::model::{Code, Figure, Given, Item, Locator, Observation, Series};

/// What the numbers of a document's series stand for.
#[derive(Debug, Default)]
pub struct Numbered {
    series: Vec<(Arc<Series>, Option<Code>)>,
}

impl Numbered {
    /// The item; none for a series, which its figures will have.
    pub fn whole(&mut self, given: Given) -> Option<Item> {
        match given {
            Given::Item(item) => Some(item),
            Given::Series { number, series, sheet } => {
                self.series.truncate(number as usize);
                self.series.push((series, sheet));
                None
            }
            Given::Figure(figure) => {
                let (series, sheet) = self.series.get(figure.series as usize)?;
                Some(Item::Observation(observation(figure, series, sheet)))
            }
        }
    }
}

fn observation(figure: Figure, series: &Arc<Series>, sheet: &Option<Code>) -> Observation {
    Observation {
        series: series.clone(),
        bounds: figure.bounds,
        period: figure.period,
        part_of: figure.part_of,
        is_total: figure.is_total,
        confidence: figure.confidence,
        locator: Locator::Cell { sheet: sheet.clone(), row: figure.row, column: figure.column },
        cell_text: figure.text.as_deref().map(Code::from),
        note: figure.note,
        reasons: Vec::new(),
    }
}
