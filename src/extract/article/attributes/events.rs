//! The event that a figure belongs to: sentences that go on telling of the same offence until one turns to another. What
//! a figure's own words and its kin leave open comes from there: first from what was told before it, then from what
//! follows. In: drafts with the offences of their clauses. Out: offences for those that are still open.

use super::offences::Finder;
use super::words::{Says, Word, codes};
use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::article::parse::Mention;
use crate::extract::article::quantity::What;
use crate::model::{Kind, Modality, Period, Span};
use crate::vocabulary::{Class, Vocabulary};

/// What exists only by an offence: it is of the one that the text tells, whenever it happened.
const OF_OFFENCE: &[&str] =
    &["cases", "victims", "charged", "convicted", "wanted", "offenders", "proceeds", "losses", "fined"];
/// What is done over an offence: it is of the one whose event it belongs to.
const OF_EVENT: &[&str] = &["arrested", "raids", "surrendered", "rescued"];
/// Offences that have victims, who are rescued from them.
const OF_VICTIMS: &[&str] = &["human_trafficking", "forced_labour", "kidnapping", "online_scam"];
/// What records of offences count.
const RECORDED: &[&str] = &["cases", "losses", "victims", "proceeds"];
/// What is done to those who are fined.
const TRIED: &[&str] = &["convicted", "charged", "arrested", "fined", "offenders"];
/// What a court or a raid does, of which the sentences behind tell more.
const TOLD_BEHIND: &[&str] = &["arrested", "charged", "convicted", "raids"];
/// How many sentences back and forth an event's offence may stand.
const BACK: usize = 10;
const FORTH: usize = 2;
/// The rule of a time that stands in a figure's own clause.
const OWN_TIME: &str = "time of the clause";
/// A figure over more days than this is no part of one raid.
const RAID_DAYS: i32 = 14;

/// For each sentence, the number of the event that it tells of. The items of a list are events of their own, but those
/// up to the first that names an offence go on with the sentence that leads to them: "The searches led to: • 18 arrests".
pub fn events(scenes: &[Scene], words: &[Vec<Word>], vocabulary: &Vocabulary) -> Vec<usize> {
    let mut event = 0;
    let mut item = None;
    let mut leads = false;
    let mut out = Vec::with_capacity(scenes.len());
    for (at, (scene, words)) in scenes.iter().zip(words).enumerate() {
        let paragraph = scene.parsed.paragraph;
        let bullet = scene.parsed.token(0).is_some_and(|t| vocabulary.grammar.is(t, Class::Bullet));
        let leaves_list = item.is_some_and(|i| i != paragraph);
        let of_list = bullet || item == Some(paragraph);
        leads &= of_list && words.is_empty();
        if at > 0 && ((bullet || leaves_list) && !leads || turns(scene, vocabulary)) {
            event += 1;
        }
        if !of_list {
            leads = scene.parsed.word(scene.parsed.len().saturating_sub(1)) == ":";
        }
        item = if bullet { Some(paragraph) } else { item.filter(|i| *i == paragraph) };
        out.push(event);
    }
    out
}

/// "In a separate case …", "• On January 9 …", "COLOMBIA: …": the head of a sentence about something else.
fn turns(scene: &Scene, vocabulary: &Vocabulary) -> bool {
    let parsed = &scene.parsed;
    let head = parsed.token(0).is_some_and(|t| t.caps) && (1..=3).any(|i| matches!(parsed.word(i), ":" | "—" | "–"));
    head || is_set_apart(scene, vocabulary)
}

/// "In a separate case …"
pub(super) fn is_set_apart(scene: &Scene, vocabulary: &Vocabulary) -> bool {
    (0..3).any(|i| vocabulary.terms.apart.longest(scene.parsed.tokens, i).is_some())
}

/// Whether two times can be of one event: they meet, and none of them is of months where the other is of days.
fn meet(a: &Period, b: &Period) -> bool {
    let begins = |p: &Period, q: &Period| p.start.zip(q.end).is_none_or(|(start, end)| start <= end);
    let days =
        |p: &Period| p.end.zip(p.start).and_then(|(end, start)| end.since(start).ok()).map_or(0, |s| s.get_days());
    let raid = |p: &Period| days(p) <= RAID_DAYS;
    begins(a, b) && begins(b, a) && raid(a) == raid(b)
}

