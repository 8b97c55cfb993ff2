//! An article's body as paragraphs, sentences and tokens: the form that every extractor of articles reads.

use super::sentences::{paragraphs, sentences};
use super::tokens::{Token, tokenize_with};
use super::words::WordIndex;
use crate::model::Span;

#[derive(Debug, Clone)]
pub struct Sentence {
    pub span: Span,
    /// Index into [`Prose::paragraphs`].
    pub paragraph: usize,
    pub tokens: Vec<Token>,
}

#[derive(Debug, Clone, Default)]
pub struct Prose {
    pub paragraphs: Vec<Span>,
    pub sentences: Vec<Sentence>,
}

impl Prose {
    pub fn of(text: &str, body: Span, index: &WordIndex, is_abbreviation: &dyn Fn(&str) -> bool) -> Prose {
        let mut prose = Prose { paragraphs: paragraphs(text, body), sentences: Vec::new() };
        for (paragraph, block) in prose.paragraphs.iter().enumerate() {
            for span in sentences(text, *block, is_abbreviation) {
                prose.sentences.push(Sentence { span, paragraph, tokens: tokenize_with(text, span, index) });
            }
        }
        prose
    }
}
