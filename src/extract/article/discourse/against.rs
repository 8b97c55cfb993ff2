//! Figures that others are only set against, which are no wholes: the year before, what a number climbed from. In: a draft.
//! Out: whether it is one of those.

use super::Discourse;
use crate::extract::article::draft::Draft;
use crate::extract::article::quantity::Quantity;
use crate::model::Kind;
use crate::vocabulary::Class;

/// How far before a figure the word may stand that sets it against another.
pub(super) const AGAINST: usize = 4;

impl Discourse<'_, '_> {
    /// "than in the same period of the previous year, when there were 10,893": what others are compared with.
    pub(super) fn is_set_against(&self, draft: &Draft) -> bool {
        let Some(scene) = self.scene(draft.sentence) else { return false };
        let Some(start) = scene.quantities.get(draft.quantity).map(Quantity::start) else { return false };
        // "In the same ten months of last year 14,700 had been sent out."
        let opens = (1..AGAINST).any(|i| scene.parsed.word(i) == "same") && start <= 2 * AGAINST + 2;
        if opens && (AGAINST..start).any(|i| scene.parsed.word(i) == "year") {
            return true;
        }
        // "A year earlier the prisons had held 10,217."
        let earlier = |i: usize| matches!(scene.parsed.word(i), "earlier" | "before" | "previously");
        if (1..AGAINST).any(|i| earlier(i) && matches!(scene.parsed.word(i - 1), "year" | "month" | "week" | "years")) {
            return true;
        }
        // "compares with 1,928 in 2023 and 266 in 2021"
        let leader = scene.places.get(draft.quantity).and_then(|p| p.leader).and_then(|l| scene.quantities.get(l));
        let against =
            |i: usize| scene.parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::SetAgainst));
        let set = |at: usize| {
            let mut near = (at.saturating_sub(AGAINST)..at).rev().take_while(|i| !scene.parsed.is_mark(*i));
            near.any(|i| against(i) || matches!(scene.parsed.word(i), "when" | "than"))
        };
        self.is_former(draft) || set(start) || leader.is_some_and(|l| set(l.start()))
    }

    /// "down 7 percent from 1,372", "up from 766": what a figure was before.
    pub(super) fn is_former(&self, draft: &Draft) -> bool {
        let Some(scene) = self.scene(draft.sentence) else { return false };
        let Some(start) = scene.quantities.get(draft.quantity).map(Quantity::start) else { return false };
        let changed =
            draft.quantity.checked_sub(1).and_then(|q| scene.kinds.get(q)).is_some_and(|k| k.0 == Kind::Change);
        let moved = start.checked_sub(2).is_some_and(|i| {
            self.vocabulary.grammar.changes.longest(scene.parsed.tokens, i).is_some_and(|m| m.end == start - 1)
        });
        scene.parsed.before(start, 1) == "from" && (changed || moved)
    }
}
