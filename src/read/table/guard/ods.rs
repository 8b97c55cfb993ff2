//! How many cells an ods has when its repetitions are written out. In: the events of its content. Out: nothing, or the limit
//! that it breaks.
//!
//! Rows and cells say how often they stand there; empty ones count where a filled one follows, as they do for who reads
//! them. A sheet takes its rows times its widest row, filled or not.

use quick_xml::events::{BytesStart, Event};

use super::xml::number;
use crate::read::ReadError;
use crate::source::{Limit, Limits};

/// As many as a sheet can have; what lies beyond would be cut off without a word.
const ROWS: u64 = 1_048_576;

/// A row or a sheet along one direction: what is filled, and the empty stretch behind it.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    length: u64,
    empty: u64,
}

impl Extent {
    fn add(&mut self, times: u64, filled: bool) {
        if filled {
            self.length = self.length.saturating_add(self.empty).saturating_add(times);
            self.empty = 0;
        } else {
            self.empty = self.empty.saturating_add(times);
        }
    }
}

#[derive(Debug)]
pub struct Tally<'l> {
    limits: &'l Limits,
    /// Of the sheets before this one.
    cells: u64,
    /// Bytes of text, written out.
    text: u64,
    rows: Extent,
    widest: u64,
    row: Extent,
    row_times: u64,
    row_text: u64,
    cell_times: u64,
    cell_filled: bool,
    cell_text: u64,
}

impl<'l> Tally<'l> {
    pub fn new(limits: &'l Limits) -> Self {
        Tally {
            limits,
            cells: 0,
            text: 0,
            rows: Extent::default(),
            widest: 0,
            row: Extent::default(),
            row_times: 1,
            row_text: 0,
            cell_times: 1,
            cell_filled: false,
            cell_text: 0,
        }
    }

    pub fn event(&mut self, event: &Event<'_>) -> Result<(), ReadError> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag.name().as_ref()),
            Event::Text(text) => {
                self.cell_text = self.cell_text.saturating_add(text.len() as u64);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), ReadError> {
        match tag.name().as_ref() {
            "table:table" => (self.rows, self.widest) = (Extent::default(), 0),
            "table:table-row" => {
                (self.row, self.row_text) = (Extent::default(), 0);
                self.row_times = number(tag, "table:number-rows-repeated").unwrap_or(1);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell_times = number(tag, "table:number-columns-repeated").unwrap_or(1);
                (self.cell_filled, self.cell_text) = (false, 0);
                for attribute in tag.attributes().with_checks(false).flatten() {
                    let key = attribute.key.as_ref();
                    if key.starts_with("office:") || key == "table:formula" {
                        self.cell_filled = true;
                        // A number takes no more than its cell.
                        let is_text = !matches!(key, "office:value" | "office:value-type" | "office:boolean-value");
                        self.cell_text += if is_text { attribute.value.len() as u64 } else { 0 };
                    }
                }
            }
            // So many blanks in a row.
            "text:s" => self.cell_text = self.cell_text.saturating_add(number(tag, "text:c").unwrap_or(1)),
            _ => return Ok(()),
        }
        Ok(self.limits.check(Limit::CellBytes, self.cell_text)?)
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                self.row.add(self.cell_times, self.cell_filled || self.cell_text > 0);
                self.row_text = self.row_text.saturating_add(self.cell_text.saturating_mul(self.cell_times));
                self.cell_text = 0;
                self.limits.check(Limit::Columns, self.row.length)?;
            }
            "table:table-row" => {
                self.rows.add(self.row_times, self.row.length > 0);
                self.widest = self.widest.max(self.row.length);
                self.text = self.text.saturating_add(self.row_text.saturating_mul(self.row_times));
                self.limits.check(Limit::LoadedBytes, self.text)?;
                if self.rows.length > ROWS {
                    return Err(ReadError::Broken(format!("it has more than {ROWS} rows")));
                }
                let cells = self.cells.saturating_add(self.rows.length.saturating_mul(self.widest));
                self.limits.check(Limit::LoadedCells, cells)?;
            }
            "table:table" => self.cells = self.cells.saturating_add(self.rows.length.saturating_mul(self.widest)),
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use quick_xml::Reader;

    use super::*;

    fn tally(rows: &str) -> Result<(), String> {
        let limits = Limits { loaded_cells: 1000, columns: 50, loaded_bytes: 5000, ..Limits::DEFAULT };
        let xml = format!("<table:table>{rows}</table:table>");
        let mut reader = Reader::from_str(&xml);
        reader.config_mut().expand_empty_elements = true;
        let mut tally = Tally::new(&limits);
        loop {
            match reader.read_event().map_err(|e| e.to_string())? {
                Event::Eof => return Ok(()),
                event => tally.event(&event).map_err(|e| e.code().to_string())?,
            }
        }
    }

    #[test]
    fn what_is_empty_to_the_end_takes_nothing() {
        let row = "<table:table-row><table:table-cell office:value-type=\"float\"/>\
                   <table:table-cell table:number-columns-repeated=\"16383\"/></table:table-row>";
        let rest = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell/></table:table-row>";
        assert_eq!(tally(&format!("{row}{rest}")), Ok(()));
        assert_eq!(tally(&format!("{row}{rest}{row}")), Err("too_many_cells".to_string()));
    }

    #[test]
    fn repetitions_of_what_is_filled_are_written_out() {
        let cell = |times: u64, text: &str| {
            format!(
                "<table:table-cell table:number-columns-repeated=\"{times}\"><text:p>{text}</text:p></table:table-cell>"
            )
        };
        let row = |times: u64, cell: &str| {
            format!("<table:table-row table:number-rows-repeated=\"{times}\">{cell}</table:table-row>")
        };
        assert_eq!(tally(&row(20, &cell(50, "1"))), Ok(()));
        assert_eq!(tally(&row(21, &cell(50, "1"))), Err("too_many_cells".to_string()));
        assert_eq!(tally(&row(1, &cell(1_000_000, "1"))), Err("too_many_columns".to_string()));
        assert_eq!(tally(&row(20, &cell(50, "a text"))), Err("unpacks_too_large".to_string()));
        let blanks = row(1, &cell(1, "<text:s text:c=\"99999999999999999999\"/>"));
        assert_eq!(tally(&blanks), Err("cell_too_long".to_string()));
    }
}
