//! The ledger: no number leaves an article unaccounted for. In: the sentences, and the figures and refusals so far. Out:
//! a refusal of each number that is in neither, since a longer phrase took it in: a time, an age, a partitive.

use super::draft::Draft;
use crate::extract::period::PeriodMention;
use crate::model::{Refusal, Span};
use crate::text::{Prose, Token};
use crate::vocabulary::Vocabulary;

/// The numbers that no figure and no refusal holds.
pub fn rest(
    prose: &Prose,
    times: &[Vec<PeriodMention>],
    drafts: &[Draft],
    refusals: &[Refusal],
    vocabulary: &Vocabulary,
) -> Vec<Refusal> {
    let mut accounts: Vec<Span> = drafts.iter().map(|d| d.figure).chain(refusals.iter().map(|r| r.span)).collect();
    accounts.sort();
    let mut out = Vec::new();
    for (sentence, times) in prose.sentences.iter().zip(times) {
        let near = accounts.partition_point(|a| a.end < sentence.span.start);
        let held = |span: Span| {
            let here = accounts.iter().skip(near).take_while(|a| a.start < sentence.span.end);
            here.into_iter().any(|a| a.contains(span))
        };
        for (at, span) in numbers(&sentence.tokens, vocabulary).filter(|(_, span)| !held(*span)) {
            let timed = times.iter().any(|t| t.start <= at && at < t.end);
            out.push(Refusal { span, reason: if timed { "date" } else { "in_phrase" } });
        }
    }
    out
}

/// Every number in digits or letters: its first token and its span.
fn numbers<'t>(tokens: &'t [Token], vocabulary: &'t Vocabulary) -> impl Iterator<Item = (usize, Span)> + 't {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < tokens.len() {
            let start = at;
            let number = vocabulary.numbers.plain(tokens, start);
            at = number.map_or(start, |(_, end)| end).max(start + 1);
            let (first, last) = (tokens.get(start)?, tokens.get(at - 1)?);
            if first.is_number() || number.is_some() {
                return Some((start, first.span.join(last.span)));
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::period;

    #[test]
    fn numbers_that_longer_phrases_took_in_are_refused() {
        let text = "In those two months 300 police held a 50-year-old man and lost 21-15.";
        let vocabulary = Vocabulary::builtin();
        let prose = vocabulary.prose(text, Span::new(0, text.len()));
        let times: Vec<_> = prose.sentences.iter().map(|s| period::find(&s.tokens, vocabulary)).collect();
        let at = text.find("300").unwrap();
        let known = [Refusal { span: Span::new(at, at + 3), reason: "staff" }];
        let found = rest(&prose, &times, &[], &known, vocabulary);
        let found: Vec<_> = found.iter().map(|r| (r.span.of(text), r.reason)).collect();
        assert_eq!(found, [("two", "date"), ("50", "in_phrase"), ("21", "in_phrase"), ("15", "in_phrase")]);
    }
}
