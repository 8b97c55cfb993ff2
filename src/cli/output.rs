//! Rows for people and for programs: a boxed table, Markdown, CSV or JSON, from any statement.

use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use comfy_table::presets::{ASCII_MARKDOWN, UTF8_FULL_CONDENSED};
use comfy_table::{CellAlignment, ContentArrangement, Table};
use rusqlite::types::ValueRef;
use rusqlite::{Rows, Statement};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Table,
    Csv,
    Json,
    Markdown,
}

/// A value of a row, free of its statement.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Null,
    Number(serde_json::Number),
    Text(String),
}

impl Value {
    fn of(value: ValueRef<'_>) -> Value {
        match value {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(i) => Value::Number(i.into()),
            // 403.0 is printed as 403.
            ValueRef::Real(r) if r.fract() == 0.0 && r.abs() < 9e15 => Value::Number((r as i64).into()),
            ValueRef::Real(r) => serde_json::Number::from_f64(r).map_or(Value::Null, Value::Number),
            ValueRef::Text(t) => Value::Text(String::from_utf8_lossy(t).into_owned()),
            ValueRef::Blob(b) => Value::Text(b.iter().map(|b| format!("{b:02x}")).collect()),
        }
    }

    fn is_number(&self) -> bool {
        !matches!(self, Value::Text(_))
    }

    fn text(self) -> String {
        match self {
            Value::Null => String::new(),
            Value::Number(n) => n.to_string(),
            Value::Text(t) => t,
        }
    }
}

/// Runs the statement and prints its rows.
pub fn print(statement: &mut Statement<'_>, format: Format, out: &mut dyn Write) -> anyhow::Result<()> {
    let names: Vec<String> = statement.column_names().map(str::to_string).collect();
    let rows = statement.query([])?;
    match format {
        Format::Csv => csv(&names, rows, out),
        Format::Json => json(&names, rows, out),
        Format::Table | Format::Markdown => table(&names, rows, format, out),
    }
}

fn values(row: &rusqlite::Row<'_>, columns: usize) -> rusqlite::Result<Vec<Value>> {
    (0..columns).map(|i| row.get_ref(i).map(Value::of)).collect()
}

fn csv(names: &[String], mut rows: Rows<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(names)?;
    while let Some(row) = rows.next()? {
        writer.write_record(values(row, names.len())?.into_iter().map(Value::text))?;
    }
    writer.flush()?;
    Ok(())
}

/// One array of objects, a row a line, in the order of the columns.
fn json(names: &[String], mut rows: Rows<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut before = "[\n";
    while let Some(row) = rows.next()? {
        write!(out, "{before}{{")?;
        for (i, (name, value)) in names.iter().zip(values(row, names.len())?).enumerate() {
            let value = match value {
                Value::Null => "null".to_string(),
                Value::Number(n) => n.to_string(),
                Value::Text(t) => serde_json::to_string(&t)?,
            };
            write!(out, "{}{}: {value}", if i > 0 { ", " } else { "" }, serde_json::to_string(name)?)?;
        }
        write!(out, "}}")?;
        before = ",\n";
    }
    writeln!(out, "{}]", if before == "[\n" { "[" } else { "\n" })?;
    Ok(())
}

fn table(names: &[String], mut rows: Rows<'_>, format: Format, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut table = Table::new();
    let mut numeric = vec![true; names.len()];
    table.set_header(names.iter().map(|n| plain(n)));
    let mut count = 0u64;
    while let Some(row) = rows.next()? {
        let values = values(row, names.len())?;
        for (numeric, value) in numeric.iter_mut().zip(&values) {
            *numeric &= value.is_number();
        }
        table.add_row(values.into_iter().map(|v| cell(&v.text(), format)));
        count += 1;
    }
    if format == Format::Markdown {
        table.load_style(ASCII_MARKDOWN);
    } else {
        table.load_style(UTF8_FULL_CONDENSED);
        if io::stdout().is_terminal() {
            table.set_content_arrangement(ContentArrangement::Dynamic);
        }
    }
    for (i, _) in numeric.iter().enumerate().filter(|(_, numeric)| **numeric) {
        if let Some(column) = table.column_mut(i) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    writeln!(out, "{table}")?;
    if format == Format::Table && count == 0 {
        writeln!(out, "no rows")?;
    }
    Ok(())
}

fn cell(text: &str, format: Format) -> String {
    let text = plain(text);
    if format == Format::Markdown { text.replace('|', "\\|") } else { text }
}

/// One line without control characters: a text from outside must not move a terminal's cursor.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
