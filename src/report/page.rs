//! The template's values. In: rows and their evidence. Out: a [`Page`] that askama renders.

use std::collections::HashMap;

use askama::Template;

use super::evidence::{Evidence, Place};
use super::rows::{Conflict, Document, Figure, Rows, Statement};
use super::summary::{self, Series};
use super::{Options, format};
use crate::version;

/// More than this of a kind are counted, not listed.
const MOST_CONFLICTS: usize = 60;
const MOST_PROBLEMS: usize = 300;
const MOST_SOURCES: usize = 1_000;

/// One script in three files, closed off from the page around it.
const SCRIPT: &str = concat!(
    "(() => {\n'use strict';\n",
    include_str!("list.js"),
    include_str!("evidence.js"),
    include_str!("page.js"),
    "})();\n"
);

#[derive(Template)]
#[template(path = "page.html")]
pub struct Page<'a> {
    title: &'a str,
    style: &'static str,
    script: &'static str,
    data: &'a str,
    version: &'static str,
    as_of: String,
    years: String,
    figures: String,
    sources: String,
    conflict_count: String,
    problem_count: String,
    series: Vec<Series>,
    has_trends: bool,
    conflicts: Vec<Pair>,
    more_conflicts: usize,
    problems: Vec<Trouble>,
    more_problems: usize,
    documents: Vec<Source>,
    more_documents: usize,
}

/// Two facts that can't both be right.
struct Pair {
    what: String,
    why: &'static str,
    difference: String,
    sides: [Side; 2],
}

/// One of the two, with its words.
struct Side {
    value: String,
    link: String,
    title: String,
    by: String,
    cell: String,
    /// Before, the figure, behind.
    words: [String; 3],
}

struct Trouble {
    place: String,
    severity: String,
    code: String,
    message: String,
}

struct Source {
    title: String,
    source: String,
    by: String,
    link: String,
    figures: String,
    /// Why it was not loaded.
    reason: String,
}

impl<'a> Page<'a> {
    pub fn of(rows: &Rows, evidence: &Evidence, options: &'a Options, data: &'a str) -> Page<'a> {
        let loaded = rows.documents.iter().filter(|d| d.status == "loaded").count();
        let conflicts = pairs(rows, evidence);
        let problems: Vec<Trouble> = rows.problems.iter().map(trouble).collect();
        let documents = sources(rows);
        let series = summary::series(rows);
        let more = |all: usize, most: usize| all.saturating_sub(most);
        Page {
            title: &options.title,
            style: include_str!("page.css"),
            script: SCRIPT,
            data,
            version: version::EXTRACTOR,
            as_of: format::day(&rows.as_of),
            years: years(&rows.figures),
            figures: format::number(rows.figures.len() as f64),
            sources: format::number(loaded as f64),
            conflict_count: format::number(conflicts.len() as f64),
            problem_count: format::number(problems.len() as f64),
            has_trends: series.iter().any(|s| !s.trends.is_empty()),
            series,
            more_conflicts: more(conflicts.len(), MOST_CONFLICTS),
            conflicts: conflicts.into_iter().take(MOST_CONFLICTS).collect(),
            more_problems: more(problems.len(), MOST_PROBLEMS),
            problems: problems.into_iter().take(MOST_PROBLEMS).collect(),
            more_documents: more(documents.len(), MOST_SOURCES),
            documents: documents.into_iter().take(MOST_SOURCES).collect(),
        }
    }
}

/// The first and the last year of which the figures tell.
fn years(figures: &[Figure]) -> String {
    let years = figures.iter().flat_map(|f| [&f.start, &f.end]).filter_map(|day| day.get(..4));
    match (years.clone().min(), years.max()) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("{a}–{b}"),
        _ => String::new(),
    }
}

