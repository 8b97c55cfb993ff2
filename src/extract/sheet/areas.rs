//! Parts of the world among the rows: over their countries, or in their place. In: a table's records with its totals.
//! Out: whose nationality such a row is.

use super::body::Record;
use super::facets::Nationality;
use super::table::Table;
use super::totals::Totals;

/// "Rest of Africa" over its countries is the sum of several nationalities, not others than those named; a part of the
/// world without countries below it stands for foreigners named no further.
pub(super) fn settle(table: &Table<'_>, records: &mut [Record], totals: &Totals) {
    for i in 0..records.len() {
        let Some(record) = records.get(i) else { continue };
        let rest = || record.labels.iter().any(|l| table.reader.begins_other(l));
        let sum = totals.rows.get(i) == Some(&true) && table.axes.codes && is_over(records, i);
        let said = match record.said.facets.nationality {
            Some(Nationality::Foreign) if sum && rest() => Nationality::All,
            Some(Nationality::Area) if childless(records, i) => Nationality::Foreign,
            _ => continue,
        };
        if let Some(record) = records.get_mut(i) {
            record.said.facets.nationality = Some(said);
        }
    }
}

/// Whether a nationality stands right below a row.
fn is_over(records: &[Record], i: usize) -> bool {
    let (Some(above), Some(below)) = (records.get(i), records.get(i + 1)) else { return false };
    above.section == below.section && matches!(below.said.facets.nationality, Some(Nationality::Codes(_)))
}

/// A part of the world without countries of its own below it, in a list where others have theirs indented.
pub(super) fn childless(records: &[Record], i: usize) -> bool {
    let area = |r: &Record| r.said.facets.nationality == Some(Nationality::Area);
    let Some(record) = records.get(i).filter(|r| area(r)) else { return false };
    let over = |pair: &[Record]| matches!(pair, [a, b] if area(a) && b.indent > a.indent && a.section == b.section);
    let below = records.get(i + 1).is_some_and(|r| r.indent > record.indent && r.section == record.section);
    !below && records.windows(2).any(over)
}
