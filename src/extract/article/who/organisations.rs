//! Organisations of an article: every mention of a body to its entry. In: mentions of all sentences. Out: the cast's
//! bodies, and for each mention of one its index.

use super::marks::{Line, is_acronym};
use super::mentions::{Kind, Mention};
use crate::normalize::names::{BodyEntry, Cast};
use crate::text::fold;
use crate::vocabulary::Class;
use crate::vocabulary::speech::bits;

/// Reads a body's mention; none where the mention is something else.
pub fn entry(line: &Line, mention: &Mention, order: usize) -> Option<BodyEntry> {
    if let Kind::Short { head } = mention.kind {
        return described(line, mention, head, order);
    }
    let Kind::Body { known, force, end, acronym, country } = &mention.kind else { return None };
    let text = line.words(mention.start, *end);
    let bare = is_acronym(line, mention.start, *end);
    let known_body = known.and_then(|k| line.vocabulary.voices.bodies.get(k));
    let name = match known_body {
        Some(body) if bare && acronym.is_none() => body.name.clone(),
        _ if *force => force_name(line, mention.start, *end),
        _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    let country = country.clone().or_else(|| known_body.and_then(|b| b.country.clone()));
    let acronym = acronym.map(|(from, to)| fold(line.words(from, to)).into());
    let acronym = acronym.or_else(|| bare.then(|| fold(text).into()));
    // "I4C" is one word.
    let keys = if bare { vec![fold(text).into()] } else { line.keys(mention.start, *end) };
    let single = *force && keys.last().is_some_and(|k| !line.vocabulary.voices.many.contains(k.as_str()));
    let (known, force) = (*known, *force);
    Some(BodyEntry { keys, single, name, acronym, known, country, force, first: order, bare, ..BodyEntry::default() })
}

/// "the interior ministry" names a body without capitals; "the border agency" only describes one.
fn described(line: &Line, mention: &Mention, head: usize, order: usize) -> Option<BodyEntry> {
    let end = line.hit(head, bits::HEAD).map_or(head + 1, |h| h.end);
    if mention.end == end && (mention.start == head || line.is(head, bits::GENERIC)) {
        return None;
    }
    // "from the water by two patrol boats"
    let grammar = &line.vocabulary.grammar;
    let apart = |i: usize| line.tokens.get(i).is_some_and(|t| grammar.is(t, Class::Preposition) && !t.is("of"));
    if (mention.start..head).any(apart) {
        return None;
    }
    let keys = line.keys(mention.start, mention.end);
    let name = line.words(mention.start, mention.end).to_string();
    let country = super::names::nationality(line, mention.start);
    Some(BodyEntry { keys, name, country, first: order, ..BodyEntry::default() })
}

/// A force has no name of its own: only the words that say whose it is keep their capitals.
fn force_name(line: &Line, start: usize, end: usize) -> String {
    let words = line.words(start, end);
    if line.opens(start)
        && line.country(start).is_none()
        && line.vocabulary.voices.lexicon.longest(line.tokens, start).is_some_and(|m| m.end <= end)
    {
        return words.to_lowercase();
    }
    words.to_string()
}

/// The entries of all bodies, and which mention is which.
pub fn collect(lines: &[Line], mentions: &[Vec<Mention>], cast: &mut Cast) -> Vec<Vec<Option<usize>>> {
    let mut order = 0;
    let rows = lines.iter().zip(mentions).map(|(line, row)| {
        let ids = row.iter().map(|mention| {
            order += 1;
            entry(line, mention, order).map(|e| cast.body(e))
        });
        ids.collect()
    });
    rows.collect()
}
