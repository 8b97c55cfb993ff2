//! Articles.
pub mod change;
pub mod discourse;
pub mod draft;
pub mod groups;
pub mod link;
pub mod nouns;
pub mod parse;
pub mod quantity;
pub mod trigger;

/// Every figure, refusal, person and statement of an article.
pub fn extract(
    _article: &crate::model::Article,
    _vocabulary: &crate::vocabulary::Vocabulary,
) -> Vec<crate::model::Item> {
    Vec::new()
}
