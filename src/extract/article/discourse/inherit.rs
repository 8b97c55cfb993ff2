//! What a figure takes from others: of whom a part speaks, its whole says; of whom a topic goes on, the text before. In: a
//! draft and what it hangs on. Out: the draft with the attributes that its own words leave open.

use super::Discourse;
use crate::extract::article::draft::Draft;
use crate::extract::article::link::Link;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::{Bounds, Code, Kind, Modality};
use crate::vocabulary::CountryForm;

/// How many sentences back those may stand of whom more are counted, or of whom no country is named.
const WHOM_REACH: usize = 3;
/// The rules that give a figure the nationality of those before it, and of its whole.
const WHOM: &str = "whom the text counts";
const WHOLE: &str = "as its whole";

impl Discourse<'_, '_> {
    /// A figure counted as the one before it is a part of the same whole; a nationality counted as the topic is a part of it.
    pub(super) fn join_siblings(&self, draft: &mut Draft, quantity: &Quantity, link: Link) {
        if quantity.other && draft.modality == Modality::Planned {
            // "A further 43 are awaiting extradition": more than those who were sent.
            return;
        }
        let whole = match link.rule {
            "as the figure before" | "shared in a list"
                if quantity.noun.population.is_none() && !self.compared(draft) =>
            {
                let near =
                    |d: &&Draft| d.sentence == draft.sentence || (quantity.other && d.sentence + 1 == draft.sentence);
                self.drafts.last().filter(|d| near(d) && d.what == draft.what).and_then(|d| d.part_of)
            }
            "as the topic before" => {
                let listed = !quantity.noun.nationality.is_empty() && !quantity.noun.foreign_only();
                let sibling = self
                    .drafts
                    .last()
                    .filter(|d| d.measure == draft.measure && draft.sentence - d.sentence <= 1)
                    .and_then(|d| d.part_of);
                sibling
                    .or_else(|| self.focus(draft.sentence + 1, quantity).filter(|f| listed && self.is_wider(*f, draft)))
            }
            _ => None,
        };
        // "… and 14 foreigners, 13 of these Thais. Fifty-nine were women": of the whole of those.
        let fits = |w: &usize| self.drafts.get(*w).is_some_and(|d| d.is_whole_for(quantity));
        let above = |w: &usize| self.drafts.get(*w).and_then(|d| d.part_of);
        if let Some(whole) = std::iter::successors(whole, above).find(fits) {
            draft.part_of = Some(whole);
            draft.because("part_of", "beside other parts", Some(draft.figure));
            self.inherit_whole(draft, whole);
        }
    }

    /// "from 639 in the first half": what a figure is compared with is no part.
    fn compared(&self, draft: &Draft) -> bool {
        let scene = self.scene(draft.sentence);
        let before =
            scene.and_then(|s| s.quantities.get(draft.quantity).map(|q| s.parsed.before(q.start(), 1).to_string()));
        before.is_some_and(|w| matches!(w.as_str(), "from" | "than" | "against" | "to" | "the" | "with" | "been"))
    }

    /// Whether a figure counts the same measure of more nationalities than a draft.
    fn is_wider(&self, whole: usize, draft: &Draft) -> bool {
        self.drafts.get(whole).is_some_and(|d| d.measure == draft.measure && d.names_no_country())
    }

