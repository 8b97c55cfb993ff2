//! `make eval`: how near extraction from articles comes to careful readers, and what its confidence is worth.
//!
//! In: folders of annotated articles (without any, `tests/gold/articles`), and `--errors N` for a list of the
//! differences. Out: the scores, the attributes, and the observations by their confidence.

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::PathBuf;

use support::row;
use support::score::{Judged, Scores};

/// The lower edges of the table of confidence.
const EDGES: &[f64] = &[0.9, 0.8, 0.7, 0.5, 0.0];

fn main() {
    let mut folders = Vec::new();
    let mut errors = 0;
    let mut by_rule = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--bench" => {}
            "--errors" => errors = arguments.next().and_then(|n| n.parse().ok()).expect("--errors N"),
            "--rules" => by_rule = true,
            folder => folders.push(PathBuf::from(folder)),
        }
    }
    if folders.is_empty() {
        folders.push(support::path("tests/gold/articles"));
    }
    let mut scores = Scores::default();
    for gold in folders.iter().flat_map(|folder| row::gold(folder)) {
        scores.add(&gold.name, &gold.sheet, &row::found(&gold.article));
    }
    scores.errors.iter().take(errors).for_each(|line| println!("{line}"));
    print_scores(&scores);
    print_confidence(&scores.judged);
    if by_rule {
        print_values(&scores.judged);
        print_rules(&scores.judged);
    }
}

fn print_scores(scores: &Scores) {
    println!("{} articles\n\n             precision  recall     F1   right  found   gold", scores.documents);
    for (name, t) in scores.named() {
        let (precision, recall, f1) = (t.precision(), t.recall(), t.f1());
        println!("{name:11}  {precision:9.3}  {recall:6.3}  {f1:5.3}  {:6}  {:5}  {:5}", t.right, t.found, t.gold);
    }
    println!("\nof the figures that both have, right:");
    for (name, right, of) in &scores.attributes {
        println!("{name:14}{:6.3}  {right:5} of {of:5}", *right as f64 / (*of).max(1) as f64);
    }
}

fn print_confidence(judged: &[Judged]) {
    println!("\nconfidence      found  core right");
    let mut upper = f64::INFINITY;
    for &edge in EDGES {
        let inside: Vec<&Judged> =
            judged.iter().filter(|j| j.row.confidence >= edge && j.row.confidence < upper).collect();
        let name = if upper.is_finite() { format!("{edge:.1} to {upper:.1}") } else { format!("at least {edge:.1}") };
        print_line(&name, &inside);
        upper = edge;
    }
}

fn print_line(name: &str, judged: &[&Judged]) {
    let right = judged.iter().filter(|j| j.core_right).count();
    match judged.len() {
        0 => println!("{name:14}{:7}", 0),
        found => println!("{name:14}{found:7}  {:10.3}", right as f64 / found as f64),
    }
}

/// The observations by their very confidence: what is claimed beside what is so.
fn print_values(judged: &[Judged]) {
    println!("\nclaimed         found  core right");
    let mut values: Vec<f64> = judged.iter().map(|j| j.row.confidence).collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    for value in values.into_iter().rev() {
        let inside: Vec<&Judged> = judged.iter().filter(|j| j.row.confidence == value).collect();
        print_line(&format!("{value:.2}"), &inside);
    }
}

/// The observations by the rule that gave them their measure.
fn print_rules(judged: &[Judged]) {
    println!("\nrule of the measure                        found  core right");
    let rule = |j: &Judged| j.row.reasons.iter().find(|r| r.0 == "measure").map_or("(none)", |r| r.1);
    let mut rules: Vec<&str> = judged.iter().map(rule).collect();
    rules.sort_unstable();
    rules.dedup();
    for name in rules {
        let inside: Vec<&Judged> = judged.iter().filter(|j| rule(j) == name).collect();
        print_line(&format!("{name:40}"), &inside);
    }
}
