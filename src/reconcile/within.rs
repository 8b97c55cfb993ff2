//! Facts that lie within a wider one that another source states. In: what a run touched. Out: rows of `fact_within`, so
//! that no sum has both.
//!
//! A report says that 412 Chinese nationals were arrested in a year; somebody else's table has 334 men and 78 women of them.
//! Each cell is a fact of its own, and each lies within the report's: the same measure, unit, country and things, nothing
//! said otherwise, and at least one attribute said more widely there. Inside one document its own words say what is a part
//! of what (`part_of`), and nothing is guessed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use foldhash::fast::FixedState;
use rusqlite::{Connection, params};

use super::block::{self, Block, Known, Offence, Series, fnv};
use super::claim::{Claim, Reader};
use super::period::Days;
use crate::store::StoreError;

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
        let rows = groups.query_map(params![block.number(), block.key.measure], family)?;
        found.extend(rows.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(found)
}

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
    let all = reader.read(&scopes.iter().collect::<Vec<_>>(), |places, _| {
        places.first().map(|p| p.0) != places.last().map(|p| p.0)
    })?;
    let groups = Groups::load(connection, &all)?;
    for ((family, series), claims) in families.iter().zip(&scopes).zip(&all) {
        let figures = figures(claims, series, &groups);
        for (part, whole) in links(&figures, &family.country) {
            let (Some(part), Some(whole)) = (figures.get(part), figures.get(whole)) else { continue };
            insert.execute(params![part.name.0, part.name.1, whole.name.0, whole.name.1, family.number()])?;
        }
    }
    Ok(())
}

type Name = (i64, i64);

/// What is stored of groups and pairs, as far as these documents have a part in them.
#[derive(Default)]
struct Groups {
    /// Which group an observation is a member of.
    of: HashMap<Name, Name, FixedState>,
    members: BTreeMap<Name, Vec<Name>>,
    agreed: BTreeMap<Name, Agreed>,
    /// Superseded, or held in the bounds of another.
    not_counted: HashSet<Name, FixedState>,
}

struct Agreed {
    offences: Vec<Offence>,
    place: String,
    days: Days,
    low: Option<f64>,
    high: Option<f64>,
    is_total: bool,
}

impl Groups {
    fn load(connection: &Connection, claims: &[Vec<Claim>]) -> Result<Groups, StoreError> {
        let mut groups = Groups::default();
        if claims.iter().all(Vec::is_empty) {
            return Ok(groups);
        }
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
                 f.is_total
             FROM fact AS f JOIN period AS p USING (period_id)",
        )?;
        let mut rows = facts.query([])?;
        while let Some(row) = rows.next()? {
            let (first, last): (String, String) = (row.get(4)?, row.get(5)?);
            let agreed = Agreed {
                offences: known.offences(&row.get::<_, String>(2)?),
                place: block::place_key(&row.get::<_, String>(3)?),
                days: Days::new(&first, &last),
                low: row.get(6)?,
                high: row.get(7)?,
                is_total: row.get(8)?,
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

/// A fact as far as it may lie within another.
struct Figure<'a> {
    name: Name,
    series: &'a Series,
    offences: Vec<Offence>,
    place: String,
    days: Days,
    low: Option<f64>,
    high: Option<f64>,
    documents: Vec<i64>,
    /// Its own document says of what it is a part.
    is_stated_part: bool,
}

/// The facts of a family that sums may have, each once, in the order of their ids.
fn figures<'a>(claims: &'a [Claim], all: &'a BTreeMap<i64, Series>, groups: &Groups) -> Vec<Figure<'a>> {
    let mut seen: HashSet<Name, FixedState> = HashSet::default();
    let mut figures = Vec::new();
    for claim in claims {
        let Some(series) = all.get(&claim.series) else { continue };
        let here = (claim.document.id, claim.ordinal);
        let name = groups.of.get(&here).copied().unwrap_or(here);
        if groups.not_counted.contains(&name) || !seen.insert(name) {
            continue;
        }
        let figure = match groups.agreed.get(&name) {
            Some(agreed) if !agreed.is_total => Figure {
                name,
                series,
                offences: agreed.offences.clone(),
                place: agreed.place.clone(),
                days: agreed.days,
                low: agreed.low,
                high: agreed.high,
                documents: groups.members.get(&name).into_iter().flatten().map(|m| m.0).collect(),
                is_stated_part: claim.is_part,
            },
            None if !claim.is_total => Figure {
                name,
                series,
                offences: series.offences.clone(),
                place: series.place_key.clone(),
                days: claim.days,
                low: claim.low,
                high: claim.high,
                documents: vec![claim.document.id],
                is_stated_part: claim.is_part,
            },
            _ => continue,
        };
        if figure.years().is_some() {
            figures.push(figure);
        }
    }
    figures
}

impl Figure<'_> {
    /// The years that it is summed under; `None` where a day is unknown.
    fn years(&self) -> Option<(i16, i16)> {
        self.days.years()
    }
}

/// What two figures must share at least: unit, kind of thing, years.
type Common<'a> = (&'a str, &'a str, (i16, i16));
/// What may be said more widely: nationality, sex, age group, thing, place; offences and period by their numbers.
type Slot<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, usize, usize);

