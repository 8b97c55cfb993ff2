//! What a page may cost. In: a page's text, then its tree. Out: nothing, or why it isn't read.
//!
//! A parser of web pages repairs what is nested wrongly, and a page made for the purpose makes it repair without end: each
//! element left open is looked through, or opened anew, at every one that follows. So the nesting is counted before the
//! page is parsed, by a scan that is linear and looks at tags alone.

use dom_query::Document;

use crate::read::ReadError;

/// Elements of the largest page that is looked at.
pub const MOST_ELEMENTS: usize = 200_000;
/// How deep elements may stand in one another.
const DEEPEST: usize = 512;
/// How often elements that are left open may be opened anew.
const MOST_REOPENED: u64 = 2_000_000;

/// Elements without content, and those that the next of their kind closes.
const CLOSED_BY_THEMSELVES: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p",
    "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup", "rt", "rp",
    "html", "head", "body",
];
/// Elements that are opened anew in the next block when they are left open.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements whose content is no markup.
const RAW: &[&str] = &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Refuses a page that is nested so that parsing it would take time and memory out of proportion.
pub fn check(html: &str) -> Result<(), ReadError> {
    let mut depth = 0usize;
    let mut deepest = 0usize;
    let mut formatting = 0u64;
    let mut reopened = 0u64;
    let mut elements = 0usize;
    let mut rest = html;
    while let Some((tag, after)) = next_tag(rest) {
        rest = after;
        let is_formatting = FORMATTING.iter().any(|n| tag.is(n));
        if tag.closes {
            depth = depth.saturating_sub(usize::from(!tag.closed_by_itself()));
            formatting = formatting.saturating_sub(u64::from(is_formatting));
            continue;
        }
        elements += 1;
        reopened += formatting;
        depth += usize::from(!tag.closed_by_itself());
        formatting += u64::from(is_formatting);
        deepest = deepest.max(depth);
        if let Some(raw) = RAW.iter().find(|n| tag.is(n)) {
            rest = behind_raw(rest, raw);
            depth = depth.saturating_sub(1);
        }
    }
    if elements > MOST_ELEMENTS {
        return Err(ReadError::Hostile(format!("{elements} elements, and at most {MOST_ELEMENTS} are read")));
    }
    if deepest > DEEPEST {
        return Err(ReadError::Hostile(format!(
            "elements {deepest} deep in one another, and at most {DEEPEST} are read"
        )));
    }
    if reopened > MOST_REOPENED {
        return Err(ReadError::Hostile("elements that are opened and never closed, in large numbers".to_string()));
    }
    Ok(())
}

/// The tree that came of it: its depth is what later steps recurse into.
pub fn check_tree(document: &Document) -> Result<(), ReadError> {
    let mut waiting = vec![(document.root(), 0usize)];
    let mut nodes = 0usize;
    while let Some((node, depth)) = waiting.pop() {
        nodes += 1;
        if depth > 2 * DEEPEST || nodes > 8 * MOST_ELEMENTS {
            return Err(ReadError::Hostile("elements too many or too deep in one another".to_string()));
        }
        waiting.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    Ok(())
}

struct Tag<'h> {
    name: &'h str,
    closes: bool,
}

impl Tag<'_> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    fn closed_by_itself(&self) -> bool {
        CLOSED_BY_THEMSELVES.iter().any(|n| self.is(n))
    }
}

/// The next tag, and what follows its name; comments are passed over.
fn next_tag(mut html: &str) -> Option<(Tag<'_>, &str)> {
    loop {
        let (_, after) = html.split_once('<')?;
        if let Some(comment) = after.strip_prefix("!--") {
            html = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let (closes, name) = after.strip_prefix('/').map_or((false, after), |n| (true, n));
        let end = name.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(name.len());
        // What stands between ASCII bytes stands between characters.
        let (name, rest) = name.split_at(end);
        if name.is_empty() {
            html = after;
            continue;
        }
        return Some((Tag { name, closes }, rest));
    }
}

/// What follows `</name`; nothing where it is never closed.
fn behind_raw<'h>(mut html: &'h str, name: &str) -> &'h str {
    while let Some((_, after)) = html.split_once("</") {
        if after.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name)) {
            return after;
        }
        html = after;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_pages_pass() {
        let page = "<html><body><ul><li>a<li>b</ul><p>x<p>y<br><img src=a><script>if (a<b) '<div>'</script></body>";
        assert!(check(&page.repeat(500)).is_ok());
    }

    #[test]
    fn pages_made_to_cost_are_refused() {
        let open_fonts: String = (0..400).map(|i| format!("<font size={i}>")).collect();
        for page in ["<div>".repeat(600), "<b>x</b>".repeat(MOST_ELEMENTS + 1), open_fonts + &"<p>x".repeat(9_000)] {
            assert!(matches!(check(&page), Err(ReadError::Hostile(_))));
        }
    }
}
