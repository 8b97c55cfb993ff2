//! What a text of one or two sentences says, in short lines that a unit test can compare. In: a text. Out: a line for each
//! observation or refusal.

use super::extract;
use crate::model::{Article, Item, Meta, Modality, Observation, Refusal, Span};
use crate::vocabulary::Vocabulary;

fn items(text: &str) -> Vec<Item> {
    let body = Span::new(0, text.len());
    let article = Article { meta: Meta::default(), text: text.to_string(), body, file_name: String::new() };
    extract(&article, Vocabulary::builtin())
}

/// "12 arrested VN <0": the value, the measure, the nationality, whether it is denied, and the ordinal of the whole, as far as
/// there are any.
pub fn told(text: &str) -> Vec<String> {
    let line = |o: &Observation| {
        let value = o.bounds.low.or(o.bounds.high).unwrap_or_default();
        let whole = o.part_of.map_or(String::new(), |w| format!(" <{w}"));
        let line = format!("{value} {} {}", o.series.measure, o.series.nationality);
        let denied = if o.series.modality == Modality::Denied { " denied" } else { "" };
        format!("{}{denied}{whole}", line.trim_end())
    };
    let observation = |item: &Item| match item {
        Item::Observation(o) => Some(line(o)),
        _ => None,
    };
    items(text).iter().filter_map(observation).collect()
}

/// The words and the reason of each number that was not taken.
pub fn refused(text: &str) -> Vec<String> {
    let refusal = |item: &Item| match item {
        Item::Refusal(Refusal { span, reason }) => Some(format!("{} {reason}", span.of(text))),
        _ => None,
    };
    items(text).iter().filter_map(refusal).collect()
}
