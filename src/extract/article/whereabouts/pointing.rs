//! Places that a sentence points to: "in the city", "at the airport", "there". In: a scene, the places of the sentences
//! before. Out: the name of the place that is meant, as the text first spelled it.

use super::Wheres;
use crate::extract::article::discourse::Scene;
use crate::extract::article::parse::Mention;
use crate::extract::place::PlaceMention;
use crate::normalize::place::country_of;
use crate::text::Token;
use crate::vocabulary::places::{Lead, PlaceKind, Pointing};
use crate::vocabulary::{Class, CountryForm};

/// How many sentences back "there" points.
const THERE_REACH: usize = 2;

/// The place that the words of a sentence point to, and the rule.
pub fn pointed(sentence: usize, scenes: &[Scene], wheres: &Wheres) -> Option<(String, &'static str)> {
    let scene = scenes.get(sentence)?;
    let tokens = scene.parsed.tokens;
    let places = &wheres.vocabulary.places;
    let grammar = &wheres.vocabulary.grammar;
    let placed =
        |at: usize| at.checked_sub(1).and_then(|i| tokens.get(i)).is_none_or(|before| places.lead(before) == Lead::At);
    // "there have been five", "removed to Mexico, where he is wanted there"
    let exists = |at: usize| {
        let next = tokens.get(at + 1);
        next.is_some_and(|t| [Class::Be, Class::Have, Class::Future].iter().any(|c| grammar.is(t, *c)))
    };
    let country = |m: &Mention, at: usize| m.start < at && m.country_as(&[CountryForm::Name]).is_some();
    for (at, token) in tokens.iter().enumerate() {
        if token.is("there")
            && !exists(at)
            && !scene.parsed.mentions.iter().any(|m| country(m, at))
            && let Some(found) = there(sentence, wheres)
        {
            return Some((found, "there: the place before"));
        }
        let same = usize::from(tokens.get(at + 1).is_some_and(|t| t.is("same")));
        let Some(noun) = tokens.get(at + 1 + same).filter(|t| token.is("the") && !t.capital && placed(at)) else {
            continue;
        };
        // "the island of Lesvos", "the port city"
        let goes_on = tokens.get(at + 2 + same).is_some_and(|t| t.is("of") || t.is_word() && t.capital);
        // "at Budhanilkantha-9 in the capital"
        let own = |of: &Vec<PlaceMention>| of.iter().any(|m| m.lead == Lead::At);
        let other = noun.is("capital") && (told_of(scene, at) || wheres.mentions.get(sentence).is_some_and(own));
        if !goes_on
            && !other
            && let Some(to) = places.pointing(noun)
            && let Some(found) = named(to, noun, sentence, scenes, wheres)
        {
            return Some((found, "the place named before"));
        }
    }
    None
}

/// "a gang that abducted shopkeepers in the capital": told of somebody, not of the figure.
fn told_of(scene: &Scene, at: usize) -> bool {
    let relative = |i: usize| ["who", "that", "which"].contains(&scene.parsed.word(i));
    scene.parsed.word(at.wrapping_sub(1)) != "in" || (0..at).any(relative)
}

/// "here": the place of the dateline; often only where somebody spoke.
pub fn here(scene: &Scene, wheres: &Wheres) -> Option<String> {
    wheres.here.clone().filter(|_| scene.parsed.tokens.iter().any(|t| t.is("here")))
}

/// The last place of the sentences before.
fn there(sentence: usize, wheres: &Wheres) -> Option<String> {
    let before = wheres.mentions.get(sentence.saturating_sub(THERE_REACH)..sentence)?;
    let mut found = before.iter().rev().flat_map(|m| m.iter().rev());
    found.find(|m| m.lead == Lead::At).map(|m| m.name.clone())
}

fn named(to: Pointing, noun: &Token, sentence: usize, scenes: &[Scene], wheres: &Wheres) -> Option<String> {
    let mentions = wheres.mentions.get(..sentence + 1)?;
    let at_home =
        |of: &[PlaceMention], m: &PlaceMention| country_of(m, of, wheres.evidence).as_ref() == Some(wheres.country);
    let area = |m: &PlaceMention| m.countries.iter().any(|c| c.kind == PlaceKind::Area);
    let tied = |m: &PlaceMention| matches!(m.lead, Lead::At | Lead::Agency | Lead::None);
    let mut first = mentions.iter().flat_map(|of| of.iter().map(move |m| (of, m)));
    let mut last = mentions.iter().enumerate().rev().flat_map(|(i, of)| of.iter().rev().map(move |m| (i, m)));
    let has_word = |(index, m): &(usize, &PlaceMention)| {
        let words = scenes.get(*index).and_then(|s| s.parsed.tokens.get(m.start..m.end)).unwrap_or(&[]);
        words.iter().any(|t| t.folded == noun.folded)
    };
    let name = |m: &PlaceMention| m.name.clone();
    match to {
        Pointing::Town => wheres.here.clone(),
        Pointing::Area => first.find(|(of, m)| area(m) && tied(m) && at_home(of, m)).map(|(_, m)| name(m)),
        Pointing::Named => last.find(has_word).map(|(_, m)| name(m)),
        Pointing::Last => last.find(|(_, m)| m.lead == Lead::At).map(|(_, m)| name(m)).or_else(|| wheres.here.clone()),
    }
}
