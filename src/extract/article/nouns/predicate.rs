//! Predicates: "45 of whom are women", "14 of them were Peruvians". In: a quantity. Out: the quantity with what the noun
//! behind the copula says of it.

use super::{country_list, nationality_behind, noun_phrase};
use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Quantity, What};
use crate::vocabulary::Vocabulary;

/// "45 of whom are women", "14 of them were Peruvians": the noun behind the copula says what they are.
pub fn predicate(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    let mut at = quantity.end;
    if vocabulary.grammar.origins.longest(parsed.tokens, at).is_some() {
        let from = (at..at + 4).find(|i| parsed.word(*i) == "from").unwrap_or(at);
        let (codes, end) = nationality_behind(parsed, from, vocabulary);
        if !codes.is_empty() && quantity.noun.nationality.is_empty() {
            quantity.noun.nationality = codes;
            quantity.noun.origin = true;
            quantity.end = end;
            if quantity.is_bare() {
                quantity.what = What::Persons;
            }
        }
        return;
    }
    if !matches!(parsed.word(at), "are" | "were" | "is" | "was") {
        return;
    }
    at += 1;
    while matches!(parsed.word(at), "all" | "also" | "both" | "from" | "mostly") {
        if parsed.word(at) == "mostly" {
            return;
        }
        if parsed.word(at) == "from" {
            break;
        }
        at += 1;
    }
    if parsed.word(at) == "from" {
        let (codes, end) = nationality_behind(parsed, at, vocabulary);
        if !codes.is_empty() && quantity.noun.nationality.is_empty() {
            quantity.noun.nationality = codes;
            quantity.end = end;
            quantity.what = What::Persons;
        }
        return;
    }
    let noun = noun_phrase(parsed, at, vocabulary);
    let (codes, end) = country_list(parsed, at);
    let says = noun.sex.is_some() || noun.age_group.is_some() || !codes.is_empty() || noun.foreign_only();
    let stop = end.max(noun.end);
    let closed = stop >= parsed.len()
        || parsed.is_mark(stop)
        || matches!(parsed.word(stop), "and" | "while" | "but" | "who" | "from" | "or");
    if !says || !closed || noun.premodifier.is_some() {
        return;
    }
    quantity.noun.sex = noun.sex.or(quantity.noun.sex);
    quantity.noun.age_group = noun.age_group.or(quantity.noun.age_group);
    if !codes.is_empty() {
        quantity.noun.nationality = codes;
    } else if noun.foreign_only() && quantity.noun.nationality.is_empty() {
        quantity.noun.nationality = noun.nationality;
    }
    quantity.what = What::Persons;
    quantity.end = stop;
}
