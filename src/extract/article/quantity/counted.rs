//! Numbers of a noun, and articles that stand for one. In: a number. Out: a quantity with its noun phrase and what is said
//! behind it.

use super::{Partitive, Quantity, Reader, What};
use crate::extract::article::nouns::{
    NounPhrase, antecedent_nationality, appositive_nationality, done_by, named_before, nationality_behind, noun_phrase,
    predicate, ranked, sex_and_age, subject_of_amount, subject_of_share,
};
use crate::model::{Bounds, Qualifier};
use crate::text::Token;
use crate::vocabulary::numbers::NumberAt;
use crate::vocabulary::{Class, CountryForm, Sense};

/// A bracket behind a number ends within so many tokens: "49,098 (59.2 percent) of the total".
const BRACKET: usize = 7;
/// "a pregnant 19-year-old" ends within so many tokens.
const AGED: usize = 7;

impl Reader<'_, '_> {
    /// A number with the noun phrase behind it, or the reason why that is nothing to count.
    pub(super) fn counted(&self, number: &NumberAt) -> Result<Quantity, &'static str> {
        let parsed = self.parsed;
        let mut from = number.end;
        if number.bounds.qualifier == Qualifier::Vague && parsed.word(from) == "of" && self.partitive(from).is_none() {
            from += 1;
        }
        // "Two more of the 14"
        if matches!(parsed.word(from), "more" | "others") && self.partitive(from + 1).is_some() {
            from += 1;
        }
        let bracket = (from..from + BRACKET).find(|i| parsed.word(*i) == ")").filter(|_| parsed.word(from) == "(");
        let partitive = self.partitive(bracket.map_or(from, |b| b + 1));
        if let Some((_, end)) = partitive.filter(|_| bracket.is_none()) {
            from = end;
        }
        let mut noun = noun_phrase(parsed, from, self.vocabulary);
        // "four of the last group"
        let grouped = partitive.is_some() && noun.population(self.vocabulary).is_some_and(|p| p.collective);
        if grouped {
            noun = NounPhrase { end: noun.end, ..NounPhrase::default() };
            from = noun.end;
        }
        if partitive.is_some()
            && noun.head.is_none()
            && let Some((measure, end)) = self.done_to(from)
        {
            // "96 of those expelled": the participle names the whole.
            noun = NounPhrase { end, premodifier: Some(measure), ..NounPhrase::default() };
            from = end;
        }
        if let Some(reason) = self.no_count(&noun) {
            return Err(reason);
        }
        // "found 340 who had no permit"
        let verb = number.start.checked_sub(1).and_then(|i| parsed.mention_at(i)).is_some_and(|m| m.is_verb());
        let who = verb && parsed.word(number.end) == "who" && noun.head.is_none();
        let what = if who { What::Persons } else { self.classify(&noun) };
        if what == What::Bare && self.is_year(number) {
            return Err("date");
        }
        if what == What::Bare && self.vocabulary.grammar.rates.longest(parsed.tokens, number.end).is_some() {
            let each = parsed.word(number.end) == "each";
            if !each {
                return Err("rate");
            }
        }
        let end = if what == What::Bare { from } else { noun.end.max(from) };
        let mut quantity = self.build(number, (number.start, number.end), end, what, noun);
        quantity.partitive = partitive.map(|(p, _)| if grouped { Partitive::LastGroup } else { p });
        if quantity.is_bare() && self.says_fraction_again(number) {
            quantity.partitive = Some(Partitive::TheNoun);
        }
        quantity.column = self.is_column(number.start);
        self.describe(&mut quantity);
        Ok(quantity)
    }

    /// "Just over a fifth, or 36,410, were minors": the same part as a number.
    fn says_fraction_again(&self, number: &NumberAt) -> bool {
        let parsed = self.parsed;
        let or = parsed.before(number.start, 1) == "or" && parsed.before(number.start, 2) == ",";
        let first = self.vocabulary.numbers.at(parsed.tokens, 0).filter(|_| or);
        first.is_some_and(|n| n.fraction && n.end + 2 == number.start)
    }

    /// Nouns of what is measured, not counted.
    fn no_count(&self, noun: &NounPhrase) -> Option<&'static str> {
        if noun.uncounted {
            return Some("uncounted");
        }
        let last = self.parsed.word(noun.end.saturating_sub(1));
        let class = if noun.population.is_none() { noun.object_class(self.vocabulary) } else { "" };
        match class {
            "time" if !last.starts_with("time") => return Some("duration"),
            "length" => return Some("distance"),
            "other" | "border" if noun.event.is_none() => return Some("other_unit"),
            _ => (),
        }
        let multiple =
            last == "times" && matches!(self.parsed.word(noun.end), "as" | "more" | "higher" | "the" | "larger");
        multiple.then_some("multiple")
    }

    /// Whatever the sentence says of those who are counted, behind the noun and before the number.
    fn describe(&self, quantity: &mut Quantity) {
        self.enrich(quantity);
        let bodies =
            quantity.what == What::Persons && quantity.noun.event.is_some() && quantity.noun.population.is_none();
        if bodies || matches!(quantity.what, What::Cases | What::Items | What::Bare | What::Operations) {
            done_by(self.parsed, quantity, self.vocabulary);
        }
        if quantity.noun.nationality.is_empty() {
            ranked(self.parsed, quantity, self.vocabulary);
        }
        // "Indonesians accounted for 1,008 of the arrests", "Syrians made up 63 percent, or 328,650 people"
        let again = quantity.what == What::Persons && self.parsed.before(quantity.start(), 1) == "or";
        if quantity.noun.nationality.is_empty() && (quantity.partitive.is_some() || again) {
            subject_of_share(self.parsed, quantity, self.vocabulary);
        }
        if quantity.is_bare() || (quantity.what == What::Persons && quantity.noun.head.is_none()) {
            subject_of_amount(self.parsed, quantity, self.vocabulary);
        }
    }

    /// The measure of a participle that begins at `at`, and where it ends.
    pub(super) fn done_to(&self, at: usize) -> Option<(usize, usize)> {
        let those = self.parsed.before(at, 1) == "those";
        let mention = self.parsed.mention_from(at).filter(|m| {
            // "62 percent of the expelled were Chinese": a participle for those it was done to.
            let ends =
                self.parsed.is_mark(m.end) || self.parsed.word(m.end) == "were" || self.parsed.word(m.end) == "are";
            those || (self.parsed.before(at, 1) == "the" && ends)
        })?;
        let measure = mention.senses.iter().find_map(|(sense, form)| match sense {
            Sense::Verb { measure, .. } if form.is_some_and(|f| f.participle) => Some(*measure),
            _ => None,
        })?;
        Some((measure, mention.end))
    }

    /// "a pregnant 19-year-old from Honduras": the age stands for the person.
    fn year_old(&self, noun: &mut NounPhrase, from: usize) {
        let aged = |at: &usize| self.parsed.word(*at) == "old" && self.parsed.token(*at).is_some_and(|t| t.glued);
        let person = || self.vocabulary.terms.populations.iter().position(|p| p.is_plain());
        if let Some((at, index)) = (from..from + AGED).find(aged).zip(person())
            && (from..at).any(|i| self.parsed.token(i).is_some_and(|t| t.is_number()))
        {
            noun.population = Some(index);
            noun.head = Some((at, at + 1));
            noun.singular = true;
            noun.end = at + 1;
        }
    }

    /// Two spaces or more before a number set it apart as a column.
    fn is_column(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.parsed.token(i));
        let gap = before.zip(self.parsed.token(at)).and_then(|(a, b)| self.text.get(a.span.end..b.span.start));
        gap.is_some_and(|g| g.contains("  ") || g.contains('\t'))
    }

    fn classify(&self, noun: &NounPhrase) -> What {
        let object_class = noun.object_class(self.vocabulary);
        if noun.population.is_some() || (noun.object.is_none() && noun.head.is_some() && !noun.nationality.is_empty()) {
            return What::Persons;
        }
        if let Some(event) = noun.event {
            let unit = self.vocabulary.terms.measure_unit(event);
            // "laid 95 charges against 18 people"
            let charges = self.vocabulary.terms.measure_code(event) == "charged";
            return match unit {
                _ if charges => What::Cases,
                "cases" => What::Cases,
                "operations" => What::Operations,
                "persons" if object_class == "operation" => What::Operations,
                "persons" => What::Persons,
                _ => What::Cases,
            };
        }
        match object_class {
            "case" => What::Cases,
            "operation" => What::Operations,
            "premises" => What::Premises,
            "countries" => What::Countries,
            "" if noun.head.is_some() => What::Unnamed,
            "" => What::Bare,
            _ => What::Items,
        }
    }

    /// What stands behind the noun phrase: where they come from, what they are.
    fn enrich(&self, quantity: &mut Quantity) {
        let parsed = self.parsed;
        if matches!(quantity.what, What::Persons | What::Bare) {
            if parsed.word(quantity.end) == "each" || parsed.word(quantity.number.1) == "each" {
                let each = if parsed.word(quantity.end) == "each" { quantity.end } else { quantity.number.1 };
                let (codes, end) = nationality_behind(parsed, each + 1, self.vocabulary);
                if codes.len() > 1 {
                    quantity.each = codes;
                    quantity.what = What::Persons;
                    quantity.end = end;
                    return;
                }
            }
            // "its citizens from Saudi Arabia" are whose citizens they are.
            let owned = quantity.partitive == Some(Partitive::Owned);
            if !owned && (quantity.noun.nationality.is_empty() || quantity.noun.foreign_only()) {
                let (codes, end) = nationality_behind(parsed, quantity.end, self.vocabulary);
                // "removed 66 illegal immigrants from Zambia", in Zambia: whence they were sent.
                let whence = quantity.noun.foreign_only()
                    && codes.len() == 1
                    && codes.first().is_some_and(|c| **c == *self.country);
                if !codes.is_empty() && !whence {
                    quantity.noun.origin = parsed.word(quantity.end) == "from";
                    quantity.noun.nationality = codes;
                    quantity.end = end;
                    if quantity.is_bare() {
                        quantity.what = What::Persons;
                    }
                }
            }
            let counted = matches!(parsed.word(quantity.end), "from" | "of" | "with" | "representing")
                .then(|| self.vocabulary.numbers.at(parsed.tokens, quantity.end + 1))
                .flatten()
                .map(|n| noun_phrase(parsed, n.end, self.vocabulary));
            let countries = counted.is_some_and(|n| n.object_class(self.vocabulary) == "countries");
            if quantity.noun.nationality.is_empty() && countries {
                quantity.noun.nationality = vec!["foreign".into()];
            }
            antecedent_nationality(parsed, quantity);
            if quantity.partitive == Some(Partitive::Them) && quantity.noun.nationality.is_empty() {
                named_before(parsed, quantity);
            }
            appositive_nationality(parsed, quantity, self.vocabulary);
            predicate(parsed, quantity, self.vocabulary);
            sex_and_age(parsed, quantity, self.vocabulary);
        }
    }

    /// "a Tunisian", "an AK-47 rifle": one, said by an article before a singular noun of persons or things.
    pub(super) fn article(&self, at: usize) -> Option<Quantity> {
        let parsed = self.parsed;
        // "A Tanzanian driver and his Zambian assistant"
        let owned = matches!(parsed.word(at), "his" | "her") && parsed.before(at, 1) == "and";
        if !matches!(parsed.word(at), "a" | "an" | "another") && !owned {
            return None;
        }
        // "the youngest, a girl of 13"
        let rank = |t: &Token| self.vocabulary.grammar.is(t, Class::AgeRank);
        let ranked = (1..=2).any(|back| parsed.token_before(at, back).is_some_and(rank));
        // "had been working as a dentist"
        let role = parsed.before(at, 1) == "as";
        if ranked || role {
            return None;
        }
        let mut noun = noun_phrase(parsed, at + 1, self.vocabulary);
        if noun.head.is_none() && noun.nationality.is_empty() {
            self.year_old(&mut noun, at + 1);
        }
        // "a far larger consignment, of nearly 100 kg": what it is made of is counted.
        let collective =
            parsed.token(noun.end.saturating_sub(1)).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Collective));
        // "from a record 116 tonnes": what is counted is behind the number.
        if parsed.token(noun.end).is_some_and(Token::is_number) {
            return None;
        }
        let singular = noun.singular && !noun.staff && !noun.uncounted && noun.event.is_none() && !collective;
        let class = noun.object_class(self.vocabulary);
        let thing = matches!(class, "document" | "device" | "vehicle" | "weapon" | "goods");
        let person = noun.population.is_some()
            || noun.nationality_form == Some(CountryForm::Singular)
            || noun.nationality_form == Some(CountryForm::Plural);
        let thing = thing && !owned;
        if !singular || !(person || thing) || owned && noun.nationality.is_empty() {
            return None;
        }
        let what = if person { What::Persons } else { What::Items };
        let number = NumberAt { start: at, end: at + 1, bounds: Bounds::exact(1.0), fraction: false, spelled: true };
        let end = noun.end;
        let mut quantity = self.build(&number, (at, at + 1), end, what, noun);
        quantity.article = true;
        self.enrich(&mut quantity);
        Some(quantity)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::refused;

    #[test]
    fn durations_and_distances_are_not_counted() {
        let text = "Police arrested 12 Thais 40 kilometres from the border after five hours.";
        assert_eq!(refused(text), ["40 distance", "five duration"]);
    }
}
