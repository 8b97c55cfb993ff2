//! The figures that a text of one or two sentences states, in short lines: for tests that hold many sentences.

use blotter::extract::article::extract;
use blotter::model::{Article, Item, Meta, Observation, Span};
use blotter::vocabulary::Vocabulary;

/// A text of one sentence doesn't always say that it is about crime; this one does, and its figure is left aside.
pub const SETTING: &str =
    "\n\nElsewhere, police arrested 99 smugglers over the drug offences, the robberies and the fraud.";
pub const ASIDE: &str = "99 arrested";

/// What is observed in a text of a day.
pub fn observations(text: &str, day: &str) -> Vec<Observation> {
    let body = Span::new(0, text.len());
    let meta = Meta { published: day.parse().ok(), ..Meta::default() };
    let article = Article { meta, text: text.to_string(), body, file_name: String::new() };
    let items = extract(&article, Vocabulary::builtin());
    items.into_iter().filter_map(|i| if let Item::Observation(o) = i { Some(o) } else { None }).collect()
}

/// "12 arrested CN" of each figure that a text states.
pub fn figures(text: &str) -> Vec<String> {
    let told = |o: &Observation| {
        let value = o.bounds.low.or(o.bounds.high).unwrap_or_default();
        format!("{value} {} {}", o.series.measure, o.series.nationality).trim_end().to_string()
    };
    observations(text, "2025-03-04").iter().map(told).collect()
}
