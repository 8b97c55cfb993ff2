//! What ties a place to its sentence: that something happened there, that somebody left it or spoke there. In: tokens and
//! the places before. Out: a lead.

use super::{PlaceMention, Reader};
use crate::text::TokenKind;
use crate::vocabulary::Class;
use crate::vocabulary::periods::Beside;
use crate::vocabulary::places::Lead;

/// How far behind a verb of saying the office of who speaks may be named: "said Colonel Lorusso, head of the squad in Crotone".
const OFFICE_REACH: usize = 14;

impl Reader<'_> {
    /// What ties the name to the sentence: the word before it, or before the list that it goes on.
    pub(super) fn lead(&self, at: usize, before: &[PlaceMention]) -> Lead {
        let Some(i) = at.checked_sub(1) else { return Lead::None };
        let Some(previous) = self.token(i) else { return Lead::None };
        if previous.is("the") || previous.kind == TokenKind::Word && self.is_direction(i) {
            return self.lead(i, before);
        }
        // "in Delhi's Dwarka"
        if previous.is("'s")
            && let Some(owner) = before.last().filter(|m| m.end == i)
        {
            return owner.lead;
        }
        if previous.is("of") {
            let held = i.checked_sub(1).and_then(|i| self.token(i));
            return if held.is_some_and(|t| self.vocabulary.places.is_of_word(t)) { Lead::At } else { Lead::Of };
        }
        let lead = self.vocabulary.places.lead(previous);
        if lead != Lead::None {
            let speaker = i.checked_sub(1).and_then(|i| self.token(i));
            let periods = &self.vocabulary.periods;
            let said = lead == Lead::At
                && speaker.is_some_and(|t| {
                    periods.is(t, Beside::Speech) || t.is_word() && periods.is(t, Beside::Audience) && !t.is("to")
                });
            return match lead {
                _ if said => Lead::Said,
                Lead::At if self.is_seat(i) => Lead::Seat,
                lead => lead,
            };
        }
        let joined = previous.is("and") || previous.is("or") || previous.is(",");
        match before.last() {
            Some(last) if joined && last.end == i && last.lead != Lead::Dateline => last.lead,
            Some(last) if previous.is("and") && last.end + 1 == i && self.is_mark(last.end, ",") => last.lead,
            _ => Lead::None,
        }
    }

    /// "according to the embassy in Phnom Penh", "said Colonel Lorusso, head of the flying squad in Crotone": where somebody
    /// has his office who speaks. `at` is the preposition.
    fn is_seat(&self, at: usize) -> bool {
        let token = |i: usize| self.token(i);
        let seat = at.checked_sub(1).and_then(token).is_some_and(|t| self.vocabulary.places.is_seat(t));
        let grammar = &self.vocabulary.grammar;
        let tells = |i: usize| {
            token(i).is_some_and(|t| {
                t.is_number() || [Class::Be, Class::Have, Class::Subordinator].iter().any(|c| grammar.is(t, *c))
            })
        };
        let mut commas = 0;
        for i in (at.saturating_sub(OFFICE_REACH)..at).rev() {
            let Some(word) = token(i) else { break };
            if word.is("to") && i.checked_sub(1).and_then(token).is_some_and(|t| t.is("according")) {
                return true;
            }
            if self.vocabulary.periods.is(word, Beside::Speech) && word.kind == TokenKind::Word {
                return commas > 0;
            }
            if tells(i) {
                break;
            }
            commas += usize::from(word.is(","));
        }
        seat
    }
}
