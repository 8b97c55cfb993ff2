//! `blotter inspect`: what is understood of a table and what isn't: an annotated grid for people, JSON for programs, a
//! mapping file to start from.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Context;
use blotter::extract::sheet::inspect::{BlockView, Inspection, SheetView, inspect};
use blotter::extract::sheet::{TableSource, mapping};
use blotter::source::{Limits, detect};

use super::Exit;
use super::exit::Unread;
use super::knowledge::KnowledgeArgs;
use super::output::plain;

/// Show how a table is understood: blotter inspect sample_data/sheets/seizures_2018.ods
///
/// Prints each sheet's rows with the part they play, what every column is for, and what was left out and why. With
/// `--format mapping` it prints a mapping file that says the same, to be corrected where it is wrong.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A table: .csv, .tsv, .xlsx, .xlsm, .xlsb, .xls or .ods.
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    #[command(flatten)]
    knowledge: KnowledgeArgs,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Mapping,
}

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let loaded = args.knowledge.load()?;
    let file = args.file.display().to_string();
    let unread = |error| Unread { file: file.clone(), error };
    let path = args.file.canonicalize().with_context(|| file.clone())?;
    let media_type = detect(&path).with_context(|| file.clone())?;
    let media_type = media_type.map_err(|unknown| unread(unknown.into()))?;
    let name = args.file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let source = TableSource { path: &path, name: &name, media_type, limits: &Limits::DEFAULT };
    let seen = inspect(&source, &loaded.vocabulary, &loaded.mappings).map_err(unread)?;
    let mut out = io::stdout().lock();
    match args.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &seen)?;
            writeln!(out)?;
        }
        Format::Mapping => write!(out, "{}", mapping::draft(&seen))?,
        Format::Text => text(&seen, &mut out)?,
    }
    Ok(Exit::Done)
}

fn text(seen: &Inspection, out: &mut dyn Write) -> io::Result<()> {
    for sheet in &seen.sheets {
        print_sheet(sheet, out)?;
    }
    writeln!(
        out,
        "{} observations, {} missing figures, {} problems",
        seen.observations,
        seen.missing,
        seen.problems.len()
    )?;
    for problem in seen.problems.iter().take(20) {
        let place = problem.cell.clone().or(problem.line.map(|l| format!("line {l}"))).unwrap_or_default();
        writeln!(out, "  {} {} {}: {}", problem.severity, problem.code, plain(&place), plain(&problem.message))?;
    }
    if seen.problems.len() > 20 {
        writeln!(out, "  … and {} more; see them all with --format json", seen.problems.len() - 20)?;
    }
    Ok(())
}

fn print_sheet(sheet: &SheetView, out: &mut dyn Write) -> io::Result<()> {
    let name = if sheet.name.is_empty() { "the table" } else { &sheet.name };
    if !sheet.left_out.is_empty() {
        return writeln!(out, "== {}: left out ({})\n", plain(name), sheet.left_out);
    }
    writeln!(out, "== {}", plain(name))?;
    for row in &sheet.rows {
        let cells: Vec<String> = row.cells.iter().map(|c| cut(c)).collect();
        writeln!(out, "{:>8} {:>4} | {}", row.part, row.row, cells.join(" | "))?;
    }
    for block in &sheet.blocks {
        print_block(block, out)?;
    }
    writeln!(out)
}

fn print_block(block: &BlockView, out: &mut dyn Write) -> io::Result<()> {
    let scope = match () {
        () if !block.in_scope => "not about crime, migration or enforcement: left out",
        () if block.line_list => "a line list: each row counts one",
        () => "a table",
    };
    writeln!(out, "-- {}: {scope}, {} rows", block.range, block.data_rows)?;
    if !block.constants.is_empty() {
        writeln!(out, "   everywhere  {}", said(&block.constants))?;
    }
    for label in &block.labels {
        let dimension = label.dimension.map_or_else(|| "read freely".to_string(), |d| format!("{d:?}").to_lowercase());
        let fills = if label.fills_down { ", holds for the rows below" } else { "" };
        writeln!(out, "   {:>3} label   {dimension}{fills}  ({})", label.column, cut(&label.header))?;
    }
    for figures in &block.figures {
        let total = if figures.total { "total " } else { "" };
        writeln!(out, "   {:>3} figures {total}{}  ({})", figures.column, said(&figures.says), cut(&figures.header))?;
    }
    for left_out in &block.left_out {
        writeln!(out, "   {:>3} left out: {}  ({})", left_out.column, left_out.why, cut(&left_out.header))?;
    }
    Ok(())
}

fn said(says: &[(String, String)]) -> String {
    says.iter().map(|(name, value)| format!("{name} {value}")).collect::<Vec<_>>().join(", ")
}

fn cut(text: &str) -> String {
    let text = plain(text);
    let short: String = text.chars().take(24).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}
