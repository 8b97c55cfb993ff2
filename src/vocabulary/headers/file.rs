//! What headers.toml and the files of tables/ hold, as they are written. In: TOML. Out: plain lists of words.

use std::collections::BTreeMap;

use serde::Deserialize;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Group {
    pub words: Vec<String>,
    pub whole: Vec<String>,
    /// Letters that a name ends with.
    pub behind: Vec<String>,
    /// Words that a name begins with.
    pub begins: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Missing {
    pub whole: Vec<String>,
    pub zero: Vec<String>,
    pub notes: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Coded {
    #[serde(alias = "country")]
    pub code: String,
    pub words: Vec<String>,
    #[serde(default)]
    pub whole: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Weak {
    pub measures: Vec<String>,
    pub beside_nationality: Vec<String>,
    pub context: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Sexes {
    pub pairs: Vec<[String; 2]>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Smugglers {
    pub words: Vec<String>,
    pub beside: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Skip {
    pub skip: Vec<String>,
}

/// What tables call their periods.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct PeriodWords {
    pub fiscal: Vec<String>,
    pub ending: Vec<String>,
    pub quarter_ending: Vec<String>,
    pub as_at: Vec<String>,
    pub fiscal_start: BTreeMap<String, i8>,
    pub months: BTreeMap<String, Vec<String>>,
    pub parts: BTreeMap<String, Vec<String>>,
    pub ordinals: BTreeMap<String, Vec<String>>,
    pub named_by_start: Countried,
    pub eras: BTreeMap<String, i64>,
    pub bare_era: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Countried {
    pub countries: Vec<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct File {
    pub dimension: BTreeMap<String, Vec<String>>,
    pub rate: Group,
    pub total: Group,
    pub other: Group,
    pub unknown: Group,
    pub stateless: Group,
    pub foreign: Group,
    pub area: Group,
    pub female: Group,
    pub male: Group,
    pub minor: Group,
    pub adult: Group,
    pub missing: Missing,
    pub measure: Vec<Coded>,
    pub offence: Vec<Coded>,
    pub weak: Weak,
    pub publisher: Vec<Coded>,
    pub international: Group,
    pub sheets: Skip,
    pub notes: Group,
    pub period: PeriodWords,
    pub codes: BTreeMap<String, String>,
    pub short: BTreeMap<String, String>,
    pub published: Group,
    pub units: BTreeMap<String, Vec<String>>,
    pub magnitudes: BTreeMap<String, Vec<String>>,
    pub joined: BTreeMap<String, Vec<String>>,
    pub money_or_word: Group,
    pub scaled: Group,
    pub whose: Group,
    pub by: Group,
    pub beside: Group,
    pub status: Group,
    pub ages: Group,
    pub kinds: Group,
    pub persons: Group,
    pub joins: Group,
    pub own: Group,
    pub premises: Group,
    pub regions: Group,
    pub sexes: Sexes,
    pub smugglers: Smugglers,
    pub file: Group,
    pub subset: Group,
    pub sources: Group,
    pub coded: Group,
    pub names: BTreeMap<String, Vec<String>>,
    pub elsewhere: Group,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct UnitFile {
    pub weight: Vec<Weight>,
    pub currency: Vec<Currency>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Weight {
    pub unit: String,
    pub factor: f64,
    pub words: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Currency {
    pub code: String,
    #[serde(default)]
    pub signs: Vec<String>,
    #[serde(default)]
    pub words: Vec<String>,
    #[serde(default)]
    pub local_signs: Vec<String>,
    #[serde(default)]
    pub countries: Vec<String>,
}