    /// A figure counted as the one before it, or by an event's noun alone, counts whom the text has been counting.
    pub(super) fn inherit_topic(&self, draft: &mut Draft, quantity: &Quantity, link: Link) {
        if let Some(before) = self.goes_on_from(draft) {
            return draft.sent_from_there(before);
        }
        if !draft.nationality.is_empty() || draft.is_of_things() {
            return;
        }
        if self.is_of_measure_alone(draft, quantity) && self.inherit_measure(draft) {
            return;
        }
        let same = |d: &&Draft| d.kind == Kind::Level && d.measure == draft.measure && d.what == draft.what;
        let last = || self.drafts.iter().rev().find(same);
        let source = match link.rule {
            "as the verb before" => {
                draft.nationality = self.nationality_of_clause(draft.sentence.saturating_sub(1), usize::MAX);
                None
            }
            "as the figure before" | "as the topic before" => last(),
            "shared in a list" if quantity.noun.head.is_none() => last(),
            _ if self.opens_with_others(draft, quantity) || self.are_other_people(draft, quantity) => None,
            _ if draft.what == What::Persons && (quantity.other || quantity.noun.head.is_none()) => {
                let persons = |d: &&Draft| {
                    let reach = if d.names_no_country() || quantity.other { WHOM_REACH } else { 1 };
                    d.is_level_of_persons() && draft.sentence - d.sentence <= reach
                };
                let near = |d: &&Draft| draft.sentence - d.sentence <= WHOM_REACH;
                let before = self.drafts.iter().rev().take_while(near).find(persons);
                before.map(|d| d.part_of.and_then(|w| self.drafts.get(w)).unwrap_or(d))
            }
            _ => None,
        };
        if let Some(source) = source.filter(|d| !d.nationality.is_empty()) {
            draft.nationality = source.nationality.clone();
            draft.because("nationality", WHOM, Some(source.figure));
        }
    }

    /// "Another 40 people were fined", "six other suspects": not said to be of the country of those before.
    fn are_other_people(&self, draft: &Draft, quantity: &Quantity) -> bool {
        let named = quantity.noun.head.is_some() && !quantity.noun.is_others(self.vocabulary);
        quantity.other && named && !self.befell(draft.measure)
    }

    /// "Employers do not get off lightly: 4,950 were fined": a clause before the figure names of whom it is, and not of what
    /// nationality.
    fn opens_with_others(&self, draft: &Draft, quantity: &Quantity) -> bool {
        let first = self.drafts_in(draft.sentence..=draft.sentence).next().is_none();
        first && quantity.is_bare() && self.names_others(draft.sentence, quantity, |p| p.nationality.is_empty())
    }

    /// A part takes from its whole what its own words leave open.
    pub(super) fn inherit_whole(&self, draft: &mut Draft, whole: usize) {
        let Some(whole) = self.drafts.get(whole) else { return };
        if self.names_origin(draft) {
            draft.sent_from_there(whole);
        }
        // "12 of the Vietnamese were irregular migrants": foreign, as their country says closer.
        let foreign = draft.names_no_country() && !whole.nationality.is_empty();
        if (draft.nationality.is_empty() || foreign) && !draft.is_of_things() {
            draft.nationality = whole.nationality.clone();
            draft.because("nationality", WHOLE, Some(whole.figure));
        }
        draft.sex = draft.sex.or(whole.sex);
        draft.age_group = draft.age_group.or(whole.age_group);
        // "27,600 kilograms, of which methamphetamine accounted for 10,950": weighed as the whole.
        let quantity = |d: &Draft| self.scene(d.sentence).and_then(|s| s.quantities.get(d.quantity));
        if matches!(whole.what, What::Weight(_))
            && let Some((part, weighed)) = quantity(draft).zip(quantity(whole))
            && part.is_bare()
        {
            let scale = |v: Option<f64>| v.map(|v| v * weighed.factor);
            draft.what = whole.what.clone();
            draft.bounds = Bounds { low: scale(part.bounds.low), high: scale(part.bounds.high), ..part.bounds };
        }
    }

    /// "Another 21 persons, among them 14 Nepalis and four Algerians, were caught": those are not of whom the text told before.
    pub(super) fn unlike_their_parts(&mut self) {
        let rule = |d: &Draft, rule: &str| d.reasons.iter().any(|r| r.attribute == "nationality" && r.rule == rule);
        let unlike = |d: &Draft| {
            let whole = d.part_of.and_then(|w| self.drafts.get(w)).filter(|w| rule(w, WHOM));
            let named = d.names_one_country() && !rule(d, WHOLE) && !self.names_origin(d);
            // Foreigners are of any country but this one.
            let other = |w: &Draft, code: &Code| {
                if w.names_no_country() { *code == self.country } else { !w.nationality.contains(code) }
            };
            whole.is_some_and(|w| named && d.nationality.iter().all(|c| other(w, c)))
        };
        let wholes: Vec<usize> = self.drafts.iter().filter(|d| unlike(d)).filter_map(|d| d.part_of).collect();
        let of_them = |i: usize, d: &Draft| {
            wholes.contains(&i) || d.part_of.is_some_and(|w| wholes.contains(&w)) && rule(d, WHOLE)
        };
        for (_, draft) in self.drafts.iter_mut().enumerate().filter(|(i, d)| of_them(*i, d)) {
            draft.nationality.clear();
            draft.reasons.retain(|r| r.attribute != "nationality");
        }
    }

