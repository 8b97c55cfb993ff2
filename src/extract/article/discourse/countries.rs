//! "from 93 countries": a count of countries is said of the persons beside it. In: the quantity. Out: its draft, or a
//! refusal where no persons stand beside it.

use super::Discourse;
use crate::extract::article::draft::Draft;
use crate::extract::article::link::Link;
use crate::extract::article::quantity::Quantity;
use crate::model::Qualifier;
use crate::vocabulary::Class;

/// "The detainees were from 12 countries": a number of countries of those counted before stands at most so far.
const POINTS_BACK: usize = 8;

impl Discourse<'_, '_> {
    /// "from 93 countries": the measure of the persons beside it.
    pub(super) fn countries(&mut self, sentence: usize, index: usize, quantity: &Quantity) {
        let persons = |(_, d): &(usize, &Draft)| d.is_level_of_persons();
        // "They came from 58 countries"
        let pronoun = |s: &super::Scene| {
            s.parsed.token(0).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Pronoun))
                || matches!(s.parsed.word(0), "the" | "those" | "citizens" | "nationals")
                    && quantity.start() <= POINTS_BACK
        };
        let alone = self.scene(sentence).is_some_and(|s| index == 0 && pronoun(s));
        let before = || self.drafts_in(sentence.saturating_sub(1)..=sentence.saturating_sub(1)).find(persons);
        let beside = self.drafts_in(sentence..=sentence).rfind(persons).or_else(|| before().filter(|_| alone));
        let vague = quantity.bounds.qualifier == Qualifier::Vague;
        let from = !vague
            && self.scene(sentence).is_some_and(|s| {
                matches!(
                    s.parsed.before(quantity.start(), 1),
                    "from" | "of" | "with" | "between" | "representing" | "covering"
                ) || s.parsed.before(quantity.start(), 2) == "from"
                    || matches!(s.parsed.before(quantity.start(), 2), "belonged" | "belong")
                    || quantity.other
            });
        let Some(beside) = beside.filter(|_| from).map(|(_, d)| d.clone()) else {
            return self.refuse(sentence, index, "uncounted");
        };
        let link = Link {
            measure: beside.measure,
            modality: beside.modality,
            words: quantity.number,
            rule: "countries of the persons beside",
            score: beside.score,
        };
        let mut draft = self.draft(sentence, index, quantity, link);
        draft.object = None;
        // "They belonged to 17 nationalities" doesn't say that their own is none of them, unless they were sent out.
        let crossed = self.vocabulary.terms.measure_code(beside.measure) == "entered";
        let sent = self.is_done_at_borders(beside.measure) || crossed;
        if !beside.nationality.is_empty() || quantity.other || sent {
            draft.nationality = vec!["foreign".into()];
        }
        draft.sex = beside.sex;
        draft.age_group = beside.age_group;
        draft.offences = beside.offences.clone();
        self.drafts.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn a_sentence_later_they_came_from_so_many_countries() {
        let text = "Immigration officers deported 460 people. They came from 34 countries.";
        assert_eq!(told(text), ["460 deported", "34 deported foreign"]);
    }

    #[test]
    fn a_count_of_countries_is_said_of_the_persons_beside_it() {
        let text = "Immigration officers deported 46 people from 34 countries.";
        assert_eq!(told(text), ["46 deported foreign", "34 deported foreign"]);
    }
}
