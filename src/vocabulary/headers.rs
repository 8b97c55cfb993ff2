//! The words of table headers, labels and titles. In: headers.toml. Out: phrases with their sense, dimension names, marks
//! for missing figures, agencies with their countries, and what periods are called.

mod file;
mod money;
mod names;
mod times;

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use self::file::{File, Group};
use super::countries::Countries;
use super::inflect::plural;
use super::layers::{Layer, Layers, VocabularyError};
use super::lexicon::Lexicon;
use super::terms::Terms;
use crate::model::{AgeGroup, Code, Sex, Span};
use crate::text::words::{WordMap, WordSet};
use crate::text::{Token, tokenize};

/// Words of tables in languages other than those of headers.toml, a file each.
const TABLES: [(&str, &str); 27] = [
    ("tables/ar.toml", include_str!("tables/ar.toml")),
    ("tables/baltic.toml", include_str!("tables/baltic.toml")),
    ("tables/cs.toml", include_str!("tables/cs.toml")),
    ("tables/el.toml", include_str!("tables/el.toml")),
    ("tables/en.toml", include_str!("tables/en.toml")),
    ("tables/fa.toml", include_str!("tables/fa.toml")),
    ("tables/fi.toml", include_str!("tables/fi.toml")),
    ("tables/he.toml", include_str!("tables/he.toml")),
    ("tables/hr.toml", include_str!("tables/hr.toml")),
    ("tables/hu.toml", include_str!("tables/hu.toml")),
    ("tables/ja.toml", include_str!("tables/ja.toml")),
    ("tables/ko.toml", include_str!("tables/ko.toml")),
    ("tables/latin.toml", include_str!("tables/latin.toml")),
    ("tables/nl.toml", include_str!("tables/nl.toml")),
    ("tables/pl.toml", include_str!("tables/pl.toml")),
    ("tables/ro.toml", include_str!("tables/ro.toml")),
    ("tables/ru.toml", include_str!("tables/ru.toml")),
    ("tables/sdmx.toml", include_str!("tables/sdmx.toml")),
    ("tables/south_asia.toml", include_str!("tables/south_asia.toml")),
    ("tables/sq.toml", include_str!("tables/sq.toml")),
    ("tables/stems.toml", include_str!("tables/stems.toml")),
    ("tables/sv.toml", include_str!("tables/sv.toml")),
    ("tables/sw.toml", include_str!("tables/sw.toml")),
    ("tables/th.toml", include_str!("tables/th.toml")),
    ("tables/tr.toml", include_str!("tables/tr.toml")),
    ("tables/uk.toml", include_str!("tables/uk.toml")),
    ("tables/zh.toml", include_str!("tables/zh.toml")),
];

/// What the labels of a column or row are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    Nationality,
    /// A country, of which the rest of the table says whether people come from it or it happened there.
    Country,
    /// The country where it happened.
    Where,
    Offence,
    Measure,
    Sex,
    Age,
    Year,
    Month,
    Quarter,
    Date,
    Period,
    Place,
    Unit,
    Object,
    /// The figures themselves.
    Count,
    /// Part of the world.
    Area,
    Ignored,
}

/// What a phrase of a header or label says.
#[derive(Debug, Clone, PartialEq)]
pub enum Word {
    Dimension(Dimension),
    /// A code of measures.toml, by its index.
    Measure(usize),
    /// A code of offences.toml, by its index.
    Offence(usize),
    Total,
    Other,
    Unknown,
    Stateless,
    Foreign,
    Area,
    Sex(Sex),
    Age(AgeGroup),
    Rate,
    Publisher(Code),
    International,
    Note,
    /// What is told of persons beside what happened to them.
    Status,
    /// A line with a date that isn't the table's time.
    Published,
}

