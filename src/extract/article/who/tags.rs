//! Speech tags: every place of a sentence where a verb of saying meets its subject ("Ong said", "said Ong", "according
//! to Ong", "the report says"). In: a [`Line`] with its mentions. Out: tags, the subject as a mention.

use super::marks::{Hit, Line};
use super::mentions::{Kind, Mention, Pronoun};
use super::roles::{ending, starting};
use super::subjects::{left_subject, officer_ahead, owned, owner, right_subject};
use crate::vocabulary::speech::bits;
use crate::vocabulary::{CountryForm, Saying, Voice};

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
    let mut out: Vec<Tag> = reckoned(line, mentions).into_iter().filter(|t| open(t.start)).collect();
    let mut done = 0;
    // "the United States": a verb has no capital within a sentence.
    let name = |at: usize| line.capital(at) && !line.opens(at) && !line.tokens.get(at).is_some_and(|t| t.caps);
    let speech = line.hits.iter().filter(|h| h.voice.bit() & (bits::VERB | bits::ACCORDING) != 0 && !name(h.start));
    let starts: Vec<usize> = speech.map(|h| h.start).collect();
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
    cite(line, mentions, &mut out);
    // "The Border Police counted 11 million crossings, its chief said": the chief says what they counted.
    if out.iter().any(|t| matches!(t.saying, Saying::Say | Saying::Tell)) {
        let text =
            |t: &Tag| t.subject.and_then(|i| mentions.get(i)).is_some_and(|m| matches!(m.kind, Kind::Document { .. }));
        out.retain(|t| t.saying != Saying::Tally || text(t));
    }
    out
}

/// "The agency reported that 24 were held, citing prosecutors": what an outlet reports, the others say.
fn cite(line: &Line, mentions: &[Mention], tags: &mut [Tag]) {
    let named =
        |m: &Mention| matches!(m.kind, Kind::Body { .. } | Kind::Short { .. } | Kind::Person { role: Some(_), .. });
    let cited = (0..line.len()).filter(|&i| matches!(line.folded(i), "citing" | "quoting")).find_map(|i| {
        let the = usize::from(matches!(line.folded(i + 1), "the" | "a" | "an"));
        starting(mentions, i + 1 + the).filter(|&m| mentions.get(m).is_some_and(named))
    });
    let Some(cited) = cited else { return };
    let outlet = |t: &&mut Tag| {
        let subject = t.subject.and_then(|i| mentions.get(i));
        subject.is_some_and(|m| {
            !matches!(m.kind, Kind::Pronoun(_) | Kind::Person { role: Some(_), .. } | Kind::Office { .. })
        })
    };
    tags.iter_mut().filter(outlet).for_each(|t| t.subject = Some(cited));
}

/// `By the authority's own count`, `by its reckoning`: whose count it is.
fn reckoned(line: &Line, mentions: &[Mention]) -> Option<Tag> {
    let at = (0..line.len()).find(|&i| line.folded(i) == "by" && (i == 0 || line.before(i) == ","))?;
    let subject = mentions.iter().position(|m| m.start > at && m.start <= at + 2 && speaks(&m.kind))?;
    let mention = mentions.get(subject)?;
    let owns =
        line.folded(mention.end) == "'s" || matches!(line.folded(mention.start), "its" | "their" | "his" | "her");
    let counts =
        |i: &usize| matches!(line.folded(*i), "count" | "reckoning" | "estimate" | "estimates" | "tally" | "figures");
    let end = (mention.end..mention.end + 4).find(counts).filter(|_| owns)? + 1;
    Some(Tag { subject: Some(subject), start: at, end, saying: Saying::Say, rule: "according_to", clause_only: false })
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
    let subject = subject
        .map(|i| officer_ahead(line, mentions, i).unwrap_or_else(|| owned(line, mentions, i)))
        .map(|i| released_by(line, mentions, i));
    let end = subject.and_then(|i| mentions.get(i)).map_or(hit.end, |m| m.end);
    Tag { subject, start: hit.start, end, saying: Saying::Say, rule: "according_to", clause_only: false }
}

