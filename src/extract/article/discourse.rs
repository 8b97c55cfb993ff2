//! Discourse: what a sentence leaves open comes from the one before it. Quantities with their links become drafts; parts
//! find their wholes, repeated figures are set aside, changes and shares take what they measure from the level beside them.

use super::draft::Draft;
use super::groups::{PartMark, Place, adjacent, is_reference, places};
use super::link::{Link, Linker, counts};
use super::parse::Parsed;
use super::quantity::{Partitive, Quantity, What};
use super::trigger::{Trigger, triggers};
use crate::model::{Code, Kind, Modality, Refusal};
use crate::vocabulary::Vocabulary;

/// Links below this are guesses, which a whole or a list leader overrules.
const SURE: f64 = 0.5;
/// Measures that a part gives up for its whole's.
pub const WEAK: &[&str] = &["departed", "present", "entered", "offenders", "checked", "cases"];
/// How many sentences back a whole may stand.
const REACH: usize = 8;

/// One sentence with its quantities, triggers and links.
pub struct Scene<'v> {
    pub parsed: Parsed<'v>,
    pub quantities: Vec<Quantity>,
    pub triggers: Vec<Trigger>,
    pub links: Vec<Option<Link>>,
    pub places: Vec<Place>,
    pub kinds: Vec<(Kind, Option<crate::model::Direction>, Option<(usize, usize)>)>,
}

impl<'v> Scene<'v> {
    pub fn of(parsed: Parsed<'v>, quantities: Vec<Quantity>, vocabulary: &'v Vocabulary) -> Self {
        let triggers = triggers(&parsed, vocabulary);
        let links = Linker { parsed: &parsed, vocabulary, quantities: &quantities, triggers: &triggers }.links();
        let places = places(&parsed, &quantities, vocabulary);
        let kinds = super::change::kinds(&parsed, &quantities, vocabulary);
        let mut scene = Scene { parsed, quantities, triggers, links, places, kinds };
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
                (Some(a), Some(b)) => adjacent(&self.parsed, a, b, vocabulary),
                _ => false,
            };
            if joined {
                self.share(index, index - 1, vocabulary);
            }
        }
    }

    fn share(&mut self, from: usize, to: usize, vocabulary: &Vocabulary) {
        let (Some(Some(source)), Some(target)) = (self.links.get(from).copied(), self.quantities.get(to)) else {
            return;
        };
        let weak = self.links.get(to).copied().flatten().is_none_or(|l| l.score < source.score.min(0.6));
        let listed = (from.min(to) + 1..=from.max(to))
            .all(|i| self.places.get(i).is_some_and(|p| p.leader.is_some() || p.mark.is_some()));
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
    fn fill_bare(&mut self) {
        for index in 1..self.quantities.len() {
            let joined = self.places.get(index).is_some_and(|p| p.leader.is_some());
            let (before, after) = self.quantities.split_at_mut(index);
            let Some(quantity) = after.first_mut() else { continue };
            let preposition = self.parsed.before(quantity.start(), 1);
            let same = before.iter().rev().take(3).find(|q| {
                q.what != What::Bare
                    && self.parsed.before(q.start(), 1) == preposition
                    && preposition.len() > 1
                    && preposition != "and"
            });
            let Some(previous) = same.or(before.last()) else { continue };
            if joined
                && quantity.is_bare()
                && !previous.article
                && !matches!(previous.what, What::Percent | What::Money(_) | What::Weight(_) | What::Countries)
            {
                quantity.what = previous.what.clone();
            }
        }
    }
}

pub struct Discourse<'s, 'v> {
    pub vocabulary: &'v Vocabulary,
    /// Of the document.
    pub country: Code,
    pub scenes: &'s mut Vec<Scene<'v>>,
    pub drafts: Vec<Draft>,
    pub refusals: Vec<Refusal>,
}

