//! A part finds its whole. In: a quantity with the words that make it a part. Out: the draft of which it is one.

use super::Discourse;
use super::against::AGAINST;
use super::{REACH, SURE, Scene};
use crate::extract::article::draft::Draft;
use crate::extract::article::groups::PartMark;
use crate::extract::article::nouns::noun_phrase;
use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Partitive, Quantity, What};
use crate::model::Modality;
use crate::vocabulary::Class;
use crate::vocabulary::terms::Population;

/// Where the comma stands behind the words that a sentence opens with: "Of those turned back, …".
const LEADING_WORDS: (usize, usize) = (2, 9);
/// What is done to suspects, and what befalls others.
const PUNISHED: &[&str] =
    &["arrested", "offenders", "charged", "convicted", "fined", "wanted", "surrendered", "blacklisted"];
const SUFFERED: &[&str] = &["victims", "rescued", "killed", "injured", "missing"];

/// Whether a figure is more than another; a percentage has no number to compare.
pub(super) fn is_larger(draft: &Draft, quantity: &Quantity) -> bool {
    quantity.what == What::Percent || draft.value().zip(quantity.value()).is_some_and(|(a, b)| a > b)
}

pub(super) fn is_whole(draft: &Draft, quantity: &Quantity) -> bool {
    draft.is_whole_for(quantity) && is_larger(draft, quantity)
}

/// "The suspects, 11 of whom had no papers, …": people who are known, and not told of in this sentence.
fn is_known_subject(parsed: &Parsed, quantity: &Quantity) -> bool {
    let noun = quantity.start().checked_sub(2).and_then(|i| parsed.mention_at(i));
    let people = noun.filter(|m| m.population().is_some_and(|(_, plural)| plural));
    let known = |at: usize| matches!(parsed.before(at, 1), "the" | "these" | "those");
    parsed.before(quantity.start(), 1) == "," && people.is_some_and(|m| known(m.start) && m.start == 1)
}

impl Discourse<'_, '_> {
    /// The figure of which a marked one is a part.
    pub(super) fn whole(&self, mark: PartMark, sentence: usize, index: usize, quantity: &Quantity) -> Option<usize> {
        if let PartMark::Partitive(Partitive::Number(value)) = mark {
            let of_that_number = |d: &Draft| {
                d.value() == Some(value as f64) && d.is_whole_for(quantity) && d.modality != Modality::Denied
            };
            let near = self.drafts_near(sentence).rfind(|(_, d)| of_that_number(d)).map(|(i, _)| i);
            let told = || self.of_number(value as f64).filter(|i| self.drafts.get(*i).is_some_and(of_that_number));
            return near.or_else(told);
        }
        let scene = self.scene(sentence)?;
        let found = self.whole_for(scene, mark, (sentence, index), quantity);
        let found = found.map(|w| self.above_others(w, quantity));
        // "18,940 checks in which 6,212 were caught. Of those, 4,875 were deported": what is done to persons is done to a
        // part of persons.
        let done = scene.links.get(index).copied().flatten().filter(|l| l.score >= SURE);
        let persons = done.is_some_and(|l| self.vocabulary.terms.measure_unit(l.measure) == "persons");
        // "Eight were baggage handlers"
        let who =
            mark == PartMark::Partitive(Partitive::TheNoun) && quantity.partitive.is_none() && quantity.start() == 0;
        // "406 victims were identified. One in four came from Romania"
        let share = quantity.what == What::Percent
            && quantity.partitive == Some(Partitive::TheNoun)
            && quantity.noun.head.is_none()
            && quantity.noun.premodifier.is_none();
        // "11,240 cases were handled and 17,106 suspects arrested. Of the suspects, 1,204 …"
        let noun = || noun_phrase(&scene.parsed, 2, self.vocabulary);
        let opens = mark == PartMark::Partitive(Partitive::TheNoun) && matches!(scene.parsed.word(0), "of" | "among");
        let who = who || opens && quantity.partitive.is_none() && noun().population.is_some();
        if !(share || quantity.is_bare() && (persons || who)) {
            return found;
        }
        let who = who || share;
        let counted = Quantity { what: What::Persons, ..quantity.clone() };
        let people = self.whole_for(scene, mark, (sentence, index), &counted);
        let draft = |i: Option<usize>| i.and_then(|i| self.drafts.get(i));
        if people.is_some() && who
            || people.is_some() && draft(people).map(|d| d.sentence) == draft(found).map(|d| d.sentence)
        {
            return people;
        }
        // "18,400 sites, 12,100 of which are abroad": people are no "which".
        let which = scene.parsed.word(quantity.number.1) == "of" && scene.parsed.word(quantity.number.1 + 1) == "which";
        if which && draft(found).is_some_and(|d| d.sentence == sentence) {
            return found;
        }
        // "Over 160 searches were made. Two of them were detained": they are nobody whom the text has counted.
        found.filter(|_| draft(found).is_some_and(|d| matches!(d.what, What::Persons | What::Cases | What::Unnamed)))
    }

