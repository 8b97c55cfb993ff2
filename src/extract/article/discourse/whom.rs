//! Whose number it is, where a figure has only a verb or the noun of an event: "613 such expulsions", "In 2022 it had deported
//! 298". In: a draft without a nationality. Out: that of those whom the text counts so.

use super::Discourse;
use crate::extract::article::draft::Draft;
use crate::extract::article::nouns::noun_phrase;
use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Partitive, Quantity, What};
use crate::model::Code;
use crate::vocabulary::CountryForm;

/// What is done to the people of one country or to foreigners, so that a text that has told of whom needs to say it no more.
const AT_BORDERS: &[&str] = &["deported", "denied_entry", "repatriated"];
/// What befalls those whom a sentence has named.
const BEFELL: &[&str] = &["killed", "injured", "missing", "rescued"];
/// Those of whom a text says that they are "the three" were counted at most so many sentences before.
const SEVERAL_REACH: usize = 2;
/// The rule that gives a figure the nationality of those whom the text counts by the same measure.
const MEASURED: &str = "whom the text counts so";

impl Discourse<'_, '_> {
    /// Whether only its measure says whom a figure counts: "986 removals had been recorded", "12,400 deportees".
    pub(super) fn is_of_measure_alone(&self, draft: &Draft, quantity: &Quantity) -> bool {
        let terms = &self.vocabulary.terms;
        let code = terms.measure_code(draft.measure);
        let implied = quantity.noun.implied_measure(self.vocabulary);
        let unsaid = quantity.noun.population.is_none() || implied.is_some_and(|m| AT_BORDERS.contains(&m));
        let cases = code == "cases" && draft.what == What::Cases;
        (self.is_done_at_borders(draft.measure) && draft.what == What::Persons && unsaid && !quantity.other) || cases
    }

    pub(super) fn is_done_at_borders(&self, measure: usize) -> bool {
        AT_BORDERS.contains(&self.vocabulary.terms.measure_code(measure))
    }

    pub(super) fn befell(&self, measure: usize) -> bool {
        BEFELL.contains(&self.vocabulary.terms.measure_code(measure))
    }

    /// "A boat crowded with migrants overturned: 24 of them died and 20 went missing", "A boat with Ethiopian migrants sank, and
    /// 38 people were killed": those whom the sentence names before, or for "them" the one before it.
    pub(super) fn nationality_of_people(&self, sentence: usize, quantity: &Quantity, measure: usize) -> Vec<Code> {
        let them = quantity.partitive == Some(Partitive::Them);
        let plain =
            quantity.noun.head.is_none() || quantity.noun.population(self.vocabulary).is_some_and(|p| p.is_plain());
        let befell = self.befell(measure) && plain && !quantity.definite;
        if !them && !befell {
            return Vec::new();
        }
        let here = self.scene(sentence).map(|s| self.last_people(&s.parsed, quantity.start()));
        let before = || {
            let scene = sentence.checked_sub(1).and_then(|at| self.scene(at)).filter(|_| them)?;
            Some(self.last_people(&scene.parsed, scene.parsed.len()))
        };
        here.flatten().or_else(|| before().flatten()).unwrap_or_default()
    }

