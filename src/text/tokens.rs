//! Tokens: words, numbers and marks with their byte spans. In: text. Out: tokens in order, nothing lost but white space.
//!
//! A hyphenated word is several tokens, the later ones `glued`, so that `people-smuggling` and `people smuggling` are
//! the same phrase. Dotted capitals are one token without their dots (`U.S.` folds to `us`, and `caps` holds). In scripts
//! that are written without spaces every letter is a token: a phrase is found wherever its letters follow each other.

use smol_str::SmolStr;

use super::fold::{fold, is_unspaced};
use super::words::{self, ANY, Lists, WordIndex};
use crate::model::Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    Word,
    /// Digits with grouping marks or decimals: `1,234`, `2.5`, `1 234`.
    Number,
    /// Anything else, one character each.
    Mark,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    /// Lower case, without diacritics; a mark is itself.
    pub folded: SmolStr,
    /// `words::hash` of the folded word.
    pub hash: u64,
    /// The lists that may know the folded word.
    pub lists: Lists,
    /// Begins with a capital.
    pub capital: bool,
    /// All letters are capitals, and there are two or more of them.
    pub caps: bool,
    /// Joined to the token before it by a hyphen or dash without spaces.
    pub glued: bool,
    /// White space stands between this token and the one before.
    pub spaced: bool,
}

impl Token {
    #[inline]
    pub fn is(&self, folded: &str) -> bool {
        self.folded.as_str() == folded
    }

    /// Whether an index has seen the token.
    #[inline]
    pub fn is_indexed(&self) -> bool {
        self.lists != ANY
    }

    pub fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    /// The number's value, where the token is one.
    pub fn value(&self) -> Option<f64> {
        if !self.is_number() {
            return None;
        }
        self.folded.parse().ok()
    }
}

/// The tokens of `text[span]`, with spans counted from the start of `text`.
pub fn tokenize(text: &str, span: Span) -> Vec<Token> {
    Scanner::new(text, span, None).run()
}

/// The same, with the lists of an index that know each token.
pub fn tokenize_with(text: &str, span: Span, index: &WordIndex) -> Vec<Token> {
    Scanner::new(text, span, Some(index)).run()
}

