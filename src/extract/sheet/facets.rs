//! What a title, header or label says. In: a short text and, where it is known, the dimension of its column. Out:
//! [`Facets`]: nationality, measure, offences, time and so on, each only where the words give it.

use crate::model::{AgeGroup, Code, Sex};
use crate::text::{Token, latin_part};
use crate::vocabulary::headers::{Dimension, Word, key, tokens, without_brackets};
use crate::vocabulary::{Sense, Vocabulary};

use super::cells::is_superscript;
use super::when::{self, Time};

#[derive(Debug, Clone, PartialEq)]
pub enum Nationality {
    Codes(Code),
    Foreign,
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
const UNIT_RANK: u8 = 5;

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
    /// Speaks of crime, migration or enforcement.
    pub context: bool,
}

impl Facets {
    /// Whether the words said anything that tells figures apart.
    pub fn says(&self) -> bool {
        let plain = Facets { context: self.context, ..Facets::default() };
        *self != plain
    }
}

/// A text without footnote marks at its end.
pub fn clean(text: &str) -> String {
    let narrow: String;
    let mut rest = text.trim();
    if rest.contains(['（', '）', '［', '］', '：', '＊']) {
        narrow = rest
            .replace('（', " (")
            .replace('）', ") ")
            .replace('［', " [")
            .replace('］', "] ")
            .replace('：', ":")
            .replace('＊', "*");
        rest = narrow.trim();
    }
    loop {
        let before = rest;
        rest =
            rest.trim_end_matches(|c: char| is_superscript(c) || matches!(c, '*' | '†' | '‡' | '§' | ':')).trim_end();
        for (open, close) in [('[', ']'), ('(', ')')] {
            if let Some(inner) = rest.strip_suffix(close)
                && let Some(at) = inner.rfind(open)
            {
                let mark = inner.get(at + 1..).unwrap_or("");
                let short = mark.chars().count() <= 2 && !mark.chars().all(|c| c.is_uppercase());
                let note = key(mark).starts_with("note") || mark.chars().all(|c| c.is_ascii_digit() || c == ',');
                if at > 0 && (short || note) {
                    rest = inner.get(..at).unwrap_or("").trim_end();
                }
            }
        }
        if rest == before {
            return rest.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}

/// `1. China`, `a) China`: without the enumeration.
fn without_number(text: &str) -> &str {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or("");
    match rest.strip_prefix(['.', ')']) {
        Some(rest) if digits > 0 && digits < 4 && rest.chars().any(char::is_alphabetic) => rest.trim_start(),
        _ => text,
    }
}

/// One match of a text's words, with every sense of the longest phrase.
pub(super) struct Found<'v> {
    pub start: usize,
    pub end: usize,
    pub words: Vec<&'v Word>,
    pub senses: Vec<&'v Sense>,
}

/// A name of a column in a data file as words: `place_of_arrest`, `unité.de.compte`, `EncounterCount`.
pub fn spaced(text: &str) -> String {
    if text.contains(char::is_whitespace) {
        return text.replace('_', " ");
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 4);
    for (i, c) in chars.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|b| chars.get(b));
        let letters = before.is_some_and(|b| b.is_alphabetic()) && chars.get(i + 1).is_some_and(|n| n.is_alphabetic());
        let hump = before.is_some_and(|b| b.is_lowercase()) && c.is_uppercase();
        match c {
            '_' => out.push(' '),
            '.' if letters && chars.len() > 6 => out.push(' '),
            c if hump && c.is_ascii() => out.extend([' ', *c]),
            c => out.push(*c),
        }
    }
    out
}

pub struct Reader<'v> {
    pub vocabulary: &'v Vocabulary,
    /// Abbreviations that the sheet's notes explain.
    pub glossary: Vec<(String, String)>,
    /// The texts around the table say that its figures are of thousands, so that they may be broken.
    pub scaled: bool,
}

