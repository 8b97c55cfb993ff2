//! Bodies in a sentence: names with their acronyms, forces ("Thai police"), and the short forms by which they are called
//! afterwards ("the department"). In: a [`Line`] and a token. Out: the mention that begins there.

use super::marks::{self, Line};
use super::mentions::{Kind, Mention, definite};
use super::names;
use crate::model::Code;
use crate::vocabulary::speech::bits;
use crate::vocabulary::{CountryForm, Voice};

/// A body's name, with the acronym in brackets behind it.
pub fn body(line: &Line, at: usize) -> Option<Mention> {
    let known = line.hit(at, bits::BODY);
    let run = if line.common_capital(at) && !line.capital(at + 1) { None } else { names::body(line, at) };
    let acronym = explained(line, at);
    // `ICE Enforcement and Removal Operations`: the acronym of one country's body stands for itself.
    let own = known.is_some_and(|h| {
        let of_country = matches!(h.voice, Voice::Body(b) if line.vocabulary.voices.bodies.get(b).is_some_and(|b| b.country.is_some()));
        h.end == at + 1 && line.tokens.get(at).is_some_and(|t| t.caps) && of_country
    });
    let run = run.filter(|_| !own);
    let end = known.map(|h| h.end).max(run).max(acronym)?;
    let known = known.filter(|h| h.end == end).and_then(|h| match h.voice {
        Voice::Body(index) => Some(index),
        _ => None,
    });
    let known =
        known.or_else(|| line.vocabulary.voices.body_names.get(&crate::text::fold(line.words(at, end))).copied());
    let named_too = marks::also_called(line.tokens, end);
    let acronym = named_too.map(|(from, to, _)| (from, to));
    let end = seat(line, at, end).filter(|_| acronym.is_none()).unwrap_or(end);
    let country =
        names::nationality(line, at).or_else(|| owner(line, at)).or_else(|| line.country(at).map(|(_, code, _)| code));
    let last = named_too.map_or(end, |(_, _, last)| last);
    Some(Mention { start: at, end: last, kind: Kind::Body { known, force: false, end, acronym, country } })
}

/// The end of an acronym that the document explains: "GDI", "ImmD" and "I4C", and "Sernic" where it is no other word.
fn explained(line: &Line, at: usize) -> Option<usize> {
    let end = marks::acronym_end(line.tokens, at)?;
    let words = line.words(at, end);
    if !line.acronyms.contains(&crate::text::fold(words).into()) {
        return None;
    }
    let capitals = words.chars().filter(|c| c.is_uppercase()).count();
    let place = || line.vocabulary.places.lookup(line.tokens, at).is_some();
    (end > at + 1 || capitals > 1 || !line.speaks(at) && line.country(at).is_none() && !place()).then_some(end)
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
        // "airport police"
        let prefix = prefix || line.is(before, bits::PLACE) && !line.capital(before) && !line.is(before, bits::VERB);
        if !capital && !prefix || line.folded(before) == "local" && hit.end - at > 1 {
            break;
        }
        start = before;
    }
    let country = line.country(start).map(|(_, code, _)| code).or_else(|| owner(line, start));
    // "the military police of Rio de Janeiro"
    let of_place = line.folded(hit.end) == "of" && !line.capital(at);
    let place = line.vocabulary.places.lookup(line.tokens, hit.end + 1).map(|(to, _)| to);
    // "the government of Vanuatu"
    let place = place.or_else(|| line.country(hit.end + 1).map(|(to, _, _)| to)).filter(|_| of_place);
    let end = place.unwrap_or(hit.end);
    Some(Mention { start, end, kind: Kind::Body { known: None, force: true, end, acronym: None, country } })
}

