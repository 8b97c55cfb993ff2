//! Parts by sums: figures that add up exactly to one said before break it down. In: drafts. Out: their wholes.

use super::Discourse;
use super::{SURE, WEAK};
use crate::extract::article::draft::Draft;
use crate::extract::article::groups::adjacent;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::Kind;

impl Discourse<'_, '_> {
    /// The whole whose parts so far lack exactly this figure.
    pub(super) fn completes(&self, sentence: usize, quantity: &Quantity) -> Option<usize> {
        let value = quantity.bounds.low.filter(|_| quantity.bounds.high == quantity.bounds.low)?;
        let lacks = |i: usize, d: &Draft| {
            let parts: f64 = self
                .drafts
                .iter()
                .filter(|p| p.part_of == Some(i) && p.kind == Kind::Level)
                .filter_map(|p| p.bounds.low)
                .sum();
            parts > 0.0 && d.bounds.low == Some(parts + value)
        };
        self.drafts
            .iter()
            .enumerate()
            .rev()
            .find(|(i, d)| sentence - d.sentence <= 3 && d.is_whole_for(quantity) && lacks(*i, d))
            .map(|(i, _)| i)
    }

    /// "32 Colombians … The other 82 …": what the rest completes is a part too.
    pub(super) fn complement(&mut self, whole: usize, rest: &Quantity, sentence: usize) {
        let missing = self.drafts.get(whole).and_then(|d| d.bounds.low).zip(rest.bounds.low).map(|(a, b)| a - b);
        let other = self.drafts.iter().rposition(|d| {
            d.part_of.is_none() && d.kind == Kind::Level && d.bounds.low == missing && sentence - d.sentence <= 2
        });
        if let Some(draft) = other.filter(|o| *o != whole).and_then(|o| self.drafts.get_mut(o)) {
            draft.part_of = Some(whole);
            draft.because("part_of", "the rest completes it", None);
        }
    }

    /// A list whose members add up exactly to a figure said shortly before breaks it down.
    pub(super) fn parts_by_arithmetic(&mut self, first: usize) {
        let mut run: Vec<usize> = Vec::new();
        let mut at = first;
        while at <= self.drafts.len() {
            let joined = match (run.last().and_then(|l| self.drafts.get(*l)), self.drafts.get(at)) {
                (Some(a), Some(b)) => self.side_by_side(a, b),
                (None, Some(_)) => true,
                _ => false,
            };
            let fits = self.drafts.get(at).is_some_and(|d| {
                d.kind == Kind::Level
                    && matches!(d.what, What::Persons | What::Cases | What::Operations | What::Premises)
            });
            if joined && fits {
                run.push(at);
                at += 1;
                continue;
            }
            self.assign_sum(&run);
            let empty = run.is_empty();
            run.clear();
            at += usize::from(empty || !fits);
        }
    }

    pub(super) fn side_by_side(&self, a: &Draft, b: &Draft) -> bool {
        let Some(scene) = self.scene(a.sentence) else { return false };
        let (Some(x), Some(y)) = (scene.quantities.get(a.quantity), scene.quantities.get(b.quantity)) else {
            return false;
        };
        a.sentence == b.sentence
            && a.what == b.what
            && (adjacent(&scene.parsed, x, y, self.vocabulary)
                || scene.places.get(b.quantity).is_some_and(|p| p.leader.is_some()))
    }

    pub(super) fn assign_sum(&mut self, run: &[usize]) {
        // The whole may stand at the head of the run itself: "12 people, ten men and two women".
        for skip in 0..run.len().saturating_sub(1) {
            let members = run.get(skip..).unwrap_or_default();
            let Some(first) = members.first().copied() else { return };
            let sum: f64 = members.iter().filter_map(|i| self.drafts.get(*i)).filter_map(|d| d.bounds.low).sum();
            let Some(sample) = self.drafts.get(first) else { return };
            let (what, sentence) = (sample.what.clone(), sample.sentence);
            let settled = members.iter().filter_map(|i| self.drafts.get(*i)).any(|d| {
                d.part_of.and_then(|w| self.drafts.get(w)).is_some_and(|w| w.value().is_some_and(|v| v >= sum))
            });
            if settled || sum < 3.0 {
                continue;
            }
            let whole = (0..first).rev().find(|i| {
                self.drafts.get(*i).is_some_and(|d| {
                    d.kind == Kind::Level
                        && d.what == what
                        && d.bounds.low == Some(sum)
                        && d.bounds.high == Some(sum)
                        && sentence - d.sentence <= 3
                })
            });
            if let Some(whole) = whole {
                let (measure, nationality, score) = self
                    .drafts
                    .get(whole)
                    .map_or((0, Vec::new(), 0.0), |d| (d.measure, d.nationality.clone(), d.score));
                for member in members {
                    if let Some(draft) = self.drafts.get_mut(*member) {
                        draft.part_of = Some(whole);
                        draft.because("part_of", "they add up to it", None);
                        let weak = draft.score < SURE
                            || WEAK.iter().any(|w| self.vocabulary.terms.measure(w) == Some(draft.measure));
                        if weak {
                            draft.measure = measure;
                            draft.score = score * 0.9;
                        }
                        if draft.nationality.is_empty() {
                            draft.nationality = nationality.clone();
                        }
                    }
                }
                return;
            }
        }
    }
}
