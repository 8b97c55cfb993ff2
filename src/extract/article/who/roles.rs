//! What stands beside a mention and says more of it: "X, chief of investigations at the department", "who heads the
//! bureau", "the ministry's report", "an alleged member of the gang". In: mentions of one sentence. Out: the same, with
//! roles, bodies and accusations filled in.

use super::marks::Line;
use super::mentions::{Kind, Mention, Role};
use crate::vocabulary::speech::bits;

/// How many tokens an apposition may reach.
const REACH: usize = 16;
/// A number behind a name is an age up to this.
const OLDEST: f64 = 110.0;

pub fn relate(line: &Line, found: &mut [Mention]) {
    for index in 0..found.len() {
        let anonymous = found.get(index).is_some_and(|m| line.is(m.start, bits::ANONYMOUS));
        if let Some(body) = body_beside(line, found, index).filter(|_| !anonymous) {
            match found.get_mut(index).map(|m| &mut m.kind) {
                Some(Kind::Office { role, .. }) => role.body = role.body.or(Some(body)),
                Some(Kind::Document { body: slot, .. } | Kind::Nameless { body: slot, .. }) => {
                    *slot = slot.or(Some(body))
                }
                _ => {}
            }
        }
    }
    for index in 0..found.len() {
        let Some(Mention { start, end, kind: Kind::Person { name, role, titles, rank, .. } }) =
            found.get(index).cloned()
        else {
            continue;
        };
        let mut new = role.clone();
        if role.as_ref().is_none_or(|r| r.words.is_empty()) {
            let words =
                apposed(line, found, index).or_else(|| before(line, found, index, end - name > 1 || titles < name));
            new = words.or(new);
        }
        if let Some(role) = new.as_mut()
            && role.body.is_none()
        {
            role.body = body_beside(line, found, index);
        } else if new.is_none() && titles < name {
            new = body_beside(line, found, index).map(|body| Role { body: Some(body), ..Role::default() });
        }
        let marked = is_accused(line, start, end, new.is_some() || rank);
        if let Some(Kind::Person { role, accused, .. }) = found.get_mut(index).map(|m| &mut m.kind) {
            *role = new;
            *accused = marked;
        }
    }
}

/// The mention that starts at, or ends at, a token.
pub fn starting(found: &[Mention], at: usize) -> Option<usize> {
    found.iter().position(|m| m.start == at)
}

pub fn ending(found: &[Mention], at: usize) -> Option<usize> {
    found.iter().rposition(|m| m.end == at)
}

fn is_body(mention: &Mention) -> bool {
    use super::mentions::Pronoun;
    matches!(mention.kind, Kind::Body { .. } | Kind::Short { .. } | Kind::Pronoun(Pronoun::It))
}

/// The body to which a mention belongs: before it ("the ministry's", "its", "BI") or behind ("of the ministry").
fn body_beside(line: &Line, found: &[Mention], index: usize) -> Option<usize> {
    let mention = found.get(index)?;
    let mut left = mention.start;
    for _ in 0..4 {
        let end = if line.before(left) == "'s" { left - 1 } else { left };
        if let Some(body) = ending(found, end).filter(|&b| b != index && found.get(b).is_some_and(is_body)) {
            return Some(body);
        }
        let stops = matches!(line.before(left), "" | "the" | "a" | "an" | "of" | "," | "." | "and" | "“" | "\"");
        if stops || line.is(left - 1, bits::VERB | bits::PREPOSITION) || left < mention.start.saturating_sub(3) {
            break;
        }
        left -= 1;
    }
    let person = matches!(mention.kind, Kind::Person { .. });
    for at in mention.end..(mention.end + 9).min(line.len()) {
        let token = line.tokens.get(at)?;
        if matches!(token.folded.as_str(), "," | ";" | "." | ":" | "”" | "“" | "\"") || (person && at > mention.end + 1)
        {
            break;
        }
        if line.is(at, bits::VERB) && at > mention.end {
            break;
        }
        if !matches!(token.folded.as_str(), "of" | "for" | "at" | "from" | "in" | "with" | "by" | "within" | "to") {
            continue;
        }
        // "figures tabled in the House of Commons" are another body's.
        let given = matches!(line.before(at), "tabled" | "presented" | "submitted" | "given" | "sent" | "provided")
            && line.folded(at) != "by";
        if given {
            break;
        }
        let from = at + 1 + usize::from(matches!(line.folded(at + 1), "the" | "its"));
        // "a report by the charity Safe Harbour"
        let from = if line.country(from).is_some_and(|(to, ..)| line.folded(to) == "'s") {
            // "released by Malawi's Department of Immigration"
            (from + 1..).find(|&i| line.folded(i) == "'s").map_or(from, |i| i + 1)
        } else {
            from
        };
        let from = from + usize::from(line.is(from, bits::GENERIC) && !line.capital(from) && line.capital(from + 1));
        let body = found.iter().position(|m| (m.start == from || m.start == at + 1) && is_body(m));
        if body.is_some() && body != Some(index) {
            return body;
        }
    }
    None
}

