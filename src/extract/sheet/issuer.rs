//! Who issued a table. In: the lines around it. Out: the organisation that a line of its source names.
//!
//! "Source: Ministry of the Interior" says who says so, as "according to the ministry" does in an article. A line that names
//! two, records or a survey says nothing: unsure is empty.

use super::around::Around;
use super::texts::clean;
use crate::extract::article::who::who;
use crate::model::{Article, Meta, Span};
use crate::text::fold;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::headers::key;

/// A name of more words is a sentence.
const MOST_WORDS: usize = 9;

/// What stands behind the word for a source.
pub(super) fn source(line: &str, vocabulary: &Vocabulary) -> Option<String> {
    let line = clean(line);
    let (word, rest) = line.split_once(':')?;
    vocabulary.headers.sources.contains(&key(word)).then(|| rest.trim().trim_end_matches('.').to_string())
}

/// The organisation that the nearest line of a source names.
pub(super) fn issuer(around: &Around, vocabulary: &Vocabulary) -> Option<String> {
    let lines = around.notes.iter().chain(around.titles.iter().rev()).chain(&around.headings).chain(&around.cover);
    let said = lines.filter_map(|line| source(line, vocabulary)).next()?;
    organisation(&said, vocabulary)
}

fn organisation(said: &str, vocabulary: &Vocabulary) -> Option<String> {
    // "Bureau of Immigration, Statistics Division (2021)"
    let name = said.split([',', ';', '(', '|']).next()?.split(" - ").next()?.split(" – ").next()?.trim();
    let name = name.strip_prefix("The ").or(name.strip_prefix("the ")).unwrap_or(name);
    let voices = &vocabulary.voices;
    if let Some(body) = voices.body_names.get(&fold(name)).and_then(|index| voices.bodies.get(*index)) {
        return Some(body.name.clone());
    }
    if name.split_whitespace().count() > MOST_WORDS || name.chars().any(|c| c.is_numeric() || "/:@".contains(c)) {
        return None;
    }
    named(name, vocabulary).or_else(|| is_name(name, vocabulary).then(|| name.to_string()))
}

/// The one body whose name stands at the beginning, as articles are read: "Home Office immigration case database".
fn named(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    let article = Article {
        meta: Meta::default(),
        text: text.to_string(),
        body: Span::new(0, text.len()),
        file_name: String::new(),
    };
    let found = who(&article, &vocabulary.prose(text, article.body), vocabulary).organisations;
    match found.as_slice() {
        [one] if one.span.start == 0 => Some(one.name.clone()).filter(|name| name.starts_with(char::is_uppercase)),
        _ => None,
    }
}

/// Capitals throughout, but for the small words between: a name in whatever language. A single word in a script without
/// capitals may be anything.
fn is_name(text: &str, vocabulary: &Vocabulary) -> bool {
    let small = |word: &str| word.chars().count() <= 4 && !vocabulary.headers.sources.contains(&key(word));
    let capital = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
    let mut words = text.split_whitespace();
    words.next().is_some_and(capital) && words.all(|word| capital(word) || small(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_names_who_issued_the_table() {
        let vocabulary = Vocabulary::builtin();
        for (line, name) in [
            ("Source: Ministry of the Interior", "Ministry of the Interior"),
            ("Source: Home Office immigration case database", "Home Office"),
            ("Sources: Bureau of Immigration, Statistics Division (2021).", "Bureau of Immigration"),
            ("Quelle: Bundeskriminalamt", "Bundeskriminalamt"),
            ("Fuente: Ministerio del Interior", "Ministerio del Interior"),
            ("Source: Police records", ""),
            ("Source: administrative data", ""),
            ("Source: https://example.org/table", ""),
            ("Note: Ministry of the Interior", ""),
            ("Ministry of the Interior", ""),
        ] {
            let around = Around { notes: vec![line.to_string()], ..Around::default() };
            assert_eq!(issuer(&around, vocabulary).unwrap_or_default(), name, "{line}");
        }
    }
}
