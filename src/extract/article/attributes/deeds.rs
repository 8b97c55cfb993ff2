//! Offences that a verb makes only together with its object: "bringing methamphetamine ashore", "ferried 11 Chinese across
//! the river". In: a parsed sentence. Out: [`Word`]s from the verb to the object.

use super::words::{Says, Word};
use crate::extract::article::parse::{Mention, Parsed};
use crate::text::Token;
use crate::vocabulary::{Class, CountryForm, Vocabulary};

/// How far before its object a verb may stand.
const REACH: usize = 8;

/// Each object with the nearest verb before it that makes an offence of it.
pub fn deeds<'p>(parsed: &'p Parsed, vocabulary: &'p Vocabulary) -> impl Iterator<Item = Word> + 'p {
    parsed.mentions.iter().filter(|m| !m.gapped).filter_map(move |object| {
        let class = class(object, vocabulary)?;
        for at in (object.start.saturating_sub(REACH)..object.start).rev() {
            let done = |(code, of): &&(usize, Vec<String>)| of.iter().any(|o| o == class).then_some(*code).is_some();
            let mut found = vocabulary.terms.deed_terms.matches(parsed.tokens, at);
            let fits = found.find_map(|m| vocabulary.terms.deeds.get(*m.sense).filter(done).map(|(code, _)| *code));
            if let Some(code) = fits {
                return Some(Word {
                    start: at,
                    end: object.end,
                    codes: vec![code],
                    says: Says::Named,
                    suffered: false,
                    gapped: true,
                });
            }
            if parsed.is_mark(at) || parsed.token(at).is_some_and(|t| is_link(t, vocabulary)) {
                return None;
            }
        }
        None
    })
}

/// What stands between a verb and something else than its object: "in speedboats"; "tonnes of" measures the object.
fn is_link(token: &Token, vocabulary: &Vocabulary) -> bool {
    vocabulary.grammar.is(token, Class::Preposition) && !token.is("of") || token.is("and")
}

fn class<'v>(object: &Mention, vocabulary: &'v Vocabulary) -> Option<&'v str> {
    if let Some((index, _)) = object.object() {
        return vocabulary.terms.objects.get(index).map(|o| o.class.as_str());
    }
    let people = object.population().and_then(|(i, _)| vocabulary.terms.populations.get(i));
    let counted = people.is_some_and(|p| !p.staff && !p.uncounted);
    let forms = [CountryForm::Plural, CountryForm::Singular];
    (counted || object.country_as(&forms).is_some()).then_some("persons")
}
