//! Bare numbers that state an amount of a noun elsewhere: "Men made up 49,098", "Ukrainians headed the list (5,935)". In: a
//! quantity without a noun. Out: the quantity with the noun that it counts.

use super::phrase::take_population;
use super::{NounPhrase, country_list, nationality_behind, noun_phrase};
use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::Code;
use crate::vocabulary::{Class, CountryForm, Vocabulary};

/// A clause reaches so many tokens back from its number.
const CLAUSE: usize = 24;
/// The subject of a verb of amount stands at most so many tokens before it.
const SUBJECT: usize = 12;
/// Words for people are at most so many tokens.
const PEOPLE: usize = 8;
/// A nationality stands at most so many tokens before the bracket with its number.
const BEFORE_BRACKET: usize = 12;
/// A nationality that its clause begins with stands at most so many tokens before the number.
const BEFORE_NUMBER: usize = 16;

/// "Men made up 49,098", "the number of overstayers was put at 79,013", "809, the number of people detained": a bare number
/// takes the noun of the words that it states an amount of.
pub fn subject_of_amount(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    let start = quantity.start();
    let word_behind = |i: usize| parsed.word(quantity.end + i);
    if word_behind(0) == "the" && word_behind(1) == "number" && word_behind(2) == "of" {
        // "… 809 the number of people"
        count_noun(quantity, noun_phrase(parsed, quantity.end + 3, vocabulary), vocabulary);
    } else if quantity.column {
        let label = start.checked_sub(1).and_then(|i| parsed.mention_at(i));
        if let Some((code, _)) = label.and_then(|m| m.country()) {
            count_nationals(quantity, code);
        }
    } else if parsed.before(start, 1) == "(" && parsed.word(quantity.end) == ")" {
        bracketed(parsed, quantity, vocabulary);
    } else if let Some(code) = name_in_list(parsed, quantity, vocabulary) {
        count_nationals(quantity, code);
    } else if let Some(code) = label_of_item(parsed, start, vocabulary) {
        count_nationals(quantity, code);
    } else {
        amount_behind(parsed, quantity, vocabulary);
        if !quantity.amount && quantity.noun.nationality.is_empty() && quantity.partitive.is_none() {
            subject_of_share(parsed, quantity, vocabulary);
        }
    }
}

/// "Senegalese and Malians together made up 58 percent of those caught and Sudanese 9 percent": whom the words before a
/// share name.
pub fn subject_of_share(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    let start = quantity.start();
    let amounts = &vocabulary.grammar.amounts;
    let verb =
        (start.saturating_sub(3)..start).find(|at| amounts.longest(parsed.tokens, *at).is_some_and(|m| m.end == start));
    // "Venezuelans made up 63 percent of them, or 328,650 people"
    let or = parsed.before(start, 1) == "or" && parsed.before(start, 2) == ",";
    let verb = verb.or_else(|| (1..start).find(|at| or && amounts.longest(parsed.tokens, *at).is_some()));
    let said = || (1..start).any(|at| amounts.longest(parsed.tokens, at).is_some());
    let end = match verb {
        Some(at) => at - usize::from(parsed.before(at, 1) == "together").min(at),
        None if said() => start - usize::from(parsed.before(start, 1) == "for"),
        None => return,
    };
    let codes = people_before(parsed, end, vocabulary);
    if !codes.is_empty() {
        quantity.noun.nationality = codes;
    } else if let Some(code) = country_before(parsed, end) {
        // It may be where the counted were, if a whole says whose people they are.
        quantity.noun.nationality = vec![code];
        quantity.noun.origin = true;
    }
}

/// "Lesotho accounted for 20,119 of the deportations": a country that its clause begins with stands for its people.
fn country_before(parsed: &Parsed, end: usize) -> Option<Code> {
    let name = end.checked_sub(1).and_then(|i| parsed.mention_at(i)).filter(|m| m.end == end)?;
    let opens =
        name.start == 0 || matches!(parsed.before(name.start, 1), "," | ";" | "." | "while" | "and" | "whereas");
    name.country_as(&[CountryForm::Name]).filter(|_| opens).cloned()
}

/// "Vietnamese were the largest group with 3,214 arrests", "nationals of Syria were the most numerous (1,706)".
pub fn ranked(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    let start = quantity.start();
    let phrases = &vocabulary.grammar.superlatives;
    let Some((at, end)) = (0..start).find_map(|at| phrases.longest(parsed.tokens, at).map(|m| (at, m.end))) else {
        return;
    };
    // "made up the largest number, 162;"
    let aside = start == end + 1 && matches!(parsed.word(quantity.end), ";" | "." | "," | "");
    // "topped the list of those arrested, with 3,432 people"
    let with =
        matches!(parsed.before(start, 1), "with" | "at" | "by") && matches!(parsed.before(start, 2), "," | "namely");
    let comma = |i: usize| parsed.word(i) == "," && !aside && !(with && i + 3 >= start);
    let other = |i: usize| parsed.token(i).is_some_and(|t| t.is_number()) || comma(i);
    if (end..start).any(other) {
        return;
    }
    let verb = |i: &usize| {
        parsed.token(*i).is_some_and(|t| vocabulary.grammar.is(t, Class::Copula))
            || matches!(parsed.word(*i), "the" | "made" | "up" | "formed" | "constituted")
    };
    let subject = (0..at).rev().find(|i| !verb(i)).map_or(0, |i| i + 1);
    let codes = people_before(parsed, subject, vocabulary);
    if !codes.is_empty() {
        quantity.noun.nationality = codes;
    }
}

