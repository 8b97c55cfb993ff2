//! A part finds its whole. In: a quantity with the words that make it a part. Out: the draft of which it is one.

use super::Discourse;
use super::{REACH, Scene};
use crate::extract::article::draft::Draft;
use crate::extract::article::groups::PartMark;
use crate::extract::article::quantity::{Partitive, Quantity, What};
use crate::model::Modality;

impl Discourse<'_, '_> {
    /// The figure of which a marked one is a part.
    pub(super) fn whole(&self, mark: PartMark, sentence: usize, index: usize, quantity: &Quantity) -> Option<usize> {
        let candidates = |d: &(usize, &Draft)| {
            sentence - d.1.sentence <= REACH && d.1.is_whole_for(quantity) && d.1.modality != Modality::Denied
        };
        let mut found = self.drafts.iter().enumerate().rev().filter(candidates);
        if let PartMark::Partitive(Partitive::Number(value)) = mark {
            return found.find(|(_, d)| d.value() == Some(value as f64)).map(|(i, _)| i);
        }
        let scene = self.scene(sentence)?;
        let leader = scene.places.get(index).and_then(|p| p.leader);
        if let Some(leader) = leader {
            // A later member of a list has its leader's whole.
            let of_leader =
                self.drafts.iter().rfind(|d| d.sentence == sentence && d.quantity == leader).and_then(|d| d.part_of);
            if of_leader.is_some() {
                return of_leader;
            }
        }
        if let Some(exact) = self.completes(sentence, quantity) {
            return Some(exact);
        }
        let value = quantity.bounds.low.or(quantity.bounds.high);
        let larger = |d: &Draft| quantity.what == What::Percent || d.value().zip(value).is_some_and(|(a, b)| a > b);
        let fits = |d: &Draft| sentence - d.sentence <= REACH && d.is_whole_for(quantity) && larger(d);
        if let Some(hint) = self.hint(scene, index, quantity) {
            let told = |d: &&Draft| fits(d) && d.measure == hint;
            let tops = self.drafts.iter().enumerate().filter(|(_, d)| told(d) && d.part_of.is_none());
            let top = tops
                .max_by(|a, b| a.1.value().partial_cmp(&b.1.value()).unwrap_or(std::cmp::Ordering::Equal))
                .map(|(i, _)| i);
            if let Some(found) = top.or_else(|| self.drafts.iter().rposition(|d| told(&d))) {
                return Some(found);
            }
        }
        match mark {
            PartMark::Rest => {
                let sibling = self
                    .drafts
                    .iter()
                    .rev()
                    .find(|d| d.part_of.is_some() && sentence - d.sentence <= 2)
                    .and_then(|d| d.part_of);
                sibling
                    .filter(|s| self.drafts.get(*s).is_some_and(larger))
                    .or_else(|| self.drafts.iter().rposition(fits))
            }
            PartMark::Partitive(Partitive::LastGroup) => self.drafts.iter().rposition(fits),
            PartMark::Partitive(Partitive::TheNoun) => {
                self.focus(sentence, quantity).or_else(|| self.drafts.iter().rposition(fits))
            }
            _ => {
                let here = self.drafts.iter().rposition(|d| d.sentence == sentence && fits(d));
                here.or_else(|| self.focus(sentence, quantity))
            }
        }
    }

    /// The measure that the words of a part name for its whole: "of those turned back", "of the deportations".
    pub(super) fn hint(&self, scene: &Scene, index: usize, quantity: &Quantity) -> Option<usize> {
        quantity.partitive.or_else(|| {
            scene.places.get(index).and_then(|p| p.mark).and_then(|m| match m {
                PartMark::Partitive(p) => Some(p),
                _ => None,
            })
        })?;
        let population = quantity.noun.population.and_then(|p| self.vocabulary.terms.populations.get(p));
        let implied = population
            .and_then(|p| p.measure.as_deref())
            .filter(|m| *m != "offenders")
            .and_then(|m| self.vocabulary.terms.measure(m));
        let persons = |m: &usize| self.vocabulary.terms.measures.get(*m).is_some_and(|m| m.unit == "persons");
        let leading = || {
            let comma = (2..=9)
                .find(|i| scene.parsed.word(*i) == ",")
                .filter(|c| matches!(scene.parsed.word(0), "of" | "among") && quantity.start() > *c)?;
            scene.triggers.iter().find(|t| t.start < comma).and_then(|t| t.readings.first()).map(|r| r.measure)
        };
        let own = quantity.noun.event.filter(persons).or(quantity.noun.premodifier.filter(persons)).or(implied);
        own.or_else(leading)
    }

    /// The figure that the sentences before are about: the first of the last sentence that has one, parts passed over.
    pub(super) fn focus(&self, sentence: usize, quantity: &Quantity) -> Option<usize> {
        let value = quantity.bounds.low.or(quantity.bounds.high)?;
        for back in 1..=REACH {
            let at = sentence.checked_sub(back)?;
            let fits = |d: &Draft| {
                d.is_whole_for(quantity) && (quantity.what == What::Percent || d.value().is_some_and(|v| v > value))
            };
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
