//! Predicates: "45 of whom are women", "14 of them were Peruvians". In: a quantity. Out: the quantity with what the noun
//! behind the copula says of it.

use super::sexes::is_minor;
use super::{country_list, nationality_behind, noun_phrase};
use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::{AgeGroup, Code};
use crate::vocabulary::{Class, CountryForm, Vocabulary};

/// "were later found to be": the copula's verb stands at most so many tokens behind its subject.
const TO_BE: usize = 4;
/// "of those in the cells are": the copula stands at most so many tokens behind "those".
const THOSE: usize = 5;
/// What stands between two commas is at most so many tokens, …
const ASIDE: usize = 7;
/// … and what stands behind a number there: "1,240 in all,".
const TOTAL: usize = 3;
/// "originally came from": so many words at most stand before "from".
const ORIGIN_WORDS: usize = 4;

/// "45 of whom are women", "14 of them were Peruvians": the noun behind the copula says what they are.
pub fn predicate(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    // "Three of the seven arrested are women"
    let done = parsed.mention_from(quantity.end).filter(|m| {
        let copula = parsed.token(m.end).is_some_and(|t| vocabulary.grammar.is(t, Class::Copula));
        quantity.partitive.is_some() && quantity.noun.head.is_none() && m.is_verb() && copula
    });
    let done = done.map(|m| m.end);
    match behind_those(parsed, quantity, vocabulary).or(done) {
        Some(verb) => said_by(verb, parsed, quantity, vocabulary),
        None => match behind_aside(parsed, quantity, vocabulary) {
            Some(verb) => {
                // What stands between the commas may be a number too.
                let end = quantity.end;
                said_by(verb, parsed, quantity, vocabulary);
                quantity.end = end;
            }
            None => said_by(quantity.end, parsed, quantity, vocabulary),
        },
    }
}

/// Takes what the words from a verb on say.
fn said_by(verb: usize, parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    if vocabulary.grammar.origins.longest(parsed.tokens, verb).is_some() {
        let from = (verb..verb + ORIGIN_WORDS).find(|i| parsed.word(*i) == "from").unwrap_or(verb);
        if come_from(parsed, quantity, from, vocabulary) {
            quantity.noun.origin = true;
            if quantity.is_bare() {
                quantity.what = What::Persons;
            }
        }
        return;
    }
    if let Some(code) = passport(parsed, verb, vocabulary).filter(|_| quantity.noun.nationality.is_empty()) {
        quantity.noun.nationality = vec![code];
    }
    // "one is a Bosnian and one an Afghan"
    let one = quantity.value() == Some(1.0) && matches!(parsed.word(verb), "a" | "an");
    let Some(mut at) = copula(parsed, verb, vocabulary).or(one.then_some(verb)) else { return };
    while matches!(parsed.word(at), "all" | "also" | "both")
        || quantity.value() == Some(1.0) && matches!(parsed.word(at), "a" | "an")
    {
        at += 1;
    }
    match parsed.word(at) {
        "mostly" => (),
        _ if is_minor(parsed, at, vocabulary) => {
            quantity.noun.age_group = Some(AgeGroup::Minor);
            if quantity.is_bare() {
                quantity.what = What::Persons;
            }
        }
        "from" => {
            if come_from(parsed, quantity, at, vocabulary) {
                quantity.what = What::Persons;
            }
        }
        _ => are(parsed, quantity, at, vocabulary),
    }
}

