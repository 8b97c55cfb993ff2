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

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::extract::sheet::{Mappings, TableSource, extract};
    use crate::model::{Item, Locator};
    use crate::read::ReadError;
    use crate::read::table::{Cell, Content, LoadedSheet, Row, SheetInfo};
    use crate::source::{Limits, MediaType};
    use crate::vocabulary::Vocabulary;

    const ROWS: u32 = 4_200;
    const PEOPLE: [&str; 3] = ["Chinese", "Thai", "Kenyan"];

    fn sheet(name: &str, header: &str) -> LoadedSheet {
        let row = |index: u32, texts: [&str; 2]| Row { index, cells: texts.map(Cell::text).to_vec() };
        let body = (1..=ROWS).map(|n| row(n, [PEOPLE[n as usize % 3], &n.to_string()]));
        let rows = std::iter::once(row(0, ["Nationality", header])).chain(body).collect();
        LoadedSheet { info: SheetInfo { name: Some(name.into()), ..SheetInfo::default() }, rows }
    }

    #[test]
    fn figures_of_long_sheets_count_what_their_own_sheet_says() -> Result<(), ReadError> {
        let sheets = [sheet("First", "Persons arrested"), sheet("Second", "Persons deported")];
        let source = TableSource {
            path: Path::new("long.html"),
            content: Content::Sheets(&sheets),
            name: "long.html",
            media_type: MediaType::Html,
            limits: &Limits::DEFAULT,
        };
        let mut seen = 0;
        extract(&source, Vocabulary::builtin(), &Mappings::default(), &mut |item| {
            let Item::Observation(o) = item else { return };
            let Locator::Cell { sheet, row, .. } = &o.locator else { panic!("{o:?}") };
            let expected = if sheet.as_deref() == Some("First") { "arrested" } else { "deported" };
            assert_eq!((&*o.series.measure, o.bounds.low), (expected, Some(f64::from(*row))));
            assert_eq!(&*o.series.nationality, ["CN", "TH", "KE"][*row as usize % 3]);
            assert_eq!(o.cell_text.as_deref(), Some(row.to_string().as_str()));
            seen += 1;
        })?;
        assert_eq!(seen, 2 * ROWS);
        Ok(())
    }
}
