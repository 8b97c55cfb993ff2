//! What a page says of itself: JSON-LD, OpenGraph, meta elements, the canonical link, `lang`. In: a page's tree and where
//! it came from. Out: [`Meta`]. What is said more exactly goes first; what nothing says stays empty.

use dom_query::Document;
use serde_json::Value;

use crate::model::Meta;
use crate::read::date::day;

/// How deep JSON-LD is looked into.
const DEEPEST: usize = 6;
/// Bytes of a page in which its encoding is named.
const HEAD: usize = 4096;

const DATES: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "datePublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "cXenseParse:recs:publishtime",
    "citation_publication_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.created",
    "dcterms.issued",
];

pub fn of(document: &Document, url: &str) -> Meta {
    let said = Said::of(document);
    let linked = said.linked.clone().unwrap_or_default();
    let named = |names: &[&str]| said.named(names);
    let published = linked.published.as_deref().and_then(day);
    let published = published.or_else(|| DATES.iter().find_map(|n| said.named(&[n]).as_deref().and_then(day)));
    let absolute = |u: &String| u.starts_with("http://") || u.starts_with("https://");
    let canonical = attribute(document, "link[rel=canonical]", "href").filter(absolute);
    let language = attribute(document, "html", "lang")
        .or(linked.language)
        .or_else(|| named(&["content-language", "og:locale", "dc.language"]));
    Meta {
        title: linked
            .title
            .or_else(|| named(&["og:title", "twitter:title", "dc.title"]))
            .unwrap_or_else(|| title(document)),
        publisher: linked
            .publisher
            .or_else(|| named(&["og:site_name", "application-name", "dc.publisher"]))
            .unwrap_or_default(),
        published: published.or_else(|| time(document)),
        url: canonical
            .or_else(|| named(&["og:url"]).filter(absolute))
            .or(linked.url.filter(absolute))
            .unwrap_or_else(|| url.to_string()),
        language: language.map(|l| primary(&l)).unwrap_or_default(),
        encoding: String::new(),
    }
}

/// `en-GB` and `en_US` are `en`.
fn primary(language: &str) -> String {
    let code = language.split(['-', '_', ',']).next().unwrap_or("").trim().to_lowercase();
    if (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase()) { code } else { String::new() }
}

fn attribute(document: &Document, selector: &str, name: &str) -> Option<String> {
    let found = document.select_single(selector).attr(name)?;
    Some(found.trim().to_string()).filter(|t| !t.is_empty())
}

/// The heading where the page has one and only one, else the window's title.
fn title(document: &Document) -> String {
    let headings = document.select("h1");
    let text = if headings.length() == 1 { headings.text() } else { document.select_single("title").text() };
    one_line(&text)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first time element of an article, or the one that is marked as the publication's.
fn time(document: &Document) -> Option<jiff::civil::Date> {
    [
        "time[itemprop=datePublished]",
        "time[pubdate]",
        "article time[datetime]",
        "main time[datetime]",
        "header time[datetime]",
    ]
    .iter()
    .find_map(|selector| attribute(document, selector, "datetime").as_deref().and_then(day))
}

/// Meta elements by name, and what JSON-LD says of the article.
struct Said {
    metas: Vec<(String, String)>,
    linked: Option<Linked>,
}

impl Said {
    fn of(document: &Document) -> Said {
        let mut metas = Vec::new();
        for node in document.select("meta[content]").nodes() {
            let name = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|a| node.attr(a));
            if let (Some(name), Some(content)) = (name, node.attr("content")) {
                let content = one_line(&content);
                if !content.is_empty() {
                    metas.push((name.trim().to_lowercase(), content));
                }
            }
        }
        let scripts = document.select("script[type=\"application/ld+json\"]");
        let linked = scripts.nodes().iter().find_map(|script| {
            let value: Value = serde_json::from_str(script.text().trim()).ok()?;
            linked(&value, DEEPEST)
        });
        Said { metas, linked }
    }

    fn named(&self, names: &[&str]) -> Option<String> {
        let of = |name: &&str| self.metas.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, c)| c.clone());
        names.iter().find_map(of)
    }
}

#[derive(Debug, Clone, Default)]
struct Linked {
    title: Option<String>,
    publisher: Option<String>,
    published: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

/// The first article in JSON-LD: an object whose type says so, in a list or a graph.
fn linked(value: &Value, depth: usize) -> Option<Linked> {
    if depth == 0 {
        return None;
    }
    match value {
        Value::Array(values) => values.iter().find_map(|v| linked(v, depth - 1)),
        Value::Object(object) if object.get("@type").is_some_and(is_article) => Some(Linked {
            title: text(object.get("headline")).or_else(|| text(object.get("name"))),
            publisher: text(object.get("publisher")),
            published: text(object.get("datePublished")).or_else(|| text(object.get("dateCreated"))),
            url: text(object.get("url")).or_else(|| text(object.get("mainEntityOfPage"))),
            language: text(object.get("inLanguage")),
        }),
        Value::Object(object) => {
            ["@graph", "mainEntity", "mainEntityOfPage"].iter().find_map(|key| linked(object.get(*key)?, depth - 1))
        }
        _ => None,
    }
}

fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(name) => {
            let name = name.rsplit('/').next().unwrap_or(name);
            name.ends_with("Article") || name.ends_with("BlogPosting") || matches!(name, "Report" | "PressRelease")
        }
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

/// A text, or the name (or address) of the thing that stands there.
fn text(value: Option<&Value>) -> Option<String> {
    let found = match value? {
        Value::String(text) => one_line(text),
        Value::Object(object) => {
            return text(object.get("name")).or_else(|| text(object.get("@id")));
        }
        Value::Array(values) => return text(values.first().filter(|v| !v.is_array())),
        _ => return None,
    };
    Some(found).filter(|t| !t.is_empty())
}

/// The encoding that a page names in its first bytes.
pub fn charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..HEAD.min(bytes.len()))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let meta = head.find("<meta").and_then(|at| head.get(at..)).unwrap_or("");
    let (_, named) = meta.split_once("charset")?;
    let named = named.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = named.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(named.len());
    named.get(..end).filter(|n| !n.is_empty()).map(str::to_string)
}
