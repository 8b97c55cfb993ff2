//! One sentence with everything that the vocabulary knows in it. In: a sentence's tokens. Out: [`Parsed`], which the
//! later steps read by token index.

use crate::model::{Code, Span};
use crate::text::{Sentence, Token, TokenKind};
use crate::vocabulary::inflect::VerbForm;
use crate::vocabulary::{Class, CountryForm, Sense, Vocabulary};

/// One phrase of the vocabulary: the tokens `start..end` and all that it can mean.
#[derive(Debug, Clone)]
pub struct Mention<'v> {
    pub start: usize,
    pub end: usize,
    pub senses: Vec<(&'v Sense, Option<VerbForm>)>,
    /// Its words have others between them, so it covers no token for itself.
    pub gapped: bool,
}

impl<'v> Mention<'v> {
    pub fn country(&self) -> Option<(&'v Code, CountryForm)> {
        self.senses.iter().find_map(|(s, _)| match s {
            Sense::Country { code, form } => Some((code, *form)),
            _ => None,
        })
    }

    /// A country word in the given form, where it has several.
    pub fn country_as(&self, wanted: &[CountryForm]) -> Option<&'v Code> {
        self.senses.iter().find_map(|(s, _)| match s {
            Sense::Country { code, form } if wanted.contains(form) => Some(code),
            _ => None,
        })
    }

    pub fn offences(&self) -> Option<&'v [usize]> {
        self.senses.iter().find_map(|(s, _)| match s {
            Sense::Offences(codes) => Some(codes.as_slice()),
            _ => None,
        })
    }

    pub fn population(&self) -> Option<(usize, bool)> {
        self.senses.iter().find_map(|(s, _)| match s {
            Sense::Population { index, plural } => Some((*index, *plural)),
            _ => None,
        })
    }

    pub fn object(&self) -> Option<(usize, bool)> {
        self.senses.iter().find_map(|(s, _)| match s {
            Sense::Object { index, plural } => Some((*index, *plural)),
            _ => None,
        })
    }

    pub fn events(&self) -> impl Iterator<Item = usize> + '_ {
        self.senses.iter().filter_map(|(s, _)| match s {
            Sense::Event { measure } => Some(*measure),
            _ => None,
        })
    }

    pub fn is_verb(&self) -> bool {
        self.senses.iter().any(|(s, _)| matches!(s, Sense::Verb { .. }))
    }

    /// A word that can head or describe what a number counts.
    pub fn is_nominal(&self) -> bool {
        self.senses.iter().any(|(s, _)| !matches!(s, Sense::Verb { .. }))
    }
}

#[derive(Debug, Clone)]
pub struct Parsed<'v> {
    pub span: Span,
    pub paragraph: usize,
    pub tokens: &'v [Token],
    pub mentions: Vec<Mention<'v>>,
    /// For each token the mention that covers it.
    pub at: Vec<Option<usize>>,
    /// Tokens that a time expression covers.
    pub timed: Vec<bool>,
}

impl<'v> Parsed<'v> {
    pub fn of(sentence: &'v Sentence, timed: Vec<bool>, vocabulary: &'v Vocabulary) -> Self {
        let tokens = sentence.tokens.as_slice();
        let mut parsed = Parsed {
            span: sentence.span,
            paragraph: sentence.paragraph,
            at: vec![None; tokens.len()],
            tokens,
            mentions: Vec::new(),
            timed,
        };
        parsed.find_mentions(vocabulary);
        parsed
    }

    fn find_mentions(&mut self, vocabulary: &'v Vocabulary) {
        let mut covered = 0;
        let mut found = Vec::new();
        let lexicon = &vocabulary.terms.lexicon;
        for start in (0..self.tokens.len()).filter(|at| self.tokens.get(*at).is_some_and(|t| lexicon.may_begin(t))) {
            found.clear();
            found.extend(lexicon.matches(self.tokens, start));
            if found.is_empty() {
                continue;
            }
            let gapped = found.iter().filter_map(|m| m.gap.filter(|(a, b)| b > a).map(|gap| (m, gap)));
            for (m, gap) in gapped {
                // "cash were seized in": a gap with an auxiliary holds another verb's words.
                let is = |i: usize, class| self.tokens.get(i).is_some_and(|t| vocabulary.grammar.is(t, class));
                let mut before_relative = (gap.0..gap.1).take_while(|i| !is(*i, Class::Relative));
                // "for taking bribes from the ring, up from five"
                let comma = |i: &usize| self.tokens.get(*i).is_some_and(|t| t.is(","));
                let cut = (gap.0..gap.1).filter(comma).count() == 1 && gap.1.checked_sub(1).is_some_and(|i| comma(&i));
                if matches!(m.sense, Sense::Verb { .. }) && (cut || before_relative.any(|i| is(i, Class::Be))) {
                    continue;
                }
                self.mentions.push(Mention { start, end: m.end, senses: vec![(m.sense, m.form)], gapped: true });
            }
            let plain = || found.iter().filter(|m| m.gap.is_none_or(|(a, b)| b == a));
            let Some(end) = plain().map(|m| m.end).max() else { continue };
            if start < covered {
                continue;
            }
            let senses = plain().filter(|m| m.end == end).map(|m| (m.sense, m.form)).collect();
            let index = self.mentions.len();
            self.mentions.push(Mention { start, end, senses, gapped: false });
            for slot in self.at.iter_mut().take(end).skip(start) {
                *slot = Some(index);
            }
            covered = end;
        }
    }

    pub fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.folded.as_str())
    }

    /// The token `back` tokens before `at`.
    pub fn token_before(&self, at: usize, back: usize) -> Option<&Token> {
        at.checked_sub(back).and_then(|i| self.tokens.get(i))
    }

    /// Its word.
    pub fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |i| self.word(i))
    }

    pub fn mention_at(&self, at: usize) -> Option<&Mention<'v>> {
        self.at.get(at).copied().flatten().and_then(|i| self.mentions.get(i))
    }

    /// The mention that begins exactly here.
    pub fn mention_from(&self, at: usize) -> Option<&Mention<'v>> {
        self.mention_at(at).filter(|m| m.start == at)
    }

    /// The bytes of the tokens `start..end`.
    pub fn span_of(&self, start: usize, end: usize) -> Span {
        match (self.tokens.get(start), end.checked_sub(1).and_then(|i| self.tokens.get(i))) {
            (Some(a), Some(b)) if b.span.end >= a.span.start => a.span.join(b.span),
            _ => self.span,
        }
    }

    pub fn is_mark(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|t| t.kind == TokenKind::Mark)
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }
}
