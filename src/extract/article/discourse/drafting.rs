//! The draft of a figure by its own words, before others give it what it leaves open. In: a quantity and its link. Out: a
//! [`Draft`].

use super::{Discourse, SURE};
use crate::extract::article::draft::Draft;
use crate::extract::article::link::Link;
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::Trigger;
use crate::model::{Code, Kind, Span};
use crate::vocabulary::Class;

/// What those commit who cross a border in secret.
const OF_CROSSING: &[&str] = &["illegal_entry", "immigration_offence", "people_smuggling"];

/// Where "the mainland" is China's.
const MAINLAND: &[&str] = &["HK", "MO", "TW"];
/// A relative clause is at most so many tokens.
const CLAUSE: usize = 8;
/// "visitors from the Mainland": at most so many tokens behind the noun.
const MAINLAND_REACH: usize = 5;

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
            what: if self.vocabulary.terms.measure_unit(link.measure) == "persons" && quantity.what == What::Cases {
                What::Persons
            } else if quantity.is_bare() || quantity.what == What::Unnamed {
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
        if draft.nationality.is_empty() && (self.is_local(sentence, quantity) || self.is_own(sentence, quantity, link))
        {
            draft.nationality = vec![self.country.clone()];
        }
        if draft.nationality.is_empty() && self.is_of_mainland(sentence, quantity) {
            draft.nationality = vec!["CN".into()];
        }
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
            "repatriated" if !own && (offenders || self.tells_of_expulsions() || self.served(sentence, quantity)) => {
                "deported"
            }
            "repatriated" | "entered" if expelled && link.rule == "subject" => "deported",
            "entered" if own && lawful && link.rule == "subject" => "repatriated",
            "entered" if link.rule == "event noun" && self.is_foiled(sentence, quantity) => "cases",
            "cases" if self.is_crossing(sentence, quantity, link) => "entered",
            _ => return link.measure,
        };
        terms.measure(other).unwrap_or(link.measure)
    }

    /// "repatriated 54 Ethiopians who had completed their sentences for illegal entry": they are sent home as offenders.
    fn served(&self, sentence: usize, quantity: &Quantity) -> bool {
        let Some(scene) = self.scene(sentence) else { return false };
        let convicted = self.vocabulary.terms.measure("convicted");
        let behind = |at: usize| at >= quantity.end && at <= quantity.end + CLAUSE;
        let who = scene.parsed.word(quantity.end) == "who";
        who && scene.triggers.iter().any(|t| behind(t.start) && t.readings.iter().any(|r| Some(r.measure) == convicted))
    }

    /// "The first charter brought 32 Georgians home": in a text that told of people who are expelled, and of none who were saved.
    fn tells_of_expulsions(&self) -> bool {
        let count = |code: &str| {
            let told = |d: &&Draft| d.score >= SURE && self.vocabulary.terms.measure_code(d.measure) == code;
            self.drafts.iter().filter(told).count()
        };
        count("deported") > 0 && ["rescued", "victims", "repatriated"].into_iter().all(|code| count(code) == 0)
    }

    /// "There were 29,707 attempts to cross it illegally": each is a person at the border, where nobody foiled or thwarted it.
    fn is_crossing(&self, sentence: usize, quantity: &Quantity, link: Link) -> bool {
        let Some(scene) = self.scene(sentence) else { return false };
        let entered = |d: &Draft| {
            let quantity = self.scene(d.sentence).and_then(|s| s.quantities.get(d.quantity));
            let attempts = quantity.is_some_and(|q| q.what == What::Cases);
            attempts && self.vocabulary.terms.measure_code(d.measure) == "entered"
        };
        // "compared with 12,200 in the same period"
        let before = self.drafts.last().filter(|d| d.sentence == sentence && quantity.noun.head.is_none());
        let class =
            |at: usize, class: Class| scene.parsed.token(at).is_some_and(|t| self.vocabulary.grammar.is(t, class));
        let attempt = |at: &usize| class(*at, Class::Attempt);
        let noun = (quantity.number.1..quantity.end.max(quantity.number.1) + 1).find(attempt);
        let Some(at) = noun.or_else(|| (link.words.0..link.words.1).find(attempt)) else {
            return before.is_some_and(entered);
        };
        if self.is_foiled(sentence, quantity) {
            return false;
        }
        let behind = scene.parsed.word(at + 1);
        let crosses = behind == "to" && class(at + 2, Class::Cross);
        // "In November there were 1,080 attempts": of what was attempted before.
        crosses || !matches!(behind, "to" | "at") && self.drafts.iter().any(entered)
    }

    /// "foiled 84 attempts to cross", "prevented 2,211 illegal crossings"
    fn is_foiled(&self, sentence: usize, quantity: &Quantity) -> bool {
        let Some(scene) = self.scene(sentence) else { return false };
        let foils = |t: &Trigger| {
            let near = t.end <= quantity.start() && quantity.start() - t.end <= 2;
            near && scene.parsed.token(t.start).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Foil))
        };
        scene.triggers.iter().any(foils)
    }

    /// "a local man", "431 local employers": of the country that the text tells of.
    fn is_local(&self, sentence: usize, quantity: &Quantity) -> bool {
        let Some(parsed) = self.scene(sentence).map(|s| &s.parsed) else { return false };
        let local = (quantity.number.1..quantity.noun.end).any(|i| parsed.word(i) == "local");
        let people = quantity.what == What::Persons && quantity.noun.population.is_some() && !quantity.noun.staff;
        local && people && !self.country.is_empty()
    }

    /// "2,044 nationals were repatriated", "brought home 38,200 of its citizens": a country's own people.
    fn is_own(&self, sentence: usize, quantity: &Quantity, link: Link) -> bool {
        let Some(parsed) = self.scene(sentence).map(|s| &s.parsed) else { return false };
        let last = quantity.noun.head.and_then(|(_, end)| parsed.token_before(end, 1));
        let citizens = last.is_some_and(|t| self.vocabulary.grammar.is(t, Class::OriginNoun));
        let home = self.vocabulary.terms.measure_code(link.measure) == "repatriated";
        citizens && home && !self.country.is_empty()
    }

    /// "eleven visitors from the Mainland", in a text of Hong Kong, Macau or Taiwan.
    fn is_of_mainland(&self, sentence: usize, quantity: &Quantity) -> bool {
        let Some(parsed) = self.scene(sentence).map(|s| &s.parsed) else { return false };
        let people = matches!(quantity.what, What::Persons | What::Bare);
        let across = MAINLAND.contains(&&*self.country) && people;
        let behind = quantity.number.1..quantity.end.max(quantity.number.1) + MAINLAND_REACH;
        let named = behind.into_iter().take_while(|i| !parsed.is_mark(*i)).find(|i| parsed.word(*i) == "mainland");
        let from = |at: usize| {
            matches!(parsed.before(at, 1), "from" | "the") || matches!(parsed.word(at + 1), "residents" | "visitors")
        };
        across && named.is_some_and(from)
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

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn a_text_of_expulsions_tells_of_no_other_flights() {
        let text =
            "Ireland deported 39 Georgians on Wednesday. The first charter, in February, brought 32 Georgians home.";
        assert_eq!(told(text), ["39 deported GE", "32 deported GE"]);
        let text = "Police rescued 39 Georgians. The first charter, in February, brought 32 Georgians home.";
        assert_eq!(told(text).last().map(String::as_str), Some("32 repatriated GE"));
    }

    #[test]
    fn local_people_are_of_the_country_that_is_told_of() {
        let text = "Police in Malaysia arrested 14 local men and 12 Thais in Kuala Lumpur.";
        assert_eq!(told(text), ["14 arrested MY", "12 arrested TH"]);
    }

    #[test]
    fn attempts_to_cross_a_border_are_of_persons_unless_they_are_foiled() {
        let text = "Foreigners made 17,900 attempts to cross the border illegally, compared with 12,200 in 2022. Police arrested two.";
        assert_eq!(told(text), ["17900 entered", "12200 entered", "2 arrested"]);
        let text = "There were 29,707 attempts to cross the border illegally in 2023, guards said. In November there were 1,080 \
                    attempts. Since June the number of attempts has fallen by 55 percent. Police arrested two.";
        assert_eq!(told(text), ["29707 entered", "1080 entered", "55 entered", "2 arrested"]);
        let text = "The guard foiled 84 attempts to cross the border illegally. Police arrested two.";
        assert_eq!(told(text), ["84 cases", "2 arrested"]);
    }
}
