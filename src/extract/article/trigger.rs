//! Triggers: the verbs and event nouns that say what happened to those who are counted. In: a parsed sentence. Out: each
//! with its voice, modality and where its verb group begins.

use super::parse::{Mention, Parsed};
use crate::model::Modality;
use crate::vocabulary::inflect::VerbForm;
use crate::vocabulary::{Class, Sense, Slot, Vocabulary};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    Active,
    Passive,
    /// A past form without auxiliary: active past, or a participle that describes or is short for a passive.
    Open,
    /// "arresting 12".
    Gerund,
    /// "to deport 12".
    Infinitive,
    /// A noun: "the arrest of 12".
    Event,
}

/// One reading of a trigger: the measure it gives and where the counted stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    pub measure: usize,
    pub slot: Slot,
    pub weak: bool,
    pub modality: Option<Modality>,
}

#[derive(Debug, Clone)]
pub struct Trigger {
    pub start: usize,
    pub end: usize,
    /// The first token of the verb group, auxiliaries included.
    pub left: usize,
    pub voice: Voice,
    pub modality: Modality,
    pub negated: bool,
    pub readings: Vec<Reading>,
    /// The token of the relative pronoun whose clause the verb heads.
    pub relative: Option<usize>,
    /// Where the counted may stand inside the phrase: "took 12 men into custody".
    pub gap: bool,
}

impl Trigger {
    pub fn is_event(&self) -> bool {
        self.voice == Voice::Event
    }
}

/// All triggers of a sentence, in order of their first token.
pub fn triggers(parsed: &Parsed, vocabulary: &Vocabulary) -> Vec<Trigger> {
    let mut out = Vec::new();
    for mention in &parsed.mentions {
        let readings: Vec<Reading> = mention.senses.iter().filter_map(|(s, _)| reading(s)).collect();
        let form =
            mention.senses.iter().find_map(|(s, form)| matches!(s, Sense::Verb { .. }).then_some(*form).flatten());
        if let Some(form) = form.filter(|_| !readings.is_empty())
            && let Some(trigger) = verb(parsed, mention, form, readings, vocabulary)
        {
            out.push(trigger);
            continue;
        }
        let events: Vec<Reading> = mention
            .events()
            .map(|measure| Reading { measure, slot: Slot::Object, weak: false, modality: None })
            .collect();
        if !events.is_empty() {
            out.push(event(parsed, mention, events, vocabulary));
        } else if let Some(reading) = event_of_offence(parsed, mention, vocabulary) {
            out.push(event(parsed, mention, vec![reading], vocabulary));
        }
    }
    out.sort_by_key(|t| t.start);
    out
}

/// "illegal crossings", "drug offences": the event that an offence's phrase ends in.
pub fn event_of_offence(parsed: &Parsed, mention: &Mention, vocabulary: &Vocabulary) -> Option<Reading> {
    mention.offences().filter(|_| !mention.gapped)?;
    let suffixes = (mention.start + 1..mention.end).flat_map(|at| vocabulary.terms.lexicon.matches(parsed.tokens, at));
    let measure = suffixes.filter(|m| m.end == mention.end).find_map(|m| match m.sense {
        Sense::Event { measure } => Some(*measure),
        _ => None,
    })?;
    Some(Reading { measure, slot: Slot::Object, weak: false, modality: None })
}

fn reading(sense: &Sense) -> Option<Reading> {
    match sense {
        Sense::Verb { measure, slot, modality, weak } => {
            Some(Reading { measure: *measure, slot: *slot, weak: *weak, modality: *modality })
        }
        _ => None,
    }
}

fn event(parsed: &Parsed, mention: &Mention, readings: Vec<Reading>, vocabulary: &Vocabulary) -> Trigger {
    // "I expect 20,000 removals"
    let number = (0..mention.start).rev().take_while(|i| parsed.token(*i).is_some_and(|t| t.is_number())).last();
    let planned = is_planned(parsed, number.unwrap_or(mention.start), vocabulary);
    Trigger {
        start: mention.start,
        end: mention.end,
        left: mention.start,
        voice: Voice::Event,
        modality: if planned { Modality::Planned } else { Modality::Actual },
        negated: false,
        readings,
        relative: None,
        gap: false,
    }
}

