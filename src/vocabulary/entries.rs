//! The entries of the files of phrases as they are written: offences, measures, populations, objects. In: TOML. Out: structs
//! from which [`super::Terms`] makes its lexicon.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::model::{AgeGroup, Sex};

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offence {
    pub code: Spanned<String>,
    #[serde(default)]
    pub iccs: String,
    #[serde(default)]
    pub name: String,
    /// The code of a wider offence, which falls away beside this one.
    pub broader: Option<String>,
    #[serde(default)]
    pub terms: Vec<Spanned<String>>,
    /// Phrases that stand as they are written: no plural comes of them by itself.
    #[serde(default)]
    pub patterns: Vec<Spanned<String>>,
    /// Words beside which its broader offence is meant as this one: a scam "over the internet".
    #[serde(default)]
    pub by: Vec<Spanned<String>>,
    #[serde(default)]
    pub remove: Vec<Spanned<String>>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Joint {
    pub codes: Vec<Spanned<String>>,
    #[serde(default)]
    pub terms: Vec<Spanned<String>>,
    #[serde(default)]
    pub patterns: Vec<Spanned<String>>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    pub code: Spanned<String>,
    /// The contract's unit where the counted thing doesn't say another.
    #[serde(default)]
    pub unit: String,
    /// What sort of thing it can count: `persons`, `items`, `premises`, `weight`, `money`, `cases`, `operations`.
    #[serde(default)]
    pub counts: Vec<String>,
    #[serde(default)]
    pub name: String,
    /// A class of objects beside which this measure is meant where the verb could give another too: "sent back" at a border.
    pub near: Option<String>,
    /// Done to the counted.
    #[serde(default)]
    pub verbs: Vec<Spanned<String>>,
    /// Done by the counted.
    #[serde(default)]
    pub subject_verbs: Vec<Spanned<String>>,
    /// Verbs that say it only where no other measure is near: "took 12 men".
    #[serde(default)]
    pub weak_verbs: Vec<Spanned<String>>,
    /// Done to the counted, in future: "face deportation".
    #[serde(default)]
    pub planned_verbs: Vec<Spanned<String>>,
    /// Nouns for the event, singular.
    #[serde(default)]
    pub events: Vec<Spanned<String>>,
    /// What persons are without a verb, behind their noun: "12 men in custody".
    #[serde(default)]
    pub states: Vec<Spanned<String>>,
    #[serde(default)]
    pub remove: Vec<Spanned<String>>,
    #[serde(default)]
    pub examples: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
}

/// A kind of person: what its noun says of those it counts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Population {
    pub nouns: Vec<Spanned<String>>,
    /// Nouns that are their own plural or have an irregular one are written here.
    #[serde(default)]
    pub plurals: Vec<Spanned<String>>,
    #[serde(default)]
    pub nationality: String,
    pub sex: Option<String>,
    pub age: Option<String>,
    /// What such a person is counted as where no verb says more.
    pub measure: Option<String>,
    #[serde(default)]
    pub offences: Vec<String>,
    /// Those who enforce, not those who are counted.
    #[serde(default)]
    pub staff: bool,
    /// Units of people or places that are never observations: families, gangs, countries.
    #[serde(default)]
    pub uncounted: bool,
    /// A gathering of those who are counted: "four of the last group".
    #[serde(default)]
    pub collective: bool,
    /// Of the nationality that was named before: compatriots.
    #[serde(default)]
    pub same_nationality: bool,
    /// Foreigners who only visit: many of them make no text one about migration.
    #[serde(default)]
    pub visitors: bool,
    #[serde(default)]
    pub examples: Vec<String>,
}

impl Population {
    pub fn sex(&self) -> Option<Sex> {
        self.sex.as_deref().and_then(Sex::parse)
    }

    pub fn age_group(&self) -> Option<AgeGroup> {
        self.age.as_deref().and_then(AgeGroup::parse)
    }

