//! Where the counted thing happened: the place of a figure's clause, else of its whole, else of the event that it belongs
//! to; and the country that follows from the place, else from the document. A list of several places gives none.

use super::discourse::Scene;
use super::draft::Draft;
use super::parse::Parsed;
use crate::extract::place::{Certainty, PlaceMention};
use crate::model::{Code, Kind, Modality, Period, Span};
use crate::normalize::place::{Evidence, country_of};
use crate::text::{Prose, Sentence};
use crate::vocabulary::places::Lead;
use crate::vocabulary::{CountryForm, Sense, Vocabulary};

/// Farther from its figure than this a place behind it belongs to something else.
const FAR: usize = 40;
/// How far before its figure a place may be the subject: "Dwarka district, for its part, deported 71".
const SUBJECT_REACH: usize = 8;
/// Measures of people who leave a country for another.
const SENT: &[&str] = &["repatriated", "deported"];
/// Over more days than these an event is no single one.
const RAID_DAYS: i32 = 14;
/// How much farther away a place seems that another figure has.
const TAKEN: usize = 20;

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
        Wheres { mentions, evidence, country, here, headed: headed(prose, vocabulary), vocabulary }
    }

    /// The country of a sentence about which its own words say nothing.
    fn country_at(&self, sentence: usize) -> Code {
        self.headed.get(sentence).cloned().flatten().unwrap_or_else(|| self.country.clone())
    }
}

/// "MALI — Gendarmes …" and "PERU: Police …": the countries that head the paragraphs of a round-up.
fn headed(prose: &Prose, vocabulary: &Vocabulary) -> Vec<Option<Code>> {
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
            *slot = head(sentence);
        }
    }
    let mut named: Vec<&Code> = heads.iter().flatten().collect();
    named.sort();
    named.dedup();
    if named.len() < 2 {
        return vec![None; prose.sentences.len()];
    }
    prose.sentences.iter().map(|s| heads.get(s.paragraph).cloned().flatten()).collect()
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
        let named = own_country(draft, scene, wheres.vocabulary);
        if let Some(found) = own_place(draft, scene, mentions) {
            let span = scene.parsed.span_of(found.start, found.end);
            let listed = is_listed(found, mentions, scene);
            let of_place = if listed {
                common_country(found, mentions, wheres)
            } else {
                country_of(found, mentions, wheres.evidence)
            };
            let elsewhere = named.as_ref().is_some_and(|(code, _)| of_place.as_ref().is_some_and(|c| c != code));
            if !elsewhere {
                if let Some(country) = of_place {
                    draft.country = Some(country);
                    draft.because("country", "country of the place", Some(span));
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
        if draft.modality == Modality::Planned {
            continue;
        }
        if let Some(source) = source.filter(|s| s.place.is_some()) {
            draft.place = source.place.clone();
            draft.country = source.country.clone();
            draft.because("place", rule, Some(source.figure));
        } else if let Some(here) = wheres.here.as_ref().filter(|_| says_here(scene)) {
            draft.place = Some(here.clone());
            draft.because("place", "here: the dateline", None);
        } else if let Some((found, span)) = sentence_before(draft, scenes, wheres) {
            draft.place = Some(found.name.clone());
            draft.because("place", "place of the sentence before", Some(span));
        }
    }
}

/// The place that stands nearest to a quantity among those where something happens.
fn own_place<'m>(draft: &Draft, scene: &Scene, mentions: &'m [PlaceMention]) -> Option<&'m PlaceMention> {
    let quantity = scene.quantities.get(draft.quantity)?;
    let (start, end) = (quantity.start(), quantity.end);
    let crossed = |from: usize, to: usize| {
        scene.quantities.iter().filter(|q| !q.article && q.start() > from && q.start() < to).count()
    };
    let listed = scene.places.get(draft.quantity).is_some_and(|p| p.leader.is_some());
    let cost = |m: &PlaceMention| -> usize {
        let behind = m.start >= start;
        let (between, distance) = if behind {
            (crossed(start, m.start), m.start.saturating_sub(end))
        } else {
            (crossed(m.end.saturating_sub(1), start), start.saturating_sub(m.end))
        };
        let guess = if m.certainty == Certainty::Guess { 6 } else { 0 };
        let ahead = if listed && behind && between == 0 { 0 } else { between * if behind { 40 } else { 4 } };
        // "46 in the zone, 22 in Vientiane": the place behind another figure is taken.
        let other = |m: &PlaceMention| {
            scene
                .quantities
                .iter()
                .any(|q| !q.article && q.start() != start && q.end <= m.start && m.start - q.end <= 2)
        };
        let taken = !behind && distance <= 2 && m.lead != Lead::None && other(m);
        // "seized six houses in Sandton and 11 cars": Sandton is that of the houses.
        let alone = |i: usize| {
            let partitive = scene.quantities.get(i).is_some_and(|q| q.partitive.is_some());
            let bare = scene.quantities.get(i).is_some_and(|q| q.is_bare());
            bare || scene.places.get(i).is_none_or(|p| p.leader.is_none() && (p.mark.is_none() || partitive))
        };
        let owned = |m: &PlaceMention| {
            let mut quantities = scene.quantities.iter().enumerate();
            quantities
                .any(|(i, q)| !q.article && q.start() > start && q.end <= m.start && m.start - q.end <= 2 && alone(i))
        };
        let others = behind && between > 0 && !listed && m.lead != Lead::None && owned(m);
        let ahead = ahead + if others { 1000 } else { 0 } + if taken { 30 } else { 0 };
        ahead + distance + guess + if behind && distance > FAR { 1000 } else { 0 }
    };
    let happens = |m: &&PlaceMention| match m.lead {
        _ if m.certainty == Certainty::Address => false,
        Lead::At | Lead::Agency => true,
        // "Denver contributed another 63", "Batam with 118"
        Lead::None if m.end <= start => {
            m.certainty >= Certainty::Word && start - m.end <= SUBJECT_REACH && crossed(m.end, start) == 0
        }
        Lead::None => m.certainty == Certainty::Word && crossed(start, m.start) == 0,
        Lead::Through | Lead::Of => m.certainty == Certainty::Word,
        Lead::From | Lead::To | Lead::Dateline | Lead::Said => false,
    };
    let nearest = mentions.iter().filter(happens).min_by_key(|m| cost(m)).filter(|m| cost(m) < 1000)?;
    Some(innermost(nearest, mentions))
}

