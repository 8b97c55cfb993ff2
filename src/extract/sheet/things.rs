//! Things that headers and labels name beside what happened to them: `Cocaine seized (kg)`. In: a text. Out: the thing.

use super::facets::Reader;
use super::texts::clean;
use crate::model::Code;
use crate::text::latin_part;
use crate::vocabulary::Sense;
use crate::vocabulary::headers::{Word, tokens, without_brackets};

impl Reader<'_> {
    /// Whether a measure is of things.
    pub fn of_things(&self, measure: usize) -> bool {
        let code = self.vocabulary.terms.measures.get(measure).map(|m| m.code.get_ref().as_str());
        matches!(code, Some("seized" | "issued" | "blocked"))
    }

    /// The thing that a header names beside what happened to it: `Cocaine seized (kg)`; `sure` where only a thing of the
    /// vocabulary counts.
    pub fn object(&self, text: &str, sure: bool) -> Option<Code> {
        let text = latin_part(text).unwrap_or_else(|| text.to_string());
        let parts: Vec<(String, bool)> =
            text.split(" / ").map(|part| self.thing(&clean(part))).filter(|(rest, _)| !rest.is_empty()).collect();
        let known = parts.iter().find(|(_, known)| *known);
        let found = known.or(parts.last().filter(|_| !sure))?;
        (self.dimension(&found.0).is_none() && self.whole(&found.0).iter().all(|w| matches!(w, Word::Offence(_))))
            .then(|| found.0.as_str().into())
    }

    /// The one thing of the vocabulary that a title names: `Quantities of cocaine seized`.
    pub fn one_object(&self, text: &str) -> Option<Code> {
        let toks = tokens(text);
        let mut named = self.found(&toks).into_iter().filter(|f| {
            f.senses.iter().any(|s| match s {
                Sense::Object { index, .. } => {
                    let class = self.vocabulary.terms.objects.get(*index).map(|o| o.class.as_str());
                    matches!(class, Some("drug" | "weapon" | "goods" | "document" | "device" | "vehicle"))
                }
                _ => false,
            })
        });
        let one = named.next().filter(|_| named.next().is_none())?;
        let (first, last) = (toks.get(one.start)?, toks.get(one.end.checked_sub(1)?)?);
        text.get(first.span.start..last.span.end).map(Code::from)
    }

    /// Whether a text names a drug or a weapon.
    pub(super) fn is_contraband(&self, text: &str) -> bool {
        let toks = tokens(text);
        let terms = &self.vocabulary.terms;
        let class = |index: usize| terms.objects.get(index).map(|o| o.class.as_str());
        let of =
            |s: &Sense| matches!(s, Sense::Object { index, .. } if matches!(class(*index), Some("drug" | "weapon")));
        (0..toks.len()).any(|at| terms.lexicon.matches(&toks, at).any(|m| of(m.sense)))
    }

    /// A text without brackets and without the words for what happened, and whether it names a thing of the vocabulary.
    pub(super) fn thing(&self, text: &str) -> (String, bool) {
        let text = without_brackets(text).unwrap_or_else(|| text.to_string());
        let toks = tokens(&text);
        let mut known = false;
        let mut taken = vec![false; toks.len()];
        for f in self.found(&toks) {
            let happened = f.words.iter().any(|w| matches!(w, Word::Measure(_) | Word::Total))
                || f.senses.iter().any(|s| matches!(s, Sense::Verb { .. } | Sense::Event { .. }));
            let named = f.senses.iter().any(|s| matches!(s, Sense::Object { .. }));
            known |= named;
            if happened && !named {
                taken.iter_mut().take(f.end).skip(f.start).for_each(|t| *t = true);
                // "Visas issued" is one phrase; the visas are the things.
                for at in f.start..f.end {
                    let things = self.vocabulary.terms.lexicon.matches(&toks, at);
                    let ends =
                        things.filter(|m| m.end <= f.end && matches!(m.sense, Sense::Object { .. })).map(|m| m.end);
                    if let Some(end) = ends.max() {
                        known = true;
                        taken.iter_mut().take(end).skip(at).for_each(|t| *t = false);
                    }
                }
            }
        }
        let rest = toks.iter().zip(&taken).filter(|(_, taken)| !**taken);
        let rest: Vec<&str> = rest.filter_map(|(t, _)| text.get(t.span.start..t.span.end)).collect();
        (rest.join(" ").trim_matches(|c: char| !c.is_alphanumeric()).to_string(), known)
    }
}
