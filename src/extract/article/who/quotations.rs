//! Quotations: the words between quotation marks, whose they are, and which of them are statements.
//!
//! In: paragraphs and the speech tags of their sentences. Out: quotations with their speaker. Marks are “ ”, " and, in
//! the British manner, ‘ ’ or ' at the border of a word. A quotation that isn't closed ends with its paragraph.

use super::cast::Speaker;
use crate::model::{Span, Statement};

/// Fewer words than these, without a stop of their own, are a word held at arm's length ("undesirable").
const CLAUSE: usize = 5;

/// One pair of quotation marks.
#[derive(Debug, Clone)]
pub struct Quotation {
    pub paragraph: usize,
    /// With its marks.
    pub outer: Span,
    pub inner: Span,
    pub speaker: Option<Speaker>,
}

/// The quotations of one paragraph, outermost marks only.
pub fn quotations(text: &str, paragraph: usize, span: Span) -> Vec<Quotation> {
    let block = span.of(text);
    let mut out = Vec::new();
    let mut open: Option<(usize, usize, char)> = None;
    let mut end = 0;
    while let Some((at, c)) = next_mark(block, end) {
        end = at + c.len_utf8();
        let before = block.get(..at).and_then(|b| b.chars().next_back()).unwrap_or(' ');
        let next = block.get(end..).and_then(|b| b.chars().next()).unwrap_or(' ');
        match open {
            None => {
                if let Some(close) = closing(c, before, next) {
                    open = Some((at, end, close));
                }
            }
            Some((from, inner, close)) if c == close && closes(c, before, next) => {
                let inner = Span::new(span.start + inner, span.start + at);
                out.push(Quotation {
                    paragraph,
                    outer: Span::new(span.start + from, span.start + end),
                    inner,
                    speaker: None,
                });
                open = None;
            }
            Some(_) => {}
        }
    }
    // A single quotation mark that is never closed was an apostrophe.
    if let Some((from, inner, close)) = open.filter(|(_, _, close)| matches!(close, '”' | '"')) {
        let _ = close;
        let inner = Span::new(span.start + inner, span.end);
        out.push(Quotation { paragraph, outer: Span::new(span.start + from, span.end), inner, speaker: None });
    }
    out
}

/// The first quotation mark from a byte on. The bytes are looked at one by one: most begin none.
fn next_mark(block: &str, from: usize) -> Option<(usize, char)> {
    let mut at = from;
    loop {
        let rest = block.as_bytes().get(at..)?;
        at += rest.iter().position(|b| matches!(b, b'"' | b'\'' | 0xc2 | 0xe2))?;
        match block.get(at..).and_then(|r| r.chars().next()) {
            Some(c) if is_quotation_mark(c) => return Some((at, c)),
            _ => at += 1,
        }
    }
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '"' | '‘' | '’' | '\'' | '«' | '»')
}

/// The mark that closes what this one opens; none where it opens nothing.
fn closing(c: char, before: char, next: char) -> Option<char> {
    let word = !next.is_whitespace();
    let edge = before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–' | ':' | ',');
    match c {
        '“' => Some('”'),
        '„' => Some('“'),
        '«' => Some('»'),
        '"' if word => Some('"'),
        '‘' if word && edge => Some('’'),
        '\'' if next.is_alphanumeric() && edge => Some('\''),
        _ => None,
    }
}

fn closes(c: char, before: char, next: char) -> bool {
    match c {
        '’' | '\'' => {
            !next.is_alphanumeric() && !before.is_whitespace() && (before != 's' || !next.is_whitespace())
                || matches!(before, ',' | '.' | '!' | '?')
        }
        _ => true,
    }
}

/// A place where somebody is said to speak, outside quotation marks.
#[derive(Debug, Clone)]
pub struct Voiced {
    pub span: Span,
    pub sentence: usize,
    pub speaker: Speaker,
    /// The tag could be no more than a description: "called it".
    pub weak: bool,
}

