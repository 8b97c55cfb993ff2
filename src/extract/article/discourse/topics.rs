//! Persons without a verb of their own, in a text about persons so counted: "they were 73". In: a quantity. Out: a link
//! from the topic of the sentences before.

use super::Discourse;
use crate::extract::article::draft::Draft;
use crate::extract::article::link::{Link, counts, is_weak};
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::{Trigger, Voice};
use crate::model::Kind;

/// For how many sentences a text goes on counting the same persons.
const TOPIC_REACH: usize = 3;
/// … and the same stock of them ("the number of overstayers").
const STOCK_REACH: usize = 12;

impl Discourse<'_, '_> {
    /// Persons with no verb of their own, in a text about persons so counted: "they were 73", "3,527 Chinese led the table".
    pub(super) fn topic(&self, quantity: &Quantity, sentence: usize, index: usize) -> Option<Link> {
        let scene = self.scene(sentence)?;
        let pronoun = matches!(scene.parsed.before(quantity.start(), 2), "they" | "there" | "it")
            && matches!(scene.parsed.before(quantity.start(), 1), "were" | "are" | "was" | "is");
        let subject = quantity.is_bare()
            && matches!(scene.parsed.word(quantity.end), "were" | "are" | "was" | "had" | "have")
            && quantity.start() <= 1;
        let led_to = quantity.is_bare()
            && matches!(scene.parsed.before(quantity.start(), 1), "to" | "from")
            && index.checked_sub(1).and_then(|i| scene.kinds.get(i)).is_some_and(|k| k.0 == Kind::Change);
        // "Dajabón came next with 8,150", "Mexico, with 4,215, was the most common destination"
        let ranked = quantity.is_bare() && scene.parsed.before(quantity.start(), 1) == "with" && {
            let named = (2..=3).any(|back| {
                quantity.start().checked_sub(back).and_then(|i| scene.parsed.token(i)).is_some_and(|t| t.capital)
            });
            let phrase = (0..scene.parsed.len())
                .any(|i| self.vocabulary.grammar.superlatives.longest(scene.parsed.tokens, i).is_some());
            let first = scene.quantities.first().is_some_and(|q| q.start() == quantity.start());
            phrase && first && (named || scene.parsed.token(0).is_some_and(|t| t.capital))
        };
        // "They were taken to the border at Dajabón (11,120), Elías Piña (9,845) and Jimaní (5,960)"
        let open = quantity.start().checked_sub(1).filter(|i| scene.parsed.word(*i) == "(");
        let place = open.and_then(|i| i.checked_sub(1)).and_then(|i| scene.parsed.token(i));
        let closed = scene.parsed.word(quantity.end) == ")";
        let placed = quantity.is_bare() && closed && place.is_some_and(|t| t.capital && t.is_word());
        let pronoun = pronoun || subject || led_to || ranked || placed;
        let persons = (quantity.what == What::Persons || (quantity.is_bare() && pronoun)) && !quantity.article;
        // "The industry employed around 25,000 Filipinos": the object of a verb that says nothing of what we count.
        let before = quantity.start().checked_sub(1);
        let employed = before.is_some_and(|i| {
            let word = scene.parsed.word(i);
            word.len() > 4 && word.ends_with("ed") && scene.parsed.mention_at(i).is_none()
        });
        if employed && !quantity.amount {
            return None;
        }
        let noun = &quantity.noun;
        let told = !noun.nationality.is_empty()
            || noun.sex.is_some()
            || quantity.partitive.is_some()
            || quantity.amount
            || pronoun
            || noun.population.is_some() && quantity.other;
        if !persons || !told {
            return None;
        }
        if let Some(link) = self.said_of_amount(scene, quantity) {
            return Some(link);
        }
        if led_to && let Some((measure, words)) = self.subject_of_change(sentence, index) {
            return Some(Link {
                measure,
                modality: crate::model::Modality::Actual,
                words,
                rule: "what the change is of",
                score: 0.6,
            });
        }
        let strong = |d: &&Draft| quantity.amount || !is_weak(self.vocabulary, d.measure);
        let reach = if quantity.amount { STOCK_REACH } else { TOPIC_REACH };
        let near = self.drafts_in(sentence.saturating_sub(reach)..=sentence).map(|(_, d)| d).rev();
        let near = near.filter(|d| d.is_level_of_persons());
        let found = near.clone().find(strong).or_else(|| near.clone().next());
        // A figure without a noun goes on counting the whole of the part before it.
        let before = found.map(|d| d.part_of.filter(|_| subject).and_then(|w| self.drafts.get(w)).unwrap_or(d));
        let verb = self.verb_before(sentence, index, before.map(|d| d.sentence));
        verb.or_else(|| {
            before.map(|d| Link {
                measure: d.measure,
                modality: d.modality,
                words: quantity.number,
                rule: "as the topic before",
                score: (d.score * 0.6).min(0.55),
            })
        })
    }

    /// "792 suspects" right after arrests are those arrested.
    pub(super) fn topic_of_suspects(&self, sentence: usize, link: Option<Link>) -> Option<Link> {
        let link = link.filter(|l| Some(l.measure) == self.vocabulary.terms.measure("offenders"))?;
        let before = self.drafts.iter().rev().find(|d| d.is_level_of_persons())?;
        let arrested = Some(before.measure) == self.vocabulary.terms.measure("arrested");
        (arrested && sentence - before.sentence <= 1).then_some(Link {
            measure: before.measure,
            rule: "as the topic before",
            score: 0.5,
            ..link
        })
    }

    /// The verb of the sentence before, where that one counts no persons itself: "Foreigners were deported. They were 73."
    fn verb_before(&self, sentence: usize, index: usize, counted: Option<usize>) -> Option<Link> {
        let from = counted.map_or(sentence.saturating_sub(1), |c| c + 1);
        for at in (from..sentence).rev().take(2) {
            let scene = self.scene(at)?;
            let persons = |t: &&Trigger| {
                t.voice == Voice::Passive
                    && t.relative.is_none()
                    && t.readings.iter().any(|r| counts(self.vocabulary, r.measure, &What::Persons))
            };
            if let Some(trigger) = scene.triggers.iter().rev().find(persons).filter(|_| index < 40) {
                let reading = trigger.readings.iter().find(|r| counts(self.vocabulary, r.measure, &What::Persons))?;
                return Some(Link {
                    measure: reading.measure,
                    modality: trigger.modality,
                    words: (0, 1),
                    rule: "as the verb before",
                    score: 0.55,
                });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn ranks_go_on_counting() {
        let text = "Officers deported 16,860 foreigners. Mexico, with 4,215, was the most common destination, followed by Hungary (1,340).";
        assert_eq!(told(text).get(1).map(|t| t.starts_with("4215 deported")), Some(true), "{:?}", told(text));
    }

    #[test]
    fn they_are_those_whom_the_sentence_before_counts() {
        let text = "Foreigners were deported on Monday. They were 73. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["73 deported foreign"]);
    }
}
