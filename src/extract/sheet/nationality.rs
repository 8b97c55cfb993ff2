//! Countries in tables: whose nationality a label is, and which countries a title names as places. In: a text. Out: codes.

use super::facets::{Nationality, Reader, joined};
use crate::model::Code;
use crate::text::{Token, latin_part};
use crate::vocabulary::headers::{Word, key, tokens};
use crate::vocabulary::{CountryForm, Sense, Vocabulary, Voice};

impl Reader<'_> {
    /// Whose nationality a whole text is.
    pub fn nationality(&self, text: &str) -> Option<Nationality> {
        if let Some(found) = latin_part(text).and_then(|latin| self.nationality(&latin)) {
            return Some(found);
        }
        let headers = &self.vocabulary.headers;
        // "Non-U.S. citizens": whoever isn't of the country.
        let not = text.get(..4).filter(|n| n.eq_ignore_ascii_case("non-") || n.eq_ignore_ascii_case("non "));
        if let Some(rest) = not.and_then(|n| text.get(n.len()..))
            && matches!(self.nationality(rest), Some(Nationality::Codes(_)))
        {
            return Some(Nationality::Foreign);
        }
        if headers.own.contains(&key(text)) {
            return Some(Nationality::Own);
        }
        let whole = self.whole(text);
        let of = |w: &Word| match w {
            Word::Total => Some(Nationality::All),
            Word::Other | Word::Stateless | Word::Foreign => Some(Nationality::Foreign),
            Word::Unknown => Some(Nationality::Unknown),
            Word::Area => Some(Nationality::Area),
            _ => None,
        };
        if let Some(code) = headers.country_code(text) {
            return Some(Nationality::Codes(code));
        }
        if let Some(found) = whole.iter().find_map(of) {
            return Some(found);
        }
        if text.contains('/')
            && let Some(joint) = self.joint_nationality(text)
        {
            return Some(joint);
        }
        if let Some(code) = headers.country(text) {
            return Some(Nationality::Codes(code));
        }
        // "Guineense (Guiné-Bissau)": the brackets say which of those so called.
        let inner = text.rsplit_once('(').and_then(|(_, inner)| inner.strip_suffix(')'));
        if let Some(code) = inner.filter(|i| i.chars().count() > 3).and_then(|inner| headers.country(inner)) {
            return Some(Nationality::Codes(code));
        }
        let stripped = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ',');
        if stripped.len() < text.len()
            && stripped.chars().count() > 3
            && let Some(code) = headers.country(stripped)
        {
            return Some(Nationality::Codes(code));
        }
        self.joint_nationality(text)
    }

    /// `China/Taiwan`, `Chinese nationals`, `Other African countries`, `Nationality currently unknown`.
    fn joint_nationality(&self, text: &str) -> Option<Nationality> {
        let parts: Vec<&str> = text.split(['/', '+', '&']).flat_map(|p| p.split(" and ")).map(str::trim).collect();
        if parts.len() > 1 {
            let codes: Option<Vec<Code>> = parts.iter().map(|p| self.vocabulary.headers.country(p)).collect();
            if let Some(codes) = codes {
                return Some(Nationality::Codes(joined(codes)));
            }
        }
        let toks = tokens(text);
        let found = self.found(&toks);
        let mut codes: Vec<Code> = Vec::new();
        let (mut used, mut areas) = (0, 0);
        for f in &found {
            let of = |w: &&Word| match w {
                Word::Other | Word::Stateless => Some(Nationality::Foreign),
                Word::Unknown => Some(Nationality::Unknown),
                Word::Total => Some(Nationality::All),
                _ => None,
            };
            if let Some(nationality) = f.words.iter().find_map(of) {
                return (f.start == 0 || f.end == toks.len() || found.len() == 1).then_some(nationality);
            }
            if f.words.contains(&&Word::Area) {
                areas += f.end - f.start;
            }
            if let Some(Sense::Country { code, .. }) = f.senses.first() {
                codes.push(code.clone());
                used += f.end - f.start;
            } else if f
                .senses
                .iter()
                .any(|s| matches!(s, Sense::Population { .. } | Sense::Verb { .. } | Sense::Event { .. }))
                || f.words.iter().any(|w| matches!(w, Word::Foreign | Word::Measure(_)))
            {
                used += f.end - f.start;
            }
        }
        // A word more may make it another country: South Sudan in any language.
        let rest = toks.iter().filter(|t| t.is_word()).count().saturating_sub(used);
        // "Europe and Americas"
        let joins = toks.iter().filter(|t| self.vocabulary.headers.joins.contains(t.folded.as_str())).count();
        if codes.is_empty() && areas > 0 && rest.saturating_sub(joins) == areas {
            return Some(Nationality::Area);
        }
        (!codes.is_empty() && rest == 0).then(|| Nationality::Codes(joined(codes)))
    }

    /// The country of an office or a kind of place that only one country has: "Garda Region".
    pub fn publisher(&self, text: &str) -> Option<Code> {
        let toks = tokens(text);
        let found = self.found(&toks).into_iter().flat_map(|f| f.words);
        let codes = found.filter_map(|w| match w {
            Word::Publisher(code) => Some(code.clone()),
            _ => None,
        });
        codes.into_iter().next()
    }

    /// The country of the first body that a text names.
    fn agency(&self, toks: &[Token]) -> Option<Code> {
        let Vocabulary { places, voices, .. } = self.vocabulary;
        let body = |at: usize| {
            let named = voices.lexicon.longest(toks, at).filter(|_| toks.get(at).is_some_and(|t| t.capital))?;
            match named.sense {
                Voice::Body(index) => voices.bodies.get(*index)?.country.clone(),
                _ => None,
            }
        };
        (0..toks.len())
            .find_map(|at| places.agency_country(toks, at).map(|(code, _)| code.clone()).or_else(|| body(at)))
    }

    /// Countries that a text names as places, in order, and those it names as people's.
    pub fn countries(&self, text: &str) -> (Vec<Code>, Vec<Code>) {
        let toks = tokens(text);
        let (mut places, mut people, mut offices) = (Vec::new(), Vec::new(), Vec::new());
        let mut named = false;
        let whose: Vec<usize> = self.vocabulary.headers.whose.scan(&toks).iter().map(|m| m.end).collect();
        let beside: Vec<usize> = self.vocabulary.headers.beside.scan(&toks).iter().map(|m| m.end).collect();
        let found = self.found(&toks);
        for (i, f) in found.iter().enumerate().filter(|(_, f)| !beside.contains(&f.start)) {
            if let Some(code) = f.words.iter().find_map(|w| match w {
                Word::Publisher(code) => Some(code.clone()),
                _ => None,
            }) {
                offices.push((places.len(), code));
                continue;
            }
            let Some(Sense::Country { code, form }) = f.senses.iter().find(|s| matches!(s, Sense::Country { .. }))
            else {
                continue;
            };
            let of_people = found
                .get(i + 1)
                .is_some_and(|n| n.start == f.end && n.senses.iter().any(|s| matches!(s, Sense::Population { .. })));
            let people_form = match form {
                CountryForm::Name => f.senses.len() > 1 && of_people,
                CountryForm::Adjective => of_people,
                CountryForm::Singular | CountryForm::Plural => {
                    !f.senses.iter().any(|s| matches!(s, Sense::Country { form: CountryForm::Adjective, .. }))
                        || of_people
                }
            };
            if people_form || whose.contains(&f.start) {
                people.push(code.clone());
            } else {
                named |= *form == CountryForm::Name;
                places.push(code.clone());
            }
        }
        // "Department of Home Affairs, Republic of South Africa": offices of one name are many.
        for (at, code) in offices.into_iter().rev() {
            let at = if named { places.len() } else { at.min(places.len()) };
            places.insert(at, code);
        }
        if places.is_empty() {
            places.extend(self.agency(&toks));
        }
        (places, people)
    }
}
