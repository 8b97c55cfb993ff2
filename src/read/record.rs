//! A JSON object that holds an article. In: its bytes, and which of its fields hold what. Out: the article; or a page, where
//! the object has the page's HTML and no text.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::ReadError;
use super::article::{Note, ReadArticle, compose};
use super::date::day;
use super::html::{self, Page, Wire};
use crate::model::Meta;

/// Names of fields, the first one that is there and not empty counts; `a.b` is the field `b` of the object in `a`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fields {
    pub text: Names,
    pub html: Names,
    pub title: Names,
    pub publisher: Names,
    pub date: Names,
    pub url: Names,
    pub language: Names,
}

/// One name, or several of which the first that fits counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Names {
    One(String),
    Several(Vec<String>),
}

impl Names {
    fn of(names: &[&str]) -> Names {
        Names::Several(names.iter().map(|n| (*n).to_string()).collect())
    }

    fn iter(&self) -> impl Iterator<Item = &str> {
        match self {
            Names::One(name) => std::slice::from_ref(name),
            Names::Several(names) => names,
        }
        .iter()
        .map(String::as_str)
    }
}

impl Fields {
    /// The names that feeds and crawlers use.
    pub fn usual() -> &'static Fields {
        static USUAL: LazyLock<Fields> = LazyLock::new(Fields::default);
        &USUAL
    }
}

impl Default for Fields {
    fn default() -> Self {
        Fields {
            text: Names::of(&[
                "text",
                "body",
                "content",
                "maintext",
                "article_text",
                "full_text",
                "articleBody",
                "content_text",
                "article",
            ]),
            html: Names::of(&["html", "content_html", "raw_html"]),
            title: Names::of(&["title", "headline"]),
            publisher: Names::of(&[
                "publisher",
                "site_name",
                "source.name",
                "source_name",
                "outlet",
                "source_domain",
                "source",
                "domain",
            ]),
            date: Names::of(&[
                "date",
                "published",
                "published_at",
                "publishedAt",
                "date_publish",
                "date_published",
                "publish_date",
                "published_date",
                "datePublished",
                "pubDate",
                "publication_date",
                "created_at",
                "timestamp",
            ]),
            url: Names::of(&["url", "link", "uri", "canonical_url", "source_url"]),
            language: Names::of(&["language", "lang"]),
        }
    }
}

pub fn read(bytes: &[u8], fields: &Fields, file_name: &str) -> Result<Page, ReadError> {
    let value: Value =
        serde_json::from_slice(bytes).map_err(|e| ReadError::Record(format!("no valid JSON ({})", at(&e))))?;
    let Value::Object(object) = value else { return Err(ReadError::Record("JSON, but no object".to_string())) };
    let mut notes = Vec::new();
    let meta = meta(&object, fields, &mut notes);
    if let Some(text) = find(&object, &fields.text) {
        let ReadArticle { article, .. } = compose(meta, &clean(&text), file_name);
        return Ok(Page { article: ReadArticle { article, notes }, tables: Vec::new() });
    }
    if let Some(page) = find(&object, &fields.html) {
        let mut page = html::read(page.as_bytes(), file_name, &Wire { url: meta.url.clone(), ..Wire::default() })?;
        let body = page.article.article.body.of(&page.article.article.text).to_string();
        let meta = over(meta, page.article.article.meta);
        page.article.article = compose(meta, &body, file_name).article;
        page.article.notes.extend(notes);
        return Ok(page);
    }
    let there: Vec<&str> = object.keys().map(String::as_str).take(12).collect();
    Err(ReadError::Record(format!("an object without an article's text (its fields: {})", there.join(", "))))
}

fn at(error: &serde_json::Error) -> String {
    let what = error.to_string();
    let what = what.split(" at line ").next().unwrap_or(&what);
    format!("{what} at byte {}", error.column())
}

/// What the object says goes before what its page says.
fn over(said: Meta, page: Meta) -> Meta {
    let or = |a: String, b: String| if a.is_empty() { b } else { a };
    Meta {
        title: or(said.title, page.title),
        publisher: or(said.publisher, page.publisher),
        published: said.published.or(page.published),
        url: or(said.url, page.url),
        language: or(said.language, page.language),
        encoding: said.encoding,
    }
}

