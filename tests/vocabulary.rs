//! The vocabulary proves itself: the examples that stand beside its entries give what the entries say, and no more.

mod support;

use std::collections::BTreeSet;

use blotter::model::Span;
use blotter::text::{Token, tokenize};
use blotter::vocabulary::{Sense, Vocabulary};
use support::row;

/// Examples that are known not to be read yet. One that is read must leave this list, or its test fails.
const UNREAD: &[&str] = &[
    // The name of a feast is read as a time.
    "Police arrested 12 Christmas Islanders on Monday.",
];

/// Notes an example whose outcome is not the expected one.
fn check(faults: &mut Vec<String>, text: &str, right: bool, fault: impl FnOnce() -> String) {
    match (right, UNREAD.contains(&text)) {
        (false, false) => faults.push(fault()),
        (true, true) => faults.push(format!("`{text}` is read: take it out of UNREAD")),
        _ => {}
    }
}

fn tokens(text: &str) -> Vec<Token> {
    tokenize(text, Span::new(0, text.len()))
}

/// What a text mentions: the senses of the longest phrases, and of those with a gap.
fn senses(text: &str) -> Vec<Sense> {
    let lexicon = &Vocabulary::builtin().terms.lexicon;
    let tokens = tokens(text);
    let mut out = Vec::new();
    let mut covered = 0;
    for at in 0..tokens.len() {
        let (gapped, plain): (Vec<_>, Vec<_>) =
            lexicon.matches(&tokens, at).partition(|m| m.gap.is_some_and(|(from, to)| to > from));
        out.extend(gapped.into_iter().map(|m| m.sense.clone()));
        let end = plain.iter().map(|m| m.end).max().unwrap_or(at);
        if at >= covered && end > at {
            out.extend(plain.into_iter().filter(|m| m.end == end).map(|m| m.sense.clone()));
            covered = end;
        }
    }
    out
}

/// Whether a phrase says an offence, by itself or by the person or thing that it names.
fn says_offence(sense: &Sense, index: usize) -> bool {
    let terms = &Vocabulary::builtin().terms;
    let is_of = |codes: &[String]| codes.iter().any(|code| terms.offence(code) == Some(index));
    match sense {
        Sense::Offences(codes) => codes.contains(&index),
        Sense::Population { index, .. } => terms.populations.get(*index).is_some_and(|p| is_of(&p.offences)),
        Sense::Object { index, .. } => terms.objects.get(*index).is_some_and(|o| is_of(&o.offences)),
        _ => false,
    }
}

fn assert_none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn the_examples_of_an_offence_mention_it() {
    let terms = &Vocabulary::builtin().terms;
    let mentions = |text: &str, index: usize| senses(text).iter().any(|s| says_offence(s, index));
    let mut faults = Vec::new();
    for (index, offence) in terms.offences.iter().enumerate() {
        let code = offence.code.get_ref();
        if offence.examples.is_empty() {
            faults.push(format!("{code}: has no example"));
        }
        let missing = offence.examples.iter().filter(|text| !mentions(text, index));
        faults.extend(missing.map(|text| format!("{code}: not in its example `{text}`")));
        let wrong = offence.not.iter().filter(|text| mentions(text, index));
        faults.extend(wrong.map(|text| format!("{code}: in `{text}`, where it should not be")));
    }
    assert_none(faults);
}

#[test]
fn every_term_of_an_offence_is_read_as_that_offence() {
    let terms = &Vocabulary::builtin().terms;
    let mut faults = Vec::new();
    for (index, offence) in terms.offences.iter().enumerate() {
        let exact = offence.terms.iter().map(|t| t.get_ref()).filter(|t| !t.contains(['{', '…']));
        for term in exact {
            let tokens = tokens(term);
            let is_read = terms
                .lexicon
                .matches(&tokens, 0)
                .any(|m| m.end == tokens.len() && matches!(m.sense, Sense::Offences(codes) if codes.contains(&index)));
            if !is_read {
                faults.push(format!("{}: `{term}`", offence.code.get_ref()));
            }
        }
    }
    assert_none(faults);
}

/// A paragraph that puts whatever stands before it among the news that blotter reads.
const CONTEXT: &str = "In another case over drug trafficking, money laundering and fraud, a court jailed a Kenyan.";

/// The measures of the figures in a text, read as the first paragraph of an article.
fn measures(text: &str) -> BTreeSet<String> {
    let rows = row::found(&row::article_from(&format!("{text}\n\n{CONTEXT}"))).observations;
    rows.into_iter().filter(|row| row.evidence != CONTEXT).map(|row| row.measure).collect()
}

