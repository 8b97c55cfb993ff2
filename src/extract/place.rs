//! Places that a sentence names. In: tokens. Out: mentions with the countries they can lie in, not yet chosen.
//!
//! A name counts where its words make it a place: a name of the gazetteer behind "in" or before "police", any name with
//! a word for a place beside it ("Kong Pisei district"), an unknown name behind "in" or "at". Never a person's name, nor
//! an organisation's.

mod bodies;
mod kinds;
mod lead;
mod nest;

use crate::model::Code;
use crate::text::{Token, TokenKind};
use crate::vocabulary::periods::Beside;
use crate::vocabulary::places::{Candidate, Lead, PlaceKind};
use crate::vocabulary::{Class, Sense, Vocabulary};

/// How many tokens a dateline may have before its dash.
const LONGEST_DATELINE: usize = 14;
/// How many letters a sign of money may have.
const LONGEST_SIGN: usize = 3;
/// From how many thousand people a name is a place without a word before it.
const LARGE_TOWN: u32 = 100;

/// A country that a name can lie in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceCountry {
    pub code: Code,
    pub kind: PlaceKind,
    /// In thousands; 0 is unknown.
    pub population: u32,
}

/// How much makes a name a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// A street: known to be a place, but not what it is called by.
    Address,
    /// An unknown name behind "in" or "at".
    Guess,
    /// A word for a place stands beside it.
    Word,
    /// The gazetteer knows it.
    Known,
}

/// One named place: the tokens `start..end`.
#[derive(Debug, Clone, PartialEq)]
pub struct PlaceMention {
    pub start: usize,
    pub end: usize,
    /// As the text spells it; without "province" behind a known name.
    pub name: String,
    pub countries: Vec<PlaceCountry>,
    pub lead: Lead,
    pub certainty: Certainty,
    /// The place around it, where the text names one behind a comma: "Silang, Cavite". Index into the same list.
    pub inside: Option<usize>,
}

/// All places of a sentence, in order.
pub fn find(tokens: &[Token], text: &str, vocabulary: &Vocabulary) -> Vec<PlaceMention> {
    let reader = Reader { tokens, text, vocabulary };
    let dateline = reader.dateline();
    let mut out: Vec<PlaceMention> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let capital = tokens.get(at).is_some_and(|t| t.capital && t.is_word());
        let country_end = if capital { reader.country_end(at).max(reader.other_end(at)) } else { at };
        let found = if capital { reader.place(at, &out, dateline) } else { None };
        match found {
            // "El Salvador" holds no Salvador.
            found if country_end > at && found.as_ref().is_none_or(|m| m.end <= country_end) => at = country_end,
            Some(mention) => {
                at = mention.end;
                out.push(mention);
            }
            // A run of capitals that is no place may hold one behind its first word.
            None => at += 1,
        }
    }
    reader.nest(&mut out);
    out
}

struct Reader<'a> {
    tokens: &'a [Token],
    text: &'a str,
    vocabulary: &'a Vocabulary,
}

