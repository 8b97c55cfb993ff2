//! `blotter extract`: one file's items as newline-delimited JSON, without a database.

use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use blotter::extract::sheet::{self, TableSource};
use blotter::pipeline::work::article_items;
use blotter::source::{Limits, MediaType, detect};

use super::Exit;
use super::exit::Unread;
use super::knowledge::{KnowledgeArgs, Loaded};
use super::output::visible;
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
        article(&bytes, "-", &loaded, &mut out)?;
    } else {
        let name = args.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let file = args.file.display().to_string();
        // Whoever names a link means what it leads to.
        let path = args.file.canonicalize().with_context(|| file.clone())?;
        let media_type = detect(&path).with_context(|| file.clone())?;
        let media_type = media_type.map_err(|unknown| Unread { file: file.clone(), error: unknown.into() })?;
        if media_type.is_article() {
            let bytes = std::fs::read(&path).with_context(|| file.clone())?;
            article(&bytes, &name, &loaded, &mut out)?;
        } else {
            table(&path, &name, media_type, &loaded, &mut out)?;
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}

fn article(bytes: &[u8], name: &str, loaded: &Loaded, out: &mut dyn Write) -> anyhow::Result<()> {
    let hash = blake3::hash(bytes).to_hex();
    let (article, items) = article_items(bytes, name, loaded.knowledge());
    let mut records = Records::new(name, &hash, &article.text);
    for item in &items {
        writeln!(out, "{}", visible(serde_json::to_string(&records.record(item))?))?;
    }
    Ok(())
}

fn table(path: &Path, name: &str, media_type: MediaType, loaded: &Loaded, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(std::fs::File::open(path)?)?;
    let hash = hasher.finalize().to_hex();
    let mut records = Records::new(name, &hash, "");
    let mut failed: Option<anyhow::Error> = None;
    let mut sink = |item| {
        if failed.is_none() {
            let json = serde_json::to_string(&records.record(&item)).map_err(anyhow::Error::from);
            failed = json.and_then(|json| Ok(writeln!(out, "{}", visible(json))?)).err();
        }
    };
    let source = TableSource { path, name, media_type, limits: &Limits::DEFAULT };
    let result = sheet::extract(&source, &loaded.vocabulary, &loaded.mappings, &mut sink);
    if let Some(error) = failed {
        return Err(error);
    }
    result.map_err(|error| Unread { file: path.display().to_string(), error })?;
    Ok(())
}