/// `the department`, `the border agency`, `the Kenyan interior ministry`, `the ministry of labour`.
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
    let proper = (start..at).any(|i| line.capital(i));
    // "the Kenyan interior ministry", "Greek prosecutors' office": whose it is belongs to its name.
    let tells = start < at || hit.end > at + 1 || !line.is(at, bits::GENERIC);
    let owner = |n: &usize| {
        start.checked_sub(*n).is_some_and(|i| is_people(line, i, start) || tells && is_place_name(line, i, start))
    };
    let owned = (1..=3).find(owner).filter(|_| !proper && !line.capital(at));
    if let Some(n) = owned.filter(|_| !line.is(hit.end, bits::HEAD | bits::PLACE)) {
        return Some(Mention { start: start - n, end: complement(line, at, hit.end), kind: Kind::Short { head: at } });
    }
    let start = if definite(line, start) || proper { start } else { described_as(line, start).unwrap_or(start) };
    // "…, bureau records show"
    let of_text =
        matches!(line.before(start), "" | ",") && line.is(hit.end, bits::DOCUMENT) && line.is(hit.end + 1, bits::VERB);
    let far = || described_from(line, at).is_some();
    if !definite(line, start) && !of_text && !far() || line.is(hit.end, bits::HEAD | bits::PLACE) {
        return None;
    }
    let start = if proper || !definite(line, start) && !of_text { at } else { start };
    Some(Mention { start, end: complement(line, at, hit.end), kind: Kind::Short { head: at } })
}

/// Whether the words `start..end` are a people's: "Kenyan".
fn is_people(line: &Line, start: usize, end: usize) -> bool {
    names::nationality(line, start).is_some() && line.country(start).is_some_and(|(to, _, _)| to == end)
}

/// Whether the words `start..end` name a place behind an article: "the Koper" of "the Koper police directorate".
fn is_place_name(line: &Line, start: usize, end: usize) -> bool {
    let opens = matches!(line.before(start), "the" | "" | "," | "by" | "and" | "—" | "–");
    let word = |i: usize| line.capital(i) && !line.common_capital(i) && !line.tokens.get(i).is_some_and(|t| t.caps);
    let other = bits::BODY | bits::OFFICE | bits::TITLE | bits::HEAD | bits::FORCE | bits::PREFIX | bits::PORTFOLIO;
    opens && (start..end).all(word) && !line.is(start, other) && line.country(start).is_none()
}

/// `the port authority`: where the plain words begin before a head that many bodies have.
fn described_as(line: &Line, at: usize) -> Option<usize> {
    if !line.is(at, bits::GENERIC) || line.is(at, bits::ANAPHOR) {
        return None;
    }
    let plain = |i: usize| {
        line.tokens.get(i).is_some_and(|t| t.is_word() && !t.capital && t.folded != "'s")
            && !line.is(i, bits::VERB | bits::PREPOSITION | bits::ACCUSED | bits::BETWEEN | bits::SUBORDINATOR)
    };
    (1..=2).map_while(|n| at.checked_sub(n).filter(|&i| plain(i))).find(|&i| line.before(i) == "the")
}

/// `the anti-graft agency`, `the Geneva-based aid group`: where the words begin that describe what any body may be called.
fn described_from(line: &Line, at: usize) -> Option<usize> {
    if !line.is(at, bits::ANAPHOR) || line.capital(at) {
        return None;
    }
    let plain = |i: usize| {
        line.tokens.get(i).is_some_and(|t| t.is_word() && t.folded != "'s")
            && !line.is(i, bits::VERB | bits::PREPOSITION | bits::ACCUSED | bits::BETWEEN | bits::SUBORDINATOR)
            && !line.folded(i).ends_with("ed")
    };
    let from = (1..=4).map_while(|n| at.checked_sub(n).filter(|&i| plain(i))).find(|&i| definite(line, i))?;
    (!matches!(line.folded(from), "armed" | "militant" | "rebel" | "terror" | "terrorist" | "criminal" | "same"))
        .then_some(from)
}

