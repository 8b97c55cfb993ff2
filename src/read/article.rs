//! Articles: plain text or Markdown, with YAML front matter or without. In: bytes and a file name. Out: [`Article`].
//!
//! Front matter is flat `key: value` lines between two `---`; an unknown key is nothing to blotter and stays where it
//! is. Without a `title` there, the first line is the title when it looks like one.

use jiff::civil::Date;

use crate::model::{Article, Meta, Span};
use crate::source::{Limit, Limits, decode};

/// How long a title can be.
const LONGEST_TITLE: usize = 200;

/// An article as read, and the places that did not decode or fit.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadArticle {
    pub article: Article,
    pub notes: Vec<Note>,
}

/// A thing about the article that a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub code: &'static str,
    pub line: Option<u64>,
    pub message: String,
}

pub fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> ReadArticle {
    let mut decoded = decode(bytes);
    let nul = decoded.text.find('\0').map(|at| line_of(&decoded.text, at));
    if nul.is_some() {
        // SQLite's functions take it for the end of a text.
        decoded.text = decoded.text.replace('\0', "\u{fffd}");
    }
    let mut read = parse(decoded.text, file_name, limits);
    if nul.is_some() {
        let message = "NUL bytes, each read as a character that is not known: fetch the file again".to_string();
        read.notes.insert(0, Note { code: "nul_bytes", line: nul, message });
    }
    read.article.meta.encoding = decoded.encoding.to_string();
    if decoded.malformed > 0 {
        let line = read.article.text.find('\u{fffd}').map(|at| line_of(&read.article.text, at));
        let message = format!("{} places are no valid {}: save the file as UTF-8", decoded.malformed, decoded.encoding);
        read.notes.insert(0, Note { code: "bad_encoding", line, message });
    }
    read
}

/// The article in a text that is decoded already.
pub fn parse(text: String, file_name: &str, limits: &Limits) -> ReadArticle {
    let mut notes = Vec::new();
    let mut meta = Meta::default();
    let mut start = 0;
    if let Some(end) = front_matter_end(&text) {
        match limits.check(Limit::FrontMatterBytes, end as u64) {
            Ok(()) => keys(text.get(..end).unwrap_or(""), &mut meta, &mut notes),
            Err(exceeded) => {
                let message = format!("{exceeded}; nothing of it was taken");
                notes.push(Note { code: exceeded.limit.code(), line: Some(1), message });
            }
        }
        start = end;
    }
    let start = start + leading_space(text.get(start..).unwrap_or(""));
    let mut body = Span::new(start, text.len());
    if let Some((title, end)) = title_line(body.of(&text), &meta.title) {
        if meta.title.is_empty() {
            meta.title = title;
        }
        body.start += end;
    }
    body.start += leading_space(body.of(&text));
    ReadArticle { article: Article { meta, text, body, file_name: file_name.to_string() }, notes }
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn line_of(text: &str, at: usize) -> u64 {
    text.get(..at).unwrap_or("").matches('\n').count() as u64 + 1
}

/// Where the text goes on behind the front matter: lines between two `---` at the start.
fn front_matter_end(text: &str) -> Option<usize> {
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        match (i, line.trim_end()) {
            (0, "---") => {}
            (0, _) => return None,
            (_, "---" | "...") => return Some(at),
            _ => {}
        }
    }
    None
}

/// What the front matter's lines say. YAML beyond `key: value` is not evaluated: nothing in it can grow.
fn keys(front_matter: &str, meta: &mut Meta, notes: &mut Vec<Note>) {
    let mut referring = None;
    for (number, line) in (1..).zip(front_matter.lines()) {
        let value = line.split_once(':').map_or(line, |(_, value)| value).trim().trim_start_matches("- ");
        if referring.is_none() && value.starts_with(['&', '*']) && value.len() > 1 {
            referring = Some(number);
        }
        set(meta, line.trim_end(), number, notes);
    }
    if referring.is_some() {
        let message = "YAML anchors and aliases are not followed: write `key: value`".to_string();
        notes.push(Note { code: "front_matter_not_read", line: referring, message });
    }
}

fn set(meta: &mut Meta, line: &str, number: u64, notes: &mut Vec<Note>) {
    let nested = line.starts_with([' ', '\t', '-', '#']);
    let Some((key, value)) = line.split_once(':').filter(|_| !nested) else { return };
    if value.trim().starts_with(['&', '*']) {
        return;
    }
    let value = unquote(value);
    match key.trim().to_lowercase().as_str() {
        "title" => meta.title = value,
        "publisher" => meta.publisher = value,
        "url" => meta.url = value,
        "language" | "lang" => meta.language = value.to_lowercase(),
        "date" | "published" => match day(&value) {
            Some(date) => meta.published = Some(date),
            None if value.is_empty() => {}
            None => notes.push(Note {
                code: "bad_date",
                line: Some(number),
                message: format!("`{value}` is no date: write it as 2019-01-31"),
            }),
        },
        _ => {}
    }
}

/// The day of `2019-01-31`, also with a time behind it.
fn day(value: &str) -> Option<Date> {
    value.get(..10)?.parse().ok()
}

