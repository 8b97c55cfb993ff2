//! Speech tags: every place of a sentence where a verb of saying meets its subject ("Ong said", "said Ong", "according
//! to Ong", "the report says"). In: a [`Line`] with its mentions. Out: tags, the subject as a mention.

use super::marks::{Hit, Line};
use super::mentions::{Kind, Mention, Pronoun};
use super::roles::{ending, starting};
use crate::vocabulary::speech::bits;
use crate::vocabulary::{CountryForm, Saying, Voice};

/// How far a verb may stand from its subject, over a phrase of place or time.
const REACH: usize = 9;
/// How long an apposition between subject and verb may be.
const APPOSITION: usize = 30;

#[derive(Debug, Clone)]
pub struct Tag {
    /// The mention that speaks; none where the words name nobody.
    pub subject: Option<usize>,
    pub start: usize,
    pub end: usize,
    pub saying: Saying,
    pub rule: &'static str,
    /// It governs its own clause only: "which the minister announced".
    pub clause_only: bool,
}

/// The tags of a sentence; `open(token)` says whether a token stands outside quotation marks.
pub fn tags(line: &Line, mentions: &[Mention], open: &dyn Fn(usize) -> bool) -> Vec<Tag> {
    let mut out: Vec<Tag> = Vec::new();
    let mut done = 0;
    let starts: Vec<usize> =
        line.hits.iter().filter(|h| h.voice.bit() & (bits::VERB | bits::ACCORDING) != 0).map(|h| h.start).collect();
    for at in starts {
        if at < done || !open(at) {
            continue;
        }
        let tag = match line.hit(at, bits::ACCORDING) {
            Some(hit) => Some(according(line, mentions, hit)),
            None => verb(line, at).and_then(|hit| said(line, mentions, hit, &out)),
        };
        if let Some(tag) = tag {
            done = line.hit(at, bits::VERB | bits::ACCORDING).map_or(at + 1, |h| h.end);
            out.push(tag);
        }
    }
    out
}

fn verb(line: &Line, at: usize) -> Option<Hit> {
    line.hit(at, bits::VERB)
}

/// `according to X`: the speaker stands behind.
fn according(line: &Line, mentions: &[Mention], hit: Hit) -> Tag {
    let subject = mentions.iter().position(|m| m.start >= hit.end && m.start <= hit.end + 4).filter(|&i| {
        let start = mentions.get(i).map_or(0, |m| m.start);
        (hit.end..start)
            .all(|t| line.tokens.get(t).is_some_and(|t| t.is_word() && (!t.capital || t.caps) || t.is_number()))
    });
    let subject = subject.map(|i| owned(line, mentions, i));
    let end = subject.and_then(|i| mentions.get(i)).map_or(hit.end, |m| m.end);
    Tag { subject, start: hit.start, end, saying: Saying::Say, rule: "according_to", clause_only: false }
}

/// `the ministry's report` speaks for itself, `BI records` too: the last mention of a chain of owners.
fn owned(line: &Line, mentions: &[Mention], index: usize) -> usize {
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
                Kind::Document { .. } | Kind::Office { .. } | Kind::Nameless { .. } | Kind::Person { .. }
            );
            named
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

fn said(line: &Line, mentions: &[Mention], hit: Hit, earlier: &[Tag]) -> Option<Tag> {
    let Voice::Verb(saying) = hit.voice else { return None };
    let form = hit.form.unwrap_or_default();
    let phrase = hit.form.is_none();
    let before = line.before(hit.start);
    if form.ing {
        return participle(line, mentions, hit, saying, earlier);
    }
    let passive = is_passive(line, hit.start);
    if !phrase
        && (before == "to" || matches!(before, "the" | "a" | "an" | "of" | "'s" | "and" | "or"))
        && !(before == "and" && form.past)
    {
        return None;
    }
    if !phrase && passive || by_follows(line, hit) {
        return (form.participle || form.past).then(|| by(line, mentions, hit)).flatten();
    }
    if before == "and" {
        // `Ong denied it and said`: the subject of the verb before.
        return earlier.last().map(|t| Tag { start: hit.start, end: hit.end, saying, ..t.clone() });
    }
    let told = saying == Saying::Tell;
    let after_mark =
        hit.start == 0 || matches!(before, "," | "”" | "\"" | "’" | "'" | "—" | "–") || line.opens(hit.start);
    let left = left_subject(line, mentions, hit.start);
    let right =
        (after_mark && !told && saying != Saying::Show).then(|| right_subject(line, mentions, hit.end)).flatten();
    let (subject, inverted) = match (left, right) {
        (Some(left), _) => (left, false),
        (None, Some(right)) => (right, true),
        (None, None) => return None,
    };
    let mention = mentions.get(subject)?;
    if !agrees(line, mention, hit, saying, told) {
        return None;
    }
    let (start, end) = if inverted { (hit.start, mention.end) } else { (mention.start, hit.end) };
    let opener = if inverted { hit.start } else { mention.start };
    let article = usize::from(matches!(line.before(opener), "the" | "a" | "an"));
    let clause_only =
        !inverted && opener > article && line.is(opener - article - 1, bits::SUBORDINATOR) && opener - article > 1;
    // "people from other African states." ends in a noun.
    let closed = matches!(line.folded(hit.end), "." | "," | ";");
    let set_off = start == 0
        || !line.tokens.get(opener - article.min(opener)).is_some_and(|t| t.is_word())
        || matches!(line.before(opener - article.min(opener)), "," | "”" | "\"" | "—" | "as" | "");
    if hit.form.unwrap_or_default().third && closed && !inverted && !set_off {
        return None;
    }
    let rule = if inverted { "said_x" } else { "x_said" };
    Some(Tag { subject: Some(subject), start, end, saying, rule, clause_only })
}

