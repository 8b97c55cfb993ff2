//! The views over a database that is written from made-up items: what is added up, what isn't, and what a reader sees.

use std::path::PathBuf;
use std::sync::Arc;

use blotter::model::*;
use blotter::source::Input;
use blotter::store::{NewDocument, Outcome, Store, StoreError, Writer};
use blotter::vocabulary::Vocabulary;
use rusqlite::types::Value;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// A figure of 2018, arrested persons, exact, unless changed.
fn figure(value: f64) -> Observation {
    let day = |text: &str| text.parse().expect("is a date");
    Observation {
        series: Arc::new(Series {
            kind: Kind::Level,
            measure: "arrested".into(),
            unit: "persons".into(),
            object: None,
            direction: None,
            nationality: "".into(),
            sex: None,
            age_group: None,
            offences: "".into(),
            country: "KH".into(),
            place: "".into(),
            modality: Modality::Actual,
            attributed_to: "".into(),
        }),
        bounds: Bounds::exact(value),
        period: Period::new(day("2018-01-01"), day("2018-12-31")),
        part_of: None,
        is_total: false,
        confidence: 0.9,
        locator: Locator::Cell { sheet: Some("Arrests".into()), row: 4, column: 2 },
        cell_text: Some(value.to_string().into()),
        note: None,
        reasons: Vec::new(),
    }
}

trait With: Sized {
    fn series(self, change: impl FnOnce(&mut Series)) -> Self;
    fn of(self, nationality: &str) -> Self;
    fn part_of(self, whole: u32) -> Self;
    fn year(self, year: i16) -> Self;
}

impl With for Observation {
    fn series(mut self, change: impl FnOnce(&mut Series)) -> Self {
        change(Arc::make_mut(&mut self.series));
        self
    }
    fn of(self, nationality: &str) -> Self {
        self.series(|s| s.nationality = nationality.into())
    }
    fn part_of(mut self, whole: u32) -> Self {
        self.part_of = Some(whole);
        self
    }
    fn year(mut self, year: i16) -> Self {
        let day = |month, day| jiff::civil::Date::new(year, month, day).expect("is a date");
        self.period = Period::new(day(1, 1), day(12, 31));
        self
    }
}

struct Database {
    store: Store,
    _folder: tempfile::TempDir,
    documents: u32,
}

impl Database {
    fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let store = Store::open(&folder.path().join("a.db"))?;
        store.begin()?;
        store.name_codes(Vocabulary::builtin())?;
        store.connection.execute_batch("INSERT INTO run (started_at, version, outcome) VALUES ('', '', 'loaded')")?;
        Ok(Database { store, _folder: folder, documents: 0 })
    }

    fn load(&mut self, observations: Vec<Observation>) -> Result {
        self.load_text(observations, None)
    }

    fn new_document(&mut self) -> NewDocument {
        self.documents += 1;
        let source = format!("{}.csv", self.documents);
        NewDocument {
            input: Input { path: PathBuf::from(format!("/in/{source}")), source },
            replaces: None,
            container: None,
            content_hash: format!("{:064}", self.documents),
            bytes: 1,
            modified_ns: 0,
            version: "test".to_string(),
            media_type: "text/csv",
        }
    }

    fn writer(&self) -> std::result::Result<Writer<'_>, StoreError> {
        Writer::new(&self.store.connection, &Vocabulary::builtin().things, 1, "2019-01-01T00:00:00Z")
    }

    fn load_text(&mut self, observations: Vec<Observation>, text: Option<&str>) -> Result {
        let new = self.new_document();
        let mut writer = self.writer()?;
        writer.begin(&new)?;
        for observation in observations {
            writer.item(Item::Observation(observation))?;
        }
        writer.finish(Outcome { text: text.map(str::to_string), ..Outcome::default() })?;
        writer.commit()?;
        Store::check(&self.store.connection)?;
        Ok(())
    }

    /// The rows of a SELECT, cells joined by a space, null as `-`.
    fn rows(&self, sql: &str) -> Result<Vec<String>> {
        let mut statement = self.store.connection.prepare(sql)?;
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| {
            let cells: rusqlite::Result<Vec<String>> = (0..columns).map(|i| Ok(text(&row.get(i)?))).collect();
            Ok(cells?.join(" "))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => "-".to_string(),
        Value::Integer(i) => i.to_string(),
        Value::Real(r) => r.to_string(),
        Value::Text(t) => t.clone(),
        Value::Blob(b) => format!("{b:?}"),
    }
}

