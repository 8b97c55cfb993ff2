//! What label columns hold, by their content. In: label columns with what their headers say. Out: the same with the
//! dimension of their texts where the header says none, those that fill down, and those that say nothing left out.

use super::columns::{Columns, Label, LeftOut};
use super::facets::{Nationality, Reader};
use super::grid::Grid;
use super::texts::clean;
use crate::vocabulary::headers::{Dimension, Word, key, tokens};

/// Gives label columns without a telling header the dimension of their content, and says which ones fill down.
pub fn settle_labels(grid: &Grid, rows: &[usize], reader: &Reader<'_>, hints: &[Dimension], columns: &mut Columns) {
    use Dimension as D;
    let known: Vec<Option<Dimension>> = columns.labels.iter().map(|l| l.dimension).collect();
    let first = columns.labels.first().map(|l| l.column);
    // One header over two columns is that of the first.
    let under_one: Vec<usize> = columns
        .labels
        .windows(2)
        .enumerate()
        .filter_map(|(i, pair)| match pair {
            [a, b] => (a.header == b.header && !b.header.is_empty() && b.column == a.column + 1).then_some(i + 1),
            _ => None,
        })
        .collect();
    let mut out = Vec::new();
    for (i, label) in columns.labels.iter_mut().enumerate() {
        if label.part.is_some() {
            continue;
        }
        if matches!(label.dimension, Some(D::Where | D::Country)) {
            let texts = distinct(grid, rows, label.column);
            let states = texts.iter().filter(|t| reader.nationality(t).is_some()).count();
            if states * 2 < texts.len() {
                label.dimension = Some(D::Place);
            }
            continue;
        }
        if label.dimension == Some(D::Unit) && names_no_unit(reader, &distinct(grid, rows, label.column)) {
            let taken = known.iter().enumerate().any(|(j, k)| j != i && *k == Some(D::Place));
            label.dimension = if taken { Some(D::Ignored) } else { Some(D::Place) };
            continue;
        }
        let second = under_one.contains(&i);
        let weak = second
            || matches!(
                label.dimension,
                None | Some(D::Measure | D::Object | D::Place | D::Area | D::Period | D::Count)
            );
        if !weak {
            continue;
        }
        let texts = distinct(grid, rows, label.column);
        let taken = |d: Dimension| known.iter().enumerate().any(|(j, k)| j != i && *k == Some(d));
        match by_content(reader, &texts) {
            Some(D::Measure) if matches!(label.dimension, Some(D::Place)) => {}
            Some(found) if second => label.dimension = Some(found),
            Some(found)
                if (label.dimension != Some(D::Object) || found == D::Nationality)
                    && (found == D::Area || !(taken(found) && label.dimension.is_some())) =>
            {
                label.dimension = Some(found);
            }
            Some(_) => {}
            None if second => {}
            None if label.dimension.is_none() || label.dimension == Some(D::Count) => {
                let stub = Some(label.column) == first;
                let hinted = [D::Place, D::Nationality, D::Offence, D::Object]
                    .into_iter()
                    .find(|d| hints.contains(d) && !taken(*d));
                match hinted {
                    Some(dimension) if stub => label.dimension = Some(dimension),
                    _ if stub => label.dimension = None,
                    _ if label.header.is_empty() => label.dimension = None,
                    _ => out.push(i),
                }
            }
            None => {}
        }
    }
    of_the_world(grid, rows, reader, columns);
    let named = columns.labels.iter().any(|l| matches!(l.dimension, Some(D::Nationality | D::Country)));
    for label in columns.labels.iter_mut().filter(|l| l.dimension == Some(D::Area) && !named) {
        label.dimension = Some(D::Nationality);
    }
    out.extend(timeless(grid, rows, reader, columns));
    let rest: Vec<usize> = shortened(reader, columns, &out);
    out.extend(rest);
    out.extend(twins(grid, rows, columns));
    out.sort_unstable();
    out.dedup();
    for i in out.into_iter().rev() {
        let label = columns.labels.remove(i);
        columns.left_out.push(LeftOut { column: label.column, header: label.header, why: "not understood" });
    }
    fills(grid, rows, columns);
}