/// A YAML scalar: quotes around it and a comment behind it fall away.
fn unquote(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote) {
            let doubled = if quote == '"' { "\\\"" } else { "''" };
            let end = inner.rfind(quote).unwrap_or(inner.len());
            return inner.get(..end).unwrap_or(inner).replace(doubled, &quote.to_string());
        }
    }
    value.split(" #").next().unwrap_or(value).trim_end().to_string()
}

/// The title at the start of the text, and where it ends. A short first line without a final full stop, with a blank
/// line behind it; a Markdown heading; or the title of the front matter once more.
fn title_line(text: &str, known: &str) -> Option<(String, usize)> {
    let line = text.lines().next()?;
    let heading = line.strip_prefix("# ").map(str::trim);
    let bare = heading.unwrap_or(line).trim();
    let rest = text.get(line.len()..)?;
    let blank_behind = rest.lines().nth(1).is_none_or(|l| l.trim().is_empty()) && !rest.trim().is_empty();
    let title = if !known.is_empty() {
        bare == known || heading.is_some()
    } else {
        let ends_as_sentence = bare.ends_with(['.', ':', ';', ',', '”', '"']) && !bare.ends_with("...");
        heading.is_some() || (blank_behind && bare.chars().count() <= LONGEST_TITLE && !ends_as_sentence)
    };
    (title && !bare.is_empty()).then(|| (bare.to_string(), line.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(article: &Article) -> &str {
        article.body.of(&article.text)
    }

    #[test]
    fn front_matter_gives_what_is_known_of_an_article() {
        let text = "---\ntitle: \"Raid: 12 held\"\npublisher: Daily # paper\ndate: 2019-01-17T08:00\nurl: https://x.example/a:b\nlanguage: EN\ntags:\n  - a: b\n---\n\nPolice arrested 12.\n";
        let read = parse(text.to_string(), "a.md", &Limits::DEFAULT);
        let meta = &read.article.meta;
        assert_eq!((meta.title.as_str(), meta.publisher.as_str()), ("Raid: 12 held", "Daily"));
        assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2019-01-17"));
        assert_eq!((meta.url.as_str(), meta.language.as_str()), ("https://x.example/a:b", "en"));
        assert_eq!(body(&read.article), "Police arrested 12.\n");
        assert!(read.notes.is_empty());
    }

    #[test]
    fn a_short_first_line_is_the_title() {
        let read = parse("Twelve held in raid\n\nPolice arrested 12.\n".to_string(), "a.txt", &Limits::DEFAULT);
        assert_eq!(read.article.meta.title, "Twelve held in raid");
        assert_eq!(body(&read.article), "Police arrested 12.\n");
        let read =
            parse("Police arrested 12 men on Monday.\n\nThey were held.\n".to_string(), "a.txt", &Limits::DEFAULT);
        assert_eq!(read.article.meta.title, "");
        assert!(body(&read.article).starts_with("Police arrested"));
    }

    #[test]
    fn one_paragraph_is_no_title() {
        let read = parse("Police arrested 12".to_string(), "a.txt", &Limits::DEFAULT);
        assert_eq!((read.article.meta.title.as_str(), body(&read.article)), ("", "Police arrested 12"));
    }

    #[test]
    fn a_bad_date_is_told_with_its_line() {
        let read = parse("---\ndate: yesterday\n---\nText".to_string(), "a.md", &Limits::DEFAULT);
        assert_eq!(read.notes.first().map(|n| (n.code, n.line)), Some(("bad_date", Some(2))));
    }

    #[test]
    fn an_open_front_matter_is_text() {
        let read = parse("---\nPolice arrested 12.\n".to_string(), "a.md", &Limits::DEFAULT);
        assert!(body(&read.article).starts_with("---"));
    }

    #[test]
    fn front_matter_that_refers_to_itself_or_never_ends_is_told() {
        let bomb = "---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\npublisher: Daily\n---\nPolice arrested 12.\n";
        let read = parse(bomb.to_string(), "a.md", &Limits::DEFAULT);
        assert_eq!((read.article.meta.title.as_str(), read.article.meta.publisher.as_str()), ("", "Daily"));
        assert_eq!(read.notes.first().map(|n| (n.code, n.line)), Some(("front_matter_not_read", Some(2))));
        let long = format!("---\ntitle: A\n{}---\nPolice arrested 12.\n", "k: 99 arrested\n".repeat(5_000));
        let read = parse(long, "a.md", &Limits::DEFAULT);
        assert_eq!((read.article.meta.title.as_str(), body(&read.article)), ("", "Police arrested 12.\n"));
        assert_eq!(read.notes.first().map(|n| n.code), Some("front_matter_too_long"));
    }

    #[test]
    fn nul_bytes_do_not_end_a_text() {
        let read = read(b"Police arrested 12.\nThen\0 3 more.", "a.txt", &Limits::DEFAULT);
        assert_eq!(read.article.text, "Police arrested 12.\nThen\u{fffd} 3 more.");
        assert_eq!(read.notes.first().map(|n| (n.code, n.line)), Some(("nul_bytes", Some(2))));
    }

    proptest::proptest! {
        #[test]
        fn the_body_always_lies_on_character_borders(text in "\\PC*|(---\n[a-zé: \"\n]*---\n\\PC*)") {
            let read = parse(text, "a.txt", &Limits::DEFAULT);
            let article = &read.article;
            proptest::prop_assert!(article.text.get(article.body.start..article.body.end).is_some());
        }
    }
}
