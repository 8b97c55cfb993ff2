//! What the page needs of a database, as rows in memory. In: an open database. Out: [`Rows`], in the order of `sql/report`.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, Row};

use crate::store::sql::{REPORT, SqlFile};

/// A fact: what one source states, or several that state the same.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figure {
    pub id: String,
    pub kind: String,
    pub measure: String,
    pub unit: String,
    pub object: String,
    /// The kind of things that it is.
    pub things: String,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub qualifier: String,
    pub direction: String,
    pub nationality: String,
    pub sex: String,
    pub age_group: String,
    pub offences: String,
    pub country: String,
    pub place: String,
    pub start: String,
    pub end: String,
    pub modality: String,
    pub is_total: bool,
    pub sources: u32,
    pub first_said: String,
    pub last_said: String,
    pub part_of: String,
    pub superseded_by: String,
    /// Whether sums have it.
    pub is_counted: bool,
    /// Its statements in `Rows::statements`.
    pub statements: std::ops::Range<usize>,
}

/// One statement of a fact.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Statement {
    pub fact: String,
    pub id: String,
    /// Index into `Rows::documents`.
    pub document: usize,
    /// Bytes of the document's text.
    pub span: Option<(usize, usize)>,
    /// The sentence, or the cell's text.
    pub evidence: String,
    pub cell: String,
    pub attributed_to: String,
    pub confidence: f64,
    pub note: String,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    pub source: String,
    pub title: String,
    pub publisher: String,
    pub published: String,
    pub url: String,
    pub media_type: String,
    pub status: String,
    pub reason: String,
    pub content_hash: String,
    pub path: String,
    pub text: Option<String>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Conflict {
    pub reason: String,
    pub facts: [String; 2],
    pub statements: [String; 2],
    pub difference: Option<f64>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Problem {
    pub source: String,
    pub cell: String,
    pub line: Option<i64>,
    pub severity: String,
    pub code: String,
    pub message: String,
}

/// A sum over facts: of a year, a nationality, an offence, a thing, a country, or an offence and a nationality.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sum {
    pub measure: String,
    pub unit: String,
    /// The kind of things that are counted.
    pub things: String,
    /// The offence of a matrix's row.
    pub row: String,
    pub code: String,
    pub year: Option<i64>,
    pub low: f64,
    pub high: Option<f64>,
    pub figures: u32,
}

#[derive(Debug, Clone, Default)]
pub struct Rows {
    pub as_of: String,
    pub figures: Vec<Figure>,
    pub statements: Vec<Statement>,
    pub documents: Vec<Document>,
    pub conflicts: Vec<Conflict>,
    pub problems: Vec<Problem>,
    pub by_year: Vec<Sum>,
    pub by_nationality: Vec<Sum>,
    pub by_offence: Vec<Sum>,
    pub by_object: Vec<Sum>,
    pub by_country: Vec<Sum>,
    pub matrix: Vec<Sum>,
    /// (list, code) to name.
    pub names: HashMap<(String, String), String>,
}

impl Rows {
    pub fn read(connection: &Connection) -> rusqlite::Result<Rows> {
        let mut rows = Rows {
            as_of: connection.query_row(sql("runs"), [], |r| r.get(0))?,
            figures: all(connection, "figures", figure)?,
            documents: all(connection, "documents", document)?,
            conflicts: all(connection, "conflicts", conflict)?,
            problems: all(connection, "problems", problem)?,
            by_year: all(connection, "by_year", sum)?,
            by_nationality: all(connection, "by_nationality", sum)?,
            by_offence: all(connection, "by_offence", sum)?,
            by_object: all(connection, "by_object", sum)?,
            by_country: all(connection, "by_country", sum)?,
            matrix: all(connection, "matrix", sum)?,
            names: all(connection, "names", |r| Ok(((r.get("list")?, r.get("code")?), r.get("name")?)))?
                .into_iter()
                .collect(),
            statements: Vec::new(),
        };
        let documents: HashMap<&str, usize> =
            rows.documents.iter().enumerate().map(|(i, d)| (d.source.as_str(), i)).collect();
        rows.statements = all(connection, "statements", |r| statement(r, &documents))?;
        rows.attach(all(connection, "members", |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))?.into_iter().collect());
        Ok(rows)
    }

    /// Gives each statement its fact and each fact its statements, the one to show first before the others.
    fn attach(&mut self, members: HashMap<String, (String, bool)>) {
        let mut best = HashSet::new();
        for statement in &mut self.statements {
            if let Some((fact, is_best)) = members.get(&statement.id) {
                statement.fact.clone_from(fact);
                if *is_best {
                    best.insert(statement.id.clone());
                }
            }
        }
        let order = |s: &Statement| (s.fact.clone(), !best.contains(&s.id), s.document, s.id.clone());
        self.statements.sort_by_cached_key(order);
        let mut of: HashMap<&str, std::ops::Range<usize>> = HashMap::new();
        for (i, statement) in self.statements.iter().enumerate() {
            of.entry(&statement.fact).or_insert(i..i).end = i + 1;
        }
        for figure in &mut self.figures {
            figure.statements = of.remove(figure.id.as_str()).unwrap_or(0..0);
        }
    }

    /// The name of a code, or the code itself.
    pub fn name<'a>(&'a self, list: &str, code: &'a str) -> &'a str {
        self.names.get(&(list.to_string(), code.to_string())).map_or(code, String::as_str)
    }

    /// The names of a joint code: `CN+TW`.
    pub fn joint_name(&self, list: &str, codes: &str) -> String {
        let names: Vec<&str> = codes.split('+').filter(|c| !c.is_empty()).map(|c| self.name(list, c)).collect();
        names.join(" + ")
    }
}

