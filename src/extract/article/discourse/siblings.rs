//! Parts told beside others: "the rest", "another 41", "of the latter". In: a quantity. Out: the draft of which it is one as
//! those beside it are.

use super::wholes::{is_larger, is_whole};
use super::{Discourse, OWN_VERB, SURE};
use crate::extract::article::draft::Draft;
use crate::extract::article::link::Link;
use crate::extract::article::quantity::{Partitive, Quantity, What};
use crate::model::Kind;

/// How many sentences back the siblings of a rest may stand.
const SIBLINGS: usize = 2;
/// Which of several groups is meant: "four of the last group".
const LATER: &[&str] = &["latter", "last", "first", "second", "third", "other"];
/// "Six were still being held": at most so many tokens behind the number.
const STILL: usize = 3;
/// What is done next to those who were caught.
const CAUGHT: &[&str] = &["arrested"];

impl Discourse<'_, '_> {
    /// "The other eight were Peruvians": of what it adds up to with those told since, else of whatever the last part is of.
    pub(super) fn whole_of_rest(&self, sentence: usize, quantity: &Quantity) -> Option<usize> {
        self.whole_of_siblings(sentence, quantity).or_else(|| {
            let mut near = self.drafts_in(sentence.saturating_sub(SIBLINGS)..=sentence);
            let last = near.rfind(|(_, d)| d.part_of.is_some()).and_then(|(_, d)| d.part_of);
            last.filter(|s| self.drafts.get(*s).is_some_and(|d| is_larger(d, quantity)))
        })
    }

    /// "of the latter", "of the former": the last figure that no such words tell of, or the one beside it.
    pub(super) fn one_of_pair(&self, of: Partitive, sentence: usize, quantity: &Quantity) -> Option<usize> {
        let pointing = |d: &Draft| {
            let quantity = self.scene(d.sentence).and_then(|s| s.quantities.get(d.quantity));
            quantity.is_some_and(|q| matches!(q.partitive, Some(Partitive::LastGroup | Partitive::Former)))
        };
        let named = |d: &Draft| is_whole(d, quantity) && !(d.sentence == sentence && pointing(d));
        let mut near = self.drafts_near(sentence).filter(|(_, d)| named(d)).rev();
        let last = near.next()?;
        let before = near.find(|(_, d)| d.sentence == last.1.sentence && d.part_of == last.1.part_of);
        // "They include 41 women. Five of the group …": all of them.
        let word = self.scene(sentence).map(|s| s.parsed.word(quantity.number.1 + 2));
        if of == Partitive::LastGroup && quantity.partitive == Some(of) && !word.is_some_and(|w| LATER.contains(&w)) {
            let above = |i: &usize| {
                let whole = self.drafts.get(*i).and_then(|d| d.part_of);
                whole.filter(|w| self.drafts.get(*w).is_some_and(|d| is_whole(d, quantity)))
            };
            return std::iter::successors(Some(last.0), above).last();
        }
        let former = before.filter(|_| of == Partitive::Former);
        Some(former.unwrap_or(last).0)
    }

    /// "Police arrested 43 people, but 15 were later freed": whoever is let go was caught before.
    pub(super) fn whole_of_outcome(&self, sentence: usize, quantity: &Quantity, link: Link) -> Option<usize> {
        let code = |measure: usize| self.vocabulary.terms.measure_code(measure);
        let scene = self.scene(sentence)?;
        let first = quantity.start() <= 1 && scene.parsed.word(0) != "all";
        let still = (quantity.end..quantity.end + STILL)
            .any(|i| matches!(scene.parsed.word(i), "still" | "remain" | "remained"));
        let next = match code(link.measure) {
            "released" => true,
            "charged" | "convicted" | "fined" | "rescued" => first,
            "arrested" => first && still,
            _ => false,
        };
        let said = next && link.score >= OWN_VERB && link.rule != "shared in a list";
        // A list may have given a bare number the noun of the one before.
        let bare = quantity.noun.head.is_none() && quantity.noun.nationality.is_empty() && quantity.partitive.is_none();
        quantity.value().filter(|_| said && bare && !quantity.other && !quantity.article)?;
        let caught = |d: &Draft| CAUGHT.contains(&code(d.measure)) && is_whole(d, quantity) && !self.is_set_against(d);
        let near = || self.drafts_in(sentence.saturating_sub(1)..=sentence).filter(|(_, d)| caught(d));
        near().rfind(|(_, d)| d.part_of.is_none()).or_else(|| near().next_back()).map(|(i, _)| i)
    }

