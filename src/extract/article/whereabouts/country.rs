//! The country that a figure's own sentence names: where it happened, whence people were sent, who acted there. In: a draft
//! and its scene. Out: a code, empty where the words name several countries, and the words.

use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::article::parse::{Mention, Parsed};
use crate::extract::article::quantity::What;
use crate::extract::article::trigger::Trigger;
use crate::extract::article::when::deeds;
use crate::extract::place::{Certainty, PlaceMention};
use crate::model::{Code, Span};
use crate::normalize::place::country_of;
use crate::text::Token;
use crate::vocabulary::periods::Beside;
use crate::vocabulary::places::Lead;
use crate::vocabulary::{Class, CountryForm, Vocabulary};

use super::place::is_listed;
use super::{SUBJECT_REACH, Wheres};

/// Measures of people who leave a country for another.
const SENT: &[&str] = &["repatriated", "deported"];
const RESCUED: &str = "rescued";
/// Measures of people who cross a border.
const MOVED: &[&str] = &["repatriated", "deported", "entered", "departed", "denied_entry"];
/// How much farther away a place seems that another figure has.
const TAKEN: usize = 20;
/// How far before a country the words may stand that make it only a hope: "promised posts as translators in Thailand".
const HOPE_REACH: usize = 6;

/// How far behind the verb of sending "from" may stand.
const SENT_REACH: usize = 6;
/// How far before a country "from" may stand: "from the scam compound of that name in Myanmar".
const LEFT_REACH: usize = 8;

/// The country that the clause names as the place: "in Kenya", "Cambodia deported 25", "expelled by Cambodia".
pub fn own_country(draft: &Draft, scene: &Scene, places: &[PlaceMention], wheres: &Wheres) -> Option<(Code, Span)> {
    let quantity = scene.quantities.get(draft.quantity)?;
    let vocabulary = wheres.vocabulary;
    let home = wheres.country;
    let (start, end) = (quantity.start(), quantity.end);
    let reader = Reader { draft, scene, parsed: &scene.parsed, vocabulary, places, home, start, end };
    let countries = scene.parsed.mentions.iter().filter_map(|m| reader.country(m));
    let (_, code, (start, end)) = countries.chain(reader.regions()).min_by_key(|(cost, ..)| *cost)?;
    Some((code, scene.parsed.span_of(start, end)))
}

/// Whether a figure counts people who leave a country for another.
pub fn is_sent(draft: &Draft, vocabulary: &Vocabulary) -> bool {
    SENT.contains(&vocabulary.terms.measure_code(draft.measure))
}

/// Whether a figure counts people who cross a border: by the place that they go through.
pub fn is_moved(draft: &Draft, vocabulary: &Vocabulary) -> bool {
    MOVED.contains(&vocabulary.terms.measure_code(draft.measure))
}

/// "landed on three flights from Riyadh", "Three flights from Jeddah brought 1,107 home": whence people were sent.
pub fn sent_from<'m>(
    draft: &Draft,
    scene: &Scene,
    mentions: &'m [PlaceMention],
    vocabulary: &Vocabulary,
) -> Option<&'m PlaceMention> {
    let end = scene.quantities.get(draft.quantity)?.end;
    let flight = |m: &PlaceMention| {
        matches!(
            scene.parsed.before(m.start, 2),
            "flight" | "flights" | "plane" | "planes" | "bus" | "buses" | "ship" | "ships"
        )
    };
    // "Nine came from Rupandehi", "a 13-year-old from Edo State": where they were born.
    let grammar = &vocabulary.grammar;
    let origin = |m: &PlaceMention| {
        let Some(before) = m.start.checked_sub(2) else { return true };
        let person = scene.parsed.mention_at(before).is_some_and(|m| m.population().is_some());
        let born = ["came", "come", "comes", "coming", "hail", "hailed", "hailing", "old"];
        let be = scene.parsed.token(before).is_some_and(|t| grammar.is(t, Class::Be));
        let counted = scene.quantities.iter().any(|q| q.end == before + 1) || scene.parsed.word(before) == "rest";
        before < end || person || be || counted || born.contains(&scene.parsed.word(before))
    };
    // "accused of running sites from Cebu": no verb of sending is near.
    let sent = |t: &Trigger| t.readings.iter().any(|r| SENT.contains(&vocabulary.terms.measure_code(r.measure)));
    let brought = |m: &PlaceMention| {
        let home = matches!(scene.parsed.before(m.start, 2), "home" | "back" | "off" | "over" | "out");
        let near = |t: &Trigger| t.end < m.start && m.start - t.end <= SENT_REACH;
        home || scene.triggers.iter().any(|t| sent(t) && near(t))
    };
    let from = |m: &&PlaceMention| {
        let tied = m.start >= end && !origin(m) && brought(m) || flight(m);
        m.lead == Lead::From && m.certainty == Certainty::Known && tied
    };
    mentions.iter().find(from).filter(|_| is_sent(draft, vocabulary))
}

