//! What a phrase can mean: a nationality, an offence, a word for what happened, for whom or what is counted.
//! In: the TOML files of the same nouns. Out: one lexicon for articles and tables alike.

use serde::Deserialize;
use toml::Spanned;

pub use super::entries::{Deed, Measure, Object, Offence, Population};
use super::entries::{MeasureFile, ObjectFile, OffenceFile, PopulationFile};
use super::inflect::plural;
use super::layers::{Layer, Layers, VocabularyError};
use super::lexicon::Lexicon;
use crate::model::Code;
use crate::text::words::{Indexed, WordMap};

/// How a country's word is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountryForm {
    Name,
    Adjective,
    Singular,
    Plural,
}

/// Where the counted thing stands beside a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// What the verb is done to: object of the active, subject of the passive.
    Object,
    /// Who does it: "N surrendered".
    Subject,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Sense {
    Country {
        code: Code,
        form: CountryForm,
    },
    /// Index into `Terms::offences`.
    Offences(Vec<usize>),
    /// A verb; index into `Terms::measures`.
    Verb {
        measure: usize,
        slot: Slot,
        modality: Option<crate::model::Modality>,
        weak: bool,
    },
    /// A noun for the event: "arrests", "the deportation of". Index into `Terms::measures`.
    Event {
        measure: usize,
    },
    /// A noun for persons. Index into `Terms::populations`.
    Population {
        index: usize,
        plural: bool,
    },
    /// A noun for things. Index into `Terms::objects`.
    Object {
        index: usize,
        plural: bool,
    },
}

/// What a deed is done to, and which offence that makes.
#[derive(Debug, Clone)]
pub struct DeedOf {
    pub offence: usize,
    pub classes: Vec<String>,
    /// Only where somebody is accused of it.
    pub accused: bool,
}

/// Every phrase that articles and tables share.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    pub lexicon: Lexicon<Sense>,
    pub same_offences: Lexicon<()>,
    pub untold_offences: Lexicon<()>,
    pub offence_bodies: Lexicon<()>,
    pub compelled: Lexicon<()>,
    pub apart: Lexicon<()>,
    pub laws: Lexicon<()>,
    pub papers: Lexicon<()>,
    pub hauls: Lexicon<()>,
    pub accusing: Lexicon<()>,
    /// Verbs and nouns of deeds, with the indices into `Terms::deeds`.
    pub deed_terms: Lexicon<usize>,
    /// What is said of the object of a deed behind it, with the same indices.
    pub deeds_behind: Lexicon<usize>,
    pub deeds: Vec<DeedOf>,
    /// Words for an offence of several kinds, with the indices into `Terms::kinds`.
    pub loose: Lexicon<usize>,
    pub kinds: Vec<Vec<usize>>,
    /// By which means a wide offence is the narrower one of the index.
    pub means: Lexicon<usize>,
    pub object_states: Lexicon<()>,
    /// States of persons, with the measure that each says.
    pub states: Lexicon<usize>,
    /// Things that are weighed: "gold".
    pub object_masses: Lexicon<()>,
    pub offences: Vec<Offence>,
    pub measures: Vec<Measure>,
    pub populations: Vec<Population>,
    pub objects: Vec<Object>,
    /// Where offences and measures stand, by their codes.
    offence_at: WordMap<usize>,
    measure_at: WordMap<usize>,
}

impl Terms {
    pub fn load(layers: &Layers) -> Result<Self, VocabularyError> {
        let mut terms = Terms::default();
        for layer in layers.of("offences.toml", include_str!("offences.toml"))? {
            terms.begin(&layer);
            terms.add_offences(&layer)?;
        }
        for layer in layers.of("measures.toml", include_str!("measures.toml"))? {
            terms.begin(&layer);
            terms.add_measures(&layer)?;
        }
        for layer in layers.of("populations.toml", include_str!("populations.toml"))? {
            terms.begin(&layer);
            terms.add_populations(&layer)?;
        }
        for layer in layers.of("objects.toml", include_str!("objects.toml"))? {
            terms.begin(&layer);
            terms.add_objects(&layer)?;
        }
        Ok(terms)
    }

