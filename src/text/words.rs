//! Words as keys. In: folded words. Out: a hash of one, maps and sets that are keyed by words, and an index of all lists.
//!
//! An article's every word is looked up in dozens of lists. So the words of all lists are indexed once, and a token carries
//! a bit for each list that knows it: most look-ups end with the bit. A list that stands in no index and a token that was
//! made without one have all bits, and are looked up as ever. The hash is the same in every run.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher};
use std::ops::{Deref, DerefMut};

use foldhash::fast::FixedState;

use super::Token;

/// A map keyed by words.
pub type WordMap<V> = HashMap<String, V, FixedState>;
/// A set of words.
pub type WordSet = HashSet<String, FixedState>;
/// A map keyed by the hashes of words; words that share a hash share an entry.
pub type HashedMap<V> = HashMap<u64, V, Hashed>;
/// A map keyed by the hashes of two words that follow each other.
pub type PairMap<V> = HashMap<(u64, u64), V, Hashed>;

/// The hash of a folded word, as tokens carry it.
pub fn hash(word: &str) -> u64 {
    FixedState::default().hash_one(word)
}

/// A bit for each list of words.
pub type Lists = u128;
/// In no index, or made without one: nothing is known, so everything can be.
pub const ANY: Lists = Lists::MAX;
/// The bit of all lists that are in no index.
const OTHERS: Lists = 1 << 127;

/// A map keyed by words that tokens are looked up in.
#[derive(Debug, Clone)]
pub struct TokenMap<V> {
    map: WordMap<V>,
    list: Lists,
}

/// A set of words that tokens are looked up in.
pub type TokenSet = TokenMap<()>;

impl<V> Default for TokenMap<V> {
    fn default() -> Self {
        TokenMap { map: WordMap::default(), list: ANY }
    }
}

impl<V> Deref for TokenMap<V> {
    type Target = WordMap<V>;
    fn deref(&self) -> &WordMap<V> {
        &self.map
    }
}

impl<V> DerefMut for TokenMap<V> {
    fn deref_mut(&mut self) -> &mut WordMap<V> {
        &mut self.map
    }
}

impl<V> TokenMap<V> {
    /// What the map holds for a token's word.
    #[inline]
    pub fn of(&self, token: &Token) -> Option<&V> {
        if token.lists & self.list == 0 { None } else { self.map.get(token.folded.as_str()) }
    }

    /// Whether the map holds anything for a token's word. Where both are in an index, the bit says it.
    #[inline]
    pub fn knows(&self, token: &Token) -> bool {
        let may = token.lists & self.list != 0;
        let sure = token.lists != ANY && self.list != ANY;
        may && (sure || self.map.contains_key(token.folded.as_str()))
    }
}

impl TokenSet {
    pub fn add(&mut self, words: impl IntoIterator<Item = String>) {
        self.map.extend(words.into_iter().map(|word| (word, ())));
    }
}

/// What a list can be asked for, as hashes.
#[derive(Debug, Default)]
pub struct Known {
    pub words: Vec<u64>,
    /// Words that it knows only before another one.
    pub pairs: Vec<(u64, u64)>,
}

/// A list that can stand in an index.
pub trait Indexed {
    /// Takes the list's bit, and says what it knows.
    fn index(&mut self, list: Lists) -> Known;
}

impl<V> Indexed for TokenMap<V> {
    fn index(&mut self, list: Lists) -> Known {
        self.list = list;
        Known { words: self.map.keys().map(|word| hash(word)).collect(), pairs: Vec::new() }
    }
}

/// Which lists know a word. Words are their hashes: no two of one vocabulary share one of 64 bits.
#[derive(Debug, Clone, Default)]
pub struct WordIndex {
    /// Where in `known` it stands what is known of a word: thousands of words are known alike, and what every token asks for
    /// has to be small.
    words: HashedMap<u32>,
    known: Vec<Word>,
    at: HashMap<Word, u32, FixedState>,
    /// The lists that know a word before another one.
    pairs: PairMap<Lists>,
    lists: u32,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Word {
    /// The lists that know it wherever it stands.
    pub lists: Lists,
    /// Whether some know it only before certain words.
    pub begins_pairs: bool,
}

const UNKNOWN: Word = Word { lists: OTHERS, begins_pairs: false };

impl WordIndex {
    /// Adds a list under a bit of its own; more than an index has bits for are looked up as ever.
    pub fn add(&mut self, list: &mut dyn Indexed) {
        let Some(first) = self.reserve(1) else { return };
        let bit = 1 << first;
        let known = list.index(bit);
        known.words.into_iter().for_each(|word| self.set(word, bit));
        for pair in known.pairs {
            self.change(pair.0, |word| Word { begins_pairs: true, ..word });
            *self.pairs.entry(pair).or_default() |= bit;
        }
    }

    /// Where so many bits begin that no list has yet.
    pub fn reserve(&mut self, count: u32) -> Option<u32> {
        let first = self.lists;
        self.lists = (first + count <= OTHERS.trailing_zeros()).then_some(first + count)?;
        Some(first)
    }

    /// Says that the lists of these bits know a word.
    pub fn set(&mut self, word: u64, bits: Lists) {
        self.change(word, |word| Word { lists: word.lists | bits, ..word });
    }

    fn change(&mut self, word: u64, change: impl Fn(Word) -> Word) {
        let now = change(self.of(word));
        let next = self.known.len() as u32;
        let at = *self.at.entry(now).or_insert(next);
        if at == next {
            self.known.push(now);
        }
        self.words.insert(word, at);
    }

    /// The lists that know a word.
    #[inline]
    pub fn of(&self, word: u64) -> Word {
        self.words.get(&word).and_then(|at| self.known.get(*at as usize)).copied().unwrap_or(UNKNOWN)
    }

    /// The lists that know a word before another one.
    #[inline]
    pub fn of_pair(&self, first: u64, second: u64) -> Lists {
        self.pairs.get(&(first, second)).copied().unwrap_or(0)
    }
}

/// For keys that are hashes already.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hashed(u64);

impl BuildHasher for Hashed {
    type Hasher = Hashed;
    fn build_hasher(&self) -> Hashed {
        Hashed(0)
    }
}

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, n: u64) {
        self.0 = self.0.rotate_left(23) ^ n;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::text::tokens::{tokenize, tokenize_with};

    #[test]
    fn a_list_knows_the_same_words_with_an_index_and_without() {
        let (mut colours, mut animals, mut empty) = (TokenSet::default(), TokenSet::default(), TokenSet::default());
        colours.add(["red".to_string(), "orange".to_string()]);
        animals.add(["fox".to_string()]);
        let mut index = WordIndex::default();
        index.add(&mut colours);
        index.add(&mut empty);
        let text = "The red fox, an orange";
        let whole = Span::new(0, text.len());
        for tokens in [tokenize(text, whole), tokenize_with(text, whole, &index)] {
            let known = |set: &TokenSet| -> Vec<String> {
                tokens.iter().filter(|t| set.knows(t)).map(|t| t.folded.to_string()).collect()
            };
            assert_eq!(known(&colours), ["red", "orange"]);
            assert_eq!(known(&animals), ["fox"], "a list that is in no index");
            assert_eq!(known(&empty), Vec::<String>::new());
        }
    }
}
