//! Which offences each figure is tied to: by its own clause, else by the figures that it belongs with. What its words
//! leave open comes from its whole, from the level that a change measures, from the same people named before or behind,
//! from the event that the sentence goes on with; each step is a named rule, and none guesses past an untold offence.

use super::clause::Clause;
use super::document::OF_FOREIGNERS;
use super::events::events;
use super::loose;
use super::words::{Says, Word, codes, words};
use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::{ByBounds, Draft, in_sentences};
use crate::extract::article::quantity::{Partitive, Quantity, What};
use crate::model::{Kind, Modality};
use crate::vocabulary::Vocabulary;

/// How many sentences back an offence may stand that suspects are suspected of.
const REACH: usize = 6;

/// What is done to those of whom an offence is said, so that the clause's offence is theirs.
pub(super) const ENFORCED: &[&str] = &[
    "arrested",
    "offenders",
    "charged",
    "convicted",
    "fined",
    "released",
    "deported",
    "rescued",
    "repatriated",
    "victims",
    "wanted",
    "surrendered",
    "cases",
    "raids",
    "blacklisted",
    "losses",
    "proceeds",
];

/// What befalls people beside an offence, which is not counted for it.
const UNTIED: &[&str] = &["killed", "injured", "missing", "checked", "issued"];

/// Crossings and stays, which are offences against the rules for them only.
const MOVED: &[&str] = &["entered", "departed", "denied_entry"];
const OF_BORDERS: &[&str] = &["immigration_offence", "people_smuggling", "human_trafficking", "forgery"];

/// Gives each draft the offences that its words tie it to.
pub fn offences(drafts: &mut [Draft], scenes: &[Scene], vocabulary: &Vocabulary) {
    if drafts.is_empty() {
        return;
    }
    let mut words: Vec<Vec<Word>> = scenes.iter().map(|s| words(&s.parsed, vocabulary)).collect();
    let events = events(scenes, &words, vocabulary);
    loose::settle(&mut words, scenes, vocabulary);
    let mut by_bounds = ByBounds::default();
    by_bounds.add_new(drafts);
    let stated = vec![false; drafts.len()];
    let mut finder = Finder { stated, drafts, scenes, words: &words, events, by_bounds, vocabulary };
    for index in 0..finder.drafts.len() {
        finder.own(index);
    }
    for _ in 0..2 {
        for index in 0..finder.drafts.len() {
            finder.inherit(index);
        }
        finder.fill_from_later();
    }
    finder.of_document();
    finder.of_main_offence();
    finder.of_one_kind_of_scam();
    finder.of_bodies();
    for index in 0..finder.drafts.len() {
        finder.inherit(index);
    }
}

pub(super) struct Finder<'a, 'v> {
    pub(super) drafts: &'a mut [Draft],
    pub(super) scenes: &'a [Scene<'v>],
    pub(super) words: &'a [Vec<Word>],
    pub(super) vocabulary: &'v Vocabulary,
    /// For each sentence, the event that it tells of.
    pub(super) events: Vec<usize>,
    pub(super) by_bounds: ByBounds,
    /// Drafts whose own words speak of an offence, named or not.
    pub(super) stated: Vec<bool>,
}