const BY_NATIONALITY: &str =
    "SELECT nationality, value_low, value_high FROM summary_by_nationality ORDER BY nationality";
const BY_YEAR: &str = "SELECT year, value_low, value_high FROM summary_by_year";

#[test]
fn parts_of_another_nationality_are_counted_and_the_whole_keeps_the_rest() -> Result {
    let mut database = Database::new()?;
    database.load(vec![
        figure(451.0).of("foreign"),
        figure(403.0).of("CN").part_of(0),
        figure(40.0).of("MY").part_of(0),
        figure(52.0).of("CN").part_of(1).series(|s| s.sex = Some(Sex::Female)),
    ])?;
    assert_eq!(database.rows(BY_NATIONALITY)?, ["CN 403 403", "MY 40 40", "foreign 8 8"]);
    assert_eq!(database.rows(BY_YEAR)?, ["2018 451 451"]);
    Ok(())
}

#[test]
fn a_whole_that_its_parts_take_entirely_is_gone() -> Result {
    let mut database = Database::new()?;
    let parts = vec![figure(3.0).of("foreign"), figure(2.0).of("CN").part_of(0), figure(1.0).of("MY").part_of(0)];
    database.load(parts)?;
    assert_eq!(database.rows(BY_NATIONALITY)?, ["CN 2 2", "MY 1 1"]);
    Ok(())
}

#[test]
fn a_part_under_another_measure_is_counted() -> Result {
    let mut database = Database::new()?;
    let charged = figure(256.0).part_of(0).series(|s| s.measure = "charged".into());
    database.load(vec![figure(300.0), charged])?;
    let rows = database.rows("SELECT measure, value_low FROM summary_by_year")?;
    assert_eq!(rows, ["arrested 300", "charged 256"]);
    Ok(())
}

#[test]
fn what_is_no_level_that_happened_is_never_added() -> Result {
    let mut database = Database::new()?;
    let mut total = figure(99.0);
    total.is_total = true;
    database.load(vec![
        figure(5.0),
        total,
        figure(9.0).series(|s| s.modality = Modality::Planned),
        figure(9.0).series(|s| s.modality = Modality::Denied),
        figure(9.0).series(|s| s.kind = Kind::Change),
        figure(9.0).series(|s| (s.kind, s.unit) = (Kind::Share, "percent".into())),
        figure(9.0).series(|s| s.unit = "countries".into()),
    ])?;
    assert_eq!(database.rows(BY_YEAR)?, ["2018 5 5"]);
    Ok(())
}

#[test]
fn open_bounds_stay_open_in_a_sum() -> Result {
    let mut database = Database::new()?;
    let mut more = figure(300.0);
    more.bounds = Bounds { low: Some(300.0), high: None, qualifier: Qualifier::MoreThan };
    let mut fewer = figure(50.0);
    fewer.bounds = Bounds { low: None, high: Some(50.0), qualifier: Qualifier::LessThan };
    database.load(vec![figure(100.0), more, fewer.year(2017)])?;
    let rows = database.rows("SELECT year, value_low, value_high, is_exact FROM summary_by_year")?;
    assert_eq!(rows, ["2017 0 50 0", "2018 400 - 0"]);
    Ok(())
}

#[test]
fn a_computed_change_stands_beside_the_stated_one() -> Result {
    let mut database = Database::new()?;
    let mut stated = figure(100.0).of("CN").series(|s| {
        s.kind = Kind::Change;
        s.direction = Some(Direction::Increase);
    });
    stated.bounds = Bounds { low: Some(100.0), high: None, qualifier: Qualifier::MoreThan };
    database.load(vec![figure(300.0).of("CN").year(2017), figure(403.0).of("CN"), stated])?;
    let rows = database.rows(
        "SELECT nationality, year, computed_low, computed_high, computed_percent, stated_low, stated_high
         FROM summary_change_by_year",
    )?;
    assert_eq!(rows, ["CN 2018 103 103 34.3 100 -"]);
    Ok(())
}

#[test]
fn joint_codes_are_one_group_with_their_members_names() -> Result {
    let mut database = Database::new()?;
    let joint = figure(12.0).of("CN+TW").series(|s| s.offences = "fraud+overstay".into());
    database.load(vec![joint])?;
    let rows = database.rows("SELECT nationality, nationality_name, value_low FROM summary_by_nationality")?;
    assert_eq!(rows, ["CN+TW China and Taiwan 12"]);
    let rows = database.rows("SELECT code FROM offence_member ORDER BY code")?;
    assert_eq!(rows, ["fraud", "overstay"]);
    Ok(())
}

