//! The measure of a figure: its own verb, else its whole's, else what its noun implies, else what went before. In: a
//! quantity, its link, its whole. Out: the link that holds, or none where nothing says what is counted.

use super::{Discourse, OWN_VERB, Open, SURE, Scene};
use crate::extract::article::draft::Draft;
use crate::extract::article::groups::{PartMark, Place};
use crate::extract::article::link::{Link, counts, is_weak};
use crate::extract::article::quantity::{Partitive, Quantity, What};
use crate::model::Qualifier;

/// What is done to persons and things one by one, so that "a Tunisian" beside it counts as 1.
const ONE: &[&str] =
    &["arrested", "charged", "convicted", "denied_entry", "deported", "killed", "repatriated", "rescued", "seized"];
/// What is done to officers as to other persons.
const DONE: &[&str] = &[
    "arrested",
    "blacklisted",
    "charged",
    "convicted",
    "fined",
    "injured",
    "killed",
    "missing",
    "offenders",
    "released",
    "rescued",
    "wanted",
];
/// A verb that says an article counts: a finite one beside it, no description.
const STRONG: f64 = 0.75;
/// A member of a list of parts is counted already, so a weaker verb will do.
const LISTED: f64 = 0.4;
/// Officers mostly do what the verb says, so only its passive forms will do.
const STAFF: f64 = 0.8;
/// A verb of a part's own; below it are the nouns of cases and what is guessed from far words.
const PLAIN: f64 = 0.62;
/// A part is plainly the subject of a verb of its own.
const SUBJECT_OF_OWN: f64 = 0.8;
/// "liable to a fine of" stands at most so many tokens before what it provides for.
const LIABLE: usize = 6;
/// A measure handed on is a little less sure with each step.
const HANDED_ON: f64 = 0.95;
/// Parts are mostly counted as their whole, so little is lost.
const FROM_WHOLE: f64 = 0.97;
/// No part is surer of its whole's measure than this.
const MOST_FROM_WHOLE: f64 = 0.9;

impl Discourse<'_, '_> {
    /// The measure of a figure: its own verb, else its whole's, else what its noun implies, else what went before.
    pub(super) fn settle(&self, open: &Open) -> Option<Link> {
        let Open { sentence, index, quantity, link, .. } = *open;
        if let Some(whole) = open.whole.and_then(|w| self.drafts.get(w)) {
            return Some(self.settle_part(open, whole));
        }
        if let Some(level) = self.climbed_from(quantity, sentence) {
            return Some(level);
        }
        if let Some(done) = self.those_done_to(quantity, sentence) {
            return Some(done);
        }
        if let Some(told) = self.counted_as_told(quantity, sentence, index) {
            return Some(told);
        }
        let sure = link.filter(|l| l.score >= SURE);
        if sure.is_some() || open.known.is_some() {
            return sure;
        }
        if let Some(stock) = self.estimated(quantity, sentence) {
            return Some(stock);
        }
        if quantity.amount
            && let Some(said) = self.scene(sentence).and_then(|s| self.said_of_amount(s, quantity))
        {
            return Some(said);
        }
        let noun_only = link.is_some_and(|l| l.rule == "what the noun implies");
        let stock = (noun_only && quantity.amount).then(|| self.topic(quantity, sentence, index)).flatten();
        let topic = stock.or_else(|| noun_only.then(|| self.topic_of_suspects(sentence, link)).flatten());
        topic
            .or_else(|| self.as_before(quantity, sentence, index, link))
            .or_else(|| link.is_none().then(|| self.as_compared(quantity, sentence)).flatten())
            .or_else(|| link.is_none().then(|| self.done_to_amount(quantity, sentence)).flatten())
            .or_else(|| link.is_none().then(|| self.goes_on_counting(quantity, sentence)).flatten())
            .or(link)
            .or_else(|| self.of_list_head(quantity, sentence))
            .or_else(|| self.more_of_the_haul(quantity, sentence))
            .or_else(|| self.topic(quantity, sentence, index))
    }