/// The role in the words between commas behind a name.
fn apposed(line: &Line, found: &[Mention], index: usize) -> Option<Role> {
    let mention = found.get(index)?;
    if matches!(line.before(mention.start), "the" | "a" | "an") || is_where(line, mention) {
        return None;
    }
    let mut from = mention.end;
    // "Kenji Aibara heads the agency's organized crime department."
    if line.is(from, bits::LEADS) && line.tokens.get(mention.start + 1).is_some_and(|t| t.capital) && mention.start <= 2
    {
        let to = (from + 1..line.len()).find(|&i| matches!(line.folded(i), "," | "." | ";")).unwrap_or(line.len());
        let body = found.iter().position(|m| m.start > from && m.start < from + 9 && is_body(m));
        return Some(Role { words: format!("head of {}", line.words(from + 1, to)), body, voice: false });
    }
    // Behind a dateline a dash opens the text, not an apposition.
    if !matches!(line.folded(from), "," | "(" | "—" | "–")
        || mention.start == 0 && matches!(line.folded(from), "—" | "–")
    {
        return None;
    }
    from += 1;
    if line.tokens.get(from).is_some_and(|t| t.is_number()) && matches!(line.folded(from + 1), "," | ")") {
        from += 2;
    }
    if matches!(line.folded(from), "who" | "which") && line.is(from + 1, bits::LEADS) {
        let body = found.iter().position(|m| m.start > from && m.start < from + 9 && is_body(m));
        let to = (from + 2..line.len()).find(|&i| matches!(line.folded(i), "," | "." | ";")).unwrap_or(line.len());
        return Some(Role { words: format!("head of {}", line.words(from + 2, to)), body, voice: false });
    }
    let office =
        found.iter().position(|m| m.start >= from && m.start < from + 7 && matches!(m.kind, Kind::Office { .. }))?;
    let at = found.get(office)?;
    if !gap_is_noun_phrase(line, found, from, at.start) {
        return None;
    }
    let Kind::Office { role, .. } = &at.kind else { return None };
    let last = line.folded(at.end - 1);
    let plural = last.ends_with('s') && !last.ends_with("ss") && line.is(at.end - 1, bits::OFFICE);
    if plural || line.country(mention.start).is_some_and(|(end, _, _)| end == mention.end) {
        return None;
    }
    Some(Role { words: role_words(line, found, at), body: role.body, voice: role.voice })
}

/// "Briefing the press in Accra, the director said", "the compounds of Myawaddy, the director said": a place, not who it is.
fn is_where(line: &Line, mention: &Mention) -> bool {
    let plain = matches!(mention.kind, Kind::Person { name, titles, .. } if titles == name);
    let place = || line.vocabulary.places.lookup(line.tokens, mention.start).is_some_and(|(to, _)| to == mention.end);
    plain
        && match line.before(mention.start) {
            "in" | "at" | "near" | "outside" | "around" => true,
            "of" | "from" | "to" => place(),
            _ => false,
        }
}

/// Nothing but a determiner, somebody's `'s` and a few adjectives stands between a comma and an office.
fn gap_is_noun_phrase(line: &Line, found: &[Mention], from: usize, to: usize) -> bool {
    (from..to).all(|i| {
        let within = found.iter().any(|m| m.start <= i && i < m.end && is_body(m));
        let token = line.tokens.get(i);
        let plain =
            token.is_some_and(|t| t.is_word() && !t.capital || t.capital && t.is_word() && line.country(i).is_some());
        let verb = line.is(i, bits::VERB | bits::SUBORDINATOR | bits::LEADS)
            || matches!(line.folded(i), "and" | "was" | "is" | "were" | "in" | "by" | "with");
        within || token.is_some_and(|t| t.is("'s")) || (plain && !verb)
    })
}