/// Which figure lies within which: (part, whole), the narrowest whole of each.
fn links(figures: &[Figure<'_>], country: &str) -> Vec<(usize, usize)> {
    let mut shared: BTreeMap<Common<'_>, Vec<usize>> = BTreeMap::new();
    for (at, figure) in figures.iter().enumerate() {
        if let Some(years) = figure.years() {
            let object = figure.series.wider.last().unwrap_or(&figure.series.key.object);
            shared.entry((&figure.series.unit, object, years)).or_default().push(at);
        }
    }
    let mut links: BTreeMap<usize, usize> = BTreeMap::new();
    for group in shared.values() {
        link_group(figures, group, country, &mut links);
    }
    links.into_iter().collect()
}

fn link_group(figures: &[Figure<'_>], group: &[usize], country: &str, links: &mut BTreeMap<usize, usize>) {
    let of = |at: &usize| figures.get(*at);
    let lists: Vec<&[Offence]> = distinct(group.iter().filter_map(of).map(|f| f.offences.as_slice()));
    let periods: Vec<Days> = distinct(group.iter().filter_map(of).map(|f| f.days));
    let wider_list = table(&lists, |few, many| holds_offences(many, few));
    let wider_period = table(&periods, |short, long| holds_days(*long, *short));
    let number = |figure: &Figure<'_>| {
        let list = lists.binary_search(&figure.offences.as_slice()).unwrap_or(0);
        (list, periods.binary_search(&figure.days).unwrap_or(0))
    };
    let mut by_slot: HashMap<Slot<'_>, Vec<usize>, FixedState> = HashMap::default();
    for at in group {
        let Some(figure) = of(at) else { continue };
        let (key, (list, period)) = (&figure.series.key, number(figure));
        let slot = (&*key.nationality, &*key.sex, &*key.age_group, &*key.object, &*figure.place, list, period);
        by_slot.entry(slot).or_default().push(*at);
    }
    let mut wholes: HashMap<Slot<'_>, Vec<usize>, FixedState> = HashMap::default();
    for at in group {
        let Some(figure) = of(at).filter(|f| !f.is_stated_part) else { continue };
        let (key, (list, period)) = (&figure.series.key, number(figure));
        let slot = (&*key.nationality, &*key.sex, &*key.age_group, &*key.object, &*figure.place, list, period);
        let wholes = wholes.entry(slot).or_insert_with(|| {
            let slots = wider_slots(figure, country, &wider_list, &wider_period, (list, period));
            candidates(figures, slots.into_iter().filter_map(|(slot, n)| Some((n, by_slot.get(&slot)?))))
        });
        let holds = |whole: &&usize| of(whole).is_some_and(|o| may_hold(o, figure)) && !leads_to(**whole, *at, links);
        if let Some(whole) = wholes.iter().find(holds) {
            links.insert(*at, *whole);
        }
    }
}

/// The nearest first; of one document's a few, so that a long table is no long list.
fn candidates<'s>(figures: &[Figure<'_>], slots: impl Iterator<Item = (usize, &'s Vec<usize>)>) -> Vec<usize> {
    const OF_A_DOCUMENT: usize = 4;
    let length = |at: &usize| figures.get(*at).and_then(|f| f.days.length()).unwrap_or(i32::MAX);
    let mut ranked: Vec<(usize, i32, usize)> =
        slots.flat_map(|(widened, list)| list.iter().map(move |at| (widened, length(at), *at))).collect();
    ranked.sort_unstable();
    let mut taken: HashMap<i64, usize, FixedState> = HashMap::default();
    ranked.retain(|(_, _, at)| {
        let document = figures.get(*at).map_or(0, |f| f.name.0);
        let taken = taken.entry(document).or_default();
        *taken += 1;
        *taken <= OF_A_DOCUMENT
    });
    ranked.into_iter().map(|(_, _, at)| at).collect()
}

