//! Offences that a verb makes only together with its object: "bringing methamphetamine ashore", "ferried 11 Chinese across
//! the river", "40 people hidden in a lorry". In: a parsed sentence. Out: [`Word`]s that span the deed and its object.

use super::words::{Says, Word};
use crate::extract::article::parse::{Mention, Parsed};
use crate::text::Token;
use crate::vocabulary::{Class, CountryForm, Lexicon, Vocabulary};

/// How far before its object a verb may stand.
const REACH: usize = 8;
/// The words that accuse somebody of a deed begin at most so many tokens before it.
const ACCUSING: usize = 4;

/// Each object with the nearest deed that makes an offence of it: what is said behind it, or the verb before it.
pub fn deeds<'p>(parsed: &'p Parsed, vocabulary: &'p Vocabulary) -> impl Iterator<Item = Word> + 'p {
    // Most sentences tell of none.
    let any = |terms: &Lexicon<usize>| parsed.tokens.iter().any(|t| terms.may_begin(t));
    let (verbs, said_behind) = (any(&vocabulary.terms.deed_terms), any(&vocabulary.terms.deeds_behind));
    let objects = parsed.mentions.iter().filter(move |m| !m.gapped && (verbs || said_behind));
    let named = objects.filter_map(move |object| {
        let classes = classes(object, vocabulary);
        if classes.is_empty() {
            return None;
        }
        let said = if said_behind { behind(object, &classes, parsed, vocabulary) } else { None };
        said.or_else(|| if verbs { before(object, &classes, parsed, vocabulary) } else { None })
    });
    let to = if verbs { parsed.len() } else { 1 };
    named.chain((1..to).filter_map(move |at| pronoun(at, parsed, vocabulary)))
}

/// "caught 73 Haitians and two Danes accused of smuggling them", "seized cocaine and held a Dane for importing it": what a
/// pronoun stands for is what was told of before those who did it.
fn pronoun(at: usize, parsed: &Parsed, vocabulary: &Vocabulary) -> Option<Word> {
    let persons = match parsed.word(at) {
        "them" => true,
        "it" => false,
        _ => return None,
    };
    let verb = at - 1;
    let fits = |m: &&Mention| m.object().is_none_or(|(_, plural)| plural == persons);
    let before = parsed.mentions.iter().rev().filter(|m| !m.gapped && m.end <= verb).filter(fits);
    let told = before.map(|m| classes(m, vocabulary)).filter(|c| !c.is_empty() && !c.contains(&"premises"));
    // The people nearest to the verb are those who did it.
    let mut done_by = false;
    let mut told = told.filter(|c| {
        let people = c.contains(&"persons");
        let agent = people && !done_by;
        done_by |= people;
        !agent && (persons || !people)
    });
    let classes = told.next().or_else(|| persons.then(|| vec!["persons"]))?;
    let (code, _) = deed_at(verb, &vocabulary.terms.deed_terms, &classes, parsed, vocabulary)?;
    Some(word(verb, at + 1, code))
}

fn before(object: &Mention, classes: &[&str], parsed: &Parsed, vocabulary: &Vocabulary) -> Option<Word> {
    for at in (object.start.saturating_sub(REACH)..object.start).rev() {
        if let Some((code, _)) = deed_at(at, &vocabulary.terms.deed_terms, classes, parsed, vocabulary) {
            return Some(word(at, object.end, code));
        }
        // "smuggling the passengers of a trailer": the people between are what it was done to.
        let done_to = |m: &Mention| m.population().is_some() || m.start < at && m.offences().is_some();
        let people = object.object().is_some() && parsed.mention_at(at).is_some_and(done_to);
        if people || parsed.is_mark(at) || parsed.token(at).is_some_and(|t| is_link(t, vocabulary)) {
            return None;
        }
    }
    None
}

/// "29 migrants, crammed behind pallets of peat"; what stands behind a thing is said of that.
fn behind(object: &Mention, classes: &[&str], parsed: &Parsed, vocabulary: &Vocabulary) -> Option<Word> {
    for at in object.end..object.end + REACH {
        if let Some((code, end)) = deed_at(at, &vocabulary.terms.deeds_behind, classes, parsed, vocabulary) {
            return Some(word(object.start, end, code));
        }
        let other = parsed.mention_from(at).is_some_and(|m| m.object().is_some());
        if other || (parsed.is_mark(at) && parsed.word(at) != ",") {
            return None;
        }
    }
    None
}

/// The offence that a deed at a token makes of an object of these classes, and where its words end.
fn deed_at(
    at: usize,
    terms: &Lexicon<usize>,
    classes: &[&str],
    parsed: &Parsed,
    vocabulary: &Vocabulary,
) -> Option<(usize, usize)> {
    let mut found = terms.matches(parsed.tokens, at);
    found.find_map(|m| {
        let deed = vocabulary.terms.deeds.get(*m.sense)?;
        let fits = deed.classes.iter().any(|o| classes.contains(&o.as_str()));
        (fits && (!deed.accused || is_accused(at, parsed, vocabulary))).then_some((deed.offence, m.end))
    })
}

/// "arrested for moving Kurds", "a gang that sold pistols": what stands before a verb makes a deed of it.
fn is_accused(at: usize, parsed: &Parsed, vocabulary: &Vocabulary) -> bool {
    let before = (1..=ACCUSING).filter_map(|back| at.checked_sub(back));
    let mut phrases = before.flat_map(|start| vocabulary.terms.accusing.matches(parsed.tokens, start));
    phrases.any(|m| m.end == at)
}

fn word(start: usize, end: usize, code: usize) -> Word {
    Word { start, end, codes: vec![code], says: Says::Named, suffered: false, loose: None, gapped: true }
}

/// What stands between a verb and something else than its object: "in speedboats"; "tonnes of" measures the object.
fn is_link(token: &Token, vocabulary: &Vocabulary) -> bool {
    vocabulary.grammar.is(token, Class::Preposition) && !token.is("of") || token.is("and")
}

/// What deeds are done to: the class of a thing, persons, and migrants among them.
fn classes<'v>(object: &Mention, vocabulary: &'v Vocabulary) -> Vec<&'v str> {
    if let Some((index, _)) = object.object() {
        return vocabulary.terms.objects.get(index).map(|o| o.class.as_str()).into_iter().collect();
    }
    let drugs = |codes: &[usize]| matches!(codes, [only] if Some(*only) == vocabulary.terms.offence("drug_offence"));
    if object.offences().is_some_and(drugs) && object.end == object.start + 1 {
        return vec!["drug"];
    }
    let people = object.population().and_then(|(i, _)| vocabulary.terms.populations.get(i));
    let forms = [CountryForm::Plural, CountryForm::Singular];
    let named = object.country_as(&forms).is_some();
    let foreign = named || people.is_some_and(|p| !p.nationality.is_empty());
    let counted = named || people.is_some_and(|p| !p.staff && !p.uncounted && p.offences.is_empty());
    [("persons", counted), ("migrants", counted && foreign)].into_iter().filter(|c| c.1).map(|c| c.0).collect()
}
