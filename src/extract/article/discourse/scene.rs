//! A sentence on the way to figures: its quantities, what is said of each, and how they hang together as lists. In: a
//! parsed sentence with its quantities. Out: [`Scene`], in which a verb holds for every member of a list.

use super::SURE;
use crate::extract::article::change::{KindOf, kinds};
use crate::extract::article::groups::{Place, adjacent, places};
use crate::extract::article::link::{Link, Linker, counts};
use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Partitive, Quantity, What};
use crate::extract::article::trigger::{Trigger, Voice, triggers};
use crate::model::{Bounds, Kind};
use crate::vocabulary::{Class, CountryForm, Vocabulary};

/// One sentence with its quantities, triggers and links.
pub struct Scene<'v> {
    pub parsed: Parsed<'v>,
    pub quantities: Vec<Quantity>,
    pub triggers: Vec<Trigger>,
    pub links: Vec<Option<Link>>,
    /// What another verb says of the same quantity: "all 98 face deportation and will be blacklisted".
    pub next_links: Vec<Option<Link>>,
    pub places: Vec<Place>,
    pub kinds: Vec<KindOf>,
}

impl<'v> Scene<'v> {
    pub fn of(parsed: Parsed<'v>, quantities: Vec<Quantity>, vocabulary: &'v Vocabulary) -> Self {
        let triggers = triggers(&parsed, vocabulary);
        let linker = Linker { parsed: &parsed, vocabulary, quantities: &quantities, triggers: &triggers };
        let (links, next_links) = linker.links();
        let places = places(&parsed, &quantities, vocabulary);
        let kinds = kinds(&parsed, &quantities, vocabulary);
        let mut scene = Scene { parsed, quantities, triggers, links, next_links, places, kinds };
        scene.share_links(vocabulary);
        scene
    }

    /// A verb holds for every member of a list: forward from its object, backward from its subject.
    fn share_links(&mut self, vocabulary: &Vocabulary) {
        for index in 1..self.quantities.len() {
            let what = self.quantities.get(index).map_or(What::Bare, |q| q.what.clone());
            let fits = |i: &usize| {
                self.links
                    .get(*i)
                    .copied()
                    .flatten()
                    .is_some_and(|l| l.score >= SURE && counts(vocabulary, l.measure, &what))
            };
            let same =
                |i: &usize| self.quantities.get(*i).is_some_and(|q| q.what == what || what != What::Bare) && fits(i);
            let alike = (index.saturating_sub(3)..index).rev().find(same);
            self.share(alike.unwrap_or(index - 1), index, vocabulary);
        }
        for index in (1..self.quantities.len()).rev() {
            let joined = match (self.quantities.get(index - 1), self.quantities.get(index)) {
                (Some(a), Some(b)) => {
                    adjacent(&self.parsed, a, b, vocabulary) || self.is_list_of_things(index, a, b, vocabulary)
                }
                _ => false,
            };
            if joined {
                self.share(index, index - 1, vocabulary);
            }
        }
    }

    /// "4,300 pills, 12.5 kg of a chemical used in making fentanyl and $20,000 were found": things of one list, however
    /// they are described.
    fn is_list_of_things(&self, index: usize, left: &Quantity, right: &Quantity, vocabulary: &Vocabulary) -> bool {
        let thing = |q: &Quantity| matches!(q.what, What::Items | What::Unnamed | What::Weight(_) | What::Money(_));
        let finite = |i: usize| self.parsed.token(i).is_some_and(|t| vocabulary.grammar.is(t, Class::Finite));
        let listed = self.places.get(index).is_some_and(|p| p.leader.is_some());
        let passive = self.links.get(index).copied().flatten().is_some_and(|l| l.words.0 >= right.end);
        let trigger =
            |i: usize| self.triggers.iter().any(|t| t.start == i && !t.is_event() && t.voice != Voice::Gerund);
        listed && passive && thing(left) && thing(right) && !(left.end..right.start()).any(|i| finite(i) || trigger(i))
    }

    fn share(&mut self, from: usize, to: usize, vocabulary: &Vocabulary) {
        let (Some(Some(source)), Some(target)) = (self.links.get(from).copied(), self.quantities.get(to)) else {
            return;
        };
        let weak = self.links.get(to).copied().flatten().is_none_or(|l| l.score < source.score.min(0.6));
        let joined = |i: usize| self.places.get(i).is_some_and(|p| p.leader.is_some() || p.mark.is_some());
        let listed = joined(from.max(to));
        let behind = target.start().checked_sub(1).and_then(|i| self.parsed.token(i));
        let oblique = behind.is_some_and(|t| vocabulary.grammar.is(t, Class::Preposition) && !t.is("including"));
        // "in four houses, along with 64 computers"
        let where_found = source.rule == "found along with others" && target.what == What::Premises;
        if oblique && (target.what == What::Unnamed || where_found) {
            return;
        }
        let level = self.kinds.get(to).is_none_or(|k| k.0 == Kind::Level);
        let fits = counts(vocabulary, source.measure, &target.what);
        if weak
            && listed
            && level
            && fits
            && source.score > 0.4
            && let Some(slot) = self.links.get_mut(to)
        {
            *slot = Some(Link { rule: "shared in a list", score: source.score * 0.97, ..source });
        }
    }

