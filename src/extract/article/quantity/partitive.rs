//! "of them", "of the 317", "of the suspects": words behind a number that tie it to an earlier one. In: a token. Out: what
//! it points to, and the noun behind.

use super::{Partitive, Reader};
use crate::extract::article::nouns::{NounPhrase, is_elided, noun_phrase};
use crate::extract::article::parse::Parsed;

impl Reader<'_, '_> {
    /// The noun phrase behind "of", "of the", "of them".
    pub(super) fn of_phrase(&self, at: usize) -> (NounPhrase, Option<Partitive>, usize) {
        let parsed = self.parsed;
        if parsed.word(at) != "of" {
            return (NounPhrase { end: at, ..NounPhrase::default() }, None, at);
        }
        if let Some((partitive, end)) = self.partitive(at) {
            let mut noun = noun_phrase(parsed, end, self.vocabulary);
            if !matches!(partitive, Partitive::TheNoun | Partitive::Owned) && !noun.starts_with_people() {
                noun = NounPhrase { end, ..NounPhrase::default() };
            }
            let stop = noun.end.max(end);
            return (noun, Some(partitive), stop);
        }
        let noun = noun_phrase(parsed, at + 1, self.vocabulary);
        let stop = noun.end.max(at);
        (noun, None, stop)
    }

    /// "2.4 tonnes of it", "RM268 million of this sum": an amount out of the one before.
    pub(super) fn of_amount(&self, of: usize) -> Option<Partitive> {
        let word = |at: usize| self.parsed.word(at);
        let sum = matches!(word(of + 1), "this" | "that" | "the")
            && matches!(word(of + 2), "sum" | "amount" | "haul" | "total");
        let it =
            matches!(word(of + 1), "it" | "that" | "this") && !self.parsed.token(of + 2).is_some_and(|t| t.capital);
        (word(of) == "of" && (sum || it || word(of + 1) == "which")).then_some(Partitive::Them)
    }

    /// "of them", "of whom", "of the 13", "of the": what it points to, and where its words end.
    pub(super) fn partitive(&self, of: usize) -> Option<(Partitive, usize)> {
        let parsed = self.parsed;
        if parsed.word(of) != "of" {
            return None;
        }
        if let Some(found) = one_of_pair(parsed, of) {
            return Some(found);
        }
        match parsed.word(of + 1) {
            "them" | "whom" | "which" | "these" | "those" => Some((Partitive::Them, of + 2)),
            "the" | "all" | "their" | "his" | "its" | "her" | "our" => {
                let from = of + 2;
                if let Some((value, end)) = self.vocabulary.numbers.plain(parsed.tokens, from) {
                    return Some((Partitive::Number(value as u64), end));
                }
                let owned = !matches!(parsed.word(of + 1), "the" | "all") && parsed.word(from) != "number";
                let points = if owned { Partitive::Owned } else { Partitive::TheNoun };
                (!is_elided(parsed, of)).then_some((points, from))
            }
            _ if parsed.word(of + 2) == "'s" => Some((Partitive::TheNoun, of + 3)),
            _ => None,
        }
    }
}

/// "of the latter", "of the former": which of two groups, and where its words end.
pub fn one_of_pair(parsed: &Parsed, of: usize) -> Option<(Partitive, usize)> {
    if !(parsed.word(of) == "of" && parsed.word(of + 1) == "the") {
        return None;
    }
    let end = of + 3;
    // "of the former employees": no pair.
    let alone = parsed.is_mark(end) || end >= parsed.len() || parsed.mention_from(end).is_none_or(|m| m.is_verb());
    match parsed.word(of + 2) {
        "latter" => Some((Partitive::LastGroup, end)),
        "former" if alone && !parsed.token(end).is_some_and(|t| t.folded.ends_with('s')) => {
            Some((Partitive::Former, end))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn a_partitive_points_to_the_number_it_names() {
        let text = "Police arrested 317 foreigners. Some 40 of the 317 were deported.";
        assert_eq!(told(text), ["317 arrested foreign", "40 deported foreign <0"]);
    }
}
