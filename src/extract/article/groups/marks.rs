//! The words that make a quantity a part of something said before: "35 of them", "among them", "the rest", "Of the 2,041, …".
//! In: a quantity and the one before it. Out: [`PartMark`].

use crate::extract::article::parse::Parsed;
use crate::extract::article::quantity::{Partitive, Quantity, What, one_of_pair};
use crate::vocabulary::{Class, CountryForm, Vocabulary};

/// What a quantity's own surroundings say of being a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartMark {
    /// "among them", "including", "of whom": of the last whole.
    Marker,
    /// "the rest", "the remaining 63".
    Rest,
    /// A list behind a colon or dash.
    Colon,
    /// An item of a bullet list.
    Bullet,
    Partitive(Partitive),
}

/// What stands behind "of" or "among" where a sentence opens with the whole of its parts.
const OPENS: &[&str] = &["the", "those", "these", "that", "this", "last", "its", "their", "them", "all"];
/// Between a comma and the number of a part stand at most so many tokens.
const OPENING: usize = 4;
/// A number that only points back stands at most so many tokens before the part.
const NEAR: usize = 5;
/// A verb stands at most so many tokens behind its "were".
const PASSIVE: usize = 3;
/// "alone" stands at most so many tokens behind its number: "14 in Gauteng alone".
const ALONE: usize = 6;
/// The label of an item of a list has at most so many tokens.
const LABEL: usize = 10;

/// The words around a quantity that make it a part of something said before.
pub fn mark(
    parsed: &Parsed,
    quantity: &Quantity,
    previous: Option<&Quantity>,
    vocabulary: &Vocabulary,
) -> Option<PartMark> {
    let all = quantity.partitive == Some(Partitive::Them) && parsed.before(quantity.start(), 1) == "all";
    if all || quantity.partitive == Some(Partitive::Owned) {
        return None;
    }
    if let Some(partitive) = partitive(parsed, quantity, previous, vocabulary) {
        return Some(PartMark::Partitive(partitive));
    }
    if is_said_behind(parsed, quantity, vocabulary) {
        return Some(PartMark::Marker);
    }
    beside(parsed, quantity, previous, vocabulary)
        .or_else(|| ranked(parsed, quantity, previous, vocabulary))
        .or_else(|| leading(parsed, quantity.start(), previous, vocabulary))
        .or_else(|| before(parsed, quantity, previous, vocabulary))
}

/// What a part is of, where its own words say so: "35 of them", "Of the 2,041, some 40", "12 among the 60".
fn partitive(
    parsed: &Parsed,
    quantity: &Quantity,
    previous: Option<&Quantity>,
    vocabulary: &Vocabulary,
) -> Option<Partitive> {
    let start = quantity.start();
    let share = quantity.what == What::Percent && quantity.partitive == Some(Partitive::TheNoun);
    let referred = share && previous.is_some_and(|p| is_reference(parsed, p));
    if let Some(own) = quantity.partitive.filter(|_| !referred) {
        return Some(own);
    }
    // "Of the latter, 12 are wanted at home"
    let pair = (3..=OPENING + 1).filter_map(|back| start.checked_sub(back)).find_map(|of| one_of_pair(parsed, of));
    if let Some((pair, _)) = pair {
        return Some(pair);
    }
    if quantity.article && is_apposition(parsed, start) {
        return Some(Partitive::Them);
    }
    // "Of the 2,041, some 40 …", "Among the 1,461 were 203 …"
    let behind = |p: &&Quantity| {
        parsed.word(p.end) == "," || parsed.token(p.end).is_some_and(|t| vocabulary.grammar.is(t, Class::Copula))
    };
    let near = |p: &&Quantity| is_reference(parsed, p) && behind(p) && start - p.end <= NEAR;
    if let Some(value) = previous.filter(|p| near(p) || opens(parsed, p, start)).and_then(|p| p.bounds.low) {
        return Some(Partitive::Number(value as u64));
    }
    if parsed.word(quantity.end) == "among"
        && parsed.word(quantity.end + 1) == "the"
        && let Some((value, _)) = vocabulary.numbers.plain(parsed.tokens, quantity.end + 2)
    {
        return Some(Partitive::Number(value as u64));
    }
    // "Nine came from Rupandehi, four from Jhapa", "Eight were baggage handlers": some of those before.
    let who = quantity.is_bare() && start == 0 && says_who(parsed, quantity.number.1, vocabulary);
    who.then_some(Partitive::TheNoun)
}

