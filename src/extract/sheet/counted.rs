//! Figures of a long table by the number of what they count. In: a figure and its series' number. Out: the figure in short,
//! behind its series where that is new; or whole, where its reasons are asked for.
//!
//! A large table has tens of thousands of series. Once one was handed over, its number and a hash that tells it from all
//! others are enough.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::emit::{Emit, Place, confidence};
use crate::model::{Bounds, Code, Figure, Given, Period, Reason, Series};

/// What comes in whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    Persons,
    Cases,
    Operations,
}

impl Whole {
    pub fn of(unit: &str) -> Option<Whole> {
        [Whole::Persons, Whole::Cases, Whole::Operations].into_iter().find(|whole| whole.unit() == unit)
    }

    pub fn unit(self) -> &'static str {
        match self {
            Whole::Persons => "persons",
            Whole::Cases => "cases",
            Whole::Operations => "operations",
        }
    }
}

/// What figures under some labels count, small enough to be looked up for each of a million rows.
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    /// Its number among the table's series.
    pub series: u32,
    /// What they are to be multiplied by.
    pub factor: f64,
    pub whole: Option<Whole>,
    /// It says in which country.
    pub located: bool,
}

/// The series of a table by their numbers.
#[derive(Debug, Default)]
pub struct Numbers {
    known: HashMap<[u64; 2], u32, FixedState>,
    /// Those that are still needed.
    series: Vec<Option<Arc<Series>>>,
}

impl Numbers {
    pub fn of(&mut self, series: Series, factor: f64) -> Counted {
        let (whole, located) = (Whole::of(&series.unit), !series.country.is_empty());
        let number = *self.known.entry(print(&series)).or_insert_with(|| {
            self.series.push(Some(Arc::new(series)));
            self.series.len() as u32 - 1
        });
        Counted { series: number, factor, whole, located }
    }

    pub fn clear(&mut self) {
        self.known.clear();
        self.series.clear();
    }
}

/// A hash by which no two series are taken for one.
fn print(series: &Series) -> [u64; 2] {
    struct Print(blake3::Hasher);
    impl Hasher for Print {
        fn write(&mut self, bytes: &[u8]) {
            self.0.update(bytes);
        }
        fn finish(&self) -> u64 {
            self.half(0)
        }
    }
    impl Print {
        fn half(&self, at: usize) -> u64 {
            let hash = self.0.finalize();
            hash.as_bytes().iter().skip(8 * at).take(8).fold(0, |half, byte| half << 8 | u64::from(*byte))
        }
    }
    let mut print = Print(blake3::Hasher::new());
    series.hash(&mut print);
    [print.half(0), print.half(1)]
}

impl Emit<'_, '_> {
    /// Hands over a figure whose series has a number.
    #[allow(clippy::too_many_arguments)]
    pub fn counted(
        &mut self,
        numbers: &mut Numbers,
        counted: Counted,
        bounds: Bounds,
        period: Period,
        is_total: bool,
        place: Place,
        note: Option<&str>,
        reasons: Vec<Reason>,
    ) {
        if self.explained.is_some() {
            let Some(Some(series)) = numbers.series.get(counted.series as usize) else { return };
            return self.observation(series.clone(), bounds, period, is_total, place, note, reasons);
        }
        self.tell(numbers, counted.series);
        let part_of = match numbers.series.get(counted.series as usize) {
            Some(Some(series)) => self.part_of(place.column, series, &bounds),
            _ => {
                self.emitted += 1;
                None
            }
        };
        (self.sink)(Given::Figure(Figure {
            series: counted.series,
            bounds,
            period,
            part_of,
            is_total,
            confidence: confidence(counted.located && !period.is_empty()),
            row: place.row,
            column: place.column as u32,
            text: Some(place.text),
            note: note.map(Code::from),
        }));
    }

    /// Hands over the series up to this one that were not yet; they are kept only where parts of figures are looked for.
    fn tell(&mut self, numbers: &mut Numbers, last: u32) {
        for slot in numbers.series.get_mut(self.told as usize..=last as usize).unwrap_or_default() {
            let series = if self.parts.is_some() { slot.clone() } else { slot.take() };
            if let Some(series) = series {
                (self.sink)(Given::Series { number: self.told, series, sheet: self.info.name.clone() });
            }
            self.told += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Kind, Modality};

    #[test]
    fn a_number_is_that_of_one_series() {
        let series = |country: &str, place: &str| Series {
            kind: Kind::Level,
            measure: "arrested".into(),
            unit: "persons".into(),
            object: None,
            direction: None,
            nationality: "".into(),
            sex: None,
            age_group: None,
            offences: "".into(),
            country: country.into(),
            place: place.into(),
            modality: Modality::Actual,
            attributed_to: "".into(),
        };
        let mut numbers = Numbers::default();
        let all = [("", "KH"), ("KH", ""), ("K", "H"), ("", "KH"), ("KH", "")];
        let found = all.map(|(country, place)| numbers.of(series(country, place), 1.0).series);
        assert_eq!(found, [0, 1, 2, 0, 1]);
    }
}
