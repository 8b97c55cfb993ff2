//! `make weights`: finds what the marks of a time weigh, over the annotated articles, and writes them where the program reads them.
//!
//! In: the folders of tests/gold with articles. Out: how many periods are wrong with the present weights, with the new ones, and
//! (what is to be believed) with weights that were found without the folder; with `--write`, src/extract/article/when/weights.rs.
//!
//! Each figure that takes its time from others is one question: of these candidates, which is the annotator's? The answer that
//! weighs most should be it; logistic regression over all questions says how much each mark is worth.

#[path = "../tests/support/mod.rs"]
mod support;

use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;

use blotter::extract::article::extract_by;
use blotter::extract::article::when::choice::{ByWeight, Candidate, Judge};
use blotter::extract::article::when::marks;
use blotter::extract::article::when::traits::Traits;
use blotter::extract::article::when::weights::WEIGHTS;
use blotter::model::{Item, Span};
use blotter::vocabulary::Vocabulary;
use support::row::{self, Gold, Row};
use support::score::pairs;

/// Weights are whole tenths.
const SCALE: f64 = 10.0;
const ROUNDS: usize = 25;
const STEP: f64 = 0.3;
/// Draws weights to nothing, so that a mark of few figures weighs little.
const DECAY: f64 = 0.02;
/// So many times a part of the folders is left out.
const FOLDS: usize = 6;

/// The start and end of a period, as annotations have them.
type Dates = (Option<String>, Option<String>);

/// The candidates' marks, and which is right.
struct Question {
    candidates: Vec<Vec<usize>>,
    right: usize,
}

/// Takes the right candidate where there is one, and keeps the question.
struct Teacher<'t> {
    dates: &'t HashMap<usize, Dates>,
    weights: &'t [i32],
    /// Whether what was chosen before is what the annotator says, or what the weights say.
    taught: bool,
    questions: &'t mut Vec<Question>,
}

impl Judge for Teacher<'_> {
    fn choose(&mut self, figure: Span, traits: Traits, candidates: &[Candidate]) -> usize {
        let guess = ByWeight(self.weights).choose(figure, traits, candidates);
        let Some(meant) = self.dates.get(&figure.start) else { return guess };
        let date = |c: &Candidate| {
            let text = |d: Option<jiff::civil::Date>| d.map(|d| d.to_string());
            c.period().map_or((None, None), |p| (text(p.start), text(p.end)))
        };
        let Some(right) = candidates.iter().position(|c| date(c) == *meant) else { return guess };
        if candidates.len() > 1 {
            let marks = |c: &Candidate| {
                let mut out = Vec::new();
                c.marks.each(traits, |at| out.push(at));
                out
            };
            self.questions.push(Question { candidates: candidates.iter().map(marks).collect(), right });
        }
        if self.taught { right } else { guess }
    }
}

fn main() {
    let write = std::env::args().any(|a| a == "--write");
    let folders = folders();
    let questions: Vec<Vec<Question>> = folders.iter().map(|f| asked(f)).collect();
    let all: Vec<&Question> = questions.iter().flatten().collect();
    println!("{} questions of {} folders", all.len(), folders.len());
    let fitted = fit(&all);
    let mut left_out = (0, 0);
    for fold in 0..FOLDS {
        let inside = |i: &usize| i % FOLDS == fold;
        let others: Vec<&Question> =
            questions.iter().enumerate().filter(|(i, _)| !inside(i)).flat_map(|(_, q)| q).collect();
        let weights = fit(&others);
        for at in (0..folders.len()).filter(inside) {
            let (wrong, of) = wrong(&folders[at], &weights);
            left_out = (left_out.0 + wrong, left_out.1 + of);
        }
    }
    let told = |name: &str, (wrong, of): (usize, usize)| println!("{name:40} {wrong:4} of {of} periods wrong");
    let over = |weights: &[i32]| {
        folders.iter().map(|f| wrong(f, weights)).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    };
    told("as it is", over(&WEIGHTS));
    told("fitted", over(&fitted));
    told("fitted without the folder", left_out);
    if write {
        let path = support::path("src/extract/article/when/weights.rs");
        std::fs::write(&path, file(&fitted)).expect("the weights can be written");
        println!("wrote {}", path.display());
    }
}

/// The folders of annotated articles, in the order of their names.
fn folders() -> Vec<Vec<Gold>> {
    let root = support::path("tests/gold");
    let mut paths: Vec<_> = std::fs::read_dir(root).expect("tests/gold").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    let articles = |p: &Path| p.is_dir() && !row::files(p, "json").is_empty() && !row::files(p, "txt").is_empty();
    paths.iter().filter(|p| articles(p)).map(|p| row::gold(p)).collect()
}

