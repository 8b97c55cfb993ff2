//! Subjects: the quantity before a verb, "12 were arrested", and before a relative pronoun, "12 men who were arrested". In:
//! a trigger. Out: the quantities that it counts.

use super::{Link, Linker};
use crate::extract::article::quantity::{Partitive, Quantity, What};
use crate::extract::article::trigger::{Trigger, Voice};
use crate::vocabulary::{Class, Slot};

/// A relative pronoun stands at most so many tokens into its clause: "four of whom".
const RELATIVE: usize = 5;

/// "and a policeman": the last of a subject's list has at most so many words behind its article.
const ONE_MORE: usize = 3;

/// "told investigators that they had been lured": at most so many tokens between the verb and its "they".
const TOLD: usize = 8;

/// A list of nouns that one number counts has at most so many words.
const NOUNS: usize = 8;

impl Linker<'_, '_> {
    /// The quantity that is the subject of a verb group.
    pub(super) fn subject(&self, trigger: &Trigger, rule: &'static str, score: f64, slot: Slot) -> Vec<(usize, Link)> {
        if !trigger.readings.iter().any(|r| r.slot == slot) {
            return Vec::new();
        }
        if let Some(relative) = trigger.relative {
            return self.antecedent(trigger, relative, slot);
        }
        if let Some(found) = self.told_of_themselves(trigger, slot) {
            return vec![found];
        }
        let verb = self.verb_of(trigger);
        let mut right = verb;
        let mut out = Vec::new();
        for _ in 0..7 {
            let closes = right.checked_sub(1).is_some_and(|i| matches!(self.parsed.word(i), "," | ")" | "—" | "–"));
            let end = if closes { right - 1 } else { right };
            let start = self.clause_start(end);
            // "Thirty-four victims, 22 of them women, were rescued": what stands between two commas is no list.
            let part = |q: &&Quantity| q.partitive == Some(Partitive::Them) && self.parsed.before(q.start(), 1) == ",";
            let inner = self.quantities.iter().filter(|q| q.start() > start && q.end <= end).find(part);
            let start = inner.filter(|_| closes && right == verb).map_or(start, Quantity::start);
            // "Seven people, four of whom are suspected of having steered the boat, were arrested"
            let clause = start..(start + RELATIVE).min(end);
            let whom = closes && clause.into_iter().any(|i| matches!(self.parsed.word(i), "whom" | "whose"));
            let tells = self.triggers.iter().any(|t| t.start > start && t.start < end && !t.is_event());
            if whom && tells && start > 0 && self.parsed.before(start, 1) == "," {
                right = start;
                continue;
            }
            if let Some(found) = self.subject_in(trigger, start, end, rule, score, slot) {
                let part = self.quantities.get(found.0).is_some_and(|q| {
                    q.partitive.is_some()
                        // "14 suspects, including their leader, a 41-year-old from Fujian, are being sought"
                        || q.article && start > 0
                        || matches!(self.parsed.before(q.start(), 1), "whom" | "including" | "comprising")
                        // "22 persons, comprising 16 workers and five employers, were arrested"
                        || self.vocabulary.grammar.parts.longest(self.parsed.tokens, start).is_some()
                        || matches!(self.parsed.word(q.end), "among" | "amongst")
                        // "14 people, among them two women, were arrested"
                        || matches!(self.parsed.before(q.start(), 2), "among" | "amongst" | "of")
                            && matches!(self.parsed.before(q.start(), 1), "them" | "these" | "those")
                });
                out.push(found);
                // "29 workers, 23 of whom are Chinese, were picked up": the part stands beside the subject. "Twenty people
                // — 12 Thais and eight Laotians — were held": so does what breaks it down.
                let aside = closes && self.breaks_down(start, end);
                if !(part && closes || aside) {
                    return out;
                }
            }
            // A clause with a subject of its own right before the verb ends the search.
            let describes = matches!(self.parsed.word(start), "who" | "which" | "whom" | "that" | "whose");
            let own_subject = !closes && right == verb && !describes;
            if own_subject || start == 0 || !matches!(self.parsed.before(start, 1), "," | "(" | "—" | "–") {
                return out;
            }
            // "Forty-one people (29 men and 12 women) were arrested": on to what stands before the bracket.
            right = start - usize::from(self.parsed.before(start, 1) == "(");
        }
        out
    }