fn verb(
    parsed: &Parsed,
    mention: &Mention,
    form: VerbForm,
    readings: Vec<Reading>,
    vocabulary: &Vocabulary,
) -> Option<Trigger> {
    let grammar = &vocabulary.grammar;
    let counted = mention.start.checked_sub(1).and_then(|i| parsed.token(i)).is_some_and(|t| t.is_number());
    let bare = !(form.past || form.participle || form.ing) && mention.end == mention.start + 1;
    if counted && bare && parsed.token(mention.end).is_some_and(|t| t.is_word() && t.folded.ends_with('s')) {
        // "47 live pangolins"
        return None;
    }
    let group = auxiliaries(parsed, mention.start, vocabulary);
    let is_noun = mention.events().next().is_some() || mention.object().is_some() || mention.offences().is_some();
    let voice = if parsed.word(mention.start) == "be"
        || parsed.token(mention.start).is_some_and(|t| grammar.is(t, Class::Be))
    {
        Voice::Active
    } else if form.participle && group.be {
        Voice::Passive
    } else if form.ing {
        if group.be { Voice::Active } else { Voice::Gerund }
    } else if group.have || group.future || group.does {
        Voice::Active
    } else if group.to {
        Voice::Infinitive
    } else if form.past || form.participle {
        Voice::Open
    } else if is_noun && !after_pronoun(parsed, mention.start, vocabulary) {
        return None;
    } else {
        Voice::Active
    };
    if matches!(voice, Voice::Gerund | Voice::Active)
        && is_noun
        && !group.any()
        && after_determiner(parsed, mention.start, vocabulary)
    {
        return None;
    }
    // "a serving army sergeant"
    let describes = voice == Voice::Gerund && !is_noun && parsed.word(mention.end) != "of";
    if describes && mention.end == mention.start + 1 && after_determiner(parsed, mention.start, vocabulary) {
        return None;
    }
    // "ordered that all three be deported"
    let deported = vocabulary.terms.measure("deported");
    let sent = readings.iter().any(|r| Some(r.measure) == deported);
    let demanded = sent && group.be && !group.have && !group.to && parsed.word(group.left) == "be";
    let planned = group.future
        || demanded
        || (group.to && !group.have && is_planned_infinitive(parsed, &group, vocabulary))
        || readings.iter().any(|r| r.modality == Some(Modality::Planned));
    Some(Trigger {
        start: mention.start,
        end: mention.end,
        left: group.left,
        voice,
        modality: if planned { Modality::Planned } else { Modality::Actual },
        negated: group.negated,
        readings,
        relative: relative(parsed, group.left, vocabulary),
        gap: mention.gapped,
    })
}

fn after_pronoun(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    let before = at.checked_sub(1).and_then(|i| parsed.token(i));
    before.is_some_and(|t| {
        matches!(t.folded.as_str(), "it" | "they" | "he" | "she" | "we") || vocabulary.grammar.is(t, Class::Relative)
    })
}

fn after_determiner(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    at.checked_sub(1)
        .and_then(|i| parsed.token(i))
        .is_some_and(|t| vocabulary.grammar.is(t, Class::Determiner) || t.is("of") || t.is("'s"))
}

/// What stands before a verb and belongs to it.
#[derive(Debug, Default)]
struct Auxiliaries {
    left: usize,
    be: bool,
    have: bool,
    future: bool,
    does: bool,
    to: bool,
    negated: bool,
}

impl Auxiliaries {
    fn any(&self) -> bool {
        self.be || self.have || self.future || self.does || self.to
    }
}

