//! The texts around a table and what they say of all its figures. In: titles, sheet, headings, file, cover and notes.
//! Out: [`Constants`]: measure, country, people, time and calendar for every figure that says nothing else.

use super::facets::{Facets, Reader};
use super::layout::Line;
use super::when::{self, Calendar, Time};
use crate::model::Code;
use crate::vocabulary::headers::{Dimension, key};

/// The texts around a table, nearest first.
#[derive(Debug, Clone, Default)]
pub struct Around {
    pub titles: Vec<String>,
    pub sheet: String,
    pub headings: Vec<String>,
    /// The file's name as words.
    pub file: String,
    /// Text of the workbook's other sheets that have no tables: covers.
    pub cover: Vec<String>,
    /// The one country that lines of the workbook's sheets name.
    pub workbook: Option<Code>,
    pub notes: Vec<String>,
}

/// What holds for all figures of a table that say nothing else.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Constants {
    pub facets: Facets,
    pub country: Option<Code>,
    pub people: Option<Code>,
    pub publisher: Option<Code>,
    pub calendar: Calendar,
    pub dimensions: Vec<Dimension>,
    pub international: bool,
    /// Smugglers beside those whom the titles speak of may be of the country.
    pub of_migrants: bool,
    pub object: Option<Code>,
    /// Where in the country all figures are of.
    pub place: Option<Code>,
    /// Who issued it.
    pub issuer: Option<Code>,
    /// The texts name something that no crime, migration or enforcement is, and nothing that is.
    pub elsewhere: bool,
}

impl Constants {
    pub fn of(around: &Around, reader: &Reader<'_>) -> Constants {
        let mut constants = Constants::default();
        let near = near(around, reader);
        let said: Vec<(Facets, Dimension)> = near.iter().filter_map(|text| of_all(text, reader)).collect();
        for (own, dimension) in said {
            let facets = &mut constants.facets;
            match (dimension, own.nationality) {
                (Dimension::Nationality, Some(super::facets::Nationality::Codes(code))) => {
                    constants.people = Some(code)
                }
                (Dimension::Nationality, Some(super::facets::Nationality::Foreign)) => facets.foreign = true,
                _ => {}
            }
            constants.country = constants.country.take().or(own.country.filter(|c| !c.is_empty()));
            facets.sex = facets.sex.or(own.sex);
            facets.age = facets.age.or(own.age);
            facets.offences = facets.offences.take().or(own.offences.filter(|o| !o.is_empty()));
            facets.time = if facets.time.is_empty() { own.time } else { facets.time };
        }
        let said_here = around.titles.iter().any(|t| reader.free(t).measure.is_some_and(|m| m.rank <= 2));
        let others = |t: &str| said_here && around.headings.iter().any(|h| h == t) && of_another(t, around, reader);
        let own: Vec<&str> = near.iter().copied().filter(|t| !others(t)).collect();
        for text in &own {
            let free = reader.free(text);
            let facets = &mut constants.facets;
            // A file's name says only what no title does.
            let weakest = if *text == around.file { 3 } else { 0 };
            let better =
                |m: &super::facets::Measured| facets.measure.is_none_or(|f| m.rank < f.rank && f.rank >= weakest);
            let measure = reader.before_breakdown(text).and_then(|head| reader.free(&head).measure).or(free.measure);
            facets.measure = measure.filter(better).or(facets.measure);
            facets.whom = facets.whom.or(free.whom);
            // A file called after all topics of its office says none of its tables.
            let topics = *text == around.file && free.offences.as_ref().is_some_and(|o| o.len() > 1);
            if !topics && !reader.is_agency(text) && !is_topic(text, around, reader) {
                facets.offences = facets.offences.take().or(free.offences);
            }
            facets.sex = facets.sex.or(free.sex);
            facets.age = facets.age.or(free.age);
            facets.foreign |= free.foreign;
            facets.context |= free.context;
            let time = title_time(text, reader);
            // "Statistics 2021" below "as on 31 December 2021"
            let narrower = *text != around.file && facets.time.is_year_of(&time);
            if facets.time.is_empty() || narrower {
                facets.time = time;
                // A file is named by the month it was made in.
                if *text == around.file || facets.time.months.is_some_and(|m| m.first == m.last) {
                    facets.time = Time { months: facets.time.months.filter(|_| *text != around.file), ..facets.time };
                }
            }
            if constants.dimensions.is_empty() && !around.file.eq(*text) {
                constants.dimensions = reader.dimensions(text);
            }
            constants.international |= reader.international(text);
            constants.of_migrants |= reader.of_migrants(text);
        }
        if constants.facets.offences.is_none() {
            let said = own.iter().filter(|text| **text != around.file && !is_topic(text, around, reader));
            constants.facets.offences = said.filter_map(|text| reader.free(text).offences).next();
        }
        // The cover says more of what the table counts than its own title.
        if constants.facets.offences.is_none() && constants.facets.measure.is_some() {
            let same = |f: &Facets| f.measure.map(|m| m.index) == constants.facets.measure.map(|m| m.index);
            let cover = around.cover.iter().map(|text| reader.free(text));
            constants.facets.offences = cover.filter(same).find_map(|f| f.offences);
        }
        constants.object = own.iter().find_map(|text| reader.one_object(text));
        constants.issuer = super::issuer::issuer(around, reader.vocabulary).map(Code::from);
        constants.elsewhere = is_elsewhere(&near, reader);
        constants.international |= around.notes.iter().chain(&around.cover).any(|n| reader.international(n));
        constants.find_country(around, &near, reader);
        let mut texts: Vec<&str> = near.clone();
        texts.extend(around.notes.iter().map(String::as_str));
        constants.calendar = when::calendar(&texts, constants.country.as_deref(), &reader.vocabulary.headers);
        constants
    }

