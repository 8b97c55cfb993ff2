//! Facts that lie within a wider one that another source states. In: what a run touched. Out: rows of `fact_within`, so
//! that no sum has both.
//!
//! A report says that 412 Chinese nationals were arrested in a year; somebody else's table has 334 men and 78 women of them.
//! Each cell is a fact of its own, and each lies within the report's: the same measure, unit, country and things, nothing
//! said otherwise, and at least one attribute said more widely there. Inside one document its own words say what is a part
//! of what (`part_of`), and nothing is guessed.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use foldhash::fast::FixedState;
use rusqlite::{Connection, params};

use super::block::{self, Block, Known, Offence, Series};
use super::claim::{Claim, Name, Reader};
use super::holds::{Figure, links};
use super::period::Days;
use crate::store::StoreError;
use crate::text::fnv::fnv;

/// What is looked at together: nothing of one family lies within something of another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Family {
    pub measure: String,
    pub country: String,
}

impl Family {
    fn number(&self) -> i64 {
        fnv(self.measure.bytes().chain([0]).chain(self.country.bytes())) as i64
    }
}

/// The families that stale series and the groups of these blocks belong to.
pub fn touched(connection: &Connection, blocks: &[Block]) -> Result<BTreeSet<Family>, StoreError> {
    let family = |row: &rusqlite::Row<'_>| Ok(Family { measure: row.get(0)?, country: row.get(1)? });
    let mut stale = connection.prepare(
        "SELECT DISTINCT s.measure, s.country FROM series_stale JOIN series AS s USING (series_id) WHERE s.country <> ''",
    )?;
    let mut found: BTreeSet<Family> = stale.query_map([], family)?.collect::<Result<_, _>>()?;
    let mut groups = connection.prepare("SELECT DISTINCT ?2, country FROM fact WHERE block = ?1 AND country <> ''")?;
    for block in blocks {
        let rows = groups.query_map(params![block.number(), block.key.measure.as_str()], family)?;
        found.extend(rows.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(found)
}

/// The first and last year of stretches of days.
type Years = HashMap<Days, Option<(i16, i16)>, FixedState>;

/// Makes the rows of these families anew.
pub fn update(connection: &Connection, reader: &mut Reader<'_>, families: &BTreeSet<Family>) -> Result<(), StoreError> {
    let mut delete = connection.prepare("DELETE FROM fact_within WHERE family = ?1")?;
    let mut insert = connection.prepare("INSERT INTO fact_within VALUES (?1, ?2, ?3, ?4, ?5)")?;
    let mut countries: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for family in families {
        delete.execute([family.number()])?;
        countries.entry(&family.measure).or_default().push(&family.country);
    }
    // In the order of the families.
    let mut scopes = Vec::new();
    for (measure, countries) in &countries {
        let mut found = block::countable(connection, measure, countries)?;
        scopes.extend(countries.iter().map(|country| found.remove(*country).unwrap_or_default()));
    }
    if scopes.iter().all(BTreeMap::is_empty) {
        return Ok(());
    }
    let groups = Groups::load(connection)?;
    let families: Vec<&Family> = families.iter().collect();
    let of_several = |places: &BTreeSet<(i64, i64)>, _| places.first().map(|p| p.0) != places.last().map(|p| p.0);
    // A whole is of the years of its parts.
    let known: RefCell<Years> = RefCell::default();
    let years = |name: Name, days: Days| {
        let days = groups.fact(name).map_or(days, |agreed| agreed.days);
        *known.borrow_mut().entry(days).or_insert_with(|| days.years())
    };
    reader.each(&scopes.iter().collect::<Vec<_>>(), of_several, years, |at, claims| {
        let (Some(family), Some(series)) = (families.get(at), scopes.get(at)) else { return Ok(()) };
        let figures = figures(claims, series, &groups);
        for (part, whole) in links(&figures, &family.country) {
            let (Some(part), Some(whole)) = (figures.get(part), figures.get(whole)) else { continue };
            insert.execute(params![part.name.0, part.name.1, whole.name.0, whole.name.1, family.number()])?;
        }
        Ok(())
    })
}

/// What is stored of groups and pairs.
#[derive(Default)]
struct Groups {
    /// Which group an observation is a member of.
    of: HashMap<Name, Name, FixedState>,
    members: HashMap<Name, Vec<Name>, FixedState>,
    agreed: HashMap<Name, Agreed, FixedState>,
    /// Superseded, or held in the bounds of another.
    not_counted: HashSet<Name, FixedState>,
}

struct Agreed {
    offences: Rc<[Offence]>,
    place: Rc<str>,
    days: Days,
    low: Option<f64>,
    high: Option<f64>,
    /// Who says who and what is counted.
    best: Name,
}

impl Groups {
    /// What an observation's fact is named by.
    fn name(&self, observation: Name) -> Name {
        self.of.get(&observation).copied().unwrap_or(observation)
    }

    /// What the group says together that has this observation.
    fn fact(&self, name: Name) -> Option<&Agreed> {
        self.agreed.get(self.of.get(&name)?)
    }

    fn load(connection: &Connection) -> Result<Groups, StoreError> {
        let mut groups = Groups::default();
        let mut members = connection.prepare(
            "SELECT document_id, ordinal, fact_document_id, fact_ordinal FROM fact_member ORDER BY document_id, ordinal",
        )?;
        let mut rows = members.query([])?;
        while let Some(row) = rows.next()? {
            let (member, fact) = ((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?));
            groups.of.insert(member, fact);
            groups.members.entry(fact).or_default().push(member);
        }
        let known = Known::load(connection)?;
        let mut facts = connection.prepare(
            "SELECT f.document_id, f.ordinal, f.offences, f.place, p.first_day, p.last_day, f.value_low, f.value_high,
                 f.best_document_id, f.best_ordinal
             FROM fact AS f JOIN period AS p USING (period_id)",
        )?;
        // Thousands of facts share a few lists and places.
        let mut lists: HashMap<String, Rc<[Offence]>> = HashMap::new();
        let mut places: HashMap<String, Rc<str>> = HashMap::new();
        let mut rows = facts.query([])?;
        while let Some(row) = rows.next()? {
            let (first, last): (String, String) = (row.get(4)?, row.get(5)?);
            let (list, place): (String, String) = (row.get(2)?, row.get(3)?);
            let agreed = Agreed {
                offences: Rc::clone(lists.entry(list).or_insert_with_key(|list| known.offences(list).into())),
                place: Rc::clone(places.entry(place).or_insert_with_key(|place| block::place_key(place).into())),
                days: Days::new(&first, &last),
                low: row.get(6)?,
                high: row.get(7)?,
                best: (row.get(8)?, row.get(9)?),
            };
            groups.agreed.insert((row.get(0)?, row.get(1)?), agreed);
        }
        let mut pairs = connection.prepare(
            "SELECT document_id, ordinal FROM fact_pair WHERE reason IN ('longer_period', 'later_report')
             UNION SELECT other_document_id, other_ordinal FROM fact_pair WHERE reason = 'different_values'",
        )?;
        let pairs = pairs.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        groups.not_counted = pairs.collect::<Result<_, _>>()?;
        Ok(groups)
    }
}

/// The facts of a family that sums may have, and totals, which may hold some of them; each once, in the order of their ids.
fn figures<'a>(claims: &[Claim], all: &'a BTreeMap<i64, Series>, groups: &'a Groups) -> Vec<Figure<'a>> {
    let mut seen: HashSet<Name, FixedState> = HashSet::default();
    let mut total_of = sheets_of_totals(claims, groups);
    let named: HashMap<Name, i64, FixedState> = claims.iter().filter_map(|c| of_best(c, groups)).collect();
    let mut figures = Vec::new();
    for claim in claims {
        let Some(series) = all.get(&claim.series) else { continue };
        let here = (claim.document.id, claim.ordinal);
        let group = groups.of.get(&here).copied();
        let name = group.unwrap_or(here);
        if groups.not_counted.contains(&name) || (group.is_some() && !seen.insert(name)) {
            continue;
        }
        let alone = Figure {
            name,
            series,
            offences: &series.offences,
            place: &series.place.key,
            days: claim.days,
            low: claim.low,
            high: claim.high,
            members: &[],
            stated_whole: claim.part_of.map(|whole| groups.name((claim.document.id, whole))),
            sheet: claim.sheet,
            total_of: total_of.remove(&name).unwrap_or_default(),
        };
        let figure = match groups.agreed.get(&name) {
            Some(agreed) => Figure {
                series: named.get(&name).and_then(|best| all.get(best)).unwrap_or(series),
                offences: &agreed.offences,
                place: &agreed.place,
                days: agreed.days,
                low: agreed.low,
                high: agreed.high,
                members: groups.members.get(&name).map_or(&[], Vec::as_slice),
                ..alone
            },
            None => alone,
        };
        if figure.days.years().is_some() {
            figures.push(figure);
        }
    }
    figures
}

/// The fact of which a claim is the best, and its series.
fn of_best(claim: &Claim, groups: &Groups) -> Option<(Name, i64)> {
    let here = (claim.document.id, claim.ordinal);
    let name = groups.of.get(&here)?;
    groups.agreed.get(name).filter(|agreed| agreed.best == here).map(|_| (*name, claim.series))
}

/// Document and sheet of the tables of which each fact is a total.
fn sheets_of_totals(claims: &[Claim], groups: &Groups) -> HashMap<Name, Vec<(i64, i64)>, FixedState> {
    let mut sheets: HashMap<Name, Vec<(i64, i64)>, FixedState> = HashMap::default();
    for claim in claims.iter().filter(|claim| claim.is_total) {
        let name = groups.name((claim.document.id, claim.ordinal));
        sheets.entry(name).or_default().push((claim.document.id, claim.sheet));
    }
    sheets
}
