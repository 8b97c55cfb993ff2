//! The table of places, searched in place: rows in the order of their names.

use std::sync::LazyLock;

use crate::text::words::HashedMap;
use crate::text::{Token, words};

pub static TABLE: &str = include_str!("../places.tsv");

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    City,
    /// A province, state, region.
    Area,
    /// A district, or another place.
    District,
}

/// One row: what a name can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    pub name: &'static str,
    pub country: &'static str,
    pub kind: PlaceKind,
    /// In thousands; 0 is unknown.
    pub population: u32,
}

/// The spellings under which tokens can stand in the table: hyphens as written, none, all.
pub fn keys(words: &[Token]) -> Vec<String> {
    let join = |separator: &dyn Fn(&Token) -> char| {
        let mut key = String::new();
        for (i, word) in words.iter().enumerate() {
            if i > 0 {
                key.push(separator(word));
            }
            key.push_str(&word.folded);
        }
        key
    };
    let mut keys = vec![join(&|t| if t.glued { '-' } else { ' ' }), join(&|_| ' '), join(&|_| '-')];
    keys.dedup();
    keys
}

/// The text up to a byte's next occurrence. Rows are short: their bytes are looked at one by one.
fn up_to(text: &'static str, end: u8) -> &'static str {
    text.get(..text.bytes().position(|b| b == end).unwrap_or(text.len())).unwrap_or("")
}

/// The row around a byte: its start and its text.
fn row_at(byte: usize) -> (usize, &'static str) {
    let start = TABLE.as_bytes().get(..byte).and_then(|b| b.iter().rposition(|c| *c == b'\n')).map_or(0, |i| i + 1);
    (start, up_to(TABLE.get(start..).unwrap_or(""), b'\n'))
}

/// The first row of `from..to` whose name is not before `key`: a search by halves over the bytes of the table.
fn lower_bound(key: &str, from: usize, to: usize) -> usize {
    let (mut low, mut high) = (from, to);
    while low < high {
        let (start, row) = row_at(low + (high - low) / 2);
        let name = up_to(row, b'\t');
        if row.starts_with('#') || name < key {
            low = start + row.len() + 1;
        } else {
            high = start;
        }
    }
    low
}

/// Where the rows lie whose names begin with a word: by the word's hash, their first byte and the one behind them.
pub fn stretch(first_word: u64) -> Option<(usize, usize)> {
    static STRETCHES: LazyLock<HashedMap<(u32, u32)>> = LazyLock::new(|| {
        let mut stretches: HashedMap<(u32, u32)> = HashedMap::default();
        let mut at = 0;
        for row in TABLE.split_inclusive('\n') {
            let end = at + row.len() as u32;
            let word = row.split(['\t', ' ', '-']).next().unwrap_or("");
            if !row.starts_with('#') {
                stretches.entry(words::hash(word)).and_modify(|(_, last)| *last = end).or_insert((at, end));
            }
            at = end;
        }
        stretches
    });
    STRETCHES.get(&first_word).map(|(from, to)| (*from as usize, *to as usize))
}

pub fn rows(key: &str, (from, to): (usize, usize)) -> Vec<Candidate> {
    let mut out = Vec::new();
    let first = TABLE.get(lower_bound(key, from, to)..to).unwrap_or("");
    if key.is_empty() || up_to(first, b'\t') != key {
        return out;
    }
    for row in first.split('\n') {
        let mut columns = row.split('\t');
        if columns.next() != Some(key) {
            break;
        }
        let (Some(name), Some(country), Some(kind)) = (columns.next(), columns.next(), columns.next()) else { break };
        let kind = match kind {
            "c" => PlaceKind::City,
            "a" => PlaceKind::Area,
            _ => PlaceKind::District,
        };
        let population = columns.next().and_then(|p| p.parse().ok()).unwrap_or(0);
        out.push(Candidate { name, country, kind, population });
    }
    out
}