    /// The unit of all figures, with the reader that knows the country.
    pub fn find_unit(&mut self, around: &Around, reader: &Reader<'_>) {
        let facets = &mut self.facets;
        for text in near(around, reader) {
            if facets.unit.is_none()
                && let Some((unit, factor)) = reader.unit(text, false)
            {
                facets.unit = Some(unit);
                facets.factor = (factor != 1.0).then_some(factor);
            }
            facets.factor = facets.factor.or_else(|| reader.factor(text));
        }
    }
}

/// A file called after the topic of its office, `irregular_migration_2022`, whose table has a title that says what was
/// counted.
fn is_topic(text: &str, around: &Around, reader: &Reader<'_>) -> bool {
    let wide = reader.vocabulary.terms.offence("immigration_offence");
    let titles = around.titles.iter().chain(&around.headings);
    text == around.file
        && reader.free(text).offences.is_some_and(|o| o.iter().all(|o| Some(*o) == wide))
        && titles.filter_map(|t| reader.free(t).measure).any(|m| m.rank <= 2)
}

/// Whether a heading is another table's title: it says what that one counts, or of which time, and this one's says else.
fn of_another(heading: &str, around: &Around, reader: &Reader<'_>) -> bool {
    let own = around.titles.iter().map(|t| title_time(t, reader)).find(|t| !t.is_empty());
    let time = title_time(heading, reader);
    let counts = reader.free(heading).measure.is_some_and(|m| m.rank <= 1);
    counts || own.is_some_and(|own| !time.is_empty() && time != own)
}

/// The texts that speak of all figures, nearest first.
fn near<'a>(around: &'a Around, reader: &Reader<'_>) -> Vec<&'a str> {
    let titles = around.titles.iter().rev().chain([&around.sheet]).chain(&around.headings).chain([&around.file]);
    let said = |t: &&str| !t.is_empty() && !when::is_published(t, &reader.vocabulary.headers);
    titles.map(String::as_str).filter(said).collect()
}

/// Whether texts name births, hotels or elections, and nothing of crime, migration or enforcement beside them.
fn is_elsewhere(texts: &[&str], reader: &Reader<'_>) -> bool {
    let headers = &reader.vocabulary.headers;
    let (mut elsewhere, mut here) = (false, false);
    for text in texts {
        let toks = crate::vocabulary::headers::tokens(&text.to_lowercase());
        elsewhere |= !headers.elsewhere.scan(&toks).is_empty();
        here |= reader.free(text).offences.is_some();
        here |= headers.context.scan(&toks).iter().any(|m| {
            let words = toks.get(m.start..m.end).unwrap_or_default();
            let phrase: Vec<&str> = words.iter().map(|t| t.folded.as_str()).collect();
            !headers.elsewhere_still.contains(&phrase.join(" "))
        });
    }
    elsewhere && !here
}

