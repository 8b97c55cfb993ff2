//! Attribution: which part of a sentence each speech tag governs. In: a sentence's tags. Out: scopes.
//!
//! A tag governs its whole sentence, also the clauses before it. Two tags of different speakers divide the sentence at
//! the clause border between them. "which the minister announced" governs its own clause only.

use super::marks::Line;
use super::tags::Tag;
use crate::model::Span;
use crate::vocabulary::{Saying, Voice};

/// The tokens that a tag governs.
pub struct Scope {
    pub tag: usize,
    pub span: Span,
}

/// The scopes of a sentence's tags; `same(a, b)` says whether two tags have one speaker.
pub fn scopes(line: &Line, tags: &[Tag], same: &dyn Fn(usize, usize) -> bool) -> Vec<Scope> {
    let mut out = Vec::new();
    for (index, tag) in tags.iter().enumerate().filter(|(_, t)| t.clause_only) {
        let end = (tag.end..line.len()).find(|&i| is_border(line.folded(i))).unwrap_or(line.len());
        out.push(Scope { tag: index, span: line.span(tag.start, end) });
    }
    let open: Vec<usize> =
        (0..tags.len()).filter(|&i| tags.get(i).is_some_and(|t| !t.clause_only && t.saying != Saying::Quote)).collect();
    let mut from = 0;
    for (place, &index) in open.iter().enumerate() {
        let Some(tag) = tags.get(index) else { continue };
        let next = open.get(place + 1).copied();
        if next.is_some_and(|n| same(index, n)) {
            // One speaker goes on: the scope ends with a later tag.
            continue;
        }
        let to = next.and_then(|n| tags.get(n)).map_or(line.len(), |other| border(line, tag, other));
        // "saying that" governs what follows; so does a participle that opens the sentence's only speech.
        let start = if tag.rule == "saying" && open.len() == 1 { tag.start } else { own_clause(line, tag, from) };
        out.push(Scope { tag: index, span: line.span(start, to) });
        from = to;
    }
    out
}

/// "four were arrested; police believe that they …": a clause that begins with its speaker doesn't govern those before.
fn own_clause(line: &Line, tag: &Tag, from: usize) -> usize {
    // "a call centre from which, the prosecutors say, 6,200 were robbed": the clause that it breaks.
    let article = usize::from(matches!(line.before(tag.start), "the" | "a" | "an"));
    let broken =
        tag.start.checked_sub(article + 2).filter(|&i| line.folded(i + 1) == "," && line.folded(tag.end) == ",");
    if let Some(relative) = broken.filter(|&i| matches!(line.folded(i), "which" | "whom" | "where" | "whose")) {
        return relative;
    }
    let goes_on = !matches!(line.folded(tag.end), "." | "," | ";" | "" | "”" | "\"");
    if tag.rule != "x_said" || !goes_on {
        return from;
    }
    let near = tag.start.saturating_sub(5)..=tag.start;
    let border = near
        .rev()
        .find(|&i| line.folded(i) == ";" || line.before(i) == "," && matches!(line.folded(i), "and" | "while"));
    border.filter(|&b| b > from).unwrap_or(from)
}

/// The token where the scope of one tag ends and that of the next begins.
fn border(line: &Line, tag: &Tag, next: &Tag) -> usize {
    let between = tag.end..next.start;
    let strong = between.clone().find(|&i| matches!(line.folded(i), ";" | "—"));
    let conjunction =
        || between.clone().find(|&i| matches!(line.folded(i), "while" | "whereas" | "but" | "though" | "although"));
    let joined = || between.clone().find(|&i| line.before(i) == "," && matches!(line.folded(i), "and" | "with" | "as"));
    let comma = || between.clone().find(|&i| line.folded(i) == ",");
    strong.or_else(conjunction).or_else(joined).or_else(comma).unwrap_or(tag.end)
}

fn is_border(mark: &str) -> bool {
    matches!(mark, "," | ";" | ":" | "—" | "–" | "”" | "\"" | ")")
}

/// Whether a tag's own sentence gives it the list items that follow.
pub fn introduces_list(line: &Line) -> bool {
    line.tokens.last().is_some_and(|t| t.is(":"))
}

/// Whether a sentence has any verb of saying at all: the quick way out.
pub fn may_speak(line: &Line) -> bool {
    line.hits.iter().any(|h| matches!(h.voice, Voice::Verb(_) | Voice::According))
}
