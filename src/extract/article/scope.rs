//! What a document is about: its country, and whether it speaks of crime, migration or enforcement at all.

use std::collections::BTreeMap;

use super::discourse::Scene;
use super::draft::Draft;
use super::who::Who;
use crate::model::{Article, Code};
use crate::text::Prose;
use crate::vocabulary::{CountryForm, Sense, Vocabulary};

/// Measures that only enforcement has; one well linked figure of them puts a document in scope.
const STRONG: &[&str] =
    &["arrested", "charged", "convicted", "deported", "denied_entry", "blacklisted", "rescued", "repatriated"];
/// So many words for offences put it in scope as well.
const OFFENCES: usize = 3;

/// Whether the document's figures can be observations.
pub fn is_about_crime(drafts: &[Draft], scenes: &[Scene], vocabulary: &Vocabulary) -> bool {
    let code = |d: &Draft| vocabulary.terms.measures.get(d.measure).map_or("", |m| m.code.get_ref().as_str());
    let strong = drafts.iter().any(|d| d.score >= 0.7 && STRONG.contains(&code(d)));
    let offences = scenes.iter().flat_map(|s| &s.parsed.mentions).filter(|m| m.offences().is_some()).count();
    let enforced = scenes.iter().flat_map(|s| &s.triggers).any(|t| {
        t.readings.iter().any(|r| {
            vocabulary.terms.measures.get(r.measure).is_some_and(|m| STRONG.contains(&m.code.get_ref().as_str()))
        })
    });
    strong || offences >= OFFENCES || (offences > 1 && enforced)
}

/// The country that the text is about: where its agencies are, and the names and capitals that it speaks of.
pub fn country(article: &Article, prose: &Prose, who: &Who, vocabulary: &Vocabulary) -> Code {
    let mut counts: BTreeMap<Code, usize> = BTreeMap::new();
    for found in &who.organisations {
        if let Some(country) = &found.country {
            *counts.entry(country.clone()).or_default() += 3;
        }
    }
    for (index, sentence) in prose.sentences.iter().enumerate() {
        for found in vocabulary.terms.lexicon.scan(&sentence.tokens) {
            if let Sense::Country { code, form: CountryForm::Name } = found.sense {
                *counts.entry(code.clone()).or_default() += if index < 3 { 2 } else { 1 };
            }
        }
    }
    let published = article.meta.publisher.to_lowercase();
    for country in vocabulary.countries.all.iter().filter(|c| !c.capital.is_empty()) {
        if published.contains(&country.capital.to_lowercase()) || published.contains(&country.name.to_lowercase()) {
            *counts.entry(country.code.get_ref().as_str().into()).or_default() += 3;
        }
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map_or_else(|| "".into(), |(code, _)| code)
}
