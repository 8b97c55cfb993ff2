//! Rows for people and for programs: a boxed table, a line a column, Markdown, CSV or JSON, from any statement.

use std::io::Write;

use blotter::source::name::is_bidi_control;
pub use blotter::source::name::visible;
use clap::ValueEnum;
use comfy_table::presets::{ASCII_MARKDOWN, NOTHING, UTF8_FULL_CONDENSED};
use comfy_table::{Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, Width};
use rusqlite::types::ValueRef;
use rusqlite::{Rows, Statement};

use super::terminal;

/// Narrower than this, a column of words can't be read.
const NARROWEST: usize = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A boxed table, or records where the terminal is too narrow for one.
    Table,
    /// A line a column, empty ones left out.
    Records,
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
    let mut rows = statement.raw_query();
    match format {
        Format::Csv => csv(&names, rows, out),
        Format::Json => json(&names, rows, out),
        Format::Table | Format::Records | Format::Markdown => {
            let mut grid = Grid::new(names.iter().map(String::as_str));
            while let Some(row) = rows.next()? {
                grid.values(values(row, names.len())?);
            }
            grid.print_as(format, out)
        }
    }
}

fn values(row: &rusqlite::Row<'_>, columns: usize) -> rusqlite::Result<Vec<Value>> {
    (0..columns).map(|i| row.get_ref(i).map(Value::of)).collect()
}

fn csv(names: &[String], mut rows: Rows<'_>, out: &mut dyn Write) -> anyhow::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(names)?;
    while let Some(row) = rows.next()? {
        writer.write_record(values(row, names.len())?.into_iter().map(|value| match value {
            Value::Text(text) => for_spreadsheet(&text),
            value => value.text(),
        }))?;
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
                Value::Text(t) => visible(serde_json::to_string(&t)?),
            };
            let name = visible(serde_json::to_string(name)?);
            write!(out, "{}{name}: {value}", if i > 0 { ", " } else { "" })?;
        }
        write!(out, "}}")?;
        before = ",\n";
    }
    writeln!(out, "{}]", if before == "[\n" { "[" } else { "\n" })?;
    Ok(())
}

/// Rows that are laid out together: no column's width is known before the last row is.
pub struct Grid {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
    numeric: Vec<bool>,
    /// Of the widest cell of each column.
    widths: Vec<usize>,
}

impl Grid {
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Grid {
        let names: Vec<String> = names.into_iter().map(plain).collect();
        Grid { numeric: vec![true; names.len()], widths: vec![0; names.len()], rows: Vec::new(), names }
    }

