//! A sentence's tokens with all that each can be where it is asked who speaks. In: a sentence and the vocabulary. Out:
//! [`Line`], from which names, offices and verbs of saying are read without asking the lexicon again.

use smol_str::SmolStr;

use crate::model::Span;
use crate::text::{Sentence, Token};
use crate::vocabulary::inflect::VerbForm;
use crate::vocabulary::speech::bits;
use crate::vocabulary::{CountryForm, Sense, Vocabulary, Voice};

#[derive(Debug, Clone, Copy)]
pub struct Hit {
    pub start: usize,
    pub end: usize,
    pub voice: Voice,
    pub form: Option<VerbForm>,
}

/// One sentence, read.
pub struct Line<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub vocabulary: &'a Vocabulary,
    pub hits: Vec<Hit>,
    /// Folded acronyms that the document explains in brackets.
    pub acronyms: &'a [SmolStr],
    /// The voices of the phrases that begin at each token.
    bits: Vec<u32>,
}

impl<'a> Line<'a> {
    pub fn of(text: &'a str, sentence: &'a Sentence, vocabulary: &'a Vocabulary, acronyms: &'a [SmolStr]) -> Line<'a> {
        let tokens = sentence.tokens.as_slice();
        let mut line = Line {
            text,
            tokens,
            vocabulary,
            hits: Vec::with_capacity(tokens.len() / 2),
            acronyms,
            bits: vec![0; tokens.len()],
        };
        for (at, token) in tokens.iter().enumerate() {
            let lexicon = &vocabulary.voices.lexicon;
            if !lexicon.may_begin(token) || !token.is_word() && token.folded != "&" {
                continue;
            }
            for found in lexicon.matches(tokens, at) {
                line.hits.push(Hit { start: found.start, end: found.end, voice: *found.sense, form: found.form });
                if let Some(bits) = line.bits.get_mut(at) {
                    *bits |= found.sense.bit();
                }
            }
        }
        line
    }

    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether a phrase of one of these voices begins at a token.
    pub fn is(&self, at: usize, voices: u32) -> bool {
        self.bits.get(at).is_some_and(|b| b & voices != 0)
    }

    /// Whether a phrase of any voice begins at a token.
    pub fn speaks(&self, at: usize) -> bool {
        self.is(at, u32::MAX)
    }

    /// The longest phrase of one of these voices that begins at a token.
    pub fn hit(&self, at: usize, voices: u32) -> Option<Hit> {
        if !self.is(at, voices) {
            return None;
        }
        let from = self.hits.partition_point(|h| h.start < at);
        let here = self.hits.get(from..).unwrap_or(&[]).iter().take_while(|h| h.start == at);
        here.filter(|h| h.voice.bit() & voices != 0).max_by_key(|h| h.end).copied()
    }

    pub fn folded(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.folded.as_str())
    }

    /// The folded token before `at`; empty at the start.
    pub fn before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |i| self.folded(i))
    }

    pub fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| t.capital)
    }

    /// A capital that says nothing: the word begins the sentence or a quotation and is a common one, or is a day or month.
    pub fn common_capital(&self, at: usize) -> bool {
        self.is(at, bits::CALENDAR) || self.is(at, bits::COMMON) && self.opens(at)
    }

    /// Whether a token is the first of the sentence, of a quotation, or behind a dateline's dash or colon.
    pub fn opens(&self, at: usize) -> bool {
        at == 0 || matches!(self.before(at), "—" | "–" | "-" | ":" | "“" | "\"" | "•" | "*" | "‘" | ")" | "(")
    }

    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = self.tokens.get(start).map_or(Span::new(0, 0), |t| t.span);
        end.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(first, |t| first.join(t.span))
    }

    pub fn words(&self, start: usize, end: usize) -> &'a str {
        if start >= end { "" } else { self.span(start, end).of(self.text) }
    }

    /// The folded words of a range, marks left out.
    pub fn keys(&self, start: usize, end: usize) -> Vec<SmolStr> {
        let range = self.tokens.get(start..end).unwrap_or(&[]);
        range.iter().filter(|t| t.is_word() && t.folded != "'s").map(|t| t.folded.clone()).collect()
    }

    /// A country's name or adjective that begins at a token: its end and code.
    pub fn country(&self, at: usize) -> Option<(usize, crate::model::Code, CountryForm)> {
        if !self.capital(at) {
            return None;
        }
        let matches = self.vocabulary.terms.lexicon.matches(self.tokens, at);
        matches
            .filter_map(|m| match m.sense {
                Sense::Country { code, form } => Some((m.end, code.clone(), *form)),
                _ => None,
            })
            .max_by_key(|(end, _, _)| *end)
    }
}