/// What a country costs, its code and its tokens.
type Found = (usize, Code, (usize, usize));

struct Reader<'a> {
    draft: &'a Draft,
    scene: &'a Scene<'a>,
    parsed: &'a Parsed<'a>,
    vocabulary: &'a Vocabulary,
    places: &'a [PlaceMention],
    /// The country of the document.
    home: &'a Code,
    /// The figure.
    start: usize,
    end: usize,
}

impl Reader<'_> {
    fn country(&self, mention: &Mention) -> Option<Found> {
        let code = mention.country_as(&[CountryForm::Name]).or_else(|| self.of_agency(mention))?;
        // Whom it counts is not where it happened; "Benin City" is not in Benin.
        let inside = self.places.iter().any(|p| p.start <= mention.start && mention.end < p.end);
        if inside || self.draft.nationality.contains(code) || self.is_apart(mention.start) {
            return None;
        }
        if self.is_described(mention.start) || code != self.home && self.is_of_crime(mention.start) {
            return None;
        }
        let lead = self.lead(mention.start);
        let placed = match lead {
            Lead::At => !self.is_hoped(mention.start) && !self.is_left(mention.start),
            // "1,116 have been brought home from Cambodia": they were there.
            Lead::From => {
                mention.start > self.start
                    && (self.is_sent() && !self.is_origin(mention.start) || self.is_rescued(mention.start))
            }
            Lead::To => self.measure() == "entered",
            _ => self.is_agent(mention.start),
        };
        if lead == Lead::From && !placed {
            return None;
        }
        let acts = mention.end <= self.start
            && (self.opens(mention) || self.scene.triggers.iter().any(|t| t.start == mention.end));
        let acts = acts || mention.end <= self.start && self.of_agency(mention).is_some();
        if !(placed || acts) {
            return None;
        }
        let crossed = self.crosses(mention.start);
        // "Singapore police arrested 14, and 25 were arrested in Shenzhen": a place of its own says it better.
        if crossed && self.has_place() {
            return None;
        }
        // "In Ghana police arrested 68 people, seized 835 devices and found 108 victims"
        let governs = lead == Lead::At && mention.start <= 1 && mention.end < self.start;
        if crossed && !(governs || self.is_only(mention)) {
            return None;
        }
        // "1,091 from centres in Cambodia, 770 from those in Laos": Cambodia is taken.
        let taken = placed && mention.end < self.start && !governs && self.is_behind_other(mention.start);
        // "Panama took in 299 deportees from the United States": whence they were sent counts.
        let whence = lead == Lead::From || self.is_sent() && self.is_agent(mention.start);
        let distance = if whence { 0 } else { mention.start.abs_diff(self.start) };
        // "in Cambodia, Myanmar and Laos": where each of them was isn't told.
        let several = is_country_list(self.parsed, mention.start, mention.end) || self.and_others(mention.end);
        let code = if several { Code::from("") } else { code.clone() };
        Some((distance + if taken { TAKEN } else { 0 }, code, (mention.start, mention.end)))
    }

    /// "Saudi Arabia and five other countries".
    fn and_others(&self, end: usize) -> bool {
        let countries = |i: usize| {
            let object = self.parsed.mention_from(i).and_then(|m| m.object());
            object.and_then(|(o, _)| self.vocabulary.terms.objects.get(o)).is_some_and(|o| o.class == "countries")
        };
        // "Qatar and three other Gulf states"
        let counted = || {
            self.vocabulary.numbers.plain(self.parsed.tokens, end + 1).is_some() && (end + 2..end + 6).any(countries)
        };
        matches!(self.parsed.word(end), "and" | "or") && (self.region_end(end + 1).is_some() || counted())
    }

    fn measure(&self) -> &str {
        self.vocabulary.terms.measure_code(self.draft.measure)
    }

    fn is_sent(&self) -> bool {
        is_sent(self.draft, self.vocabulary)
    }

    /// What ties a country to the sentence: the word before it, over an article and "northern"; "the police of" too.
    fn lead(&self, at: usize) -> Lead {
        let token = |back: usize| at.checked_sub(back).and_then(|i| self.parsed.token(i));
        let passes = |t: &Token| t.is("the") || t.is("a") || self.vocabulary.places.is_direction(t);
        let back = 1 + usize::from(token(1).is_some_and(passes));
        let Some(before) = token(back) else { return Lead::None };
        // "police of Kenya", "off the coast of Morocco"
        let tied = |t: &Token| self.vocabulary.places.is_agency(t) || self.vocabulary.places.is_ground(t);
        if before.is("of") && token(back + 1).is_some_and(|t| tied(t) && !t.caps) {
            return Lead::At;
        }
        self.vocabulary.places.lead(before)
    }

    /// Whether a place stands behind the figure, before the next one.
    fn has_place(&self) -> bool {
        let next =
            self.scene.quantities.iter().filter(|q| !q.article && q.start() > self.start).map(|q| q.start()).min();
        let last = next.unwrap_or(self.parsed.len());
        let near = self.end..(self.end..last).find(|i| self.parsed.word(*i) == ";").unwrap_or(last);
        self.places.iter().any(|p| p.lead == Lead::At && p.certainty == Certainty::Known && near.contains(&p.start))
    }

    /// "770 were rescued from Laos"; "31 from Laos" may say where they were born.
    fn is_rescued(&self, at: usize) -> bool {
        self.measure() == RESCUED && self.scene.triggers.iter().any(|t| t.end + 1 == at)
    }

    /// "expelled by Cambodia", "5,033 were deported by Saudi Arabia, 242 by Iraq"
    fn is_agent(&self, at: usize) -> bool {
        let the = usize::from(self.parsed.before(at, 1) == "the");
        let by = at.checked_sub(1 + the).filter(|i| self.parsed.word(*i) == "by");
        by.is_some_and(|by| by == self.end || self.scene.triggers.iter().any(|t| t.end == by))
    }

    /// "arrested four agents for trafficking jobseekers to scam compounds in Myanmar": where the crime was, not the arrest.
    fn is_of_crime(&self, at: usize) -> bool {
        let stroke = deeds::is_stroke(self.measure());
        stroke && at > self.end && (self.end..at).any(|i| deeds::opens_crime(self.parsed, i))
    }

    /// "stopped by American agents", "on the Costa Rican side of the border": not who was counted.
    fn of_agency<'m>(&self, mention: &Mention<'m>) -> Option<&'m Code> {
        let code = mention.country_as(&[CountryForm::Name, CountryForm::Adjective])?;
        let next = self.parsed.token(mention.end)?;
        // "joint patrols with the Bulgarian police"
        let the = usize::from(self.parsed.before(mention.start, 1) == "the");
        if self.parsed.before(mention.start, 1 + the) == "with" {
            return None;
        }
        // "the Turkish border crossing", "Thai border police"
        let border = self.vocabulary.places.is_frontier(next);
        let belongs = |t: &Token| self.vocabulary.places.is_ground(t) || self.vocabulary.places.is_agency(t);
        if border && self.parsed.token(mention.end + 1).is_some_and(belongs) {
            return Some(code);
        }
        // "on the Thai side", "the U.S. Border Patrol"; "near the Thai border" may be on either side.
        if self.vocabulary.places.is_ground(next) || next.capital && self.vocabulary.places.is_frontier(next) {
            return Some(code);
        }
        // "the Singapore Police Force arrested 14"
        let run = (mention.end..self.parsed.len()).find(|i| !self.parsed.token(*i).is_some_and(|t| t.capital));
        let body = next.capital && self.vocabulary.places.is_agency(next);
        if body && mention.end <= self.start && run.is_some_and(|i| self.scene.triggers.iter().any(|t| t.start == i)) {
            return Some(code);
        }
        let after = self.parsed.token(mention.end + 1);
        let speaks = after.is_some_and(|t| {
            self.vocabulary.periods.is(t, Beside::Speech) || self.vocabulary.grammar.is(t, Class::Have)
        });
        let by = self.parsed.before(mention.start, 1) == "by";
        (self.vocabulary.places.is_agency(next) && !next.capital && (by || !speaks)).then_some(code)
    }

    /// "Cambodia deported 25": at the head of the sentence.
    fn opens(&self, mention: &Mention) -> bool {
        let article = usize::from(self.parsed.before(mention.start, 1) == "the");
        let first = mention.start - article;
        let dateline = first > 0 && matches!(self.parsed.before(first, 1), "—" | "–" | "-" | ":");
        (first == 0 || dateline) && self.parsed.token(mention.end).is_some_and(|t| t.is_word() && !t.is("'s"))
    }

    /// Behind a semicolon.
    fn is_apart(&self, at: usize) -> bool {
        let (from, to) = (self.start.min(at), self.start.max(at));
        (from..to).any(|i| self.parsed.word(i) == ";")
    }

    /// "seized 28 boxes through which a gang in Poipet rang up numbers": told of what was counted, not where it was done.
    fn is_described(&self, at: usize) -> bool {
        let said = self.draft.reasons.iter().find(|r| r.attribute == "measure").and_then(|r| r.span);
        let described = |i: &usize| {
            let token = self.parsed.token(*i);
            token.is_some_and(|t| {
                matches!(t.folded.as_str(), "which" | "who" | "that" | "whose")
                    && said.is_some_and(|s| s.end <= t.span.start)
            })
        };
        at > self.end && (self.end..at).rev().take_while(|i| self.parsed.word(*i) != ";").any(|i| described(&i))
    }

    /// "promised jobs in Oman", "on their way to work in Thailand": where nobody of them was.
    fn is_hoped(&self, at: usize) -> bool {
        let near = at.saturating_sub(HOPE_REACH)..at;
        let border = near.clone().rev().find(|i| self.parsed.word(*i) == ",").map_or(near.start, |i| i + 1);
        (border..at).any(|i| self.parsed.token(i).is_some_and(|t| self.vocabulary.places.is_hope(t)))
    }

    /// "crossed from a compound in Myanmar": not where they arrived.
    fn is_left(&self, at: usize) -> bool {
        if !matches!(self.measure(), "entered" | "denied_entry") {
            return false;
        }
        let mut near = (at.saturating_sub(LEFT_REACH)..at).rev().take_while(|i| self.parsed.word(*i) != ",");
        let Some(from) = near.find(|i| self.parsed.word(*i) == "from") else { return false };
        // "from the Horn of Africa in Yemen"
        (from + 1..at).all(|i| self.vocabulary.grammar.regions.longest(self.parsed.tokens, i).is_none())
    }

    /// "students from India": where they come from.
    fn is_origin(&self, at: usize) -> bool {
        let Some(from) = at.checked_sub(1 + usize::from(self.parsed.before(at, 1) == "the")) else { return false };
        let person = from.checked_sub(1).and_then(|i| self.parsed.mention_at(i));
        // "112 of its citizens from Cambodia"
        let citizens = from == self.end && self.draft.names_one_country() && self.is_sent();
        !citizens && from >= self.end && person.is_some_and(|m| m.population().is_some())
    }

    /// Whether another figure stands between; one of the same list or in a phrase of its own ("in two shipwrecks") doesn't.
    fn crosses(&self, at: usize) -> bool {
        let (from, to) = (self.start.min(at), self.start.max(at));
        let preposition =
            |i: usize| self.parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Preposition));
        let mut others = self.scene.quantities.iter().zip(&self.scene.places);
        others.any(|(q, place)| {
            let between = q.start() > from && q.start() < to;
            let phrase = q.start() > 0 && preposition(q.start() - 1) && at > q.start();
            let listed = at > self.start && place.leader.is_some();
            !q.article && between && !phrase && !listed
        })
    }

    /// Whether it is the one country that the sentence names before its first figure.
    fn is_only(&self, mention: &Mention) -> bool {
        let first = self.scene.quantities.iter().find(|q| !q.article).map_or(0, |q| q.start());
        let named = |m: &&Mention| m.country_as(&[CountryForm::Name]).is_some();
        mention.end <= first && self.parsed.mentions.iter().filter(named).count() == 1
    }

    /// Whether a figure stands shortly before a place, which is then its own.
    fn is_behind_other(&self, at: usize) -> bool {
        self.scene.quantities.iter().any(|q| !q.article && q.end <= at && at - q.end <= SUBJECT_REACH)
    }

    /// "home from South-East Asia", "in ten countries", "in various countries": several, of which none is meant.
    fn regions(&self) -> impl Iterator<Item = Found> + '_ {
        let places = &self.vocabulary.places;
        // "a swoop in 12 countries that ended with 214 arrests": also before it.
        (0..self.start).chain(self.end..self.parsed.len()).filter_map(move |at| {
            let placed = match places.lead(self.parsed.token(at.checked_sub(1)?)?) {
                Lead::At | Lead::Through => !self.is_hoped(at) && !self.is_aside(at),
                Lead::From => at > self.end && self.is_sent() && !self.is_origin(at) && !self.is_aside(at),
                _ => false,
            };
            let found = placed.then(|| self.region_end(at)).flatten()?;
            // "on the Caribbean coast"
            let ground = self.parsed.token(found).is_some_and(|t| self.vocabulary.places.is_ground(t));
            if ground {
                return None;
            }
            (!self.crosses(at) && !self.is_apart(at) && !self.is_described(at))
                .then(|| (at.abs_diff(self.start), Code::from(""), (at, found)))
        })
    }

    /// "the rest came from various countries in South Asia", "would have fetched $310 million in Europe".
    fn is_aside(&self, at: usize) -> bool {
        let near = at.saturating_sub(HOPE_REACH)..at;
        let born = |i: usize| matches!(self.parsed.word(i), "came" | "come" | "hail" | "hailed");
        let worth = |i: usize| self.parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Worth));
        near.into_iter().any(|i| born(i) || worth(i))
    }

    fn region_end(&self, at: usize) -> Option<usize> {
        if let Some(found) = self.vocabulary.grammar.regions.longest(self.parsed.tokens, at) {
            return Some(found.end);
        }
        let counted = self.scene.quantities.iter().find(|q| q.start() == at)?;
        (counted.what == What::Countries).then_some(counted.end)
    }
}

