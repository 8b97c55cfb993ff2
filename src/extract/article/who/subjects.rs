//! Subjects: who a verb of saying belongs to. In: a [`Line`], its mentions and a verb. Out: the mention that speaks, over
//! adverbs, phrases of time and appositions on the left, or behind an inverted verb.

use super::marks::Line;
use super::mentions::{Kind, Mention};
use super::roles::{ending, past_bracket, starting};
use super::tags::speaks;
use crate::vocabulary::speech::bits;

/// How far a verb may stand from its subject, over a phrase of place or time.
const REACH: usize = 9;
/// How long an apposition between subject and verb may be.
const APPOSITION: usize = 30;

/// The mention before a verb: directly, over adverbs, over a phrase of time, or over an apposition between commas.
pub fn left_subject(line: &Line, mentions: &[Mention], verb: usize) -> Option<usize> {
    let mut at = verb;
    loop {
        if let Some(found) = ending(mentions, at) {
            return nominative(line, mentions, owner(line, mentions, found));
        }
        let before = at.checked_sub(1)?;
        let word = line.folded(before);
        if line.is(before, bits::BETWEEN) && line.hit(before, bits::BETWEEN).is_some_and(|h| h.end == at)
            || word.ends_with("ly")
        {
            at = before;
            continue;
        }
        // "the navy, which reported on Friday that it had rescued 272 people"
        if matches!(word, "which" | "who") && before.checked_sub(1).is_some_and(|i| line.folded(i) == ",") {
            let told = ending(mentions, before - 1).filter(|&i| mentions.get(i).is_some_and(|m| speaks(&m.kind)));
            let person = |i: &usize| mentions.get(*i).is_some_and(|m| matches!(m.kind, Kind::Person { .. }));
            return told.filter(|i| word == "which" || person(i));
        }
        // "Tak Immigration, meanwhile, reported"
        let adverb =
            before.checked_sub(2).filter(|&i| word == "," && line.folded(i) == "," && line.is(i + 1, bits::BETWEEN));
        if let Some(comma) = adverb {
            at = comma;
            continue;
        }
        if word == "," {
            return over_apposition(line, mentions, before);
        }
        if word == ")"
            && let Some(open) = (0..before).rev().find(|&i| line.folded(i) == "(")
            && !mentions.iter().any(|m| m.end == open)
        {
            // "has today (Friday, 5 September) confirmed"
            at = open;
            continue;
        }
        if word == ")" {
            return mentions.iter().rposition(|m| m.end < at && at - m.end <= 6 && line.folded(m.end) == "(");
        }
        return over_phrase(line, mentions, at);
    }
}

/// A possessor is no subject; `his` and `their` neither.
fn nominative(line: &Line, mentions: &[Mention], index: usize) -> Option<usize> {
    let mention = mentions.get(index)?;
    let oblique = matches!(line.folded(mention.start), "his" | "her" | "their" | "its" | "him" | "them")
        && mention.end == mention.start + 1;
    // "analysts polled by Reuters had expected": the analysts.
    let article = usize::from(matches!(line.before(mention.start), "the" | "a" | "an"));
    // "released by Malawi's department"
    let owner = if line.before(mention.start) == "'s" { 2 } else { 0 };
    let by = mention.start.checked_sub(article + owner + 1).filter(|&i| line.folded(i) == "by");
    if let Some(by) = by {
        // "figures released by the ministry": the figures; "analysts polled by Reuters": nobody that is named.
        let text = mentions.iter().rposition(|m| m.end <= by && by - m.end <= 3)?;
        return matches!(mentions.get(text)?.kind, Kind::Document { .. }).then_some(text);
    }
    (!oblique).then_some(index)
}

/// `the bureau in a statement said`, `Ong on Friday told`.
fn over_phrase(line: &Line, mentions: &[Mention], at: usize) -> Option<usize> {
    let found = mentions.iter().rposition(|m| {
        m.end < at && at - m.end <= REACH && line.is(m.end, bits::PREPOSITION | bits::BETWEEN) && speaks(&m.kind)
    })?;
    let end = mentions.get(found)?.end;
    let passable = (end..at).all(|i| {
        let token = line.tokens.get(i);
        token.is_some_and(|t| t.is_word() || t.is_number())
            && !matches!(line.folded(i), "who" | "which" | "that" | "and" | "but" | "as")
            && !line.is(i, bits::VERB)
    });
    passable.then(|| nominative(line, mentions, found)).flatten()
}

