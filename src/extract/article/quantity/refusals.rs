//! Numbers that are never observations, by what stands around them: ages, clocks, names, pronouns. In: a number. Out: the
//! reason to refuse it.

use super::Reader;
use crate::extract::article::nouns::noun_phrase;
use crate::extract::article::parse::Parsed;
use crate::model::Qualifier;
use crate::text::Token;
use crate::vocabulary::Class;
use crate::vocabulary::grammar::Grammar;
use crate::vocabulary::numbers::NumberAt;

/// What each of them has stands at most so far into its sentence.
const EACH: usize = 5;
/// How far before an age its superlative may stand.
const SUPERLATIVE: usize = 10;

/// Limits of age are no higher: "were below 21".
const ADULT: f64 = 25.0;

fn before_is(parsed: &Parsed, start: usize, grammar: &Grammar) -> bool {
    parsed.token_before(start, 1).is_some_and(|t| grammar.is(t, Class::Copula))
}

impl Reader<'_, '_> {
    /// A bound before a date ("over the past 60 days") is no number.
    pub(super) fn runs_into_time(&self, number: &NumberAt) -> bool {
        (number.start..number.end).any(|i| self.parsed.timed.get(i).copied().unwrap_or(false))
    }

    /// Numbers that are never observations, by what stands around them.
    pub(super) fn refuse(&self, number: &NumberAt) -> Option<(&'static str, usize)> {
        let parsed = self.parsed;
        let grammar = &self.vocabulary.grammar;
        let first = parsed.token(number.start)?;
        let digits = (number.start..number.end).find(|i| parsed.token(*i).is_some_and(|t| t.is_number()));
        let next = parsed.token(number.end);
        if first.glued {
            return Some(("name", number.end));
        }
        // "an M16 rifle", "the S61 expressway"; letters of a currency stand before its amount too.
        let letters = number.start.checked_sub(1).and_then(|i| parsed.token(i)).filter(|t| t.is_word() && t.capital);
        let sign = || self.vocabulary.units.before(self.text, parsed.tokens, number.start, self.country).is_some();
        if digits == Some(number.start) && !first.spaced && letters.is_some() && !sign() {
            return Some(("name", number.end));
        }
        if next.is_some_and(|t| t.glued) {
            let age = next.is_some_and(|t| t.is("year") || t.is("month") || t.is("week"));
            return Some((if age { "age" } else { "compound" }, self.end_of_glued(number.end)));
        }
        if next.is_some_and(|t| !t.spaced && matches!(t.folded.as_str(), "st" | "nd" | "rd" | "th")) {
            return Some(("ordinal", number.end + 1));
        }
        if self.is_clock(number) {
            return Some(("time", number.end + 1));
        }
        if self.is_second_day(number) {
            return Some(("date", number.end));
        }
        if self.is_length_of_list(number) {
            return Some(("duration", number.end));
        }
        if matches!(parsed.before(number.start, 1), "calling" | "call" | "dial" | "dialling" | "dialing" | "ring")
            && digits.is_some()
            && self.bare(number)
        {
            return Some(("name", number.end));
        }
        if self.is_age(number) {
            return Some(("age", number.end));
        }
        let before = number.start.checked_sub(1).and_then(|i| parsed.token(i));
        // "the Immigration Act 1959/63", "sections 120B and 420 of the Code"
        let slashed = before.is_some_and(|t| t.is("/")) && digits.is_some();
        let section = |back: usize| {
            number
                .start
                .checked_sub(back)
                .and_then(|i| parsed.token(i))
                .is_some_and(|t| t.is("sections") || t.is("articles"))
        };
        if slashed && number.start > 1 && parsed.token(number.start - 2).is_some_and(|t| t.is_number())
            || section(1)
            || (2..=5).any(section) && matches!(parsed.before(number.start, 1), "and" | "or" | ",")
        {
            return Some(("name", number.end));
        }
        // "In Peel Region 207 carjackings were recorded"
        let named = number.start.checked_sub(2).and_then(|i| parsed.token(i)).is_some_and(|t| t.capital && t.is_word());
        let complete = named && !self.bare(number);
        let numbers = |t: &Token| {
            (grammar.is(t, Class::Numbered) && (t.capital || self.bare(number)))
                || (grammar.is(t, Class::NumberedName) && t.capital && digits.is_some() && !complete)
        };
        let percent = grammar.percent.longest(parsed.tokens, number.end).is_some();
        // "a return of 300 per cent", "0.5 per cent of each stake"
        let earned = number.start.checked_sub(2).is_some_and(|i| {
            parsed.before(number.start, 1) == "of" && grammar.returns.longest(parsed.tokens, i).is_some()
        });
        // "percentages do not always add up to 100"
        let sum = parsed.before(number.start, 2) == "up" && parsed.before(number.start, 3).starts_with("add");
        if sum && number.bounds.low == Some(100.0) && self.bare(number) {
            return Some(("in_phrase", number.end));
        }
        // "All but three are Chinese"
        if parsed.before(number.start, 1) == "but" && matches!(parsed.before(number.start, 2), "all" | "none") {
            return Some(("in_phrase", number.end));
        }
        // "Each victim lost between 300,000 and 2 million baht"
        if matches!(parsed.word(0), "each" | "every") && number.start <= EACH && !percent {
            return Some(("rate", number.end));
        }
        let percent_end = grammar.percent.longest(parsed.tokens, number.end).map_or(number.end, |m| m.end);
        let each = parsed.word(percent_end) == "of" && matches!(parsed.word(percent_end + 1), "each" | "every");
        if percent && (earned || each) {
            return Some(("rate", percent_end));
        }
        // "Of this number 118 have been removed"
        let pointed =
            matches!(parsed.before(number.start, 2), "this" | "that" | "the") && parsed.before(number.start, 3) == "of";
        if before.is_some_and(numbers) && number.start > 1 && !percent && !pointed {
            return Some(("name", number.end));
        }
        if before.is_some_and(|t| t.is("no") && parsed.before(number.start, 2) != "in") && digits.is_some() {
            return Some(("name", number.end));
        }
        if parsed.before(number.start, 1) == "of"
            && matches!(parsed.before(number.start, 2), "groups" | "batches" | "gangs")
        {
            return Some(("threshold", number.end));
        }
        let more_than_one = number.bounds.qualifier == Qualifier::MoreThan && number.bounds.low == Some(1.0);
        if more_than_one {
            return Some(("pronoun", number.end));
        }
        if number.spelled && parsed.word(number.start) == "one" && self.is_pronoun_one(number) {
            return Some(("pronoun", number.end));
        }
        None
    }