/// The nationalities of the people whose words end at a token: "Senegalese and Malians", "citizens of Kyrgyzstan".
fn people_before(parsed: &Parsed, end: usize, vocabulary: &Vocabulary) -> Vec<Code> {
    for at in end.saturating_sub(PEOPLE)..end {
        let (codes, stop) = country_list(parsed, at);
        if stop == end && !codes.is_empty() {
            return codes;
        }
        let (codes, stop) = nationality_behind(parsed, at, vocabulary);
        if stop == end && !codes.is_empty() {
            return codes;
        }
    }
    Vec::new()
}

/// "(Russians 22, Myanmar nationals 19, Chinese 11)": the nationality right before its number.
fn name_in_list<'p>(parsed: &'p Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> Option<&'p Code> {
    let start = quantity.start();
    let closed = matches!(parsed.word(quantity.end), "," | ")" | ";" | "." | "and" | "");
    let opened = (0..start).any(|i| matches!(parsed.word(i), "(" | ":"));
    // "The largest groups were Romanians, 402, Lithuanians, 311, and Poles, 298"
    let superlatives = &vocabulary.grammar.superlatives;
    let ranked = || (0..start).any(|i| superlatives.longest(parsed.tokens, i).is_some());
    let comma = usize::from(parsed.before(start, 1) == ",").min(start);
    let opened = if comma == 1 { ranked() } else { opened };
    let last = (start - comma).checked_sub(1).and_then(|i| parsed.mention_at(i));
    let last = last.filter(|m| m.end + comma == start && closed && opened)?;
    if last.population().is_some() {
        let before = last.start.checked_sub(1).and_then(|i| parsed.mention_at(i))?;
        return before.country_as(&[CountryForm::Adjective, CountryForm::Name]);
    }
    last.country_as(&[CountryForm::Plural])
}

/// The country that an item of a bullet list begins with, where its first number stands right behind.
fn label_of_item<'p>(parsed: &'p Parsed, start: usize, vocabulary: &Vocabulary) -> Option<&'p Code> {
    let bullet = parsed.token(0).is_some_and(|t| vocabulary.grammar.is(t, Class::Bullet));
    let first = bullet && parsed.tokens.iter().take(start).skip(1).all(|t| !t.is_number());
    let label = parsed.mention_from(1).filter(|m| first && start <= m.end + 2)?;
    label.country().map(|(code, _)| code)
}

/// A number behind a verb of amount, or behind "the number of …" in its clause.
fn amount_behind(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    let start = quantity.start();
    for at in (start.saturating_sub(CLAUSE)..start).rev() {
        let word = parsed.word(at);
        let number = parsed.token(at).is_some_and(|t| t.is_number()) && !parsed.timed.get(at).copied().unwrap_or(false);
        // "who reside here for longer than 3 months"
        let number = number && !lasts(parsed, at + 1, vocabulary);
        let change = vocabulary.grammar.percent.longest(parsed.tokens, at + 1).is_some();
        // "rose by 1,204 to 4,874"
        let change = change || parsed.before(at, 1) == "by" && parsed.word(at + 1) == "to";
        if matches!(word, ";" | ".") || (number && !change) {
            return;
        }
        if matches!(word, "number" | "numbers" | "count" | "total") && parsed.word(at + 1) == "of" {
            return count_noun(quantity, noun_phrase(parsed, at + 2, vocabulary), vocabulary);
        }
        if at + 1 == start && matches!(word, "with" | "at") {
            // "Paraguay is in front with 1,929, ahead of Peru with 1,245"
            let name = at.checked_sub(1).and_then(|i| parsed.mention_at(i)).filter(|m| m.end == at);
            if let Some(code) = name.and_then(|m| m.country_as(&[CountryForm::Name])).filter(|_| word == "with") {
                return count_nationals(quantity, code);
            }
            named_before(parsed, quantity);
            if quantity.amount {
                return;
            }
            continue;
        }
        if let Some(found) = vocabulary.grammar.amounts.longest(parsed.tokens, at).filter(|m| m.end == start) {
            // "Russians and Uzbeks together came to 180"
            let together = usize::from(parsed.before(found.start, 1) == "together").min(found.start);
            let joint = people_before(parsed, found.start - together, vocabulary);
            if joint.len() > 1 {
                quantity.noun.nationality = joint;
                quantity.what = What::Persons;
                quantity.amount = true;
                return;
            }
            let subject = (0..found.start).rev().take(SUBJECT).filter_map(|i| parsed.mention_from(i)).find(|m| {
                m.population().is_some_and(|(i, _)| !is_staff(i, vocabulary))
                    || m.country_as(&[CountryForm::Plural]).is_some()
            });
            if let Some(mention) = subject.filter(|_| !matches!(word, "with" | "followed")) {
                // "Vietnamese nationals accounted for 3,990"
                let before = mention.start.checked_sub(1).and_then(|i| parsed.mention_at(i));
                let adjective = before.filter(|m| m.country_as(&[CountryForm::Adjective]).is_some());
                count_noun(quantity, noun_phrase(parsed, adjective.unwrap_or(mention).start, vocabulary), vocabulary);
            }
            return;
        }
    }
}