impl<'v> Reader<'v> {
    pub fn new(vocabulary: &'v Vocabulary) -> Self {
        Reader { vocabulary, glossary: Vec::new(), scaled: false }
    }

    pub(super) fn found(&self, toks: &[Token]) -> Vec<Found<'v>> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < toks.len() {
            let words: Vec<_> = self.vocabulary.headers.words.matches(toks, at).collect();
            let senses: Vec<_> = self.vocabulary.terms.lexicon.matches(toks, at).collect();
            let end = words.iter().map(|m| m.end).chain(senses.iter().map(|m| m.end)).max();
            let Some(end) = end.filter(|e| *e > at) else {
                at += 1;
                continue;
            };
            out.push(Found {
                start: at,
                end,
                words: words.iter().filter(|m| m.end == end).map(|m| m.sense).collect(),
                senses: senses.iter().filter(|m| m.end == end).map(|m| m.sense).collect(),
            });
            at = end;
        }
        out
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

    /// What a label of a known dimension says.
    pub fn label(&self, text: &str, dimension: Option<Dimension>) -> Facets {
        let mut cleaned = clean(text);
        if cleaned.contains('_') && !cleaned.contains(' ') && dimension != Some(Dimension::Nationality) {
            cleaned = cleaned.replace('_', " ");
        }
        let cleaned = without_number(&cleaned);
        let mut facets = Facets::default();
        match dimension {
            Some(Dimension::Nationality | Dimension::Country) if self.is_subset(cleaned) => {
                facets = self.free(cleaned);
                facets.total = false;
                facets.nationality = Some(if facets.foreign { Nationality::Foreign } else { Nationality::Unknown });
            }
            Some(Dimension::Nationality | Dimension::Country) => {
                let nationality = self.nationality(cleaned);
                facets.total = matches!(nationality, Some(Nationality::All));
                facets.nationality =
                    nationality.or_else(|| (!cleaned.is_empty()).then(|| Nationality::Named(cleaned.to_string())));
            }
            Some(Dimension::Where) => {
                let nationality = self.nationality(cleaned);
                facets.total = matches!(nationality, Some(Nationality::All | Nationality::Area));
                facets.country = match nationality {
                    Some(Nationality::Codes(code)) if !code.contains('+') => Some(code),
                    _ => Some("".into()),
                };
                // A part of the table's country among countries.
                let named = nationality_less(&facets) && !self.vocabulary.places.named(cleaned).is_empty();
                if named && !facets.total {
                    facets.place = Some(cleaned.into());
                    facets.country = None;
                }
            }
            Some(Dimension::Offence) => {
                let free = self.free(cleaned);
                let whole = self.whole(cleaned);
                facets.total = whole.contains(&Word::Total) || (free.total && free.offences.is_none());
                let other = whole.contains(&Word::Other) || self.begins_other(cleaned);
                let other = other.then(|| self.vocabulary.terms.offence("other")).flatten().map(|o| vec![o]);
                let nothing = facets.total || whole.contains(&Word::Unknown);
                let named = whole.iter().filter_map(|w| match w {
                    Word::Offence(index) => Some(*index),
                    _ => None,
                });
                let named: Vec<usize> = named.collect();
                facets.offences = match free.offences.or((!named.is_empty()).then_some(named)) {
                    _ if nothing => Some(Vec::new()),
                    Some(offences) => Some(offences),
                    // A name that no entry matches leaves what the title says.
                    None => other,
                };
                facets.context = true;
            }
            Some(Dimension::Sex) => {
                let whole = self.whole(cleaned);
                facets.sex = Some(self.free_sex(cleaned, &whole));
                // Persons: of either sex.
                let persons = self.dimension(cleaned) == Some(Dimension::Count);
                facets.total = whole.contains(&Word::Total) || (facets.sex == Some(None) && persons);
            }
            Some(Dimension::Age) => {
                let whole = self.whole(cleaned);
                facets.total = whole.contains(&Word::Total);
                facets.age = Some(self.age(cleaned, &whole));
                facets.sex = self.free(cleaned).sex;
            }
            Some(
                time @ (Dimension::Year | Dimension::Period | Dimension::Date | Dimension::Month | Dimension::Quarter),
            ) => {
                let headers = &self.vocabulary.headers;
                let short = match time {
                    Dimension::Month => when::month_number(cleaned),
                    Dimension::Quarter => when::quarter_number(cleaned),
                    _ => None,
                };
                let year = || when::short_year(cleaned).filter(|_| time == Dimension::Year);
                let said = short.or_else(|| when::label(cleaned, headers)).or_else(year);
                facets.total =
                    self.whole(cleaned).contains(&Word::Total) || (said.is_none() && self.all_total(cleaned));
                // "Total 2021", "110年1-6月合計"
                let within = || when::scan(cleaned, headers).first().copied().filter(|_| facets.total);
                facets.time = said.or_else(within).unwrap_or_default();
            }
            Some(Dimension::Place) => {
                let whole = self.whole(cleaned);
                facets.total = whole.contains(&Word::Total) || self.all_total(cleaned);
                let kind = self.vocabulary.headers.kinds.contains(&key(cleaned));
                let nothing = facets.total || kind || whole.contains(&Word::Unknown);
                facets.place = Some(if nothing { "".into() } else { cleaned.into() });
            }
            Some(Dimension::Unit) => {
                facets.rate = self.whole(cleaned).contains(&Word::Rate) || self.free(cleaned).rate;
                // "Victims", "suspects": the unit says what is counted.
                facets.measure = self.free(cleaned).measure.map(|m| Measured { rank: UNIT_RANK, ..m });
                if let Some((unit, factor)) = self.unit(text, true) {
                    facets.unit = Some(unit);
                    facets.factor = (factor != 1.0).then_some(factor);
                }
            }
            Some(Dimension::Object) => {
                facets.total = self.whole(cleaned).contains(&Word::Total);
                facets.object = (!facets.total && !cleaned.is_empty()).then(|| cleaned.into());
            }
            Some(Dimension::Area) => facets.total = false,
            Some(Dimension::Ignored | Dimension::Count) => {}
            Some(Dimension::Measure) | None => {
                facets = self.header(text);
                // "Student visas issued"
                if facets.measure.is_some_and(|m| self.of_things(m.index)) {
                    facets.object = self.object(text, true);
                }
            }
        }
        facets
    }

    /// What a header above figures, or a label of no known dimension, says.
    pub fn header(&self, text: &str) -> Facets {
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
        if cleaned.is_empty() || self.names_a_kind(cleaned) {
            return Facets::default();
        }
        if let Some(time) =
            when::label(text, &self.vocabulary.headers).or_else(|| when::label(cleaned, &self.vocabulary.headers))
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
        if facets.time.is_empty() {
            facets.time = when::scan(cleaned, &self.vocabulary.headers).first().copied().unwrap_or_default();
        }
        facets
    }

    /// Whether a header only says what is told apart below it, in words that would else count something: "type of
    /// violation".
    fn names_a_kind(&self, text: &str) -> bool {
        use Dimension as D;
        let toks = tokens(&text.to_lowercase());
        let kinds = [D::Offence, D::Nationality, D::Sex, D::Age, D::Place, D::Where];
        let named = self
            .vocabulary
            .headers
            .dimensions
            .matches(&toks, 0)
            .any(|m| m.end == toks.len() && kinds.contains(m.sense));
        toks.len() > 1 && named && self.whole(text).is_empty()
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

    fn begins_other(&self, text: &str) -> bool {
        let toks = tokens(text);
        self.vocabulary.headers.words.matches(&toks, 0).any(|m| *m.sense == Word::Other)
    }

    /// `Total Selangor`, `Sub-total (east)`: begins or ends with a word for all.
    fn all_total(&self, text: &str) -> bool {
        let toks = tokens(text);
        let words = &self.vocabulary.headers.words;
        let begins = words.matches(&toks, 0).any(|m| *m.sense == Word::Total);
        let ends =
            (0..toks.len()).any(|at| words.matches(&toks, at).any(|m| m.end == toks.len() && *m.sense == Word::Total));
        begins || ends
    }

    /// Whether a label counts a part of what stands before it.
    fn is_subset(&self, text: &str) -> bool {
        self.vocabulary.headers.subset.matches(&tokens(&text.to_lowercase()), 0).next().is_some()
    }

    /// `18 to 20 years`, `21 Jahre und älter`: a numeral of an age with its word.
    fn is_age(&self, text: &str) -> bool {
        let folded = key(text);
        let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let numerals = |w: &str| w.parse::<u32>().is_ok_and(|n| n < 100);
        let (mut age, mut number, mut other) = (false, false, false);
        words.by_ref().for_each(|word| match word {
            word if self.vocabulary.headers.ages.contains(word) => age = true,
            word if numerals(word) => number = true,
            word => other |= word.bytes().any(|b| b.is_ascii_digit()),
        });
        age && number && !other && folded.split_whitespace().count() <= 6
    }

    fn free_sex(&self, text: &str, whole: &[Word]) -> Option<Sex> {
        let of = |w: &Word| match w {
            Word::Sex(sex) => Some(*sex),
            _ => None,
        };
        whole.iter().find_map(of).or_else(|| self.free(text).sex.flatten())
    }

    fn age(&self, text: &str, whole: &[Word]) -> Option<AgeGroup> {
        let of = |w: &Word| match w {
            Word::Age(age) => Some(*age),
            _ => None,
        };
        if let Some(age) = whole.iter().find_map(of).or_else(|| self.free(text).age.flatten()) {
            return Some(age);
        }
        // An age or a band of ages.
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<u32>().ok());
        let first = numbers.next()?;
        let last = numbers.next().unwrap_or(first);
        let below = text.trim_start().starts_with('<');
        match () {
            () if last < 18 || (below && first <= 18) => Some(AgeGroup::Minor),
            () if first >= 18 && !below => Some(AgeGroup::Adult),
            () => None,
        }
    }

    /// What the words of a text say, whatever it is. Words joined by an apostrophe, as in `d'étrangers`, count alone too.
    pub fn free(&self, text: &str) -> Facets {
        let mut facets = self.free_words(text);
        if let Some(apart) = apart(text) {
            let said = self.free_words(&apart);
            facets.foreign |= said.foreign;
            facets.context |= said.context;
            facets.measure = facets.measure.or(said.measure);
            facets.offences = facets.offences.take().or(said.offences);
            facets.sex = facets.sex.or(said.sex);
            facets.age = facets.age.or(said.age);
        }
        facets
    }

    fn free_words(&self, text: &str) -> Facets {
        let toks = tokens(text);
        let terms = &self.vocabulary.terms;
        let mut facets = Facets::default();
        let mut offences: Vec<usize> = Vec::new();
        let mut sexes: Vec<Sex> = Vec::new();
        let mut ages: Vec<AgeGroup> = Vec::new();
        let mut measures: Vec<(Measured, usize)> = Vec::new();
        facets.context = !self.vocabulary.headers.context.scan(&toks).is_empty();
        let noun = |code: &str| matches!(code, "victims" | "offenders" | "present");
        for f in self.found(&toks) {
            for word in &f.words {
                match word {
                    Word::Measure(index) => {
                        let code = terms.measures.get(*index).map_or("", |m| m.code.get_ref());
                        let rank = u8::from(noun(code) || (code == "cases" && f.start > 2));
                        measures.push((Measured { index: *index, rank }, f.start));
                    }
                    Word::Offence(index) => offences.push(*index),
                    Word::Total => facets.total = true,
                    Word::Foreign => facets.foreign = true,
                    Word::Sex(sex) => sexes.push(*sex),
                    Word::Age(age) => ages.push(*age),
                    Word::Rate => facets.rate = true,
                    _ => {}
                }
            }
            for sense in &f.senses {
                self.sense(sense, &f, &mut facets, &mut offences, &mut measures);
                if let Sense::Population { index, .. } = sense
                    && let Some(population) = terms.populations.get(*index)
                {
                    sexes.extend(population.sex());
                    ages.extend(population.age_group());
                }
            }
        }
        // An offence within a longer phrase of another kind counts too: "trafficking victims".
        let mut at = 0;
        while at < toks.len() {
            let end = terms.lexicon.longest(&toks, at).map_or(at + 1, |m| m.end.max(at + 1));
            for found in terms.lexicon.matches(&toks, at).filter(|m| m.end == end) {
                match found.sense {
                    Sense::Offences(found) => offences.extend(found),
                    Sense::Object { index, .. } => {
                        let premises = terms.objects.get(*index).is_some_and(|o| o.class == "premises");
                        facets.unit = facets.unit.take().or_else(|| premises.then(|| "items".into()));
                    }
                    Sense::Population { index, .. } => {
                        let said = terms.populations.get(*index).map(|p| p.offences.as_slice()).unwrap_or_default();
                        offences.extend(said.iter().filter_map(|o| terms.offence(o)));
                    }
                    _ => {}
                }
            }
            at = end;
        }
        self.within(&toks, &mut facets, &mut measures);
        facets.measure = best(&measures);
        let checked = facets.measure.is_some_and(|m| Some(m.index) == terms.measure("checked"));
        facets.unit = facets.unit.take().filter(|_| checked);
        self.narrow(&mut offences);
        facets.context |= !offences.is_empty();
        facets.offences = (!offences.is_empty()).then_some(offences);
        sexes.dedup();
        ages.dedup();
        facets.sex = one(&sexes);
        facets.age = one(&ages);
        facets
    }

    /// What stands within a longer phrase: "foreigners deported" is one of what happened, and of foreigners all the same;
    /// "foreign suspects" is one of foreigners, and says what they are.
    fn within(&self, toks: &[Token], facets: &mut Facets, measures: &mut Vec<(Measured, usize)>) {
        let words = &self.vocabulary.headers.words;
        for f in self.found(toks).iter().filter(|f| f.end > f.start + 1) {
            let counts = f.words.iter().any(|w| matches!(w, Word::Measure(_)));
            let foreign = f.words.contains(&&Word::Foreign) && measures.is_empty();
            for inner in (f.start..f.end).flat_map(|at| words.matches(toks, at)).filter(|m| m.end <= f.end) {
                match inner.sense {
                    Word::Foreign if counts => facets.foreign = true,
                    Word::Total if counts => facets.total = true,
                    Word::Measure(index) if foreign => {
                        measures.push((Measured { index: *index, rank: 1 }, f.start));
                    }
                    _ => {}
                }
            }
        }
    }

    fn sense(
        &self,
        sense: &Sense,
        f: &Found<'_>,
        facets: &mut Facets,
        offences: &mut Vec<usize>,
        measures: &mut Vec<(Measured, usize)>,
    ) {
        let terms = &self.vocabulary.terms;
        match sense {
            Sense::Offences(found) => offences.extend(found),
            Sense::Verb { measure, weak, .. } => {
                measures.push((Measured { index: *measure, rank: if *weak { 4 } else { 2 } }, f.start));
            }
            Sense::Event { measure } => measures.push((Measured { index: *measure, rank: 1 }, f.start)),
            Sense::Population { index, .. } => {
                let Some(population) = terms.populations.get(*index) else { return };
                facets.foreign |= population.nationality == "foreign";
                offences.extend(population.offences.iter().filter_map(|o| terms.offence(o)));
                if let Some(measure) = population.measure.as_deref().and_then(|m| terms.measure(m)) {
                    measures.push((Measured { index: measure, rank: 3 }, f.start));
                }
            }
            Sense::Object { index, .. } => {
                let Some(object) = terms.objects.get(*index) else { return };
                let measure = match object.class.as_str() {
                    "case" => terms.measure("cases"),
                    "operation" => terms.measure("raids"),
                    _ => None,
                };
                if let Some(measure) = measure {
                    measures.push((Measured { index: measure, rank: 3 }, f.start));
                }
            }
            Sense::Country { .. } => {}
        }
    }

    /// Without offences that are wider than another one.
    fn narrow(&self, offences: &mut Vec<usize>) {
        offences.sort_unstable();
        offences.dedup();
        let all = &self.vocabulary.terms.offences;
        let broader: Vec<String> = offences.iter().filter_map(|o| all.get(*o)?.broader.clone()).collect();
        offences.retain(|o| all.get(*o).is_some_and(|o| !broader.contains(o.code.get_ref())));
    }

    /// What a title says before it tells by what its figures are told apart.
    pub fn before_breakdown(&self, text: &str) -> Option<String> {
        let toks = tokens(text);
        let by = self.vocabulary.headers.by.scan(&toks).first().map(|m| m.start).filter(|at| *at > 0)?;
        toks.get(by).and_then(|t| text.get(..t.span.start)).map(str::to_string)
    }

    /// Whether a line is the name of an agency, which may be called after an offence that the table is not about.
    pub fn is_agency(&self, text: &str) -> bool {
        let toks = tokens(text);
        !self.vocabulary.terms.offence_bodies.scan(&toks).is_empty() && self.free(text).measure.is_none()
    }

    /// Whether a measure is of things.
    pub fn of_things(&self, measure: usize) -> bool {
        let code = self.vocabulary.terms.measures.get(measure).map(|m| m.code.get_ref().as_str());
        matches!(code, Some("seized" | "issued" | "blocked"))
    }

    /// The thing that a header names beside what happened to it: `Cocaine seized (kg)`; `sure` where only a thing of the
    /// vocabulary counts.
    pub fn object(&self, text: &str, sure: bool) -> Option<Code> {
        let text = latin_part(text).unwrap_or_else(|| text.to_string());
        let parts: Vec<(String, bool)> =
            text.split(" / ").map(|part| self.thing(&clean(part))).filter(|(rest, _)| !rest.is_empty()).collect();
        let known = parts.iter().find(|(_, known)| *known);
        let found = known.or(parts.last().filter(|_| !sure))?;
        (self.dimension(&found.0).is_none() && self.whole(&found.0).iter().all(|w| matches!(w, Word::Offence(_))))
            .then(|| found.0.as_str().into())
    }

    /// A text without brackets and without the words for what happened, and whether it names a thing of the vocabulary.
    fn thing(&self, text: &str) -> (String, bool) {
        let text = without_brackets(text).unwrap_or_else(|| text.to_string());
        let toks = tokens(&text);
        let mut known = false;
        let mut taken = vec![false; toks.len()];
        for f in self.found(&toks) {
            let happened = f.words.iter().any(|w| matches!(w, Word::Measure(_) | Word::Total))
                || f.senses.iter().any(|s| matches!(s, Sense::Verb { .. } | Sense::Event { .. }));
            let named = f.senses.iter().any(|s| matches!(s, Sense::Object { .. }));
            known |= named;
            if happened && !named {
                taken.iter_mut().take(f.end).skip(f.start).for_each(|t| *t = true);
                // "Visas issued" is one phrase; the visas are the things.
                for at in f.start..f.end {
                    let things = self.vocabulary.terms.lexicon.matches(&toks, at);
                    let ends =
                        things.filter(|m| m.end <= f.end && matches!(m.sense, Sense::Object { .. })).map(|m| m.end);
                    if let Some(end) = ends.max() {
                        known = true;
                        taken.iter_mut().take(end).skip(at).for_each(|t| *t = false);
                    }
                }
            }
        }
        let rest = toks.iter().zip(&taken).filter(|(_, taken)| !**taken);
        let rest: Vec<&str> = rest.filter_map(|(t, _)| text.get(t.span.start..t.span.end)).collect();
        (rest.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_string(), known)
    }

    /// The dimensions that a title or header names.
    pub fn dimensions(&self, text: &str) -> Vec<Dimension> {
        let toks = tokens(text);
        self.vocabulary.headers.dimensions.scan(&toks).iter().map(|m| *m.sense).collect()
    }

    /// The dimension that a header gives its column: of the longest of its words.
    pub fn dimension(&self, text: &str) -> Option<Dimension> {
        let cleaned = spaced(&clean(text)).to_lowercase();
        let toks = tokens(&cleaned);
        let matches = self.vocabulary.headers.dimensions.scan(&toks);
        if let Some(whole) = matches.iter().find(|m| m.start == 0 && m.end == toks.len()) {
            return Some(*whole.sense);
        }
        // A word among others says nothing when it is one that only a whole header says.
        let said = matches.iter().filter(|m| {
            let lone_only =
                matches!(m.sense, Dimension::Ignored | Dimension::Count | Dimension::Measure | Dimension::Object);
            !lone_only
        });
        said.max_by_key(|m| (m.end - m.start, std::cmp::Reverse(m.start))).map(|m| *m.sense).or_else(|| {
            matches.first().filter(|m| m.end - m.start >= 2 || toks.len() <= m.end - m.start + 1).map(|m| *m.sense)
        })
    }

    /// Whether a text names an agency of many states.
    pub fn international(&self, text: &str) -> bool {
        let toks = tokens(text);
        self.vocabulary.headers.words.scan(&toks).iter().any(|m| *m.sense == Word::International)
    }
}

