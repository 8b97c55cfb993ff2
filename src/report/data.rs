//! The figures as JSON in columns, each text once: what the page's script filters and shows. In: rows and their evidence. Out: text
//! that is safe inside a `<script>` element.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::ReportError;
use super::evidence::{Evidence, Place};
use super::format;
use super::rows::{Figure, Rows};
use super::summary;
use crate::source::name::visible;

/// Texts by number: a table of fifty thousand rows says `China` once.
#[derive(Default)]
struct Words {
    index: HashMap<String, u32>,
    list: Vec<String>,
}

impl Words {
    fn id(&mut self, word: &str) -> u32 {
        if let Some(id) = self.index.get(word) {
            return *id;
        }
        let id = self.list.len() as u32;
        self.index.insert(word.to_string(), id);
        self.list.push(word.to_string());
        id
    }
}

#[derive(Default, Serialize)]
struct Figures {
    id: Vec<String>,
    low: Vec<Option<f64>>,
    high: Vec<Option<f64>>,
    value: Vec<u32>,
    series: Vec<u32>,
    object: Vec<u32>,
    kind: Vec<u32>,
    modality: Vec<u32>,
    who: Vec<u32>,
    nationality: Vec<u32>,
    offences: Vec<u32>,
    country: Vec<u32>,
    place: Vec<u32>,
    period: Vec<u32>,
    end: Vec<u32>,
    year: Vec<u32>,
    /// Whether sums have it.
    counted: Vec<u8>,
    total: Vec<u8>,
    sources: Vec<u32>,
    /// Its place in these columns; -1 for none.
    part: Vec<i64>,
    superseded: Vec<i64>,
    /// Its first statement and how many follow.
    said: Vec<[usize; 2]>,
}

#[derive(Default, Serialize)]
struct Statements {
    id: Vec<String>,
    document: Vec<usize>,
    evidence: Vec<u32>,
    by: Vec<u32>,
    cell: Vec<u32>,
    note: Vec<u32>,
    confidence: Vec<f64>,
    /// `[excerpt, figure from, to, sentence from, to]` or `[sheet, row, column]`; empty where it isn't known.
    place: Vec<Vec<usize>>,
}

/// The whole of it.
pub fn json(rows: &Rows, evidence: &Evidence) -> Result<String, ReportError> {
    let mut words = Words::default();
    let figures = figures(rows, &mut words);
    let statements = statements(rows, evidence, &mut words);
    let documents: Vec<Value> = rows
        .documents
        .iter()
        .zip(&evidence.documents)
        .map(|(d, shown)| {
            json!({
                "source": d.source, "title": d.title, "publisher": d.publisher, "published": format::day(&d.published),
                "url": d.url, "excerpts": shown.excerpts, "sheets": shown.sheets,
            })
        })
        .collect();
    let conflicts: Vec<[&str; 2]> = rows.conflicts.iter().map(|c| [&*c.facts[0], &*c.facts[1]]).collect();
    let names = |list: &str| -> HashMap<&str, &str> {
        rows.names
            .iter()
            .filter(|((l, _), _)| l == list)
            .map(|((_, code), name)| (code.as_str(), name.as_str()))
            .collect()
    };
    let series: std::collections::BTreeMap<String, String> = rows
        .figures
        .iter()
        .map(|f| (summary::Counted::of_figure(f).key(), summary::Counted::of_figure(f).name(rows)))
        .collect();
    let sorted = |list: &str| names(list).into_iter().collect::<std::collections::BTreeMap<_, _>>();
    let data = json!({
        "words": words.list, "figures": figures, "statements": statements, "documents": documents,
        "conflicts": conflicts, "series": series, "offences": sorted("offence"), "countries": sorted("country"),
    });
    Ok(in_script(visible(serde_json::to_string(&data)?)))
}

/// JSON in which nothing ends the element that holds it or begins a comment there.
fn in_script(json: String) -> String {
    json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}

fn figures(rows: &Rows, words: &mut Words) -> Figures {
    let at: HashMap<&str, i64> = rows.figures.iter().enumerate().map(|(i, f)| (f.id.as_str(), i as i64)).collect();
    let find = |id: &str| at.get(id).copied().unwrap_or(-1);
    let mut out = Figures::default();
    for f in &rows.figures {
        out.id.push(f.id.clone());
        out.low.push(f.low);
        out.high.push(f.high);
        out.value.push(words.id(&format::value(f)));
        out.series.push(words.id(&summary::Counted::of_figure(f).key()));
        out.object.push(words.id(summary::own_object(f)));
        out.kind.push(words.id(&f.kind));
        out.modality.push(words.id(&f.modality));
        out.who.push(words.id(&who(f)));
        out.nationality.push(words.id(&f.nationality));
        out.offences.push(words.id(&f.offences));
        out.country.push(words.id(&f.country));
        out.place.push(words.id(&f.place));
        out.period.push(words.id(&format::period(&f.start, &f.end)));
        out.end.push(words.id(if f.end.is_empty() { &f.start } else { &f.end }));
        out.year.push(words.id(format::year(&f.start, &f.end)));
        out.counted.push(u8::from(f.is_counted));
        out.total.push(u8::from(f.is_total));
        out.sources.push(f.sources);
        out.part.push(find(&f.part_of));
        out.superseded.push(find(&f.superseded_by));
        out.said.push([f.statements.start, f.statements.len()]);
    }
    out
}

/// `women, minors`: what of sex and age is known.
fn who(figure: &Figure) -> String {
    match (figure.sex.as_str(), figure.age_group.as_str()) {
        ("", "") => "",
        ("female", "minor") => "girls",
        ("male", "minor") => "boys",
        (_, "minor") => "minors",
        ("female", _) => "women",
        ("male", _) => "men",
        _ => "adults",
    }
    .to_string()
}

fn statements(rows: &Rows, evidence: &Evidence, words: &mut Words) -> Statements {
    let mut out = Statements::default();
    for (i, s) in rows.statements.iter().enumerate() {
        out.id.push(s.id.clone());
        out.document.push(s.document);
        out.evidence.push(words.id(&s.evidence));
        out.by.push(words.id(&s.attributed_to));
        out.cell.push(words.id(&s.cell));
        out.note.push(words.id(&s.note));
        out.confidence.push((s.confidence * 100.0).round() / 100.0);
        out.place.push(match evidence.places.get(i) {
            Some(Some(Place::Text { excerpt, figure: [a, b], sentence: [c, d] })) => vec![*excerpt, *a, *b, *c, *d],
            Some(Some(Place::Cell { sheet, row, column })) => vec![*sheet, *row as usize, *column as usize],
            _ => Vec::new(),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::rows::{Document, Statement};

    #[test]
    fn hostile_text_stays_inside_its_element() -> Result<(), ReportError> {
        let hostile = "</script><script>alert(1)</script><!-- \u{2028} 12";
        let rows = Rows {
            documents: vec![Document { title: hostile.into(), text: Some(hostile.into()), ..Document::default() }],
            figures: vec![Figure { id: "f-1".into(), place: hostile.into(), statements: 0..1, ..Figure::default() }],
            statements: vec![Statement { fact: "f-1".into(), evidence: hostile.into(), ..Statement::default() }],
            ..Rows::default()
        };
        let evidence = Evidence::gather(&rows, true);
        let text = json(&rows, &evidence)?;
        assert!(!text.contains('<') && !text.contains('\u{2028}'), "{text}");
        let back: Value = serde_json::from_str(&text)?;
        assert_eq!(back["documents"][0]["title"], hostile);
        assert_eq!(back["documents"][0]["excerpts"][0], hostile);
        Ok(())
    }
}
