//! What many figures share, stored once: series, periods, sheet names. In: a value. Out: its key, a new one or the old.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::FixedState;
use rusqlite::{Connection, Statement, ToSql, params};

use super::StoreError;
use crate::model::{Code, Period, Series};
use crate::vocabulary::Things;

/// How many keys are kept at hand; beyond it they are looked up in the database again. A map doubles its memory at 114,688.
const AT_HAND: usize = 114_000;
/// How many of them are kept from one document to the next.
const IN_COMMON: usize = 60_000;
/// How many of these one document may give: a large table has more series than it shares with others.
const OF_ONE: usize = 10_000;

fn codes(connection: &Connection, sql: &str) -> Result<HashSet<String>, StoreError> {
    Ok(connection.prepare(sql)?.query_map([], |r| r.get(0))?.collect::<Result<_, _>>()?)
}

fn expect(list: &HashSet<String>, name: &'static str, code: &str) -> Result<(), StoreError> {
    if list.contains(code) { Ok(()) } else { Err(StoreError::Code { list: name, code: code.to_string() }) }
}

/// Finds or makes one kind of row.
struct Rows<'c> {
    find: Statement<'c>,
    insert: Statement<'c>,
}

impl<'c> Rows<'c> {
    fn new(connection: &'c Connection, find: &str, insert: &str) -> Result<Self, StoreError> {
        Ok(Rows { find: connection.prepare(find)?, insert: connection.prepare(insert)? })
    }

    /// The row's key, and whether it is new: most are, so it is inserted before it is looked for.
    fn key(&mut self, connection: &Connection, values: &[&dyn ToSql]) -> Result<(i64, bool), StoreError> {
        match self.insert.execute(values)? {
            0 => Ok((self.find.query_row(values, |r| r.get(0))?, false)),
            _ => Ok((connection.last_insert_rowid(), true)),
        }
    }
}

/// A series of the document that is being written.
struct AtHand {
    /// Keeps the address its own.
    _series: Arc<Series>,
    key: i64,
    /// The sheet in which it was met last.
    sheet: i64,
}

/// The keys of shared values during one run.
pub struct Interner<'c> {
    connection: &'c Connection,
    things: &'c Things,
    series_rows: Rows<'c>,
    period_rows: Rows<'c>,
    sheet_rows: Rows<'c>,
    measures: HashSet<String>,
    offences: HashSet<String>,
    insert_nationality: Statement<'c>,
    insert_offence: Statement<'c>,
    insert_object: Statement<'c>,
    /// By address: one table's figures share their series, and comparing an address is cheaper than thirteen texts.
    by_address: HashMap<usize, AtHand, FixedState>,
    /// By what they say, for series that documents have in common.
    by_value: HashMap<Arc<Series>, i64, FixedState>,
    /// How many of these the document gave that is being written.
    of_document: usize,
    periods: HashMap<Period, i64, FixedState>,
    sheets: HashMap<Code, i64>,
    last_period: Option<(Period, i64)>,
}

const SERIES: &str = "measure, nationality, offences, place, country, sex, age_group, unit, kind, object, direction, \
                      modality, attributed_to";

