//! Laws that hold for any input: nothing panics, spans lie on the borders of characters, every number is taken or refused,
//! every input is accounted for, and neither the number of workers nor the split into runs changes what is in the database.

mod common;

use std::collections::BTreeMap;

use blotter::extract::article::extract;
use blotter::extract::sheet::Mappings;
use blotter::model::{Item, Locator, Span};
use blotter::pipeline::{self, Knowledge, Options, RunStats};
use blotter::read::article::read;
use blotter::source::Limits;
use blotter::store::Store;
use blotter::vocabulary::{Chosen, Vocabulary};
use common::{Place, Result, rows};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// What articles are made of, and what they are not.
fn piece() -> impl Strategy<Value = String> {
    let word = |words: &'static [&'static str]| prop::sample::select(words).prop_map(str::to_string);
    prop_oneof![
        6 => word(&[
            "Police arrested", "were deported", "authorities rescued", "among them", "of whom", "including", "up from",
            "rose by", "more than", "at least", "between", "and", "to", "percent of", "per cent", "nearly", "he said",
            "the ministry said", "last year", "in 2018", "on Jan. 5, 2019", "Cambodia", "in Phnom Penh", "for fraud",
        ]),
        4 => word(&["Chinese", "Vietnamese nationals", "women", "men", "people", "suspects", "cases", "kg of heroin", "passports"]),
        4 => "[0-9]{1,3}(,[0-9]{3}){0,2}|[0-9]{1,6}|[0-9]{1,2}\\.[0-9]|\\$[0-9]{1,3} million",
        2 => word(&["two", "a dozen", "hundreds of", "twelve", "one", "half", "first", "12th", "aged 34,", "10 a.m.,", "35-year-old"]),
        3 => word(&[". ", ", ", "; ", ".\n\n", " “", "” ", " (", ") ", "’s ", " – ", ": ", "\n- "]),
        1 => "\\PC{1,6}",
        1 => "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{202e}\u{fffd}é日ＡЖ]{1,3}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 1..40).prop_map(|pieces| pieces.join(" "))
}

fn table() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        4 => "[0-9]{1,4}",
        3 => prop::sample::select(&["China", "Viet Nam", "Total", "2018", "Jan 2019", "Fraud", "women", "Kenya"][..]).prop_map(str::to_string),
        2 => prop::sample::select(&["nationality", "year", "arrested", "deported", "offence", "-", "", "..", "<5", "12%", "403*"][..]).prop_map(str::to_string),
        1 => "[ \"\\PC]{0,5}",
    ];
    let row = prop::collection::vec(cell, 1..6).prop_map(|cells| cells.join(","));
    prop::collection::vec(row, 0..12).prop_map(|rows| "nationality,year,arrested\n".to_string() + &rows.join("\n"))
}

/// Files by name, no two with the same content.
fn files() -> impl Strategy<Value = BTreeMap<String, String>> {
    let file = prop_oneof![text().prop_map(|t| ("txt", t)), table().prop_map(|t| ("csv", t))];
    prop::collection::vec(file, 1..7).prop_map(|files| {
        let named = files.into_iter().enumerate().map(|(i, (kind, content))| (format!("{i}.{kind}"), content));
        let mut seen = std::collections::HashSet::new();
        named.filter(|(_, content)| seen.insert(content.clone())).collect()
    })
}

fn run(place: &Place, jobs: usize) -> Result<RunStats> {
    let options = Options { inputs: vec![place.inbox()], jobs, version: "test".into(), ..Options::default() };
    let mappings = Mappings::default();
    let knowledge = Knowledge { vocabulary: &Chosen::Builtin, mappings: &mappings, limits: &Limits::DEFAULT };
    let store = Store::open(&place.db())?;
    let stats = pipeline::run(&options, knowledge, &store, &|_| {})?;
    let accounted = stats.loaded + stats.unchanged + stats.skipped + stats.rejected;
    assert_eq!(stats.inputs, accounted, "in = out + refused: {stats:?}");
    Ok(stats)
}

/// What the views say, without the run that said it, in one order.
fn content(place: &Place) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for columns in [
        "'o', observation_id, source, measure, nationality, value_low, value_high, evidence, part_of, period_start, cell FROM observations",
        "'r', source, text, evidence_start, reason FROM refusals",
        "'p', source, cell, line, severity, code, message FROM problems",
        "'n', source, name, title, role, organisation FROM persons",
        "'s', source, speaker, quote, evidence_start FROM statements",
        "'d', source, content_hash, status, reason, title, encoding FROM documents",
    ] {
        all.extend(rows(&place.db(), &format!("SELECT {columns}"))?);
    }
    all.sort();
    Ok(all)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn every_number_is_taken_or_refused_and_every_span_lies_in_its_text(text in text()) {
        let article = read(text.as_bytes(), "a.txt", &Limits::DEFAULT).article;
        let mut covered: Vec<Span> = Vec::new();
        for item in extract(&article, Vocabulary::builtin()) {
            let spans = match &item {
                Item::Observation(o) => match o.locator {
                    Locator::Text { figure, sentence } => {
                        prop_assert!(sentence.contains(figure));
                        covered.push(figure);
                        vec![figure, sentence]
                    }
                    Locator::Cell { .. } => vec![],
                },
                Item::Refusal(r) => {
                    covered.push(r.span);
                    vec![r.span]
                }
                Item::Person(p) => vec![p.span],
                Item::Statement(s) => vec![s.span],
                Item::Problem(_) => vec![],
            };
            for span in spans {
                prop_assert!(article.text.get(span.start..span.end).is_some_and(|t| !t.is_empty()), "{:?}", item);
            }
        }
        let body = article.body.of(&article.text);
        // A number within a word (`B12`) is none.
        for word in body.split(|c: char| !c.is_alphanumeric()).filter(|w| w.bytes().all(|b| b.is_ascii_digit()) && !w.is_empty()) {
            let at = word.as_ptr() as usize - article.text.as_ptr() as usize;
            prop_assert!(
                covered.iter().any(|s| s.start <= at && at < s.end),
                "`{}` at {} is neither taken nor refused: {:?}", word, at, &article.text
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, rng_seed: RngSeed::Fixed(1), ..ProptestConfig::default() })]

    #[test]
    fn neither_workers_nor_the_split_into_runs_change_the_content(
        files in files(), jobs in 1usize..8, last_of_first in 0usize..7
    ) {
        let law = || -> Result {
            let (whole, split) = (Place::new()?, Place::new()?);
            for (i, (name, text)) in files.iter().enumerate() {
                whole.write(name, text)?;
                if i == last_of_first {
                    run(&split, 1)?;
                }
                split.write(name, text)?;
            }
            run(&whole, 1)?;
            run(&split, jobs)?;
            assert_eq!(content(&whole)?, content(&split)?);
            Ok(())
        };
        law().map_err(|e| TestCaseError::fail(e.to_string()))?;
    }
}
