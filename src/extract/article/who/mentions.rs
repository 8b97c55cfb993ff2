//! Mentions: every place of a sentence that can stand for a speaker. In: a [`Line`]. Out: mentions in order, with what
//! the words beside them say of office and body. Who is meant is settled over the whole document, in `cast.rs`.

use super::marks::Line;
use super::names;
use crate::model::Code;
use crate::vocabulary::speech::bits;
use crate::vocabulary::{CountryForm, Voice};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pronoun {
    He,
    She,
    It,
    They,
}

/// What somebody is: the words of the office, and the mention of the body in which it is held.
#[derive(Debug, Clone, Default)]
pub struct Role {
    pub words: String,
    pub body: Option<usize>,
    /// Speaks for the body: "spokesman".
    pub voice: bool,
}

#[derive(Debug, Clone)]
pub enum Kind {
    /// A capitalised name; `titles..start_of_name` are its titles. Without title and role it may be no person at all.
    Person {
        name: usize,
        titles: usize,
        rank: bool,
        female: bool,
        role: Option<Role>,
        accused: bool,
    },
    /// A body's own name, or a force ("Thai police").
    Body {
        known: Option<usize>,
        force: bool,
        end: usize,
        acronym: Option<usize>,
        country: Option<Code>,
    },
    /// "the department".
    Short {
        head: usize,
    },
    /// "the minister", "a spokesman for the ministry".
    Office {
        role: Role,
        definite: bool,
    },
    Pronoun(Pronoun),
    Document {
        definite: bool,
        body: Option<usize>,
    },
    Nameless {
        definite: bool,
        body: Option<usize>,
    },
}

/// The tokens `start..end` and what they name.
#[derive(Debug, Clone)]
pub struct Mention {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
}

/// All mentions of a sentence, from left to right.
pub fn scan(line: &Line) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        match begin(line, at, &found) {
            Some(mention) => {
                // A role takes in the words before its noun, which were read as names.
                while found.last().is_some_and(|m| m.start >= mention.start) {
                    found.pop();
                }
                at = mention.end.max(at + 1);
                found.push(mention);
            }
            None => at += 1,
        }
    }
    super::roles::relate(line, &mut found);
    found
}

fn begin(line: &Line, at: usize, found: &[Mention]) -> Option<Mention> {
    let token = line.tokens.get(at)?;
    if !token.is_word() {
        return None;
    }
    if let Some(pronoun) = pronoun(&token.folded) {
        return Some(Mention { start: at, end: at + 1, kind: Kind::Pronoun(pronoun) });
    }
    if token.capital
        && let Some(mention) = titled(line, at, found)
    {
        return Some(mention);
    }
    // `the sheriff's office` is a body, though it begins with an office.
    if line.hit(at, bits::HEAD).is_some_and(|h| h.end > at + 1)
        && !token.capital
        && let Some(mention) = short(line, at)
    {
        return Some(mention);
    }
    let office = line.hit(at, bits::OFFICE);
    if let Some(hit) = office
        && let Some(mention) = office_holder(line, at, hit.end, hit.voice == Voice::Office { voice: true }, found)
    {
        return Some(mention);
    }
    if token.capital
        && let Some(mention) = body(line, at)
    {
        return Some(mention);
    }
    if line.is(at, bits::FORCE)
        && let Some(mention) = force(line, at)
    {
        return Some(mention);
    }
    if let Some(hit) = office {
        let end = complement(line, hit.end);
        let (start, body) = role_start(line, at, found);
        let voice = hit.voice == Voice::Office { voice: true };
        let role = Role { words: line.words(start, end).to_string(), body, voice };
        let definite = definite(line, start);
        return Some(Mention { start, end, kind: Kind::Office { role, definite } });
    }
    if let Some(mention) = short(line, at) {
        return Some(mention);
    }
    if let Some(hit) = line.hit(at, bits::DOCUMENT | bits::NAMELESS).filter(|_| !proper(line, at)) {
        let definite = definite(line, modifiers(line, at));
        let kind = match hit.voice {
            Voice::Document => Kind::Document { definite, body: None },
            _ => Kind::Nameless { definite, body: None },
        };
        return Some(Mention { start: at, end: hit.end, kind });
    }
    name(line, at)
}

fn pronoun(folded: &str) -> Option<Pronoun> {
    match folded {
        "he" | "his" | "him" => Some(Pronoun::He),
        "she" | "her" => Some(Pronoun::She),
        "it" | "its" => Some(Pronoun::It),
        "they" | "their" => Some(Pronoun::They),
        _ => None,
    }
}