/// Whether the members of a list lie in different countries.
pub fn is_across(found: &PlaceMention, mentions: &[PlaceMention], scene: &Scene, wheres: &Wheres) -> bool {
    let listed = mentions.iter().filter(|m| m.lead == found.lead && is_listed(m, mentions, scene));
    let mut codes: Vec<Code> = listed.filter_map(|m| country_of(m, mentions, wheres.evidence)).collect();
    codes.sort();
    codes.dedup();
    codes.len() > 1
}

/// The country that all members of a list share.
pub fn common_country(found: &PlaceMention, mentions: &[PlaceMention], wheres: &Wheres) -> Option<Code> {
    let first = country_of(found, mentions, wheres.evidence)?;
    let others =
        mentions.iter().filter(|m| m.lead == found.lead).filter_map(|m| country_of(m, mentions, wheres.evidence));
    others.into_iter().all(|c| c == first).then_some(first)
}

/// Where the text is about no one country: that of the sentence's only places, else of the figure before it.
pub fn beside(draft: &Draft, before: &[Draft], scenes: &[Scene], wheres: &Wheres) -> Option<(Code, &'static str)> {
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

/// Whether a country stands beside another of the same list.
fn is_country_list(parsed: &Parsed, start: usize, end: usize) -> bool {
    let joint = |at: usize| matches!(parsed.word(at), "," | "and" | "or");
    // "Serbian and Bosnian police" too
    let country = |m: &Mention| m.country_as(&[CountryForm::Name, CountryForm::Adjective]).is_some();
    let named = |at: usize| parsed.mention_from(at).is_some_and(country);
    let next = end + (end..end + 2).take_while(|i| joint(*i)).count();
    if next > end && (named(next) || parsed.word(next) == "the" && named(next + 1)) {
        return true;
    }
    let the = usize::from(parsed.before(start, 1) == "the");
    let joined = start.checked_sub(1 + the).filter(|i| joint(*i));
    joined.is_some_and(|joint| parsed.mentions.iter().any(|m| m.end == joint && country(m)))
}
