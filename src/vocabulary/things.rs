//! Which things are which: passports are documents, pistols are handguns and those are firearms. In: `things.toml`. Out: for
//! the name of a thing, as a source gives it, what it is and the wider words for it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use toml::Spanned;

use super::inflect::singular;
use super::layers::{Layer, Layers, VocabularyError};
use crate::text::fold;

/// What the name of a thing says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Thing {
    /// One for all names of it, in the singular and folded.
    pub noun: String,
    /// The nouns that hold it, from the nearest to the widest.
    pub wider: Vec<String>,
    /// The widest of all, as it is shown.
    pub kind: String,
}

#[derive(Debug, Clone, Default)]
pub struct Things {
    /// The noun of each name.
    nouns: BTreeMap<String, String>,
    /// The noun that holds it, of each noun.
    broader: BTreeMap<String, String>,
    /// How a noun is shown.
    shown: BTreeMap<String, String>,
    apart: BTreeSet<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct ThingFile {
    apart: Vec<String>,
    thing: Vec<Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    names: Vec<Spanned<String>>,
    #[serde(default)]
    holds: Vec<Spanned<String>>,
}

/// Longer than any chain of nouns.
const STEPS: usize = 12;
/// Behind these words a name says what is in a thing or what it is for: a box of passports is no passport.
const JOINTS: &[&str] = &["of", "and", "or", "for", "with", "in", "on", "from", "to", "containing"];

impl Things {
    pub fn load(layers: &Layers) -> Result<Self, VocabularyError> {
        let mut things = Things::default();
        for layer in layers.of("things.toml", include_str!("things.toml"))? {
            let file: ThingFile = layer.parse()?;
            things.apart.extend(file.apart.iter().map(|word| fold(word)));
            for entry in &file.thing {
                things.add_names(&layer, entry)?;
            }
            for entry in &file.thing {
                things.add_held(&layer, entry)?;
            }
        }
        Ok(things)
    }

    fn add_names(&mut self, layer: &Layer, entry: &Entry) -> Result<(), VocabularyError> {
        let Some(first) = entry.names.first() else { return Err(layer.error(0, "a thing has no name")) };
        let noun = self.noun(&key(first.get_ref()));
        self.shown.insert(noun.clone(), first.get_ref().clone());
        for name in &entry.names {
            let before = self.nouns.insert(key(name.get_ref()), noun.clone());
            if before.as_ref().is_some_and(|before| *before != noun) {
                let message = format!("`{}` is a name of another thing", name.get_ref());
                return Err(layer.error(name.span().start, message));
            }
        }
        Ok(())
    }

    fn add_held(&mut self, layer: &Layer, entry: &Entry) -> Result<(), VocabularyError> {
        let whole = entry.names.first().map(|name| self.noun(&key(name.get_ref()))).unwrap_or_default();
        for held in &entry.holds {
            let fault = |message: &str| Err(layer.error(held.span().start, format!("`{}` {message}", held.get_ref())));
            let noun = self.noun(&key(held.get_ref()));
            if noun == whole || self.chain(&whole).contains(&noun) {
                return fault("would hold itself");
            }
            self.nouns.insert(key(held.get_ref()), noun.clone());
            self.shown.entry(noun.clone()).or_insert_with(|| held.get_ref().clone());
            if self.broader.insert(noun, whole.clone()).is_some_and(|before| before != whole && layer.layer == 0) {
                return fault("is held by two");
            }
        }
        Ok(())
    }

    /// A name's noun; a name that isn't known is one itself.
    fn noun(&self, key: &str) -> String {
        self.nouns.get(key).cloned().unwrap_or_else(|| key.to_string())
    }

    /// What holds a noun, from the nearest to the widest.
    fn chain(&self, noun: &str) -> Vec<String> {
        std::iter::successors(self.broader.get(noun), |wider| self.broader.get(*wider)).take(STEPS).cloned().collect()
    }

