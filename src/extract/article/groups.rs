//! Lists of quantities: which stand side by side and share a verb, and which break a whole down. In: a sentence's
//! quantities. Out: for each the list it belongs to and the words that make it a part.

use super::parse::Parsed;
use super::quantity::{Partitive, Quantity, What};
use crate::vocabulary::{Class, Vocabulary};

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

#[derive(Debug, Clone, Default)]
pub struct Place {
    /// The first quantity of its list.
    pub leader: Option<usize>,
    pub mark: Option<PartMark>,
}

/// For each quantity its place in a list and its mark as a part.
pub fn places(parsed: &Parsed, quantities: &[Quantity], vocabulary: &Vocabulary) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::with_capacity(quantities.len());
    for (index, quantity) in quantities.iter().enumerate() {
        let previous = index.checked_sub(1).and_then(|i| quantities.get(i).map(|q| (i, q)));
        let own = mark(parsed, quantity, previous.map(|(_, q)| q), vocabulary);
        let joined = previous.is_some_and(|(_, q)| joins(parsed, q, quantity, vocabulary));
        // "27 Nepalis, 19 of whom are women, and 11 Bangladeshis": an aside about one of a list does not lead the next.
        let aside = previous.is_some_and(|(i, q)| {
            let listed = i.checked_sub(1).and_then(|i| out.get(i)).is_some_and(|p| p.leader.is_some());
            let bracket = parsed.before(q.start(), 1) == "(" && parsed.word(quantity.start().saturating_sub(1)) != "(";
            let beside = listed && parsed.before(q.start(), 1) == "," || bracket;
            beside && q.partitive == Some(Partitive::Them) && !quantity.is_bare()
        });
        let last = index.checked_sub(1 + usize::from(aside));
        let before = last.and_then(|i| out.get(i).cloned()).unwrap_or_default();
        // "… among them 38 women; 41 had come from Togo": only the words that open a sentence hold for all of it.
        let opens = before.leader.or(last) == Some(0);
        let points = matches!(before.mark, Some(PartMark::Partitive(_))) || opens && before.mark.is_some();
        let parallel = own.is_none() && points && is_parallel(parsed, quantity, vocabulary);
        let leader = if joined && own.is_none() || parallel { before.leader.or(last) } else { None };
        // A list goes on as parts: "among them 123 Chinese, 109 Vietnamese and 16 Americans".
        let goes_on = previous.is_some_and(|(_, q)| goes_on(parsed, q, quantity));
        let carried = before.mark.filter(|_| own.is_none() && joined && goes_on || parallel);
        out.push(Place { leader, mark: own.or(carried) });
    }
    out
}