    /// The lists that tokens are looked up in.
    pub fn lists(&mut self) -> Vec<&mut dyn Indexed> {
        let Terms { lexicon, same_offences, untold_offences, offence_bodies, compelled, .. } = self;
        let Terms {
            object_states,
            states,
            object_masses,
            apart,
            laws,
            papers,
            hauls,
            accusing,
            deed_terms,
            deeds_behind,
            loose,
            means,
            ..
        } = self;
        vec![
            lexicon,
            same_offences,
            untold_offences,
            offence_bodies,
            compelled,
            object_states,
            states,
            object_masses,
            apart,
            laws,
            papers,
            hauls,
            accusing,
            deed_terms,
            deeds_behind,
            loose,
            means,
        ]
    }

    fn begin(&mut self, layer: &Layer) {
        self.lexicon.at_layer(layer.layer);
    }

    fn add(&mut self, layer: &Layer, phrase: &Spanned<String>, sense: Sense) -> Result<(), VocabularyError> {
        self.lexicon.add(phrase.get_ref(), sense).map_err(|e| layer.error(phrase.span().start, e))
    }

    /// A noun phrase and the plural of its last word.
    fn add_noun(
        &mut self,
        layer: &Layer,
        noun: &Spanned<String>,
        sense: impl Fn(bool) -> Sense,
    ) -> Result<(), VocabularyError> {
        self.add(layer, noun, sense(false))?;
        if noun.get_ref().ends_with(['}', '>']) {
            return Ok(());
        }
        let many = plural(noun.get_ref());
        let at = noun.span().start;
        self.lexicon.add(&many, sense(true)).map_err(|e| layer.error(at, e))
    }

    /// Takes a noun phrase and its plural out again, where it has such a sense.
    fn remove_noun(
        &mut self,
        layer: &Layer,
        noun: &Spanned<String>,
        is_meant: impl Fn(&Sense) -> bool,
    ) -> Result<(), VocabularyError> {
        let one = self.lexicon.remove_sense(noun.get_ref(), &is_meant);
        let many = self.lexicon.remove_sense(&plural(noun.get_ref()), &is_meant);
        if one || many { Ok(()) } else { Err(layer.nothing_to_remove(noun)) }
    }

    /// Takes a verb or an event noun of a measure out again.
    fn remove_measure_phrase(
        &mut self,
        layer: &Layer,
        phrase: &Spanned<String>,
        index: usize,
    ) -> Result<(), VocabularyError> {
        let is_meant = |s: &Sense| match s {
            Sense::Verb { measure, .. } | Sense::Event { measure } => *measure == index,
            _ => false,
        };
        let braced = with_verb(phrase.get_ref());
        let verb = self.lexicon.remove_sense(&braced, is_meant);
        if let Some(parted) = parted(&braced) {
            self.lexicon.remove_sense(&parted, is_meant);
        }
        if verb { Ok(()) } else { self.remove_noun(layer, phrase, is_meant) }
    }

    pub fn offence(&self, code: &str) -> Option<usize> {
        self.offence_at.get(code).copied()
    }

    pub fn measure(&self, code: &str) -> Option<usize> {
        self.measure_at.get(code).copied()
    }

    /// The code of a measure, empty for an index that none has.
    pub fn measure_code(&self, measure: usize) -> &str {
        self.measures.get(measure).map_or("", |m| m.code.get_ref().as_str())
    }

    /// The unit in which a measure counts, empty for an index that none has.
    pub fn measure_unit(&self, measure: usize) -> &str {
        self.measures.get(measure).map_or("", |m| m.unit.as_str())
    }

    fn known_offence(&self, layer: &Layer, code: &str, at: usize) -> Result<usize, VocabularyError> {
        self.offence(code).ok_or_else(|| layer.error(at, format!("`{code}` is no offence code of offences.toml")))
    }

