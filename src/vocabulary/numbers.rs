//! Number words, magnitudes, bounds, vague counts and fractions, and how a number is read from tokens.

use serde::Deserialize;

use super::layers::{Layers, VocabularyError};
use super::lexicon::Lexicon;
use crate::model::{Bounds, Qualifier};
use crate::text::Token;
use crate::text::words::{Indexed, TokenMap, TokenSet, WordMap};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    words: WordMap<f64>,
    #[serde(default)]
    magnitudes: WordMap<f64>,
    #[serde(default)]
    counts: WordMap<f64>,
    #[serde(default)]
    vague: Vec<Vague>,
    #[serde(default)]
    bound: Vec<Bound>,
    #[serde(default)]
    fraction: Vec<Fraction>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Vague {
    phrase: String,
    low: f64,
    high: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bound {
    qualifier: toml::Spanned<String>,
    before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fraction {
    phrase: String,
    percent: f64,
}

/// A number as the words state it: the tokens `start..end`, bounds included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NumberAt {
    pub start: usize,
    pub end: usize,
    pub bounds: Bounds,
    /// A share said in words ("a third"), in percent.
    pub fraction: bool,
    /// Written in letters.
    pub spelled: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Numbers {
    words: TokenMap<f64>,
    magnitudes: TokenMap<f64>,
    counts: TokenMap<f64>,
    /// The words that numbers without a bound begin with.
    openers: TokenSet,
    vague: Lexicon<(u64, u64)>,
    before: Lexicon<Qualifier>,
    after: Lexicon<Qualifier>,
    fractions: Lexicon<u64>,
}

/// What follows a share in words: "one in five of the", "three in four had".
const SHARED: &[&str] = &["of", "had", "have", "were", "was", "are", "is", "came", "said", "did"];

impl Numbers {
    pub fn load(layers: &Layers) -> Result<Self, VocabularyError> {
        let mut numbers = Numbers::default();
        for layer in layers.of("numbers.toml", include_str!("numbers.toml"))? {
            let file: File = layer.parse()?;
            numbers.words.extend(file.words);
            numbers.magnitudes.extend(file.magnitudes);
            numbers.counts.extend(file.counts);
            let fault = |e: String| layer.error(0, e);
            for vague in file.vague {
                numbers.vague.add(&vague.phrase, (vague.low as u64, vague.high as u64)).map_err(fault)?;
            }
            for fraction in file.fraction {
                numbers.fractions.add(&fraction.phrase, (fraction.percent * 1000.0).round() as u64).map_err(fault)?;
            }
            for bound in file.bound {
                let at = bound.qualifier.span().start;
                let name = bound.qualifier.get_ref();
                let qualifier =
                    Qualifier::parse(name).ok_or_else(|| layer.error(at, format!("`{name}` is no qualifier")))?;
                for phrase in &bound.before {
                    numbers.before.add(phrase, qualifier).map_err(fault)?;
                }
                for phrase in &bound.after {
                    numbers.after.add(phrase, qualifier).map_err(fault)?;
                }
            }
        }
        let Numbers { words, openers, .. } = &mut numbers;
        openers.add(words.keys().cloned().chain(["between", "half", "a", "an"].map(str::to_string)));
        Ok(numbers)
    }

    /// The lists that tokens are looked up in.
    pub fn lists(&mut self) -> Vec<&mut dyn Indexed> {
        let Numbers { words, magnitudes, counts, openers, vague, before, after, fractions } = self;
        vec![words, magnitudes, counts, openers, vague, before, after, fractions]
    }

    /// The bound whose words are exactly the tokens `from..to`.
    pub fn bound_before(&self, tokens: &[Token], from: usize, to: usize) -> Option<Qualifier> {
        self.before.matches(tokens, from).find(|m| m.end == to).map(|m| *m.sense)
    }

    /// Whether the token is a number word or magnitude.
    pub fn is_number_word(&self, token: &Token) -> bool {
        self.words.knows(token) || self.magnitudes.knows(token) || self.counts.knows(token)
    }

    /// Whether a number can begin with a token, which with most it can't.
    #[inline]
    fn may_begin(&self, token: &Token) -> bool {
        token.is_number()
            || self.openers.knows(token)
            || self.before.may_begin(token)
            || self.vague.may_begin(token)
            || self.fractions.may_begin(token)
    }

    /// The number that begins at `at`, with the bounds that its words state.
    #[inline]
    pub fn at(&self, tokens: &[Token], at: usize) -> Option<NumberAt> {
        if tokens.get(at).is_some_and(|t| self.may_begin(t)) { self.read(tokens, at) } else { None }
    }

    fn read(&self, tokens: &[Token], at: usize) -> Option<NumberAt> {
        if let Some(found) = self.between(tokens, at) {
            return Some(found);
        }
        let bound = self.before.matches(tokens, at).max_by_key(|m| m.end).filter(|_| !is_particle(tokens, at));
        let from = bound.as_ref().map_or(at, |m| m.end);
        let inner = self.unbounded(tokens, from)?;
        let mut found = NumberAt { start: at, ..inner };
        match bound {
            Some(m) if inner.bounds.qualifier == Qualifier::Exact || inner.fraction => {
                found.bounds = bounded(inner.bounds.low, *m.sense);
            }
            Some(_) => {}
            None => self.bound_behind(tokens, &mut found),
        }
        Some(found)
    }

    fn bound_behind(&self, tokens: &[Token], found: &mut NumberAt) {
        if found.bounds.qualifier != Qualifier::Exact {
            return;
        }
        if tokens.get(found.end).is_some_and(|t| t.folded == "+" && !t.spaced) {
            found.bounds = bounded(found.bounds.low, Qualifier::AtLeast);
            found.end += 1;
        } else if let Some(m) = self.after.longest(tokens, found.end) {
            found.bounds = bounded(found.bounds.low, *m.sense);
            found.end = m.end;
        }
    }

    /// "between 200 and 300".
    fn between(&self, tokens: &[Token], at: usize) -> Option<NumberAt> {
        if !tokens.get(at)?.is("between") {
            return None;
        }
        let (low, end) = self.plain(tokens, at + 1)?;
        if !tokens.get(end)?.is("and") {
            return None;
        }
        let (high, end) = self.plain(tokens, end + 1)?;
        (low < high).then(|| range(at, end, low, high))
    }

    fn unbounded(&self, tokens: &[Token], at: usize) -> Option<NumberAt> {
        let spelled = !tokens.get(at)?.is_number();
        if let Some(m) = self
            .fractions
            .longest(tokens, at)
            .filter(|m| !tokens.get(m.end).is_some_and(|t| t.is("dozen") || t.is("a")))
        {
            let bounds = Bounds::exact(*m.sense as f64 / 1000.0);
            return Some(NumberAt { start: at, end: m.end, bounds, fraction: true, spelled: true });
        }
        if let Some(share) = self.one_in_so_many(tokens, at) {
            return Some(share);
        }
        if let Some(m) = self.vague.longest(tokens, at) {
            let (low, high) = *m.sense;
            let bounds = Bounds { low: Some(low as f64), high: Some(high as f64), qualifier: Qualifier::Vague };
            return Some(NumberAt { start: at, end: m.end, bounds, fraction: false, spelled });
        }
        let (low, end) = self.plain(tokens, at)?;
        if let Some((high, end)) = self.upper(tokens, at, end).filter(|(high, _)| *high > low) {
            let low = self.shared_magnitude(tokens, at, end, low, high);
            return Some(range(at, end, low, high));
        }
        Some(NumberAt { start: at, end, bounds: Bounds::exact(low), fraction: false, spelled })
    }

    /// "one in five of the", "three in four had": a share in words.
    fn one_in_so_many(&self, tokens: &[Token], at: usize) -> Option<NumberAt> {
        let word = |i: usize| tokens.get(i).filter(|t| t.is_word()).and_then(|t| self.words.of(t)).copied();
        let (part, whole) = (word(at)?, word(at + 2)?);
        let between = tokens.get(at + 1)?.is("in") && part >= 1.0 && part < whole && whole <= 10.0;
        let goes_on = tokens.get(at + 3).is_some_and(|t| SHARED.contains(&t.folded.as_str()));
        let bounds = Bounds::exact((1000.0 * part / whole).round() / 10.0);
        (between && goes_on).then_some(NumberAt { start: at, end: at + 3, bounds, fraction: true, spelled: true })
    }

    /// The upper end of "200 to 300" or "200–300".
    fn upper(&self, tokens: &[Token], start: usize, end: usize) -> Option<(f64, usize)> {
        let after_from = start.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.is("from") || t.is("by"))
            && !start
                .checked_sub(2)
                .and_then(|i| tokens.get(i))
                .is_some_and(|t| matches!(t.folded.as_str(), "anywhere" | "ranging"));
        // "rose by a mere five to 466"
        let by = (2..=3).any(|back| start.checked_sub(back).and_then(|i| tokens.get(i)).is_some_and(|t| t.is("by")));
        let mere = start.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| {
            matches!(
                t.folded.as_str(),
                "mere" | "only" | "just" | "another" | "about" | "some" | "nearly" | "almost" | "around"
            )
        });
        let after_from = after_from || by && mere;
        let next = tokens.get(end)?;
        if next.glued && next.is_number() {
            return self.plain(tokens, end);
        }
        if next.is("to") && !after_from {
            return self.plain(tokens, end + 1);
        }
        None
    }

    /// "1.5 to 2 million": the magnitude holds for both.
    fn shared_magnitude(&self, tokens: &[Token], start: usize, end: usize, low: f64, high: f64) -> f64 {
        let magnitude = end.checked_sub(1).and_then(|i| tokens.get(i)).and_then(|t| self.magnitudes.of(t));
        let low_has_one = tokens.get(start + 1).is_some_and(|t| self.magnitudes.knows(t));
        match magnitude {
            Some(m) if !low_has_one && low * m < high => low * m,
            _ => low,
        }
    }

    /// Digits or words and magnitudes, without any bounds.
    #[inline]
    pub fn plain(&self, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
        let first = tokens.get(at).filter(|t| t.is_number() || self.openers.knows(t))?;
        self.plain_from(first, tokens, at)
    }

    fn plain_from(&self, first: &Token, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
        if let Some(value) = first.value() {
            let mut end = at + 1;
            let mut value = value;
            while let Some(factor) = self.magnitude(tokens, end) {
                value *= factor;
                end += 1;
            }
            if tokens.get(end).is_some_and(|t| t.is("dozen")) {
                value *= 12.0;
                end += 1;
            }
            return Some((round(value), end));
        }
        if !first.is_word() {
            return None;
        }
        let (value, end) = self.spelled(tokens, at)?;
        // "two and a half kilograms", "two and a half million"
        let half = ["and", "a", "half"].iter().zip(end..).all(|(word, i)| tokens.get(i).is_some_and(|t| t.is(word)));
        if !half || value >= 100.0 {
            return Some((value, end));
        }
        let factor = self.magnitude(tokens, end + 3);
        Some((round((value + 0.5) * factor.unwrap_or(1.0)), end + 3 + usize::from(factor.is_some())))
    }

    /// A magnitude behind digits; a one-letter one must touch them ("3.2k", "$5m").
    fn magnitude(&self, tokens: &[Token], at: usize) -> Option<f64> {
        let token = tokens.get(at)?;
        let factor = *self.magnitudes.of(token)?;
        (token.folded.len() > 2 || !token.spaced || token.folded == "bn" || token.folded == "mn").then_some(factor)
    }

    fn spelled(&self, tokens: &[Token], at: usize) -> Option<(f64, usize)> {
        let first = tokens.get(at)?;
        // "half a million"
        if first.is("half") && tokens.get(at + 1).is_some_and(|t| t.is("a")) {
            let factor = self.magnitudes.of(tokens.get(at + 2)?)?;
            return Some((*factor / 2.0, at + 3));
        }
        let article = first.is("a") || first.is("an");
        if !article && !self.words.knows(first) {
            return None;
        }
        let mut end = at;
        let (mut total, mut current, mut any) = (0.0, 0.0, false);
        if article {
            let next = tokens.get(at + 1)?;
            if !(self.magnitudes.of(next).is_some_and(|_| next.folded.len() > 3) || self.counts.knows(next)) {
                return None;
            }
            current = 1.0;
            end += 1;
        }
        while let Some(token) = tokens.get(end) {
            if let Some(value) = self.words.of(token) {
                let joins = !any
                    || token.glued
                    || current == 0.0
                    || (current % 100.0 == 0.0)
                    || (current >= 20.0 && current % 10.0 == 0.0 && *value < 10.0);
                if !joins {
                    break;
                }
                current += value;
            } else if let Some(factor) =
                self.magnitudes.of(token).filter(|_| token.folded.len() > 3 && (any || article))
            {
                if *factor == 100.0 {
                    current *= 100.0;
                } else {
                    total += current * factor;
                    current = 0.0;
                }
            } else if let Some(factor) = self.counts.of(token).filter(|_| (any || article) && !token.is("pair")) {
                current *= factor;
                any = true;
                end += 1;
                break;
            } else if token.is("and") && any && self.continues(tokens, end) {
                end += 1;
                continue;
            } else {
                break;
            }
            any = true;
            end += 1;
        }
        any.then_some((total + current, end))
    }

    /// "two hundred and fifty": an `and` behind a hundred or thousand, before a smaller number word.
    fn continues(&self, tokens: &[Token], and: usize) -> bool {
        let before = and.checked_sub(1).and_then(|i| tokens.get(i)).and_then(|t| self.magnitudes.of(t));
        before.is_some() && tokens.get(and + 1).is_some_and(|t| self.words.knows(t))
    }
}