    /// A part has a measure of its own only where a verb says so plainly, else that of the part before it or its whole's.
    fn settle_part(&self, open: &Open, whole: &Draft) -> Link {
        let quantity = open.quantity;
        let plain =
            |l: &Link| l.score >= PLAIN || matches!(l.rule, "participle behind the noun" | "what the noun implies");
        // "14 of them": what only things suffer is not said of persons.
        let fits = |l: &Link| {
            let same = matches!(whole.what, What::Persons | What::Items | What::Premises);
            !quantity.is_bare() || !same || counts(self.vocabulary, l.measure, &whole.what)
        };
        let own = open.link.filter(|l| {
            l.score >= SURE
                && (l.rule != "shared in a list" || l.score >= OWN_VERB)
                && (!is_weak(self.vocabulary, l.measure) || self.is_found_among(l, whole))
                && fits(l)
                && plain(l)
                && !self.is_why_caught(l, whole)
        });
        let sibling = self.drafts.last().filter(|d| {
            quantity.noun.head.is_none()
                && d.sentence == open.sentence
                && d.part_of == open.whole
                && d.measure != whole.measure
        });
        let as_sibling = || sibling.map(|d| d.link_for(quantity.number, "as the part before", d.score * HANDED_ON));
        let own = own.map(|l| Link { measure: self.of_those_caught(l, open, whole), ..l });
        let caught = || self.caught_at(open, whole);
        own.or_else(as_sibling).or_else(caught).unwrap_or_else(|| {
            let words = open.link.map_or(quantity.number, |l| l.words);
            whole.link_for(words, "as its whole", (whole.score * FROM_WHOLE).min(MOST_FROM_WHOLE))
        })
    }

    /// "Of the 1,018 arrested, 694 had been pushed back": whoever was caught in the country is sent out of it. "Thirty of the
    /// victims have been sent back": whoever was saved is brought home.
    fn of_those_caught(&self, link: Link, open: &Open, whole: &Draft) -> usize {
        let terms = &self.vocabulary.terms;
        let caught = matches!(terms.measure_code(whole.measure), "arrested" | "convicted");
        let saved = matches!(terms.measure_code(whole.measure), "rescued" | "victims");
        let other = match terms.measure_code(link.measure) {
            "denied_entry" if caught => "deported",
            "repatriated" if caught && !whole.offences.is_empty() => "deported",
            "deported" if saved && self.may_mean(link, open, "repatriated") => "repatriated",
            _ => return link.measure,
        };
        terms.measure(other).unwrap_or(link.measure)
    }

    /// Whether the verb of a link has another measure too.
    fn may_mean(&self, link: Link, open: &Open, measure: &str) -> bool {
        let measure = self.vocabulary.terms.measure(measure);
        let mut triggers = self.scene(open.sentence).into_iter().flat_map(|s| &s.triggers);
        triggers.any(|t| (t.left, t.end) == link.words && t.readings.iter().any(|r| Some(r.measure) == measure))
    }

    /// "checked 52,700 foreigners and found that 9,240 of them were working illegally": what those checked were caught at.
    fn caught_at(&self, open: &Open, whole: &Draft) -> Option<Link> {
        let scene = self.scene(open.sentence)?;
        let checked = self.vocabulary.terms.measure_code(whole.measure) == "checked" && whole.what == What::Persons;
        let (from, next) =
            (open.quantity.end, scene.quantities.get(open.index + 1).map_or(scene.parsed.len(), Quantity::start));
        let end = (from..next).find(|i| matches!(scene.parsed.word(*i), ";" | "." | ":")).unwrap_or(next);
        let offence =
            scene.parsed.mentions.iter().find(|m| m.start >= from && m.end <= end && m.offences().is_some())?;
        let words = (offence.start, offence.end);
        let measure = self.vocabulary.terms.measure("offenders").filter(|_| checked)?;
        Some(Link { words, ..Link { measure, ..whole.link_for(words, "what they were caught at", PLAIN) } })
    }

    /// "2,906 were checked, and 154 of them were discovered to be working without a permit"
    fn is_found_among(&self, link: &Link, whole: &Draft) -> bool {
        let code = |measure: usize| self.vocabulary.terms.measure_code(measure);
        let found = code(link.measure) == "offenders" && code(whole.measure) == "checked" && link.score >= PLAIN;
        // "The courts expelled 9,214, and 8,870 of them have already left"
        let told = link.score >= SUBJECT_OF_OWN && link.words.1 - link.words.0 > 1;
        let left = code(link.measure) == "departed" && code(whole.measure) == "deported" && told;
        found || left
    }

    /// "212 were deported, including three men who are wanted for kidnapping": why they were caught, not what happened to them.
    fn is_why_caught(&self, link: &Link, whole: &Draft) -> bool {
        let code = |measure: usize| self.vocabulary.terms.measure_code(measure);
        let describes = matches!(
            link.rule,
            "participle behind the noun" | "verb of a relative clause" | "subject of a relative clause"
        );
        let caught = code(whole.measure) == "arrested";
        code(link.measure) == "wanted" && (caught || describes && code(whole.measure) == "deported")
    }