    /// What a name says; nothing is known of what it doesn't know but its noun.
    pub fn of(&self, name: &str) -> Thing {
        let key = key(name);
        let mut wider = match (self.nouns.get(&key), self.head(&key)) {
            (Some(noun), _) => return self.thing(noun.clone(), self.chain(noun), name),
            (None, None) => return self.thing(key.clone(), self.of_both(&key).into_iter().collect(), name),
            (None, Some(head)) => vec![head.clone()],
        };
        wider.extend(wider.first().map(|head| self.chain(head)).unwrap_or_default());
        self.thing(key, wider, name)
    }

    fn thing(&self, noun: String, wider: Vec<String>, name: &str) -> Thing {
        let kind = self.shown.get(wider.last().unwrap_or(&noun)).cloned().unwrap_or_else(|| fold(name));
        Thing { noun, wider, kind }
    }

    /// The widest noun for both of two things: `hashish and marijuana` are drugs.
    fn of_both(&self, key: &str) -> Option<String> {
        let (one, other) = key.split_once(" and ")?;
        let widest = |name: &str| {
            let noun = self.nouns.get(&singular(name))?;
            Some(self.chain(noun).pop().unwrap_or_else(|| noun.clone()))
        };
        widest(one).filter(|one| Some(one) == widest(other).as_ref())
    }

    /// The known noun at the end of a name: `chinese passport` is a passport.
    fn head(&self, key: &str) -> Option<&String> {
        let words: Vec<&str> = key.split(' ').collect();
        if words.iter().any(|word| JOINTS.contains(word) || self.apart.contains(*word)) {
            return None;
        }
        (1..words.len()).find_map(|from| self.nouns.get(&words.get(from..)?.join(" ")))
    }
}

/// Folded, in the singular, with one space between its words.
pub fn key(name: &str) -> String {
    let folded = fold(name);
    let name = folded.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.split_once(" of ") {
        Some((many, what)) => format!("{} of {}", singular(many), singular(what)),
        None => singular(&name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn a_thing_is_what_its_name_says() {
        let things = &Vocabulary::builtin().things;
        for (name, noun, wider, kind) in [
            ("Passports", "passport", "travel document+document", "documents"),
            ("Visa stickers", "visa sticker", "visa+document", "documents"),
            ("Chinese passports", "chinese passport", "passport+travel document+document", "documents"),
            ("documents", "document", "", "documents"),
            ("Narcotics", "drug", "", "drugs"),
            ("shabu", "methamphetamine", "amphetamine-type stimulant+synthetic drug+drug", "drugs"),
            ("knives", "knife", "weapon", "weapons"),
            ("SIM card", "sim card", "", "SIM cards"),
            // What it doesn't know it leaves alone.
            ("boxes of passports", "box of passport", "", "boxes of passports"),
            ("hashish and marijuana", "hashish and marijuana", "drug", "drugs"),
            ("hashish and watches", "hashish and watch", "", "hashish and watches"),
            ("toy guns", "toy gun", "", "toy guns"),
            ("Lanyards", "lanyard", "", "lanyards"),
            ("", "", "", ""),
        ] {
            let thing = things.of(name);
            assert_eq!((thing.noun.as_str(), thing.wider.join("+").as_str(), thing.kind.as_str()), (noun, wider, kind));
        }
    }

    #[test]
    fn a_mistake_is_told_with_its_line() {
        for (text, message) in [
            ("[[thing]]\nnames = ['cars']\nholds = ['cars']", "a.toml:3: `cars` would hold itself"),
            (
                "[[thing]]\nnames = ['a', 'b']\n[[thing]]\nnames = ['c', 'b']",
                "a.toml:4: `b` is a name of another thing",
            ),
        ] {
            let layer = Layer { file: "a.toml".into(), text: text.into(), layer: 1 };
            let file: ThingFile = layer.parse().expect("it is TOML");
            let mut things = Things::default();
            let added = file.thing.iter().try_for_each(|e| things.add_names(&layer, e));
            let added = added.and_then(|()| file.thing.iter().try_for_each(|e| things.add_held(&layer, e)));
            assert_eq!(added.map_err(|e| e.to_string()), Err(message.to_string()));
        }
    }
}
