//! What a title, header or label says. In: a short text and, where it is known, the dimension of its column. Out:
//! [`Facets`]: nationality, measure, offences, time and so on, each only where the words give it.

use crate::model::{AgeGroup, Code, Sex};
use crate::text::latin_part;
use crate::vocabulary::headers::{Word, key, tokens, without_brackets};
use crate::vocabulary::{Sense, Vocabulary};

use super::said::Said;
use super::texts::{clean, spaced, without_number};
use super::when::{self, Time};

#[derive(Debug, Clone, PartialEq)]
pub enum Nationality {
    Codes(Code),
    Foreign,
    /// Of the country where it happened.
    Own,
    /// Said to be unknown.
    Unknown,
    All,
    /// A part of the world.
    Area,
    /// A name that no entry of the vocabulary matches.
    Named(String),
}

/// A measure and how sure its words are: 0 the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measured {
    pub index: usize,
    pub rank: u8,
}

/// The rank of a measure that a unit says: it only fills what nothing else says.
pub(super) const UNIT_RANK: u8 = 5;

impl Measured {
    /// Whether its words in a row say what that row counts: not a noun for persons.
    pub fn tells_rows(&self) -> bool {
        self.rank <= 2 || self.rank == UNIT_RANK
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facets {
    pub nationality: Option<Nationality>,
    /// Where it happened.
    pub country: Option<Code>,
    pub measure: Option<Measured>,
    /// What happened to persons, also where the measure is of cases or raids.
    pub whom: Option<Measured>,
    /// Persons are counted, whatever happened to them.
    pub persons: bool,
    /// Indexes of offences; empty where they are said to be all or unknown.
    pub offences: Option<Vec<usize>>,
    pub sex: Option<Option<Sex>>,
    pub age: Option<Option<AgeGroup>>,
    pub time: Time,
    /// Empty for all places.
    pub place: Option<Code>,
    pub unit: Option<Code>,
    pub factor: Option<f64>,
    pub object: Option<Code>,
    pub total: bool,
    /// No counts: shares, rates, changes.
    pub rate: bool,
    /// Counts foreigners.
    pub foreign: bool,
    /// Counts those who bring migrants.
    pub smugglers: bool,
    /// Speaks of crime, migration or enforcement.
    pub context: bool,
}

impl Facets {
    /// Whether the words said anything that tells figures apart.
    pub fn says(&self) -> bool {
        let plain = Facets { context: self.context, persons: self.persons, whom: self.whom, ..Facets::default() };
        *self != plain
    }
}

/// One match of a text's words, with every sense of the longest phrase.
pub(super) struct Found<'v> {
    pub start: usize,
    pub end: usize,
    pub words: Vec<&'v Word>,
    pub senses: Vec<&'v Sense>,
}

pub struct Reader<'v> {
    pub vocabulary: &'v Vocabulary,
    /// Abbreviations that the sheet's notes explain.
    pub glossary: Vec<(String, String)>,
    /// Where the table's figures happened, so far as the texts around it say, for what signs of money mean there.
    pub country: Option<Code>,
    /// The texts around the table say that its figures are of thousands, so that they may be broken.
    pub scaled: bool,
    /// To be forgotten when one of the above changes.
    pub(super) said: Said,
}

