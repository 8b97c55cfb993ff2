//! Changes and shares: what one measures is what the level beside it counts. In: a quantity that is no level. Out: its
//! draft, or a refusal where nothing says what changed.

use super::Discourse;
use crate::extract::article::draft::Draft;
use crate::extract::article::link::{Link, counts};
use crate::extract::article::nouns::noun_phrase;
use crate::extract::article::quantity::{Quantity, What};
use crate::extract::article::trigger::Voice;
use crate::model::{Kind, Modality};
use crate::vocabulary::Class;

/// A measure taken from the level beside is a little less sure than the level's.
const AS_LEVEL: f64 = 0.95;
/// How many sentences back the level of a share may stand, …
const SHARE_REACH: usize = 4;
/// … and that of a change, which mostly follows at once.
const CHANGE_REACH: usize = 2;
/// Percentages are told in round numbers.
const ROUNDED: f64 = 1.0;
/// The subject of a change stands at most so many tokens before it.
const SUBJECT_REACH: usize = 30;
/// The subject of a change, where no level confirms it.
const OWN_SUBJECT: f64 = 0.7;

/// The subject of news of the economy stands at most so far into its clause.
const ECONOMY: usize = 4;

/// "of the country's population" ends at most so far behind a share.
const POPULATION: usize = 7;

impl Discourse<'_, '_> {
    /// A change or a share: what it measures is what the level beside it counts.
    pub(super) fn derived(&mut self, sentence: usize, index: usize, first: usize) {
        let Some(scene) = self.scenes.get(sentence) else { return };
        let (Some(quantity), Some(kind)) = (scene.quantities.get(index).cloned(), scene.kinds.get(index).copied())
        else {
            return;
        };
        let (kind, direction, words) = kind;
        let mark = scene.places.get(index).and_then(|p| p.mark);
        if kind == Kind::Change && mark.is_none() && self.level_before_is_refused(sentence, index) {
            return self.refuse(sentence, index, "no_measure");
        }
        let economy = mark.is_none() && self.is_of_economy(sentence, index) || self.is_of_population(sentence, index);
        if economy || kind == Kind::Change && self.is_of_something_else(sentence, index) {
            return self.refuse(sentence, index, "no_measure");
        }
        if kind == Kind::Share && self.beside_share(sentence, index, first, &quantity) {
            return;
        }
        let of_noun = self.measure_of_share(&quantity, sentence).filter(|_| kind == Kind::Share);
        let own = of_noun.or_else(|| self.subject_of_change(sentence, index));
        let beside = self.beside(sentence, index, first, kind);
        let share = kind == Kind::Share;
        // "More than half of the victims" of a text that counts cases are a share of nothing that it counts.
        let of_victims = own.filter(|_| share && quantity.noun.implied_measure(self.vocabulary) == Some("victims"));
        let counted = |(m, _): (usize, (usize, usize))| self.drafts_near(sentence).any(|(_, d)| d.measure == m);
        if let Some(own) = of_victims.filter(|own| !counted(*own)) {
            let link = Link {
                measure: own.0,
                modality: Modality::Actual,
                words: own.1,
                rule: "what the share is of",
                score: OWN_SUBJECT,
            };
            let mut draft = self.draft(sentence, index, &quantity, link);
            draft.kind = kind;
            return self.drafts.push(draft);
        }
        let marked = mark.filter(|_| share).and_then(|m| self.whole(m, sentence, index, &quantity));
        let whole = marked.or_else(|| share.then(|| self.whole_of_share(&quantity, beside, sentence)).flatten());
        let here = |b: &usize| self.drafts.get(*b).is_some_and(|d| d.sentence == sentence);
        let source = if share {
            // "3,324 of them, or 14% of the total": the share is said of the level right before it.
            let level = beside.filter(|b| here(b) && self.drafts.get(*b).is_some_and(|d| d.quantity + 1 == index));
            let nearest = level.or(whole).or(beside);
            let same = |s: &usize| self.drafts.get(*s).is_some_and(|d| of_noun.is_none_or(|(m, _)| d.measure == m));
            nearest.filter(same).or_else(|| self.counted_as(of_noun, sentence)).or(nearest)
        } else {
            beside.filter(|b| here(b) || own.is_none())
        };
        let beyond = share && mark.is_none() && own.is_none() && source.is_some_and(|s| !here(&s));
        if beyond && self.is_of_nobody(sentence, &quantity) {
            return self.refuse(sentence, index, "no_measure");
        }
        let source = source.and_then(|s| self.drafts.get(s).cloned());
        // "Women made up 53 per cent of the victims", behind a level of what they lost.
        let source = source.filter(|s| of_noun.is_none_or(|(measure, _)| s.measure == measure));
        let link = match (&source, own) {
            (Some(d), _) => d.link_for(words.unwrap_or(quantity.number), "as the level beside", d.score * AS_LEVEL),
            (None, Some((measure, words))) => {
                Link { measure, modality: Modality::Actual, words, rule: "what the change is of", score: OWN_SUBJECT }
            }
            (None, None) => return self.refuse(sentence, index, "no_measure"),
        };
        let mut draft = self.draft(sentence, index, &quantity, link);
        (draft.kind, draft.direction, draft.part_of) = (kind, direction, whole);
        if quantity.what == What::Percent {
            draft.what = What::Percent;
        }
        if let Some(level) = &source {
            self.copy_level(&mut draft, level, kind);
        }
        self.name_subject(&mut draft, quantity.start(), source.is_none());
        self.drafts.push(draft);
    }

