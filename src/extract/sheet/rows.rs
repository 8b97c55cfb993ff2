//! What one row of a stretch is: a title, a header, a section's label, data or a note. In: a grid. Out: yes or no, from
//! geometry, from what cells look like and from the words that begin notes.

use super::grid::{Grid, Look};
use super::layout::RowKind;
use super::regions::Region;
use super::texts::spaced;
use super::when;
use crate::vocabulary::Headers;
use crate::vocabulary::headers::{Word, key, tokens, without_brackets};

/// One text at the left of its table, or over all of it.
pub(super) fn is_title_row(grid: &Grid, region: Region, at: usize) -> bool {
    let Some(column) = first_filled(grid, region, at) else { return false };
    let text = grid.look(at, column) == Look::Text || grid.text(at, column).len() > 12;
    let last = (region.left..=region.right).rev().find(|c| grid.filled(at, *c)).unwrap_or(column);
    let unit = filled(grid, region, at) == 2
        && column == region.left
        && last > column + 1
        && is_unit_note(&grid.text(at, last));
    let whole = column == region.left
        || grid.merge(at, column).is_some_and(|m| m.left as usize <= region.left && m.right as usize >= region.right);
    let lone = filled(grid, region, at) == 1 && (whole || is_unit_note(&grid.text(at, column)));
    let beside = filled(grid, region, at) == 2
        && column == region.left
        && grid.text(at, column).chars().count() > 30
        && grid.merge(at, column).is_none_or(|m| m.right > m.left);
    text && (lone || beside || unit)
}

/// `(Unit: persons)`, `單位：人`, `(in thousands)`: what stands at the right above a table.
pub(super) fn is_unit_note(text: &str) -> bool {
    let text = text.trim();
    let bracketed = text.starts_with(['(', '（', '[']) && text.ends_with([')', '）', ']']);
    bracketed || (text.contains([':', '：']) && text.chars().count() < 30)
}

/// Whether a lone label at the left is the first row of a body: the rows below it are data, not a header.
pub(super) fn goes_on(grid: &Grid, region: Region, at: usize, headers: &Headers) -> bool {
    let below: Vec<usize> = (at + 1..=region.bottom).take(3).collect();
    let Some(next) = below.first() else { return false };
    has_data(grid, region, *next) && !is_header_row(grid, region, *next, *next, headers)
}

/// Whether a row is a header: texts and times, no figures, or years that only a header would have.
pub(super) fn is_header_row(grid: &Grid, region: Region, from: usize, at: usize, headers: &Headers) -> bool {
    if at > from && names_columns(grid, region, at - 1, headers) {
        return false;
    }
    let looks: Vec<Look> = (region.left..=region.right).map(|c| grid.look(at, c)).collect();
    let count = |wanted: Look| looks.iter().filter(|l| **l == wanted).count();
    let (numbers, times, texts, bounds) =
        (count(Look::Number), count(Look::Time), count(Look::Text), count(Look::Bounds));
    if is_numbering(grid, region, at) {
        return at > from;
    }
    let marks = count(Look::Missing);
    if numbers > 0 || count(Look::Percent) > 0 || count(Look::Error) > 0 {
        return false;
    }
    if texts + times + bounds == 0 || (marks > 0 && marks >= texts.max(times)) {
        return false;
    }
    if at > from {
        // A label alone below a header row is the first row of the body.
        let lone = looks.iter().filter(|l| **l != Look::Empty).count() == 1 && looks.first() != Some(&Look::Empty);
        if lone {
            // Unless it is what the labels are about, below what the columns are about: TIME, GEO (Labels).
            let above = grid.text(from, region.left);
            let columns = above.is_empty() || when::is_time_name(&above, headers);
            return columns && names_dimension(&grid.text(at, region.left), headers);
        }
    }
    let dates = (region.left..=region.right)
        .any(|c| matches!(grid.cell(at, c).value, crate::read::table::Value::Date(_)) && at > from && texts > 0);
    if dates {
        return false;
    }
    // Years in a column of years, one a row: the first row of a body whose figures are missing.
    let next_alike = at > from && times == 1 && texts == looks.iter().filter(|l| **l != Look::Empty).count() - 1 && {
        (at + 1..=region.bottom).take(3).filter(|r| alike(grid, region, at, *r)).count() >= 2
    };
    // A list of texts: every row below looks like this one.
    let list = at > from && numbers + times + bounds == 0 && {
        let below: Vec<usize> = (at + 1..=region.bottom).take(4).collect();
        !below.is_empty() && below.iter().all(|r| alike(grid, region, at, *r))
    };
    // Bounds among plain figures below are figures; a row of bounds over figures is a header of ages.
    let ages = bounds > 0 && !(at + 1..=region.bottom).take(2).any(|r| has_data(grid, region, r));
    !(next_alike || list || ages)
}

