//! Bodies in a sentence: names with their acronyms, forces ("Thai police"), and the short forms by which they are called
//! afterwards ("the department"). In: a [`Line`] and a token. Out: the mention that begins there.

use super::marks::Line;
use super::mentions::{Kind, Mention, definite};
use super::names;
use crate::model::Code;
use crate::vocabulary::Voice;
use crate::vocabulary::speech::bits;

/// A body's name, with the acronym in brackets behind it.
pub fn body(line: &Line, at: usize) -> Option<Mention> {
    let known = line.hit(at, bits::BODY);
    let run = if line.common_capital(at) && !line.capital(at + 1) { None } else { names::body(line, at) };
    // "ImmD" too
    let capitals = line.words(at, at + 1).chars().filter(|c| c.is_uppercase()).count();
    let acronym = line.tokens.get(at).is_some_and(|t| (t.caps || capitals > 1) && line.acronyms.contains(&t.folded));
    // `ICE Enforcement and Removal Operations`: the acronym of one country's body stands for itself.
    let own = known.is_some_and(|h| {
        let of_country = matches!(h.voice, Voice::Body(b) if line.vocabulary.voices.bodies.get(b).is_some_and(|b| b.country.is_some()));
        h.end == at + 1 && line.tokens.get(at).is_some_and(|t| t.caps) && of_country
    });
    let run = run.filter(|_| !own);
    let end = known.map(|h| h.end).max(run).max(acronym.then_some(at + 1))?;
    let known = known.filter(|h| h.end == end).and_then(|h| match h.voice {
        Voice::Body(index) => Some(index),
        _ => None,
    });
    let known =
        known.or_else(|| line.vocabulary.voices.body_names.get(&crate::text::fold(line.words(at, end))).copied());
    let bracket = line.folded(end) == "(" && line.folded(end + 2) == ")";
    let acronym = (bracket && line.tokens.get(end + 1).is_some_and(|t| t.is_word() && t.capital)).then_some(end + 1);
    let end = seat(line, at, end).filter(|_| acronym.is_none()).unwrap_or(end);
    let country =
        names::nationality(line, at).or_else(|| owner(line, at)).or_else(|| line.country(at).map(|(_, code, _)| code));
    let last = if acronym.is_some() { end + 3 } else { end };
    Some(Mention { start: at, end: last, kind: Kind::Body { known, force: false, end, acronym, country } })
}

/// `Indonesian Embassy in Phnom Penh`: to the end of the city in which a mission sits.
fn seat(line: &Line, at: usize, end: usize) -> Option<usize> {
    let mission = names::nationality(line, at).is_some()
        && (at..end).any(|i| matches!(line.folded(i), "embassy" | "consulate"))
        && (at..end).all(|i| line.folded(i) != "of");
    let city = line.vocabulary.places.lookup(line.tokens, end + 1).filter(|_| line.folded(end) == "in");
    city.map(|(to, _)| to).filter(|_| mission)
}

/// The country before a body: `Thailand's`, `Thai`.
fn owner(line: &Line, at: usize) -> Option<Code> {
    let back = if line.before(at) == "'s" { 1 } else { 0 };
    (1..=3).find_map(|n| {
        let start = at.checked_sub(back + n)?;
        line.country(start).filter(|(end, _, _)| end + back == at).map(|(_, code, _)| code)
    })
}

/// `police`, `Quang Nam police`, `the Kenyan immigration authorities`.
pub fn force(line: &Line, at: usize) -> Option<Mention> {
    let hit = line.hit(at, bits::FORCE)?;
    if line.is(hit.end, bits::OFFICE | bits::PLACE) || (line.is(hit.end, bits::HEAD) && !line.is(hit.end, bits::FORCE))
    {
        return None;
    }
    let mut start = at;
    while let Some(before) = start.checked_sub(1) {
        let capital = line.capital(before) && !line.common_capital(before) && line.folded(before) != "'s";
        let prefix = line.is(before, bits::PREFIX) && line.tokens.get(before).is_some_and(|t| t.is_word());
        // "the local fire brigade" has no other name.
        if !capital && !prefix || line.folded(before) == "local" && hit.end - at > 1 {
            break;
        }
        start = before;
    }
    let country = line.country(start).map(|(_, code, _)| code).or_else(|| owner(line, start));
    // "the military police of Rio de Janeiro"
    let of_place = line.folded(hit.end) == "of" && !line.capital(at);
    let place = line.vocabulary.places.lookup(line.tokens, hit.end + 1).filter(|_| of_place);
    let end = place.map_or(hit.end, |(to, _)| to);
    Some(Mention { start, end, kind: Kind::Body { known: None, force: true, end, acronym: None, country } })
}

/// `the department`, `the border agency`.
pub fn short(line: &Line, at: usize) -> Option<Mention> {
    let hit = line.hit(at, bits::HEAD)?;
    let mut start = at;
    while let Some(before) = start.checked_sub(1) {
        // `the Lyon-based organisation`
        let compound = [before, start].iter().any(|&i| line.tokens.get(i).is_some_and(|t| t.glued));
        let describes = line.is(before, bits::PREFIX | bits::PORTFOLIO | bits::FORCE | bits::COMMON);
        if !(describes || compound && line.folded(before) != "'s") || at - before > 3 || definite(line, start) {
            break;
        }
        start = before;
    }
    // "…, bureau records show"
    let of_text =
        matches!(line.before(start), "" | ",") && line.is(hit.end, bits::DOCUMENT) && line.is(hit.end + 1, bits::VERB);
    if !definite(line, start) && !of_text || line.is(hit.end, bits::HEAD | bits::PLACE) {
        return None;
    }
    let start = if (start..at).any(|i| line.capital(i)) { at } else { start };
    Some(Mention { start, end: hit.end, kind: Kind::Short { head: at } })
}

/// Whether the words behind a name say that it is a body's: ", a rights group that …".
pub fn is_called_a_body(line: &Line, end: usize) -> bool {
    if line.folded(end) != "," || !matches!(line.folded(end + 1), "a" | "an") {
        return false;
    }
    let word = |i: &usize| line.tokens.get(*i).is_some_and(|t| t.is_word() && !t.capital);
    (end + 2..end + 7).take_while(word).any(|i| line.is(i, bits::GENERIC) && !line.is(i, bits::FORCE))
}
