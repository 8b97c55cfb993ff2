//! Texts of cells made ready to be read. In: a cell's text. Out: the same without footnote marks and enumeration, and a
//! column's name of a data file as words.

use super::cells::is_superscript;
use crate::vocabulary::headers::key;

/// A text without footnote marks at its end.
pub fn clean(text: &str) -> String {
    let narrow: String;
    let mut rest = text.trim();
    if rest.contains(['（', '）', '［', '］', '：', '＊']) {
        narrow = rest
            .replace('（', " (")
            .replace('）', ") ")
            .replace('［', " [")
            .replace('］', "] ")
            .replace('：', ":")
            .replace('＊', "*");
        rest = narrow.trim();
    }
    loop {
        let before = rest;
        rest =
            rest.trim_end_matches(|c: char| is_superscript(c) || matches!(c, '*' | '†' | '‡' | '§' | ':')).trim_end();
        for (open, close) in [('[', ']'), ('(', ')')] {
            if let Some(inner) = rest.strip_suffix(close)
                && let Some(at) = inner.rfind(open)
            {
                let mark = inner.get(at + 1..).unwrap_or("");
                let short = mark.chars().count() <= 2 && !mark.chars().all(|c| c.is_uppercase());
                let note = key(mark).starts_with("note") || mark.chars().all(|c| c.is_ascii_digit() || c == ',');
                if at > 0 && (short || note) {
                    rest = inner.get(..at).unwrap_or("").trim_end();
                }
            }
        }
        if rest == before {
            return rest.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}

/// `1. China`, `a) China`: without the enumeration.
pub(super) fn without_number(text: &str) -> &str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or("");
    match rest.strip_prefix(['.', ')']) {
        Some(rest) if digits > 0 && digits < 4 && rest.chars().any(char::is_alphabetic) => rest.trim_start(),
        _ => text,
    }
}

/// A name of a column in a data file as words: `place_of_arrest`, `unité.de.compte`, `EncounterCount`.
pub fn spaced(text: &str) -> String {
    if text.contains(char::is_whitespace) {
        return text.replace('_', " ");
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 4);
    for (i, c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|b| chars.get(b));
        let letters = before.is_some_and(|b| b.is_alphabetic()) && chars.get(i + 1).is_some_and(|n| n.is_alphabetic());
        let hump = before.is_some_and(|b| b.is_lowercase()) && c.is_uppercase();
        match c {
            '_' => out.push(' '),
            '.' if letters && chars.len() > 6 => out.push(' '),
            c if hump && c.is_ascii() => out.extend([' ', *c]),
            c => out.push(*c),
        }
    }
    out
}
