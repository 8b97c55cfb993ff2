//! Why a figure of a table is about what it is. In: what its column's header, its row's labels and the texts around the
//! table say. Out: a [`Reason`] for each attribute, with the cells' words. Only `blotter explain` asks for it.

use super::columns::Figures;
use super::facets::Facets;
use super::table::Table;
use crate::model::Reason;
use crate::read::table::Cell;

const ATTRIBUTES: &[&str] =
    &["measure", "nationality", "offences", "sex", "age_group", "period", "country", "place", "unit", "object"];

/// What stands around a figure's row.
pub struct Row<'r> {
    pub facets: &'r Facets,
    pub cells: &'r [Cell],
    /// The labels' texts, those that fill down included.
    pub labels: &'r [String],
    /// The title above the table, or what else names it.
    pub title: &'r str,
}

pub fn reasons(table: &Table<'_>, row: &Row<'_>, column: Option<&Figures>) -> Vec<Reason> {
    let said = ATTRIBUTES.iter().filter_map(|attribute| reason(table, row, column, attribute));
    let issuer = table.constants.issuer.as_deref().map(|issuer| Reason {
        attribute: "attributed_to",
        rule: "the line of the table's source",
        span: None,
        words: Some(issuer.into()),
    });
    said.chain(issuer).collect()
}

fn reason(table: &Table<'_>, row: &Row<'_>, column: Option<&Figures>, attribute: &'static str) -> Option<Reason> {
    let (rule, words) = if let Some(column) = column.filter(|c| says(&c.facets, attribute)) {
        let headers: Vec<&str> = column.headers.iter().map(|(text, _)| text.as_str()).collect();
        ("the column's header", headers.join(" / "))
    } else if says(row.facets, attribute) {
        ("the row's labels", labels(table, row, attribute))
    } else if of_the_table(table, attribute) {
        ("the texts around the table", row.title.to_string())
    } else {
        return None;
    };
    Some(Reason { attribute, rule, span: None, words: (!words.is_empty()).then(|| words.into()) })
}

/// The labels that say something of an attribute, each behind its column's header.
fn labels(table: &Table<'_>, row: &Row<'_>, attribute: &str) -> String {
    let mut words = Vec::new();
    for (i, (label, text)) in table.columns.labels.iter().zip(row.labels).enumerate() {
        if !text.is_empty() && says(&table.label_facets(i, text, row.cells), attribute) {
            let header = label.header.trim();
            words.push(if header.is_empty() { text.clone() } else { format!("{header}: {text}") });
        }
    }
    words.join(" / ")
}

fn says(facets: &Facets, attribute: &str) -> bool {
    match attribute {
        "measure" => facets.measure.is_some(),
        "nationality" => facets.nationality.is_some() || facets.foreign,
        "offences" => facets.offences.is_some(),
        "sex" => facets.sex.is_some(),
        "age_group" => facets.age.is_some(),
        "period" => !facets.time.is_empty(),
        "country" => facets.country.is_some(),
        "place" => facets.place.is_some(),
        "unit" => facets.unit.is_some(),
        "object" => facets.object.is_some(),
        _ => false,
    }
}

fn of_the_table(table: &Table<'_>, attribute: &str) -> bool {
    match attribute {
        "nationality" => table.constants.facets.foreign || table.constants.people.is_some(),
        "country" => table.constants.country.is_some(),
        "object" => table.constants.object.is_some(),
        "place" => table.constants.place.is_some() && !table.axes.place,
        _ => says(&table.constants.facets, attribute),
    }
}
