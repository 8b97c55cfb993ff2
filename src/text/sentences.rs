//! Paragraphs and sentences. In: text. Out: spans in order that cover every word.
//!
//! A sentence ends at `.`, `!` or `?` (with closing quotation marks behind it) before white space and a capital, a
//! digit or an opening mark, unless the word before is an abbreviation or an initial.

use super::fold::fold;
use crate::model::Span;

/// The blocks of `text[within]` that blank lines separate; list items are paragraphs of their own.
pub fn paragraphs(text: &str, within: Span) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut open: Option<Span> = None;
    let mut at = within.start;
    for line in within.of(text).split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        let end = at + line.trim_end().len();
        at += line.len();
        if start >= end {
            out.extend(open.take());
            continue;
        }
        let here = Span::new(start, end);
        if is_list_item(line.trim_start()) {
            out.extend(open.take());
            open = Some(here);
        } else {
            open = Some(open.map_or(here, |o| o.join(here)));
        }
    }
    out.extend(open);
    out
}

/// Whether a line begins with a bullet or a number and a bracket or dot.
pub fn is_list_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('-' | '*' | '•' | '–' | '—' | '▪' | '●' | '·') => chars.next().is_some_and(char::is_whitespace),
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with(") ") || rest.starts_with(". ")
        }
        _ => false,
    }
}

/// The sentences of one paragraph. `is_abbreviation` is asked with the folded word before a full stop.
pub fn sentences(text: &str, paragraph: Span, is_abbreviation: &dyn Fn(&str) -> bool) -> Vec<Span> {
    let block = paragraph.of(text);
    let mut out = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some((at, c)) = stop(block, from) {
        let behind = block.get(at + c.len_utf8()..).unwrap_or("");
        let closed = behind.trim_start_matches(['.', '!', '?', '”', '’', '"', '\'', ')', ']']);
        let end = block.len() - closed.len();
        from = end;
        let after = closed;
        let next = after.trim_start();
        if !after.starts_with(char::is_whitespace) || next.is_empty() {
            continue;
        }
        let opens = next.chars().next().is_some_and(|c| {
            c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘' | '(' | '[' | '$' | '€' | '£' | '\'')
        });
        if opens && !(c == '.' && blocks_break(block.get(..at).unwrap_or(""), next, is_abbreviation)) {
            let from =
                start + (block.get(start..).unwrap_or("").len() - block.get(start..).unwrap_or("").trim_start().len());
            out.push(Span::new(paragraph.start + from, paragraph.start + end));
            start = end;
        }
    }
    let rest = block.get(start..).unwrap_or("");
    if !rest.trim().is_empty() {
        let from = start + (rest.len() - rest.trim_start().len());
        out.push(Span::new(paragraph.start + from, paragraph.end));
    }
    out
}

/// The first mark from a byte on that can end a sentence. The bytes are looked at one by one: most are none of these.
fn stop(block: &str, from: usize) -> Option<(usize, char)> {
    let mut at = from;
    loop {
        let rest = block.as_bytes().get(at..)?;
        at += rest.iter().position(|b| matches!(b, b'.' | b'!' | b'?' | 0xe2))?;
        match block.get(at..).and_then(|r| r.chars().next()) {
            Some(c @ ('.' | '!' | '?' | '…')) => return Some((at, c)),
            _ => at += 1,
        }
    }
}

/// Whether the full stop after `before` belongs to an abbreviation or an initial rather than to the sentence.
fn blocks_break(before: &str, next: &str, is_abbreviation: &dyn Fn(&str) -> bool) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"')).next().unwrap_or("");
    let bare = word.trim_end_matches('.');
    let one_capital = bare.chars().count() == 1 && bare.chars().all(char::is_uppercase);
    if one_capital {
        return true;
    }
    // `Det.-Supt.`
    let bare = bare.rsplit_once(".-").map_or(bare, |(_, last)| last);
    let dotted = bare.contains('.') && bare.chars().all(|c| c == '.' || c.is_alphabetic());
    if !dotted && !is_abbreviation(&fold(bare)) {
        return false;
    }
    // `U.S. agents`, but `in the U.S. The agents`: a common opener after the stop begins a sentence.
    let opener = fold(next.split_whitespace().next().unwrap_or(""));
    !matches!(
        opener.as_str(),
        "the" | "a" | "an" | "in" | "on" | "at" | "it" | "he" | "she" | "they" | "of" | "this" | "those" | "these"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let known = |word: &str| ["lt", "col", "nov", "mr"].contains(&word);
        sentences(text, Span::new(0, text.len()), &known).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn abbreviations_and_initials_do_not_end_a_sentence() {
        let text = "Lt. Col. R. Marsh said 14 were held on Nov. 26 in town. In the U.S. 40 were deported.";
        assert_eq!(
            split(text),
            ["Lt. Col. R. Marsh said 14 were held on Nov. 26 in town.", "In the U.S. 40 were deported."]
        );
    }

    #[test]
    fn closing_quotation_marks_belong_to_the_sentence() {
        assert_eq!(split("“We found 12.” Then they left."), ["“We found 12.”", "Then they left."]);
    }

    #[test]
    fn blank_lines_and_bullets_make_paragraphs() {
        let text = "One\ntwo\n\n- three\n- four\n";
        let found: Vec<_> = paragraphs(text, Span::new(0, text.len())).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(found, ["One\ntwo", "- three", "- four"]);
    }
}
