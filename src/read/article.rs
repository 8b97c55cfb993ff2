//! Articles: plain text or Markdown, with YAML front matter or without. In: bytes and a file name. Out: [`Article`].
//!
//! Front matter is flat `key: value` lines between two `---`; an unknown key is nothing to blotter and stays where it
//! is. Without a `title` there, the first line is the title when it looks like one.

use super::date::day;
use crate::model::{Article, Meta, Span};
use crate::source::decode;

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

pub fn read(bytes: &[u8], file_name: &str) -> ReadArticle {
    let decoded = decode(bytes);
    let mut read = parse(decoded.text, file_name);
    read.article.meta.encoding = decoded.encoding.to_string();
    if decoded.malformed > 0 {
        let line = read.article.text.find('\u{fffd}').map(|at| line_of(&read.article.text, at));
        let message = format!("{} places are no valid {}: save the file as UTF-8", decoded.malformed, decoded.encoding);
        read.notes.insert(0, Note { code: "bad_encoding", line, message });
    }
    read
}

/// The article in a text that is decoded already.
pub fn parse(text: String, file_name: &str) -> ReadArticle {
    let mut notes = Vec::new();
    let mut meta = Meta::default();
    let mut start = 0;
    if let Some((lines, end)) = front_matter(&text) {
        for (number, line) in lines {
            set(&mut meta, &line, number, &mut notes);
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

/// An article whose parts are known: its text is the title, a blank line, and the body.
pub fn compose(meta: Meta, body: &str, file_name: &str) -> ReadArticle {
    let text = if meta.title.is_empty() { body.to_string() } else { format!("{}\n\n{body}", meta.title) };
    ReadArticle { article: composed(meta, text, file_name), notes: Vec::new() }
}

/// The same article from its stored text.
pub fn composed(meta: Meta, text: String, file_name: &str) -> Article {
    let titled = text.strip_prefix(&meta.title).is_some_and(|rest| rest.starts_with("\n\n"));
    let start = if titled && !meta.title.is_empty() { meta.title.len() + 2 } else { 0 };
    let body = Span::new(start, text.len());
    Article { meta, text, body, file_name: file_name.to_string() }
}

fn leading_space(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn line_of(text: &str, at: usize) -> u64 {
    text.get(..at).unwrap_or("").matches('\n').count() as u64 + 1
}

/// The lines between two `---` at the start, with their numbers, and where the text goes on.
fn front_matter(text: &str) -> Option<(Vec<(u64, String)>, usize)> {
    let mut at = 0;
    let mut lines = Vec::new();
    for (i, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let bare = line.trim_end();
        match (i, bare) {
            (0, "---") => {}
            (0, _) => return None,
            (_, "---" | "...") => return Some((lines, at)),
            _ => lines.push((i as u64 + 1, bare.to_string())),
        }
    }
    None
}

fn set(meta: &mut Meta, line: &str, number: u64, notes: &mut Vec<Note>) {
    let nested = line.starts_with([' ', '\t', '-', '#']);
    let Some((key, value)) = line.split_once(':').filter(|_| !nested) else { return };
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
        let read = parse(text.to_string(), "a.md");
        let meta = &read.article.meta;
        assert_eq!((meta.title.as_str(), meta.publisher.as_str()), ("Raid: 12 held", "Daily"));
        assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2019-01-17"));
        assert_eq!((meta.url.as_str(), meta.language.as_str()), ("https://x.example/a:b", "en"));
        assert_eq!(body(&read.article), "Police arrested 12.\n");
        assert!(read.notes.is_empty());
    }

    #[test]
    fn a_short_first_line_is_the_title() {
        let read = parse("Twelve held in raid\n\nPolice arrested 12.\n".to_string(), "a.txt");
        assert_eq!(read.article.meta.title, "Twelve held in raid");
        assert_eq!(body(&read.article), "Police arrested 12.\n");
        let read = parse("Police arrested 12 men on Monday.\n\nThey were held.\n".to_string(), "a.txt");
        assert_eq!(read.article.meta.title, "");
        assert!(body(&read.article).starts_with("Police arrested"));
    }

    #[test]
    fn one_paragraph_is_no_title() {
        let read = parse("Police arrested 12".to_string(), "a.txt");
        assert_eq!((read.article.meta.title.as_str(), body(&read.article)), ("", "Police arrested 12"));
    }

    #[test]
    fn a_bad_date_is_told_with_its_line() {
        let read = parse("---\ndate: yesterday\n---\nText".to_string(), "a.md");
        assert_eq!(read.notes.first().map(|n| (n.code, n.line)), Some(("bad_date", Some(2))));
    }

    #[test]
    fn an_open_front_matter_is_text() {
        let read = parse("---\nPolice arrested 12.\n".to_string(), "a.md");
        assert!(body(&read.article).starts_with("---"));
    }

    proptest::proptest! {
        #[test]
        fn the_body_always_lies_on_character_borders(text in "\\PC*|(---\n[a-zé: \"\n]*---\n\\PC*)") {
            let read = parse(text, "a.txt");
            let article = &read.article;
            proptest::prop_assert!(article.text.get(article.body.start..article.body.end).is_some());
        }
    }
}
