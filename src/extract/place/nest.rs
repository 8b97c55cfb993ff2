//! Places within places. In: the mentions of a sentence. Out: the same, each with the one that lies around it.

use super::{PlaceMention, Reader};

impl Reader<'_> {
    /// "Silang, Cavite", "a house at Tassia, in Embakasi", "a camp at Oyibi, near Accra": each lies in or by the next.
    pub(super) fn nest(&self, mentions: &mut [PlaceMention]) {
        for i in 1..mentions.len() {
            let (Some(inner), Some(outer)) = (mentions.get(i - 1), mentions.get(i)) else { continue };
            let gap = self.tokens.get(inner.end..outer.start).unwrap_or(&[]);
            // "Addis Ababa's Bole airport"
            if matches!(gap, [only] if only.is("'s")) {
                if let Some(owned) = mentions.get_mut(i) {
                    owned.inside = Some(i - 1);
                }
                continue;
            }
            let (comma, rest) = match gap.split_first() {
                Some((first, rest)) if first.is(",") => (true, rest),
                _ => (false, gap),
            };
            let words = rest.iter().filter(|t| t.is_word()).count();
            let tied = match rest.first() {
                None => comma,
                Some(t) => {
                    // "the KK Park area of Myawady Township"
                    let part = !t.capital && rest.get(1).is_some_and(|t| t.is("of"));
                    (t.is("in") || self.vocabulary.places.is_beside(t) || !comma && (t.is("of") || part))
                        && words <= 6
                        && rest.iter().all(|t| t.is_word() && !t.folded.is_empty())
                }
            };
            // "in Kratie, Kandal and Takeo" is a list: its members are of one kind.
            let goes_on = self.token(outer.end).is_some_and(|t| t.is("and") || t.is(",")) && rest.is_empty() && {
                let next = mentions.get(i + 1);
                next.is_some_and(|n| n.start <= outer.end + 2)
            };
            if tied
                && !goes_on
                && let Some(inner) = mentions.get_mut(i - 1)
            {
                inner.inside = Some(i);
            }
        }
    }
}