/// "according to figures that it released", "a report the agency published": whoever released them.
fn released_by(line: &Line, mentions: &[Mention], text: usize) -> usize {
    let Some(mention) = mentions.get(text).filter(|m| matches!(m.kind, Kind::Document { body: None, .. })) else {
        return text;
    };
    let that = matches!(line.folded(mention.end), "that" | "which");
    let from = mention.end + usize::from(that);
    let near = mentions.iter().position(|m| m.start >= from && m.start <= from + 1 && speaks(&m.kind));
    // "a report the agency released": the pronoun may be left out.
    let made = |i: &usize| that || mentions.get(*i).is_some_and(|m| line.folded(m.end).ends_with("ed"));
    near.filter(made).unwrap_or(text)
}

fn said(line: &Line, mentions: &[Mention], hit: Hit, earlier: &[Tag]) -> Option<Tag> {
    let Voice::Verb(saying) = hit.voice else { return None };
    let form = hit.form.unwrap_or_default();
    let phrase = hit.form.is_none();
    let before = line.before(hit.start);
    if form.ing {
        return participle(line, mentions, hit, saying, earlier);
    }
    // "the highest number since records began"
    if form.third && before == "since" {
        return None;
    }
    let passive = is_passive(line, hit.start);
    if !phrase
        && (before == "to" || matches!(before, "the" | "a" | "an" | "of" | "'s" | "and" | "or"))
        && !(before == "and" && form.past)
    {
        return None;
    }
    let passive = !phrase && passive;
    if passive || by_follows(line, hit) {
        let found = (form.participle || form.past).then(|| by(line, mentions, hit)).flatten();
        // "said by telephone"
        if passive || found.is_some() {
            return found;
        }
    }
    if before == "and" {
        // `Ong denied it and said`: the subject of the verb before.
        return earlier.last().map(|t| Tag { start: hit.start, end: hit.end, saying, ..t.clone() });
    }
    let told = saying == Saying::Tell;
    let after_mark =
        hit.start == 0 || matches!(before, "," | "”" | "\"" | "’" | "'" | "—" | "–") || line.opens(hit.start);
    let left = left_subject(line, mentions, hit.start);
    let right = (after_mark && !told && !matches!(saying, Saying::Show | Saying::Tally))
        .then(|| right_subject(line, mentions, hit.end))
        .flatten();
    let (subject, inverted) = match (left, right) {
        (Some(left), _) => (left, false),
        (None, Some(right)) => (right, true),
        (None, None) => return None,
    };
    let mention = mentions.get(subject)?;
    if !agrees(line, mention, hit, saying, inverted) {
        return None;
    }
    let (start, end) = if inverted { (hit.start, mention.end) } else { (mention.start, hit.end) };
    let opener = if inverted { hit.start } else { mention.start };
    let article = usize::from(matches!(line.before(opener), "the" | "a" | "an"));
    let clause_only =
        !inverted && opener > article && line.is(opener - article - 1, bits::SUBORDINATOR) && opener - article > 1;
    let clause_only = clause_only || matches!(before, "which" | "who");
    // "people from other African states." ends in a noun.
    let closed = matches!(line.folded(hit.end), "." | "," | ";");
    let near = opener.saturating_sub(5)..opener;
    let set_off = opener <= 2 || near.rev().any(|i| matches!(line.folded(i), "," | "”" | "\"" | "—" | "as"));
    if hit.form.unwrap_or_default().third && closed && !inverted && !set_off {
        return None;
    }
    let rule = if inverted { "said_x" } else { "x_said" };
    Some(Tag { subject: Some(subject), start, end, saying, rule, clause_only })
}

