//! Phrases over folded tokens, longest match first. In: phrases with what they mean. Out: what stands at a token.
//! How a phrase is written stands in `phrase`.

use std::sync::Arc;

use super::inflect::VerbForm;
use super::phrase::{Forms, Part, Phrase, parse};
use crate::text::Token;
use crate::text::words::{self, ANY, HashedMap, Indexed, Known, Lists, PairMap};

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
    /// None where nothing can begin, which is so at most tokens.
    phrases: Option<Beginning<'l, S>>,
    tokens: &'a [Token],
    at: usize,
}

impl<'l, S> Iterator for Matches<'l, '_, S> {
    type Item = Match<'l, S>;
    #[inline]
    fn next(&mut self) -> Option<Match<'l, S>> {
        let phrases = self.phrases.as_mut()?;
        phrases.search(self.tokens, self.at)
    }
}

/// The phrases that may begin at a token, each list in the order of their rank.
struct Beginning<'l, S> {
    /// By the first word, those that name no second word.
    open: &'l [Phrase<S>],
    /// By the first two words.
    pairs: &'l [Phrase<S>],
    stems: &'l [Phrase<S>],
    tails: &'l [Phrase<S>],
}

impl<'l, S> Beginning<'l, S> {
    fn search(&mut self, tokens: &[Token], at: usize) -> Option<Match<'l, S>> {
        let mut behind = None;
        while let Some(phrase) = self.next() {
            if let Some(found) = phrase.match_at(tokens, at, &mut behind) {
                return Some(found);
            }
        }
        None
    }

    /// The phrases by their words in the order of their rank, then the others.
    #[inline]
    fn next(&mut self) -> Option<&'l Phrase<S>> {
        let list = match (self.open.first(), self.pairs.first()) {
            (Some(open), Some(pair)) if pair.rank() < open.rank() => &mut self.pairs,
            (Some(_), _) => &mut self.open,
            (None, Some(_)) => &mut self.pairs,
            (None, None) if self.stems.is_empty() => &mut self.tails,
            (None, None) => &mut self.stems,
        };
        let (first, rest) = list.split_first()?;
        *list = rest;
        Some(first)
    }
}

#[derive(Debug, Clone)]
pub struct Lexicon<S> {
    /// Phrases whose second part is no word, by the hash of the first.
    by_first: HashedMap<Vec<Phrase<S>>>,
    /// The others, by the hashes of the first two.
    by_pair: PairMap<Vec<Phrase<S>>>,
    /// Phrases that begin with a stem, by the hash of its first letters.
    by_stem: HashedMap<Vec<Phrase<S>>>,
    /// Words by their end, by the hash of its last letters.
    by_tail: HashedMap<Vec<Phrase<S>>>,
    forms: Forms,
    layer: u8,
    /// Every phrase that was added, as it would be written.
    written: Vec<String>,
    list: Lists,
}

impl<S> Indexed for Lexicon<S> {
    fn index(&mut self, list: Lists) -> Known {
        // What begins with letters and not with words is looked up at every token.
        if self.by_stem.is_empty() && self.by_tail.is_empty() {
            self.list = list;
        }
        Known { words: self.by_first.keys().copied().collect(), pairs: self.by_pair.keys().copied().collect() }
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

/// The phrases of a list that stand under some letters of a word.
fn by_letters<'l, S>(
    list: &'l HashedMap<Vec<Phrase<S>>>,
    word: &str,
    letters: fn(&str) -> Option<&str>,
) -> &'l [Phrase<S>] {
    let letters = if list.is_empty() { None } else { letters(word) };
    letters.and_then(|letters| list.get(&words::hash(letters))).map_or(&[], Vec::as_slice)
}