    /// "fined up to RM10,000": the law's limit, which nobody paid.
    pub(super) fn is_statutory(&self, quantity: &Quantity, link: Option<Link>, sentence: usize) -> bool {
        let fined = link.is_some_and(|l| Some(l.measure) == self.vocabulary.terms.measure("fined"));
        let liable = |s: &Scene| {
            let near = quantity.start().saturating_sub(LIABLE)..quantity.start();
            near.into_iter().any(|at| self.vocabulary.grammar.statutory.longest(s.parsed.tokens, at).is_some())
        };
        if !fined || !(matches!(quantity.what, What::Money(_)) || self.scene(sentence).is_some_and(liable)) {
            return false;
        }
        let provided = |s: &Scene| {
            let tokens = s.parsed.tokens;
            (0..quantity.start()).any(|at| self.vocabulary.grammar.statutory.longest(tokens, at).is_some())
        };
        quantity.bounds.qualifier == Qualifier::AtMost || self.scene(sentence).is_some_and(provided)
    }

    /// "A singular with an article counts as 1" beside a strong verb, or as a member of a list of parts.
    pub(super) fn article_counts(&self, quantity: &Quantity, link: Option<Link>, listed: bool) -> bool {
        let Some(link) = link else { return false };
        let person = quantity.what == What::Persons;
        let code = self.vocabulary.terms.measure_code(link.measure);
        let sure = link.score >= STRONG || (listed && link.score >= LISTED);
        // "a Malawian woman was fined K6,000"
        let fined = code == "fined" && link.rule == "passive subject";
        sure && (ONE.contains(&code) && (person || code == "seized") || fined && person)
    }

    /// "The detainees are seven Bangladeshis, three Indonesians and a Filipina": one more of a list that is counted.
    pub(super) fn one_of_list(&self, place: &Place, sentence: usize, quantity: &Quantity) -> Option<Link> {
        place.leader.filter(|_| quantity.article && quantity.what == What::Persons)?;
        let before = self.drafts.last().filter(|d| d.sentence == sentence && d.is_level_of_persons())?;
        let done = ONE.contains(&self.vocabulary.terms.measure_code(before.measure));
        done.then(|| before.link_for(quantity.number, "shared in a list", before.score * HANDED_ON))
    }

    /// "One of them, a Thai woman, …": one of persons to whom something was done.
    pub(super) fn one_of_whole(&self, place: &Place, sentence: usize, index: usize, quantity: &Quantity) -> bool {
        let mark = place.mark.filter(|m| *m == PartMark::Partitive(Partitive::Them));
        let whole = mark.and_then(|m| self.whole(m, sentence, index, quantity)).and_then(|w| self.drafts.get(w));
        let done = |d: &Draft| ONE.contains(&self.vocabulary.terms.measure_code(d.measure));
        quantity.what == What::Persons && whole.is_some_and(done)
    }

    /// Officers count where something is done to them: "11 officers were charged".
    pub(super) fn staff_counts(&self, link: Option<Link>) -> bool {
        let did = |l: &Link| {
            let offenders = self.vocabulary.terms.measure_code(l.measure) == "offenders";
            l.rule == "subject" || (offenders && l.rule != "passive subject")
        };
        let counts = |l: &Link| DONE.contains(&self.vocabulary.terms.measure_code(l.measure)) && !did(l);
        link.is_some_and(|l| l.score >= STAFF && counts(&l))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::{refused, told};

    #[test]
    fn those_expelled_may_have_left_of_themselves() {
        let text = "Courts expelled 9,214 foreigners, and 8,870 of them have already left.";
        assert_eq!(told(text), ["9214 deported foreign", "8870 departed foreign <0"]);
    }

    #[test]
    fn those_who_were_caught_are_sent_out_of_the_country() {
        let text = "Police arrested 1,018 infiltrators. Of the 1,018, 694 had been pushed back.";
        assert_eq!(told(text), ["1018 arrested", "694 deported <0"]);
    }

    #[test]
    fn a_limit_of_the_law_is_no_fine() {
        let text = "The two men were arrested for smuggling and face being fined up to $10,000.";
        assert_eq!(refused(text), ["up to $10,000 statutory"]);
    }

    #[test]
    fn one_of_those_counted_is_told_of_apart() {
        let text = "Police arrested three drug couriers. One of them, a Thai woman, had come from Phuket. Another, a \
                    man from Zimbabwe, carried heroin.";
        assert_eq!(told(text), ["3 arrested", "1 arrested TH <0", "1 arrested ZW <0"]);
    }

    #[test]
    fn officers_count_only_where_something_is_done_to_them() {
        let text = "Some 120 officers arrested 12 Thais.";
        assert_eq!(refused(text), ["Some 120 staff"]);
    }
}
