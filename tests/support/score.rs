//! How near an extraction comes to a careful reader: precision, recall and F1 over all articles together.
//!
//! In: pairs of [`Sheet`]s, the annotated and the found. Out: [`Scores`]. Rows of equal bounds are paired one to one,
//! the most alike first. `figure` asks for the bounds alone; `core` also for what is counted, and of whom; `full` for
//! every attribute but place and object, which are counted apart.

use std::collections::{BTreeSet, HashMap};

use super::row::{Row, Sheet};

pub const CORE: &[&str] = &["kind", "measure", "unit", "nationality"];
const MORE: &[&str] = &[
    "qualifier",
    "direction",
    "offences",
    "sex",
    "age_group",
    "country",
    "period",
    "modality",
    "attributed_to",
    "part_of",
];
const EXTRA: &[&str] = &["place", "object"];

/// Words that stand in names and do not tell persons or places apart.
const TITLES: &str = "the mr mrs ms dr lt lieutenant general gen col colonel maj major brig brigadier capt captain sgt \
    sergeant police commissioner secretary minister ambassador spokesman spokesperson spokeswoman deputy director chief \
    pol his her excellency";
const PLACE_WORDS: &str = "province city town district municipality prefecture state region county the of";

#[derive(Debug, Clone, Copy, Default)]
pub struct Tally {
    pub right: usize,
    pub found: usize,
    pub gold: usize,
}

impl Tally {
    fn add(&mut self, right: usize, found: usize, gold: usize) {
        self.right += right;
        self.found += found;
        self.gold += gold;
    }

    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    pub fn recall(&self) -> f64 {
        share(self.right, self.gold)
    }