/// "seven women included", "Twelve women are among those held", "three Thais among them".
fn is_said_behind(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> bool {
    let end = quantity.end;
    if parsed.word(end) == "included" && (parsed.is_mark(end + 1) || end + 1 == parsed.len()) {
        return true;
    }
    // "arrested 26 hijackers, 14 in Gauteng alone"
    let alone = (end..end + ALONE).take_while(|i| !parsed.is_mark(*i)).any(|i| parsed.word(i) == "alone");
    if alone && quantity.is_bare() && parsed.before(quantity.start(), 1) == "," {
        return true;
    }
    is_among(parsed, quantity, vocabulary)
}

/// "three Thais among them", "Twelve women are among those held".
pub fn is_among(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> bool {
    let end = quantity.end;
    let among = end + usize::from(parsed.token(end).is_some_and(|t| vocabulary.grammar.is(t, Class::Copula)));
    matches!(parsed.word(among), "among" | "amongst")
        && matches!(parsed.word(among + 1), "them" | "whom" | "these" | "those")
}

/// What stands right beside the number: a bracket, "the remaining", the bullet and the label of a list's item.
fn beside(
    parsed: &Parsed,
    quantity: &Quantity,
    previous: Option<&Quantity>,
    vocabulary: &Vocabulary,
) -> Option<PartMark> {
    let start = quantity.start();
    // "48 of them foreigners (30 Chinese …)"
    if parsed.before(start, 1) == "(" && previous.is_some_and(|p| p.end + 1 == start && p.what == quantity.what) {
        return Some(PartMark::Marker);
    }
    // "57 people in an operation against growers (44 in Girona, 13 in Tarragona)"
    let placed = || parsed.token(quantity.end).is_some_and(|t| vocabulary.grammar.is(t, Class::Preposition));
    let wider = |p: &Quantity| p.what == What::Persons && p.value() > quantity.value();
    if parsed.before(start, 1) == "(" && quantity.is_bare() && previous.is_some_and(wider) && placed() {
        return Some(PartMark::Marker);
    }
    let rest = (1..=2)
        .filter_map(|back| start.checked_sub(back))
        .any(|at| vocabulary.grammar.rest.matches(parsed.tokens, at).any(|m| m.end == start || m.end + 1 == start));
    if rest && quantity.what != What::Countries {
        return Some(PartMark::Rest);
    }
    // "• Overstay: 27", "- Dajabón (2,415)"
    let labelled = matches!(parsed.before(start, 1), ":" | "(") && start <= LABEL;
    let opens = labelled || start <= 6 && (start == 1 || quantity.amount);
    let item = previous.is_none() && opens && parsed.token(0).is_some_and(|t| vocabulary.grammar.is(t, Class::Bullet));
    item.then_some(PartMark::Bullet)
}

/// The words before a number, back to the figure before it: "among them", "including", a colon or a dash.
fn before(
    parsed: &Parsed,
    quantity: &Quantity,
    previous: Option<&Quantity>,
    vocabulary: &Vocabulary,
) -> Option<PartMark> {
    let start = quantity.start();
    let from = previous.map_or(0, |q| q.number.1);
    let mut at = start;
    while at > from && start - at < 14 {
        at -= 1;
        let word = parsed.word(at);
        if matches!(word, ";" | "." | "”") {
            return None;
        }
        // "Another nine suspects – five Romanians, three Bulgarians and a Greek – are on the run"
        let dash = word == "–" && parsed.token(at).is_some_and(|t| t.spaced);
        if (dash || matches!(word, ":" | "—")) && at > 2 {
            let same = |p: &Quantity| p.what == quantity.what || p.partitive.is_some();
            let dated = parsed.timed.get(at - 1).is_some_and(|t| *t);
            // "deported 1,402 foreigners last year: 702 overstayers, …"
            let wider =
                |p: &Quantity| p.what == quantity.what && p.value().zip(quantity.value()).is_some_and(|(a, b)| a > b);
            let dated = dated && !previous.is_some_and(|p| start == at + 1 && wider(p));
            let close = previous.is_some_and(|p| at >= p.end && same(p) || quantity.is_bare()) && !dated;
            return (close && start - at <= 6).then_some(PartMark::Colon);
        }
        // "in the course of which 157 were detained" counts no part.
        let course = matches!(parsed.before(at, 1), "course" | "result" | "because" | "end" | "out");
        let marker = vocabulary.grammar.parts.longest(parsed.tokens, at).filter(|m| m.end <= start && !course);
        // "131 of them to Spain, 22 to Italy": the words behind a number are that number's own.
        let behind = |p: &Quantity| at == p.number.1 || (at == p.end && matches!(word, "among" | "amongst"));
        let marker = marker.filter(|m| m.end == start || !previous.is_some_and(behind));
        // "in one of them, 37 members were …", "in the biggest of them four men": one of those is told of.
        let one = |word: &str| {
            word == "one" || word.ends_with("est") || matches!(word, "last" | "first" | "second" | "third")
        };
        let marker = marker.filter(|_| word != "of" || !one(parsed.before(at, 1)));
        // "what they were coming for": only right before a number it says who they are.
        let marker = marker.filter(|m| !matches!(word, "they" | "these") || start - m.end <= 2);
        let verb = parsed.mention_at(at).is_some_and(|m| m.is_verb() && !m.is_nominal() && !m.gapped);
        if marker.is_none() && (verb || word == "led" || word == "called") {
            return None;
        }
        if let Some(found) = marker
            && found.end <= start
        {
            // A verb of its own clause between the marker and the number keeps the part: "among whom are 12".
            let plain = !matches!(parsed.word(found.end), ",") || start - found.end <= 6;
            return plain.then_some(PartMark::Marker);
        }
        if word == "," && start - at > 1 && previous.is_some_and(|p| at < p.end) {
            return None;
        }
    }
    None
}

/// Whether the words behind a number say where its people come from or what they are, not what was done to them.
fn says_who(parsed: &Parsed, at: usize, vocabulary: &Vocabulary) -> bool {
    let is = parsed.token(at).is_some_and(|t| vocabulary.grammar.is(t, Class::Be));
    let done = (at + 1..=at + PASSIVE).any(|i| parsed.mention_from(i).is_some_and(|m| m.is_verb()));
    let since = parsed.word(at) == "have" && parsed.word(at + 1) == "since";
    // "Twelve hold Chinese passports"
    let holds = matches!(parsed.word(at), "hold" | "held" | "carried" | "have" | "had");
    let origin = |i: usize| parsed.token(i).is_some_and(|t| vocabulary.grammar.is(t, Class::OriginNoun));
    let papers = holds && (at + 1..=at + PASSIVE).any(origin);
    vocabulary.grammar.origins.longest(parsed.tokens, at).is_some() || (is && !done) || since || papers
}

/// "Malaysians (203) and Indians (131)": people of a country with their number, where no list of parts goes on; "194
/// foreigners, chiefly Colombians (121)" breaks down the figure before.
pub fn bracketed(parsed: &Parsed, quantity: &Quantity, listed: bool, vocabulary: &Vocabulary) -> Option<PartMark> {
    let open = quantity.start().checked_sub(1).filter(|i| parsed.word(*i) == "(")?;
    let people = open.checked_sub(1).and_then(|i| parsed.mention_at(i))?;
    people.country_as(&[CountryForm::Plural])?;
    let chiefly = parsed.token_before(people.start, 1).is_some_and(|t| vocabulary.grammar.is(t, Class::Chiefly));
    (chiefly || !listed).then_some(PartMark::Marker)
}

/// "One of them, a Thai woman, …", "Another, a man from Zimbabwe", "the third, a Brazilian": who one of those counted is.
fn is_apposition(parsed: &Parsed, start: usize) -> bool {
    if parsed.before(start, 1) != "," {
        return false;
    }
    match parsed.before(start, 2) {
        "another" => true,
        "them" | "whom" | "these" | "those" => parsed.before(start, 3) == "of" && parsed.before(start, 4) == "one",
        "other" | "first" | "second" | "third" | "fourth" | "fifth" | "last" | "youngest" | "eldest" | "oldest" => {
            parsed.before(start, 3) == "the"
        }
        _ => false,
    }
}

/// "Of 58 defendants who came before the courts, 12 …": a sentence that opens with those of whom a part is told.
fn opens(parsed: &Parsed, whole: &Quantity, part: usize) -> bool {
    let article = usize::from(matches!(parsed.before(whole.start(), 1), "the" | "these" | "those" | "all"));
    let of = whole.start().checked_sub(1 + article).is_some_and(|i| i <= 1 && matches!(parsed.word(i), "of" | "among"));
    let first = of && whole.partitive.is_none() && whole.what != What::Percent;
    let comma = (part.saturating_sub(OPENING)..part).rev().find(|i| parsed.word(*i) == ",");
    first && comma.is_some_and(|c| c >= whole.end.min(part))
}

/// "Of the 2,041, …": the number only points back.
pub fn is_reference(parsed: &Parsed, quantity: &Quantity) -> bool {
    let (first, second) = (parsed.before(quantity.start(), 2), parsed.before(quantity.start(), 1));
    matches!(first, "of" | "among")
        && matches!(second, "the" | "these" | "those" | "all")
        && quantity.partitive.is_none()
}

/// "Vietnamese accounted for 15,806", "Chinese top the list of those deported with 302": what a clause says of its place among
/// others.
fn ranked(
    parsed: &Parsed,
    quantity: &Quantity,
    previous: Option<&Quantity>,
    vocabulary: &Vocabulary,
) -> Option<PartMark> {
    let start = quantity.start();
    let from = (0..start).rev().find(|i| matches!(parsed.word(*i), ";" | ":")).map_or(0, |i| i + 1);
    if previous.is_some_and(|p| p.end > from || quantity.what == What::Percent) {
        return None;
    }
    let share = (1..=3).filter_map(|back| start.checked_sub(back));
    let share = share.filter_map(|at| vocabulary.grammar.shares.longest(parsed.tokens, at)).any(|m| m.end == start);
    let first = (from..start).any(|at| vocabulary.grammar.superlatives.longest(parsed.tokens, at).is_some());
    (share || first).then_some(PartMark::Marker)
}

/// "Of the crossings, 137 million …", "The largest group … 312 …": the sentence begins with words that point back.
fn leading(parsed: &Parsed, start: usize, previous: Option<&Quantity>, vocabulary: &Vocabulary) -> Option<PartMark> {
    if previous.is_some() {
        return None;
    }
    // "By nationality, 538 Indians and 311 Bangladeshis were arrested"
    if vocabulary.grammar.breakdowns.longest(parsed.tokens, 0).is_some() {
        return Some(PartMark::Marker);
    }
    // "Jleeb alone yielded 618": no part of what was told before is "In Chennai alone, 340 people …".
    let opens_aside = parsed.token(0).is_some_and(|t| vocabulary.grammar.is(t, Class::Preposition));
    let timed = |i: usize| parsed.timed.get(i).copied().unwrap_or(false);
    let alone = |i: usize| parsed.word(i) == "alone" && !parsed.before(i, 1).ends_with("ing") && !timed(i - 1);
    if !opens_aside && (1..start).any(alone) {
        return Some(PartMark::Marker);
    }
    // "Of Tuesday's group, …", "Of last year's arrests, …"
    let owner = (2..=3).any(|i| parsed.word(i) == "'s");
    let points = matches!(parsed.word(0), "of" | "among") && (owner || OPENS.contains(&parsed.word(1)));
    let comma = (2..=9).find(|i| parsed.word(*i) == ",");
    // "Of the suspects, who range in age from 18 to 61, 29 are …"
    let described = comma.is_some_and(|c| matches!(parsed.word(c + 1), "who" | "whose" | "which") && start > c)
        && parsed.before(start, 1) == ",";
    // "Of this year's arrivals 4,752 were minors"
    let right_before = start.checked_sub(1).and_then(|i| parsed.mention_at(i));
    let counted = right_before.is_some_and(|m| m.events().next().is_some() || m.population().is_some());
    let beside = parsed.word(0) == "of" && start <= 7 && counted;
    let near = described
        || beside
        || comma.is_some_and(|c| start > c && start - c <= 8)
        || (parsed.word(0) == "among" && start <= 9 && !(0..start).any(|i| parsed.word(i) == "where"));
    // "Of the 510, roughly a third were Nigerians"
    let number = vocabulary.numbers.plain(parsed.tokens, 2).map(|(value, _)| value as u64);
    let partitive = number.map_or(Partitive::TheNoun, Partitive::Number);
    (points && near).then_some(PartMark::Partitive(partitive))
}

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn a_sentence_may_open_with_the_whole() {
        let text = "Of 58 foreigners who were arrested for smuggling in 2022, 12 were deported.";
        assert_eq!(told(text), ["58 arrested foreign", "12 deported foreign <0"]);
        let text = "Police arrested 61 Thais. Of Tuesday's group, 51 were deported.";
        assert_eq!(told(text), ["61 arrested TH", "51 deported TH <0"]);
    }

    #[test]
    fn words_behind_a_number_make_it_a_part() {
        let text = "Police arrested 39 Thais, seven women included. Four minors are among those held.";
        assert_eq!(told(text), ["39 arrested TH", "7 arrested TH <0", "4 arrested TH <0"]);
    }

    #[test]
    fn people_of_others_and_all_of_them_are_no_part() {
        let text = "Police arrested 40 Thais for fraud. The force said 12 of its officers were injured.";
        assert_eq!(told(text), ["40 arrested TH", "12 injured"]);
        let text = "Police arrested 40 Thais and 12 Danes for fraud. All 12 of them were deported.";
        assert_eq!(told(text).last().map(String::as_str), Some("12 deported DK"));
    }

    #[test]
    fn what_has_its_place_among_others_is_a_part() {
        let text = "Police arrested 512 migrants; Thais made up the bulk (307). Jleeb alone yielded 61 of the arrests.";
        assert_eq!(told(text), ["512 arrested foreign", "307 arrested TH <0", "61 arrested foreign <0"]);
        let text = "Police arrested 57 people in an operation against growers (44 in Girona, 13 in Lleida) and 26 thieves, 14 in Girona alone.";
        assert_eq!(told(text), ["57 arrested", "44 arrested <0", "13 arrested <0", "26 arrested", "14 arrested <3"]);
    }

    #[test]
    fn one_of_several_is_no_mark_of_a_part() {
        let text = "Police solved 40 cases of fraud. In the biggest of them four men were arrested.";
        assert_eq!(told(text).last().map(String::as_str), Some("4 arrested"));
    }

    #[test]
    fn brackets_and_labels_break_a_figure_down() {
        let text = "Police arrested 194 foreigners, chiefly Colombians (121) and Danes (38).";
        assert_eq!(told(text), ["194 arrested foreign", "121 arrested CO <0", "38 arrested DK <0"]);
        let text = "Police arrested 90 foreigners. The arrests by province:\n\n- Tak: 60\n- Trat: 30";
        assert_eq!(told(text), ["90 arrested foreign", "60 arrested foreign <0", "30 arrested foreign <0"]);
    }
}
