//! What the things are that were seized, issued or blocked, as the text calls them: the noun with what tells it from
//! others, without its state ("forged"), its origin or its number. In: drafts with their scenes. Out: `object` filled.

use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::{Kind, Span};
use crate::vocabulary::{Class, CountryForm, Vocabulary};

/// The longest name of a thing.
const LONGEST: usize = 6;

/// Gives each draft of things their name.
pub fn objects(drafts: &mut [Draft], scenes: &[Scene], vocabulary: &Vocabulary) {
    for draft in drafts.iter_mut().filter(|d| d.kind == Kind::Level) {
        let measure = vocabulary.terms.measures.get(draft.measure).map_or("", |m| m.code.get_ref().as_str());
        if !matches!(measure, "seized" | "issued" | "blocked") || matches!(draft.what, What::Money(_)) {
            continue;
        }
        let Some(scene) = scenes.get(draft.sentence) else { continue };
        let Some(quantity) = scene.quantities.get(draft.quantity) else { continue };
        if let Some((name, span)) = name(&scene.parsed, quantity, vocabulary) {
            draft.object = Some(name);
            draft.because("object", "noun phrase", Some(span));
        }
    }
    changes(drafts, scenes, vocabulary);
    gapped(drafts, vocabulary);
}

/// "took 31.3 tonnes of drugs and helped to seize another 41.8 tonnes": the thing weighed before.
fn gapped(drafts: &mut [Draft], vocabulary: &Vocabulary) {
    for index in 1..drafts.len() {
        let Some((before, rest)) = drafts.split_at_mut_checked(index) else { continue };
        let (Some(last), Some(draft)) = (before.last(), rest.first_mut()) else { continue };
        let seized = vocabulary.terms.measure("seized") == Some(draft.measure);
        let weighed = |d: &Draft| matches!(d.what, What::Weight(_));
        if seized && draft.object.is_none() && weighed(draft) && weighed(last) && last.sentence == draft.sentence {
            draft.object = last.object.clone();
            draft.because("object", "the thing weighed before", Some(last.figure));
        }
    }
}

/// A change of what a sentence has no level of: "seizures of drugs fell by 14 percent".
fn changes(drafts: &mut [Draft], scenes: &[Scene], vocabulary: &Vocabulary) {
    for draft in drafts.iter_mut().filter(|d| d.kind == Kind::Change && d.object.is_none()) {
        let Some(scene) = scenes.get(draft.sentence) else { continue };
        let start = scene.quantities.get(draft.quantity).map_or(0, Quantity::start);
        let mut event = scene.parsed.mentions.iter().filter(|m| m.end < start && scene.parsed.word(m.end) == "of");
        let Some(event) = event.rfind(|m| m.events().any(|e| e == draft.measure)) else { continue };
        if let Some((name, span)) = phrase(&scene.parsed, event.end + 1, false, vocabulary) {
            draft.object = Some(name);
            draft.because("object", "of the event's noun", Some(span));
        }
    }
}

fn name(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> Option<(String, Span)> {
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
    let mixture = matches!(quantity.what, What::Weight(_)) && joint == "and" && plain_noun(parsed, end + 1);
    if (container || mixture)
        && let Some((content, behind)) = phrase(parsed, end + 1, true, vocabulary)
    {
        name = format!("{name} {joint} {content}");
        span = span.join(behind);
    }
    Some((name, span))
}

/// Whether the noun before `of` is a container or a measure of what follows.
fn holds(parsed: &Parsed, of: usize, vocabulary: &Vocabulary) -> bool {
    let object = of.checked_sub(1).and_then(|i| parsed.mention_at(i)).and_then(|m| m.object());
    let class = object.and_then(|(i, _)| vocabulary.terms.objects.get(i)).map_or("", |o| o.class.as_str());
    let named = parsed.token(of + 1).is_some_and(|t| t.capital)
        || matches!(parsed.word(of + 1), "the" | "which" | "them" | "whom");
    matches!(class, "goods" | "weapon" | "device" | "drug") && !named
}

fn plain_noun(parsed: &Parsed, at: usize) -> bool {
    parsed.token(at).is_some_and(|t| t.is_word())
        && parsed.mention_from(at).is_none_or(|m| !m.is_verb() || m.object().is_some())
}

/// The words of a noun phrase from `from` on that name a thing.
fn phrase(parsed: &Parsed, from: usize, content: bool, vocabulary: &Vocabulary) -> Option<(String, Span)> {
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
        end += 1;
    }
    // The name ends with the last noun that the vocabulary knows, else with the last plural.
    let known =
        (first..end).rev().find(|i| parsed.mention_at(*i).is_some_and(|m| m.object().is_some() && m.end == *i + 1));
    let plural = (first..end).rev().find(|i| parsed.word(*i).ends_with('s') && parsed.word(*i).len() > 3);
    let whole = content.then(|| end.checked_sub(1)).flatten().filter(|l| *l >= first);
    let last = known.max(plural).max(whole).or_else(|| (first < end).then_some(first))?;
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
    let grammar = &vocabulary.grammar;
    let closed = [
        Class::Be,
        Class::Have,
        Class::Future,
        Class::Preposition,
        Class::Subordinator,
        Class::Relative,
        Class::Conjunction,
        Class::Finite,
        Class::Pronoun,
        Class::Negator,
        Class::Determiner,
    ];
    let verb = parsed.mention_from(at).is_some_and(|m| m.is_verb() && !m.is_nominal());
    let timed = parsed.timed.get(at).copied().unwrap_or(false);
    let number = token.is_number() && !parsed.token(at + 1).is_some_and(|t| t.glued);
    !timed && !number && !parsed.is_mark(at) && !verb && !closed.iter().any(|c| grammar.is(token, *c))
}

/// The token that begins at or behind a byte.
fn token_at(parsed: &Parsed, byte: usize) -> usize {
    parsed.tokens.iter().position(|t| t.span.start >= byte).unwrap_or(parsed.len())
}

#[cfg(test)]
mod tests {
    use crate::extract::article::extract;
    use crate::model::{Article, Item, Meta, Span};
    use crate::vocabulary::Vocabulary;

    fn objects(text: &str) -> Vec<String> {
        let body = Span::new(0, text.len());
        let article = Article { meta: Meta::default(), text: text.to_string(), body, file_name: String::new() };
        let object = |item: &Item| match item {
            Item::Observation(o) => o.series.object.as_ref().map(|o| o.to_string()),
            _ => None,
        };
        extract(&article, Vocabulary::builtin()).iter().filter_map(object).collect()
    }

    #[test]
    fn the_state_of_a_thing_is_not_its_name() {
        assert_eq!(
            objects("Police seized 30 forged Thai passports and 12 bogus visa stickers."),
            ["passports", "visa stickers"]
        );
    }

    #[test]
    fn a_container_is_named_with_what_it_holds() {
        assert_eq!(objects("Police arrested two smugglers and seized 133 cans of petrol."), ["cans of petrol"]);
    }

    #[test]
    fn a_weight_is_of_what_was_weighed() {
        assert_eq!(
            objects("Police arrested a smuggler and seized 12 kg of heroin and 14 SIM cards."),
            ["heroin", "sim cards"]
        );
    }
}
