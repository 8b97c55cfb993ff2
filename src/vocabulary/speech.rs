//! The words by which a text says who speaks: verbs of saying, titles, offices and bodies, in one lexicon.
//!
//! In: `speech.toml`, `titles.toml` and `organisations.toml`. Out: [`Voices`], which the extraction of persons,
//! organisations, quotations and attribution reads; and the abbreviations that don't end a sentence.

use serde::Deserialize;
use toml::Spanned;

use super::inflect::plural;
use super::layers::{Layer, Layers, VocabularyError};
use super::lexicon::Lexicon;
use super::organisations::{self, Body};
use super::titles;
use crate::text::fold;
use crate::text::words::{Indexed, WordMap, WordSet};

/// What a verb of saying asks of its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Saying {
    /// Ascribes its sentence to the subject.
    Say,
    /// The same, with somebody who is told behind it.
    Tell,
    /// Ascribes where the subject is a report or figures.
    Show,
    /// The same, and where a body is the subject of a number behind it.
    Tally,
    /// Gives a quotation its speaker, nothing more.
    Quote,
}

/// What a word is, where it is asked who speaks. One word may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    Verb(Saying),
    According,
    Document,
    Nameless,
    /// Among the nameless: no body speaks through it.
    Anonymous,
    Between,
    Preposition,
    Subordinator,
    Questioner,
    Common,
    Calendar,
    Title {
        rank: bool,
        female: bool,
    },
    Prefix,
    Portfolio,
    /// A noun of office; a `voice` speaks for somebody else.
    Office {
        voice: bool,
    },
    Leads,
    Accused,
    Accusation,
    Particle,
    Head,
    Generic,
    /// Of those, what a body is called by when it is meant again, however described: "the anti-graft agency".
    Anaphor,
    Force,
    Place,
    Connector,
    /// Index into [`Voices::bodies`].
    Body(usize),
}

/// A bit for each voice, so that all that a token can be is one number.
pub mod bits {
    pub const VERB: u32 = 1 << 0;
    pub const ACCORDING: u32 = 1 << 1;
    pub const DOCUMENT: u32 = 1 << 2;
    pub const NAMELESS: u32 = 1 << 3;
    pub const BETWEEN: u32 = 1 << 4;
    pub const PREPOSITION: u32 = 1 << 5;
    pub const SUBORDINATOR: u32 = 1 << 6;
    pub const QUESTIONER: u32 = 1 << 7;
    pub const COMMON: u32 = 1 << 8;
    pub const CALENDAR: u32 = 1 << 23;
    pub const ANONYMOUS: u32 = 1 << 24;
    pub const TITLE: u32 = 1 << 9;
    pub const PREFIX: u32 = 1 << 10;
    pub const PORTFOLIO: u32 = 1 << 11;
    pub const OFFICE: u32 = 1 << 12;
    pub const LEADS: u32 = 1 << 13;
    pub const ACCUSED: u32 = 1 << 14;
    pub const ACCUSATION: u32 = 1 << 15;
    pub const PARTICLE: u32 = 1 << 16;
    pub const HEAD: u32 = 1 << 17;
    pub const GENERIC: u32 = 1 << 18;
    pub const FORCE: u32 = 1 << 19;
    pub const PLACE: u32 = 1 << 20;
    pub const CONNECTOR: u32 = 1 << 21;
    pub const BODY: u32 = 1 << 22;
    pub const ANAPHOR: u32 = 1 << 25;
}

impl Voice {
    pub fn bit(self) -> u32 {
        match self {
            Voice::Verb(_) => bits::VERB,
            Voice::According => bits::ACCORDING,
            Voice::Document => bits::DOCUMENT,
            Voice::Nameless => bits::NAMELESS,
            Voice::Between => bits::BETWEEN,
            Voice::Preposition => bits::PREPOSITION,
            Voice::Subordinator => bits::SUBORDINATOR,
            Voice::Questioner => bits::QUESTIONER,
            Voice::Anonymous => bits::ANONYMOUS,
            Voice::Common => bits::COMMON,
            Voice::Calendar => bits::CALENDAR,
            Voice::Title { .. } => bits::TITLE,
            Voice::Prefix => bits::PREFIX,
            Voice::Portfolio => bits::PORTFOLIO,
            Voice::Office { .. } => bits::OFFICE,
            Voice::Leads => bits::LEADS,
            Voice::Accused => bits::ACCUSED,
            Voice::Accusation => bits::ACCUSATION,
            Voice::Particle => bits::PARTICLE,
            Voice::Head => bits::HEAD,
            Voice::Generic => bits::GENERIC,
            Voice::Anaphor => bits::ANAPHOR,
            Voice::Force => bits::FORCE,
            Voice::Place => bits::PLACE,
            Voice::Connector => bits::CONNECTOR,
            Voice::Body(_) => bits::BODY,
        }
    }
}

