//! What is weighed of a candidate for a figure's time: how far and how it was told, how long it is, what stands beside it.
//! In: what `choice` knows of it. Out: [`Marks`], each of which is one of the weights.

use super::days_of;
use super::told::How;
use super::traits::{Sort, Trait, Traits};
use crate::model::Period;

/// What a candidate is, for the table of traits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    None,
    /// Up to two weeks.
    Short,
    /// Up to five months.
    Month,
    Long,
    /// The first that figures of the text have.
    First,
    /// The last that was told of what happened.
    Last,
    /// That of the figure before.
    Previous,
}

impl Shape {
    pub const COUNT: usize = Shape::Previous as usize + 1;

    pub fn of(length: Length) -> Self {
        match length {
            Length::Day | Length::Week => Shape::Short,
            Length::Month | Length::Quarter => Shape::Month,
            Length::Year | Length::Years | Length::Open => Shape::Long,
        }
    }
}

/// How long a candidate is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Years,
    Open,
}

impl Length {
    pub const COUNT: usize = Length::Open as usize + 1;

    pub fn of(period: &Period) -> Self {
        match days_of(period) {
            None => Length::Open,
            Some(..=3) => Length::Day,
            Some(..=14) => Length::Week,
            Some(..=45) => Length::Month,
            Some(..=149) => Length::Quarter,
            Some(..=400) => Length::Year,
            Some(_) => Length::Years,
        }
    }
}

/// Single marks of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// No figure stands before.
    NoneFirst,
    /// The figure before, in the same paragraph, has none either.
    NonePrevious,
    NonePreviousParagraph,
    NoneFarther,
    NoneSameSentence,
    NoneLosses,
    /// Told more than three paragraphs before.
    Far,
    /// Of the figure before, in the same sentence.
    SameSentence,
    /// At least half of the figures have it.
    Most,
    FirstMonth,
    FirstLong,
    /// What was taken on the day on which people were caught.
    Haul,
}

impl Mark {
    pub const COUNT: usize = Mark::Haul as usize + 1;
}

/// All that is weighed of a candidate.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    /// Whether the figure opens a paragraph, how many paragraphs before it was told (3 for more), its shape.
    pub at: Option<(bool, usize, Shape)>,
    pub how: Option<(How, How)>,
    pub length: Option<Length>,
    /// Whether all its figures are deeds, or all strokes, and the figure's own sort.
    pub of_deeds: Option<Sort>,
    pub of_strokes: Option<Sort>,
    pub single: u32,
    pub shapes: u8,
}

impl Marks {
    pub fn set(&mut self, mark: Mark, holds: bool) {
        if holds {
            self.single |= 1 << mark as u32;
        }
    }

    pub fn shape(&mut self, shape: Shape, holds: bool) {
        if holds {
            self.shapes |= 1 << shape as u8;
        }
    }

    /// What the marks weigh for a figure of these traits.
    pub fn weight(&self, traits: Traits, weights: &[i32]) -> i32 {
        let mut sum = 0;
        self.each(traits, |at| sum += weights.get(at).copied().unwrap_or(0));
        sum
    }

    /// Each weight that counts, by its place in [`weights::WEIGHTS`].
    pub fn each(&self, traits: Traits, mut take: impl FnMut(usize)) {
        if let Some((opens, paragraphs, shape)) = self.at {
            take(AT + (usize::from(opens) * 4 + paragraphs) * 3 + shape as usize - 1);
        }
        if let Some((how, latest)) = self.how {
            take(HOW + how as usize);
            take(LATEST + latest as usize);
        }
        self.length.into_iter().for_each(|l| take(LENGTH + l as usize));
        self.of_deeds.into_iter().for_each(|s| take(OF_DEEDS + s as usize));
        self.of_strokes.into_iter().for_each(|s| take(OF_STROKES + s as usize));
        (0..Mark::COUNT).filter(|i| self.single & 1 << i != 0).for_each(|i| take(MARKS + i));
        for shape in (0..Shape::COUNT).filter(|i| self.shapes & 1 << i != 0) {
            take(SHAPES + shape);
            traits.iter().for_each(|t| take(TRAITS + t * Shape::COUNT + shape));
        }
    }
}

/// Where each group of weights begins.
const AT: usize = 0;
const HOW: usize = AT + 24;
const LATEST: usize = HOW + How::COUNT;
const LENGTH: usize = LATEST + How::COUNT;
const OF_DEEDS: usize = LENGTH + Length::COUNT;
const OF_STROKES: usize = OF_DEEDS + Sort::COUNT;
const MARKS: usize = OF_STROKES + Sort::COUNT;
const SHAPES: usize = MARKS + Mark::COUNT;
const TRAITS: usize = SHAPES + Shape::COUNT;
/// How many weights there are.
pub const WEIGHTS: usize = TRAITS + Trait::COUNT * Shape::COUNT;

/// A group of weights, for whoever writes them down.
pub struct Group {
    /// What each row is of.
    pub rows: &'static [&'static str],
    /// What stands in a row.
    pub columns: &'static str,
    pub first: usize,
    pub width: usize,
}

const fn group(rows: &'static [&'static str], columns: &'static str, first: usize, width: usize) -> Group {
    Group { rows, columns, first, width }
}

const SHAPE: &str = "none, short, month, long, first, last, previous";
const WAY: &str = "event, derived, named, later, background, since, named since, compared, named compared, present";
const SORT: &str = "stroke, deed, stock, flow";
const PARAGRAPHS: &[&str] = &[
    "goes on, told in its paragraph",
    "goes on, 1 paragraph before",
    "goes on, 2 paragraphs before",
    "goes on, 3 and more before",
    "opens a paragraph, told in it",
    "opens a paragraph, 1 before",
    "opens a paragraph, 2 before",
    "opens a paragraph, 3 and more before",
];
const FIGURE: &[&str] = &[
    "stroke",
    "deed",
    "stock",
    "flow",
    "change",
    "share",
    "thousands",
    "hundreds",
    "dozens",
    "few",
    "things",
    "opens",
    "pointing",
    "definite",
    "indefinite",
    "perfect",
    "pluperfect",
    "present",
    "total",
    "number",
    "scene",
    "now",
    "claimed",
];

/// All weights, in their order.
pub const GROUPS: [Group; 9] = [
    group(PARAGRAPHS, "short, of months, long", AT, 3),
    group(&["told first by"], WAY, HOW, How::COUNT),
    group(&["told last by"], WAY, LATEST, How::COUNT),
    group(&["lasts"], "day, week, month, quarter, year, years, open", LENGTH, Length::COUNT),
    group(&["beside deeds"], SORT, OF_DEEDS, Sort::COUNT),
    group(&["beside strokes"], SORT, OF_STROKES, Sort::COUNT),
    group(
        &["marks"],
        "none first, none previous, none in the paragraph before, none farther, none in the sentence, none of losses, far, in the \
         sentence, most, first of months, first long, haul",
        MARKS,
        Mark::COUNT,
    ),
    group(&["is"], SHAPE, SHAPES, Shape::COUNT),
    group(FIGURE, SHAPE, TRAITS, Shape::COUNT),
];
