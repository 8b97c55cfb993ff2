//! Which rows and columns are totals of others, by their words and by arithmetic, and which do not add up. In: a table's
//! records. Out: flags for rows and columns, and the cells that are not the sum of their parts.

use std::collections::{HashMap, HashSet};

use super::areas;
use super::body::Record;
use super::columns::Figures;
use super::facets::Nationality;
use super::table::Table;
use super::wholes;
use crate::model::Sex;

/// Sums below this are too easily met by chance.
const LEAST_SUM: f64 = 20.0;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Totals {
    pub rows: Vec<bool>,
    pub columns: Vec<bool>,
}

/// A total that is not the sum of its parts: record, figure column, what it says and what the parts give.
#[derive(Debug, Clone, PartialEq)]
pub struct Mismatch {
    pub record: usize,
    pub figure: usize,
    pub says: f64,
    pub parts: f64,
}

pub fn find(table: &Table<'_>, records: &[Record]) -> Totals {
    let mut totals = Totals { rows: vec![false; records.len()], columns: Vec::new() };
    let groups = groups(table, records);
    for (i, record) in records.iter().enumerate() {
        let area = record.said.facets.nationality == Some(Nationality::Area) && table.axes.codes;
        let area = area && !areas::childless(records, i);
        let total = record.said.totals.iter().any(|label| siblings(&groups, records, i, *label) >= 2)
            || stub_total(table, records, i);
        if let Some(flag) = totals.rows.get_mut(i) {
            *flag = area || total;
        }
    }
    of_both_sexes(records, &mut totals.rows);
    by_indent(records, &mut totals.rows, table.columns.figures.len());
    by_sum(records, &mut totals.rows, table);
    let columns = &table.columns.figures;
    let by_parts = |i: usize, f: &Figures| {
        column_total(table, f) || wholes::of_which(table, records, i) || wholes::of_its_times(table, records, i)
    };
    totals.columns = columns.iter().enumerate().map(|(i, f)| by_parts(i, f)).collect();
    totals
}

/// Rows under a label that names no sex, where others of the table are under men and women: both together.
fn of_both_sexes(records: &[Record], flags: &mut [bool]) {
    let rows = |sex: Option<Sex>| -> HashSet<&[String]> {
        records.iter().filter(|r| r.section > 0 && r.sex_of_section == sex).map(|r| r.labels.as_slice()).collect()
    };
    let (women, men) = (rows(Some(Sex::Female)), rows(Some(Sex::Male)));
    for (record, flag) in records.iter().zip(flags) {
        let both = record.section > 0 && record.sex_of_section.is_none() && record.said.facets.sex.is_none();
        *flag |= both && women.contains(record.labels.as_slice()) && men.contains(record.labels.as_slice());
    }
}

/// A label of no known dimension that says "total".
fn stub_total(table: &Table<'_>, records: &[Record], i: usize) -> bool {
    let Some(record) = records.get(i).filter(|r| r.said.facets.total && r.said.totals.is_empty()) else { return false };
    let stub = table.columns.labels.iter().position(|l| l.dimension.is_none());
    stub.is_some() && record.labels.iter().any(|l| !l.is_empty()) && records.len() > 2
}

type Groups = HashMap<(usize, String), HashSet<String>>;

/// For each label column and the texts of the others: the distinct texts that are no total.
fn groups(table: &Table<'_>, records: &[Record]) -> Groups {
    let mut out: Groups = HashMap::new();
    let used: HashSet<usize> = records.iter().flat_map(|r| r.said.totals.iter().copied()).collect();
    for record in records {
        for label in used.iter().filter(|l| !record.said.totals.contains(l)) {
            let text = record.labels.get(*label).cloned().unwrap_or_default();
            out.entry((*label, others(record, *label))).or_default().insert(text);
        }
    }
    let _ = table;
    out
}

fn others(record: &Record, label: usize) -> String {
    let rest = record.labels.iter().enumerate().filter(|(i, _)| *i != label).map(|(_, t)| t.as_str());
    rest.collect::<Vec<_>>().join("\u{1f}")
}

