//! Words for an offence of several kinds: "smugglers" of a text about cocaine smuggle that. In: the words of all sentences.
//! Out: the same, each such word with the kind of which most sentences speak: by their offences, drugs, migrants.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{Says, Word};
use crate::extract::article::discourse::Scene;
use crate::extract::article::parse::Mention;
use crate::vocabulary::Vocabulary;

/// Gives loose words the kind of offence that the text is about; on a tie they keep what they mostly mean.
pub fn settle(words: &mut [Vec<Word>], scenes: &[Scene], vocabulary: &Vocabulary) {
    if words.iter().flatten().all(|w| w.loose.is_none()) {
        return;
    }
    let spoken: Vec<(usize, BTreeSet<usize>)> =
        scenes.iter().zip(words.iter()).map(|(s, w)| (s.parsed.paragraph, kinds_in(s, w, vocabulary))).collect();
    let of_text = tally(&spoken);
    for (at, scene) in scenes.iter().enumerate() {
        let paragraph = scene.parsed.paragraph;
        for word in words.get_mut(at).into_iter().flatten() {
            let Some(kinds) = word.loose.and_then(|k| vocabulary.terms.kinds.get(k)) else { continue };
            // What its own paragraph speaks of comes first, then the text.
            let from = spoken.partition_point(|(p, _)| *p < paragraph);
            let to = spoken.partition_point(|(p, _)| *p <= paragraph);
            let here = settled(word, kinds, &tally(spoken.get(from..to).unwrap_or_default()));
            let text = || settled(word, kinds, &of_text);
            if let Some(most) = here.or_else(text).flatten() {
                word.codes = vec![most];
            }
        }
    }
}

/// The kind that most sentences speak of, none of it where that is what the word mostly means; nothing where none does.
fn settled(word: &Word, kinds: &[usize], told: &BTreeMap<usize, usize>) -> Option<Option<usize>> {
    let count = |code: &usize| told.get(code).copied().unwrap_or(0);
    let usual: usize = word.codes.iter().map(count).sum();
    let most = kinds.iter().copied().max_by_key(count).filter(|k| count(k) > usual);
    (most.is_some() || usual > 0).then_some(most)
}

/// In how many of some sentences each kind is spoken of.
fn tally(sentences: &[(usize, BTreeSet<usize>)]) -> BTreeMap<usize, usize> {
    let mut told = BTreeMap::new();
    for code in sentences.iter().flat_map(|(_, codes)| codes) {
        *told.entry(*code).or_insert(0) += 1;
    }
    told
}

/// The kinds that a sentence speaks of.
fn kinds_in(scene: &Scene, words: &[Word], vocabulary: &Vocabulary) -> BTreeSet<usize> {
    let named = words.iter().filter(|w| w.loose.is_none() && w.says == Says::Named).flat_map(|w| w.codes.clone());
    let kind = |code: usize| match code_of(code, vocabulary) {
        "illegal_entry" | "undocumented" | "immigration_offence" => "people_smuggling",
        "drug_use" | "drug_offence" => "drug_trafficking",
        other => other,
    };
    let named = named.map(kind);
    let beside = scene.parsed.mentions.iter().filter_map(|m| kind_of(m, vocabulary));
    named.chain(beside).filter_map(|code| vocabulary.terms.offence(code)).collect()
}

fn code_of(offence: usize, vocabulary: &Vocabulary) -> &str {
    vocabulary.terms.offences.get(offence).map_or("", |o| o.code.get_ref().as_str())
}

/// What those smuggle who are told of beside drugs, migrants or victims.
fn kind_of(mention: &Mention, vocabulary: &Vocabulary) -> Option<&'static str> {
    let object = mention.object().and_then(|(i, _)| vocabulary.terms.objects.get(i));
    if object.is_some_and(|o| o.class == "drug") {
        return Some("drug_trafficking");
    }
    let people = mention.population().and_then(|(i, _)| vocabulary.terms.populations.get(i))?;
    if people.measure.as_deref() == Some("victims") {
        return Some("human_trafficking");
    }
    (people.nationality == "foreign").then_some("people_smuggling")
}