/// Whether a noun of time begins at a token: the number before it is a length of time.
fn lasts(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    let object = parsed.mention_from(at).and_then(|m| m.object());
    object.and_then(|(i, _)| vocabulary.terms.objects.get(i)).is_some_and(|o| o.class == "time")
}

fn is_staff(population: usize, vocabulary: &Vocabulary) -> bool {
    vocabulary.terms.populations.get(population).is_some_and(|p| p.staff)
}

/// The quantity is the number of the persons or cases that a noun names.
fn count_noun(quantity: &mut Quantity, noun: NounPhrase, vocabulary: &Vocabulary) {
    let cases = noun.event.is_some_and(|e| vocabulary.terms.measure_code(e) == "cases");
    if cases && noun.population.is_none() {
        // "the number of cases that the bureau registered climbed to 139"
        quantity.noun = NounPhrase { end: quantity.noun.end, ..noun };
        quantity.what = What::Cases;
        return;
    }
    // "The number of seized cigarettes went down to 12 million"
    if noun.object.is_some() && noun.premodifier.is_some() {
        quantity.noun = NounPhrase { end: quantity.noun.end, ..noun };
        quantity.what = What::Items;
        return;
    }
    if noun.starts_with_people() {
        quantity.amount_noun = noun.end;
        quantity.noun = NounPhrase { end: quantity.noun.end, ..noun };
        quantity.what = What::Persons;
        quantity.amount = true;
    }
}

/// The quantity is the number of a country's people.
fn count_nationals(quantity: &mut Quantity, code: &Code) {
    quantity.noun.nationality = vec![code.clone()];
    quantity.what = What::Persons;
    quantity.amount = true;
}

/// "Ukrainians headed the list (5,935), followed by Syrians (4,708)": the nationality right before the bracket, or the subject.
fn bracketed(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    let open = quantity.start().saturating_sub(1);
    let people = [CountryForm::Plural, CountryForm::Adjective];
    let origins =
        parsed.tokens.iter().take(open).any(|t| {
            matches!(t.folded.as_str(), "nationality" | "nationalities" | "nationals" | "citizens" | "origin")
        });
    for at in (open.saturating_sub(BEFORE_BRACKET)..open).rev() {
        let Some(mention) = parsed.mention_from(at) else {
            if parsed.is_mark(at) || parsed.word(at) == "by" {
                return;
            }
            continue;
        };
        let name = mention.country_as(&[CountryForm::Name]).filter(|_| origins && mention.end == open);
        if let Some(code) = mention.country_as(&people).or(name) {
            return count_nationals(quantity, code);
        }
        if let Some((index, _)) = mention.population().filter(|_| mention.end == open) {
            take_population(&mut quantity.noun, index, true, vocabulary);
            quantity.what = What::Persons;
            quantity.amount = true;
            // "Dutch nationals (29)"
            let before = mention.start.checked_sub(1).and_then(|i| parsed.mention_at(i));
            if let Some(code) = before.and_then(|m| m.country_as(&people)) {
                quantity.noun.nationality = vec![code.clone()];
            }
            return;
        }
    }
}

/// "Albanians were the largest group, at 1,942", "Burkinabe came second with 208": the nationality that its clause begins with.
pub fn named_before(parsed: &Parsed, quantity: &mut Quantity) {
    let start = quantity.start();
    let mut commas = 0;
    for at in (start.saturating_sub(BEFORE_NUMBER)..start).rev() {
        if parsed.token(at).is_some_and(|t| t.is_number()) || matches!(parsed.word(at), ";" | ".") {
            return;
        }
        commas += usize::from(parsed.word(at) == ",");
        if commas > 1 {
            return;
        }
        let Some(mention) = parsed.mention_from(at) else { continue };
        if let Some(code) = mention.country_as(&[CountryForm::Plural]) {
            quantity.amount_noun = mention.end;
            return count_nationals(quantity, code);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn a_number_in_brackets_counts_the_nationality_before_it() {
        let text = "Police arrested 10,643 nationals. Ukrainians headed the list (5,935), followed by Syrians (4,708).";
        assert_eq!(told(text), ["10643 arrested", "5935 arrested UA <0", "4708 arrested SY <0"]);
    }
}