/// "in Silang, Cavite": the inner one says it best.
fn innermost<'m>(found: &'m PlaceMention, mentions: &'m [PlaceMention]) -> &'m PlaceMention {
    let mut at = found;
    for _ in 0..3 {
        let own = mentions.iter().position(|m| std::ptr::eq(m, at));
        let inner = mentions
            .iter()
            .filter(|m| m.certainty > Certainty::Address)
            .find(|m| m.inside.is_some() && m.inside == own && m.lead != Lead::From && m.lead != Lead::To);
        match inner {
            Some(inner) => at = inner,
            None => break,
        }
    }
    at
}

/// Whether a place is a member of a list: "in Kratie, Kandal and Takeo".
fn is_listed(found: &PlaceMention, mentions: &[PlaceMention], scene: &Scene) -> bool {
    let Some(own) = mentions.iter().position(|m| std::ptr::eq(m, found)) else { return false };
    let joins = |from: usize, to: usize| {
        let between = scene.parsed.tokens.get(from..to).unwrap_or(&[]);
        let joined = between.iter().any(|t| t.is("and") || t.is(","));
        joined
            && between.iter().all(|t| t.is("and") || t.is(",") || t.is("in") || t.is("at") || t.is("the") || t.is("or"))
    };
    let next = mentions.get(own + 1).is_some_and(|m| found.inside != Some(own + 1) && joins(found.end, m.start));
    let previous = own
        .checked_sub(1)
        .and_then(|i| mentions.get(i))
        .is_some_and(|m| m.inside != Some(own) && joins(m.end, found.start));
    next || previous
}

/// The country that all members of a list share.
fn common_country(found: &PlaceMention, mentions: &[PlaceMention], wheres: &Wheres) -> Option<Code> {
    let first = country_of(found, mentions, wheres.evidence)?;
    let others =
        mentions.iter().filter(|m| m.lead == found.lead).filter_map(|m| country_of(m, mentions, wheres.evidence));
    others.into_iter().all(|c| c == first).then_some(first)
}

