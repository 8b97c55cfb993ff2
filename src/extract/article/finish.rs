//! From drafts to observations: codes, units, confidence. In: drafts with all that was found. Out: items of the model.

use std::sync::Arc;

use super::confidence::confidence;
use super::draft::Draft;
use super::quantity::What;
use crate::model::{Code, Kind, Locator, Observation, Period, Series, Span};
use crate::vocabulary::Vocabulary;

/// An observation of each draft, in the order of the figures in the text.
pub fn observations(
    drafts: &[Draft],
    sentence_of: &dyn Fn(usize) -> Span,
    vocabulary: &Vocabulary,
) -> Vec<Observation> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|i| drafts.get(*i).map(|d| (d.figure.start, d.figure.end)));
    let mut ranks = vec![0; order.len()];
    for (rank, index) in order.iter().enumerate() {
        if let Some(slot) = ranks.get_mut(*index) {
            *slot = rank as u32;
        }
    }
    let rank = |index: usize| ranks.get(index).copied();
    order
        .iter()
        .filter_map(|i| drafts.get(*i))
        .map(|draft| Observation {
            series: Arc::new(series(draft, vocabulary)),
            bounds: draft.bounds,
            period: draft.period.unwrap_or(Period::default()),
            part_of: draft.part_of.and_then(rank),
            is_total: false,
            confidence: confidence(draft),
            locator: Locator::Text { figure: draft.figure, sentence: sentence_of(draft.sentence) },
            cell_text: None,
            note: None,
            reasons: draft.reasons.clone(),
        })
        .collect()
}

fn series(draft: &Draft, vocabulary: &Vocabulary) -> Series {
    let measure = vocabulary.terms.measures.get(draft.measure);
    let code = |text: &str| -> Code { text.into() };
    let unit = match &draft.what {
        What::Money(currency) => currency.clone(),
        What::Weight(unit) => unit.clone(),
        What::Percent => code("percent"),
        What::Countries => code("countries"),
        What::Premises if measure.is_some_and(|m| m.unit == "operations") => code("operations"),
        What::Items | What::Unnamed | What::Premises => code("items"),
        What::Cases => code("cases"),
        What::Operations => code("operations"),
        // A measure of money that counts persons ("12 were fined") counts persons.
        What::Persons | What::Bare => match measure.map_or("persons", |m| m.unit.as_str()) {
            "money" => code("persons"),
            unit => code(unit),
        },
    };
    let thing = matches!(measure.map(|m| m.code.get_ref().as_str()), Some("seized" | "issued" | "blocked"));
    let nationality =
        if thing && measure.is_some_and(|m| m.code.get_ref() == "seized") { &[] } else { draft.nationality.as_slice() };
    let offences = draft.offences.iter().filter_map(|i| vocabulary.terms.offences.get(*i));
    Series {
        kind: draft.kind,
        measure: code(measure.map_or("", |m| m.code.get_ref().as_str())),
        unit,
        object: draft.object.as_deref().filter(|_| thing).map(code),
        direction: draft.direction.filter(|_| draft.kind == Kind::Change),
        nationality: joined(nationality.iter().map(Code::as_str).collect()),
        sex: draft.sex,
        age_group: draft.age_group,
        offences: joined(offences.map(|o| o.code.get_ref().as_str()).collect()),
        country: draft.country.clone().unwrap_or_else(|| code("")),
        place: code(draft.place.as_deref().unwrap_or("")),
        modality: draft.modality,
        attributed_to: code(&draft.speaker),
    }
}

/// Sorted codes without doubles, joined by `+`; `foreign` falls away beside a code.
fn joined(mut codes: Vec<&str>) -> Code {
    codes.sort_unstable();
    codes.dedup();
    if codes.len() > 1 {
        codes.retain(|c| *c != "foreign");
    }
    match codes.as_slice() {
        [] => Code::default(),
        [only] => (*only).into(),
        several => several.join("+").into(),
    }
}
