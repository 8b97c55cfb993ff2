//! What the page says before its list: for each series key figure, trends, bars and a matrix. In: rows of sums. Out: the
//! values that the template prints, each with the link to the figures behind it.

use std::collections::{BTreeMap, HashMap};

use super::format;
use super::rows::{Figure, Rows, Sum};
use super::trend;

/// Series that have charts; the rest is in the list.
const MOST_SERIES: usize = 8;
const MOST_BARS: usize = 12;
const MOST_ROWS: usize = 10;
const MOST_COLUMNS: usize = 8;

/// The sums of what may be added up.
#[derive(Debug, Clone)]
pub struct Series {
    pub id: String,
    pub name: String,
    pub key: Option<trend::Key>,
    /// A country each, that with the most figures first.
    pub trends: Vec<trend::Trend>,
    /// Under what they are shown.
    pub bars: Vec<(&'static str, Bars)>,
    pub matrix: Option<Matrix>,
}

#[derive(Debug, Clone, Default)]
pub struct Bars {
    pub bars: Vec<Bar>,
    pub more: usize,
}

#[derive(Debug, Clone)]
pub struct Bar {
    pub name: String,
    pub text: String,
    /// What a listener needs besides.
    pub rest: String,
    pub link: String,
    /// Percent of the widest.
    pub low: f64,
    pub high: f64,
    pub open: bool,
}

#[derive(Debug, Clone)]
pub struct Matrix {
    pub columns: Vec<String>,
    pub rows: Vec<(String, Vec<Option<Cell>>)>,
    pub more: bool,
}

#[derive(Debug, Clone)]
pub struct Cell {
    pub text: String,
    pub label: String,
    pub link: String,
    /// 1 to 5.
    pub shade: u8,
}

/// What is counted in what: only figures that share it may be added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted<'a> {
    measure: &'a str,
    unit: &'a str,
    things: &'a str,
}

impl<'a> Counted<'a> {
    pub fn of_figure(figure: &'a Figure) -> Self {
        Counted { measure: &figure.measure, unit: &figure.unit, things: &figure.things }
    }

    fn of_sum(sum: &'a Sum) -> Self {
        Counted { measure: &sum.measure, unit: &sum.unit, things: &sum.things }
    }

    /// `arrested`, `seized:documents`, or `fined:MYR` where the unit isn't persons, cases, operations or items.
    pub fn key(self) -> String {
        let unit = if matches!(self.unit, "persons" | "cases" | "operations" | "items") { "" } else { self.unit };
        let parts = [self.measure, self.things, unit].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(":")
    }

    /// `Arrested`, `Seized documents`, `Seized drugs, in kg`.
    pub fn name(self, rows: &Rows) -> String {
        let measure = rows.name("measure", self.measure);
        let name = if self.things.is_empty() { measure.to_string() } else { format!("{measure} {}", self.things) };
        match self.unit {
            "persons" | "cases" | "operations" | "items" => name,
            "percent" => format!("{name}, in percent"),
            "countries" => format!("{name}: nationalities among them"),
            unit => format!("{name}, in {unit}"),
        }
    }
}

/// The figure's object, where that says more than the name of its series.
pub fn own_object(figure: &Figure) -> &str {
    if figure.object.eq_ignore_ascii_case(&figure.things) { "" } else { &figure.object }
}

/// A link that sets the list's filters.
pub fn link(filters: &[(&str, &str)]) -> String {
    let mut out = String::from("#");
    for (i, (key, value)) in filters.iter().enumerate() {
        let join = if i > 0 { "&" } else { "" };
        out.push_str(&format!("{join}{key}={}", encode(value)));
    }
    out
}

