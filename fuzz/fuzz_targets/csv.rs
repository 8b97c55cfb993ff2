//! Bytes as a text table: dialect, lines, layout, figures. Its cells lie in the sheet.
#![no_main]

use std::cell::RefCell;
use std::io::{Seek, Write};

use blotter::extract::sheet::{Mappings, TableSource, extract};
use blotter::model::{Item, Locator};
use blotter::source::{Limits, MediaType};
use blotter::vocabulary::Vocabulary;
use libfuzzer_sys::fuzz_target;
use tempfile::NamedTempFile;

thread_local! {
    static FILE: RefCell<NamedTempFile> = RefCell::new(NamedTempFile::new_in("/dev/shm").expect("there is room"));
}

fuzz_target!(|bytes: &[u8]| {
    FILE.with_borrow_mut(|file| {
        file.rewind().expect("it rewinds");
        file.write_all(bytes).expect("it is written");
        file.as_file().set_len(bytes.len() as u64).expect("it is cut");
        let limits = Limits { line_bytes: 2_000, cell_bytes: 500, columns: 60, ..Limits::DEFAULT };
        let source = TableSource::file(file.path(), "arrests 2018.csv", MediaType::Csv, &limits);
        let mut sink = |item| {
            if let Item::Observation(o) = item {
                let Locator::Cell { row, column, .. } = o.locator else { panic!("no cell of a table") };
                assert!((row as usize) <= bytes.len() && column < 60);
            }
        };
        let _ = extract(&source, Vocabulary::builtin(), &Mappings::default(), &mut sink);
    });
});
