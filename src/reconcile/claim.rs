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
    /// Its document says of what it counts a part.
    pub is_part: bool,
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

    /// Hands over the claims of each group of series, ordered by their ids; none of a group that has nothing to compare, by
    /// its places (document and sheet) and whether the first is an article. Memory holds the claims of a part of the groups
    /// at a time: what a document states is read once for each such part.
    pub fn each(
        &mut self,
        groups: &[&BTreeMap<i64, Series>],
        compares: impl Fn(&BTreeSet<(i64, i64)>, bool) -> bool,
        mut take: impl FnMut(usize, &[Claim]) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let documents = self.documents_of(groups, compares)?;
        let group_of: Groups = (groups.iter().zip(&documents).enumerate())
            .filter(|(_, (_, documents))| !documents.is_empty())
            .flat_map(|(at, (group, _))| group.iter().map(move |(id, series)| (*id, (at, series.divisor))))
            .collect();
        let sizes = self.sizes(groups.len(), &documents, &group_of)?;
        let most = (sizes.iter().sum::<usize>() / PARTS).max(LEAST);
        let mut from = 0;
        while from < groups.len() {
            let mut size = 0;
            let more = sizes.iter().skip(from).take_while(|s| {
                size += **s;
                size <= most
            });
            let here = from..from + more.count().max(1);
            let mut claims: Vec<Vec<Claim>> = here.clone().map(|_| Vec::new()).collect();
            let due: BTreeSet<i64> = documents.get(here.clone()).into_iter().flatten().flatten().copied().collect();
            for document in self.by_content(&due)? {
                self.read_document(&document, &group_of, here.start, &mut claims)?;
            }
            for (at, claims) in here.clone().zip(&claims) {
                take(at, claims)?;
            }
            from = here.end;
        }
        Ok(())
    }

    /// The documents of each group that has something to compare.
    fn documents_of(
        &mut self,
        groups: &[&BTreeMap<i64, Series>],
        compares: impl Fn(&BTreeSet<(i64, i64)>, bool) -> bool,
    ) -> Result<Vec<BTreeSet<i64>>, StoreError> {
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
            documents.push(if live {
                here.into_iter().map(|(document, _)| document).collect()
            } else {
                BTreeSet::new()
            });
        }
        Ok(documents)
    }

    /// How many claims each group has.
    fn sizes(
        &mut self,
        groups: usize,
        documents: &[BTreeSet<i64>],
        group_of: &Groups,
    ) -> Result<Vec<usize>, StoreError> {
        let mut sizes = vec![0; groups];
        let mut count = |series: i64| {
            if let Some(size) = group_of.get(&series).and_then(|(at, _)| sizes.get_mut(*at)) {
                *size += 1;
            }
        };
        let mut statement = self.connection.prepare("SELECT series_id FROM observation WHERE document_id = ?1")?;
        for id in documents.iter().flatten().collect::<BTreeSet<_>>() {
            if let Some(claims) = self.kept(*id)? {
                claims.iter().for_each(|claim| count(claim.series));
                continue;
            }
            let mut rows = statement.query([id])?;
            while let Some(row) = rows.next()? {
                count(row.get(0)?);
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
        self.each_of(&document, |_| true, |claim| claims.push(claim))?;
        let claims: Rc<[Claim]> = claims.into();
        self.kept_claims += claims.len();
        self.kept.insert(id, Rc::clone(&claims));
        Ok(Some(claims))
    }

    /// These documents in the order of their contents: what they state is then in the order of ids.
    fn by_content(&mut self, documents: &BTreeSet<i64>) -> Result<Vec<Rc<Document>>, StoreError> {
        let mut list = documents.iter().map(|id| self.document(*id)).collect::<Result<Vec<_>, _>>()?;
        list.sort_by(|a, b| a.content_hash.cmp(&b.content_hash));
        Ok(list)
    }

    fn read_document(
        &mut self,
        document: &Rc<Document>,
        group_of: &Groups,
        first: usize,
        found: &mut [Vec<Claim>],
    ) -> Result<(), StoreError> {
        let group = |series: i64| group_of.get(&series).and_then(|(at, by)| Some((at.checked_sub(first)?, *by)));
        let here = found.len();
        let mut take = |claim: Claim| {
            let Some((at, divisor)) = group(claim.series) else { return };
            if let Some(claims) = found.get_mut(at) {
                let [low, high] = [claim.low, claim.high].map(|value| value.map(|v| v / divisor));
                claims.push(Claim { low, high, ..claim });
            }
        };
        let is_here = |series: i64| group(series).is_some_and(|(at, _)| at < here);
        match self.kept(document.id)? {
            Some(claims) => claims.iter().filter(|c| is_here(c.series)).cloned().for_each(take),
            None => self.each_of(document, is_here, &mut take)?,
        }
        Ok(())
    }

    /// Reads the claims of a document that are wanted, by their series, in the order of their ordinals.
    fn each_of(
        &mut self,
        document: &Rc<Document>,
        is_wanted: impl Fn(i64) -> bool,
        mut take: impl FnMut(Claim),
    ) -> Result<(), StoreError> {
        // The sign keeps the plan, whatever is bound: for a parameter alone it is made anew each time.
        let mut statement = self.connection.prepare_cached(
            "SELECT ordinal, series_id, period_id, value_low, value_high, qualifier, is_total, confidence, sheet_id,
                 part_of IS NOT NULL, sentence_start,
                 part_of IS NOT NULL AND EXISTS (
                     SELECT 1 FROM observation AS w
                     WHERE w.document_id = o.document_id AND w.ordinal = o.part_of AND w.series_id = o.series_id
                         AND w.period_id = o.period_id)
             FROM observation AS o WHERE document_id = +?1 ORDER BY ordinal",
        )?;
        let mut rows = statement.query([document.id])?;
        while let Some(row) = rows.next()? {
            let series: i64 = row.get(1)?;
            if !is_wanted(series) {
                continue;
            }
            let period_id: i64 = row.get(2)?;
            take(Claim {
                document: Rc::clone(document),
                ordinal: row.get(0)?,
                series,
                period_id,
                days: self.periods.get(&period_id).copied().unwrap_or_default(),
                low: row.get(3)?,
                high: row.get(4)?,
                qualifier: shared(&mut self.qualifiers, row.get_ref(5)?.as_str().unwrap_or("")),
                is_total: row.get(6)?,
                is_part: row.get(9)?,
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
