//! Discourse: what a sentence leaves open comes from the ones before it. A figure of its own words alone is often a
//! number without a measure or a part without a whole.
//!
//! In: the [`Scene`]s of an article. Out: a draft of each figure, or the reason why it is none. Here is the loop over
//! sentences and levels; each way in which a figure takes from another has a file of its own.

mod against;
mod arithmetic;
mod clause;
mod continuing;
mod countries;
mod derived;
mod drafting;
mod inherit;
mod later;
mod money;
mod repeated;
mod scene;
mod settle;
mod siblings;
mod topics;
mod wholes;
mod whom;

pub use scene::Scene;

use crate::extract::article::draft::{ByBounds, Draft, in_sentences};
use crate::extract::article::groups::{PartMark, Place, is_reference};
use crate::extract::article::link::{Link, is_weak};
use crate::extract::article::nouns::noun_phrase;
use crate::extract::article::quantity::{Partitive, Quantity, What};
use crate::model::{Code, Kind, Refusal};
use crate::vocabulary::Vocabulary;

/// Links below this are guesses, which a whole or a list leader overrules.
const SURE: f64 = 0.5;
/// A verb whose subject a figure plainly is.
const OWN_VERB: f64 = 0.85;
/// So many people of whom nothing else is said are a population.
const POPULATION: f64 = 1_000_000.0;
/// Events and things of which "one" tells rather than counts: "One of the larger raids".
const NEVER_ONE: &[&str] = &["blocked", "cases", "checked", "departed", "entered", "issued", "present", "raids"];
/// How many sentences back a whole may stand.
const REACH: usize = 8;

/// A level whose measure is not settled yet.
struct Open<'q> {
    sentence: usize,
    /// Among the quantities of its sentence.
    index: usize,
    quantity: &'q Quantity,
    /// What its own sentence says of it.
    link: Option<Link>,
    /// The draft that it is a part of.
    whole: Option<usize>,
    /// The draft of the same number, where it is said of something known.
    known: Option<usize>,
}

/// The drafts of an article so far, and the sentences that they come from.
pub struct Discourse<'s, 'v> {
    pub vocabulary: &'v Vocabulary,
    /// Of the document.
    pub country: Code,
    pub scenes: &'s mut Vec<Scene<'v>>,
    pub drafts: Vec<Draft>,
    /// The drafts of the sentences before.
    pub by_bounds: ByBounds,
    pub refusals: Vec<Refusal>,
    /// Levels of the sentence at hand of which nothing says what is counted.
    pub unsettled: Vec<(usize, usize)>,
}

