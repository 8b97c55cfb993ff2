//! What each mark of a candidate weighs, in tenths, and each trait of the figure beside each shape of a candidate. Found by
//! regression over the annotated articles (docs/decisions/0012-a-time-is-weighed.md); the names are those of `choice`, `told`
//! and `traits`.

/// By whether the figure opens a paragraph and how many paragraphs before it was told: short, of months, long.
#[rustfmt::skip]
pub const DISTANCE: [i32; 24] = [
      9,   8,   5, // goes on, 0 paragraphs before
     -5,  -4,  -3, // goes on, 1 paragraphs before
     -8,  -2,  -3, // goes on, 2 paragraphs before
     -5,  -6,  -5, // goes on, 3 paragraphs before
      1,   3,   9, // opens a paragraph, 0 paragraphs before
      2,  -1,   2, // opens a paragraph, 1 paragraphs before
     -7,   2,  -6, // opens a paragraph, 2 paragraphs before
     -1,  -4,  -3, // opens a paragraph, 3 paragraphs before
];

/// The first of the ways in which it was told.
#[rustfmt::skip]
pub const HOW: [i32; 10] = [
     1, // Event
    -8, // Derived
     1, // Named
     7, // Later
     9, // Background
    -2, // Since
    -2, // NamedSince
    -4, // Compared
    -1, // NamedCompared
     0, // Present
];

/// The way in which it was told last.
#[rustfmt::skip]
pub const LATEST: [i32; 10] = [
     0, // Event
     4, // Derived
     1, // Named
     7, // Later
     2, // Background
    -4, // Since
    -2, // NamedSince
    -4, // Compared
     0, // NamedCompared
     3, // Present
];

/// How long it is.
#[rustfmt::skip]
pub const LENGTH: [i32; 7] = [
    -2, // Day
     7, // Week
    -1, // Month
     1, // Quarter
     1, // Year
    -1, // Years
    -4, // Open
];

/// The figure where all figures of that time are deeds.
#[rustfmt::skip]
pub const OF_DEEDS: [i32; 4] = [
     -8, // Stroke
     -4, // Deed
    -12, // Stock
     -5, // Flow
];

/// The figure where all figures of that time are strokes.
#[rustfmt::skip]
pub const OF_STROKES: [i32; 4] = [
      3, // Stroke
    -13, // Deed
    -13, // Stock
     -4, // Flow
];

/// Single marks.
#[rustfmt::skip]
pub const MARKS: [i32; 12] = [
    -18, // NoneFirst
     10, // NonePrevious
      8, // NonePreviousParagraph
     12, // NoneFarther
      4, // NoneSameSentence
     -2, // NoneLosses
     -7, // Far
      4, // SameSentence
      2, // Most
      2, // FirstMonth
      6, // FirstLong
      7, // Haul
];

/// What a candidate is.
#[rustfmt::skip]
pub const SHAPES: [i32; 7] = [
     0, // None
     0, // Short
    -1, // Month
     0, // Long
     1, // First
     3, // Last
     2, // Previous
];

/// Traits of the figure, beside what a candidate is: none, short, month, long, first, last, previous.
#[rustfmt::skip]
pub const TRAITS: [[i32; 7]; 23] = [
    [ -1,   2,   0,  -1,   2,   3,   3], // Stroke
    [ 11, -16,  -1,   2,   0,   2,   0], // Deed
    [ 10,   0,  -9, -10,  -5,   6,   1], // Stock
    [ -3,   0,   0,   4,   0,   2,   0], // Flow
    [ -5,   1, -11,   9,   7,   7,   1], // Change
    [ -5,   0,  10,   1,   3,   8,   8], // Share
    [  4, -10,  -1,   1,   3,   4,  -1], // Thousands
    [  0,  -4,   1,   3,   0,   0,   1], // Hundreds
    [ -3,   4,   0,  -1,   1,   5,   1], // Dozens
    [  0,   4,  -2,  -7,   0,   4,   2], // Few
    [  0,   0,   0,   0,   1,   2,   3], // Things
    [ -1,   0,  -1,   2,   5,  -1,   0], // Opens
    [  2,  -3,  -2,   1,  -1,   6,   3], // Pointing
    [  1,   1,  -4,   0,   3,  -1,  -2], // Definite
    [  2,   1,   0,  -8,   2,  -2,   5], // Indefinite
    [  7,  -3,  -3,  -8,   3,  -5,   2], // Perfect
    [  8,  -1,  -8,  -6,   0,   0,   3], // Pluperfect
    [  3,   0,   0,  -6,   1,   0,  -3], // Present
    [ -6,   3,  -8,  11,   3,  -3,   4], // Total
    [ -4,  -7,   2,   6,  -2,   0,  -8], // Number
    [ -2,   3,   1,  -5,   1,   2,   2], // Scene
    [ 12,  -6,  -7,  -8,  -2,  -3,  -3], // Now
    [  1,  -1,   1,  -1,  -3,  -1,   1], // Claimed
];
