//! Gives the build a name for what it extracts: a fingerprint of the code and vocabulary that turn a document into rows.
//! A database stores it with every document, so that a changed rule reads its documents again and an unchanged one
//! doesn't.

use std::fs;
use std::path::{Path, PathBuf};

const PARTS: &[&str] = &["src/model.rs", "src/read", "src/text", "src/vocabulary", "src/extract", "src/normalize"];

fn main() {
    let mut files = Vec::new();
    for part in PARTS {
        println!("cargo:rerun-if-changed={part}");
        collect(Path::new(part), &mut files);
    }
    files.sort();
    // FNV-1a: it names a state of the sources, and needs no strength.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for file in &files {
        let name = file.to_string_lossy().replace('\\', "/");
        let content = fs::read(file).unwrap_or_default();
        for byte in name.bytes().chain(content.into_iter().filter(|b| *b != b'\r')) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    println!("cargo:rustc-env=BLOTTER_EXTRACTOR={:08x}", (hash ^ (hash >> 32)) as u32);
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(path) else {
        files.extend(path.is_file().then(|| path.to_path_buf()));
        return;
    };
    for entry in entries.flatten() {
        collect(&entry.path(), files);
    }
}
