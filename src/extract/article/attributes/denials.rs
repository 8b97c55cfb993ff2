//! What a text says did not happen: "denied that 200 had been arrested", "Nor was it true that three had died". In:
//! drafts and their sentences. Out: the modality of the figures behind such words.

use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::model::Modality;
use crate::vocabulary::{Class, Vocabulary};

/// Marks the figures behind a denial.
pub fn denials(drafts: &mut [Draft], scenes: &[Scene], vocabulary: &Vocabulary) {
    let found: Vec<_> = scenes.iter().map(|s| vocabulary.grammar.denials.scan(s.parsed.tokens)).collect();
    for draft in drafts {
        let (Some(scene), Some(found)) = (scenes.get(draft.sentence), found.get(draft.sentence)) else { continue };
        let Some(start) = scene.quantities.get(draft.quantity).map(|q| q.start()) else { continue };
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
