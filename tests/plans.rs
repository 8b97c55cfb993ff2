//! What people type by hand ends on a large database too: no query goes through a table for each row of another. Asked of the
//! query planner, with the statistics of half a million figures from ten thousand articles and two tables.

mod common;

use common::{ARTICLE, Place, Result};
use rusqlite::Connection;

/// Rows of `sqlite_stat1` of such a database.
const LARGE: &[(&str, Option<&str>, &str)] = &[
    ("document", Some("document_content_hash"), "10002 1"),
    ("document", Some("sqlite_autoindex_document_1"), "10002 1"),
    ("document_text", None, "10000"),
    ("document_origin", None, "200"),
    ("observation", Some("observation"), "490000 49 1"),
    ("observation", Some("observation_part"), "22000 4 1"),
    ("series", Some("sqlite_autoindex_series_1"), "110000 3000 600 40 3 3 1 1 1 1 1 1 1 1"),
    ("period", Some("sqlite_autoindex_period_1"), "2500 3 1"),
    ("fact", Some("fact"), "6700 2 1"),
    ("fact", Some("fact_block"), "6700 8"),
    ("fact_member", Some("fact_member"), "13700 2 1"),
    ("fact_member", Some("fact_member_fact"), "13700 4 2"),
    ("fact_member", Some("fact_member_block"), "13700 16"),
    ("fact_pair", Some("fact_pair"), "34000 8 2 1 1 1"),
    ("fact_pair", Some("fact_pair_other"), "34000 9 3"),
    ("fact_within", Some("fact_within"), "42000 7 1"),
];

const TYPED: &[&str] = &[
    "SELECT fact_id, value_low, source FROM facts JOIN fact_observations USING (fact_id)",
    "SELECT f.fact_id, o.source, o.evidence FROM facts AS f JOIN fact_observations USING (fact_id)
     JOIN observations AS o USING (observation_id)",
    "SELECT f.fact_id, o.evidence FROM facts AS f JOIN observations AS o ON o.observation_id = f.best_observation_id",
    "SELECT o.*, f.fact_id FROM observations AS o LEFT JOIN fact_observations AS f USING (observation_id)",
    "SELECT part.*, whole.value_low FROM facts AS part JOIN facts AS whole ON whole.fact_id = part.part_of",
    "SELECT part.*, whole.value_low FROM facts AS part LEFT JOIN facts AS whole ON whole.fact_id = part.within",
    "SELECT part.*, whole.value_low FROM observations AS part JOIN observations AS whole ON whole.observation_id = part.part_of",
    "SELECT c.*, a.nationality, b.nationality FROM conflicts AS c
     JOIN facts AS a ON a.fact_id = c.fact_a JOIN facts AS b ON b.fact_id = c.fact_b",
    "SELECT * FROM facts AS f JOIN conflicts AS c ON f.fact_id IN (c.fact_a) WHERE f.measure = 'arrested'",
    "SELECT s.*, a.value_low, b.value_low FROM superseded AS s
     JOIN facts AS a USING (fact_id) JOIN facts AS b ON b.fact_id = s.by_fact_id",
    "SELECT * FROM facts WHERE fact_id IN (SELECT fact_id FROM superseded)",
    "SELECT * FROM facts AS f WHERE NOT EXISTS (SELECT 1 FROM superseded AS s WHERE s.fact_id = f.fact_id)",
    "SELECT fact_id, (SELECT count(*) FROM fact_observations AS m WHERE m.fact_id = f.fact_id) FROM facts AS f",
    "SELECT * FROM facts WHERE fact_id = 'f-0123456789ab-1'",
    "SELECT * FROM facts JOIN fact_observations USING (fact_id) WHERE fact_id = 'f-0123456789ab-1'",
    "SELECT * FROM fact_observations WHERE observation_id = '0123456789ab-1'",
    "SELECT * FROM observations WHERE observation_id = '0123456789ab-1'",
    "SELECT * FROM conflicts WHERE fact_a = 'f-0123456789ab-1' OR fact_b = 'f-0123456789ab-1'",
];

fn large() -> Result<Connection> {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.run(&[])?;
    let connection = Connection::open(place.db())?;
    connection.execute_batch("ANALYZE; DELETE FROM sqlite_stat1")?;
    let mut insert = connection.prepare("INSERT INTO sqlite_stat1 VALUES (?1, ?2, ?3)")?;
    for row in LARGE {
        insert.execute(*row)?;
    }
    drop(insert);
    connection.execute_batch("ANALYZE sqlite_schema")?;
    Ok(connection)
}

/// Two tables that are gone through whole, one within the other, if there are such.
fn nested_scans(connection: &Connection, sql: &str) -> Result<Option<[String; 2]>> {
    let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let steps = plan.query_map([], |row| Ok((row.get::<_, i64>(1)?, row.get::<_, String>(3)?)))?;
    let steps: Vec<_> = steps.collect::<rusqlite::Result<_>>()?;
    let scans = || steps.iter().filter(|(_, step)| step.starts_with("SCAN") && step != "SCAN CONSTANT ROW");
    let inner = scans().find_map(|inner| {
        let outer = scans().take_while(|outer| *outer != inner).find(|outer| outer.0 == inner.0)?;
        Some([outer.1.clone(), inner.1.clone()])
    });
    Ok(inner)
}

#[test]
fn no_query_by_hand_goes_through_a_table_for_each_row_of_another() -> Result {
    let connection = large()?;
    for sql in TYPED {
        assert_eq!(nested_scans(&connection, sql)?, None, "{sql}");
    }
    let of_ids = "SELECT * FROM observation AS a, document AS b WHERE a.ordinal || b.title = 'x'";
    assert!(nested_scans(&connection, of_ids)?.is_some(), "one that does is told");
    Ok(())
}

/// A view that is joined with itself, each side read for other columns, has both.
#[test]
fn a_view_is_joined_with_itself() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.run(&[])?;
    for (view, id, column) in [
        ("observations", "observation_id", "source"),
        ("facts", "fact_id", "value_low"),
        ("fact_observations", "fact_id", "is_best"),
    ] {
        let joined = format!(
            "SELECT a.{column} FROM {view} AS a JOIN {view} AS b ON b.{id} = a.{id} WHERE b.{column} = a.{column}"
        );
        assert_eq!(place.rows(&joined)?.len(), place.count(view)?, "{joined}");
    }
    Ok(())
}
