//! How sure an observation is. In: a draft with its reasons. Out: the share of such observations whose figure, measure,
//! unit and nationality are all right.
//!
//! Two things decide it: by what words the measure was found, and by what the nationality. The table below holds what
//! was measured over annotated articles, a little lowered for text that nobody has tuned to; `make eval` prints for each
//! confidence how many are right, so that the table can be set anew when the rules have changed.

use super::draft::Draft;
use super::quantity::What;
use crate::model::{Kind, Modality};

/// How the measure was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measured {
    /// By a verb or noun that counts the figure itself.
    Said,
    /// By the verb of a list in which it stands.
    Listed,
    /// By the whole of which it is a part.
    Part,
    /// By what was said before, or by what its noun implies.
    Inferred,
}

/// How the nationality was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Named {
    /// In the figure's own noun phrase.
    Own,
    /// No persons are counted.
    Needless,
    /// From the whole of which it is a part.
    Inherited,
    /// From elsewhere in the text.
    Inferred,
    /// Not at all.
    Nowhere,
}

/// A share is of something, and of what is easily mistaken.
const SHARE: f64 = 0.15;
/// What is to come is told with less care than what was.
const PLANNED: f64 = 0.05;

/// The names of rules that begin so take a value over from another figure.
const TAKEN_OVER: &str = "as ";

pub fn confidence(draft: &Draft) -> f64 {
    let lowered = if draft.kind == Kind::Share { SHARE } else { 0.0 }
        + if draft.modality == Modality::Actual { 0.0 } else { PLANNED };
    let value: f64 = measured_right(measured(draft), named(draft)) - lowered;
    (value * 100.0).round() / 100.0
}

fn measured_right(measured: Measured, named: Named) -> f64 {
    let row = match measured {
        //                 own   needless inherited inferred nowhere
        Measured::Said => [0.96, 0.86, 0.89, 0.83, 0.84],
        Measured::Listed => [0.91, 0.88, 0.85, 0.80, 0.65],
        Measured::Part => [0.95, 0.80, 0.74, 0.75, 0.80],
        Measured::Inferred => [0.85, 0.80, 0.80, 0.78, 0.55],
    };
    let column = match named {
        Named::Own => 0,
        Named::Needless => 1,
        Named::Inherited => 2,
        Named::Inferred => 3,
        Named::Nowhere => 4,
    };
    // Five columns in each row, as many as there are variants.
    row[column]
}

fn rule(draft: &Draft, attribute: &str) -> Option<&'static str> {
    draft.reasons.iter().find(|r| r.attribute == attribute).map(|r| r.rule)
}

fn measured(draft: &Draft) -> Measured {
    match rule(draft, "measure") {
        Some("shared in a list") => Measured::Listed,
        Some("as its whole") => Measured::Part,
        Some("what the noun implies" | "participle before the noun" | "noun of a case") | None => Measured::Inferred,
        Some(rule) if rule.starts_with(TAKEN_OVER) => Measured::Inferred,
        Some(_) => Measured::Said,
    }
}

fn named(draft: &Draft) -> Named {
    let persons = matches!(draft.what, What::Persons | What::Bare | What::Unnamed);
    match rule(draft, "nationality") {
        _ if draft.nationality.is_empty() && persons => Named::Nowhere,
        _ if draft.nationality.is_empty() => Named::Needless,
        Some("noun phrase" | "respectively") => Named::Own,
        Some(rule) if rule.starts_with(TAKEN_OVER) => Named::Inherited,
        _ => Named::Inferred,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_the_figure_itself_is_surest() {
        let all = [Measured::Said, Measured::Listed, Measured::Part, Measured::Inferred];
        let names = [Named::Own, Named::Needless, Named::Inherited, Named::Inferred, Named::Nowhere];
        let best = measured_right(Measured::Said, Named::Own);
        for (measured, named) in all.iter().flat_map(|m| names.iter().map(move |n| (*m, *n))) {
            let value = measured_right(measured, named);
            assert!(value <= best && value - SHARE - PLANNED > 0.0, "{measured:?} {named:?}");
        }
    }
}
