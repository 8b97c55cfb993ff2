//! Offences that no word of a figure's own sentence tells: what its paragraph is about. In: the drafts with the offences
//! of their clauses. Out: offences for those that are still open, or none where the paragraph speaks of several.

use super::offences::Finder;
use super::words::{Says, Word, codes};
use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::model::Span;

impl Finder<'_, '_> {
    /// "the same charges", "arrested 389 for it": the offence of the figure before, or named in words since.
    pub(super) fn named_before(&self, index: usize) -> Option<(Vec<usize>, &'static str, Span)> {
        let draft = self.drafts.get(index)?;
        let rule = "the offence named before";
        let people = |d: &&Draft| !d.offences.is_empty() && d.part_of.is_none() && !self.is_thing(d);
        let figure = self.drafts.get(..index)?.iter().rev().find(people);
        let from = figure.map_or(0, |d| d.sentence + 1);
        let here = self.scenes.get(draft.sentence).map(|s| s.parsed.paragraph);
        for at in (from..draft.sentence).rev().take(2) {
            let (scene, words) = (self.scenes.get(at)?, self.words.get(at)?);
            let named: Vec<&Word> = words.iter().filter(|w| w.says == Says::Named).collect();
            let found = codes(&named, &scene.parsed, self.vocabulary);
            if found.len() == 1 && Some(scene.parsed.paragraph) == here {
                return Some((found, rule, scene.parsed.span));
            }
        }
        figure.map(|d| (d.offences.clone(), rule, d.figure))
    }

    /// "the same kind of scam", "similar scams": the narrower one that the figures before are of.
    pub(super) fn alike(&self, found: &[&Word], scene: &Scene, index: usize) -> Option<Vec<usize>> {
        let [word] = found else { return None };
        let points =
            |back: usize| matches!(scene.parsed.before(word.start, back), "similar" | "such" | "same" | "these");
        if !(1..=4).any(points) {
            return None;
        }
        let before = self.drafts.get(..index)?.iter().rev();
        let narrower = before.map(|d| &d.offences).find(|o| !o.is_empty())?;
        self.is_narrower(narrower, &word.codes).then(|| narrower.clone())
    }

    /// "are believed to have cheated 53 people", of those held for telephone fraud: the wide word means the narrow one.
    pub(super) fn narrower(&self, index: usize) -> Option<(Vec<usize>, Span)> {
        let draft = self.drafts.get(index)?;
        if !matches!(self.code(draft), "victims" | "losses" | "proceeds") {
            return None;
        }
        let people = |d: &&Draft| !d.offences.is_empty() && !self.is_thing(d);
        let last = self.drafts.get(..index)?.iter().rev().find(people)?;
        self.is_narrower(&last.offences, &draft.offences).then(|| (last.offences.clone(), last.figure))
    }

    /// Whether one offence only says closer what another is.
    pub(super) fn is_narrower(&self, narrow: &[usize], wide: &[usize]) -> bool {
        let ([narrow], [wide]) = (narrow, wide) else { return false };
        let terms = &self.vocabulary.terms;
        let broader = terms.offences.get(*narrow).and_then(|o| o.broader.as_deref()).and_then(|b| terms.offence(b));
        broader == Some(*wide)
    }
}
