//! Discourse: what a sentence leaves open comes from the ones before it. A figure of its own words alone is often a
//! number without a measure or a part without a whole.
//!
//! In: the [`Scene`]s of an article. Out: a draft of each figure, or the reason why it is none. Here is the loop over
//! sentences and levels; each way in which a figure takes from another has a file of its own.

mod arithmetic;
mod clause;
mod continuing;
mod countries;
mod derived;
mod drafting;
mod inherit;
mod later;
mod money;
mod repeated;
mod scene;
mod settle;
mod topics;
mod wholes;

pub use scene::Scene;

use crate::extract::article::draft::Draft;
use crate::extract::article::groups::{PartMark, is_reference};
use crate::extract::article::quantity::What;
use crate::model::{Code, Kind, Qualifier, Refusal};
use crate::vocabulary::Vocabulary;

/// Links below this are guesses, which a whole or a list leader overrules.
const SURE: f64 = 0.5;
/// Measures that a part gives up for its whole's.
pub const WEAK: &[&str] = &["departed", "present", "entered", "offenders", "checked", "cases"];
/// How many sentences back a whole may stand.
const REACH: usize = 8;

pub struct Discourse<'s, 'v> {
    pub vocabulary: &'v Vocabulary,
    /// Of the document.
    pub country: Code,
    pub scenes: &'s mut Vec<Scene<'v>>,
    pub drafts: Vec<Draft>,
    pub refusals: Vec<Refusal>,
}

impl<'v> Discourse<'_, 'v> {
    pub fn run(&mut self) {
        for sentence in 0..self.scenes.len() {
            if let Some(scene) = self.scenes.get_mut(sentence) {
                scene.fill_bare();
            }
            let first = self.drafts.len();
            let count = self.scenes.get(sentence).map_or(0, |s| s.quantities.len());
            let mut derived = Vec::new();
            for index in 0..count {
                let kind = self.scenes.get(sentence).and_then(|s| s.kinds.get(index)).map_or(Kind::Level, |k| k.0);
                if kind == Kind::Level {
                    self.level(sentence, index);
                } else {
                    derived.push(index);
                }
            }
            for index in derived {
                self.derived(sentence, index, first);
            }
            self.parts_by_arithmetic(first);
            self.nationality_said_later(sentence);
            self.respectively(sentence, first);
        }
    }

    fn scene(&self, sentence: usize) -> Option<&Scene<'v>> {
        self.scenes.get(sentence)
    }

    fn refuse(&mut self, sentence: usize, index: usize, reason: &'static str) {
        let span = self
            .scene(sentence)
            .and_then(|s| s.quantities.get(index).map(|q| s.parsed.span_of(q.number.0, q.number.1)));
        // An article that counts nothing is no number.
        let article = self.scene(sentence).and_then(|s| s.quantities.get(index)).is_some_and(|q| q.article);
        if let Some(span) = span.filter(|_| !article) {
            self.refusals.push(Refusal { span, reason });
        }
    }

    fn level(&mut self, sentence: usize, index: usize) {
        let Some(scene) = self.scenes.get(sentence) else { return };
        let (Some(quantity), Some(place)) = (scene.quantities.get(index).cloned(), scene.places.get(index).cloned())
        else {
            return;
        };
        let link = scene.links.get(index).copied().flatten();
        if quantity.what == What::Countries {
            return self.countries(sentence, index, &quantity);
        }
        if quantity.article && !self.article_counts(&quantity, link, place.mark.is_some() || place.leader.is_some()) {
            return;
        }
        let points_back = is_reference(&scene.parsed, &quantity) && self.same_value(&quantity).is_some();
        if points_back {
            return self.refuse(sentence, index, "repeated");
        }
        if quantity.noun.staff && !self.staff_counts(link) {
            return self.refuse(sentence, index, "staff");
        }
        let bullet = place.mark == Some(PartMark::Bullet);
        let told = link.is_some_and(|l| l.score >= SURE);
        let whole =
            place.mark.filter(|_| !(bullet && told)).and_then(|mark| self.whole(mark, sentence, index, &quantity));
        if let Some(earlier) = self.repeated(&quantity, link, sentence, whole) {
            self.fill(earlier, &quantity);
            return self.refuse(sentence, index, "repeated");
        }
        let link = link.or_else(|| self.worth(sentence, &quantity));
        let link = link.or_else(|| self.of_this_sum(sentence, &quantity));
        let known = quantity.definite.then(|| self.same_value(&quantity)).flatten();
        let statutory = quantity.bounds.qualifier == Qualifier::AtMost && matches!(quantity.what, What::Money(_));
        if statutory && link.is_some_and(|l| Some(l.measure) == self.vocabulary.terms.measure("fined")) {
            return self.refuse(sentence, index, "statutory");
        }
        let Some(link) = self.settle(link, whole, known, &quantity, sentence, index) else {
            return self.refuse(sentence, index, "no_measure");
        };
        let mut draft = self.draft(sentence, index, &quantity, link);
        if let Some(w) = whole {
            if place.mark == Some(PartMark::Rest) {
                self.complement(w, &quantity, sentence);
            }
            draft.part_of = Some(w);
            let span = Some(draft.figure);
            draft.because("part_of", "words of a part", span);
            self.inherit_whole(&mut draft, w);
        }
        if draft.nationality.is_empty() && matches!(link.rule, "number of the event" | "amount of the event") {
            draft.nationality = self.nationality_of_clause(sentence, quantity.start());
        }
        if whole.is_none() {
            self.join_siblings(&mut draft, &quantity, link);
        }
        if let Some(k) = known.filter(|_| whole.is_none()) {
            self.inherit_known(&mut draft, k);
        }
        if draft.part_of.is_none() {
            self.inherit_topic(&mut draft, &quantity, link);
        }
        let each = quantity.each.clone();
        if each.is_empty() {
            self.drafts.push(draft);
        } else {
            for code in each {
                let mut copy = draft.clone();
                copy.nationality = vec![code];
                self.drafts.push(copy);
            }
        }
    }
}
