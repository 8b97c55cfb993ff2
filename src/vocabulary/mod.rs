//! The words that blotter knows, as data: countries, offences, measures, populations, objects, times, titles, places.
//!
//! In: the TOML files of this folder, and a user's folder of the same names over them. Out: [`Vocabulary`], read by
//! articles and tables alike. No domain word stands in Rust code; each entry's examples run as tests.

pub mod countries;
mod entries;
pub mod grammar;
pub mod headers;
pub mod inflect;
pub mod layers;
pub mod lexicon;
pub mod numbers;
pub mod organisations;
pub mod periods;
mod phrase;
pub mod places;
pub mod speech;
pub mod terms;
pub mod things;
pub mod titles;
pub mod units;

use std::ops::Deref;
use std::path::Path;
use std::sync::LazyLock;

pub use countries::{Countries, Country};
pub use grammar::{Class, Grammar};
pub use headers::Headers;
pub use layers::{Layers, VocabularyError};
pub use lexicon::{Lexicon, Match};
pub use numbers::Numbers;
pub use periods::Periods;
pub use places::Places;
pub use speech::{Saying, Voice, Voices};
pub use terms::{CountryForm, Sense, Slot, Terms};
pub use things::{Thing, Things};
pub use units::{Unit, Units};

use crate::model::Span;
use crate::text::Prose;
use crate::text::words::WordIndex;

#[derive(Debug, Clone)]
pub struct Vocabulary {
    pub terms: Terms,
    pub countries: Countries,
    pub headers: TableWords,
    pub voices: Voices,
    pub numbers: Numbers,
    pub units: Units,
    pub grammar: Grammar,
    pub periods: Periods,
    pub places: Places,
    pub things: Things,
    /// Which of all these lists know a word, for the tokens of an article.
    pub index: WordIndex,
}

static BUILTIN: LazyLock<Vocabulary> = LazyLock::new(|| match Vocabulary::load(&Layers::builtin()) {
    Ok(vocabulary) => vocabulary,
    // The built-in files are compiled in and every test loads them: a broken one never leaves a build.
    Err(e) => panic!("built-in vocabulary: {e}"),
});

/// The words of tables. The built-in ones are as many as all others together, and are read when a table first asks for them.
#[derive(Debug, Clone)]
pub enum TableWords {
    Builtin,
    Own(Box<Headers>),
}

static BUILTIN_HEADERS: LazyLock<Headers> = LazyLock::new(|| {
    let Vocabulary { terms, countries, .. } = Vocabulary::builtin();
    match Headers::load(&Layers::builtin(), terms, countries) {
        Ok(headers) => headers,
        // As above.
        Err(e) => panic!("built-in vocabulary: {e}"),
    }
});

impl Deref for TableWords {
    type Target = Headers;

    fn deref(&self) -> &Headers {
        match self {
            TableWords::Builtin => &BUILTIN_HEADERS,
            TableWords::Own(headers) => headers,
        }
    }
}

/// What a command reads by. The built-in vocabulary is read when something is first asked of it: a run that finds nothing to
/// do never does.
#[derive(Debug)]
pub enum Chosen {
    Builtin,
    Own(Box<Vocabulary>),
}

impl Deref for Chosen {
    type Target = Vocabulary;

    fn deref(&self) -> &Vocabulary {
        match self {
            Chosen::Builtin => Vocabulary::builtin(),
            Chosen::Own(vocabulary) => vocabulary,
        }
    }
}

impl Vocabulary {
    /// The built-in vocabulary.
    pub fn builtin() -> &'static Vocabulary {
        &BUILTIN
    }

    /// The built-in vocabulary with a user's folder over it.
    pub fn with_folder(folder: &Path) -> Result<Self, VocabularyError> {
        Vocabulary::load(&Layers::with_folder(folder)?)
    }

    fn load(layers: &Layers) -> Result<Self, VocabularyError> {
        let mut terms = Terms::load(layers)?;
        let countries = Countries::load(layers, &mut terms.lexicon)?;
        let headers = match layers.is_builtin() {
            true => TableWords::Builtin,
            false => TableWords::Own(Box::new(Headers::load(layers, &terms, &countries)?)),
        };
        let mut vocabulary = Vocabulary {
            terms,
            countries,
            headers,
            grammar: Grammar::load(layers)?,
            numbers: Numbers::load(layers)?,
            periods: Periods::load(layers)?,
            places: Places::load(layers)?,
            things: Things::load(layers)?,
            voices: Voices::load(layers)?,
            units: Units::load(layers)?,
            index: WordIndex::default(),
        };
        vocabulary.make_index();
        Ok(vocabulary)
    }

    /// A text's sentences, with tokens that know the lists they stand in.
    pub fn prose(&self, text: &str, body: Span) -> Prose {
        let mut prose = Prose::of(text, body, &self.index, &|word| self.voices.is_abbreviation(word));
        for sentence in &mut prose.sentences {
            // The voices are read once only, by who speaks.
            self.terms.lexicon.settle(&mut sentence.tokens);
        }
        prose
    }

    /// Last of all, when no list changes any more.
    fn make_index(&mut self) {
        let Vocabulary { terms, numbers, periods, places, voices, units, grammar, index, .. } = self;
        grammar.index(index);
        let lists = [terms.lists(), numbers.lists(), periods.lists(), places.lists(), voices.lists(), units.lists()];
        lists.into_iter().flatten().for_each(|list| index.add(list));
    }
}
