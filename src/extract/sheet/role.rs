//! What a column is for: labels, figures, or neither. In: how its cells look and what its header says. Out: a [`Role`], with
//! the reason where it is neither.

use super::facets::Facets;
use super::grid::{Grid, Look};
use super::layout::Block;
use crate::vocabulary::headers::{Dimension, key};

/// How often each look occurs in a column's body.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) number: usize,
    pub(super) bounds: usize,
    pub(super) time: usize,
    pub(super) missing: usize,
    pub(super) percent: usize,
    pub(super) text: usize,
    pub(super) error: usize,
    pub(super) empty: usize,
    pub(super) fractions: usize,
    pub(super) dates: usize,
    /// Figures that begin with a zero: codes.
    pub(super) padded: usize,
}

impl Tally {
    pub(super) fn figures(&self) -> usize {
        self.number + self.bounds + self.error
    }

    pub(super) fn filled(&self) -> usize {
        self.figures() + self.time + self.missing + self.percent + self.text
    }
}

pub(super) fn tally(grid: &Grid, rows: &[usize], column: usize) -> Tally {
    let mut tally = Tally::default();
    for at in rows {
        match grid.look(*at, column) {
            Look::Empty => tally.empty += 1,
            Look::Number => {
                tally.number += 1;
                let text = grid.text(*at, column);
                let padded = text.len() > 1 && text.starts_with('0') && text.bytes().all(|b| b.is_ascii_digit());
                tally.padded += usize::from(padded);
                if let crate::read::table::Value::Number(n) = grid.cell(*at, column).value {
                    tally.fractions += usize::from(n.fract() != 0.0);
                }
            }
            Look::Bounds => tally.bounds += 1,
            Look::Time => {
                tally.time += 1;
                let date = matches!(grid.cell(*at, column).value, crate::read::table::Value::Date(_));
                tally.dates += usize::from(date);
            }
            Look::Missing => tally.missing += 1,
            Look::Percent => tally.percent += 1,
            Look::Error => tally.error += 1,
            Look::Text => tally.text += 1,
        }
    }
    tally
}

pub(super) const COUNTS_THE_ROWS: &str = "counts the rows";

pub(super) enum Role {
    Label(Option<Dimension>),
    Figures,
    Out(&'static str),
}

#[allow(clippy::too_many_arguments)]
pub(super) fn role(
    grid: &Grid,
    block: &Block,
    rows: &[usize],
    column: usize,
    tally: &Tally,
    dimension: Option<Dimension>,
    facets: &Facets,
    rate: bool,
    header: &str,
    scaled: bool,
    named: bool,
) -> Role {
    use Dimension as D;
    let numeric = tally.figures() + tally.missing + tally.percent;
    let mostly_numbers = tally.figures() + tally.percent > 0 && numeric >= tally.text + tally.time;
    let said = facets.measure.is_some() || facets.nationality.is_some() || facets.sex.is_some() || facets.foreign;
    let times = tally.time * 10 >= (tally.filled() - tally.missing) * 6 && tally.time > 0;
    if rate && mostly_numbers {
        return Role::Out("a share or rate");
    }
    if matches!(dimension, Some(D::Year | D::Month | D::Quarter | D::Period))
        && facets.time.is_empty()
        && facets.sex.is_none()
        && facets.age.is_none()
        && (times || in_year(grid, rows, column) || (dimension == Some(D::Year) && short_years(grid, rows, column)))
    {
        return Role::Label(dimension);
    }
    if matches!(dimension, Some(D::Date)) && (times || tally.dates > 0 || !mostly_numbers) {
        return Role::Label(dimension);
    }
    if dimension == Some(D::Age) && !said && facets.age.is_none() {
        return Role::Label(dimension);
    }
    if serial(grid, rows, column) && facets.measure.is_none() && !matches!(dimension, Some(D::Month | D::Quarter)) {
        let left = column == block.left || dimension == Some(D::Ignored);
        if left && rows.len() >= 3 {
            return Role::Out(COUNTS_THE_ROWS);
        }
    }
    if dimension == Some(D::Ignored) && !(mostly_numbers && is_number_word(header)) {
        return Role::Out("not about the figures");
    }
    if times {
        let years_as_counts = (said || !facets.time.is_empty()) && tally.dates == 0 && column > block.left;
        return if years_as_counts { Role::Figures } else { Role::Label(Some(dimension.unwrap_or(D::Period))) };
    }
    if tally.padded * 2 > tally.number && !said {
        return Role::Out("codes");
    }
    if mostly_numbers {
        let coded =
            matches!(dimension, Some(D::Nationality | D::Country | D::Where | D::Area | D::Sex | D::Offence | D::Unit));
        if coded && named && !said && facets.time.is_empty() {
            return Role::Out("codes");
        }
        if column == block.left && block.right > block.left && tally.text > 0 {
            return Role::Label(dimension);
        }
        let fractions = tally.fractions * 10 > tally.number * 8 && tally.number >= 3;
        if fractions && facets.unit.is_none() && facets.measure.is_none() && facets.factor.is_none() && !scaled {
            return Role::Out("not whole numbers");
        }
        return Role::Figures;
    }
    if tally.missing > 0 && tally.text == 0 && tally.time == 0 {
        return if column > block.left { Role::Figures } else { Role::Out("empty") };
    }
    Role::Label(dimension)
}

pub(super) fn is_number_word(header: &str) -> bool {
    matches!(key(&super::texts::clean(header)).as_str(), "no" | "nr" | "n" | "num")
}

/// Months or quarters by their number, names among them.
pub(super) fn in_year(grid: &Grid, rows: &[usize], column: usize) -> bool {
    let (mut good, mut all) = (0, 0);
    for at in rows.iter().filter(|r| !matches!(grid.look(**r, column), Look::Empty | Look::Missing)) {
        all += 1;
        let month = matches!(grid.text(*at, column).parse::<i64>(), Ok(1..=12));
        good += usize::from(month || grid.look(*at, column) == Look::Time);
    }
    good * 10 >= all * 9 && good > 0
}

/// Years by their last two digits.
pub(super) fn short_years(grid: &Grid, rows: &[usize], column: usize) -> bool {
    let mut texts = rows.iter().map(|at| grid.text(*at, column)).filter(|t| !t.is_empty()).peekable();
    texts.peek().is_some() && texts.all(|t| super::when::short_year(&t).is_some())
}

/// 1, 2, 3 … down the column.
pub(super) fn serial(grid: &Grid, rows: &[usize], column: usize) -> bool {
    let numbers: Vec<i64> =
        rows.iter().filter_map(|r| grid.text(*r, column).trim_end_matches('.').parse().ok()).collect();
    let steps = numbers.windows(2).filter(|w| matches!(w, [a, b] if *b == a + 1)).count();
    numbers.len() >= 3 && matches!(numbers.first(), Some(0 | 1)) && steps * 10 >= (numbers.len() - 1) * 9
}