/// The end of what may be an acronym: a word with a capital, and digits and capitals that stand directly behind it ("I4C").
pub fn acronym_end(tokens: &[Token], at: usize) -> Option<usize> {
    let first = tokens.get(at).filter(|t| t.is_word() && t.capital)?;
    let upper = first.caps || first.span.end - first.span.start == 1;
    let goes_on = |t: &&Token| upper && !t.spaced && !t.glued && (t.is_number() || t.is_word() && t.capital);
    Some(at + 1 + tokens.get(at + 1..)?.iter().take_while(goes_on).count())
}

/// Whether the tokens `start..end` are an acronym's.
pub fn is_acronym(line: &Line, start: usize, end: usize) -> bool {
    let caps = line.tokens.get(start).is_some_and(|t| t.caps);
    end == start + 1 && caps || end > start + 1 && acronym_end(line.tokens, start) == Some(end)
}

/// The acronym by which a body is called behind its name, and where the words that say so end: "(GDI)", ", or OCID,",
/// ", known as the F3U,".
pub fn also_called(tokens: &[Token], end: usize) -> Option<(usize, usize, usize)> {
    let is = |at: usize, word: &str| tokens.get(at).is_some_and(|t| t.is(word));
    let the = |at: usize| at + usize::from(is(at, "the"));
    let (from, mark) = if is(end, "(") {
        (end + 1, ")")
    } else if is(end, ",") && is(end + 1, "or") {
        (the(end + 2), ",")
    } else if is(end, ",") && is(end + 1, "known") {
        let named = (end + 2..end + 7).rev().find(|&at| is(at, "as") || is(at, "acronym") || is(at, "initials"))?;
        (the(named + 1), ",")
    } else {
        return None;
    };
    let to = acronym_end(tokens, from).filter(|to| is(*to, mark))?;
    let upper = tokens.get(from).is_some_and(|t| t.caps) || to > from + 1;
    (mark == ")" || upper).then_some((from, to, to + 1))
}

/// The acronyms that stand in brackets behind a capitalised name or a noun: `the General Department of Immigration (GDI)`.
pub fn acronyms(text: &str, sentences: &[Sentence]) -> Vec<SmolStr> {
    let mut out: Vec<SmolStr> = Vec::new();
    for sentence in sentences {
        let tokens = &sentence.tokens;
        for (at, before) in tokens.iter().enumerate().filter(|(_, t)| t.is_word()) {
            let Some((from, to, _)) = also_called(tokens, at + 1) else { continue };
            let (Some(first), Some(last)) = (tokens.get(from), to.checked_sub(1).and_then(|i| tokens.get(i))) else {
                continue;
            };
            let span = first.span.join(last.span);
            let length = span.end - span.start;
            let upper = to > from + 1
                || first.caps
                || length > 2 && (before.capital || first.span.of(text).chars().skip(1).any(char::is_uppercase));
            let acronym: SmolStr = crate::text::fold(span.of(text)).into();
            if length < 10 && upper && !out.contains(&acronym) {
                out.push(acronym);
            }
        }
    }
    out
}
