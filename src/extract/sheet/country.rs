//! The country in which a table's figures happened and whose people they count, as the texts around it say. In: titles,
//! notes, covers, the file's name. Out: the country and the people of [`Constants`].

use std::collections::BTreeSet;

use super::around::{Around, Constants};
use super::facets::Reader;
use super::when;
use crate::model::Code;
use crate::vocabulary::headers::key;

/// Letters of the shortest name of a country that is looked for among other words.
const SHORTEST: usize = 5;

impl Constants {
    pub(super) fn find_country(&mut self, around: &Around, near: &[&str], reader: &Reader<'_>) {
        let mut people: Vec<Code> = Vec::new();
        let titled = near.iter().filter(|t| **t != around.file);
        let mut foreign = false;
        for text in titled {
            let (places, whose) = reader.countries(text);
            // What a nearer text says of foreigners isn't about the people that a farther one names.
            if !foreign {
                people.extend(whose);
            }
            foreign |= reader.free(text).foreign;
            self.country = self.country.take().or(places.first().cloned());
        }
        if !people.is_empty() {
            self.people = Some(super::facets::joined(people));
        }
        let sources = around.notes.iter().filter(|n| when::is_published(n, &reader.vocabulary.headers));
        let further = sources.chain(&around.cover).chain(&around.notes);
        for text in further {
            if self.country.is_some() || self.international {
                break;
            }
            let (places, _) = reader.countries(text);
            self.country = places.first().cloned();
        }
        if self.country.is_none() && !self.international {
            let (places, _) = reader.countries(&around.file);
            let first = around.file.split_whitespace().next().unwrap_or("");
            let coded =
                (first.len() == 2).then(|| reader.vocabulary.headers.country_code(&first.to_uppercase())).flatten();
            self.country =
                places.first().cloned().or(coded.filter(|_| !reader.vocabulary.headers.file_words.contains(first)));
        }
        if self.country.is_none() && !self.international {
            self.country = in_its_language(near.iter().filter(|t| **t != around.file), reader);
        }
    }
}

/// The one country that titles name in their own language, as a noun or an adjective: `côtes tunisiennes`.
fn in_its_language<'t>(titles: impl Iterator<Item = &'t &'t str>, reader: &Reader<'_>) -> Option<Code> {
    let mut found: BTreeSet<Code> = BTreeSet::new();
    for title in titles {
        let folded = key(title);
        let words: Vec<&str> =
            folded.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty()).collect();
        let mut at = 0;
        while at < words.len() {
            let named = (1..=3).rev().find_map(|n| {
                let name = words.get(at..at + n)?.join(" ");
                let code =
                    (name.chars().count() >= SHORTEST).then(|| reader.vocabulary.headers.named(&name)).flatten()?;
                Some((code, n))
            });
            at += named.as_ref().map_or(1, |(_, n)| *n);
            found.extend(named.map(|(code, _)| code));
        }
    }
    found.first().filter(|_| found.len() == 1).cloned()
}
