//! Titles and offices: what stands before or beside the name of somebody who speaks for a body.

use serde::Deserialize;
use toml::Spanned;

use super::layers::{Layer, VocabularyError};
use super::speech::{Voice, Voices, Words};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TitleKind {
    /// Says by itself that its bearer holds an office.
    Rank,
    Honorific,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Title {
    kind: TitleKind,
    sex: Option<String>,
    words: Vec<Spanned<String>>,
    #[serde(default)]
    examples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Office {
    nouns: Vec<Spanned<String>>,
    #[serde(default)]
    voice: bool,
    #[serde(default)]
    examples: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct TitleFile {
    /// Phrases of the layers below to take out.
    remove: Vec<String>,
    title: Vec<Title>,
    office: Vec<Office>,
    prefixes: Words,
    portfolios: Words,
    leads: Words,
    accused: Words,
    accusations: Words,
    particles: Words,
}

pub(super) fn add(voices: &mut Voices, layer: &Layer) -> Result<(), VocabularyError> {
    let file: TitleFile = layer.parse()?;
    voices.remove(&file.remove);
    for title in &file.title {
        let rank = title.kind == TitleKind::Rank;
        let female = title.sex.as_deref() == Some("female");
        for word in &title.words {
            voices.add(layer, word, Voice::Title { rank, female })?;
        }
        voices.examples.extend(title.examples.iter().map(|e| (format!("{e} 12 were held."), true)));
    }
    for office in &file.office {
        for noun in &office.nouns {
            voices.add_noun(layer, noun, Voice::Office { voice: office.voice })?;
        }
        voices.examples.extend(office.examples.iter().map(|e| (format!("{e} 12 were held."), true)));
    }
    voices.add_all(layer, &file.prefixes, Voice::Prefix)?;
    voices.add_all(layer, &file.portfolios, Voice::Portfolio)?;
    voices.add_all(layer, &file.leads, Voice::Leads)?;
    voices.add_all(layer, &file.accused, Voice::Accused)?;
    voices.add_all(layer, &file.accusations, Voice::Accusation)?;
    voices.add_all(layer, &file.particles, Voice::Particle)
}
