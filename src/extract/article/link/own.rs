//! What the noun of a quantity says without a verb: "72 arrests", "35 victims", "12 detained migrants". In: a quantity.
//! Out: its link.

use super::counts;
use super::{Link, Linker};
use crate::extract::article::parse::Mention;
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::Trigger;
use crate::model::Modality;
use crate::vocabulary::Class;

/// A noun says what its list counts more plainly than what a bare number counts.
const IMPLIED_BEFORE: f64 = 0.6;
/// Those who are there may be there because of what a verb behind says of them.
const THERE: f64 = 0.55;

/// Where somebody is says less than a verb of what was done.
const CUSTODY: f64 = 0.6;
/// "in the country's overcrowded prisons": the word for the place stands at most so far behind its "in".
const CELLS: usize = 5;

impl Linker<'_, '_> {
    /// "Twelve men were found in four houses, along with 64 computers"
    fn found_with(&self, quantity: &Quantity) -> bool {
        let thing = matches!(quantity.what, What::Items | What::Weight(_) | What::Money(_)) && !quantity.article;
        let start = quantity.start();
        let joint = |from: usize| {
            let mut found = self.vocabulary.grammar.joints.matches(self.parsed.tokens, from);
            found.any(|m| m.end == start && m.end - m.start > 1)
        };
        let along = (2..=3).filter_map(|back| start.checked_sub(back)).any(joint);
        let seized = self.vocabulary.terms.measure("seized");
        let taken =
            |t: &&Trigger| t.end <= start && !t.is_event() && t.readings.iter().any(|r| Some(r.measure) == seized);
        thing && along && self.triggers.iter().any(|t| taken(&t))
    }

    /// "There were 1,103 foreigners in the country's prisons": persons of whom their clause says that they are in custody.
    fn in_custody(&self, quantity: &Quantity) -> bool {
        let parsed = self.parsed;
        let at = if quantity.amount { quantity.amount_noun } else { quantity.end };
        let custody = |i: &usize| self.vocabulary.grammar.is_word(parsed.word(*i), Class::Custody);
        let cells = (at + 1..=at + CELLS).take_while(|i| !parsed.is_mark(*i)).find(custody);
        let there = parsed.before(quantity.start(), 2) == "there" || self.exists(quantity) || quantity.amount;
        there && quantity.what == What::Persons && matches!(parsed.word(at), "in" | "at") && cells.is_some()
    }