    fn add_offences(&mut self, layer: &Layer) -> Result<(), VocabularyError> {
        let file: OffenceFile = layer.parse()?;
        let fault = |phrase: &Spanned<String>, e| layer.error(phrase.span().start, e);
        for (name, words) in &file.sets {
            for lexicon in [&mut self.deed_terms, &mut self.deeds_behind, &mut self.means, &mut self.loose] {
                lexicon.set(name, words);
            }
            self.lexicon.set(name, words);
        }
        for (phrases, lexicon) in [
            (&file.same, &mut self.same_offences),
            (&file.untold, &mut self.untold_offences),
            (&file.bodies, &mut self.offence_bodies),
            (&file.compelled, &mut self.compelled),
            (&file.apart, &mut self.apart),
            (&file.laws, &mut self.laws),
            (&file.papers, &mut self.papers),
            (&file.hauls, &mut self.hauls),
            (&file.accusing, &mut self.accusing),
        ] {
            for phrase in phrases {
                lexicon.add(phrase.get_ref(), ()).map_err(|e| fault(phrase, e))?;
            }
        }
        for offence in file.offence {
            let at = offence.code.span().start;
            let index = match self.offence(offence.code.get_ref()) {
                Some(index) => index,
                None if layer.layer == 0 => {
                    self.offence_at.insert(offence.code.get_ref().clone(), self.offences.len());
                    self.offences.push(offence.clone());
                    self.offences.len() - 1
                }
                None => {
                    return Err(
                        layer.error(at, format!("`{}` is no offence of the closed list", offence.code.get_ref()))
                    );
                }
            };
            for phrase in &offence.remove {
                let is_meant = |s: &Sense| matches!(s, Sense::Offences(codes) if codes.contains(&index));
                self.remove_noun(layer, phrase, is_meant)?;
            }
            for term in &offence.terms {
                self.add_noun(layer, term, |_| Sense::Offences(vec![index]))?;
            }
            for pattern in &offence.patterns {
                self.add(layer, pattern, Sense::Offences(vec![index]))?;
            }
            for means in &offence.by {
                self.means.add(means.get_ref(), index).map_err(|e| fault(means, e))?;
            }
        }
        for deed in file.deed {
            let offence = self.known_offence(layer, deed.code.get_ref(), deed.code.span().start)?;
            let index = self.deeds.len();
            self.deeds.push(DeedOf { offence, classes: deed.of, accused: deed.accused });
            for term in &deed.terms {
                self.deed_terms.add(term.get_ref(), index).map_err(|e| fault(term, e))?;
            }
            for term in &deed.behind {
                self.deeds_behind.add(term.get_ref(), index).map_err(|e| fault(term, e))?;
            }
        }
        for loose in file.loose {
            let known = loose.codes.iter().map(|c| self.known_offence(layer, c.get_ref(), c.span().start));
            let codes: Vec<usize> = known.collect::<Result<_, _>>()?;
            for term in &loose.terms {
                let inflects = term.get_ref().contains('{');
                let several = (!inflects).then(|| plural(term.get_ref()));
                for form in std::iter::once(term.get_ref().clone()).chain(several) {
                    self.loose.add(&form, self.kinds.len()).map_err(|e| fault(term, e))?;
                }
            }
            self.kinds.push(codes);
        }
        for joint in file.joint {
            let mut codes = Vec::new();
            for code in &joint.codes {
                codes.push(self.known_offence(layer, code.get_ref(), code.span().start)?);
            }
            for term in &joint.terms {
                self.add_noun(layer, term, |_| Sense::Offences(codes.clone()))?;
            }
            for pattern in &joint.patterns {
                self.add(layer, pattern, Sense::Offences(codes.clone()))?;
            }
        }
        Ok(())
    }

    fn add_measures(&mut self, layer: &Layer) -> Result<(), VocabularyError> {
        let file: MeasureFile = layer.parse()?;
        for measure in file.measure {
            let at = measure.code.span().start;
            let index = match self.measure(measure.code.get_ref()) {
                Some(index) => index,
                None if layer.layer == 0 => {
                    self.measure_at.insert(measure.code.get_ref().clone(), self.measures.len());
                    self.measures.push(measure.clone());
                    self.measures.len() - 1
                }
                None => {
                    return Err(
                        layer.error(at, format!("`{}` is no measure of the closed list", measure.code.get_ref()))
                    );
                }
            };
            for phrase in &measure.remove {
                self.remove_measure_phrase(layer, phrase, index)?;
            }
            let verb = |slot, modality, weak| Sense::Verb { measure: index, slot, modality, weak };
            let planned = Some(crate::model::Modality::Planned);
            let lists = [
                (&measure.verbs, verb(Slot::Object, None, false)),
                (&measure.subject_verbs, verb(Slot::Subject, None, false)),
                (&measure.weak_verbs, verb(Slot::Object, None, true)),
                (&measure.planned_verbs, verb(Slot::Subject, planned, false)),
            ];
            for (phrases, sense) in lists {
                for phrase in phrases {
                    let braced = with_verb(phrase.get_ref());
                    let at = phrase.span().start;
                    self.lexicon.add(&braced, subject_of_be(&braced, &sense)).map_err(|e| layer.error(at, e))?;
                    if let Some(parted) = parted(&braced) {
                        self.lexicon.add(&parted, sense.clone()).map_err(|e| layer.error(at, e))?;
                    }
                }
            }
            for state in &measure.states {
                self.states.add(state.get_ref(), index).map_err(|e| layer.error(state.span().start, e))?;
            }
            for event in &measure.events {
                self.add_noun(layer, event, |_| Sense::Event { measure: index })?;
            }
        }
        Ok(())
    }

