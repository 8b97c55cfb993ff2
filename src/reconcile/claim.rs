//! Claims: observations as far as they are compared. In: groups of series. Out: the claims of each, read from the database;
//! none for a group that has nothing to compare.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use foldhash::fast::FixedState;
use rusqlite::{Connection, Statement};

use super::block::Series;
use super::period::{Days, day};
use crate::store::StoreError;

/// A document as far as its claims need it.
#[derive(Debug, PartialEq, Eq)]
pub struct Document {
    pub id: i64,
    pub content_hash: String,
    pub published: Option<i32>,
    pub is_text: bool,
}

#[derive(Debug, Clone)]
pub struct Claim {
    pub document: Rc<Document>,
    pub ordinal: i64,
    pub series: i64,
    pub period_id: i64,
    pub days: Days,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub qualifier: Rc<str>,
    pub is_total: bool,
    /// Of which figure its document says that it counts a part.
    pub part_of: Option<i64>,
    /// Its whole is said to be about just the same: what tells it apart isn't known.
    pub is_unnamed_part: bool,
    pub confidence: f64,
    /// The sheet's key; 0 for an article or a csv.
    pub sheet: i64,
    /// Where its sentence begins; 0 for a cell.
    pub sentence: i64,
}

impl Claim {
    /// The order of observation ids: the same in every database.
    pub fn id(&self) -> (&str, i64) {
        (&self.document.content_hash, self.ordinal)
    }

    pub fn is_exact(&self) -> bool {
        &*self.qualifier == "exact"
    }
}

/// Document and ordinal of an observation.
pub type Name = (i64, i64);

/// The group of each series, and what its values are divided by.
type Groups = HashMap<i64, (usize, f64), FixedState>;

/// As many claims are at hand as a part of all has, or as these.
const PARTS: usize = 8;
const LEAST: usize = 30_000;
/// So many claims of articles are kept: they are asked for several times.
const KEPT: usize = 60_000;

pub struct Reader<'c> {
    connection: &'c Connection,
    documents: BTreeMap<i64, Rc<Document>>,
    document: Statement<'c>,
    periods: HashMap<i64, Days, FixedState>,
    qualifiers: BTreeMap<String, Rc<str>>,
    kept: HashMap<i64, Rc<[Claim]>, FixedState>,
    kept_claims: usize,
}

impl<'c> Reader<'c> {
    pub fn new(connection: &'c Connection) -> Result<Self, StoreError> {
        let mut periods = connection.prepare("SELECT period_id, first_day, last_day FROM period")?;
        let periods = periods.query_map([], |row| {
            let (first, last): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((row.get(0)?, Days::new(&first, &last)))
        })?;
        Ok(Reader {
            connection,
            documents: BTreeMap::new(),
            document: connection.prepare(
                "SELECT d.content_hash, d.published, t.document_id IS NOT NULL
                 FROM document AS d LEFT JOIN document_text AS t USING (document_id) WHERE d.document_id = ?1",
            )?,
            periods: periods.collect::<Result<_, _>>()?,
            qualifiers: BTreeMap::new(),
            kept: HashMap::default(),
            kept_claims: 0,
        })
    }

