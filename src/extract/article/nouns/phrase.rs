//! The words of a noun phrase, from the number on to its head. In: a token to begin at. Out: a [`NounPhrase`], whose end is
//! where it began if there is none.

use super::NounPhrase;
use crate::extract::article::parse::{Mention, Parsed};
use crate::extract::article::trigger::event_of_offence;
use crate::vocabulary::{Class, CountryForm, Sense, Vocabulary};

/// A noun phrase has no more tokens than this.
const LONGEST: usize = 8;

/// Reads a noun phrase from `from`; its `end` is `from` where there is none.
pub fn noun_phrase(parsed: &Parsed, from: usize, vocabulary: &Vocabulary) -> NounPhrase {
    let mut noun = NounPhrase { end: from, ..NounPhrase::default() };
    let mut unknown: Option<(usize, usize)> = None;
    let mut at = from;
    while at < parsed.len() && at < from + LONGEST && !parsed.timed.get(at).copied().unwrap_or(false) {
        match step(&mut noun, parsed, at, vocabulary) {
            Step::To(next) => at = next,
            Step::End => break,
            Step::Unknown => {
                unknown = Some(unknown.map_or((at, at + 1), |(start, _)| (start, at + 1)));
                at += 1;
                if noun.population.is_some() && !noun.singular {
                    break;
                }
            }
        }
    }
    if noun.head.is_none() {
        take_crime(&mut noun, parsed, vocabulary);
    }
    if noun.head.is_none() {
        take_unknown(&mut noun, parsed, unknown);
    }
    // "four “couriers” were detained"
    let opened = (from..noun.end).filter(|i| is_quote(parsed, *i)).count();
    if opened == 1 && is_quote(parsed, noun.end) {
        noun.end += 1;
    }
    noun
}

fn is_quote(parsed: &Parsed, at: usize) -> bool {
    matches!(parsed.word(at), "“" | "”" | "\"" | "‘" | "’" | "'")
}

/// What one token does to a noun phrase.
enum Step {
    /// It belongs to it; the phrase goes on here.
    To(usize),
    /// A word that the vocabulary doesn't know.
    Unknown,
    End,
}

