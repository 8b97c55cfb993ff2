//! One phrase: its parts, read from how a vocabulary file writes it, and whether it stands at a token. In: the text of a
//! phrase. Out: a [`Phrase`], which a lexicon keeps.
//!
//! A phrase is written as its words. Signs make it a pattern: `{smuggle}` stands for every form of the verb, `…` for up to
//! five words of the same clause, `<permit>` for each word of the set of that name, `<kind>*` for up to three of them or none,
//! and `{<work>}` for every form of each verb of one; a phrase in capitals (`PRC`) matches only capitals. A word that ends
//! with `~` stands for all words that begin so, in languages that inflect them (`zatrzyman~`), and one that begins with it for
//! all that end so, in those that join them (`~diebstahl`).

use std::cmp::Reverse;
use std::sync::Arc;

use super::inflect::{VerbForm, verb_forms};
use super::lexicon::Match;
use crate::text::words::{self, WordMap};
use crate::text::{Token, TokenKind, tokenize};

const LONGEST_GAP: usize = 6;
/// A gap that two words or more close may be longer: "put another 51 foreigners, found guilty of fraud, on flights home".
const LONGEST_CLOSED_GAP: usize = 16;

/// So many words of a set may stand in a row.
const LONGEST_RUN: usize = 3;

/// A word is its hash: no two of one vocabulary share one of 64 bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Word(u64),
    Verb(Arc<[(u64, VerbForm)]>),
    /// Each word of a set.
    Set(Arc<[u64]>),
    /// Some words of a set, or none.
    Run(Arc<[u64]>),
    /// Every word that begins so.
    Stem(String),
    /// Every word that ends so.
    Tail(String),
    Gap,
}

impl Part {
    /// The words that can stand here.
    pub fn words(&self) -> Vec<u64> {
        match self {
            Part::Word(word) => vec![*word],
            Part::Verb(forms) => forms.iter().map(|(word, _)| *word).collect(),
            Part::Set(words) => words.to_vec(),
            Part::Run(_) | Part::Stem(_) | Part::Tail(_) | Part::Gap => Vec::new(),
        }
    }
}

/// Laid out for those who look for it: what tells most phrases apart stands in the value itself, its parts elsewhere.
#[derive(Debug, Clone)]
pub(super) struct Phrase<S> {
    /// A phrase that begins with a verb stands under each of its forms, and has these once.
    pub parts: Arc<[Part]>,
    /// What has to stand behind the words under which it is found.
    next: Next,
    pub sense: S,
    /// As how many-th it was added.
    pub order: u32,
    /// How many parts those words are.
    told: u8,
    /// The form of its verb, where it begins with one.
    form: Option<VerbForm>,
    pub caps: bool,
    pub layer: u8,
}

/// What stands behind the words under which a phrase is found, as far as it can be told without its parts.
#[derive(Debug, Clone, Copy)]
enum Next {
    Word(u64),
    /// This word, behind a gap.
    Ahead(u64),
    /// Nothing, or what only the parts tell.
    Open,
}

impl Next {
    fn of(parts: &[Part]) -> Next {
        match parts {
            [Part::Word(word), ..] => Next::Word(*word),
            [Part::Gap, Part::Word(word), ..] => Next::Ahead(*word),
            _ => Next::Open,
        }
    }
}

/// Which words may stand within a gap's reach: a bit of each word's hash.
pub(super) type Ahead = u128;

fn bit(word: u64) -> Ahead {
    1 << (word % u64::from(Ahead::BITS))
}

/// The words that the longest gap reaches behind a token, or behind the next one.
fn ahead(tokens: &[Token], at: usize) -> Ahead {
    let behind = tokens.get(at + 1..).unwrap_or_default();
    behind.iter().take(LONGEST_CLOSED_GAP + 2).fold(0, |bits, token| bits | bit(token.hash))
}

impl<S> Phrase<S> {
    /// A phrase that isn't found by its words yet.
    pub fn new(parts: Arc<[Part]>, caps: bool, sense: S, layer: u8, order: u32) -> Self {
        Phrase { parts, next: Next::Open, sense, order, told: 0, form: None, caps, layer }
    }

    /// The same, to be found by its first word, and by the second where that is a plain one.
    pub fn under(&self, first: u64) -> Self
    where
        S: Clone,
    {
        let told = if self.second().is_some() { 2 } else { 1 };
        let form = match self.parts.first() {
            Some(Part::Verb(forms)) => forms.iter().find(|(word, _)| *word == first).map(|(_, form)| *form),
            _ => None,
        };
        let next = Next::of(self.parts.get(usize::from(told)..).unwrap_or_default());
        Phrase { next, told, form, ..self.clone() }
    }

    /// The second word's hash, where the second part is a word.
    pub fn second(&self) -> Option<u64> {
        match self.parts.get(1) {
            Some(Part::Word(word)) => Some(*word),
            _ => None,
        }
    }

