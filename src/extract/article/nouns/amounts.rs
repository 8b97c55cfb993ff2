//! Bare numbers that state an amount of a noun elsewhere: "Men made up 49,098", "Ukrainians headed the list (5,935)". In: a
//! quantity without a noun. Out: the quantity with the noun that it counts.

use super::phrase::take_population;
use super::{NounPhrase, noun_phrase};
use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Quantity, What};
use crate::vocabulary::{CountryForm, Vocabulary};

/// "Men made up 49,098", "the number of overstayers was put at 79,013", "809, the number of people detained": a bare number
/// takes the noun of the words that it states an amount of.
pub fn subject_of_amount(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    let start = quantity.start();
    let counted = |noun: NounPhrase, quantity: &mut Quantity| {
        if noun.population.is_some() || !noun.nationality.is_empty() {
            quantity.amount_noun = noun.end;
            quantity.noun = NounPhrase { end: quantity.noun.end, ..noun };
            quantity.what = What::Persons;
            quantity.amount = true;
        }
    };
    // "… 809 the number of people"
    if parsed.word(quantity.end) == "the"
        && parsed.word(quantity.end + 1) == "number"
        && parsed.word(quantity.end + 2) == "of"
    {
        return counted(noun_phrase(parsed, quantity.end + 3, vocabulary), quantity);
    }
    if quantity.column {
        if let Some(mention) = start.checked_sub(1).and_then(|i| parsed.mention_at(i))
            && let Some((code, _)) = mention.country()
        {
            quantity.noun.nationality = vec![code.clone()];
            quantity.what = What::Persons;
            quantity.amount = true;
        }
        return;
    }
    if parsed.before(start, 1) == "(" && parsed.word(quantity.end) == ")" {
        return bracketed(parsed, quantity, vocabulary);
    }
    let bullet = matches!(parsed.word(0), "-" | "•" | "*" | "–" | "—" | "▪" | "●" | "·");
    let first = bullet && parsed.tokens.iter().take(start).skip(1).all(|t| !t.is_number());
    if let Some((code, _)) = parsed.mention_from(1).filter(|m| first && start <= m.end + 2).and_then(|m| m.country()) {
        quantity.noun.nationality = vec![code.clone()];
        quantity.what = What::Persons;
        quantity.amount = true;
        return;
    }
    let from = start.saturating_sub(24);
    for at in (from..start).rev() {
        if matches!(parsed.word(at), ";" | ".")
            || parsed.token(at).is_some_and(|t| t.is_number() && !parsed.timed.get(at).copied().unwrap_or(false))
        {
            return;
        }
        if matches!(parsed.word(at), "number" | "numbers" | "count" | "total") && parsed.word(at + 1) == "of" {
            return counted(noun_phrase(parsed, at + 2, vocabulary), quantity);
        }
        if at + 1 == start && matches!(parsed.word(at), "with" | "at") {
            named_before(parsed, quantity);
            if quantity.amount {
                return;
            }
            continue;
        }
        if let Some(found) = vocabulary.grammar.amounts.longest(parsed.tokens, at).filter(|m| m.end == start) {
            if matches!(parsed.word(at), "with" | "followed") {
                return;
            }
            let subject = (0..found.start)
                .rev()
                .take(6)
                .filter_map(|i| parsed.mention_from(i))
                .find(|m| m.population().is_some() || m.country_as(&[CountryForm::Plural]).is_some());
            if let Some(mention) = subject {
                counted(noun_phrase(parsed, mention.start, vocabulary), quantity);
            }
            return;
        }
    }
}

/// "Ukrainians headed the list (5,935), followed by Syrians (4,708)": the nationality right before the bracket, or the subject.
pub(super) fn bracketed(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    let open = quantity.start().saturating_sub(1);
    let people = [CountryForm::Plural, CountryForm::Adjective];
    let origins =
        parsed.tokens.iter().take(open).any(|t| {
            matches!(t.folded.as_str(), "nationality" | "nationalities" | "nationals" | "citizens" | "origin")
        });
    for at in (open.saturating_sub(12)..open).rev() {
        let Some(mention) = parsed.mention_from(at) else {
            if parsed.is_mark(at) || parsed.word(at) == "by" {
                return;
            }
            continue;
        };
        let name = mention.country_as(&[CountryForm::Name]).filter(|_| origins && mention.end == open);
        if let Some(code) = mention.country_as(&people).or(name) {
            quantity.noun.nationality = vec![code.clone()];
            quantity.what = What::Persons;
            quantity.amount = true;
            return;
        }
        if let Some((index, _)) = mention.population().filter(|_| mention.end == open) {
            take_population(&mut quantity.noun, index, true, vocabulary);
            quantity.what = What::Persons;
            quantity.amount = true;
            return;
        }
    }
}

/// "Albanians were the largest group, at 1,942", "Burkinabe came second with 208": the nationality that its clause begins with.
pub fn named_before(parsed: &Parsed, quantity: &mut Quantity) {
    let start = quantity.start();
    let mut commas = 0;
    for at in (start.saturating_sub(16)..start).rev() {
        if parsed.token(at).is_some_and(|t| t.is_number()) || matches!(parsed.word(at), ";" | ".") {
            return;
        }
        commas += usize::from(parsed.word(at) == ",");
        if commas > 1 {
            return;
        }
        let mention = parsed.mention_from(at);
        if let Some(code) = mention.and_then(|m| m.country_as(&[CountryForm::Plural])) {
            quantity.noun.nationality = vec![code.clone()];
            quantity.what = What::Persons;
            quantity.amount = true;
            return;
        }
    }
}