fn step(noun: &mut NounPhrase, parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> Step {
    let Some(token) = parsed.token(at) else { return Step::End };
    if vocabulary.grammar.is(token, Class::Comparing)
        && parsed.mention_from(at).is_none_or(|m| m.end == at + 1 && (m.population().is_none() || token.is("others")))
    {
        take_comparing(noun, &token.folded, at, vocabulary);
        return Step::To(at + 1);
    }
    if let Some(mention) = parsed.mention_from(at) {
        return take_mention(noun, parsed, mention, vocabulary);
    }
    if vocabulary.grammar.is(token, Class::Foreign) {
        if noun.nationality.is_empty() {
            noun.nationality = vec!["foreign".into()];
        }
        return Step::To(at + 1);
    }
    if joins_nationalities(parsed, at, noun) {
        return Step::To(at + 1);
    }
    if parsed.is_mark(at) {
        let quoted = is_quote(parsed, at) && noun.head.is_none() && parsed.token(at + 1).is_some_and(|t| t.is_word());
        return if quoted { Step::To(at + 1) } else { Step::End };
    }
    if token.is_number() && parsed.token(at + 1).is_some_and(|t| t.glued) && noun.head.is_none() {
        // "a 50-year-old man"
        let end = (at + 1..parsed.len()).find(|i| !parsed.token(*i).is_some_and(|t| t.glued));
        return Step::To(end.unwrap_or(parsed.len()));
    }
    if token.is_number() || vocabulary.numbers.is_number_word(token) || stops(parsed, at, vocabulary) {
        return Step::End;
    }
    Step::Unknown
}

/// "12 more people", "five others": it says that others were counted before, except for words like "new".
fn take_comparing(noun: &mut NounPhrase, word: &str, at: usize, vocabulary: &Vocabulary) {
    noun.other |= !matches!(word, "new" | "such" | "different");
    if word == "others" {
        noun.population =
            vocabulary.terms.populations.iter().position(|p| p.plurals.iter().any(|n| n.get_ref() == "others"));
        noun.head = Some((at, at + 1));
        noun.end = at + 1;
    }
}

fn take_mention(noun: &mut NounPhrase, parsed: &Parsed, mention: &Mention, vocabulary: &Vocabulary) -> Step {
    if is_premodifier(parsed, mention.start, vocabulary) {
        take_premodifier(noun, mention);
        return Step::To(mention.end);
    }
    // "flew 168 Senegalese home": the last word of a verb's phrase is no noun of its object, unless it is a length of time
    // ("were given sentences of two years").
    let object = mention.object().and_then(|(i, _)| vocabulary.terms.objects.get(i));
    let lasts = object.is_some_and(|o| o.class == "time");
    let ends = |m: &Mention| m.gapped && m.end == mention.end && m.is_verb() && m.start < mention.start;
    let particle = !lasts && parsed.mentions.iter().any(ends);
    let complete = noun.population.is_some() && !noun.singular || particle;
    // "11 had no work permits": an offence that is a verb of theirs is not what is counted.
    let plain = mention.population().is_none() && mention.object().is_none() && mention.events().next().is_none();
    let past = mention.senses.iter().any(|(_, form)| form.is_some_and(|f| f.past));
    let clause = (mention.start..mention.end).filter_map(|i| parsed.token(i)).any(|t| {
        [Class::Have, Class::Be, Class::Preposition, Class::Determiner].iter().any(|c| vocabulary.grammar.is(t, *c))
    });
    if past && clause && mention.offences().is_some() && plain && mention.country().is_none() {
        return Step::End;
    }
    if !mention.is_nominal() || (complete && mention.population().is_none()) {
        return Step::End;
    }
    take(noun, parsed, mention, vocabulary).map_or(Step::End, Step::To)
}

/// Words of closed classes and verbs end a noun phrase.
fn stops(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    let Some(token) = parsed.token(at) else { return true };
    let grammar = &vocabulary.grammar;
    // "12 wanted Vietnamese"
    if token.is("wanted") && parsed.mention_from(at + 1).is_some_and(|m| m.country().is_some()) {
        return false;
    }
    if grammar.is_closed(token) {
        return true;
    }
    let article = matches!(token.folded.as_str(), "the" | "a" | "an" | "his" | "her" | "their" | "its" | "each");
    article || token.is("'s") || token.is("yesterday")
}

/// "Chinese and Malaysian nationals", "Chinese, Thai and Lao nationals".
fn joins_nationalities(parsed: &Parsed, at: usize, noun: &NounPhrase) -> bool {
    let joint = matches!(parsed.word(at), "," | "and" | "or" | "/");
    let next = parsed.mention_from(at + 1);
    let country = next
        .is_some_and(|m| m.country_as(&[CountryForm::Adjective, CountryForm::Plural, CountryForm::Singular]).is_some());
    let after_next = next.map_or(at, |m| m.end);
    // "20 Chinese and Malaysian nationals" but not "20 Chinese, Malaysian police said".
    let list =
        !noun.nationality.is_empty() && (noun.head.is_none() || noun.population.is_none()) && noun.object.is_none();
    joint
        && country
        && list
        && (parsed.word(at) != ","
            || parsed.mention_from(after_next).is_some()
            || matches!(parsed.word(after_next), "," | "and" | "or"))
}

/// "14 suspected smugglers", "31 detained Ghanaians": a participle right before more of the noun phrase.
fn is_premodifier(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    let Some(mention) = parsed.mention_from(at) else { return false };
    let participle = mention
        .senses
        .iter()
        .any(|(s, form)| matches!(s, Sense::Verb { .. }) && form.is_some_and(|f| f.participle || f.past));
    if !participle || mention.end != mention.start + 1 {
        return false;
    }
    for next in mention.end..mention.end + 3 {
        if let Some(m) = parsed.mention_from(next) {
            let noun = m.population().is_some()
                || m.object().is_some()
                || m.country_as(&[CountryForm::Adjective, CountryForm::Plural, CountryForm::Singular]).is_some()
                || m.offences().is_some();
            return noun && !parsed.is_mark(next);
        }
        if parsed.is_mark(next) || stops(parsed, next, vocabulary) || parsed.token(next).is_some_and(|t| t.is_number())
        {
            return false;
        }
    }
    false
}

fn take_premodifier(noun: &mut NounPhrase, mention: &Mention) {
    let measure = mention.senses.iter().find_map(|(s, _)| match s {
        Sense::Verb { measure, .. } => Some(*measure),
        _ => None,
    });
    noun.premodifier = noun.premodifier.or(measure);
    if let Some(offences) = mention.offences() {
        noun.offences.extend(offences);
    }
}

/// Takes one nominal mention into the phrase; `None` where it doesn't belong to it.
fn take(noun: &mut NounPhrase, parsed: &Parsed, mention: &Mention, vocabulary: &Vocabulary) -> Option<usize> {
    if mention.country().is_some() {
        return take_country(noun, parsed, mention, vocabulary);
    }
    if let Some((index, plural)) = mention.population() {
        take_population(noun, index, plural, vocabulary);
    } else if let Some((index, plural)) = mention.object() {
        noun.object = Some(index);
        if noun.singular && mention.population().is_none() {
            // "12 Asian elephants"
            noun.population = None;
        }
        noun.singular = !plural;
        if let Some(object) = vocabulary.terms.objects.get(index) {
            noun.offences.extend(object.offences.iter().filter_map(|c| vocabulary.terms.offence(c)));
        }
    }
    if let Some(event) =
        mention.events().next().or_else(|| event_of_offence(parsed, mention, vocabulary).map(|r| r.measure))
    {
        noun.event = Some(event);
        if noun.singular && mention.population().is_none() {
            // "criminal investigations"
            noun.population = None;
        }
    } else if mention.population().is_some() {
        noun.event = None;
    }
    if let Some(offences) = mention.offences() {
        noun.offences.extend(offences);
        noun.crime = Some((mention.start, mention.end));
    }
    let named = mention.population().is_some() || mention.object().is_some() || noun.event.is_some();
    if named {
        let start = noun.head.map_or(mention.start, |h| h.0);
        noun.head = Some((start, mention.end));
        noun.end = mention.end;
    }
    Some(mention.end)
}

/// A country's word: a nationality, and the head itself where it names persons ("12 Thais").
fn take_country(noun: &mut NounPhrase, parsed: &Parsed, mention: &Mention, vocabulary: &Vocabulary) -> Option<usize> {
    let (code, form) = mention.country()?;
    let person = mention.country_as(&[CountryForm::Adjective, CountryForm::Singular, CountryForm::Plural]);
    if person.is_none() {
        // "Bangladesh nationals": a name counts only right before a word for persons.
        parsed.mention_from(mention.end).and_then(|m| m.population())?;
    }
    let code = person.unwrap_or(code).clone();
    if !noun.nationality.contains(&code) {
        if noun.foreign_only() {
            noun.nationality.clear();
        }
        noun.nationality.push(code);
    }
    // "six Filipinas", "a Frenchman"
    let population = mention.population().and_then(|(i, _)| vocabulary.terms.populations.get(i));
    noun.sex = population.and_then(|p| p.sex()).or(noun.sex);
    let plural = mention.country_as(&[CountryForm::Plural]).is_some();
    let singular = mention.country_as(&[CountryForm::Singular]).is_some();
    noun.nationality_form = Some(match (plural, singular) {
        (true, _) => CountryForm::Plural,
        (false, true) => CountryForm::Singular,
        (false, false) => form,
    });
    if plural || singular {
        noun.singular = singular;
        noun.head = Some((noun.head.map_or(mention.start, |h| h.0), mention.end));
        noun.end = mention.end;
    }
    Some(mention.end)
}

pub(super) fn take_population(noun: &mut NounPhrase, index: usize, plural: bool, vocabulary: &Vocabulary) {
    let Some(population) = vocabulary.terms.populations.get(index) else { return };
    noun.population = Some(index);
    noun.object = None;
    noun.singular = !plural;
    noun.staff = population.staff;
    noun.uncounted = population.uncounted;
    noun.same_nationality = population.same_nationality;
    noun.sex = population.sex().or(noun.sex);
    noun.age_group = population.age_group().or(noun.age_group);
    if !population.nationality.is_empty() && noun.nationality.is_empty() {
        noun.nationality = vec![population.nationality.as_str().into()];
    }
    noun.offences.extend(population.offences.iter().filter_map(|c| vocabulary.terms.offence(c)));
}

/// No word of the vocabulary: the words themselves are the object, up to the first that looks like a plural.
fn take_unknown(noun: &mut NounPhrase, parsed: &Parsed, unknown: Option<(usize, usize)>) {
    let Some((start, end)) = unknown else { return };
    let plural = (start..end).find(|i| {
        let word = parsed.word(*i);
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is")
    });
    if let Some(last) = plural {
        noun.head = Some((start, last + 1));
        noun.end = last + 1;
        noun.singular = false;
    }
}

/// "fake face masks" are things, "14 kidnappings" cases: the last word of the offence's phrase says which.
fn take_crime(noun: &mut NounPhrase, parsed: &Parsed, vocabulary: &Vocabulary) {
    let Some((start, end)) = noun.crime else { return };
    let ends = |at: usize| vocabulary.terms.lexicon.matches(parsed.tokens, at).filter(|m| m.end == end);
    let people = (start..end).find_map(|at| {
        ends(at).find_map(|m| match m.sense {
            Sense::Population { index, plural } => Some((*index, *plural)),
            _ => None,
        })
    });
    if let Some((index, plural)) = people {
        // "28 runaway workers"
        take_population(noun, index, plural, vocabulary);
        noun.head = Some((start, end));
        noun.end = end;
        return;
    }
    let object = (start..end).find_map(|at| ends(at).find(|m| matches!(m.sense, Sense::Object { .. })));
    match object.map(|m| m.sense) {
        Some(Sense::Object { index, plural }) => {
            noun.object = Some(*index);
            noun.singular = !plural;
        }
        _ if parsed.word(end - 1).ends_with('s') => {
            // "61 criminal groups" are no cases
            let singular = parsed.word(end - 1).trim_end_matches('s');
            noun.uncounted = vocabulary.grammar.is_word(singular, Class::Collective);
            noun.event = vocabulary.terms.measure("cases");
        }
        _ => return,
    }
    noun.head = Some((start, end));
    noun.end = end;
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn an_offence_that_is_their_verb_is_not_what_is_counted() {
        let text = "Police arrested 14 Chinese, 11 of whom had no work permits. They seized a forged passport.";
        assert_eq!(told(text), ["14 arrested CN", "11 arrested CN <0", "1 seized"]);
    }

    #[test]
    fn nationalities_before_one_noun_are_one_phrase() {
        let text = "Police arrested 20 suspected Chinese and Malaysian smugglers.";
        assert_eq!(told(text), ["20 arrested CN+MY"]);
    }
}