/// The questions of a folder, asked behind what the annotator says and behind what the program says.
fn asked(folder: &[Gold]) -> Vec<Question> {
    let mut questions = Vec::new();
    for gold in folder {
        let items = extract_by(&gold.article, Vocabulary::builtin(), &mut ByWeight(&WEIGHTS));
        let dates = dates(gold, &items);
        for taught in [true, false] {
            let mut teacher = Teacher { dates: &dates, weights: &WEIGHTS, taught, questions: &mut questions };
            extract_by(&gold.article, Vocabulary::builtin(), &mut teacher);
        }
    }
    questions
}

fn dates_of(row: &Row) -> Dates {
    (row.period_start.clone(), row.period_end.clone())
}

/// The annotated period of each figure, by where it stands.
fn dates(gold: &Gold, items: &[Item]) -> HashMap<usize, Dates> {
    let found = row::sheet(&gold.article, items);
    let observations = items.iter().filter_map(|i| if let Item::Observation(o) = i { Some(o) } else { None });
    let starts: Vec<_> = observations.map(|o| row::spans(o).map(|(figure, _)| figure.start)).collect();
    let meant = &gold.sheet.observations;
    pairs(meant, &found.observations)
        .into_iter()
        .filter_map(|(g, f)| Some(((*starts.get(f)?)?, dates_of(meant.get(g)?))))
        .collect()
}

/// How many periods of a folder are wrong, of how many.
fn wrong(folder: &[Gold], weights: &[i32]) -> (usize, usize) {
    let mut out = (0, 0);
    for gold in folder {
        let items = extract_by(&gold.article, Vocabulary::builtin(), &mut ByWeight(weights));
        let found = row::sheet(&gold.article, &items).observations;
        for (g, f) in pairs(&gold.sheet.observations, &found) {
            out.1 += 1;
            out.0 += usize::from(dates_of(&gold.sheet.observations[g]) != dates_of(&found[f]));
        }
    }
    out
}

/// Logistic regression, each step as long as the steps before were short.
fn fit(questions: &[&Question]) -> Vec<i32> {
    let (mut weights, mut steps) = (vec![0.0; marks::WEIGHTS], vec![1e-6; marks::WEIGHTS]);
    let mut order: Vec<usize> = (0..questions.len()).collect();
    let mut random = 1u64;
    for _ in 0..ROUNDS {
        for at in (1..order.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(at, (random >> 33) as usize % (at + 1));
        }
        for at in &order {
            learn(questions[*at], &mut weights, &mut steps);
        }
    }
    weights.iter().map(|w| (w * SCALE).round() as i32).collect()
}

fn learn(question: &Question, weights: &mut [f64], steps: &mut [f64]) {
    let sums: Vec<f64> = question.candidates.iter().map(|c| c.iter().map(|m| weights[*m]).sum()).collect();
    let most = sums.iter().copied().fold(f64::MIN, f64::max);
    let shares: Vec<f64> = sums.iter().map(|s| (s - most).exp()).collect();
    let whole: f64 = shares.iter().sum();
    let mut slopes: HashMap<usize, f64> = HashMap::new();
    for (at, (candidate, share)) in question.candidates.iter().zip(&shares).enumerate() {
        let slope = share / whole - f64::from(u8::from(at == question.right));
        for mark in candidate {
            *slopes.entry(*mark).or_default() += slope;
        }
    }
    for (mark, slope) in slopes {
        let slope = slope + DECAY * weights[mark];
        steps[mark] += slope * slope;
        weights[mark] -= STEP * slope / steps[mark].sqrt();
    }
}

/// The file that the program reads.
fn file(weights: &[i32]) -> String {
    let present = std::fs::read_to_string(support::path("src/extract/article/when/weights.rs")).expect("the weights");
    let head = present.split_once("= [\n").expect("a table").0;
    let mut out = format!("{head}= [\n");
    for group in marks::GROUPS {
        let _ = writeln!(out, "    // {}", group.columns);
        for (at, name) in group.rows.iter().enumerate() {
            let from = group.first + at * group.width;
            let row: Vec<String> = weights[from..from + group.width].iter().map(|w| format!("{w:3},")).collect();
            let _ = writeln!(out, "    {} // {name}", row.join(" "));
        }
    }
    out + "];\n"
}