/// All words of headers.toml, and country names by the bag of their words.
#[derive(Debug, Clone, Default)]
pub struct Headers {
    pub words: Lexicon<Word>,
    /// Folded texts that say something only when they are all that a cell says.
    pub whole: WordMap<Vec<Word>>,
    pub dimensions: Lexicon<Dimension>,
    /// Words of tables on crime, migration or enforcement.
    pub context: Lexicon<()>,
    /// Words that begin a name for all of a kind: "all ports".
    pub all_of: Lexicon<()>,
    /// Words that begin the header of a part of the column before.
    pub subset: Lexicon<()>,
    /// Words before the name of who issued a table, whole and folded.
    pub sources: HashSet<String>,
    /// Words of headers that only shorten or number what another column says.
    pub coded: Lexicon<()>,
    /// Words before the country that people are from or go to.
    pub whose: Lexicon<()>,
    /// Words before a country that lies beside the one that a text is of.
    pub beside: Lexicon<()>,
    /// Words behind which a title says by what its figures are told apart.
    pub by: Lexicon<()>,
    /// Words beside the numerals of ages.
    pub ages: WordSet,
    /// Words of tables about something else, whatever their labels look like: births, hotels, elections.
    pub elsewhere: Lexicon<()>,
    /// Words of the context that don't change that.
    pub elsewhere_still: WordSet,
    /// What is joined to a country's name for its people: 籍, 人.
    people: Vec<String>,
    /// Names of columns and rows that count persons and say no more.
    pub persons: WordSet,
    /// Premises that are inspected.
    pub premises: Lexicon<()>,
    /// Names for citizens of the country that figures are of.
    pub own: WordSet,
    /// Words for parts of the world as for parts of a country.
    pub regions: WordSet,
    /// Letters for male and female that stand beside each other.
    pub sex_letters: Vec<[String; 2]>,
    /// Those who bring migrants and are none themselves.
    pub smugglers: Lexicon<()>,
    /// Those whom they bring, in titles.
    pub smuggled: Lexicon<()>,
    /// Words that join names: and.
    pub joins: WordSet,
    /// Kinds of places, which are no place's name.
    pub kinds: WordSet,
    pub missing: WordSet,
    pub zero: WordSet,
    pub missing_notes: Vec<String>,
    pub weak: HashSet<usize>,
    pub weak_but_beside_nationality: HashSet<usize>,
    pub skipped_sheets: WordSet,
    pub months: WordMap<i8>,
    pub ordinals: WordMap<i8>,
    /// Words beside numerals in times: `quarter`, `half`, `to`, `suffix`.
    pub time_words: WordMap<WordSet>,
    pub fiscal: Lexicon<()>,
    pub ending: Lexicon<()>,
    /// Words before the last month of a quarter.
    pub quarter_ending: Lexicon<()>,
    pub as_at: WordSet,
    pub fiscal_start: WordMap<i8>,
    pub named_by_start: WordSet,
    /// What makes an era's years those of the common one, by the era's name without spaces.
    pub eras: WordMap<i64>,
    /// The era whose years stand in headers without its name.
    pub bare_era: Option<String>,
    /// What a unit column's text or a header's brackets mean: the contract's unit and a factor.
    pub units: WordMap<(Code, f64)>,
    /// Signs and codes of money as they are written, capitals kept.
    pub currencies: WordMap<Code>,
    /// What a sign means in a country: Rs in Pakistan.
    local_currencies: HashMap<(String, String), Code>,
    pub magnitudes: WordMap<f64>,
    /// Codes of money that are other words too.
    pub money_or_word: WordSet,
    /// Magnitudes that are written right behind a sign of money: `$m`, `NZ$000`.
    joined: Vec<(String, f64)>,
    /// Words before a magnitude: in thousands.
    pub scaled_by: WordSet,
    /// Short words that begin file names and are no country's code there.
    pub file_words: WordSet,
    codes: WordMap<Code>,
    short: WordMap<String>,
    names: HashMap<Vec<String>, Option<Code>>,
    whole_names: WordMap<Code>,
}

/// The tokens of a header's text.
pub fn tokens(text: &str) -> Vec<Token> {
    tokenize(text, Span::new(0, text.len()))
}

