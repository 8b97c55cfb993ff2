//! The name of a thing, as the text calls it: the noun with what tells it from others, without its state ("forged"), its
//! origin or its number. In: a sentence and where the name may begin. Out: the words.

use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::Span;
use crate::vocabulary::{Class, CountryForm, Vocabulary};

/// The longest name of a thing.
const LONGEST: usize = 6;

pub fn name(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> Option<(String, Span)> {
    let mut from = quantity.number.1;
    if matches!(quantity.what, What::Weight(_)) {
        if parsed.word(from) != "of" {
            return None;
        }
        from += 1;
    }
    if parsed.word(from) == "of" || quantity.partitive.is_some() {
        return None;
    }
    let (mut name, mut span) = phrase(parsed, from, false, vocabulary)?;
    let end = token_at(parsed, span.end);
    // "133 cans of petrol", "26,000 rounds of ammunition": what a container holds; "drugs and precursor chemicals".
    let joint = parsed.word(end);
    let container = joint == "of" && holds(parsed, end, vocabulary);
    let mixture = matches!(quantity.what, What::Weight(_)) && joint == "and" && plain_noun(parsed, end + 1, vocabulary);
    if (container || mixture)
        && let Some((content, behind)) = phrase(parsed, end + 1, true, vocabulary)
    {
        name = format!("{name} {joint} {content}");
        span = span.join(behind);
    }
    if matches!(quantity.what, What::Items) && name.ends_with('s') {
        return Some(listed(parsed, name, span, vocabulary));
    }
    Some((name, span))
}

/// "1.4 million fake toys, perfumes and spare parts": a number of all of them.
fn listed(parsed: &Parsed, mut name: String, mut span: Span, vocabulary: &Vocabulary) -> (String, Span) {
    let mut more = Vec::new();
    let mut at = token_at(parsed, span.end);
    loop {
        let closes = parsed.word(at) == "and";
        if !(closes || parsed.word(at) == ",") || !plain_noun(parsed, at + 1, vocabulary) {
            return (name, span);
        }
        let Some((next, behind)) = phrase(parsed, at + 1, false, vocabulary) else { return (name, span) };
        let end = token_at(parsed, behind.end);
        let verb = parsed.mention_from(end).is_some_and(|m| m.is_verb());
        let token = parsed.token(end);
        let counted = token.is_some_and(|t| t.is_number() || vocabulary.grammar.is(t, Class::Worth));
        if !next.ends_with('s') || verb || counted || parsed.word(end) == "of" {
            return (name, span);
        }
        more.push((if closes { " and " } else { ", " }, next));
        at = end;
        if closes {
            more.iter().for_each(|(joint, noun)| {
                name.push_str(joint);
                name.push_str(noun);
            });
            span = span.join(behind);
            return (name, span);
        }
    }
}

/// Whether the noun before `of` is a container or a measure of what follows.
fn holds(parsed: &Parsed, of: usize, vocabulary: &Vocabulary) -> bool {
    let object = of.checked_sub(1).and_then(|i| parsed.mention_at(i)).and_then(|m| m.object());
    let class = object.and_then(|(i, _)| vocabulary.terms.objects.get(i)).map_or("", |o| o.class.as_str());
    let named = parsed.token(of + 1).is_some_and(|t| t.capital)
        || matches!(
            parsed.word(of + 1),
            "the" | "which" | "them" | "whom" | "various" | "different" | "all" | "several"
        );
    matches!(class, "goods" | "weapon" | "device" | "drug") && !named
}

fn plain_noun(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    let article = parsed.token(at).is_some_and(|t| {
        [Class::Determiner, Class::Preposition, Class::Pronoun].iter().any(|c| vocabulary.grammar.is(t, *c))
    });
    // "gold and Rs 2.2 crore"
    let sign = usize::from(parsed.word(at + 1) == ".");
    let counted = parsed.token(at + 1 + sign).is_some_and(|t| t.is_number() && !t.glued);
    let small = vocabulary.numbers.plain(parsed.tokens, at).is_some();
    parsed.token(at).is_some_and(|t| t.is_word())
        && !counted
        && !article
        && !small
        && parsed.mention_from(at).is_none_or(|m| !m.is_verb() || m.object().is_some())
}

/// The words of a noun phrase from `from` on that name a thing.
pub fn phrase(parsed: &Parsed, from: usize, content: bool, vocabulary: &Vocabulary) -> Option<(String, Span)> {
    let mut first = from;
    // "300-horsepower engines"
    if parsed.token(first).is_some_and(|t| t.is_number()) && parsed.token(first + 1).is_some_and(|t| t.glued) {
        first += 1;
        while parsed.token(first).is_some_and(|t| t.glued) {
            first += 1;
        }
    }
    while first < parsed.len() && is_state(parsed, first, vocabulary) {
        first += vocabulary.terms.object_states.longest(parsed.tokens, first).map_or(1, |m| m.end - first);
    }
    let mut end = first;
    while end < parsed.len() && end < first + LONGEST + 2 && continues(parsed, end, end == first, vocabulary) {
        // "pieces of rhino horn weighing 307 kilograms": a participle ends the name.
        let glued = parsed.token(end).is_some_and(|t| t.glued);
        if end > first
            && !glued
            && parsed.word(end).ends_with("ing")
            && parsed.mention_at(end - 1).is_some_and(|m| m.object().is_some())
        {
            break;
        }
        end += 1;
    }
    // The name ends with the last noun that the vocabulary knows, else with the last plural.
    let known =
        (first..end).rev().find(|i| parsed.mention_at(*i).is_some_and(|m| m.object().is_some() && m.end == *i + 1));
    let plural = (first..end).rev().find(|i| parsed.word(*i).ends_with('s') && parsed.word(*i).len() > 3);
    let whole = content.then(|| end.checked_sub(1)).flatten().filter(|l| *l >= first);
    // "raw milk", "a Toyota Camry": nothing of it is known.
    let capital = parsed.token(first).is_some_and(|t| t.capital);
    let fits =
        |i: &usize| parsed.token(*i).is_some_and(|t| t.glued || t.capital == capital && !t.folded.ends_with("ed"));
    let words = |i: &usize| (first..=*i).filter(|k| !parsed.token(*k).is_some_and(|t| t.glued)).count() <= 2;
    let unknown = (first..end).take_while(|i| fits(i) && words(i)).last();
    let mut last = known.max(plural).max(whole).or(unknown).filter(|l| *l < end)?;
    // "gold-bearing rock": what is glued to a noun makes another of it.
    if parsed.token(last + 1).is_some_and(|t| t.glued) && last + 1 < end {
        last = end - 1;
    }
    let mut text = String::new();
    for token in parsed.tokens.get(first..=last)? {
        if !text.is_empty() {
            text.push(if token.glued { '-' } else { ' ' });
        }
        text.push_str(&token.folded);
    }
    (!text.is_empty()).then(|| (text, parsed.span_of(first, last + 1)))
}

/// "forged", "banned", "Bangladeshi": said of the thing, not its name.
fn is_state(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    let people = [CountryForm::Adjective, CountryForm::Name];
    let country = parsed.mention_from(at).is_some_and(|m| m.end == at + 1 && m.country_as(&people).is_some());
    let article = matches!(parsed.word(at), "a" | "an" | "the" | "of");
    country || article || vocabulary.terms.object_states.longest(parsed.tokens, at).is_some()
}

fn continues(parsed: &Parsed, at: usize, first: bool, vocabulary: &Vocabulary) -> bool {
    let Some(token) = parsed.token(at) else { return false };
    if token.glued && !first {
        return true;
    }
    // "off-road vehicles", "hunting rifles"
    let joined = parsed.token(at + 1).is_some_and(|t| t.glued);
    let names = parsed.mention_from(at + 1).is_some_and(|m| m.object().is_some());
    if joined && token.is_word() || token.folded.ends_with("ing") && names {
        return true;
    }
    let grammar = &vocabulary.grammar;
    let closed = grammar.is_closed(token) || grammar.is(token, Class::Determiner) || grammar.is(token, Class::Adverb);
    let verb = parsed.mention_from(at).is_some_and(|m| m.is_verb() && !m.is_nominal());
    let timed = parsed.timed.get(at).copied().unwrap_or(false);
    let number = token.is_number() && !parsed.token(at + 1).is_some_and(|t| t.glued);
    !timed && !number && !parsed.is_mark(at) && !verb && !closed
}

/// The token that begins at or behind a byte.
fn token_at(parsed: &Parsed, byte: usize) -> usize {
    parsed.tokens.iter().position(|t| t.span.start >= byte).unwrap_or(parsed.len())
}
