//! What each mark of a candidate weighs, in tenths, and each trait of the figure beside each shape of a candidate. Found by
//! regression over the annotated articles (docs/decisions/0012-a-time-is-weighed.md); the names are those of `choice`, `told`
//! and `traits`.

/// By whether the figure opens a paragraph and how many paragraphs before it was told: short, of months, long.
#[rustfmt::skip]
pub const DISTANCE: [i32; 24] = [
      8,   8,   3, // goes on, 0 paragraphs before
     -6,  -4,  -3, // goes on, 1 paragraphs before
     -7,   0,  -1, // goes on, 2 paragraphs before
     -3,  -6,  -3, // goes on, 3 paragraphs before
      0,   0,   6, // opens a paragraph, 0 paragraphs before
      1,  -2,   2, // opens a paragraph, 1 paragraphs before
     -6,   4,  -4, // opens a paragraph, 2 paragraphs before
      2,  -3,  -2, // opens a paragraph, 3 paragraphs before
];

/// How many sentences before it was told.
#[rustfmt::skip]
pub const SENTENCES: [i32; 5] = [
     4, // 0
     2, // 1
     0, // 2
    -3, // up to 5
    -4, // more
];

/// How many times of what happened were told after it.
#[rustfmt::skip]
pub const RANK: [i32; 4] = [
     2, // the last
     0, // the last but one
    -2, // the last but two
    -2, // earlier, or not of what happened
];

/// The first of the ways in which it was told.
#[rustfmt::skip]
pub const HOW: [i32; 10] = [
     1, // Event
    -6, // Derived
     1, // Named
     9, // Later
    13, // Background
    -1, // Since
    -1, // NamedSince
    -4, // Compared
     0, // NamedCompared
     0, // Present
];

/// The way in which it was told last.
#[rustfmt::skip]
pub const LATEST: [i32; 10] = [
     0, // Event
     6, // Derived
     2, // Named
     9, // Later
    -1, // Background
    -4, // Since
    -1, // NamedSince
    -4, // Compared
     1, // NamedCompared
     2, // Present
];

/// How long it is.
#[rustfmt::skip]
pub const LENGTH: [i32; 7] = [
    -2, // Day
     9, // Week
    -1, // Month
     1, // Quarter
     0, // Year
    -2, // Years
    -4, // Open
];

/// The figure where all figures of that time are deeds.
#[rustfmt::skip]
pub const OF_DEEDS: [i32; 4] = [
     -9, // Stroke
     -3, // Deed
    -14, // Stock
     -6, // Flow
];

/// The figure where all figures of that time are strokes.
#[rustfmt::skip]
pub const OF_STROKES: [i32; 4] = [
      4, // Stroke
    -13, // Deed
    -14, // Stock
     -4, // Flow
];

/// Single marks.
#[rustfmt::skip]
pub const MARKS: [i32; 23] = [
    -19, // NoneFirst
     11, // NonePrevious
      9, // NonePreviousParagraph
     14, // NoneFarther
      5, // NoneSameSentence
     -4, // NoneLosses
     -6, // Far
      3, // SameSentence
     -1, // SameList
     10, // BothBackground
      1, // Most
      1, // FirstAndMost
     -3, // FirstShort
      2, // FirstMonth
      6, // FirstLong
      2, // Longest
      1, // LastShort
      0, // LastLonger
      3, // SameMeasure
     -1, // SameMeasureLast
      8, // Haul
      0, // VerdictOfCourt
      0, // VerdictOfOthers
];

/// What a candidate is.
#[rustfmt::skip]
pub const SHAPES: [i32; 7] = [
    0, // None
    0, // Short
    0, // Month
    0, // Long
    1, // First
    2, // Last
    1, // Previous
];

/// Traits of the figure, beside what a candidate is: none, short, month, long, first, last, previous.
#[rustfmt::skip]
pub const TRAITS: [[i32; 7]; 23] = [
    [ -1,   2,   0,  -2,   2,   2,   2], // Stroke
    [ 12, -17,  -1,   2,   0,   3,   1], // Deed
    [ 11,   0, -11, -12,  -6,   6,   1], // Stock
    [ -4,   0,   1,   5,  -1,  -1,   0], // Flow
    [ -7,   2, -12,  11,   5,   7,   1], // Change
    [ -6,   0,  13,   2,   4,   9,   9], // Share
    [  5, -12,  -1,   2,   3,   3,  -2], // Thousands
    [ -1,  -4,   1,   4,   0,  -2,   1], // Hundreds
    [ -3,   5,   0,  -1,  -1,   4,  -1], // Dozens
    [  0,   4,  -4,  -8,   0,   4,   2], // Few
    [  0,   0,   0,   0,   1,   1,   3], // Things
    [  0,   0,  -1,   1,   6,  -2,  -1], // Opens
    [  3,  -4,  -2,   2,  -2,   7,   3], // Pointing
    [  1,   1,  -5,  -1,   5,  -1,  -3], // Definite
    [  2,   1,   2,  -9,   2,  -2,   5], // Indefinite
    [  8,  -4,  -2,  -9,   5,  -6,   6], // Perfect
    [  9,  -2,  -9,  -7,   0,   0,   3], // Pluperfect
    [  3,   0,   0,  -7,   1,  -1,  -3], // Present
    [ -8,   4, -10,  12,   2,  -2,   6], // Total
    [ -4,  -8,   2,   7,  -4,   1,  -9], // Number
    [ -3,   4,   2,  -4,   1,   1,   3], // Scene
    [ 13,  -7,  -7,  -8,  -1,  -3,  -3], // Now
    [  1,  -2,   1,   0,  -4,  -2,   2], // Claimed
];
