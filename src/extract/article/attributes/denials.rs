//! What a text says did not happen: "denied that 200 had been arrested", "Reports that three had died are false". In:
//! drafts and their sentences. Out: the modality of the figures behind such words.

use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::model::{Modality, Span};
use crate::vocabulary::{Class, Vocabulary};

/// Marks the figures behind a denial.
pub fn denials(drafts: &mut [Draft], scenes: &[Scene], vocabulary: &Vocabulary) {
    let found: Vec<_> = scenes.iter().map(|s| vocabulary.grammar.denials.scan(s.parsed.tokens)).collect();
    for draft in drafts {
        let (Some(scene), Some(found)) = (scenes.get(draft.sentence), found.get(draft.sentence)) else { continue };
        let Some(start) = scene.quantities.get(draft.quantity).map(|q| q.start()) else { continue };
        if let Some(rejection) = rejected(scene, start, vocabulary) {
            draft.modality = Modality::Denied;
            draft.because("modality", "denied", Some(rejection));
        }
        let Some(denial) = found.iter().rfind(|m| m.end <= start) else { continue };
        // "did not deny that 12 were held" says that they were.
        let negated = (denial.start.saturating_sub(2)..denial.start)
            .filter_map(|i| scene.parsed.token(i))
            .any(|t| vocabulary.grammar.is(t, Class::Negator) && !t.is("nor"));
        let goes_on = (denial.end..start).all(|i| scene.parsed.word(i) != ";");
        if goes_on && !negated {
            draft.modality = Modality::Denied;
            draft.because("modality", "denied", Some(scene.parsed.span_of(denial.start, denial.end)));
        }
    }
}

/// "Reports that 5,000 were trafficked have no basis": the words that reject the claim which a figure stands in.
fn rejected(scene: &Scene, start: usize, vocabulary: &Vocabulary) -> Option<Span> {
    let parsed = &scene.parsed;
    let claim = (0..start).find(|i| parsed.token(*i).is_some_and(|t| vocabulary.grammar.is(t, Class::Claim)))?;
    let that = (claim..start).any(|i| parsed.word(i) == "that");
    let found = (start..parsed.len()).find_map(|at| vocabulary.grammar.rejections.longest(parsed.tokens, at));
    let found = found.filter(|m| that && (start..m.start).all(|i| parsed.word(i) != ";"))?;
    Some(parsed.span_of(found.start, found.end))
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn a_claim_that_is_rejected_behind_it_is_denied() {
        let text = "Reports that 5,000 Indians were arrested have no basis, the embassy said. Police arrested 12 men.";
        assert_eq!(told(text), ["5000 arrested IN denied", "12 arrested"]);
    }
}