/// Whether a text is the name of what labels are about, with or without brackets behind it.
pub(super) fn names_dimension(text: &str, headers: &Headers) -> bool {
    let text = without_brackets(text).unwrap_or_else(|| text.to_string());
    let toks = tokens(&spaced(text.trim().trim_end_matches(':')).to_lowercase());
    headers.dimensions.matches(&toks, 0).any(|m| m.end == toks.len())
}

/// Whether a row names the columns of a list, one by one: nothing of the header follows it.
pub(super) fn names_columns(grid: &Grid, region: Region, at: usize, headers: &Headers) -> bool {
    let columns = region.left..=region.right;
    let texts: Vec<String> = columns.filter(|c| grid.look(at, *c) == Look::Text).map(|c| grid.text(at, c)).collect();
    let known = texts.iter().filter(|t| {
        let toks = tokens(&t.replace('_', " ").to_lowercase());
        headers.dimensions.matches(&toks, 0).any(|m| m.end == toks.len())
    });
    let width = region.right - region.left + 1;
    let again = texts.windows(2).any(|w| matches!(w, [a, b] if a == b));
    texts.len() == width && width >= 4 && known.count() * 2 > width && !again
}

pub(super) fn alike(grid: &Grid, region: Region, a: usize, b: usize) -> bool {
    (region.left..=region.right).all(|c| grid.look(a, c) == grid.look(b, c))
}

/// A row that only counts the columns: 1, 2, 3 or (1), (2), (3).
pub(super) fn is_numbering(grid: &Grid, region: Region, at: usize) -> bool {
    let numbers: Vec<i64> = (region.left..=region.right)
        .filter(|c| grid.filled(at, *c))
        .map(|c| grid.text(at, c).trim_matches(['(', ')', '[', ']', '.']).parse().unwrap_or(-1))
        .collect();
    let steps = numbers.windows(2).all(|w| matches!(w, [a, b] if *b == a + 1));
    numbers.len() >= 3 && matches!(numbers.first(), Some(1 | 2)) && steps
}

/// A header printed again further down.
pub(super) fn repeats(grid: &Grid, region: Region, header: &[usize], at: usize) -> bool {
    let same = |h: usize| (region.left..=region.right).all(|c| grid.text(h, c) == grid.text(at, c));
    filled(grid, region, at) >= 2 && header.iter().any(|h| same(*h))
}

pub(super) fn row_kind(grid: &Grid, region: Region, at: usize) -> RowKind {
    if filled(grid, region, at) == 1 && region.right > region.left {
        let first = first_filled(grid, region, at).unwrap_or(region.left);
        let spans = grid.merge(at, first).is_some_and(|m| m.right > m.left);
        if matches!(grid.look(at, first), Look::Text | Look::Time) && (first <= region.left + 1 || spans) {
            return RowKind::Section;
        }
    }
    RowKind::Data
}

/// Whether a line explains a table: it begins with a word or mark of notes.
pub fn is_note(text: &str, headers: &Headers) -> bool {
    let text = text.trim();
    let folded = key(text);
    let toks = tokens(&folded);
    if headers.words.matches(&toks, 0).any(|m| matches!(m.sense, Word::Note | Word::Published)) {
        return true;
    }
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(c), _) if super::cells::is_superscript(c) => true,
        (Some('*' | '†' | '‡' | '§' | '[' | '¹'), _) => true,
        (Some('('), Some(c)) => text.chars().nth(2) == Some(')') && c.is_alphanumeric(),
        (Some(c), Some('.' | ')')) if c.is_ascii_digit() => text.len() > 3,
        (Some(c), Some(' ')) => c.is_ascii_digit() || matches!(c, '-' | ':' | '.'),
        (Some('.'), Some('.')) => true,
        _ => false,
    }
}

pub(super) fn filled(grid: &Grid, region: Region, at: usize) -> usize {
    (region.left..=region.right).filter(|c| grid.filled(at, *c)).count()
}

pub(super) fn first_filled(grid: &Grid, region: Region, at: usize) -> Option<usize> {
    (region.left..=region.right).find(|c| grid.filled(at, *c))
}

pub(super) fn has_data(grid: &Grid, region: Region, at: usize) -> bool {
    (region.left..=region.right).any(|c| matches!(grid.look(at, c), Look::Number | Look::Percent | Look::Bounds))
}
