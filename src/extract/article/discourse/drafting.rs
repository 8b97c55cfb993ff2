//! The draft of a figure by its own words, before others give it what it leaves open. In: a quantity and its link. Out: a
//! [`Draft`].

use super::{Discourse, SURE};
use crate::extract::article::draft::Draft;
use crate::extract::article::link::Link;
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::Trigger;
use crate::model::{Code, Kind, Span};

/// What those commit who cross a border in secret.
const OF_CROSSING: &[&str] = &["illegal_entry", "immigration_offence", "people_smuggling"];

impl Discourse<'_, '_> {
    /// What a figure says by itself.
    pub(super) fn draft(&self, sentence: usize, index: usize, quantity: &Quantity, link: Link) -> Draft {
        let parsed = self.scene(sentence).map(|s| &s.parsed);
        let figure = parsed.map_or(Span::new(0, 0), |p| p.span_of(quantity.number.0, quantity.number.1));
        let noun = &quantity.noun;
        let link = Link { measure: self.as_whom(sentence, quantity, link), ..link };
        let mut draft = Draft {
            sentence,
            quantity: index,
            figure,
            kind: Kind::Level,
            direction: None,
            measure: link.measure,
            what: if quantity.is_bare() || quantity.what == What::Unnamed {
                self.what_of(link.measure)
            } else {
                quantity.what.clone()
            },
            bounds: quantity.bounds,
            modality: link.modality,
            nationality: noun.nationality.clone(),
            sex: noun.sex,
            age_group: noun.age_group,
            offences: noun.offences.clone(),
            object: self.object_of(sentence, quantity),
            period: None,
            place: None,
            country: None,
            speaker: String::new(),
            part_of: None,
            score: link.score,
            reasons: Vec::new(),
        };
        draft.because("value", "number", Some(figure));
        draft.because("measure", link.rule, parsed.map(|p| p.span_of(link.words.0, link.words.1)));
        if noun.same_nationality && draft.nationality.is_empty() {
            draft.nationality = self.country_named_last();
        }
        if !draft.nationality.is_empty() {
            draft.because("nationality", "noun phrase", parsed.map(|p| p.span_of(quantity.number.1, quantity.end)));
        }
        draft
    }

    /// The same verb means another thing of others: offenders who are sent home are deported, a country's own people who
    /// land in it come home.
    fn as_whom(&self, sentence: usize, quantity: &Quantity, link: Link) -> usize {
        let terms = &self.vocabulary.terms;
        let noun = &quantity.noun;
        let offenders = !noun.offences.is_empty() && noun.implied_measure(self.vocabulary) != Some("victims");
        let own = noun.nationality.len() == 1 && noun.nationality.contains(&self.country);
        let scene = self.scene(sentence);
        let crossing =
            |o: &usize| terms.offences.get(*o).is_some_and(|o| OF_CROSSING.contains(&o.code.get_ref().as_str()));
        let lawful = scene.is_some_and(|s| {
            let mut offences = s.parsed.mentions.iter().filter_map(|m| m.offences()).flatten();
            !offences.any(crossing)
        });
        // "… landed in Tbilisi after the first deportation flight of the year"
        let deported = terms.measure("deported");
        let expelled = scene.is_some_and(|s| {
            let event = |t: &Trigger| t.is_event() && t.readings.iter().any(|r| Some(r.measure) == deported);
            let another = s.links.iter().flatten().any(|l| Some(l.measure) == deported && l.score >= SURE);
            s.triggers.iter().any(event) && !another
        });
        let other = match terms.measure_code(link.measure) {
            "repatriated" if offenders && !own => "deported",
            "repatriated" | "entered" if expelled && link.rule == "subject" => "deported",
            "entered" if own && lawful && link.rule == "subject" => "repatriated",
            _ => return link.measure,
        };
        terms.measure(other).unwrap_or(link.measure)
    }

    /// The words for the things that are counted.
    fn object_of(&self, sentence: usize, quantity: &Quantity) -> Option<String> {
        let things = matches!(quantity.what, What::Items | What::Unnamed | What::Weight(_) | What::Premises);
        let (start, end) = quantity.noun.head.filter(|_| things)?;
        let tokens = &self.scene(sentence)?.parsed.tokens;
        Some(tokens.get(start..end).unwrap_or_default().iter().map(|t| t.folded.as_str()).collect::<Vec<_>>().join(" "))
    }

    /// "17 of his countrymen": the last nationality named by itself that is not the document's own.
    fn country_named_last(&self) -> Vec<Code> {
        let foreign = |d: &&Draft| d.names_one_country() && !d.nationality.contains(&self.country);
        self.drafts.iter().rev().find(foreign).map(|d| d.nationality.clone()).unwrap_or_default()
    }

    /// What a measure counts where a bare number doesn't say.
    fn what_of(&self, measure: usize) -> What {
        match self.vocabulary.terms.measure_unit(measure) {
            "cases" => What::Cases,
            "operations" => What::Operations,
            "items" => What::Items,
            _ => What::Persons,
        }
    }
}
