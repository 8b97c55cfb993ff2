//! The day a document was published, by front matter, dateline, signature line or file name, else the year that its
//! own words give. In: the article and its prose. Out: a date or a year, and the rule and words that gave it.

use jiff::civil::Date;

use crate::extract::period::{Calendar, PeriodExpr, Role, find};
use crate::model::{Article, Span};
use crate::text::{Prose, Sentence, Token, TokenKind};
use crate::vocabulary::Vocabulary;
use crate::vocabulary::periods::Unit;

/// How many tokens a dateline may have before its dash.
const LONGEST_DATELINE: usize = 14;
/// A line that is a date and little else.
const LONGEST_DATE_LINE: usize = 10;
/// In how many sentences from the start a text dates itself.
const EVIDENCE_REACH: usize = 12;

/// When the document was published, as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    pub date: Option<Date>,
    pub year: Option<i16>,
    pub rule: &'static str,
    pub span: Option<Span>,
}

impl Publication {
    fn on(date: Date, rule: &'static str, span: Option<Span>) -> Self {
        Publication { date: Some(date), year: Some(date.year()), rule, span }
    }
}

pub fn publication(article: &Article, prose: &Prose, vocabulary: &Vocabulary) -> Publication {
    if let Some(date) = article.meta.published {
        return Publication::on(date, "front_matter", None);
    }
    dateline(prose, vocabulary)
        .or_else(|| date_line(prose, vocabulary))
        .or_else(|| file_date(&article.file_name).map(|d| Publication::on(d, "file_name", None)))
        .or_else(|| own_evidence(prose, vocabulary))
        .unwrap_or(Publication { date: None, year: None, rule: "unknown", span: None })
}

/// The full date of a calendar expression.
fn full_date(expr: &PeriodExpr) -> Option<Date> {
    let PeriodExpr::Calendar(Calendar { year: Some(y), month: Some(m), day: Some(d) }) = expr else { return None };
    Date::new(*y, i8::try_from(*m).ok()?, i8::try_from(*d).ok()?).ok()
}

/// The tokens of a dateline up to each of its dashes: "PHNOM PENH, July 17, 2020 —", "(Reuters, 3 May 2021) -",
/// "(Agency) - PRATO, MAY 18, 2023 -".
fn datelines(sentence: &Sentence) -> impl Iterator<Item = &[Token]> {
    let is_end = |t: &Token| matches!(t.folded.as_str(), "—" | "–" | "-" | ":" | "|") && t.kind == TokenKind::Mark;
    let opens = sentence.tokens.first().is_some_and(|t| t.caps || t.capital || t.folded == "(");
    let ends = sentence.tokens.iter().take(LONGEST_DATELINE + 1).enumerate().filter(move |(_, t)| opens && is_end(t));
    ends.filter_map(|(end, _)| sentence.tokens.get(..end))
}

fn dateline(prose: &Prose, vocabulary: &Vocabulary) -> Option<Publication> {
    let first_of_paragraphs = prose.sentences.iter().take(3);
    for sentence in first_of_paragraphs {
        let mut dated = datelines(sentence).flat_map(|head| dates(head, vocabulary)).flatten();
        if let Some((date, span)) = dated.next() {
            return Some(Publication::on(date, "dateline", Some(span)));
        }
    }
    None
}

/// Full dates of some tokens with their words.
fn dates(tokens: &[Token], vocabulary: &Vocabulary) -> Vec<Option<(Date, Span)>> {
    let span = |start: usize, end: usize| {
        let first = tokens.get(start)?.span;
        Some(tokens.get(end.checked_sub(1)?)?.span.join(first))
    };
    find(tokens, vocabulary).iter().map(|m| Some((full_date(&m.expr)?, span(m.start, m.end)?))).collect()
}

/// A line at the beginning or end of the body that is a date with few words beside it: "March 27, 2020",
/// "Published: 3 May 2021", "Madrid, 27 August 2025."
fn date_line(prose: &Prose, vocabulary: &Vocabulary) -> Option<Publication> {
    let count = prose.paragraphs.len();
    let edge = |p: usize| p < 2 || p + 2 >= count;
    let mut found = None;
    for (i, sentence) in prose.sentences.iter().enumerate() {
        if !edge(sentence.paragraph) || sentence.tokens.len() > LONGEST_DATE_LINE {
            continue;
        }
        let shared = |other: Option<&Sentence>| other.is_some_and(|o| o.paragraph == sentence.paragraph);
        if shared(prose.sentences.get(i + 1)) || (i > 0 && shared(prose.sentences.get(i - 1))) {
            continue;
        }
        let mentions = find(&sentence.tokens, vocabulary);
        let [mention] = mentions.as_slice() else { continue };
        let beside: Vec<&Token> = sentence
            .tokens
            .iter()
            .enumerate()
            .filter(|(i, _)| !(mention.start..mention.end).contains(i))
            .map(|(_, t)| t)
            .collect();
        let plain = beside.iter().filter(|t| t.is_word() && !t.capital).count() <= 2 && beside.len() <= 6;
        if let Some((date, span)) = dates(&sentence.tokens, vocabulary).into_iter().flatten().next().filter(|_| plain) {
            found = Some(Publication::on(date, "date_line", Some(span)));
            break;
        }
    }
    found
}