/// `Liza Ong, who heads port operations, said`: back over the words between two commas to who they tell of.
fn over_apposition(line: &Line, mentions: &[Mention], comma: usize) -> Option<usize> {
    // `The commission's spokesman, Tunde Akinsola, said`.
    let named = mentions
        .iter()
        .position(|m| past_bracket(line, m.end) == comma)
        .filter(|&i| mentions.get(i).is_some_and(|m| is_named(&m.kind) && line.before(m.start) == ","));
    if named.is_some() {
        return named;
    }
    let found = mentions.iter().rposition(|m| {
        m.end + 1 < comma && comma - m.end <= APPOSITION && line.folded(m.end) == "," && may_speak(&m.kind)
    })?;
    let found = apposed_to(line, mentions, found).unwrap_or(found);
    let mention = mentions.get(found)?;
    let start = mention.end + 1;
    let participle = line.folded(start).ends_with("ed") && !line.capital(start);
    let opens_noun = matches!(
        line.folded(start),
        "a" | "an"
            | "the"
            | "who"
            | "which"
            | "whose"
            | "its"
            | "his"
            | "her"
            | "their"
            | "also"
            | "then"
            | "now"
            | "formerly"
            | "himself"
            | "herself"
            | "citing"
            | "quoting"
            | "quoted"
            | "based"
            | "known"
            | "and"
    ) || participle
        || line.tokens.get(start).is_some_and(|t| t.is_number())
        || is_party_and_state(line, start)
        || line.is(start, bits::PREFIX | bits::OFFICE | bits::NAMELESS | bits::BODY | bits::PREPOSITION)
        || mentions.iter().any(|m| {
            m.start == start
                && (line.folded(m.end) == "'s" || matches!(m.kind, Kind::Office { .. } | Kind::Body { .. }))
        });
    let noun = matches!(mention.kind, Kind::Document { .. } | Kind::Nameless { .. } | Kind::Office { .. });
    // "The border agency Frontex, for its part, reported"
    let described = mention.start > 0 && line.is(mention.start - 1, bits::HEAD);
    let sentence_before = described
        || mention.start <= if noun { 6 } else { 2 }
        || matches!(
            line.before(mention.start),
            "," | "and" | "“" | "—" | "–" | ":" | "the" | "a" | "an" | "but" | "”" | "that" | "while"
        );
    (opens_noun && sentence_before).then(|| nominative(line, mentions, owner(line, mentions, found))).flatten()
}

/// `The UN's refugee agency, UNHCR, puts`: who bears an office, or a body's own name.
fn is_named(kind: &Kind) -> bool {
    holds_office(kind) || matches!(kind, Kind::Body { force: false, .. })
}

fn may_speak(kind: &Kind) -> bool {
    speaks(kind) || matches!(kind, Kind::Document { .. } | Kind::Nameless { .. })
}

/// The person before an office between commas: `Zakaria Shaaban, the department's director-general, in a statement,`.
fn apposed_to(line: &Line, mentions: &[Mention], office: usize) -> Option<usize> {
    let at = mentions.get(office).filter(|m| matches!(m.kind, Kind::Office { .. }))?;
    let near = |m: &Mention| m.end < at.start && at.start - m.end <= 8 && line.folded(m.end) == ",";
    mentions.iter().rposition(|m| near(m) && holds_office(&m.kind))
}

/// `Rep. Mark Green, R-Tenn.,`
fn is_party_and_state(line: &Line, at: usize) -> bool {
    let letter = line.tokens.get(at).is_some_and(|t| t.capital && t.span.end - t.span.start == 1);
    letter && line.tokens.get(at + 1).is_some_and(|t| t.glued && t.capital)
}

fn holds_office(kind: &Kind) -> bool {
    matches!(kind, Kind::Person { role: Some(role), .. } if !role.words.is_empty())
}

/// `CBSA Superintendent Lachapelle`: an office, or the body whose rank stands before the name.
fn bears_title(kind: &Kind) -> bool {
    holds_office(kind) || matches!(kind, Kind::Person { role: Some(_), .. } | Kind::Person { rank: true, .. })
}

/// The head of the noun phrase that ends in a mention: of "prosecutors in Dresden" the prosecutors, of "Ted Docks,
/// special agent in charge of the FBI" Docks.
pub fn owner(line: &Line, mentions: &[Mention], index: usize) -> usize {
    let mut at = index;
    while let Some(mention) = mentions.get(at) {
        let article = usize::from(matches!(line.before(mention.start), "the" | "a" | "an"));
        let Some(before) = mention.start.checked_sub(article + 1) else { break };
        let prior = match line.folded(before) {
            "of" | "in" | "for" | "at" | "from" | "with" | "within" => ending(mentions, before)
                .filter(|&i| !matches!(mentions.get(i).map(|m| &m.kind), Some(Kind::Pronoun(_)))),
            "," => ending(mentions, before).filter(|&i| {
                matches!(mention.kind, Kind::Office { .. }) && mentions.get(i).is_some_and(|m| holds_office(&m.kind))
            }),
            _ => None,
        };
        match prior {
            Some(prior) => at = prior,
            None => break,
        }
    }
    at
}