/// How many parts a record that says "all" in one label column has beside it.
fn siblings(groups: &Groups, records: &[Record], i: usize, label: usize) -> usize {
    let Some(record) = records.get(i) else { return 0 };
    let found = groups.get(&(label, others(record, label))).map_or(0, HashSet::len);
    let open =
        record.labels.iter().enumerate().any(|(l, t)| l != label && (t.is_empty() || record.said.totals.contains(&l)));
    if found >= 2 || !open {
        return found;
    }
    // Labels left empty beside "Total" hold for all.
    let fits = |r: &&Record| {
        !r.said.totals.contains(&label)
            && r.labels.iter().zip(&record.labels).enumerate().all(|(l, (a, b))| {
                l == label
                    || b.is_empty()
                    || a == b
                    || (record.said.totals.contains(&l) && record.said.totals.len() == record.labels.len())
            })
    };
    records.iter().filter(fits).take(3).count()
}

/// A column is a total where its header says so and others beside it are its parts.
fn column_total(table: &Table<'_>, figures: &Figures) -> bool {
    if figures.facets.nationality == Some(Nationality::Area) && table.axes.codes {
        return true;
    }
    figures.total && parts_of(table, figures).len() >= 2
}

/// The columns that a total column may be the sum of.
fn parts_of(table: &Table<'_>, total: &Figures) -> Vec<usize> {
    let same = |f: &Figures| {
        let measure = f.facets.measure.is_none()
            || total.facets.measure.is_none()
            || f.facets.measure.map(|m| m.index) == total.facets.measure.map(|m| m.index);
        measure && f.facets.unit == total.facets.unit
    };
    let columns = table.columns.figures.iter().enumerate();
    columns.filter(|(_, f)| !f.total && !f.subset && f.column != total.column && same(f)).map(|(i, _)| i).collect()
}

/// A row whose indented followers add up to it.
fn by_indent(records: &[Record], flags: &mut [bool], figures: usize) {
    for i in 0..records.len() {
        let Some(record) = records.get(i) else { continue };
        // Rows of one label, cases and persons, stand together; those of another are no parts of these.
        let (first, rest) = record.labels.split_first().map_or((None, &[][..]), |(f, rest)| (Some(f), rest));
        let same = |j: &usize| records.get(*j).is_some_and(|r| r.indent == record.indent && r.labels.first() == first);
        let grouped = !rest.is_empty() && (same(&(i + 1)) || i.checked_sub(1).is_some_and(|before| same(&before)));
        let alike = |j: &usize| !grouped || records.get(*j).is_some_and(|r| r.labels.get(1..) == Some(rest));
        let children: Vec<usize> = (i + 1..records.len())
            .skip_while(|j| grouped && same(j))
            .take_while(|j| records.get(*j).is_some_and(|r| r.indent > record.indent && r.section == record.section))
            .filter(alike)
            .collect();
        let first = children.first().and_then(|c| records.get(*c)).map(|r| r.indent);
        let direct: Vec<usize> = children.into_iter().filter(|c| records.get(*c).map(|r| r.indent) == first).collect();
        if direct.len() >= 2 && adds_up(records, i, &direct, figures) {
            flag(flags, i);
        }
    }
}

/// A row that is the sum of the others, or of those right below it, in every column.
fn by_sum(records: &[Record], flags: &mut [bool], table: &Table<'_>) {
    let figures = table.columns.figures.len();
    let labelled = table.columns.labels.len() == 1;
    if !labelled || records.len() < 4 || records.len() > 400 {
        return;
    }
    for i in 0..records.len() {
        let length = stretch(records, flags, i, figures);
        if length >= 2 {
            flag(flags, i);
        }
    }
    if flags.iter().any(|f| *f) {
        return;
    }
    for i in [0, records.len() - 1] {
        let known = records
            .get(i)
            .is_some_and(|r| matches!(r.said.facets.nationality, Some(Nationality::Codes(_) | Nationality::Foreign)));
        let rest: Vec<usize> = (0..records.len()).filter(|j| *j != i).collect();
        if !known && adds_up(records, i, &rest, figures) {
            flag(flags, i);
        }
    }
}

/// How many rows right below a row add up to it in every column; 0 where none do.
fn stretch(records: &[Record], flags: &[bool], i: usize, figures: usize) -> usize {
    let Some(record) = records.get(i) else { return 0 };
    let named = matches!(record.said.facets.nationality, Some(Nationality::Codes(_) | Nationality::Unknown));
    if named || flags.get(i) == Some(&true) {
        return 0;
    }
    let mut parts = Vec::new();
    for j in i + 1..records.len() {
        if flags.get(j) == Some(&true) || records.get(j).is_none_or(|r| r.section != record.section) {
            break;
        }
        parts.push(j);
        if parts.len() >= 2 && figures >= 2 && adds_up(records, i, &parts, figures) {
            return parts.len();
        }
    }
    0
}

