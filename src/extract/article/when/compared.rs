//! Times that a figure is set against: "against 320 a year earlier", "in 2022 (78)", "twice as many as in 2022". In: a figure
//! beside the times of its sentence. Out: which of these are its own.

use super::Time;
use super::own::Clause;
use crate::model::Kind;
use crate::vocabulary::Class;
use crate::vocabulary::periods::Beside;

/// A time of comparison belongs to no figure farther from it than this.
const COMPARED_REACH: usize = 8;
/// How far before a figure the word may stand that sets it against another: "up from", "as against".
const SET_AGAINST_REACH: usize = 3;

impl Clause<'_> {
    /// Whether a time of comparison is the figure's: "639 in the first half of 2023", "in 2019, when there were 700".
    pub(super) fn is_compared_with(&self, time: &Time, behind: bool, crossed: usize, distance: usize) -> bool {
        if self.draft.kind == Kind::Change {
            return false;
        }
        if self.is_bracketed(time) {
            return true;
        }
        let clause = |at: usize| self.word(at) == "when";
        let than = (self.quantity.end..time.mention.start).any(|at| self.word(at) == "than" || self.is_multiple(at));
        // "Over the same months of last year it had detained 3,148"
        let opens = time.mention.start <= 3
            || (time.mention.start.saturating_sub(3)..time.mention.start).any(|i| self.word(i) == ";");
        let against = (0..time.mention.end).any(|i| self.is_set_against(i) || self.word(i) == "than");
        let told = !behind && (clause(time.mention.end) || clause(time.mention.end + 1) || opens && !against);
        let near = crossed == 0 && distance <= COMPARED_REACH;
        near && (behind && !than || told) || behind && !than && crossed == 1 && self.shares(time)
    }

    /// "against 88 persons in 17 cases in 2023", "up from £14 million and 377 employers in 2022": one time for both.
    fn shares(&self, time: &Time) -> bool {
        let start = self.quantity.start();
        let against = |i: usize| self.is_set_against(i) || self.word(i) == "from";
        let set_against = (start.saturating_sub(SET_AGAINST_REACH)..start).any(against);
        set_against && !(self.quantity.end..time.mention.start).any(|i| matches!(self.word(i), "," | ";"))
    }

    /// "15% less than in the same period last year (1,470)"
    pub(super) fn is_bracketed(&self, time: &Time) -> bool {
        self.word(time.mention.end) == "(" && self.quantity.start() == time.mention.end + 1
    }

    /// "By the end of next week …; 12 were taken home", "In 2024 it charged 141, as against 88": what sets the figure
    /// against the time before it.
    pub(super) fn is_set_apart(&self, time: &Time) -> bool {
        let apart = |i: usize| self.word(i) == ";" || self.is_set_against(i);
        (time.mention.end..self.quantity.start()).any(apart)
    }

    fn is_set_against(&self, at: usize) -> bool {
        self.scene.parsed.token(at).is_some_and(|t| self.vocabulary.grammar.is(t, Class::SetAgainst))
    }

    /// "twice", "double"
    fn is_multiple(&self, at: usize) -> bool {
        self.scene.parsed.token(at).is_some_and(|t| self.vocabulary.periods.is(t, Beside::Multiple))
    }
}