/// The country that the clause names as the place: "in Kenya", "Cambodia deported 25".
fn own_country(draft: &Draft, scene: &Scene, vocabulary: &Vocabulary) -> Option<(Code, Span)> {
    let quantity = scene.quantities.get(draft.quantity)?;
    let parsed = &scene.parsed;
    let found = parsed.mentions.iter().filter_map(|m| {
        let code = m.country_as(&[CountryForm::Name])?;
        let before = m.start.checked_sub(1).and_then(|i| parsed.tokens.get(i));
        let inside = before.is_some_and(|t| vocabulary.places.lead(t) == Lead::At);
        // "1,116 have been brought home from Cambodia": they were there.
        let left = before.is_some_and(|t| vocabulary.places.lead(t) == Lead::From);
        let sent = SENT.iter().any(|code| vocabulary.terms.measure(code) == Some(draft.measure));
        if left && !(sent && m.start > quantity.start()) {
            return None;
        }
        let inside = inside || left;
        let article = usize::from(before.is_some_and(|t| t.is("the")));
        let opens = m.start == article && parsed.tokens.get(m.end).is_some_and(|t| t.is_word() && !t.is("'s"));
        let acts = m.end <= quantity.start() && (opens || scene.triggers.iter().any(|t| t.start == m.end));
        // Whom it counts is not where it happened.
        if draft.nationality.contains(code) {
            return None;
        }
        let crossed = scene.quantities.iter().any(|q| {
            !q.article && q.start() > quantity.start().min(m.start) && q.start() < quantity.start().max(m.start)
        });
        // "In Ghana police arrested 68 people, seized 835 devices and found 108 victims"
        let governs = inside && m.start <= 1 && m.end < quantity.start();
        // "1,091 from centres in Cambodia, 770 from those in Laos": Cambodia is taken.
        let taken = inside && m.end < quantity.start() && !governs && behind_other(scene, m.start);
        let distance = m.start.abs_diff(quantity.start()) + if taken { TAKEN } else { 0 };
        ((inside || acts) && (!crossed || governs)).then_some((distance, code, m))
    });
    let (_, code, mention) = found.min_by_key(|(distance, _, _)| *distance)?;
    let span = parsed.span_of(mention.start, mention.end);
    // "in Cambodia, Myanmar and Laos": where each of them was isn't told.
    let several = mention.start > quantity.start() && is_country_list(parsed, mention.end);
    Some((if several { Code::from("") } else { code.clone() }, span))
}

/// Where the text is about no one country: that of the sentence's only places, else of the figure before it.
fn beside(draft: &Draft, before: &[Draft], scenes: &[Scene], wheres: &Wheres) -> Option<(Code, &'static str)> {
    let mentions = wheres.mentions.get(draft.sentence)?;
    let mut here = mentions
        .iter()
        .filter(|m| m.certainty == Certainty::Known && !matches!(m.lead, Lead::From | Lead::To | Lead::Dateline));
    if let Some(first) = here.next().and_then(|m| country_of(m, mentions, wheres.evidence)) {
        let same = here.all(|m| country_of(m, mentions, wheres.evidence).as_ref() == Some(&first));
        return same.then_some((first, "country of the sentence's places"));
    }
    let paragraph = |d: &Draft| scenes.get(d.sentence).map_or(0, |s| s.parsed.paragraph);
    let last = before.iter().rev().find(|d| paragraph(d) == paragraph(draft))?;
    last.country.clone().filter(|c| !c.is_empty()).map(|c| (c, "country of the figure before"))
}

/// Whether a figure stands shortly before a place, which is then its own.
fn behind_other(scene: &Scene, at: usize) -> bool {
    scene.quantities.iter().any(|q| !q.article && q.end <= at && at - q.end <= SUBJECT_REACH)
}

/// Whether a country is followed by another of the same list.
fn is_country_list(parsed: &Parsed, end: usize) -> bool {
    let joint = |at: usize| matches!(parsed.word(at), "," | "and" | "or");
    let next = end + (end..end + 3).take_while(|i| joint(*i) || parsed.word(*i) == "the").count();
    next > end && parsed.mention_from(next).is_some_and(|m| m.country_as(&[CountryForm::Name]).is_some())
}