    /// "52 people behind bars", "with three suspects still at large": what they are, without a verb.
    fn state(&self, quantity: &Quantity) -> Option<(usize, (usize, usize))> {
        let adverb = |i: &usize| self.parsed.token(*i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Adverb));
        let at = quantity.end + usize::from(adverb(&quantity.end));
        let people = quantity.what == What::Persons || quantity.is_bare() && quantity.partitive.is_some();
        let found =
            self.vocabulary.terms.states.longest(self.parsed.tokens, at).filter(|_| people && !quantity.article)?;
        Some((*found.sense, (found.start, found.end)))
    }

    /// What the noun itself says: "72 arrests", "35 victims", "12 detained migrants".
    pub(super) fn own(&self, index: usize) -> Option<Link> {
        let quantity = self.quantities.get(index)?;
        let words = quantity.noun.head.unwrap_or(quantity.number);
        let link = |measure, rule, score| Link { measure, modality: Modality::Actual, words, rule, score };
        if let Some(event) = quantity.noun.event.filter(|e| counts(self.vocabulary, *e, &quantity.what)) {
            let planned = self.triggers.iter().any(|t| {
                t.is_event() && t.start >= quantity.start() && t.end <= quantity.end && t.modality == Modality::Planned
            });
            let modality = if planned { Modality::Planned } else { Modality::Actual };
            let measure = self.of_incidents(quantity, event, true);
            return Some(Link { modality, ..link(measure, "event noun", 0.9) });
        }
        if quantity.what == What::Operations {
            return Some(link(self.vocabulary.terms.measure("raids")?, "noun of an operation", 0.8));
        }
        let occurs = |t: &&Trigger| {
            t.end == quantity.start()
                && t.readings.iter().any(|r| Some(r.measure) == self.vocabulary.terms.measure("cases"))
        };
        if quantity.what == What::Cases && self.triggers.iter().any(|t| occurs(&t)) {
            return Some(link(self.vocabulary.terms.measure("cases")?, "how often it occurred", 0.9));
        }
        if quantity.what == What::Cases && self.parsed.word(quantity.end.saturating_sub(1)) != "times" {
            return Some(link(self.vocabulary.terms.measure("cases")?, "noun of a case", 0.6));
        }
        if self.found_with(quantity) {
            return Some(link(self.vocabulary.terms.measure("seized")?, "found along with others", CUSTODY));
        }
        let implied = quantity.noun.implied_measure(self.vocabulary);
        if self.in_custody(quantity) {
            return Some(link(self.vocabulary.terms.measure("arrested")?, "those in custody", CUSTODY));
        }
        if let Some((measure, words)) = self.state(quantity) {
            return Some(Link { words, ..link(measure, "state behind the noun", CUSTODY) });
        }
        if self.exists(quantity) && implied.is_none_or(|m| m == "offenders") {
            return Some(link(self.vocabulary.terms.measure("present")?, "those who are there", THERE));
        }
        let done = quantity.noun.premodifier.filter(|m| counts(self.vocabulary, *m, &quantity.what));
        if let Some(measure) = done.filter(|_| quantity.what == What::Items && quantity.noun.end <= quantity.start()) {
            return Some(link(measure, "number of those it was done to", 0.6));
        }
        if let Some(measure) = quantity
            .noun
            .premodifier
            .filter(|m| quantity.what == What::Persons && counts(self.vocabulary, *m, &quantity.what))
        {
            return Some(link(measure, "participle before the noun", 0.35));
        }
        let score = match implied {
            Some("offenders") => 0.3,
            Some("victims") => 0.62,
            _ => 0.52,
        };
        implied.and_then(|m| self.vocabulary.terms.measure(m)).map(|m| link(m, "what the noun implies", score))
    }

    /// "Detainees include 12 Turks": what a noun implies of the figures that its clause counts.
    pub(super) fn said_of_nouns(&self) -> Vec<(usize, Link)> {
        let grammar = &self.vocabulary.grammar;
        let counted = |at: usize| self.quantities.iter().any(|q| q.start() <= at && at < q.end.max(q.noun.end));
        let said = |mention: &Mention| {
            let (index, plural) = mention.population().filter(|_| !counted(mention.start))?;
            let population = self.vocabulary.terms.populations.get(index).filter(|_| plural)?;
            // "Among the suspects are 11 employees" counts a part of them.
            let of_them = (1..=2).any(|back| matches!(self.parsed.before(mention.start, back), "among" | "of"));
            let implied = population.measure.as_deref().filter(|m| *m != "offenders" && !of_them)?;
            let measure = self.vocabulary.terms.measure(implied)?;
            let verb = self.parsed.word(mention.end);
            let includes = matches!(verb, "include" | "included" | "comprise" | "comprised" | "numbered");
            // "The victims, 41 Moroccans, were put up in a barn"
            let apposed = verb == "," && self.parsed.before(mention.start, 1) == "the" && implied == "victims";
            let are =
                self.parsed.token(mention.end).is_some_and(|t| grammar.is(t, Class::Copula)) || verb == ":" || apposed;
            let at = self.quantities.iter().position(|q| q.start() == mention.end + 1).filter(|_| includes || are)?;
            if apposed && self.quantities.get(at).is_none_or(Quantity::is_bare) {
                return None;
            }
            let words = (mention.start, mention.end);
            let rule = "what the noun before implies";
            Some((at, Link { measure, modality: Modality::Actual, words, rule, score: IMPLIED_BEFORE }))
        };
        self.parsed.mentions.iter().filter_map(said).collect()
    }

    /// "There are 20,980 overstayers in the country."
    fn exists(&self, quantity: &Quantity) -> bool {
        let start = quantity.start();
        let copula = self.parsed.token_before(start, 1).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Copula));
        let believed = self.parsed.before(start, 1) == "be"
            && self.parsed.before(start, 2) == "to"
            && self.parsed.word(0) == "there";
        let there = (copula && self.parsed.before(start, 2) == "there") || believed;
        let persons = quantity.what == What::Persons && !quantity.article;
        there
            && persons
            && quantity.noun.premodifier.is_none()
            && matches!(self.parsed.word(quantity.end), "in" | "at" | "on" | "across")
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn what_is_found_along_with_people_is_seized() {
        let text = "The fraud suspects, 21 men and 17 women, were found in four houses, along with 64 computers and 210 phones.";
        assert_eq!(told(text), ["21 offenders", "17 offenders", "64 seized", "210 seized"]);
    }

    #[test]
    fn those_in_prisons_were_caught() {
        let text = "On July 16 there were 1,103 foreigners in the country's prisons. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["1103 arrested foreign"]);
    }

    #[test]
    fn a_word_between_number_and_noun_is_no_verb() {
        let text = "Rangers arrested two men and recovered 1.2 tonnes of ivory and 47 live pangolins.";
        assert_eq!(told(text), ["2 arrested", "1200 seized", "47 seized"]);
    }

    #[test]
    fn a_state_behind_its_noun_needs_no_verb() {
        let text = "The operation ended with 52 people behind bars and three suspects still at large. Two were charged with fraud.";
        assert_eq!(told(text), ["52 arrested", "3 wanted", "2 charged <0"]);
    }

    #[test]
    fn a_noun_of_an_event_counts_by_itself() {
        let text = "There were 72 arrests in the first week.";
        assert_eq!(told(text), ["72 arrested"]);
    }
}