impl<'c> Interner<'c> {
    pub fn new(connection: &'c Connection, things: &'c Things) -> Result<Self, StoreError> {
        let marks = "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13";
        Ok(Interner {
            connection,
            things,
            series_rows: Rows::new(
                connection,
                &format!("SELECT series_id FROM series WHERE ({SERIES}) = ({marks})"),
                &format!("INSERT INTO series ({SERIES}) VALUES ({marks}) ON CONFLICT DO NOTHING"),
            )?,
            period_rows: Rows::new(
                connection,
                "SELECT period_id FROM period WHERE first_day = ?1 AND last_day = ?2",
                "INSERT INTO period (first_day, last_day) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?,
            sheet_rows: Rows::new(
                connection,
                "SELECT sheet_id FROM sheet WHERE name = ?1",
                "INSERT INTO sheet (name) VALUES (?1) ON CONFLICT DO NOTHING",
            )?,
            measures: codes(connection, "SELECT code FROM measure")?,
            offences: codes(connection, "SELECT code FROM offence")?,
            insert_nationality: connection.prepare("INSERT OR IGNORE INTO nationality_member VALUES (?1, ?2)")?,
            insert_offence: connection.prepare("INSERT OR IGNORE INTO offence_member VALUES (?1, ?2)")?,
            insert_object: connection.prepare("INSERT OR IGNORE INTO object VALUES (?1, ?2, ?3, ?4)")?,
            by_address: HashMap::default(),
            by_value: HashMap::default(),
            of_document: 0,
            periods: HashMap::default(),
            sheets: HashMap::new(),
            last_period: None,
        })
    }

    /// Forgets what is at hand: after a transaction was undone its keys are gone.
    pub fn forget(&mut self) {
        self.by_address.clear();
        self.by_value.clear();
        self.periods.clear();
        self.sheets.clear();
        self.last_period = None;
    }

    /// A series' key, and whether it was not met just before in this sheet of the document.
    pub fn series(&mut self, series: &Arc<Series>, sheet: i64) -> Result<(i64, bool), StoreError> {
        let address = Arc::as_ptr(series) as usize;
        if let Some(at_hand) = self.by_address.get_mut(&address) {
            let was = std::mem::replace(&mut at_hand.sheet, sheet);
            return Ok((at_hand.key, was != sheet));
        }
        let key = self.series_once(series)?;
        if self.by_address.len() >= AT_HAND {
            self.by_address.clear();
        }
        self.by_address.insert(address, AtHand { _series: Arc::clone(series), key, sheet });
        Ok((key, true))
    }

    /// The key of a series that the document gives once.
    pub fn series_once(&mut self, series: &Arc<Series>) -> Result<i64, StoreError> {
        if let Some(key) = self.by_value.get(series) {
            return Ok(*key);
        }
        let key = self.store_series(series)?;
        self.of_document += 1;
        if self.by_value.len() < IN_COMMON && self.of_document <= OF_ONE {
            self.by_value.insert(Arc::clone(series), key);
        }
        Ok(key)
    }

    /// Lets go of the series of the document before: no other document shares them.
    pub fn next_document(&mut self) {
        self.by_address.clear();
        self.of_document = 0;
    }

    fn store_series(&mut self, s: &Series) -> Result<i64, StoreError> {
        expect(&self.measures, "measure", &s.measure)?;
        for code in s.offences.split('+').filter(|c| !c.is_empty()) {
            expect(&self.offences, "offence", code)?;
        }
        let object = s.object.as_deref().unwrap_or("");
        let direction = s.direction.map_or("", |d| d.as_str());
        let sex = s.sex.map_or("", |x| x.as_str());
        let age_group = s.age_group.map_or("", |a| a.as_str());
        let (key, is_new) = self.series_rows.key(
            self.connection,
            params![
                &*s.measure,
                &*s.nationality,
                &*s.offences,
                &*s.place,
                &*s.country,
                sex,
                age_group,
                &*s.unit,
                s.kind.as_str(),
                object,
                direction,
                s.modality.as_str(),
                &*s.attributed_to,
            ],
        )?;
        if is_new {
            for code in s.nationality.split('+').filter(|c| !c.is_empty()) {
                self.insert_nationality.execute(params![&*s.nationality, code])?;
            }
            for code in s.offences.split('+').filter(|c| !c.is_empty()) {
                self.insert_offence.execute(params![&*s.offences, code])?;
            }
            if !object.is_empty() {
                let thing = self.things.of(object);
                self.insert_object.execute(params![object, thing.noun, thing.wider.join("+"), thing.kind])?;
            }
        }
        Ok(key)
    }

    pub fn period(&mut self, period: Period) -> Result<i64, StoreError> {
        if let Some((last, key)) = self.last_period
            && last == period
        {
            return Ok(key);
        }
        let key = match self.periods.get(&period) {
            Some(key) => *key,
            None => {
                let [first, last] = [period.start, period.end].map(|d| d.map_or(String::new(), |d| d.to_string()));
                let (key, _) = self.period_rows.key(self.connection, params![first, last])?;
                if self.periods.len() >= AT_HAND {
                    self.periods.clear();
                }
                self.periods.insert(period, key);
                key
            }
        };
        self.last_period = Some((period, key));
        Ok(key)
    }

    pub fn sheet(&mut self, name: &Code) -> Result<i64, StoreError> {
        if let Some(key) = self.sheets.get(name) {
            return Ok(*key);
        }
        let (key, _) = self.sheet_rows.key(self.connection, params![&**name])?;
        self.sheets.insert(name.clone(), key);
        Ok(key)
    }
}