    fn whole_for(
        &self,
        scene: &Scene,
        mark: PartMark,
        (sentence, index): (usize, usize),
        quantity: &Quantity,
    ) -> Option<usize> {
        if let Some(led) = self.leader(scene, sentence, index) {
            return led.part_of;
        }
        self.whole_of_subject(scene, sentence, quantity)
            .or_else(|| self.whole_of_people(scene, mark, sentence, quantity))
            .or_else(|| self.completes(sentence, quantity))
            .or_else(|| self.whole_of_hint(scene, sentence, index, quantity))
            .or_else(|| self.whole_of_mark(mark, sentence, index, quantity))
    }

    /// A later member of a list has its leader's whole.
    fn leader(&self, scene: &Scene, sentence: usize, index: usize) -> Option<&Draft> {
        let leader = scene.places.get(index).and_then(|p| p.leader)?;
        self.drafts_in(sentence..=sentence).rfind(|(_, d)| d.quantity == leader).map(|(_, d)| d)
    }

    /// "The deported comprise 5,301 Chinese", "Those detained included 641 women": the figure of those to whom it was done.
    fn whole_of_subject(&self, scene: &Scene, sentence: usize, quantity: &Quantity) -> Option<usize> {
        let parsed = &scene.parsed;
        let points = matches!(parsed.word(0), "the" | "those");
        let done = scene.triggers.iter().find(|t| points && t.start == 1 && !t.is_event())?;
        let told = self.vocabulary.grammar.parts.longest(parsed.tokens, done.end).is_some();
        let is = parsed.token(done.end).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Copula));
        let measure = done.readings.first().filter(|_| told || is)?.measure;
        let top = |d: &Draft| d.names_no_country() && d.sentence < sentence && !self.is_set_against(d);
        let mut near =
            self.drafts_near(sentence).filter(|(_, d)| d.measure == measure && top(d) && is_whole(d, quantity));
        near.next_back().map(|(i, _)| i)
    }

    /// "two of the Chinese", "Of the foreigners, 2,166": the figure of those people.
    fn whole_of_people(&self, scene: &Scene, mark: PartMark, sentence: usize, quantity: &Quantity) -> Option<usize> {
        // "The Colombians included a man who …"
        let subject = mark == PartMark::Marker && scene.parsed.word(0) == "the";
        if mark != PartMark::Partitive(Partitive::TheNoun) && !subject {
            return None;
        }
        let at = if subject { 1 } else { 2 };
        // "Four of the foreigners are Indians": whose part they are, not what they are said to be.
        let of = quantity.number.1;
        let said = scene.parsed.word(of) == "of" && scene.parsed.word(of + 1) == "the";
        let at = if said && !subject { of + 2 } else { at };
        let leading = (said || quantity.partitive.is_none()).then(|| noun_phrase(&scene.parsed, at, self.vocabulary));
        let noun = leading.as_ref().unwrap_or(&quantity.noun);
        if subject && self.vocabulary.grammar.parts.longest(scene.parsed.tokens, noun.end).is_none() {
            return None;
        }
        if noun.nationality.is_empty() && noun.sex.is_none() {
            return None;
        }
        let of_people =
            |d: &Draft| (noun.nationality.is_empty() || d.nationality == noun.nationality) && d.sex == noun.sex;
        let last = self.drafts_near(sentence).rfind(|(_, d)| is_whole(d, quantity) && of_people(d)).map(|(i, _)| i)?;
        // "38 migrants of 142 travelled with children. Eleven of the migrants …": all of those people.
        let draft = |i: &usize| self.drafts.get(*i);
        let above = |i: &usize| draft(i).and_then(|d| d.part_of).filter(|w| draft(w).is_some_and(of_people));
        std::iter::successors(Some(last), above).last()
    }

    /// The largest figure of the measure that the part names, or the last where all are parts themselves.
    fn whole_of_hint(&self, scene: &Scene, sentence: usize, index: usize, quantity: &Quantity) -> Option<usize> {
        let hint = self.hint(scene, index, quantity)?;
        let fits = |d: &Draft| d.measure == hint && is_whole(d, quantity) && !self.is_set_against(d);
        let mut told = self.drafts_near(sentence).filter(|(_, d)| fits(d));
        let tops = told.clone().filter(|(_, d)| d.part_of.is_none());
        tops.max_by(|a, b| a.1.value().partial_cmp(&b.1.value()).unwrap_or(std::cmp::Ordering::Equal))
            .or_else(|| told.next_back())
            .map(|(i, _)| i)
    }

    /// Where the words of a part say nothing of its whole, their kind says how far to look for it.
    fn whole_of_mark(&self, mark: PartMark, sentence: usize, index: usize, quantity: &Quantity) -> Option<usize> {
        let last = || self.drafts_near(sentence).rfind(|(_, d)| is_whole(d, quantity)).map(|(i, _)| i);
        match mark {
            PartMark::Rest => self.whole_of_rest(sentence, quantity).or_else(last),
            PartMark::Partitive(of @ (Partitive::LastGroup | Partitive::Former)) => {
                self.one_of_pair(of, sentence, quantity)
            }
            PartMark::Partitive(Partitive::TheNoun) => {
                let of_kind = |d: &&Draft| is_whole(d, quantity) && self.is_of_kind(d, quantity) && d.part_of.is_none();
                let known = || {
                    quantity.noun.implied_measure(self.vocabulary)?;
                    self.drafts.iter().rposition(|d| of_kind(&d))
                };
                self.focus(sentence, quantity).or_else(known).or_else(last)
            }
            PartMark::Bullet => {
                let item = |at: &usize| self.scene(*at).is_some_and(|s| self.is_item(s));
                let head = (0..sentence).rev().find(|at| !item(at))?;
                self.focus(head + 1, quantity)
            }
            _ => {
                let mut here = self.drafts_in(sentence..=sentence);
                // "231 were arrested, compared with 653 in 2022; 22% of them were Ukrainians"
                let share = quantity.what == What::Percent;
                // "1,235 devices, including 390 laptops"
                let things =
                    |d: &Draft| d.what == What::Items && quantity.what == What::Items && is_larger(d, quantity);
                let fits = |d: &Draft| {
                    let compared = if share { self.is_set_against(d) } else { self.is_former(d) };
                    (is_whole(d, quantity) || things(d)) && !compared
                };
                let found = here.rfind(|(_, d)| d.quantity < index && fits(d));
                // "methamphetamine, 14.2 kg of which": what a relative stands for is in its own sentence.
                let parsed = &self.scene(sentence)?.parsed;
                let relative = (0..3).any(|i| matches!(parsed.word(quantity.number.1 + i), "which" | "whom"))
                    && parsed.word(quantity.number.1) == "of"
                    && !is_known_subject(parsed, quantity);
                let uncounted =
                    mark == PartMark::Partitive(Partitive::Them) && self.names_others(sentence, quantity, |_| true);
                let before = || self.focus(sentence, quantity).filter(|_| !relative && !uncounted);
                found.map(|(f, _)| self.above(f, index)).or_else(before)
            }
        }
    }

    /// "Of the 3,214 Indians came first with 1,021, ahead of Filipinos (688)": no part of other people, but of their whole.
    fn above_others(&self, found: usize, quantity: &Quantity) -> usize {
        let codes = &quantity.noun.nationality;
        let others = |d: &Draft| d.names_one_country() && codes.len() == 1 && d.nationality != *codes;
        // "Nigerians numbered 152; 41 had come from Benin": where people come from says whose they are where no word makes
        // them a part.
        let apart = || {
            let scene = self.drafts.get(found).and_then(|d| self.scene(d.sentence));
            quantity.partitive.is_none() && scene.is_some_and(|s| s.parsed.before(quantity.start(), 1) == ";")
        };
        let origin = quantity.noun.origin && !apart();
        let persons = matches!(quantity.what, What::Persons | What::Bare) && !origin;
        let whole = self.drafts.get(found).filter(|d| persons && others(d)).and_then(|d| d.part_of);
        whole.filter(|w| self.drafts.get(*w).is_some_and(|d| !others(d))).unwrap_or(found)
    }

    /// "21 Colombians, 19 men and two women; 14 of them": a part that others stand behind is not whom the next is of.
    fn above(&self, found: usize, index: usize) -> usize {
        let Some(draft) = self.drafts.get(found) else { return found };
        let last = self.drafts_in(draft.sentence..=draft.sentence).rfind(|(_, d)| d.quantity < index);
        // "33 foreigners – 26 Indians, four Thais and three Nepalis – were held, and the court released two of them"
        let scene = self.scene(draft.sentence);
        let ends = scene.and_then(|s| Some((s.quantities.get(draft.quantity)?.end, s.quantities.get(index)?.start())));
        let verbs = ends.zip(scene).is_some_and(|((end, start), s)| {
            let inner = s.triggers.iter().filter(|t| t.start >= end && t.end <= start && !t.is_event());
            inner.count() > 1
        });
        let listed = scene.and_then(|s| s.places.get(draft.quantity)).is_some_and(|p| p.leader.is_some());
        let right_before = last.is_none_or(|(_, l)| l.quantity == draft.quantity) && !(listed && verbs);
        draft.part_of.filter(|_| !right_before).unwrap_or(found)
    }

    /// The measure that the words of a part name for its whole: "of those turned back", "of the deportations".
    fn hint(&self, scene: &Scene, index: usize, quantity: &Quantity) -> Option<usize> {
        quantity.partitive.or_else(|| {
            scene.places.get(index).and_then(|p| p.mark).and_then(|m| match m {
                PartMark::Partitive(p) => Some(p),
                _ => None,
            })
        })?;
        let implied = quantity.noun.implied_measure(self.vocabulary).filter(|m| *m != "offenders");
        let implied = implied.and_then(|m| self.vocabulary.terms.measure(m));
        let persons = |m: &usize| self.vocabulary.terms.measure_unit(*m) == "persons";
        let leading = || {
            let comma = (LEADING_WORDS.0..=LEADING_WORDS.1)
                .find(|i| scene.parsed.word(*i) == ",")
                .filter(|c| matches!(scene.parsed.word(0), "of" | "among") && quantity.start() > *c)?;
            scene.triggers.iter().find(|t| t.start < comma).and_then(|t| t.readings.first()).map(|r| r.measure)
        };
        let own = quantity.noun.event.filter(persons).or(quantity.noun.premodifier.filter(persons)).or(implied);
        own.or_else(leading)
    }

    /// "Employers are caught less often: 96 of them were fined": people whom nobody counts, named before in the sentence.
    pub(super) fn names_others(&self, sentence: usize, quantity: &Quantity, which: fn(&Population) -> bool) -> bool {
        let Some(scene) = self.scene(sentence) else { return false };
        let known = |at: usize| {
            matches!(scene.parsed.before(at, 1), "the" | "these" | "those" | "all" | "of" | "their" | "its" | "his")
        };
        let start = quantity.start();
        let colon = (start.saturating_sub(AGAINST)..start).rev().find(|i| scene.parsed.word(*i) == ":");
        let before = colon.unwrap_or(0);
        scene.parsed.mentions.iter().take_while(|m| m.end <= before).any(|m| {
            let people = m.population().filter(|p| p.1).and_then(|(i, _)| self.vocabulary.terms.populations.get(i));
            people.is_some_and(|p| !p.staff && !p.collective && which(p)) && !known(m.start)
        })
    }

    /// Whether a figure can count those whom a noun names: no victims among suspects, and no suspects among victims.
    fn is_of_kind(&self, draft: &Draft, quantity: &Quantity) -> bool {
        let measure = self.vocabulary.terms.measure_code(draft.measure);
        match quantity.noun.implied_measure(self.vocabulary) {
            Some("offenders" | "arrested" | "charged" | "convicted") => !SUFFERED.contains(&measure),
            Some("victims" | "rescued") => !PUNISHED.contains(&measure),
            _ => true,
        }
    }

    /// The figure that the sentences before are about: the first of the last sentence that has one, parts passed over.
    pub(super) fn focus(&self, sentence: usize, quantity: &Quantity) -> Option<usize> {
        quantity.value()?;
        for back in 1..=REACH {
            let at = sentence.checked_sub(back)?;
            let fits = |d: &Draft| is_whole(d, quantity) && !self.is_set_against(d) && self.is_of_kind(d, quantity);
            let here = || self.drafts_in(at..=at);
            let top = here().find(|(_, d)| d.part_of.is_none() && fits(d)).map(|(i, _)| i);
            // A sentence of parts is about their whole.
            let done = self.done_last(at, quantity).filter(|_| back == 1);
            let top = done.or(top);
            let root = || here().filter_map(|(_, d)| d.part_of).find(|w| self.drafts.get(*w).is_some_and(fits));
            let any = || here().find(|(_, d)| fits(d)).map(|(i, _)| i);
            if let Some(found) = top.or_else(root).or_else(any) {
                return Some(found);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn each_member_of_a_list_of_parts_has_the_same_whole() {
        let text = "Police deported 167 people, 131 of them to Spain, 22 to Italy and 14 to France.";
        assert_eq!(told(text), ["167 deported", "131 deported <0", "22 deported <0", "14 deported <0"]);
        let text = "Police arrested 19 people. Eleven of the suspects are Chinese, seven are Thais and one is a Dane.";
        assert_eq!(told(text), ["19 arrested", "11 arrested CN <0", "7 arrested TH <0", "1 arrested DK <0"]);
    }

    #[test]
    fn a_part_may_be_of_a_known_subject() {
        let text = "Police arrested 14 Chinese. The suspects, 11 of whom had no money, are in prison.";
        assert_eq!(told(text), ["14 arrested CN", "11 arrested CN <0"]);
    }

    #[test]
    fn a_part_of_named_people_is_a_part_of_theirs() {
        let text = "Police arrested 40 foreigners, 25 of them Chinese and 15 Thais. Two of the Chinese were deported.";
        assert_eq!(told(text), ["40 arrested foreign", "25 arrested CN <0", "15 arrested TH <0", "2 deported CN <1"]);
    }

    #[test]
    fn people_of_one_country_are_no_part_of_those_of_another() {
        let text = "Police deported 3,214 expatriates. By nationality, Indians came first with 1,021, ahead of Filipinos (688).";
        assert_eq!(told(text), ["3214 deported foreign", "1021 deported IN <0", "688 deported PH <0"]);
    }

    #[test]
    fn what_was_before_has_no_part_in_what_is_told() {
        let text = "Officers deported 549 foreigners. In the previous twelve months the number had been 489. Of those sent \
                    home, 121 were Chinese.";
        assert!(told(text).contains(&"121 deported CN <0".to_string()), "{:?}", told(text));
    }

    #[test]
    fn those_who_were_deported_are_a_part_of_persons() {
        let text = "In June officers carried out 940 raids and arrested 612 foreigners. Of those, 48 were deported.";
        assert_eq!(told(text), ["940 raids", "612 arrested foreign", "48 deported foreign <1"]);
    }

    #[test]
    fn groups_that_top_a_list_are_parts_of_those_before() {
        let text = "Officers deported 1,104 foreigners. Chinese nationals top the list of those deported with 302, followed by \
                    Bangladeshis (188).";
        assert_eq!(told(text), ["1104 deported foreign", "302 deported CN <0", "188 deported BD <0"]);
    }

    #[test]
    fn a_subject_names_those_to_whom_it_was_done() {
        let text = "Police arrested 900 foreigners and deported 600 of them. The deported comprise 400 Chinese and 200 Indians.";
        let wholes = ["900 arrested foreign", "600 deported foreign <0", "400 deported CN <1", "200 deported IN <1"];
        assert_eq!(told(text), wholes);
    }

    #[test]
    fn what_is_only_compared_is_no_whole() {
        let text = "Guards registered 4,216 illegal crossings, less than in 2023, when there were 10,893. Of the total number, \
                    2,987 crossings took place in the south. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text).last().map(String::as_str), Some("2987 entered <0"));
    }

    #[test]
    fn suspects_are_no_part_of_victims() {
        let text =
            "Police arrested 14 Thais for fraud. They had cheated 53 victims. Eight of the suspects were deported.";
        assert_eq!(told(text).last().map(String::as_str), Some("8 deported TH <0"));
    }

    #[test]
    fn a_sum_and_a_weight_have_parts() {
        let text = "Victims of fraud lost $57 million. Fake investments accounted for $26 million of this sum.";
        assert_eq!(told(text), ["57000000 losses", "26000000 losses <0"]);
    }

    #[test]
    fn a_breakdown_and_a_share_are_of_those_before() {
        let text = "Police arrested 1,461 foreigners. By nationality, 538 Indians and 311 Egyptians were arrested. Thais \
                    accounted for 140.";
        assert_eq!(told(text)[1..], ["538 arrested IN <0", "311 arrested EG <0", "140 arrested TH <0"]);
    }

    #[test]
    fn another_verb_ends_a_list_of_parts() {
        let text = "Police arrested 214 migrants, including 57 Georgians, and fined 38 owners.";
        assert_eq!(told(text), ["214 arrested foreign", "57 arrested GE <0", "38 fined"]);
    }
}
