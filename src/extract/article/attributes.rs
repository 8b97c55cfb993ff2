//! Attributes of drafts that the sentence and the document give: offences, period, country. What a figure's own words
//! don't say comes from its clause, then from its whole, then from the event that it belongs to; each step is a rule.

use super::discourse::Scene;
use super::draft::Draft;
use super::quantity::What;
use crate::vocabulary::Vocabulary;

/// Gives each draft the offences that its words tie it to.
pub fn offences(drafts: &mut [Draft], scenes: &[Scene], vocabulary: &Vocabulary) {
    for index in 0..drafts.len() {
        let Some((before, rest)) = drafts.split_at_mut_checked(index) else { continue };
        let Some(draft) = rest.first_mut() else { continue };
        let Some(scene) = scenes.get(draft.sentence) else { continue };
        let thing = matches!(draft.what, What::Items | What::Weight(_) | What::Premises | What::Money(_));
        if !thing {
            let (found, rule) = of_clause(draft, scene);
            if !found.is_empty() {
                draft.offences.extend(found);
                draft.because("offences", rule, Some(scene.parsed.span));
            }
        }
        if let Some(whole) = draft.part_of.and_then(|w| before.get(w)).filter(|_| !thing)
            && draft.offences.is_empty()
        {
            draft.offences = whole.offences.clone();
            draft.because("offences", "as its whole", Some(whole.figure));
        }
        draft.offences = narrowed(&draft.offences, vocabulary);
    }
}

/// The offences named beside a quantity: behind it up to the next one, else before the first of its sentence.
fn of_clause(draft: &Draft, scene: &Scene) -> (Vec<usize>, &'static str) {
    let parsed = &scene.parsed;
    let Some(quantity) = scene.quantities.get(draft.quantity) else { return (Vec::new(), "") };
    let next = scene
        .quantities
        .iter()
        .filter(|q| !q.article && q.start() > quantity.start())
        .map(|q| q.start())
        .min()
        .unwrap_or(parsed.len());
    let within = |from: usize, to: usize| -> Vec<usize> {
        parsed
            .mentions
            .iter()
            .filter(|m| m.start >= from && m.start < to && !inside_noun(scene, m.start, draft.quantity))
            .filter_map(|m| m.offences())
            .flatten()
            .copied()
            .collect()
    };
    let behind = within(quantity.start(), next);
    if !behind.is_empty() {
        return (behind, "offence behind the figure");
    }
    let first = scene.quantities.iter().filter(|q| !q.article).map(|q| q.start()).min().unwrap_or(0);
    let ahead = within(0, first.min(quantity.start()));
    if !ahead.is_empty() {
        return (ahead, "offence of the clause");
    }
    // A list shares what stands behind its last member.
    let last = scene.quantities.last().map_or(0, |q| q.start());
    let listed = scene.places.iter().skip(draft.quantity + 1).all(|p| p.leader.is_some());
    if listed {
        return (within(last, parsed.len()), "offence behind the list");
    }
    (Vec::new(), "")
}

/// Whether a token belongs to the noun phrase of another quantity, whose own it is.
fn inside_noun(scene: &Scene, at: usize, own: usize) -> bool {
    scene
        .quantities
        .iter()
        .enumerate()
        .any(|(i, q)| i != own && at >= q.start() && at < q.noun.end && q.what != What::Bare)
}

/// Without doubles, and without an offence beside a narrower one.
pub fn narrowed(offences: &[usize], vocabulary: &Vocabulary) -> Vec<usize> {
    let all = &vocabulary.terms.offences;
    let broader = |i: usize| all.get(i).and_then(|o| o.broader.as_deref()).and_then(|b| vocabulary.terms.offence(b));
    let mut out: Vec<usize> = offences.to_vec();
    out.sort_unstable();
    out.dedup();
    let wide: Vec<usize> = out.iter().filter_map(|i| broader(*i)).collect();
    out.retain(|i| !wide.contains(i));
    out
}

/// Gives each draft the speaker of its words; a part without one has its whole's.
pub fn speakers(drafts: &mut [Draft], who: &super::who::Who) {
    for index in 0..drafts.len() {
        let Some((before, rest)) = drafts.split_at_mut_checked(index) else { continue };
        let Some(draft) = rest.first_mut() else { continue };
        // An attribution without a name is a nameless source: it is not made up from the whole.
        if let Some(said) = who.speaker_of(draft.figure) {
            draft.speaker = said.speaker.clone();
            draft.because("attributed_to", said.rule, Some(said.words));
        } else if let Some(whole) = draft.part_of.and_then(|w| before.get(w)).filter(|w| !w.speaker.is_empty()) {
            draft.speaker = whole.speaker.clone();
            draft.because("attributed_to", "as its whole", Some(whole.figure));
        }
    }
}
