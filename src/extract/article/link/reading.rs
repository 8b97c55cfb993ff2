//! Readings: which of a trigger's measures can count a quantity. In: a trigger, a quantity and how sure the rule is. Out: a
//! [`Link`], or none where the measure counts no such thing.

use super::{Link, Linker};
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::{Reading, Trigger, Voice};
use crate::vocabulary::{Slot, Vocabulary};

impl Linker<'_, '_> {
    pub(super) fn link_if(
        &self,
        index: usize,
        trigger: &Trigger,
        slot: Slot,
        rule: &'static str,
        score: f64,
    ) -> Option<(usize, Link)> {
        let quantity = self.quantities.get(index)?;
        let bare_event = trigger.is_event() && quantity.is_bare();
        let reading =
            if bare_event { trigger.readings.first().copied()? } else { self.best_reading(trigger, slot, quantity)? };
        // "fines rose to 12": an amount of money has its currency.
        let money = self.vocabulary.terms.measures.get(reading.measure).is_some_and(|m| m.unit == "money");
        if self.noun_says_more(quantity, reading.measure, trigger)
            || (money && quantity.is_bare())
            || self.only_carries(quantity, trigger)
        {
            return None;
        }
        // "took 12 phones" counts only what the vocabulary knows as a thing.
        let known = match quantity.what {
            What::Unnamed => false,
            What::Bare => quantity.partitive.is_some(),
            // "took in 478,000 tonnes of cocoa", "the gates took 412 million"
            What::Weight(_) => quantity.noun.object.is_some(),
            What::Money(_) => quantity.noun.head.is_some(),
            _ => true,
        };
        let weak = match reading.weak {
            true if !known => return None,
            true => 0.35,
            false => 0.0,
        };
        let modality = reading.modality.unwrap_or(trigger.modality);
        let measure = self.of_incidents(quantity, reading.measure, trigger.is_event());
        // Of two verbs of one figure the stronger measure stands first in the vocabulary.
        let score = score - weak - 0.004 * reading.measure as f64;
        Some((index, Link { measure, modality, words: (trigger.left, trigger.end), rule, score }))
    }

    /// "Seizures rose from 287 to 466": how often something was seized, not how much.
    pub(super) fn of_incidents(&self, quantity: &Quantity, measure: usize, event: bool) -> usize {
        let seizures = event && quantity.is_bare() && self.vocabulary.terms.measure_code(measure) == "seized";
        let counted = quantity.noun.event == Some(measure) && seizures_counted(self.vocabulary, measure);
        // "13,482 detections of illicit tobacco"
        let code = self.vocabulary.terms.measure_code(measure);
        let class = |at: usize| {
            let (index, _) = self.parsed.mention_at(at)?.object()?;
            self.vocabulary.terms.objects.get(index).map(|o| o.class.as_str())
        };
        let thing = |at: usize| class(at).is_some_and(|c| !matches!(c, "border" | "other" | "premises"));
        let of_things = self.parsed.word(quantity.end) == "of" && (quantity.end + 1..quantity.end + 4).any(thing);
        let detected = quantity.noun.event == Some(measure) && code == "entered" && of_things;
        match (seizures || counted || detected).then(|| self.vocabulary.terms.measure("cases")).flatten() {
            Some(cases) => cases,
            None => measure,
        }
    }

    /// "identified 108 victims": what the noun says is stronger than a weak verb.
    fn noun_says_more(&self, quantity: &Quantity, measure: usize, trigger: &Trigger) -> bool {
        let implied = quantity.noun.implied_measure(self.vocabulary).filter(|m| *m != "offenders");
        // "1,926 offenders were detected" tells of no border.
        let offenders = quantity.noun.implied_measure(self.vocabulary) == Some("offenders");
        let detected = offenders
            && self.vocabulary.terms.measure_code(measure) == "entered"
            && (trigger.start..trigger.end).any(|i| self.parsed.word(i).starts_with("detect"));
        detected || implied.is_some() && is_weak(self.vocabulary, measure)
    }

