//! Words for time: months, weekdays, units, signs such as `Q1`, fiscal years by country.
//! In: `periods.toml`. Out: what a token can be in an expression of time, and facts that need no text.

use serde::Deserialize;

use super::layers::{Layer, Layers, VocabularyError};
use super::lexicon::Lexicon;
use crate::model::Span;
use crate::text::{Token, fold, tokenize};

mod file;

use crate::text::words::{Indexed, TokenMap, TokenSet, WordMap};
use file::{Entry, File};

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Hour,
    Day,
    Week,
    Weekend,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
}

/// What a word does in an expression of time. A word that can't stand in one is [`Word::Other`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    Other,
    #[serde(skip)]
    Month(u8),
    /// `Jan`, `Sun`: a time only beside another word of time.
    #[serde(skip)]
    MonthAbbreviation(u8),
    #[serde(skip)]
    Weekday(u8),
    #[serde(skip)]
    WeekdayAbbreviation(u8),
    #[serde(skip)]
    Unit(Unit),
    #[serde(skip)]
    Units(Unit),
    /// `Q1`, `H2`.
    #[serde(skip)]
    Sign(Unit, u8),
    /// A sign's letter alone: `Q`.
    #[serde(skip)]
    SignLetter(Unit),
    #[serde(skip)]
    Number(u8),
    #[serde(skip)]
    Ordinal(u8),
    /// `st`, `th` behind a number.
    #[serde(skip)]
    Suffix,
    /// The first word of an entry under `[[open]]` or `[[fixed]]`.
    #[serde(skip)]
    Phrase,
    /// `FY2019`, `FY19`.
    #[serde(skip)]
    FiscalYear(u16),
    Today,
    Yesterday,
    Tomorrow,
    Overnight,
    DayPart,
    This,
    Last,
    Past,
    Next,
    Previous,
    Following,
    Same,
    That,
    Period,
    Time,
    Onward,
    Ago,
    Before,
    Earlier,
    After,
    AfterOnly,
    Start,
    End,
    Early,
    Middle,
    Late,
    Fiscal,
    Fy,
    Ending,
    Since,
    Between,
    From,
    To,
    Until,
    In,
    Of,
    On,
    Over,
    At,
    Than,
    Compared,
    With,
    And,
    The,
    A,
    So,
    Far,
    Date,
    Its,
    Whole,
    Space,
}

/// When a country's fiscal year begins, and which year it is called by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FiscalCalendar {
    pub month: u8,
    pub day: u8,
    /// `FY2019` ends in 2019; else it begins in it.
    pub named_by_end: bool,
}

/// A time with a name of its own: left open, or a day of the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub words: Vec<String>,
    pub date: Option<(u8, u8)>,
}

/// What a year before a noun does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearNoun {
    /// "2018 annual report"
    Publication,
    /// "2007 Immigration Act"
    Name,
}

/// What a word says of the time beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// A word of saying: when it was said.
    Speech,
    /// What may stand between a verb of saying and its time.
    Audience,
    /// "figures that the force released": when they were published …
    Issued,
    /// … which they are.
    Account,
    /// Behind it "from 300" is where a change set out.
    Change,
    /// The last day of something stands behind it: "ended".
    End,
    /// "launched on 2 May"
    Beginning,
    /// "twice", "double"
    Multiple,
    /// "separate" in "in a separate case"
    Apart,
    /// What is still to come: "will".
    Ahead,
    /// "until October 28" is still to come beside it: "remanded".
    Custody,
    /// In the present, of what is still to come: "expires on", "due on".
    Deadline,
    /// Behind it a crime is told of that took longer than the verdict: "for their part in".
    Partaking,
    /// It adds up over more than one event: "bringing the total to 45".
    Tally,
    /// An event or its place, told of before: "the raid", "the premises".
    Scene,
}

impl Beside {
    pub const COUNT: usize = Beside::Scene as usize + 1;
}

#[derive(Debug, Clone, Default)]
pub struct Periods {
    words: TokenMap<Word>,
    /// Words that count only in whole labels.
    labels: TokenMap<Word>,
    named: TokenMap<Vec<Named>>,
    year_nouns: TokenMap<YearNoun>,
    fiscal: WordMap<FiscalCalendar>,
    month_first: Vec<String>,
    beside: [TokenSet; Beside::COUNT],
    until: TokenSet,
    before_until: TokenSet,
    /// What holds now and so is of no event: "at present".
    pub present: Lexicon<()>,
    pub flags: Vec<String>,
    pub leads: Vec<Vec<String>>,
    pub ranges: Vec<String>,
    pub year_ending: Vec<Vec<String>>,
    /// (sentence with the time in brackets) and (sentence without any), for the test of the vocabulary.
    pub examples: Vec<String>,
    pub not: Vec<String>,
}

fn words_of(phrase: &str) -> Vec<String> {
    tokenize(phrase, Span::new(0, phrase.len())).into_iter().map(|t| t.folded.into()).collect()
}

