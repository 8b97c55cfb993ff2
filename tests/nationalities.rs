//! How many ways of saying of what nationality the counted are get understood: sentences as newsrooms write them, each with
//! figures that it states. `tests/gold/nationalities.tsv` holds them; `cargo test --test nationalities -- --nocapture` prints
//! those misread.

mod support;

use support::figures::{SETTING, figures};

/// So many of the sentences were understood; it may only rise.
const RIGHT: usize = 98;

#[test]
fn sentences_say_of_what_nationality_the_counted_are() {
    let text = std::fs::read_to_string(support::path("tests/gold/nationalities.tsv")).expect("the sentences");
    let lines: Vec<_> = text.lines().filter(|l| !l.starts_with('#')).collect();
    let mut right = 0;
    for (meant, sentence) in lines.iter().filter_map(|l| l.split_once('\t')) {
        let found = figures(&format!("{sentence}{SETTING}"));
        if meant.split("; ").all(|m| found.iter().any(|f| f == m)) {
            right += 1;
        } else {
            println!("{meant}: {found:?} in {sentence}");
        }
    }
    println!("{right} of {} sentences say of what nationality the counted are", lines.len());
    assert!(right >= RIGHT, "only {right} sentences are understood, not {RIGHT}");
}
