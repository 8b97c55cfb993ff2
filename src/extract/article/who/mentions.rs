//! Mentions: every place of a sentence that can stand for a speaker. In: a [`Line`]. Out: mentions in order, with what
//! the words beside them say of office and body. Who is meant is settled over the whole document, in `cast.rs`.

use super::bodies::{body, force, is_called_a_body, short};
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
        acronym: Option<(usize, usize)>,
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
    if !token.capital && !line.speaks(at) {
        return None;
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
    let end = names::person(line, name).filter(|&end| !is_thing(line, name, end))?;
    let body = found.last().filter(|m| m.end == at && matches!(m.kind, Kind::Body { force: false, .. }));
    let role = body.map(|_| Role { body: found.len().checked_sub(1), ..Role::default() });
    let female = (at..name)
        .any(|i| line.hits.iter().any(|h| h.start == i && matches!(h.voice, Voice::Title { female: true, .. })));
    let accused = false;
    Some(Mention { start: at, end, kind: Kind::Person { name, titles: at, rank, female, role, accused } })
}

/// "General Security", "the Ambassador Bridge": a title before a word that is no name.
fn is_thing(line: &Line, name: usize, end: usize) -> bool {
    end == name + 1 && line.is(name, bits::PORTFOLIO | bits::PLACE)
}

/// Office and name: `provincial police chief Major General Prak Sothea`.
fn office_holder(line: &Line, at: usize, end: usize, voice: bool, found: &[Mention]) -> Option<Mention> {
    let to = complement(line, end);
    let (name, _) = names::titles(line, to);
    if !line.capital(name) || line.common_capital(name) {
        return None;
    }
    let last = names::person(line, name).filter(|&last| !is_thing(line, name, last))?;
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

/// A capitalised name of which nothing more is known.
fn name(line: &Line, at: usize) -> Option<Mention> {
    let article = matches!(line.folded(at), "the" | "a" | "an");
    if !line.capital(at) || article || line.common_capital(at) || line.is(at, bits::SUBORDINATOR) {
        return None;
    }
    // "the charity", "the non-profit"
    let generic = |i: usize| line.hit(i, bits::GENERIC).is_some_and(|h| h.end == at) && !line.capital(i);
    let described = (1..=2).filter_map(|n| at.checked_sub(n)).any(|i| generic(i) && !line.is(i, bits::FORCE));
    let body = |end| {
        let kind = Kind::Body { known: None, force: false, end, acronym: None, country: None };
        Some(Mention { start: at, end, kind })
    };
    if described {
        // "the charity Border Lives"
        return body(names::capitals(line, at));
    }
    let end = names::person(line, at)?;
    // "Tak Immigration", "Home Affairs"
    if names::ends_in_charge(line, at, end) {
        return body(end);
    }
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
        return body(to);
    }
    // "Seismologist Dr Mina Shrestha": the name begins at the title.
    let titled = |i: usize| line.is(i, bits::TITLE) && names::titles(line, i).0 < end && !line.common_capital(at);
    if line.opens(at) && (at + 1..end).any(titled) {
        return None;
    }
    if is_called_a_body(line, end) {
        // "Border Lives, a charity that …"
        return body(end);
    }
    let kind = Kind::Person { name: at, titles: at, rank: false, female: false, role: None, accused: false };
    Some(Mention { start: at, end, kind })
}
