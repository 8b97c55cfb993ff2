//! Lists of quantities: which stand side by side and share a verb, and which break a whole down. In: a sentence's
//! quantities. Out: for each the list it belongs to and the words that make it a part.

mod marks;

pub use marks::{PartMark, is_reference};

use super::parse::Parsed;
use super::quantity::{Partitive, Quantity, What};
use crate::vocabulary::{Class, Vocabulary};
use marks::{bracketed, mark};

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
        // "203 had worked without a permit, 121 had overstayed": a thing behind a preposition is of no list.
        let aside = |i: &usize| quantities.get(*i).is_some_and(|q| is_oblique_thing(parsed, q, vocabulary));
        let last = (0..index).rev().find(|i| !aside(i)).filter(|_| quantity.is_bare());
        let previous = last.or(index.checked_sub(1)).and_then(|i| quantities.get(i).map(|q| (i, q)));
        let own = mark(parsed, quantity, previous.map(|(_, q)| q), vocabulary);
        let joined = previous.is_some_and(|(_, q)| joins(parsed, q, quantity, vocabulary));
        let listed = joined && previous.and_then(|(i, _)| out.get(i)).is_some_and(|p| p.mark.is_some());
        let own = own.or_else(|| bracketed(parsed, quantity, listed, vocabulary));
        // "27 Nepalis, 19 of whom are women, and 11 Bangladeshis": an aside about one of a list does not lead the next.
        let aside = previous.is_some_and(|(i, q)| {
            let listed = i.checked_sub(1).and_then(|i| out.get(i)).is_some_and(|p| p.leader.is_some());
            let bracket = parsed.before(q.start(), 1) == "(" && parsed.word(quantity.start().saturating_sub(1)) != "(";
            let beside = listed && parsed.before(q.start(), 1) == "," || bracket;
            beside && q.partitive == Some(Partitive::Them) && !quantity.is_bare()
        });
        let last = previous.and_then(|(i, _)| i.checked_sub(usize::from(aside)));
        let before = last.and_then(|i| out.get(i).cloned()).unwrap_or_default();
        if own.is_none() && is_parallel(parsed, quantity, vocabulary) {
            let first = before.leader.or(last).and_then(|i| quantities.get(i));
            // "of whom 108 had no papers and 61 had overstayed"
            let whom = |q: &Quantity| (1..=3).any(|i| matches!(parsed.before(q.start(), i), "whom" | "which"));
            let aside = before.mark == Some(PartMark::Marker) && !first.is_some_and(whom);
            // "of whom 271 left of their own accord, 233 were removed and 106 were expelled"
            let relative = before.mark == Some(PartMark::Marker) && first.is_some_and(whom);
            let same = || relative.then(|| Place { leader: before.leader.or(last), mark: before.mark });
            if let Some(place) = parallel(&out).or(aside.then(Place::default)).or_else(same) {
                out.push(place);
                continue;
            }
        }
        if own.is_none() && ends_aside(parsed, quantities, &out, index, vocabulary) {
            out.push(Place::default());
            continue;
        }
        let marked = previous.filter(|(i, _)| out.get(*i).is_some_and(|p| p.mark.is_some()));
        if own.is_none() && marked.is_some_and(|(_, q)| is_echo(parsed, q, quantity)) {
            out.push(Place { leader: before.leader.or(last), mark: before.mark });
            continue;
        }
        let leader = if joined && own.is_none() { before.leader.or(last) } else { None };
        // A list goes on as parts: "among them 123 Chinese, 109 Vietnamese and 16 Americans".
        let goes_on = previous.is_some_and(|(_, q)| goes_on(parsed, q, quantity));
        // "39 people, including eight Thais, on Monday and another 22 on Tuesday"
        let more = quantity.other && before.mark == Some(PartMark::Marker) && before.leader.is_none();
        // "mainly Afghans (141) and Syrians (88), and nine organisers"
        let closed = |q: &Quantity| (q.end..quantity.start()).any(|i| parsed.word(i) == ")");
        let out_of =
            previous.is_some_and(|(_, q)| closed(q)) && parsed.before(quantity.start(), 1) != "(" && !quantity.other;
        let goes_on = goes_on && !more && !(out_of && quantity.noun.population.is_some());
        let carried = before.mark.filter(|_| own.is_none() && joined && goes_on);
        // "There were 810 romance scams and 640 job scams among them": what is said behind the last holds for all.
        let among = joined && before.mark.is_none() && marks::is_among(parsed, quantity, vocabulary);
        // "201 people, 14 women and five minors among them": a list that begins with its whole is none of parts.
        let copula = |at: usize| parsed.token(at).is_some_and(|t| vocabulary.grammar.is(t, Class::Copula));
        let parts = |i: &usize| {
            let first = quantities.get(*i).map_or(0, Quantity::start);
            first.checked_sub(1).map_or_else(|| copula(quantity.end), copula)
        };
        let leads = before.leader.or(last).filter(|i| among && parts(i));
        let leader = leads.or(leader);
        if let Some(from) = leads {
            out.iter_mut().skip(from).for_each(|p| p.mark = Some(PartMark::Marker));
        }
        out.push(Place { leader, mark: own.or(carried) });
    }
    out
}

