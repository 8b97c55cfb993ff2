//! What each mark of a candidate weighs, in tenths, and each trait of the figure beside what a candidate is. Found by `make weights`
//! over the annotated articles (docs/decisions/0012-a-time-is-weighed.md); what stands where is told by `marks`.

use super::marks;

#[rustfmt::skip]
pub const WEIGHTS: [i32; marks::WEIGHTS] = [
    // short, of months, long
     10,   9,   6, // goes on, told in its paragraph
     -6,  -5,  -3, // goes on, 1 paragraph before
    -11,  -1,  -4, // goes on, 2 paragraphs before
     -6,  -7,  -7, // goes on, 3 and more before
      1,   4,  11, // opens a paragraph, told in it
      3,  -1,   2, // opens a paragraph, 1 before
    -10,   3,  -5, // opens a paragraph, 2 before
     -3,  -5,  -2, // opens a paragraph, 3 and more before
    // event, derived, named, later, background, since, named since, compared, named compared, present
      1, -10,   2,   7,   6,  -2,  -2,  -4,  -1,   0, // told first by
    // event, derived, named, later, background, since, named since, compared, named compared, present
      0,   5,   1,   7,   3,  -4,  -2,  -4,   0,   1, // told last by
    // day, week, month, quarter, year, years, open
     -2,   8,  -2,   2,   1,  -1,  -4, // lasts
    // stroke, deed, stock, flow
    -10,  -6, -14,   2, // beside deeds
    // stroke, deed, stock, flow
      3, -13, -15,  -4, // beside strokes
    // none first, none previous, none in the paragraph before, none farther, none in the sentence, none of losses, far, in the sentence, most, first of months, first long, haul
    -22,  13,   6,  10,   5,  -6,  -8,   3,   3,   5,   5,   7, // marks
    // none, short, month, long, first, last, previous
      0,   0,   0,   0,   1,   3,   1, // is
    // none, short, month, long, first, last, previous
     -1,   2,   0,  -1,   1,   3,   2, // stroke
     12, -18,  -2,   2,   1,   3,  -1, // deed
     11,  -1,  -9, -11,  -6,   7,   1, // stock
     -3,   1,   0,   4,   1,   2,  -1, // flow
     -7,   3, -13,  11,   7,   8,   1, // change
     -5,   0,  16,   2,   5,   9,   9, // share
      4, -11,   0,   1,   4,   4,  -2, // thousands
     -1,  -4,   1,   5,   1,   0,  -1, // hundreds
     -3,   4,  -1,   0,   1,   5,   0, // dozens
     -1,   5,  -3,  -7,   0,   3,   3, // few
      0,   0,   0,   0,   0,   2,   2, // things
     -1,  -1,   0,   3,   6,  -2,  -1, // opens
      2,  -4,  -2,   3,  -1,   7,   3, // pointing
      1,   1,  -8,   1,   3,  -1,  -3, // definite
      2,   2,   2, -11,   2,  -2,   7, // indefinite
      8,  -5,  -2, -10,   4,  -7,   3, // perfect
      9,  -2,  -9,  -7,   1,   0,   4, // pluperfect
      3,   1,  -2,  -5,  -1,  -1,  -3, // present
     -8,   7, -11,  10,   2,  -2,   8, // total
     -3,  -7,   0,   6,  -3,  -1,  -6, // number
     -3,   4,   1,  -6,   1,   0,   4, // scene
     14,  -7,  -8,  -9,  -1,  -2,   0, // now
      2,  -4,   2,   1,   0,  -2,   0, // claimed
];