    /// "Eight of them told investigators that they had been lured": who tells what was done to them are its victims.
    fn told_of_themselves(&self, trigger: &Trigger, slot: Slot) -> Option<(usize, Link)> {
        let victims = self.vocabulary.terms.measure("victims");
        let done = trigger.readings.iter().any(|r| Some(r.measure) == victims);
        let they = trigger.left.checked_sub(1).filter(|i| done && self.parsed.word(*i) == "they")?;
        let testify = |i: &usize| self.parsed.token(*i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Testify));
        let verb = (they.saturating_sub(TOLD)..they).rev().find(testify)?;
        let tells = |q: &Quantity| q.end <= verb && verb - q.end <= ONE_MORE && !q.article;
        let index = self.quantities.iter().rposition(tells)?;
        self.link_if(index, trigger, slot, "what they tell of themselves", 0.8)
    }

    /// Whether the quantities of a clause add up to the one right before it, or stand in brackets or dashes behind it.
    fn breaks_down(&self, start: usize, end: usize) -> bool {
        let inside = self.quantities.iter().filter(|q| q.start() >= start && q.end <= end);
        let sum: f64 = inside.filter_map(|q| q.bounds.low).sum();
        // "Eleven of them, five Pakistanis, four Jordanians and two Algerians, were charged"
        let people = |q: &Quantity| q.what == What::Persons || q.is_bare() && q.partitive.is_some();
        let before = self.quantities.iter().rfind(|q| q.end <= start && people(q) && !q.article);
        let marked = matches!(self.parsed.before(start, 1), "(" | "—" | "–");
        // "Three people, a Kenyan agent and two Vietnamese, were arrested"
        let apposed = matches!(self.parsed.word(start), "a" | "an" | "all" | "both");
        let within = |q: &Quantity| q.bounds.low.is_some_and(|low| sum <= low);
        before.is_some_and(|q| {
            // "Eleven visitors from the mainland, nine men and two women, were arrested"
            let phrase = q.bounds.low == Some(sum) && (q.end..start - 1).all(|i| !self.parsed.is_mark(i));
            let near = start - q.end <= 2 || phrase && start - q.end <= NOUNS;
            near && (marked || q.bounds.low == Some(sum) || apposed && start - q.end == 1 && within(q))
        })
    }

    /// Where the finite verb of the clause begins: for "are waiting … to be sent home" the "are".
    fn verb_of(&self, trigger: &Trigger) -> usize {
        let raised = trigger.voice == Voice::Passive || self.is_raised(trigger);
        if !raised || self.parsed.word(trigger.left) != "to" {
            return trigger.left;
        }
        let grammar = &self.vocabulary.grammar;
        let finite =
            |i: &usize| self.parsed.token(*i).is_some_and(|t| grammar.is(t, Class::Be) || grammar.is(t, Class::Finite));
        (trigger.left.saturating_sub(16)..trigger.left).rev().find(finite).unwrap_or(trigger.left)
    }

    /// "12 were confirmed to have left", "are believed to have drowned": the verb of another's subject.
    pub(super) fn is_raised(&self, trigger: &Trigger) -> bool {
        let parsed = self.parsed;
        let said = trigger.left.checked_sub(1).map_or("", |i| parsed.word(i));
        let is = (2..=3).filter_map(|back| trigger.left.checked_sub(back)).filter_map(|i| parsed.token(i));
        parsed.word(trigger.left) == "to"
            && parsed.word(trigger.left + 1) == "have"
            && (said.ends_with("ed") || matches!(said, "thought" | "said" | "known" | "found"))
            && is.into_iter().any(|t| self.vocabulary.grammar.is(t, Class::Be))
    }

    /// The quantity of the tokens `start..right` that is the subject of a verb behind them.
    fn subject_in(
        &self,
        trigger: &Trigger,
        start: usize,
        right: usize,
        rule: &'static str,
        score: f64,
        slot: Slot,
    ) -> Option<(usize, Link)> {
        let candidates = self.quantities.iter().enumerate().rev().filter(|(_, q)| q.start() >= start && q.end <= right);
        for (index, _) in candidates {
            if self.is_oblique(index, start) || self.is_cut_off(index, right) {
                continue;
            }
            if let Some(found) = self.link_if(index, trigger, slot, rule, score) {
                return Some(found);
            }
        }
        None
    }

    /// The first token of the clause that ends at `right`.
    fn clause_start(&self, right: usize) -> usize {
        let mut at = right;
        while let Some(i) = at.checked_sub(1) {
            let word = self.parsed.word(i);
            // "four “couriers” were detained"
            let within = self.quantities.iter().any(|q| q.start() <= i && i < q.end);
            if !within && matches!(word, ";" | ":" | "." | "“" | "”" | "(" | "—" | "–") {
                break;
            }
            let comma = word == ",";
            if comma && !self.list_comma(i) && !self.noun_comma(i, right) {
                break;
            }
            if matches!(word, "while" | "when" | "where" | "but" | "whereas" | "because") {
                break;
            }
            at = i;
        }
        at
    }

    /// A comma between two members of a list of quantities.
    fn list_comma(&self, comma: usize) -> bool {
        let before = self.quantities.iter().any(|q| q.end == comma || (q.end < comma && comma - q.end <= 2));
        let after = self.quantities.iter().any(|q| q.start() > comma && q.start() - comma <= 3);
        let points_back = matches!(
            self.parsed.word(comma + 1),
            "of" | "including" | "comprising" | "who" | "which" | "all" | "whom" | "among"
        );
        // "Seven people, four of whom are suspected of it, were arrested"
        let whom = (comma + 2..comma + RELATIVE).any(|i| self.parsed.word(i) == "whom");
        before && after && !points_back && !whom || self.between_names(comma)
    }

    /// "3,400 construction sites, markets, farms and hostels were inspected": a comma between nouns of one number.
    fn noun_comma(&self, comma: usize, right: usize) -> bool {
        let parsed = self.parsed;
        let plain = |i: usize| {
            parsed.token(i).is_some_and(|t| {
                t.is("and")
                    || t.is(",")
                    || t.is_word() && t.folded.ends_with('s') && !self.vocabulary.grammar.is(t, Class::Finite)
            })
        };
        let counted =
            (comma.saturating_sub(NOUNS)..=comma).any(|i| self.quantities.iter().any(|q| q.end == i && !q.is_bare()));
        let joined = (comma + 1..right).any(|i| parsed.word(i) == "and");
        counted && joined && right - comma <= NOUNS && (comma + 1..right).all(plain)
    }

    /// "customers in Britain, Germany, Sweden and Canada were …": a comma between two names.
    fn between_names(&self, comma: usize) -> bool {
        let country = |at: usize| self.parsed.mention_at(at).is_some_and(|m| m.country().is_some());
        comma.checked_sub(1).is_some_and(country) && country(comma + 1)
    }

    /// Behind a preposition while an earlier quantity of the clause could be the subject: "46 people from 34 countries".
    fn is_oblique(&self, index: usize, start: usize) -> bool {
        let Some(quantity) = self.quantities.get(index) else { return true };
        let before = quantity.start().checked_sub(1).and_then(|i| self.parsed.token(i));
        // "a plane with 32 Georgians on board landed"
        if self.is_aboard(quantity) && quantity.what == What::Persons {
            return false;
        }
        let preposition = before.is_some_and(|t| {
            self.vocabulary.grammar.is(t, Class::Preposition)
                && !matches!(
                    t.folded.as_str(),
                    "of" | "including" | "after" | "before" | "than" | "as" | "because" | "since"
                )
        });
        let earlier = self.quantities.iter().take(index).any(|q| {
            q.start() >= start
                && !self
                    .parsed
                    .token_before(q.start(), 1)
                    .is_some_and(|t| self.vocabulary.grammar.is(t, Class::Preposition))
        });
        // "three boats carrying 62 Pakistanis were seized"
        let carried = before.is_some_and(|t| t.folded.ends_with("ing") && !t.is("including"))
            && self.quantities.iter().take(index).any(|q| q.end + 1 == quantity.start() && q.start() >= start);
        let including = carried || matches!(self.parsed.before(quantity.start(), 1), "including" | "of") && earlier;
        (preposition && (earlier || quantity.what != What::Persons)) || including
    }

    /// Another subject or verb stands between the quantity and the verb.
    fn is_cut_off(&self, index: usize, right: usize) -> bool {
        let Some(quantity) = self.quantities.get(index) else { return true };
        let grammar = &self.vocabulary.grammar;
        let mut relative = false;
        for i in quantity.end..right {
            let Some(token) = self.parsed.token(i) else { continue };
            relative |= grammar.is(token, Class::Relative);
            let joint = matches!(token.folded.as_str(), "and" | "but" | "while");
            let next = self.parsed.token(i + 1);
            let new_subject = next
                .is_some_and(|t| grammar.is(t, Class::Determiner) || grammar.is(t, Class::Pronoun) && !t.is("others"));
            // "two customs officers and a policeman have been charged" has one subject.
            let one_more = matches!(self.parsed.word(i + 1), "a" | "an" | "his" | "her")
                && right <= i + 2 + ONE_MORE
                && matches!(self.parsed.word(right), "were" | "are" | "have" | "had");
            let inside = one_more || self.quantities.iter().any(|q| q.start() <= i + 1 && i + 1 < q.end);
            if joint && new_subject && !inside && !relative {
                return true;
            }
            let infinitive = i.checked_sub(1).is_some_and(|b| self.parsed.word(b) == "to");
            let verb = (grammar.is(token, Class::Be) && !infinitive)
                || self.triggers.iter().any(|t| {
                    let describes = t.voice == Voice::Open || t.voice == Voice::Gerund && t.start == quantity.end;
                    t.start == i && !t.is_event() && !describes && self.parsed.word(t.left) != "to"
                });
            if verb && !relative && i < right {
                return true;
            }
        }
        let last = right.checked_sub(1).map_or("", |i| self.parsed.word(i));
        let obliquely =
            right.checked_sub(2).and_then(|i| self.parsed.token(i)).is_some_and(|t| grammar.is(t, Class::Preposition));
        quantity.end < right
            && !obliquely
            && matches!(last, "they" | "he" | "she" | "it" | "we" | "who" | "police" | "officers" | "authorities")
    }

    /// "12 men who were arrested": the noun before the pronoun, as far as no other verb counts it.
    pub(super) fn antecedent(&self, trigger: &Trigger, relative: usize, slot: Slot) -> Vec<(usize, Link)> {
        let parsed = self.parsed;
        let passive_or_subject = trigger.voice == Voice::Passive || slot == Slot::Subject;
        // "of whom 12 were charged": the number is the subject itself.
        if let Some(index) = self
            .quantities
            .iter()
            .position(|q| (q.start() > relative || (q.start() < relative && q.end > relative)) && q.end <= trigger.left)
            && let Some(found) = self.link_if(index, trigger, slot, "subject of a relative clause", 0.93)
        {
            return vec![found];
        }
        let found = self.quantities.iter().enumerate().rev().find(|(_, q)| q.end <= relative);
        let Some((index, quantity)) = found else { return Vec::new() };
        // "12 people, 45 of whom were": the quantity runs into the pronoun.
        let inside = quantity.start() < relative && quantity.end > relative;
        let near = relative - quantity.end <= 6 || inside;
        let object_relative =
            matches!(parsed.word(relative), "whom" | "that" | "which") && trigger.voice != Voice::Passive;
        if !near || !(passive_or_subject || object_relative) {
            return Vec::new();
        }
        self.link_if(index, trigger, slot, "verb of a relative clause", 0.58).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn an_aside_stands_between_a_subject_and_its_verb() {
        let text = "Thirty-four victims, 22 of them women, were rescued from brothels; nine men, among them two Thais, charged.";
        assert_eq!(told(text), ["34 rescued", "22 rescued <0", "9 charged", "2 charged TH <2"]);
    }

    #[test]
    fn what_a_subject_comprises_is_no_hindrance() {
        let text = "A total of 22 persons, comprising 16 illegal workers and six employers, were arrested.";
        assert_eq!(told(text), ["22 arrested", "16 arrested <0", "6 arrested <0"]);
        let text =
            "Another seven suspects, one of them a serving army sergeant, are still being sought. Police arrested two.";
        assert_eq!(told(text).first().map(String::as_str), Some("7 wanted"));
    }

    #[test]
    fn a_passive_counts_its_subject_and_not_the_countries() {
        let text = "46 people from 34 countries were deported.";
        assert_eq!(told(text), ["46 deported foreign", "34 deported foreign"]);
    }

    #[test]
    fn what_stands_beside_the_subject_is_no_hindrance() {
        let text = "Fourteen people, among them two Moldovan women, were arrested.";
        assert_eq!(told(text), ["14 arrested", "2 arrested MD <0"]);
        let text = "Three people, a Kenyan agent and two Vietnamese, were arrested.";
        assert_eq!(told(text).first().map(String::as_str), Some("3 arrested"));
        let text = "Forty-one people (29 men and 12 women) were arrested.";
        assert_eq!(told(text), ["41 arrested", "29 arrested <0", "12 arrested <0"]);
        let text = "Eleven visitors from the islands, nine men and two women, were arrested.";
        assert_eq!(told(text), ["11 arrested", "9 arrested <0", "2 arrested <0"]);
        let text = "Four “couriers” were detained.";
        assert_eq!(told(text), ["4 arrested"]);
        let text =
            "Fourteen suspects, including their leader, a 41-year-old from Fujian, are being sought over the fraud.";
        assert_eq!(told(text).first().map(String::as_str), Some("14 wanted"));
        let text = "Forty Nigerians with no right to be in the country were deported.";
        assert_eq!(told(text), ["40 deported NG"]);
    }

    #[test]
    fn one_number_may_count_a_list_of_nouns() {
        let text =
            "More than 3,400 building sites, markets, farms and hostels were inspected. Police arrested two smugglers.";
        assert_eq!(told(text), ["3400 checked", "2 arrested"]);
    }

    #[test]
    fn the_last_of_a_subject_may_be_one() {
        let text = "Since March, 31 dockers, two customs officers and a policeman have been charged with corruption.";
        assert_eq!(told(text), ["31 charged", "2 charged"]);
    }

    #[test]
    fn fines_are_collected_from_those_who_are_fined() {
        let text = "The department collected Rs 312 million in fines from 4,310 overstayers. Police arrested two.";
        assert_eq!(told(text), ["312000000 fined", "4310 fined foreign", "2 arrested foreign"]);
    }

    #[test]
    fn a_load_is_not_what_its_carrier_is_counted_for() {
        let text = "Three boats carrying 62 Pakistanis were seized. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["3 seized"]);
    }

    #[test]
    fn a_relative_clause_counts_the_noun_before_it() {
        let text = "There were 12 men who were arrested. The law on smuggling, fraud and robbery applies.";
        assert_eq!(told(text), ["12 arrested"]);
    }
}