/// Gives each quotation of a paragraph its speaker. `voices` are the paragraph's tags in order, `subject` tells who is
/// the subject of the sentence at a byte, `last` who spoke in the paragraph before.
pub fn ascribe(
    text: &str,
    quotes: &mut [Quotation],
    voices: &[Voiced],
    subject: &dyn Fn(usize) -> Option<Speaker>,
    last: Option<Speaker>,
) {
    let spans: Vec<Span> = quotes.iter().map(|q| q.outer).collect();
    for (index, span) in spans.iter().enumerate() {
        let next = spans.get(index + 1).map_or(usize::MAX, |s| s.start);
        let previous = index.checked_sub(1).and_then(|i| spans.get(i)).map_or(0, |s| s.end);
        // Where one of several is nobody, the other speaks: "said Tran, head of the border post".
        let somebody = |v: &&Voiced| v.speaker != Speaker::Nobody;
        let behind = || voices.iter().filter(|v| v.span.start >= span.end && v.span.start < next);
        let beside = |v: &&Voiced| behind().next().is_some_and(|first| first.sentence == v.sentence);
        let after = behind().filter(beside).find(somebody).or_else(|| behind().next());
        let after = after.filter(|v| !has_stop(Span::new(span.end, v.span.start).of(text)));
        let ahead = || voices.iter().rev().filter(|v| v.span.end <= span.start && v.span.start >= previous);
        let before = ahead().find(somebody).or_else(|| ahead().next());
        let before = before.filter(|v| !has_stop(Span::new(v.span.end, span.start).of(text)));
        let inner = quotes.get(index).map_or("", |q| q.inner.of(text)).trim_end();
        let opens =
            Span::new(span.start.saturating_sub(3), span.start).of(text).trim_end().ends_with(['.', '\n', '”', '"'])
                || span.start < 3;
        let led_on = inner.ends_with([',', '?', '!']) && (opens || before.is_none());
        let found = if led_on { after.or(before) } else { before.or(after) };
        let continued = || index.checked_sub(1).and_then(|i| quotes.get(i)).and_then(|q| q.speaker.clone());
        let speaker =
            found.map(|v| v.speaker.clone()).or_else(|| subject(span.start).filter(|_| !opens)).or_else(continued);
        if let Some(quote) = quotes.get_mut(index) {
            quote.speaker = speaker;
        }
    }
    // What nothing beside it ascribes belongs to the paragraph's first tag behind it, else to the last before, else to
    // whoever spoke before the paragraph.
    for quote in quotes.iter_mut().filter(|q| q.speaker.is_none()) {
        let later = voices.iter().find(|v| v.span.start >= quote.outer.end && !v.weak);
        let earlier = voices.iter().rev().find(|v| v.span.end <= quote.outer.start);
        let begins = quote.outer.start < voices.first().map_or(usize::MAX, |v| v.span.start);
        let near = if begins { later.or(earlier) } else { earlier.or(later) };
        quote.speaker = near.map(|v| v.speaker.clone()).or_else(|| subject(quote.outer.start)).or_else(|| last.clone());
    }
}

/// Whether a sentence ends in the words between a quotation and its tag.
fn has_stop(gap: &str) -> bool {
    let mut parts = gap.match_indices(['.', '!', '?']);
    parts.any(|(at, _)| {
        let rest = gap.get(at + 1..).unwrap_or("");
        let word = gap.get(..at).unwrap_or("").rsplit(' ').next().unwrap_or("");
        rest.starts_with([' ', '\n', '"', '”']) && word.len() > 3 && rest.trim_start().starts_with(char::is_uppercase)
    })
}

/// Whether the quoted words say something: a clause, not a term or a title.
pub fn is_statement(text: &str, quote: &Quotation) -> bool {
    let inner = quote.inner.of(text).trim();
    let words = inner.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric));
    let count = words.clone().take(CLAUSE).count();
    let mut long = words.filter(|w| w.chars().nth(3).is_some()).peekable();
    let title =
        long.peek().is_some() && long.all(|w| w.starts_with(char::is_uppercase)) && !inner.ends_with(['.', ',']);
    let stopped = inner.ends_with(['.', ',', '!', '?', '…']) && count > 1;
    (count >= CLAUSE || stopped) && !title
}

/// The statements of a paragraph: what one speaker says in it, pieces joined.
pub fn statements(text: &str, quotes: &[Quotation], name: &dyn Fn(&Speaker) -> String) -> Vec<Statement> {
    let mut out: Vec<Statement> = Vec::new();
    for quote in quotes.iter().filter(|q| is_statement(text, q)) {
        let speaker = quote.speaker.as_ref().map_or_else(String::new, name);
        let words = quote.inner.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        match out.iter_mut().find(|s| s.speaker == speaker) {
            Some(statement) => {
                statement.quote.push(' ');
                statement.quote.push_str(&words);
                statement.span = statement.span.join(quote.inner);
            }
            None => out.push(Statement { speaker, quote: words, span: quote.inner }),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text, 0, Span::new(0, text.len())).iter().map(|q| q.inner.of(text)).collect()
    }

    #[test]
    fn marks_of_all_manners_are_paired() {
        assert_eq!(quoted("“We found ‘them’,” he said. “All.”"), ["We found ‘them’,", "All."]);
        assert_eq!(quoted("\"We left,\" he said, \"at six.\""), ["We left,", "at six."]);
        assert_eq!(quoted("‘We don’t know the officers’ names,’ he said."), ["We don’t know the officers’ names,"]);
        assert_eq!(quoted("'It's done,' said Mr Lee, the brothers' lawyer."), ["It's done,"]);
    }

    #[test]
    fn a_quotation_without_an_end_lasts_to_the_end_of_its_paragraph() {
        assert_eq!(quoted("He said: “We go on."), ["We go on."]);
        assert_eq!(quoted("the police' officers"), Vec::<&str>::new());
    }
}