/// "97 of those in custody are Chinese": the copula behind the words that say who those are.
fn behind_those(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> Option<usize> {
    let those = quantity.partitive.filter(|_| quantity.noun.head.is_none() && parsed.word(quantity.end) == "in");
    let copula = |i: &usize| parsed.token(*i).is_some_and(|t| vocabulary.grammar.is(t, Class::Copula));
    let found = (quantity.end..quantity.end + THOSE).find(copula).filter(|_| those.is_some())?;
    (quantity.end..found).all(|i| !parsed.is_mark(i)).then_some(found)
}

/// "Three of the women, she said, are Indonesians", "The bulk of them, 198, are Chinese": the copula behind what stands
/// between two commas.
fn behind_aside(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> Option<usize> {
    let copula = |i: usize| parsed.token(i).is_some_and(|t| vocabulary.grammar.is(t, Class::Copula));
    let comma = |i: &usize| parsed.word(*i) == ",";
    let share = quantity.what == What::Percent;
    if (quantity.partitive.is_some() || share) && comma(&quantity.end) {
        let close = (quantity.end + 1..=quantity.end + ASIDE).find(comma)?;
        return copula(close + 1).then_some(close + 1);
    }
    let inside = quantity.is_bare() && quantity.start().checked_sub(1).is_some_and(|i| comma(&i));
    let close = (quantity.number.1..quantity.number.1 + TOTAL).find(comma)?;
    (inside && copula(close + 1)).then_some(close + 1)
}

/// "hold a foreign passport", "had Chinese citizenship".
fn passport(parsed: &Parsed, verb: usize, vocabulary: &Vocabulary) -> Option<Code> {
    let have = parsed.token(verb).is_some_and(|t| vocabulary.grammar.is(t, Class::Have));
    if !have && !matches!(parsed.word(verb), "hold" | "holds" | "held") {
        return None;
    }
    let at = verb + 1 + usize::from(matches!(parsed.word(verb + 1), "a" | "an" | "the"));
    let origin = |i: usize| parsed.token(i).is_some_and(|t| vocabulary.grammar.is(t, Class::OriginNoun));
    if parsed.word(at) == "foreign" && origin(at + 1) {
        return Some("foreign".into());
    }
    let country = parsed.mention_from(at).filter(|m| origin(m.end))?;
    country.country_as(&[CountryForm::Adjective]).cloned()
}

/// Where the noun behind a copula begins: "are", "were found to be", "turned out to be".
fn copula(parsed: &Parsed, verb: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let is = parsed.token(verb).is_some_and(|t| vocabulary.grammar.is(t, Class::Copula));
    let to_be = (verb..verb + TO_BE).find(|i| parsed.word(*i) == "to" && parsed.word(i + 1) == "be");
    let between = |to: usize| {
        (verb + usize::from(is)..to).all(|i| {
            let word = parsed.word(i);
            word.ends_with("ed") || matches!(word, "out" | "found" | "said" | "thought" | "known")
        })
    };
    match to_be.filter(|to| between(*to)) {
        Some(to) => Some(to + 2),
        None => is.then_some(verb + 1),
    }
}

/// Takes the countries behind "from" where no nationality is known yet; whether there were any.
fn come_from(parsed: &Parsed, quantity: &mut Quantity, from: usize, vocabulary: &Vocabulary) -> bool {
    let (codes, end) = nationality_behind(parsed, from, vocabulary);
    let found = !codes.is_empty() && quantity.noun.nationality.is_empty();
    if found {
        quantity.noun.nationality = codes;
        quantity.end = end;
    }
    found
}

/// Takes what the noun behind a copula says, if its clause ends with it.
fn are(parsed: &Parsed, quantity: &mut Quantity, at: usize, vocabulary: &Vocabulary) {
    let noun = noun_phrase(parsed, at, vocabulary);
    let (mut codes, mut end) = country_list(parsed, at);
    if codes.is_empty() && noun.population.is_some() && matches!(parsed.word(noun.end), "of" | "from") {
        // "were citizens of China", "are children from Central America"
        (codes, end) = nationality_behind(parsed, noun.end, vocabulary);
    }
    if codes.is_empty() && noun.population.is_some() && !noun.foreign_only() && !noun.nationality.is_empty() {
        // "were Myanmar nationals"
        codes = noun.nationality.clone();
    }
    // "14 of them were victims of trafficking": a noun that says what they count as.
    let counts_as = noun.population.filter(|_| noun.implied_measure(vocabulary).is_some() && !noun.singular);
    let says = noun.sex.is_some()
        || noun.age_group.is_some()
        || !codes.is_empty()
        || noun.foreign_only()
        || counts_as.is_some();
    let stop = end.max(noun.end);
    let closed = stop >= parsed.len()
        || end > noun.end
        || parsed.is_mark(stop)
        || matches!(parsed.word(stop), "and" | "while" | "but" | "who" | "from" | "or")
        || noun.age_group.is_some() && is_told_more(parsed, stop, vocabulary);
    // "57 are girls and boys below the age of 18"
    let other = matches!(parsed.word(stop), "and" | "or").then(|| noun_phrase(parsed, stop + 1, vocabulary));
    let both = other.is_some_and(|n| n.sex.is_some() && n.sex != noun.sex);
    if !says || !closed || noun.premodifier.is_some() {
        return;
    }
    quantity.noun.sex = noun.sex.filter(|_| !both).or(quantity.noun.sex);
    quantity.noun.age_group = noun.age_group.or(quantity.noun.age_group);
    if !codes.is_empty() {
        quantity.noun.nationality = codes;
    } else if noun.foreign_only() && quantity.noun.nationality.is_empty() {
        quantity.noun.nationality = noun.nationality;
    }
    if let Some(index) = counts_as.filter(|_| quantity.noun.population.is_none()) {
        quantity.noun.population = Some(index);
        quantity.noun.offences.extend(noun.offences);
    }
    quantity.what = What::Persons;
    quantity.end = stop;
}

/// "boys of 16", "children travelling alone": the noun's words go on.
fn is_told_more(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    parsed.token(at).is_some_and(|t| {
        vocabulary.grammar.is(t, Class::Preposition)
            || matches!(t.folded.as_str(), "aged" | "below" | "under")
            || t.folded.ends_with("ing")
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn nationals_and_holders_of_passports_say_it_too() {
        let text =
            "Police arrested 60 people, 45 of whom were Myanmar nationals. Ten of the suspects hold Thai passports.";
        assert_eq!(told(text), ["60 arrested", "45 arrested MM <0", "10 arrested TH <0"]);
    }

    #[test]
    fn something_may_stand_between_commas() {
        let text = "Police arrested 60 women. Three of the women, she said, are Indonesians.";
        assert_eq!(told(text), ["60 arrested", "3 arrested ID <0"]);
        let text = "Police deported 600 migrants. Well over a third of those sent home, 240 in all, were Tunisians.";
        assert_eq!(told(text), ["600 deported foreign", "33.3 deported TN <0", "240 deported TN <0"]);
    }

    #[test]
    fn a_copula_says_what_a_part_is() {
        let text = "Police arrested 60 people, 45 of whom are Peruvians.";
        assert_eq!(told(text), ["60 arrested", "45 arrested PE <0"]);
    }
}
