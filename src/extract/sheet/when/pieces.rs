//! The pieces of a text that may be a time, and what one of them says: a number, a word, a month, a year. In: text. Out:
//! a [`Reader`] that the grammar of times moves over them.

use unicode_normalization::char::is_combining_mark;

use crate::text::{fold, is_unspaced};
use crate::vocabulary::Headers;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    Number(i64, usize),
    /// In scripts without spaces, one letter.
    Word(String),
    Mark(char),
}

/// The longest name of a month in letters of a script without spaces.
const LONGEST: usize = 12;

pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let folded = fold(text);
    let mut out = Vec::new();
    let mut chars = folded.chars().peekable();
    while let Some(c) = chars.next() {
        if c.is_ascii_digit() {
            let mut digits = String::from(c);
            while let Some(d) = chars.next_if(char::is_ascii_digit) {
                digits.push(d);
            }
            out.push(Piece::Number(digits.parse().unwrap_or(i64::MAX), digits.len()));
        } else if c.is_alphabetic() {
            let mut word = String::from(c);
            let goes_on =
                |n: &char| is_combining_mark(*n) || (n.is_alphabetic() && !is_unspaced(c) && !is_unspaced(*n));
            while let Some(w) = chars.next_if(goes_on) {
                word.push(w);
            }
            out.push(Piece::Word(word));
        } else if !c.is_whitespace() && c != '.' && c != '\'' {
            out.push(Piece::Mark(c));
        }
    }
    out
}

/// Moves over pieces.
pub(super) struct Reader<'p> {
    pub pieces: &'p [Piece],
    pub headers: &'p Headers,
    /// One text is a table's label, so that short forms count.
    pub label: bool,
}

impl Reader<'_> {
    pub(super) fn number(&self, at: usize) -> Option<(i64, usize)> {
        match self.pieces.get(at) {
            Some(Piece::Number(n, digits)) => Some((*n, *digits)),
            _ => None,
        }
    }

    pub(super) fn word(&self, at: usize) -> Option<&str> {
        match self.pieces.get(at) {
            Some(Piece::Word(word)) => Some(word),
            _ => None,
        }
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.pieces.get(at) {
            Some(Piece::Mark(c)) => Some(*c),
            _ => None,
        }
    }

    pub(super) fn is(&self, at: usize, set: &str) -> bool {
        self.word(at).is_some_and(|w| self.headers.time_words.get(set).is_some_and(|s| s.contains(w)))
    }

    pub(super) fn dash(&self, at: usize) -> bool {
        matches!(self.mark(at), Some('-' | '–' | '—' | '/' | '‑' | '−')) || self.is(at, "to")
    }

    pub(super) fn year(&self, at: usize) -> Option<i16> {
        let (n, digits) = self.number(at)?;
        (digits == 4 && (1900..=2100).contains(&n)).then(|| i16::try_from(n).unwrap_or(0))
    }

    /// A year of two or four digits behind a month.
    pub(super) fn short_year(&self, at: usize) -> Option<i16> {
        if let Some(year) = self.year(at) {
            return Some(year);
        }
        let (n, digits) = self.number(at)?;
        let n = i16::try_from(n).ok()?;
        (digits == 2).then(|| if n < 60 { 2000 + n } else { 1900 + n })
    }

    pub(super) fn month(&self, at: usize) -> Option<(i8, usize)> {
        // 3月, 3월
        if let Some((n, _)) = self.number(at).filter(|(n, _)| (1..=12).contains(n)) {
            return Some((i8::try_from(n).ok()?, self.joined(at + 1, "month_mark")?));
        }
        let word = self.word(at)?;
        if let Some(found) = self.runs(at).find_map(|(w, end)| Some((*self.headers.months.get(&w)?, end))) {
            return Some(found);
        }
        // كانون الثاني
        let two = self.word(at + 1).and_then(|next| self.headers.months.get(&format!("{word} {next}")));
        if let Some(month) = two {
            return Some((*month, at + 2));
        }
        // thang 1, thang 12
        let (n, _) = self.number(at + 1)?;
        let month = self.headers.months.get(&format!("{word} {n}"))?;
        Some((*month, at + 2))
    }

    pub(super) fn ordinal(&self, at: usize) -> Option<(i8, usize)> {
        if let Some(word) = self.word(at) {
            return self.headers.ordinals.get(word).map(|n| (*n, at + 1));
        }
        let (n, _) = self.number(at).filter(|(n, d)| *d == 1 && (1..=4).contains(n))?;
        let end = if self.is(at + 1, "suffix") { at + 2 } else { at + 1 };
        Some((i8::try_from(n).ok()?, end))
    }

    /// The pieces from `at` that together are a word of a set, in letters of a script without spaces; the longest.
    pub(super) fn joined(&self, at: usize, set: &str) -> Option<usize> {
        let known = self.headers.time_words.get(set)?;
        self.runs(at).find(|(word, _)| known.contains(word)).map(|(_, end)| end)
    }

    /// The words that begin at `at`, the longest first, with their ends: in scripts without spaces all runs of letters.
    fn runs(&self, at: usize) -> impl Iterator<Item = (String, usize)> {
        let letters: Vec<&str> = (at..at + LONGEST).map_while(|i| self.word(i)).collect();
        let unspaced = |w: &str| w.chars().next().is_some_and(is_unspaced);
        let most = letters.iter().take_while(|w| unspaced(w)).count().max(1).min(letters.len());
        let words: Vec<(String, usize)> =
            (1..=most).rev().map(|n| (letters.iter().take(n).copied().collect(), at + n)).collect();
        words.into_iter()
    }
}

pub(super) fn as_word(piece: &Piece) -> Option<String> {
    match piece {
        Piece::Word(word) => Some(word.clone()),
        Piece::Number(n, _) if *n < 100 => Some(n.to_string()),
        _ => None,
    }
}
