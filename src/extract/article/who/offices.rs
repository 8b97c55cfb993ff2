//! Who holds an office: "the minister" is the person whose role or title has the noun and who was mentioned last. In: the
//! cast and which mention is whose. Out: [`Offices`], which is asked at each place of the text.
//!
//! A long article has thousands of mentions: they are read once, not again at each office.

use std::collections::HashMap;

use crate::normalize::names::Cast;
use crate::text::fold;

/// A word of an office may be shortened to so many letters: "gov" for "governor".
const SHORTENED: std::ops::Range<usize> = 2..5;
/// Shorter nouns of office are not shortened.
const WHOLE: usize = 3;

/// Within how many sentences who holds an office is named behind it.
const LATER: usize = 6;

#[derive(Debug, Default)]
pub struct Offices {
    /// The persons in whose role or title a folded word stands.
    holders: HashMap<String, Vec<usize>>,
    /// The sentence of each mention of a person, and its place among all mentions.
    mentioned: Vec<Vec<(usize, usize)>>,
}

impl Offices {
    pub fn of(cast: &Cast, persons: &[Vec<Option<usize>>]) -> Self {
        let mut offices = Offices { mentioned: vec![Vec::new(); cast.persons.len()], ..Offices::default() };
        for (id, person) in cast.persons.iter().enumerate() {
            for text in [&person.role, &person.title] {
                let text = fold(text);
                for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
                    let holders = offices.holders.entry(word.to_string()).or_default();
                    if holders.last() != Some(&id) {
                        holders.push(id);
                    }
                }
            }
        }
        let named = persons.iter().enumerate().flat_map(|(at, row)| row.iter().flatten().map(move |id| (at, *id)));
        for (place, (sentence, id)) in named.enumerate() {
            if let Some(mentioned) = offices.mentioned.get_mut(id) {
                mentioned.push((sentence, place));
            }
        }
        offices
    }

    /// The persons whose role or title has this noun.
    fn holders(&self, head: &str) -> impl Iterator<Item = usize> + Clone {
        let short = if head.len() > WHOLE { SHORTENED } else { 0..0 };
        let words = short.filter(|length| *length != head.len()).filter_map(|length| head.get(..length));
        words.chain([head]).filter_map(|word| self.holders.get(word)).flatten().copied()
    }

    /// Of those who hold an office, the one of `recent` who comes first, else who was mentioned last up to a sentence.
    pub fn holder(&self, head: &str, recent: impl Iterator<Item = usize>, sentence: usize) -> Option<usize> {
        let holders = self.holders(head);
        let mut recent = recent;
        recent.find(|id| holders.clone().any(|h| h == *id)).or_else(|| self.last_mentioned(holders, sentence))
    }

    /// The one holder of an office who is first mentioned shortly behind a sentence.
    pub fn named_later(&self, head: &str, sentence: usize) -> Option<usize> {
        let later = |id: &usize| {
            let first = self.mentioned.get(*id).and_then(|m| m.first());
            first.is_some_and(|(at, _)| (sentence + 1..=sentence + LATER).contains(at))
        };
        let mut holders = self.holders(head).filter(later);
        let first = holders.next()?;
        holders.all(|id| id == first).then_some(first)
    }

    fn last_mentioned(&self, holders: impl Iterator<Item = usize>, sentence: usize) -> Option<usize> {
        let last = |id: usize| {
            let mentioned = self.mentioned.get(id)?;
            let before = mentioned.partition_point(|(at, _)| *at <= sentence);
            before.checked_sub(1).and_then(|i| mentioned.get(i)).map(|(_, place)| (*place, id))
        };
        holders.filter_map(last).max().map(|(_, id)| id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_is_held_by_who_spoke_or_was_mentioned_last() {
        let mut cast = Cast::default();
        for (name, role, title) in
            [("Ana Reis", "interior minister", ""), ("Li Bo", "minister", ""), ("Jo Ek", "", "Gov")]
        {
            let keys: Vec<_> = name.split(' ').map(|word| fold(word).into()).collect();
            let id = cast.person(&keys, name);
            // The cast has just given the index.
            (cast.persons[id].role, cast.persons[id].title) = (role.to_string(), title.to_string());
        }
        let offices = Offices::of(&cast, &[vec![Some(0), Some(2)], vec![None, Some(1)], vec![Some(0)]]);
        let holder = |head: &str, recent: &[usize], sentence| offices.holder(head, recent.iter().copied(), sentence);
        assert_eq!(holder("minister", &[], 1), Some(1));
        assert_eq!(holder("minister", &[], 2), Some(0));
        assert_eq!(holder("minister", &[2, 1], 2), Some(1));
        assert_eq!(holder("governor", &[], 0), Some(2));
        assert_eq!(holder("mayor", &[0], 2), None);
    }
}
