//! Phrases over folded tokens, longest match first. In: phrases with what they mean. Out: what stands at a token.
//!
//! A phrase is written as its words. Three signs make it a pattern: `{smuggle}` stands for every form of the verb,
//! `…` for up to five words of the same clause, and a phrase in capitals (`PRC`) matches only capitals. A word that ends
//! with `~` stands for all words that begin so, in languages that inflect them (`zatrzyman~`), and one that begins with it for
//! all that end so, in those that join them (`~diebstahl`).

use std::sync::Arc;

use super::inflect::{VerbForm, verb_forms};
use crate::text::words::{self, ANY, HashedMap, Indexed, Lists};
use crate::text::{Token, TokenKind, tokenize};

const LONGEST_GAP: usize = 6;
/// A gap that two words or more close may be longer: "put another 51 foreigners, found guilty of fraud, on flights home".
const LONGEST_CLOSED_GAP: usize = 16;

/// A word is its hash: no two of one vocabulary share one of 64 bits.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Word(u64),
    Verb(Vec<(u64, VerbForm)>),
    /// Every word that begins so.
    Stem(String),
    /// Every word that ends so.
    Tail(String),
    Gap,
}

impl Part {
    /// The words that can stand here.
    fn words(&self) -> Vec<u64> {
        match self {
            Part::Word(word) => vec![*word],
            Part::Verb(forms) => forms.iter().map(|(word, _)| *word).collect(),
            Part::Stem(_) | Part::Tail(_) | Part::Gap => Vec::new(),
        }
    }
}

#[derive(Debug, Clone)]
struct Phrase<S> {
    /// A phrase that begins with a verb stands under each of its forms, and has these once.
    parts: Arc<[Part]>,
    /// As a vocabulary file writes it, but for accents.
    written: Arc<str>,
    /// The second word's hash, where the second part is a word: most phrases fail there.
    second: Option<u64>,
    caps: bool,
    sense: S,
    layer: u8,
}

/// One match: the tokens `start..end`, its sense, and the form of its verb where it has one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match<'l, S> {
    pub start: usize,
    pub end: usize,
    pub sense: &'l S,
    pub form: Option<VerbForm>,
    /// Where the gap's words stand, when the phrase has one.
    pub gap: Option<(usize, usize)>,
}

/// The matches that begin at one token.
pub struct Matches<'l, 'a, S> {
    phrases: [&'l [Phrase<S>]; 3],
    tokens: &'a [Token],
    at: usize,
}

impl<'l, S> Iterator for Matches<'l, '_, S> {
    type Item = Match<'l, S>;
    #[inline]
    fn next(&mut self) -> Option<Match<'l, S>> {
        if self.phrases.iter().all(|p| p.is_empty()) { None } else { self.search() }
    }
}

impl<'l, S> Matches<'l, '_, S> {
    fn search(&mut self) -> Option<Match<'l, S>> {
        let next = self.tokens.get(self.at + 1).map(|t| t.hash);
        for phrases in &mut self.phrases {
            while let Some((phrase, rest)) = phrases.split_first() {
                *phrases = rest;
                let may = phrase.second.is_none() || phrase.second == next;
                if may && let Some(found) = phrase.match_at(self.tokens, self.at) {
                    return Some(found);
                }
            }
        }
        None
    }
}

#[derive(Debug, Clone)]
pub struct Lexicon<S> {
    /// By the hash of the first word.
    by_first: HashedMap<Vec<Phrase<S>>>,
    /// Phrases that begin with a stem, by the hash of its first letters.
    by_stem: HashedMap<Vec<Phrase<S>>>,
    /// Words by their end, by the hash of its last letters.
    by_tail: HashedMap<Vec<Phrase<S>>>,
    layer: u8,
    list: Lists,
}

impl<S> Indexed for Lexicon<S> {
    fn index(&mut self, list: Lists) -> Vec<u64> {
        self.list = list;
        self.by_first.keys().copied().collect()
    }
}

/// The least letters of a stem.
const LEAST_STEM: usize = 3;

/// The letters by which stems are found.
fn root(word: &str) -> Option<&str> {
    let end = word.char_indices().nth(LEAST_STEM).map_or(word.len(), |(at, _)| at);
    word.get(..end).filter(|r| r.chars().count() == LEAST_STEM)
}

/// The letters by which tails are found.
fn tail(word: &str) -> Option<&str> {
    let from = word.char_indices().rev().nth(LEAST_STEM - 1).map(|(at, _)| at)?;
    word.get(from..)
}

impl<S> Default for Lexicon<S> {
    fn default() -> Self {
        Lexicon {
            by_first: HashedMap::default(),
            by_stem: HashedMap::default(),
            by_tail: HashedMap::default(),
            layer: 0,
            list: ANY,
        }
    }
}

