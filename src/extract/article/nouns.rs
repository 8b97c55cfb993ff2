//! The noun phrase behind a number: its head, and what its words say of nationality, sex, age, offence and object.

use super::parse::Parsed;
use super::quantity::{Quantity, What};
use crate::model::{AgeGroup, Code, Sex};
use crate::vocabulary::{Class, CountryForm, Sense, Vocabulary};

const LONGEST: usize = 8;

#[derive(Debug, Clone, Default)]
pub struct NounPhrase {
    pub end: usize,
    /// Tokens of the words that name what is counted, without the number.
    pub head: Option<(usize, usize)>,
    pub population: Option<usize>,
    pub object: Option<usize>,
    /// A noun for an event: "arrests".
    pub event: Option<usize>,
    pub nationality: Vec<Code>,
    pub nationality_form: Option<CountryForm>,
    pub sex: Option<Sex>,
    pub age_group: Option<AgeGroup>,
    pub offences: Vec<usize>,
    /// Measure of a participle before the noun: "12 detained migrants".
    pub premodifier: Option<usize>,
    pub singular: bool,
    pub staff: bool,
    pub uncounted: bool,
    /// "12 others", "12 more people".
    pub other: bool,
    /// Of the nationality named before: "17 of his countrymen".
    pub same_nationality: bool,
    /// The nationality is only a country that they come from: "nine from Iraq".
    pub origin: bool,
    /// An offence's own noun, where nothing else heads the phrase: "14 kidnappings".
    pub crime: Option<(usize, usize)>,
}

impl NounPhrase {
    pub fn starts_with_people(&self) -> bool {
        self.population.is_some() || !self.nationality.is_empty()
    }

    pub fn foreign_only(&self) -> bool {
        self.nationality.len() == 1 && self.nationality.first().is_some_and(|c| &**c == "foreign")
    }
}

/// Reads a noun phrase from `from`; its `end` is `from` where there is none.
pub fn noun_phrase(parsed: &Parsed, from: usize, vocabulary: &Vocabulary) -> NounPhrase {
    let mut noun = NounPhrase { end: from, ..NounPhrase::default() };
    let mut at = from;
    let mut unknown: Option<(usize, usize)> = None;
    while at < parsed.len() && at < from + LONGEST {
        if parsed.timed.get(at).copied().unwrap_or(false) {
            break;
        }
        let Some(token) = parsed.token(at) else { break };
        if parsed.mention_from(at).is_none_or(|m| m.end == at + 1 && m.population().is_none())
            && matches!(
                token.folded.as_str(),
                "more" | "other" | "others" | "further" | "additional" | "new" | "such" | "different"
            )
        {
            noun.other |= token.folded != "new" && token.folded != "such" && token.folded != "different";
            if token.is("others") {
                noun.population =
                    vocabulary.terms.populations.iter().position(|p| p.plurals.iter().any(|n| n.get_ref() == "others"));
                noun.head = Some((at, at + 1));
                noun.end = at + 1;
            }
            at += 1;
            continue;
        }
        if token.is("foreign") && parsed.mention_from(at).is_none() {
            if noun.nationality.is_empty() {
                noun.nationality = vec!["foreign".into()];
            }
            at += 1;
            continue;
        }
        if let Some(mention) = parsed.mention_from(at) {
            if is_premodifier(parsed, mention.start, vocabulary) {
                take_premodifier(&mut noun, mention);
                at = mention.end;
                continue;
            }
            if !mention.is_nominal() || (noun.population.is_some() && !noun.singular && mention.population().is_none())
            {
                break;
            }
            match take(&mut noun, parsed, mention.start, vocabulary) {
                Some(end) => at = end,
                None => break,
            }
            continue;
        }
        if joins_nationalities(parsed, at, &noun) {
            at += 1;
            continue;
        }
        if parsed.is_mark(at) {
            let quoted = matches!(token.folded.as_str(), "“" | "”" | "\"" | "‘" | "'")
                && noun.head.is_none()
                && parsed.token(at + 1).is_some_and(|t| t.is_word());
            if quoted {
                at += 1;
                continue;
            }
            break;
        }
        if token.is_number() && parsed.token(at + 1).is_some_and(|t| t.glued) && noun.head.is_none() {
            // "a 50-year-old man"
            at += 1;
            while parsed.token(at).is_some_and(|t| t.glued) {
                at += 1;
            }
            continue;
        }
        if token.is_number() || vocabulary.numbers.is_number_word(&token.folded) {
            break;
        }
        if stops(parsed, at, vocabulary) {
            break;
        }
        unknown = Some(unknown.map_or((at, at + 1), |(a, _)| (a, at + 1)));
        at += 1;
        if noun.population.is_some() && !noun.singular {
            break;
        }
    }
    if noun.head.is_none() {
        take_crime(&mut noun, parsed, vocabulary);
    }
    if noun.head.is_none() {
        take_unknown(&mut noun, parsed, unknown);
    }
    noun
}

