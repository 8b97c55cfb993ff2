//! `blotter extract`: one file's items as newline-delimited JSON, without a database.

use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use blotter::pipeline::document::{Document, Found};
use blotter::read::table::Content;
use blotter::source::{MediaType, detect};

use super::Exit;
use super::exit::Unread;
use super::knowledge::{KnowledgeArgs, Loaded};
use super::record::Records;

/// Print what a file gives as newline-delimited JSON: blotter extract sample_data/articles/interview.md | head
///
/// Each line is an object with the columns of the view that its `type` names. `-` reads an article from standard input.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// An article or a table; `-` for an article on standard input.
    #[arg(value_name = "FILE|-")]
    file: PathBuf,

    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let loaded = args.knowledge.load()?;
    let mut out = BufWriter::new(io::stdout().lock());
    if args.file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes)?;
        let hash = blake3::hash(&bytes).to_hex();
        let file = Document::file(Path::new("-"), "-", MediaType::Text);
        print(&Document { content: Content::Bytes(&bytes), ..file }, &hash, &loaded, &mut out)?;
    } else {
        let name = args.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let file = args.file.display().to_string();
        let media_type = detect(&args.file).with_context(|| file.clone())?;
        let media_type = media_type.map_err(|unknown| Unread { file: file.clone(), error: unknown.into() })?;
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(std::fs::File::open(&args.file)?)?;
        let hash = hasher.finalize().to_hex();
        print(&Document::file(&args.file, &name, media_type), &hash, &loaded, &mut out)?;
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn print(document: &Document<'_>, hash: &str, loaded: &Loaded, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut records = Records::new(document.source, hash);
    let mut failed: Option<anyhow::Error> = None;
    let result = document.extract(loaded.knowledge(), false, &mut |found| match found {
        Found::Article(article) => records.text(&article.text),
        Found::Item(item) if failed.is_none() => {
            let written = serde_json::to_writer(&mut *out, &records.record(&item)).map_err(anyhow::Error::from);
            failed = written.and_then(|()| Ok(writeln!(out)?)).err();
        }
        Found::Item(_) => {}
    });
    if let Some(error) = failed {
        return Err(error);
    }
    result.map_err(|error| Unread { file: document.path.display().to_string(), error })?;
    Ok(())
}
