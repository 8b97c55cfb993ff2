//! Text tables line by line: comma, semicolon, tab or pipe. In: a file. Out: its rows with the number of the line each
//! begins at, and a problem for every line that can't be cut into cells.
//!
//! A quoted cell may go on over lines; one that is never closed is a fault of its own line, which is left out, and
//! the line after it is read as if nothing had been.

use std::collections::{BTreeMap, VecDeque};
use std::io::Read;

use memchr::memchr;

use super::decode::Lines;
use super::{Cell, KEPT, OnSheet, Row, Rows, SheetInfo, Value, trimmed};
use crate::model::{Problem, Severity};
use crate::read::ReadError;
use crate::source::{Exceeded, Limit, Limits};

/// Lines that decide the delimiter, and how many bytes they may have together.
const SAMPLE: usize = 200;
const SAMPLE_BYTES: usize = 4 << 20;
/// Lines that one quoted cell may go on for.
const LONGEST_CELL: usize = 30;
/// Problems of one kind that are named one by one.
const NAMED: u64 = 200;

/// `hint` is the delimiter that the file's name promises.
pub fn read(
    input: Box<dyn Read + '_>,
    hint: Option<u8>,
    limits: &Limits,
    on_sheet: OnSheet<'_>,
) -> Result<(), ReadError> {
    let lines = Lines::open(input, limits.line_bytes)?;
    let encoding = lines.encoding().to_string();
    let mut rows = TextRows::new(lines, hint, *limits)?;
    let info = SheetInfo { encoding, flat: true, ..SheetInfo::default() };
    on_sheet(&info, &mut rows)
}

struct Line {
    number: u64,
    text: String,
    good: bool,
    overlong: Option<u64>,
}

struct TextRows<'i> {
    lines: Lines<'i>,
    /// Lines read ahead.
    ahead: VecDeque<Line>,
    spare: Vec<String>,
    mark: u8,
    limits: Limits,
    problems: Vec<Problem>,
    /// How often each kind of problem was met.
    met: BTreeMap<&'static str, u64>,
}

impl<'i> TextRows<'i> {
    fn new(lines: Lines<'i>, hint: Option<u8>, limits: Limits) -> Result<Self, ReadError> {
        let mut rows = TextRows {
            lines,
            ahead: VecDeque::new(),
            spare: Vec::new(),
            mark: b',',
            limits,
            problems: Vec::new(),
            met: BTreeMap::new(),
        };
        let mut bytes = 0;
        while rows.ahead.len() < SAMPLE && bytes < SAMPLE_BYTES && rows.fetch()? {
            bytes += rows.ahead.back().map_or(0, |line| line.text.len());
        }
        let sample: Vec<String> = rows.ahead.iter().map(|l| l.text.clone()).collect();
        rows.mark = super::dialect::delimiter(&sample, hint).unwrap_or(b',');
        if rows.ahead.front().is_some_and(|l| l.text.starts_with("sep=")) {
            rows.ahead.pop_front();
        }
        Ok(rows)
    }

    /// Reads one line ahead.
    fn fetch(&mut self) -> Result<bool, ReadError> {
        if !self.lines.advance()? {
            return Ok(false);
        }
        let mut text = self.spare.pop().unwrap_or_default();
        text.clear();
        let (line, good) = self.lines.text();
        text.push_str(&line);
        self.ahead.push_back(Line { number: self.lines.count, text, good, overlong: self.lines.overlong });
        Ok(true)
    }

    fn take(&mut self) -> Result<Option<Line>, ReadError> {
        if self.ahead.is_empty() && !self.fetch()? {
            return Ok(None);
        }
        Ok(self.ahead.pop_front())
    }

    /// Keeps a problem, unless there are many of its kind: those are counted.
    fn problem(&mut self, line: u64, severity: Severity, code: &'static str, message: impl FnOnce() -> String) {
        let met = self.met.entry(code).or_default();
        *met += 1;
        if *met <= NAMED {
            self.problems.push(Problem { cell: None, line: Some(line), severity, code, message: message() });
        }
    }

    fn check_bytes(&mut self, line: &mut Line) {
        if !line.good {
            let encoding = self.lines.encoding();
            let message = || format!("bytes that are not {encoding}; the line was read as Windows-1252");
            self.problem(line.number, Severity::Warning, "bad_bytes", message);
        }
        if line.text.contains('\0') {
            line.text = line.text.replace('\0', "\u{fffd}");
            let message = || "NUL bytes, each read as a character that is not known".to_string();
            self.problem(line.number, Severity::Warning, "nul_bytes", message);
        }
    }