impl Periods {
    pub fn load(layers: &Layers) -> Result<Self, VocabularyError> {
        let mut periods = Periods::default();
        for layer in layers.of("periods.toml", include_str!("periods.toml"))? {
            let file: File = layer.parse()?;
            periods.add_calendar(&layer, &file)?;
            periods.add_words(&layer, &file)?;
            periods.add_named(&file);
            periods.add_facts(&layer, file)?;
        }
        Ok(periods)
    }

    /// The lists that tokens are looked up in.
    pub fn lists(&mut self) -> Vec<&mut dyn Indexed> {
        let Periods { words, labels, named, year_nouns, beside, until, before_until, present, .. } = self;
        let mut lists: Vec<&mut dyn Indexed> = vec![present, words, labels, named, year_nouns, until, before_until];
        lists.extend(beside.iter_mut().map(|set| set as &mut dyn Indexed));
        lists
    }

    /// What the token is in a sentence.
    pub fn word(&self, token: &Token) -> Word {
        match self.lookup(&self.words, token) {
            // "march", "may", "sun": a time only with its capital.
            Word::Month(_) | Word::MonthAbbreviation(_) | Word::Weekday(_) | Word::WeekdayAbbreviation(_)
                if !token.capital =>
            {
                Word::Other
            }
            word => word,
        }
    }

    /// What the token is in a table's label, where other languages count too.
    pub fn label_word(&self, token: &Token) -> Word {
        match self.lookup(&self.labels, token) {
            Word::Other => self.word(token),
            word => word,
        }
    }

    fn lookup(&self, map: &TokenMap<Word>, token: &Token) -> Word {
        let known = if token.is_word() { map.of(token).copied() } else { None };
        known.unwrap_or_else(|| fiscal_sign(token))
    }

    /// The times with a name that begin with this token, longest first.
    pub fn named(&self, first: &Token) -> &[Named] {
        self.named.of(first).map_or(&[], Vec::as_slice)
    }

    pub fn year_noun(&self, token: &Token) -> Option<YearNoun> {
        self.year_nouns.of(token).copied()
    }

    /// Whether a word says this of the time beside it.
    #[inline]
    pub fn is(&self, token: &Token, beside: Beside) -> bool {
        self.beside.get(beside as usize).is_some_and(|set| set.knows(token))
    }

    /// Whether a word behind these makes a time the end of a count: "by the end of", "up to".
    pub fn is_until(&self, before: &[Token]) -> bool {
        let mut words = before.iter().rev().skip_while(|t| self.before_until.knows(t));
        words.next().is_some_and(|t| self.until.knows(t))
    }

    /// A country's fiscal year; the calendar year where nothing else is known of it.
    pub fn fiscal(&self, country: &str) -> FiscalCalendar {
        let calendar_year = FiscalCalendar { month: 1, day: 1, named_by_end: true };
        self.fiscal.get(country).copied().unwrap_or(calendar_year)
    }

    /// Whether 03/04/2021 is the fourth of March there.
    pub fn month_first(&self, country: &str) -> bool {
        self.month_first.iter().any(|c| c == country)
    }

    fn set(&mut self, word: &str, sense: Word, label: bool) {
        let folded = fold(word);
        if label {
            self.labels.insert(folded, sense)
        } else {
            self.words.insert(folded, sense)
        };
    }

    fn add_calendar(&mut self, layer: &Layer, file: &File) -> Result<(), VocabularyError> {
        type Sense = fn(u8) -> Word;
        let months: (_, _, Sense, Sense) = (&file.month, 12, Word::Month, Word::MonthAbbreviation);
        let weekdays: (_, _, Sense, Sense) = (&file.weekday, 7, Word::Weekday, Word::WeekdayAbbreviation);
        for (entries, most, full, short) in [months, weekdays] {
            for spanned in entries {
                let entry = spanned.get_ref();
                if !(1..=most).contains(&entry.number) {
                    return Err(layer.error(spanned.span().start, format!("`number` goes from 1 to {most}")));
                }
                entry.names.iter().for_each(|w| self.set(w, full(entry.number), false));
                entry.abbreviations.iter().for_each(|w| self.set(w, short(entry.number), false));
                let labels = entry.labels.iter().chain(&entry.abbreviations).chain(&entry.names);
                labels.for_each(|w| self.set(w, full(entry.number), true));
                self.keep_examples(entry);
            }
        }
        Ok(())
    }