impl<'a> Finder<'a, '_> {
    pub(super) fn code(&self, draft: &Draft) -> &str {
        self.vocabulary.terms.measures.get(draft.measure).map_or("", |m| m.code.get_ref().as_str())
    }

    /// The drafts of some sentences, with their numbers.
    pub(super) fn drafts_in(
        &self,
        sentences: std::ops::RangeInclusive<usize>,
    ) -> impl DoubleEndedIterator<Item = (usize, &Draft)> + Clone {
        let range = in_sentences(self.drafts, sentences);
        range.clone().zip(self.drafts.get(range).unwrap_or_default())
    }

    pub(super) fn quantity(&self, draft: &Draft) -> Option<&'a Quantity> {
        self.scenes.get(draft.sentence).and_then(|s| s.quantities.get(draft.quantity))
    }

    pub(super) fn give(
        &mut self,
        index: usize,
        found: Vec<usize>,
        rule: &'static str,
        span: Option<crate::model::Span>,
    ) {
        if let Some(draft) = self.drafts.get_mut(index) {
            draft.offences = found;
            draft.because("offences", rule, span);
        }
    }

    /// What the figure's own noun and clause say.
    fn own(&mut self, index: usize) {
        let Some(draft) = self.drafts.get(index) else { return };
        let (Some(scene), Some(words)) = (self.scenes.get(draft.sentence), self.words.get(draft.sentence)) else {
            return;
        };
        let counted = |start: usize| {
            let here = self.drafts_in(draft.sentence..=draft.sentence);
            here.filter_map(|(_, d)| scene.quantities.get(d.quantity)).any(|q| q.start() == start)
        };
        let refused: Vec<usize> = scene.quantities.iter().map(Quantity::start).filter(|s| !counted(*s)).collect();
        let clause = Clause { scene, words, refused: &refused, vocabulary: self.vocabulary };
        let (found, rule) =
            if self.is_thing(draft) { self.of_thing(draft, scene, words) } else { self.of_clause(draft, &clause) };
        let (found, rule) = if found.is_empty() && self.code(draft) == "blocked" {
            self.of_clause(draft, &clause)
        } else {
            (found, rule)
        };
        let enforced = !matches!(self.code(draft), "rescued" | "victims" | "repatriated" | "missing" | "cases");
        let moved = MOVED.contains(&self.code(draft));
        let raid = self.code(draft) == "raids";
        let tied = |w: &Word| {
            let elsewhere = w.suffered && enforced || moved && !self.is_of_borders(w);
            !(elsewhere || raid && self.is_found_there(w, draft, scene))
        };
        let found: Vec<&Word> = found.into_iter().filter(|w| tied(w)).collect();
        let named = codes(&found, &scene.parsed, self.vocabulary);
        let named = self.alike(&found, scene, index).unwrap_or(named);
        let open = found.iter().any(|w| w.says == Says::Untold)
            || (found.is_empty() && !draft.offences.is_empty() && !self.is_thing(draft));
        let before = found.iter().any(|w| w.says == Says::Before) && named.is_empty();
        let haul = found.iter().any(|w| w.says == Says::Haul) && named.is_empty();
        let kept = found.is_empty() && !self.is_thing(draft);
        if let Some(stated) = self.stated.get_mut(index) {
            *stated = !named.is_empty() || (open && !before);
        }
        let span = found.first().zip(found.last()).map(|(a, b)| scene.parsed.span_of(a.start, b.end));
        if let Some((codes, rule, from)) = self.of_haul(index).filter(|_| haul) {
            self.give(index, codes, rule, Some(from));
        } else if before {
            if let Some((codes, rule, from)) = self.named_before(index) {
                self.give(index, codes, rule, Some(from));
            }
        } else if named.is_empty() {
            // No word of an offence: what the noun gave stays, but not that a thing is a drug.
            if let Some(draft) = self.drafts.get_mut(index).filter(|_| !kept) {
                draft.offences.clear();
            }
        } else {
            self.give(index, named, rule, span);
        }
    }

    fn of_clause<'c>(&self, draft: &Draft, clause: &Clause<'c, '_>) -> (Vec<&'c Word>, &'static str) {
        let at = draft.quantity;
        let measure = self.code(draft);
        if UNTIED.contains(&measure) {
            return (clause.in_noun(at), "offence in the noun phrase");
        }
        let behind = clause.behind(at);
        if !behind.is_empty() {
            return (behind, "offence behind the figure");
        }
        let amount = self.quantity(draft).is_some_and(|q| q.amount || q.noun.head.is_none());
        let acted_on = ENFORCED.contains(&measure);
        if !acted_on && measure != "blocked" && draft.kind == Kind::Level && !amount {
            return (Vec::new(), "");
        }
        let list = clause.behind_list(at);
        if !list.is_empty() {
            return (list, "offence behind the list");
        }
        if !acted_on && draft.kind == Kind::Level && !amount {
            return (Vec::new(), "");
        }
        let past = clause.past_things(at);
        if !past.is_empty() {
            return (past, "offence behind what was taken with them");
        }
        let another = clause.of_another(at);
        if !another.is_empty() {
            return (another, "offence of both verbs");
        }
        let relative = clause.of_relative(at);
        if !relative.is_empty() {
            return (relative, "offence of the cases");
        }
        let ahead = clause.ahead(at);
        if !ahead.is_empty() {
            return (ahead, "offence of the clause");
        }
        if matches!(measure, "raids") {
            return (clause.later(at), "offence of those caught in it");
        }
        if matches!(measure, "rescued" | "victims") {
            return (clause.later(at), "offence that they are victims of");
        }
        (Vec::new(), "")
    }

    fn is_of_borders(&self, word: &Word) -> bool {
        let all = &self.vocabulary.terms.offences;
        let kin = |code: &str| OF_BORDERS.contains(&code);
        let of =
            |i: &usize| all.get(*i).is_some_and(|o| kin(o.code.get_ref()) || o.broader.as_deref().is_some_and(kin));
        word.says != Says::Named || word.codes.iter().all(of)
    }

    /// "12 checks led to the arrest of 27 people working without permits": foreigners who are found in breach of the rules don't
    /// make it a raid against them.
    fn is_found_there(&self, word: &Word, draft: &Draft, scene: &Scene) -> bool {
        let end = self.quantity(draft).map_or(0, |q| q.end.max(q.noun.end));
        let caught = scene.triggers.iter().map(|t| t.start);
        let people = scene.quantities.iter().filter(|q| q.what == What::Persons).map(Quantity::start);
        let between = caught.chain(people).any(|at| at >= end && at < word.start);
        between && !word.codes.is_empty() && self.are_all_of(OF_FOREIGNERS, &word.codes)
    }

    /// Whether offences are all of some list: breaches of the rules for foreigners, offences that have victims.
    pub(super) fn are_all_of(&self, list: &[&str], codes: &[usize]) -> bool {
        let code = |i: &usize| self.vocabulary.terms.offences.get(*i).map(|o| o.code.get_ref().as_str());
        codes.iter().all(|i| code(i).is_some_and(|c| list.contains(&c)))
    }

    fn inherit(&mut self, index: usize) {
        if let Some((codes, span)) = self.narrower(index) {
            self.give(index, codes, "as the suspects' offence", Some(span));
        }
        let Some(draft) = self.drafts.get(index) else { return };
        if !draft.offences.is_empty() || self.stated.get(index).copied().unwrap_or(false) {
            return;
        }
        if self.is_thing(draft) {
            if let Some((codes, rule, span)) = self.of_things(index, draft).filter(|f| !f.0.is_empty()) {
                self.give(index, codes, rule, Some(span));
            }
            return;
        }
        if let Some((source, rule)) = self.source(index, draft)
            && let Some(found) = self.drafts.get(source).filter(|d| !d.offences.is_empty())
        {
            let (codes, span) = (found.offences.clone(), found.figure);
            self.give(index, codes, rule, Some(span));
        } else if let Some((codes, span)) = self.drafts.get(index).and_then(|d| self.of_sentences_before(d)) {
            self.give(index, codes, "of the sentence before", Some(span));
        } else if let Some((codes, rule, span)) = self.found_with_drugs(index).or_else(|| self.of_event(index))
            && !codes.is_empty()
        {
            let raid = self.drafts.get(index).filter(|d| self.code(d) == "raids");
            let behind = raid.is_some_and(|d| span.start > d.figure.start && self.are_all_of(OF_FOREIGNERS, &codes));
            if !behind {
                self.give(index, codes, rule, Some(span));
            }
        }
    }

    /// The draft whose offences an open figure shares.
    fn source(&self, index: usize, draft: &Draft) -> Option<(usize, &'static str)> {
        if let Some(whole) = draft.part_of {
            return Some((whole, "as its whole"));
        }
        if draft.kind != Kind::Level {
            return self.level_of(index, draft).map(|i| (i, "as the level that it measures"));
        }
        if let Some(known) = self.same_figure(index, draft) {
            return Some((known, "as the same figure before"));
        }
        if let Some(level) = self.compared(index, draft) {
            return Some((level, "as what it is compared with"));
        }
        if let Some(before) = self.of_them(index, draft) {
            return Some((before, "of those before"));
        }
        if draft.modality != Modality::Actual {
            return None;
        }
        if let Some(convicts) = self.fined(index, draft) {
            return Some((convicts, "fined for the same"));
        }
        None
    }

    /// "rose to 450": the level beside a change has its offences.
    fn level_of(&self, index: usize, draft: &Draft) -> Option<usize> {
        let at = draft.sentence;
        let level = |(i, d): &(usize, &Draft)| *i != index && d.kind == Kind::Level && d.measure == draft.measure;
        let beside = self.drafts_in(at..=at).filter(level).min_by_key(|(_, d)| d.quantity.abs_diff(draft.quantity));
        let earlier = || {
            let before = self.drafts_in(at.saturating_sub(REACH)..=at).filter(|(_, d)| d.sentence < at);
            before.rev().find(level)
        };
        beside.or_else(earlier).map(|(i, _)| i)
    }

    /// "the 21", "all 32": said of the same people before.
    fn same_figure(&self, index: usize, draft: &Draft) -> Option<usize> {
        let quantity = self.quantity(draft).filter(|q| q.definite)?;
        let same = self.by_bounds.of(&draft.bounds).iter().copied().rev().filter(|i| *i < index);
        same.into_iter().find(|i| {
            self.drafts.get(*i).is_some_and(|d| {
                d.kind == Kind::Level
                    && d.bounds == draft.bounds
                    && d.what == draft.what
                    && !quantity.article
                    && !d.offences.is_empty()
            })
        })
    }

    /// "The first flight carried 283 of them": those of whom the text told last.
    fn of_them(&self, index: usize, draft: &Draft) -> Option<usize> {
        let pointed = self.quantity(draft).is_some_and(|q| q.partitive == Some(Partitive::Them));
        let mut before = self.drafts_in(draft.sentence.saturating_sub(2)..=draft.sentence);
        let alike = |d: &Draft| d.what == draft.what && d.measure == draft.measure && d.period == draft.period;
        let told = before.rfind(|(i, d)| *i < index && d.kind == Kind::Level && alike(d))?;
        pointed.then_some(told.0)
    }

    /// "up from around 1,165 a year before", "than the 27,005 intercepted the season before".
    pub(super) fn compared(&self, index: usize, draft: &Draft) -> Option<usize> {
        let scene = self.scenes.get(draft.sentence)?;
        let start = self.quantity(draft)?.start();
        let against = (1..=4)
            .any(|back| matches!(scene.parsed.before(start, back), "from" | "than" | "as" | "against" | "compared"));
        let (earlier, _) = self.drafts_in(draft.sentence..=draft.sentence).rfind(|(i, d)| {
            *i != index && d.quantity < draft.quantity && d.kind == Kind::Level && d.measure == draft.measure
        })?;
        against.then_some(earlier)
    }

    /// "pleaded guilty to fraud and were sentenced to a fine of N1 million each".
    fn fined(&self, index: usize, draft: &Draft) -> Option<usize> {
        let money = matches!(draft.what, What::Money(_)) && self.code(draft) == "fined";
        let mut here = self.drafts_in(draft.sentence..=draft.sentence);
        let last = here.rfind(|(i, d)| *i < index && d.what == What::Persons);
        last.filter(|_| money).map(|(i, _)| i)
    }

    /// "Foreigners were deported for illegal entry. They were 73 in number.": what the sentences before say of them.
    fn of_sentences_before(&self, draft: &Draft) -> Option<(Vec<usize>, crate::model::Span)> {
        let continues = draft.reasons.iter().any(|r| r.attribute == "measure" && r.rule == "as the verb before");
        for back in 1..=2 {
            let at = draft.sentence.checked_sub(back).filter(|_| continues)?;
            let (scene, words) = (self.scenes.get(at)?, self.words.get(at)?);
            let all: Vec<&Word> = words.iter().collect();
            let found = codes(&all, &scene.parsed, self.vocabulary);
            if !found.is_empty() {
                return Some((found, scene.parsed.span));
            }
        }
        None
    }

    /// "21 Chinese will be expelled. The 21 were detained after entering illegally": a later statement fills the first.
    fn fill_from_later(&mut self) {
        for later in 0..self.drafts.len() {
            let Some(source) = self.drafts.get(later).filter(|d| !d.offences.is_empty() && d.kind == Kind::Level)
            else {
                continue;
            };
            if !self.quantity(source).is_some_and(|q| q.definite && !q.article) || self.is_thing(source) {
                continue;
            }
            let (codes, span, bounds, what) =
                (source.offences.clone(), source.figure, source.bounds, source.what.clone());
            let same = self.by_bounds.of(&bounds).iter().copied().take_while(|i| *i < later);
            let open = same.into_iter().find(|i| {
                self.drafts.get(*i).is_some_and(|d| {
                    d.offences.is_empty() && d.bounds == bounds && d.what == what && d.kind == Kind::Level
                }) && !self.stated.get(*i).copied().unwrap_or(false)
            });
            if let Some(open) = open {
                self.give(open, codes, "as the same figure behind", Some(span));
            }
        }
    }
}