    /// Hands over the claims of each group of series and each part of it, ordered by their ids; none of a group that has
    /// nothing to compare, by its places (document and sheet) and whether the first is an article, and none that `part_of`
    /// puts in no part. Memory holds a part of the claims at a time: what a document states is read once for each such part.
    pub fn each<P: Ord + Copy>(
        &mut self,
        groups: &[&BTreeMap<i64, Series>],
        compares: impl Fn(&BTreeSet<(i64, i64)>, bool) -> bool,
        part_of: impl Fn(Name, Days) -> Option<P>,
        mut take: impl FnMut(usize, &[Claim]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let documents = self.documents_of(groups, compares)?;
        let group_of: Groups = (groups.iter().zip(&documents).enumerate())
            .filter(|(_, (_, documents))| !documents.is_empty())
            .flat_map(|(at, (group, _))| group.iter().map(move |(id, series)| (*id, (at, series.divisor))))
            .collect();
        let parts: Vec<((usize, P), usize)> = self.sizes(&documents, &group_of, &part_of)?.into_iter().collect();
        let most = (parts.iter().map(|(_, size)| size).sum::<usize>() / PARTS).max(LEAST);
        let mut rest = parts.as_slice();
        while !rest.is_empty() {
            let mut size = 0;
            let more = rest.iter().take_while(|(_, s)| {
                size += *s;
                size <= most
            });
            let (here, later) = rest.split_at(more.count().max(1));
            let mut claims: BTreeMap<(usize, P), Vec<Claim>> = here.iter().map(|(key, _)| (*key, Vec::new())).collect();
            let of = |((group, _), _): &((usize, P), usize)| documents.get(*group);
            let due: BTreeSet<i64> = here.iter().filter_map(of).flatten().copied().collect();
            for document in self.by_content(&due)? {
                self.read_document(&document, &group_of, &part_of, here, &mut claims)?;
            }
            for ((group, _), claims) in claims {
                take(group, &claims)?;
            }
            rest = later;
        }
        Ok(())
    }

    /// The documents of each group that has something to compare.
    fn documents_of(
        &mut self,
        groups: &[&BTreeMap<i64, Series>],
        compares: impl Fn(&BTreeSet<(i64, i64)>, bool) -> bool,
    ) -> Result<Vec<Vec<i64>>, StoreError> {
        let mut places =
            self.connection.prepare("SELECT document_id, sheet_id FROM series_document WHERE series_id = ?1")?;
        let mut documents = Vec::with_capacity(groups.len());
        for group in groups {
            let mut here: BTreeSet<(i64, i64)> = BTreeSet::new();
            for series in group.keys() {
                let mut rows = places.query([series])?;
                while let Some(row) = rows.next()? {
                    here.insert((row.get(0)?, row.get(1)?));
                }
            }
            let first_is_text = match here.first() {
                Some((document, _)) => self.document(*document)?.is_text,
                None => false,
            };
            let live = compares(&here, first_is_text);
            let mut list: Vec<i64> = here.into_iter().filter(|_| live).map(|(document, _)| document).collect();
            list.dedup();
            list.shrink_to_fit();
            documents.push(list);
        }
        Ok(documents)
    }

    /// How many claims each part of a group has.
    fn sizes<P: Ord>(
        &mut self,
        documents: &[Vec<i64>],
        group_of: &Groups,
        part_of: impl Fn(Name, Days) -> Option<P>,
    ) -> Result<BTreeMap<(usize, P), usize>, StoreError> {
        let mut sizes = BTreeMap::new();
        let mut count = |series: i64, name: Name, days: Days| {
            let Some((group, _)) = group_of.get(&series) else { return };
            if let Some(part) = part_of(name, days) {
                *sizes.entry((*group, part)).or_insert(0) += 1;
            }
        };
        let mut statement =
            self.connection.prepare("SELECT series_id, ordinal, period_id FROM observation WHERE document_id = +?1")?;
        for document in documents.iter().flatten().collect::<BTreeSet<_>>() {
            if let Some(claims) = self.kept(*document)? {
                claims.iter().for_each(|c| count(c.series, (*document, c.ordinal), c.days));
                continue;
            }
            let mut rows = statement.query([document])?;
            while let Some(row) = rows.next()? {
                count(row.get(0)?, (*document, row.get(1)?), self.days(row.get(2)?));
            }
        }
        Ok(sizes)
    }

    /// The claims of an article, while there is room for them. A table may have a million.
    fn kept(&mut self, id: i64) -> Result<Option<Rc<[Claim]>>, StoreError> {
        if let Some(claims) = self.kept.get(&id) {
            return Ok(Some(Rc::clone(claims)));
        }
        let document = self.document(id)?;
        if !document.is_text || self.kept_claims >= KEPT {
            return Ok(None);
        }
        let mut claims = Vec::new();
        self.each_of(&document, |_, _, _| true, |claim| claims.push(claim))?;
        let claims: Rc<[Claim]> = claims.into();
        self.kept_claims += claims.len();
        self.kept.insert(id, Rc::clone(&claims));
        Ok(Some(claims))
    }

    fn days(&self, period: i64) -> Days {
        self.periods.get(&period).copied().unwrap_or_default()
    }

    /// These documents in the order of their contents: what they state is then in the order of ids.
    fn by_content(&mut self, documents: &BTreeSet<i64>) -> Result<Vec<Rc<Document>>, StoreError> {
        let mut list = documents.iter().map(|id| self.document(*id)).collect::<Result<Vec<_>, _>>()?;
        list.sort_by(|a, b| a.content_hash.cmp(&b.content_hash));
        Ok(list)
    }

    /// Adds a document's claims to the parts at hand, which are in order.
    fn read_document<P: Ord + Copy>(
        &mut self,
        document: &Rc<Document>,
        group_of: &Groups,
        part_of: impl Fn(Name, Days) -> Option<P>,
        here: &[((usize, P), usize)],
        found: &mut BTreeMap<(usize, P), Vec<Claim>>,
    ) -> Result<(), StoreError> {
        let place = |series: i64, ordinal: i64, days: Days| {
            let (group, divisor) = group_of.get(&series)?;
            let key = (*group, part_of((document.id, ordinal), days)?);
            here.binary_search_by_key(&key, |(key, _)| *key).is_ok().then_some((key, *divisor))
        };
        let mut take = |claim: Claim| {
            let place = place(claim.series, claim.ordinal, claim.days);
            let Some((claims, divisor)) = place.and_then(|(key, by)| Some((found.get_mut(&key)?, by))) else { return };
            let [low, high] = [claim.low, claim.high].map(|value| value.map(|v| v / divisor));
            claims.push(Claim { low, high, ..claim });
        };
        match self.kept(document.id)? {
            Some(claims) => claims.iter().cloned().for_each(take),
            None => {
                self.each_of(document, |series, ordinal, days| place(series, ordinal, days).is_some(), &mut take)?
            }
        }
        Ok(())
    }

    /// Reads the claims of a document that are wanted, by series, ordinal and time, in the order of their ordinals.
    fn each_of(
        &mut self,
        document: &Rc<Document>,
        is_wanted: impl Fn(i64, i64, Days) -> bool,
        mut take: impl FnMut(Claim),
    ) -> Result<(), StoreError> {
        // The sign keeps the plan, whatever is bound: for a parameter alone it is made anew each time.
        let mut statement = self.connection.prepare_cached(
            "SELECT ordinal, series_id, period_id, value_low, value_high, qualifier, is_total, confidence, sheet_id,
                 part_of, sentence_start,
                 part_of IS NOT NULL AND EXISTS (
                     SELECT 1 FROM observation AS w
                     WHERE w.document_id = o.document_id AND w.ordinal = o.part_of AND w.series_id = o.series_id
                         AND w.period_id = o.period_id)
             FROM observation AS o WHERE document_id = +?1 ORDER BY ordinal",
        )?;
        let mut rows = statement.query([document.id])?;
        while let Some(row) = rows.next()? {
            let (ordinal, series, period_id): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let days = self.days(period_id);
            if !is_wanted(series, ordinal, days) {
                continue;
            }
            take(Claim {
                document: Rc::clone(document),
                ordinal,
                series,
                period_id,
                days,
                low: row.get(3)?,
                high: row.get(4)?,
                qualifier: shared(&mut self.qualifiers, row.get_ref(5)?.as_str().unwrap_or("")),
                is_total: row.get(6)?,
                part_of: row.get(9)?,
                is_unnamed_part: row.get(11)?,
                confidence: row.get(7)?,
                sheet: row.get::<_, Option<i64>>(8)?.unwrap_or(0),
                sentence: row.get::<_, Option<i64>>(10)?.unwrap_or(0),
            });
        }
        Ok(())
    }

    fn document(&mut self, id: i64) -> Result<Rc<Document>, StoreError> {
        if let Some(document) = self.documents.get(&id) {
            return Ok(Rc::clone(document));
        }
        let document = self.document.query_row([id], |row| {
            let published: Option<String> = row.get(1)?;
            let published = published.as_deref().and_then(day);
            Ok(Document { id, content_hash: row.get(0)?, published, is_text: row.get(2)? })
        })?;
        let document = Rc::new(document);
        self.documents.insert(id, Rc::clone(&document));
        Ok(document)
    }
}

fn shared(known: &mut BTreeMap<String, Rc<str>>, text: &str) -> Rc<str> {
    if let Some(shared) = known.get(text) {
        return Rc::clone(shared);
    }
    let shared: Rc<str> = text.into();
    known.insert(text.to_string(), Rc::clone(&shared));
    shared
}
