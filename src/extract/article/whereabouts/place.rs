//! The place that a figure's own sentence gives it. In: a draft, its scene and the places of the sentence. Out: the nearest
//! place where something happens.

use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::place::{Certainty, PlaceMention};
use crate::model::Span;
use crate::vocabulary::places::Lead;

use super::{SUBJECT_REACH, Wheres};

/// Farther from its figure than this a place behind it belongs to something else.
const FAR: usize = 40;

/// The place that stands nearest to a quantity among those where something happens.
pub fn own_place<'m>(draft: &Draft, scene: &Scene, mentions: &'m [PlaceMention]) -> Option<&'m PlaceMention> {
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
    let apart = |m: &PlaceMention| (end..m.start).any(|i| scene.parsed.word(i) == ";");
    let happens = |m: &&PlaceMention| match m.lead {
        _ if apart(m) => false,
        _ if m.certainty == Certainty::Address => false,
        Lead::At | Lead::Agency => true,
        // "Denver contributed another 63", "Batam with 118"
        Lead::None if m.end <= start => {
            m.certainty >= Certainty::Word && start - m.end <= SUBJECT_REACH && crossed(m.end, start) == 0
        }
        Lead::None => m.certainty == Certainty::Word && crossed(start, m.start) == 0,
        Lead::Through | Lead::Of => m.certainty == Certainty::Word,
        Lead::From | Lead::To | Lead::Dateline | Lead::Said | Lead::Seat => false,
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
pub fn is_listed(found: &PlaceMention, mentions: &[PlaceMention], scene: &Scene) -> bool {
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

/// "… were handed over on the bridge. They were 73 in number."
pub fn sentence_before<'w>(draft: &Draft, scenes: &[Scene], wheres: &Wheres<'w>) -> Option<(&'w PlaceMention, Span)> {
    let index = draft.sentence.checked_sub(1)?;
    let (scene, here) = (scenes.get(index)?, scenes.get(draft.sentence)?);
    let mentions = wheres.mentions.get(index)?;
    let mut found = mentions.iter().filter(|m| m.lead == Lead::At && m.certainty >= Certainty::Word);
    let last = innermost(found.next_back()?, mentions);
    let one = scene.quantities.iter().all(|q| q.article) && !is_listed(last, mentions, scene);
    (one && scene.parsed.paragraph == here.parsed.paragraph).then(|| (last, scene.parsed.span_of(last.start, last.end)))
}