    pub fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        self.values(cells.into_iter().map(|c| Value::Text(c.to_string())).collect());
    }

    fn values(&mut self, values: Vec<Value>) {
        for (numeric, value) in self.numeric.iter_mut().zip(&values) {
            *numeric &= value.is_number();
        }
        let cells: Vec<String> = values.into_iter().map(|v| plain(&v.text())).collect();
        for (width, cell) in self.widths.iter_mut().zip(&cells) {
            *width = (*width).max(cell.chars().count());
        }
        self.rows.push(cells);
    }

    /// Without a box: for a few rows among other words.
    pub fn print(self, out: &mut dyn Write) -> anyhow::Result<()> {
        let mut table = self.table(terminal::width());
        table.load_style(NOTHING);
        Ok(writeln!(out, "{}", table.trim_fmt())?)
    }

    pub fn print_as(self, format: Format, out: &mut dyn Write) -> anyhow::Result<()> {
        let width = terminal::width();
        let too_narrow = width.is_some_and(|w| self.narrowest() > w) && !self.rows.is_empty();
        match format {
            Format::Markdown => writeln!(out, "{}", self.markdown())?,
            Format::Records => self.records(width, out)?,
            _ if too_narrow => self.records(width, out)?,
            _ => {
                let none = self.rows.is_empty();
                let mut table = self.table(width);
                writeln!(out, "{}", table.load_style(UTF8_FULL_CONDENSED))?;
                if none {
                    writeln!(out, "no rows")?;
                }
            }
        }
        Ok(())
    }

    /// What a column needs to be read: numbers whole, words in lines of some letters, its name in pieces.
    fn least(&self, column: usize) -> usize {
        let numeric = self.numeric.get(column).copied().unwrap_or(false);
        let cells = self.widths.get(column).copied().unwrap_or(0);
        let name = self.names.get(column).map_or("", String::as_str);
        let piece = name.split_inclusive('_').map(|p| p.chars().count()).max().unwrap_or(0);
        piece.max(if numeric { cells } else { cells.min(NARROWEST) })
    }

    /// The width of the narrowest box that can be read: a column's edge and its two spaces are three.
    fn narrowest(&self) -> usize {
        (0..self.names.len()).map(|column| self.least(column) + 3).sum::<usize>() + 1
    }

    fn table(&self, width: Option<usize>) -> Table {
        let mut table = Table::new();
        let styled = terminal::styled();
        if styled {
            table.enforce_styling()
        } else {
            table.force_no_tty()
        };
        let natural =
            self.names.iter().zip(&self.widths).map(|(n, w)| n.chars().count().max(*w) + 3).sum::<usize>() + 1;
        let narrow = width.is_some_and(|width| natural > width);
        table.set_header(self.names.iter().zip(&self.widths).map(|(name, width)| {
            let broken = narrow && name.chars().count() > *width;
            let cell = if broken { Cell::new(name.replace('_', "_\n")) } else { Cell::new(name) };
            if styled { cell.add_attribute(Attribute::Bold) } else { cell }
        }));
        table.add_rows(&self.rows);
        if let Some(width) = width {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
        }
        for column in 0..self.names.len() {
            // With the space at either side.
            let least = Width::Fixed(u16::try_from(self.least(column) + 2).unwrap_or(u16::MAX));
            let numeric = self.numeric.get(column).copied().unwrap_or(false) && !self.rows.is_empty();
            if let Some(column) = table.column_mut(column) {
                column.set_constraint(ColumnConstraint::LowerBoundary(least));
                column.set_cell_alignment(if numeric { CellAlignment::Right } else { CellAlignment::Left });
            }
        }
        table
    }

    fn markdown(&self) -> Table {
        let mut table = Table::new();
        table.force_no_tty().load_style(ASCII_MARKDOWN).set_header(&self.names);
        table.add_rows(self.rows.iter().map(|row| row.iter().map(|c| c.replace('|', "\\|")).collect::<Vec<_>>()));
        for (column, _) in self.numeric.iter().enumerate().filter(|(_, numeric)| **numeric) {
            if let Some(column) = table.column_mut(column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table
    }

    fn records(&self, width: Option<usize>, out: &mut dyn Write) -> std::io::Result<()> {
        for (number, row) in self.rows.iter().enumerate() {
            let mut table = Table::new();
            table.load_style(NOTHING).force_no_tty();
            if let Some(width) = width {
                table.set_content_arrangement(ContentArrangement::Dynamic);
                table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
            }
            let filled = self.names.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
            table.add_rows(filled.map(|(name, cell)| [name, cell]));
            let name_width = self.names.iter().map(|n| n.chars().count()).max().unwrap_or(0) + 1;
            if let Some(column) = table.column_mut(0) {
                let least = Width::Fixed(u16::try_from(name_width).unwrap_or(u16::MAX));
                column.set_constraint(ColumnConstraint::LowerBoundary(least));
            }
            writeln!(out, "── {} ──\n{}", number + 1, table.trim_fmt())?;
        }
        if self.rows.is_empty() {
            writeln!(out, "no rows")?;
        }
        Ok(())
    }
}

/// One line without control characters: a text from outside must not move a terminal's cursor, nor turn its words round.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || is_bidi_control(c) { ' ' } else { c }).collect()
}

/// A cell of a csv. A spreadsheet takes a text that begins like a formula for one, and would run it: an apostrophe before it
/// makes it a text. JSON has every text letter for letter.
fn for_spreadsheet(text: &str) -> String {
    let is_hidden = |c: char| (c.is_control() && !matches!(c, '\n' | '\t')) || is_bidi_control(c);
    let shown: String = text.chars().map(|c| if is_hidden(c) { ' ' } else { c }).collect();
    let begins = shown.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\n', '＝', '＋', '－', '＠']);
    if begins { format!("'{shown}") } else { shown }
}
