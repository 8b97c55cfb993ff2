//! A part finds its whole. In: a quantity with the words that make it a part. Out: the draft of which it is one.

use super::Discourse;
use super::{REACH, Scene};
use crate::extract::article::draft::Draft;
use crate::extract::article::groups::PartMark;
use crate::extract::article::quantity::{Partitive, Quantity, What};
use crate::model::Modality;

/// How many sentences back the siblings of a rest may stand.
const SIBLINGS: usize = 2;
/// Where the comma stands behind the words that a sentence opens with: "Of those turned back, …".
const LEADING_WORDS: (usize, usize) = (2, 9);

/// Whether a figure is more than another; a percentage has no number to compare.
fn is_larger(draft: &Draft, quantity: &Quantity) -> bool {
    quantity.what == What::Percent || draft.value().zip(quantity.value()).is_some_and(|(a, b)| a > b)
}

impl Discourse<'_, '_> {
    /// The figure of which a marked one is a part.
    pub(super) fn whole(&self, mark: PartMark, sentence: usize, index: usize, quantity: &Quantity) -> Option<usize> {
        if let PartMark::Partitive(Partitive::Number(value)) = mark {
            return self.drafts.iter().rposition(|d| {
                d.value() == Some(value as f64)
                    && sentence - d.sentence <= REACH
                    && d.is_whole_for(quantity)
                    && d.modality != Modality::Denied
            });
        }
        let scene = self.scene(sentence)?;
        self.whole_of_leader(scene, sentence, index)
            .or_else(|| self.completes(sentence, quantity))
            .or_else(|| self.whole_of_hint(scene, sentence, index, quantity))
            .or_else(|| self.whole_of_mark(mark, sentence, quantity))
    }

    /// A later member of a list has its leader's whole.
    fn whole_of_leader(&self, scene: &Scene, sentence: usize, index: usize) -> Option<usize> {
        let leader = scene.places.get(index).and_then(|p| p.leader)?;
        self.drafts.iter().rfind(|d| d.sentence == sentence && d.quantity == leader).and_then(|d| d.part_of)
    }

    /// The largest figure of the measure that the part names, or the last where all are parts themselves.
    fn whole_of_hint(&self, scene: &Scene, sentence: usize, index: usize, quantity: &Quantity) -> Option<usize> {
        let hint = self.hint(scene, index, quantity)?;
        let told = |d: &Draft| d.measure == hint && self.is_larger_near(d, sentence, quantity);
        let tops = self.drafts.iter().enumerate().filter(|(_, d)| told(d) && d.part_of.is_none());
        tops.max_by(|a, b| a.1.value().partial_cmp(&b.1.value()).unwrap_or(std::cmp::Ordering::Equal))
            .map(|(i, _)| i)
            .or_else(|| self.drafts.iter().rposition(told))
    }

    /// Where the words of a part say nothing of its whole, their kind says how far to look for it.
    fn whole_of_mark(&self, mark: PartMark, sentence: usize, quantity: &Quantity) -> Option<usize> {
        let last = || self.drafts.iter().rposition(|d| self.is_larger_near(d, sentence, quantity));
        match mark {
            PartMark::Rest => {
                let sibling =
                    self.drafts.iter().rev().find(|d| d.part_of.is_some() && sentence - d.sentence <= SIBLINGS);
                sibling
                    .and_then(|d| d.part_of)
                    .filter(|s| self.drafts.get(*s).is_some_and(|d| is_larger(d, quantity)))
                    .or_else(last)
            }
            PartMark::Partitive(Partitive::LastGroup) => last(),
            PartMark::Partitive(Partitive::TheNoun) => self.focus(sentence, quantity).or_else(last),
            _ => {
                let here = |d: &Draft| d.sentence == sentence && self.is_larger_near(d, sentence, quantity);
                self.drafts.iter().rposition(here).or_else(|| self.focus(sentence, quantity))
            }
        }
    }

    fn is_larger_near(&self, draft: &Draft, sentence: usize, quantity: &Quantity) -> bool {
        sentence - draft.sentence <= REACH && draft.is_whole_for(quantity) && is_larger(draft, quantity)
    }

    /// The measure that the words of a part name for its whole: "of those turned back", "of the deportations".
    fn hint(&self, scene: &Scene, index: usize, quantity: &Quantity) -> Option<usize> {
        quantity.partitive.or_else(|| {
            scene.places.get(index).and_then(|p| p.mark).and_then(|m| match m {
                PartMark::Partitive(p) => Some(p),
                _ => None,
            })
        })?;
        let implied = quantity.noun.implied_measure(self.vocabulary).filter(|m| *m != "offenders");
        let implied = implied.and_then(|m| self.vocabulary.terms.measure(m));
        let persons = |m: &usize| self.vocabulary.terms.measure_unit(*m) == "persons";
        let leading = || {
            let comma = (LEADING_WORDS.0..=LEADING_WORDS.1)
                .find(|i| scene.parsed.word(*i) == ",")
                .filter(|c| matches!(scene.parsed.word(0), "of" | "among") && quantity.start() > *c)?;
            scene.triggers.iter().find(|t| t.start < comma).and_then(|t| t.readings.first()).map(|r| r.measure)
        };
        let own = quantity.noun.event.filter(persons).or(quantity.noun.premodifier.filter(persons)).or(implied);
        own.or_else(leading)
    }

    /// The figure that the sentences before are about: the first of the last sentence that has one, parts passed over.
    pub(super) fn focus(&self, sentence: usize, quantity: &Quantity) -> Option<usize> {
        quantity.value()?;
        for back in 1..=REACH {
            let at = sentence.checked_sub(back)?;
            let fits = |d: &Draft| d.is_whole_for(quantity) && is_larger(d, quantity);
            let here = || self.drafts.iter().enumerate().filter(|(_, d)| d.sentence == at);
            let top = here().find(|(_, d)| d.part_of.is_none() && fits(d)).map(|(i, _)| i);
            // A sentence of parts is about their whole.
            let root = || here().filter_map(|(_, d)| d.part_of).find(|w| self.drafts.get(*w).is_some_and(fits));
            let any = || here().find(|(_, d)| fits(d)).map(|(i, _)| i);
            if let Some(found) = top.or_else(root).or_else(any) {
                return Some(found);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn the_rest_is_a_part_of_the_same_whole() {
        let text = "Police arrested 40 foreigners. Among them were 32 Colombians. The other eight were Peruvians.";
        assert_eq!(told(text), ["40 arrested foreign", "32 arrested CO <0", "8 arrested PE <0"]);
    }
}
