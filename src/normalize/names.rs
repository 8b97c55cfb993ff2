//! Names to persons and bodies: which mentions of a document mean the same one, and what its full name is.
//!
//! In: names as they stand, in reading order. Out: entries, each by its fullest form. A short form ("Lt Gen Heisela",
//! "the GDI") belongs to the longer one that holds its words; of two that do, to the one mentioned last before it.

use smol_str::SmolStr;

use crate::model::{Code, Span};

/// A person of a document, by the fullest name that it gives.
#[derive(Debug, Clone, Default)]
pub struct PersonEntry {
    pub keys: Vec<SmolStr>,
    /// The first letters of the keys: most names end here that are held against it.
    letters: Letters,
    pub name: String,
    pub title: String,
    pub role: String,
    /// Index into [`Cast::bodies`].
    pub body: Option<usize>,
    pub nationality: Option<Code>,
    pub female: bool,
    /// Speaks, or has an office, rank or role.
    pub placed: bool,
    /// Has an office, rank or role.
    pub office: bool,
    /// Said to be an accused person or a victim, and with what office.
    pub accused: bool,
    pub accused_in_office: bool,
    pub span: Option<Span>,
}

#[derive(Debug, Clone, Default)]
pub struct BodyEntry {
    pub keys: Vec<SmolStr>,
    /// The keys that tell it from others, in order; the cast makes it.
    pub telling: Vec<SmolStr>,
    pub name: String,
    pub acronym: Option<SmolStr>,
    /// Index into the vocabulary's bodies.
    pub known: Option<usize>,
    pub country: Option<Code>,
    pub force: bool,
    /// A force of which a country has one: "the coastguard" is the "Italian coastguard" that was named before.
    pub single: bool,
    pub first: usize,
    /// The name is only an acronym so far.
    pub bare: bool,
}

/// Words for a corps that may stand for one another.
const CORPS: &[&str] = &["force", "guard", "guards", "service", "patrol"];

/// Who appears in a document.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    pub persons: Vec<PersonEntry>,
    pub bodies: Vec<BodyEntry>,
}

/// Without words that don't tell one body from another.
fn telling(keys: &[SmolStr]) -> Vec<SmolStr> {
    let mut out: Vec<SmolStr> =
        keys.iter().filter(|k| !matches!(k.as_str(), "of" | "the" | "for" | "and" | "&")).cloned().collect();
    out.sort_unstable();
    out
}

/// A bit for each letter, one for all that are not plain.
type Letters = u32;

fn letters(keys: &[SmolStr]) -> Letters {
    let bit = |key: &SmolStr| match key.bytes().next() {
        Some(letter @ b'a'..=b'z') => 1 << (letter - b'a'),
        _ => 1 << 31,
    };
    keys.iter().fold(0, |all, key| all | bit(key))
}

/// Whether each word of a name can be one of another's, by their first letters.
fn may_be_part(short: Letters, long: Letters) -> bool {
    short & !long == 0
}

/// Whether the words of one name stand in the other in the same order.
pub fn is_part(short: &[SmolStr], long: &[SmolStr]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word || initial_of(word, other)))
}

/// `J` for `John`.
fn initial_of(short: &str, long: &str) -> bool {
    short.len() == 1 && long.starts_with(short)
}

impl PersonEntry {
    /// Never stored by name.
    pub fn private(&self) -> bool {
        self.accused_in_office || self.accused && !self.office
    }
}