fn meta(object: &Map<String, Value>, fields: &Fields, notes: &mut Vec<Note>) -> Meta {
    let text = |names: &Names| find(object, names).map(|t| one_line(&t)).unwrap_or_default();
    let date = find(object, &fields.date).unwrap_or_default();
    let published = day(&date).or_else(|| epoch(&date));
    if published.is_none() && !date.trim().is_empty() {
        let message = format!("`{}` is no date: write it as 2019-01-31", one_line(&date));
        notes.push(Note { code: "bad_date", line: None, message });
    }
    Meta {
        title: text(&fields.title),
        publisher: text(&fields.publisher),
        published,
        url: text(&fields.url),
        language: text(&fields.language).to_lowercase(),
        encoding: "UTF-8".to_string(),
    }
}

/// The day, in UTC, of a number of seconds (or thousandths) since 1970.
fn epoch(text: &str) -> Option<jiff::civil::Date> {
    let number: i64 = text.split('.').next()?.parse().ok()?;
    let seconds = if number.abs() > 100_000_000_000 { number / 1000 } else { number };
    let plausible = 10_000_000..10_000_000_000;
    let timestamp = jiff::Timestamp::from_second(seconds).ok().filter(|_| plausible.contains(&seconds))?;
    day(&timestamp.to_string())
}

/// The first of these fields that holds anything; lists of texts are paragraphs.
fn find(object: &Map<String, Value>, names: &Names) -> Option<String> {
    names.iter().find_map(|name| {
        let value = object.get(name).or_else(|| {
            let mut parts = name.split('.');
            let first = object.get(parts.next()?)?;
            parts.try_fold(first, |value, part| value.get(part))
        })?;
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Array(parts) => {
                let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).collect();
                parts.join("\n\n")
            }
            _ => return None,
        };
        Some(text).filter(|t| !t.trim().is_empty())
    })
}

fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as it is stored: with plain line ends, and without NUL, which SQLite's functions take for its end.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\0', "\u{fffd}").trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(json: &str) -> ReadArticle {
        read(json.as_bytes(), &Fields::default(), "news.jsonl").expect("an article").article
    }

    #[test]
    fn usual_names_are_known() {
        let read = article(
            r#"{"headline":"Raid","content":"Police arrested 12.\r\nThey were held.","publishedAt":"2019-01-17T08:00:00Z",
                "source":{"name":"Daily"},"url":"https://x.example/1","lang":"EN"}"#,
        );
        let meta = &read.article.meta;
        assert_eq!((meta.title.as_str(), meta.publisher.as_str(), meta.language.as_str()), ("Raid", "Daily", "en"));
        assert_eq!(meta.published.map(|d| d.to_string()).as_deref(), Some("2019-01-17"));
        assert_eq!(read.article.text, "Raid\n\nPolice arrested 12.\nThey were held.");
        assert!(read.article.body.of(&read.article.text).starts_with("Police"));
    }

    #[test]
    fn fields_may_be_named() {
        let fields: Fields = toml::from_str("text = \"doc.paras\"\ndate = [\"nope\", \"stamp\"]").expect("fields");
        let json = r#"{"doc":{"paras":["Police arrested 12.","They were held."]},"stamp":1547712000}"#;
        let page = read(json.as_bytes(), &fields, "a").expect("an article");
        assert_eq!(page.article.article.text, "Police arrested 12.\n\nThey were held.");
        assert_eq!(page.article.article.meta.published.map(|d| d.to_string()).as_deref(), Some("2019-01-17"));
    }

    #[test]
    fn an_object_may_hold_a_page() {
        let json = r#"{"html":"<html lang=en><title>x</title><body><p>Police arrested 12 men on Monday.</p></body>","title":"Raid"}"#;
        let read = article(json);
        assert_eq!((read.article.meta.title.as_str(), read.article.meta.language.as_str()), ("Raid", "en"));
        assert!(read.article.text.starts_with("Raid\n\nPolice arrested 12 men"), "{}", read.article.text);
    }

    #[test]
    fn what_is_no_article_is_told_with_the_place() {
        let error = |json: &str| {
            read(json.as_bytes(), &Fields::default(), "a").map(|_| ()).expect_err("no article").to_string()
        };
        assert!(error("{\"text\": \"12 arr").contains("at byte"), "{}", error("{\"text\": \"12 arr"));
        assert!(error("[1]").contains("no object"));
        assert!(error(r#"{"id":1,"summary":"x"}"#).contains("id, summary"));
        assert_eq!(article(r#"{"text":"12","date":"soon"}"#).notes[0].code, "bad_date");
    }
}