/// Whether this subject can say this: figures "show", a suspect who "told police" is not heard.
fn agrees(line: &Line, mention: &Mention, hit: Hit, saying: Saying, told: bool) -> bool {
    let document = matches!(mention.kind, Kind::Document { .. });
    if saying == Saying::Show && !document {
        return false;
    }
    if let Kind::Person { role: None, .. } = mention.kind
        && line.country(mention.start).is_some_and(|(end, _, form)| end == mention.end && form != CountryForm::Name)
    {
        return false;
    }
    let form = hit.form.unwrap_or_default();
    // "member states", "police reports" are nouns.
    if form.third
        && matches!(mention.kind, Kind::Nameless { .. })
        && !matches!(line.before(mention.start), "the" | "a" | "an" | "one")
    {
        return false;
    }
    if form.base && !form.past {
        let last = line.folded(mention.end.saturating_sub(1));
        let plural = matches!(mention.kind, Kind::Pronoun(Pronoun::They) | Kind::Body { force: true, .. })
            || last.ends_with('s')
            || last == "data";
        let helped = hit.start > mention.end && !matches!(line.before(hit.start), "to");
        if !plural && !helped {
            return false;
        }
    }
    if told {
        let listener = hit.end + usize::from(matches!(line.folded(hit.end), "the" | "his" | "her"));
        let questioned = line.is(listener, bits::QUESTIONER)
            || line.is(listener + 1, bits::QUESTIONER) && line.before(listener) == "his";
        return !(questioned
            && matches!(
                mention.kind,
                Kind::Pronoun(_) | Kind::Nameless { .. } | Kind::Person { role: None, rank: false, .. }
            ));
    }
    true
}

fn is_passive(line: &Line, at: usize) -> bool {
    let mut i = at;
    while let Some(before) = i.checked_sub(1) {
        let word = line.folded(before);
        if matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being") {
            return true;
        }
        if !(line.is(before, bits::BETWEEN) && !matches!(word, "has" | "have" | "had")
            || word == "not"
            || word.ends_with("ly"))
        {
            return false;
        }
        i = before;
    }
    false
}

fn by_follows(line: &Line, hit: Hit) -> bool {
    line.folded(hit.end) == "by"
}

/// `reported by the bureau`, `it was announced on Friday by the bureau`.
fn by(line: &Line, mentions: &[Mention], hit: Hit) -> Option<Tag> {
    let at = (hit.end..hit.end + 5).find(|&i| line.folded(i) == "by")?;
    if (hit.end..at).any(|i| line.tokens.get(i).is_some_and(|t| !t.is_word() && !t.is_number())) {
        return None;
    }
    let from = at + 1 + usize::from(matches!(line.folded(at + 1), "the" | "a" | "an"));
    let subject = starting(mentions, from).or_else(|| starting(mentions, at + 1))?;
    let speaks = matches!(
        mentions.get(subject)?.kind,
        Kind::Person { .. } | Kind::Body { .. } | Kind::Short { .. } | Kind::Office { .. }
    );
    let Voice::Verb(saying) = hit.voice else { return None };
    let end = mentions.get(subject)?.end;
    let own = matches!(saying, Saying::Say);
    (speaks && own).then_some(Tag {
        subject: Some(subject),
        start: hit.start,
        end,
        saying,
        rule: "said_by_x",
        clause_only: false,
    })
}

