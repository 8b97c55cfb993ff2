//! The parts of a workbook that say what its sheets are: relations, the list of sheets, shared texts, styles. In: a part's
//! XML. Out: what it lists, held in memory.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::text;
use crate::read::ReadError;
use crate::read::table::guard::xml::number;
use crate::source::{Limit, Limits};

/// What one part relates to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    pub id: String,
    /// The last word of its kind: `worksheet`, `officeDocument`.
    pub kind: String,
    pub target: String,
}

#[derive(Debug, Default)]
pub struct Relations(pub Vec<Relation>);

impl Relations {
    pub fn event(&mut self, event: &Event<'_>) -> Result<(), ReadError> {
        let Some(tag) = opens(event, "Relationship") else { return Ok(()) };
        let [id, kind, target] = ["Id", "Type", "Target"].map(|name| attribute(tag, name));
        let (id, kind, target) = (id?.unwrap_or_default(), kind?.unwrap_or_default(), target?.unwrap_or_default());
        let kind = kind.rsplit('/').next().unwrap_or_default().to_string();
        self.0.push(Relation { id, kind, target });
        Ok(())
    }
}

/// A sheet as the workbook names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    pub hidden: bool,
    pub relation: String,
}

#[derive(Debug, Default)]
pub struct Sheets {
    pub named: Vec<Named>,
    /// Days count from 1904.
    pub from_1904: bool,
}

impl Sheets {
    pub fn event(&mut self, event: &Event<'_>) -> Result<(), ReadError> {
        if let Some(tag) = opens(event, "sheet") {
            let hidden = attribute(tag, "state")?.is_some_and(|state| state != "visible");
            let name = attribute(tag, "name")?.unwrap_or_default();
            let mut relation = String::new();
            for attribute in tag.attributes().with_checks(false).flatten() {
                if attribute.key.local_name().as_ref() == "id" {
                    relation = attribute.value.to_string();
                }
            }
            self.named.push(Named { name, hidden, relation });
        } else if let Some(date1904) = opens(event, "workbookPr").map(|tag| attribute(tag, "date1904")) {
            self.from_1904 |= date1904?.is_some_and(|said| said == "1" || said == "true");
        }
        Ok(())
    }
}

/// Texts that cells point to by their number.
#[derive(Debug, Default)]
pub struct Texts {
    all: String,
    ends: Vec<usize>,
    reading: Reading,
}

impl Texts {
    pub fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied())?;
        self.all.get(start..end)
    }

    pub fn event(&mut self, event: &Event<'_>, limits: &Limits) -> Result<(), ReadError> {
        if let Some(tag) = opens(event, "sst") {
            limits.check(Limit::LoadedCells, number(tag, "uniqueCount").unwrap_or(0))?;
        }
        let ends = matches!(event, Event::End(tag) if tag.local_name().as_ref() == "si");
        match event {
            Event::Start(tag) => self.reading.open(tag.local_name().as_ref(), || preserves(tag)),
            Event::End(tag) => self.reading.close(tag.local_name().as_ref()),
            _ => {}
        }
        if let Some(out) = self.reading.piece() {
            match event {
                Event::Text(text) => text::push_plain(out, text.as_ref()),
                Event::CData(text) => text::push_plain(out, text.as_ref()),
                Event::GeneralRef(name) => text::push_entity(out, name.as_ref())?,
                _ => {}
            }
        }
        if ends {
            self.all.push_str(self.reading.whole());
            self.ends.push(self.all.len());
            self.reading.clear();
        }
        Ok(())
    }
}

fn preserves(tag: &BytesStart<'_>) -> bool {
    matches!(attribute(tag, "xml:space"), Ok(Some(said)) if said == "preserve")
}

/// A text in one piece or in several of different looks (`t` in `r`), without how it is said (`rPh`).
#[derive(Debug, Default)]
pub struct Reading {
    whole: String,
    piece: String,
    in_text: bool,
    in_sound: bool,
    preserves: bool,
}

impl Reading {
    pub fn clear(&mut self) {
        self.whole.clear();
        (self.in_text, self.in_sound) = (false, false);
    }

    pub fn whole(&self) -> &str {
        &self.whole
    }

    pub fn open(&mut self, name: &str, preserves: impl FnOnce() -> bool) {
        match name {
            "rPh" => self.in_sound = true,
            "t" if !self.in_sound => {
                self.in_text = true;
                self.preserves = preserves();
                self.piece.clear();
            }
            _ => {}
        }
    }