/// Past what a body without capitals is in charge of, or where it sits: `ministry of labour`, `prosecutor's office in Lyon`.
fn complement(line: &Line, at: usize, end: usize) -> usize {
    if line.capital(at) {
        return end;
    }
    // "embassy of Senegal"
    if let Some((to, _, CountryForm::Name)) = line.country(end + 1).filter(|_| line.folded(end) == "of") {
        return to;
    }
    // "port authority of Guayaquil"
    let city = line.vocabulary.places.lookup(line.tokens, end + 1).filter(|_| line.folded(end) == "of");
    if let Some((to, _)) = city.filter(|_| !line.is(at, bits::ANAPHOR)) {
        return to;
    }
    if line.folded(end) == "of" && !line.capital(end + 1) {
        let plain = |to: &usize| !(end + 1..*to).any(|i| line.capital(i)) && !line.is(*to, bits::HEAD);
        return line.hit(end + 1, bits::PORTFOLIO).map(|h| h.end).filter(plain).unwrap_or(end);
    }
    let prosecutors =
        end > at + 1 && line.folded(at).starts_with("prosecutor") || line.folded(at + 1).starts_with("prosecutor");
    let city = line.vocabulary.places.lookup(line.tokens, end + 1).filter(|_| line.folded(end) == "in" && prosecutors);
    city.map_or(end, |(to, _)| to)
}

/// Whether the words behind a name say that it is a body's: ", a rights group that …".
pub fn is_called_a_body(line: &Line, end: usize) -> bool {
    if line.folded(end) != "," || !matches!(line.folded(end + 1), "a" | "an") {
        return false;
    }
    let word = |i: &usize| line.tokens.get(*i).is_some_and(|t| t.is_word() && !t.capital);
    let named = |i: usize| line.is(i, bits::GENERIC) && !line.is(i, bits::FORCE);
    // "Grupa Granica, an association of …"; "a bank manager" is a person.
    let called = |i: usize| {
        line.hit(i, bits::HEAD).is_some_and(|h| matches!(line.folded(h.end), "of" | "," | "that" | "which" | "based"))
            && !line.is(i, bits::FORCE)
    };
    let first = (end + 2..end + 7).take_while(|i| word(i) && line.folded(*i) != "of");
    (end + 2..end + 7).take_while(word).any(named) || first.clone().any(called)
}

#[cfg(test)]
mod tests {
    use super::super::tests::speaker;

    #[test]
    fn whose_a_body_is_belongs_to_its_name() {
        let cases = [
            ("According to the Kenyan interior ministry, 75 were deported.", "75", "Kenyan interior ministry"),
            ("The ministry of labour puts at 1,240 the number of victims.", "1,240", "ministry of labour"),
            ("The aid group Alarm Route says 86 were expelled.", "86", "Alarm Route"),
            ("In 2024, according to Tak Immigration, 9,417 were held.", "9,417", "Tak Immigration"),
            ("According to the prosecutor's office in Lyon, 17 were charged.", "17", "prosecutor's office in Lyon"),
            ("Nine men were held, airport police said.", "Nine", "airport police"),
            ("According to the government of Vanuatu, 12 were deported.", "12", "government of Vanuatu"),
        ];
        for (text, figure, name) in cases {
            assert_eq!(speaker(text, figure), name, "{text}");
        }
    }

    #[test]
    fn a_body_may_be_called_by_its_acronym_or_by_what_it_is() {
        let name = "Crime Coordination Centre";
        for text in [
            "The Crime Coordination Centre (I4C) opened. So far 83 accounts were blocked, the I4C said.",
            "The Crime Coordination Centre, or CCC, opened. So far 83 accounts were blocked, according to the CCC.",
            "The Crime Coordination Centre (Cricoc) opened. According to Cricoc, 83 accounts were blocked.",
            "The Crime Coordination Centre opened. The anti-fraud agency said 83 accounts were blocked.",
        ] {
            assert_eq!(speaker(text, "83"), name, "{text}");
        }
        let text = "Border Guard Bangladesh closed the road. It seized 83 bottles, the border force said.";
        assert_eq!(speaker(text, "83"), "Border Guard Bangladesh");
    }
}
