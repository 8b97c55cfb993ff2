//! Changes and shares: whether a number is a level, a rise or fall, or a part in percent.

use super::nouns::is_minor;
use super::parse::Parsed;
use super::quantity::{Quantity, What};
use crate::model::{Direction, Kind};
use crate::vocabulary::Vocabulary;

/// The kinds of a sentence's quantities. A percentage said of the same change again ("by 4,430, or 39.8 percent", "up by
/// 6,466 (15.2 percent)") is the same change.
pub fn kinds(parsed: &Parsed, quantities: &[Quantity], vocabulary: &Vocabulary) -> Vec<KindOf> {
    let mut out: Vec<KindOf> = Vec::with_capacity(quantities.len());
    for (index, quantity) in quantities.iter().enumerate() {
        let mut own = kind_of(parsed, quantity, vocabulary);
        let previous = index.checked_sub(1).and_then(|i| quantities.get(i).zip(out.get(i)));
        if let Some((before, kind)) = previous
            && own.0 == Kind::Share
            && quantity.partitive.is_none()
            && kind.0 == Kind::Change
            && quantity.start() <= before.end + 3
            && matches!(parsed.before(quantity.start(), 1), "(" | "or")
        {
            own = *kind;
        }
        out.push(own);
    }
    out
}

/// A kind, its direction, and the words that say so.
pub type KindOf = (Kind, Option<Direction>, Option<(usize, usize)>);

/// The kind of statement that a quantity makes, with its direction and the words that say so.
fn kind_of(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> KindOf {
    let percent = quantity.what == What::Percent;
    if percent && quantity.partitive.is_some() {
        return (Kind::Share, None, None);
    }
    // "picked up by a car"
    let change = || before(parsed, quantity, vocabulary).or_else(|| behind(parsed, quantity, percent, vocabulary));
    if let Some((up, words)) = (!quantity.article).then(change).flatten() {
        let direction = if up { Direction::Increase } else { Direction::Decrease };
        return (Kind::Change, Some(direction), Some(words));
    }
    (if percent { Kind::Share } else { Kind::Level }, None, None)
}

/// "rose by 100", "up 12%", "a fall of 48 percent", "down by another 12%".
fn before(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> Option<(bool, (usize, usize))> {
    let start = quantity.start();
    let percent = quantity.what == What::Percent;
    let filler = |word: &str| matches!(word, "another" | "a" | "mere" | "only" | "just");
    let by = (1..=3).find(|back| !filler(parsed.before(start, *back)));
    if by.is_some_and(|back| parsed.before(start, back) == "by") {
        // "reduced the number of illegal residents by 25,000"
        for back in 2..=12 {
            let Some(at) = start.checked_sub(back) else { break };
            // "rose for the first time in three years, by 1,019 to 9,726"
            let parted = parsed.word(at) == "," && back == 2 && parsed.word(quantity.end) == "to";
            if matches!(parsed.word(at), "," | ";" | "." | "who" | "which") && !parted {
                break;
            }
            if let Some(found) = vocabulary.grammar.changes.longest(parsed.tokens, at).filter(|m| m.end < start) {
                return Some((*found.sense, (found.start, found.end)));
            }
        }
    }
    for back in 1..=5 {
        let at = start.checked_sub(back)?;
        let word = parsed.word(at);
        if matches!(word, "to" | "from" | "." | ";" | ":" | "(") && back == 1 {
            return None;
        }
        if let Some(found) = vocabulary.grammar.changes.longest(parsed.tokens, at).filter(|m| m.end <= start) {
            let by = (found.end..start).any(|i| matches!(parsed.word(i), "by" | "of"));
            let touches = found.end == start
                || (found.end..start).all(|i| {
                    matches!(
                        parsed.word(i),
                        "by" | "of"
                            | "another"
                            | "a"
                            | "an"
                            | "some"
                            | "about"
                            | "further"
                            | "only"
                            | "nearly"
                            | "namely"
                            | "over"
                            | "almost"
                            | "around"
                            | "the"
                    )
                });
            let made = parsed.word(found.start) == "up"
                && found
                    .start
                    .checked_sub(1)
                    .is_some_and(|i| matches!(parsed.word(i), "made" | "make" | "makes" | "making"));
            let bare = quantity.is_bare()
                && found.end == start
                && matches!(parsed.word(found.start), "up" | "down")
                && matches!(parsed.word(quantity.end), "from" | "on" | "over" | "compared" | "against" | "year");
            if made {
                return None;
            }
            if bare {
                return Some((*found.sense, (found.start, found.end)));
            }
            let verb = !matches!(parsed.word(found.start), "more" | "less" | "fewer" | "above" | "below" | "added");
            if touches && verb && (by || percent) {
                return Some((*found.sense, (found.start, found.end)));
            }
        }
        if matches!(word, "," | "and" | "to") {
            // "by 4,430 persons, or 39.8 percent": the second figure says the first again in percent.
            break;
        }
    }
    None
}

/// "12 percent more than", "8,725 more than on January 1", "3% fewer", "70.9 percent higher".
fn behind(
    parsed: &Parsed,
    quantity: &Quantity,
    percent: bool,
    vocabulary: &Vocabulary,
) -> Option<(bool, (usize, usize))> {
    let mut at = quantity.end;
    // "15.3 percent or 475 more than in the same quarter"
    if percent && parsed.word(at) == "or" {
        at = vocabulary.numbers.plain(parsed.tokens, at + 1).map_or(at, |(_, end)| end);
    }
    if parsed.word(at) == "(" {
        // "8,725 (11.8 percent) more than": the same holds for both figures.
        at = (at..at + 6).find(|i| parsed.word(*i) == ")")? + 1;
    } else if parsed.word(at) == ")" {
        at += 1;
    }
    let found = vocabulary.grammar.changes.longest(parsed.tokens, at)?;
    // "57 are girls and boys below the age of 18"
    if is_minor(parsed, at, vocabulary) {
        return None;
    }
    let comparing = matches!(
        parsed.word(found.end),
        "than"
            | "on"
            | "from"
            | "compared"
            | "over"
            | "year"
            | ","
            | "."
            | "in"
            | "the"
            | "against"
            | ""
            | "that"
            | "and"
            | "when"
    );
    let than = parsed.word(found.end) == "than" || matches!(parsed.word(found.start), "above" | "below");
    ((percent && comparing)
        || than
        || (percent
            && matches!(
                parsed.word(found.start),
                "increase"
                    | "decrease"
                    | "rise"
                    | "fall"
                    | "drop"
                    | "decline"
                    | "reduction"
                    | "growth"
                    | "jump"
                    | "surge"
                    | "gain"
            )))
    .then_some((*found.sense, (found.start, found.end)))
}