    /// "30 per cent of those deported were women"
    fn measure_of_share(&self, quantity: &Quantity, sentence: usize) -> Option<(usize, (usize, usize))> {
        let noun = &quantity.noun;
        let implied = || noun.implied_measure(self.vocabulary).filter(|m| *m != "offenders");
        let implied = || implied().and_then(|m| self.vocabulary.terms.measure(m));
        let measure = noun.premodifier.or(noun.event).or_else(implied)?;
        let own = Some((measure, noun.head.unwrap_or(quantity.number)));
        // "In 54 per cent of the cases" points at whatever was counted.
        let cases = self.vocabulary.terms.measure_code(measure) == "cases";
        own.filter(|_| !cases || self.counted_as(own, sentence).is_some())
    }

    /// The nearest level before that counts what a share is said to be of.
    fn counted_as(&self, own: Option<(usize, (usize, usize))>, sentence: usize) -> Option<usize> {
        let (measure, _) = own?;
        let counted = |d: &Draft| d.measure == measure && d.kind == Kind::Level && d.what != What::Countries;
        self.drafts_near(sentence).rfind(|(_, d)| counted(d)).map(|(i, _)| i)
    }

    /// "The bank left its rate at 5.75 percent": a share that says of nobody that they are or did something.
    fn is_of_nobody(&self, sentence: usize, quantity: &Quantity) -> bool {
        let Some(parsed) = self.scene(sentence).map(|s| &s.parsed) else { return false };
        let noun = &quantity.noun;
        let whose = noun.head.is_some() || !noun.nationality.is_empty() || noun.sex.is_some();
        let class = |at: Option<usize>, class: Class| {
            at.and_then(|at| parsed.token(at)).is_some_and(|t| self.vocabulary.grammar.is(t, class))
        };
        let before = quantity.start().checked_sub(1);
        let said = [Class::Be, Class::Have, Class::Finite].iter().any(|c| class(Some(quantity.end), *c));
        let again = class(before, Class::Be) || matches!(parsed.before(quantity.start(), 1), "or" | "(");
        let of = parsed.word(quantity.number.1) == "of" || quantity.partitive.is_some();
        !(whose || said || again || of)
    }

    /// "about 68 percent of Kuwait's population"
    fn is_of_population(&self, sentence: usize, index: usize) -> bool {
        let Some(scene) = self.scene(sentence) else { return false };
        let end = scene.quantities.get(index).map_or(0, |q| q.number.1);
        let behind = (end..end + POPULATION).take_while(|i| !scene.parsed.is_mark(*i));
        behind.into_iter().any(|i| scene.parsed.word(i) == "population")
    }

