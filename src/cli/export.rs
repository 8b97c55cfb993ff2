//! `blotter export`: a view's or a ready question's rows as a file for other programs.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use blotter::store::Store;
use clap::ValueEnum;
use clap_complete::ArgValueCandidates;
use rusqlite::Statement;
use rusqlite::types::ValueRef;
use rust_xlsxwriter::{Format as Style, Workbook, Worksheet};

use super::parameters::Parameter;
use super::{Exit, output, query, shell};

/// Write a view to a file: blotter export facts --db out/blotter.db --out facts.xlsx
///
/// The file's name says in what form, unless --format does; without --out it goes to standard output. A file is replaced
/// when the new one is whole.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// A view or a ready question: `blotter query` lists them.
    #[arg(value_name = "VIEW", add = ArgValueCandidates::new(shell::questions))]
    view: String,

    /// The database.
    #[arg(long, value_name = "FILE", env = "BLOTTER_DB")]
    db: PathBuf,

    /// The file to write.
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,

    /// In what form.
    #[arg(long, value_enum)]
    format: Option<Form>,

    /// A parameter of a ready question; may be given several times.
    #[arg(long = "param", value_name = "NAME=VALUE")]
    parameters: Vec<Parameter>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Form {
    Csv,
    Json,
    /// A workbook with a sheet, its header frozen and filtered.
    Xlsx,
    /// Facts with the names of SDMX (the view facts_sdmx).
    SdmxCsv,
}

/// Rows that fit a sheet beside its header.
const SHEET_ROWS: u32 = 1_048_575;
/// Characters that fit a cell.
const CELL_CHARS: usize = 32_767;

pub fn run(args: &Args) -> anyhow::Result<Exit> {
    let form = form(args)?;
    let view = match (form, args.view.as_str()) {
        (Form::SdmxCsv, "facts" | "facts_sdmx") => "facts_sdmx",
        (Form::SdmxCsv, _) => bail!("only facts have an SDMX form\n  hint: blotter export facts --format sdmx-csv"),
        (_, view) => view,
    };
    let connection = Store::read_only(&args.db)?;
    let mut statement = query::prepare(&connection, view, &args.parameters)?;
    match &args.out {
        Some(out) => replace(out, |part| match form {
            Form::Xlsx => xlsx(&mut statement, view, part),
            _ => print(&mut statement, form, &mut BufWriter::new(File::create(part)?)),
        })?,
        None if form == Form::Xlsx => bail!("a workbook goes to a file\n  hint: name it with --out {view}.xlsx"),
        None => print(&mut statement, form, &mut BufWriter::new(io::stdout().lock()))?,
    }
    Ok(Exit::Done)
}

fn form(args: &Args) -> anyhow::Result<Form> {
    let of_name = |out: &PathBuf| out.extension().map(|e| e.to_string_lossy().to_lowercase());
    match (args.format, args.out.as_ref().and_then(of_name).as_deref()) {
        (Some(form), _) => Ok(form),
        (None, None | Some("csv")) => Ok(Form::Csv),
        (None, Some("json")) => Ok(Form::Json),
        (None, Some("xlsx")) => Ok(Form::Xlsx),
        (None, Some(other)) => {
            bail!("no form for `.{other}`\n  hint: name the file .csv, .json or .xlsx, or give --format")
        }
    }
}

/// Writes beside the file and puts the new one in its place when it is whole.
fn replace(out: &Path, write: impl FnOnce(&Path) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let mut part = out.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let done = write(&part).and_then(|()| Ok(std::fs::rename(&part, out)?));
    if done.is_err() {
        let _ = std::fs::remove_file(&part);
    }
    done.with_context(|| format!("{}: cannot be written\n  hint: the folder must exist and be writable", out.display()))
}

fn print(statement: &mut Statement<'_>, form: Form, out: &mut dyn Write) -> anyhow::Result<()> {
    let format = if form == Form::Json { output::Format::Json } else { output::Format::Csv };
    output::print(statement, format, out)?;
    Ok(out.flush()?)
}

/// Text stays text in a workbook: no cell is a formula, whatever it begins with.
fn xlsx(statement: &mut Statement<'_>, view: &str, out: &Path) -> anyhow::Result<()> {
    let names: Vec<String> = statement.column_names().map(str::to_string).collect();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_name(view.chars().take(31).collect::<String>())?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Style::new().set_bold();
    for (column, name) in names.iter().enumerate() {
        let column = u16::try_from(column)?;
        sheet.set_column_width(column, if name.starts_with("evidence") { 60 } else { 16 })?;
        sheet.write_string_with_format(0, column, name, &bold)?;
    }
    let mut rows = statement.raw_query();
    let mut row_number = 0;
    while let Some(row) = rows.next()? {
        row_number += 1;
        if row_number > SHEET_ROWS {
            bail!(
                "a sheet holds {SHEET_ROWS} rows, and there are more\n  hint: export as csv, or a question that asks for less"
            );
        }
        for column in 0..names.len() {
            write_cell(sheet, row_number, u16::try_from(column)?, row.get_ref(column)?)?;
        }
    }
    if row_number > 0 && !names.is_empty() {
        sheet.autofilter(0, 0, row_number, u16::try_from(names.len() - 1)?)?;
    }
    book.save(out)?;
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, row: u32, column: u16, value: ValueRef<'_>) -> anyhow::Result<()> {
    match value {
        ValueRef::Null => {}
        ValueRef::Integer(number) => {
            sheet.write_number(row, column, number as f64)?;
        }
        ValueRef::Real(number) => {
            sheet.write_number(row, column, number)?;
        }
        ValueRef::Text(text) | ValueRef::Blob(text) => {
            let text: String = String::from_utf8_lossy(text).chars().take(CELL_CHARS).collect();
            sheet.write_string(row, column, text)?;
        }
    }
    Ok(())
}