    /// The noun that a bare number of a list leaves out: "five in May", "and 12 in June".
    pub(super) fn fill_bare(&mut self, vocabulary: &Vocabulary) {
        for index in 1..self.quantities.len() {
            let joined = self.places.get(index).is_some_and(|p| p.leader.is_some());
            let (before, after) = self.quantities.split_at_mut(index);
            let Some(quantity) = after.first_mut() else { continue };
            let things = before
                .last()
                .is_some_and(|q| matches!(q.what, What::Items | What::Bare) && q.noun.population.is_none());
            let pointed = quantity.partitive == Some(Partitive::Them) || before.last().is_some_and(|q| q.of_things);
            let adjective = quantity.noun.population.is_none()
                && matches!(quantity.noun.nationality_form, Some(CountryForm::Adjective | CountryForm::Singular))
                && quantity.what == What::Persons;
            if things && pointed && adjective {
                // "43 passports were confiscated, 12 of them Bulgarian and nine Romanian"
                quantity.what = What::Bare;
                quantity.noun.nationality.clear();
                quantity.of_things = true;
            }
            let preposition = self.parsed.before(quantity.start(), 1);
            // "in 417 incidents … in 707": the number behind the same preposition.
            let same = before.iter().rposition(|q| {
                q.what != What::Bare
                    && self.parsed.before(q.start(), 1) == preposition
                    && preposition.len() > 1
                    && preposition != "and"
            });
            let Some(source) = same.filter(|s| index - s <= 3).or(index.checked_sub(1)) else { continue };
            let Some(previous) = before.get(source) else { continue };
            let behind =
                self.parsed.token(quantity.number.1).is_some_and(|t| vocabulary.grammar.is(t, Class::Preposition));
            let unsaid = quantity.is_bare() || quantity.noun.origin && quantity.noun.head.is_none();
            let weighed = matches!(previous.what, What::Weight(_)) && joined && behind;
            if weighed && unsaid && quantity.partitive.is_none() {
                // "Forty-two tonnes of it had been shipped from Ecuador, 27 from Colombia"
                let scale = |v: Option<f64>| v.map(|v| v * previous.factor);
                quantity.bounds =
                    Bounds { low: scale(quantity.bounds.low), high: scale(quantity.bounds.high), ..quantity.bounds };
                quantity.what = previous.what.clone();
                quantity.factor = previous.factor;
                quantity.noun.nationality.clear();
                continue;
            }
            // "checked 640 men at 32 locations and detained 118": a verb right before it says what it counts.
            let told = self.triggers.iter().any(|t| !t.is_event() && t.end == quantity.start());
            let told = told && !matches!(previous.what, What::Persons | What::Unnamed);
            if !told
                && (joined || same.is_some())
                && quantity.is_bare()
                && !previous.article
                && !matches!(previous.what, What::Percent | What::Money(_) | What::Weight(_) | What::Countries)
            {
                quantity.what = previous.what.clone();
                let link = self.links.get(source).copied().flatten();
                if let Some(slot) = self.links.get_mut(index).filter(|slot| slot.is_none() && same.is_some()) {
                    *slot = link.map(|l| Link { rule: "shared in a list", score: l.score * 0.97, ..l });
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn a_list_of_weights_names_its_unit_once() {
        let text = "Police seized 88 tonnes of cocaine. Forty-two tonnes had been shipped from Ecuador, 27 from Colombia and \
                    19 from Panama.";
        assert_eq!(
            told(text).iter().map(|t| t.split(' ').next().unwrap_or("")).collect::<Vec<_>>(),
            ["88000", "42000", "27000", "19000"]
        );
    }

    #[test]
    fn documents_of_a_country_are_no_persons() {
        let text = "At the airport 43 forged passports were confiscated, 12 of them Bulgarian and nine Romanian.";
        assert_eq!(told(text), ["43 seized", "12 seized <0", "9 seized <0"]);
    }

    #[test]
    fn a_verb_holds_for_every_member_of_its_list() {
        let text = "Police arrested 12 Thais, 30 Vietnamese and five Indians.";
        assert_eq!(told(text), ["12 arrested TH", "30 arrested VN", "5 arrested IN"]);
    }
}