impl<'v> Reader<'v> {
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        Reader { vocabulary, glossary: Vec::new(), country: None, scaled: false, said: Said::default() }
    }

    /// The text with the meaning of its abbreviations behind it.
    fn explained(&self, text: &str) -> String {
        let mut out = text.to_string();
        for (short, meaning) in &self.glossary {
            if text.split(|c: char| !c.is_alphanumeric()).any(|w| w == short) {
                out.push_str(". ");
                out.push_str(meaning);
            }
        }
        out
    }

    /// What a header above figures, or a label of no known dimension, says.
    pub fn header(&self, text: &str) -> Facets {
        self.said.header(text, || self.read_header(text))
    }

    fn read_header(&self, text: &str) -> Facets {
        let words = spaced(text);
        let text = words.as_str();
        if let Some(time) = when::whole(text, &self.vocabulary.headers) {
            return Facets { time, ..Facets::default() };
        }
        if let Some(latin) = latin_part(text) {
            let said = self.header(&latin);
            if said.says() {
                return said;
            }
        }
        let cleaned = clean(text);
        let cleaned = without_number(&cleaned);
        // An abbreviation means what the notes say, and a part what stands behind "of which".
        let meant = self.glossary.iter().find(|(short, _)| short == cleaned).map(|(_, meaning)| meaning.clone());
        let meant = meant.or_else(|| self.behind_subset(cleaned));
        let cleaned = meant.as_deref().unwrap_or(cleaned);
        if cleaned.is_empty() || self.names_a_kind(cleaned) {
            return Facets::default();
        }
        if let Some(time) =
            when::label(cleaned, &self.vocabulary.headers).or_else(|| when::label(text, &self.vocabulary.headers))
        {
            return Facets { time, ..Facets::default() };
        }
        let whole = self.whole(cleaned);
        let mut facets = self.free(&self.explained(cleaned));
        for word in &whole {
            match word {
                Word::Total => facets.total = true,
                Word::Rate => facets.rate = true,
                Word::Sex(sex) => facets.sex = Some(Some(*sex)),
                Word::Age(age) => facets.age = Some(Some(*age)),
                _ => {}
            }
        }
        if facets.nationality.is_none()
            && (facets.measure.is_none() || !matches!(self.nationality(cleaned), Some(Nationality::All)))
            && let Some(nationality) = self.nationality(cleaned)
            && !matches!(nationality, Nationality::Unknown if whole.iter().all(|w| *w != Word::Unknown))
            && !(nationality == Nationality::Foreign && self.is_other_deed(cleaned, &facets))
        {
            facets.total |= nationality == Nationality::All;
            if nationality != Nationality::All {
                facets.nationality = Some(nationality);
            }
        }
        if facets.age.is_none() && self.is_age(cleaned) {
            facets.age = Some(self.age(cleaned, &whole));
        }
        if let Some((unit, factor)) = self.unit(text, false) {
            facets.unit = Some(unit);
            facets.factor = (factor != 1.0).then_some(factor);
        }
        facets.factor = facets.factor.or_else(|| self.factor(text));
        facets.total |= self.of_all(cleaned);
        facets.smugglers = !self.vocabulary.headers.smugglers.scan(&tokens(cleaned)).is_empty();
        facets.persons = self.vocabulary.headers.persons.contains(&key(cleaned));
        if facets.time.is_empty() {
            facets.time = when::scan(cleaned, &self.vocabulary.headers).first().copied().unwrap_or_default();
        }
        facets
    }

    pub(super) fn whole(&self, text: &str) -> Vec<Word> {
        let headers = &self.vocabulary.headers;
        let direct = headers.whole(text);
        if !direct.is_empty() {
            return direct.to_vec();
        }
        if let Some(latin) = latin_part(text) {
            let found = self.whole(&latin);
            if !found.is_empty() {
                return found;
            }
        }
        // Jumlah / Total
        let mut parts = text.split(['/', '|', '–']).map(|p| headers.whole(p)).peekable();
        let first = parts.next().unwrap_or(&[]);
        if !first.is_empty() && parts.peek().is_some() && parts.all(|p| p == first) {
            return first.to_vec();
        }
        without_brackets(text).map(|t| headers.whole(&t).to_vec()).unwrap_or_default()
    }

    /// "Other returns", "other offences": another deed, not other people.
    fn is_other_deed(&self, text: &str, said: &Facets) -> bool {
        let toks = tokens(text);
        let other =
            self.vocabulary.headers.words.longest(&toks, 0).is_some_and(|m| *m.sense == Word::Other && m.end == 1);
        other && !said.foreign && (said.measure.is_some_and(|m| m.rank <= 1) || said.offences.is_some())
    }

    pub(super) fn begins_other(&self, text: &str) -> bool {
        let toks = tokens(text);
        self.vocabulary.headers.words.matches(&toks, 0).any(|m| *m.sense == Word::Other)
    }

    /// "All ports", "alle Staatsangehörigkeiten", but not "all other ports".
    pub(super) fn of_all(&self, text: &str) -> bool {
        let toks = tokens(&text.to_lowercase());
        let words = &self.vocabulary.headers.words;
        self.vocabulary.headers.all_of.longest(&toks, 0).is_some_and(|m| {
            m.end < toks.len() && [0, m.end].iter().all(|at| words.matches(&toks, *at).all(|w| *w.sense != Word::Other))
        })
    }

    /// `Total Selangor`, `Sub-total (east)`: begins or ends with a word for all.
    pub(super) fn all_total(&self, text: &str) -> bool {
        let toks = tokens(text);
        let words = &self.vocabulary.headers.words;
        let begins = words.matches(&toks, 0).any(|m| *m.sense == Word::Total);
        let ends =
            (0..toks.len()).any(|at| words.matches(&toks, at).any(|m| m.end == toks.len() && *m.sense == Word::Total));
        begins || ends
    }
}

