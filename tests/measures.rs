//! How many ways of telling what happened to whom are understood: sentences as those who publish figures write them, each
//! with all figures that it states. `tests/gold/measures.tsv` holds them; `cargo test --test measures -- --nocapture`
//! prints those misread.

mod support;

use support::figures::{ASIDE, SETTING, figures};

/// So many of the sentences were understood; it may only rise.
const RIGHT: usize = 307;
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