/// Whether a column headed "unit" holds offices, not units.
fn names_no_unit(reader: &Reader<'_>, texts: &[String]) -> bool {
    let says = |text: &String| {
        reader.unit(text, true).is_some()
            || reader.factor(text).is_some()
            || reader.dimension(text) == Some(Dimension::Count)
            || reader.label(text, Some(Dimension::Unit)).says()
    };
    // "sacks" are a unit that no list has; offices are names.
    let name = |text: &String| !text.starts_with(char::is_lowercase);
    texts.len() >= 2 && texts.iter().all(name) && !texts.iter().any(says)
}

/// A column of regions beside one of nationalities of which each stands under one region only: parts of the world.
fn of_the_world(grid: &Grid, rows: &[usize], reader: &Reader<'_>, columns: &mut Columns) {
    use Dimension as D;
    let Some(people) = columns.labels.iter().find(|l| l.dimension == Some(D::Nationality)).map(|l| l.column) else {
        return;
    };
    for label in columns.labels.iter_mut().filter(|l| l.dimension == Some(D::Place)) {
        if !reader.vocabulary.headers.regions.contains(&key(&clean(&label.header))) {
            continue;
        }
        let mut region = String::new();
        let mut pairs: Vec<(String, String)> = Vec::new();
        for at in rows {
            let text = clean(&grid.text(*at, label.column));
            region = if text.is_empty() { region } else { text };
            let nationality = clean(&grid.text(*at, people));
            if matches!(reader.nationality(&nationality), Some(Nationality::Codes(_))) {
                pairs.push((nationality, region.clone()));
            }
        }
        pairs.sort();
        pairs.dedup();
        let (mut whose, mut regions): (Vec<String>, Vec<String>) = pairs.into_iter().unzip();
        let all = whose.len();
        whose.dedup();
        regions.sort();
        regions.dedup();
        if regions.len() >= 2 && all > regions.len() && whose.len() == all {
            label.dimension = Some(D::Area);
        }
    }
}

/// Columns headed as times that hold none, beside one that does.
fn timeless(grid: &Grid, rows: &[usize], reader: &Reader<'_>, columns: &Columns) -> Vec<usize> {
    let times = [Dimension::Month, Dimension::Quarter, Dimension::Year];
    let holds =
        |l: &Label| distinct(grid, rows, l.column).iter().any(|t| !reader.label(t, l.dimension).time.is_empty());
    let labels = columns
        .labels
        .iter()
        .enumerate()
        .filter(|(_, l)| l.dimension.is_some_and(|d| times.contains(&d)) && l.part.is_none());
    labels.filter(|(_, l)| !holds(l)).map(|(i, _)| i).collect()
}

/// Labels that only shorten what another column of the same dimension says.
fn shortened(reader: &Reader<'_>, columns: &Columns, out: &[usize]) -> Vec<usize> {
    let coded = |header: &str| {
        let lexicon = &reader.vocabulary.headers.coded;
        !lexicon.scan(&tokens(&header.to_lowercase().replace('_', " "))).is_empty()
    };
    let labels = columns.labels.iter().enumerate().filter(|(_, l)| l.dimension.is_some() && l.part.is_none());
    labels
        .filter(|(i, l)| {
            let other = |(j, o): (usize, &Label)| {
                j != *i && !out.contains(&j) && o.dimension == l.dimension && !coded(&o.header)
            };
            coded(&l.header) && columns.labels.iter().enumerate().any(other)
        })
        .map(|(i, _)| i)
        .collect()
}

/// Columns of codes beside a column that says the same in words, row by row.
fn twins(grid: &Grid, rows: &[usize], columns: &Columns) -> Vec<usize> {
    let coded = |texts: &[String]| {
        let code = |t: &String| {
            let plain = t.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '.'));
            plain && t.len() <= 12
        };
        texts.len() >= 2 && texts.iter().all(code)
    };
    let one_to_one = |a: usize, b: usize| {
        let mut pairs: Vec<(String, String)> = rows.iter().map(|r| (grid.text(*r, a), grid.text(*r, b))).collect();
        pairs.sort();
        pairs.dedup();
        pairs.len() == distinct(grid, rows, a).len() && pairs.len() == distinct(grid, rows, b).len()
    };
    let mut out = Vec::new();
    for (i, label) in columns.labels.iter().enumerate().filter(|(_, l)| l.part.is_none()) {
        let beside = columns.labels.iter().filter(|o| o.column.abs_diff(label.column) == 1 && o.part.is_none());
        let codes = coded(&distinct(grid, rows, label.column));
        let same = |o: &&Label| o.dimension.is_some() && (label.dimension.is_none() || label.dimension == o.dimension);
        let mut worded = beside.filter(same).filter(|o| !coded(&distinct(grid, rows, o.column)));
        if codes && worded.any(|o| one_to_one(label.column, o.column)) {
            out.push(i);
        }
    }
    out
}

