//! What headers and titles name as being told apart. In: a text. Out: dimensions.

use super::facets::Reader;
use super::texts::{clean, spaced};
use crate::vocabulary::headers::{Dimension, Word, tokens};

impl Reader<'_> {
    /// The dimensions that a title or header names.
    pub fn dimensions(&self, text: &str) -> Vec<Dimension> {
        let toks = tokens(text);
        self.vocabulary.headers.dimensions.scan(&toks).iter().map(|m| *m.sense).collect()
    }

    /// The dimension that a header gives its column: of the longest of its words.
    pub fn dimension(&self, text: &str) -> Option<Dimension> {
        let cleaned = spaced(&clean(text)).to_lowercase();
        let toks = tokens(&cleaned);
        let matches = self.vocabulary.headers.dimensions.scan(&toks);
        if let Some(whole) = matches.iter().find(|m| m.start == 0 && m.end == toks.len()) {
            return Some(*whole.sense);
        }
        // A word among others says nothing when it is one that only a whole header says.
        let said = matches.iter().filter(|m| {
            let lone_only =
                matches!(m.sense, Dimension::Ignored | Dimension::Count | Dimension::Measure | Dimension::Object);
            !lone_only
        });
        said.max_by_key(|m| (m.end - m.start, std::cmp::Reverse(m.start))).map(|m| *m.sense).or_else(|| {
            matches.first().filter(|m| m.end - m.start >= 2 || toks.len() <= m.end - m.start + 1).map(|m| *m.sense)
        })
    }

    /// Whether all of a header is the name of what a column is about, or says that it holds codes.
    pub fn is_name_of_column(&self, text: &str) -> bool {
        let headers = &self.vocabulary.headers;
        let toks = tokens(&spaced(&clean(text)).to_lowercase());
        headers.dimensions.matches(&toks, 0).any(|m| m.end == toks.len()) || !headers.coded.scan(&toks).is_empty()
    }

    /// Whether a header only says what is told apart below it, in words that would else count something: "type of
    /// violation".
    pub(super) fn names_a_kind(&self, text: &str) -> bool {
        use Dimension as D;
        let toks = tokens(&text.to_lowercase());
        let kinds = [D::Offence, D::Nationality, D::Sex, D::Age, D::Place, D::Where];
        let named = self
            .vocabulary
            .headers
            .dimensions
            .matches(&toks, 0)
            .any(|m| m.end == toks.len() && kinds.contains(m.sense));
        toks.len() > 1 && named && self.whole(text).is_empty()
    }

    /// Whether a text names an agency of many states.
    pub fn international(&self, text: &str) -> bool {
        let toks = tokens(text);
        self.vocabulary.headers.words.scan(&toks).iter().any(|m| *m.sense == Word::International)
    }
}