    pub fn close(&mut self, name: &str) {
        match name {
            "rPh" => self.in_sound = false,
            "t" if std::mem::take(&mut self.in_text) => {
                let whole = self.piece.as_str();
                let piece = if self.preserves { whole } else { whole.trim_matches([' ', '\t', '\r', '\n']) };
                if piece.contains("_x") {
                    let mut piece = piece.to_string();
                    text::unescape(&mut piece);
                    self.whole.push_str(&piece);
                } else {
                    self.whole.push_str(piece);
                }
            }
            _ => {}
        }
    }

    /// The piece that is open, to be added to.
    pub fn piece(&mut self) -> Option<&mut String> {
        self.in_text.then_some(&mut self.piece)
    }
}

/// What a number in a cell of some style is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    Number,
    Percent,
    Date,
    Duration,
}

/// What a style says that decides what a cell is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    pub indent: u8,
    pub format: Format,
}

#[derive(Debug, Default)]
pub struct Styles {
    pub looks: Vec<Look>,
    formats: HashMap<String, Format>,
    in_cells: bool,
}

impl Styles {
    pub fn event(&mut self, event: &Event<'_>) -> Result<(), ReadError> {
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            if let Event::End(tag) = event {
                self.in_cells &= tag.local_name().as_ref() != "cellXfs";
            }
            return Ok(());
        };
        match tag.local_name().as_ref() {
            "numFmt" if !self.in_cells => {
                if let (Some(id), Some(code)) = (attribute(tag, "numFmtId")?, attribute(tag, "formatCode")?) {
                    self.formats.insert(id, Format::of_code(&code));
                }
            }
            "cellXfs" => self.in_cells = true,
            "xf" if self.in_cells => {
                let id = attribute(tag, "numFmtId")?.unwrap_or_default();
                let format = self.formats.get(&id).copied().unwrap_or_else(|| Format::built_in(&id));
                self.looks.push(Look { indent: 0, format });
            }
            "alignment" if self.in_cells => {
                let indent = number(tag, "indent").and_then(|n| u8::try_from(n).ok());
                if let (Some(look), Some(indent)) = (self.looks.last_mut(), indent) {
                    look.indent = indent;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

impl Format {
    fn built_in(id: &str) -> Format {
        match id.parse::<u16>() {
            Ok(9 | 10) => Format::Percent,
            Ok(14..=22 | 27..=36 | 45 | 47 | 50..=58) => Format::Date,
            Ok(46) => Format::Duration,
            _ => Format::Number,
        }
    }

    /// Of a code such as `d mmm yyyy` or `[h]:mm`: what its first section writes, beside what is quoted or escaped.
    fn of_code(code: &str) -> Format {
        let mut bare = String::new();
        let (mut quoted, mut bracket) = (false, None::<String>);
        let mut letters = code.chars();
        while let Some(c) = letters.next() {
            match c {
                '"' => quoted = !quoted,
                _ if quoted => {}
                '\\' | '_' | '*' => _ = letters.next(),
                ';' => break,
                '[' => bracket = Some(String::new()),
                ']' => {
                    let inner = bracket.take().unwrap_or_default();
                    let same = |unit: char| !inner.is_empty() && inner.chars().all(|c| c.eq_ignore_ascii_case(&unit));
                    if ['h', 'm', 's'].into_iter().any(same) {
                        return Format::Duration;
                    }
                }
                _ => bracket.as_mut().unwrap_or(&mut bare).push(c.to_ascii_lowercase()),
            }
        }
        match () {
            () if bare.contains('%') => Format::Percent,
            () if bare.replace("general", "").contains(['d', 'm', 'h', 'y', 's']) => Format::Date,
            () => Format::Number,
        }
    }
}

fn opens<'e, 'b>(event: &'e Event<'b>, name: &str) -> Option<&'e BytesStart<'b>> {
    match event {
        Event::Start(tag) if tag.local_name().as_ref() == name => Some(tag),
        _ => None,
    }
}

/// An attribute's value without its entities.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
    let mut attributes = tag.attributes();
    let Some(found) = attributes.with_checks(false).flatten().find(|a| a.key.as_ref() == name) else { return Ok(None) };
    let mut value = String::new();
    text::push(&mut value, found.value.as_bytes())?;
    Ok(Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_whether_a_number_is_a_date_a_time_or_a_share() {
        for (code, expected) in [
            ("General", Format::Number),
            ("#,##0.00_);[Red](#,##0.00)", Format::Number),
            ("\"days\" 0", Format::Number),
            ("[$-409]d mmm yyyy", Format::Date),
            ("yyyy\\-mm\\-dd;@", Format::Date),
            ("[h]:mm:ss", Format::Duration),
            ("0.0%", Format::Percent),
            ("0\\%", Format::Number),
            ("#,##0\\ [$s-46D]", Format::Number),
        ] {
            assert_eq!(Format::of_code(code), expected, "{code}");
        }
    }
}