/// Whether this subject can say this: figures "show", a suspect who "told police" is not heard.
fn agrees(line: &Line, mention: &Mention, hit: Hit, saying: Saying, inverted: bool) -> bool {
    let told = saying == Saying::Tell;
    let document = matches!(mention.kind, Kind::Document { .. });
    if saying == Saying::Tally && !document {
        // "The charity counted 38 women", "the ministry documented at least 12 cases"
        let body = matches!(mention.kind, Kind::Body { force: false, .. } | Kind::Short { .. });
        let number = |i: usize| line.tokens.get(i).is_some_and(|t| t.is_number());
        return body && !inverted && (hit.end..hit.end + 3).any(number);
    }
    if saying == Saying::Show && !document {
        // "transactions came to 327 trillion, the centre found."
        let article = usize::from(matches!(line.before(mention.start), "the" | "a" | "an"));
        let set_off = line.before(mention.start - article) == "," && matches!(line.folded(hit.end), "." | "");
        return set_off && matches!(mention.kind, Kind::Body { .. } | Kind::Short { .. });
    }
    if let Kind::Person { role: None, .. } = mention.kind
        && line.country(mention.start).is_some_and(|(end, _, form)| end == mention.end && form != CountryForm::Name)
    {
        return false;
    }
    let form = hit.form.unwrap_or_default();
    // "police posts", "police records" are nouns: the police say, they don't says.
    let last = line.folded(mention.end.saturating_sub(1));
    let plural = matches!(mention.kind, Kind::Body { force: true, .. })
        && (last.ends_with('s') && last != "customs" || last == "police");
    if form.third && plural && !inverted && line.folded(hit.end) != "that" {
        return false;
    }
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
            || matches!(last, "data" | "police");
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
    let at = (hit.end..hit.end + 6).find(|&i| line.folded(i) == "by")?;
    if (hit.end..at).any(|i| matches!(line.folded(i), "," | ";" | ":" | "“" | "”" | "\"" | "—")) {
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
    if line.before(hit.start) == "as" {
        // "the agency quoted an official as saying that": the official.
        let mut quoted = ending(mentions, hit.start - 1).or_else(|| quoted_ahead(line, mentions, hit.start))?;
        let start = mentions.get(quoted)?.start;
        if line.before(start) == "by" {
            // "Lee was quoted by Xinhua as saying": Lee.
            let mut verb = start.checked_sub(2)?;
            while matches!(line.before(verb), "was" | "were" | "been" | "is" | "has" | "have" | "had") {
                verb -= 1;
            }
            quoted = left_subject(line, mentions, verb)?;
        }
        let tag =
            |subject| Tag { subject, start: hit.start, end: hit.end, saying, rule: "as_saying", clause_only: false };
        return Some(tag(Some(owner(line, mentions, quoted))));
    }
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

/// "the report quotes Brigadier Kerschbaumer, director of the office, as saying": whoever stands behind the verb.
fn quoted_ahead(line: &Line, mentions: &[Mention], saying: usize) -> Option<usize> {
    let quotes = |i: &usize| matches!(line.folded(*i), "quotes" | "quoted" | "quoting" | "cites" | "cited" | "citing");
    let verb = (saying.saturating_sub(20)..saying).rev().find(quotes)?;
    mentions.iter().position(|m| m.start > verb && m.start <= verb + 2 && speaks(&m.kind))
}

pub fn speaks(kind: &Kind) -> bool {
    matches!(
        kind,
        Kind::Person { .. } | Kind::Body { .. } | Kind::Short { .. } | Kind::Office { .. } | Kind::Pronoun(_)
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::speaker;

    #[test]
    fn numbers_are_put_at_counted_and_denied() {
        let cases = [
            ("Prosecutors put the group's takings at 3.4 million euros.", "3.4", "prosecutors"),
            ("The sums are put at HK$11.3 billion by the Customs Department.", "11.3", "Customs Department"),
            ("The charity Safe Harbour counted 38 women.", "38", "Safe Harbour"),
            ("A report by the charity Safe Harbour documents 214 cases.", "214", "Safe Harbour"),
            ("The Border Police counted 11 men, its chief Ion Rusu said.", "11", "Ion Rusu"),
            ("The Coast Guard rejected as false a claim that 27 had been turned back.", "27", "Coast Guard"),
            ("Agerpres reported that 24 were held, citing the Anti-Mafia Directorate.", "24", "Anti-Mafia Directorate"),
        ];
        for (text, figure, name) in cases {
            assert_eq!(speaker(text, figure), name, "{text}");
        }
    }

    #[test]
    fn an_officer_is_found_by_rank_and_by_name_later() {
        let text = "We arrested 16, said Det.-Supt. Maura Whelan, who heads the branch.";
        assert_eq!(speaker(text, "16"), "Maura Whelan");
        let text = "The chairman of the agency, Brigadier General Idris Balarabe (rtd), disclosed that 34 were held.";
        assert_eq!(speaker(text, "34"), "Idris Balarabe");
        let text = "According to Home Affairs Minister Leon Naidu, 46 people were deported.";
        assert_eq!(speaker(text, "46"), "Leon Naidu");
        let text =
            "The Migration Service held 312, its director said. Director Hamzah Othman added that 21 were charged.";
        assert_eq!(speaker(text, "312"), "Hamzah Othman");
    }
}