fn encode(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.~:".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// The series with the most figures that can be added up, the largest first.
pub fn series(rows: &Rows) -> Vec<Series> {
    let mut sizes: BTreeMap<Counted<'_>, u32> = BTreeMap::new();
    for sum in &rows.by_year {
        *sizes.entry(Counted::of_sum(sum)).or_default() += sum.figures;
    }
    let mut counted: Vec<(Counted<'_>, u32)> = sizes.into_iter().collect();
    counted.sort_by_key(|(counted, size)| (std::cmp::Reverse(*size), *counted));
    counted.truncate(MOST_SERIES);
    counted.into_iter().map(|(counted, _)| one(rows, counted)).collect()
}

fn one(rows: &Rows, counted: Counted<'_>) -> Series {
    let (id, name) = (counted.key(), counted.name(rows));
    let of = |sums: &[Sum]| -> Vec<Sum> { sums.iter().filter(|s| Counted::of_sum(s) == counted).cloned().collect() };
    Series {
        key: trend::key(rows, &of(&rows.by_year), &id, &name),
        trends: trend::trends(rows, &of(&rows.by_year), &id, &name),
        bars: Axis::ALL
            .iter()
            .map(|(heading, axis)| (*heading, bars(rows, &of(axis.sums(rows)), &id, &name, *axis)))
            .filter(|(_, bars)| !bars.bars.is_empty())
            .collect(),
        matrix: matrix(rows, &of(&rows.matrix), &id, &name),
        id,
        name,
    }
}

/// `arrested`, for the middle of a sentence.
pub fn lower(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

pub fn figures(count: u32) -> String {
    format!("from {}", format::counted(count as usize, "figure", "figures"))
}

#[derive(Clone, Copy)]
enum Axis {
    Nationality,
    Object,
    Offence,
    Country,
}

impl Axis {
    const ALL: [(&str, Axis); 4] = [
        ("By nationality", Axis::Nationality),
        ("By kind", Axis::Object),
        ("By offence", Axis::Offence),
        ("Where", Axis::Country),
    ];

    fn sums(self, rows: &Rows) -> &[Sum] {
        match self {
            Axis::Nationality => &rows.by_nationality,
            Axis::Object => &rows.by_object,
            Axis::Offence => &rows.by_offence,
            Axis::Country => &rows.by_country,
        }
    }

    /// The list's filter for just this code.
    fn filter(self, code: &str) -> (&'static str, String) {
        match self {
            Axis::Nationality => ("n", format!("={code}")),
            Axis::Object => ("b", code.to_string()),
            Axis::Offence => ("o", format!("={code}")),
            Axis::Country => ("w", code.to_string()),
        }
    }

    fn name(self, rows: &Rows, code: &str) -> String {
        match self {
            Axis::Nationality | Axis::Country => rows.joint_name("country", code),
            Axis::Object => code.to_string(),
            Axis::Offence => rows.joint_name("offence", code),
        }
    }
}

fn bars(rows: &Rows, sums: &[Sum], id: &str, name: &str, axis: Axis) -> Bars {
    let mut sums: Vec<&Sum> = sums.iter().filter(|s| s.high.is_none_or(|high| high > 0.0)).collect();
    sums.sort_by(|a, b| b.low.total_cmp(&a.low).then_with(|| a.code.cmp(&b.code)));
    let widest = sums.iter().map(|s| s.high.unwrap_or(s.low)).fold(1.0, f64::max);
    let bar = |sum: &&Sum| {
        let label = axis.name(rows, &sum.code);
        let text = format::sum(sum.low, sum.high, &sum.unit);
        let (filter, exact) = axis.filter(&sum.code);
        Bar {
            rest: format!("{}, {}", lower(name), figures(sum.figures)),
            link: link(&[("m", id), (filter, &exact), ("c", "1")]),
            low: (sum.low / widest * 100.0).max(0.4),
            high: sum.high.unwrap_or(sum.low) / widest * 100.0,
            open: sum.high.is_none(),
            name: label,
            text,
        }
    };
    Bars { bars: sums.iter().take(MOST_BARS).map(bar).collect(), more: sums.len().saturating_sub(MOST_BARS) }
}

/// Offences down, nationalities across: the largest of both.
fn matrix(rows: &Rows, sums: &[Sum], id: &str, name: &str) -> Option<Matrix> {
    let largest = |key: fn(&Sum) -> &str, most: usize| -> (Vec<String>, bool) {
        let mut of: HashMap<&str, f64> = HashMap::new();
        for sum in sums {
            *of.entry(key(sum)).or_default() += sum.low;
        }
        let mut list: Vec<(&str, f64)> = of.into_iter().collect();
        list.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(b.0)));
        (list.iter().take(most).map(|(code, _)| code.to_string()).collect(), list.len() > most)
    };
    let (offences, more_rows) = largest(|s| &s.row, MOST_ROWS);
    let (nationalities, more_columns) = largest(|s| &s.code, MOST_COLUMNS);
    if offences.len() < 2 || nationalities.len() < 2 {
        return None;
    }
    let most = sums.iter().map(|s| s.low).fold(1.0, f64::max);
    let cell = |offence: &str, nationality: &str| {
        let sum = sums.iter().find(|s| s.row == offence && s.code == nationality)?;
        let text = format::sum(sum.low, sum.high, &sum.unit);
        let (o, n) = (rows.joint_name("offence", offence), rows.joint_name("country", nationality));
        Some(Cell {
            label: format!("{o}, {n}: {text} {}, {}", lower(name), figures(sum.figures)),
            link: link(&[("m", id), ("o", &format!("={offence}")), ("n", &format!("={nationality}")), ("c", "1")]),
            // By the logarithm: one large number must not leave the rest white.
            shade: (1.0 + 4.0 * (1.0 + sum.low).ln() / (1.0 + most).ln()).round().clamp(1.0, 5.0) as u8,
            text,
        })
    };
    let row = |offence: &String| {
        (rows.joint_name("offence", offence), nationalities.iter().map(|n| cell(offence, n)).collect())
    };
    let all: Vec<(String, Vec<Option<Cell>>)> = offences.iter().map(row).collect();
    Some(Matrix {
        columns: nationalities.iter().map(|n| rows.joint_name("country", n)).collect(),
        // An offence of the smaller nationalities alone would be an empty row.
        rows: all.into_iter().filter(|(_, cells)| cells.iter().any(Option::is_some)).collect(),
        more: more_rows || more_columns,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_joint_codes_whole() {
        assert_eq!(link(&[("o", "=fraud+theft"), ("q", "a&b é")]), "#o=%3Dfraud%2Btheft&q=a%26b%20%C3%A9");
    }
}
