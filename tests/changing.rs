//! A file that changes while it is read gives nothing of either state, and is read in the next run.

mod common;

use std::io::Write;

use blotter::extract::sheet::Mappings;
use blotter::pipeline::{self, Event, Knowledge, Options};
use blotter::source::Limits;
use blotter::store::Store;
use blotter::vocabulary::Chosen;
use common::{ARTICLE, Place, Result};

#[test]
fn a_file_that_changes_while_it_is_read_is_told_and_read_the_next_time() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.write("b.csv", "year,nationality,arrested\n2018,China,5\n")?;
    let run = |change: bool| -> Result {
        let options = Options { inputs: vec![place.inbox()], jobs: 2, version: "test".into(), ..Options::default() };
        let mappings = Mappings::default();
        let knowledge = Knowledge { vocabulary: &Chosen::Builtin, mappings: &mappings, limits: &Limits::DEFAULT };
        let store = Store::open(&place.db())?;
        pipeline::run(&options, knowledge, &store, &|event| {
            // Planned: its bytes were hashed, and nothing is read yet.
            if change && matches!(event, Event::Planned { .. }) {
                for (name, more) in [("a.txt", "Police arrested 9 more.\n"), ("b.csv", "2019,China,6\n")] {
                    let file = std::fs::File::options().append(true).open(place.inbox().join(name));
                    file.and_then(|mut file| file.write_all(more.as_bytes())).expect("is written");
                }
            }
        })?;
        Ok(())
    };
    run(true)?;
    assert_eq!(place.rows("SELECT source, code FROM problems ORDER BY 1")?, ["a.txt | changed", "b.csv | changed"]);
    assert_eq!(place.count("observations")?, 0);
    run(false)?;
    assert_eq!(place.count("problems")?, 0);
    assert_eq!(place.rows("SELECT count(*), sum(value_low) FROM observations WHERE source = 'b.csv'")?, ["2 | 11"]);
    Ok(())
}
