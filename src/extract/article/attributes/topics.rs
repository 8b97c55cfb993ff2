//! Offences that no word of a figure's own sentence tells: what its paragraph is about. In: the drafts with the offences
//! of their clauses. Out: offences for those that are still open, or none where the paragraph speaks of several.

use super::offences::Finder;
use super::words::{Says, Word, codes};
use crate::extract::article::draft::Draft;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::{Kind, Modality, Span};

/// What happens to people or is recorded for an offence, so that the paragraph's topic is theirs.
const OF_TOPIC: &[&str] =
    &["cases", "victims", "charged", "convicted", "wanted", "offenders", "proceeds", "losses", "fined"];

impl Finder<'_, '_> {
    /// "Trafficking is on the wane. Uganda recorded 1,006 cases of it": the one offence that the paragraph has named.
    pub(super) fn of_paragraph(&self, draft: &Draft) -> Option<(Vec<usize>, &'static str, Span)> {
        let level = draft.kind == Kind::Level && draft.modality == Modality::Actual && draft.part_of.is_none();
        if !level || !OF_TOPIC.contains(&self.code(draft)) {
            return None;
        }
        let here = self.scenes.get(draft.sentence)?.parsed.paragraph;
        let start = self.quantity(draft)?.start();
        for at in (0..=draft.sentence).rev() {
            let (scene, words) = (self.scenes.get(at)?, self.words.get(at)?);
            if scene.parsed.paragraph != here {
                return None;
            }
            // "14 stolen cars" say what things are, not what the paragraph is about.
            let of_thing = |w: &Word| {
                let things = scene.quantities.iter().filter(|q| q.what == What::Items);
                things.into_iter().any(|q| w.start >= q.start() && w.start < q.noun.end.max(q.end))
            };
            let suffered = |w: &Word| w.suffered && !matches!(self.code(draft), "victims" | "cases");
            let before = |w: &Word| at < draft.sentence || w.end <= start;
            let named: Vec<&Word> =
                words.iter().filter(|w| w.says == Says::Named && before(w) && !suffered(w) && !of_thing(w)).collect();
            if let [_, ..] = named.as_slice() {
                let found = codes(&named, &scene.parsed, self.vocabulary);
                let one = found.len() == 1;
                return one.then_some((found, "the paragraph's offence", scene.parsed.span));
            }
        }
        None
    }

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

    /// "are believed to have cheated 53 people", of those held for telephone fraud: the wide word means the narrow one.
    pub(super) fn narrower(&self, index: usize) -> Option<(Vec<usize>, Span)> {
        let draft = self.drafts.get(index)?;
        let [wide] = draft.offences.as_slice() else { return None };
        if !matches!(self.code(draft), "victims" | "losses" | "proceeds") {
            return None;
        }
        let all = &self.vocabulary.terms.offences;
        let people = |d: &&Draft| !d.offences.is_empty() && !self.is_thing(d);
        let last = self.drafts.get(..index)?.iter().rev().find(people)?;
        let [narrow] = last.offences.as_slice() else { return None };
        let broader =
            all.get(*narrow).and_then(|o| o.broader.as_deref()).and_then(|b| self.vocabulary.terms.offence(b));
        (broader == Some(*wide)).then(|| (vec![*narrow], last.figure))
    }

    /// Whether a quantity counts a drug.
    pub(super) fn is_substance(&self, quantity: &Quantity) -> bool {
        let object = quantity.noun.object.and_then(|i| self.vocabulary.terms.objects.get(i));
        object.is_some_and(|o| o.class == "drug")
    }

    /// Whether a word names an offence with drugs.
    pub(super) fn is_of_drugs(&self, word: &Word) -> bool {
        let drugs = self.vocabulary.terms.offence("drug_offence");
        let all = &self.vocabulary.terms.offences;
        let kin =
            |i: usize| Some(i) == drugs || all.get(i).is_some_and(|o| o.broader.as_deref() == Some("drug_offence"));
        !word.codes.is_empty() && word.codes.iter().all(|c| kin(*c))
    }
}