fn distinct(grid: &Grid, rows: &[usize], column: usize) -> Vec<String> {
    let mut texts: Vec<String> = rows.iter().map(|r| clean(&grid.text(*r, column))).filter(|t| !t.is_empty()).collect();
    texts.sort();
    texts.dedup();
    texts.truncate(80);
    texts
}

/// What most of a column's texts are.
fn by_content(reader: &Reader<'_>, texts: &[String]) -> Option<Dimension> {
    let (mut nationality, mut area, mut offence, mut sex, mut measure, mut age, mut all) = (0, 0, 0, 0, 0, 0, 0);
    for text in texts {
        let whole = reader.vocabulary.headers.whole(text);
        if whole.iter().any(|w| matches!(w, Word::Total | Word::Unknown)) {
            continue;
        }
        all += 1;
        if whole.iter().any(|w| matches!(w, Word::Sex(_))) {
            sex += 1;
            continue;
        }
        match reader.nationality(text) {
            Some(Nationality::Codes(_)) => {
                nationality += 1;
                continue;
            }
            Some(Nationality::Area) => {
                area += 1;
                continue;
            }
            Some(Nationality::Foreign | Nationality::Own) => {
                all -= 1;
                continue;
            }
            _ => {}
        }
        if whole.iter().any(|w| matches!(w, Word::Age(_))) {
            age += 1;
            continue;
        }
        let free = reader.free(text);
        match () {
            // "Adults, men"
            () if free.sex.is_some_and(|s| s.is_some()) && free.measure.is_none() && free.offences.is_none() => {
                sex += 1
            }
            () if free.age.is_some_and(|a| a.is_some()) && free.measure.is_none() && free.offences.is_none() => {
                age += 1
            }
            () if free.measure.is_some_and(|m| m.rank == 0 || (m.rank == 1 && free.offences.is_none())) => measure += 1,
            () if free.offences.is_some() => offence += 1,
            () if free.measure.is_some() => measure += 1,
            () => {}
        }
    }
    let half = |n: usize| n * 2 > all && n > 0;
    let tenths = |n: usize, t: usize| n * 10 >= all * t && n > 0;
    match () {
        () if half(nationality) || (nationality > 0 && half(nationality + area)) => Some(Dimension::Nationality),
        () if half(area) => Some(Dimension::Area),
        () if half(sex) => Some(Dimension::Sex),
        () if half(age) => Some(Dimension::Age),
        () if half(measure) => Some(Dimension::Measure),
        () if half(offence) => Some(Dimension::Offence),
        () if tenths(measure, 3) => Some(Dimension::Measure),
        () if tenths(offence, 4) => Some(Dimension::Offence),
        () => None,
    }
}

/// A label column fills down where labels stand at the head of their rows only.
fn fills(grid: &Grid, rows: &[usize], columns: &mut Columns) {
    let count = columns.labels.len();
    let mut before_fills = true;
    for i in 0..count {
        let Some(column) = columns.labels.get(i).map(|l| l.column) else { continue };
        let right: Vec<usize> = columns.labels.iter().skip(i + 1).map(|l| l.column).collect();
        let merged = rows.iter().any(|r| grid.merge(*r, column).is_some_and(|m| m.bottom > m.top));
        let blanks = rows.iter().filter(|r| !grid.filled(**r, column)).count();
        let begins = rows.first().is_some_and(|r| grid.filled(*r, column));
        let many = blanks * 4 >= rows.len() && blanks > 0;
        let labelled = |row: &usize| right.iter().any(|c| grid.filled(*row, *c));
        let beside = rows.iter().filter(|r| !grid.filled(**r, column)).all(labelled);
        let fills = merged || (before_fills && begins && many && beside);
        before_fills &= fills || blanks == 0;
        if let Some(label) = columns.labels.get_mut(i) {
            label.fills = fills;
        }
    }
}
