//! The times that a text has told so far, and how: of what happened or of what that is compared with, by figures or by
//! words alone. In: times and drafts in their order. Out: each period once, as a candidate for a figure without a time.

use super::{COMPARED, SINCE, Time};
use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::period::Role;
use crate::model::{Kind, Modality, Period, Span};
use crate::vocabulary::Vocabulary;

/// So many times are candidates at most.
const KEPT: usize = 24;
/// Those who are there on a day.
const PRESENT: &str = "present";

/// How a time was told. Of several the first of these counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// By a figure of what happened.
    Event,
    /// By a share or a change.
    Derived,
    /// By a sentence whose figures have another time, or that has none.
    Named,
    /// Behind the figure, in what tells more of the lead.
    Later,
    /// "had been caught in 2022"
    Background,
    Since,
    NamedSince,
    Compared,
    NamedCompared,
    Present,
}

impl How {
    pub const COUNT: usize = How::Present as usize + 1;

    fn named(role: Role) -> Option<Self> {
        match role {
            Role::Said | Role::Ahead => None,
            Role::Comparison => Some(How::NamedCompared),
            Role::Since => Some(How::NamedSince),
            Role::Event | Role::Report { .. } => Some(How::Named),
        }
    }

    /// Whether it says when something happened, so that what follows may be of the same time.
    fn is_proper(self) -> bool {
        matches!(self, How::Event | How::Derived | How::Named)
    }
}

/// A period that was told.
#[derive(Debug, Clone)]
pub struct Told {
    pub period: Period,
    /// The first of all the ways in which it was told.
    pub how: How,
    /// The way in which it was told last.
    pub latest: How,
    /// The sentence that told it last; none where only a later one does.
    pub sentence: Option<usize>,
    /// Where it was last told as the time of what happened: the later, the greater.
    pub proper: Option<(usize, usize)>,
    /// By how many figures of what happened.
    pub count: usize,
    /// The measures of its figures, a bit each.
    pub measures: u64,
    pub words: Span,
}

/// The figure before.
#[derive(Debug, Clone, Copy)]
pub struct Previous {
    pub period: Option<Period>,
    pub sentence: usize,
}

/// What was told so far.
#[derive(Debug, Default)]
pub struct History {
    told: Vec<Told>,
    /// The sentences whose times were read.
    read: usize,
    order: usize,
    /// The period of the first figure of what happened.
    pub first: Option<Period>,
    /// How many figures of what happened have a period.
    pub total: usize,
    pub previous: Option<Previous>,
}

impl History {
    /// Reads the times of the sentences before this one.
    pub fn read_times(&mut self, sentence: usize, scenes: &[Scene], times: &[Vec<Time>]) {
        while self.read < sentence {
            let index = self.read;
            self.read += 1;
            let (Some(scene), Some(times)) = (scenes.get(index), times.get(index)) else { continue };
            for time in times {
                if let Some((how, period)) = how_told(time) {
                    self.order += 1;
                    let words = scene.parsed.span_of(time.mention.start, time.mention.end);
                    add(&mut self.told, period, how, index, (index, self.order), words);
                    self.forget();
                }
            }
        }
    }

    /// Takes a figure with the period that it was given.
    pub fn take(&mut self, draft: &Draft, scene: &Scene, vocabulary: &Vocabulary) {
        if draft.modality != Modality::Actual {
            return;
        }
        let background = is_background(draft, scene);
        self.previous = Some(Previous { period: draft.period.filter(|p| p.start.is_some()), sentence: draft.sentence });
        let Some(period) = draft.period.filter(|p| p.start.is_some()) else { return };
        let rule = draft.reasons.iter().find(|r| r.attribute == "period").map_or("", |r| r.rule);
        let how = match rule {
            COMPARED => How::Compared,
            SINCE => How::Since,
            _ if background => How::Background,
            _ if vocabulary.terms.measure_code(draft.measure) == PRESENT => How::Present,
            _ if draft.kind == Kind::Level => How::Event,
            _ => How::Derived,
        };
        self.order += 1;
        let told = add(&mut self.told, period, how, draft.sentence, (draft.sentence, self.order), draft.figure);
        told.measures |= 1 << (draft.measure % 64);
        if matches!(how, How::Event | How::Derived) {
            told.count += 1;
            self.total += 1;
            self.first = self.first.or(Some(period));
        }
        self.forget();
    }

    /// Of a long text the latest times are kept, and the first, so that a figure costs no more than in a short one.
    fn forget(&mut self) {
        if self.told.len() > KEPT
            && let Some(at) = self.told.iter().position(|t| Some(t.period) != self.first)
        {
            self.told.remove(at);
        }
    }

    /// The periods from which a figure may take its own: those told before, and the one that is told later.
    pub fn candidates(&self, later: Option<(Period, Span)>) -> Vec<Told> {
        let mut out = self.told.clone();
        if let Some((period, words)) = later {
            let known = out.iter_mut().find(|t| t.period == period);
            match known {
                Some(told) => told.how = told.how.min(How::Later),
                None => out.push(Told { sentence: None, ..Told::of(period, How::Later, words) }),
            }
        }
        out
    }
}

impl Told {
    fn of(period: Period, how: How, words: Span) -> Self {
        Told { period, how, latest: how, sentence: None, proper: None, count: 0, measures: 0, words }
    }

    /// Whether one of its figures is of this measure.
    pub fn counts(&self, measure: usize) -> bool {
        self.measures & 1 << (measure % 64) != 0
    }
}

fn how_told(time: &Time) -> Option<(How, Period)> {
    let how = How::named(time.mention.role)?;
    let period = time.up_to.or(time.period).filter(|p| p.start.is_some())?;
    Some((how, period))
}

fn add(told: &mut Vec<Told>, period: Period, how: How, sentence: usize, at: (usize, usize), words: Span) -> &mut Told {
    let known = told.iter().position(|t| t.period == period).map(|at| told.remove(at));
    // In the order in which they were told last.
    told.push(known.unwrap_or_else(|| Told::of(period, how, words)));
    let last = told.len() - 1;
    // The index is that of the entry just pushed.
    let entry = &mut told[last];
    let by_words = matches!(how, How::Named | How::NamedSince | How::NamedCompared);
    // A figure that was told with a time says more of it than the words.
    if !by_words || entry.sentence != Some(sentence) {
        entry.latest = how;
        entry.words = words;
    }
    entry.how = entry.how.min(how);
    entry.sentence = Some(sentence);
    if how.is_proper() && (!by_words || entry.proper.is_none_or(|(s, _)| s < sentence)) {
        entry.proper = Some(at);
    }
    entry
}

/// Whether the verb of a figure is in the pluperfect.
pub fn is_background(draft: &Draft, scene: &Scene) -> bool {
    let verb = draft.reasons.iter().find(|r| r.attribute == "measure").and_then(|r| r.span);
    let mut tokens = scene.parsed.tokens.iter();
    verb.is_some_and(|v| tokens.any(|t| t.is("had") && v.contains(t.span)))
}