#[test]
fn the_examples_of_a_measure_give_a_figure_of_it() {
    let mut faults = Vec::new();
    for measure in &Vocabulary::builtin().terms.measures {
        let code = measure.code.get_ref();
        if measure.examples.is_empty() {
            faults.push(format!("{code}: has no example"));
        }
        for text in &measure.examples {
            let found = measures(text);
            check(&mut faults, text, found.contains(code), || format!("{code}: `{text}` gives {found:?}"));
        }
        for text in measure.not.iter().filter(|text| measures(text).contains(code)) {
            faults.push(format!("{code}: `{text}` gives it"));
        }
    }
    assert_none(faults);
}

#[test]
fn the_examples_of_a_population_name_it() {
    let mut faults = Vec::new();
    for (at, population) in Vocabulary::builtin().terms.populations.iter().enumerate() {
        let names =
            |text: &str| senses(text).iter().any(|s| matches!(s, Sense::Population { index, .. } if *index == at));
        let noun = population.nouns.first().expect("a noun").get_ref();
        if population.examples.is_empty() {
            faults.push(format!("`{noun}`: has no example"));
        }
        let missing = population.examples.iter().filter(|text| !names(text));
        faults.extend(missing.map(|text| format!("`{noun}`: not in its example `{text}`")));
    }
    assert_none(faults);
}

#[test]
fn the_examples_of_an_object_name_it() {
    let mut faults = Vec::new();
    for (at, object) in Vocabulary::builtin().terms.objects.iter().enumerate() {
        let names = |text: &str| senses(text).iter().any(|s| matches!(s, Sense::Object { index, .. } if *index == at));
        let noun = object.nouns.first().expect("a noun").get_ref();
        if object.examples.is_empty() {
            faults.push(format!("`{noun}`: has no example"));
        }
        let missing = object.examples.iter().filter(|text| !names(text));
        faults.extend(missing.map(|text| format!("`{noun}`: not in its example `{text}`")));
    }
    assert_none(faults);
}

/// The countries that a phrase can mean.
fn countries(phrase: &str) -> BTreeSet<String> {
    let tokens = tokens(phrase);
    let whole = Vocabulary::builtin().terms.lexicon.matches(&tokens, 0).filter(|m| m.end == tokens.len());
    whole
        .filter_map(|m| match m.sense {
            Sense::Country { code, .. } => Some(code.to_string()),
            _ => None,
        })
        .collect()
}

#[test]
fn every_word_for_a_country_or_its_people_means_that_country_alone() {
    let mut faults = Vec::new();
    let all = &Vocabulary::builtin().countries.all;
    assert!(all.len() >= 249, "only {} countries", all.len());
    for country in all {
        let code = country.code.get_ref();
        let names = std::iter::once(&country.name).chain(&country.aliases).chain(&country.former);
        let people = country.adjectives.iter().chain(&country.singular).chain(&country.plural);
        for phrase in names.chain(people) {
            let found = countries(phrase);
            if !(found.len() == 1 && found.contains(code)) {
                faults.push(format!("{code}: `{phrase}` means {found:?}"));
            }
        }
        let mentions =
            |text: &str| senses(text).iter().any(|s| matches!(s, Sense::Country { code: c, .. } if **c == **code));
        faults.extend(
            country.examples.iter().filter(|t| !mentions(t)).map(|t| format!("{code}: not in its example `{t}`")),
        );
        faults.extend(country.not.iter().filter(|t| mentions(t)).map(|t| format!("{code}: in `{t}`")));
    }
    assert_none(faults);
}

#[test]
fn people_of_a_country_are_read_as_of_it_in_a_sentence() {
    let mut faults = Vec::new();
    for country in &Vocabulary::builtin().countries.all {
        let code = country.code.get_ref();
        let adjective = country.adjectives.first().map(|word| format!("12 {word} nationals"));
        let plural = country.plural.first().map(|word| format!("12 {word}"));
        for people in [adjective, plural].into_iter().flatten() {
            let sentence = format!("Police arrested {people} on Monday.");
            let rows = row::found(&row::article_from(&sentence)).observations;
            let found: Vec<&str> = rows.iter().map(|r| r.nationality.as_str()).collect();
            let right = found == [code.as_str()];
            check(&mut faults, &sentence, right, || format!("{code}: `{sentence}` gives {found:?}"));
        }
    }
    assert_none(faults);
}