fn range(start: usize, end: usize, low: f64, high: f64) -> NumberAt {
    let bounds = Bounds { low: Some(low), high: Some(high), qualifier: Qualifier::Range };
    NumberAt { start, end, bounds, fraction: false, spelled: false }
}

/// Whether "over" and "up to" belong to the verb before them: "handed over 155 men", "went up to 1.15 million".
fn is_particle(tokens: &[Token], at: usize) -> bool {
    let verb = at.checked_sub(1).and_then(|i| tokens.get(i)).map_or("", |t| t.folded.as_str());
    match tokens.get(at).map(|t| t.folded.as_str()) {
        Some("over") => {
            let stem = verb.trim_end_matches("ing").trim_end_matches("ed").trim_end_matches('s');
            matches!(stem, "hand" | "turn" | "sign")
                || matches!(verb, "gave" | "give" | "given" | "took" | "take" | "taken")
        }
        Some("up") => matches!(
            verb,
            "went"
                | "go"
                | "goes"
                | "gone"
                | "going"
                | "rose"
                | "climbed"
                | "shot"
                | "crept"
                | "add"
                | "adds"
                | "added"
        ),
        _ => false,
    }
}

pub fn bounded(value: Option<f64>, qualifier: Qualifier) -> Bounds {
    match qualifier {
        Qualifier::MoreThan | Qualifier::AtLeast => Bounds { low: value, high: None, qualifier },
        Qualifier::LessThan | Qualifier::AtMost => Bounds { low: None, high: value, qualifier },
        _ => Bounds { low: value, high: value, qualifier },
    }
}

/// Decimal fractions times a magnitude keep no binary dust: 4.8 tonnes are 4800 kg.
pub fn round(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests;