impl Cast {
    /// The entry for a body's name; a new one where none fits.
    pub fn body(&mut self, mut new: BodyEntry) -> usize {
        new.telling = telling(&new.keys);
        let words = &new.telling;
        let same = |old: &BodyEntry| {
            if new.known.is_some() && new.known == old.known || (old.acronym.is_some() && new.acronym == old.acronym) {
                return true;
            }
            let acronym = new.keys.len() == 1 && new.keys.first() == old.acronym.as_ref();
            let defined = old.keys.len() == 1 && old.keys.first() == new.acronym.as_ref();
            let old_words = &old.telling;
            let shorter = !new.force
                && !old.force
                && words.len() > 1
                && words.iter().all(|w| old_words.contains(w))
                && new.acronym.is_none();
            // "the army" is the Lebanese Army that was named before.
            let named = old.single || !old.force;
            let one = new.force && new.single && named && words.len() < old_words.len();
            // "the border force" is Border Guard Bangladesh.
            let mut tells = words.iter().filter(|w| !CORPS.contains(&w.as_str())).peekable();
            let one = one && tells.peek().is_some() && tells.all(|w| old_words.contains(w));
            acronym || defined || words == old_words || shorter || one
        };
        match self.bodies.iter().position(same) {
            Some(index) => {
                // The position is one of this list.
                let old = &mut self.bodies[index];
                // "the United Nations refugee agency, UNHCR," is described first and named then.
                let described = old.name.rsplit(' ').next().is_some_and(|last| last.starts_with(char::is_lowercase));
                if new.bare && new.known.is_some() && described {
                    old.name = new.name;
                } else if old.bare && !new.bare {
                    old.name = new.name;
                    old.keys = new.keys;
                    old.telling = new.telling;
                    old.bare = false;
                }
                // "the United Nations refugee agency, UNHCR," is described first and named then.
                old.acronym = old.acronym.take().or(new.acronym);
                old.known = old.known.or(new.known);
                old.country = old.country.take().or(new.country);
                index
            }
            None => {
                self.bodies.push(new);
                self.bodies.len() - 1
            }
        }
    }

    /// The entry for a name of several words; a new one where none fits.
    pub fn person(&mut self, keys: &[SmolStr], name: &str) -> usize {
        let own = letters(keys);
        let found = self.persons.iter().position(|p| {
            may_be_part(own, p.letters) && is_part(keys, &p.keys)
                || p.keys.len() > 1 && may_be_part(p.letters, own) && is_part(&p.keys, keys)
        });
        match found {
            Some(index) => {
                // The position is one of this list.
                let person = &mut self.persons[index];
                if keys.len() > person.keys.len() {
                    person.keys = keys.to_vec();
                    person.letters = own;
                    person.name = name.to_string();
                }
                index
            }
            None => {
                self.persons.push(PersonEntry {
                    keys: keys.to_vec(),
                    letters: own,
                    name: name.to_string(),
                    ..PersonEntry::default()
                });
                self.persons.len() - 1
            }
        }
    }

    /// All persons whose name holds these words.
    pub fn persons_named<'c>(&'c self, keys: &'c [SmolStr]) -> impl Iterator<Item = usize> + 'c {
        let own = letters(keys);
        let holds = move |p: &PersonEntry| may_be_part(own, p.letters) && !keys.is_empty() && is_part(keys, &p.keys);
        let named = self.persons.iter().enumerate().filter(move |(_, p)| holds(p));
        named.map(|(index, _)| index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(name: &str) -> Vec<SmolStr> {
        name.split(' ').map(|word| word.to_lowercase().into()).collect()
    }

    #[test]
    fn the_fullest_form_of_a_name_stands() {
        let mut cast = Cast::default();
        let short = cast.person(&keys("Azlan Hakimi"), "Azlan Hakimi");
        let full = cast.person(&keys("Azlan Hakimi Yusof"), "Azlan Hakimi Yusof");
        assert_eq!(short, full);
        assert_eq!(cast.persons[full].name, "Azlan Hakimi Yusof");
        assert_ne!(
            cast.person(&keys("Vivek Singh"), "Vivek Singh"),
            cast.person(&keys("Rakesh Singh"), "Rakesh Singh")
        );
    }

    #[test]
    fn acronyms_and_short_forms_are_one_body() {
        let mut cast = Cast::default();
        let entry = |name: &str, acronym: Option<&str>| BodyEntry {
            keys: keys(name),
            name: name.to_string(),
            acronym: acronym.map(SmolStr::new),
            ..BodyEntry::default()
        };
        let full = cast.body(entry("General Department of Immigration", Some("gdi")));
        assert_eq!(cast.body(entry("gdi", None)), full);
        assert_eq!(cast.body(entry("Department of Immigration", None)), full);
        assert_ne!(cast.body(entry("National Police", None)), full);
    }
}
