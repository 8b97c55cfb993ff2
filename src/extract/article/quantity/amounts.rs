//! Numbers of a unit: money, weight, shares. In: a number and its unit. Out: a quantity.

use super::{Partitive, Quantity, Reader, What};
use crate::extract::article::nouns::{
    NounPhrase, done_by, nationality_behind, noun_phrase, predicate, sex_and_age, subject_of_share,
};
use crate::model::{Bounds, Code, Qualifier};
use crate::text::Token;
use crate::vocabulary::numbers::{NumberAt, bounded, round};
use crate::vocabulary::{Class, CountryForm};

/// "from each of them" stands at most so many tokens behind what each of them has paid.
const EACH_REACH: usize = 6;

impl Reader<'_, '_> {
    pub(super) fn money(&self, number: &NumberAt, code: Code, sign: usize) -> Result<Quantity, &'static str> {
        // "more than US$3 million": the bound stands before the sign.
        let mut bounds = number.bounds;
        let mut start = sign;
        for back in (1..=4).rev() {
            let Some(from) = sign.checked_sub(back) else { continue };
            let shown = self.vocabulary.numbers.bound_before(self.parsed.tokens, from, sign);
            if let Some(qualifier) = shown {
                bounds = bounded(number.bounds.low, qualifier);
                start = from;
                break;
            }
        }
        self.money_end(&NumberAt { bounds, ..*number }, code, start, number.end)
    }

    pub(super) fn money_end(
        &self,
        number: &NumberAt,
        code: Code,
        start: usize,
        end: usize,
    ) -> Result<Quantity, &'static str> {
        let parsed = self.parsed;
        if parsed.before(start, 1) == "(" || (parsed.before(start, 2) == "(" && start > 1) {
            return Err("conversion");
        }
        // "had collected $3,000 from each of them"
        let each = (end + 1..end + EACH_REACH).find(|i| parsed.word(*i) == "each" && parsed.before(*i, 1) == "from");
        if each.is_some_and(|at| (end..at).all(|i| !parsed.is_mark(i))) {
            return Err("rate");
        }
        let rate = parsed.word(end) != "each" && self.vocabulary.grammar.rates.longest(parsed.tokens, end).is_some();
        if rate {
            return Err("rate");
        }
        let of = parsed.before(start, 1) == "of";
        let named = |at: usize| self.vocabulary.grammar.prices.longest(parsed.tokens, at);
        let asked =
            (2..=4).filter_map(|back| start.checked_sub(back)).any(|at| named(at).is_some_and(|m| m.end + 1 == start));
        if (of && asked) || named(end).is_some() {
            return Err("price");
        }
        let mut quantity =
            self.build(number, (start.min(number.start), end), end, What::Money(code), NounPhrase::default());
        quantity.partitive = self.of_amount(end);
        Ok(quantity)
    }

    /// "between A$4,000 and A$9,500".
    pub(super) fn money_range(&self, at: usize) -> Option<Quantity> {
        let parsed = self.parsed;
        if parsed.word(at) != "between" {
            return None;
        }
        let next_number = |from: usize| (from..from + 4).find(|i| parsed.token(*i).is_some_and(|t| t.is_number()));
        let first = next_number(at + 1)?;
        let (code, sign) = self.vocabulary.units.before(self.text, parsed.tokens, first, self.country)?;
        let (low, end) = self.vocabulary.numbers.plain(parsed.tokens, first)?;
        let second = next_number(end).filter(|_| sign == at + 1 && parsed.word(end) == "and")?;
        let (high, end) = self.vocabulary.numbers.plain(parsed.tokens, second)?;
        // Whichever comes first: "between A$9,500 and A$4,000".
        let bounds = Bounds { low: Some(low.min(high)), high: Some(low.max(high)), qualifier: Qualifier::Range };
        let number = NumberAt { start: at, end, bounds, fraction: false, spelled: false };
        self.money_end(&number, code, at, end).ok()
    }

    pub(super) fn share(&self, number: &NumberAt, end: usize) -> Quantity {
        let (mut noun, partitive, mut stop) = self.of_phrase(end);
        if partitive.is_none() && stop == end {
            // "36 percent Yemenis"
            let behind = noun_phrase(self.parsed, end, self.vocabulary);
            let (codes, of) = nationality_behind(self.parsed, behind.end, self.vocabulary);
            if behind.population.is_some() && !codes.is_empty() {
                // "17 percent citizens of Vietnam"
                stop = of;
                noun = NounPhrase { nationality: codes, ..behind };
            } else if behind.nationality_form.is_some() || behind.sex.is_some() {
                stop = behind.end;
                noun = behind;
            }
        }
        if partitive.is_some()
            && noun.head.is_none()
            && let Some((measure, behind)) = self.done_to(stop)
        {
            // "62 percent of the expelled were citizens of China"
            (noun.premodifier, stop) = (Some(measure), behind);
        }
        let mut quantity =
            self.build(number, (number.start, end.min(number.end + 2).max(number.end)), stop, What::Percent, noun);
        quantity.partitive = partitive;
        if quantity.noun.nationality.is_empty() && self.parsed.word(quantity.end) == "from" {
            let (codes, end) = nationality_behind(self.parsed, quantity.end, self.vocabulary);
            (quantity.noun.nationality, quantity.end) = (codes, end);
        }
        self.whose(&mut quantity);
        quantity
    }

    /// Whose share it is: by what stands behind it, else by the subject of its clause.
    fn whose(&self, quantity: &mut Quantity) {
        predicate(self.parsed, quantity, self.vocabulary);
        if matches!(self.parsed.word(quantity.end), "by" | "to") {
            done_by(self.parsed, quantity, self.vocabulary);
        }
        // "ahead of Palestinians (21%) and Afghans (17%)"
        let open = quantity.start().checked_sub(1).filter(|i| self.parsed.word(*i) == "(");
        let named = open.and_then(|i| i.checked_sub(1)).and_then(|i| self.parsed.mention_at(i));
        if let Some(code) = named.and_then(|m| m.country_as(&[CountryForm::Plural])) {
            quantity.noun.nationality = vec![code.clone()];
        }
        if quantity.noun.nationality.is_empty() || quantity.noun.foreign_only() {
            subject_of_share(self.parsed, quantity, self.vocabulary);
        }
        sex_and_age(self.parsed, quantity, self.vocabulary);
        quantity.what = What::Percent;
    }

    pub(super) fn fraction(&self, number: &NumberAt) -> Result<Quantity, &'static str> {
        let next = self.parsed.word(number.end);
        let fall = number.start.checked_sub(2).is_some_and(|at| {
            self.parsed.before(number.start, 1) == "of"
                && self.vocabulary.grammar.changes.longest(self.parsed.tokens, at).is_some()
        });
        // "a third fewer than in 2023", "rose almost a quarter"
        let changes = &self.vocabulary.grammar.changes;
        let compared = changes.longest(self.parsed.tokens, number.end).is_some_and(|m| {
            let than = |t: &Token| self.vocabulary.grammar.is(t, Class::Preposition);
            self.parsed.token(m.end).is_none_or(than) || self.parsed.is_mark(m.end)
        });
        let moved = number.start.checked_sub(1).and_then(|at| changes.longest(self.parsed.tokens, at));
        if self.parsed.before(number.start, 1) == "by" || fall || compared || moved.is_some() {
            return Ok(self.build(
                number,
                (number.start, number.end),
                number.end,
                What::Percent,
                NounPhrase::default(),
            ));
        }
        // "Just over a fifth, or 36,410, were minors"
        if number.start == 0 && next == "," && self.parsed.word(number.end + 1) == "or" {
            let noun = NounPhrase::default();
            let mut quantity = self.build(number, (0, number.end), number.end, What::Percent, noun);
            quantity.partitive = Some(Partitive::TheNoun);
            return Ok(quantity);
        }
        let of_what = next == "of" && matches!(self.parsed.word(number.end + 1), "what" | "its" | "that");
        // "one in five was", but "a third was a broker"
        let in_words = self.parsed.word(number.start + 1) == "in" && number.end == number.start + 3;
        if of_what || !(in_words || matches!(next, "of" | "the" | "were" | "are")) {
            return Err("fraction");
        }
        let (mut noun, partitive, mut end) = self.of_phrase(number.end);
        if partitive.is_some()
            && noun.head.is_none()
            && let Some((measure, behind)) = self.done_to(end)
        {
            // "a third of those sent home"
            (noun.premodifier, end) = (Some(measure), behind);
        }
        if noun.population.is_none() && matches!(noun.object_class(self.vocabulary), "time" | "length" | "other") {
            return Err("fraction");
        }
        // "half the legal price"
        let unknown = noun.population.is_none() && noun.object.is_none() && noun.event.is_none();
        if next == "the" && unknown && noun.nationality.is_empty() && noun.premodifier.is_none() && partitive.is_none()
        {
            return Err("fraction");
        }
        let mut quantity = self.build(number, (number.start, number.end), end, What::Percent, noun);
        quantity.partitive = partitive.or(Some(Partitive::TheNoun));
        self.whose(&mut quantity);
        Ok(quantity)
    }

    pub(super) fn weight(&self, number: &NumberAt, unit: Code, factor: f64, end: usize) -> Quantity {
        let scale = |v: Option<f64>| v.map(|v| round(v * factor));
        let bounds = Bounds { low: scale(number.bounds.low), high: scale(number.bounds.high), ..number.bounds };
        let mut noun = NounPhrase::default();
        let mut stop = end;
        if self.parsed.word(end) == "of" {
            let from = end + 1 + usize::from(matches!(self.parsed.word(end + 1), "the" | "suspected" | "pure"));
            noun = noun_phrase(self.parsed, from, self.vocabulary);
            stop = noun.end.max(end);
        }
        let mut quantity = self.build(number, (number.start, end), stop, What::Weight(unit), noun);
        quantity.bounds = bounds;
        quantity.factor = factor;
        let the_noun = self.parsed.word(end) == "of" && self.parsed.word(end + 1) == "the";
        let the_noun = the_noun && quantity.noun.object.is_some();
        quantity.partitive = if the_noun { Some(Partitive::TheNoun) } else { self.of_amount(end) };
        quantity
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::{refused, told};

    #[test]
    fn a_share_is_of_whom_its_words_name() {
        let text =
            "Police deported 1,018 foreigners; 62 percent of the deported were citizens of China and 12% Russians.";
        assert_eq!(told(text), ["1018 deported foreign", "62 deported CN <0", "12 deported RU <0"]);
        let text = "Police caught 900 people. Senegalese and Malians together made up 58 percent of those caught, \
                    Sudanese 9 percent and citizens of Chad 4 percent.";
        assert_eq!(told(text), ["900 arrested", "58 arrested ML+SN <0", "9 arrested SD <0", "4 arrested TD <0"]);
    }

    #[test]
    fn a_fraction_may_be_said_again_as_a_number() {
        let text = "Guards arrested 36,000 migrants. Just over a fifth, or 7,410, were minors.";
        assert_eq!(told(text), ["36000 arrested foreign", "20 arrested foreign <0", "7410 arrested foreign <0"]);
    }

    #[test]
    fn the_lower_end_of_a_range_is_the_lower_amount_whichever_stands_first() {
        let text = "Police arrested two masters, who were fined between A$4,316 and A$1,530.";
        assert_eq!(told(text), ["2 arrested", "1530 fined"]);
    }

    #[test]
    fn a_fraction_more_or_fewer_is_a_change() {
        let text = "Police arrested 84 smugglers, a third fewer than in 2023 and nearly a quarter more than in 2022.";
        assert_eq!(told(text), ["84 arrested", "33.3 arrested", "25 arrested"]);
    }

    #[test]
    fn a_conversion_in_brackets_is_no_figure() {
        let text = "They were fined RM5,000 ($1,100) each.";
        assert_eq!(refused(text), ["RM5,000 out_of_scope", "1,100 conversion"]);
    }
}