/// An office with what it is in charge of: `deputy director of operations`.
fn role_words(line: &Line, found: &[Mention], office: &Mention) -> String {
    let limit = (office.end + REACH).min(line.len());
    let mut to = office.end;
    while to < limit {
        let word = line.folded(to);
        let ends = matches!(
            word,
            "," | "."
                | ";"
                | ":"
                | "("
                | ")"
                | "who"
                | "which"
                | "that"
                | "”"
                | "“"
                | "\""
                | "'s"
                | "at"
                | "in"
                | "for"
                | "with"
        );
        let body = found.iter().any(|m| {
            m.start == to + 1 + usize::from(line.folded(to + 1) == "the")
                && matches!(m.kind, Kind::Body { .. } | Kind::Short { .. })
        });
        if ends || body || line.is(to, bits::VERB) {
            break;
        }
        to += 1;
    }
    let trailing = |i: usize| matches!(line.folded(i), "of" | "the" | "and" | "a");
    while to > office.end && trailing(to - 1) {
        to -= 1;
    }
    line.words(office.start, to).to_string()
}

/// The role before a name and a comma: `The commission's spokesman, Tunde Akinsola,`.
fn before(line: &Line, found: &[Mention], index: usize, full: bool) -> Option<Role> {
    let mention = found.get(index)?;
    // "the office has been headed by I Wayan Sudarma, 51,"
    if full && line.before(mention.start) == "by" && mention.start > 1 && line.is(mention.start - 2, bits::LEADS) {
        return Some(Role { words: "head".to_string(), ..Role::default() });
    }
    if !full || line.before(mention.start) != "," {
        return None;
    }
    let end = past_bracket(line, mention.end);
    let closes = matches!(line.folded(end), "," | "." | ";" | "”" | "—") || line.is(end, bits::VERB);
    let comma = mention.start - 1;
    let office =
        found.iter().rposition(|m| m.end <= comma && m.end + 10 > comma && matches!(m.kind, Kind::Office { .. }))?;
    let at = found.get(office)?;
    let words = role_words(line, found, at);
    let breaks = |i: usize| matches!(line.folded(i), ",") || line.folded(i) == "and" && !line.capital(i + 1);
    let between = (at.end..comma).any(|i| breaks(i) || line.is(i, bits::VERB));
    let Kind::Office { role, definite } = &at.kind else { return None };
    let first = at.start == 0 || *definite || role.body.is_some() || matches!(line.before(at.start), "a" | "an" | ",");
    (closes && first && !between).then(|| Role { words, ..role.clone() })
}

/// Past "(rtd)" behind a name.
pub fn past_bracket(line: &Line, end: usize) -> usize {
    let marked = line.folded(end) == "(" && line.is(end + 1, bits::PREFIX) && line.folded(end + 2) == ")";
    if marked { end + 3 } else { end }
}

/// Whether the words around a name make it an accused person's or a victim's.
fn is_accused(line: &Line, start: usize, end: usize, placed: bool) -> bool {
    let near = (start.saturating_sub(3)..start)
        .rev()
        .take_while(|&i| !matches!(line.folded(i), "," | "." | ";" | "”" | "“" | "by"));
    let mut before = near.filter(|&i| !line.is(i, bits::PREPOSITION));
    if !placed && before.any(|i| line.is(i, bits::ACCUSED)) {
        return true;
    }
    if placed && start > 0 && line.is(start - 1, bits::ACCUSED) && line.before(start) != "ring" {
        return true;
    }
    let mut from = end;
    let number = |i: usize| line.tokens.get(i).is_some_and(|t| t.is_number());
    let age = |i: usize| line.tokens.get(i).and_then(|t| t.value()).is_some_and(|v| v < OLDEST);
    // `Kong Rethy, 29,` and `Kong Rethy, a 29-year-old farmer,`, but "According to Leon Naidu, 46 people"
    let alone =
        age(end + 1) && (line.folded(end + 3) == "old" || !line.tokens.get(end + 2).is_some_and(|t| t.is_word()));
    let aged = line.folded(end) == "," && (alone || number(end + 2) && line.folded(end + 4) == "old");
    if aged {
        if !placed {
            return true;
        }
        from = end + 3;
    }
    let apposed = line.folded(from) == "," && !placed;
    // "According to Leon Naidu, 46 people were deported": the name's clause has ended.
    let direct = line.folded(from) != "," || from > end || line.folded(from + 1) == "who";
    let accused_apposition = apposed
        && (from + 1..from + 8)
            .take_while(|&i| !matches!(line.folded(i), "," | "." | ";"))
            .any(|i| line.is(i, bits::ACCUSED));
    let verb = (from..from + 5)
        .take_while(|&i| !matches!(line.folded(i), "." | ";") && !line.is(i, bits::VERB))
        .any(|i| line.is(i, bits::ACCUSATION));
    let be = (from..from + 4).any(|i| matches!(line.folded(i), "was" | "were" | "is" | "are" | "been" | "be" | "who"));
    let pleads = line.hit(from, bits::ACCUSATION).is_some_and(|h| h.end > from + 1);
    let passive = direct && verb && (be || pleads);
    accused_apposition || passive
}
