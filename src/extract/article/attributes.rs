//! Attributes of drafts that the sentence and the document give: offences, objects, speakers. What a figure's own words
//! don't say comes from its clause, then from its whole, then from the event that it belongs to; each step is a rule.

mod clause;
mod deeds;
mod denials;
mod document;
mod events;
mod loose;
mod objects;
mod offences;
#[cfg(test)]
mod tests;
mod things;
mod topics;
mod words;

pub use denials::denials;
pub use objects::objects;
pub use offences::offences;

use super::draft::Draft;
use super::who::{Scopes, Who};

/// Gives each draft the speaker of its words; a part without one has its whole's.
pub fn speakers(drafts: &mut [Draft], who: &Who) {
    let scopes = Scopes::of(who);
    for index in 0..drafts.len() {
        let Some((before, rest)) = drafts.split_at_mut_checked(index) else { continue };
        let Some(draft) = rest.first_mut() else { continue };
        // An attribution without a name is a nameless source: it is not made up from the whole.
        if let Some(said) = scopes.speaker_of(draft.figure) {
            draft.speaker = said.speaker.clone();
            draft.because("attributed_to", said.rule, Some(said.words));
        } else if let Some(whole) = draft.part_of.and_then(|w| before.get(w)).filter(|w| !w.speaker.is_empty()) {
            draft.speaker = whole.speaker.clone();
            draft.because("attributed_to", "as its whole", Some(whole.figure));
        }
    }
}