impl<'v> Discourse<'_, 'v> {
    pub fn run(&mut self) {
        for sentence in 0..self.scenes.len() {
            if let Some(scene) = self.scenes.get_mut(sentence) {
                scene.fill_bare(self.vocabulary);
            }
            let first = self.drafts.len();
            self.by_bounds.add_new(&self.drafts);
            let count = self.scenes.get(sentence).map_or(0, |s| s.quantities.len());
            let mut derived = Vec::new();
            for index in 0..count {
                let kind = self.scenes.get(sentence).and_then(|s| s.kinds.get(index)).map_or(Kind::Level, |k| k.0);
                if kind == Kind::Level {
                    self.level(sentence, index);
                } else {
                    derived.push(index);
                }
            }
            for index in derived {
                self.derived(sentence, index, first);
            }
            self.unsettled_that_add_up(sentence, first);
            self.parts_by_arithmetic(first);
            self.clauses_that_add_up(sentence, first);
            self.nationality_said_later(sentence);
            self.respectively(sentence, first);
        }
        self.lists_that_add_up();
        self.unlike_their_parts();
    }

    fn scene(&self, sentence: usize) -> Option<&Scene<'v>> {
        self.scenes.get(sentence)
    }

    /// The drafts of some sentences, with their numbers.
    fn drafts_in(
        &self,
        sentences: std::ops::RangeInclusive<usize>,
    ) -> impl DoubleEndedIterator<Item = (usize, &Draft)> + Clone {
        let range = in_sentences(&self.drafts, sentences);
        range.clone().zip(self.drafts.get(range).unwrap_or_default())
    }

    /// Those of a sentence and of as many before it as a whole may stand back.
    fn drafts_near(&self, sentence: usize) -> impl DoubleEndedIterator<Item = (usize, &Draft)> + Clone {
        self.drafts_in(sentence.saturating_sub(REACH)..=sentence)
    }

    fn refuse(&mut self, sentence: usize, index: usize, reason: &'static str) {
        let span = self
            .scene(sentence)
            .and_then(|s| s.quantities.get(index).map(|q| s.parsed.span_of(q.number.0, q.number.1)));
        // An article that counts nothing is no number.
        let article = self.scene(sentence).and_then(|s| s.quantities.get(index)).is_some_and(|q| q.article);
        if let Some(span) = span.filter(|_| !article) {
            self.refusals.push(Refusal { span, reason });
        }
    }

    /// A level: set aside where it says nothing new, else a draft with all that it takes from others.
    fn level(&mut self, sentence: usize, index: usize) {
        let Some(scene) = self.scenes.get(sentence) else { return };
        let (Some(quantity), Some(place)) = (scene.quantities.get(index).cloned(), scene.places.get(index).cloned())
        else {
            return;
        };
        let link = scene.links.get(index).copied().flatten();
        if quantity.what == What::Countries {
            return self.countries(sentence, index, &quantity);
        }
        let link = link.or_else(|| self.one_of_list(&place, sentence, &quantity));
        let link = self.head_of_label(&quantity, sentence, link).or(link);
        let one_of_whole = quantity.article && self.one_of_whole(&place, sentence, index, &quantity);
        if !one_of_whole && let Some(reason) = self.counts_nothing(scene, &quantity, &place, link) {
            return self.refuse(sentence, index, reason);
        }
        if place.mark == Some(PartMark::Partitive(Partitive::Them)) && self.is_part_of_nothing(scene, sentence, index) {
            return self.refuse(sentence, index, "in_phrase");
        }
        let bullet = place.mark == Some(PartMark::Bullet);
        let told = link.is_some_and(|l| l.score >= SURE);
        // "among them a Brazilian, and 198 more had left": a subject of a verb of its own ends a list of parts.
        let subject = link.is_some_and(|l| l.rule.ends_with("subject") && l.score >= OWN_VERB);
        let apart = place.leader.is_some() && subject && quantity.other;
        let mark = place.mark.filter(|_| !apart);
        if mark.is_some() && place.leader.is_none() {
            // "21 Colombians, 19 men and two women; 14 of them": what breaks down a whole is told before.
            self.parts_by_arithmetic(in_sentences(&self.drafts, sentence..=sentence).start);
        }
        let whole = mark.and_then(|mark| self.whole(mark, sentence, index, &quantity));
        let whole = whole.or_else(|| self.whole_of_another(sentence, &quantity));
        let whole = whole.or_else(|| link.and_then(|l| self.whole_of_outcome(sentence, &quantity, l)));
        // "• Illegal entry: 38", where the label says what the list is about.
        let label = link.filter(|l| matches!(l.rule, "label of the figure" | "what the list is about"));
        let of_list = |w: &usize| label.is_some_and(|l| self.drafts.get(*w).is_some_and(|d| d.measure == l.measure));
        let whole = whole.filter(|w| !(bullet && told) || of_list(w));
        let mut link = link;
        if let Some(earlier) = self.repeated(&quantity, link, sentence, whole) {
            let next = self.scene(sentence).and_then(|s| s.next_links.get(index).copied().flatten());
            let news = next.filter(|l| l.score >= SURE && !is_weak(self.vocabulary, l.measure));
            if news.is_none() || self.repeated(&quantity, news, sentence, whole).is_some() {
                self.fill(earlier, &quantity);
                return self.refuse(sentence, index, "repeated");
            }
            link = news;
        }
        let link = link.or_else(|| self.worth(sentence, &quantity)).or_else(|| self.of_this_sum(sentence, &quantity));
        let known = quantity.definite.then(|| self.same_value(&quantity)).flatten();
        if self.is_statutory(&quantity, link, sentence) {
            return self.refuse(sentence, index, "statutory");
        }
        let open = Open { sentence, index, quantity: &quantity, link, whole, known };
        let Some(link) = self.settle(&open) else {
            self.unsettled.push((sentence, index));
            return self.refuse(sentence, index, "no_measure");
        };
        if self.is_single_event(&quantity, link, sentence) {
            return self.refuse(sentence, index, "pronoun");
        }
        if self.is_population(&quantity, link, sentence) {
            return self.refuse(sentence, index, "uncounted");
        }
        let rest = place.mark == Some(PartMark::Rest);
        if let Some(w) = whole.filter(|_| rest) {
            self.complement(w, &quantity, sentence);
        }
        let mut draft = self.draft(sentence, index, &quantity, link);
        self.inherit(&mut draft, &open, link);
        self.push(draft, &quantity.each);
    }

    /// "16,000 employees, 6,500 of them in uniform", "Seven charter flights, four of them to Tbilisi": part of a number right
    /// before it that counts nothing.
    fn is_part_of_nothing(&self, scene: &Scene, sentence: usize, index: usize) -> bool {
        let Some(quantity) = scene.quantities.get(index) else { return false };
        let parsed = &scene.parsed;
        let before = index.checked_sub(1).and_then(|i| Some((i, scene.quantities.get(i)?)));
        let from = before.map_or(0, |(_, q)| q.end);
        let noun = |at: usize| {
            let (_, end) = self.vocabulary.numbers.plain(parsed.tokens, at)?;
            Some(noun_phrase(parsed, end, self.vocabulary))
        };
        if (from..quantity.start())
            .rev()
            .find_map(noun)
            .is_some_and(|n| n.population.is_none() && n.event.is_none() && n.object_class(self.vocabulary) == "other")
        {
            return true;
        }
        let Some((i, whole)) =
            before.filter(|(i, _)| !self.drafts_in(sentence..=sentence).any(|(_, d)| d.quantity == *i))
        else {
            return false;
        };
        let level = scene.kinds.get(i).is_none_or(|k| k.0 == Kind::Level);
        let beside = quantity.start() == whole.end + 1 && parsed.before(quantity.start(), 1) == ",";
        level && beside && whole.what == What::Persons && !whole.definite
    }

    /// "About 20 million people live in Kazakhstan": a country's own people.
    fn is_population(&self, quantity: &Quantity, link: Link, sentence: usize) -> bool {
        let offences = |s: &Scene| s.parsed.mentions.iter().any(|m| m.offences().is_some());
        if self.scene(sentence).is_some_and(offences) {
            return false;
        }
        let plain = quantity.noun.population(self.vocabulary).is_some_and(|p| p.is_plain());
        let present = self.vocabulary.terms.measure_code(link.measure) == "present";
        let many = quantity.value().is_some_and(|v| v >= POPULATION);
        present && plain && many && quantity.noun.nationality.is_empty() && quantity.partitive.is_none()
    }

    /// "One of the larger raids", "we close one": a single event or thing that is told of, not counted.
    fn is_single_event(&self, quantity: &Quantity, link: Link, sentence: usize) -> bool {
        let told = NEVER_ONE.contains(&self.vocabulary.terms.measure_code(link.measure));
        let one = self.scene(sentence).is_some_and(|s| s.parsed.word(quantity.number.0) == "one");
        told && one && quantity.value() == Some(1.0)
    }

    /// Why a quantity is no level by itself: an article beside no strong verb, a number that only points back, officers.
    fn counts_nothing(
        &self,
        scene: &Scene,
        quantity: &Quantity,
        place: &Place,
        link: Option<Link>,
    ) -> Option<&'static str> {
        let listed = place.mark.is_some() || place.leader.is_some();
        if quantity.article && !self.article_counts(quantity, link, listed) {
            return Some("article");
        }
        if is_reference(&scene.parsed, quantity) && self.same_value(quantity).is_some() {
            return Some("repeated");
        }
        (quantity.noun.staff && !self.staff_counts(link)).then_some("staff")
    }

    /// The attributes of a draft that its whole, its siblings, or the same figure before give it.
    fn inherit(&self, draft: &mut Draft, open: &Open, link: Link) {
        let quantity = open.quantity;
        if let Some(whole) = open.whole {
            draft.part_of = Some(whole);
            draft.because("part_of", "words of a part", Some(draft.figure));
            self.inherit_whole(draft, whole);
        }
        if draft.nationality.is_empty() && matches!(link.rule, "number of the event" | "amount of the event") {
            draft.nationality = self.nationality_of_clause(open.sentence, quantity.start());
        }
        if draft.nationality.is_empty() && quantity.is_bare() {
            draft.nationality = self.nationality_of_change(open.sentence, quantity.start());
        }
        let several = || self.nationality_of_several(open.sentence, quantity);
        let several = if open.whole.is_none() && draft.names_no_country() { several() } else { None };
        if open.whole.is_none() {
            self.join_siblings(draft, quantity, link);
            if let Some(codes) = several {
                draft.nationality = codes;
                draft.because("nationality", "those who add up to them", Some(draft.figure));
            } else if let Some(known) = open.known {
                self.inherit_known(draft, known);
            }
        }
        if draft.part_of.is_none() && draft.nationality.is_empty() && draft.what == What::Persons {
            draft.nationality = self.nationality_of_people(open.sentence, quantity, draft.measure);
        }
        if draft.part_of.is_none() {
            self.inherit_topic(draft, quantity, link);
        }
        if draft.nationality.is_empty() && draft.what == What::Persons {
            draft.nationality = self.nationality_of_opening(open.sentence, quantity.start());
        }
    }

    /// One draft, or one for each of the nationalities that its number holds for.
    fn push(&mut self, draft: Draft, each: &[Code]) {
        if each.is_empty() {
            return self.drafts.push(draft);
        }
        for code in each {
            self.drafts.push(Draft { nationality: vec![code.clone()], ..draft.clone() });
        }
    }
}