    /// The nationality of the last people that a sentence names before a token, empty where it doesn't say; nothing where it
    /// names none.
    fn last_people(&self, parsed: &Parsed, end: usize) -> Option<Vec<Code>> {
        let terms = &self.vocabulary.terms;
        let people = |at: usize| {
            let mention = parsed.mention_from(at).filter(|m| m.end <= end && !m.gapped)?;
            // "the Spanish organisation", "the Chinese embassy" are no people.
            let open = parsed.token(mention.end).is_some_and(|t| t.is_word() && !self.vocabulary.grammar.is_closed(t));
            let adjective = mention.country_as(&[CountryForm::Adjective]).is_some() && open;
            let named = mention.country_as(&[CountryForm::Plural]).is_some() && !adjective;
            let population = mention.population().filter(|p| p.1).and_then(|(i, _)| terms.populations.get(i));
            let counted = population.is_some_and(|p| !p.staff && !p.uncounted);
            (named || counted).then_some(mention)
        };
        let last = (0..end).rev().find_map(people)?;
        if parsed.before(last.start, 1) == "them" {
            // "most of them Argentines"
            return None;
        }
        let from = last.start.checked_sub(1).and_then(|i| parsed.mention_at(i));
        let from = from.filter(|m| m.country_as(&[CountryForm::Adjective]).is_some()).map_or(last.start, |m| m.start);
        Some(noun_phrase(parsed, from, self.vocabulary).nationality)
    }

    /// "two Mexicans and a Guatemalan were arrested. The three …": the nationalities of the last figures that add up to it.
    pub(super) fn nationality_of_several(&self, sentence: usize, quantity: &Quantity) -> Option<Vec<Code>> {
        let value = quantity.value().filter(|_| quantity.definite && quantity.partitive.is_none())?;
        let plain = quantity.noun.head.is_none()
            || quantity.noun.population(self.vocabulary).is_some_and(|p| p.measure.is_none());
        let mut near = self.drafts_in(sentence.saturating_sub(SEVERAL_REACH)..=sentence).map(|(_, d)| d).rev();
        let mut near = near.by_ref().skip_while(|d| !d.is_level_of_persons());
        let (mut sum, mut codes, mut told) = (0.0, Vec::new(), 0);
        let mut of = None;
        while plain && sum < value {
            let draft = near.next().filter(|d| d.is_level_of_persons() && of.is_none_or(|s| s == d.sentence))?;
            // Those who are parts of a whole were counted together before.
            if draft.nationality.is_empty() || draft.part_of.is_some() || draft.value()? >= value {
                return None;
            }
            of = Some(draft.sentence);
            sum += draft.value()?;
            told += 1;
            codes.extend(draft.nationality.iter().cloned());
        }
        codes.sort_unstable();
        codes.dedup();
        (told > 1 && sum == value).then_some(codes)
    }

    /// Takes the nationality of the last whole of the same measure, if the text has told of one; of cases only where it
    /// counts those of foreigners.
    pub(super) fn inherit_measure(&self, draft: &mut Draft) -> bool {
        let so = |d: &&Draft| d.is_level() && d.measure == draft.measure && d.what == draft.what && d.part_of.is_none();
        let told = match draft.what {
            What::Cases => self.drafts.iter().find(so).filter(|d| d.names_no_country()),
            _ => self.drafts.iter().rev().find(so),
        };
        if let Some(told) = told.filter(|d| !d.nationality.is_empty()) {
            draft.nationality = told.nationality.clone();
            draft.because("nationality", MEASURED, Some(told.figure));
        }
        told.is_some()
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn expulsions_go_on_being_of_those_told_of() {
        let text = "The department deported 412 foreigners in 2024. In 2023 there were 389 deportations.";
        assert_eq!(told(text), ["412 deported foreign", "389 deported foreign"]);
    }

    #[test]
    fn those_whom_something_befell_are_the_people_named_before() {
        let text = "A boat crowded with migrants overturned: 24 of them died and 20 went missing. \
                    The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["24 killed foreign", "20 missing foreign"]);
    }

    #[test]
    fn the_three_are_those_who_add_up_to_them() {
        let text = "Police arrested two Mexicans and a Guatemalan. The three were charged with smuggling.";
        assert_eq!(told(text), ["2 arrested MX", "1 arrested GT", "3 charged GT+MX"]);
    }

    #[test]
    fn other_people_are_not_said_to_be_of_the_same_country() {
        let text = "Three Chinese were arrested for fraud; six other suspects are still wanted.";
        assert_eq!(told(text), ["3 arrested CN", "6 wanted"]);
    }
}