struct Scanner<'t> {
    text: &'t str,
    index: Option<&'t WordIndex>,
    at: usize,
    end: usize,
    out: Vec<Token>,
    glue: bool,
    spaced: bool,
    /// Whether lists know the last token only before certain words.
    begins_pairs: bool,
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '‐' | '‑')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, span: Span, index: Option<&'t WordIndex>) -> Self {
        let out = Vec::with_capacity(span.len() / 5 + 1);
        let end = span.end.min(text.len());
        Scanner { text, index, at: span.start, end, out, glue: false, spaced: true, begins_pairs: false }
    }

    fn run(mut self) -> Vec<Token> {
        while let Some(byte) = self.text.as_bytes().get(self.at).filter(|_| self.at < self.end) {
            match byte {
                b' ' | b'\t'..=b'\r' => {
                    self.at += 1;
                    self.spaced = true;
                }
                b'0'..=b'9' => self.number(),
                b'A'..=b'Z' | b'a'..=b'z' => self.word(),
                _ => self.step(),
            }
        }
        self.out
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or("")
    }

    fn step(&mut self) {
        let mut chars = self.rest().chars();
        let Some(c) = chars.next() else {
            self.at = self.end;
            return;
        };
        let next = chars.next();
        if c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' {
            self.at += c.len_utf8();
            self.spaced = true;
            return;
        }
        if c.is_ascii_digit() {
            return self.number();
        }
        if c.is_alphabetic() {
            return self.word();
        }
        let joins = !self.spaced && next.is_some_and(char::is_alphanumeric);
        if is_dash(c) && joins && self.out.last().is_some_and(|t| t.kind != TokenKind::Mark) {
            self.at += c.len_utf8();
            self.glue = true;
            return;
        }
        let end = self.at + c.len_utf8();
        self.push(end, TokenKind::Mark, SmolStr::new_inline(c.encode_utf8(&mut [0; 4])));
    }

    fn push(&mut self, end: usize, kind: TokenKind, folded: SmolStr) {
        let raw = Span::new(self.at, end).of(self.text);
        let capital = kind == TokenKind::Word && raw.chars().next().is_some_and(char::is_uppercase);
        let caps = kind == TokenKind::Word && is_caps(raw);
        self.push_as(end, kind, folded, (capital, caps));
    }

    fn push_as(&mut self, end: usize, kind: TokenKind, folded: SmolStr, (capital, caps): (bool, bool)) {
        let span = Span::new(self.at, end);
        let hash = words::hash(&folded);
        let lists = match self.index {
            Some(index) => {
                if let Some(last) = self.out.last_mut().filter(|_| self.begins_pairs) {
                    last.lists |= index.of_pair(last.hash, hash);
                }
                let word = index.of(hash);
                self.begins_pairs = word.begins_pairs;
                word.lists
            }
            None => ANY,
        };
        let (glued, spaced) = (self.glue, self.spaced);
        self.out.push(Token { span, kind, folded, hash, lists, capital, caps, glued, spaced });
        self.at = end;
        self.glue = false;
        self.spaced = false;
    }

    /// Digits, with `,` or a space before groups of three, and a decimal point.
    fn number(&mut self) {
        let spaces = !self.follows_name();
        let rest = self.rest();
        let bytes = rest.as_bytes();
        let digits = |from: usize| bytes.get(from..).map_or(0, |b| b.iter().take_while(|b| b.is_ascii_digit()).count());
        let mut end = digits(0);
        // Most end there.
        if !matches!(bytes.get(end), Some(b',' | b'.' | b' ' | 0xc2 | 0xe2))
            || matches!(bytes.get(end), Some(b',' | b'.' | b' ')) && digits(end + 1) == 0
        {
            return self.push(self.at + end, TokenKind::Number, rest.get(..end).unwrap_or("").into());
        }
        let mut folded: String = rest.get(..end).unwrap_or("").to_string();
        let mut grouped = false;
        // "9,66,790": lakh and crore are grouped by two digits before the last three.
        let by_two =
            bytes.get(end) == Some(&b',') && end <= 2 && digits(end + 1) == 2 && bytes.get(end + 3) == Some(&b',');
        while by_two && bytes.get(end) == Some(&b',') && digits(end + 1) == 2 && bytes.get(end + 3) == Some(&b',') {
            folded.push_str(rest.get(end + 1..end + 3).unwrap_or(""));
            end += 3;
            grouped = true;
        }
        loop {
            let separator = ["\u{a0}", "\u{202f}", "\u{2009}", ",", " "]
                .into_iter()
                .find(|s| rest.get(end..).is_some_and(|r| r.starts_with(s)));
            let Some(separator) = separator else { break };
            let from = end + separator.len();
            if digits(from) != 3 || (!grouped && end > 3) {
                break;
            }
            // "312 000 euros", but "on May 12 400 people" and "12 100-baht notes".
            let next = rest.get(from + 3..).and_then(|r| r.chars().next());
            if separator == " " && !(spaces && next.is_none_or(|c| c.is_whitespace() || matches!(c, '.' | ';' | ')'))) {
                break;
            }
            folded.push_str(rest.get(from..from + 3).unwrap_or(""));
            end = from + 3;
            grouped = true;
        }
        if bytes.get(end) == Some(&b'.') && digits(end + 1) > 0 {
            let decimals = digits(end + 1);
            folded.push_str(rest.get(end..end + 1 + decimals).unwrap_or(""));
            end += 1 + decimals;
            // 1.234.567 is grouping; 10.5.2019 a date: neither is one number here, the rest follows as its own token.
        }
        let end = self.at + end;
        self.push(end, TokenKind::Number, folded.into());
    }

    /// Whether a capitalised word stands right before: "May 12 400 people", "Route 66 300"; a sign of money is none.
    fn follows_name(&self) -> bool {
        self.out.last().is_some_and(|t| t.capital && !t.caps)
    }

    fn word(&mut self) {
        let rest = self.rest();
        if let Some(length) = dotted_capitals(rest) {
            let folded = rest.get(..length).unwrap_or("").replace('.', "").to_lowercase();
            let end = self.at + length;
            return self.push(end, TokenKind::Word, folded.into());
        }
        if let Some(Plain { word, capital, capitals, small }) = plain_word(rest) {
            let folded = if capitals > 0 { lower(word) } else { SmolStr::new(word) };
            self.push_as(self.at + word.len(), TokenKind::Word, folded, (capital, capitals > 1 && !small));
            return self.possessive();
        }
        let mut end = 0;
        let mut chars = rest.char_indices().peekable();
        let unspaced = chars.peek().is_some_and(|(_, c)| is_unspaced(*c));
        while let Some((at, c)) = chars.next() {
            if at > 0 && !is_mark(c) && (unspaced || is_unspaced(c)) {
                break;
            }
            let follows = chars.peek().map(|(_, c)| *c);
            // `RM25` and `VNĐ25` are a sign and a number, `K9` a word: short capitals before digits stay apart from them.
            let short = |r: &str| r.chars().count() <= 3 && r.chars().next().is_some_and(char::is_uppercase);
            let sign = c.is_ascii_digit() && at <= 6 && rest.get(..at).is_some_and(short);
            if sign {
                break;
            }
            if c.is_alphabetic() || (at > 0 && (c.is_ascii_digit() || is_mark(c))) {
                end = at + c.len_utf8();
                continue;
            }
            let possessive = rest
                .get(at + c.len_utf8()..)
                .is_some_and(|r| r.starts_with(['s', 'S']) && !r.chars().nth(1).is_some_and(char::is_alphanumeric));
            if is_apostrophe(c) && follows.is_some_and(char::is_alphabetic) && !possessive {
                continue;
            }
            break;
        }
        if end == 0 {
            end = rest.chars().next().map_or(1, char::len_utf8);
        }
        let folded = fold(rest.get(..end).unwrap_or(""));
        let end = self.at + end;
        self.push(end, TokenKind::Word, folded.into());
        self.possessive();
    }

    /// `'s` after a word is a token of its own, folded to `'s`.
    fn possessive(&mut self) {
        if !matches!(self.text.as_bytes().get(self.at), Some(b'\'' | 0xe2)) {
            return;
        }
        let mut chars = self.rest().chars();
        let (Some(a), Some(s)) = (chars.next(), chars.next()) else { return };
        if is_apostrophe(a) && matches!(s, 's' | 'S') && !chars.next().is_some_and(char::is_alphanumeric) {
            let end = self.at + a.len_utf8() + 1;
            self.push(end, TokenKind::Word, SmolStr::new_static("'s"));
        }
    }
}

