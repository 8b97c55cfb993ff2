//! `blotter query`: answers from a database, by a ready question's name, a view's name, or SQL.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use blotter::store::Store;
use blotter::store::sql::{QUERIES, VIEWS};
use clap_complete::ArgValueCandidates;
use rusqlite::{Connection, Statement};

use super::output::{self, Format};
use super::parameters::{self, Parameter};
use super::{Exit, shell};

const ASK: &str = "\n  hint: one SELECT; the columns of a view: \"SELECT name FROM pragma_table_info('observations')\"";

const WORDS: &str = "these words can't be searched for\n  hint: what is more than letters and digits stands in double quotes: \
                     --param 'words=\"non-state\"'";

/// Ask a database: blotter query summary_by_nationality --db out/blotter.db
///
/// Without a name it lists the ready questions and the views. A ready question takes parameters, each of which may be left
/// out: blotter query arrests_by_nationality --param nationality=CN --db out/blotter.db
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A ready question, a view, or a SELECT.
    #[arg(value_name = "NAME|SQL", add = ArgValueCandidates::new(shell::questions))]
    question: Option<String>,

    /// The database.
    #[arg(long, value_name = "FILE", env = "BLOTTER_DB")]
    db: Option<PathBuf>,

    /// A parameter of the question; may be given several times.
    #[arg(long = "param", value_name = "NAME=VALUE")]
    parameters: Vec<Parameter>,

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
    let connection = Store::read_only(db)?;
    let mut statement = prepare(&connection, question, &args.parameters)?;
    let answered = output::print(&mut statement, args.format, &mut out);
    answered.map_err(|fault| if is_about_words(&fault, question) { fault.context(WORDS) } else { fault })?;
    out.flush()?;
    Ok(Exit::Done)
}

/// Whether full-text search did not understand the words that it was given; it says so only when it is asked for rows.
fn is_about_words(fault: &anyhow::Error, question: &str) -> bool {
    fault.is::<rusqlite::Error>() && sql(question).is_ok_and(|sql| sql.contains(" MATCH "))
}

/// The statement that a ready question, a view's name or a SELECT stands for, with its parameters bound.
pub fn prepare<'c>(
    connection: &'c Connection,
    question: &str,
    parameters: &[Parameter],
) -> anyhow::Result<Statement<'c>> {
    let sql = sql(question)?;
    let mut statement =
        connection.prepare(&sql).with_context(|| format!("cannot answer `{}`{ASK}", output::plain(question)))?;
    if !statement.readonly() {
        bail!("a question only reads\n  hint: change a database with `blotter run`");
    }
    parameters::bind(&mut statement, parameters)?;
    Ok(statement)
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
        let width = files.iter().map(|f| f.name.len()).max().unwrap_or(0);
        for file in files {
            writeln!(out, "  {:width$}  {}", file.name, file.title())?;
        }
    }
    out.flush()
}
