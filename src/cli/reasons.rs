//! Why a figure stands as it does, printed: its words, then each attribute with the rule and the words that gave it.

use std::io::Write;

use blotter::model::{Observation, Span};

use super::output::{Grid, plain};
use super::record::ObservationRecord;
use super::terminal;

pub fn print(
    record: &ObservationRecord<'_>,
    observation: &Observation,
    text: &str,
    out: &mut dyn Write,
) -> anyhow::Result<()> {
    match (&record.cell, record.evidence_start, record.evidence_end) {
        (Some(cell), _, _) => writeln!(out, "\n  {}: {}\n", plain(cell), plain(record.evidence))?,
        (None, Some(start), Some(end)) => {
            writeln!(out, "\n  {}\n", marked(text, record.evidence, Span::new(start, end)))?;
        }
        _ => {}
    }
    let mut grid = Grid::new(["attribute", "value", "rule", "words"]);
    for (attribute, value) in attributes(record) {
        let mut reasons = observation.reasons.iter().filter(|r| r.attribute == attribute).peekable();
        if value.is_empty() && reasons.peek().is_none() {
            continue;
        }
        let mut first = (attribute, value.as_str());
        if reasons.peek().is_none() {
            grid.row([first.0, first.1, "", ""]);
        }
        for reason in reasons {
            let cells = reason.words.as_deref().map(plain);
            let words = reason.span.map(|s| plain(s.of(text))).or(cells).unwrap_or_default();
            grid.row([first.0, first.1, reason.rule, words.as_str()]);
            first = ("", "");
        }
    }
    grid.print(out)
}

/// The sentence with the figure's words marked: in bold on a terminal, by » « elsewhere.
pub fn marked(text: &str, sentence: &str, figure: Span) -> String {
    let figure_words = figure.of(text);
    // Both are slices of one text: their distance is the figure's place in its sentence.
    let at = (figure_words.as_ptr() as usize).wrapping_sub(sentence.as_ptr() as usize);
    let (Some(before), Some(behind)) = (sentence.get(..at), sentence.get(at + figure_words.len()..)) else {
        return plain(sentence);
    };
    let (open, close) = if terminal::styled() { ("\u{1b}[1m", "\u{1b}[0m") } else { ("»", "«") };
    format!("{}{open}{}{close}{}", plain(before), plain(figure_words), plain(behind))
}

fn attributes(r: &ObservationRecord<'_>) -> Vec<(&'static str, String)> {
    let number = |v: Option<f64>| v.map(|v| v.to_string()).unwrap_or_default();
    let value = match (r.value_low, r.value_high) {
        (low, high) if low == high => number(low),
        (low, high) => format!("{}…{}", number(low), number(high)),
    };
    let period = match (&r.period_start, &r.period_end) {
        (None, None) => String::new(),
        (start, end) => format!("{} – {}", start.as_deref().unwrap_or(""), end.as_deref().unwrap_or("")),
    };
    let text = |t: &str| plain(t);
    vec![
        ("value", value),
        ("qualifier", text(r.qualifier)),
        ("kind", text(r.kind)),
        ("direction", text(r.direction.unwrap_or(""))),
        ("measure", text(r.measure)),
        ("unit", text(r.unit)),
        ("object", text(r.object.unwrap_or(""))),
        ("nationality", text(r.nationality)),
        ("sex", text(r.sex)),
        ("age_group", text(r.age_group)),
        ("offences", text(r.offences)),
        ("country", text(r.country)),
        ("place", text(r.place)),
        ("period", period),
        ("modality", text(r.modality)),
        ("attributed_to", text(r.attributed_to)),
        ("part_of", text(r.part_of.as_deref().unwrap_or(""))),
        ("is_total", if r.is_total == 1 { "1".to_string() } else { String::new() }),
        ("confidence", format!("{:.2}", r.confidence)),
        ("note", text(r.note.unwrap_or(""))),
    ]
}