    pub fn f1(&self) -> f64 {
        let (p, r) = (self.precision(), self.recall());
        if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// What became of one found observation.
#[derive(Debug, Clone)]
pub struct Judged {
    pub document: String,
    pub row: Row,
    pub core_right: bool,
}

#[derive(Debug, Default)]
pub struct Scores {
    pub figure: Tally,
    pub core: Tally,
    pub full: Tally,
    pub persons: Tally,
    pub statements: Tally,
    /// Of the paired rows: how many have the attribute right, of how many that state one.
    pub attributes: Vec<(&'static str, usize, usize)>,
    pub judged: Vec<Judged>,
    pub errors: Vec<String>,
    pub documents: usize,
}

impl Scores {
    pub fn named(&self) -> [(&'static str, Tally); 5] {
        [
            ("figure", self.figure),
            ("core", self.core),
            ("full", self.full),
            ("persons", self.persons),
            ("statements", self.statements),
        ]
    }

    /// Adds one article.
    pub fn add(&mut self, document: &str, gold: &Sheet, found: &Sheet) {
        self.documents += 1;
        self.add_figures(document, &gold.observations, &found.observations);
        self.add_persons(document, gold, found);
        self.add_statements(document, gold, found);
    }

    fn add_figures(&mut self, document: &str, gold: &[Row], found: &[Row]) {
        let pairs = pairs(gold, found);
        let parents: HashMap<&str, &str> =
            pairs.iter().map(|(g, f)| (found[*f].id.as_str(), gold[*g].id.as_str())).collect();
        let (mut core, mut full) = (0, 0);
        for (f, row) in found.iter().enumerate() {
            let pair = pairs.iter().find(|p| p.1 == f).map(|p| &gold[p.0]);
            let wrong = pair.map(|g| self.compare(document, g, row, &parents));
            let is_right = |names: &[&str]| wrong.as_ref().is_some_and(|w| !w.iter().any(|n| names.contains(n)));
            core += usize::from(is_right(CORE));
            full += usize::from(is_right(CORE) && is_right(MORE));
            if wrong.is_none() {
                let at = format!("{document}: spurious {} {} {}", value_text(row), row.measure, row.nationality);
                self.errors.push(format!("{at}: {}", start_of(&row.evidence)));
            }
            let judged = Judged { document: document.to_string(), row: row.clone(), core_right: is_right(CORE) };
            self.judged.push(judged);
        }
        for (_, row) in gold.iter().enumerate().filter(|(g, _)| !pairs.iter().any(|p| p.0 == *g)) {
            let at = format!("{document}: missed {} {} {}", value_text(row), row.measure, row.nationality);
            self.errors.push(format!("{at}: {}", start_of(&row.evidence)));
        }
        self.figure.add(pairs.len(), found.len(), gold.len());
        self.core.add(core, found.len(), gold.len());
        self.full.add(full, found.len(), gold.len());
    }

    /// The attributes of a pair that differ.
    fn compare(&mut self, document: &str, gold: &Row, found: &Row, parents: &HashMap<&str, &str>) -> Vec<&'static str> {
        let mut wrong = Vec::new();
        for name in CORE.iter().chain(MORE).chain(EXTRA) {
            let equal = is_equal(name, gold, found, parents);
            let (expected, is) = (value(name, gold), value(name, found));
            if !EXTRA.contains(name) || !expected.is_empty() || !is.is_empty() {
                self.count(name, equal);
            }
            if !equal {
                wrong.push(*name);
                let of = value_text(gold);
                self.errors.push(format!("{document}: {of}: {name} should be {expected:?}, is {is:?}"));
            }
        }
        wrong
    }

    fn count(&mut self, name: &'static str, right: bool) {
        let slot = match self.attributes.iter().position(|a| a.0 == name) {
            Some(at) => &mut self.attributes[at],
            None => {
                self.attributes.push((name, 0, 0));
                self.attributes.last_mut().expect("just pushed")
            }
        };
        slot.1 += usize::from(right);
        slot.2 += 1;
    }

    fn add_persons(&mut self, document: &str, gold: &Sheet, found: &Sheet) {
        let mut left: Vec<&str> = found.persons.iter().map(|p| p.name.as_str()).collect();
        let before = left.len();
        for person in &gold.persons {
            match left.iter().position(|name| same_name(&person.name, name, TITLES)) {
                Some(at) => drop(left.remove(at)),
                None => self.errors.push(format!("{document}: missed person {:?}", person.name)),
            }
        }
        self.errors.extend(left.iter().map(|name| format!("{document}: spurious person {name:?}")));
        self.persons.add(before - left.len(), before, gold.persons.len());
    }

    fn add_statements(&mut self, document: &str, gold: &Sheet, found: &Sheet) {
        let mut left: Vec<_> = found.statements.iter().collect();
        let before = left.len();
        for said in &gold.statements {
            let wanted: BTreeSet<String> = words(&said.quote).into_iter().collect();
            let hit = left.iter().position(|f| {
                let have: BTreeSet<String> = words(&f.quote).into_iter().collect();
                let near = share(2 * wanted.intersection(&have).count(), wanted.len() + have.len());
                near >= 0.8 && same_name(&said.speaker, &f.speaker, TITLES)
            });
            match hit {
                Some(at) => drop(left.remove(at)),
                None => {
                    let quote: String = said.quote.chars().take(60).collect();
                    self.errors.push(format!("{document}: missed statement of {:?}: {quote:?}", said.speaker));
                }
            }
        }
        self.statements.add(before - left.len(), before, gold.statements.len());
    }
}

/// One-to-one pairs of rows with the same bounds, the most alike first.
pub fn pairs(gold: &[Row], found: &[Row]) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (g, wanted) in gold.iter().enumerate() {
        for (f, row) in found.iter().enumerate() {
            if (wanted.value_low, wanted.value_high) == (row.value_low, row.value_high) {
                candidates.push((std::cmp::Reverse(likeness(wanted, row)), g, f));
            }
        }
    }
    candidates.sort();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (_, g, f) in candidates {
        if !out.iter().any(|p| p.0 == g || p.1 == f) {
            out.push((g, f));
        }
    }
    out
}

fn likeness(gold: &Row, found: &Row) -> usize {
    let none = HashMap::new();
    let names = CORE.iter().chain(MORE).chain(EXTRA).filter(|n| **n != "part_of");
    let weight = |name: &str| if CORE.contains(&name) { 3 } else { 1 };
    names.filter(|n| is_equal(n, gold, found, &none)).map(|n| weight(n)).sum()
}

fn is_equal(name: &str, gold: &Row, found: &Row, parents: &HashMap<&str, &str>) -> bool {
    let (wanted, is) = (value(name, gold), value(name, found));
    match name {
        "nationality" | "offences" => codes(&wanted) == codes(&is),
        "attributed_to" => same_name(&wanted, &is, TITLES),
        "place" => same_name(&wanted, &is, PLACE_WORDS),
        "object" => stems(&wanted) == stems(&is),
        "part_of" if wanted.is_empty() || is.is_empty() => wanted == is,
        "part_of" => parents.get(is.as_str()) == Some(&wanted.as_str()),
        _ => wanted == is,
    }
}

fn value(name: &str, row: &Row) -> String {
    let open = |value: &Option<String>| value.clone().unwrap_or_default();
    match name {
        "kind" => row.kind.clone(),
        "measure" => row.measure.clone(),
        "unit" => row.unit.clone(),
        "nationality" => row.nationality.clone(),
        "qualifier" => row.qualifier.clone(),
        "direction" => open(&row.direction),
        "offences" => row.offences.clone(),
        "sex" => row.sex.clone(),
        "age_group" => row.age_group.clone(),
        "country" => row.country.clone(),
        "period" if row.period_start.is_none() && row.period_end.is_none() => String::new(),
        "period" => format!("{}..{}", open(&row.period_start), open(&row.period_end)),
        "modality" => row.modality.clone(),
        "attributed_to" => row.attributed_to.clone(),
        "part_of" => open(&row.part_of),
        "place" => row.place.clone(),
        "object" => open(&row.object),
        _ => panic!("no attribute {name}"),
    }
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let inner = |c: char| c.is_alphanumeric() || c == '_' || c == '\'';
    lower.split(|c| !inner(c)).filter(|w| !w.is_empty()).map(str::to_string).collect()
}

fn same_name(a: &str, b: &str, drop: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let core = |all: &[String]| -> BTreeSet<String> {
        let kept: BTreeSet<String> =
            all.iter().filter(|w| !drop.split(' ').any(|d| d == w.as_str())).cloned().collect();
        if kept.is_empty() { all.iter().cloned().collect() } else { kept }
    };
    a == b || (!a.is_empty() && !b.is_empty() && core(&a) == core(&b))
}

fn stems(text: &str) -> BTreeSet<String> {
    let stem = |w: String| if w.ends_with('s') && w.chars().count() > 3 { w[..w.len() - 1].to_string() } else { w };
    words(text).into_iter().map(stem).collect()
}

fn codes(text: &str) -> BTreeSet<&str> {
    text.split(['+', ',', ' ']).filter(|c| !c.is_empty()).collect()
}

fn value_text(row: &Row) -> String {
    let open = |bound: Option<f64>| bound.map(|b| b.to_string()).unwrap_or_default();
    format!("{} {}..{}", row.qualifier, open(row.value_low), open(row.value_high))
}

fn start_of(text: &str) -> String {
    text.chars().take(100).collect()
}