fn flag(flags: &mut [bool], i: usize) {
    if let Some(flag) = flags.get_mut(i) {
        *flag = true;
    }
}

/// Whether a row is the sum of rows in all columns where all are known, and in enough of them to be no chance.
fn adds_up(records: &[Record], total: usize, parts: &[usize], figures: usize) -> bool {
    let (mut good, mut large) = (0, false);
    for figure in 0..figures {
        let Some(says) = records.get(total).and_then(|r| r.value(figure)) else { continue };
        let values: Option<Vec<f64>> = parts.iter().map(|p| records.get(*p).and_then(|r| r.value(figure))).collect();
        let Some(values) = values else { continue };
        if (values.iter().sum::<f64>() - says).abs() > 0.5 {
            return false;
        }
        good += 1;
        large |= says >= LEAST_SUM && values.iter().filter(|v| **v > 0.0).count() >= 2;
    }
    large && (good >= 2 || figures == 1)
}

/// Totals that differ from every sum that they could be.
pub fn check(table: &Table<'_>, records: &[Record], totals: &Totals) -> Vec<Mismatch> {
    let mut out: Vec<Mismatch> = Vec::new();
    for (i, record) in records.iter().enumerate() {
        // Those found by arithmetic add up as it is.
        let said = !record.said.totals.is_empty() || record.said.facets.total;
        let area = record.said.facets.nationality == Some(Nationality::Area);
        if totals.rows.get(i) != Some(&true) || area || !said {
            continue;
        }
        let sets = row_sets(records, totals, i);
        for figure in 0..table.columns.figures.len() {
            let Some(says) = record.value(figure) else { continue };
            let part = |r: &usize| Part::of(records.get(*r), figure);
            let sums: Vec<Sum> = sets.iter().map(|set| Sum::of(set.iter().map(part))).collect();
            out.extend(verdict(says, &sums, table.hidden_at_most).map(|parts| Mismatch {
                record: i,
                figure,
                says,
                parts,
            }));
        }
    }
    for (figure, total) in table.columns.figures.iter().enumerate() {
        if totals.columns.get(figure) != Some(&true) || total.facets.nationality == Some(Nationality::Area) {
            continue;
        }
        let sets = column_sets(table, totals, figure);
        for (i, record) in records.iter().enumerate() {
            let Some(says) = record.value(figure) else { continue };
            let sums: Vec<Sum> =
                sets.iter().map(|set| Sum::of(set.iter().map(|f| Part::of(Some(record), *f)))).collect();
            let found =
                verdict(says, &sums, table.hidden_at_most).map(|parts| Mismatch { record: i, figure, says, parts });
            out.extend(found.filter(|m| !out.iter().any(|o| (o.record, o.figure) == (m.record, m.figure))));
        }
    }
    out.sort_by_key(|m| (m.record, m.figure));
    out
}

/// One part of a sum: a figure, or a cell that hides one.
struct Part(Option<f64>);

impl Part {
    fn of(record: Option<&Record>, figure: usize) -> Part {
        Part(record.and_then(|r| r.value(figure)))
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    known: f64,
    parts: usize,
    hidden: usize,
    rounded: bool,
}

impl Sum {
    fn of(parts: impl Iterator<Item = Part>) -> Sum {
        let mut sum = Sum { rounded: true, ..Sum::default() };
        for part in parts {
            sum.parts += 1;
            match part.0 {
                Some(value) => {
                    sum.known += value;
                    sum.rounded &= value % 5.0 == 0.0;
                }
                None => sum.hidden += 1,
            }
        }
        sum
    }

