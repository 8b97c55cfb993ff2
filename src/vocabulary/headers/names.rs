//! Names of countries and months in tables all over the world. In: countries.toml, headers.toml's `names` and names.tsv.
//! Out: the country that a whole cell names, in whatever order and form its words stand.

use super::{Headers, key, tokens, without_brackets};
use crate::model::Code;
use crate::vocabulary::countries::Countries;

/// Countries and months as the languages of the world write them, folded; tools/make_names.py builds it.
const NAMES: &str = include_str!("../names.tsv");

impl Headers {
    /// Names of names.tsv, which give way to those that are known already.
    pub(super) fn add_world(&mut self) {
        for line in NAMES.lines() {
            let mut parts = line.split('\t');
            let (Some(kind), Some(what), Some(names)) = (parts.next(), parts.next(), parts.next()) else { continue };
            if kind == "month" {
                let Ok(month) = what.parse::<i8>() else { continue };
                for name in names.split('|') {
                    // มี.ค.: full stops are no pieces of a time.
                    self.months.entry(name.replace('.', "")).or_insert(month);
                }
                continue;
            }
            let code = self.codes.get(what).cloned().unwrap_or_else(|| what.into());
            for name in names.split('|') {
                self.whole_names.entry(name.to_string()).or_insert_with(|| code.clone());
            }
        }
    }

    pub(super) fn add_names(&mut self, countries: &Countries) {
        for country in &countries.all {
            let code: Code = country.code.get_ref().as_str().into();
            self.codes.entry(code.to_string()).or_insert_with(|| code.clone());
            if !country.alpha3.is_empty() {
                self.codes.entry(country.alpha3.clone()).or_insert_with(|| code.clone());
            }
            let names = std::iter::once(&country.name)
                .chain(&country.aliases)
                .chain(&country.former)
                .chain(&country.adjectives)
                .chain(&country.singular)
                .chain(&country.plural);
            for name in names.filter(|n| !n.is_empty()) {
                let bag = self.bag(name);
                let known = self.names.entry(bag).or_insert_with(|| Some(code.clone()));
                if known.as_ref().is_some_and(|k| *k != code) {
                    *known = None;
                }
            }
        }
    }

    /// The words of a name, without the small ones and with shortened ones written out, sorted.
    fn bag(&self, name: &str) -> Vec<String> {
        let mut bag: Vec<String> = tokens(name)
            .into_iter()
            .filter(|t| t.is_word() && t.folded != "'s")
            .map(|t| self.short.get(t.folded.as_str()).cloned().unwrap_or_else(|| t.folded.into()))
            .filter(|w| !w.is_empty())
            .collect();
        bag.sort();
        bag.dedup();
        bag
    }

    /// The country that a whole name means, in whatever order its words stand: `Korea (Rep.)`, `Congo, Dem. Rep.`.
    pub fn country(&self, name: &str) -> Option<Code> {
        let bag = self.bag(name);
        if bag.is_empty() {
            return None;
        }
        if let Some(code) = self.names.get(&bag) {
            return code.clone();
        }
        let whole = key(name);
        if let Some(code) = self.whole_names.get(&whole) {
            return Some(code.clone());
        }
        let people = self.people.iter().filter_map(|end| whole.strip_suffix(end.as_str()));
        if let Some(code) = people.filter_map(|n| self.whole_names.get(n.trim())).next() {
            return Some(code.clone());
        }
        let outside = without_brackets(name)?;
        let bag = self.bag(&outside);
        self.names.get(&bag).cloned().flatten()
    }

    /// The country that a folded name in one of the world's languages means.
    pub fn named(&self, folded: &str) -> Option<Code> {
        self.whole_names.get(folded).cloned()
    }

    /// The country of an ISO or statistical code that is all that a cell says.
    pub fn country_code(&self, text: &str) -> Option<Code> {
        let text = text.trim();
        if text.chars().any(|c| c.is_ascii_lowercase()) {
            return None;
        }
        self.codes.get(text).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::{NAMES, key};
    use crate::vocabulary::Vocabulary;

    #[test]
    fn official_spellings_of_country_names_are_found() {
        let headers = &Vocabulary::builtin().headers;
        for (name, code) in [
            ("Korea (Rep.)", "KR"),
            ("Korea, Republic of (South)", "KR"),
            ("Korea, Dem. People's Rep.", "KP"),
            ("Korean (South)", "KR"),
            ("Korea, South", "KR"),
            ("Congo, Dem. Rep.", "CD"),
            ("China, People's Republic", "CN"),
            ("P.R. CHINA", "CN"),
            ("TAIWAN R.O.C.", "TW"),
            ("Iran (Islamic Rep.)", "IR"),
            ("Hong Kong SAR", "HK"),
            ("Viet Nam", "VN"),
            ("Russian Federation", "RU"),
            ("Lao PDR", "LA"),
            ("Niger", "NE"),
            ("Nigeria", "NG"),
            ("São Tomé & Príncipe", "ST"),
            ("Venezuela (Bolivarian Republic of)", "VE"),
            ("Burma (Myanmar)", "MM"),
            ("Tanzania, United Republic of", "TZ"),
            ("Moldova, Republic of", "MD"),
        ] {
            assert_eq!(headers.country(name).as_deref(), Some(code), "{name}");
        }
        for (name, code) in [
            ("中国", "CN"),
            ("ベトナム", "VN"),
            ("中　　国", "CN"),
            ("越南籍", "VN"),
            ("タイ人", "TH"),
            ("한국", "KR"),
            ("เมียนมา", "MM"),
            ("Узбекистан", "UZ"),
            ("Αλβανία", "AL"),
            ("مصر", "EG"),
            ("Marroquíes", "MA"),
            ("Rumana", "RO"),
            ("albanische", "AL"),
            ("Nigériane", "NG"),
            ("Nigérienne", "NE"),
        ] {
            assert_eq!(headers.country(name).as_deref(), Some(code), "{name}");
        }
        assert_eq!(headers.country("Zamundan"), None);
        assert_eq!(headers.country_code("EL").as_deref(), Some("GR"));
        assert_eq!(headers.country_code("KHM").as_deref(), Some("KH"));
    }

    #[test]
    fn the_names_of_the_world_are_folded() {
        for name in NAMES.lines().filter_map(|l| l.rsplit('\t').next()).flat_map(|n| n.split('|')) {
            assert_eq!(key(name), name);
        }
    }
}