/// A plain list of words with one use.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    #[serde(default)]
    pub words: Vec<Spanned<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Verbs {
    kind: Saying,
    words: Vec<Spanned<String>>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct SpeechFile {
    /// Phrases of the layers below to take out.
    remove: Vec<String>,
    verb: Vec<Verbs>,
    according: Words,
    documents: Words,
    nameless: Words,
    anonymous: Words,
    between: Words,
    questions: Words,
    answers: Words,
    asking: Words,
    prepositions: Words,
    subordinators: Words,
    questioners: Words,
    common: Words,
    calendar: Words,
    abbreviations: Words,
}

/// Everything that the question "who says so" needs to know.
#[derive(Debug, Clone, Default)]
pub struct Voices {
    pub lexicon: Lexicon<Voice>,
    pub bodies: Vec<Body>,
    /// Folded full name or alias of a known body → its index.
    pub body_names: WordMap<usize>,
    abbreviations: WordSet,
    /// Folded labels of questions and of answers.
    pub questions: WordSet,
    pub answers: WordSet,
    /// Folded words by which a paragraph asks what the next one answers.
    pub asking: WordSet,
    /// Folded words of forces of which a country has many.
    pub many: WordSet,
    /// Sentences that must (`true`) or must not have somebody who says them.
    pub examples: Vec<(String, bool)>,
}

impl Voices {
    pub fn load(layers: &Layers) -> Result<Self, VocabularyError> {
        let mut voices = Voices::default();
        for layer in layers.of("speech.toml", include_str!("speech.toml"))? {
            voices.begin(&layer);
            voices.add_speech(&layer)?;
        }
        for layer in layers.of("titles.toml", include_str!("titles.toml"))? {
            voices.begin(&layer);
            titles::add(&mut voices, &layer)?;
        }
        for layer in layers.of("organisations.toml", include_str!("organisations.toml"))? {
            voices.begin(&layer);
            organisations::add(&mut voices, &layer)?;
        }
        Ok(voices)
    }

    /// The lists that tokens are looked up in.
    pub fn lists(&mut self) -> Vec<&mut dyn Indexed> {
        vec![&mut self.lexicon]
    }

    /// Whether a full stop after this folded word belongs to the word.
    pub fn is_abbreviation(&self, folded: &str) -> bool {
        self.abbreviations.contains(folded)
    }

    fn begin(&mut self, layer: &Layer) {
        self.lexicon.at_layer(layer.layer);
    }

    pub(super) fn add(&mut self, layer: &Layer, word: &Spanned<String>, voice: Voice) -> Result<(), VocabularyError> {
        self.lexicon.add(word.get_ref(), voice).map_err(|e| layer.error(word.span().start, e))
    }

    pub(super) fn add_all(&mut self, layer: &Layer, words: &Words, voice: Voice) -> Result<(), VocabularyError> {
        words.words.iter().try_for_each(|word| self.add(layer, word, voice))
    }

    /// A noun and its plural.
    pub(super) fn add_noun(
        &mut self,
        layer: &Layer,
        noun: &Spanned<String>,
        voice: Voice,
    ) -> Result<(), VocabularyError> {
        self.add(layer, noun, voice)?;
        let many = plural(noun.get_ref());
        self.lexicon.add(&many, voice).map_err(|e| layer.error(noun.span().start, e))
    }

    pub(super) fn add_nouns(&mut self, layer: &Layer, words: &Words, voice: Voice) -> Result<(), VocabularyError> {
        words.words.iter().try_for_each(|noun| self.add_noun(layer, noun, voice))
    }

    pub(super) fn remove(&mut self, phrases: &[String]) {
        for phrase in phrases {
            self.lexicon.remove(phrase);
        }
    }

    fn add_speech(&mut self, layer: &Layer) -> Result<(), VocabularyError> {
        let file: SpeechFile = layer.parse()?;
        self.remove(&file.remove);
        for verbs in &file.verb {
            for word in &verbs.words {
                self.add(layer, word, Voice::Verb(verbs.kind))?;
            }
            self.examples.extend(verbs.examples.iter().map(|e| (e.clone(), true)));
            self.examples.extend(verbs.not.iter().map(|e| (e.clone(), false)));
        }
        self.add_all(layer, &file.according, Voice::According)?;
        self.add_nouns(layer, &file.documents, Voice::Document)?;
        self.add_nouns(layer, &file.nameless, Voice::Nameless)?;
        self.add_nouns(layer, &file.anonymous, Voice::Anonymous)?;
        self.add_all(layer, &file.between, Voice::Between)?;
        self.add_all(layer, &file.prepositions, Voice::Preposition)?;
        self.add_all(layer, &file.subordinators, Voice::Subordinator)?;
        self.add_all(layer, &file.questioners, Voice::Questioner)?;
        self.add_all(layer, &file.common, Voice::Common)?;
        self.add_all(layer, &file.calendar, Voice::Calendar)?;
        self.questions.extend(file.questions.words.iter().map(|w| fold(w.get_ref())));
        self.answers.extend(file.answers.words.iter().map(|w| fold(w.get_ref())));
        self.asking.extend(file.asking.words.iter().map(|w| fold(w.get_ref())));
        self.abbreviations.extend(file.abbreviations.words.iter().map(|w| fold(w.get_ref())));
        Ok(())
    }
}