/// `…, adding that`: the sentence's subject goes on.
fn participle(line: &Line, mentions: &[Mention], hit: Hit, saying: Saying, earlier: &[Tag]) -> Option<Tag> {
    let hangs = line.before(hit.start) == "," || matches!(line.folded(hit.end), "that" | "," | ":" | "“" | "\"");
    let says = matches!(saying, Saying::Say | Saying::Tell);
    let content = line.folded(hit.end) == "that" || line.folded(hit.end + 1) == "that";
    if !hangs || !says {
        return None;
    }
    if let Some(tag) = earlier.last() {
        return Some(Tag {
            start: hit.start,
            end: hit.end,
            saying,
            rule: "saying",
            clause_only: false,
            subject: tag.subject,
        });
    }
    if !content {
        return None;
    }
    // The first mention of the sentence is its subject where nothing but time and place stands before it.
    let first = mentions.iter().position(|m| m.end < hit.start && speaks(&m.kind))?;
    let start = mentions.get(first)?.start;
    let leading = start <= 1 || line.before(start) == "," || line.folded(start - 2) == ",";
    leading.then_some(Tag {
        subject: Some(owned(line, mentions, first)),
        start: hit.start,
        end: hit.end,
        saying,
        rule: "saying",
        clause_only: false,
    })
}

pub fn speaks(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Person { .. } | Kind::Body { .. } | Kind::Short { .. } | Kind::Office { .. } | Kind::Pronoun(_)
    )
}

/// The mention before a verb: directly, over adverbs, over a phrase of time, or over an apposition between commas.
fn left_subject(line: &Line, mentions: &[Mention], verb: usize) -> Option<usize> {
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
        if word == "," {
            return over_apposition(line, mentions, before);
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
    let named = ending(mentions, comma)
        .filter(|&i| mentions.get(i).is_some_and(|m| holds_office(&m.kind) && line.before(m.start) == ","));
    if named.is_some() {
        return named;
    }
    let found = mentions.iter().rposition(|m| {
        m.end + 1 < comma && comma - m.end <= APPOSITION && line.folded(m.end) == "," && speaks(&m.kind)
    })?;
    let mention = mentions.get(found)?;
    let start = mention.end + 1;
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
            | "in"
            | "on"
            | "at"
            | "speaking"
            | "citing"
            | "quoting"
    ) || line.tokens.get(start).is_some_and(|t| t.is_number())
        || line.is(start, bits::PREFIX | bits::OFFICE | bits::NAMELESS | bits::BODY)
        || mentions.iter().any(|m| {
            m.start == start
                && (line.folded(m.end) == "'s" || matches!(m.kind, Kind::Office { .. } | Kind::Body { .. }))
        });
    let sentence_before = mention.start <= 2
        || matches!(
            line.before(mention.start),
            "," | "and" | "“" | "—" | "–" | ":" | "the" | "a" | "an" | "but" | "”" | "that" | "while"
        );
    (opens_noun && sentence_before).then(|| nominative(line, mentions, owner(line, mentions, found))).flatten()
}

fn holds_office(kind: &Kind) -> bool {
    matches!(kind, Kind::Person { role: Some(role), .. } if !role.words.is_empty())
}

/// The head of the noun phrase that ends in a mention: of "prosecutors in Dresden" the prosecutors, of "Ted Docks,
/// special agent in charge of the FBI" Docks.
fn owner(line: &Line, mentions: &[Mention], index: usize) -> usize {
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
fn right_subject(line: &Line, mentions: &[Mention], end: usize) -> Option<usize> {
    let skip = usize::from(matches!(line.folded(end), "the" | "a" | "an" | "one" | "another"));
    let found = starting(mentions, end).or_else(|| starting(mentions, end + skip)).or_else(|| {
        let near = mentions.iter().position(|m| m.start > end && m.start <= end + 3)?;
        let start = mentions.get(near)?.start;
        (end..start)
            .all(|i| {
                line.tokens.get(i).is_some_and(|t| t.is_word())
                    && !line.is(i, bits::PREPOSITION | bits::SUBORDINATOR)
                    && !matches!(line.folded(i), "that" | "it" | "they")
            })
            .then_some(near)
    })?;
    let end = mentions.get(found)?.end;
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
    Some(officer_ahead(line, mentions, found).unwrap_or_else(|| owned(line, mentions, found)))
}

/// `ICE Enforcement and Removal Operations acting Director Patricia Hyde`: the person at the end of a chain of names.
fn officer_ahead(line: &Line, mentions: &[Mention], index: usize) -> Option<usize> {
    let from = mentions.get(index).filter(|m| matches!(m.kind, Kind::Body { .. }))?.end;
    let ahead = mentions.iter().position(|m| m.start >= from && m.start <= from + 8 && holds_office(&m.kind))?;
    let to = mentions.get(ahead)?.start;
    let joined = (from..to)
        .all(|i| line.tokens.get(i).is_some_and(|t| t.is_word()) && !line.is(i, bits::VERB | bits::PREPOSITION));
    joined.then_some(ahead)
}