impl<'v> Discourse<'_, 'v> {
    pub fn run(&mut self) {
        for sentence in 0..self.scenes.len() {
            if let Some(scene) = self.scenes.get_mut(sentence) {
                scene.fill_bare();
            }
            let first = self.drafts.len();
            let count = self.scenes.get(sentence).map_or(0, |s| s.quantities.len());
            let mut derived = Vec::new();
            for index in 0..count {
                let kind = self.scenes.get(sentence).and_then(|s| s.kinds.get(index)).map_or(Kind::Level, |k| k.0);
                if kind == Kind::Level {
                    self.level(sentence, index);
                } else {
                    derived.push(index);
                }
            }
            for index in derived {
                self.derived(sentence, index, first);
            }
            self.parts_by_arithmetic(first);
            self.nationality_said_later(sentence);
            self.respectively(sentence, first);
        }
    }

    fn scene(&self, sentence: usize) -> Option<&Scene<'v>> {
        self.scenes.get(sentence)
    }

    fn refuse(&mut self, sentence: usize, index: usize, reason: &'static str) {
        let span = self
            .scene(sentence)
            .and_then(|s| s.quantities.get(index).map(|q| s.parsed.span_of(q.number.0, q.number.1)));
        // An article that counts nothing is no number.
        let article = self.scene(sentence).and_then(|s| s.quantities.get(index)).is_some_and(|q| q.article);
        if let Some(span) = span.filter(|_| !article) {
            self.refusals.push(Refusal { span, reason });
        }
    }

    fn level(&mut self, sentence: usize, index: usize) {
        let Some(scene) = self.scenes.get(sentence) else { return };
        let (Some(quantity), Some(place)) = (scene.quantities.get(index).cloned(), scene.places.get(index).cloned())
        else {
            return;
        };
        let link = scene.links.get(index).copied().flatten();
        if quantity.what == What::Countries {
            return self.countries(sentence, index, &quantity);
        }
        if quantity.article && !self.article_counts(&quantity, link, place.mark.is_some() || place.leader.is_some()) {
            return;
        }
        let points_back = is_reference(&scene.parsed, &quantity) && self.same_value(&quantity).is_some();
        if points_back {
            return self.refuse(sentence, index, "repeated");
        }
        if quantity.noun.staff && !self.staff_counts(link) {
            return self.refuse(sentence, index, "staff");
        }
        let bullet = place.mark == Some(PartMark::Bullet);
        let told = link.is_some_and(|l| l.score >= SURE);
        let whole =
            place.mark.filter(|_| !(bullet && told)).and_then(|mark| self.whole(mark, sentence, index, &quantity));
        if let Some(earlier) = self.repeated(&quantity, link, sentence, whole) {
            self.fill(earlier, &quantity);
            return self.refuse(sentence, index, "repeated");
        }
        let link = link.or_else(|| self.worth(sentence, &quantity));
        let link = link.or_else(|| self.of_this_sum(sentence, &quantity));
        let known = quantity.definite.then(|| self.same_value(&quantity)).flatten();
        let statutory =
            quantity.bounds.qualifier == crate::model::Qualifier::AtMost && matches!(quantity.what, What::Money(_));
        if statutory && link.is_some_and(|l| Some(l.measure) == self.vocabulary.terms.measure("fined")) {
            return self.refuse(sentence, index, "statutory");
        }
        let Some(link) = self.settle(link, whole, known, &quantity, sentence, index) else {
            return self.refuse(sentence, index, "no_measure");
        };
        let mut draft = self.draft(sentence, index, &quantity, link);
        if let Some(w) = whole {
            if place.mark == Some(PartMark::Rest) {
                self.complement(w, &quantity, sentence);
            }
            draft.part_of = Some(w);
            let span = Some(draft.figure);
            draft.because("part_of", "words of a part", span);
            self.inherit_whole(&mut draft, w);
        }
        if draft.nationality.is_empty() && matches!(link.rule, "number of the event" | "amount of the event") {
            draft.nationality = self.nationality_of_clause(sentence, quantity.start());
        }
        if whole.is_none() {
            self.join_siblings(&mut draft, &quantity, link);
        }
        if let Some(k) = known.filter(|_| whole.is_none()) {
            self.inherit_known(&mut draft, k);
        }
        if draft.part_of.is_none() {
            self.inherit_topic(&mut draft, &quantity, link);
        }
        let each = quantity.each.clone();
        if each.is_empty() {
            self.drafts.push(draft);
        } else {
            for code in each {
                let mut copy = draft.clone();
                copy.nationality = vec![code];
                self.drafts.push(copy);
            }
        }
    }

    /// Officers count where something is done to them: "11 officers were charged".
    fn staff_counts(&self, link: Option<Link>) -> bool {
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

    /// "RM268 million of this sum", and the money beside it: what the money before was.
    fn of_this_sum(&self, sentence: usize, quantity: &Quantity) -> Option<Link> {
        let scene = self.scene(sentence)?;
        let parsed = &scene.parsed;
        let money = |d: &&Draft| matches!(d.what, What::Money(_)) && sentence - d.sentence <= 1;
        let before = self.drafts.iter().rev().find(money).filter(|_| matches!(quantity.what, What::Money(_)))?;
        let says = (0..parsed.len()).any(|i| {
            parsed.word(i) == "of"
                && matches!(parsed.word(i + 1), "this" | "that" | "the")
                && matches!(parsed.word(i + 2), "sum" | "amount" | "total" | "money")
        });
        says.then_some(Link {
            measure: before.measure,
            modality: before.modality,
            words: quantity.number,
            rule: "of the sum before",
            score: before.score * 0.8,
        })
    }

    /// "worth about A$760 million": the value of what was seized right before.
    fn worth(&self, sentence: usize, quantity: &Quantity) -> Option<Link> {
        let scene = self.scene(sentence)?;
        let start = quantity.start();
        let says =
            (1..=3).any(|back| matches!(scene.parsed.before(start, back), "worth" | "valued" | "value" | "estimated"));
        let before = self.drafts.last().filter(|d| d.sentence == sentence || d.sentence + 1 == sentence)?;
        let seized = self.vocabulary.terms.measure("seized")?;
        let money = matches!(quantity.what, What::Money(_));
        (money && says && before.measure == seized).then_some(Link {
            measure: seized,
            modality: before.modality,
            words: (start.saturating_sub(3), start),
            rule: "what it is worth",
            score: before.score * 0.9,
        })
    }

    /// "A singular with an article counts as 1" beside a strong verb, or as a member of a list of parts.
    fn article_counts(&self, quantity: &Quantity, link: Option<Link>, listed: bool) -> bool {
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

    /// The measure of a figure: its own verb, else its whole's, else what its noun implies, else what went before.
    fn settle(
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

    /// Persons with no verb of their own, in a text about persons so counted: "they were 73", "3,527 Chinese led the table".
    fn topic(&self, quantity: &Quantity, sentence: usize, index: usize) -> Option<Link> {
        let scene = self.scene(sentence)?;
        let pronoun = matches!(scene.parsed.before(quantity.start(), 2), "they" | "there" | "it")
            && matches!(scene.parsed.before(quantity.start(), 1), "were" | "are" | "was");
        let subject = quantity.is_bare()
            && matches!(scene.parsed.word(quantity.end), "were" | "are" | "was" | "had" | "have")
            && quantity.start() <= 1;
        let led_to = quantity.is_bare()
            && matches!(scene.parsed.before(quantity.start(), 1), "to" | "from")
            && index.checked_sub(1).and_then(|i| scene.kinds.get(i)).is_some_and(|k| k.0 == Kind::Change);
        let pronoun = pronoun || subject || led_to;
        let persons = (quantity.what == What::Persons || (quantity.is_bare() && pronoun)) && !quantity.article;
        let noun = &quantity.noun;
        let told = !noun.nationality.is_empty()
            || noun.sex.is_some()
            || quantity.partitive.is_some()
            || quantity.amount
            || pronoun
            || noun.population.is_some() && quantity.other;
        if !persons || !told {
            return None;
        }
        if let Some(link) = self.said_of_amount(scene, quantity) {
            return Some(link);
        }
        let strong =
            |d: &&Draft| quantity.amount || !WEAK.iter().any(|w| self.vocabulary.terms.measure(w) == Some(d.measure));
        let near = |d: &&Draft| d.kind == Kind::Level && d.what == What::Persons && sentence - d.sentence <= 3;
        let found =
            self.drafts.iter().rev().find(|d| near(d) && strong(d)).or_else(|| self.drafts.iter().rev().find(near));
        // A figure without a noun goes on counting the whole of the part before it.
        let before = found.map(|d| d.part_of.filter(|_| subject).and_then(|w| self.drafts.get(w)).unwrap_or(d));
        let verb = self.verb_before(sentence, index, before.map(|d| d.sentence));
        verb.or_else(|| {
            before.map(|d| Link {
                measure: d.measure,
                modality: d.modality,
                words: quantity.number,
                rule: "as the topic before",
                score: (d.score * 0.6).min(0.55),
            })
        })
    }

    /// "792 suspects" right after arrests are those arrested.
    fn topic_of_suspects(&self, sentence: usize, link: Option<Link>) -> Option<Link> {
        let link = link.filter(|l| Some(l.measure) == self.vocabulary.terms.measure("offenders"))?;
        let before = self.drafts.iter().rev().find(|d| d.kind == Kind::Level && d.what == What::Persons)?;
        let arrested = Some(before.measure) == self.vocabulary.terms.measure("arrested");
        (arrested && sentence - before.sentence <= 1).then_some(Link {
            measure: before.measure,
            rule: "as the topic before",
            score: 0.5,
            ..link
        })
    }

    /// "the number of foreigners who work here illegally": the verb of the clause behind the noun of the amount.
    fn said_of_amount(&self, scene: &Scene, quantity: &Quantity) -> Option<Link> {
        let near = |t: &&Trigger| {
            quantity.amount && t.start >= quantity.amount_noun && t.start <= quantity.amount_noun + 4 && !t.is_event()
        };
        let trigger = scene.triggers.iter().find(near)?;
        let reading = trigger.readings.iter().find(|r| counts(self.vocabulary, r.measure, &What::Persons))?;
        Some(Link {
            measure: reading.measure,
            modality: trigger.modality,
            words: (trigger.left, trigger.end),
            rule: "said of those whose number it is",
            score: 0.6,
        })
    }

    /// The verb of the sentence before, where that one counts no persons itself: "Foreigners were deported. They were 73."
    fn verb_before(&self, sentence: usize, index: usize, counted: Option<usize>) -> Option<Link> {
        let from = counted.map_or(sentence.saturating_sub(1), |c| c + 1);
        for at in (from..sentence).rev().take(2) {
            let scene = self.scene(at)?;
            let persons = |t: &&Trigger| {
                t.voice == super::trigger::Voice::Passive
                    && t.relative.is_none()
                    && t.readings.iter().any(|r| counts(self.vocabulary, r.measure, &What::Persons))
            };
            if let Some(trigger) = scene.triggers.iter().rev().find(persons).filter(|_| index < 40) {
                let reading = trigger.readings.iter().find(|r| counts(self.vocabulary, r.measure, &What::Persons))?;
                return Some(Link {
                    measure: reading.measure,
                    modality: trigger.modality,
                    words: (0, 1),
                    rule: "as the verb before",
                    score: 0.55,
                });
            }
        }
        None
    }

    /// "another 63", "12 more": counted as the figure before them.
    fn as_before(&self, quantity: &Quantity, sentence: usize, index: usize, link: Option<Link>) -> Option<Link> {
        let continues = quantity.other || quantity.is_bare() || (quantity.noun.origin && quantity.noun.head.is_none());
        let before = self.drafts.last().filter(|d| d.kind == Kind::Level)?;
        let near = before.sentence == sentence || (before.sentence + 1 == sentence && index == 0 && quantity.other);
        let fits = counts(self.vocabulary, before.measure, &quantity.what)
            && (before.what == quantity.what || quantity.is_bare());
        // "came from the UAE": where they come from says nothing of what happened.
        (continues && near && fits && link.is_none_or(|l| l.score < 0.4)).then(|| Link {
            measure: before.measure,
            modality: before.modality,
            words: quantity.number,
            rule: "as the figure before",
            score: before.score * 0.7,
        })
    }

    fn draft(&self, sentence: usize, index: usize, quantity: &Quantity, link: Link) -> Draft {
        let parsed = self.scene(sentence).map(|s| &s.parsed);
        let figure = parsed.map_or(crate::model::Span::new(0, 0), |p| p.span_of(quantity.number.0, quantity.number.1));
        let noun = &quantity.noun;
        let things = matches!(quantity.what, What::Items | What::Unnamed | What::Weight(_) | What::Premises);
        let object = noun.head.filter(|_| things).zip(parsed).map(|((a, b), p)| {
            p.tokens.get(a..b).unwrap_or_default().iter().map(|t| t.folded.as_str()).collect::<Vec<_>>().join(" ")
        });
        let mut draft = Draft {
            sentence,
            quantity: index,
            figure,
            kind: Kind::Level,
            direction: None,
            measure: link.measure,
            what: if quantity.is_bare() || quantity.what == What::Unnamed {
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
            object,
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
        if noun.same_nationality && draft.nationality.is_empty() {
            let named = |d: &&Draft| {
                d.nationality.len() == 1 && !d.nationality.iter().any(|c| &**c == "foreign" || *c == self.country)
            };
            draft.nationality = self.drafts.iter().rev().find(named).map(|d| d.nationality.clone()).unwrap_or_default();
        }
        if !draft.nationality.is_empty() {
            draft.because("nationality", "noun phrase", parsed.map(|p| p.span_of(quantity.number.1, quantity.end)));
        }
        draft
    }

    /// What a measure counts where a bare number doesn't say.
    fn what_of(&self, measure: usize) -> What {
        match self.vocabulary.terms.measures.get(measure).map_or("", |m| m.unit.as_str()) {
            "cases" => What::Cases,
            "operations" => What::Operations,
            "items" => What::Items,
            _ => What::Persons,
        }
    }

    /// "from 93 countries": the measure of the persons beside it.
    fn countries(&mut self, sentence: usize, index: usize, quantity: &Quantity) {
        let beside = self
            .drafts
            .iter()
            .rposition(|d| d.sentence == sentence && d.what == What::Persons && d.kind == Kind::Level);
        let vague = quantity.bounds.qualifier == crate::model::Qualifier::Vague;
        let from = !vague
            && self.scene(sentence).is_some_and(|s| {
                matches!(
                    s.parsed.before(quantity.start(), 1),
                    "from" | "of" | "with" | "between" | "representing" | "covering"
                ) || s.parsed.before(quantity.start(), 2) == "from"
                    || quantity.other
            });
        let Some(beside) = beside.filter(|_| from).and_then(|b| self.drafts.get(b).cloned()) else {
            return self.refuse(sentence, index, "uncounted");
        };
        let link = Link {
            measure: beside.measure,
            modality: beside.modality,
            words: quantity.number,
            rule: "countries of the persons beside",
            score: beside.score,
        };
        let mut draft = self.draft(sentence, index, quantity, link);
        draft.object = None;
        draft.nationality = vec!["foreign".into()];
        draft.sex = beside.sex;
        draft.age_group = beside.age_group;
        draft.offences = beside.offences.clone();
        self.drafts.push(draft);
    }

    /// The figure of which a marked one is a part.
    fn whole(&self, mark: PartMark, sentence: usize, index: usize, quantity: &Quantity) -> Option<usize> {
        let candidates = |d: &(usize, &Draft)| {
            sentence - d.1.sentence <= REACH && d.1.is_whole_for(quantity) && d.1.modality != Modality::Denied
        };
        let mut found = self.drafts.iter().enumerate().rev().filter(candidates);
        if let PartMark::Partitive(Partitive::OfNumber(value)) = mark {
            return found.find(|(_, d)| d.value() == Some(value as f64)).map(|(i, _)| i);
        }
        let scene = self.scene(sentence)?;
        let leader = scene.places.get(index).and_then(|p| p.leader);
        if let Some(leader) = leader {
            // A later member of a list has its leader's whole.
            let of_leader =
                self.drafts.iter().rfind(|d| d.sentence == sentence && d.quantity == leader).and_then(|d| d.part_of);
            if of_leader.is_some() {
                return of_leader;
            }
        }
        if let Some(exact) = self.completes(sentence, quantity) {
            return Some(exact);
        }
        let value = quantity.bounds.low.or(quantity.bounds.high);
        let larger = |d: &Draft| quantity.what == What::Percent || d.value().zip(value).is_some_and(|(a, b)| a > b);
        let fits = |d: &Draft| sentence - d.sentence <= REACH && d.is_whole_for(quantity) && larger(d);
        if let Some(hint) = self.hint(scene, index, quantity) {
            let told = |d: &&Draft| fits(d) && d.measure == hint;
            let tops = self.drafts.iter().enumerate().filter(|(_, d)| told(d) && d.part_of.is_none());
            let top = tops
                .max_by(|a, b| a.1.value().partial_cmp(&b.1.value()).unwrap_or(std::cmp::Ordering::Equal))
                .map(|(i, _)| i);
            if let Some(found) = top.or_else(|| self.drafts.iter().rposition(|d| told(&d))) {
                return Some(found);
            }
        }
        match mark {
            PartMark::Rest => {
                let sibling = self
                    .drafts
                    .iter()
                    .rev()
                    .find(|d| d.part_of.is_some() && sentence - d.sentence <= 2)
                    .and_then(|d| d.part_of);
                sibling
                    .filter(|s| self.drafts.get(*s).is_some_and(larger))
                    .or_else(|| self.drafts.iter().rposition(fits))
            }
            PartMark::Partitive(Partitive::OfGroup) => self.drafts.iter().rposition(fits),
            PartMark::Partitive(Partitive::OfThe) => {
                self.focus(sentence, quantity).or_else(|| self.drafts.iter().rposition(fits))
            }
            _ => {
                let here = self.drafts.iter().rposition(|d| d.sentence == sentence && fits(d));
                here.or_else(|| self.focus(sentence, quantity))
            }
        }
    }

    /// The measure that the words of a part name for its whole: "of those turned back", "of the deportations".
    fn hint(&self, scene: &Scene, index: usize, quantity: &Quantity) -> Option<usize> {
        quantity.partitive.or_else(|| {
            scene.places.get(index).and_then(|p| p.mark).and_then(|m| match m {
                PartMark::Partitive(p) => Some(p),
                _ => None,
            })
        })?;
        let population = quantity.noun.population.and_then(|p| self.vocabulary.terms.populations.get(p));
        let implied = population
            .and_then(|p| p.measure.as_deref())
            .filter(|m| *m != "offenders")
            .and_then(|m| self.vocabulary.terms.measure(m));
        let persons = |m: &usize| self.vocabulary.terms.measures.get(*m).is_some_and(|m| m.unit == "persons");
        let leading = || {
            let comma = (2..=9)
                .find(|i| scene.parsed.word(*i) == ",")
                .filter(|c| matches!(scene.parsed.word(0), "of" | "among") && quantity.start() > *c)?;
            scene.triggers.iter().find(|t| t.start < comma).and_then(|t| t.readings.first()).map(|r| r.measure)
        };
        let own = quantity.noun.event.filter(persons).or(quantity.noun.premodifier.filter(persons)).or(implied);
        own.or_else(leading)
    }

    /// The whole whose parts so far lack exactly this figure.
    fn completes(&self, sentence: usize, quantity: &Quantity) -> Option<usize> {
        let value = quantity.bounds.low.filter(|_| quantity.bounds.high == quantity.bounds.low)?;
        let lacks = |i: usize, d: &Draft| {
            let parts: f64 = self
                .drafts
                .iter()
                .filter(|p| p.part_of == Some(i) && p.kind == Kind::Level)
                .filter_map(|p| p.bounds.low)
                .sum();
            parts > 0.0 && d.bounds.low == Some(parts + value)
        };
        self.drafts
            .iter()
            .enumerate()
            .rev()
            .find(|(i, d)| sentence - d.sentence <= 3 && d.is_whole_for(quantity) && lacks(*i, d))
            .map(|(i, _)| i)
    }

    /// The figure that the sentences before are about: the first of the last sentence that has one, parts passed over.
    fn focus(&self, sentence: usize, quantity: &Quantity) -> Option<usize> {
        let value = quantity.bounds.low.or(quantity.bounds.high)?;
        for back in 1..=REACH {
            let at = sentence.checked_sub(back)?;
            let fits = |d: &Draft| {
                d.is_whole_for(quantity) && (quantity.what == What::Percent || d.value().is_some_and(|v| v > value))
            };
            let here = || self.drafts.iter().enumerate().filter(|(_, d)| d.sentence == at);
            let top = here().find(|(_, d)| d.part_of.is_none() && fits(d)).map(|(i, _)| i);
            // A sentence of parts is about their whole.
            let root = || here().filter_map(|(_, d)| d.part_of).find(|w| self.drafts.get(*w).is_some_and(fits));
            let any = || here().find(|(_, d)| fits(d)).map(|(i, _)| i);
            if let Some(found) = top.or_else(root).or_else(any) {
                return Some(found);
            }
        }
        None
    }

    fn same_value(&self, quantity: &Quantity) -> Option<usize> {
        self.drafts.iter().rposition(|d| {
            d.kind == Kind::Level
                && d.bounds.low == quantity.bounds.low
                && d.bounds.high == quantity.bounds.high
                && d.is_whole_for(quantity)
        })
    }

    /// The earlier statement of the same figure: "the 235 suspects", or the same number of the same thing again.
    fn repeated(
        &self,
        quantity: &Quantity,
        link: Option<Link>,
        sentence: usize,
        whole: Option<usize>,
    ) -> Option<usize> {
        if whole.is_some() || quantity.article {
            return None;
        }
        let index = self.same_value(quantity)?;
        let earlier = self.drafts.get(index)?;
        let sure = link.filter(|l| l.score >= SURE);
        let same_measure = sure.is_none_or(|l| l.measure == earlier.measure && l.modality == earlier.modality);
        let unsaid = quantity.noun.nationality.is_empty() || quantity.noun.foreign_only();
        let nationality = unsaid
            || quantity.noun.nationality == earlier.nationality
            || (quantity.definite && earlier.nationality.is_empty());
        let big = quantity.bounds.low.is_some_and(|v| v >= 20.0)
            && earlier.sentence < sentence
            && sure.is_some()
            && earlier.what == quantity.what;
        (same_measure && nationality && (quantity.definite || big)).then_some(index)
    }

    /// Attributes that the first statement left open come from the later one.
    fn fill(&mut self, index: usize, quantity: &Quantity) {
        let Some(draft) = self.drafts.get_mut(index) else { return };
        if draft.nationality.is_empty() && draft.what == What::Persons {
            draft.nationality = quantity.noun.nationality.clone();
        }
        draft.sex = draft.sex.or(quantity.noun.sex);
        if draft.offences.is_empty() {
            draft.offences = quantity.noun.offences.clone();
        }
    }

    /// A figure counted as the one before it is a part of the same whole; a nationality counted as the topic is a part of it.
    fn join_siblings(&self, draft: &mut Draft, quantity: &Quantity, link: Link) {
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
        let fits = |w: &usize| self.drafts.get(*w).is_some_and(|d| d.is_whole_for(quantity));
        if let Some(whole) = whole.filter(fits) {
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
        before.is_some_and(|w| matches!(w.as_str(), "from" | "than" | "against" | "to" | "the"))
    }

    /// Whether a figure counts the same measure of more nationalities than a draft.
    fn is_wider(&self, whole: usize, draft: &Draft) -> bool {
        self.drafts
            .get(whole)
            .is_some_and(|d| d.measure == draft.measure && d.nationality.iter().all(|c| &**c == "foreign"))
    }

    /// A figure counted as the one before it, or by an event's noun alone, counts whom the text has been counting.
    fn inherit_topic(&self, draft: &mut Draft, quantity: &Quantity, link: Link) {
        let thing = matches!(draft.what, What::Items | What::Weight(_) | What::Money(_) | What::Countries);
        if !draft.nationality.is_empty() || thing {
            return;
        }
        let same = |d: &&Draft| d.kind == Kind::Level && d.measure == draft.measure && d.what == draft.what;
        let last = self.drafts.iter().rev().find(same);
        let source = match link.rule {
            "as the verb before" => {
                draft.nationality = self.nationality_of_clause(draft.sentence.saturating_sub(1), usize::MAX);
                None
            }
            "as the figure before" | "as the topic before" => last,
            "shared in a list" if quantity.noun.head.is_none() => last,
            _ if draft.what == What::Persons && (quantity.other || quantity.noun.head.is_none()) => {
                let persons =
                    |d: &&Draft| d.kind == Kind::Level && d.what == What::Persons && draft.sentence - d.sentence <= 1;
                let before = self.drafts.iter().rev().find(persons);
                before.map(|d| d.part_of.and_then(|w| self.drafts.get(w)).unwrap_or(d))
            }
            _ => None,
        };
        if let Some(source) = source.filter(|d| !d.nationality.is_empty()) {
            draft.nationality = source.nationality.clone();
            draft.because("nationality", "whom the text counts", Some(source.figure));
        }
    }

    /// "32 Colombians … The other 82 …": what the rest completes is a part too.
    fn complement(&mut self, whole: usize, rest: &Quantity, sentence: usize) {
        let missing = self.drafts.get(whole).and_then(|d| d.bounds.low).zip(rest.bounds.low).map(|(a, b)| a - b);
        let other = self.drafts.iter().rposition(|d| {
            d.part_of.is_none() && d.kind == Kind::Level && d.bounds.low == missing && sentence - d.sentence <= 2
        });
        if let Some(draft) = other.filter(|o| *o != whole).and_then(|o| self.drafts.get_mut(o)) {
            draft.part_of = Some(whole);
            draft.because("part_of", "the rest completes it", None);
        }
    }

    /// A part takes from its whole what its own words leave open.
    fn inherit_whole(&self, draft: &mut Draft, whole: usize) {
        let Some(whole) = self.drafts.get(whole) else { return };
        let thing = matches!(draft.what, What::Items | What::Weight(_) | What::Money(_) | What::Countries);
        let named = whole.nationality.len() == 1 && whole.nationality.iter().all(|c| &**c != "foreign");
        let origin =
            self.scene(draft.sentence).and_then(|s| s.quantities.get(draft.quantity)).is_some_and(|q| q.noun.origin);
        if named && origin && draft.nationality != whole.nationality {
            // "170 Pakistanis were sent back: … nine from Iraq": where they come from is the country.
            draft.country = draft.nationality.first().cloned();
            draft.nationality.clear();
        }
        if draft.nationality.is_empty() && !thing {
            draft.nationality = whole.nationality.clone();
            draft.because("nationality", "as its whole", Some(whole.figure));
        }
        draft.sex = draft.sex.or(whole.sex);
        draft.age_group = draft.age_group.or(whole.age_group);
    }

    /// "All 187 were blacklisted": a new measure of persons who are known.
    fn inherit_known(&self, draft: &mut Draft, known: usize) {
        let Some(known) = self.drafts.get(known) else { return };
        if draft.nationality.is_empty()
            || (draft.nationality.len() == 1 && draft.nationality.iter().all(|c| &**c == "foreign"))
        {
            draft.nationality = known.nationality.clone();
            draft.because("nationality", "the same persons before", Some(known.figure));
        }
        draft.sex = draft.sex.or(known.sex);
        draft.age_group = draft.age_group.or(known.age_group);
        if draft.offences.is_empty() {
            draft.offences = known.offences.clone();
        }
    }

    /// A change or a share: what it measures is what the level beside it counts.
    fn derived(&mut self, sentence: usize, index: usize, first: usize) {
        let Some(scene) = self.scenes.get(sentence) else { return };
        let (Some(quantity), Some(kind)) = (scene.quantities.get(index).cloned(), scene.kinds.get(index).copied())
        else {
            return;
        };
        let mark = scene.places.get(index).and_then(|p| p.mark);
        let refused = index.checked_sub(1).is_some_and(|i| {
            let level = self.scene(sentence).and_then(|s| s.kinds.get(i)).is_some_and(|k| k.0 == Kind::Level);
            level && !self.drafts.iter().any(|d| d.sentence == sentence && d.quantity <= i)
        });
        if refused && kind.0 == Kind::Change && mark.is_none() {
            return self.refuse(sentence, index, "no_measure");
        }
        let own = self.subject_of_change(sentence, index);
        let beside = self.beside(sentence, index, first, kind.0);
        let whole = if kind.0 == Kind::Share {
            mark.and_then(|m| self.whole(m, sentence, index, &quantity))
                .or_else(|| self.whole_of_share(&quantity, beside, sentence))
        } else {
            None
        };
        let anchor = if kind.0 == Kind::Share {
            whole.or(beside)
        } else {
            beside.filter(|b| self.drafts.get(*b).is_some_and(|d| d.sentence == sentence) || own.is_none())
        };
        // "3,324 of them, or 14% of the total": the share is said of the level right before it.
        let level = beside.filter(|b| {
            kind.0 == Kind::Share
                && self.drafts.get(*b).is_some_and(|d| d.sentence == sentence && d.quantity + 1 == index)
        });
        let source = level.or(anchor).and_then(|a| self.drafts.get(a).cloned());
        let link = match (&source, own) {
            (Some(d), _) => Link {
                measure: d.measure,
                modality: d.modality,
                words: kind.2.unwrap_or(quantity.number),
                rule: "as the level beside",
                score: d.score * 0.95,
            },
            (None, Some((measure, words))) => {
                Link { measure, modality: Modality::Actual, words, rule: "what the change is of", score: 0.7 }
            }
            (None, None) => return self.refuse(sentence, index, "no_measure"),
        };
        let mut draft = self.draft(sentence, index, &quantity, link);
        draft.kind = kind.0;
        draft.direction = kind.1;
        if quantity.what == What::Percent {
            draft.what = What::Percent;
        }
        if let Some(level) = source {
            self.copy_level(&mut draft, &level, kind.0);
        }
        if draft.nationality.is_empty() {
            draft.nationality = self.nationality_of_clause(sentence, quantity.start());
        }
        if draft.nationality.is_empty() && link.rule == "what the change is of" {
            draft.nationality = self.nationality_of_number(sentence);
        }
        if kind.0 == Kind::Share {
            draft.part_of = whole;
        }
        self.drafts.push(draft);
    }

    fn copy_level(&self, draft: &mut Draft, level: &Draft, kind: Kind) {
        let own = draft.nationality.is_empty() || draft.nationality.iter().all(|c| &**c == "foreign");
        if own && kind == Kind::Change || draft.nationality.is_empty() {
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
    fn beside(&self, sentence: usize, index: usize, first: usize, kind: Kind) -> Option<usize> {
        let here = self
            .drafts
            .iter()
            .enumerate()
            .skip(first)
            .filter(|(_, d)| d.kind == Kind::Level && d.what != What::Countries);
        let before = here.clone().filter(|(_, d)| d.quantity < index).map(|(i, _)| i).last();
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
                        && sentence - d.sentence <= if kind == Kind::Share { 4 } else { 2 }
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
            ratio.is_some_and(|r| (r - percent).abs() < 1.0) && d.kind == Kind::Level && sentence - d.sentence <= REACH
        };
        self.drafts.iter().rposition(fits).or(Some(self.drafts.iter().rposition(|d| std::ptr::eq(d, level))?))
    }

    /// "seizures of drugs fell by 14 percent", "the number of arrests rose by 20".
    fn subject_of_change(&self, sentence: usize, index: usize) -> Option<(usize, (usize, usize))> {
        let scene = self.scene(sentence)?;
        let start = scene.quantities.get(index)?.start();
        let number_of =
            (0..start).rev().find(|i| scene.parsed.word(*i) == "number" && scene.parsed.word(i + 1) == "of");
        if let Some(at) = number_of.filter(|at| start - at <= 30) {
            let noun = super::nouns::noun_phrase(&scene.parsed, at + 2, self.vocabulary);
            let verb =
                scene.triggers.iter().find(|t| t.start >= noun.end && t.start <= noun.end + 3 && t.start < start);
            let readings = verb.iter().flat_map(|t| t.readings.iter());
            let said = readings.map(|r| r.measure).find(|m| counts(self.vocabulary, *m, &What::Persons));
            if let Some(measure) = said {
                return Some((measure, (at, noun.end)));
            }
        }
        let event = scene.triggers.iter().filter(|t| t.start < start && start - t.start <= 30).rfind(|t| {
            t.is_event()
                || t.relative.is_some()
                || t.voice == super::trigger::Voice::Open
                || t.voice == super::trigger::Voice::Passive
        })?;
        event.readings.first().map(|r| (r.measure, (event.start, event.end)))
    }

    /// "the number of foreigners … rose. … the number of criminals rose by 100": whose number was spoken of before.
    fn nationality_of_number(&self, sentence: usize) -> Vec<Code> {
        for scene in (1..=2).filter_map(|back| sentence.checked_sub(back)).filter_map(|at| self.scene(at)) {
            let number =
                (0..scene.parsed.len()).find(|i| scene.parsed.word(*i) == "number" && scene.parsed.word(i + 1) == "of");
            if let Some(at) = number {
                return super::nouns::noun_phrase(&scene.parsed, at + 2, self.vocabulary).nationality;
            }
        }
        Vec::new()
    }

    /// The nationality that the subject of the clause names: "the number of Chinese nationals who …".
    fn nationality_of_clause(&self, sentence: usize, at: usize) -> Vec<Code> {
        let Some(scene) = self.scene(sentence) else { return Vec::new() };
        let mut out: Vec<Code> = Vec::new();
        for mention in scene.parsed.mentions.iter().filter(|m| m.start < at && !m.gapped) {
            if let Some((index, _)) = mention.population()
                && let Some(p) = self.vocabulary.terms.populations.get(index).filter(|p| !p.nationality.is_empty())
                && out.is_empty()
            {
                out.push(p.nationality.as_str().into());
            }
            let people = [crate::vocabulary::CountryForm::Plural, crate::vocabulary::CountryForm::Adjective];
            let followed = scene.parsed.mention_from(mention.end).is_some_and(|m| m.population().is_some());
            if let Some(code) = mention.country_as(&people)
                && (followed
                    || mention.country_as(&[crate::vocabulary::CountryForm::Plural]).is_some()
                        && scene.parsed.before(mention.start, 1) == "of")
            {
                out = vec![code.clone()];
            }
        }
        out
    }

    /// A list whose members add up exactly to a figure said shortly before breaks it down.
    fn parts_by_arithmetic(&mut self, first: usize) {
        let mut run: Vec<usize> = Vec::new();
        let mut at = first;
        while at <= self.drafts.len() {
            let joined = match (run.last().and_then(|l| self.drafts.get(*l)), self.drafts.get(at)) {
                (Some(a), Some(b)) => self.side_by_side(a, b),
                (None, Some(_)) => true,
                _ => false,
            };
            let fits = self.drafts.get(at).is_some_and(|d| {
                d.kind == Kind::Level
                    && matches!(d.what, What::Persons | What::Cases | What::Operations | What::Premises)
            });
            if joined && fits {
                run.push(at);
                at += 1;
                continue;
            }
            self.assign_sum(&run);
            let empty = run.is_empty();
            run.clear();
            at += usize::from(empty || !fits);
        }
    }

    fn side_by_side(&self, a: &Draft, b: &Draft) -> bool {
        let Some(scene) = self.scene(a.sentence) else { return false };
        let (Some(x), Some(y)) = (scene.quantities.get(a.quantity), scene.quantities.get(b.quantity)) else {
            return false;
        };
        a.sentence == b.sentence
            && a.what == b.what
            && (adjacent(&scene.parsed, x, y, self.vocabulary)
                || scene.places.get(b.quantity).is_some_and(|p| p.leader.is_some()))
    }

    fn assign_sum(&mut self, run: &[usize]) {
        // The whole may stand at the head of the run itself: "12 people, ten men and two women".
        for skip in 0..run.len().saturating_sub(1) {
            let members = run.get(skip..).unwrap_or_default();
            let Some(first) = members.first().copied() else { return };
            let sum: f64 = members.iter().filter_map(|i| self.drafts.get(*i)).filter_map(|d| d.bounds.low).sum();
            let Some(sample) = self.drafts.get(first) else { return };
            let (what, sentence) = (sample.what.clone(), sample.sentence);
            let settled = members.iter().filter_map(|i| self.drafts.get(*i)).any(|d| {
                d.part_of.and_then(|w| self.drafts.get(w)).is_some_and(|w| w.value().is_some_and(|v| v >= sum))
            });
            if settled || sum < 3.0 {
                continue;
            }
            let whole = (0..first).rev().find(|i| {
                self.drafts.get(*i).is_some_and(|d| {
                    d.kind == Kind::Level
                        && d.what == what
                        && d.bounds.low == Some(sum)
                        && d.bounds.high == Some(sum)
                        && sentence - d.sentence <= 3
                })
            });
            if let Some(whole) = whole {
                let (measure, nationality, score) = self
                    .drafts
                    .get(whole)
                    .map_or((0, Vec::new(), 0.0), |d| (d.measure, d.nationality.clone(), d.score));
                for member in members {
                    if let Some(draft) = self.drafts.get_mut(*member) {
                        draft.part_of = Some(whole);
                        draft.because("part_of", "they add up to it", None);
                        let weak = draft.score < SURE
                            || WEAK.iter().any(|w| self.vocabulary.terms.measure(w) == Some(draft.measure));
                        if weak {
                            draft.measure = measure;
                            draft.score = score * 0.9;
                        }
                        if draft.nationality.is_empty() {
                            draft.nationality = nationality.clone();
                        }
                    }
                }
                return;
            }
        }
    }
}

impl Discourse<'_, '_> {
    /// "The suspects, Algerians and Moroccans, …": a nationality said of those who were counted before.
    fn nationality_said_later(&mut self, sentence: usize) {
        let Some(scene) = self.scenes.get(sentence) else { return };
        let parsed = &scene.parsed;
        let mut found: Vec<Code> = Vec::new();
        for mention in &parsed.mentions {
            let definite = matches!(parsed.before(mention.start, 1), "the" | "those" | "all")
                || matches!(parsed.before(mention.start, 2), "the" | "all");
            let counted =
                scene.quantities.iter().any(|q| q.start() <= mention.start && mention.start < q.end.max(q.noun.end));
            let people = mention.population().is_some_and(|(_, plural)| plural) && !counted;
            if !(people && definite && !mention.gapped && matches!(parsed.word(mention.end), "," | "are" | "were")) {
                continue;
            }
            let at = mention.end + 1 + usize::from(matches!(parsed.word(mention.end + 1), "all" | "both"));
            let (codes, end) = super::nouns::country_list(parsed, at);
            let plural = parsed
                .mention_from(at)
                .is_some_and(|m| m.country_as(&[crate::vocabulary::CountryForm::Plural]).is_some());
            if !codes.is_empty() && plural && !parsed.token(end).is_some_and(|t| t.is_number()) {
                found = codes;
                break;
            }
        }
        if found.is_empty() {
            return;
        }
        let span = parsed.span;
        for draft in self.drafts.iter_mut().rev() {
            let near = sentence - draft.sentence <= 2 && draft.sentence < sentence;
            let open = draft.nationality.is_empty() || draft.nationality.iter().all(|c| &**c == "foreign");
            if near && open && draft.what == What::Persons {
                draft.nationality = found.clone();
                draft.because("nationality", "said of them later", Some(span));
            }
        }
    }
}

impl Discourse<'_, '_> {
    /// "… 38,000 Basotho, 6,549 Mozambicans; among the others, 2,304 and 1,413 respectively": in the order named before.
    fn respectively(&mut self, sentence: usize, first: usize) {
        let Some(scene) = self.scenes.get(sentence) else { return };
        let parsed = &scene.parsed;
        let Some(word) = (0..parsed.len()).find(|i| parsed.word(*i) == "respectively") else { return };
        let bare = |d: &Draft| {
            scene
                .quantities
                .get(d.quantity)
                .is_some_and(|q| q.end <= word && q.noun.nationality.is_empty() && q.noun.head.is_none())
        };
        let listed: Vec<usize> = (first..self.drafts.len()).filter(|i| self.drafts.get(*i).is_some_and(bare)).collect();
        let start = listed
            .first()
            .and_then(|i| self.drafts.get(*i))
            .and_then(|d| scene.quantities.get(d.quantity))
            .map_or(0, |q| q.start());
        let named: Vec<Code> = parsed
            .mentions
            .iter()
            .filter(|m| m.start < start && !m.gapped)
            .filter_map(|m| m.country().map(|(code, _)| code.clone()))
            .collect();
        let Some(skip) = named.len().checked_sub(listed.len()).filter(|_| listed.len() > 1) else { return };
        let span = parsed.span_of(word, word + 1);
        for (index, code) in listed.iter().zip(named.iter().skip(skip)) {
            if let Some(draft) = self.drafts.get_mut(*index) {
                draft.nationality = vec![code.clone()];
                draft.because("nationality", "respectively", Some(span));
            }
        }
    }
}
