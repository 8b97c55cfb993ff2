//! What is kept of a text to tell its copies by. In: a text. Out: its runs of five words, its figures, and its prints.
//!
//! Prints are a few of the runs, the same of the same words wherever they stand. Runs that hold a figure come first: the
//! bulletins of one office share their sentences, and only copies share the figures in them.

use super::fnv::{fnv, fnv_of};
use super::fold;

const RUN: usize = 5;
/// How many prints a text has at most.
const PRINTS: usize = 16;
/// How much of the shorter text both must have, and how many of the fewer figures.
const COPIED: f64 = 0.5;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sketch {
    /// Hashes, in order.
    runs: Vec<u64>,
    figures: Vec<u64>,
    pub prints: Vec<i64>,
}

impl Sketch {
    pub fn of(text: &str) -> Sketch {
        let folded = fold(text);
        let mut words: Vec<(u64, bool)> = Vec::with_capacity(folded.len() / 5);
        each_word(&folded, |word| words.push((hash(word), is_figure(word))));
        let (mut telling, mut plain) = (Vec::new(), Vec::with_capacity(words.len()));
        for run in words.windows(RUN.min(words.len()).max(1)) {
            let hash = fnv_of(run.iter().map(|word| word.0));
            if run.iter().any(|word| word.1) { telling.push(hash) } else { plain.push(hash) }
        }
        if words.is_empty() {
            plain.push(fnv_of([].into_iter()));
        }
        let (mut telling, plain) = (sorted(telling), sorted(plain));
        let prints = telling.iter().chain(&plain).take(PRINTS);
        // Half of a hash is told apart well enough, and half the size.
        let prints = sorted(prints.map(|hash| hash >> 32).collect()).into_iter().map(|hash| hash as i64).collect();
        telling.extend(plain);
        // Two lists in order are merged by a sort that keeps what is in order.
        telling.sort();
        telling.dedup();
        Sketch {
            prints,
            runs: telling,
            figures: sorted(words.into_iter().filter(|(_, figure)| *figure).map(|(hash, _)| hash).collect()),
        }
    }

    /// How many hashes it has.
    pub fn hashes(&self) -> usize {
        self.runs.len() + self.figures.len() + self.prints.len()
    }

    /// How much of the shorter text stands in the other too; `None` where they are no copies of each other.
    pub fn copied(&self, other: &Sketch) -> Option<f64> {
        let runs = share(&self.runs, &other.runs);
        (runs >= COPIED && share(&self.figures, &other.figures) >= COPIED).then_some(runs)
    }
}

/// What the two lists have in common, by the shorter; all where one is empty.
fn share(a: &[u64], b: &[u64]) -> f64 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return 1.0;
    }
    let mut rest = long.iter().peekable();
    let common = short.iter().filter(|x| {
        while rest.next_if(|y| y < x).is_some() {}
        rest.peek() == Some(x)
    });
    common.count() as f64 / short.len() as f64
}

fn sorted(mut hashes: Vec<u64>) -> Vec<u64> {
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

fn hash(word: &str) -> u64 {
    fnv(word.bytes().filter(|byte| !matches!(byte, b',' | b'.')))
}

/// Letters and digits without a break; `1,649` and `2.5` are one.
fn each_word<'t>(folded: &'t str, mut found: impl FnMut(&'t str)) {
    const MARKS: [char; 2] = [',', '.'];
    let mut rest = folded;
    while !rest.is_empty() {
        let (run, marked) = run(rest);
        let (word, behind) = rest.split_at(run);
        rest = behind.get(behind.chars().next().map_or(0, char::len_utf8)..).unwrap_or("");
        if !marked {
            if !word.is_empty() {
                found(word);
            }
            continue;
        }
        let word = word.trim_matches(MARKS);
        let is_number = word.bytes().next().is_some_and(|b| b.is_ascii_digit());
        if is_number || !word.bytes().any(|b| matches!(b, b',' | b'.')) {
            if !word.is_empty() {
                found(word);
            }
        } else {
            word.split(MARKS).filter(|word| !word.is_empty()).for_each(&mut found);
        }
    }
}

/// How far letters, digits and marks of numbers go at the start, and whether a mark is among them. Plain letters are bytes.
fn run(text: &str) -> (usize, bool) {
    let (mut end, mut marked) = (0, false);
    while let Some(byte) = text.as_bytes().get(end) {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => end += 1,
            b',' | b'.' => (end, marked) = (end + 1, true),
            0..=0x7f => break,
            _ => match text.get(end..).and_then(|rest| rest.chars().next()) {
                // The marks of print are told from letters before the long tables are asked.
                Some('\u{2000}'..='\u{206f}') | None => break,
                Some(c) if c.is_alphanumeric() => end += c.len_utf8(),
                Some(_) => break,
            },
        }
    }
    (end, marked)
}

