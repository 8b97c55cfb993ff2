//! Names: where a capitalised run is a person's or a body's, and how far it goes. In: a [`Line`] and a token. Out: the
//! end of the name that begins there. What a name means is settled elsewhere.

use super::marks::Line;
use crate::vocabulary::speech::bits;
use crate::vocabulary::{CountryForm, Voice};

/// The end of the titles that begin at `at`, and whether one of them is a rank; `at` itself where there are none.
pub fn titles(line: &Line, at: usize) -> (usize, bool) {
    let (mut end, mut rank) = (at, false);
    let mut i = at;
    while line.capital(i) {
        let next = if let Some(hit) = line.hit(i, bits::TITLE) {
            if let Voice::Title { rank: ranked, .. } = hit.voice {
                rank |= ranked;
            }
            end = after_stop(line, hit.end);
            end
        } else if let Some(hit) = line.hit(i, bits::PREFIX) {
            after_stop(line, hit.end)
        } else {
            break;
        };
        i = next;
        // "Det.-Insp."
        if line.folded(i) == "-" && line.is(i + 1, bits::TITLE) {
            i += 1;
        }
        while line.folded(i) == "(" && line.is(i + 1, bits::PREFIX) && line.folded(i + 2) == ")" {
            i += 3;
            // "Vice Admiral (retired) Luis Peralta"
            if end > at && line.capital(i) && !line.is(i, bits::TITLE | bits::PREFIX) {
                end = i;
            }
        }
    }
    (end, rank)
}

/// Past a full stop that stands directly behind an abbreviation.
fn after_stop(line: &Line, end: usize) -> usize {
    let stop = line.tokens.get(end).is_some_and(|t| t.is(".") && !t.spaced);
    if stop && end + 1 < line.len() { end + 1 } else { end }
}

/// The end of a person's name that begins at `at`, where the words can be one.
pub fn person(line: &Line, at: usize) -> Option<usize> {
    let mut end = at;
    let mut words = 0;
    while let Some(token) = line.tokens.get(end) {
        let joined = end > at && token.glued;
        if token.is_word() && (joined || (token.capital && !blocked(line, end, end == at))) && token.folded != "'s" {
            end += 1;
            words += 1;
            let initial =
                token.span.end - token.span.start == 1 || line.vocabulary.voices.is_abbreviation(&token.folded);
            let stop = line.tokens.get(end).is_some_and(|t| t.is(".") && !t.spaced);
            let ends = end + 1 >= line.len();
            if initial && stop && (!ends || is_suffix(&token.folded)) {
                end += 1;
            }
            continue;
        }
        if end > at && line.is(end, bits::PARTICLE) && !token.capital {
            let mut after = end;
            while let Some(hit) = line.hit(after, bits::PARTICLE).filter(|_| !line.capital(after)) {
                after = hit.end;
            }
            if line.capital(after) && !blocked(line, after, false) {
                end = after;
                continue;
            }
        }
        if let Some(after) = nickname(line, end).filter(|_| end > at) {
            end = after;
            continue;
        }
        if end > at && token.is(",") && is_suffix(line.folded(end + 1)) && line.capital(end + 1) {
            end += 1;
            continue;
        }
        break;
    }
    let place = line.capital(end) && line.is(end, bits::PLACE | bits::HEAD) && line.before(end) != ",";
    (words > 0 && words < 8 && !place).then_some(end)
}

/// Past a nickname within a name: `Juanito "Jonvic" Remulla`.
fn nickname(line: &Line, at: usize) -> Option<usize> {
    let marked = matches!(
        (line.folded(at), line.folded(at + 2)),
        ("\"", "\"") | ("“", "”") | ("'", "'") | ("‘", "’") | ("(", ")")
    );
    let bracket = line.folded(at) == "(" && line.tokens.get(at + 1).is_some_and(|t| t.caps);
    (marked && !bracket && line.capital(at + 1) && line.capital(at + 3) && !blocked(line, at + 3, false))
        .then_some(at + 3)
}

fn is_suffix(folded: &str) -> bool {
    matches!(folded, "jr" | "sr" | "ii" | "iii" | "iv")
}

/// Whether a capitalised word can't belong to a person's name.
fn blocked(line: &Line, at: usize, first: bool) -> bool {
    if line.is(at, bits::HEAD | bits::OFFICE | bits::FORCE) {
        return true;
    }
    if first && line.is(at, bits::CONNECTOR)
        || line.is(at, bits::BETWEEN) && line.tokens.get(at).is_some_and(|t| t.caps)
    {
        return true;
    }
    if line.is(at, bits::PLACE) && !first {
        return true;
    }
    let rank = || line.hit(at, bits::TITLE).is_some_and(|h| matches!(h.voice, Voice::Title { rank: true, .. }));
    if !first && rank() {
        return person_follows(line, at);
    }
    // "I Wayan Sudarma" of Bali
    let honorific = first && line.folded(at) == "i" && line.capital(at + 1) && !line.common_capital(at + 1);
    line.common_capital(at) && !honorific
}

/// Whether another capitalised name stands behind a title.
fn person_follows(line: &Line, at: usize) -> bool {
    let (end, _) = titles(line, at);
    end > at && line.capital(end)
}

/// The end of a run of capitalised words, with the small words that join them.
pub fn capitals(line: &Line, at: usize) -> usize {
    let mut end = at + 1;
    loop {
        let joined = line.is(end, bits::CONNECTOR | bits::PARTICLE) && line.capital(end + 1);
        let named = line.capital(end) || line.tokens.get(end).is_some_and(|t| t.glued);
        if !(named && !line.common_capital(end) || joined) {
            return end;
        }
        end += 1;
    }
}