    /// Whether the sentence names an object of a class.
    fn mentions_class(&self, class: &str) -> bool {
        let objects = self.parsed.mentions.iter().filter_map(|m| m.object());
        objects.filter_map(|(i, _)| self.vocabulary.terms.objects.get(i)).any(|o| o.class == class)
    }

    fn best_reading(&self, trigger: &Trigger, slot: Slot, quantity: &Quantity) -> Option<Reading> {
        let fits = |r: &&Reading| {
            let slot_fits = r.slot == slot || (r.slot == Slot::Subject && trigger.voice == Voice::Event);
            slot_fits
                && quantity.what != What::Percent
                && quantity.what != What::Countries
                && counts(self.vocabulary, r.measure, &quantity.what)
        };
        let mut fitting: Vec<&Reading> = trigger.readings.iter().filter(fits).collect();
        // "sent back" at a border is a refusal, elsewhere a deportation.
        let near = |r: &&&Reading| {
            let class = self.vocabulary.terms.measures.get(r.measure).and_then(|m| m.near.as_deref());
            class.is_some_and(|class| self.mentions_class(class))
        };
        let far = |r: &&Reading| self.vocabulary.terms.measures.get(r.measure).is_some_and(|m| m.near.is_some());
        if fitting.iter().any(far) && !fitting.iter().all(far) {
            match fitting.iter().find(near) {
                Some(found) => return Some(**found),
                None => fitting.retain(|r| !far(r)),
            }
        }
        let money = |r: &&&Reading| {
            matches!(quantity.what, What::Money(_)) && self.vocabulary.terms.measure_unit(r.measure) == "money"
        };
        // "took in at least $12 million"
        let proceeds = || self.vocabulary.terms.measure("proceeds");
        let taken_in = matches!(quantity.what, What::Money(_))
            && self.parsed.word(trigger.end) == "in"
            && quantity.start() > trigger.end
            && fitting.iter().all(|r| r.weak);
        if let Some(measure) = proceeds().filter(|_| taken_in) {
            return fitting.first().map(|r| Reading { measure, weak: false, ..**r });
        }
        fitting.iter().find(money).or(fitting.iter().find(|r| !r.weak)).or(fitting.first()).copied().copied()
    }
}

/// Measures that say so little that a whole's, or what the noun implies, is preferred.
const WEAK: &[&str] = &["departed", "present", "entered", "offenders", "checked", "cases"];

/// Whether a measure gives way to another that is said of the same persons.
pub fn is_weak(vocabulary: &Vocabulary, measure: usize) -> bool {
    WEAK.contains(&vocabulary.terms.measure_code(measure))
}

fn seizures_counted(vocabulary: &Vocabulary, measure: usize) -> bool {
    vocabulary.terms.measure_code(measure) == "seized"
}

/// Whether a measure can count such a thing.
pub fn counts(vocabulary: &Vocabulary, measure: usize, what: &What) -> bool {
    let Some(measure) = vocabulary.terms.measures.get(measure) else { return false };
    let name = match what {
        What::Persons => "persons",
        What::Cases => "cases",
        What::Operations => "operations",
        What::Items => "items",
        What::Premises => "premises",
        What::Money(_) => "money",
        What::Weight(_) => "weight",
        What::Bare => {
            return measure.counts.iter().any(|c| matches!(c.as_str(), "persons" | "items" | "cases" | "operations"));
        }
        What::Percent => return true,
        What::Unnamed => return measure.counts.iter().any(|c| matches!(c.as_str(), "persons" | "items")),
        What::Countries => return measure.unit == "persons",
    };
    measure.counts.iter().any(|c| c == name)
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn a_noun_says_more_than_a_weak_verb() {
        let text = "Police arrested nine traffickers and found 108 victims.";
        assert_eq!(told(text), ["9 arrested", "108 victims"]);
    }
}
