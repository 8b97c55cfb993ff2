//! `blotter query`: answers from a database, by a ready question's name, a view's name, or SQL.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use blotter::store::Store;
use blotter::store::sql::{QUERIES, VIEWS};
use clap_complete::ArgValueCandidates;

use super::output::{self, Format};
use super::{Exit, shell};

const ASK: &str = "\n  hint: one SELECT; the columns of a view: \"SELECT name FROM pragma_table_info('observations')\"";

/// Ask a database: blotter query summary_by_nationality --db out/blotter.db
///
/// Without a name it lists the ready questions and the views.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A ready question, a view, or a SELECT.
    #[arg(value_name = "NAME|SQL", add = ArgValueCandidates::new(shell::questions))]
    question: Option<String>,

    /// The database.
    #[arg(long, value_name = "FILE", env = "BLOTTER_DB")]
    db: Option<PathBuf>,

    /// How rows are printed.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let mut out = BufWriter::new(io::stdout().lock());
    let Some(question) = &args.question else {
        list(&mut out)?;
        return Ok(Exit::Done);
    };
    let Some(db) = &args.db else { bail!("no database\n  hint: name one with --db FILE") };
    let sql = sql(question)?;
    let connection = Store::read_only(db)?;
    let mut statement =
        connection.prepare(&sql).with_context(|| format!("cannot answer `{}`{ASK}", output::plain(question)))?;
    if !statement.readonly() {
        bail!("a question only reads\n  hint: change a database with `blotter run`");
    }
    output::print(&mut statement, args.format, &mut out)?;
    out.flush()?;
    Ok(Exit::Done)
}

fn sql(question: &str) -> anyhow::Result<String> {
    if let Some(query) = QUERIES.iter().find(|q| q.name == question) {
        return Ok(query.text.to_string());
    }
    if let Some(view) = VIEWS.iter().find(|v| v.name == question) {
        return Ok(format!("SELECT * FROM {}", view.name));
    }
    if question.trim().contains(char::is_whitespace) {
        return Ok(question.to_string());
    }
    let names = QUERIES.iter().chain(VIEWS).map(|f| f.name);
    let near = names.max_by(|a, b| strsim::jaro_winkler(a, question).total_cmp(&strsim::jaro_winkler(b, question)));
    bail!("no question `{question}`\n  hint: did you mean `{}`? `blotter query` lists them all", near.unwrap_or(""))
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    for (title, files) in [("Questions", QUERIES), ("Views", VIEWS)] {
        writeln!(out, "{title}:")?;
        for file in files {
            writeln!(out, "  {:26}{}", file.name, file.title())?;
        }
    }
    out.flush()
}