    fn left_out(&mut self, line: u64, exceeded: Exceeded) {
        let message = || format!("the row {exceeded}; it is left out");
        self.problem(line, Severity::Error, exceeded.limit.code(), message);
    }

    fn give_back(&mut self, text: String) {
        if text.capacity() <= KEPT {
            self.spare.push(text);
        }
    }

    /// Looks for the end of a quoted cell in the lines that follow; puts them together where it is found.
    fn join(&mut self, line: &mut Line, row: &mut Row) -> Result<bool, ReadError> {
        let mut joined = line.text.clone();
        for taken in 0..LONGEST_CELL {
            if self.ahead.len() <= taken && !self.fetch()? {
                break;
            }
            let Some(next) = self.ahead.get(taken).filter(|l| l.overlong.is_none()) else { break };
            if joined.len() + next.text.len() > self.limits.line_bytes as usize {
                break;
            }
            joined.push('\n');
            joined.push_str(&next.text);
            if split(&joined, self.mark, row) == Split::Whole {
                // A quote that opens the next quoted cell looks like the end of the open one: what stands between
                // them would be a cell of many lines with delimiters in it.
                let tail = next.text.as_bytes();
                let mark = self.mark;
                let closes = tail.iter().position(|b| *b == b'"').is_some_and(|at| {
                    tail.get(at + 1).is_none_or(|b| *b == mark) && tail.get(..at).is_some_and(|b| !b.contains(&mark))
                });
                if !closes {
                    return Ok(false);
                }
                self.ahead.drain(..=taken);
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Rows for TextRows<'_> {
    fn next(&mut self, row: &mut Row) -> Result<bool, ReadError> {
        loop {
            let Some(mut line) = self.take()? else { return Ok(false) };
            if let Some(Err(exceeded)) = line.overlong.map(|length| self.limits.check(Limit::LineBytes, length)) {
                self.left_out(line.number, exceeded);
                continue;
            }
            if line.text.trim().is_empty() {
                self.give_back(line.text);
                continue;
            }
            self.check_bytes(&mut line);
            row.index = u32::try_from(line.number - 1).unwrap_or(u32::MAX);
            if split(&line.text, self.mark, row) == Split::Open && !self.join(&mut line, row)? {
                let message =
                    || format!("a quotation mark is opened and never closed; the row is left out: {}", cut(&line.text));
                self.problem(line.number, Severity::Error, "unclosed_quote", message);
                continue;
            }
            self.give_back(line.text);
            if let Err(exceeded) = within(row, &self.limits) {
                row.cells = Vec::new();
                self.left_out(line.number, exceeded);
                continue;
            }
            if row.cells.iter().any(|c| !c.is_empty()) {
                return Ok(true);
            }
        }
    }

    fn problems(&mut self) -> Vec<Problem> {
        for (code, met) in std::mem::take(&mut self.met).into_iter().filter(|(_, met)| *met > NAMED) {
            let message = format!("{} more lines with the same problem", met - NAMED);
            let line = Some(self.lines.count);
            self.problems.push(Problem { cell: None, line, severity: Severity::Warning, code, message });
        }
        std::mem::take(&mut self.problems)
    }
}

/// Whether a row is as wide and its cells as long as may be.
fn within(row: &Row, limits: &Limits) -> Result<(), Exceeded> {
    limits.check(Limit::Columns, row.cells.len() as u64)?;
    let longest = row.cells.iter().map(|cell| if let Value::Text(text) = &cell.value { text.len() } else { 0 }).max();
    limits.check(Limit::CellBytes, longest.unwrap_or(0) as u64)
}

fn cut(text: &str) -> String {
    let short: String = text.chars().take(80).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

#[derive(PartialEq, Eq)]
enum Split {
    Whole,
    /// A quoted cell is still open at the end.
    Open,
}

/// Cuts a line into the row's cells; buffers of the row's former cells are used again.
fn split(line: &str, mark: u8, row: &mut Row) -> Split {
    let mut used = 0;
    let mut rest = line;
    let mut whole = Split::Whole;
    loop {
        if row.cells.len() <= used {
            row.cells.push(Cell::default());
        }
        // The cell was pushed just above where there was none.
        let Some(cell) = row.cells.get_mut(used) else { break };
        used += 1;
        let end = match rest.strip_prefix('"') {
            Some(quoted) => match quoted_cell(quoted, mark) {
                Some((end, escaped)) => {
                    let content = quoted.get(..end).unwrap_or("");
                    if escaped {
                        cell.set_text(&content.replace("\"\"", "\""))
                    } else {
                        cell.set_text(content)
                    }
                    // The opening and the closing mark.
                    end + 2
                }
                None => {
                    cell.set_text(rest);
                    whole = Split::Open;
                    rest.len()
                }
            },
            None => {
                let end = memchr(mark, rest.as_bytes()).unwrap_or(rest.len());
                cell.set_text(trimmed(rest.get(..end).unwrap_or("")));
                end
            }
        };
        match rest.get(end..) {
            Some(after) if after.as_bytes().first() == Some(&mark) => rest = after.get(1..).unwrap_or(""),
            _ => break,
        }
    }
    row.cells.truncate(used);
    whole
}

/// Where a quoted cell's content ends (its mark stands before a delimiter or the end), and whether it has doubled marks.
fn quoted_cell(text: &str, mark: u8) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut escaped = false;
    while let Some(found) = bytes.get(at..)?.iter().position(|b| *b == b'"') {
        let quote = at + found;
        match bytes.get(quote + 1) {
            Some(b'"') => {
                escaped = true;
                at = quote + 2;
            }
            None => return Some((quote, escaped)),
            Some(b) if *b == mark => return Some((quote, escaped)),
            // A stray mark within the cell.
            Some(_) => at = quote + 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    type Read = (Vec<(u32, Vec<String>)>, Vec<(u64, &'static str)>);

    fn read_all(text: &str) -> Read {
        let limits = Limits { columns: 6, cell_bytes: 400, line_bytes: 1000, ..Limits::DEFAULT };
        let input = Box::new(std::io::Cursor::new(text.as_bytes().to_vec()));
        let lines = Lines::open(input, limits.line_bytes).expect("opens");
        let mut rows = TextRows::new(lines, None, limits).expect("starts");
        let mut row = Row::default();
        let mut out = Vec::new();
        while rows.next(&mut row).expect("reads") {
            out.push((row.index, row.cells.iter().map(Cell::shown).collect()));
        }
        let problems = rows.problems().iter().map(|p| (p.line.unwrap_or(0), p.code)).collect();
        (out, problems)
    }

    #[test]
    fn rows_keep_the_number_of_their_line() {
        let (rows, _) = read_all("Title\n\n\na,b\n1,2\n");
        assert_eq!(rows.iter().map(|r| r.0).collect::<Vec<_>>(), [0, 3, 4]);
    }

    #[test]
    fn quoted_cells_hold_delimiters_marks_and_lines() {
        let (rows, problems) = read_all("a,b\n\"1,234\",\"say \"\"no\"\"\"\n\"two\nlines\",3\n4,5\n");
        assert_eq!(rows[1].1, ["1,234", "say \"no\""]);
        assert_eq!(rows[2].1, ["two\nlines", "3"]);
        assert_eq!(rows[3], (4, vec!["4".to_string(), "5".to_string()]));
        assert!(problems.is_empty());
    }

    #[test]
    fn an_unclosed_quote_is_named_and_spoils_no_neighbour() {
        let (rows, problems) = read_all("n,c\nA,1\n\"B,2\nC,3\n\"D, E\",\"4,000\"\n");
        assert_eq!(rows.iter().map(|r| r.1[0].as_str()).collect::<Vec<_>>(), ["n", "A", "C", "D, E"]);
        assert_eq!(problems, [(3, "unclosed_quote")]);
    }

    #[test]
    fn rows_beyond_a_limit_are_named_and_the_others_read() {
        let (wide, cell, line) = ("x,".repeat(6), "y".repeat(401), "z".repeat(1_001));
        let (rows, problems) = read_all(&format!("n,c\nA,1\n{wide}\nB,2\n{cell},3\n{line},4\n\0C,5\nD,6\n"));
        let names: Vec<_> = rows.iter().map(|r| r.1[0].as_str()).collect();
        assert_eq!(names, ["n", "A", "B", "\u{fffd}C", "D"]);
        assert_eq!(problems, [(3, "too_many_columns"), (5, "cell_too_long"), (6, "line_too_long"), (7, "nul_bytes")]);
    }

    #[test]
    fn many_problems_of_one_kind_are_counted() {
        let (_, problems) = read_all(&format!("n,c\n{}", "\"A,1\n".repeat(300)));
        assert_eq!(problems.len() as u64, NAMED + 1);
    }
}