/// Words of closed classes and verbs end a noun phrase.
fn stops(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    let Some(token) = parsed.token(at) else { return true };
    let grammar = &vocabulary.grammar;
    let classes = [
        Class::Be,
        Class::Have,
        Class::Future,
        Class::Preposition,
        Class::Subordinator,
        Class::Relative,
        Class::Conjunction,
        Class::Finite,
        Class::Pronoun,
        Class::Negator,
    ];
    if classes.iter().any(|c| grammar.is(token, *c)) {
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

fn take_premodifier(noun: &mut NounPhrase, mention: &super::parse::Mention) {
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
fn take(noun: &mut NounPhrase, parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let mention = parsed.mention_from(at)?;
    if let Some((code, form)) = mention.country() {
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
        let plural = mention.country_as(&[CountryForm::Plural]).is_some();
        let singular = mention.country_as(&[CountryForm::Singular]).is_some();
        noun.nationality_form = Some(if singular && !plural {
            CountryForm::Singular
        } else if plural {
            CountryForm::Plural
        } else {
            form
        });
        if plural || singular {
            noun.singular = singular;
            noun.head = Some((noun.head.map_or(mention.start, |h| h.0), mention.end));
            noun.end = mention.end;
        }
        return Some(mention.end);
    }
    if let Some((index, plural)) = mention.population() {
        take_population(noun, index, plural, vocabulary);
    } else if let Some((index, plural)) = mention.object() {
        noun.object = Some(index);
        noun.singular = !plural;
        if let Some(object) = vocabulary.terms.objects.get(index) {
            noun.offences.extend(object.offences.iter().filter_map(|c| vocabulary.terms.offence(c)));
        }
    }
    if let Some(event) = mention
        .events()
        .next()
        .or_else(|| super::trigger::event_of_offence(parsed, mention, vocabulary).map(|r| r.measure))
    {
        noun.event = Some(event);
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

fn take_population(noun: &mut NounPhrase, index: usize, plural: bool, vocabulary: &Vocabulary) {
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

/// "from China", "from Chad, Mali and Niger", "of Thai nationality", "of Chinese origin", "nationals of Peru".
pub fn nationality_behind(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> (Vec<Code>, usize) {
    let none = (Vec::new(), at);
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
        .longest(&parsed.tokens, at + 1)
        .or_else(|| vocabulary.grammar.regions.longest(&parsed.tokens, from))
        && word == "from"
    {
        return (vec!["foreign".into()], m.end);
    }
    let mut codes = Vec::new();
    let mut next = if parsed.mention_from(at + 1).is_some_and(|m| m.country().is_some()) { at + 1 } else { from };
    while let Some(mention) = parsed.mention_from(next) {
        let name = mention.country_as(&[CountryForm::Name]);
        let adjective = mention.country_as(&[CountryForm::Adjective]);
        let origin = matches!(
            parsed.word(mention.end),
            "nationality" | "origin" | "descent" | "citizenship" | "nationals" | "citizens"
        );
        let Some(code) = name.or(adjective.filter(|_| origin)) else { break };
        if name.is_some() && adjective.is_none() && word == "of" && codes.is_empty() && !of_nationals(parsed, at) {
            break;
        }
        codes.push(code.clone());
        next = mention.end + usize::from(adjective.is_some() && origin);
        let skip = joint(parsed, next);
        if skip == 0 {
            break;
        }
        let after = next + skip + usize::from(parsed.word(next + skip) == "the");
        if !parsed.mention_from(after).is_some_and(|m| m.country_as(&[CountryForm::Name]).is_some()) {
            break;
        }
        next = after;
    }
    match codes.is_empty() {
        true => none,
        false => (codes, next),
    }
}

fn of_nationals(parsed: &Parsed, of: usize) -> bool {
    let before = parsed.before(of, 1);
    matches!(before, "nationals" | "citizens" | "national" | "citizen" | "each" | "residents" | "natives")
}

/// Length of a joint of a list at `at`: a comma, "and", "or", ", and".
fn joint(parsed: &Parsed, at: usize) -> usize {
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
    let mut at = quantity.end;
    if !matches!(parsed.word(at), "," | "—" | "–" | "(") {
        return;
    }
    at += 1;
    let marked = vocabulary.grammar.joint_marks.longest(&parsed.tokens, at);
    if let Some(m) = &marked {
        at = m.end;
    }
    let (mut codes, mut end) = country_list(parsed, at);
    let foreign = noun_phrase(parsed, at, vocabulary);
    if codes.is_empty() && foreign.foreign_only() && marked.is_some() {
        (codes, end) = (foreign.nationality, foreign.end);
    }
    if codes.is_empty() {
        return;
    }
    let exception = parsed.word(end) == "without" && parsed.word(end + 1) == "exception";
    let closed = end >= parsed.len()
        || parsed.is_mark(end)
        || exception
        || matches!(parsed.word(end), "who" | "and" | "were" | "are" | "have" | "had");
    let plain =
        marked.is_none() && !exception && !(codes.len() > 1 && matches!(parsed.word(end), "," | "." | ")" | "—"));
    if !closed
        || (plain
            && !parsed.mention_from(at).is_some_and(|m| {
                m.country_as(&[CountryForm::Plural]).is_some() && matches!(parsed.word(m.end), "," | ")" | "who")
            }))
    {
        return;
    }
    if parsed.word(end) == "among" || parsed.word(end + 1) == "among" {
        return;
    }
    quantity.noun.nationality = codes;
    if quantity.is_bare() {
        quantity.what = What::Persons;
    }
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
    if !codes.is_empty() && people && closed && !parsed.token(end).is_some_and(|t| t.is_number()) {
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

/// "45 of whom are women", "14 of them were Peruvians": the noun behind the copula says what they are.
pub fn predicate(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    let mut at = quantity.end;
    if vocabulary.grammar.origins.longest(&parsed.tokens, at).is_some() {
        let from = (at..at + 4).find(|i| parsed.word(*i) == "from").unwrap_or(at);
        let (codes, end) = nationality_behind(parsed, from, vocabulary);
        if !codes.is_empty() && quantity.noun.nationality.is_empty() {
            quantity.noun.nationality = codes;
            quantity.noun.origin = true;
            quantity.end = end;
            if quantity.is_bare() {
                quantity.what = What::Persons;
            }
        }
        return;
    }
    if !matches!(parsed.word(at), "are" | "were" | "is" | "was") {
        return;
    }
    at += 1;
    while matches!(parsed.word(at), "all" | "also" | "both" | "from" | "mostly") {
        if parsed.word(at) == "mostly" {
            return;
        }
        if parsed.word(at) == "from" {
            break;
        }
        at += 1;
    }
    if parsed.word(at) == "from" {
        let (codes, end) = nationality_behind(parsed, at, vocabulary);
        if !codes.is_empty() && quantity.noun.nationality.is_empty() {
            quantity.noun.nationality = codes;
            quantity.end = end;
            quantity.what = What::Persons;
        }
        return;
    }
    let noun = noun_phrase(parsed, at, vocabulary);
    let (codes, end) = country_list(parsed, at);
    let says = noun.sex.is_some() || noun.age_group.is_some() || !codes.is_empty() || noun.foreign_only();
    let stop = end.max(noun.end);
    let closed = stop >= parsed.len()
        || parsed.is_mark(stop)
        || matches!(parsed.word(stop), "and" | "while" | "but" | "who" | "from" | "or");
    if !says || !closed || noun.premodifier.is_some() {
        return;
    }
    quantity.noun.sex = noun.sex.or(quantity.noun.sex);
    quantity.noun.age_group = noun.age_group.or(quantity.noun.age_group);
    if !codes.is_empty() {
        quantity.noun.nationality = codes;
    } else if noun.foreign_only() && quantity.noun.nationality.is_empty() {
        quantity.noun.nationality = noun.nationality;
    }
    quantity.what = What::Persons;
    quantity.end = stop;
}

/// "Men made up 49,098", "the number of overstayers was put at 79,013", "809, the number of people detained": a bare number
/// takes the noun of the words that it states an amount of.
pub fn subject_of_amount(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    let start = quantity.start();
    let counted = |noun: NounPhrase, quantity: &mut Quantity| {
        if noun.population.is_some() || !noun.nationality.is_empty() {
            quantity.amount_noun = noun.end;
            quantity.noun = NounPhrase { end: quantity.noun.end, ..noun };
            quantity.what = What::Persons;
            quantity.amount = true;
        }
    };
    // "… 809 the number of people"
    if parsed.word(quantity.end) == "the"
        && parsed.word(quantity.end + 1) == "number"
        && parsed.word(quantity.end + 2) == "of"
    {
        return counted(noun_phrase(parsed, quantity.end + 3, vocabulary), quantity);
    }
    if quantity.column {
        if let Some(mention) = start.checked_sub(1).and_then(|i| parsed.mention_at(i))
            && let Some((code, _)) = mention.country()
        {
            quantity.noun.nationality = vec![code.clone()];
            quantity.what = What::Persons;
            quantity.amount = true;
        }
        return;
    }
    if parsed.before(start, 1) == "(" && parsed.word(quantity.end) == ")" {
        return bracketed(parsed, quantity, vocabulary);
    }
    let bullet = matches!(parsed.word(0), "-" | "•" | "*" | "–" | "—" | "▪" | "●" | "·");
    let first = bullet && parsed.tokens.iter().take(start).skip(1).all(|t| !t.is_number());
    if let Some((code, _)) = parsed.mention_from(1).filter(|m| first && start <= m.end + 2).and_then(|m| m.country()) {
        quantity.noun.nationality = vec![code.clone()];
        quantity.what = What::Persons;
        quantity.amount = true;
        return;
    }
    let from = start.saturating_sub(24);
    for at in (from..start).rev() {
        if matches!(parsed.word(at), ";" | ".")
            || parsed.token(at).is_some_and(|t| t.is_number() && !parsed.timed.get(at).copied().unwrap_or(false))
        {
            return;
        }
        if matches!(parsed.word(at), "number" | "numbers" | "count" | "total") && parsed.word(at + 1) == "of" {
            return counted(noun_phrase(parsed, at + 2, vocabulary), quantity);
        }
        if at + 1 == start && matches!(parsed.word(at), "with" | "at") {
            named_before(parsed, quantity);
            if quantity.amount {
                return;
            }
            continue;
        }
        if let Some(found) = vocabulary.grammar.amounts.longest(&parsed.tokens, at).filter(|m| m.end == start) {
            if matches!(parsed.word(at), "with" | "followed") {
                return;
            }
            let subject = (0..found.start)
                .rev()
                .take(6)
                .filter_map(|i| parsed.mention_from(i))
                .find(|m| m.population().is_some() || m.country_as(&[CountryForm::Plural]).is_some());
            if let Some(mention) = subject {
                counted(noun_phrase(parsed, mention.start, vocabulary), quantity);
            }
            return;
        }
    }
}

/// "fake face masks" are things, "14 kidnappings" cases: the last word of the offence's phrase says which.
fn take_crime(noun: &mut NounPhrase, parsed: &Parsed, vocabulary: &Vocabulary) {
    let Some((start, end)) = noun.crime else { return };
    let object = (start..end).find_map(|at| {
        vocabulary
            .terms
            .lexicon
            .matches(&parsed.tokens, at)
            .find(|m| m.end == end && matches!(m.sense, Sense::Object { .. }))
    });
    match object.map(|m| m.sense) {
        Some(Sense::Object { index, plural }) => {
            noun.object = Some(*index);
            noun.singular = !plural;
        }
        _ if parsed.word(end - 1).ends_with('s') => noun.event = vocabulary.terms.measure("cases"),
        _ => return,
    }
    noun.head = Some((start, end));
    noun.end = end;
}

/// "Ukrainians headed the list (5,935), followed by Syrians (4,708)": the nationality right before the bracket, or the subject.
fn bracketed(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    let open = quantity.start().saturating_sub(1);
    let people = [CountryForm::Plural, CountryForm::Adjective];
    let origins =
        parsed.tokens.iter().take(open).any(|t| {
            matches!(t.folded.as_str(), "nationality" | "nationalities" | "nationals" | "citizens" | "origin")
        });
    for at in (open.saturating_sub(12)..open).rev() {
        let Some(mention) = parsed.mention_from(at) else {
            if parsed.is_mark(at) || parsed.word(at) == "by" {
                return;
            }
            continue;
        };
        let name = mention.country_as(&[CountryForm::Name]).filter(|_| origins && mention.end == open);
        if let Some(code) = mention.country_as(&people).or(name) {
            quantity.noun.nationality = vec![code.clone()];
            quantity.what = What::Persons;
            quantity.amount = true;
            return;
        }
        if let Some((index, _)) = mention.population().filter(|_| mention.end == open) {
            take_population(&mut quantity.noun, index, true, vocabulary);
            quantity.what = What::Persons;
            quantity.amount = true;
            return;
        }
    }
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

/// "Albanians were the largest group, at 1,942", "Burkinabe came second with 208": the nationality that its clause begins with.
pub fn named_before(parsed: &Parsed, quantity: &mut Quantity) {
    let start = quantity.start();
    let mut commas = 0;
    for at in (start.saturating_sub(16)..start).rev() {
        if parsed.token(at).is_some_and(|t| t.is_number()) || matches!(parsed.word(at), ";" | ".") {
            return;
        }
        commas += usize::from(parsed.word(at) == ",");
        if commas > 1 {
            return;
        }
        let mention = parsed.mention_from(at);
        if let Some(code) = mention.and_then(|m| m.country_as(&[CountryForm::Plural])) {
            quantity.noun.nationality = vec![code.clone()];
            quantity.what = What::Persons;
            quantity.amount = true;
            return;
        }
    }
}

/// "402 offences committed by foreigners", "388,000 permits given to foreigners", "29.22 million were made by foreigners".
pub fn done_by(parsed: &Parsed, quantity: &mut Quantity, vocabulary: &Vocabulary) {
    if !quantity.noun.nationality.is_empty() {
        return;
    }
    let by = (quantity.end..quantity.end + 4).find(|i| matches!(parsed.word(*i), "by" | "to" | "involving"));
    let Some(by) = by.filter(|b| (quantity.end..*b).all(|i| !parsed.is_mark(i))) else { return };
    let noun = noun_phrase(parsed, by + 1, vocabulary);
    if noun.population.is_some() && !noun.nationality.is_empty() && !noun.staff {
        quantity.noun.nationality = noun.nationality;
    } else if noun.population.is_some() && matches!(parsed.word(noun.end), "of" | "from") {
        let (codes, _) = nationality_behind(parsed, noun.end, vocabulary);
        quantity.noun.nationality = codes;
    }
}
