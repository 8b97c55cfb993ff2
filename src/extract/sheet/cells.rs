//! One cell as a figure. In: a cell's value and how the sheet writes decimals. Out: bounds with the mark that stood
//! beside them, or why it is none.

use crate::model::{Bounds, Qualifier};
use crate::read::table::Value;
use crate::text::plain_digits;
use crate::vocabulary::Headers;
use crate::vocabulary::headers::key;

/// What `1.234` means in this sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decimal {
    /// A decimal point; the comma groups.
    #[default]
    Dot,
    /// The point groups; a comma is the decimal mark.
    Comma,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    Figure {
        bounds: Bounds,
        /// A footnote mark or flag.
        note: Option<String>,
    },
    Missing,
    Percent,
    Bad,
}

impl Reading {
    fn exact(value: f64) -> Reading {
        Reading::Figure { bounds: Bounds::exact(value), note: None }
    }
}

/// What a cell gives.
pub fn figure(value: &Value, decimal: Decimal, headers: &Headers) -> Reading {
    match value {
        Value::Empty => Reading::Missing,
        Value::Number(n) if *n >= 0.0 => Reading::exact(*n),
        Value::Number(_) | Value::Date(_) | Value::Bool(_) | Value::Error(_) => Reading::Bad,
        Value::Percent(_) => Reading::Percent,
        Value::Text(text) => text_figure(text, decimal, headers),
    }
}

/// What a text gives as a figure.
pub fn text_figure(text: &str, decimal: Decimal, headers: &Headers) -> Reading {
    // The common case, a plain number.
    let text = text.trim();
    if !text.is_empty() && text.len() < 16 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().map_or(Reading::Bad, Reading::exact);
    }
    let plain = plain_digits(text);
    let text = plain.trim();
    let folded = key(text);
    if headers.missing.contains(&folded) || headers.missing.contains(text) {
        return Reading::Missing;
    }
    if headers.zero.contains(&folded) {
        return Reading::exact(0.0);
    }
    if let Some(number) = text.strip_suffix('%') {
        let number = number.trim().trim_start_matches(['+', '-', '−', '–']).trim();
        return if number_of(number, decimal).is_some() { Reading::Percent } else { Reading::Bad };
    }
    let (qualifier, rest) = sign(text);
    let (core, note) = without_marks(rest);
    let core = without_currency(core, headers);
    if let Some((low, high)) = range(core, decimal) {
        let bounds = Bounds { low: Some(low), high: Some(high), qualifier: Qualifier::Range };
        return Reading::Figure { bounds, note };
    }
    let plus = core.strip_suffix('+').map(str::trim);
    let Some(value) = number_of(plus.unwrap_or(core), decimal) else { return Reading::Bad };
    let qualifier = if plus.is_some() { Qualifier::AtLeast } else { qualifier };
    let (low, high) = match qualifier {
        Qualifier::MoreThan | Qualifier::AtLeast => (Some(value), None),
        Qualifier::LessThan | Qualifier::AtMost => (None, Some(value)),
        _ => (Some(value), Some(value)),
    };
    Reading::Figure { bounds: Bounds { low, high, qualifier }, note }
}

/// The sign before a figure.
fn sign(text: &str) -> (Qualifier, &str) {
    const SIGNS: [(&str, Qualifier); 12] = [
        ("<=", Qualifier::AtMost),
        (">=", Qualifier::AtLeast),
        ("≤", Qualifier::AtMost),
        ("≥", Qualifier::AtLeast),
        ("⩽", Qualifier::AtMost),
        ("⩾", Qualifier::AtLeast),
        ("<", Qualifier::LessThan),
        (">", Qualifier::MoreThan),
        ("~", Qualifier::Approx),
        ("≈", Qualifier::Approx),
        ("c. ", Qualifier::Approx),
        ("ca. ", Qualifier::Approx),
    ];
    for (sign, qualifier) in SIGNS {
        if let Some(rest) = text.strip_prefix(sign) {
            return (qualifier, rest.trim_start());
        }
    }
    (Qualifier::Exact, text)
}

