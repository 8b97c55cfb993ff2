//! How many ways of telling what happened to whom are understood: sentences as those who publish figures write them, each
//! with all figures that it states. `tests/gold/measures.tsv` holds them; `cargo test --test measures -- --nocapture`
//! prints those misread.

mod support;

use blotter::extract::article::extract;
use blotter::model::{Article, Item, Meta, Observation, Span};
use blotter::vocabulary::Vocabulary;

/// So many of the sentences were understood; it may only rise.
const RIGHT: usize = 307;
/// A text of one sentence doesn't always say that it is about crime; this one does, and its figure is left aside.
const SETTING: &str =
    "\n\nElsewhere, police arrested 99 smugglers over the drug offences, the robberies and the fraud.";
const ASIDE: &str = "99 arrested";

/// "12 arrested CN" of each figure that a text states.
fn figures(text: &str) -> Vec<String> {
    let body = Span::new(0, text.len());
    let meta = Meta { published: "2025-03-04".parse().ok(), ..Meta::default() };
    let article = Article { meta, text: text.to_string(), body, file_name: String::new() };
    let told = |o: &Observation| {
        let value = o.bounds.low.or(o.bounds.high).unwrap_or_default();
        format!("{value} {} {}", o.series.measure, o.series.nationality).trim_end().to_string()
    };
    let items = extract(&article, Vocabulary::builtin());
    items.iter().filter_map(|i| if let Item::Observation(o) = i { Some(told(o)) } else { None }).collect()
}

#[test]
fn sentences_say_what_happened_to_whom() {
    let text = std::fs::read_to_string(support::path("tests/gold/measures.tsv")).expect("the sentences");
    let lines: Vec<_> = text.lines().filter(|l| !l.starts_with('#')).collect();
    let mut right = 0;
    for (meant, sentence) in lines.iter().filter_map(|l| l.split_once('\t')) {
        let mut meant: Vec<_> = meant.split("; ").filter(|m| *m != "-").map(str::to_string).collect();
        let mut found = figures(&format!("{sentence}{SETTING}"));
        found.retain(|f| f != ASIDE);
        meant.sort();
        found.sort();
        if meant == found {
            right += 1;
        } else {
            println!("{meant:?}: {found:?} in {sentence}");
        }
    }
    println!("{right} of {} sentences say what happened to whom", lines.len());
    assert!(right >= RIGHT, "only {right} sentences are understood, not {RIGHT}");
}
