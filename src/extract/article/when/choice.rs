//! The choice of a time for a figure without one: the event's before, the one that the text began with, one that is named
//! beside it, or none. In: the times told so far and the figure's traits. Out: the candidate whose marks weigh most, with
//! the rule named after it.
//!
//! No rule alone decides: whether "six men were charged" goes on with the raid told before or with the year that the
//! text counts hangs on how large the figure is, what it counts, how far each was told. `weights` says how much each
//! mark counts (docs/decisions/0012-a-time-is-weighed.md).

use super::marks::{Length, Mark, Marks, Shape};
use super::told::{History, How, Told};
use super::traits::{Sort, Traits};
use super::{Time, days_of};
use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::period::Role;
use crate::model::{Period, Span};
use crate::vocabulary::Vocabulary;

/// What a lead tells of took no longer than so many days.
const LONGEST_EVENT: i32 = 92;
/// How many paragraphs behind the lead its time may be told.
const LATER_REACH: usize = 2;
/// No figure takes its time from so many paragraphs before, but for the first.
const REACH: usize = 12;
/// What most figures of a text share is told by at least so many.
const MANY: usize = 4;
/// What is seized or blocked where people are caught.
const TAKEN: &[&str] = &["seized", "blocked"];
const CAUGHT: &[&str] = &["arrested", "raids", "rescued", "offenders"];

/// A period that a figure may have, or none.
pub struct Candidate {
    pub told: Option<Told>,
    pub marks: Marks,
}

impl Candidate {
    pub fn period(&self) -> Option<Period> {
        self.told.as_ref().map(|told| told.period)
    }
}

/// Who chooses among the candidates for a figure's time.
pub trait Judge {
    /// The place of the one that the figure takes.
    fn choose(&mut self, figure: Span, traits: Traits, candidates: &[Candidate]) -> usize;
}

/// Takes the candidate whose marks weigh most by these weights, of equal ones the first.
pub struct ByWeight<'w>(pub &'w [i32]);

impl Judge for ByWeight<'_> {
    fn choose(&mut self, _: Span, traits: Traits, candidates: &[Candidate]) -> usize {
        let mut best = (0, i32::MIN);
        for (at, candidate) in candidates.iter().enumerate() {
            let weight = candidate.marks.weight(traits, self.0);
            if weight > best.1 {
                best = (at, weight);
            }
        }
        best.0
    }
}

/// A figure without a time of its own, beside what was told so far.
pub struct Choice<'a> {
    pub draft: &'a Draft,
    pub history: &'a History,
    pub scenes: &'a [Scene<'a>],
    pub times: &'a [Vec<Time>],
    pub vocabulary: &'a Vocabulary,
}