/// Lays what is said nearer to a figure over what is said farther from it.
pub fn over(base: &mut Facets, next: &Facets) {
    let strength = |n: &Nationality| match n {
        Nationality::Codes(_) => 4,
        Nationality::Named(_) | Nationality::Foreign | Nationality::Own => 3,
        Nationality::Unknown => 2,
        Nationality::Area => 1,
        Nationality::All => 0,
    };
    if let Some(nationality) = &next.nationality
        && base.nationality.as_ref().is_none_or(|b| strength(nationality) >= strength(b))
    {
        base.nationality = Some(nationality.clone());
    }
    if let Some(measure) = next.measure
        && base.measure.is_none_or(|b| measure.rank <= b.rank.max(2))
    {
        base.measure = Some(measure);
    }
    if let Some(offences) = &next.offences
        && (!offences.is_empty() || base.offences.is_none())
    {
        base.offences = Some(offences.clone());
    }
    if next.sex.is_some_and(|s| s.is_some() || base.sex.is_none()) {
        base.sex = next.sex;
    }
    if next.age.is_some_and(|a| a.is_some() || base.age.is_none()) {
        base.age = next.age;
    }
    if let Some(place) = &next.place
        && (!place.is_empty() || base.place.is_none())
    {
        base.place = Some(place.clone());
    }
    if let Some(country) = &next.country
        && (!country.is_empty() || base.country.is_none())
    {
        base.country = Some(country.clone());
    }
    base.time = next.time.crossed(base.time);
    base.unit = next.unit.clone().or(base.unit.take());
    base.factor = next.factor.or(base.factor);
    base.object = next.object.clone().or(base.object.take());
    base.total |= next.total;
    base.rate |= next.rate;
    base.persons |= next.persons;
    base.smugglers |= next.smugglers;
    base.foreign |= next.foreign;
    base.context |= next.context;
}

/// Codes sorted and joined by `+`.
pub fn joined(mut codes: Vec<Code>) -> Code {
    codes.sort();
    codes.dedup();
    codes.join("+").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader() -> Reader<'static> {
        Reader::new(Vocabulary::builtin())
    }

    fn measure(text: &str) -> String {
        let reader = reader();
        let found = reader.header(text).measure;
        found.and_then(|m| reader.vocabulary.terms.measures.get(m.index)).map_or("", |m| m.code.get_ref()).to_string()
    }

    #[test]
    fn headers_and_titles_say_what_was_counted() {
        for (text, expected) in [
            ("Persons arrested", "arrested"),
            ("Enforced returns", "deported"),
            ("Refused entry at port [note 2]", "denied_entry"),
            ("Entering detention", "arrested"),
            ("Cases opened", "cases"),
            ("Victims rescued", "rescued"),
            ("Raids conducted", "raids"),
            ("Compound fines (RM)", "fined"),
            ("Losses (VND)", "losses"),
            ("Detected trafficking victims", "victims"),
            ("Persons prosecuted for trafficking in persons", "charged"),
            ("FOREIGN NATIONALS CHARGED, BY OFFENCE, NATIONALITY AND SEX, MALAYSIA, 2018", "charged"),
            ("NONCITIZENS REMOVED BY REGION AND COUNTRY OF NATIONALITY: FISCAL YEARS 2014 TO 2019", "deported"),
            ("Unlawful non-citizens removed from Australia, by citizenship", "deported"),
            ("Checked", "checked"),
            ("Ops", "raids"),
            ("Trafficking in persons – victims registered by region", "victims"),
            ("Paddy production", ""),
            ("Population by province", ""),
            ("Refus d'entrée par nationalité", "denied_entry"),
            ("Người nước ngoài bị trục xuất", "deported"),
        ] {
            assert_eq!(measure(text), expected, "{text}");
        }
    }

    #[test]
    fn labels_are_nationalities() {
        let of = |text: &str| match reader().nationality(&clean(text)) {
            Some(Nationality::Codes(code)) => code.to_string(),
            other => format!("{other:?}"),
        };
        for (text, expected) in [
            ("China, People's Republic¹", "CN"),
            ("Korean (South)", "KR"),
            ("Other countries", "Some(Foreign)"),
            ("Other nationalities", "Some(Foreign)"),
            ("Nationality currently unknown", "Some(Unknown)"),
            ("Stateless", "Some(Foreign)"),
            ("Not stated", "Some(Unknown)"),
            ("Total", "Some(All)"),
            ("Jumlah / Total", "Some(All)"),
            ("South-East Asia", "Some(Area)"),
            ("Chinese nationals", "CN"),
            ("China/Taiwan", "CN+TW"),
            ("Zamundan", "None"),
            ("Cambodain", "None"),
            ("UK", "GB"),
            ("STLS", "Some(Foreign)"),
            ("Non-U.S. Citizen", "Some(Foreign)"),
            ("Non-Thai nationals", "Some(Foreign)"),
            ("Germany1", "DE"),
            ("Sudan Selatan", "SS"),
            ("Noord-Korea", "KP"),
            ("Sudan Utara", "None"),
            ("중국 China", "CN"),
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
    }

    #[test]
    fn a_titles_countries_are_places_or_peoples() {
        let of = |text: &str| {
            let (places, people) = reader().countries(text);
            format!("{} {}", joined(places), joined(people))
        };
        assert_eq!(of("Unlawful non-citizens removed from Australia, by citizenship"), "AU ");
        assert_eq!(of("Foreign nationals refused entry at French borders, 2016-2018"), "FR ");
        assert_eq!(of("Chinese nationals deported from Thailand"), "TH CN");
        assert_eq!(of("Home Office statistics"), "GB ");
    }
}
