//! Blocks: which series are compared with one another at all. In: the series that are stale. Out: their blocks, with all
//! series of each, in order.
//!
//! The same measure, nationality, sex, age group and modality, and things of one kind where things are counted. Figures that
//! differ in one of these never state the same; kind, unit, offences, country, place and period are compared inside, and so
//! is what may be said more widely: a thing (mobile phones are phones), and whether people are foreigners.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::rc::Rc;

use foldhash::fast::FixedState;
use rusqlite::{Connection, Row};
use smol_str::SmolStr;

use crate::store::StoreError;
use crate::text::fnv::fnv;
use crate::text::fold;

/// What tells series apart; of a block what its series have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    pub measure: SmolStr,
    pub nationality: SmolStr,
    pub sex: SmolStr,
    pub age_group: SmolStr,
    pub modality: SmolStr,
    /// The noun that all names of the thing share; of a block the widest.
    pub object: SmolStr,
}

/// Foreigners not named further: a table of deportations has their total without a nationality.
const FOREIGN: &str = "foreign";

impl Key {
    /// The key of the block that holds it.
    fn of_block(&self, wider: &[SmolStr]) -> Key {
        let nationality = if self.nationality == FOREIGN { SmolStr::default() } else { self.nationality.clone() };
        Key { nationality, object: wider.last().unwrap_or(&self.object).clone(), ..self.clone() }
    }
}

/// What a series says. There are hundreds of thousands: what many say alike stands in memory once.
#[derive(Debug, Clone)]
pub struct Series {
    pub key: Rc<Key>,
    pub form: Rc<Form>,
    pub offences: Rc<[Offence]>,
    pub country: SmolStr,
    pub place: Rc<Place>,
    /// The nouns that hold its thing, from the nearest to the widest.
    pub wider: Rc<[SmolStr]>,
    /// By what its values are divided: a thousand where it is told in grams.
    pub divisor: f64,
}

impl Series {
    /// Whether the one names its thing by the next wider word for the other's.
    pub fn is_next_to_thing(&self, other: &Series) -> bool {
        other.wider.first() == Some(&self.key.object) || self.wider.first() == Some(&other.key.object)
    }
}

/// What its figures are.
#[derive(Debug)]
pub struct Form {
    pub kind: SmolStr,
    /// Weights are all in kg.
    pub unit: SmolStr,
    pub direction: SmolStr,
}

#[derive(Debug)]
pub struct Place {
    /// As the source spells it.
    pub name: SmolStr,
    pub key: SmolStr,
}

/// An offence's code and that of the wider one that it belongs to, where there is one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Offence {
    pub code: SmolStr,
    pub broader: SmolStr,
}

#[derive(Debug)]
pub struct Block {
    pub key: Key,
    pub series: BTreeMap<i64, Series>,
}

impl Block {
    /// The key's number in the database (FNV-1a: it must be the same in every build).
    pub fn number(&self) -> i64 {
        let k = &self.key;
        let parts = [&k.measure, &k.nationality, &k.sex, &k.age_group, &k.modality, &k.object];
        fnv(parts.into_iter().flat_map(|part| part.bytes().chain([0]))) as i64
    }
}

/// What the vocabulary says of offences and things, as the database has it.
pub struct Known {
    /// The wider offence of each.
    broader: HashMap<SmolStr, SmolStr, FixedState>,
    /// Noun and wider nouns of each name of a thing.
    things: HashMap<SmolStr, (SmolStr, Rc<[SmolStr]>), FixedState>,
}

impl Known {
    pub fn load(connection: &Connection) -> Result<Known, StoreError> {
        let mut offences = connection.prepare("SELECT code, broader FROM offence")?;
        let broader = offences.query_map([], |row| Ok((text(row, 0)?, text(row, 1)?)))?.collect::<Result<_, _>>()?;
        let mut objects = connection.prepare("SELECT name, noun, wider FROM object")?;
        let things = objects.query_map([], |row| {
            let wider = text(row, 2)?;
            let wider = wider.split('+').filter(|w| !w.is_empty()).map(SmolStr::new).collect();
            Ok((text(row, 0)?, (text(row, 1)?, wider)))
        })?;
        Ok(Known { broader, things: things.collect::<Result<_, _>>()? })
    }

