//! Sex and age that stand apart from the noun: "three Kenyans, all women,", "Women made up 61 percent", "73 were under the age
//! of 18". In: a quantity. Out: the quantity with what those words say; nothing else of it changes.

use super::noun_phrase;
use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::Quantity;
use crate::model::{AgeGroup, Sex};
use crate::vocabulary::Vocabulary;

/// An aside begins at most so many tokens behind what it is about.
const ASIDE: usize = 6;
/// Whoever is younger than this is a minor.
const MAJORITY: f64 = 18.0;

type Said = (Option<Sex>, Option<AgeGroup>);

/// Takes what the words around a quantity say where its own noun says nothing.
pub fn sex_and_age(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    if quantity.noun.sex.is_some() || quantity.noun.object.is_some() {
        return;
    }
    let said = aside(parsed, quantity.end, vocabulary).or_else(|| subject(parsed, quantity, vocabulary));
    if let Some((sex, age_group)) = said {
        quantity.noun.sex = sex;
        quantity.noun.age_group = quantity.noun.age_group.or(age_group);
    }
}

/// ", both Chinese women,", ", all of them women": behind a comma and a word for each of them.
fn aside(parsed: &Parsed, end: usize, vocabulary: &Vocabulary) -> Option<Said> {
    let ends = |i: &usize| parsed.is_mark(*i) || parsed.token(*i).is_some_and(|t| t.is_number());
    let comma = (end..end + ASIDE).find(ends).filter(|i| matches!(parsed.word(*i), "," | "—" | "–" | "("))?;
    let each = vocabulary.grammar.joint_marks.longest(parsed.tokens, comma + 1)?;
    people(parsed, each.end, vocabulary)
}

/// What a noun for persons says; "girls and boys" say nothing of their sex.
fn people(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> Option<Said> {
    let noun = noun_phrase(parsed, at, vocabulary);
    noun.population?;
    let other = matches!(parsed.word(noun.end), "and" | "or")
        .then(|| noun_phrase(parsed, noun.end + 1, vocabulary))
        .is_some_and(|n| n.sex.is_some() && n.sex != noun.sex);
    let sex = noun.sex.filter(|_| !other);
    (sex.is_some() || noun.age_group.is_some()).then_some((sex, noun.age_group))
}

/// "Men made up 49,098 (59.2 percent) and women 33,794", "women for 9 per cent": the noun right before an amount.
fn subject(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> Option<Said> {
    let mut start = quantity.start();
    // A share in brackets is of the number before it.
    if parsed.before(start, 1) == "(" {
        start = start.checked_sub(2).filter(|i| parsed.token(*i).is_some_and(|t| t.is_number()))?;
    }
    let amounts = &vocabulary.grammar.amounts;
    let verb = |at: usize| amounts.longest(parsed.tokens, at);
    let stated = (start.saturating_sub(4)..start).find(|at| verb(*at).is_some_and(|m| m.end == start));
    let end = match stated {
        Some(at) => at,
        None if (1..start).any(|at| verb(at).is_some()) => start - usize::from(parsed.before(start, 1) == "for"),
        None => return None,
    };
    let last = end.checked_sub(1).and_then(|i| parsed.mention_at(i)).filter(|m| m.end == end)?;
    let opens = |at: usize| {
        at == 0
            || matches!(
                parsed.before(at, 1),
                "," | ";" | "and" | "while" | "whereas" | "but" | "—" | "that" | ":" | "("
            )
    };
    let first = (last.start.saturating_sub(2)..=last.start).find(|at| opens(*at))?;
    people(parsed, first, vocabulary)
}

/// "under the age of 18", "under age": what stands behind a copula where those are minors.
pub fn is_minor(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    let aged = at + usize::from(parsed.word(at) == "aged");
    match (parsed.word(aged), parsed.word(aged + 1)) {
        ("underage", _) | ("under", "age") => true,
        ("under" | "below", next) | ("younger", next) => {
            let from = aged + 1 + usize::from(next == "than");
            // "below the 18 of last year"
            let number = if parsed.word(from + 1) == "age" { from + 3 } else { from };
            vocabulary.numbers.plain(parsed.tokens, number).is_some_and(|(years, _)| years <= MAJORITY)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::article::extract;
    use crate::model::{Article, Item, Meta, Span};
    use crate::vocabulary::Vocabulary;

    /// "12 female minor": each figure with what is said of sex and age.
    fn told(text: &str) -> Vec<String> {
        let body = Span::new(0, text.len());
        let article = Article { meta: Meta::default(), text: text.to_string(), body, file_name: String::new() };
        let line = |item: Item| match item {
            Item::Observation(o) => {
                let value = o.bounds.low.or(o.bounds.high).unwrap_or_default();
                let of = |name: Option<&'static str>| name.map_or(String::new(), |n| format!(" {n}"));
                let (sex, age) = (o.series.sex.map(|s| s.as_str()), o.series.age_group.map(|a| a.as_str()));
                Some(format!("{value}{}{}", of(sex), of(age)))
            }
            _ => None,
        };
        extract(&article, Vocabulary::builtin()).into_iter().filter_map(line).collect()
    }

    #[test]
    fn an_aside_about_each_of_them_says_their_sex() {
        assert_eq!(told("Police arrested three Kenyans, all women, at the airport."), ["3 female"]);
        let text = "Police arrested 11 Chinese. Two of them, both Chinese women, were deported.";
        assert_eq!(told(text), ["11", "2 female"]);
    }

    #[test]
    fn shares_are_of_the_men_and_women_before_them() {
        let text = "Police deported 900 migrants. Men accounted for 88 per cent of them, women for 9 per cent and children for 3 \
                    per cent.";
        assert_eq!(told(text), ["900", "88 male", "9 female", "3 minor"]);
    }

    #[test]
    fn those_under_age_are_minors() {
        let text = "Police arrested 200 smugglers. Of them, 73 were under the age of 18, and two were boys of 16.";
        assert_eq!(told(text), ["200", "73 minor", "2 male minor"]);
    }
}
