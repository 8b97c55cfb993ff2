//! Offences of things: they carry one only where words tie them to it. In: a thing's draft with the words of its sentence.
//! Out: the words that are its own, or what those had done who had it.

use super::events::Told;
use super::offences::Finder;
use super::words::Word;
use crate::extract::article::discourse::Scene;
use crate::extract::article::draft::Draft;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::Kind;
use crate::vocabulary::Class;

/// "worth", "their" stand at most so many tokens before a figure that they are said of.
const WORTH: usize = 5;
/// How many sentences back the things may stand over which people are held.
const HAUL: usize = 4;

impl Finder<'_, '_> {
    /// Things carry an offence only where the words tie them to one.
    pub(super) fn is_thing(&self, draft: &Draft) -> bool {
        let code = self.code(draft);
        matches!(code, "seized" | "issued" | "blocked" | "checked")
            || matches!(draft.what, What::Items | What::Weight(_))
            || (draft.what == What::Premises && code != "raids")
    }

    /// A thing's own words, or the case in which it was found: "136 forged passports", "in 298 drug cases 4.8 tonnes".
    pub(super) fn of_thing<'w>(
        &self,
        draft: &Draft,
        scene: &Scene,
        words: &'w [Word],
    ) -> (Vec<&'w Word>, &'static str) {
        let Some(quantity) = scene.quantities.get(draft.quantity) else { return (Vec::new(), "") };
        let substance = |w: &&Word| {
            let mention = scene.parsed.mention_from(w.start);
            let object = mention.and_then(|m| m.object()).and_then(|(i, _)| self.vocabulary.terms.objects.get(i));
            // "illicit drugs", "SIM boxes": what they are, not what was done with them.
            let drugs = w.codes.len() == 1 && w.codes.first().copied() == self.vocabulary.terms.offence("drug_offence");
            drugs || !w.gapped && object.is_some_and(|o| matches!(o.class.as_str(), "drug" | "device"))
        };
        let own: Vec<&Word> = words
            .iter()
            .filter(|w| w.start >= quantity.start() && w.start < quantity.end.max(quantity.noun.end))
            .filter(|w| !substance(w))
            .collect();
        if !own.is_empty() {
            return (own, "offence in the noun phrase");
        }
        let end = quantity.end.max(quantity.noun.end);
        let some = scene.parsed.word(quantity.end) == ","
            && matches!(scene.parsed.word(quantity.end + 1), "some" | "all" | "many" | "most" | "several");
        // "38 vehicles that were used to smuggle migrants", "garments with counterfeit labels"
        let used = (end..=end + 5).find(|i| scene.parsed.word(*i) == "used");
        let used = used.or_else(|| Some(end).filter(|i| matches!(scene.parsed.word(*i), "with" | "bearing")));
        let used = used.filter(|u| (end..*u).all(|i| !scene.parsed.is_mark(i) && scene.parsed.word(i) != "and"));
        let from = if some { Some(quantity.end) } else { used };
        let said: Vec<&Word> =
            words.iter().filter(|w| from.is_some_and(|f| w.start > f && w.start - f <= 8) && !substance(w)).collect();
        if !said.is_empty() {
            return (said, "said of the things");
        }
        let case = scene.quantities.iter().rfind(|q| {
            q.what == What::Cases
                && q.end <= quantity.start()
                && q.start() <= 1
                && scene.parsed.before(q.start(), 1) == "in"
        });
        if case.is_none() && self.is_substance(quantity) {
            let kin = words.iter().filter(|w| !substance(w) && self.is_drug_trade(w)).collect();
            return (kin, "offence of those who had the drug");
        }
        let found = case.map(|c| words.iter().filter(|w| w.start >= c.start() && w.start < c.end).collect());
        (found.unwrap_or_default(), "offence of the cases")
    }

    /// A part of things, what they are worth, and a drug that couriers or smugglers were caught with.
    pub(super) fn of_things(&self, index: usize, draft: &Draft) -> Option<Told> {
        let of = |d: &Draft, rule| (d.offences.clone(), rule, d.figure);
        if let Some(whole) = draft.part_of.and_then(|w| self.drafts.get(w)) {
            return Some(of(whole, "as its whole"));
        }
        // "intercepted 1,806 stolen vehicles, up from 1,350"
        if let Some(level) = self.compared(index, draft).and_then(|l| self.drafts.get(l)) {
            return Some(of(level, "as what it is compared with"));
        }
        let worth = draft.reasons.iter().any(|r| r.attribute == "measure" && r.rule == "what it is worth");
        let parsed = &self.scenes.get(draft.sentence)?.parsed;
        let start = self.quantity(draft).map_or(0, Quantity::start);
        let valued = |back: usize| {
            let would =
                matches!(parsed.before(start, back + 1), "would" | "could") && parsed.before(start, back) == "have";
            would || self.vocabulary.grammar.is_word(parsed.before(start, back), Class::Worth)
        };
        let worth = worth || matches!(draft.what, What::Money(_)) && (1..=WORTH).any(valued);
        if worth || draft.kind == Kind::Change {
            let before = self.drafts.get(..index)?.iter().rev();
            let thing = before.take_while(|d| draft.sentence - d.sentence <= 1).find(|d| self.is_thing(d));
            return thing.map(|d| of(d, "as the things that it is of"));
        }
        let substance = self.quantity(draft).is_some_and(|q| self.is_substance(q));
        // "their cargo", "the drug": only what was told of before is of those told of before.
        let known = matches!(parsed.before(start, 1), "the" | "their" | "his" | "her")
            || (1..=WORTH).any(|b| parsed.before(start, b) == "their");
        let found = self.of_event_of_drugs(index).filter(|_| substance && known && draft.kind == Kind::Level)?;
        Some(of(found, "of those who had the drug"))
    }

    /// "came upon 204 kilograms of marijuana in a lorry and arrested a Spaniard": held over the drug, which is the first thing
    /// that the sentence counts; over its trade where the event is about that.
    pub(super) fn found_with_drugs(&self, index: usize) -> Option<Told> {
        let draft = self.drafts.get(index)?;
        let held = matches!(self.code(draft), "arrested" | "charged") && draft.is_level_of_persons();
        let (_, first) = self.drafts_in(draft.sentence..=draft.sentence).find(|(_, d)| self.is_thing(d))?;
        let drug = self.quantity(first).is_some_and(|q| self.is_substance(q)) && self.code(first) == "seized";
        if !held || !drug {
            return None;
        }
        let drugs = self.vocabulary.terms.offence("drug_offence")?;
        let of_event = self.of_event(index).filter(|told| self.is_narrower(&told.0, &[drugs]));
        of_event.or_else(|| Some((vec![drugs], "held over the drug", first.figure)))
    }

    /// "were detained over the shipment": what was done with the things that the text counted last, which is to trade in
    /// them where they are drugs.
    pub(super) fn of_haul(&self, index: usize) -> Option<Told> {
        let draft = self.drafts.get(index)?;
        let mut before =
            self.drafts_in(draft.sentence.saturating_sub(HAUL)..=draft.sentence).filter(|(i, _)| *i < index);
        let (_, found) = before.rfind(|(_, d)| self.code(d) == "seized" && d.kind == Kind::Level)?;
        let drug = self.quantity(found).is_some_and(|q| self.is_substance(q));
        let trade = || self.vocabulary.terms.offence("drug_trafficking").filter(|_| drug).map(|t| vec![t]);
        let codes = Some(found.offences.clone()).filter(|o| !o.is_empty()).or_else(trade)?;
        Some((codes, "over what was found", found.figure))
    }

    /// Whether a quantity counts a drug.
    pub(super) fn is_substance(&self, quantity: &Quantity) -> bool {
        let object = quantity.noun.object.and_then(|i| self.vocabulary.terms.objects.get(i));
        object.is_some_and(|o| o.class == "drug")
    }

    /// Whether a word names a trade in drugs.
    pub(super) fn is_drug_trade(&self, word: &Word) -> bool {
        let trade = self.vocabulary.terms.offence("drug_trafficking");
        !word.codes.is_empty() && word.codes.iter().all(|c| Some(*c) == trade)
    }
}
