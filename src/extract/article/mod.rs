//! Articles: every number of the text ends as an observation or as a refusal.
//!
//! In: an [`Article`] and the vocabulary. Out: [`Item`]s. The way of a figure: `parse` finds the words that are known,
//! `quantity` the numbers and what they count, `trigger` and `link` what happened to it, `groups` and `discourse` wholes
//! and parts, `change` rises and shares, `attributes` what the clause and the document add, `finish` codes. `who` finds
//! the persons, bodies and statements, and who says each figure.

mod attributes;
mod change;
mod confidence;
mod discourse;
mod draft;
mod finish;
mod groups;
mod ledger;
mod link;
mod nouns;
mod parse;
mod quantity;
mod scope;
#[cfg(test)]
mod told;
mod trigger;
pub mod when;
mod whereabouts;
pub mod who;

use crate::extract::period::{self, PeriodMention};
use crate::extract::place::{PlaceMention, find as find_places};
use crate::model::{Article, Code, Item, Refusal, Span};
use crate::normalize::period::Reference;
use crate::normalize::place::evidence;
use crate::normalize::published::publication;
use crate::text::Prose;
use crate::vocabulary::Vocabulary;

use discourse::{Discourse, Scene};
use draft::{ByBounds, Draft};
use parse::Parsed;
use quantity::Reader;
use when::Telling;
use when::choice::{ByWeight, Judge};
use when::weights::WEIGHTS;
use who::{Who, who};

/// All that an article says.
pub fn extract(article: &Article, vocabulary: &Vocabulary) -> Vec<Item> {
    extract_by(article, vocabulary, &mut ByWeight(&WEIGHTS))
}

/// The same, with another judge of the times that figures take from others.
pub fn extract_by(article: &Article, vocabulary: &Vocabulary, judge: &mut dyn Judge) -> Vec<Item> {
    let prose = vocabulary.prose(&article.text, article.body);
    let who = who(article, &prose, vocabulary);
    let places: Vec<Vec<PlaceMention>> =
        prose.sentences.iter().map(|s| find_places(&s.tokens, &article.text, vocabulary)).collect();
    let mut evidence = evidence(article, &prose, &places, vocabulary);
    let lead = prose.paragraphs.first().copied().unwrap_or(article.body);
    scope::agencies(&mut evidence, &who, lead, vocabulary);
    let country = evidence.country().unwrap_or_else(|| "".into());
    let published = publication(article, &prose, vocabulary);
    let reference = Reference::new(published.date, published.year, Some(country.clone()), vocabulary);
    let mentions: Vec<Vec<PeriodMention>> =
        prose.sentences.iter().map(|s| period::find(&s.tokens, vocabulary)).collect();
    let (mut scenes, mut refusals) = scenes(article, &prose, &mentions, &country, vocabulary);
    let mut discourse = Discourse {
        vocabulary,
        country: country.clone(),
        scenes: &mut scenes,
        drafts: Vec::new(),
        by_bounds: ByBounds::default(),
        refusals: Vec::new(),
        unsettled: Vec::new(),
    };
    discourse.run();
    let (mut drafts, more) = (discourse.drafts, discourse.refusals);
    refusals.extend(more);
    if !scope::is_about_crime(&drafts, &scenes, vocabulary) {
        refusals.extend(drafts.drain(..).map(|d| Refusal { span: d.figure, reason: "out_of_scope" }));
    }
    // A text without figures is done.
    if !drafts.is_empty() {
        let times = when::times(&prose, &mentions, &reference, vocabulary);
        attributes::denials(&mut drafts, &scenes, vocabulary);
        let text = Telling { scenes: &scenes, times: &times, published: published.date, vocabulary };
        when::periods(&mut drafts, text, judge);
        attributes::offences(&mut drafts, &scenes, vocabulary);
        attributes::objects(&mut drafts, &scenes, vocabulary);
        attributes::speakers(&mut drafts, &who);
        let home = if evidence.is_joint() { Code::default() } else { country.clone() };
        let wheres = whereabouts::Wheres::new(&prose, &places, &evidence, &home, vocabulary);
        whereabouts::places(&mut drafts, &scenes, &wheres);
    }
    let rest = ledger::rest(&prose, &mentions, &drafts, &refusals, vocabulary);
    refusals.extend(rest);
    items(article, &prose, &drafts, refusals, who, vocabulary)
}

/// Each sentence with its quantities, and the numbers that are none.
fn scenes<'v>(
    article: &Article,
    prose: &'v Prose,
    mentions: &[Vec<PeriodMention>],
    country: &Code,
    vocabulary: &'v Vocabulary,
) -> (Vec<Scene<'v>>, Vec<Refusal>) {
    let mut refusals = Vec::new();
    let mut scenes = Vec::new();
    for (sentence, times) in prose.sentences.iter().zip(mentions) {
        let mut timed = vec![false; sentence.tokens.len()];
        for mention in times {
            for slot in timed.iter_mut().take(mention.end).skip(mention.start) {
                *slot = true;
            }
        }
        let parsed = Parsed::of(sentence, timed, vocabulary);
        let found = Reader { parsed: &parsed, text: &article.text, vocabulary, country }.read();
        refusals.extend(found.refusals);
        scenes.push(Scene::of(parsed, found.quantities, vocabulary));
    }
    (scenes, refusals)
}

fn items(
    article: &Article,
    prose: &Prose,
    drafts: &[Draft],
    mut refusals: Vec<Refusal>,
    who: Who,
    vocabulary: &Vocabulary,
) -> Vec<Item> {
    let sentence_of = |index: usize| prose.sentences.get(index).map_or(article.body, |s| s.span);
    let observations = finish::observations(drafts, &sentence_of, vocabulary);
    refusals.sort_by_key(|r| r.span);
    refusals.dedup_by_key(|r| r.span);
    let covered = covered(drafts);
    refusals.retain(|r| !covered(r.span));
    let found = observations.into_iter().map(Item::Observation).chain(refusals.into_iter().map(Item::Refusal));
    found
        .chain(who.persons.into_iter().map(Item::Person))
        .chain(who.statements.into_iter().map(Item::Statement))
        .collect()
}

/// Whether a figure holds a span. A long article has thousands of both: the figures are put in order once, each with how far
/// those up to it reach.
fn covered(drafts: &[Draft]) -> impl Fn(Span) -> bool {
    let mut figures: Vec<Span> = drafts.iter().map(|d| d.figure).collect();
    figures.sort();
    let mut reach = 0;
    for figure in &mut figures {
        reach = reach.max(figure.end);
        figure.end = reach;
    }
    move |span| {
        let before = figures.partition_point(|f| f.start <= span.start);
        before.checked_sub(1).and_then(|i| figures.get(i)).is_some_and(|f| f.end >= span.end)
    }
}
