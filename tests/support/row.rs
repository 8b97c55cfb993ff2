//! An annotated article and what was found in it, in one shape: the columns of the data contract.
//!
//! In: a JSON file of `tests/gold`, or the items of an extraction. Out: [`Sheet`], which the score compares.

use std::path::{Path, PathBuf};

use blotter::extract::article::extract;
use blotter::model::{Article, Item, Locator, Observation, Span};
use blotter::read::article;
use blotter::source::Limits;
use blotter::vocabulary::Vocabulary;
use serde::Deserialize;

/// All that one article says.
#[derive(Debug, Default, Deserialize)]
pub struct Sheet {
    pub observations: Vec<Row>,
    pub persons: Vec<Named>,
    pub statements: Vec<Quoted>,
}

/// One observation; an empty text is an unknown.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Row {
    pub id: String,
    pub kind: String,
    pub measure: String,
    pub unit: String,
    pub object: Option<String>,
    pub value_low: Option<f64>,
    pub value_high: Option<f64>,
    pub qualifier: String,
    pub direction: Option<String>,
    pub nationality: String,
    pub sex: String,
    pub age_group: String,
    pub offences: String,
    pub country: String,
    pub place: String,
    pub period_start: Option<String>,
    pub period_end: Option<String>,
    pub modality: String,
    pub attributed_to: String,
    pub part_of: Option<String>,
    pub evidence: String,
    #[serde(skip)]
    pub confidence: f64,
    #[serde(skip)]
    pub reasons: Vec<(&'static str, &'static str)>,
}

#[derive(Debug, Deserialize)]
pub struct Named {
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct Quoted {
    #[serde(default)]
    pub speaker: String,
    pub quote: String,
}

/// One article of a gold folder: its name, its text as the product reads it, its annotation.
pub struct Gold {
    pub name: String,
    pub article: Article,
    pub sheet: Sheet,
}

/// Every annotated article of a folder, by name.
pub fn gold(folder: &Path) -> Vec<Gold> {
    let mut out = Vec::new();
    for path in files(folder, "json") {
        let json = std::fs::read_to_string(&path).expect("a readable annotation");
        let sheet = serde_json::from_str(&json).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        out.push(Gold { name, article: article_of(&path.with_extension("txt")), sheet });
    }
    assert!(!out.is_empty(), "no annotated article in {}", folder.display());
    out
}

/// The files of a folder with an extension, in the order of their names.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = entries
        .map(|e| e.expect("a readable folder").path())
        .filter(|p| p.extension().is_some_and(|e| e == extension))
        .collect();
    paths.sort();
    paths
}

pub fn article_of(path: &Path) -> Article {
    let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let name = path.file_name().expect("a name").to_string_lossy();
    article::read(&bytes, &name, &Limits::DEFAULT).article
}

/// A text without front matter or title, as an article.
pub fn article_from(body: &str) -> Article {
    article::parse(format!("---\ntitle: Untitled\n---\n{body}\n"), "body.txt", &Limits::DEFAULT).article
}

pub fn found(article: &Article) -> Sheet {
    found_with(article, Vocabulary::builtin())
}

pub fn found_with(article: &Article, vocabulary: &Vocabulary) -> Sheet {
    sheet(article, &extract(article, vocabulary))
}

/// The items of an article as rows.
pub fn sheet(article: &Article, items: &[Item]) -> Sheet {
    let mut out = Sheet::default();
    for item in items {
        match item {
            Item::Observation(o) => out.observations.push(row(article, o, out.observations.len())),
            Item::Person(p) => out.persons.push(Named { name: p.name.clone() }),
            Item::Statement(s) => out.statements.push(Quoted { speaker: s.speaker.clone(), quote: s.quote.clone() }),
            Item::Refusal(_) | Item::Problem(_) => {}
        }
    }
    out
}

fn row(article: &Article, observation: &Observation, ordinal: usize) -> Row {
    let series = &observation.series;
    Row {
        id: ordinal.to_string(),
        kind: series.kind.to_string(),
        measure: series.measure.to_string(),
        unit: series.unit.to_string(),
        object: series.object.as_deref().map(str::to_string),
        value_low: observation.bounds.low,
        value_high: observation.bounds.high,
        qualifier: observation.bounds.qualifier.to_string(),
        direction: series.direction.map(|d| d.to_string()),
        nationality: series.nationality.to_string(),
        sex: series.sex.map(|s| s.to_string()).unwrap_or_default(),
        age_group: series.age_group.map(|a| a.to_string()).unwrap_or_default(),
        offences: series.offences.to_string(),
        country: series.country.to_string(),
        place: series.place.to_string(),
        period_start: observation.period.start.map(|d| d.to_string()),
        period_end: observation.period.end.map(|d| d.to_string()),
        modality: series.modality.to_string(),
        attributed_to: series.attributed_to.to_string(),
        part_of: observation.part_of.map(|p| p.to_string()),
        evidence: spans(observation).map_or("", |(_, sentence)| sentence.of(&article.text)).to_string(),
        confidence: observation.confidence,
        reasons: observation.reasons.iter().map(|r| (r.attribute, r.rule)).collect(),
    }
}

/// The figure's span and its sentence's.
pub fn spans(observation: &Observation) -> Option<(Span, Span)> {
    match &observation.locator {
        Locator::Text { figure, sentence } => Some((*figure, *sentence)),
        Locator::Cell { .. } => None,
    }
}
