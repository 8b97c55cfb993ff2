//! Labels: who speaks in a text that gives speech by turns: "Q:" and "A:", "Ms Gurung:", "The Minister of State (Smt.
//! Narasimhan):", or quotations that answer the paragraphs before them. In: the lines of a document. Out: for each paragraph
//! what its label says. One label alone is none, for the colon may stand behind any heading, unless a question stands before it.

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
    /// The same, by a name that tells nothing of who bears it.
    Bare(usize, usize),
}

/// So many quotations must answer questions to make a text an interview.
const ANSWERS: usize = 3;

/// The label of each paragraph.
pub fn labels(text: &str, prose: &Prose, lines: &[Line], mentions: &[Vec<Mention>]) -> Vec<Option<Label>> {
    if let Some(turns) = quoted_answers(text, prose) {
        return turns;
    }
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
    // "Markova: About 2,100 were fined." answers where somebody asks; else a heading may stand there.
    if !out.contains(&Some(Label::Question)) {
        out.iter_mut().filter(|l| matches!(l, Some(Label::Bare(..)))).for_each(|l| *l = None);
    }
    let turns = out.iter().flatten().count();
    if turns < 2 && !out.iter().position(Option::is_some).is_some_and(|at| is_asked(prose, lines, at)) {
        return vec![None; out.len()];
    }
    out
}

/// The turns of an interview whose answers stand in quotation marks, below the questions.
fn quoted_answers(text: &str, prose: &Prose) -> Option<Vec<Option<Label>>> {
    let quoted = |at: usize| prose.paragraphs.get(at).is_some_and(|p| p.of(text).starts_with(['“', '"']));
    let asks =
        |at: usize| !quoted(at) && prose.paragraphs.get(at).is_some_and(|p| p.of(text).trim_end().ends_with('?'));
    let answers = (1..prose.paragraphs.len()).filter(|&at| quoted(at) && asks(at - 1)).count();
    let turn = |at| Some(if quoted(at) { Label::Answer } else { Label::Question });
    (answers >= ANSWERS).then(|| (0..prose.paragraphs.len()).map(turn).collect())
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
    let titled = |m: &Mention| m.end == end && matches!(m.kind, Kind::Person { name, titles, .. } if titles < name);
    // "Lena Markova, head of the Migration Service: We deported …"
    let placed = |m: &Mention| {
        m.start == 0 && m.end < colon && matches!(&m.kind, Kind::Person { role: Some(r), .. } if !r.words.is_empty())
    };
    if let Some(speaker) = mentions.iter().position(|m| titled(m) || placed(m)) {
        return Some(Label::Named(sentence, speaker));
    }
    let bare = |m: &Mention| m.start == 0 && m.end == end && matches!(m.kind, Kind::Person { .. });
    mentions.iter().position(bare).map(|speaker| Label::Bare(sentence, speaker))
}

#[cfg(test)]
mod tests {
    use super::super::tests::speaker;

    #[test]
    fn quotations_below_questions_are_answers() {
        let text = "The office has been headed by Ida Sund, 51, since May.\n\nHow many were deported?\n\n\u{201c}We deported 412 of \
                    them.\u{201d}\n\nWhat had they done?\n\n\u{201c}Of those, 34 had overstayed.\u{201d} (The mayor, Ole Berg, says that \
                    14 complained.)\n\nAre you content?\n\n\u{201c}We are.\u{201d}\n\nThe office has 143 staff, Sund said.";
        assert_eq!(speaker(text, "412"), "Ida Sund");
        assert_eq!(speaker(text, "34"), "Ida Sund");
        assert_eq!(speaker(text, "14 comp"), "Ole Berg");
    }

    #[test]
    fn a_name_alone_may_head_an_answer() {
        let text = "Q: How many were deported?\n\nLena Markova, head of the Migration Service: We deported 312.\n\nQ: How many \
                    were fined?\n\nMarkova: About 2,100.";
        assert_eq!(speaker(text, "312"), "Lena Markova");
        assert_eq!(speaker(text, "2,100"), "Lena Markova");
    }
}
