//! How well articles are understood: F1 over annotated articles, and a ratchet that it must not fall below.
//!
//! `figure`: the bounds are right. `core`: and kind, measure, unit and nationality. Pairs are one to one within an article,
//! the most alike first.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use common::{Place, Result, blotter, stderr};
use serde_json::Value;

const CORE: &[&str] = &["kind", "measure", "unit", "nationality"];
const OTHERS: &[&str] = &["qualifier", "offences", "sex", "country", "period_start", "period_end", "modality"];
/// How far below its mark a score may come out by rounding.
const ROUNDING: f64 = 0.0005;

type Rows = Vec<BTreeMap<String, String>>;

#[derive(Default)]
struct Tally {
    right: usize,
    found: usize,
    gold: usize,
}

impl Tally {
    fn f1(&self) -> f64 {
        if self.right == 0 { 0.0 } else { 2.0 * self.right as f64 / (self.found + self.gold) as f64 }
    }

    fn add(&mut self, right: usize, found: usize, gold: usize) {
        self.right += right;
        self.found += found;
        self.gold += gold;
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold")
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(s) => s.clone(),
        Value::Number(n) => n.as_f64().map_or(n.to_string(), |f| f.to_string()),
        other => other.to_string(),
    }
}

fn rows(values: &[Value]) -> Rows {
    let row = |v: &Value| v.as_object().map(|o| o.iter().map(|(k, v)| (k.clone(), text(v))).collect());
    values.iter().filter_map(row).collect()
}

fn same(a: &BTreeMap<String, String>, b: &BTreeMap<String, String>, names: &[&str]) -> usize {
    names.iter().filter(|n| a.get(**n) == b.get(**n)).count()
}

/// How many of the gold's figures were found, and of those how many are right in their core.
fn pairs(gold: &Rows, found: &Rows) -> (usize, usize) {
    let mut candidates = Vec::new();
    for (g, gold_row) in gold.iter().enumerate() {
        for (f, found_row) in found.iter().enumerate() {
            if same(gold_row, found_row, &["value_low", "value_high"]) == 2 {
                let alike = 3 * same(gold_row, found_row, CORE) + same(gold_row, found_row, OTHERS);
                candidates.push((std::cmp::Reverse(alike), g, f));
            }
        }
    }
    candidates.sort();
    let (mut used_gold, mut used_found) = (vec![false; gold.len()], vec![false; found.len()]);
    let (mut figures, mut cores) = (0, 0);
    for (_, g, f) in candidates {
        if !used_gold[g] && !used_found[f] {
            (used_gold[g], used_found[f]) = (true, true);
            figures += 1;
            cores += usize::from(same(&gold[g], &found[f], CORE) == CORE.len());
        }
    }
    (figures, cores)
}

/// How many of the gold's values of one column were found, each as often as it stands there.
fn matches(gold: &Rows, found: &Rows, column: &str) -> usize {
    let key = |r: &BTreeMap<String, String>| {
        let text = r.get(column).map(|t| t.to_lowercase()).unwrap_or_default();
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let mut left: Vec<String> = found.iter().map(key).collect();
    let mut right = 0;
    for row in gold {
        if let Some(at) = left.iter().position(|f| *f == key(row)) {
            left.swap_remove(at);
            right += 1;
        }
    }
    right
}

fn articles() -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder().join("articles"))?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    files.retain(|f| f.extension().is_some_and(|e| e == "txt"));
    files.sort();
    Ok(files)
}

/// A view's rows.
fn ask(place: &Place, view: &str) -> Result<Rows> {
    let output = blotter().args(["query", view, "--format", "json", "--db"]).arg(place.db()).output()?;
    Ok(rows(&serde_json::from_slice::<Vec<Value>>(&output.stdout)?))
}

fn scores() -> Result<BTreeMap<&'static str, f64>> {
    let (mut figure, mut core, mut persons, mut statements) =
        (Tally::default(), Tally::default(), Tally::default(), Tally::default());
    let place = Place::new()?;
    for file in articles()? {
        place.write(&file.file_name().unwrap_or_default().to_string_lossy(), std::fs::read(&file)?)?;
    }
    let output = place.run(&["--quiet"])?;
    assert!(output.status.success(), "{}", stderr(&output));
    let [observations, people, quotations] =
        ["observations", "persons", "statements"].map(|view| ask(&place, view).unwrap_or_default());
    for file in articles()? {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(file.with_extension("json"))?)?;
        let of = |name: &str| gold[name].as_array().map(|a| rows(a)).unwrap_or_default();
        let source = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let found = |all: &Rows| -> Rows { all.iter().filter(|r| r.get("source") == Some(&source)).cloned().collect() };
        let (g, f) = (of("observations"), found(&observations));
        let (figures, cores) = pairs(&g, &f);
        figure.add(figures, f.len(), g.len());
        core.add(cores, f.len(), g.len());
        let (g, f) = (of("persons"), found(&people));
        persons.add(matches(&g, &f, "name"), f.len(), g.len());
        let (g, f) = (of("statements"), found(&quotations));
        statements.add(matches(&g, &f, "quote"), f.len(), g.len());
    }
    Ok(BTreeMap::from([
        ("figure", figure.f1()),
        ("core", core.f1()),
        ("persons", persons.f1()),
        ("statements", statements.f1()),
    ]))
}

#[test]
fn articles_are_understood_no_worse_than_before() -> Result {
    let path = folder().join("score.toml");
    let marks: BTreeMap<String, f64> = toml::from_str(&std::fs::read_to_string(&path)?)?;
    let scores = scores()?;
    let mut raised = String::new();
    for (name, mark) in &marks {
        let score = scores.get(name.as_str()).copied().ok_or_else(|| format!("no score `{name}`"))?;
        println!("{name:12} {score:.3}  (not below {mark:.3})");
        assert!(score >= mark - ROUNDING, "{name} fell from {mark:.3} to {score:.3}");
        raised.push_str(&format!("{name} = {:?}\n", (score.max(*mark) * 1000.0).floor() / 1000.0));
    }
    if std::env::var("RATCHET").is_ok_and(|v| v == "raise") {
        std::fs::write(&path, raised)?;
    }
    Ok(())
}
