//! What the words of a text say, whatever it is: its measures, offences, sexes, ages. In: a title, header or label. Out:
//! [`Facets`].

use super::facets::{Facets, Found, Measured, Reader};
use crate::model::{AgeGroup, Sex};
use crate::text::Token;
use crate::vocabulary::Sense;
use crate::vocabulary::headers::{Word, tokens};

impl<'v> Reader<'v> {
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
            let senses: Vec<&Sense> = senses.iter().filter(|m| m.end == end).map(|m| m.sense).collect();
            let mut said: Vec<&Word> = words.iter().filter(|m| m.end == end).map(|m| m.sense).collect();
            // A verb's preposition, "removed from the country", doesn't hide what tables mean by its word.
            if said.is_empty() && senses.iter().all(|s| matches!(s, Sense::Verb { .. })) {
                let longest = words.iter().map(|m| m.end).max();
                let measures = words.iter().filter(|m| Some(m.end) == longest && matches!(m.sense, Word::Measure(_)));
                said.extend(measures.map(|m| m.sense));
            }
            out.push(Found { start: at, end, words: said, senses });
            at = end;
        }
        out
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

    pub(super) fn free_words(&self, text: &str) -> Facets {
        let toks = tokens(text);
        let terms = &self.vocabulary.terms;
        let mut facets = Facets::default();
        let mut offences: Vec<usize> = Vec::new();
        let mut sexes: Vec<Sex> = Vec::new();
        let mut ages: Vec<AgeGroup> = Vec::new();
        let mut measures: Vec<(Measured, usize)> = Vec::new();
        // Where offences stand that are named in the words of tables.
        let mut said: Vec<(usize, usize)> = Vec::new();
        facets.context = !self.vocabulary.headers.context.scan(&toks).is_empty();
        for f in self.found(&toks) {
            for word in &f.words {
                match word {
                    Word::Measure(index) => {
                        let cases = Some(*index) == terms.measure("cases");
                        let rank = u8::from(self.is_noun(*index) || (cases && f.start > 2));
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
            // What tables mean by an offence's words goes before what articles do.
            let own = f.words.iter().any(|w| matches!(w, Word::Offence(_)));
            if own {
                said.push((f.start, f.end));
            }
            for sense in f.senses.iter().filter(|s| !(own && matches!(s, Sense::Offences(_)))) {
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
            if let Some((_, end)) = said.iter().find(|(start, _)| *start == at) {
                at = *end;
                continue;
            }
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
        if facets.unit.is_none() && !self.vocabulary.headers.premises.scan(&toks).is_empty() {
            facets.unit = Some("items".into());
        }
        self.within(&toks, &mut facets, &mut measures);
        self.of_noun(&mut measures);
        facets.measure = best(&measures);
        measures.retain(|(m, _)| !self.counts_events(Some(*m)));
        facets.whom = best(&measures);
        let checked = facets.measure.is_some_and(|m| Some(m.index) == terms.measure("checked"));
        facets.unit = facets.unit.take().filter(|_| checked);
        if let Some(kind) = self.kind_of_loose(text, &toks) {
            offences = kind;
        }
        self.narrow(&mut offences);
        facets.context |= !offences.is_empty();
        facets.offences = (!offences.is_empty()).then_some(offences);
        sexes.dedup();
        ages.dedup();
        facets.sex = one(&sexes);
        facets.age = one(&ages);
        facets
    }

    /// "Narcotic drugs, trafficking": what a word for offences of several kinds means beside one of these kinds.
    fn kind_of_loose(&self, text: &str, toks: &[Token]) -> Option<Vec<usize>> {
        let terms = &self.vocabulary.terms;
        let loose = terms.loose.scan(toks).into_iter().next()?;
        let (first, last) = (toks.get(loose.start)?, toks.get(loose.end.checked_sub(1)?)?);
        let rest = format!("{} – {}", text.get(..first.span.start)?, text.get(last.span.end..)?);
        let mut said = self.free_words(&rest).offences?;
        let broader = |kind: &usize| terms.offence(terms.offences.get(*kind)?.broader.as_deref()?);
        let mut kinds = terms.kinds.get(*loose.sense)?.iter();
        if !kinds.clone().any(|k| said.contains(k)) {
            said.push(*kinds.find(|k| broader(k).is_some_and(|b| said.contains(&b)))?);
        }
        Some(said)
    }

    /// Whether a title speaks of migrants or arrivals.
    pub(super) fn of_migrants(&self, text: &str) -> bool {
        !self.vocabulary.headers.smuggled.scan(&tokens(text)).is_empty()
    }

    /// Whether a measure is a noun for persons, which says less than what happened to them.
    pub(super) fn is_noun(&self, measure: usize) -> bool {
        let code = self.vocabulary.terms.measures.get(measure).map(|m| m.code.get_ref().as_str());
        matches!(code, Some("victims" | "offenders" | "present"))
    }

    /// "Victims identified" are victims: a verb that only says that people were found leaves it to the noun.
    fn of_noun(&self, measures: &mut Vec<(Measured, usize)>) {
        let found = self.vocabulary.terms.measure("offenders");
        let victims = self.vocabulary.terms.measure("victims");
        if measures.iter().any(|(m, _)| Some(m.index) == victims) {
            measures.retain(|(m, _)| m.rank != 2 || Some(m.index) != found);
        }
    }

    /// Whether a measure is of operations or cases, not of persons or things.
    pub(super) fn counts_events(&self, measure: Option<Measured>) -> bool {
        let found = measure.and_then(|m| self.vocabulary.terms.measures.get(m.index));
        found.is_some_and(|m| matches!(m.unit.as_str(), "cases" | "operations"))
    }

    /// What stands within a longer phrase: "foreigners deported" is one of what happened, and of foreigners all the same;
    /// "foreign suspects" is one of foreigners, and says what they are.
    pub(super) fn within(&self, toks: &[Token], facets: &mut Facets, measures: &mut Vec<(Measured, usize)>) {
        let words = &self.vocabulary.headers.words;
        for f in self.found(toks).iter().filter(|f| f.end > f.start + 1) {
            let counts = f.words.iter().any(|w| matches!(w, Word::Measure(_)));
            let foreign = f.words.contains(&&Word::Foreign) && measures.is_empty();
            let offence = f.words.iter().any(|w| matches!(w, Word::Offence(_))) && measures.is_empty();
            // "Trafficking in persons, victims" is one phrase.
            let people = f.senses.iter().any(|s| match s {
                Sense::Offences(_) => true,
                Sense::Population { .. } => measures.is_empty(),
                _ => false,
            });
            for inner in (f.start..f.end).flat_map(|at| words.matches(toks, at)).filter(|m| m.end <= f.end) {
                match inner.sense {
                    Word::Foreign if counts => facets.foreign = true,
                    Word::Total if counts => facets.total = true,
                    // 마약류사범: drug offenders.
                    Word::Measure(index) if foreign || ((offence || people) && self.is_noun(*index)) => {
                        measures.push((Measured { index: *index, rank: 1 }, f.start));
                    }
                    _ => {}
                }
            }
        }
    }

    pub(super) fn sense(
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
    pub(super) fn narrow(&self, offences: &mut Vec<usize>) {
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
}

/// A text with the words apart that French and Italian join: `d'étrangers`, `dell'immigrazione`.
pub(super) fn apart(text: &str) -> Option<String> {
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

pub(super) fn one<T: Copy + PartialEq>(all: &[T]) -> Option<Option<T>> {
    let first = *all.first()?;
    Some(all.iter().all(|a| *a == first).then_some(first))
}

/// The surest measure; the first of those that are equally sure.
pub(super) fn best(measures: &[(Measured, usize)]) -> Option<Measured> {
    measures.iter().min_by_key(|(m, at)| (m.rank, *at)).map(|(m, _)| *m)
}