/// The figure without the marks behind it, and the marks: `403¹`, `403 (r)`, `403*`, `403[2]`, `750 b`.
pub(super) fn without_marks(text: &str) -> (&str, Option<String>) {
    let mut end = text.len();
    loop {
        let rest = text.get(..end).unwrap_or("").trim_end();
        let Some(last) = rest.chars().last() else { break };
        let start = match last {
            ')' => rest.rfind('(').or_else(|| mark_before_bracket(rest)),
            ']' => rest.rfind('['),
            '*' | '†' | '‡' | '§' | '#' | '¶' | '^' => Some(rest.len() - last.len_utf8()),
            c if is_superscript(c) => Some(rest.len() - c.len_utf8()),
            c if c.is_alphabetic() => {
                let word = rest.rfind(|c: char| !c.is_alphabetic()).map_or(0, |i| i + 1);
                let letters = rest.get(word..).map_or(0, |w| w.chars().count());
                let before = rest.get(..word).and_then(|b| b.chars().last());
                let flag = letters <= 2 && before.is_some_and(|b| b.is_whitespace() || b.is_ascii_digit());
                flag.then_some(word)
            }
            _ => None,
        };
        // Something must be left to be a figure, and brackets around all of it are no mark.
        let Some(start) = start.filter(|s| rest.get(..*s).is_some_and(|b| b.bytes().any(|b| b.is_ascii_digit())))
        else {
            break;
        };
        end = start;
    }
    let core = text.get(..end).unwrap_or("").trim();
    let note = text.get(end..).map(str::trim).filter(|n| !n.is_empty());
    (core, note.map(str::to_string))
}

/// `403 1)`, `403 a)`: where the mark of a closing bracket without an opening one begins.
fn mark_before_bracket(text: &str) -> Option<usize> {
    let inner = text.strip_suffix(')')?;
    let at = inner.rfind(|c: char| c.is_whitespace() || is_superscript(c))?;
    let mark = inner.get(at..)?.trim_start();
    (mark.chars().count() <= 2 && mark.chars().all(char::is_alphanumeric)).then_some(at)
}

/// A raised figure, letter or bracket.
pub fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | 'ᵃ'..='ᵿ' | '⁽' | '⁾')
}

/// The figure without a currency's sign or letters before or behind it.
fn without_currency<'t>(text: &'t str, headers: &Headers) -> &'t str {
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let before = text.get(..start).unwrap_or("").trim();
    let is_sign = |s: &str| {
        let sign = s.chars().all(|c| c == '$' || (!c.is_ascii() && !c.is_alphabetic()));
        !s.is_empty() && (sign || headers.currencies.contains_key(s)) || matches!(s, "Rp" | "Rp." | "Rs" | "Rs.")
    };
    let text = if is_sign(before) { text.get(start..).unwrap_or(text) } else { text };
    text.trim_end_matches(['€', '$', '£', '¥', '฿', '₫', '₹', '₱', '₩']).trim_end()
}

/// `5–9`, `10 to 19`.
fn range(text: &str, decimal: Decimal) -> Option<(f64, f64)> {
    for dash in ["–", "—", " to ", " - ", "-"] {
        if let Some((low, high)) = text.split_once(dash) {
            let low = number_of(low.trim(), decimal)?;
            let high = number_of(high.trim(), decimal)?;
            return (low < high).then_some((low, high));
        }
    }
    None
}

/// A number with grouping and decimal marks; None where the marks make no sense.
fn number_of(text: &str, decimal: Decimal) -> Option<f64> {
    let mut chunks: Vec<String> = vec![String::new()];
    let mut marks: Vec<char> = Vec::new();
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() => chunks.last_mut()?.push(c),
            ',' | '.' => {
                marks.push(c);
                chunks.push(String::new());
            }
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' => {
                marks.push(' ');
                chunks.push(String::new());
            }
            _ => return None,
        }
    }
    if chunks.iter().any(String::is_empty) {
        return None;
    }
    if marks.is_empty() {
        return text.parse().ok();
    }
    let groups = |from: &[String]| {
        let first = from.first().is_some_and(|c| c.len() <= 3);
        let rest = from.get(1..).unwrap_or(&[]);
        let (last, inner) = rest.split_last()?;
        let threes = last.len() == 3 && inner.iter().all(|c| c.len() == 3);
        let lakhs = last.len() == 3 && inner.iter().all(|c| c.len() == 2) && !inner.is_empty();
        Some(first && (threes || lakhs))
    };
    let last = *marks.last()?;
    let same = marks.iter().all(|m| *m == last);
    let grouped = groups(&chunks).unwrap_or(false);
    let means_decimal = match last {
        ' ' => false,
        '.' => {
            (decimal == Decimal::Dot && marks.len() == 1) || (!same && marks.iter().filter(|m| **m == '.').count() == 1)
        }
        _ => {
            (marks.len() == 1 && (decimal == Decimal::Comma || !grouped))
                || (!same && marks.iter().filter(|m| **m == ',').count() == 1)
        }
    };
    if means_decimal {
        let (fraction, whole) = chunks.split_last()?;
        if whole.len() > 1 && !groups(whole).unwrap_or(false) {
            return None;
        }
        return format!("{}.{fraction}", whole.concat()).parse().ok();
    }
    grouped.then(|| chunks.concat().parse().ok()).flatten()
}