/// What a fact counts, in a line: `Deported · China · Economic crime · Cambodia · 2014–2018`.
fn what(rows: &Rows, figure: &Figure) -> String {
    let parts = [
        summary::Counted::of_figure(figure).name(rows),
        summary::own_object(figure).to_string(),
        rows.joint_name("country", &figure.nationality),
        rows.joint_name("offence", &figure.offences),
        if figure.place.is_empty() { rows.joint_name("country", &figure.country) } else { figure.place.clone() },
        format::period(&figure.start, &figure.end),
    ];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn pairs(rows: &Rows, evidence: &Evidence) -> Vec<Pair> {
    let figures: HashMap<&str, &Figure> = rows.figures.iter().map(|f| (f.id.as_str(), f)).collect();
    let statements: HashMap<&str, usize> =
        rows.statements.iter().enumerate().map(|(i, s)| (s.id.as_str(), i)).collect();
    let side = |conflict: &Conflict, which: usize| -> Option<Side> {
        let figure = figures.get(conflict.facts.get(which)?.as_str())?;
        let at = *statements.get(conflict.statements.get(which)?.as_str())?;
        let statement = rows.statements.get(at)?;
        let document = rows.documents.get(statement.document)?;
        Some(Side {
            value: format::value(figure),
            link: summary::link(&[("f", &figure.id)]),
            title: heading(document),
            by: by(document, statement),
            cell: statement.cell.clone(),
            words: marked(statement, evidence.places.get(at).and_then(Option::as_ref)),
        })
    };
    let pair = |conflict: &Conflict| -> Option<Pair> {
        let first = figures.get(conflict.facts[0].as_str())?;
        Some(Pair {
            what: what(rows, first),
            why: why(&conflict.reason),
            difference: conflict
                .difference
                .map(|d| format::in_unit(format::number(d.abs()), &first.unit))
                .unwrap_or_default(),
            sides: [side(conflict, 0)?, side(conflict, 1)?],
        })
    };
    rows.conflicts.iter().filter_map(pair).collect()
}

fn why(reason: &str) -> &'static str {
    match reason {
        "change_disagrees" => "The stated change is not what the levels before and after it give",
        _ => "Two figures for the same thing",
    }
}

/// The evidence around its figure.
fn marked(statement: &Statement, place: Option<&Place>) -> [String; 3] {
    let Some(Place::Text { figure, sentence, .. }) = place else {
        return [String::new(), statement.evidence.clone(), String::new()];
    };
    let units: Vec<u16> = statement.evidence.encode_utf16().collect();
    let [from, to] = figure.map(|at| at.saturating_sub(sentence[0]).min(units.len()));
    let text = |from: usize, to: usize| String::from_utf16_lossy(units.get(from..to).unwrap_or(&[]));
    [text(0, from), text(from, to), text(to, units.len())]
}

fn heading(document: &Document) -> String {
    if document.title.is_empty() { document.source.clone() } else { document.title.clone() }
}

/// `Mekong Courier, 17 Jan 2019, quoting Immigration Department`.
fn by(document: &Document, statement: &Statement) -> String {
    let quoting =
        if statement.attributed_to.is_empty() { String::new() } else { format!("citing {}", statement.attributed_to) };
    let parts = [document.publisher.clone(), format::day(&document.published), quoting];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", ")
}

fn trouble(problem: &super::rows::Problem) -> Trouble {
    let line = problem.line.map(|l| format!("line {l}")).unwrap_or_default();
    let place = [problem.source.clone(), problem.cell.clone(), line];
    Trouble {
        place: place.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(", "),
        severity: problem.severity.clone(),
        code: problem.code.replace('_', " "),
        message: problem.message.clone(),
    }
}

fn sources(rows: &Rows) -> Vec<Source> {
    let mut facts: Vec<std::collections::HashSet<&str>> = vec![Default::default(); rows.documents.len()];
    for statement in &rows.statements {
        if let Some(of) = facts.get_mut(statement.document) {
            of.insert(&statement.fact);
        }
    }
    let source = |(document, facts): (&Document, &std::collections::HashSet<&str>)| Source {
        title: heading(document),
        source: document.source.clone(),
        by: [document.publisher.clone(), format::day(&document.published)]
            .into_iter()
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        link: summary::link(&[("s", &document.source)]),
        figures: format::number(facts.len() as f64),
        reason: match document.status.as_str() {
            "loaded" => String::new(),
            status => format!("{status}: {}", document.reason),
        },
    };
    rows.documents.iter().zip(&facts).map(source).collect()
}