    fn add_words(&mut self, layer: &Layer, file: &File) -> Result<(), VocabularyError> {
        for spanned in &file.unit {
            let entry = spanned.get_ref();
            let unit = entry.unit.ok_or_else(|| layer.error(spanned.span().start, "`unit` is missing"))?;
            entry.words.iter().for_each(|w| self.set(w, Word::Unit(unit), false));
            entry.plurals.iter().for_each(|w| self.set(w, Word::Units(unit), false));
            entry.labels.iter().for_each(|w| self.set(w, Word::Unit(unit), true));
            self.keep_examples(entry);
        }
        for spanned in &file.sign {
            let entry = spanned.get_ref();
            let unit = entry.unit.ok_or_else(|| layer.error(spanned.span().start, "`unit` is missing"))?;
            for (signs, label) in [(&entry.signs, false), (&entry.signs, true), (&entry.labels, true)] {
                for sign in signs {
                    let most = if unit == Unit::Month { 12 } else { 4 };
                    (1..=most).for_each(|n| self.set(&format!("{sign}{n}"), Word::Sign(unit, n), label));
                    (1..=9).for_each(|n| self.set(&format!("{sign}0{n}"), Word::Sign(unit, n), label));
                    self.set(sign, Word::SignLetter(unit), label);
                }
            }
            self.keep_examples(entry);
        }
        for spanned in &file.word {
            let entry = spanned.get_ref();
            let sense = entry.sense.ok_or_else(|| layer.error(spanned.span().start, "`sense` is missing"))?;
            entry.words.iter().chain(&entry.plurals).for_each(|w| self.set(w, sense, false));
            self.keep_examples(entry);
        }
        file.numbers.iter().for_each(|(word, n)| self.set(word, Word::Number(*n), false));
        file.ordinals.iter().for_each(|(word, n)| self.set(word, Word::Ordinal(*n), false));
        file.label.ordinals.iter().for_each(|(word, n)| self.set(word, Word::Ordinal(*n), true));
        file.suffixes.words.iter().for_each(|w| self.set_suffix(w));
        Ok(())
    }

    /// A suffix never takes the place of a word ("to", "a").
    fn set_suffix(&mut self, word: &str) {
        for label in [false, true] {
            let map = if label { &self.labels } else { &self.words };
            if !map.contains_key(word) && !self.words.contains_key(word) {
                self.set(word, Word::Suffix, label);
            }
        }
    }

    fn add_named(&mut self, file: &File) {
        for entry in file.open.iter().chain(&file.fixed) {
            for phrase in &entry.phrases {
                let words = words_of(phrase);
                let Some(first) = words.first().cloned() else { continue };
                if !self.words.contains_key(&first) {
                    self.set(&first, Word::Phrase, false);
                }
                let bucket = self.named.entry(first).or_default();
                bucket.retain(|n| n.words != words);
                bucket.push(Named { words, date: entry.month.zip(entry.day) });
                bucket.sort_by_key(|n| std::cmp::Reverse(n.words.len()));
            }
            self.examples.extend(entry.examples.iter().cloned());
        }
    }

    fn add_facts(&mut self, layer: &Layer, file: File) -> Result<(), VocabularyError> {
        for (beside, list) in file.beside() {
            // An array of as many sets as `Beside` has members.
            self.beside[beside as usize].add(list.words.iter().map(|w| fold(w)).collect::<Vec<_>>());
        }
        for (list, noun) in [(&file.publications, YearNoun::Publication), (&file.names, YearNoun::Name)] {
            self.year_nouns.extend(list.words.iter().map(|w| (fold(w), noun)));
            self.not.extend(list.not.iter().cloned());
        }
        for entry in &file.fiscal_year {
            let at = entry.countries.span().start;
            if !matches!(entry.named.as_str(), "start" | "end") {
                return Err(layer.error(at, "`named` is \"start\" or \"end\""));
            }
            let calendar =
                FiscalCalendar { month: entry.month, day: entry.day.unwrap_or(1), named_by_end: entry.named == "end" };
            if jiff::civil::Date::new(2001, calendar.month as i8, calendar.day as i8).is_err() {
                return Err(layer.error(at, "`month` and `day` are no day of the year"));
            }
            for country in entry.countries.get_ref() {
                self.fiscal.insert(country.clone(), calendar);
            }
        }
        self.flags.extend(file.label.flags.iter().map(|w| fold(w)));
        self.leads.extend(file.label.leads.iter().map(|w| words_of(w)));
        self.leads.sort_by_key(|words| std::cmp::Reverse(words.len()));
        self.ranges.extend(file.label.ranges.iter().map(|w| fold(w)));
        self.year_ending.extend(file.label.year_ending.iter().map(|w| words_of(w)));
        self.month_first.extend(file.numeric_dates.month_first);
        self.until.add(file.until.words.iter().map(|w| fold(w)).collect::<Vec<_>>());
        self.before_until.add(file.until.between.iter().map(|w| fold(w)).collect::<Vec<_>>());
        for phrase in &file.present.words {
            self.present.add(phrase, ()).map_err(|message| layer.error(0, message))?;
        }
        Ok(())
    }

    fn keep_examples(&mut self, entry: &Entry) {
        self.examples.extend(entry.examples.iter().cloned());
        self.not.extend(entry.not.iter().cloned());
    }
}

/// `fy2019` and `fy19`, whose digits the tokenizer leaves in the word.
fn fiscal_sign(token: &Token) -> Word {
    let digits = match token.folded.as_bytes() {
        [b'f', b'y', digits @ ..] if matches!(digits.len(), 2 | 4) => digits,
        _ => return Word::Other,
    };
    if !digits.iter().all(u8::is_ascii_digit) {
        return Word::Other;
    }
    let number = digits.iter().fold(0u16, |n, d| n * 10 + u16::from(d - b'0'));
    Word::FiscalYear(if number < 100 { 2000 + number } else { number })
}