    /// Longest phrase first, else in the order of adding.
    pub fn rank(&self) -> (Reverse<usize>, u32) {
        (Reverse(self.parts.len()), self.order)
    }

    /// The match at a token at which the words stand under which it is found. `behind`: which words may stand ahead, found
    /// out once for all phrases.
    pub fn match_at<'l>(&'l self, tokens: &[Token], at: usize, behind: &mut Option<Ahead>) -> Option<Match<'l, S>> {
        let told = usize::from(self.told);
        let may = match self.next {
            Next::Word(word) => tokens.get(at + told).is_some_and(|t| t.hash == word),
            Next::Ahead(word) => *behind.get_or_insert_with(|| ahead(tokens, at)) & bit(word) != 0,
            Next::Open => true,
        };
        if !may {
            return None;
        }
        let mut found = Match { start: at, end: at + told, sense: &self.sense, form: self.form, gap: None };
        let ok = step(self.parts.get(told..)?, tokens, at + told, &mut found);
        (ok && (!self.caps || tokens.get(at..found.end)?.iter().any(|t| t.caps))).then_some(found)
    }
}

fn step<S>(mut parts: &[Part], tokens: &[Token], mut at: usize, found: &mut Match<S>) -> bool {
    while let Some((part, rest)) = parts.split_first() {
        match part {
            Part::Gap => return gap(rest, tokens, at, found),
            Part::Run(words) => return run(words, rest, tokens, at, found),
            _ => {}
        }
        let Some(token) = tokens.get(at) else { return false };
        let fits = match part {
            Part::Word(word) => token.hash == *word,
            Part::Set(words) => words.contains(&token.hash),
            Part::Tail(end) => token.folded.ends_with(end.as_str()),
            Part::Stem(stem) => token.folded.starts_with(stem.as_str()),
            Part::Verb(forms) => match forms.iter().find(|(word, _)| *word == token.hash) {
                Some((_, form)) => {
                    found.form.get_or_insert(*form);
                    true
                }
                None => false,
            },
            Part::Run(_) | Part::Gap => false,
        };
        if !fits {
            return false;
        }
        (parts, at) = (rest, at + 1);
    }
    found.end = at;
    true
}

/// The words of a set that stand before the rest, none to the most that there may be.
fn run<S>(words: &[u64], rest: &[Part], tokens: &[Token], at: usize, found: &mut Match<S>) -> bool {
    let members = tokens.get(at..).unwrap_or_default().iter().take(LONGEST_RUN).take_while(|t| words.contains(&t.hash));
    (0..=members.count()).any(|skipped| step(rest, tokens, at + skipped, found))
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

/// What the words of phrases stand for: the forms of the verbs that were met, for many phrases have one of a few, and the sets.
#[derive(Debug, Clone, Default)]
pub(super) struct Forms {
    verbs: WordMap<Arc<[(u64, VerbForm)]>>,
    sets: WordMap<Vec<String>>,
}

impl Forms {
    /// Adds words to a set.
    pub fn set(&mut self, name: &str, words: &[String]) {
        self.sets.entry(name.to_string()).or_default().extend(words.iter().map(|w| crate::text::fold(w)));
    }

    fn of_verb(&mut self, verb: &str) -> Result<Arc<[(u64, VerbForm)]>, String> {
        if let Some(forms) = self.verbs.get(verb) {
            return Ok(Arc::clone(forms));
        }
        let verbs = match set_name(verb) {
            Some(name) => self.members(name)?.to_vec(),
            None => vec![verb.to_string()],
        };
        let forms = verbs.iter().flat_map(|verb| verb_forms(verb));
        let forms: Arc<[_]> = forms.map(|(word, form)| (words::hash(&word), form)).collect();
        self.verbs.insert(verb.to_string(), Arc::clone(&forms));
        Ok(forms)
    }

    fn members(&self, name: &str) -> Result<&[String], String> {
        self.sets.get(name).map(Vec::as_slice).ok_or_else(|| format!("`<{name}>` is no set of words"))
    }
}

/// `permit` of `<permit>`.
fn set_name(word: &str) -> Option<&str> {
    word.strip_prefix('<').and_then(|w| w.strip_suffix('>'))
}

/// The parts of a phrase, and how a vocabulary file writes it, but for accents.
pub(super) fn parse(phrase: &str, forms: &mut Forms) -> Result<(Vec<Part>, String), String> {
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
                let verb = verb.to_lowercase();
                parts.push(Part::Verb(forms.of_verb(&verb)?));
                written.push(format!("{{{verb}}}"));
                continue;
            }
            if let Some(name) = set_name(word.trim_end_matches('*')) {
                let members = forms.members(&name.to_lowercase())?;
                let words = members.iter().map(|member| words::hash(member)).collect();
                parts.push(if word.ends_with('*') { Part::Run(words) } else { Part::Set(words) });
                written.push(word.to_lowercase());
                continue;
            }
            if word.contains(['{', '}']) {
                return Err(format!("`{word}` in `{phrase}`: a verb is written {{arrest}}, a set <permit>"));
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
