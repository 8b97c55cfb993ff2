//! What a document is about: its country, and whether it speaks of crime, migration or enforcement at all.

use super::discourse::Scene;
use super::draft::Draft;
use super::who::Who;
use crate::model::{Kind, Span};
use crate::normalize::place::Evidence;
use crate::vocabulary::Vocabulary;

/// Measures that only enforcement has; one well linked figure of them puts a document in scope.
const STRONG: &[&str] = &["arrested", "charged", "convicted", "denied_entry"];
/// Measures that put a document in scope whose first paragraph has a word for an offence.
const OVER_OFFENCES: &[&str] =
    &["victims", "rescued", "cases", "seized", "offenders", "wanted", "raids", "losses", "proceeds", "repatriated"];
/// Measures that put a document in scope where the words name the offence that they count.
const OF_AN_OFFENCE: &[&str] = &["victims", "entered"];
/// What becomes of migrants in the hands of smugglers.
const CASUALTIES: &[&str] = &["killed", "injured", "missing"];
/// A figure that is linked as well as this tells what the document is about.
const SURE: f64 = 0.7;
/// … and as well as this what it counts, in a text that tells more of it.
const LIKELY: f64 = 0.55;
/// So many of a country's people who are brought home, or migrants who are saved, are no lost hikers.
const SEVERAL: f64 = 10.0;
/// So many words for offences or for migrants put it in scope as well.
const OFFENCES: usize = 3;
/// What a body of a country weighs among the evidence for it.
const AGENCY: f64 = 2.0;

/// Whether the document's figures can be observations.
pub fn is_about_crime(drafts: &[Draft], scenes: &[Scene], vocabulary: &Vocabulary) -> bool {
    let counts_at_least = |score: f64, measures: &[&str]| {
        let level = |d: &Draft| d.kind == Kind::Level && d.score >= score;
        drafts.iter().any(|d| level(d) && measures.contains(&vocabulary.terms.measure_code(d.measure)))
    };
    let counts = |measures: &[&str]| counts_at_least(SURE, measures);
    // A team may send home an injured player: one deportation alone, of whom nothing more is said, is none.
    let deported = |d: &&Draft| d.score >= SURE && vocabulary.terms.measure_code(d.measure) == "deported";
    let sent = drafts.iter().filter(deported).count();
    let foreigners = |d: &Draft| !d.nationality.is_empty() && d.value().is_some_and(|value| value > 1.0);
    let told = |d: &Draft| d.score >= LIKELY && vocabulary.terms.measure_code(d.measure) == "deported";
    let many = |d: &Draft| d.value().is_some_and(|value| value >= SEVERAL) && !d.names_no_country();
    let sent_foreigners = drafts.iter().filter(deported).any(foreigners) || drafts.iter().any(|d| told(d) && many(d));
    let offences = scenes.iter().flat_map(|s| &s.parsed.mentions).filter(|m| m.offences().is_some()).count();
    let first = scenes.first().map(|s| s.parsed.paragraph);
    let mut lead = scenes.iter().take_while(|s| Some(s.parsed.paragraph) == first).flat_map(|s| &s.parsed.mentions);
    let in_lead = lead.any(|m| m.offences().is_some());
    let enforced = scenes
        .iter()
        .flat_map(|s| &s.triggers)
        .any(|t| t.readings.iter().any(|r| STRONG.contains(&vocabulary.terms.measure_code(r.measure))));
    let migrants = scenes
        .iter()
        .flat_map(|s| &s.parsed.mentions)
        .filter_map(|m| m.population())
        .filter_map(|(index, _)| vocabulary.terms.populations.get(index))
        .filter(|p| p.nationality == "foreign" && !p.visitors);
    let migrants = migrants.count();
    let nationals = |d: &Draft| d.is_level_of_persons() && !d.nationality.is_empty() && d.score >= SURE;
    let code = |d: &Draft| vocabulary.terms.measure_code(d.measure);
    let several = |d: &&Draft| nationals(d) && d.value().is_some_and(|value| value >= SEVERAL);
    let brought_home = drafts.iter().filter(several).any(|d| code(d) == "repatriated");
    let saved = drafts.iter().filter(several).any(|d| code(d) == "rescued" && migrants > 0);
    let of_an_offence = |d: &Draft| {
        d.kind == Kind::Level && d.score >= LIKELY && !d.offences.is_empty() && OF_AN_OFFENCE.contains(&code(d))
    };
    let smugglers = scenes
        .iter()
        .flat_map(|s| &s.parsed.mentions)
        .filter_map(|m| m.population())
        .filter_map(|(index, _)| vocabulary.terms.populations.get(index))
        .any(|p| !p.offences.is_empty());
    let died = |d: &Draft| d.is_level_of_persons() && d.score >= LIKELY && CASUALTIES.contains(&code(d));
    counts(STRONG)
        || drafts.iter().any(of_an_offence)
        || (migrants > 0 && (smugglers || offences > 0) && drafts.iter().any(died))
        || sent > 1
        || sent_foreigners
        || sent > 0 && (offences > 0 || migrants > 0)
        || seizes_drugs(drafts, scenes, vocabulary)
        || offences >= OFFENCES
        || migrants >= OFFENCES && drafts.iter().any(nationals)
        || migrants > 1 && drafts.iter().any(|d| nationals(d) && code(d) == "present")
        || brought_home
        || saved
        || (in_lead && counts_at_least(LIKELY, OVER_OFFENCES))
        || (offences > 1 && enforced)
        || (offences > 0 && offences + migrants >= OFFENCES)
}

/// Whoever seizes cocaine enforces a law, though the text names no offence.
fn seizes_drugs(drafts: &[Draft], scenes: &[Scene], vocabulary: &Vocabulary) -> bool {
    let has_drug = |scene: &Scene| {
        let objects = scene.parsed.mentions.iter().filter_map(|m| m.object());
        objects.filter_map(|(index, _)| vocabulary.terms.objects.get(index)).any(|object| object.class == "drug")
    };
    let seized = |draft: &&Draft| draft.score >= SURE && vocabulary.terms.measure_code(draft.measure) == "seized";
    drafts.iter().filter(seized).filter_map(|draft| scenes.get(draft.sentence)).any(has_drug)
}

/// What the bodies that the text names say of its country; those of the lead that are several countries' say that the
/// place where it was written is none.
pub fn agencies(evidence: &mut Evidence, who: &Who, lead: Span, vocabulary: &Vocabulary) {
    for body in &who.organisations {
        if let Some(country) = &body.country {
            evidence.add(country, AGENCY);
        }
        let known = vocabulary.voices.bodies.iter().find(|b| b.name == body.name);
        if let Some(seat) = known.and_then(|b| b.seat.as_ref()).filter(|_| lead.contains(body.span)) {
            evidence.is_seat(seat);
        }
    }
}