impl Headers {
    pub fn load(layers: &Layers, terms: &Terms, countries: &Countries) -> Result<Self, VocabularyError> {
        let mut headers = Headers::default();
        let own = layers.of("headers.toml", include_str!("headers.toml"))?;
        let tables = TABLES.iter().map(|(name, text)| Layer::builtin(name, text));
        for layer in own.into_iter().chain(tables) {
            let file: File = layer.parse()?;
            headers.add(&layer, file, terms)?;
        }
        for layer in layers.of("units.toml", include_str!("units.toml"))? {
            headers.add_units(layer.parse()?);
        }
        headers.add_names(countries);
        headers.add_world();
        Ok(headers)
    }

    fn add(&mut self, layer: &Layer, file: File, terms: &Terms) -> Result<(), VocabularyError> {
        for (name, words) in &file.dimension {
            let dimension: Dimension = toml::Value::String(name.clone())
                .try_into()
                .map_err(|_| layer.error(0, format!("`{name}` is no dimension")))?;
            for word in words {
                self.dimensions.add(word, dimension).map_err(|e| layer.error(0, e))?;
            }
        }
        let all_of = file.total.begins.clone();
        let groups = [
            (file.rate, Word::Rate),
            (file.total, Word::Total),
            (file.other, Word::Other),
            (file.unknown, Word::Unknown),
            (file.stateless, Word::Stateless),
            (file.foreign, Word::Foreign),
            (file.area, Word::Area),
            (file.female, Word::Sex(Sex::Female)),
            (file.male, Word::Sex(Sex::Male)),
            (file.minor, Word::Age(AgeGroup::Minor)),
            (file.adult, Word::Age(AgeGroup::Adult)),
            (file.international, Word::International),
            (file.notes, Word::Note),
            (file.status, Word::Status),
            (file.published, Word::Published),
        ];
        for (group, word) in groups {
            self.add_group(layer, &group, &word)?;
        }
        for (lexicon, words) in [
            (&mut self.context, &file.weak.context),
            (&mut self.whose, &file.whose.words),
            (&mut self.smugglers, &file.smugglers.words),
            (&mut self.smuggled, &file.smugglers.beside),
            (&mut self.premises, &file.premises.words),
            (&mut self.all_of, &all_of),
            (&mut self.by, &file.by.words),
            (&mut self.beside, &file.beside.words),
            (&mut self.subset, &file.subset.words),
            (&mut self.coded, &file.coded.words),
            (&mut self.elsewhere, &file.elsewhere.words),
        ] {
            for phrase in words {
                lexicon.add(&phrase.to_lowercase(), ()).map_err(|e| layer.error(0, e))?;
            }
        }
        for coded in file.measure {
            let index = measure(layer, terms, &coded.code)?;
            self.add_group(
                layer,
                &Group { words: coded.words, whole: coded.whole, ..Group::default() },
                &Word::Measure(index),
            )?;
        }
        for coded in file.offence {
            let index = terms
                .offence(&coded.code)
                .ok_or_else(|| layer.error(0, format!("`{}` is no offence of offences.toml", coded.code)))?;
            self.add_group(
                layer,
                &Group { words: coded.words, whole: coded.whole, ..Group::default() },
                &Word::Offence(index),
            )?;
        }
        for coded in file.publisher {
            let word = Word::Publisher(coded.code.as_str().into());
            self.add_group(layer, &Group { words: coded.words, whole: coded.whole, ..Group::default() }, &word)?;
        }
        for code in &file.weak.measures {
            self.weak.insert(measure(layer, terms, code)?);
        }
        for code in &file.weak.beside_nationality {
            self.weak_but_beside_nationality.insert(measure(layer, terms, code)?);
        }
        self.elsewhere_still.extend(file.elsewhere.whole.iter().map(|w| key(w)));
        self.money_or_word.extend(file.money_or_word.words);
        self.scaled_by.extend(file.scaled.words.iter().map(|w| key(w)));
        self.people.extend(file.whose.behind.iter().map(|w| key(w)));
        self.missing.extend(file.missing.whole.iter().map(|w| key(w)));
        self.zero.extend(file.missing.zero.iter().map(|w| key(w)));
        self.sources.extend(file.sources.words.iter().map(|w| key(w)));
        self.missing_notes.extend(file.missing.notes.iter().map(|w| key(w)));
        self.skipped_sheets.extend(file.sheets.skip.iter().map(|w| key(w)));
        self.add_periods(layer, file.period)?;
        self.codes.extend(file.codes.into_iter().map(|(k, v)| (k, v.as_str().into())));
        self.short.extend(file.short);
        self.file_words.extend(file.file.words);
        self.ages.extend(file.ages.words.iter().map(|w| key(w)));
        self.own.extend(file.own.words.iter().map(|w| key(w)));
        self.regions.extend(file.regions.words.iter().map(|w| key(w)));
        self.sex_letters.extend(file.sexes.pairs);
        self.joins.extend(file.joins.words.iter().map(|w| key(w)));
        self.persons.extend(file.persons.words.iter().map(|w| key(w)));
        self.kinds.extend(file.kinds.words.iter().map(|w| key(w)));
        for (unit, words) in file.units {
            let unit: Code = unit.as_str().into();
            self.units.extend(words.iter().map(|w| (key(w), (unit.clone(), 1.0))));
        }
        let factor_of =
            |factor: &str| factor.parse::<f64>().map_err(|_| layer.error(0, format!("`{factor}` is no factor")));
        for (factor, words) in file.magnitudes {
            let factor = factor_of(&factor)?;
            self.magnitudes.extend(words.iter().map(|w| (key(w), factor)));
        }
        for (factor, words) in file.joined {
            let factor = factor_of(&factor)?;
            self.joined.extend(words.iter().map(|w| (key(w), factor)));
        }
        for (code, names) in file.names {
            let code: Code = code.as_str().into();
            for name in names {
                self.whole_names.insert(key(&name), code.clone());
            }
        }
        Ok(())
    }

