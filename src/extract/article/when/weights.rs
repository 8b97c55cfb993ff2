//! What each mark of a candidate weighs, in tenths, and each trait of the figure beside what a candidate is. Found by `make weights`
//! over the annotated articles (docs/decisions/0012-a-time-is-weighed.md); what stands where is told by `marks`.

use super::marks;

#[rustfmt::skip]
pub const WEIGHTS: [i32; marks::WEIGHTS] = [
    // short, of months, long
      9,   8,   5, // goes on, told in its paragraph
     -5,  -4,  -3, // goes on, 1 paragraph before
     -8,  -2,  -3, // goes on, 2 paragraphs before
     -5,  -6,  -5, // goes on, 3 and more before
      1,   3,   9, // opens a paragraph, told in it
      2,  -1,   2, // opens a paragraph, 1 before
     -7,   2,  -6, // opens a paragraph, 2 before
     -1,  -4,  -3, // opens a paragraph, 3 and more before
    // event, derived, named, later, background, since, named since, compared, named compared, present
      1,  -8,   1,   7,   9,  -2,  -2,  -4,  -1,   0, // told first by
    // event, derived, named, later, background, since, named since, compared, named compared, present
      0,   4,   1,   7,   2,  -4,  -2,  -4,   0,   3, // told last by
    // day, week, month, quarter, year, years, open
     -2,   7,  -1,   1,   1,  -1,  -4, // lasts
    // stroke, deed, stock, flow
     -8,  -4, -12,  -5, // beside deeds
    // stroke, deed, stock, flow
      3, -13, -13,  -4, // beside strokes
    // none first, none previous, none in the paragraph before, none farther, none in the sentence, none of losses, far, in the sentence, most, first of months, first long, haul
    -18,  10,   8,  12,   4,  -2,  -7,   4,   2,   2,   6,   7, // marks
    // none, short, month, long, first, last, previous
      0,   0,  -1,   0,   1,   3,   2, // is
    // none, short, month, long, first, last, previous
     -1,   2,   0,  -1,   2,   3,   3, // stroke
     11, -16,  -1,   2,   0,   2,   0, // deed
     10,   0,  -9, -10,  -5,   6,   1, // stock
     -3,   0,   0,   4,   0,   2,   0, // flow
     -5,   1, -11,   9,   7,   7,   1, // change
     -5,   0,  10,   1,   3,   8,   8, // share
      4, -10,  -1,   1,   3,   4,  -1, // thousands
      0,  -4,   1,   3,   0,   0,   1, // hundreds
     -3,   4,   0,  -1,   1,   5,   1, // dozens
      0,   4,  -2,  -7,   0,   4,   2, // few
      0,   0,   0,   0,   1,   2,   3, // things
     -1,   0,  -1,   2,   5,  -1,   0, // opens
      2,  -3,  -2,   1,  -1,   6,   3, // pointing
      1,   1,  -4,   0,   3,  -1,  -2, // definite
      2,   1,   0,  -8,   2,  -2,   5, // indefinite
      7,  -3,  -3,  -8,   3,  -5,   2, // perfect
      8,  -1,  -8,  -6,   0,   0,   3, // pluperfect
      3,   0,   0,  -6,   1,   0,  -3, // present
     -6,   3,  -8,  11,   3,  -3,   4, // total
     -4,  -7,   2,   6,  -2,   0,  -8, // number
     -2,   3,   1,  -5,   1,   2,   2, // scene
     12,  -6,  -7,  -8,  -2,  -3,  -3, // now
      1,  -1,   1,  -1,  -3,  -1,   1, // claimed
];
