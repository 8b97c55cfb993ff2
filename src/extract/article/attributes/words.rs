//! The words for offences in one sentence. In: its tokens. Out: [`Word`]s, without those that only name a body or are
//! denied, and the codes that several of them make together.

use super::deeds::deeds;
use super::document::OF_FOREIGNERS;
use crate::extract::article::parse::{Mention, Parsed};
use crate::vocabulary::{Class, Sense, Vocabulary};

/// How far before an offence its denial may stand.
const DENIAL: usize = 4;
/// How far from an offence the means may stand by which it is done.
const MEANS: usize = 8;
/// How far before an offence the words may stand that say that somebody was made to commit it.
const FORCED: usize = 5;
/// What people are held to do for others.
const FORCED_TO: &[&str] = &["fraud", "online_scam", "telecom_scam", "illegal_gambling", "online_gambling"];
/// How far behind an offence's verb the words for what it is done with may stand.
const OBJECT: usize = 4;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// Which offence it is.
    Named,
    /// That there is one, which is not told or is denied: "on other grounds".
    Untold,
    /// The one that was named before: "the same charges".
    Before,
    /// What was done with the things found before: "over the shipment".
    Haul,
}

#[derive(Debug, Clone)]
pub struct Word {
    pub start: usize,
    pub end: usize,
    pub codes: Vec<usize>,
    pub says: Says,
    /// Done to those who are spoken of: "had been trafficked".
    pub suffered: bool,
    /// What a word of several kinds can mean, as an index into `Terms::kinds`.
    pub loose: Option<usize>,
    pub(super) gapped: bool,
}

impl Word {
    fn within(&self, other: &Word) -> bool {
        self.start >= other.start && self.end <= other.end
    }

