//! How numbers are read: the table of bounds that the contract gives, halves and shares in words, and what is no number.

use super::*;
use crate::model::Span;
use crate::text::tokenize;
use crate::vocabulary::Vocabulary;

fn read(text: &str) -> Option<(Option<f64>, Option<f64>, Qualifier)> {
    let tokens = tokenize(text, Span::new(0, text.len()));
    let found = Vocabulary::builtin().numbers.at(&tokens, 0)?;
    Some((found.bounds.low, found.bounds.high, found.bounds.qualifier))
}

#[test]
fn a_verb_s_particle_is_no_bound() {
    let text = "handed over 155 men";
    let tokens = tokenize(text, Span::new(0, text.len()));
    let found = Vocabulary::builtin().numbers.at(&tokens, 1);
    assert!(found.is_none(), "{found:?}");
}

#[test]
fn the_contract_s_table_of_bounds() {
    use Qualifier::*;
    let some = |v: f64| Some(v);
    let cases = [
        ("403", some(403.), some(403.), Exact),
        ("four hundred and three", some(403.), some(403.), Exact),
        ("a dozen", some(12.), some(12.), Exact),
        ("Thirty-two men", some(32.), some(32.), Exact),
        ("nearly 300", some(300.), some(300.), Approx),
        ("300 or so", some(300.), some(300.), Approx),
        ("more than 300", some(300.), None, MoreThan),
        ("300 or more", some(300.), None, AtLeast),
        ("under 50", None, some(50.), LessThan),
        ("as many as 50", None, some(50.), AtMost),
        ("200 to 300", some(200.), some(300.), Range),
        ("between 1.5 million and two million", some(1_500_000.), some(2_000_000.), Range),
        ("several dozen", some(36.), some(99.), Vague),
        ("tens of thousands", some(20000.), some(99999.), Vague),
        ("3.2k", some(3200.), some(3200.), Exact),
        ("2,000", some(2000.), some(2000.), Exact),
        ("1.63 million", some(1_630_000.), some(1_630_000.), Exact),
    ];
    for (text, low, high, qualifier) in cases {
        assert_eq!(read(text), Some((low, high, qualifier)), "{text}");
    }
}

#[test]
fn halves_in_words() {
    for (text, value) in
        [("two and a half kilograms", 2.5), ("half a million people", 500_000.0), ("one in five of them", 20.0)]
    {
        assert_eq!(read(text).and_then(|(low, _, _)| low), Some(value), "{text}");
    }
}

#[test]
fn words_that_are_no_numbers() {
    for text in ["a man", "hundred-year", "and", "scoring"] {
        assert_eq!(read(text), None, "{text}");
    }
}
