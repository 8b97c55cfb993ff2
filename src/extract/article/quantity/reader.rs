//! Reading a sentence number by number. In: a parsed sentence. Out: [`Found`]: its quantities, and the numbers that are
//! none with the reason.

use super::{Found, Quantity, What};
use crate::extract::article::nouns::NounPhrase;
use crate::extract::article::parse::Parsed;
use crate::model::{Bounds, Qualifier, Refusal};
use crate::vocabulary::numbers::{NumberAt, round};
use crate::vocabulary::{Class, CountryForm, Unit, Vocabulary};

/// A number that leaves its "per cent" out stands at most so many tokens behind one that has it.
const ELLIPSIS_REACH: usize = 8;
/// "each" stands at most so many tokens before what each of them weighs.
const EACH_REACH: usize = 5;

pub struct Reader<'p, 'v> {
    pub parsed: &'p Parsed<'v>,
    pub text: &'p str,
    pub vocabulary: &'v Vocabulary,
    /// The document's country, for currencies of one name.
    pub country: &'p str,
}

impl Reader<'_, '_> {
    pub fn read(&self) -> Found {
        let mut found = Found::default();
        let mut at = 0;
        while at < self.parsed.len() {
            at = self.step(at, &mut found);
        }
        self.share_nouns(&mut found.quantities);
        self.share_percent(&mut found.quantities);
        found
    }

    /// "15.3, 7.9 and 5.8 tonnes", "4,849 and 2,229 people": bare numbers of a list take the noun behind the last.
    fn share_nouns(&self, quantities: &mut [Quantity]) {
        for index in (1..quantities.len()).rev() {
            let (before, after) = quantities.split_at_mut(index);
            let (Some(left), Some(right)) = (before.last_mut(), after.first()) else { continue };
            let joint = (left.number.1..right.start()).all(|i| matches!(self.parsed.word(i), "," | "and" | "or"))
                && right.start() > left.number.1;
            let noun_behind = !right.is_bare()
                && !right.article
                && right.partitive.is_none()
                && right.what != What::Percent
                && !right.other;
            // "in 707 and 37,000 lanyards": what stands behind a preposition is another thing.
            let oblique = left.start().checked_sub(1).and_then(|i| self.parsed.token(i));
            let oblique = oblique.is_some_and(|t| self.vocabulary.grammar.is(t, Class::Preposition));
            if !(joint && !oblique && left.is_bare() && left.partitive.is_none() && !left.definite && noun_behind) {
                continue;
            }
            let factor = right.factor;
            let scale = |v: Option<f64>| v.map(|v| round(v * factor));
            left.bounds = Bounds { low: scale(left.bounds.low), high: scale(left.bounds.high), ..left.bounds };
            left.what = right.what.clone();
            left.noun = NounPhrase { end: left.end, ..right.noun.clone() };
            left.factor = factor;
        }
    }

    /// "Sudanese accounted for 31 per cent, Bangladeshis for 17": the number behind the same preposition is of the same unit.
    fn share_percent(&self, quantities: &mut [Quantity]) {
        for index in 1..quantities.len() {
            let (before, after) = quantities.split_at_mut(index);
            let (Some(left), Some(right)) = (before.last(), after.first_mut()) else { continue };
            let preposition = self.parsed.before(right.start(), 1);
            let same =
                matches!(preposition, "for" | "from" | "with") && self.parsed.before(left.start(), 1) == preposition;
            let near = right.start().saturating_sub(left.end) <= ELLIPSIS_REACH;
            if !(left.what == What::Percent && right.is_bare() && same && near) {
                continue;
            }
            right.what = What::Percent;
            right.partitive = left.partitive;
            let name = right.start().checked_sub(2).and_then(|i| self.parsed.mention_at(i));
            if let Some(code) = name.and_then(|m| m.country_as(&[CountryForm::Plural])) {
                right.noun.nationality = vec![code.clone()];
            }
        }
    }

