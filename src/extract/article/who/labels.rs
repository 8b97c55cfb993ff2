//! Labels: who speaks in a text that gives speech by turns: "Q:" and "A:", "Ms Gurung:", "The Minister of State (Smt.
//! Narasimhan):". In: the lines of a document. Out: for each paragraph what its label says. One label alone is none, for the
//! colon may stand behind any heading, unless a question stands before it.

use super::marks::Line;
use super::mentions::{Kind, Mention};
use crate::text::Prose;
use crate::vocabulary::speech::bits;

/// How long a label may be.
const LONGEST: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    Question,
    Answer,
    /// The mention that speaks, by sentence and index.
    Named(usize, usize),
}

/// The label of each paragraph.
pub fn labels(prose: &Prose, lines: &[Line], mentions: &[Vec<Mention>]) -> Vec<Option<Label>> {
    let mut out: Vec<Option<Label>> = vec![None; prose.paragraphs.len()];
    let mut last = None;
    for (index, sentence) in prose.sentences.iter().enumerate() {
        if last.replace(sentence.paragraph) == Some(sentence.paragraph) {
            continue;
        }
        if let (Some(line), Some(row), Some(slot)) =
            (lines.get(index), mentions.get(index), out.get_mut(sentence.paragraph))
        {
            *slot = label(line, row, index);
        }
    }
    let turns = out.iter().flatten().count();
    if turns < 2 && !out.iter().position(Option::is_some).is_some_and(|at| is_asked(prose, lines, at)) {
        return vec![None; out.len()];
    }
    out
}

/// Whether the paragraph before another asks: "To ask the Minister how many …".
fn is_asked(prose: &Prose, lines: &[Line], paragraph: usize) -> bool {
    let before = paragraph.checked_sub(1);
    let mut row = prose.sentences.iter().zip(lines).filter(|(s, _)| Some(s.paragraph) == before);
    row.any(|(_, line)| (0..line.len()).any(|i| line.vocabulary.voices.asking.contains(line.folded(i))))
}

fn label(line: &Line, mentions: &[Mention], sentence: usize) -> Option<Label> {
    let colon = line.tokens.iter().take(LONGEST).position(|t| t.is(":"))?;
    if colon == 1 && line.capital(0) {
        let word = line.folded(0);
        if line.vocabulary.voices.answers.contains(word) {
            return Some(Label::Answer);
        }
        if line.vocabulary.voices.questions.contains(word) {
            return Some(Label::Question);
        }
    }
    if (0..colon).any(|i| line.is(i, bits::VERB) && !line.capital(i)) {
        return None;
    }
    let end = colon - usize::from(line.before(colon) == ")");
    let speaker = mentions
        .iter()
        .position(|m| m.end == end && matches!(m.kind, Kind::Person { name, titles, .. } if titles < name))?;
    Some(Label::Named(sentence, speaker))
}