#[test]
fn things_seized_are_summed_by_object() -> Result {
    let mut database = Database::new()?;
    let seized = |value, object: &str| {
        figure(value).series(|s| {
            (s.measure, s.unit, s.object) = ("seized".into(), "items".into(), Some(object.into()));
        })
    };
    database.load(vec![seized(35001.0, "documents"), seized(12.0, "phones"), seized(3.0, "phones")])?;
    let rows = database.rows("SELECT object, value_low FROM summary_seizures ORDER BY object")?;
    assert_eq!(rows, ["documents 35001", "phones 15"]);
    Ok(())
}

#[test]
fn a_cell_is_named_as_a_spreadsheet_names_it() -> Result {
    let mut database = Database::new()?;
    let at = |sheet: Option<&str>, column| {
        let mut observation = figure(1.0);
        observation.locator = Locator::Cell { sheet: sheet.map(Into::into), row: 4, column };
        observation
    };
    let cells = [2, 25, 26, 701, 702, 16_383].map(|column| at(None, column)).into_iter();
    database.load([at(Some("Arrests"), 2)].into_iter().chain(cells).collect())?;
    let rows = database.rows("SELECT cell FROM observations")?;
    assert_eq!(rows, ["Arrests!C5", "C5", "Z5", "AA5", "ZZ5", "AAA5", "XFD5"]);
    Ok(())
}

#[test]
fn evidence_is_cut_out_of_the_text_by_bytes() -> Result {
    let mut database = Database::new()?;
    let text = "Phnôm Pénh – Police said. “Twelve Côte d’Ivoire nationals” were held.";
    let start = text.find('“').unwrap_or(0);
    let figure_start = text.find("Twelve").unwrap_or(0);
    let mut observation = figure(12.0);
    observation.cell_text = None;
    observation.locator =
        Locator::Text { figure: Span::new(figure_start, figure_start + 6), sentence: Span::new(start, text.len()) };
    database.load_text(vec![observation], Some(text))?;
    let rows = database.rows("SELECT evidence, cell FROM observations")?;
    assert_eq!(rows, ["“Twelve Côte d’Ivoire nationals” were held. -"]);
    Ok(())
}

#[test]
fn a_code_outside_the_closed_lists_is_refused() -> Result {
    let mut database = Database::new()?;
    let error = database.load(vec![figure(1.0).series(|s| s.measure = "abducted".into())]).err();
    let about_the_row = error.and_then(|e| e.downcast::<StoreError>().ok()).is_some_and(|e| e.is_about_the_row());
    assert!(about_the_row);
    Ok(())
}

#[test]
fn a_document_that_is_undone_leaves_those_before_and_behind_it() -> Result {
    let mut database = Database::new()?;
    let small = [database.new_document(), database.new_document(), database.new_document()];
    let large = NewDocument { bytes: 2 << 20, ..database.new_document() };
    let mut writer = database.writer()?;
    for (new, is_whole) in [(&small[0], true), (&small[1], false), (&large, false), (&small[2], true)] {
        writer.begin(new)?;
        writer.item(Item::Observation(figure(new.bytes as f64)))?;
        match is_whole {
            true => writer.finish(Outcome { text: Some("One".to_string()), ..Outcome::default() })?,
            false => writer.undo()?,
        }
    }
    writer.begin(&large)?;
    writer.item(Item::Observation(figure(2.0)))?;
    writer.finish(Outcome::default())?;
    writer.commit()?;
    drop(writer);
    let rows = database.rows("SELECT source, value_low FROM observations ORDER BY source")?;
    assert_eq!(rows, ["1.csv 1", "3.csv 1", "4.csv 2"]);
    assert_eq!(database.rows("SELECT count(*) FROM document_text")?, ["2"]);
    Ok(())
}

#[test]
fn sources_that_no_fact_joins_add_up() -> Result {
    let mut database = Database::new()?;
    database.load(vec![figure(400.0).of("CN"), figure(12.0).of("CN")])?;
    database.load(vec![figure(412.0).of("CN")])?;
    let rows = database.rows("SELECT value_low, value_high, observations, sources FROM summary_by_nationality")?;
    assert_eq!(rows, ["824 824 3 2"]);
    Ok(())
}