fn auxiliaries(parsed: &Parsed, verb: usize, vocabulary: &Vocabulary) -> Auxiliaries {
    let grammar = &vocabulary.grammar;
    let mut group = Auxiliaries { left: verb, ..Auxiliaries::default() };
    let mut at = verb;
    let mut skipped = 0;
    while let Some(i) = at.checked_sub(1) {
        let Some(token) = parsed.token(i) else { break };
        let word = token.folded.as_str();
        if grammar.is(token, Class::Be) {
            group.be = true;
        } else if grammar.is(token, Class::Have) {
            group.have = true;
        } else if grammar.is(token, Class::Future) {
            group.future = true;
        } else if matches!(word, "did" | "does" | "do") {
            group.does = true;
        } else if word == "to" {
            group.to = true;
        } else if grammar.is(token, Class::Negator) {
            group.negated = true;
        } else if (grammar.is(token, Class::Adverb) || (word.len() > 4 && word.ends_with("ly"))) && skipped < 3 {
            skipped += 1;
            at = i;
            continue;
        } else if matches!(word, "or" | "and") && coordinated_auxiliary(parsed, i, vocabulary) && skipped < 3 {
            // "were caught and deported": the auxiliary stands before the first of two verbs.
            skipped += 1;
            let mut first = i.saturating_sub(1);
            while first > 0
                && parsed.at.get(first).copied().flatten() == parsed.at.get(first - 1).copied().flatten()
                && parsed.at.get(first).copied().flatten().is_some()
            {
                first -= 1;
            }
            at = first;
            continue;
        } else {
            break;
        }
        at = i;
        group.left = i;
        skipped = 0;
    }
    group
}

/// Whether the word before a conjunction is a verb with an auxiliary right before it.
fn coordinated_auxiliary(parsed: &Parsed, conjunction: usize, vocabulary: &Vocabulary) -> bool {
    let Some(mention) = conjunction.checked_sub(1).and_then(|i| parsed.mention_at(i)) else { return false };
    let before = mention.start.checked_sub(1).and_then(|i| parsed.token(i));
    mention.is_verb()
        && mention.end == conjunction
        && before.is_some_and(|t| vocabulary.grammar.is(t, Class::Be) || vocabulary.grammar.is(t, Class::Have))
}

/// A phrase of intention ends right before `at`: "expected to", "face", "awaiting".
fn is_planned(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    (1..=4).filter_map(|back| at.checked_sub(back)).any(|from| {
        vocabulary
            .grammar
            .future
            .matches(parsed.tokens, from)
            .any(|m| m.end == at || (m.end + 1 == at && matches!(parsed.word(m.end), "the" | "their" | "for")))
    })
}

fn is_planned_infinitive(parsed: &Parsed, group: &Auxiliaries, vocabulary: &Vocabulary) -> bool {
    // The group's own words from its first auxiliary on: "to be deported", "are to be", "plan to".
    let end = (group.left..group.left + 6).find(|i| parsed.word(*i) == "to").map_or(group.left, |i| i + 1);
    let passive = group.be && group.to && parsed.word(end) == "be";
    passive || is_planned(parsed, end, vocabulary)
}

/// The relative pronoun that opens the clause in which the verb group at `left` is the first verb.
fn relative(parsed: &Parsed, left: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let grammar = &vocabulary.grammar;
    // "who are thought to have been trafficked": the pronoun stands before the verb of thinking.
    let raised = parsed.word(left) == "to";
    let mut at = left;
    for _ in 0..10 {
        at = at.checked_sub(1)?;
        let token = parsed.token(at)?;
        if grammar.is(token, Class::Relative) {
            let noun_before =
                at.checked_sub(1).is_some_and(|i| !parsed.token(i).is_some_and(|t| grammar.is(t, Class::Finite)));
            let that = token.is("that");
            // "A Kenyan who looked after them was arrested": the pronoun's own verb stands right behind it.
            let own = parsed.token(at + 1).filter(|_| token.is("who") && at + 1 < left && !raised);
            if own.is_some_and(|t| {
                t.is_word() && !grammar.is(t, Class::Adverb) && !t.folded.ends_with("ly") && !grammar.is_closed(t)
            }) {
                return None;
            }
            return (noun_before && (!that || parsed.mention_at(at.saturating_sub(1)).is_some())).then_some(at);
        }
        if parsed.is_mark(at) && !matches!(token.folded.as_str(), "“" | "”" | "'" | "%") {
            return None;
        }
        let raised = raised && grammar.is(token, Class::Be);
        if raised {
            continue;
        }
        if grammar.is(token, Class::Be)
            || grammar.is(token, Class::Finite)
            || parsed.mention_at(at).is_some_and(|m| m.is_verb() && !m.is_nominal())
        {
            return None;
        }
    }
    None
}