    /// "2,906 were checked, and 154 of them were found to be working. Sixty-one of them …": of whom the sentence before ends by
    /// telling what was done.
    pub(super) fn done_last(&self, at: usize, quantity: &Quantity) -> Option<usize> {
        quantity.partitive.filter(|p| *p == Partitive::Them && quantity.what != What::Percent)?;
        let (index, last) = self.drafts_in(at..=at).next_back().filter(|(_, d)| is_whole(d, quantity))?;
        let whole = last.part_of.and_then(|w| self.drafts.get(w))?;
        let told = last.score >= SURE && last.measure != whole.measure && whole.sentence == at;
        told.then_some(index)
    }

    /// "269 were deported, 198 by air, 64 overland and the remaining seven by sea": what the rest adds up to with those
    /// told since.
    fn whole_of_siblings(&self, sentence: usize, rest: &Quantity) -> Option<usize> {
        let value = rest.value()?;
        let near = self.drafts_in(sentence.saturating_sub(SIBLINGS)..=sentence);
        let (mut sum, mut told) = (value, 0);
        for (index, draft) in near.rev() {
            let level = draft.kind == Kind::Level && draft.what != What::Countries;
            if told > 0 && level && draft.value() == Some(sum) && draft.is_whole_for(rest) {
                return Some(index);
            }
            if !level {
                return None;
            }
            if draft.part_of.is_some() {
                continue;
            }
            sum += draft.value()?;
            told += 1;
        }
        None
    }

    /// "It says that 846 of the 1,104 had overstayed; another 41 were put on a plane": one more part beside those told before,
    /// where there is room for it in a whole of a sentence before.
    pub(super) fn whole_of_another(&self, sentence: usize, quantity: &Quantity) -> Option<usize> {
        let value = quantity.value().filter(|_| quantity.other && quantity.partitive.is_none())?;
        let beside = self.drafts.last().filter(|d| d.sentence == sentence)?;
        let whole = beside.part_of.filter(|w| self.drafts.get(*w).is_some_and(|d| d.sentence < beside.sentence))?;
        let parts = self.drafts.iter().skip(whole).filter(|d| d.part_of == Some(whole) && d.kind == Kind::Level);
        let told: f64 = parts.filter_map(|d| d.bounds.low).sum();
        let room = |d: &Draft| d.is_whole_for(quantity) && d.value().is_some_and(|sum| told + value <= sum);
        self.drafts.get(whole).is_some_and(room).then_some(whole)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn the_rest_completes_several_parts() {
        let text = "Some foreigners were expelled: 269 foreigners were deported, 198 by air, 64 overland and the remaining \
                    seven by sea.";
        assert_eq!(told(text).iter().filter(|t| t.ends_with("<0")).count(), 3, "{:?}", told(text));
    }

    #[test]
    fn the_rest_is_a_part_of_the_same_whole() {
        let text = "Police arrested 40 foreigners. Among them were 32 Colombians. The other eight were Peruvians.";
        assert_eq!(told(text), ["40 arrested foreign", "32 arrested CO <0", "8 arrested PE <0"]);
    }

    #[test]
    fn whoever_is_let_go_was_caught_before() {
        let text = "Police arrested 43 people, but 15 were released. Six were charged with fraud.";
        assert_eq!(told(text), ["43 arrested", "15 released <0", "6 charged <0"]);
    }

    #[test]
    fn of_two_groups_the_former_and_the_latter_have_parts() {
        let text =
            "Police arrested 77 Chinese and 14 Thais for fraud. Six of the former and two of the latter are women.";
        assert_eq!(told(text)[2..], ["6 arrested CN <0", "2 arrested TH <1"]);
    }

    #[test]
    fn one_more_beside_the_parts_is_a_part() {
        let text =
            "Nepal deported 1,104 foreigners. Of the 1,104, 846 had overstayed; another 41 were deported for fraud.";
        assert_eq!(told(text), ["1104 deported foreign", "846 deported foreign <0", "41 deported foreign <0"]);
    }
}