    /// "nine from Iraq": whether its words name a country only as the one that they come from.
    pub(super) fn names_origin(&self, draft: &Draft) -> bool {
        self.scene(draft.sentence).and_then(|s| s.quantities.get(draft.quantity)).is_some_and(|q| q.noun.origin)
    }

    /// "1,563 Indians had been rescued from Cambodia and 770 from Laos": a list goes on with where those come from.
    pub(super) fn goes_on_from(&self, draft: &Draft) -> Option<&Draft> {
        let before = self.drafts.last().filter(|d| {
            d.sentence == draft.sentence
                && d.measure == draft.measure
                && d.names_one_country()
                && self.names_origin(draft)
        })?;
        let scene = self.scene(draft.sentence)?;
        let start = |d: &Draft| scene.quantities.get(d.quantity).map(Quantity::start);
        let named = |i: &usize| {
            let country = scene.parsed.mention_from(i + 1).and_then(|m| m.country_as(&[CountryForm::Name]));
            scene.parsed.word(*i) == "from" && country.is_some()
        };
        let from = (start(before)?..start(draft)?).find(named);
        let own = self.names_origin(before) && before.country.is_none();
        (from.is_some() && !own).then_some(before)
    }

    /// "All 187 were blacklisted": a new measure of persons who are known.
    pub(super) fn inherit_known(&self, draft: &mut Draft, known: usize) {
        let Some(known) = self.drafts.get(known) else { return };
        if draft.names_no_country() {
            draft.nationality = known.nationality.clone();
            draft.because("nationality", "the same persons before", Some(known.figure));
        }
        draft.sex = draft.sex.or(known.sex);
        draft.age_group = draft.age_group.or(known.age_group);
        if draft.offences.is_empty() {
            draft.offences = known.offences.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn where_those_brought_home_come_from_is_no_nationality() {
        let text = "Since 2022, 1,563 Indians had been rescued from Cambodia and 770 from Laos. Police arrested two.";
        assert_eq!(told(text), ["1563 rescued IN", "770 rescued IN", "2 arrested IN"]);
    }

    #[test]
    fn people_named_before_a_colon_are_not_those_before() {
        let text = "Police in Spain arrested 300 foreigners in 2025. Employers are caught less often: 45 were fined.";
        assert_eq!(told(text), ["300 arrested foreign", "45 fined"]);
        let text = "Police in Spain arrested 300 foreigners in 2025. Migrants fare worse: 45 were fined.";
        assert_eq!(told(text), ["300 arrested foreign", "45 fined foreign"]);
    }

    #[test]
    fn others_are_of_those_before() {
        let text = "Seven migrants drowned off the island; 25 others were rescued and a further three are still missing. \
                    The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["7 killed foreign", "25 rescued foreign", "3 missing foreign"]);
    }

    #[test]
    fn those_whose_parts_are_of_others_are_not_of_those_before() {
        let text =
            "Police arrested 40 Indians. Another 21 persons, among them 14 Nepalis and four Algerians, were arrested.";
        assert_eq!(told(text), ["40 arrested IN", "21 arrested", "14 arrested NP <1", "4 arrested DZ <1"]);
    }

    #[test]
    fn a_part_takes_the_nationality_of_its_whole() {
        let text = "Police arrested 30 Vietnamese, including 12 women.";
        assert_eq!(told(text), ["30 arrested VN", "12 arrested VN <0"]);
        let text = "Police arrested 30 Vietnamese, including 12 migrants.";
        assert_eq!(told(text), ["30 arrested VN", "12 arrested VN <0"]);
    }
}