    fn step(&self, at: usize, found: &mut Found) -> usize {
        let parsed = self.parsed;
        if parsed.timed.get(at).copied().unwrap_or(false) {
            if parsed.token(at).is_some_and(|t| t.is_number()) {
                found.refusals.push(Refusal { span: parsed.span_of(at, at + 1), reason: "date" });
            }
            return at + 1;
        }
        if let Some(quantity) = self.money_range(at) {
            let next = quantity.end;
            found.quantities.push(quantity);
            return next;
        }
        let Some(number) = self.vocabulary.numbers.at(parsed.tokens, at).filter(|n| !self.runs_into_time(n)) else {
            if let Some(quantity) = self.article(at) {
                let next = quantity.end.max(at + 1);
                found.quantities.push(quantity);
                return next;
            }
            return at + 1;
        };
        if let Some((reason, next)) = self.refuse(&number) {
            found.refusals.push(Refusal { span: parsed.span_of(number.start, number.end), reason });
            return next.max(at + 1);
        }
        match self.quantity(&number) {
            Ok(quantity) => {
                let alone = quantity.is_bare() && quantity.partitive.is_none();
                let next = if alone { number.end } else { quantity.end.max(number.end) };
                found.quantities.push(quantity);
                next
            }
            Err(reason) => {
                found.refusals.push(Refusal { span: parsed.span_of(number.start, number.end), reason });
                number.end.max(at + 1)
            }
        }
    }

    pub(super) fn quantity(&self, number: &NumberAt) -> Result<Quantity, &'static str> {
        let parsed = self.parsed;
        let digits = (number.start..number.end)
            .find(|i| parsed.token(*i).is_some_and(|t| t.is_number()))
            .unwrap_or(number.start);
        if let Some((code, sign)) = self.vocabulary.units.before(self.text, parsed.tokens, digits, self.country) {
            return self.money(number, code, sign);
        }
        if let Some(m) = self.vocabulary.grammar.percent.longest(parsed.tokens, number.end) {
            return Ok(self.share(number, m.end));
        }
        if number.fraction {
            return self.fraction(number);
        }
        let vague = number.bounds.qualifier == Qualifier::Vague && parsed.word(number.end) == "of";
        let behind = number.end + usize::from(vague);
        if let Some((unit, end)) = self.vocabulary.units.behind(parsed.tokens, behind, self.country) {
            return match unit {
                Unit::Money { code, .. } => self.money_end(number, code.clone(), number.start, end),
                Unit::Weight { .. } if self.is_of_each(number.start) => Err("rate"),
                Unit::Weight { unit, factor, .. } => Ok(self.weight(number, unit.clone(), *factor, end)),
            };
        }
        self.counted(number)
    }

    /// "51 bales, each of them holding about 40 kilograms", "each weighing 2 kg".
    fn is_of_each(&self, start: usize) -> bool {
        let each = (1..=EACH_REACH).find(|back| self.parsed.before(start, *back) == "each");
        each.is_some_and(|back| (start - back..start).any(|i| self.parsed.word(i).ends_with("ing")))
    }

    pub(super) fn build(
        &self,
        number: &NumberAt,
        tokens: (usize, usize),
        end: usize,
        what: What,
        noun: NounPhrase,
    ) -> Quantity {
        let parsed = self.parsed;
        let before = parsed.before(tokens.0, 1);
        let definite = matches!(before, "the" | "all" | "these" | "those" | "both")
            || (before == "other" && parsed.before(tokens.0, 2) == "the")
            || before == "remaining";
        let other = noun.other || matches!(before, "another" | "further" | "additional" | "other" | "remaining");
        Quantity {
            number: tokens,
            end,
            bounds: number.bounds,
            what,
            noun,
            partitive: None,
            definite,
            article: false,
            each: Vec::new(),
            other,
            amount: false,
            of_things: false,
            column: false,
            factor: 1.0,
            amount_noun: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn numbers_of_one_noun_share_it() {
        let text = "Police arrested 49 and 22 people.";
        assert_eq!(told(text), ["49 arrested", "22 arrested"]);
    }
}