/// "… were handed over on the bridge. They were 73 in number."
fn sentence_before<'w>(draft: &Draft, scenes: &[Scene], wheres: &Wheres<'w>) -> Option<(&'w PlaceMention, Span)> {
    let index = draft.sentence.checked_sub(1)?;
    let (scene, here) = (scenes.get(index)?, scenes.get(draft.sentence)?);
    let mentions = wheres.mentions.get(index)?;
    let mut found = mentions.iter().filter(|m| m.lead == Lead::At && m.certainty >= Certainty::Word);
    let last = innermost(found.next_back()?, mentions);
    let one = scene.quantities.iter().all(|q| q.article) && !is_listed(last, mentions, scene);
    (one && scene.parsed.paragraph == here.parsed.paragraph).then(|| (last, scene.parsed.span_of(last.start, last.end)))
}

fn says_here(scene: &Scene) -> bool {
    scene.parsed.tokens.iter().any(|t| t.is("here"))
}

/// The event to which a figure without a place belongs: the last one of its paragraph, with the same time.
fn same_event<'d>(draft: &Draft, before: &'d [Draft], scenes: &[Scene]) -> Option<&'d Draft> {
    let paragraph = |d: &Draft| scenes.get(d.sentence).map_or(0, |s| s.parsed.paragraph);
    let last = before.iter().rev().find(|d| d.modality == Modality::Actual && d.kind == Kind::Level)?;
    // What a whole month or year holds happened in many places.
    let short = draft.period.is_some_and(|p| is_short(&p));
    let near = paragraph(last) == paragraph(draft) || short;
    let together = last.period == draft.period || draft.modality == Modality::Denied;
    (near && together).then_some(last)
}

fn is_short(period: &Period) -> bool {
    let days = period.start.zip(period.end).and_then(|(a, b)| b.since(a).ok()).map(|s| s.get_days());
    days.is_some_and(|d| d <= RAID_DAYS)
}

#[cfg(test)]
mod tests {
    use crate::extract::article::extract;
    use crate::model::{Article, Item, Meta, Span};
    use crate::vocabulary::Vocabulary;

    /// Value, country and place of each observation.
    fn wheres(text: &str) -> Vec<(f64, String, String)> {
        let body = Span::new(0, text.len());
        let article = Article { meta: Meta::default(), text: text.to_string(), body, file_name: String::new() };
        extract(&article, Vocabulary::builtin())
            .iter()
            .filter_map(|item| match item {
                Item::Observation(o) => {
                    Some((o.bounds.low.unwrap_or(0.0), o.series.country.to_string(), o.series.place.to_string()))
                }
                _ => None,
            })
            .collect()
    }

    fn row(value: f64, country: &str, place: &str) -> (f64, String, String) {
        (value, country.to_string(), place.to_string())
    }

    #[test]
    fn the_place_of_the_clause_gives_place_and_country() {
        let found = wheres("Police arrested 29 foreigners at a resort in Silang, Cavite, on Friday.");
        assert_eq!(found, [row(29.0, "PH", "Silang")]);
    }

    #[test]
    fn a_list_of_places_gives_none_of_them() {
        let found = wheres("Police arrested 46 foreigners in Kratie, Kandal and Takeo provinces on Friday.");
        assert_eq!(found, [row(46.0, "KH", "")]);
    }

    #[test]
    fn where_somebody_spoke_is_not_where_it_happened() {
        let found = wheres(
            "ABUJA – Nigerian police arrested 51 foreigners over internet fraud, a spokesman said in Abuja on Sunday.",
        );
        assert_eq!(found, [row(51.0, "NG", "")]);
    }

    #[test]
    fn here_is_the_place_of_the_dateline() {
        let found = wheres("DENGKIL: Immigration officers arrested 309 migrants at a settlement here on Monday.");
        assert_eq!(found, [row(309.0, "MY", "Dengkil")]);
    }

    #[test]
    fn the_country_that_heads_a_paragraph_is_its_country() {
        let found = wheres(
            "ACCRA — Crime news in brief:\n\nGHANA — Police arrested 46 men over fraud.\n\nMALI — Police arrested 58 men over fraud.",
        );
        assert_eq!(found, [row(46.0, "GH", ""), row(58.0, "ML", "")]);
    }

    #[test]
    fn the_seat_of_a_body_of_several_countries_is_not_where_it_happened() {
        let found = wheres("LYON, France – An operation against fraud has led to 260 arrests, Interpol announced.");
        assert_eq!(found, [row(260.0, "", "")]);
    }
}