    /// "the weekend of March 16 and 17": one more day of a date.
    fn is_second_day(&self, number: &NumberAt) -> bool {
        let parsed = self.parsed;
        let day = !number.spelled && number.bounds.low.is_some_and(|v| (1.0..=31.0).contains(&v)) && self.bare(number);
        let dated = number.start.checked_sub(2).is_some_and(|i| {
            let day = parsed.token(i).is_some_and(|t| t.is_number() && t.span.len() <= 2);
            day && parsed.timed.get(i).copied().unwrap_or(false)
        });
        day && dated && matches!(parsed.before(number.start, 1), "and" | "to" | "or" | "-" | "–")
    }

    /// "five and four years in prison", "three and a half months": a number that shares the unit of the next one.
    fn is_length_of_list(&self, number: &NumberAt) -> bool {
        let parsed = self.parsed;
        if !matches!(parsed.word(number.end), "and" | "or" | "to") {
            return false;
        }
        let half = parsed.word(number.end + 1) == "a" && parsed.word(number.end + 2) == "half";
        let next = self.vocabulary.numbers.plain(parsed.tokens, number.end + 1).map(|(_, end)| end);
        let unit = if half { Some(number.end + 3) } else { next };
        let noun = unit.map(|at| noun_phrase(parsed, at, self.vocabulary));
        noun.is_some_and(|n| n.population.is_none() && matches!(n.object_class(self.vocabulary), "time" | "length"))
    }

    fn end_of_glued(&self, mut at: usize) -> usize {
        while self.parsed.token(at).is_some_and(|t| t.glued) {
            at += 1;
        }
        at
    }

