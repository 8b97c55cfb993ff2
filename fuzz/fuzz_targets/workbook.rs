//! Bytes as a workbook. The first byte says what they are: a whole file, the sheet of an xlsx, its shared texts, the content
//! of an ods; so that the fuzzer need not learn what a zip is.
#![no_main]

use std::io::{Cursor, Write};

use blotter::extract::sheet::{Mappings, TableSource, extract};
use blotter::source::{Limits, MediaType};
use blotter::vocabulary::Vocabulary;
use libfuzzer_sys::fuzz_target;
use tempfile::NamedTempFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Arrests" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const PACKAGE: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const TEXTS: &str = r#"<sst uniqueCount="2"><si><t>nationality</t></si><si><t>arrested</t></si></sst>"#;
const SHEET: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row></sheetData></worksheet>"#;
const MANIFEST: &str = r#"<manifest:manifest></manifest:manifest>"#;

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        writer.start_file(*name, stored).expect("it begins");
        writer.write_all(content).expect("it is written");
    }
    writer.finish().expect("it ends").into_inner()
}

fuzz_target!(init: quiet(), |bytes: &[u8]| open(bytes));

fn open(bytes: &[u8]) {
    let Some((kind, bytes)) = bytes.split_first() else { return };
    let xlsx = |sheet: &[u8], texts: &[u8]| {
        zip(&[
            ("_rels/.rels", PACKAGE.as_bytes()),
            ("xl/workbook.xml", WORKBOOK.as_bytes()),
            ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ("xl/sharedStrings.xml", texts),
            ("xl/worksheets/sheet1.xml", sheet),
        ])
    };
    let (file, media_type) = match kind % 6 {
        0 => (bytes.to_vec(), MediaType::Xls),
        1 => (bytes.to_vec(), MediaType::Xlsx),
        2 => (bytes.to_vec(), MediaType::Xlsb),
        3 => (xlsx(bytes, TEXTS.as_bytes()), MediaType::Xlsx),
        4 => (xlsx(SHEET.as_bytes(), bytes), MediaType::Xlsx),
        _ => {
            let mimetype = b"application/vnd.oasis.opendocument.spreadsheet";
            let manifest = MANIFEST.as_bytes();
            let parts = [("mimetype", &mimetype[..]), ("META-INF/manifest.xml", manifest), ("content.xml", bytes)];
            (zip(&parts), MediaType::Ods)
        }
    };
    let mut at = NamedTempFile::new_in("/dev/shm").expect("there is room");
    at.write_all(&file).expect("it is written");
    let limits = Limits {
        cell_bytes: 10_000,
        columns: 200,
        unpacked_bytes: 1 << 20,
        loaded_bytes: 1 << 20,
        loaded_cells: 20_000,
        members: 50,
        ..Limits::DEFAULT
    };
    let source = TableSource::file(at.path(), "arrests 2018.xlsx", media_type, &limits);
    // A panic in there is caught where it is: see `quiet`.
    let _ = std::panic::catch_unwind(|| {
        let _ = extract(&source, Vocabulary::builtin(), &Mappings::default(), &mut |_| {});
    });
}

/// What the library that opens workbooks panics at is a problem of that file alone, since the pipeline catches it. Any other
/// panic goes the fuzzer's way, which ends the process.
fn quiet() {
    let fuzzers = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(|l| l.file().to_string()).unwrap_or_default();
        if !["/calamine-", "/zip-", "/quick-xml-"].iter().any(|library| place.contains(library)) {
            fuzzers(panic);
        }
    }));
}