/// A capital that isn't owed to the place of the word.
fn proper(line: &Line, at: usize) -> bool {
    line.capital(at) && !line.opens(at)
}

/// Back over adjectives to where a determiner may stand.
fn modifiers(line: &Line, at: usize) -> usize {
    let mut start = at;
    for _ in 0..3 {
        let Some(token) = start.checked_sub(1).and_then(|i| line.tokens.get(i)) else { break };
        let stops =
            matches!(token.folded.as_str(), "the" | "a" | "an" | "its" | "'s" | "this" | "that" | "their" | "of");
        if stops || token.folded.len() == 1 || line.is(start - 1, bits::VERB | bits::PREPOSITION | bits::ACCORDING) {
            break;
        }
        start -= 1;
    }
    start
}

pub fn definite(line: &Line, start: usize) -> bool {
    matches!(line.before(start), "the" | "this" | "that" | "its" | "'s" | "their" | "his" | "her" | "same")
}

/// Title and name: `Pol Maj Gen Wichai Thongdee`.
fn titled(line: &Line, at: usize, found: &[Mention]) -> Option<Mention> {
    let (name, rank) = names::titles(line, at);
    if name == at {
        return None;
    }
    let end = names::person(line, name)?;
    let body = found.last().filter(|m| m.end == at && matches!(m.kind, Kind::Body { force: false, .. }));
    let role = body.map(|_| Role { body: found.len().checked_sub(1), ..Role::default() });
    let female = (at..name)
        .any(|i| line.hits.iter().any(|h| h.start == i && matches!(h.voice, Voice::Title { female: true, .. })));
    let accused = false;
    Some(Mention { start: at, end, kind: Kind::Person { name, titles: at, rank, female, role, accused } })
}

/// Office and name: `provincial police chief Major General Prak Sothea`.
fn office_holder(line: &Line, at: usize, end: usize, voice: bool, found: &[Mention]) -> Option<Mention> {
    let to = complement(line, end);
    let (name, _) = names::titles(line, to);
    if !line.capital(name) || line.common_capital(name) {
        return None;
    }
    let last = names::person(line, name)?;
    if names::is_country(line, name, last) || line.hit(name, bits::BODY).is_some() {
        return None;
    }
    let (start, body) = role_start(line, at, found);
    let role = Some(Role { words: line.words(start, to).to_string(), body, voice });
    let female = line.folded(end.saturating_sub(1)).ends_with("woman");
    let kind = Kind::Person { name, titles: to, rank: true, female, role, accused: false };
    Some(Mention { start, end: last, kind })
}

/// Past what an office is in charge of: `of Police`, `of Immigration`.
fn complement(line: &Line, end: usize) -> usize {
    if !matches!(line.folded(end), "of" | "for") {
        // "Group Manager Border Operations Hamish Tuilagi"
        let plain = (end..end + 3).take_while(|&i| line.capital(i)).filter_map(|i| line.hit(i, bits::PORTFOLIO)).last();
        return plain.map(|h| h.end).filter(|&to| line.capital(to) && !line.is(to, bits::HEAD)).unwrap_or(end);
    }
    // "Deputy head of the agency Battsengel Odkhuu"
    let head = line.hit(end + 2, bits::HEAD).filter(|_| line.folded(end + 1) == "the" && !line.capital(end + 2));
    if let Some(hit) = head.filter(|h| line.capital(h.end) && line.capital(h.end + 1)) {
        return hit.end;
    }
    let the = usize::from(line.folded(end + 1) == "the");
    // `Minister of National Security`
    let prefix =
        line.hit(end + 1 + the, bits::PREFIX).filter(|h| line.is(h.end, bits::PORTFOLIO) && line.capital(h.end));
    let at = prefix.map_or(end + 1 + the, |h| h.end);
    let Some(hit) = line.hit(at, bits::PORTFOLIO) else { return end };
    let mut to = hit.end;
    while matches!(line.folded(to), "and" | "for" | "of")
        && let Some(next) = line.hit(to + 1, bits::PORTFOLIO)
    {
        to = next.end;
    }
    // `Deputy Commissioner of Police (Crime)`
    if line.folded(to) == "(" && line.capital(to + 1) && line.folded(to + 2) == ")" && line.capital(to + 3) {
        return to + 3;
    }
    // `Director of the Immigration Department` names a body.
    let body = names::body(line, end + 1 + the).is_some_and(|b| b > to);
    if body || line.is(to, bits::HEAD | bits::PLACE) { end } else { to }
}

