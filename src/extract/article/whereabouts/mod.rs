//! Where the counted thing happened: the place of a figure's clause, else of its whole, else of the event that it belongs
//! to; and the country that follows from the place, else from the document. A list of several places gives none.

mod country;
mod place;
mod pointing;

use super::discourse::Scene;
use super::draft::Draft;
use crate::extract::place::PlaceMention;
use crate::model::{Code, Kind, Modality, Period};
use crate::normalize::place::{Evidence, country_of};
use crate::text::{Prose, Sentence};
use crate::vocabulary::places::Lead;
use crate::vocabulary::{CountryForm, Sense, Vocabulary};

use country::{beside, common_country, is_across, own_country, sent_from};
use place::{is_listed, is_told_of, own_place, sentence_before};
use pointing::{here, pointed};

/// How far before its figure a place may be the subject: "Dwarka district, for its part, deported 71".
const SUBJECT_REACH: usize = 8;
/// Over more days than these an event is no single one.
const RAID_DAYS: i32 = 14;

/// The places of a document by sentence, and what they say of its country.
pub struct Wheres<'w> {
    mentions: &'w [Vec<PlaceMention>],
    evidence: &'w Evidence,
    country: &'w Code,
    /// The place of the dateline, which "here" means.
    here: Option<String>,
    /// The country that heads each sentence's paragraph, in a round-up of several countries.
    headed: Vec<Option<Code>>,
    vocabulary: &'w Vocabulary,
}

impl<'w> Wheres<'w> {
    pub fn new(
        prose: &Prose,
        mentions: &'w [Vec<PlaceMention>],
        evidence: &'w Evidence,
        country: &'w Code,
        vocabulary: &'w Vocabulary,
    ) -> Self {
        let dateline = mentions.iter().take(3).flatten().find(|m| m.lead == Lead::Dateline);
        let here = dateline.map(|m| {
            // As it is spelled elsewhere, not in capitals.
            let named = vocabulary.places.named(&m.name);
            named.first().map_or_else(|| m.name.clone(), |c| c.name.to_string())
        });
        Wheres { mentions, evidence, country, here, headed: headed(prose, mentions, evidence, vocabulary), vocabulary }
    }

    /// The country of a sentence about which its own words say nothing.
    fn country_at(&self, sentence: usize) -> Code {
        self.headed.get(sentence).cloned().flatten().unwrap_or_else(|| self.country.clone())
    }
}

/// "MALI — Gendarmes …", "PERU: Police …" and "PORT VILA — …": the countries that head the items of a round-up, each up to
/// the next.
fn headed(
    prose: &Prose,
    places: &[Vec<PlaceMention>],
    evidence: &Evidence,
    vocabulary: &Vocabulary,
) -> Vec<Option<Code>> {
    let dateline = |at: usize| {
        let mentions = places.get(at)?;
        let found = mentions.iter().find(|m| m.lead == Lead::Dateline)?;
        country_of(found, mentions, evidence)
    };
    let head = |s: &Sentence| {
        let found = vocabulary.terms.lexicon.matches(&s.tokens, 0).max_by_key(|m| m.end)?;
        let Sense::Country { code, form: CountryForm::Name } = found.sense else { return None };
        let marked = s.tokens.get(found.end).is_some_and(|t| t.is("—") || t.is("–") || t.is("-") || t.is(":"));
        marked.then(|| code.clone())
    };
    let mut heads: Vec<Option<Code>> = vec![None; prose.paragraphs.len()];
    for (at, sentence) in prose.sentences.iter().enumerate() {
        let first =
            at.checked_sub(1).and_then(|i| prose.sentences.get(i)).is_none_or(|p| p.paragraph != sentence.paragraph);
        if first && let Some(slot) = heads.get_mut(sentence.paragraph) {
            *slot = head(sentence).or_else(|| dateline(at));
        }
    }
    let mut named: Vec<&Code> = heads.iter().flatten().collect();
    named.sort();
    named.dedup();
    if named.len() < 2 {
        return vec![None; prose.sentences.len()];
    }
    let last = |paragraph: usize| heads.get(..=paragraph).and_then(|h| h.iter().rev().flatten().next().cloned());
    prose.sentences.iter().map(|s| last(s.paragraph)).collect()
}