/// Whether a name ends in what an office is in charge of: "Tak Immigration", "General Security". A family may be called Law.
pub fn ends_in_charge(line: &Line, at: usize, end: usize) -> bool {
    let last = |i: &usize| line.hit(*i, bits::PORTFOLIO).is_some_and(|h| h.end == end);
    let office = |i: usize| {
        matches!(
            line.folded(end - 1),
            "immigration" | "customs" | "security" | "affairs" | "corrections" | "excise" | "prisons" | "borders"
        ) && i < end
    };
    end > at + 1 && (at..end).any(|i| last(&i) && office(i))
}

/// The end of a body's capitalised name that begins at `at`: `General Department of Customs and Excise`.
pub fn body(line: &Line, at: usize) -> Option<usize> {
    let mut run = Run { line, at, end: at, best: None, of: false, loose_and: false };
    while run.step() {}
    run.best.filter(|&best| best > at + 1 || line.tokens.get(at).is_some_and(|t| t.caps))
}

struct Run<'l, 'a> {
    line: &'l Line<'a>,
    at: usize,
    end: usize,
    /// The end of the longest good name so far.
    best: Option<usize>,
    /// Behind `of`, where any capitalised word belongs.
    of: bool,
    /// An `and` was passed before any head: the head must come.
    loose_and: bool,
}

impl Run<'_, '_> {
    fn step(&mut self) -> bool {
        let (line, end) = (self.line, self.end);
        let Some(token) = line.tokens.get(end) else { return false };
        if token.is_word() && token.folded == "'s" {
            // `Attorney General's Office`, but not `Thailand's Bureau`.
            let office = end > self.at && line.is(end - 1, bits::OFFICE | bits::TITLE);
            let of_people = matches!(line.before(end), "women" | "children" | "people" | "general");
            let go = (office || of_people) && line.capital(end + 1);
            self.end += 1;
            return go;
        }
        // `Ministry of Expatriates' Welfare`
        let plural = (token.is("'") || token.is("’")) && !token.spaced && line.before(end).ends_with('s');
        if plural && self.of && line.capital(end + 1) {
            self.end += 1;
            return true;
        }
        if token.is_word() && (token.capital || token.glued) && !line.common_capital(end) {
            return self.word();
        }
        if end > self.at && line.is(end, bits::CONNECTOR) {
            return self.connector();
        }
        false
    }

    fn word(&mut self) -> bool {
        let (line, end) = (self.line, self.end);
        let named = line.is(end, bits::TITLE | bits::OFFICE) && !(self.of && line.is(end, bits::PORTFOLIO)) && {
            let (titles_end, _) = titles(line, end);
            let from = line.hit(end, bits::OFFICE).map_or(titles_end, |h| h.end.max(titles_end));
            self.best.is_some() || (line.capital(from) && !self.head_ahead(from))
        };
        if named {
            return false;
        }
        if let Some(hit) = line.hit(end, bits::HEAD) {
            self.end = hit.end;
            self.best = Some(hit.end);
            self.of = false;
            return true;
        }
        if self.best.is_some() && !self.of && !line.tokens.get(end).is_some_and(|t| t.glued) {
            // `Statistics Canada`, `Police Scotland`
            if self.best == Some(self.at + 1)
                && let Some((to, _, CountryForm::Name)) = line.country(end)
            {
                self.best = Some(to);
                return false;
            }
            if !self.head_ahead(end + 1) {
                return false;
            }
        }
        self.end += 1;
        if self.of || line.tokens.get(end).is_some_and(|t| t.glued && self.best == Some(end)) {
            self.best = Some(self.end);
        }
        true
    }

    /// Whether a capitalised head stands directly ahead.
    fn head_ahead(&self, from: usize) -> bool {
        let line = self.line;
        (from..from + 3).take_while(|&i| line.capital(i) || line.folded(i) == "'s").any(|i| line.is(i, bits::HEAD))
    }

    fn connector(&mut self) -> bool {
        let (line, end) = (self.line, self.end);
        let word = line.folded(end);
        let the = usize::from(line.folded(end + 1) == "the");
        let next = end + 1 + the;
        if !line.capital(next) || line.common_capital(next) {
            return false;
        }
        if matches!(word, "and" | "&") {
            let other = line.is(next, bits::TITLE | bits::OFFICE | bits::BODY) || the > 0;
            let go = if self.best.is_none() {
                !other && !self.loose_and && line.country(end - 1).is_none() && line.country(next).is_none()
            } else {
                self.of && !other && !self.head_ahead(next)
            };
            self.loose_and = true;
            self.end = next;
            return go;
        }
        // "the Migration Service Committee of the Ministry of Internal Affairs" is the committee.
        let of_another = word == "of" && end > self.at + 1 && (line.is(next, bits::HEAD) || self.head_ahead(next));
        if self.best != Some(end) || of_another || matches!(word, "on" | "to" | "against") && line.is(next, bits::PLACE)
        {
            return false;
        }
        self.of = true;
        self.end = next;
        true
    }
}

/// Whether the words `start..end` are a country or a people, not a person.
pub fn is_country(line: &Line, start: usize, end: usize) -> bool {
    matches!(line.country(start), Some((to, _, _)) if to == end)
}

/// The people that an adjective at `at` names: `Chinese` → CN.
pub fn nationality(line: &Line, at: usize) -> Option<crate::model::Code> {
    match line.country(at) {
        Some((_, code, form)) if form != CountryForm::Name => Some(code),
        _ => None,
    }
}
