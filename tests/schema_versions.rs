//! A database of every schema version that there was is brought up to this one, with a copy of it laid beside it first, and
//! keeps what it holds. tests/schema/v1.db was written by the version whose last step was the first, and so on; a new step
//! comes with a database of the version before it.

mod common;

use std::path::{Path, PathBuf};

use blotter::store::sql::SCHEMA;
use common::{ARTICLE, Place, Result, blotter, rows, stderr};

fn versions() -> Result<Vec<(usize, PathBuf)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema");
    let versions = (1..SCHEMA.len()).map(|version| (version, folder.join(format!("v{version}.db"))));
    let versions: Vec<_> = versions.collect();
    for (version, path) in &versions {
        assert!(path.exists(), "tests/schema/v{version}.db is kept when schema step {} is added", version + 1);
        assert_eq!(rows(path, "PRAGMA user_version")?, [version.to_string()]);
    }
    Ok(versions)
}

const FIGURES: &str = "SELECT source, measure, nationality, value_low, evidence FROM observations ORDER BY 1, 2, 3, 4";

#[test]
fn a_database_of_every_version_is_brought_up_and_keeps_its_figures() -> Result {
    for (version, kept) in versions()? {
        let place = Place::new()?;
        std::fs::copy(&kept, place.db())?;
        let before = place.rows(FIGURES)?;
        assert!(before.len() >= 4, "v{version}: {before:?}");
        place.write("new.txt", ARTICLE.replace("403", "404"))?;
        let output = place.run(&[])?;
        assert_eq!(output.status.code(), Some(0), "v{version}: {}", stderr(&output));
        assert_eq!(place.rows("PRAGMA user_version")?, [SCHEMA.len().to_string()]);
        let after = place.rows(FIGURES)?;
        assert!(
            before.iter().all(|row| after.contains(row)) && after.len() == before.len() + 2,
            "v{version}: {after:?}"
        );
        let copy = place.path(&format!("out.db.schema{version}.backup"));
        assert_eq!(rows(&copy, "PRAGMA user_version")?, [version.to_string()], "as it was");
        assert_eq!(rows(&copy, FIGURES)?, before);
        let check = blotter().args(["check", "--no-files", "--db"]).arg(place.db()).output()?;
        assert_eq!(check.status.code(), Some(0), "v{version}: {}", stderr(&check));
    }
    Ok(())
}

/// Its passports and visa stickers lie within its documents, which that version didn't know.
#[test]
fn facts_of_things_are_made_anew_with_what_is_known_of_them_now() -> Result {
    let place = Place::new()?;
    std::fs::copy(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema/v5.db"), place.db())?;
    assert_eq!(place.rows("SELECT count(within) FROM facts")?, ["0"]);
    place.run(&[])?;
    let rows = "SELECT part.object, whole.object FROM facts AS part JOIN facts AS whole ON whole.fact_id = part.within";
    assert_eq!(place.rows(&format!("{rows} ORDER BY 1"))?, ["Passports | documents", "Visa stickers | documents"]);
    Ok(())
}

#[test]
fn a_step_that_fails_leaves_the_database_as_it_was() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    let (_, kept) = versions()?.into_iter().next().ok_or("no version")?;
    std::fs::copy(&kept, place.db())?;
    // A table in the way of a later step.
    rusqlite::Connection::open(place.db())?.execute_batch("CREATE TABLE forgotten (mine)")?;
    let before = place.rows("SELECT name, sql FROM sqlite_schema ORDER BY 1")?;
    let output = place.run(&[])?;
    assert_eq!(output.status.code(), Some(74), "{}", stderr(&output));
    assert_eq!(place.rows("PRAGMA user_version")?, ["1"]);
    assert_eq!(place.rows("SELECT name, sql FROM sqlite_schema ORDER BY 1")?, before);
    Ok(())
}
