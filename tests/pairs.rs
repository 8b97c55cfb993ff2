//! Whether two sources state the same, and whether what one states lies within what the other does: labelled pairs of
//! sentences and cells (tests/facts) through the whole way. What is joined must be the same, and what is left out of a sum
//! must lie within what stays; how much of it is found is printed and may not fall.

mod common;

use std::fmt::Write as _;

use blotter::extract::sheet::Mappings;
use blotter::pipeline::{self, Knowledge, Options};
use blotter::source::Limits;
use blotter::store::Store;
use blotter::vocabulary::Chosen;
use common::{Place, Result, rows};

/// Of the pairs that are joined, how many must be the same.
const PRECISION: f64 = 0.97;
/// Of the pairs that are the same, how many must be joined: what it was when last measured.
const RECALL: f64 = 0.85;
/// The same for pairs that no rule was made for.
const HARD_RECALL: f64 = 0.93;

/// A sentence alone doesn't always show that its article is about crime.
const SCENE: &str = "Other courts try theft, robbery and kidnapping; those who are arrested have a lawyer.";

/// The same for parts and wholes.
const WITHIN_RECALL: f64 = 0.9;

struct Pair {
    holds: bool,
    figures: [f64; 2],
    about: String,
    /// Each side's file name and content.
    sides: Vec<(String, String)>,
}

fn pairs(name: &str) -> Result<Vec<Pair>> {
    let text = std::fs::read_to_string(format!("{}/tests/facts/{name}", env!("CARGO_MANIFEST_DIR")))?;
    text.split("\n== ").skip(1).map(pair).collect()
}

fn pair(text: &str) -> Result<Pair> {
    let (head, rest) = text.split_once('\n').ok_or("a pair has sides")?;
    let (label, about) = head.split_once(": ").ok_or("a pair says what it is about")?;
    let (label, figures) = label.split_once(' ').ok_or("a pair has a label and a figure")?;
    let figures: Vec<f64> =
        figures.split(" / ").map(|f| f.replace(',', "").parse()).collect::<std::result::Result<_, _>>()?;
    let [first, .., last] = figures.repeat(2)[..] else { return Err("a pair has a figure".into()) };
    let last = if figures.len() == 1 { first } else { last };
    let side = |(at, side): (usize, &str)| {
        let (date, body) = side.split_once('\n').unwrap_or((side, ""));
        match date.trim() {
            "csv" => (format!("{at}.csv"), body.trim().to_string() + "\n"),
            date => (format!("{at}.txt"), format!("---\ndate: {date}\n---\n{}\n\n{SCENE}\n", body.trim())),
        }
    };
    let sides: Vec<_> = format!("\n{rest}").split("\n-- ").skip(1).enumerate().map(side).collect();
    assert_eq!(sides.len(), 2, "{head}");
    assert!(["same", "not", "within", "apart"].contains(&label), "{head}");
    Ok(Pair { holds: ["same", "within"].contains(&label), figures: [first, last], about: about.to_string(), sides })
}

/// What a pair is asked: whether one fact has both figures, or whether the first lies within the second.
#[derive(Clone, Copy)]
enum Question {
    Same,
    Within,
}

/// The answer; `None` where one of the sides doesn't have its figure.
fn answer(pair: &Pair, question: Question) -> Result<Option<bool>> {
    let place = Place::new()?;
    for (name, text) in &pair.sides {
        place.write(name, text)?;
    }
    let (mappings, limits) = (Mappings::default(), Limits::default());
    let store = Store::open(&place.db())?;
    let options = Options { inputs: vec![place.inbox()], jobs: 1, ..Options::default() };
    pipeline::run(
        &options,
        Knowledge { vocabulary: &Chosen::Builtin, mappings: &mappings, limits: &limits },
        &store,
        &|_| (),
    )?;
    drop(store);
    let facts = |side: usize| {
        let source = pair.sides.get(side).map_or("", |s| s.0.as_str());
        let figure = pair.figures.get(side).copied().unwrap_or_default();
        rows(
            &place.db(),
            &format!(
                "SELECT f.fact_id FROM fact_observations AS f JOIN observations AS o USING (observation_id)
                 WHERE o.source = '{source}' AND coalesce(o.value_low, o.value_high) = {figure}"
            ),
        )
    };
    let (one, other) = (facts(0)?, facts(1)?);
    if one.is_empty() || other.is_empty() {
        return Ok(None);
    }
    let found = match question {
        Question::Same => one,
        Question::Within => rows(
            &place.db(),
            &format!("SELECT within FROM facts WHERE within IS NOT NULL AND fact_id IN ('{}')", one.join("', '")),
        )?,
    };
    Ok(Some(found.iter().any(|fact| other.contains(fact))))
}

#[test]
fn what_is_joined_is_the_same() -> Result {
    hold("pairs.txt", 90, RECALL, Question::Same)
}

#[test]
fn what_is_joined_is_the_same_where_no_rule_was_made_for_it() -> Result {
    hold("hard_pairs.txt", 30, HARD_RECALL, Question::Same)
}

#[test]
fn what_lies_within_another_is_a_part_of_it() -> Result {
    hold("parts.txt", 30, WITHIN_RECALL, Question::Within)
}

fn hold(name: &str, least: usize, least_recall: f64, question: Question) -> Result {
    let pairs = pairs(name)?;
    assert!(pairs.len() >= least);
    let (mut joined, mut right, mut same) = (0.0, 0.0, 0.0);
    let mut wrong = String::new();
    for pair in &pairs {
        let found = answer(pair, question)?;
        let is_joined = found == Some(true);
        same += f64::from(u8::from(pair.holds));
        joined += f64::from(u8::from(is_joined));
        right += f64::from(u8::from(is_joined && pair.holds));
        if is_joined != pair.holds {
            let what = match (found, pair.holds) {
                (None, _) => "a side was not understood",
                (_, true) => "left apart",
                (_, false) => "JOINED",
            };
            writeln!(wrong, "  {what}: {}: {}", pair.figures[0], pair.about)?;
        }
        if found.is_none() && !pair.holds {
            writeln!(wrong, "  a side was not understood: {}: {}", pair.figures[0], pair.about)?;
        }
    }
    let (precision, recall) = (right / joined, right / same);
    println!(
        "{name}: {} pairs, {same} hold, {joined} found: precision {precision:.3}, recall {recall:.3}\n{wrong}",
        pairs.len()
    );
    assert!(precision >= PRECISION, "precision {precision}\n{wrong}");
    assert!(recall >= least_recall, "recall {recall}\n{wrong}");
    Ok(())
}