/// A number of two digits and more that is no year: what one text has by chance, another hasn't.
fn is_figure(word: &str) -> bool {
    if !word.bytes().next().is_some_and(|b| b.is_ascii_digit()) {
        return false;
    }
    let is_year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits > 1 && !is_year && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same words, letter by letter.
    fn words(text: &str) -> Vec<&str> {
        let part = |c: char| ",.".contains(c) || !('\u{2000}'..='\u{206f}').contains(&c) && c.is_alphanumeric();
        let runs = text.split(|c| !part(c)).map(|run| run.trim_matches([',', '.']));
        let is_number = |run: &str| run.starts_with(|c: char| c.is_ascii_digit());
        let words = runs.flat_map(|run| match is_number(run) {
            true => vec![run],
            false => run.split([',', '.']).collect(),
        });
        words.filter(|word| !word.is_empty()).collect()
    }

    proptest! {
        #[test]
        fn words_are_letters_and_digits_without_a_break(text in "[a-cX0-2,. é١—’^-]{0,24}") {
            let mut found = Vec::new();
            each_word(&text, |word| found.push(word));
            prop_assert_eq!(found, words(&text));
        }
    }

    #[test]
    fn a_texts_runs_are_the_same_whatever_its_case_and_marks() {
        let one = Sketch::of("Police arrested 1,403 Chinese nationals on Monday, they said.");
        assert_eq!(one, Sketch::of("POLICE arrested 1403 Chinese nationals on Monday -- they said"));
        assert_eq!((one.runs.len(), one.figures.len()), (5, 1));
        assert_eq!(Sketch::of("Nobody").runs.len(), 1);
        assert_eq!(Sketch::of("").prints.len(), 1);
        assert_ne!(one, Sketch::of("Police arrested 1,404 Chinese nationals on Monday, they said."));
    }

    #[test]
    fn a_bulletin_with_other_figures_is_no_copy() {
        let week = |arrested: u32, deported: u32| {
            let text = format!(
                "The border police said on Monday that their patrols along the river and at the crossings of the province \
                 had stopped {arrested} persons without papers in the past week, of whom {deported} were sent back the same \
                 day and the others were handed over to the immigration office of the district for further questioning."
            );
            Sketch::of(&text)
        };
        assert_eq!(week(214, 97).copied(&week(214, 97)), Some(1.0));
        assert_eq!(week(214, 97).copied(&week(308, 55)), None);
        let shared = |a: &Sketch, b: &Sketch| a.prints.iter().filter(|print| b.prints.contains(print)).count();
        assert!(shared(&week(214, 97), &week(308, 55)) < PRINTS / 2);
    }

    #[test]
    fn years_ordinals_and_single_digits_are_no_figures() {
        let figures = |text: &str| text.split(' ').filter(|word| is_figure(word)).count();
        assert_eq!(figures("12 1,649 2.5 35120"), 4);
        assert_eq!(figures("7 2018 12th 1998 five"), 0);
    }
}