/// The mention behind an inverted verb.
pub fn right_subject(line: &Line, mentions: &[Mention], end: usize) -> Option<usize> {
    let skip = usize::from(matches!(line.folded(end), "the" | "a" | "an" | "one" | "another"));
    let found = starting(mentions, end).or_else(|| starting(mentions, end + skip)).or_else(|| {
        // "said a 24-year-old survivor"
        let aged = line.tokens.get(end + skip).is_some_and(|t| t.is_number());
        // "vowed the country's top prosecutor, Ingrid Lie"
        let owned = (end..end + 3).any(|i| line.folded(i) == "'s");
        let reach = end + if aged || owned { 6 } else { 3 };
        let near = mentions.iter().position(|m| m.start > end && m.start <= reach)?;
        let start = mentions.get(near)?.start;
        (end..start)
            .all(|i| {
                line.tokens.get(i).is_some_and(|t| t.is_word() || aged && t.is_number())
                    && !line.is(i, bits::PREPOSITION | bits::SUBORDINATOR)
                    && !matches!(line.folded(i), "that" | "it" | "they")
            })
            .then_some(near)
    })?;
    // "said its information officer, Tikaram Bhusal"
    let possessor = |m: &Mention| matches!(m.kind, Kind::Pronoun(_));
    let found = if mentions.get(found).is_some_and(possessor) { owned(line, mentions, found) } else { found };
    let Mention { end, ref kind, .. } = *mentions.get(found)?;
    if matches!(kind, Kind::Pronoun(_)) {
        return None;
    }
    // "said the force had charged 45" is a clause, no inversion.
    if matches!(
        line.folded(end),
        "had"
            | "has"
            | "have"
            | "was"
            | "were"
            | "is"
            | "are"
            | "would"
            | "will"
            | "did"
            | "could"
            | "can"
            | "should"
            | "may"
            | "might"
    ) {
        return None;
    }
    // `said the Chairman of the agency, Brig Gen Haruna Dikko`
    let office = matches!(kind, Kind::Office { .. }) || of_an_office(line, mentions, found);
    let named = starting(mentions, end + 1).filter(|&i| {
        let person = mentions.get(i).is_some_and(|m| matches!(m.kind, Kind::Person { .. }));
        office && person && line.folded(end) == ","
    });
    named.or_else(|| Some(officer_ahead(line, mentions, found).unwrap_or_else(|| owned(line, mentions, found))))
}

/// Whether an office stands before the body that it belongs to: `the chairman of the agency`.
fn of_an_office(line: &Line, mentions: &[Mention], body: usize) -> bool {
    let owner = mentions.get(owner(line, mentions, body));
    owner.is_some_and(|m| matches!(m.kind, Kind::Office { .. }))
}

/// `ICE Enforcement and Removal Operations acting Director Patricia Hyde`: the person at the end of a chain of names.
pub fn officer_ahead(line: &Line, mentions: &[Mention], index: usize) -> Option<usize> {
    let from = mentions.get(index).filter(|m| matches!(m.kind, Kind::Body { .. }))?.end;
    let ahead = mentions.iter().position(|m| m.start >= from && m.start <= from + 8 && bears_title(&m.kind))?;
    let to = mentions.get(ahead)?.start;
    let joined = (from..to)
        .all(|i| line.tokens.get(i).is_some_and(|t| t.is_word()) && !line.is(i, bits::VERB | bits::PREPOSITION));
    joined.then_some(ahead)
}

/// `the ministry's report` speaks for itself, `BI records` too: the last mention of a chain of owners.
pub fn owned(line: &Line, mentions: &[Mention], index: usize) -> usize {
    let mut at = index;
    while let Some(mention) = mentions.get(at) {
        let possessive = line.folded(mention.end) == "'s" || matches!(mention.kind, Kind::Pronoun(_));
        let from = mention.end + usize::from(line.folded(mention.end) == "'s");
        let next = mentions.iter().position(|m| m.start >= from && m.start <= from + 3);
        let text = next.and_then(|n| mentions.get(n)).filter(|m| {
            let adjacent = m.start == from;
            let plain =
                (from..m.start).all(|t| line.tokens.get(t).is_some_and(|t| t.is_word() && !t.capital || t.is_number()));
            let named = matches!(
                m.kind,
                Kind::Document { .. }
                    | Kind::Office { .. }
                    | Kind::Nameless { .. }
                    | Kind::Person { .. }
                    | Kind::Body { .. }
            );
            // "the organisation's Tripoli office"
            let seat =
                matches!(m.kind, Kind::Person { role: None, .. }) && line.is(m.end, bits::HEAD) && !line.capital(m.end);
            named
                && !seat
                && (possessive && plain || adjacent && matches!(m.kind, Kind::Document { .. } | Kind::Nameless { .. }))
                && !line.is(from, bits::VERB | bits::BETWEEN)
        });
        match (next, text) {
            (Some(next), Some(_)) if next > at => at = next,
            _ => break,
        }
    }
    at
}