/// A file of `sql/report`; an empty statement for a name that none has, which a test rules out.
fn sql(name: &str) -> &'static str {
    REPORT.iter().find(|f| f.name == name).map_or("", |f: &SqlFile| f.text)
}

fn all<T>(
    connection: &Connection,
    name: &str,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    connection.prepare(sql(name))?.query_map([], |r| read(r))?.collect()
}

fn figure(r: &Row<'_>) -> rusqlite::Result<Figure> {
    Ok(Figure {
        id: r.get("fact_id")?,
        kind: r.get("kind")?,
        measure: r.get("measure")?,
        unit: r.get("unit")?,
        object: r.get("object")?,
        things: r.get("things")?,
        low: r.get("value_low")?,
        high: r.get("value_high")?,
        qualifier: r.get("qualifier")?,
        direction: r.get("direction")?,
        nationality: r.get("nationality")?,
        sex: r.get("sex")?,
        age_group: r.get("age_group")?,
        offences: r.get("offences")?,
        country: r.get("country")?,
        place: r.get("place")?,
        start: r.get("period_start")?,
        end: r.get("period_end")?,
        modality: r.get("modality")?,
        is_total: r.get("is_total")?,
        sources: r.get("sources")?,
        first_said: r.get("first_said")?,
        last_said: r.get("last_said")?,
        part_of: r.get("part_of")?,
        superseded_by: r.get("superseded_by")?,
        is_counted: r.get("is_counted")?,
        statements: 0..0,
    })
}

fn statement(r: &Row<'_>, documents: &HashMap<&str, usize>) -> rusqlite::Result<Statement> {
    let source: String = r.get("source")?;
    let start: Option<i64> = r.get("evidence_start")?;
    let end: Option<i64> = r.get("evidence_end")?;
    let byte = |at: Option<i64>| at.and_then(|at| usize::try_from(at).ok());
    Ok(Statement {
        fact: String::new(),
        id: r.get("observation_id")?,
        document: documents.get(source.as_str()).copied().unwrap_or(0),
        span: byte(start).zip(byte(end)),
        evidence: r.get::<_, Option<String>>("evidence")?.unwrap_or_default(),
        cell: r.get("cell")?,
        attributed_to: r.get("attributed_to")?,
        confidence: r.get("confidence")?,
        note: r.get("note")?,
    })
}

fn document(r: &Row<'_>) -> rusqlite::Result<Document> {
    Ok(Document {
        source: r.get("source")?,
        title: r.get("title")?,
        publisher: r.get("publisher")?,
        published: r.get("published")?,
        url: r.get("url")?,
        media_type: r.get("media_type")?,
        status: r.get("status")?,
        reason: r.get("reason")?,
        content_hash: r.get("content_hash")?,
        path: r.get("path")?,
        text: r.get("text")?,
    })
}

fn conflict(r: &Row<'_>) -> rusqlite::Result<Conflict> {
    Ok(Conflict {
        reason: r.get("reason")?,
        facts: [r.get("fact_a")?, r.get("fact_b")?],
        statements: [r.get("observation_a")?, r.get("observation_b")?],
        difference: r.get("difference")?,
    })
}

fn problem(r: &Row<'_>) -> rusqlite::Result<Problem> {
    Ok(Problem {
        source: r.get("source")?,
        cell: r.get("cell")?,
        line: r.get("line")?,
        severity: r.get("severity")?,
        code: r.get("code")?,
        message: r.get("message")?,
    })
}

fn sum(r: &Row<'_>) -> rusqlite::Result<Sum> {
    Ok(Sum {
        measure: r.get("measure")?,
        unit: r.get("unit")?,
        things: r.get("things")?,
        row: r.get("row").unwrap_or_default(),
        code: r.get("code")?,
        year: r.get("year").unwrap_or_default(),
        low: r.get::<_, Option<f64>>("value_low")?.unwrap_or(0.0),
        high: r.get("value_high")?,
        figures: r.get("figures")?,
    })
}