/// `2020-07-17-arrests.txt`, `20200717_raid.txt`, `raid_2020_07_17.md`
fn file_date(name: &str) -> Option<Date> {
    let bytes = name.as_bytes();
    let digit = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_digit);
    for start in 0..bytes.len() {
        if !digit(start) || (start > 0 && digit(start - 1)) {
            continue;
        }
        let run = (start..bytes.len()).take_while(|i| digit(*i)).count();
        let number = |from: usize, length: usize| name.get(from..from + length)?.parse::<i16>().ok();
        let parts = match run {
            8 => (number(start, 4), number(start + 4, 2), number(start + 6, 2)),
            4 if matches!(bytes.get(start + 4), Some(b'-' | b'_' | b'.'))
                && bytes.get(start + 4) == bytes.get(start + 7)
                && digit(start + 8)
                && digit(start + 9)
                && !digit(start + 10) =>
            {
                (number(start, 4), number(start + 5, 2), number(start + 8, 2))
            }
            _ => continue,
        };
        if let (Some(y @ 1900..=2099), Some(m), Some(d)) = parts
            && let (Ok(m), Ok(d)) = (i8::try_from(m), i8::try_from(d))
            && let Ok(date) = Date::new(y, m, d)
        {
            return Some(date);
        }
    }
    None
}

/// "yesterday published its 2018 annual report … last year": the report's year is last year.
fn own_evidence(prose: &Prose, vocabulary: &Vocabulary) -> Option<Publication> {
    let mut last_year = false;
    let mut report: Option<(i16, Span)> = None;
    for sentence in prose.sentences.iter().take(EVIDENCE_REACH) {
        for mention in find(&sentence.tokens, vocabulary) {
            match (&mention.role, &mention.expr) {
                (Role::Report { year }, _) if report.is_none() => {
                    let span = sentence.tokens.get(mention.start)?.span;
                    report = Some((*year, span));
                }
                (_, PeriodExpr::Relative { unit: Unit::Year, offset: -1 }) => last_year = true,
                _ => {}
            }
        }
    }
    let (year, span) = report?;
    last_year.then_some(Publication { date: None, year: Some(year + 1), rule: "own_report", span: Some(span) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Meta;

    fn of(file_name: &str, text: &str) -> (Option<String>, Option<i16>, &'static str) {
        let body = Span::new(0, text.len());
        let article = Article { meta: Meta::default(), text: text.to_string(), body, file_name: file_name.to_string() };
        let prose = Vocabulary::builtin().prose(text, body);
        let found = publication(&article, &prose, Vocabulary::builtin());
        (found.date.map(|d| d.to_string()), found.year, found.rule)
    }

    #[test]
    fn a_full_date_in_a_dateline_counts() {
        let day = Some("2020-07-17".to_string());
        for text in [
            "PHNOM PENH, July 17, 2020 — Police arrested 12.",
            "PHNOM PENH, 17 July 2020 (Agency) - Police arrested 12.",
            "(Agency, 17 July 2020) – Police arrested 12.",
        ] {
            assert_eq!(of("a.txt", text), (day.clone(), Some(2020), "dateline"), "{text}");
        }
    }

    #[test]
    fn a_line_that_is_a_date_counts() {
        let day = Some("2020-03-27".to_string());
        let text = "March 27, 2020\n\nOn January 1, 2020, 12 were held.\n\nNo more came.\n\nNone.";
        assert_eq!(of("a.txt", text), (day.clone(), Some(2020), "date_line"));
        let text = "On January 1, 2020, 12 were held in all of the cities.\n\nSo they said.\n\nTokyo, 27 March 2020";
        assert_eq!(of("a.txt", text), (day, Some(2020), "date_line"));
    }

    #[test]
    fn a_file_name_may_carry_the_date() {
        let day = Some("2020-07-17".to_string());
        for name in ["2020-07-17-raids.txt", "20200717.txt", "raids_2020_07_17.md"] {
            assert_eq!(of(name, "Police arrested 12."), (day.clone(), Some(2020), "file_name"), "{name}");
        }
        assert_eq!(of("raid-2020-99-17.txt", "Police arrested 12.").2, "unknown");
    }

    #[test]
    fn a_report_on_last_year_dates_its_text() {
        let text = "The department yesterday published its 2018 annual report. Last year 403 were arrested.";
        assert_eq!(of("a.txt", text), (None, Some(2019), "own_report"));
    }
}