    /// The offences of a joint code, in order.
    pub fn offences(&self, joint: &str) -> Vec<Offence> {
        let offence =
            |code: &str| Offence { code: code.into(), broader: self.broader.get(code).cloned().unwrap_or_default() };
        joint.split('+').filter(|code| !code.is_empty()).map(offence).collect()
    }

    /// Noun and wider nouns of a thing; of one that isn't known its name alone.
    fn thing(&self, name: &str) -> (SmolStr, Rc<[SmolStr]>) {
        let known = self.things.get(name).filter(|(noun, _)| !noun.is_empty());
        known.cloned().unwrap_or_else(|| (name.into(), Rc::default()))
    }
}

const COLUMNS: &str = "series_id, kind, unit, direction, offences, country, place, measure, nationality, sex, age_group, \
                       modality, object";

/// Reads rows of [`COLUMNS`], and keeps what they have in common.
struct Reading {
    known: Known,
    keys: HashMap<Key, Rc<Key>, FixedState>,
    /// By kind, unit and direction.
    forms: HashMap<[SmolStr; 3], Rc<Form>, FixedState>,
    lists: HashMap<SmolStr, Rc<[Offence]>, FixedState>,
    places: HashMap<SmolStr, Rc<Place>, FixedState>,
}

impl Reading {
    fn new(connection: &Connection) -> Result<Reading, StoreError> {
        Ok(Reading {
            known: Known::load(connection)?,
            keys: HashMap::default(),
            forms: HashMap::default(),
            lists: HashMap::default(),
            places: HashMap::default(),
        })
    }

    fn series(&mut self, row: &Row<'_>) -> rusqlite::Result<(i64, Series)> {
        let (object, wider) = self.known.thing(row.get_ref(12)?.as_str()?);
        let key = Key {
            measure: text(row, 7)?,
            nationality: text(row, 8)?,
            sex: text(row, 9)?,
            age_group: text(row, 10)?,
            modality: text(row, 11)?,
            object,
        };
        let known = &self.known;
        let (unit, divisor) = weighed(text(row, 2)?);
        let form = self.forms.entry([text(row, 1)?, unit, text(row, 3)?]).or_insert_with_key(|said| {
            let [kind, unit, direction] = said.clone();
            Rc::new(Form { kind, unit, direction })
        });
        let list = self.lists.entry(text(row, 4)?).or_insert_with_key(|joint| known.offences(joint).into());
        let place = self
            .places
            .entry(text(row, 6)?)
            .or_insert_with_key(|name| Rc::new(Place { name: name.clone(), key: place_key(name).into() }));
        let series = Series {
            key: Rc::clone(self.keys.entry(key).or_insert_with_key(|key| Rc::new(key.clone()))),
            form: Rc::clone(form),
            offences: Rc::clone(list),
            country: text(row, 5)?,
            place: Rc::clone(place),
            wider,
            divisor,
        };
        Ok((row.get(0)?, series))
    }
}

/// Grams are thousandths of kilograms, so that both are one series.
fn weighed(unit: SmolStr) -> (SmolStr, f64) {
    if unit == "g" { ("kg".into(), 1000.0) } else { (unit, 1.0) }
}

/// A text of a row. Codes are short, and lie in the value itself.
fn text(row: &Row<'_>, at: usize) -> rusqlite::Result<SmolStr> {
    Ok(SmolStr::new(row.get_ref(at)?.as_str()?))
}