impl<S: Clone + PartialEq> Lexicon<S> {
    /// Phrases added from now on belong to this layer: they stand in for equal phrases of the layers below it, also of
    /// those that are added later.
    pub fn at_layer(&mut self, layer: usize) {
        self.layer = layer.min(usize::from(u8::MAX)) as u8;
    }

    /// Adds a phrase. Says what is wrong with it where it can't be matched.
    pub fn add(&mut self, phrase: &str, sense: S) -> Result<(), String> {
        let letters = phrase.chars().filter(|c| c.is_alphabetic());
        let small = phrase.bytes().any(|b| b.is_ascii_lowercase());
        let caps =
            !small && letters.clone().count() > 1 && letters.clone().all(char::is_uppercase) && !phrase.contains('{');
        let (parts, written) = parse(phrase)?;
        let written: Arc<str> = if caps { written.to_uppercase() } else { written }.into();
        let parts: Arc<[Part]> = parts.into();
        if let [Part::Tail(end)] = &*parts {
            let last = tail(end).ok_or_else(|| format!("`{phrase}`: a tail has at least {LEAST_STEM} letters"))?;
            let bucket = self.by_tail.entry(words::hash(last)).or_default();
            bucket.push(Phrase { parts, written, second: None, caps, sense, layer: self.layer });
            return Ok(());
        }
        if let Some(Part::Stem(stem)) = parts.first() {
            let root = root(stem).ok_or_else(|| format!("`{phrase}`: a stem has at least {LEAST_STEM} letters"))?;
            let second = second(&parts);
            let bucket = self.by_stem.entry(words::hash(root)).or_default();
            insert(bucket, Phrase { parts, written, second, caps, sense, layer: self.layer });
            return Ok(());
        }
        let firsts = parts.first().map(Part::words).unwrap_or_default();
        if firsts.is_empty() {
            return Err(format!("`{phrase}` has no word to begin with"));
        }
        for first in firsts {
            let bucket = self.by_first.entry(first).or_default();
            let layer = self.layer;
            bucket.retain(|p| !(p.layer < layer && p.parts == parts));
            if !bucket.iter().any(|p| p.parts == parts && (p.layer > layer || p.sense == sense)) {
                let (parts, written, second) = (Arc::clone(&parts), Arc::clone(&written), second(&parts));
                insert(bucket, Phrase { parts, written, second, caps, sense: sense.clone(), layer });
            }
        }
        Ok(())
    }

    /// Takes an exact phrase out again, whatever it means. Whether there was one.
    pub fn remove(&mut self, phrase: &str) -> bool {
        self.remove_sense(phrase, |_| true)
    }

    /// Takes an exact phrase out again where it has such a sense. Whether there was one.
    pub fn remove_sense(&mut self, phrase: &str, is_meant: impl Fn(&S) -> bool) -> bool {
        let Ok((parts, _)) = parse(phrase) else { return false };
        let mut removed = false;
        for bucket in self.by_first.values_mut().chain(self.by_stem.values_mut()).chain(self.by_tail.values_mut()) {
            let before = bucket.len();
            bucket.retain(|p| *p.parts != *parts || !is_meant(&p.sense));
            removed |= bucket.len() < before;
        }
        removed
    }

    /// Every phrase as it would be written, with its sense, in alphabetical order.
    pub fn phrases(&self) -> Vec<(String, &S)> {
        let mut out: Vec<(String, &S)> = Vec::new();
        for phrase in self.by_first.values().chain(self.by_stem.values()).chain(self.by_tail.values()).flatten() {
            out.push((phrase.written.to_string(), &phrase.sense));
        }
        // A verb stands under each of its forms.
        out.sort_by(|(a, _), (b, _)| a.cmp(b));
        out.dedup_by(|(b, after), (a, before)| a == b && after == before);
        out
    }

    /// Every match that begins at `at`, longest phrase first. At most tokens none does, which a bit of the token says.
    #[inline]
    pub fn matches<'l, 'a>(&'l self, tokens: &'a [Token], at: usize) -> Matches<'l, 'a, S> {
        let first = tokens.get(at).filter(|t| self.may_begin(t));
        let phrases = first.map_or([&[][..]; 3], |first| self.beginning(first));
        Matches { phrases, tokens, at }
    }

    #[inline]
    fn may_begin(&self, token: &Token) -> bool {
        token.lists & self.list != 0 || !self.by_stem.is_empty() || !self.by_tail.is_empty()
    }