    /// "Shares of the roaster closed 1.4 percent lower": what an economy does.
    fn is_of_economy(&self, sentence: usize, index: usize) -> bool {
        let Some(scene) = self.scene(sentence) else { return false };
        let parsed = &scene.parsed;
        let start = scene.quantities.get(index).map_or(0, Quantity::start);
        let ends = |i: &usize| matches!(parsed.word(*i), ";" | "." | ":");
        let clause = (0..start).rev().find(ends).map_or(0, |i| i + 1);
        let economy = |i: usize| parsed.token(i).is_some_and(|t| self.vocabulary.grammar.is(t, Class::Economy));
        (clause..(clause + ECONOMY).min(start)).any(economy)
    }

    /// "About 70 per cent of the victims were women and a quarter were under 18": a share of what the one before it is of.
    fn beside_share(&mut self, sentence: usize, index: usize, first: usize, quantity: &Quantity) -> bool {
        let here = self.drafts.get(first..).unwrap_or_default();
        let alone = here.iter().all(|d| d.kind == Kind::Share) && quantity.noun.head.is_none();
        let bracket = self.scene(sentence).is_some_and(|s| s.parsed.before(quantity.start(), 1) == "(");
        let unsaid = !bracket && quantity.noun.nationality.is_empty() && quantity.noun.premodifier.is_none();
        let Some(before) = here.last().filter(|_| alone && unsaid).cloned() else { return false };
        let link = before.link_for(quantity.number, "as the share beside", before.score * AS_LEVEL);
        let mut draft = self.draft(sentence, index, quantity, link);
        (draft.kind, draft.what, draft.part_of) = (Kind::Share, What::Percent, before.part_of);
        draft.nationality = before.nationality;
        self.drafts.push(draft);
        true
    }

    /// "The number of flights was 14% higher": a change of what nobody counts here.
    fn is_of_something_else(&self, sentence: usize, index: usize) -> bool {
        let Some(scene) = self.scene(sentence) else { return false };
        let start = scene.quantities.get(index).map_or(0, |q| q.start());
        let parsed = &scene.parsed;
        let of = |i: &usize| parsed.word(*i) == "number" && parsed.word(i + 1) == "of";
        let Some(at) = (0..start).rev().find(of).filter(|at| start - at <= SUBJECT_REACH) else { return false };
        let noun = noun_phrase(parsed, at + 2, self.vocabulary);
        let levels = scene.quantities.iter().take(index).any(|q| q.start() > at);
        let thing = matches!(noun.object_class(self.vocabulary), "other" | "length" | "time" | "border");
        noun.population.is_none() && noun.event.is_none() && thing && !levels
    }

    /// A level right before a change that is no figure: what changed is none either.
    fn level_before_is_refused(&self, sentence: usize, index: usize) -> bool {
        index.checked_sub(1).is_some_and(|before| {
            let level = self.scene(sentence).and_then(|s| s.kinds.get(before)).is_some_and(|k| k.0 == Kind::Level);
            level && !self.drafts_in(sentence..=sentence).any(|(_, d)| d.quantity <= before)
        })
    }

    /// Whose number changed, where no level says so; one without a level may go on from the sentences before.
    fn name_subject(&self, draft: &mut Draft, start: usize, alone: bool) {
        if draft.nationality.is_empty() {
            draft.nationality = self.nationality_of_clause(draft.sentence, start);
        }
        if draft.nationality.is_empty() && alone {
            draft.nationality = self.nationality_of_number(draft.sentence);
        }
    }

    fn copy_level(&self, draft: &mut Draft, level: &Draft, kind: Kind) {
        if draft.names_no_country() && kind == Kind::Change || draft.nationality.is_empty() {
            draft.nationality = level.nationality.clone();
        }
        draft.sex = draft.sex.or(level.sex);
        draft.age_group = draft.age_group.or(level.age_group);
        if draft.offences.is_empty() {
            draft.offences = level.offences.clone();
        }
        if draft.object.is_none() || kind == Kind::Change {
            draft.object = level.object.clone();
        }
    }

