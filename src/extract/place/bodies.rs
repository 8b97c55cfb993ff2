//! Bodies called by their place, and whether they speak: "the Colombo High Court", "Florence prosecutors said".

use super::Reader;
use crate::vocabulary::periods::Beside;

/// How many tokens a speaking body's name may have behind its place.
const SPEAKER_REACH: usize = 8;

impl Reader<'_> {
    /// "the Colombo High Court", "the Lào Cai Border Guard Command": a body by the name of its place; the token behind it.
    pub(super) fn body_end(&self, end: usize, run: usize) -> Option<usize> {
        let own = |i: usize| self.token(i).is_some_and(|t| self.vocabulary.places.is_agency(t));
        (end..run).rev().find(|i| own(*i)).map(|_| run).filter(|_| end < run)
    }

    /// Whether a verb of saying follows shortly: "Florence prosecutors said", "the Ontario Provincial Police (OPP) announced".
    pub(super) fn speaks_of(&self, end: usize) -> bool {
        let plain = |i: &usize| {
            self.token(*i).is_some_and(|t| {
                t.is("(") || t.is(")") || t.is("on") || t.capital || self.vocabulary.places.is_agency(t)
            })
        };
        let at = (end..end + SPEAKER_REACH).find(|i| !plain(i));
        let speech = at.filter(|i| self.token(*i).is_some_and(|t| self.vocabulary.periods.is(t, Beside::Speech)));
        // "Victoria Police said it had counted 128": what it did itself.
        let itself = |at: usize| (at..at + 6).any(|i| self.token(i).is_some_and(|t| t.is("it") || t.is("they")));
        speech.is_some_and(|at| !itself(at))
    }

    /// "told the Madras High Court": who hears it did nothing.
    pub(super) fn is_told(&self, at: usize) -> bool {
        let the = usize::from(at.checked_sub(1).and_then(|i| self.token(i)).is_some_and(|t| t.is("the")));
        let before = at.checked_sub(1 + the).and_then(|i| self.token(i));
        before.is_some_and(|t| self.vocabulary.periods.is(t, Beside::Speech))
    }
}