/// Gives each draft its place and country.
pub fn places(drafts: &mut [Draft], scenes: &[Scene], wheres: &Wheres) {
    for index in 0..drafts.len() {
        let Some((before, rest)) = drafts.split_at_mut_checked(index) else { continue };
        let Some(draft) = rest.first_mut() else { continue };
        let (Some(scene), Some(mentions)) = (scenes.get(draft.sentence), wheres.mentions.get(draft.sentence)) else {
            continue;
        };
        if draft.country.is_some() {
            // Where they come from has settled it.
            continue;
        }
        draft.country = Some(wheres.country_at(draft.sentence));
        let named = own_country(draft, scene, mentions, wheres);
        // "flown home from Mae Sot in Thailand"
        let fits = |m: &&PlaceMention| {
            let told = country_of(m, mentions, wheres.evidence);
            named.as_ref().is_none_or(|(code, _)| told.as_ref() == Some(code))
        };
        let from = sent_from(draft, scene, mentions, wheres.vocabulary).filter(fits);
        if let Some((found, country)) = from.and_then(|m| Some((m, country_of(m, mentions, wheres.evidence)?))) {
            let span = scene.parsed.span_of(found.start, found.end);
            draft.country = Some(country);
            draft.because("country", "country that they were sent from", Some(span));
            // "landed at Bole airport on three flights from Riyadh" names both ends.
            if mentions.iter().all(|m| m.lead != Lead::At) {
                draft.place = Some(found.name.clone());
                draft.because("place", "place that they were sent from", Some(span));
            }
            continue;
        }
        let abroad = |m: &PlaceMention| {
            let other = country_of(m, mentions, wheres.evidence).is_some_and(|c| c != *wheres.country);
            other && !wheres.country.is_empty() && is_told_of(draft, scene, m, wheres.vocabulary)
        };
        if let Some(found) = own_place(draft, scene, mentions, wheres.vocabulary).filter(|m| !abroad(m)) {
            let span = scene.parsed.span_of(found.start, found.end);
            let listed = is_listed(found, mentions, scene);
            let of_place = if listed {
                common_country(found, mentions, wheres)
            } else {
                country_of(found, mentions, wheres.evidence)
            };
            // A place that no list knows lies in the country that the clause names.
            let of_place = of_place.or_else(|| named.as_ref().map(|(code, _)| code.clone()).filter(|c| !c.is_empty()));
            let elsewhere = named.as_ref().filter(|(code, _)| of_place.as_ref().is_some_and(|c| c != code));
            // "Ecuador deported 603 across the Rumichaca bridge": a border has two sides.
            let over = found.lead == Lead::Through && country::is_moved(draft, wheres.vocabulary);
            let of_place =
                if over { elsewhere.map(|(code, _)| code.clone()).or(of_place.clone()) } else { of_place.clone() };
            if elsewhere.is_none() || over {
                if let Some(country) = of_place {
                    draft.country = Some(country);
                    draft.because("country", "country of the place", Some(span));
                } else if listed && is_across(found, mentions, scene, wheres) {
                    draft.country = Some(Code::from(""));
                    draft.because("country", "places of several countries", Some(span));
                }
                if !listed {
                    draft.place = Some(found.name.clone());
                    draft.because("place", "place of the clause", Some(span));
                }
                continue;
            }
        }
        if let Some((country, span)) = named {
            draft.country = Some(country);
            draft.because("country", "country of the clause", Some(span));
            continue;
        }
        if let Some(level) = before.last().filter(|d| draft.kind == Kind::Change && d.sentence == draft.sentence) {
            draft.country = level.country.clone();
            draft.because("country", "of the level that changed", Some(level.figure));
        }
        if draft.country.as_deref() == Some("")
            && let Some((country, rule)) = beside(draft, before, scenes, wheres)
        {
            draft.country = Some(country);
            draft.because("country", rule, None);
        }
        let whole = draft.part_of.and_then(|w| before.get(w));
        let (source, rule) = match whole {
            Some(whole) => (Some(whole), "as its whole"),
            None => (same_event(draft, before, scenes), "place of the event before"),
        };
        let sent = || sent_before(draft, before, wheres.vocabulary);
        // "170 were sent back from abroad, and 24 of them were arrested on arrival": of another place.
        let alike = whole.filter(|w| w.measure == draft.measure || !country::is_sent(w, wheres.vocabulary));
        if let Some((from, rule)) = alike.map(|w| (w, "as its whole")).or_else(sent) {
            draft.country = from.country.clone();
            draft.because("country", rule, Some(from.figure));
        }
        if draft.modality == Modality::Planned {
            continue;
        }
        let pointed = pointed(draft.sentence, scenes, wheres);
        if let Some((place, rule)) = pointed.filter(|_| whole.is_none()) {
            draft.place = Some(place);
            draft.because("place", rule, None);
        } else if let Some(source) = source.filter(|s| s.place.is_some()) {
            draft.place = source.place.clone();
            draft.country = source.country.clone();
            draft.because("place", rule, Some(source.figure));
        } else if let Some(here) = here(scene, wheres) {
            draft.place = Some(here);
            draft.because("place", "here: the dateline", None);
        } else if let Some((found, span)) = sentence_before(draft, scenes, wheres) {
            draft.place = Some(found.name.clone());
            draft.because("place", "place of the sentence before", Some(span));
        }
    }
}

/// "1,116 have been brought home from Cambodia, as compared with 702 last year": people sent from the same country.
fn sent_before<'d>(draft: &Draft, before: &'d [Draft], vocabulary: &Vocabulary) -> Option<(&'d Draft, &'static str)> {
    if !country::is_sent(draft, vocabulary) {
        return None;
    }
    let same = |d: &&Draft| d.measure == draft.measure && d.nationality == draft.nationality;
    before.iter().rev().find(same).map(|d| (d, "of those sent before"))
}

/// The event to which a figure without a place belongs: the last one of its paragraph, with the same time.
fn same_event<'d>(draft: &Draft, before: &'d [Draft], scenes: &[Scene]) -> Option<&'d Draft> {
    let paragraph = |d: &Draft| scenes.get(d.sentence).map_or(0, |s| s.parsed.paragraph);
    let last = before.iter().rev().find(|d| d.modality == Modality::Actual && d.kind == Kind::Level)?;
    // What a whole month or year holds happened in many places.
    let short = draft.period.is_some_and(|p| is_short(&p));
    // The paragraph behind goes on with what neither gives a time.
    let untimed = draft.period.is_none() && paragraph(last) + 1 == paragraph(draft);
    let near = paragraph(last) == paragraph(draft) || short || untimed;
    let together = last.period == draft.period || draft.modality == Modality::Denied;
    (near && together).then_some(last)
}

fn is_short(period: &Period) -> bool {
    let days = period.start.zip(period.end).and_then(|(a, b)| b.since(a).ok()).map(|s| s.get_days());
    days.is_some_and(|d| d <= RAID_DAYS)
}

#[cfg(test)]
mod tests;