/// The words before a quantity that make it a part of something said before.
fn mark(
    parsed: &Parsed,
    quantity: &Quantity,
    previous: Option<&Quantity>,
    vocabulary: &Vocabulary,
) -> Option<PartMark> {
    let start = quantity.start();
    let share = quantity.what == What::Percent && quantity.partitive == Some(Partitive::TheNoun);
    if let Some(partitive) =
        quantity.partitive.filter(|_| !(share && previous.is_some_and(|p| is_reference(parsed, p))))
    {
        return Some(PartMark::Partitive(partitive));
    }
    if quantity.article && is_apposition(parsed, start) {
        return Some(PartMark::Partitive(Partitive::Them));
    }
    // "Of the 2,041, some 40 …", "Among the 1,461 were 203 …"
    let behind = |p: &&Quantity| {
        parsed.word(p.end) == "," || parsed.token(p.end).is_some_and(|t| vocabulary.grammar.is(t, Class::Copula))
    };
    if let Some(previous) = previous.filter(|p| behind(p) && start - p.end <= 5)
        && let (true, Some(value)) = (is_reference(parsed, previous), previous.bounds.low)
    {
        return Some(PartMark::Partitive(Partitive::Number(value as u64)));
    }
    if parsed.word(quantity.end) == "among"
        && parsed.word(quantity.end + 1) == "the"
        && let Some((value, _)) = vocabulary.numbers.plain(parsed.tokens, quantity.end + 2)
    {
        return Some(PartMark::Partitive(Partitive::Number(value as u64)));
    }
    // "Nine came from Rupandehi, four from Jhapa"
    let origins = vocabulary.grammar.origins.longest(parsed.tokens, quantity.end);
    if quantity.is_bare() && start == 0 && origins.is_some() {
        return Some(PartMark::Partitive(Partitive::TheNoun));
    }
    if matches!(parsed.word(quantity.end), "among" | "amongst")
        && matches!(parsed.word(quantity.end + 1), "them" | "whom" | "these" | "those")
    {
        return Some(PartMark::Marker);
    }
    let from = previous.map_or(0, |q| q.number.1);
    let rest = (1..=2)
        .filter_map(|back| start.checked_sub(back))
        .any(|at| vocabulary.grammar.rest.matches(parsed.tokens, at).any(|m| m.end == start || m.end + 1 == start));
    if rest && quantity.what != What::Countries {
        return Some(PartMark::Rest);
    }
    if previous.is_none()
        && start <= 6
        && (start == 1 || quantity.amount)
        && parsed.token(0).is_some_and(|t| vocabulary.grammar.is(t, Class::Bullet))
    {
        return Some(PartMark::Bullet);
    }
    if let Some(mark) = leading(parsed, start, previous, vocabulary) {
        return Some(mark);
    }
    let mut at = start;
    while at > from && start - at < 14 {
        at -= 1;
        let word = parsed.word(at);
        if matches!(word, ";" | "." | "”") {
            return None;
        }
        if matches!(word, ":" | "—") && at > 2 {
            let same = |p: &Quantity| p.what == quantity.what || p.partitive.is_some();
            let dated = parsed.timed.get(at - 1).is_some_and(|t| *t);
            let close = previous.is_some_and(|p| at >= p.end && same(p) || quantity.is_bare()) && !dated;
            return (close && start - at <= 6).then_some(PartMark::Colon);
        }
        // "in the course of which 157 were detained" counts no part.
        let course = matches!(parsed.before(at, 1), "course" | "result" | "because" | "end" | "out");
        let marker = vocabulary.grammar.parts.longest(parsed.tokens, at).filter(|m| m.end <= start && !course);
        // "131 of them to Spain, 22 to Italy": the words behind a number are that number's own.
        let behind = |p: &Quantity| at == p.number.1 || (at == p.end && matches!(word, "among" | "amongst"));
        let marker = marker.filter(|m| m.end == start || !previous.is_some_and(behind));
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

/// Whether what follows in a list is still of the same kind: no other verb, no "together with".
fn goes_on(parsed: &Parsed, left: &Quantity, right: &Quantity) -> bool {
    let between = left.end..right.start();
    let verb = |i: usize| parsed.mention_from(i).is_some_and(|m| m.is_verb() && !m.is_nominal() && !m.gapped);
    let joint = |i: usize| matches!(parsed.word(i), "together" | "along" | "alongside" | "compared");
    let thing = |q: &Quantity| matches!(q.what, What::Items | What::Weight(_) | What::Money(_) | What::Premises);
    let same = right.is_bare() || left.is_bare() || thing(left) == thing(right);
    same && !between.clone().any(joint) && (right.is_bare() || !between.into_iter().any(verb))
}

/// "Eleven of the suspects are Chinese, seven are Italians and one is a Senegalese".
fn is_parallel(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> bool {
    let behind = quantity.number.1;
    let is = parsed.token(behind);
    let is = is.is_some_and(|t| vocabulary.grammar.is(t, Class::Be) || vocabulary.grammar.is(t, Class::Have));
    let comes = vocabulary.grammar.origins.longest(parsed.tokens, behind).is_some();
    let counts = matches!(quantity.what, What::Persons | What::Bare);
    counts && (is || comes) && matches!(parsed.before(quantity.start(), 1), "," | "and" | ";")
}

/// Whether only a joint of a list (and what describes the first) stands between two quantities.
fn joins(parsed: &Parsed, left: &Quantity, right: &Quantity, vocabulary: &Vocabulary) -> bool {
    if right.start() < left.end {
        return right.start() >= left.number.1;
    }
    // "12,972 were held over this, 4,812 over that": the verb is left out.
    let gapped = right.is_bare()
        && matches!(parsed.before(right.start(), 1), "," | "and" | ";")
        && (parsed.token(right.end).is_some_and(|t| vocabulary.grammar.is(t, Class::Preposition))
            || parsed.mention_from(right.end).is_some_and(|m| m.is_verb()));
    let strong = (2..=3).filter_map(|back| right.start().checked_sub(back)).any(|from| {
        vocabulary.grammar.joints.matches(parsed.tokens, from).any(|m| m.end == right.start() && m.end - m.start > 1)
    });
    if strong && left.what == right.what {
        return true;
    }
    let mut at = left.end;
    let mut joint = false;
    while at < right.start() {
        let word = parsed.word(at);
        if matches!(word, "." | ":" | "—" | "“" | "”") {
            return false;
        }
        if let Some(found) = vocabulary.grammar.joints.longest(parsed.tokens, at) {
            joint = true;
            at = found.end;
            continue;
        }
        if matches!(word, "," | ";") {
            joint = true;
        } else if !gapped
            && parsed
                .token(at)
                .is_some_and(|t| vocabulary.grammar.is(t, Class::Be) || vocabulary.grammar.is(t, Class::Relative))
        {
            return false;
        }
        at += 1;
    }
    joint && right.start() - left.end <= 18
}

/// Whether two quantities stand right beside each other, with nothing but a joint between them.
pub fn adjacent(parsed: &Parsed, left: &Quantity, right: &Quantity, vocabulary: &Vocabulary) -> bool {
    let mut at = left.end;
    let mut joint = false;
    while at < right.start() {
        if let Some(found) = vocabulary.grammar.joints.longest(parsed.tokens, at) {
            at = found.end;
            joint = true;
        } else if matches!(parsed.word(at), "," | ";" | "also" | "another" | "the" | "a" | "other" | "about" | "by") {
            joint = true;
            at += 1;
        } else if parsed.before(at, 1) == ","
            && parsed.token(at).is_some_and(|t| t.is_number())
            && parsed.word(at + 1) == ","
        {
            // "a Kazakh woman, 31, and two Russian men"
            at += 1;
        } else {
            return false;
        }
    }
    joint || right.start() <= left.end
}

/// "Of the 2,041, …": the number only points back.
pub fn is_reference(parsed: &Parsed, quantity: &Quantity) -> bool {
    let (first, second) = (parsed.before(quantity.start(), 2), parsed.before(quantity.start(), 1));
    matches!(first, "of" | "among")
        && matches!(second, "the" | "these" | "those" | "all")
        && quantity.partitive.is_none()
}

/// "Of the crossings, 137 million …", "The largest group … 312 …": the sentence begins with words that point back.
fn leading(parsed: &Parsed, start: usize, previous: Option<&Quantity>, vocabulary: &Vocabulary) -> Option<PartMark> {
    if previous.is_some() {
        return None;
    }
    // "Chinese top the list of those deported with 302"
    if (0..start).any(|at| vocabulary.grammar.superlatives.longest(parsed.tokens, at).is_some()) {
        return Some(PartMark::Marker);
    }
    let points = matches!(parsed.word(0), "of" | "among")
        && matches!(parsed.word(1), "the" | "those" | "these" | "its" | "their" | "them" | "all");
    let comma = (2..=9).find(|i| parsed.word(*i) == ",");
    // "Of the suspects, who range in age from 18 to 61, 29 are …"
    let described = comma.is_some_and(|c| matches!(parsed.word(c + 1), "who" | "whose" | "which") && start > c)
        && parsed.before(start, 1) == ",";
    let near =
        described || comma.is_some_and(|c| start > c && start - c <= 8) || (parsed.word(0) == "among" && start <= 9);
    // "Of the 510, roughly a third were Nigerians"
    let number = vocabulary.numbers.plain(parsed.tokens, 2).map(|(value, _)| value as u64);
    let partitive = number.map_or(Partitive::TheNoun, Partitive::Number);
    (points && near).then_some(PartMark::Partitive(partitive))
}
