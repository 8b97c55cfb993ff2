//! Figures that others are only set against, which are no wholes: the year before, what a number climbed from. In: a draft.
//! Out: whether it is one of those.

use super::Discourse;
use super::continuing::COMPARED;
use crate::extract::article::draft::Draft;
use crate::extract::article::link::Link;
use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::Kind;
use crate::vocabulary::Class;

/// How far before a figure the word may stand that sets it against another.
pub(super) const AGAINST: usize = 4;

impl Discourse<'_, '_> {
    /// "arrested 2,108 and removed 961, compared with 1,870 and 1,104 in 2023": each of as many as were told is counted as
    /// its own, one alone as the last.
    pub(super) fn counted_as_told(&self, quantity: &Quantity, sentence: usize, index: usize) -> Option<Link> {
        // A bare number of a list has what those before it count.
        let bare = |q: &Quantity| {
            let counted = matches!(q.what, What::Bare | What::Persons | What::Cases);
            counted && q.noun.head.is_none() && q.noun.nationality.is_empty() && q.partitive.is_none()
        };
        let scene = self.scene(sentence).filter(|_| bare(quantity))?;
        let quantities = &scene.quantities;
        let opens = |i: usize| quantities.get(i).is_some_and(|q| self.is_behind_against(&scene.parsed, q.start()));
        let joined = |i: usize| {
            let (a, b) = (quantities.get(i - 1)?, quantities.get(i)?);
            (bare(b) && scene.parsed.word(a.end) == "and" && a.end + 1 == b.start()).then_some(())
        };
        let first = (0..=index).rev().take_while(|i| *i == index || joined(i + 1).is_some()).find(|i| opens(*i))?;
        let told: Vec<&Draft> = self.drafts_in(sentence..=sentence).map(|(_, d)| d).collect();
        let told = told.into_iter().filter(|d| d.quantity < first && d.is_level_of_persons() && d.part_of.is_none());
        let told: Vec<&Draft> = told.collect();
        let last = (first + 1..quantities.len()).take_while(|i| joined(*i).is_some()).last().unwrap_or(first);
        let group = last + 1 - first;
        let draft = if group > 1 { told.get((told.len()).checked_sub(group)? + index - first) } else { told.last() }?;
        Some(draft.link_for(quantity.number, COMPARED, draft.score * 0.9))
    }

    /// "against 441", "compared with the 1,870", "as compared to 12"
    fn is_behind_against(&self, parsed: &Parsed, start: usize) -> bool {
        let against = |i: usize| parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::SetAgainst));
        let link = |i: usize| {
            parsed.token(i).is_some_and(|t| t.is("the") || self.vocabulary.grammar.is(t, Class::Preposition))
        };
        let at = (start.saturating_sub(AGAINST)..start).rev().find(|i| against(*i) || !link(*i));
        at.is_some_and(against)
    }

    /// "than in the same period of the previous year, when there were 10,893": what others are compared with.
    pub(super) fn is_set_against(&self, draft: &Draft) -> bool {
        let Some(scene) = self.scene(draft.sentence) else { return false };
        let Some(start) = scene.quantities.get(draft.quantity).map(Quantity::start) else { return false };
        // "In the same ten months of last year 14,700 had been sent out."
        let opens = (1..AGAINST).any(|i| scene.parsed.word(i) == "same") && start <= 2 * AGAINST + 2;
        if opens && (AGAINST..start).any(|i| scene.parsed.word(i) == "year") {
            return true;
        }
        // "In the previous twelve months the number had been 489.", "The corresponding number for all of 2023 was 42,850."
        let former = |i: usize| matches!(scene.parsed.word(i), "previous" | "preceding" | "corresponding");
        if (1..AGAINST).any(former) && scene.parsed.before(start, 1) != "of" {
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

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn what_figures_are_compared_with_is_counted_as_they_are() {
        let text = "The department arrested 2,108 persons and removed 961, compared with 1,870 and 1,104 in 2023.";
        assert_eq!(told(text), ["2108 arrested", "961 deported", "1870 arrested", "1104 deported"]);
        let text = "Police detained 910 people for assisting in illegal crossings, against 441 in 2022.";
        assert_eq!(told(text), ["910 arrested", "441 arrested"]);
    }
}