/// A plain word in lower case, without a detour over the heap for a short one.
fn lower(word: &str) -> SmolStr {
    let mut buffer = [0; 23];
    match buffer.get_mut(..word.len()) {
        Some(short) => {
            short.copy_from_slice(word.as_bytes());
            short.make_ascii_lowercase();
            std::str::from_utf8(short).map_or_else(|_| SmolStr::new(word), SmolStr::new_inline)
        }
        None => word.to_ascii_lowercase().into(),
    }
}

/// All letters are capitals, two or more.
fn is_caps(raw: &str) -> bool {
    let mut letters = 0;
    for c in raw.chars().filter(|c| c.is_alphabetic()) {
        if !c.is_uppercase() {
            return false;
        }
        letters += 1;
    }
    letters > 1
}

/// A word of plain letters and digits.
struct Plain<'t> {
    word: &'t str,
    /// It begins with one of its capitals.
    capital: bool,
    capitals: usize,
    /// It has a small letter.
    small: bool,
}

/// The plain letters and digits at the start, where the word ends with them.
fn plain_word(rest: &str) -> Option<Plain<'_>> {
    let bytes = rest.as_bytes();
    let (mut length, mut capitals, mut small, mut early_digit) = (0, 0, false, false);
    for byte in bytes {
        match byte {
            b'a'..=b'z' => small = true,
            b'A'..=b'Z' => capitals += 1,
            b'0'..=b'9' => early_digit |= length < 4,
            _ => break,
        }
        length += 1;
    }
    let capital = bytes.first().is_some_and(u8::is_ascii_uppercase);
    let goes_on = bytes.get(length).is_some_and(|b| *b == b'\'' || !b.is_ascii());
    // `RM25` is a sign and a number.
    let sign = capital && early_digit;
    let word = rest.get(..length).filter(|word| !(goes_on || sign || word.is_empty()))?;
    Some(Plain { word, capital, capitals, small })
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// The length of `U.S.` or `P.R.` at the start; one capital with a dot is an initial, not this.
fn dotted_capitals(text: &str) -> Option<usize> {
    let mut length = 0;
    let mut pairs = 0;
    let bytes = text.as_bytes();
    while bytes.get(length).is_some_and(u8::is_ascii_uppercase) && bytes.get(length + 1) == Some(&b'.') {
        length += 2;
        pairs += 1;
    }
    (pairs >= 2).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        tokenize(text, Span::new(0, text.len())).into_iter().map(|t| t.folded.into()).collect()
    }

    #[test]
    fn numbers_keep_their_value() {
        assert_eq!(folded("1,234 of 35,001, or 2.5"), ["1234", "of", "35001", ",", "or", "2.5"]);
        assert_eq!(folded("in 2019, 403"), ["in", "2019", ",", "403"]);
        assert_eq!(folded("US$675,000"), ["us", "$", "675000"]);
        assert_eq!(folded("312 000 euros and 4 078 men"), ["312000", "euros", "and", "4078", "men"]);
        assert_eq!(folded("on May 12 400 men"), ["on", "may", "12", "400", "men"]);
        assert_eq!(folded("9,66,790 complaints, 1,23,45,678"), ["966790", "complaints", ",", "12345678"]);
    }

    #[test]
    fn hyphenated_words_are_glued_tokens() {
        let text = "a 50-year-old, 200–300 people-smuggling";
        let tokens = tokenize(text, Span::new(0, text.len()));
        let glued: Vec<_> = tokens.iter().filter(|t| t.glued).map(|t| t.folded.as_str()).collect();
        assert_eq!(glued, ["year", "old", "300", "smuggling"]);
    }

    #[test]
    fn letters_of_scripts_without_spaces_are_tokens() {
        assert_eq!(
            folded("国籍・地域 3月 한국인 ABC社"),
            ["国", "籍", "・", "地", "域", "3", "月", "한", "국", "인", "abc", "社"]
        );
    }

    #[test]
    fn possessives_and_dotted_capitals() {
        assert_eq!(folded("China's U.S. officers’ K'gari"), ["china", "'s", "us", "officers", "’", "k'gari"]);
    }
}