/// A file's name as words; of a day in digits only the year, since it may be the day the file was made.
pub fn file_words(stem: &str) -> String {
    let words = stem.replace(['_', '.'], " ");
    let year = |word: &str| {
        let day = word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit());
        let plausible = day && word.get(4..6).is_some_and(|m| ("01"..="12").contains(&m));
        let year = word.get(..4).filter(|y| plausible && ("1990".."2060").contains(y));
        year.map_or_else(|| word.to_string(), str::to_string)
    };
    words.split(' ').map(year).collect::<Vec<_>>().join(" ")
}

/// A line that says one thing of all figures: `Citizenship: Morocco`, `Reporting year: 2021`.
fn of_all(text: &str, reader: &Reader<'_>) -> Option<(Facets, Dimension)> {
    let (name, value) = text.split_once([':', '：'])?;
    if name.chars().count() > 40 || value.chars().count() > 60 || value.trim().is_empty() {
        return None;
    }
    let toks = crate::vocabulary::headers::tokens(&super::texts::spaced(name.trim()).to_lowercase());
    let found = reader.vocabulary.headers.dimensions.matches(&toks, 0).find(|m| m.end == toks.len())?;
    let dimension = *found.sense;
    use Dimension as D;
    let whole = matches!(
        dimension,
        D::Nationality
            | D::Where
            | D::Country
            | D::Offence
            | D::Sex
            | D::Age
            | D::Year
            | D::Month
            | D::Quarter
            | D::Period
    );
    let read = if dimension == D::Country { D::Where } else { dimension };
    whole.then(|| (reader.label(value.trim(), Some(read)), read))
}

/// The time that a title names: the first with a year, or a span of months.
fn title_time(text: &str, reader: &Reader<'_>) -> Time {
    let found = when::scan(text, &reader.vocabulary.headers);
    let months = found.iter().find(|t| t.months.is_some() && t.year.is_some());
    let year = found.iter().find(|t| t.span.is_some() || t.year.is_some());
    months.or(year).copied().unwrap_or_default()
}

/// Abbreviations that notes explain: `PATI: illegal immigrants`.
pub fn glossary(notes: &[String]) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for note in notes {
        for part in note.split(['.', ';']) {
            let Some((short, meaning)) = part.split_once([':', '=']).or_else(|| part.split_once(" – ")) else {
                continue;
            };
            let short = short.trim();
            let letters = short.chars().all(|c| c.is_uppercase() || c.is_ascii_digit());
            if letters && (2..=8).contains(&short.chars().count()) && meaning.trim().len() > 3 {
                out.push((short.to_string(), meaning.trim().to_string()));
            }
        }
    }
    out
}

/// The greatest figure that a hidden cell may stand for, where notes say it: `values between 0 and 5 are suppressed`.
pub fn hidden_at_most(notes: &[String], headers: &crate::vocabulary::Headers) -> Option<f64> {
    let says = |n: &&String| headers.missing_notes.iter().any(|w| key(n).contains(w.as_str()));
    let numbers = notes.iter().filter(says).flat_map(|n| n.split(|c: char| !c.is_alphanumeric()));
    let small = numbers.filter_map(|n| n.parse::<u32>().ok()).filter(|n| (1..=20).contains(n));
    small.max().map(f64::from)
}

/// Marks that notes define as missing figures: `D Data withheld`.
pub fn missing_marks(notes: &[String], headers: &crate::vocabulary::Headers) -> Vec<String> {
    let mut out = Vec::new();
    for note in notes {
        let folded = key(note);
        let Some((mark, meaning)) = note.trim().split_once([' ', '=', ':']) else { continue };
        let defines = headers.missing_notes.iter().any(|w| folded.contains(w.as_str()));
        if defines
            && mark.chars().count() <= 3
            && !mark.chars().any(|c| c.is_ascii_digit())
            && !meaning.trim().is_empty()
        {
            out.push(mark.trim().to_string());
        }
    }
    out
}

/// The texts of lines.
pub fn texts(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|l| l.text.clone()).collect()
}
