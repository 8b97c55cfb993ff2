//! What a label of a known dimension says. In: a cell's text and what its column is about. Out: [`Facets`].

use super::facets::{Facets, Measured, Nationality, Reader, UNIT_RANK};
use super::texts::{clean, without_number};
use super::when;
use crate::model::{AgeGroup, Sex};
use crate::vocabulary::headers::{Dimension, Word, key, tokens, without_brackets};

impl Reader<'_> {
    /// What a label of a known dimension says.
    pub fn label(&self, text: &str, dimension: Option<Dimension>) -> Facets {
        self.said.label(dimension, text, || self.read_label(text, dimension))
    }

    fn read_label(&self, text: &str, dimension: Option<Dimension>) -> Facets {
        let mut cleaned = clean(text);
        if cleaned.contains('_') && !cleaned.contains(' ') && dimension != Some(Dimension::Nationality) {
            cleaned = cleaned.replace('_', " ");
        }
        let cleaned = without_number(&cleaned);
        let mut facets = Facets::default();
        use Dimension as D;
        let parted = matches!(dimension, Some(D::Place | D::Object | D::Offence | D::Sex | D::Age));
        if let Some(rest) = self.behind_subset(cleaned).filter(|_| parted) {
            let said = self.header(&rest);
            let others = said.sex.is_some() || said.age.is_some() || said.foreign || said.measure.is_some();
            return if others { Facets { total: false, ..said } } else { self.label(&rest, dimension) };
        }
        match dimension {
            Some(Dimension::Nationality | Dimension::Country) if self.is_subset(cleaned) => {
                facets = self.free(cleaned);
                facets.total = false;
                facets.nationality = Some(if facets.foreign { Nationality::Foreign } else { Nationality::Unknown });
            }
            Some(Dimension::Nationality | Dimension::Country) => {
                let nationality = self.nationality(cleaned).or_else(|| self.all_people(cleaned));
                facets.total = matches!(nationality, Some(Nationality::All)) || self.of_all(cleaned);
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
                let all = free.total || self.of_all(cleaned);
                facets.total = whole.contains(&Word::Total) || (all && free.offences.is_none());
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
                facets.age = self.free(cleaned).age;
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
                facets.total = whole.contains(&Word::Total) || self.all_total(cleaned) || self.of_all(cleaned);
                let kind = self.vocabulary.headers.kinds.contains(&key(cleaned));
                let nothing = facets.total || kind || whole.contains(&Word::Unknown);
                facets.place = Some(if nothing { "".into() } else { cleaned.into() });
            }
            Some(Dimension::Unit) => {
                facets.rate = self.whole(cleaned).contains(&Word::Rate) || self.free(cleaned).rate;
                // "Victims", "suspects": the unit says what is counted.
                facets.measure = self.free(cleaned).measure.map(|m| Measured { rank: UNIT_RANK, ..m });
                if let Some((unit, factor)) = self.unit(cleaned, true) {
                    facets.unit = Some(unit);
                    facets.factor = (factor != 1.0).then_some(factor);
                }
            }
            Some(Dimension::Object) => {
                facets.total = self.whole(cleaned).contains(&Word::Total) || self.of_all(cleaned);
                facets.object = (!facets.total && !cleaned.is_empty()).then(|| self.without_unit(cleaned).into());
                // "Loose tobacco (kg)", "Cash seized (NZ$000)"
                if let Some((unit, factor)) = self.unit(text, false) {
                    facets.unit = Some(unit);
                    facets.factor = (factor != 1.0).then_some(factor);
                    let thing = self.thing(cleaned).0;
                    facets.object =
                        facets.object.filter(|_| thing.is_empty()).or((!thing.is_empty()).then(|| thing.into()));
                }
            }
            Some(Dimension::Area) => facets.total = false,
            Some(Dimension::Ignored | Dimension::Count) => {}
            Some(Dimension::Measure) | None => {
                facets = self.header(text);
                // "Student visas issued"; "Heroin", under a title that says what was seized.
                let of_things = facets.measure.map(|m| self.of_things(m.index));
                if of_things.unwrap_or_else(|| self.is_contraband(text)) {
                    facets.object = self.object(text, true);
                }
            }
        }
        facets.rate |= self.is_rate(text);
        facets
    }

    /// Whether a label says by its end or begin that its row has no counts: "Composition (%)", "Rate per 100,000".
    fn is_rate(&self, text: &str) -> bool {
        let trimmed = text.trim();
        if trimmed.starts_with('%') || trimmed.ends_with("(%)") || trimmed.ends_with('%') {
            return true;
        }
        let toks = tokens(&trimmed.to_lowercase());
        let words = &self.vocabulary.headers.words;
        words.matches(&toks, 0).any(|m| *m.sense == Word::Rate && (m.end > 1 || m.end == toks.len()))
    }

    /// What stands behind the words by which a label says that it counts a part.
    pub(super) fn behind_subset(&self, text: &str) -> Option<String> {
        let toks = tokens(text);
        let end = self.vocabulary.headers.subset.longest(&toks, 0)?.end;
        let rest = text.get(toks.get(end)?.span.start..)?;
        Some(rest.trim_start_matches([':', '-', '–']).trim_start().to_string())
    }

    /// `Firearms (number)`: without the brackets of its unit.
    fn without_unit(&self, text: &str) -> String {
        let inner = text.rsplit_once('(').and_then(|(_, inner)| inner.split_once(')')).map(|(inner, _)| key(inner));
        let unit = inner.is_some_and(|inner| self.vocabulary.headers.units.contains_key(&inner));
        without_brackets(text).filter(|_| unit).unwrap_or_else(|| text.to_string())
    }

    /// "All persons removed", "all foreign nationals" in a column of nationalities.
    fn all_people(&self, text: &str) -> Option<Nationality> {
        let foreign = || self.free(text).foreign;
        self.of_all(text).then(|| if foreign() { Nationality::Foreign } else { Nationality::All })
    }

    /// Whether a label counts a part of what stands before it.
    pub(super) fn is_subset(&self, text: &str) -> bool {
        self.vocabulary.headers.subset.matches(&tokens(&text.to_lowercase()), 0).next().is_some()
    }

    /// `18 to 20 years`, `21 Jahre und älter`: a numeral of an age with its word.
    pub(super) fn is_age(&self, text: &str) -> bool {
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

    pub(super) fn free_sex(&self, text: &str, whole: &[Word]) -> Option<Sex> {
        let of = |w: &Word| match w {
            Word::Sex(sex) => Some(*sex),
            _ => None,
        };
        whole.iter().find_map(of).or_else(|| self.free(text).sex.flatten())
    }

    pub(super) fn age(&self, text: &str, whole: &[Word]) -> Option<AgeGroup> {
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
}

/// Whether a label in a column of countries names none.
pub(super) fn nationality_less(facets: &Facets) -> bool {
    facets.country.as_ref().is_some_and(|c| c.is_empty())
}
