//! Words as keys. In: folded words. Out: a hash of one, and maps and sets that are keyed by words.
//!
//! An article's every word is looked up in dozens of lists. A token carries its word's hash, so that lists of phrases
//! compare numbers first; other lists use the same quick hash. It is the same in every run.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

/// A map keyed by words.
pub type WordMap<V> = HashMap<String, V, FixedState>;
/// A set of words.
pub type WordSet = HashSet<String, FixedState>;
/// A map keyed by the hashes of words; words that share a hash share an entry.
pub type HashedMap<V> = HashMap<u64, V, Hashed>;

/// The hash of a folded word, as tokens carry it.
pub fn hash(word: &str) -> u64 {
    FixedState::default().hash_one(word)
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
        self.0 = n;
    }
}