    /// The phrases that begin with a word, with a stem of it, with its end.
    fn beginning(&self, first: &Token) -> [&[Phrase<S>]; 3] {
        let stem = Some(&first.folded).filter(|_| !self.by_stem.is_empty()).and_then(|f| root(f));
        let last = Some(&first.folded).filter(|_| !self.by_tail.is_empty()).and_then(|f| tail(f));
        [
            self.by_first.get(&first.hash).filter(|_| first.lists & self.list != 0),
            stem.and_then(|s| self.by_stem.get(&words::hash(s))),
            last.and_then(|s| self.by_tail.get(&words::hash(s))),
        ]
        .map(|bucket| bucket.map_or(&[][..], Vec::as_slice))
    }

    /// Takes this lexicon from the lists of the tokens at which none of its phrases begins after all: what is asked often is
    /// read once.
    pub fn settle(&self, tokens: &mut [Token]) {
        if self.list == ANY {
            return;
        }
        for at in 0..tokens.len() {
            let none = self.matches(tokens, at).next().is_none();
            if let Some(token) = tokens.get_mut(at).filter(|_| none) {
                token.lists &= !self.list;
            }
        }
    }

    /// The longest match at `at`.
    #[inline]
    pub fn longest<'l>(&'l self, tokens: &[Token], at: usize) -> Option<Match<'l, S>> {
        if tokens.get(at).is_some_and(|t| self.may_begin(t)) { self.longest_of(tokens, at) } else { None }
    }

    fn longest_of<'l>(&'l self, tokens: &[Token], at: usize) -> Option<Match<'l, S>> {
        self.matches(tokens, at).max_by_key(|m| m.end)
    }

    /// The sense of exactly these words, nothing before or behind them.
    pub fn exact<'l>(&'l self, tokens: &[Token]) -> Option<&'l S> {
        self.matches(tokens, 0).find(|m| m.end == tokens.len()).map(|m| m.sense)
    }

    /// Non-overlapping longest matches from left to right.
    pub fn scan<'l>(&'l self, tokens: &[Token]) -> Vec<Match<'l, S>> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            match self.longest(tokens, at) {
                Some(found) => {
                    at = found.end.max(at + 1);
                    out.push(found);
                }
                None => at += 1,
            }
        }
        out
    }
}

/// Longest phrase first, else in the order of adding.
fn insert<S>(bucket: &mut Vec<Phrase<S>>, phrase: Phrase<S>) {
    let at = bucket.partition_point(|p| p.parts.len() >= phrase.parts.len());
    bucket.insert(at, phrase);
}

fn second(parts: &[Part]) -> Option<u64> {
    match parts.get(1) {
        Some(Part::Word(word)) => Some(*word),
        _ => None,
    }
}

/// The parts of a phrase, and how a vocabulary file writes it, but for accents.
fn parse(phrase: &str) -> Result<(Vec<Part>, String), String> {
    let (mut parts, mut written) = (Vec::new(), Vec::new());
    for (i, piece) in phrase.split('…').enumerate() {
        if i > 0 {
            parts.push(Part::Gap);
            written.push("…".to_string());
        }
        for word in piece.split_whitespace() {
            // Most are plain, and are their own token.
            if word.bytes().all(|b| b.is_ascii_lowercase()) {
                parts.push(Part::Word(words::hash(word)));
                written.push(word.to_string());
                continue;
            }
            if let Some(verb) = word.strip_prefix('{').and_then(|w| w.strip_suffix('}')) {
                let forms = verb_forms(&verb.to_lowercase());
                let base = forms.iter().find(|(_, form)| form.base).or(forms.first());
                written.push(format!("{{{}}}", base.map_or("", |(word, _)| word.as_str())));
                parts.push(Part::Verb(forms.iter().map(|(word, form)| (words::hash(word), *form)).collect()));
                continue;
            }
            if word.contains(['{', '}']) {
                return Err(format!("`{word}` in `{phrase}`: a verb is written {{arrest}}"));
            }
            if let Some(end) = word.strip_prefix('~').filter(|s| s.chars().all(char::is_alphabetic)) {
                let end = crate::text::fold(end);
                written.push(format!("~{end}"));
                parts.push(Part::Tail(end));
                continue;
            }
            if let Some(stem) = word.strip_suffix('~').filter(|s| s.chars().all(char::is_alphabetic)) {
                let stem = crate::text::fold(stem);
                written.push(format!("{stem}~"));
                parts.push(Part::Stem(stem));
                continue;
            }
            let span = crate::model::Span::new(0, word.len());
            for token in tokenize(word, span) {
                parts.push(Part::Word(token.hash));
                written.push(token.folded.into());
            }
        }
    }
    if matches!(parts.first(), None | Some(Part::Gap)) || matches!(parts.last(), Some(Part::Gap)) {
        return Err(format!("`{phrase}` begins or ends without a word"));
    }
    Ok((parts, written.join(" ")))
}