impl Choice<'_> {
    /// The candidate that the judge takes.
    pub fn best(&self, judge: &mut dyn Judge) -> Option<(Period, &'static str, Span)> {
        let mut candidates = self.candidates();
        let at = judge.choose(self.draft.figure, self.traits()?, &candidates);
        if at >= candidates.len() {
            return None;
        }
        let Candidate { told, marks } = candidates.swap_remove(at);
        let told = told?;
        let again = marks.shapes & 1 << Shape::Previous as u8 == 0 && marks.at.is_some_and(|(_, far, _)| far > 1);
        Some((told.period, rule_of(told.how, again), told.words))
    }

    pub fn traits(&self) -> Option<Traits> {
        let scene = self.scenes.get(self.draft.sentence)?;
        Some(Traits::of(self.draft, scene, self.opens(), self.vocabulary))
    }

    fn paragraph(&self, sentence: usize) -> usize {
        self.scenes.get(sentence).map_or(0, |s| s.parsed.paragraph)
    }

    /// Whether the figure's sentence is the first of its paragraph.
    fn opens(&self) -> bool {
        let here = self.draft.sentence;
        here == 0 || self.paragraph(here - 1) != self.paragraph(here)
    }

    /// None first, so that it wins where all weigh the same.
    pub fn candidates(&self) -> Vec<Candidate> {
        let sentence = self.draft.sentence;
        let told = self.history.candidates(self.later());
        let last = told.iter().filter_map(|t| t.proper).max();
        let mut out = vec![Candidate { told: None, marks: self.marks_of_none() }];
        for one in told {
            let far = one.sentence.map_or(0, |s| self.paragraph(sentence) - self.paragraph(s));
            if far <= REACH || Some(one.period) == self.history.first {
                let marks = self.marks(&one, one.proper.is_some() && one.proper == last);
                out.push(Candidate { told: Some(one), marks });
            }
        }
        out
    }

    /// "Thirteen were charged … The arrests were made on Saturday": of a lead that names no time.
    fn later(&self) -> Option<(Period, Span)> {
        let here = self.paragraph(self.draft.sentence);
        if here > self.paragraph(0) {
            return None;
        }
        // What the gang did over years is no time of the arrests.
        let short = |t: &&Time| {
            t.mention.role == Role::Event && t.period.as_ref().and_then(days_of).is_some_and(|d| d <= LONGEST_EVENT)
        };
        let behind =
            (self.draft.sentence + 1..self.scenes.len()).take_while(|i| self.paragraph(*i) <= here + LATER_REACH);
        let (index, time) = behind.into_iter().find_map(|i| Some((i, self.times.get(i)?.iter().find(short)?)))?;
        let words = self.scenes.get(index)?.parsed.span_of(time.mention.start, time.mention.end);
        Some((time.period?, words))
    }

    fn marks_of_none(&self) -> Marks {
        let mut marks = Marks::default();
        marks.shape(Shape::None, true);
        match self.history.previous {
            None => marks.set(Mark::NoneFirst, true),
            Some(before) if before.period.is_none() => {
                let mark = match self.paragraph(self.draft.sentence) - self.paragraph(before.sentence) {
                    0 => Mark::NonePrevious,
                    1 => Mark::NonePreviousParagraph,
                    _ => Mark::NoneFarther,
                };
                marks.set(mark, true);
                marks.set(Mark::NoneSameSentence, before.sentence == self.draft.sentence);
            }
            Some(_) => {}
        }
        marks.set(Mark::NoneLosses, self.measure() == "losses");
        marks
    }

    fn measure(&self) -> &str {
        self.vocabulary.terms.measure_code(self.draft.measure)
    }

    fn marks(&self, told: &Told, last: bool) -> Marks {
        let length = Length::of(&told.period);
        let shape = Shape::of(length);
        let far = told.sentence.map_or(3, |s| self.paragraph(self.draft.sentence) - self.paragraph(s));
        let mut marks = Marks {
            at: Some((self.opens(), far.min(3), shape)),
            how: Some((told.how, told.latest)),
            length: Some(length),
            ..Marks::default()
        };
        let history = self.history;
        let first = history.first == Some(told.period);
        marks.shape(shape, true);
        marks.shape(Shape::First, first);
        marks.shape(Shape::Last, last);
        marks.set(Mark::Far, far > 3);
        marks.set(Mark::Most, history.total >= MANY && told.count * 2 >= history.total);
        marks.set(Mark::FirstMonth, first && shape == Shape::Month);
        marks.set(Mark::FirstLong, first && shape == Shape::Long);
        if let Some(before) = history.previous.filter(|p| p.period == Some(told.period)) {
            marks.shape(Shape::Previous, true);
            marks.set(Mark::SameSentence, before.sentence == self.draft.sentence);
        }
        self.mark_measures(&mut marks, told, shape);
        marks
    }

    fn mark_measures(&self, marks: &mut Marks, told: &Told, shape: Shape) {
        let own = self.measure();
        let terms = &self.vocabulary.terms;
        let counts = |code: &&str| terms.measure(code).is_some_and(|m| told.counts(m));
        marks.set(Mark::Haul, shape == Shape::Short && TAKEN.contains(&own) && CAUGHT.iter().any(counts));
        let mut sorts = (0..u64::BITS as usize).filter(|m| told.counts(*m)).map(|m| Sort::of(terms.measure_code(m)));
        let Some(sort) = sorts.next().filter(|s| sorts.all(|other| other == *s)) else { return };
        marks.of_deeds = (sort == Sort::Deed).then(|| Sort::of(own));
        marks.of_strokes = (sort == Sort::Stroke).then(|| Sort::of(own));
    }
}

/// The rule's name: which candidate won.
fn rule_of(how: How, again: bool) -> &'static str {
    match how {
        How::Event | How::Derived | How::Background | How::Present if again => "time of an event told earlier",
        How::Event | How::Derived | How::Background | How::Present => "time of the event before",
        How::Named | How::NamedSince | How::NamedCompared => "time named before",
        How::Later => "time told later",
        How::Since => "time since, told before",
        How::Compared => "time compared with, told before",
    }
}
