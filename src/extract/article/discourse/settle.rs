//! The measure of a figure: its own verb, else its whole's, else what its noun implies, else what went before. In: a
//! quantity, its link, its whole. Out: the link that holds, or none where nothing says what is counted.

use super::Discourse;
use super::{SURE, WEAK};
use crate::extract::article::link::Link;
use crate::extract::article::quantity::{Quantity, What};

impl Discourse<'_, '_> {
    /// The measure of a figure: its own verb, else its whole's, else what its noun implies, else what went before.
    pub(super) fn settle(
        &self,
        link: Option<Link>,
        whole: Option<usize>,
        known: Option<usize>,
        quantity: &Quantity,
        sentence: usize,
        index: usize,
    ) -> Option<Link> {
        let sure = link.filter(|l| l.score >= SURE);
        let whole_index = whole;
        if let Some(whole) = whole.and_then(|w| self.drafts.get(w)) {
            let weak = |l: &Link| WEAK.iter().any(|w| self.vocabulary.terms.measure(w) == Some(l.measure));
            let own = sure.filter(|l| {
                l.rule != "shared in a list"
                    && !weak(l)
                    && (l.score >= 0.62 || l.rule == "participle behind the noun" || l.rule == "what the noun implies")
            });
            let sibling = self.drafts.last().filter(|d| {
                quantity.noun.head.is_none()
                    && d.sentence == sentence
                    && d.part_of == whole_index
                    && d.measure != whole.measure
            });
            let own = own.or_else(|| {
                sibling.map(|d| Link {
                    measure: d.measure,
                    modality: d.modality,
                    words: quantity.number,
                    rule: "as the part before",
                    score: d.score * 0.95,
                })
            });
            return Some(own.unwrap_or(Link {
                measure: whole.measure,
                modality: whole.modality,
                words: link.map_or(quantity.number, |l| l.words),
                rule: "as its whole",
                score: (whole.score * 0.97).min(0.9),
            }));
        }
        if sure.is_some() {
            return sure;
        }
        if known.is_some() && link.is_none_or(|l| l.score < SURE) {
            return None;
        }
        if quantity.amount
            && let Some(said) = self.scene(sentence).and_then(|s| self.said_of_amount(s, quantity))
        {
            return Some(said);
        }
        let noun_only = link.is_some_and(|l| l.rule == "what the noun implies");
        let topic = noun_only.then(|| self.topic_of_suspects(sentence, link)).flatten();
        topic
            .or_else(|| self.as_before(quantity, sentence, index, link))
            .or(link)
            .or_else(|| self.topic(quantity, sentence, index))
    }

    /// "A singular with an article counts as 1" beside a strong verb, or as a member of a list of parts.
    pub(super) fn article_counts(&self, quantity: &Quantity, link: Option<Link>, listed: bool) -> bool {
        const ONE: &[&str] = &[
            "arrested",
            "deported",
            "rescued",
            "killed",
            "charged",
            "seized",
            "convicted",
            "denied_entry",
            "repatriated",
        ];
        let Some(link) = link else { return false };
        let code = self.vocabulary.terms.measures.get(link.measure).map_or("", |m| m.code.get_ref().as_str());
        let person = quantity.what == What::Persons;
        let sure = link.score >= 0.75 || (listed && link.score >= 0.4);
        sure && ONE.contains(&code) && (person || code == "seized")
    }

    /// Officers count where something is done to them: "11 officers were charged".
    pub(super) fn staff_counts(&self, link: Option<Link>) -> bool {
        const DONE: &[&str] = &[
            "arrested",
            "charged",
            "convicted",
            "killed",
            "injured",
            "missing",
            "offenders",
            "fined",
            "released",
            "wanted",
            "blacklisted",
            "rescued",
        ];
        let code = |l: &Link| self.vocabulary.terms.measures.get(l.measure).map_or("", |m| m.code.get_ref().as_str());
        link.is_some_and(|l| l.score >= 0.8 && DONE.contains(&code(&l)) && l.rule != "subject")
    }
}
