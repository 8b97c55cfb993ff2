//! What the tests of hostile files share: a run within the memory that it is given, and files as an attacker packs them.

use std::io::{Cursor, Write};
use std::process::{Command, Output};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{ARTICLE, Place, Result, stderr};

/// Kilobytes of address space: what a run with two workers may ever ask for.
const MEMORY: u64 = 1 << 20;

/// Loads the inbox within `MEMORY`, beside an article that must come through.
pub fn run(place: &Place, more: &[&str]) -> Result<Output> {
    place.write("good.txt", ARTICLE)?;
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"")).arg(env!("CARGO_BIN_EXE_blotter"));
    command.arg("run").arg(place.inbox()).arg("--db").arg(place.db()).args(["--jobs", "2"]).args(more);
    let output = command.env_remove("BLOTTER_DB").output()?;
    assert!(output.status.code().is_some_and(|code| code == 0 || code == 65), "{}", stderr(&output));
    let good = place.rows("SELECT count(*) FROM observations WHERE source = 'good.txt'")?;
    assert_eq!(good, ["2"], "the file beside it is loaded");
    Ok(output)
}

/// The problems of all files, each once.
pub fn problems(place: &Place) -> Result<Vec<String>> {
    place.rows("SELECT DISTINCT source, line, severity, code FROM problems ORDER BY source, line, code")
}

/// An archive of these members.
pub fn zip(parts: &[(&str, &[u8])]) -> Result<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let method = if *name == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method))?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}

pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}
