//! How many ways of telling when something happened are understood: sentences as reporters write them, each with a figure and
//! its period. `tests/gold/periods.tsv` holds them; `cargo test --test periods -- --nocapture` prints those misread.

mod support;

use blotter::model::Observation;
use support::figures::observations;

/// So many of the figures had their period; it may only rise.
const RIGHT: usize = 165;
/// A text of one sentence doesn't always say that it is about crime.
const SETTING: &str = "\n\nPolice had arrested 4,321 smugglers for human trafficking and illegal migration.";

/// The periods of the figures of a value, as "start..end".
fn periods(text: &str, value: f64) -> Vec<String> {
    let date = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |d| d.to_string());
    let of_value = |o: &Observation| [o.bounds.low, o.bounds.high].contains(&Some(value));
    let found = observations(text, "2025-06-18").into_iter().filter(of_value);
    found.map(|o| format!("{}..{}", date(o.period.start), date(o.period.end))).collect()
}

#[test]
fn texts_say_when_it_happened() {
    let text = std::fs::read_to_string(support::path("tests/gold/periods.tsv")).expect("the texts");
    let lines: Vec<_> = text.lines().filter(|l| !l.starts_with('#')).collect();
    let mut right = 0;
    for line in &lines {
        let [period, value, text] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else {
            panic!("three fields: {line}")
        };
        let text = format!("{}{SETTING}", text.replace("\\n", "\n\n"));
        let found = periods(&text, value.parse().expect("a number"));
        if found.iter().any(|p| p == period) {
            right += 1;
        } else {
            println!("{period}: {found:?} for {value} in {}", line.rsplit('\t').next().unwrap_or(line));
        }
    }
    println!("{right} of {} figures have their period", lines.len());
    assert!(right >= RIGHT, "only {right} figures have their period, not {RIGHT}");
}
