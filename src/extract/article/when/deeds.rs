//! What a crime did beside what was done about it: "nine were jailed on Thursday for a fraud that brought in $2 million".
//! The fraud took months, the verdict a day; the time of the one is none of the other's. In: measures, periods and the
//! words between a figure and a time. Out: whether the two belong apart.

use super::{Time, days_of};
use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::article::parse::Parsed;
use crate::vocabulary::Vocabulary;
use crate::vocabulary::periods::Beside;

const LOSSES: &str = "losses";
const PROCEEDS: &str = "proceeds";
const VICTIMS: &str = "victims";
/// Who was brought over a border.
const MOVED: &[&str] = &["entered", "departed"];
/// What the police or a court do on a day.
const STROKES: &[&str] =
    &["arrested", "seized", "charged", "convicted", "blocked", "raids", "fined", "released", "checked"];
/// A raid or a verdict takes no longer than so many days.
const LONGEST_STROKE: i32 = 31;

/// Whether a measure says what a crime brought about.
pub fn is_deed(measure: &str) -> bool {
    matches!(measure, PROCEEDS | LOSSES | VICTIMS)
}

/// The same, or whom it brought over a border.
pub fn is_of_crime(measure: &str) -> bool {
    is_deed(measure) || MOVED.contains(&measure)
}

/// Whether a measure says what was done about a crime.
pub fn is_stroke(measure: &str) -> bool {
    STROKES.contains(&measure)
}

/// "was sentenced on Monday for having smuggled 40 people": the time before the crime is not that of the crime.
pub fn is_apart(draft: &Draft, scene: &Scene, time: &Time, vocabulary: &Vocabulary) -> bool {
    let measure = vocabulary.terms.measure_code(draft.measure);
    let short = time.period.as_ref().and_then(days_of).is_some_and(|d| d <= LONGEST_STROKE);
    if !short || !is_of_crime(measure) {
        return false;
    }
    let start = scene.quantities.get(draft.quantity).map_or(0, |q| q.start());
    let takes_part = |i: usize| {
        let noun = scene.parsed.token(i).is_some_and(|t| vocabulary.periods.is(t, Beside::Partaking));
        noun && matches!(scene.parsed.word(i + 1), "in" | "with" | "of")
    };
    (time.mention.end..start).any(|i| opens_crime(&scene.parsed, i) || takes_part(i))
}

/// "for having smuggled", "of running", "suspected of having": where a sentence turns to the crime.
pub fn opens_crime(parsed: &Parsed, at: usize) -> bool {
    // "for allegedly trafficking"
    let adverb = usize::from(parsed.word(at + 1).ends_with("ly"));
    let word = parsed.word(at + 1 + adverb);
    matches!(parsed.word(at), "for" | "of" | "with") && word.len() > 5 && word.ends_with("ing")
}
