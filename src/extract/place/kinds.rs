//! Names with a word for a place beside them: "Kong Pisei district", "Makupa Bridge".

use super::{Certainty, PlaceMention, Reader, country};
use crate::text::Token;
use crate::vocabulary::places::{Lead, PlaceKind};

/// How many words a name may have before the word for its kind.
const LONGEST_NAME: usize = 5;

impl Reader<'_> {
    /// "Kong Pisei district", "Makupa Bridge", "Savannakhet Province", "Preah Sihanouk province".
    pub(super) fn with_kind_word(&self, at: usize, run: usize, lead: Lead) -> Option<PlaceMention> {
        let places = &self.vocabulary.places;
        let first = self.token(at)?;
        // "on the Western Balkan route"
        let directed = at > 0 && places.is_direction(first);
        let skip = (places.is_opener(first) && !first.caps && !directed) || self.is_time(at);
        if skip || self.in_other_name(at) && self.token(at - 1).is_some_and(|t| t.is_word()) {
            return None;
        }
        for end in at + 1..=run.min(at + LONGEST_NAME) {
            let Some(mut kind) = places.kind_word(self.tokens, end) else { continue };
            let mut after = end + kind.tokens;
            // "Tincan Island Port"
            while let Some(more) =
                places.kind_word(self.tokens, after).filter(|_| self.token(after).is_some_and(|t| t.capital))
            {
                after += more.tokens;
                kind = more;
            }
            let found = places.named(&self.words(at, end));
            // "Immigration district", "Islamic State": only a name of the gazetteer, or one that means nothing else.
            let own_word = self.token(end).is_some_and(|t| t.capital);
            let opens = at == 0 && end == 1;
            let owned = at > 0 && self.token(at - 1).is_some_and(|t| t.is("'s"));
            let tied = !own_word || kind.proper || owned || lead != Lead::None;
            if found.is_empty()
                && (opens || !tied || !kind.keep && own_word && lead != Lead::At || self.known_inside(at, end))
            {
                continue;
            }
            let number_at = if self.token(after).is_some_and(|t| t.is("no")) { after + 1 } else { after };
            let numbered = own_word && number_at > after && self.token(number_at).is_some_and(Token::is_number);
            let full = self.words(at, if numbered { number_at + 1 } else { after });
            let both = places.named(&full);
            let found = if kind.own && own_word { both.clone() } else { found };
            let known = !found.is_empty();
            let countries = if both.is_empty() { &found } else { &both }.iter().map(country).collect();
            let area = found.iter().any(|c| c.kind != PlaceKind::City);
            let plain = known && !own_word || area;
            let bare = kind.bare && !own_word;
            let name = if bare || plain && !kind.keep && both.is_empty() { self.words(at, end) } else { full };
            let certainty = match known {
                _ if kind.address => Certainty::Address,
                true => Certainty::Known,
                false => Certainty::Word,
            };
            let lead = match lead {
                Lead::None if self.is_agency_at(after) => Lead::Agency,
                // "the capital's North West district"
                Lead::None if owned => Lead::At,
                lead => lead,
            };
            let end = if numbered { number_at + 1 } else { after };
            return Some(PlaceMention { start: at, end, name, countries, lead, certainty, inside: None });
        }
        None
    }

    pub(super) fn known_inside(&self, start: usize, end: usize) -> bool {
        (start..end).any(|i| {
            let agency = self.token(i).is_some_and(|t| self.vocabulary.places.is_never(t));
            agency || (end == start + 1 && self.is_known_word(i))
        })
    }
}
