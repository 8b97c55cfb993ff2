//! Articles to items. In: an article and the vocabulary. Out: every figure, refusal, person and statement.

use crate::model::{Article, Item};
use crate::vocabulary::Vocabulary;

pub fn extract(_article: &Article, _vocabulary: &Vocabulary) -> Vec<Item> {
    Vec::new()
}