impl<S> Phrase<S> {
    fn match_at<'l>(&'l self, tokens: &[Token], at: usize) -> Option<Match<'l, S>> {
        let mut found = Match { start: at, end: at, sense: &self.sense, form: None, gap: None };
        let ok = step(&self.parts, tokens, at, &mut found);
        (ok && (!self.caps || tokens.get(at..found.end)?.iter().any(|t| t.caps))).then_some(found)
    }
}

fn step<S>(mut parts: &[Part], tokens: &[Token], mut at: usize, found: &mut Match<S>) -> bool {
    while let Some((part, rest)) = parts.split_first() {
        if matches!(part, Part::Gap) {
            return gap(rest, tokens, at, found);
        }
        let Some(token) = tokens.get(at) else { return false };
        let fits = match part {
            Part::Word(word) => token.hash == *word,
            Part::Tail(end) => token.folded.ends_with(end.as_str()),
            Part::Stem(stem) => token.folded.starts_with(stem.as_str()),
            Part::Verb(forms) => match forms.iter().find(|(word, _)| *word == token.hash) {
                Some((_, form)) => {
                    found.form.get_or_insert(*form);
                    true
                }
                None => false,
            },
            Part::Gap => false,
        };
        if !fits {
            return false;
        }
        (parts, at) = (rest, at + 1);
    }
    found.end = at;
    true
}

/// The words that a gap stands for, none to the longest that fits, and what stands behind them.
fn gap<S>(rest: &[Part], tokens: &[Token], at: usize, found: &mut Match<S>) -> bool {
    let longest = if rest.len() > 1 { LONGEST_CLOSED_GAP } else { LONGEST_GAP };
    let behind = tokens.get(at..).unwrap_or_default();
    for (skipped, token) in behind.iter().take(longest + 1).enumerate() {
        // Most tokens are not the word that is looked for.
        let may = !matches!(rest.first(), Some(Part::Word(word)) if *word != token.hash);
        if may && step(rest, tokens, at + skipped, found) {
            found.gap.get_or_insert((at, at + skipped));
            return true;
        }
        if token.kind == TokenKind::Mark && is_border(&token.folded) {
            return false;
        }
    }
    false
}

fn is_border(mark: &str) -> bool {
    matches!(mark, "." | ";" | ":" | "!" | "?" | "—" | "“" | "”" | "\"")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let mut lexicon = Lexicon::default();
        for phrase in phrases {
            lexicon.add(phrase, ()).expect("a good phrase");
        }
        let tokens = tokenize(text, Span::new(0, text.len()));
        let words = |m: &Match<()>| tokens[m.start].span.join(tokens[m.end - 1].span).of(text).to_string();
        lexicon.scan(&tokens).iter().map(words).collect()
    }

    #[test]
    fn the_longest_phrase_wins_and_hyphens_do_not_matter() {
        assert_eq!(found(&["scam", "love scam"], "love-scam and scam"), ["love-scam", "scam"]);
    }

    #[test]
    fn verbs_and_gaps() {
        assert_eq!(
            found(&["{enter} … illegally"], "who entered the country illegally."),
            ["entered the country illegally"]
        );
        assert_eq!(found(&["{enter} … illegally"], "entered. Others illegally"), Vec::<String>::new());
    }

    #[test]
    fn stems_match_every_ending() {
        let phrases = ["zatrzyman~", "odmow~ wjazdu", "~diebstahl"];
        assert_eq!(found(&phrases, "Osoby zatrzymane, odmowa wjazdu, odmowa"), ["zatrzymane", "odmowa wjazdu"]);
        assert_eq!(found(&phrases, "Taschendiebstahl"), ["Taschendiebstahl"]);
    }

    #[test]
    fn capitals_match_capitals_only() {
        assert_eq!(found(&["US"], "told us in the U.S. and the US"), ["U.S.", "US"]);
    }

    #[test]
    fn phrases_are_listed_once_as_they_are_written() {
        let mut lexicon = Lexicon::default();
        for phrase in ["{round} up", "scam", "PRC", "{enter} … illegally"] {
            lexicon.add(phrase, ()).expect("a good phrase");
        }
        let listed: Vec<String> = lexicon.phrases().into_iter().map(|(phrase, ())| phrase).collect();
        assert_eq!(listed, ["PRC", "scam", "{enter} … illegally", "{round} up"]);
    }

    #[test]
    fn a_higher_layer_replaces_whenever_it_comes() {
        let mut lexicon = Lexicon::default();
        lexicon.add("scam", 1).expect("good");
        lexicon.at_layer(1);
        lexicon.add("scam", 2).expect("good");
        lexicon.at_layer(0);
        lexicon.add("scam", 3).expect("good");
        let tokens = tokenize("scam", Span::new(0, 4));
        assert_eq!(lexicon.exact(&tokens), Some(&2));
    }
}
