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

/// The whole table.
#[cfg(test)]
pub const WHOLE: Stretch = Stretch { from: 0, to: TABLE.len() as u32, words: u32::MAX };

/// The text up to a byte's next occurrence. Rows are short: their bytes are looked at one by one.
fn up_to(text: &'static str, end: u8) -> &'static str {
    text.get(..text.bytes().position(|b| b == end).unwrap_or(text.len())).unwrap_or("")
}

/// Where the row around a byte starts.
fn row_start(byte: usize) -> usize {
    TABLE.as_bytes().get(..byte).and_then(|b| b.iter().rposition(|c| *c == b'\n')).map_or(0, |i| i + 1)
}

/// The first row of `from..to` whose name is not before `key`: a search by halves over the bytes of the table.
fn lower_bound(key: &str, from: usize, to: usize) -> usize {
    let (mut low, mut high) = (from, to);
    while low < high {
        let start = row_start(low + (high - low) / 2);
        let row = TABLE.get(start..).unwrap_or("");
        if row.starts_with('#') || up_to(row, b'\t') < key {
            low = start + up_to(row, b'\n').len() + 1;
        } else {
            high = start;
        }
    }
    low
}

/// The rows whose names begin with a word.
#[derive(Debug, Clone, Copy)]
pub struct Stretch {
    from: u32,
    to: u32,
    /// How many words the longest of these names has.
    pub words: u32,
}

/// Where the rows lie whose names begin with a word, by the word's hash.
pub fn stretch(first_word: u64) -> Option<Stretch> {
    static STRETCHES: LazyLock<HashedMap<Stretch>> = LazyLock::new(|| {
        let mut stretches: HashedMap<Stretch> = HashedMap::default();
        let (mut at, mut before, mut hash) = (0, "", 0);
        for row in TABLE.split_inclusive('\n') {
            let (from, to) = (at, at + row.len() as u32);
            at = to;
            if row.starts_with('#') {
                continue;
            }
            let name = up_to(row, b'\t');
            let parts = name.bytes().filter(|b| matches!(b, b' ' | b'-')).count() as u32;
            let word =
                name.get(..name.bytes().position(|b| matches!(b, b' ' | b'-')).unwrap_or(name.len())).unwrap_or("");
            // Names with the same first word mostly follow each other.
            if word != before {
                (before, hash) = (word, words::hash(word));
            }
            let here = stretches.entry(hash).or_insert(Stretch { from, to, words: 0 });
            *here = Stretch { from: here.from, to, words: here.words.max(parts + 1) };
        }
        stretches
    });
    STRETCHES.get(&first_word).copied()
}

/// What a name can mean that begins with the word of a stretch.
pub fn rows(key: &str, stretch: Stretch) -> Vec<Candidate> {
    let mut out = Vec::new();
    let (from, to) = (stretch.from as usize, stretch.to as usize);
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
