//! `blotter report`: a database as one page.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Context;
use blotter::report::{self, Options};
use blotter::store::Store;

use super::Exit;

const OLD: &str = "\n  hint: a database of an older blotter is brought up to date by `blotter run`";

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
    let page = report::report(&connection, &options).with_context(|| format!("{}{OLD}", args.db.display()))?;
    if args.out.as_os_str() == "-" {
        io::stdout().lock().write_all(page.as_bytes())?;
    } else {
        write(&args.out, &page).with_context(|| format!("cannot write {}", args.out.display()))?;
        println!("{}: {} KiB", args.out.display(), page.len().div_ceil(1024));
    }
    Ok(Exit::Done)
}

/// The old page stays until the new one is whole.
fn write(path: &Path, page: &str) -> io::Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, page).and_then(|()| std::fs::rename(&part, path)).inspect_err(|_| {
        // What is left of a failed attempt is of no use; that it can't be removed either is told by the first error.
        let _ = std::fs::remove_file(&part);
    })
}