/// The slots that hold this figure's, with how many attributes are said more widely there.
fn wider_slots<'a>(
    figure: &'a Figure<'_>,
    country: &str,
    wider_list: &[Vec<usize>],
    wider_period: &[Vec<usize>],
    (list, period): (usize, usize),
) -> Vec<(Slot<'a>, usize)> {
    let key = &figure.series.key;
    let own = key.nationality.as_str();
    let nationalities: &[&str] = match own {
        "" => &[""],
        "foreign" => &["foreign", ""],
        own if own == country => &[own, ""],
        own => &[own, "foreign", ""],
    };
    let open = |own: &'a str| if own.is_empty() { vec![""] } else { vec![own, ""] };
    let objects: Vec<&str> = std::iter::once(&key.object).chain(&*figure.series.wider).map(String::as_str).collect();
    let mut who = Vec::new();
    for nationality in nationalities {
        for sex in open(&key.sex) {
            for age_group in open(&key.age_group) {
                let widened = [*nationality != own, sex != key.sex, age_group != key.age_group];
                who.push((*nationality, sex, age_group, widened.into_iter().filter(|w| *w).count()));
            }
        }
    }
    let mut when = Vec::new();
    for l in wider_list.get(list).into_iter().flatten() {
        for p in wider_period.get(period).into_iter().flatten() {
            when.push((*l, *p, usize::from(*l != list) + usize::from(*p != period)));
        }
    }
    let mut slots = Vec::new();
    for (steps, object) in objects.iter().enumerate() {
        for place in open(&figure.place) {
            for (nationality, sex, age_group, who_widened) in &who {
                for (l, p, when_widened) in &when {
                    let widened = steps + usize::from(place != figure.place) + who_widened + when_widened;
                    if widened > 0 {
                        slots.push(((*nationality, *sex, *age_group, *object, place, *l, *p), widened));
                    }
                }
            }
        }
    }
    slots
}

/// Told by other documents, and not less than the part. Two raids of one day find a pistol here and weapons there.
fn may_hold(whole: &Figure<'_>, part: &Figure<'_>) -> bool {
    let apart = !whole.documents.iter().any(|d| part.documents.contains(d));
    let same_thing = whole.series.key.object == part.series.key.object;
    apart
        && (same_thing || !whole.place.is_empty() || is_long(whole.days))
        && whole.high.zip(part.low).is_none_or(|(high, low)| low <= high)
}

/// Whether the whole lies, by way of others, within the part.
fn leads_to(whole: usize, part: usize, links: &BTreeMap<usize, usize>) -> bool {
    let mut at = Some(whole);
    while let Some(here) = at {
        if here == part {
            return true;
        }
        at = links.get(&here).copied();
    }
    false
}

fn holds_offences(many: &[Offence], few: &[Offence]) -> bool {
    let holds = |x: &Offence| many.iter().any(|y| x.code == y.code || x.broader == y.code);
    many.is_empty() || (!few.is_empty() && few.iter().all(holds))
}

/// A whole is told of four weeks at least: an event holds nothing but itself.
fn holds_days(long: Days, short: Days) -> bool {
    let holds = || long.first <= short.first && short.last <= long.last;
    long == short || (is_long(long) && holds())
}

fn is_long(days: Days) -> bool {
    days.length().is_some_and(|length| length >= 28)
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.collect::<BTreeSet<T>>().into_iter().collect()
}

/// For each item the numbers of those that hold it.
fn table<T>(items: &[T], holds: impl Fn(&T, &T) -> bool) -> Vec<Vec<usize>> {
    let of = |item: &T| items.iter().enumerate().filter(|(_, other)| holds(item, other)).map(|(at, _)| at).collect();
    items.iter().map(of).collect()
}