    /// `most`: what a hidden part can be, where the table says it.
    fn fits(&self, says: f64, most: Option<f64>) -> bool {
        let slack = if self.rounded && self.parts >= 3 && says % 5.0 == 0.0 { self.parts as f64 * 2.5 } else { 0.5 };
        let hidden = most.map_or(f64::INFINITY, |most| most * self.hidden as f64);
        (self.known - says).abs() <= slack
            || (self.hidden > 0 && self.known <= says + slack && says <= self.known + hidden + slack)
    }
}

/// The sum that the parts give where none of the sums fits; the nearest.
fn verdict(says: f64, sums: &[Sum], most: Option<f64>) -> Option<f64> {
    let sums: Vec<&Sum> = sums.iter().filter(|s| s.parts >= 2).collect();
    if sums.is_empty() || sums.iter().any(|s| s.fits(says, most)) {
        return None;
    }
    sums.iter().map(|s| s.known).min_by(|a, b| (a - says).abs().total_cmp(&(b - says).abs()))
}

/// The sets of rows that a total row may be the sum of.
fn row_sets(records: &[Record], totals: &Totals, i: usize) -> Vec<Vec<usize>> {
    let Some(record) = records.get(i) else { return Vec::new() };
    let is_total = |j: usize| totals.rows.get(j) == Some(&true);
    let word_total =
        |j: usize| is_total(j) && records.get(j).is_some_and(|r| r.said.facets.nationality != Some(Nationality::Area));
    let section = |j: usize| records.get(j).is_some_and(|r| r.section == record.section);
    let rest = || (0..records.len()).filter(|j| *j != i);
    let alike = |j: usize| {
        records.get(j).is_some_and(|r| {
            r.labels
                .iter()
                .zip(&record.labels)
                .enumerate()
                .all(|(l, (a, b))| record.said.totals.contains(&l) || b.is_empty() || a == b)
        })
    };
    let several = record.labels.len() > 1;
    let mut sets = vec![rest().filter(|j| !is_total(*j) && alike(*j)).collect::<Vec<_>>()];
    if several {
        // Of labels that all say "all", one may be the only one that is parted.
        for label in &record.said.totals {
            let one = |j: usize| {
                records.get(j).is_some_and(|r| {
                    r.labels
                        .iter()
                        .zip(&record.labels)
                        .enumerate()
                        .all(|(l, (a, b))| l == *label || b.is_empty() || a == b)
                })
            };
            sets.push(
                rest().filter(|j| one(*j) && records.get(*j).is_some_and(|r| !r.said.totals.contains(label))).collect(),
            );
        }
    }
    sets.push(rest().filter(|j| section(*j) && !word_total(*j) && alike(*j)).collect());
    sets.push(rest().filter(|j| section(*j) && !is_total(*j) && alike(*j)).collect());
    sets.push((0..i).rev().take_while(|j| !is_total(*j)).filter(|j| alike(*j) || !several).collect());
    sets.push((i + 1..records.len()).take_while(|j| !is_total(*j)).filter(|j| alike(*j) || !several).collect());
    sets.push(rest().filter(|j| word_total(*j)).collect());
    sets.push(rest().filter(|j| is_total(*j) && !word_total(*j)).collect());
    let children: Vec<usize> = (i + 1..records.len())
        .take_while(|j| records.get(*j).is_some_and(|r| r.indent > record.indent && r.section == record.section))
        .collect();
    let nearest = children.first().and_then(|c| records.get(*c)).map(|r| r.indent);
    sets.push(children.into_iter().filter(|c| records.get(*c).map(|r| r.indent) == nearest).collect());
    let lowest = records.iter().map(|r| r.indent).min().unwrap_or(0);
    sets.push(rest().filter(|j| !word_total(*j) && records.get(*j).is_some_and(|r| r.indent == lowest)).collect());
    sets
}

/// The sets of columns that a total column may be the sum of.
fn column_sets(table: &Table<'_>, totals: &Totals, figure: usize) -> Vec<Vec<usize>> {
    let figures = &table.columns.figures;
    let Some(total) = figures.get(figure) else { return Vec::new() };
    let all = parts_of(table, total);
    let upper = |f: &Figures| f.headers.split_last().map(|(_, u)| u.to_vec()).unwrap_or_default();
    let group: Vec<usize> =
        all.iter().copied().filter(|i| figures.get(*i).is_some_and(|f| upper(f) == upper(total))).collect();
    let subtotals: Vec<usize> =
        (0..figures.len()).filter(|i| *i != figure && totals.columns.get(*i) == Some(&true)).collect();
    let before: Vec<usize> = (0..figure).rev().take_while(|i| totals.columns.get(*i) != Some(&true)).collect();
    if !upper(total).is_empty() && group.len() >= 2 { vec![group, before] } else { vec![group, all, subtotals, before] }
}
