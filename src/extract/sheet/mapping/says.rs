//! What a mapping says of figures, in the codes that observations have. In: its words. Out: [`Facets`], or an error with
//! the line where it says what is no code.

use serde::Deserialize;
use toml::Spanned;

use super::Mapping;
use crate::extract::sheet::facets::{Facets, Measured, Nationality, joined};
use crate::extract::sheet::when;
use crate::model::{AgeGroup, Code, Sex};
use crate::read::ReadError;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::headers::Dimension;

/// What figures of a column, or of a whole table, are about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Says {
    pub measure: Option<String>,
    pub nationality: Option<String>,
    pub offences: Option<String>,
    pub sex: Option<String>,
    pub age_group: Option<String>,
    pub country: Option<String>,
    pub place: Option<String>,
    pub period: Option<String>,
    pub unit: Option<String>,
    pub object: Option<String>,
    pub times: Option<f64>,
    pub total: Option<bool>,
}

/// What one label means by a mapping.
pub(super) fn value(
    dimension: Dimension,
    meaning: &Spanned<String>,
    mapping: &Mapping,
    vocabulary: &Vocabulary,
) -> Result<Facets, ReadError> {
    let given = Some(meaning.get_ref().clone());
    let says = match dimension {
        Dimension::Nationality | Dimension::Country => Says { nationality: given, ..Says::default() },
        Dimension::Where => Says { country: given, ..Says::default() },
        Dimension::Offence => Says { offences: given, ..Says::default() },
        Dimension::Measure => Says { measure: given, ..Says::default() },
        Dimension::Sex => Says { sex: given, ..Says::default() },
        Dimension::Age => Says { age_group: given, ..Says::default() },
        Dimension::Place => Says { place: Some(meaning.get_ref().clone()), ..Says::default() },
        Dimension::Object => Says { object: Some(meaning.get_ref().clone()), ..Says::default() },
        Dimension::Unit => Says { unit: Some(meaning.get_ref().clone()), ..Says::default() },
        _ => Says { period: given, ..Says::default() },
    };
    says.facets(meaning.span().start, mapping, vocabulary)
}

impl Says {
    /// `at` is where the mapping says it.
    pub(super) fn facets(&self, at: usize, mapping: &Mapping, vocabulary: &Vocabulary) -> Result<Facets, ReadError> {
        let wrong = |value: &String, what: &str, of: &str| {
            mapping.error(mapping.find(at, what, value), what, &format!("`{value}` is no {of}"))
        };
        let mut facets = Facets { context: true, ..Facets::default() };
        if let Some(measure) = &self.measure {
            let index = vocabulary.terms.measure(measure).ok_or_else(|| wrong(measure, "measure", "measure"))?;
            facets.measure = Some(Measured { index, rank: 0 });
        }
        if let Some(nationality) = &self.nationality {
            facets.nationality = Some(match nationality.as_str() {
                "foreign" => Nationality::Foreign,
                "" => Nationality::Unknown,
                "all" => Nationality::All,
                codes => Nationality::Codes(known_codes(codes, vocabulary).ok_or_else(|| {
                    wrong(nationality, "nationality", "country code (CN, CN+TW), `foreign`, `all` or empty")
                })?),
            });
        }
        if let Some(offences) = &self.offences {
            let found: Option<Vec<usize>> = match offences.as_str() {
                "" => Some(Vec::new()),
                codes => codes.split('+').map(|c| vocabulary.terms.offence(c.trim())).collect(),
            };
            facets.offences = Some(found.ok_or_else(|| wrong(offences, "offences", "offence code"))?);
        }
        if let Some(sex) = &self.sex {
            let none = sex.is_empty();
            let parsed = Sex::parse(sex);
            if !none && parsed.is_none() {
                return Err(wrong(sex, "sex", "`female` or `male`"));
            }
            facets.sex = Some(parsed);
        }
        if let Some(age) = &self.age_group {
            let none = age.is_empty();
            let parsed = AgeGroup::parse(age);
            if !none && parsed.is_none() {
                return Err(wrong(age, "age_group", "`minor` or `adult`"));
            }
            facets.age = Some(parsed);
        }
        if let Some(country) = &self.country {
            let code = known_codes(country, vocabulary).filter(|c| c.len() == 2);
            facets.country = Some(code.ok_or_else(|| wrong(country, "country", "country code"))?);
        }
        if let Some(period) = &self.period {
            let time = when::label(period, &vocabulary.headers);
            facets.time = time.ok_or_else(|| wrong(period, "period", "year, month, quarter or date"))?;
        }
        facets.place = self.place.as_deref().map(Code::from);
        facets.unit = self.unit.as_deref().map(Code::from);
        facets.object = self.object.as_deref().map(Code::from);
        facets.factor = self.times;
        facets.total = self.total.unwrap_or(false);
        Ok(facets)
    }
}

fn known_codes(codes: &str, vocabulary: &Vocabulary) -> Option<Code> {
    let all: Option<Vec<Code>> =
        codes.split('+').map(|c| vocabulary.countries.get(c.trim()).map(|_| Code::from(c.trim()))).collect();
    all.map(joined)
}