    fn add_group(&mut self, layer: &Layer, group: &Group, word: &Word) -> Result<(), VocabularyError> {
        for phrase in &group.words {
            self.words.add(&phrase.to_lowercase(), word.clone()).map_err(|e| layer.error(0, e))?;
            if phrase.contains('~') {
                continue;
            }
            let many = plural(&phrase.to_lowercase());
            if phrase.is_ascii() && matches!(word, Word::Measure(_) | Word::Foreign) {
                self.words.add(&many, word.clone()).map_err(|e| layer.error(0, e))?;
            }
        }
        for text in group.words.iter().filter(|w| !w.contains('~')).chain(&group.whole) {
            let senses = self.whole.entry(key(text)).or_default();
            if !senses.contains(word) {
                senses.push(word.clone());
            }
        }
        Ok(())
    }

    /// Every sense of a cell's whole text.
    pub fn whole(&self, text: &str) -> &[Word] {
        self.whole.get(&key(text)).map_or(&[], Vec::as_slice)
    }
}

/// The form in which whole cells are compared: folded, spaces made one, no full stop or colon at the end.
pub fn key(text: &str) -> String {
    let folded = crate::text::fold(text);
    let mut joined = String::with_capacity(folded.len());
    for word in folded.split_whitespace() {
        // 総　数, 합 계: letters set apart to fill their cell.
        let apart = [joined.chars().last(), word.chars().next()];
        if !joined.is_empty() && !apart.iter().all(|c| c.is_some_and(crate::text::is_unspaced)) {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    let cut = joined.trim_end_matches([':', '.']);
    if cut.is_empty() { joined } else { cut.to_string() }
}

/// The text before and behind brackets; None where there are none.
pub fn without_brackets(text: &str) -> Option<String> {
    let open = text.find(['(', '['])?;
    let close = text.get(open..)?.find([')', ']'])? + open;
    let rest = format!("{} {}", text.get(..open)?, text.get(close + 1..)?);
    Some(rest.trim().to_string())
}

fn measure(layer: &Layer, terms: &Terms, code: &str) -> Result<usize, VocabularyError> {
    terms.measure(code).ok_or_else(|| layer.error(0, format!("`{code}` is no measure of measures.toml")))
}