    fn add_populations(&mut self, layer: &Layer) -> Result<(), VocabularyError> {
        let file: PopulationFile = layer.parse()?;
        for noun in &file.remove {
            self.remove_noun(layer, noun, |s| matches!(s, Sense::Population { .. }))?;
        }
        for population in file.population {
            let at = population.nouns.first().map_or(0, |n| n.span().start);
            let closed = [
                ("measure", population.measure.as_deref().is_none_or(|m| self.measure(m).is_some())),
                ("sex", population.sex.is_none() || population.sex().is_some()),
                ("age", population.age.is_none() || population.age_group().is_some()),
                ("nationality", is_nationality(&population.nationality)),
            ];
            if let Some((key, _)) = closed.iter().find(|(_, ok)| !ok) {
                return Err(layer.error(at, format!("`{key}` of this population is not in its closed list")));
            }
            for code in &population.offences {
                self.known_offence(layer, code, at)?;
            }
            let index = self.populations.len();
            self.populations.push(population.clone());
            for noun in &population.nouns {
                self.add_noun(layer, noun, |plural| Sense::Population { index, plural })?;
            }
            for noun in &population.plurals {
                self.add(layer, noun, Sense::Population { index, plural: true })?;
            }
        }
        Ok(())
    }

    fn add_objects(&mut self, layer: &Layer) -> Result<(), VocabularyError> {
        let file: ObjectFile = layer.parse()?;
        for noun in &file.remove {
            self.remove_noun(layer, noun, |s| matches!(s, Sense::Object { .. }))?;
        }
        for mass in &file.masses {
            self.object_masses.add(mass.get_ref(), ()).map_err(|e| layer.error(mass.span().start, e))?;
        }
        for state in &file.states {
            self.object_states.add(state.get_ref(), ()).map_err(|e| layer.error(state.span().start, e))?;
        }
        for object in file.object {
            let at = object.nouns.first().map_or(0, |n| n.span().start);
            if object.measure.as_deref().is_some_and(|m| self.measure(m).is_none()) {
                return Err(layer.error(at, "`measure` of this object is no measure of measures.toml"));
            }
            for code in &object.offences {
                self.known_offence(layer, code, at)?;
            }
            let index = self.objects.len();
            self.objects.push(object.clone());
            for noun in &object.nouns {
                self.add_noun(layer, noun, |plural| Sense::Object { index, plural })?;
            }
        }
        Ok(())
    }
}

/// `foreign`, two letters, or nothing.
fn is_nationality(code: &str) -> bool {
    code.is_empty() || code == "foreign" || (code.len() == 2 && code.chars().all(|c| c.is_ascii_uppercase()))
}

/// "be under investigation" is said of its subject.
fn subject_of_be(phrase: &str, sense: &Sense) -> Sense {
    match sense {
        Sense::Verb { measure, modality, weak, .. } if phrase.starts_with("{be}") => {
            Sense::Verb { measure: *measure, slot: Slot::Subject, modality: *modality, weak: *weak }
        }
        other => other.clone(),
    }
}

/// `{round} up` may stand around its object, "rounded 12 people up", as `{put} on a blacklist` does.
fn parted(phrase: &str) -> Option<String> {
    const PARTICLES: &[&str] =
        &["up", "away", "out", "back", "down", "off", "in", "home", "over", "free", "guilty", "ashore"];
    const PREPOSITIONS: &[&str] = &["in", "into", "on", "to", "under", "before", "behind", "for", "at", "from"];
    let (verb, rest) = phrase.split_once(' ')?;
    let led = rest.split_once(' ').is_some_and(|(first, rest)| PREPOSITIONS.contains(&first) && !rest.contains('…'));
    let whole = verb.starts_with('{') && verb.ends_with('}') && verb != "{be}";
    (PARTICLES.contains(&rest) || (led && whole)).then(|| format!("{verb} … {rest}"))
}

/// `round up` becomes `{round} up`: the first word of a verb phrase inflects unless braces say which does.
fn with_verb(phrase: &str) -> String {
    if phrase.contains('{') {
        return phrase.to_string();
    }
    match phrase.split_once(' ') {
        Some((verb, rest)) => format!("{{{verb}}} {rest}"),
        None => format!("{{{phrase}}}"),
    }
}