/// A figure whose offence is open.
struct Asked<'d> {
    index: usize,
    draft: &'d Draft,
    /// Whether it is of an offence whenever it happened.
    always: bool,
    /// The measures that tell of it, where not all do.
    only: Option<&'static [&'static str]>,
}

/// Which figures of a sentence are asked.
#[derive(Clone, Copy)]
enum Side {
    Before,
    Behind,
    Any,
    /// Those that the sentence is about: no part, nobody who is named beside them.
    Main,
}

/// An offence, why it is held to be the figure's, and the words.
pub(super) type Told = (Vec<usize>, &'static str, Span);

impl Finder<'_, '_> {
    /// What the event that a figure belongs to is about.
    pub(super) fn of_event(&self, index: usize) -> Option<Told> {
        let draft = self.drafts.get(index)?;
        // "Students made up 18 per cent of the victims": of whom the text tells.
        let share = draft.kind == Kind::Share && matches!(self.code(draft), "victims" | "losses");
        if draft.kind != Kind::Level && !share || draft.modality != Modality::Actual || draft.part_of.is_some() {
            return None;
        }
        let always = OF_OFFENCE.contains(&self.code(draft)) || self.presupposes(draft);
        let counted = matches!(self.code(draft), "entered" | "deported");
        if !always && !OF_EVENT.contains(&self.code(draft)) && !counted {
            return None;
        }
        let only = match self.code(draft) {
            "cases" => Some(RECORDED),
            "fined" => Some(TRIED),
            _ => None,
        };
        let asked = Asked { index, draft, always, only };
        if counted {
            return self.counted_before(&asked);
        }
        if self.code(draft) == "cases" {
            let counted = self.counted_before(&asked).or_else(|| self.of_paragraph(&asked));
            return counted.or_else(|| self.of_paragraphs_before(&asked));
        }
        let here = self.figure_in(draft.sentence, &asked, Side::Before);
        let told = here
            .or_else(|| self.closer_behind(&asked))
            .or_else(|| self.counted_before(&asked))
            .or_else(|| self.of_paragraph(&asked))
            .or_else(|| self.of_paragraphs_before(&asked).filter(|_| self.code(draft) != "fined"))
            .or_else(|| self.of_what_follows(&asked))
            .or_else(|| self.of_things_before(&asked));
        told.filter(|t| self.code(draft) != "rescued" || self.are_all_of(OF_VICTIMS, &t.0))
    }

    /// The nearest figure of people of the same event, where they are said to have traded in drugs.
    pub(super) fn of_event_of_drugs(&self, index: usize) -> Option<&Draft> {
        let draft = self.drafts.get(index)?;
        let people = |d: &&Draft| {
            !d.offences.is_empty()
                && !self.is_thing(d)
                && d.sentence.abs_diff(draft.sentence) <= FORTH
                && self.is_together(d.sentence, draft.sentence)
                && self.is_one_time(d, draft)
        };
        let at = draft.sentence;
        let near = self.drafts_in(at.saturating_sub(FORTH)..=at + FORTH).map(|(_, d)| d);
        let nearest = near.filter(people).min_by_key(|d| d.sentence.abs_diff(at))?;
        let traded = self.vocabulary.terms.offence("drug_trafficking");
        (nearest.offences.iter().all(|o| Some(*o) == traded)).then_some(nearest)
    }

    fn is_together(&self, a: usize, b: usize) -> bool {
        self.events.get(a) == self.events.get(b)
    }

    fn paragraph(&self, at: usize) -> Option<usize> {
        self.scenes.get(at).map(|s| s.parsed.paragraph)
    }

    /// What the sentence goes on with, unless the text has told it closer: those who cheated are the online scammers.
    fn closer_behind(&self, asked: &Asked) -> Option<Told> {
        let behind = self.figure_in(asked.draft.sentence, asked, Side::Behind)?;
        let before = self.of_paragraph(asked).or_else(|| self.of_paragraphs_before(asked));
        let closer = |t: &Told| self.is_narrower(&t.0, &behind.0);
        Some(before.filter(closer).unwrap_or(behind))
    }

    /// "There were 3,310 cases, against 2,100 the year before.": counted under the same measure before.
    fn counted_before(&self, asked: &Asked) -> Option<Told> {
        let draft = asked.draft;
        let alike = |d: &&Draft| {
            d.measure == draft.measure && d.what == draft.what && d.kind == Kind::Level && d.part_of.is_none()
        };
        let before = self.drafts.get(..asked.index).unwrap_or_default();
        let found = before.iter().rev().take_while(|d| self.is_together(d.sentence, draft.sentence)).find(alike)?;
        // Those sent home at another time were so for reasons of their own.
        let at_once = self.code(draft) != "deported" || found.period == draft.period;
        let stock = at_once
            && matches!(self.code(draft), "cases" | "losses" | "entered" | "deported")
            && !found.offences.is_empty();
        stock.then(|| (found.offences.clone(), "as what was counted before", found.figure))
    }

    /// The sentences of a paragraph go on with one event; one that opens it with a figure tells of it behind.
    fn of_paragraph(&self, asked: &Asked) -> Option<Told> {
        let at = asked.draft.sentence;
        let here = |t: &usize| self.paragraph(*t) == self.paragraph(at) && self.is_together(*t, at);
        for t in (0..at + 1).rev().take_while(here) {
            let figure = if t < at { self.figure_in(t, asked, Side::Any) } else { None };
            // The words of a sentence that counts people of another time are said of those.
            if figure.is_none() && t < at && !asked.always && self.counts_people(t) {
                return None;
            }
            if let Some(found) = figure.or_else(|| self.words_in(t, asked)) {
                return Some(found);
            }
        }
        let opens = TOLD_BEHIND.contains(&self.code(asked.draft)) && at.checked_sub(1).is_none_or(|b| !here(&b));
        let behind = (at + 1..self.scenes.len()).take_while(here).take(FORTH).filter(|_| opens);
        behind.filter_map(|t| self.figure_in(t, asked, Side::Any).or_else(|| self.words_in(t, asked))).next()
    }

    fn counts_people(&self, at: usize) -> bool {
        self.drafts_in(at..=at).any(|(_, d)| d.is_level_of_persons() && !d.offences.is_empty())
    }

    /// The people or cases that the paragraphs before count.
    fn of_paragraphs_before(&self, asked: &Asked) -> Option<Told> {
        let at = asked.draft.sentence;
        let back = (at.saturating_sub(BACK)..at).rev().take_while(|t| self.is_together(*t, at));
        back.filter_map(|t| self.figure_in(t, asked, Side::Main)).next()
    }

    /// A text that begins with what was done says over what in the next sentences.
    fn of_what_follows(&self, asked: &Asked) -> Option<Told> {
        let at = asked.draft.sentence;
        let lead = self.paragraph(at).is_some_and(|p| p <= 1);
        let behind = (at + 1..=at + FORTH).take_while(|t| lead && self.is_together(*t, at));
        behind.filter_map(|t| self.figure_in(t, asked, Side::Main)).next()
    }

    /// "found 430 fake banknotes in a flat. Two men were held.": over the things told of right before.
    fn of_things_before(&self, asked: &Asked) -> Option<Told> {
        let at = asked.draft.sentence;
        let held = matches!(self.code(asked.draft), "arrested" | "charged" | "surrendered");
        let from =
            at.checked_sub(1).filter(|b| held && self.paragraph(*b) == self.paragraph(at) && self.is_together(*b, at));
        let mut before = self.drafts_in(from?..=at).filter(|(i, d)| *i < asked.index && self.is_thing(d));
        let (_, found) = before.rfind(|(_, d)| !d.offences.is_empty())?;
        Some((found.offences.clone(), "held over the things", found.figure))
    }

    /// The one offence that the words of a sentence name.
    fn words_in(&self, at: usize, asked: &Asked) -> Option<Told> {
        let draft = asked.draft;
        let (scene, words) = (self.scenes.get(at)?, self.words.get(at)?);
        let start = self.quantity(draft)?.start();
        let before = |w: &Word| at != draft.sentence || w.end <= start;
        let enforced =
            matches!(self.code(draft), "victims" | "cases" | "arrested" | "charged" | "convicted" | "wanted");
        let suffered = |w: &Word| w.suffered && !enforced;
        let about =
            |w: &&Word| w.says == Says::Named && before(w) && !suffered(w) && !is_of_thing(w, scene, self.vocabulary);
        let named: Vec<&Word> = words.iter().filter(about).collect();
        let found = codes(&named, &scene.parsed, self.vocabulary);
        (found.len() == 1).then_some((found, "the event's offence", scene.parsed.span))
    }

    /// The offence of the people, cases or sums that a sentence counts.
    fn figure_in(&self, at: usize, asked: &Asked, side: Side) -> Option<Told> {
        let draft = asked.draft;
        let fits = |i: usize, d: &Draft| match side {
            Side::Before => i < asked.index,
            Side::Behind => i > asked.index,
            Side::Any => true,
            Side::Main => d.part_of.is_none() && !self.quantity(d).is_some_and(|q| q.article),
        };
        let near = |d: &Draft| {
            asked.only.is_none_or(|o| o.contains(&self.code(d))) && (asked.always || self.is_one_time(d, draft))
        };
        let told = |(i, d): &(usize, &Draft)| {
            let person_or_case = d.kind == Kind::Level && !self.is_thing(d) && d.what != What::Countries;
            // What is of some event stands for it also where its offence is not told.
            let must = asked.always || matches!(side, Side::Behind) || self.code(d) == "rescued";
            let says = !must || !d.offences.is_empty();
            fits(*i, d) && person_or_case && says && near(d)
        };
        let here = self.drafts_in(at..=at);
        let figures = || here.clone().filter(told).map(|(_, d)| d);
        let alike = figures().rfind(|d| d.measure == draft.measure && d.part_of.is_none());
        let found = alike.or_else(|| figures().rfind(|d| d.part_of.is_none())).or_else(|| figures().next_back())?;
        if matches!(side, Side::Behind) && figures().any(|d| d.offences != found.offences) {
            return None;
        }
        let rule = if found.figure.start > draft.figure.start { "as what follows" } else { "as what went before" };
        Some((found.offences.clone(), rule, found.figure))
    }

    /// Whether two figures can be of one event; a time of its own sets one apart that is far from the other.
    fn is_one_time(&self, told: &Draft, open: &Draft) -> bool {
        match (&told.period, &open.period) {
            (Some(a), Some(b)) => meet(a, b),
            (_, None) => true,
            (None, Some(_)) => !open.reasons.iter().any(|r| r.attribute == "period" && r.rule == OWN_TIME),
        }
    }

    /// Nouns for those who are suspected, accused, convicted or victims of something that the text has named.
    fn presupposes(&self, draft: &Draft) -> bool {
        let noun = self.quantity(draft).and_then(|q| q.noun.population);
        let population = noun.and_then(|i| self.vocabulary.terms.populations.get(i));
        population.is_some_and(|p| {
            matches!(p.measure.as_deref(), Some("offenders" | "convicted" | "victims")) && p.offences.is_empty()
        })
    }
}

/// "14 stolen cars", "nine phones and forged passports" say what things are, not what the sentence is about.
pub(super) fn is_of_thing(word: &Word, scene: &Scene, vocabulary: &Vocabulary) -> bool {
    // "a gambling website", "a scam centre" are where it was done.
    let place = |class: &str| matches!(class, "premises" | "account");
    let object = |at: usize| {
        let index = scene.parsed.mention_at(at).and_then(Mention::object).map(|(index, _)| index);
        index.and_then(|i| vocabulary.terms.objects.get(i)).is_some_and(|o| !place(&o.class))
    };
    let mut things = scene.quantities.iter().filter(|q| q.what == What::Items);
    // "stole cars": what is done to things is told of people.
    let said = !word.gapped && (object(word.end.saturating_sub(1)) || object(word.end));
    said || things.any(|q| word.start >= q.start() && word.start < q.noun.end.max(q.end))
}