    fn overlaps(&self, other: &Word) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// All words for offences of a sentence in their order, none over another.
pub fn words(parsed: &Parsed, vocabulary: &Vocabulary) -> Vec<Word> {
    let mut found: Vec<Word> = parsed.mentions.iter().filter_map(|m| named(parsed, m, vocabulary)).collect();
    found.extend(covered(parsed, vocabulary));
    let apart = |d: &Word| !found.iter().any(|w| w.overlaps(d) && !w.within(d));
    let done: Vec<Word> = deeds(parsed, vocabulary).filter(apart).collect();
    found.extend(done);
    let terms = &vocabulary.terms;
    for (phrases, says) in
        [(&terms.untold_offences, Says::Untold), (&terms.same_offences, Says::Before), (&terms.hauls, Says::Haul)]
    {
        let matches = phrases.scan(parsed.tokens).into_iter();
        found.extend(matches.map(|m| Word {
            start: m.start,
            end: m.end,
            codes: Vec::new(),
            says,
            suffered: false,
            loose: None,
            gapped: false,
        }));
    }
    // A gap that spans another offence's own words belongs to that one.
    let all = found.clone();
    let told = |outer: &Word, inner: &Word| {
        let says = |c: &usize| outer.codes.iter().any(|o| o == c || broader(*o, vocabulary) == Some(*c));
        inner.codes.iter().all(says)
    };
    let inside = |w: &Word, p: &Word| p.within(w) && p.start > w.start && p.end == w.end;
    // "yaba pills … smuggling them into the country": whom or what the pronoun means says which it is.
    let pointed = |w: &Word, p: &Word| p.gapped && p.start == w.start && p.end < w.end && p.end - p.start == 2;
    found.retain(|w| !w.gapped || !all.iter().any(|p| (inside(w, p) || pointed(w, p)) && !told(w, p)));
    found.sort_by_key(|w| (std::cmp::Reverse(w.end - w.start), w.start));
    let mut kept: Vec<Word> = Vec::new();
    for word in found {
        match kept.iter_mut().find(|k| k.overlaps(&word) && !is_workplace(&word, k, vocabulary)) {
            Some(same) if (same.start, same.end) == (word.start, word.end) => same.codes.extend(word.codes),
            Some(_) => {}
            None => kept.push(word),
        }
    }
    kept.sort_by_key(|w| w.start);
    for word in &mut kept {
        narrow(word, parsed, vocabulary);
    }
    kept
}

/// "working as online casino dealers without permits": what the work is stands between the words for its being illegal.
fn is_workplace(word: &Word, around: &Word, vocabulary: &Vocabulary) -> bool {
    let foreign = |c: &usize| is_any_of(OF_FOREIGNERS, *c, vocabulary);
    let inside = word.start > around.start && word.end < around.end;
    inside && around.gapped && around.codes.iter().all(foreign) && !word.codes.iter().any(foreign)
}

/// "bogus investment schemes over the internet": the means beside a wide offence say which it is.
fn narrow(word: &mut Word, parsed: &Parsed, vocabulary: &Vocabulary) {
    let Some(&wide) = word.codes.first() else { return };
    let near = word.start.saturating_sub(MEANS)..word.end + MEANS;
    let mut means = near.flat_map(|at| vocabulary.terms.means.longest(parsed.tokens, at)).map(|m| *m.sense);
    if let Some(narrower) = means.find(|m| broader(*m, vocabulary) == Some(wide)) {
        word.codes.retain(|c| *c != wide);
        word.codes.push(narrower);
        word.loose = None;
    }
}

/// Offences inside a longer phrase of another sense: "found to be living there illegally"; and in the gap of one.
fn covered<'v>(parsed: &'v Parsed, vocabulary: &'v Vocabulary) -> impl Iterator<Item = Word> + 'v {
    let hidden =
        |at: &usize| parsed.mention_at(*at).is_some_and(|m| m.offences().is_none() || m.gapped && m.start < *at);
    (0..parsed.len()).filter(hidden).flat_map(move |start| {
        let matches = vocabulary.terms.lexicon.matches(parsed.tokens, start);
        matches.filter_map(move |m| {
            let Sense::Offences(codes) = m.sense else { return None };
            let mention = Mention {
                start,
                end: m.end,
                senses: vec![(m.sense, m.form)],
                gapped: m.gap.is_some_and(|(a, b)| b > a),
            };
            named(parsed, &mention, vocabulary).filter(|_| !codes.is_empty())
        })
    })
}

fn named(parsed: &Parsed, mention: &Mention, vocabulary: &Vocabulary) -> Option<Word> {
    let mut codes: Vec<usize> = mention.offences().unwrap_or_default().to_vec();
    if let Some(population) = mention.population().and_then(|(i, _)| vocabulary.terms.populations.get(i)) {
        codes.extend(population.offences.iter().filter_map(|c| vocabulary.terms.offence(c)));
        codes.sort_unstable();
        codes.dedup();
    }
    if codes.is_empty()
        || in_name(parsed, mention, vocabulary)
        || is_compound(parsed, mention)
        || of_document(parsed, mention.start, &codes, vocabulary)
    {
        return None;
    }
    if let Some(forced) = compelled_to(parsed, mention.start, &codes, vocabulary) {
        codes.push(forced?);
        // Whom gangs hold to cheat strangers they hold before screens.
        let [fraud, online] = ["fraud", "online_scam"].map(|code| vocabulary.terms.offence(code));
        codes.iter_mut().filter(|c| Some(**c) == fraud).for_each(|c| *c = online.unwrap_or(*c));
    }
    let says = if is_denied(parsed, mention.start, vocabulary) { Says::Untold } else { Says::Named };
    if says == Says::Untold {
        codes.clear();
    }
    let be = |at: usize| parsed.token(at).is_some_and(|t| vocabulary.grammar.is(t, Class::Be));
    let last = |back: usize| parsed.before(mention.end, back);
    let participle = last(1).ends_with("ed") || (last(1).len() <= 4 && last(2).ends_with("ed"));
    let suffered = participle && (mention.start.saturating_sub(1)..mention.end).any(be);
    let loose = vocabulary.terms.loose.longest(parsed.tokens, mention.start).filter(|m| m.end == mention.end);
    let loose = loose.map(|m| *m.sense);
    Some(Word { start: mention.start, end: mention.end, codes, says, suffered, loose, gapped: mention.gapped })
}

/// "the Economic and Financial Crimes Commission", "the anti-trafficking unit": part of what a body is called.
fn in_name(parsed: &Parsed, mention: &Mention, vocabulary: &Vocabulary) -> bool {
    let capital = |at: usize| parsed.token(at).is_some_and(|t| t.capital && t.is_word());
    let long = |at: &usize| parsed.token(*at).is_some_and(|t| t.is_word() && t.folded.len() > 3);
    let title = (mention.start..mention.end).filter(long).all(capital);
    let beside = capital(mention.end) || (mention.start > 1 && capital(mention.start - 1));
    let of_law = (mention.start.saturating_sub(4)..mention.end + 1)
        .any(|i| vocabulary.terms.laws.longest(parsed.tokens, i).is_some());
    if title && beside && !of_law {
        return true;
    }
    // "the National Unit against Trafficking"
    let against = matches!(parsed.before(mention.start, 1), "against" | "on" | "for");
    let body = mention.start.checked_sub(2).filter(|i| against && capital(*i));
    if body.is_some_and(|i| vocabulary.terms.offence_bodies.longest(parsed.tokens, i).is_some()) {
        return true;
    }
    vocabulary.terms.offence_bodies.longest(parsed.tokens, mention.end).is_some()
}

/// "the Anti-Kidnapping Group freed two": what a body that acts before a token is there to fight.
pub fn fought_by(parsed: &Parsed, before: usize, vocabulary: &Vocabulary) -> Option<(Vec<usize>, (usize, usize))> {
    let against = |m: &&Mention| {
        let anti = matches!(parsed.before(m.start, 1), "anti" | "counter");
        m.end <= before && anti && parsed.token(m.start).is_some_and(|t| t.capital) && in_name(parsed, m, vocabulary)
    };
    let body = parsed.mentions.iter().rfind(against)?;
    let object = body.object().and_then(|(i, _)| vocabulary.terms.objects.get(i));
    let drugs = || vocabulary.terms.offence("drug_offence").filter(|_| object.is_some_and(|o| o.class == "drug"));
    let codes = body.offences().filter(|c| c.len() == 1).map(<[usize]>::to_vec);
    Some((codes.or_else(|| drugs().map(|d| vec![d]))?, (body.start, body.end)))
}

/// "vice-president": a word that only begins another; "fraud-related" still speaks of it.
fn is_compound(parsed: &Parsed, mention: &Mention) -> bool {
    let next = parsed.token(mention.end).filter(|t| t.glued);
    next.is_some_and(|t| mention.end == mention.start + 1 && !matches!(t.folded.as_str(), "related" | "linked"))
}

/// "a compound in which they were made to run romance scams" is forced labour too. What trafficked people did is not what
/// they are counted for: "victims of trafficking who had been made to cheat people".
fn compelled_to(parsed: &Parsed, at: usize, codes: &[usize], vocabulary: &Vocabulary) -> Option<Option<usize>> {
    let compelled = |back: &usize| {
        let start = at.checked_sub(*back)?;
        let found = vocabulary.terms.compelled.longest(parsed.tokens, start)?;
        (found.end <= at && !(found.end..at).any(|i| parsed.is_mark(i))).then_some(found.end)
    };
    let end = (2..=FORCED + 2).find_map(|back| compelled(&back))?;
    let done = codes.iter().all(|c| is_any_of(FORCED_TO, *c, vocabulary));
    let told = |m: &Mention| {
        let people = m.population().and_then(|(i, _)| vocabulary.terms.populations.get(i));
        people.is_some_and(|p| p.offences.iter().any(|o| o == "human_trafficking"))
            || m.offences().is_some_and(|o| o.iter().any(|c| is_any_of(&["human_trafficking"], *c, vocabulary)))
    };
    if done && !parsed.mentions.iter().any(told) {
        return Some(vocabulary.terms.offence("forced_labour"));
    }
    (end == at).then_some(None)
}

/// "the annual report on organised crime" counts other crimes too.
fn of_document(parsed: &Parsed, at: usize, codes: &[usize], vocabulary: &Vocabulary) -> bool {
    let wide = codes.iter().all(|c| is_any_of(&["organised_crime"], *c, vocabulary));
    let about = matches!(parsed.before(at, 1), "on" | "about" | "against");
    let paper = |i: usize| vocabulary.terms.papers.longest(parsed.tokens, i).is_some();
    wide && about && at.checked_sub(2).is_some_and(paper)
}

/// Whether an offence is one of some list.
fn is_any_of(list: &[&str], offence: usize, vocabulary: &Vocabulary) -> bool {
    vocabulary.terms.offences.get(offence).is_some_and(|o| list.contains(&o.code.get_ref().as_str()))
}

/// "were not linked to trafficking", "in neither trafficking nor prostitution".
fn is_denied(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    for back in 1..=DENIAL {
        let Some(token) = at.checked_sub(back).and_then(|i| parsed.token(i)) else { return false };
        if vocabulary.grammar.is(token, Class::Negator) && !token.is("without") {
            return true;
        }
        if !token.is_word() || vocabulary.grammar.is(token, Class::Relative) {
            return false;
        }
    }
    false
}

fn broader(offence: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let code = vocabulary.terms.offences.get(offence)?.broader.as_deref()?;
    vocabulary.terms.offence(code)
}

/// The codes of words, without an offence beside a narrower one that only says it closer. A list names each for itself.
pub fn codes(words: &[&Word], parsed: &Parsed, vocabulary: &Vocabulary) -> Vec<usize> {
    let wide: Vec<(usize, usize)> = words
        .iter()
        .enumerate()
        .flat_map(|(w, word)| word.codes.iter().filter_map(move |c| broader(*c, vocabulary).map(|b| (w, b))))
        .collect();
    let mut out = Vec::new();
    let under = |word: &Word| words.iter().any(|w| is_under(word, w, parsed, vocabulary));
    for (at, word) in words.iter().enumerate().filter(|(_, w)| !under(w)) {
        for code in &word.codes {
            let closer = wide.iter().filter(|(w, b)| *w != at && b == code);
            let listed = |w: usize| words.get(w).is_some_and(|other| are_listed(word, other, parsed));
            if closer.clone().next().is_none() || closer.clone().all(|(w, _)| listed(*w)) {
                out.push(*code);
            }
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// "smuggling undocumented migrants", "laundering the takings of swindlers": an offence that only tells what another is
/// done with.
fn is_under(word: &Word, deed: &Word, parsed: &Parsed, vocabulary: &Vocabulary) -> bool {
    let gap = deed.end..word.start;
    // "slipped into Laos to run scams": what they came for is an offence of its own.
    let apart = |i: usize| parsed.is_mark(i) || matches!(parsed.word(i), "and" | "or" | "for" | "as" | "to");
    let exploited = deed.codes.iter().any(|c| is_any_of(&["human_trafficking"], *c, vocabulary));
    let verbal = |i: usize| parsed.word(i).ends_with("ing") || parsed.word(i).ends_with("ed");
    // "trafficked to scam compounds": where they were taken.
    let place = exploited && (deed.end - 1..word.start).any(|i| matches!(parsed.word(i), "to" | "into"));
    let place = place && word.codes.iter().all(|c| is_any_of(FORCED_TO, *c, vocabulary));
    if place && deed.start < word.start && gap.len() <= OBJECT {
        return true;
    }
    !exploited
        && deed.end <= word.start
        && gap.len() <= OBJECT
        && (deed.start..deed.end).any(verbal)
        && !gap.into_iter().any(apart)
}

/// Whether two offences stand side by side as members of one list.
fn are_listed(a: &Word, b: &Word, parsed: &Parsed) -> bool {
    let (first, second) = if a.start < b.start { (a, b) } else { (b, a) };
    let gap = first.end..second.start;
    let joint = |i: usize| matches!(parsed.word(i), "," | "and" | "or" | ";" | "/");
    gap.len() <= 3 && gap.clone().any(joint) && gap.into_iter().all(|i| joint(i) || parsed.word(i).ends_with("ing"))
}
