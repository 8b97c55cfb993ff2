//! Whose number it is, where a figure has only a verb or the noun of an event: "613 such expulsions", "In 2022 it had deported
//! 298". In: a draft without a nationality. Out: that of those whom the text counts so.

use super::Discourse;
use crate::extract::article::draft::Draft;
use crate::extract::article::quantity::{Quantity, What};

/// What is done to the people of one country or to foreigners, so that a text that has told of whom needs to say it no more.
const AT_BORDERS: &[&str] = &["deported", "denied_entry", "repatriated"];
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
        (AT_BORDERS.contains(&code) && draft.what == What::Persons && unsaid && !quantity.other) || cases
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