    /// The level nearest before a change in its sentence, else behind it, else the last of the sentence before.
    pub(super) fn beside(&self, sentence: usize, index: usize, first: usize, kind: Kind) -> Option<usize> {
        let here = self
            .drafts
            .iter()
            .enumerate()
            .skip(first)
            .filter(|(_, d)| d.kind == Kind::Level && d.what != What::Countries);
        let before = here.clone().rfind(|(_, d)| d.quantity < index).map(|(i, _)| i);
        let after = here.filter(|(_, d)| d.quantity > index).map(|(i, _)| i).next();
        let adjacent_after = self.scene(sentence).is_some_and(|s| {
            let (a, b) = (s.quantities.get(index), s.quantities.get(index + 1));
            a.zip(b).is_some_and(|(a, b)| s.parsed.before(b.start(), 1) == "to" && b.start().saturating_sub(a.end) <= 4)
        });
        let earlier = || {
            self.drafts
                .iter()
                .enumerate()
                .rev()
                .find(|(_, d)| {
                    d.kind == Kind::Level
                        && d.what != What::Countries
                        && sentence - d.sentence <= if kind == Kind::Share { SHARE_REACH } else { CHANGE_REACH }
                })
                .map(|(i, _)| i)
        };
        if adjacent_after && after.is_some() { after } else { before.or(after).or_else(earlier) }
    }

    /// "49,098 (59.2 percent) of the total": the share's whole is the level's whole, or a known figure that it fits.
    fn whole_of_share(&self, quantity: &Quantity, beside: Option<usize>, sentence: usize) -> Option<usize> {
        let level = beside.and_then(|b| self.drafts.get(b))?;
        if let Some(whole) = level.part_of {
            return Some(whole);
        }
        let percent = quantity.bounds.low.or(quantity.bounds.high)?;
        let fits = |d: &Draft| {
            let ratio = level.value().zip(d.value()).map(|(a, b)| 100.0 * a / b);
            ratio.is_some_and(|r| (r - percent).abs() < ROUNDED) && d.kind == Kind::Level
        };
        self.drafts_near(sentence).rfind(|(_, d)| fits(d)).map(|(i, _)| i).or(beside)
    }

    /// "seizures of drugs fell by 14 percent", "the number of arrests rose by 20".
    pub(super) fn subject_of_change(&self, sentence: usize, index: usize) -> Option<(usize, (usize, usize))> {
        let scene = self.scene(sentence)?;
        let start = scene.quantities.get(index)?.start();
        let number_of =
            (0..start).rev().find(|i| scene.parsed.word(*i) == "number" && scene.parsed.word(i + 1) == "of");
        if let Some(at) = number_of.filter(|at| start - at <= SUBJECT_REACH) {
            let noun = noun_phrase(&scene.parsed, at + 2, self.vocabulary);
            let verb =
                scene.triggers.iter().find(|t| t.start >= noun.end && t.start <= noun.end + 3 && t.start < start);
            let readings = verb.iter().flat_map(|t| t.readings.iter());
            let said = readings.map(|r| r.measure).find(|m| counts(self.vocabulary, *m, &What::Persons));
            let stock = (noun.foreign_only() || !noun.offences.is_empty())
                .then(|| self.vocabulary.terms.measure("present"))
                .flatten();
            if let Some(measure) = said.or(stock) {
                return Some((measure, (at, noun.end)));
            }
        }
        let event =
            scene.triggers.iter().filter(|t| t.start < start && start - t.start <= SUBJECT_REACH).rfind(|t| {
                t.is_event() || t.relative.is_some() || t.voice == Voice::Open || t.voice == Voice::Passive
            })?;
        let said = event.readings.iter().find(|r| !r.weak)?;
        Some((said.measure, (event.start, event.end)))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn a_share_may_stand_beside_another() {
        let text = "Police arrested two men for fraud. About 70 per cent of the victims were women and a quarter were under 18.";
        assert_eq!(told(text), ["2 arrested", "70 victims", "25 victims"]);
    }

    #[test]
    fn a_share_of_a_population_is_no_figure() {
        let text =
            "Police arrested 450 foreigners. Foreigners account for about 68 percent of the country's population.";
        assert_eq!(told(text), ["450 arrested foreign"]);
    }

    #[test]
    fn what_shares_and_exports_do_is_no_figure() {
        let text = "Police arrested 450 smugglers. Shares of the roaster closed 1.4 percent lower; exports grew by 7.8 percent.";
        assert_eq!(told(text), ["450 arrested"]);
    }

    #[test]
    fn a_change_measures_what_the_level_beside_it_counts() {
        let text = "Police arrested 450 foreigners, up 12 percent from last year.";
        assert_eq!(told(text), ["450 arrested foreign", "12 arrested foreign"]);
    }
}
