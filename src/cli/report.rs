//! `blotter report`: a database as one page.

use std::path::PathBuf;

use anyhow::Context;
use blotter::report::{self, Options};
use blotter::store::Store;

use super::Exit;

/// Write a page that opens offline: blotter report --db out/blotter.db --out out/report.html
///
/// One file with key figures, trends, bars, a matrix, conflicts, problems, and every figure with the sentence or cell that
/// states it; it filters and searches without a server. It holds the paragraphs that state figures, not whole articles,
/// unless --whole-texts is given.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The database.
    #[arg(long, value_name = "FILE", env = "BLOTTER_DB")]
    db: PathBuf,

    /// The page; `-` for standard output.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,

    /// What stands above it.
    #[arg(long, value_name = "TEXT", default_value = "Cross-border crime in figures")]
    title: String,

    /// Put in the articles' whole texts. Mind who may read them.
    #[arg(long)]
    whole_texts: bool,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let connection = Store::read_only(&args.db)?;
    let options = Options { title: args.title.clone(), whole_texts: args.whole_texts };
    let page = report::report(&connection, &options)?;
    if args.out.as_os_str() == "-" {
        use std::io::Write;
        std::io::stdout().lock().write_all(page.as_bytes())?;
    } else {
        std::fs::write(&args.out, &page).with_context(|| format!("cannot write {}", args.out.display()))?;
        println!("{}: {} KiB", args.out.display(), page.len().div_ceil(1024));
    }
    Ok(Exit::Done)
}