    fn is_clock(&self, number: &NumberAt) -> bool {
        let parsed = self.parsed;
        let next = parsed.word(number.end);
        let value = number.bounds.low.unwrap_or(0.0);
        let half = value <= 24.0
            && (matches!(next, "am" | "pm" | "o'clock" | "noon")
                || (matches!(next, "a" | "p")
                    && parsed.word(number.end + 1) == "."
                    && parsed.word(number.end + 2) == "m"));
        let colon = next == ":"
            && parsed.token(number.end).is_some_and(|t| !t.spaced)
            && parsed.token(number.end + 1).is_some_and(|t| t.is_number() && !t.spaced);
        let minutes = parsed.before(number.start, 1) == ":" && parsed.token(number.start).is_some_and(|t| !t.spaced);
        half || colon || minutes
    }

    /// "aged 14", "between the ages of 20 and 52", "34 years old", and "Mr Xu, 34, said".
    fn is_age(&self, number: &NumberAt) -> bool {
        let parsed = self.parsed;
        let grammar = &self.vocabulary.grammar;
        let is_age_word = |back: usize| {
            number.start.checked_sub(back).and_then(|i| parsed.token(i)).is_some_and(|t| grammar.is(t, Class::Age))
        };
        let aged = is_age_word(1)
            || (is_age_word(2)
                && matches!(parsed.before(number.start, 1), "of" | "between" | "from" | "over" | "under"))
            || (matches!(parsed.before(number.start, 1), "and" | "to")
                && (3..=4).any(is_age_word)
                && parsed.token(number.start.saturating_sub(2)).is_some_and(|t| t.is_number()));
        let old = parsed.word(number.end).starts_with("year") && parsed.word(number.end + 1) == "old";
        let years = number.bounds.low.or(number.bounds.high).is_some_and(|v| (10.0..=99.0).contains(&v));
        let between_commas = years
            && !number.spelled
            && parsed.before(number.start, 1) == ","
            && matches!(parsed.word(number.end), "," | ")" | ".")
            && number.start.checked_sub(2).and_then(|i| parsed.token(i)).is_some_and(|t| t.capital)
            && parsed.mention_at(number.start.saturating_sub(2)).is_none();
        let singular = |back: usize| {
            number
                .start
                .checked_sub(back)
                .and_then(|i| parsed.mention_at(i))
                .and_then(|m| m.population())
                .is_some_and(|(_, plural)| !plural)
        };
        let plain = !number.spelled && number.bounds.low.is_some_and(|v| v < 110.0) && self.bare(number);
        let comma =
            plain && parsed.before(number.start, 1) == "," && matches!(parsed.word(number.end), "," | ")" | ".");
        let between_commas = between_commas || (comma && years && singular(2));
        // "The youngest, a girl from Rautahat, was four", "none of them older than 16"
        let years_old = number.bounds.low.or(number.bounds.high).is_some_and(|v| v < 110.0) && self.bare(number);
        let ranked = (number.start.saturating_sub(SUPERLATIVE)..number.start).any(|i| {
            parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::AgeRank))
                && parsed.word(number.end) != "of"
        });
        let compared =
            (number.start.saturating_sub(2)..number.end).any(|i| matches!(parsed.word(i), "older" | "younger"));
        if years_old
            && (ranked && matches!(parsed.before(number.start, 1), "was" | "is" | "aged" | "of" | "just") || compared)
        {
            return true;
        }
        // "41 were below 16"
        let limit = matches!(number.bounds.qualifier, Qualifier::MoreThan | Qualifier::LessThan | Qualifier::AtMost);
        let young = number.bounds.low.or(number.bounds.high).is_some_and(|v| v <= ADULT) && self.bare(number);
        let is = before_is(parsed, number.start, grammar);
        if limit && young && is && !matches!(parsed.word(number.end), "of" | "per" | "percent" | "%") {
            return true;
        }
        let anyone = |word: &str| matches!(word, "anyone" | "anybody" | "everyone" | "those" | "people" | "persons");
        let bounded = matches!(number.bounds.qualifier, Qualifier::MoreThan | Qualifier::LessThan);
        let over = bounded && years && self.bare(number) && anyone(parsed.before(number.start, 1));
        let between_commas = between_commas || over;
        let child = |back: usize| {
            let mention = number.start.checked_sub(back).and_then(|i| parsed.mention_at(i));
            let population =
                mention.and_then(|m| m.population()).and_then(|(i, _)| self.vocabulary.terms.populations.get(i));
            population.is_some_and(|p| p.age_group().is_some())
        };
        let young = number.bounds.low.is_some_and(|v| v < 110.0) && self.bare(number);
        let of_age = parsed.before(number.start, 1) == "of" && (plain && singular(2) || young && child(2));
        // "girls of 16 and 17"
        let listed = matches!(parsed.before(number.start, 1), "and" | "or") && parsed.before(number.start, 3) == "of";
        let of_age = of_age || listed && young && (singular(4) || child(4));
        let rank = |t: &Token| self.vocabulary.grammar.is(t, Class::AgeRank);
        let oldest = |back: usize| parsed.token_before(number.start, back).is_some_and(rank);
        let is_age = plain
            && matches!(parsed.before(number.start, 1), "is" | "was")
            && (matches!(parsed.before(number.start, 2), "who" | "he" | "she") || (2..=8).any(oldest));
        let of_them = matches!(parsed.before(number.start, 1), "them" | "whom") && oldest(3) && young;
        let or_older = plain
            && parsed.word(number.end) == "or"
            && matches!(parsed.word(number.end + 1), "older" | "younger")
            && !parsed.token(number.end + 2).is_some_and(|t| t.is("than"));
        let is_age = is_age || of_them || or_older;
        aged || old || between_commas || of_age || is_age
    }

    /// Whether nothing that could be counted stands behind a number.
    fn bare(&self, number: &NumberAt) -> bool {
        noun_phrase(self.parsed, number.end, self.vocabulary).head.is_none()
    }

    /// "no one", "one another", "one of the biggest", "one day".
    fn is_pronoun_one(&self, number: &NumberAt) -> bool {
        let parsed = self.parsed;
        let next = parsed.word(number.end);
        let grammar = &self.vocabulary.grammar;
        let before = number.start.checked_sub(1).and_then(|i| parsed.token(i));
        let behind_adjective = before.is_some_and(|t| {
            t.is_word()
                && ![
                    Class::Preposition,
                    Class::Conjunction,
                    Class::Be,
                    Class::Have,
                    Class::Adverb,
                    Class::Finite,
                    Class::Subordinator,
                ]
                .iter()
                .any(|c| grammar.is(t, *c))
                && parsed.mention_at(number.start - 1).is_none_or(|m| !m.is_verb())
        });
        let leads =
            number.start == 0 && next == "of" && matches!(parsed.word(number.end + 2), "," | "is" | "was" | "has");
        let ends = number.end >= parsed.len() || parsed.is_mark(number.end);
        let of_all =
            matches!(parsed.before(number.start, 1), "and" | "," | "including" | "whom" | "them" | "only" | "just");
        let alone = self.bare(number) && !of_all;
        let has = matches!(next, "has" | "had") || (next == "," && parsed.word(number.end + 1) == "who");
        let example = parsed.before(number.start, 1) == "in"
            && number.start <= 2
            && matches!(next, "case" | "incident" | "instance" | "such");
        leads
            || example
            || (behind_adjective && ends)
            || (ends && alone && before.is_some_and(|t| grammar.is(t, Class::Preposition)))
            || (has && self.bare(number))
            || matches!(
                parsed.before(number.start, 1),
                "no" | "not" | "this" | "that" | "any" | "which" | "the" | "every" | "another" | "comparable"
            )
            || matches!(next, "another" | "day" | "who" | "can" | "should" | "must" | "may" | "another's" | "'s")
            || (next == "of" && !matches!(parsed.word(number.end + 1), "them" | "whom" | "those" | "these" | "the"))
    }

    pub(super) fn is_year(&self, number: &NumberAt) -> bool {
        let raw = self.parsed.span_of(number.end - 1, number.end).of(self.text);
        raw.len() == 4 && number.bounds.low.is_some_and(|v| (1900.0..2100.0).contains(&v))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::refused;

    #[test]
    fn ages_clocks_and_ordinals_are_refused() {
        let text = "At 10:30 am police arrested a smuggler aged 34 at the 4th checkpoint.";
        assert_eq!(refused(text), ["10 time", "30 time", "34 age", "4 ordinal"]);
    }
}
