//! Nationalities beside a noun phrase: "from Chad, Mali and Niger", ", all of them Colombians,". In: a quantity or a token.
//! Out: codes, and where their words end.

use super::noun_phrase;
use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Quantity, What};
use crate::model::Code;
use crate::vocabulary::{Class, CountryForm, Vocabulary};

/// "involved" stands at most so many tokens before its number of cases, and those who are behind it as far.
const INVOLVED: usize = 6;
/// A phrase between a noun and the nationalities behind a comma is at most so many tokens.
const PHRASE: usize = 6;

/// "from China", "from Chad, Mali and Niger", "of Thai nationality", "of Chinese origin", "nationals of Peru".
pub fn nationality_behind(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> (Vec<Code>, usize) {
    let none = (Vec::new(), at);
    // "48 women and girls from Nigeria"
    let plural = |i: usize| parsed.mention_from(i).filter(|m| m.population().is_some_and(|(_, plural)| plural));
    let joined = plural(at + 1).filter(|m| parsed.word(at) == "and" && parsed.word(m.end) == "from");
    let at = joined.map_or(at, |m| m.end);
    let at = coming(parsed, at, vocabulary).unwrap_or(at);
    let word = parsed.word(at);
    if !matches!(word, "from" | "of" | "being") {
        return none;
    }
    let from = at
        + 1
        + usize::from(matches!(parsed.word(at + 1), "the" | "mainland" | "neighbouring" | "neighboring" | "nearby"));
    if let Some(m) = vocabulary
        .grammar
        .regions
        .longest(parsed.tokens, at + 1)
        .or_else(|| vocabulary.grammar.regions.longest(parsed.tokens, from))
        && (word == "from" || of_nationals(parsed, at))
    {
        return (vec!["foreign".into()], m.end);
    }
    if word == "of"
        && parsed.token(at + 1).is_some_and(|t| vocabulary.grammar.is(t, Class::Comparing))
        && parsed.word(at + 2) == "nationalities"
    {
        // "14 persons of other nationalities"
        return (vec!["foreign".into()], at + 3);
    }
    if let Some(found) = joint_adjectives(parsed, at, vocabulary).filter(|_| word == "of") {
        return found;
    }
    let mut codes = Vec::new();
    let mut next = if parsed.mention_from(at + 1).is_some_and(|m| m.country().is_some()) { at + 1 } else { from };
    while let Some(mention) = parsed.mention_from(next) {
        let name = mention.country_as(&[CountryForm::Name]);
        let adjective = mention.country_as(&[CountryForm::Adjective]);
        let origin = parsed.token(mention.end).is_some_and(|t| vocabulary.grammar.is(t, Class::OriginNoun));
        let Some(code) = name.or(adjective.filter(|_| origin)) else { break };
        if name.is_some()
            && adjective.is_none()
            && word == "of"
            && codes.is_empty()
            && !of_nationals(parsed, at)
            && !is_elided(parsed, at)
        {
            break;
        }
        codes.push(code.clone());
        next = mention.end + usize::from(adjective.is_some() && origin);
        let skip = joint(parsed, next);
        if skip == 0 {
            break;
        }
        let named = parsed.mention_from(next + skip).is_some_and(|m| m.country().is_some());
        let after = next + skip + usize::from(!named && parsed.word(next + skip) == "the");
        if parsed.mention_from(after).is_none_or(|m| m.country_as(&[CountryForm::Name]).is_none()) {
            break;
        }
        next = after;
    }
    match codes.is_empty() {
        true => none,
        false => (codes, next),
    }
}

/// "hailing from", "who came from": where their "from" stands. What only came from there is said by a verb of its own.
fn coming(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let relative = matches!(parsed.word(at), "who" | "that");
    let at = at + usize::from(relative);
    let phrase = vocabulary.grammar.origins.longest(parsed.tokens, at)?;
    let participle = parsed.word(at).ends_with("ing") || parsed.word(at) == "originally";
    phrase.end.checked_sub(1).filter(|from| parsed.word(*from) == "from" && (relative || participle))
}

/// "of Turkish and Syrian nationality": several adjectives before one noun.
fn joint_adjectives(parsed: &Parsed, of: usize, vocabulary: &Vocabulary) -> Option<(Vec<Code>, usize)> {
    let (codes, end) = country_list(parsed, of + 1);
    let noun = parsed.token(end).is_some_and(|t| vocabulary.grammar.is(t, Class::OriginNoun));
    (codes.len() > 1 && noun).then_some((codes, end + 1))
}

fn of_nationals(parsed: &Parsed, of: usize) -> bool {
    let before = parsed.before(of, 1);
    matches!(before, "nationals" | "citizens" | "national" | "citizen" | "each" | "residents" | "natives")
}

/// "171,500 citizens of Uzbekistan, 64,800 of the Russian Federation": the citizens are named once.
pub fn is_elided(parsed: &Parsed, of: usize) -> bool {
    let country = |at: usize| {
        let at = at + usize::from(parsed.word(at) == "the");
        parsed.mention_from(at).is_some_and(|m| m.country_as(&[CountryForm::Name]).is_some())
    };
    let number = of.checked_sub(1).and_then(|i| parsed.token(i)).is_some_and(|t| t.is_number());
    number && country(of + 1) && (1..of).any(|i| parsed.word(i) == "of" && country(i + 1) && of_nationals(parsed, i))
}

/// Length of a joint of a list at `at`: a comma, "and", "or", ", and".
pub(super) fn joint(parsed: &Parsed, at: usize) -> usize {
    match (parsed.word(at), parsed.word(at + 1)) {
        (",", "and" | "or") => 2,
        ("," | "and" | "or", _) => 1,
        _ => 0,
    }
}

/// ", all of them Colombians, Peruvians or Bolivians,": a nationality said behind a comma, without a number of its own.
pub fn appositive_nationality(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    if !(quantity.noun.nationality.is_empty() || quantity.noun.foreign_only()) {
        return extend_bare_list(parsed, quantity);
    }
    let opens = |at: usize| matches!(parsed.word(at), "," | "—" | "–" | "(");
    let mut at = quantity.end;
    let mut aside = false;
    if !opens(at) {
        // "rescued 36 people from the sea, Guineans, Malians and Ivorians"
        let ends = |i: usize| parsed.is_mark(i) || parsed.token(i).is_some_and(|t| t.is_number());
        // "The four who remain, all Malaysian men, are held"
        let who = parsed.word(at) == "who";
        let said = |i: usize| quantity.noun.head.is_some() || who && joint_mark(parsed, i + 1, vocabulary).is_some();
        let Some(comma) = (at..at + PHRASE).find(|i| ends(*i)).filter(|i| opens(*i) && said(*i)) else {
            return;
        };
        at = comma;
        aside = true;
    }
    at += 1;
    if quantity.value() == Some(2.0)
        && !quantity.definite
        && let Some(codes) = pair(parsed, at)
    {
        quantity.noun.nationality = codes;
        return;
    }
    let marked = joint_mark(parsed, at, vocabulary);
    at = marked.unwrap_or(at);
    let (mut codes, mut end) = country_list(parsed, at);
    let foreign = noun_phrase(parsed, at, vocabulary);
    if codes.is_empty() && foreign.foreign_only() && marked.is_some() {
        (codes, end) = (foreign.nationality, foreign.end);
    } else if codes.is_empty() && foreign.population.is_some() && marked.is_some() {
        // "all of them students from India"
        (codes, end) = nationality_behind(parsed, foreign.end, vocabulary);
    }
    if codes.is_empty() || (aside && codes.len() < 2 && marked.is_none()) {
        return;
    }
    let exception = parsed.word(end) == "without" && parsed.word(end + 1) == "exception";
    let closed = end >= parsed.len()
        || parsed.is_mark(end)
        || exception
        || matches!(parsed.word(end), "who" | "and" | "were" | "are" | "have" | "had" | "too" | "aged" | "whose")
        || marked.is_some() && matches!(parsed.word(end), "according" | "by" | "in" | "at" | "on" | "between");
    let plain =
        marked.is_none() && !exception && !(codes.len() > 1 && matches!(parsed.word(end), "," | "." | ")" | "—"));
    if !closed
        || (plain
            && !parsed.mention_from(at).is_some_and(|m| {
                let closes = matches!(parsed.word(m.end), "," | ")" | "who" | "too" | "aged" | "whose");
                m.country_as(&[CountryForm::Plural]).is_some() && closes
            }))
    {
        return;
    }
    if parsed.word(end) == "among" || parsed.word(end + 1) == "among" && parsed.word(end + 2) != "whom" {
        return;
    }
    quantity.noun.nationality = codes;
    if quantity.is_bare() {
        quantity.what = What::Persons;
    }
}

/// Where "all of them", "both" and the like end.
fn joint_mark(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> Option<usize> {
    vocabulary.grammar.joint_marks.longest(parsed.tokens, at).map(|m| m.end)
}

/// "a Greek and an Albanian": two, each of another country.
fn pair(parsed: &Parsed, at: usize) -> Option<Vec<Code>> {
    let one = |at: usize| {
        let mention = parsed.mention_from(at + 1).filter(|_| matches!(parsed.word(at), "a" | "an"))?;
        Some((mention.country_as(&[CountryForm::Singular, CountryForm::Adjective])?.clone(), mention.end))
    };
    let (first, joint) = one(at)?;
    let (second, end) = one(joint + 1).filter(|_| parsed.word(joint) == "and")?;
    (parsed.is_mark(end) || end >= parsed.len()).then(|| vec![first, second])
}

/// "312 Bangladeshis, Burmese and Thais": further nationalities of one number.
fn extend_bare_list(parsed: &Parsed, quantity: &mut Quantity) {
    if quantity.noun.population.is_some() || quantity.noun.object.is_some() || quantity.article {
        return;
    }
    let skip = joint(parsed, quantity.end);
    if skip == 0 {
        return;
    }
    let (codes, end) = country_list(parsed, quantity.end + skip);
    let people =
        parsed.mention_from(end.saturating_sub(1)).is_none_or(|m| m.country_as(&[CountryForm::Plural]).is_some());
    let closed = end >= parsed.len()
        || parsed.is_mark(end)
        || parsed.mention_at(end).is_none_or(|m| m.population().is_some() || m.is_verb());
    // "Ukrainians accounted for 331 of these detentions, Poles for 187": the next ones have a number of their own.
    let own =
        matches!(parsed.word(end), "for" | "with" | "at" | "(") && parsed.token(end + 1).is_some_and(|t| t.is_number());
    if !codes.is_empty() && people && closed && !own && !parsed.token(end).is_some_and(|t| t.is_number()) {
        for code in codes {
            if !quantity.noun.nationality.contains(&code) {
                quantity.noun.nationality.push(code);
            }
        }
        quantity.end = end;
    }
}

/// Countries' adjectives or plurals joined by commas and "and"; where the list ends.
pub fn country_list(parsed: &Parsed, from: usize) -> (Vec<Code>, usize) {
    let forms = [CountryForm::Adjective, CountryForm::Plural, CountryForm::Singular];
    let names = [CountryForm::Name];
    let mut codes: Vec<Code> = Vec::new();
    let mut at = from;
    let mut end = from;
    if parsed.word(at) == "from" {
        at += 1;
    }
    let wanted: &[CountryForm] =
        if parsed.word(from) == "from" || parsed.before(from, 1) == "from" { &names } else { &forms };
    while let Some(mention) = parsed.mention_from(at) {
        let Some(code) = mention.country_as(wanted) else { break };
        codes.push(code.clone());
        end = mention.end;
        if parsed.mention_from(end).is_some_and(|m| m.population().is_some() && m.object().is_none()) {
            end = parsed.mention_from(end).map_or(end, |m| m.end);
        }
        let skip = joint(parsed, end);
        if skip == 0 {
            break;
        }
        at = end + skip;
    }
    (codes, end)
}

/// "Koreans, of whom 1,350 were refused": the nationality of the word before the pronoun.
pub fn antecedent_nationality(parsed: &Parsed, quantity: &mut Quantity) {
    let start = quantity.start();
    let of_whom = parsed.before(start, 1) == "whom" && parsed.before(start, 2) == "of";
    let Some(before) = start.checked_sub(if parsed.before(start, 3) == "," { 4 } else { 3 }).filter(|_| of_whom) else {
        return;
    };
    let Some(mention) = parsed.mention_at(before) else { return };
    if let Some(code) = mention.country_as(&[CountryForm::Plural])
        && quantity.noun.nationality.is_empty()
        && !parsed.token(mention.start.saturating_sub(1)).is_some_and(|t| t.is_number())
    {
        quantity.noun.nationality = vec![code.clone()];
    }
}

/// "402 offences committed by foreigners", "388,000 permits given to foreigners", "29.22 million were made by foreigners".
pub fn done_by(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    if !quantity.noun.nationality.is_empty() {
        return;
    }
    // "7,628 cases of Indonesians caught up in scams", "seven bodies of migrants"
    let cases = quantity.what == What::Cases || quantity.noun.event.is_some();
    let which = |i: usize| parsed.word(i) == "which" && parsed.before(i, 1) == "in";
    let links = |i: &usize| {
        matches!(parsed.word(*i), "by" | "to" | "involving")
            || (cases && (parsed.word(*i) == "of" || which(*i)))
            || (quantity.what == What::Items && parsed.word(*i) == "for")
    };
    let by = (quantity.end..quantity.end + 4).find(links);
    let Some(by) = by.filter(|b| (quantity.end..*b).all(|i| !parsed.is_mark(i))) else {
        quantity.noun.nationality = involved(parsed, quantity, vocabulary);
        return;
    };
    let noun = noun_phrase(parsed, by + 1, vocabulary);
    let nationals = noun.nationality_form == Some(CountryForm::Plural);
    if (noun.population.is_some() || nationals) && !noun.nationality.is_empty() && !noun.staff {
        quantity.noun.nationality = noun.nationality;
    } else if noun.population.is_some() && matches!(parsed.word(noun.end), "of" | "from") {
        let (codes, _) = nationality_behind(parsed, noun.end, vocabulary);
        quantity.noun.nationality = codes;
    }
}

/// "Foreign citizens were involved as suspects in 287 cases": whose cases they are.
fn involved(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> Vec<Code> {
    let start = quantity.start();
    let mut near = start.saturating_sub(INVOLVED)..start;
    let verb = near.find(|i| parsed.token(*i).is_some_and(|t| vocabulary.grammar.is(t, Class::Involved)));
    let Some(verb) = verb.filter(|_| parsed.before(start, 1) == "in") else { return Vec::new() };
    let subject = (verb.saturating_sub(INVOLVED)..verb).map(|at| noun_phrase(parsed, at, vocabulary));
    let mut people = subject.filter(|n| n.population.is_some() && !n.singular && !n.nationality.is_empty());
    people.next().map(|n| n.nationality).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn cases_are_of_those_who_were_involved_in_them() {
        let text = "Foreign citizens were involved as suspects in 287 criminal cases. Police arrested two.";
        assert_eq!(told(text), ["287 cases foreign", "2 arrested"]);
    }

    #[test]
    fn a_nationality_may_stand_behind_a_comma() {
        let text = "Police arrested 24 people, all of them Colombians, Peruvians or Bolivians.";
        assert_eq!(told(text), ["24 arrested BO+CO+PE"]);
    }

    #[test]
    fn two_are_of_two_countries() {
        let text = "Two lorry drivers, a Greek and an Albanian, were arrested.";
        assert_eq!(told(text), ["2 arrested AL+GR", "1 arrested GR <0", "1 arrested AL <0"]);
    }

    #[test]
    fn a_list_of_nationalities_may_stand_behind_a_phrase() {
        let text = "Police arrested 36 people in the port, Guineans, Malians and Ivorians.";
        assert_eq!(told(text), ["36 arrested CI+GN+ML"]);
    }

    #[test]
    fn cases_are_of_those_whom_they_concern() {
        let text = "The ministry handled 7,628 cases of Indonesians caught up in online scams. Police arrested two.";
        assert_eq!(told(text), ["7628 cases ID", "2 arrested"]);
    }

    #[test]
    fn a_nationality_may_stand_behind_a_preposition() {
        let text = "Police arrested 24 people from Chad, Mali and Niger.";
        assert_eq!(told(text), ["24 arrested ML+NE+TD"]);
    }
}