    /// Whether its nouns say nothing but that it is a person.
    pub fn is_plain(&self) -> bool {
        let says = self.sex.is_some() || self.age.is_some() || self.measure.is_some() || !self.nationality.is_empty();
        let kind = self.staff || self.uncounted || self.same_nationality || self.collective;
        !says && !kind && self.offences.is_empty()
    }
}

/// A kind of thing that is seized, issued, blocked or inspected.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Object {
    pub nouns: Vec<Spanned<String>>,
    /// What it is: `document`, `device`, `drug`, `vehicle`, `weapon`, `premises`, `account`, `case`, `operation`, `time`, …
    pub class: String,
    #[serde(default)]
    pub measure: Option<String>,
    #[serde(default)]
    pub offences: Vec<String>,
    #[serde(default)]
    pub examples: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct OffenceFile {
    /// Words that `<name>` stands for in phrases.
    #[serde(default)]
    pub(super) sets: BTreeMap<String, Vec<String>>,
    /// "the same charges": the offence that was named before.
    #[serde(default)]
    pub(super) same: Vec<Spanned<String>>,
    /// "on other grounds": an offence that is not told.
    #[serde(default)]
    pub(super) untold: Vec<Spanned<String>>,
    /// What a body that is called after an offence is: squad, commission.
    #[serde(default)]
    pub(super) bodies: Vec<Spanned<String>>,
    /// Before an offence that somebody commits against his will: "made to".
    #[serde(default)]
    pub(super) compelled: Vec<Spanned<String>>,
    /// At the head of a sentence that turns to another event: "in a separate case".
    #[serde(default)]
    pub(super) apart: Vec<Spanned<String>>,
    /// What a law that is called after an offence is: act, code.
    #[serde(default)]
    pub(super) laws: Vec<Spanned<String>>,
    /// What a document that is called after an offence is: report, strategy.
    #[serde(default)]
    pub(super) papers: Vec<Spanned<String>>,
    /// Right before what somebody is accused of: "accused of", "a gang that".
    #[serde(default)]
    pub(super) accusing: Vec<Spanned<String>>,
    /// For what was done with the things that were found before: "over the shipment".
    #[serde(default)]
    pub(super) hauls: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) offence: Vec<Offence>,
    #[serde(default)]
    pub(super) joint: Vec<Joint>,
    #[serde(default)]
    pub(super) deed: Vec<Deed>,
    #[serde(default)]
    pub(super) loose: Vec<Loose>,
}

/// Words for an offence of several kinds, "smugglers": which one they mean is what the text is about.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Loose {
    /// Terms of offences, which hold where the text says nothing closer.
    pub(super) terms: Vec<Spanned<String>>,
    /// The offences that they can mean.
    pub(super) codes: Vec<Spanned<String>>,
}

/// What makes an offence of whom or what it is done to: smuggling is one thing with drugs and another with people.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deed {
    pub code: Spanned<String>,
    /// Classes of objects; `persons` for people, `migrants` for foreigners.
    pub of: Vec<String>,
    /// Verbs that tell of many things: an offence only where somebody is accused of it.
    #[serde(default)]
    pub accused: bool,
    /// Verbs, and nouns with their preposition.
    #[serde(default)]
    pub terms: Vec<Spanned<String>>,
    /// What is said behind the object: "migrants crammed into a lorry".
    #[serde(default)]
    pub behind: Vec<Spanned<String>>,
    #[serde(default)]
    pub examples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MeasureFile {
    #[serde(default)]
    pub(super) measure: Vec<Measure>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PopulationFile {
    /// Nouns of the built-in vocabulary to take out.
    #[serde(default)]
    pub(super) remove: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) population: Vec<Population>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ObjectFile {
    /// Words before a thing that say in what state it is, not what it is: forged, banned.
    #[serde(default)]
    pub(super) states: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) masses: Vec<Spanned<String>>,
    /// Nouns of the built-in vocabulary to take out.
    #[serde(default)]
    pub(super) remove: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) object: Vec<Object>,
}