/// Back over the words that belong to an office, to its first, and the body's name that stands before it.
fn role_start(line: &Line, at: usize, found: &[Mention]) -> (usize, Option<usize>) {
    let mut start = at;
    while start > 0 {
        let body = found
            .last()
            .filter(|m| m.end == start && matches!(m.kind, Kind::Body { force: false, .. } | Kind::Short { .. }));
        if body.is_some_and(|m| !matches!(m.kind, Kind::Short { .. })) {
            return (start, found.len().checked_sub(1));
        }
        let before = start - 1;
        let two = before
            .checked_sub(1)
            .filter(|&i| line.hit(i, bits::PREFIX | bits::PORTFOLIO).is_some_and(|h| h.end == start));
        let joined = line.tokens.get(start).is_some_and(|t| t.glued);
        let word = line.tokens.get(before).is_some_and(|t| t.is_word() && t.folded != "'s");
        if let Some(two) = two {
            start = two;
        } else if word
            && (joined
                || line.is(before, bits::PREFIX | bits::PORTFOLIO | bits::HEAD | bits::FORCE)
                || (line.capital(before) && !line.common_capital(before)))
        {
            start = before;
        } else if line.folded(before) == "and" && before > 0 && line.capital(before - 1) && line.capital(start) {
            start = before - 1;
        } else {
            break;
        }
    }
    (start, None)
}

/// A body's name, with the acronym in brackets behind it.
fn body(line: &Line, at: usize) -> Option<Mention> {
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
fn force(line: &Line, at: usize) -> Option<Mention> {
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
fn short(line: &Line, at: usize) -> Option<Mention> {
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
fn is_called_a_body(line: &Line, end: usize) -> bool {
    if line.folded(end) != "," || !matches!(line.folded(end + 1), "a" | "an") {
        return false;
    }
    let word = |i: &usize| line.tokens.get(*i).is_some_and(|t| t.is_word() && !t.capital);
    (end + 2..end + 7).take_while(word).any(|i| line.is(i, bits::GENERIC) && !line.is(i, bits::FORCE))
}

/// A capitalised name of which nothing more is known.
fn name(line: &Line, at: usize) -> Option<Mention> {
    let article = matches!(line.folded(at), "the" | "a" | "an");
    if !line.capital(at) || article || line.common_capital(at) || line.is(at, bits::SUBORDINATOR) {
        return None;
    }
    let end = names::person(line, at)?;
    // "Crimes related to gaming": a plural at the head of a sentence is its subject.
    let lower = |i: usize| line.tokens.get(i).is_some_and(|t| t.is_word() && !t.capital && t.folded != "'s");
    let plural = end == at + 1 && line.opens(at) && line.folded(at).len() > 4 && line.folded(at).ends_with('s');
    let told = line.is(end, bits::VERB | bits::BETWEEN) && !line.is(end + 1, bits::PREPOSITION);
    if plural && lower(end) && !told {
        return None;
    }
    // "Airports of Thailand"
    let several = line.folded(end.saturating_sub(1)).ends_with('s') && line.folded(end) == "of";
    if let Some((to, _, CountryForm::Name)) = line.country(end + 1).filter(|_| several) {
        let kind = Kind::Body { known: None, force: false, end: to, acronym: None, country: None };
        return Some(Mention { start: at, end: to, kind });
    }
    // "Seismologist Dr Mina Shrestha": the name begins at the title.
    let titled = |i: usize| line.is(i, bits::TITLE) && names::titles(line, i).0 < end && !line.common_capital(at);
    if line.opens(at) && (at + 1..end).any(titled) {
        return None;
    }
    let described =
        at.checked_sub(1).is_some_and(|i| line.is(i, bits::GENERIC) && !line.capital(i) && !line.is(i, bits::FORCE));
    if described || is_called_a_body(line, end) {
        // "the charity Border Lives", "Border Lives, a charity that …"
        let kind = Kind::Body { known: None, force: false, end, acronym: None, country: None };
        return Some(Mention { start: at, end, kind });
    }
    let kind = Kind::Person { name: at, titles: at, rank: false, female: false, role: None, accused: false };
    Some(Mention { start: at, end, kind })
}
