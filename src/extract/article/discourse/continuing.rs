//! A figure that goes on from the one before it or from the noun of its amount: "another 63", "the number of foreigners
//! who work here". In: a quantity. Out: its link.

use super::{Discourse, SURE, Scene};
use crate::extract::article::draft::Draft;
use crate::extract::article::link::{Link, counts, is_weak};
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::Trigger;
use crate::model::{Kind, Modality};
use crate::vocabulary::Class;

/// The rule that gives an amount the measure of the one that is compared with it.
pub const COMPARED: &str = "compared with the figure before";
/// For so many sentences a text goes on weighing the same goods.
const HAUL_REACH: usize = 3;
/// The head of a list stands at most so many sentences before its first item.
const HEADS: usize = 2;
/// A label of an item has no more tokens than this.
const LABEL_REACH: usize = 6;
/// "The amount of drugs seized" begins at most so many tokens before what it came to.
const AMOUNT_REACH: usize = 16;
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
        let was = matches!(scene.parsed.before(start, 1), "was" | "were" | "had")
            && matches!(scene.parsed.before(start, 2), "it" | "they" | "figure" | "sum" | "amount" | "been");
        let compares = was || matches!(scene.parsed.before(start, 1), "from" | "to" | "than" | "against" | "with");
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

    /// "In 2023, the number was 2,450", "For 2017 the figure had been 154": what the last figure counts.
    pub(super) fn goes_on_counting(&self, quantity: &Quantity, sentence: usize) -> Option<Link> {
        let scene = self.scene(sentence).filter(|_| quantity.is_bare())?;
        let verb = scene.parsed.before(quantity.start(), 1);
        let to = usize::from(matches!(verb, "at" | "to"));
        let amount = (2..=3 + to).any(|back| {
            let word = scene.parsed.before(quantity.start(), back);
            matches!(word, "number" | "figure" | "figures" | "total" | "tally" | "count")
                && scene.parsed.before(quantity.start(), back + 1) == "the"
        });
        // "That compares with 1,928 in 2023", "In the whole of last year there had been 15,682", "A year earlier it was 1.2 million"
        let pronoun = |back: usize| matches!(scene.parsed.before(quantity.start(), back), "it" | "that" | "this");
        let there = scene.parsed.before(quantity.start(), 3) == "there" && verb == "been";
        let stood = verb == "at" && pronoun(3) && matches!(scene.parsed.before(quantity.start(), 2), "stood" | "was");
        let told = (2..=3).any(pronoun) && matches!(verb, "was" | "with" | "counted" | "had") || stood;
        // "returns were 62 percent higher than in 2023, when it stood at 1,307"
        let event = scene.triggers.iter().rfind(|t| t.is_event() && t.end < quantity.start()).filter(|_| stood);
        if let Some((t, r)) = event.and_then(|t| t.readings.first().map(|r| (t, r))) {
            let (measure, modality, words) = (r.measure, t.modality, (t.left, t.end));
            return Some(Link { measure, modality, words, rule: "number of the event", score: 0.7 });
        }
        let points = there || told;
        // "The corresponding number for the whole of 2023 was 42,850"
        let noun = (2..=LABEL_REACH * 2).find(|back| {
            matches!(scene.parsed.before(quantity.start(), *back), "number" | "figure" | "total" | "tally" | "count")
        });
        let timed = noun.is_some_and(|back| {
            let at = quantity.start() - back;
            let between = at + 1..quantity.start() - 1;
            at <= 2 && between.clone().all(|i| self.is_of_time(scene, i)) && !between.is_empty()
        });
        let amount = amount || points || timed;
        let said =
            matches!(verb, "was" | "were" | "been" | "at" | "to" | "reached" | "is" | "with" | "counted" | "had");
        if !(amount && said) {
            return None;
        }
        let before = self.drafts.iter().rev().find(|d| d.kind == Kind::Level && d.part_of.is_none())?;
        let near = sentence - before.sentence <= HEADS;
        near.then(|| before.link_for(quantity.number, "as the figure before", before.score * 0.8))
    }

    /// A word of a time, or one that ties a time to a noun: "for the whole of 2023".
    fn is_of_time(&self, scene: &Scene, at: usize) -> bool {
        let timed = scene.parsed.timed.get(at).copied().unwrap_or(false);
        let word = scene.parsed.word(at);
        timed || matches!(word, "for" | "in" | "of" | "the" | "whole" | "during" | "had" | "year")
    }

    /// "The number of those caught climbed to 3,127 last year from 2,514": what it climbed from.
    pub(super) fn climbed_from(&self, quantity: &Quantity, sentence: usize) -> Option<Link> {
        let scene = self.scene(sentence)?;
        let before = self.drafts.last().filter(|d| d.sentence == sentence && d.kind == Kind::Level)?;
        let to = scene.quantities.get(before.quantity)?;
        let climbed = scene.parsed.before(to.start(), 1) == "to" && scene.parsed.before(quantity.start(), 1) == "from";
        let gap = to.end..quantity.start();
        let near = gap.len() <= LABEL_REACH && !gap.into_iter().any(|i| scene.parsed.is_mark(i));
        (climbed && near && quantity.is_bare()).then(|| before.link_for(quantity.number, COMPARED, before.score * 0.97))
    }

    /// "Rotterdam remained the most important port with 25,876 kilograms": a text that weighs what was seized goes on so.
    pub(super) fn more_of_the_haul(&self, quantity: &Quantity, sentence: usize) -> Option<Link> {
        let weighs = |what: &What| matches!(what, What::Weight(_));
        let mut near = self.drafts_in(sentence.saturating_sub(HAUL_REACH)..=sentence);
        let weighed = near.rfind(|(_, d)| d.kind == Kind::Level && weighs(&d.what));
        let (_, before) = weighed.filter(|_| weighs(&quantity.what))?;
        Some(before.link_for(quantity.number, "as the weights before", before.score * 0.7))
    }

    /// "Seizures in the province: - 2021: 55.6 million tablets": an item without a verb counts what its list is about.
    pub(super) fn of_list_head(&self, quantity: &Quantity, sentence: usize) -> Option<Link> {
        self.scene(sentence).filter(|s| self.is_item(s))?;
        let heads = (0..sentence).rev().filter(|at| self.scene(*at).is_some_and(|s| !self.is_item(s)));
        heads.take(HEADS).find_map(|at| self.counted_by_head(quantity, at))
    }

    /// "- Illegal entry: 38", in a list of arrests: a label that only names what it is for leaves the measure to the head.
    pub(super) fn head_of_label(&self, quantity: &Quantity, sentence: usize, link: Option<Link>) -> Option<Link> {
        let link = link.filter(|l| l.rule == "label of the figure" && is_weak(self.vocabulary, l.measure))?;
        let head = self.of_list_head(quantity, sentence)?;
        (!is_weak(self.vocabulary, head.measure)).then_some(Link { words: link.words, ..head })
    }

    /// What a sentence counts or speaks of that can count a figure of the list below it.
    fn counted_by_head(&self, quantity: &Quantity, at: usize) -> Option<Link> {
        let readings = self.scene(at)?.triggers.iter().rev().flat_map(|t| t.readings.iter().map(move |r| (t, r)));
        let fits = |measure: usize| counts(self.vocabulary, measure, &quantity.what);
        // "The persons detained were found in: …" says where.
        let scene = self.scene(at)?;
        let placed = |t: &Trigger| t.start > 0 && matches!(scene.parsed.word(t.end), "in" | "at") && !t.is_event();
        let said = readings.clone().find(|(t, r)| !r.weak && fits(r.measure) && !placed(t));
        let rule = "what the list is about";
        let score = SURE;
        let of_figure = || {
            let head = self.drafts_in(at..=at).rfind(|(_, d)| d.kind == Kind::Level && fits(d.measure));
            head.map(|(_, d)| Link { rule, score, ..d.link_for(quantity.number, rule, score) })
        };
        of_figure().or_else(|| {
            let (trigger, reading) = said?;
            Some(Link { measure: reading.measure, modality: trigger.modality, words: quantity.number, rule, score })
        })
    }

    /// "- 2021: 55.6 million", "October: 27,121": a line that begins with a bullet, or with a label before its figure.
    pub(super) fn is_item(&self, scene: &Scene) -> bool {
        let first = scene.quantities.first().map_or(0, |q| q.start());
        let labelled = first > 0 && first <= LABEL_REACH && scene.parsed.before(first, 1) == ":";
        labelled || scene.parsed.token(0).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Bullet))
    }

    /// "The agency put the number of illegal residents at around 3,500": so many are there, where no verb says what was done.
    pub(super) fn estimated(&self, quantity: &Quantity, sentence: usize) -> Option<Link> {
        let scene = self.scene(sentence).filter(|_| quantity.amount)?;
        let (parsed, start) = (&scene.parsed, quantity.start());
        let near = start.saturating_sub(AMOUNT_REACH)..start;
        let number = near.rev().find(|i| parsed.word(*i) == "number" && parsed.word(i + 1) == "of")?;
        let estimate = |at: usize| parsed.token(at).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Estimate));
        let put = (1..=3).filter_map(|back| number.checked_sub(back)).any(estimate);
        let estimated = (number..start).any(|i| parsed.word(i) == "estimated");
        let told = parsed.before(start, 1) == "at" && (put || estimated);
        let stock = quantity.noun.foreign_only() || !quantity.noun.offences.is_empty();
        if !told || !stock || self.said_of_amount(scene, quantity).is_some() {
            return None;
        }
        let measure = self.vocabulary.terms.measure("present")?;
        let modality = Modality::Actual;
        Some(Link { measure, modality, words: (number, start), rule: "number of those estimated", score: 0.7 })
    }

    /// "The amount of drugs seized in them rose to 14.8 tonnes": the participle behind the noun of the amount.
    pub(super) fn done_to_amount(&self, quantity: &Quantity, sentence: usize) -> Option<Link> {
        let scene = self.scene(sentence).filter(|_| matches!(quantity.what, What::Weight(_) | What::Money(_)))?;
        let start = quantity.start();
        let risen = matches!(scene.parsed.before(start, 1), "to" | "at" | "reached");
        let near = start.saturating_sub(AMOUNT_REACH)..start;
        let noun = near.rev().find(|i| {
            matches!(
                scene.parsed.word(*i),
                "amount" | "amounts" | "quantity" | "quantities" | "volume" | "weight" | "value"
            )
        });
        let noun = noun.filter(|i| risen && scene.parsed.word(i + 1) == "of")?;
        let done = |t: &&Trigger| t.start > noun && t.start <= noun + 5 && !t.is_event();
        let trigger = scene.triggers.iter().find(done)?;
        let reading = trigger.readings.iter().find(|r| counts(self.vocabulary, r.measure, &quantity.what))?;
        Some(Link {
            measure: reading.measure,
            modality: trigger.modality,
            words: (trigger.left, trigger.end),
            rule: "said of those whose number it is",
            score: 0.7,
        })
    }

    /// "Those arrested while trying to cross numbered 1,523": what was done to those.
    pub(super) fn those_done_to(&self, quantity: &Quantity, sentence: usize) -> Option<Link> {
        let scene = self.scene(sentence).filter(|_| quantity.is_bare() && quantity.partitive.is_none())?;
        let (parsed, start) = (&scene.parsed, quantity.start());
        let amounts = &self.vocabulary.grammar.amounts;
        let said = (start.saturating_sub(3)..start)
            .any(|at| amounts.longest(parsed.tokens, at).is_some_and(|m| m.end == start));
        let those = (start.saturating_sub(COMPARED_REACH * 2)..start).rev().find(|i| parsed.word(*i) == "those");
        let those =
            those.filter(|at| said && (*at == 0 || parsed.is_mark(at - 1) || parsed.before(*at, 1) == "and"))?;
        let done = scene.triggers.iter().find(|t| t.start == those + 1 && !t.is_event())?;
        let reading = done.readings.iter().find(|r| counts(self.vocabulary, r.measure, &What::Persons))?;
        let words = (those, done.end);
        Some(Link {
            measure: reading.measure,
            modality: done.modality,
            words,
            rule: "number of those it was done to",
            score: 0.7,
        })
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
    fn a_number_that_is_estimated_says_how_many_there_are() {
        let text = "Police arrested 12 men. The agency puts the number of illegal residents at around 3,500.";
        assert_eq!(told(text), ["12 arrested", "3500 present foreign"]);
    }

    #[test]
    fn an_amount_compared_with_another_is_counted_as_it() {
        let text = "Police seized 40 kg of heroin in 2023, up from 30 kg in 2022. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["40 seized", "30 seized"]);
    }

    #[test]
    fn an_amount_is_counted_as_the_participle_behind_its_noun_says() {
        let text =
            "Police made 12 arrests, but the amount of drugs seized in them rose to 14.8 tonnes from 5.4 tonnes.";
        assert_eq!(told(text), ["12 arrested", "14800 seized", "5400 seized"]);
    }

    #[test]
    fn those_to_whom_it_was_done_are_numbered() {
        let text = "Police told of smuggling. Those arrested while trying to cross the border numbered 1,523.";
        assert_eq!(told(text), ["1523 arrested"]);
    }

    #[test]
    fn what_a_number_climbed_from_is_counted_as_it() {
        let text = "The number of foreigners caught for drug crimes climbed to 3,127 last year from 2,514 in 2022. \
                    The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["3127 arrested foreign", "2514 arrested foreign"]);
    }

    #[test]
    fn another_number_counts_as_the_one_before() {
        let text = "Police arrested 12 Vietnamese and another 63.";
        assert_eq!(told(text), ["12 arrested VN", "63 arrested VN"]);
    }
}