/// How a sheet writes decimals, from all its texts that are numbers: points before groups of three and nowhere else group.
pub fn decimal<'t>(texts: impl Iterator<Item = &'t str>) -> Decimal {
    let (mut groups, mut many, mut fractions) = (0, 0, 0);
    for text in texts {
        let text = plain_digits(text);
        let (core, _) = without_marks(sign(text.trim()).1);
        if !core.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') || !core.contains(['.', ',']) {
            continue;
        }
        let chunks: Vec<&str> = core.split('.').collect();
        let (first, rest) = chunks.split_first().unwrap_or((&"", &[]));
        let threes = rest.iter().all(|c| c.len() == 3 && !c.contains(',')) && (1..=3).contains(&first.len());
        match rest.len() {
            // 12,5 without a point: the comma is decimal.
            0 if core.split(',').count() == 2 && core.split(',').nth(1).is_some_and(|c| c.len() != 3) => groups += 1,
            0 => fractions += i32::from(core.split(',').skip(1).all(|c| c.len() == 3)),
            1 if threes && *first != "0" => groups += 1,
            1 if core.contains(',') && core.rfind(',') > core.find('.') => many += 1,
            1 => fractions += 1,
            _ if threes => many += 1,
            _ => {}
        }
    }
    if many > 0 || (groups > 0 && fractions == 0) { Decimal::Comma } else { Decimal::Dot }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    fn read(text: &str, decimal: Decimal) -> String {
        match text_figure(text, decimal, &Vocabulary::builtin().headers) {
            Reading::Figure { bounds, note } => {
                let number = |n: Option<f64>| n.map_or(String::new(), |n| n.to_string());
                let note = note.map_or(String::new(), |n| format!(" {n}"));
                format!("{} {},{}{note}", bounds.qualifier, number(bounds.low), number(bounds.high))
            }
            Reading::Missing => "missing".into(),
            Reading::Percent => "percent".into(),
            Reading::Bad => "bad".into(),
        }
    }

    #[test]
    fn cells_give_what_the_contract_says() {
        for (text, expected) in [
            ("1,234", "exact 1234,1234"),
            ("1 234", "exact 1234,1234"),
            ("1\u{202f}234", "exact 1234,1234"),
            ("1234.0", "exact 1234,1234"),
            ("12,34,567", "exact 1234567,1234567"),
            ("1'234", "exact 1234,1234"),
            ("<5", "less_than ,5"),
            ("5–9", "range 5,9"),
            ("10 to 19", "range 10,19"),
            ("~300", "approx 300,300"),
            ("300+", "at_least 300,"),
            ("≥250", "at_least 250,"),
            ("403¹", "exact 403,403 ¹"),
            ("403 (r)", "exact 403,403 (r)"),
            ("403*", "exact 403,403 *"),
            ("403[2]", "exact 403,403 [2]"),
            ("1,877 (p)", "exact 1877,1877 (p)"),
            ("750 b", "exact 750,750 b"),
            ("8,064 ¹⁾", "exact 8064,8064 ¹⁾"),
            ("8,064¹)", "exact 8064,8064 ¹)"),
            ("8 064 1)", "exact 8064,8064 1)"),
            ("0", "exact 0,0"),
            ("nil", "exact 0,0"),
            ("RM 1,200.50", "exact 1200.5,1200.5"),
            ("", "missing"),
            ("-", "missing"),
            ("..", "missing"),
            (":", "missing"),
            ("n/a", "missing"),
            ("*", "missing"),
            ("12.5%", "percent"),
            ("pending", "bad"),
            ("see note", "bad"),
            ("a dozen", "bad"),
            ("١٬٢٣٤", "exact 1234,1234"),
            ("๑๒", "exact 12,12"),
            ("1,23", "exact 1.23,1.23"),
            ("2019/20/1", "bad"),
        ] {
            assert_eq!(read(text, Decimal::Dot), expected, "{text}");
        }
        assert_eq!(read("1.234", Decimal::Comma), "exact 1234,1234");
        assert_eq!(read("650.000.000", Decimal::Comma), "exact 650000000,650000000");
        assert_eq!(read("1.234,5", Decimal::Comma), "exact 1234.5,1234.5");
        assert_eq!(read("1.234", Decimal::Dot), "exact 1.234,1.234");
    }

    #[test]
    fn the_sheets_numbers_show_what_a_point_means() {
        assert_eq!(decimal(["641", "1.019", "1.281", "650.000.000"].into_iter()), Decimal::Comma);
        assert_eq!(decimal(["1.5", "2.25", "371.6"].into_iter()), Decimal::Dot);
        assert_eq!(decimal(["1,234", "2.5"].into_iter()), Decimal::Dot);
    }
}