impl<S> Default for Lexicon<S> {
    fn default() -> Self {
        Lexicon {
            by_first: HashedMap::default(),
            by_pair: PairMap::default(),
            by_stem: HashedMap::default(),
            by_tail: HashedMap::default(),
            forms: Forms::default(),
            layer: 0,
            written: Vec::new(),
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

    /// Adds words to the set that `<name>` stands for in the phrases that are added from now on.
    pub fn set(&mut self, name: &str, words: &[String]) {
        self.forms.set(name, words);
    }

    /// Adds a phrase. Says what is wrong with it where it can't be matched.
    pub fn add(&mut self, text: &str, sense: S) -> Result<(), String> {
        let letters = text.chars().filter(|c| c.is_alphabetic());
        let small = text.bytes().any(|b| b.is_ascii_lowercase());
        let caps =
            !small && letters.clone().count() > 1 && letters.clone().all(char::is_uppercase) && !text.contains('{');
        let (parts, written) = parse(text, &mut self.forms)?;
        let parts: Arc<[Part]> = parts.into();
        let layer = self.layer;
        let order = self.written.len() as u32;
        self.written.push(if caps { written.to_uppercase() } else { written });
        let phrase = Phrase::new(parts, caps, sense, layer, order);
        if let [Part::Tail(end)] = &*phrase.parts {
            let last = tail(end).ok_or_else(|| format!("`{text}`: a tail has at least {LEAST_STEM} letters"))?;
            self.by_tail.entry(words::hash(last)).or_default().push(phrase);
            return Ok(());
        }
        if let Some(Part::Stem(stem)) = phrase.parts.first() {
            let root = root(stem).ok_or_else(|| format!("`{text}`: a stem has at least {LEAST_STEM} letters"))?;
            let bucket = self.by_stem.entry(words::hash(root)).or_default();
            bucket.insert(bucket.partition_point(|p| p.rank() < phrase.rank()), phrase);
            return Ok(());
        }
        let firsts = phrase.parts.first().map(Part::words).unwrap_or_default();
        if firsts.is_empty() {
            return Err(format!("`{text}` has no word to begin with"));
        }
        for first in firsts {
            let bucket = match phrase.second() {
                Some(second) => self.by_pair.entry((first, second)).or_default(),
                None => self.by_first.entry(first).or_default(),
            };
            bucket.retain(|p| !(p.layer < layer && p.parts == phrase.parts));
            if !bucket.iter().any(|p| p.parts == phrase.parts && (p.layer > layer || p.sense == phrase.sense)) {
                bucket.insert(bucket.partition_point(|p| p.rank() < phrase.rank()), phrase.under(first));
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
        let Ok((parts, _)) = parse(phrase, &mut self.forms) else { return false };
        let mut removed = false;
        let Lexicon { by_first, by_pair, by_stem, by_tail, .. } = self;
        let by_words = by_first.values_mut().chain(by_pair.values_mut());
        for bucket in by_words.chain(by_stem.values_mut()).chain(by_tail.values_mut()) {
            let before = bucket.len();
            bucket.retain(|p| *p.parts != *parts || !is_meant(&p.sense));
            removed |= bucket.len() < before;
        }
        removed
    }

    /// Every phrase as it would be written, with its sense, in alphabetical order.
    pub fn phrases(&self) -> Vec<(String, &S)> {
        let mut out: Vec<(String, &S)> = Vec::new();
        let by_words = self.by_first.values().chain(self.by_pair.values());
        for phrase in by_words.chain(self.by_stem.values()).chain(self.by_tail.values()).flatten() {
            let written = self.written.get(phrase.order as usize);
            out.push((written.cloned().unwrap_or_default(), &phrase.sense));
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
        Matches { phrases: first.map(|first| self.beginning(first, tokens.get(at + 1))), tokens, at }
    }

    /// Whether a phrase can begin with a token, which most don't.
    #[inline(always)]
    pub fn may_begin(&self, token: &Token) -> bool {
        token.lists & self.list != 0
    }

    /// The phrases that begin with a word, with a stem of it, with its end.
    fn beginning<'l>(&'l self, first: &Token, second: Option<&Token>) -> Beginning<'l, S> {
        let list = |phrases: Option<&'l Vec<Phrase<S>>>| phrases.map_or(&[][..], Vec::as_slice);
        let open = list(self.by_first.get(&first.hash));
        let pairs = list(second.and_then(|second| self.by_pair.get(&(first.hash, second.hash))));
        let stems = by_letters(&self.by_stem, &first.folded, root);
        let tails = by_letters(&self.by_tail, &first.folded, tail);
        Beginning { open, pairs, stems, tails }
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
        while let Some(skipped) = tokens.get(at..).and_then(|rest| rest.iter().position(|t| self.may_begin(t))) {
            at += skipped;
            match self.longest_of(tokens, at) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::text::words::WordIndex;
    use crate::text::{tokenize, tokenize_with};

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
    fn a_token_tells_whether_its_phrases_begin_there() {
        let mut lexicon = Lexicon::default();
        for phrase in ["the same charges", "{be} held", "in … luggage", "scam"] {
            lexicon.add(phrase, ()).expect("a good phrase");
        }
        let mut index = WordIndex::default();
        index.add(&mut lexicon);
        let text = "the dog, the same charges, is here, is held in a scam";
        let tokens = tokenize_with(text, Span::new(0, text.len()), &index);
        let may: Vec<&str> = tokens.iter().filter(|t| lexicon.may_begin(t)).map(|t| t.folded.as_str()).collect();
        assert_eq!(may, ["the", "is", "in", "scam"]);
        assert_eq!(
            lexicon.scan(&tokens).iter().map(|m| (m.start, m.end)).collect::<Vec<_>>(),
            [(3, 6), (10, 12), (14, 15)]
        );
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
    fn a_set_stands_for_each_of_its_words() {
        let mut lexicon = Lexicon::default();
        lexicon.set("work", &["work".into(), "sing".into()]);
        lexicon.set("kind", &["a".into(), "valid".into(), "the".into()]);
        lexicon.set("permit", &["permit".into(), "licence".into()]);
        lexicon.add("{<work>} … without <kind>* <permit>", ()).expect("a good phrase");
        let found = |text: &str| {
            let tokens = tokenize(text, Span::new(0, text.len()));
            (0..tokens.len()).any(|at| lexicon.longest(&tokens, at).is_some())
        };
        assert!(found("two who sang in bars without a valid licence"));
        assert!(found("were working without permit"));
        assert!(!found("who cooked without a permit"));
        assert!(!found("worked without a valid, new permit"));
        assert!(lexicon.add("without <papers>", ()).expect_err("no such set").contains("no set"));
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