/// A text with the words apart that French and Italian join: `d'étrangers`, `dell'immigrazione`.
fn apart(text: &str) -> Option<String> {
    const JOINED: [&str; 10] = ["d", "l", "qu", "dell", "all", "nell", "dall", "sull", "un", "quell"];
    let mut out = String::with_capacity(text.len());
    let mut changed = false;
    for (at, c) in text.char_indices() {
        let before = || {
            let word = text.get(..at).unwrap_or("").rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            JOINED.contains(&word.to_lowercase().as_str())
        };
        if matches!(c, '\'' | '’') && before() {
            changed = true;
            out.push(' ');
        } else {
            out.push(c);
        }
    }
    changed.then_some(out)
}

/// Whether a label in a column of countries names none.
fn nationality_less(facets: &Facets) -> bool {
    facets.country.as_ref().is_some_and(|c| c.is_empty())
}

/// Lays what is said nearer to a figure over what is said farther from it.
pub fn over(base: &mut Facets, next: &Facets) {
    let strength = |n: &Nationality| match n {
        Nationality::Codes(_) => 4,
        Nationality::Named(_) | Nationality::Foreign => 3,
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
    base.foreign |= next.foreign;
    base.context |= next.context;
}

/// Codes sorted and joined by `+`.
pub fn joined(mut codes: Vec<Code>) -> Code {
    codes.sort();
    codes.dedup();
    codes.join("+").into()
}

fn one<T: Copy + PartialEq>(all: &[T]) -> Option<Option<T>> {
    let first = *all.first()?;
    Some(all.iter().all(|a| *a == first).then_some(first))
}

/// The surest measure; the first of those that are equally sure.
fn best(measures: &[(Measured, usize)]) -> Option<Measured> {
    measures.iter().min_by_key(|(m, at)| (m.rank, *at)).map(|(m, _)| *m)
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