impl Reader<'_> {
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(super) fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Mark && t.folded == mark)
    }

    /// The token of the dash that ends a dateline: "PHNOM PENH —", "DENGKIL:".
    fn dateline(&self) -> usize {
        let caps = self.token(0).is_some_and(|t| t.caps || t.is("("));
        let dash = |t: &Token| t.kind == TokenKind::Mark && ["—", "–", "-", ":"].contains(&t.folded.as_str());
        let end = self.tokens.iter().take(LONGEST_DATELINE).position(dash).unwrap_or(0);
        let names = self.tokens.get(..end).unwrap_or(&[]);
        // "Kumasi, April 3 —": a name in small letters, and nothing but names and a date.
        let named = |t: &Token| t.capital || !t.is_word();
        let opens = self.token(0).is_some_and(|t| !self.vocabulary.grammar.is(t, Class::Preposition));
        let spaced = self.token(end).is_some_and(|t| t.spaced && !t.is(":"));
        if caps || (opens && spaced && names.iter().all(named)) { end } else { 0 }
    }

    fn place(&self, at: usize, before: &[PlaceMention], dateline: usize) -> Option<PlaceMention> {
        let places = &self.vocabulary.places;
        let in_dateline = at < dateline;
        let lead = if in_dateline { Lead::Dateline } else { self.lead(at, before) };
        let run = self.run_end(at);
        if let Some(mention) = self.with_kind_word(at, run, lead) {
            return Some(mention);
        }
        if let Some((end, found)) = places.lookup(self.tokens, at) {
            let countries: Vec<PlaceCountry> = found.iter().map(country).collect();
            let body = self.body_end(end, run);
            let lead = match lead {
                Lead::None | Lead::Dateline if self.is_label(at, end) => Lead::At,
                Lead::None if body.is_some() || self.is_agency_at(end) => Lead::Agency,
                lead => lead,
            };
            let lead = match lead {
                Lead::Agency if self.is_told(at) || self.speaks_of(body.unwrap_or(end)) => Lead::Seat,
                lead => lead,
            };
            let name_goes_on = end < run && body.is_none() && !self.ends_name(end);
            let start = self.name_start(at);
            if !(lead == Lead::None || name_goes_on || start == at && self.in_other_name(at)) {
                let lead = if start < at { self.lead(start, before) } else { lead };
                return Some(self.mention(start, end, countries, lead, Certainty::Known));
            }
            // "Denver contributed another 63": a large place needs no word before it.
            let alone = !name_goes_on && end == run && !self.in_other_name(at) && !self.speaks(end);
            if alone && countries.iter().any(|c| c.population >= LARGE_TOWN || c.kind == PlaceKind::Area) {
                return Some(self.mention(at, end, countries, Lead::None, Certainty::Known));
            }
        }
        if in_dateline && at == 0 {
            let end = self.word_run(at);
            let known = self.is_known_word(at);
            return (!known).then(|| self.mention(at, end, Vec::new(), Lead::Dateline, Certainty::Guess));
        }
        (lead == Lead::At && self.guess(at, run)).then(|| self.mention(at, run, Vec::new(), lead, Certainty::Guess))
    }

    /// "Port of Montreal": where the word that "of" ties to a place has a capital, it belongs to the name.
    fn name_start(&self, at: usize) -> usize {
        let held = at.checked_sub(2).and_then(|i| self.token(i));
        let of = at > 2 && self.token(at - 1).is_some_and(|t| t.is("of"));
        let kind = held.is_some_and(|t| t.capital && !t.caps && self.vocabulary.places.is_of_word(t));
        let court = held.is_some_and(|t| self.vocabulary.places.is_never(t));
        if of && kind && !court { at - 2 } else { at }
    }

    /// "- Dajabón: 902", "- Pedernales (416)": the label of a line of figures.
    fn is_label(&self, at: usize, end: usize) -> bool {
        let bullet = self.token(0).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Bullet));
        let figure = self.token(end + 1).is_some_and(Token::is_number);
        at == 1 && bullet && figure && (self.is_mark(end, ":") || self.is_mark(end, "("))
    }

    fn mention(
        &self,
        start: usize,
        end: usize,
        countries: Vec<PlaceCountry>,
        lead: Lead,
        certainty: Certainty,
    ) -> PlaceMention {
        PlaceMention { start, end, name: self.words(start, end), countries, lead, certainty, inside: None }
    }

    fn words(&self, start: usize, end: usize) -> String {
        let (Some(first), Some(last)) = (self.token(start), end.checked_sub(1).and_then(|e| self.token(e))) else {
            return String::new();
        };
        first.span.join(last.span).of(self.text).to_string()
    }

    /// The token behind the capitals that begin at `at`; hyphens and "de", "al" between capitals belong to them.
    fn run_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while let Some(token) = self.token(end) {
            let small = |i: usize| self.token(i).is_some_and(|t| t.is_word() && self.vocabulary.places.is_particle(t));
            let joins = token.is_word() && token.capital && !self.is_time(end);
            let through = small(end) && self.token(end + 1).is_some_and(|t| t.capital && t.is_word());
            if !(joins || through) {
                break;
            }
            end += 1;
        }
        end
    }

    fn word_run(&self, at: usize) -> usize {
        let caps = self.token(at).is_some_and(|t| t.caps);
        (at..self.tokens.len())
            .find(|i| !self.token(*i).is_some_and(|t| t.is_word() && (t.caps || !caps && t.capital)))
            .unwrap_or(self.tokens.len())
    }

    fn is_time(&self, at: usize) -> bool {
        use crate::vocabulary::periods::Word;
        self.token(at).is_some_and(|t| {
            matches!(
                self.vocabulary.periods.word(t),
                Word::Month(_) | Word::Weekday(_) | Word::WeekdayAbbreviation(_) | Word::MonthAbbreviation(_)
            )
        })
    }

    /// Whether the vocabulary knows the words at a token as a country, a nationality, an offence, a kind of person.
    fn is_known_word(&self, at: usize) -> bool {
        self.vocabulary.terms.lexicon.longest(self.tokens, at).is_some()
    }

    fn is_country(&self, at: usize) -> bool {
        self.vocabulary.terms.lexicon.matches(self.tokens, at).any(|m| matches!(m.sense, Sense::Country { .. }))
    }

    /// The token behind a part of the world, or an abbreviation in brackets: "South Asia", "(ICA)".
    fn other_end(&self, at: usize) -> usize {
        let bracket = at > 0 && self.is_mark(at - 1, "(") && self.is_mark(at + 1, ")");
        if bracket && self.token(at).is_some_and(|t| t.caps) {
            return at + 1;
        }
        self.vocabulary.grammar.regions.longest(self.tokens, at).map_or(at, |m| m.end)
    }

    /// The token behind a country's name or a nationality; `at` where there is none.
    fn country_end(&self, at: usize) -> usize {
        let matches = self.vocabulary.terms.lexicon.matches(self.tokens, at);
        matches.filter(|m| matches!(m.sense, Sense::Country { .. })).map(|m| m.end).max().unwrap_or(at)
    }

    /// "northern Thailand", "downtown Lagos", "central Bangkok"
    pub(super) fn is_direction(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| !t.capital && self.vocabulary.places.is_direction(t))
    }

    /// Whether a verb of saying or an apposition of a person follows: "Jackson said", "Lincoln, 42,".
    fn speaks(&self, at: usize) -> bool {
        let aged =
            self.is_mark(at, ",") && self.token(at + 1).is_some_and(Token::is_number) && self.is_mark(at + 2, ",");
        aged || self.token(at).is_some_and(|t| self.vocabulary.periods.is(t, Beside::Speech))
    }

    fn is_agency_at(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| self.vocabulary.places.is_agency(t) || t.is("'s"))
    }

    /// Whether capitals behind a name begin something else: "in Lagos Nigerian police", "in Kratie Governor X".
    fn ends_name(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return true };
        self.is_country(at)
            || self.vocabulary.places.is_agency(token)
            || self.vocabulary.places.is_opener(token)
            || self.vocabulary.places.kind_word(self.tokens, at).is_some()
    }

    /// "University of Cambridge", "Bank of Lagos", "Mayor Paris": the name of somebody or something else.
    fn in_other_name(&self, at: usize) -> bool {
        let Some(i) = at.checked_sub(1) else { return false };
        let Some(previous) = self.token(i) else { return false };
        let name_before = previous.is_word()
            && previous.capital
            && i > 0
            && !self.vocabulary.places.is_opener(previous)
            && self.vocabulary.places.lead(previous) == Lead::None
            && !self.is_country(i)
            && !self.is_time(i);
        let of_name = previous.is("of")
            && i > 0
            && self.token(i - 1).is_some_and(|t| t.capital && !self.vocabulary.places.is_of_word(t));
        name_before || of_name || previous.is("&") || previous.is("-")
    }

    /// An unknown name behind "in" or "at" that means nothing else.
    fn guess(&self, at: usize, run: usize) -> bool {
        let places = &self.vocabulary.places;
        let Some(first) = self.token(at) else { return false };
        let acronym = run == at + 1 && first.caps;
        let other = (at..run).any(|i| {
            self.is_known_word(i)
                || self.is_time(i)
                || self.token(i).is_some_and(|t| places.is_never(t) || places.is_opener(t))
        });
        let organisation =
            self.is_mark(run, "(") || self.token(run).is_some_and(|t| t.is("'s") || t.is("of")) || run > at + 3;
        let counted = self.token(run).is_some_and(|t| t.glued);
        // "at Tk 12.6 crore", "put at C$9.4 million": money.
        let next = self.token(run);
        let money = run == at + 1
            && first.folded.chars().count() <= LONGEST_SIGN
            && next.is_some_and(|t| t.is_number() || t.is("$"));
        let behind_article = at > 0 && self.token(at - 1).is_some_and(|t| t.is("the") || t.is("of"));
        !(acronym || other || organisation || counted || money || behind_article)
    }
}

fn country(candidate: &Candidate) -> PlaceCountry {
    PlaceCountry { code: candidate.country.into(), kind: candidate.kind, population: candidate.population }
}

#[cfg(test)]
mod tests;
