//! The draft of a figure by its own words, before others give it what it leaves open. In: a quantity and its link. Out: a
//! [`Draft`].

use super::Discourse;
use crate::extract::article::draft::Draft;
use crate::extract::article::link::Link;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::{Kind, Span};

impl Discourse<'_, '_> {
    pub(super) fn draft(&self, sentence: usize, index: usize, quantity: &Quantity, link: Link) -> Draft {
        let parsed = self.scene(sentence).map(|s| &s.parsed);
        let figure = parsed.map_or(Span::new(0, 0), |p| p.span_of(quantity.number.0, quantity.number.1));
        let noun = &quantity.noun;
        let things = matches!(quantity.what, What::Items | What::Unnamed | What::Weight(_) | What::Premises);
        let object = noun.head.filter(|_| things).zip(parsed).map(|((a, b), p)| {
            p.tokens.get(a..b).unwrap_or_default().iter().map(|t| t.folded.as_str()).collect::<Vec<_>>().join(" ")
        });
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
            object,
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
            let named = |d: &&Draft| {
                d.nationality.len() == 1 && !d.nationality.iter().any(|c| &**c == "foreign" || *c == self.country)
            };
            draft.nationality = self.drafts.iter().rev().find(named).map(|d| d.nationality.clone()).unwrap_or_default();
        }
        if !draft.nationality.is_empty() {
            draft.because("nationality", "noun phrase", parsed.map(|p| p.span_of(quantity.number.1, quantity.end)));
        }
        draft
    }

    /// What a measure counts where a bare number doesn't say.
    pub(super) fn what_of(&self, measure: usize) -> What {
        match self.vocabulary.terms.measures.get(measure).map_or("", |m| m.unit.as_str()) {
            "cases" => What::Cases,
            "operations" => What::Operations,
            "items" => What::Items,
            _ => What::Persons,
        }
    }
}
