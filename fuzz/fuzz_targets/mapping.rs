//! A text as a mapping file for a small table: it is refused with its line, or it is applied.
#![no_main]

use std::io::Write;

use blotter::extract::sheet::{Mappings, TableSource, extract};
use blotter::source::{Limits, MediaType};
use blotter::vocabulary::Vocabulary;
use libfuzzer_sys::fuzz_target;

const TABLE: &str = "Arrests in Cambodia\nyear,nationality,sex,count,share\n2018,China,men,403,12%\n2018,Viet Nam,women,7,1%\n,Total,,410,\n";

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let folder = tempfile::tempdir_in("/dev/shm").expect("there is room");
    let table = folder.path().join("table.csv");
    std::fs::write(&table, TABLE).expect("it is written");
    let mapping = folder.path().join("given.toml");
    std::fs::File::create(&mapping).and_then(|mut f| f.write_all(text.as_bytes())).expect("it is written");
    let Ok(mappings) = Mappings::load(&[mapping]) else { return };
    let source = TableSource::file(&table, "table.csv", MediaType::Csv, &Limits::DEFAULT);
    let _ = extract(&source, Vocabulary::builtin(), &mappings, &mut |_| {});
});
