//! Money that has no verb of its own: what seized goods are worth, and a part of a sum said before. In: the quantity.
//! Out: its link.

use super::Discourse;
use crate::extract::article::draft::Draft;
use crate::extract::article::link::Link;
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::Trigger;

/// The word for its value stands at most so many tokens before an amount.
const VALUE_REACH: usize = 12;

/// A verb of seizing in the sentence that tells the value of goods without their number.
const SAID_OF_GOODS: f64 = 0.7;
/// How many sentences back the goods may stand whose value is told.
const WORTH_REACH: usize = 3;

impl Discourse<'_, '_> {
    /// "RM268 million of this sum", and the money beside it: what the money before was.
    pub(super) fn of_this_sum(&self, sentence: usize, quantity: &Quantity) -> Option<Link> {
        let scene = self.scene(sentence)?;
        let parsed = &scene.parsed;
        let money = |what: &What| matches!(what, What::Money(_));
        let mut near = self.drafts_in(sentence.saturating_sub(1)..=sentence);
        let (_, before) = near.rfind(|(_, d)| money(&d.what)).filter(|_| money(&quantity.what))?;
        let says = (0..parsed.len()).any(|i| {
            parsed.word(i) == "of"
                && matches!(parsed.word(i + 1), "this" | "that" | "the")
                && matches!(parsed.word(i + 2), "sum" | "amount" | "total" | "money")
        });
        says.then_some(Link {
            measure: before.measure,
            modality: before.modality,
            words: quantity.number,
            rule: "of the sum before",
            score: before.score * 0.8,
        })
    }

    /// "worth about A$760 million", "Its street value is put at C$9.4 million": the value of what was seized right before.
    pub(super) fn worth(&self, sentence: usize, quantity: &Quantity) -> Option<Link> {
        let scene = self.scene(sentence)?;
        let start = quantity.start();
        let says = (1..=VALUE_REACH).find(|back| {
            let word = scene.parsed.before(start, *back);
            matches!(word, "worth" | "valued" | "value" | "fetch" | "fetched" | "sold" | "sell")
                || (*back <= 3 && word == "estimated")
        })?;
        let seized = self.vocabulary.terms.measure("seized")?;
        let near = |d: &&Draft| sentence - d.sentence <= WORTH_REACH;
        let from = start - says;
        let before = self.drafts.iter().rev().take_while(near).find(|d| d.measure == seized);
        let verb = || {
            let blocked = self.vocabulary.terms.measure("blocked");
            let taken = |measure: usize| measure == seized || Some(measure) == blocked;
            let says = |t: &&Trigger| t.readings.iter().any(|r| taken(r.measure) && !r.weak) && !t.negated;
            scene.triggers.iter().find(says).map(|t| (t.modality, SAID_OF_GOODS))
        };
        let (modality, score) = before.map(|d| (d.modality, d.score * 0.9)).or_else(verb)?;
        let apart = (from..start).any(|i| matches!(scene.parsed.word(i), ";" | "." | "who" | "while"));
        (matches!(quantity.what, What::Money(_)) && !apart).then_some(Link {
            measure: seized,
            modality,
            words: (from, start),
            rule: "what it is worth",
            score,
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn money_taken_in_is_made() {
        let text = "The gang smuggled migrants. It took in at least $12 million. Police arrested two.";
        assert_eq!(told(text), ["12000000 proceeds", "2 arrested"]);
    }

    #[test]
    fn what_goods_are_worth_is_seized() {
        let text = "Police seized 12 kg of heroin. Its value on the street is put at $3 million. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["12 seized", "3000000 seized"]);
        let text = "Customs officers seized 12 kg of heroin, worth about $3 million. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["12 seized", "3000000 seized"]);
    }
}
