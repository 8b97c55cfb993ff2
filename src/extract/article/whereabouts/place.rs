//! The place that a figure's own sentence gives it. In: a draft, its scene and the places of the sentence. Out: the nearest
//! place where something happens.

use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::article::groups::PartMark;
use crate::extract::article::when::deeds;
use crate::extract::place::{Certainty, PlaceMention};
use crate::model::Span;
use crate::vocabulary::places::{Lead, PlaceKind};
use crate::vocabulary::{Class, Vocabulary};

use super::country::{is_moved, is_sent};
use super::{SUBJECT_REACH, Wheres};

/// Farther from its figure than this a place behind it belongs to something else.
const FAR: usize = 40;
/// What a place costs that belongs to something else.
const ANOTHERS: usize = 1000;

/// The place that stands nearest to a quantity among those where something happens.
pub fn own_place<'m>(
    draft: &Draft,
    scene: &Scene,
    mentions: &'m [PlaceMention],
    vocabulary: &Vocabulary,
) -> Option<&'m PlaceMention> {
    let quantity = scene.quantities.get(draft.quantity)?;
    let reader = Reader { draft, scene, mentions, vocabulary, start: quantity.start(), end: quantity.end };
    let happens = |m: &&PlaceMention| reader.happens(m);
    let nearest = mentions.iter().filter(happens).min_by_key(|m| reader.cost(m))?;
    if reader.cost(nearest) >= ANOTHERS {
        return None;
    }
    Some(innermost(reader.narrower(nearest).unwrap_or(nearest), mentions))
}

/// A figure beside the places of its sentence.
struct Reader<'a, 'm> {
    draft: &'a Draft,
    scene: &'a Scene<'a>,
    mentions: &'m [PlaceMention],
    vocabulary: &'a Vocabulary,
    start: usize,
    end: usize,
}

