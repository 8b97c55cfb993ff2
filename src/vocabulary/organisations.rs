//! Organisations: the words that names of bodies are built with, and known bodies with acronyms and country.

use serde::Deserialize;
use toml::Spanned;

use super::layers::{Layer, VocabularyError};
use super::speech::{Voice, Voices, Words};
use crate::model::Code;
use crate::text::fold;

/// A body that texts name without saying what it is.
#[derive(Debug, Clone)]
pub struct Body {
    pub name: String,
    /// Folded full name.
    pub folded: String,
    /// Where it is a body of one country.
    pub country: Option<Code>,
    /// Where a body of several countries sits: a text from there is not about that country.
    pub seat: Option<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BodyEntry {
    name: Spanned<String>,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    country: Option<String>,
    seat: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct OrganisationFile {
    /// Phrases of the layers below to take out.
    remove: Vec<String>,
    head: Vec<Words>,
    force: Vec<Words>,
    generic: Words,
    anaphors: Words,
    many: Words,
    places: Words,
    connectors: Words,
    body: Vec<BodyEntry>,
}

pub(super) fn add(voices: &mut Voices, layer: &Layer) -> Result<(), VocabularyError> {
    let file: OrganisationFile = layer.parse()?;
    voices.remove(&file.remove);
    for words in &file.head {
        voices.add_nouns(layer, words, Voice::Head)?;
    }
    for words in &file.force {
        voices.add_all(layer, words, Voice::Force)?;
    }
    voices.add_all(layer, &file.generic, Voice::Generic)?;
    voices.add_all(layer, &file.anaphors, Voice::Anaphor)?;
    voices.add_nouns(layer, &file.places, Voice::Place)?;
    voices.many.extend(file.many.words.iter().map(|w| fold(w.get_ref())));
    voices.add_all(layer, &file.connectors, Voice::Connector)?;
    for entry in &file.body {
        let folded = fold(entry.name.get_ref());
        let country = entry.country.as_deref().map(Code::from);
        let seat = entry.seat.as_deref().map(Code::from);
        let body = Body { name: entry.name.get_ref().clone(), folded: folded.clone(), country, seat };
        let index = match voices.bodies.iter().position(|b| b.folded == folded) {
            Some(index) => index,
            None => {
                voices.bodies.push(body.clone());
                voices.bodies.len() - 1
            }
        };
        // The index is that of a body found or pushed just now.
        voices.bodies[index] = body;
        for name in std::iter::once(&entry.name).chain(&entry.aliases) {
            voices.body_names.insert(fold(name.get_ref()), index);
            let sense = Voice::Body(index);
            voices.lexicon.add(name.get_ref(), sense).map_err(|e| layer.error(name.span().start, e))?;
        }
    }
    Ok(())
}