/// The blocks of all stale series, ordered by their keys. Measures and nationalities that stand in one table only have
/// nothing to compare, and are not read: a group needs two places (document and sheet), or an article.
pub fn stale(connection: &Connection) -> Result<Vec<Block>, StoreError> {
    let mut stale = connection.prepare("SELECT series_id FROM series_stale")?;
    let stale: HashSet<i64, FixedState> = stale.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?;
    let mut reading = Reading::new(connection)?;
    let mut statement = connection.prepare(&format!(
        "WITH due AS MATERIALIZED (
             SELECT DISTINCT s.measure, CASE s.nationality WHEN '{FOREIGN}' THEN '' ELSE s.nationality END AS together
             FROM series_stale JOIN series AS s USING (series_id)
         ),
         named AS MATERIALIZED (
             SELECT measure, together, together AS nationality FROM due
             UNION ALL SELECT measure, together, '{FOREIGN}' FROM due WHERE together = ''
         ),
         live AS MATERIALIZED (
             SELECT measure, together FROM due WHERE (
                 SELECT first < last OR sheets OR EXISTS (SELECT 1 FROM document_text WHERE document_id = first)
                 FROM (
                     SELECT min(d.document_id) AS first, max(d.document_id) AS last,
                         min(d.sheet_id) < max(d.sheet_id) AS sheets
                     FROM named AS n CROSS JOIN series AS s ON s.measure = n.measure AND s.nationality = n.nationality
                     CROSS JOIN series_document AS d ON d.series_id = s.series_id
                     WHERE n.measure = due.measure AND n.together = due.together
                 )
             )
         )
         SELECT {COLUMNS} FROM live JOIN named USING (measure, together) JOIN series USING (measure, nationality)",
    ))?;
    let mut blocks: BTreeMap<Key, BTreeMap<i64, Series>> = BTreeMap::new();
    for row in statement.query_map([], |row| reading.series(row))? {
        let (id, series) = row?;
        blocks.entry(series.key.of_block(&series.wider)).or_default().insert(id, series);
    }
    blocks.retain(|_, series| series.keys().any(|id| stale.contains(id)));
    Ok(blocks.into_iter().map(|(key, series)| Block { key, series }).collect())
}

/// The series of a measure that sums may have, by country; none of a country of which one document has them all.
pub fn countable(
    connection: &Connection,
    measure: &str,
    countries: &[&str],
) -> Result<BTreeMap<String, BTreeMap<i64, Series>>, StoreError> {
    let mut reading = Reading::new(connection)?;
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM series
         WHERE measure = ?1 AND kind = 'level' AND modality = 'actual' AND unit NOT IN ('countries', 'percent')
             AND country IN (
                 SELECT s.country FROM series AS s CROSS JOIN series_document AS d USING (series_id)
                 WHERE s.measure = ?1 AND s.country IN (SELECT value FROM json_each(?2))
                 GROUP BY s.country HAVING min(d.document_id) < max(d.document_id))",
    ))?;
    let mut found: BTreeMap<String, BTreeMap<i64, Series>> = BTreeMap::new();
    let countries = serde_json::json!(countries).to_string();
    for row in statement.query_map([measure, countries.as_str()], |row| reading.series(row))? {
        let (id, series) = row?;
        found.entry(series.country.to_string()).or_default().insert(id, series);
    }
    Ok(found)
}

/// Two spellings of one place: folded, without the words that only say what kind of place it is.
pub fn place_key(place: &str) -> String {
    const KINDS: &[&str] =
        &["city", "province", "district", "town", "the", "of", "municipality", "county", "region", "state", "area"];
    let folded = fold(place);
    let words: Vec<&str> = folded.split_whitespace().filter(|w| !KINDS.contains(w)).collect();
    if words.is_empty() { folded } else { words.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_place_are_one_key() {
        assert_eq!(place_key("Pasay City"), place_key("Pasay"));
        assert_eq!(place_key("Bokeo province"), place_key("Bokeo"));
        assert_ne!(place_key("Preah Sihanouk"), place_key("Sihanoukville"));
    }
}
