//! A figure that goes on from the one before it or from the noun of its amount: "another 63", "the number of foreigners
//! who work here". In: a quantity. Out: its link.

use super::Discourse;
use super::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::article::link::{Link, counts};
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::Trigger;
use crate::model::Kind;

/// The rule that gives an amount the measure of the one that is compared with it.
pub const COMPARED: &str = "compared with the figure before";
/// What a figure is compared with stands at most so many tokens behind it.
const COMPARED_REACH: usize = 12;

impl Discourse<'_, '_> {
    /// "another 63", "12 more": counted as the figure before them.
    pub(super) fn as_before(
        &self,
        quantity: &Quantity,
        sentence: usize,
        index: usize,
        link: Option<Link>,
    ) -> Option<Link> {
        let continues = quantity.other || quantity.is_bare() || (quantity.noun.origin && quantity.noun.head.is_none());
        let before = self.drafts.last().filter(|d| d.kind == Kind::Level)?;
        let near = before.sentence == sentence || (before.sentence + 1 == sentence && index == 0 && quantity.other);
        let fits = counts(self.vocabulary, before.measure, &quantity.what)
            && (before.what == quantity.what || quantity.is_bare());
        // "came from the UAE": where they come from says nothing of what happened.
        (continues && near && fits && link.is_none_or(|l| l.score < 0.4)).then_some(Link {
            measure: before.measure,
            modality: before.modality,
            words: quantity.number,
            rule: "as the figure before",
            score: before.score * 0.7,
        })
    }

    /// "R5.6 billion, down from R6.1 billion", "rose from 1.9 tonnes to 2.3 tonnes": what the amount before it is compared
    /// with.
    pub(super) fn as_compared(&self, quantity: &Quantity, sentence: usize) -> Option<Link> {
        let scene = self.scene(sentence)?;
        let start = quantity.start();
        let compares = matches!(scene.parsed.before(start, 1), "from" | "to" | "than" | "against" | "with");
        let alike = |d: &&Draft| d.sentence == sentence && d.kind == Kind::Level && d.what == quantity.what;
        let amount = matches!(quantity.what, What::Money(_) | What::Weight(_));
        let before = self.drafts.last().filter(alike).filter(|_| compares && amount)?;
        let from = scene.quantities.get(before.quantity)?.end;
        let other = scene.triggers.iter().any(|t| t.start >= from && t.start < start && !t.is_event());
        (!other && start - from <= COMPARED_REACH).then_some(before.link_for(
            quantity.number,
            COMPARED,
            before.score * 0.8,
        ))
    }

    /// "the number of foreigners who work here illegally": the verb of the clause behind the noun of the amount.
    pub(super) fn said_of_amount(&self, scene: &Scene, quantity: &Quantity) -> Option<Link> {
        let near = |t: &&Trigger| {
            quantity.amount && t.start >= quantity.amount_noun && t.start <= quantity.amount_noun + 4 && !t.is_event()
        };
        let trigger = scene.triggers.iter().find(near)?;
        let reading = trigger.readings.iter().find(|r| counts(self.vocabulary, r.measure, &What::Persons))?;
        Some(Link {
            measure: reading.measure,
            modality: trigger.modality,
            words: (trigger.left, trigger.end),
            rule: "said of those whose number it is",
            score: 0.6,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn an_amount_compared_with_another_is_counted_as_it() {
        let text = "Police seized 40 kg of heroin in 2023, up from 30 kg in 2022. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["40 seized", "30 seized"]);
    }

    #[test]
    fn another_number_counts_as_the_one_before() {
        let text = "Police arrested 12 Vietnamese and another 63.";
        assert_eq!(told(text), ["12 arrested VN", "63 arrested VN"]);
    }
}