/// "without a permit": one thing, named behind a preposition.
fn is_oblique_thing(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> bool {
    let behind = quantity.start().checked_sub(1).and_then(|i| parsed.token(i));
    let oblique = behind.is_some_and(|t| vocabulary.grammar.is(t, Class::Preposition));
    let listed = matches!(parsed.before(quantity.start(), 1), "including" | "of");
    quantity.article && quantity.what == What::Items && oblique && !listed
}

/// The place of a figure with a verb of its own beside the parts before it: theirs, but not of a part of those: "Of them, 41,
/// including 12 children, were stopped, 30 were …". Of words for parts only those that open a sentence hold for all of it.
fn parallel(before: &[Place]) -> Option<Place> {
    let points = |i: usize, p: &Place| {
        matches!(p.mark, Some(PartMark::Partitive(_))) || p.mark.is_some() && p.leader.unwrap_or(i) == 0
    };
    let (at, first) = before.iter().enumerate().rfind(|(i, p)| points(*i, p))?;
    Some(Place { leader: first.leader.or(Some(at)), mark: first.mark })
}

/// "61 were convicted, nine of whom were women, while 22 suspects were set free", "Four of the dead were children, and 23
/// survivors were …": others, with a verb of their own.
fn ends_aside(parsed: &Parsed, quantities: &[Quantity], out: &[Place], index: usize, vocabulary: &Vocabulary) -> bool {
    let Some(quantity) = quantities.get(index) else { return false };
    let Some(before) = index.checked_sub(1).and_then(|i| out.get(i)) else { return false };
    let leader = before.leader.unwrap_or(index - 1);
    let Some(first) = quantities.get(leader).filter(|_| before.mark.is_some()) else { return false };
    let joint = matches!(parsed.before(quantity.start(), 1), "and" | "while" | "whereas" | "but");
    let clause = joint && parsed.before(quantity.start(), 2) == ",";
    let verb = parsed.token(quantity.end).is_some_and(|t| {
        vocabulary.grammar.is(t, Class::Be)
            || vocabulary.grammar.is(t, Class::Have)
            || vocabulary.grammar.is(t, Class::Finite)
    });
    let own = quantity.noun.population.is_some() && quantity.noun.nationality.is_empty();
    let people = own && quantity.noun.sex.is_none() && quantity.noun.age_group.is_none();
    match first.partitive {
        _ if !(clause && verb) => false,
        Some(Partitive::Them) => leader > 0 && parsed.word(first.number.1) == "of",
        Some(Partitive::TheNoun | Partitive::Number(_)) => people,
        _ => false,
    }
}

/// Whether what follows in a list is still of the same kind: no other verb, no "together with".
fn goes_on(parsed: &Parsed, left: &Quantity, right: &Quantity) -> bool {
    let between = left.end..right.start();
    let verb = |i: usize| parsed.mention_from(i).is_some_and(|m| m.is_verb() && !m.is_nominal() && !m.gapped);
    // "…, and froze 4,800 accounts", "and secured the conviction of 3,249"
    let acts = |i: usize| {
        let told = parsed.word(i).ends_with("ed") || matches!(parsed.word(i), "had" | "has" | "have");
        let finite = told || parsed.mention_from(i).is_some_and(|m| m.is_verb());
        parsed.before(i, 1) == "and" && i < right.start() && finite
    };
    // "1,462 of them in Quebec, up from 1,350"
    let compared = parsed.before(right.start(), 1) == "from" && parsed.before(left.start(), 1) != "from";
    if compared || between.clone().any(acts) {
        return false;
    }
    let joint = |i: usize| matches!(parsed.word(i), "together" | "along" | "alongside" | "compared");
    // "16 firearms, five of them rifles, as well as 3,200 rounds"
    let of_them = left.partitive == Some(Partitive::Them) && left.what == What::Items;
    let thing = |q: &Quantity| matches!(q.what, What::Items | What::Weight(_) | What::Money(_) | What::Premises);
    let same = right.is_bare() || (left.is_bare() && !of_them) || (thing(left) == thing(right) && !of_them);
    same && !between.clone().any(joint) && (right.is_bare() || !between.into_iter().any(verb))
}

/// "Eleven of the suspects are Chinese, seven are Italians and one is a Senegalese".
fn is_parallel(parsed: &Parsed, quantity: &Quantity, vocabulary: &Vocabulary) -> bool {
    let behind = quantity.number.1;
    let is = parsed.token(behind);
    let is = is.is_some_and(|t| vocabulary.grammar.is(t, Class::Be) || vocabulary.grammar.is(t, Class::Have));
    let comes = vocabulary.grammar.origins.longest(parsed.tokens, behind).is_some();
    let counts = matches!(quantity.what, What::Persons | What::Bare);
    let set_beside = matches!(parsed.before(quantity.start(), 1), "while" | "whereas");
    counts && (is || comes) && (set_beside || matches!(parsed.before(quantity.start(), 1), "," | "and" | ";"))
}

/// "Birgunj accounted for 1,020 of the rescues, that at Kakarbhitta for 588": the verb and those counted are left out.
fn is_echo(parsed: &Parsed, left: &Quantity, right: &Quantity) -> bool {
    let before = parsed.before(right.start(), 1);
    let between = left.end..right.start();
    let done = |i: usize| parsed.before(i, 1) == "those";
    let silent = || between.clone().all(|i| done(i) || !parsed.mention_from(i).is_some_and(|m| m.is_verb()));
    let joint = || (left.number.1..right.start()).any(|i| matches!(parsed.word(i), "," | "and"));
    let unsaid = right.is_bare() || right.end == right.number.1;
    unsaid && before == "for" && parsed.before(left.start(), 1) == before && silent() && joint()
}

/// Whether only a joint of a list (and what describes the first) stands between two quantities.
fn joins(parsed: &Parsed, left: &Quantity, right: &Quantity, vocabulary: &Vocabulary) -> bool {
    if right.start() < left.end {
        return right.start() >= left.number.1;
    }
    // "12,972 were held over this, 4,812 over that": the verb is left out.
    let unsaid = right.is_bare() || right.noun.origin && right.noun.head.is_none();
    let gapped = unsaid
        && matches!(parsed.before(right.start(), 1), "," | "and" | ";")
        && (parsed.token(right.number.1).is_some_and(|t| vocabulary.grammar.is(t, Class::Preposition))
            || parsed.mention_from(right.end).is_some_and(|m| m.is_verb()));
    let strong = (2..=3).filter_map(|back| right.start().checked_sub(back)).any(|from| {
        vocabulary.grammar.joints.matches(parsed.tokens, from).any(|m| m.end == right.start() && m.end - m.start > 1)
    });
    let thing = |q: &Quantity| matches!(q.what, What::Items | What::Weight(_) | What::Money(_));
    if strong && (left.what == right.what || thing(left) && thing(right)) {
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

#[cfg(test)]
mod tests {
    use crate::extract::article::told::told;

    #[test]
    fn parts_echo_the_verb_of_the_first() {
        let text = "Volunteers rescued 3,412 women from traffickers. The post at Birgunj accounted for 1,020 of the rescues, that at Bhairahawa \
                    for 764 and that at Kakarbhitta for 588.";
        assert_eq!(told(text), ["3412 rescued", "1020 rescued <0", "764 rescued <0", "588 rescued <0"]);
    }

    #[test]
    fn others_with_a_verb_of_their_own_end_an_aside() {
        let text = "Courts convicted 61 men of fraud, nine of whom were Thais, while 22 suspects were released.";
        assert_eq!(told(text), ["61 convicted", "9 convicted TH <0", "22 released"]);
        let text = "Police recorded 90 cases of fraud. There were 51 job scams and 22 romance scams among them.";
        assert_eq!(told(text), ["90 cases", "51 cases <0", "22 cases <0"]);
    }

    #[test]
    fn a_verb_of_its_own_ends_an_aside_about_a_part() {
        let text =
            "Guards arrested 93 Thais. Of them, 41, including 12 women, were deported by sea, 30 were deported by air.";
        let parts = ["93 arrested TH", "41 deported TH <0", "12 deported TH <1", "30 deported TH <0"];
        assert_eq!(told(text), parts);
    }

    #[test]
    fn a_second_verb_ends_a_list_of_parts() {
        let text = "Police seized 16 rifles, including 4 pistols, and froze 80 accounts over fraud.";
        assert_eq!(told(text), ["16 seized", "4 seized <0", "80 blocked"]);
    }
}
