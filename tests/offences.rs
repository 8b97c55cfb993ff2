//! How many ways of telling of an offence are understood: sentences as reporters write them, each with the offence of all
//! that it counts. `tests/gold/offences.tsv` holds them; `cargo test --test offences -- --nocapture` prints those misread.

mod support;

use support::figures::observations;

/// So many of the sentences were understood; it may only rise.
const RIGHT: usize = 754;
/// A text of one sentence doesn't always say that it is about crime.
const SETTING: &str = "\n\nThe police and the immigration department confirmed the arrests and the raid.";

/// The offences of all that a text counts.
fn offences(text: &str) -> Vec<String> {
    observations(text, "2025-03-04").iter().map(|o| o.series.offences.to_string()).collect()
}

#[test]
fn sentences_say_which_offence_it_is() {
    let text = std::fs::read_to_string(support::path("tests/gold/offences.tsv")).expect("the sentences");
    let lines: Vec<_> = text.lines().filter(|l| !l.starts_with('#')).collect();
    let mut right = 0;
    for (codes, sentence) in lines.iter().filter_map(|l| l.split_once('\t')) {
        let found = offences(&format!("{sentence}{SETTING}"));
        let meant = |o: &String| codes.split('/').any(|c| c == o);
        if !found.is_empty() && found.iter().all(meant) {
            right += 1;
        } else {
            println!("{codes}: {found:?} in {sentence}");
        }
    }
    println!("{right} of {} sentences say their offence", lines.len());
    assert!(right >= RIGHT, "only {right} sentences are understood, not {RIGHT}");
}