impl<'m> Reader<'_, 'm> {
    fn word(&self, at: usize) -> &str {
        self.scene.parsed.word(at)
    }

    /// How many other figures stand between two tokens.
    fn crossed(&self, from: usize, to: usize) -> usize {
        self.scene.quantities.iter().filter(|q| !q.article && q.start() > from && q.start() < to).count()
    }

    fn is_listed(&self) -> bool {
        self.scene.places.get(self.draft.quantity).is_some_and(|p| p.leader.is_some())
    }

    fn cost(&self, m: &PlaceMention) -> usize {
        let behind = m.start >= self.start;
        let (between, distance) = if behind {
            (self.crossed(self.start, m.start), m.start.saturating_sub(self.end))
        } else {
            (self.crossed(m.end.saturating_sub(1), self.start), self.start.saturating_sub(m.end))
        };
        let guess = if m.certainty == Certainty::Guess { 3 } else { 0 };
        let listed = self.is_listed();
        let ahead = if listed && behind && between == 0 { 0 } else { between * if behind { 40 } else { 4 } };
        let others = behind && between > 0 && m.lead != Lead::None && (!listed && self.is_owned(m) || self.is_apart(m));
        let taken = !behind && m.lead != Lead::None && self.is_taken(m, distance);
        let far = behind && distance > FAR;
        ahead + distance + guess + if taken { 30 } else { 0 } + if others || far { ANOTHERS } else { 0 }
    }

    /// "46 in the zone, 22 in Vientiane", "30 were taken off a boat near Cunda, 22 from a raft": the place behind another
    /// figure is taken, where it follows at once or this one has a place of its own.
    fn is_taken(&self, m: &PlaceMention, distance: usize) -> bool {
        let other = |reach: usize| {
            let mut quantities = self.scene.quantities.iter();
            quantities.any(|q| !q.article && q.start() != self.start && q.end <= m.start && m.start - q.end <= reach)
        };
        let own = |o: &PlaceMention| {
            o.start >= self.end
                && o.start - self.end <= FAR / 2
                && self.crossed(self.start, o.start) == 0
                && o.lead == Lead::At
        };
        // "at Birgunj 960 and at Kakarbhitta 877": right before its figure.
        let apart = (m.end..self.start).any(|i| matches!(self.word(i), "," | "and" | ";"));
        apart && (distance <= 2 && other(2) || other(FAR / 2) && self.mentions.iter().any(own))
    }

    /// "seized six houses in Sandton and 11 cars": Sandton is that of the houses.
    fn is_owned(&self, m: &PlaceMention) -> bool {
        let alone = |i: usize| {
            let quantity = self.scene.quantities.get(i);
            let partitive = quantity.is_some_and(|q| q.partitive.is_some());
            let bare = quantity.is_some_and(|q| q.is_bare());
            bare || self.scene.places.get(i).is_none_or(|p| p.leader.is_none() && (p.mark.is_none() || partitive))
        };
        let mut quantities = self.scene.quantities.iter().enumerate();
        quantities
            .any(|(i, q)| !q.article && q.start() > self.start && q.end <= m.start && m.start - q.end <= 2 && alone(i))
    }

    /// "deported 452, and turned away 3,310 at the airport", "377, of whom 61 were convicted in Darwin": the place of another
    /// clause, or of a part.
    fn is_apart(&self, m: &PlaceMention) -> bool {
        let mut between = self
            .scene
            .quantities
            .iter()
            .zip(&self.scene.places)
            .filter(|(q, _)| !q.article && q.start() > self.start && q.end <= m.start);
        let Some((last, place)) = between.next_back() else { return false };
        let open = !(last.end..m.start).any(|i| self.word(i) == ",");
        let part = (place.mark == Some(PartMark::Marker) || last.partitive.is_some()) && open;
        let joins = |i: usize| matches!(self.word(i), "and" | "but" | "while" | "whereas");
        // "and 25 members were taken into custody in Shenzhen"
        let own = self.scene.triggers.iter().any(|t| !t.is_event() && t.start >= last.end && t.end <= m.start);
        // "a woman, 31, and two men were arrested at the pier": of both.
        let verb = self.draft.reasons.iter().find(|r| r.attribute == "measure").and_then(|r| r.span);
        let told = |i: usize| {
            let border = self.scene.parsed.token(i).map_or(0, |t| t.span.start);
            verb.is_some_and(|v| v.end <= border) && self.is_told(i + 2, last.end, m)
        };
        let clause = (self.end..last.start()).any(|i| self.word(i) == "," && joins(i + 1) && told(i));
        part || clause && (own || place.leader.is_none())
    }

    /// Whether a verb of its own stands between two tokens or up to a place.
    fn is_told(&self, from: usize, to: usize, m: &PlaceMention) -> bool {
        self.scene.triggers.iter().any(|t| !t.is_event() && t.start >= from && (t.start < to || t.end <= m.start))
    }

    fn happens(&self, m: &PlaceMention) -> bool {
        let apart = (self.end..m.start).any(|i| self.word(i) == ";");
        if apart || m.certainty == Certainty::Address || self.is_deed_elsewhere(m) {
            return false;
        }
        match m.lead {
            Lead::At | Lead::Agency => true,
            // "Denver contributed another 63", "Batam with 118"
            Lead::None if m.end <= self.start => {
                m.certainty >= Certainty::Word
                    && self.start - m.end <= SUBJECT_REACH
                    && self.crossed(m.end, self.start) == 0
            }
            Lead::None | Lead::To if self.is_crossed(m) => true,
            Lead::None => m.certainty == Certainty::Word && self.crossed(self.start, m.start) == 0,
            // "deported through Bavet"
            Lead::Through => m.certainty == Certainty::Word || is_moved(self.draft, self.vocabulary),
            Lead::Of => m.certainty == Certainty::Word,
            Lead::From | Lead::To | Lead::Dateline | Lead::Said | Lead::Seat => false,
        }
    }

    /// "A court in Florence sentenced six for laundering 47 million": where the court sits, not where it was done.
    fn is_deed_elsewhere(&self, m: &PlaceMention) -> bool {
        let deed = deeds::is_of_crime(self.vocabulary.terms.measure_code(self.draft.measure));
        let parsed = &self.scene.parsed;
        let apart = |i: usize| self.word(i) == ";" || deeds::opens_crime(parsed, i);
        deed && (m.end <= self.start && (m.end..self.start).any(apart)
            || m.start >= self.end && self.crossed(self.start, m.start) > 0)
    }

    /// "entered Mae Sot District", "left Johor", "flew into Oecusse": what a verb of moving has for its object.
    fn is_crossed(&self, m: &PlaceMention) -> bool {
        let the = usize::from(self.scene.parsed.before(m.start, 1) == "the");
        let to = usize::from(m.lead == Lead::To);
        let verb = m.start.saturating_sub(the + to);
        let moves = is_moved(self.draft, self.vocabulary) && (to == 0 || !is_sent(self.draft, self.vocabulary));
        moves && self.scene.triggers.iter().any(|t| !t.is_event() && t.end == verb)
    }

    /// "police in Riau rescued 27, whom traffickers had locked up in a warehouse in Dumai": the province stands before, the town
    /// behind.
    fn narrower(&self, wide: &PlaceMention) -> Option<&'m PlaceMention> {
        let area = |m: &PlaceMention| m.countries.iter().any(|c| c.kind == PlaceKind::Area);
        let shared = |m: &PlaceMention| {
            m.countries.is_empty() || m.countries.iter().any(|c| wide.countries.iter().any(|w| w.code == c.code))
        };
        let inside = |m: &&PlaceMention| {
            m.start >= self.end
                && m.lead == Lead::At
                && m.certainty >= Certainty::Word
                && self.happens(m)
                && self.cost(m) < FAR
                && !area(m)
                && shared(m)
        };
        self.mentions.iter().find(inside).filter(|_| wide.end <= self.start && area(wide))
    }
}

/// "seized 28 boxes through which a gang in Poipet rang up numbers": told of what was found, or of the crime.
pub fn is_told_of(draft: &Draft, scene: &Scene, m: &PlaceMention, vocabulary: &Vocabulary) -> bool {
    let Some(quantity) = scene.quantities.get(draft.quantity) else { return false };
    let parsed = &scene.parsed;
    // "52 cars, which had sailed before, were seized in Antwerp": the verb of the figure stands behind.
    let verb = draft.reasons.iter().find(|r| r.attribute == "measure").and_then(|r| r.span);
    let told = |i: usize| parsed.token(i).is_some_and(|t| verb.is_none_or(|v| v.start < t.span.start));
    let relative = |i: usize| parsed.token(i).is_some_and(|t| vocabulary.grammar.is(t, Class::Relative)) && told(i);
    deeds::is_stroke(vocabulary.terms.measure_code(draft.measure))
        && (quantity.end..m.start).any(|i| relative(i) || deeds::opens_crime(parsed, i))
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
