//! Years whose footnote says that they are not over: `2022*` above a column, and below the table "* to 30 September
//! 2022". In: the notes. Out: for a label with a mark, its year as far as it goes.

use jiff::civil::Date;

use super::cells::{is_superscript, without_marks};
use super::when::{self, Months, Time, Year};
use crate::vocabulary::Headers;
use crate::vocabulary::headers::{Word, key, tokens};

/// What footnotes say of times, by their marks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marked(Vec<(String, Vec<Time>)>);

impl Marked {
    pub fn of(notes: &[String], headers: &Headers) -> Marked {
        let mut out = Vec::new();
        for note in notes {
            let Some((mark, rest)) = footnote(note) else { continue };
            let made = headers.words.scan(&tokens(&key(rest))).iter().any(|m| *m.sense == Word::Published);
            let parts = when::scan(rest, headers).into_iter().filter(|t| t.span.is_some() || t.months.is_some());
            let times: Vec<Time> = parts.collect();
            if !made && !times.is_empty() {
                out.push((mark, times));
            }
        }
        Marked(out)
    }

    /// The time of a label whose mark's note says how far its year goes.
    pub fn narrowed(&self, label: &str, time: Time) -> Time {
        let (Some(Year::Calendar(year)), None, None, false) = (time.year, time.months, time.span, self.0.is_empty())
        else {
            return time;
        };
        let Some(mark) = without_marks(label).1.map(|m| plain(&m)) else { return time };
        let noted = self.0.iter().filter(|(m, _)| *m == mark).flat_map(|(_, times)| times);
        noted.filter_map(|t| ends_in(*t, year)).next().unwrap_or(time)
    }
}

/// From the begin of `year` to where `time` ends in it.
fn ends_in(time: Time, year: i16) -> Option<Time> {
    if let Some((first, last)) = time.span {
        let begin = Date::new(year, 1, 1).ok()?;
        let begins = first == begin || first == last;
        return (begins && last.year() == year && (last.month(), last.day()) != (12, 31))
            .then_some(Time { span: Some((begin, last)), ..Time::default() });
    }
    let months = time.months?;
    let own = match time.year {
        None => true,
        Some(Year::Calendar(y) | Year::OfMonth(y)) => y == year,
        Some(_) => false,
    };
    let part = Months { first: 1, last: months.last, part: false };
    (own && months.last < 12 && (months.first == 1 || months.first == months.last)).then_some(Time {
        year: Some(Year::Calendar(year)),
        months: Some(part),
        span: None,
    })
}

/// A note's mark and what follows it: `* …`, `(a) …`, `1) …`, `¹ …`.
fn footnote(note: &str) -> Option<(String, &str)> {
    let note = note.trim();
    let signs = |c: char| matches!(c, '*' | '†' | '‡' | '§' | '#') || is_superscript(c);
    let signed = note.find(|c| !signs(c)).filter(|at| *at > 0);
    let (mark, rest) = match signed {
        Some(at) => note.split_at(at),
        None => note.split_once([' ', '\t', ':', '=', '.'])?,
    };
    let mark = plain(mark);
    ((1..=3).contains(&mark.chars().count())).then_some((mark, rest))
}

/// A mark without brackets, raised letters and digits as they stand on the line.
fn plain(mark: &str) -> String {
    let bare = mark.trim().trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | '.' | ':'));
    use unicode_normalization::UnicodeNormalization;
    bare.nfkc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sheet::texts::clean;
    use crate::vocabulary::Vocabulary;

    fn period(label: &str, note: &str) -> String {
        let headers = &Vocabulary::builtin().headers;
        let marked = Marked::of(&[note.to_string()], headers);
        let time = marked.narrowed(label, when::label(&clean(label), headers).unwrap_or_default());
        let period = when::resolve(time, when::Calendar::default());
        period.end.map(|d| d.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_years_footnote_says_how_far_it_goes() {
        for (label, note, end) in [
            ("2022*", "* 2022 figures are to 30 September 2022 and are provisional.", "2022-09-30"),
            ("2022*", "* January to June 2022", "2022-06-30"),
            ("2022 (a)", "(a) Data up to 31 August 2022.", "2022-08-31"),
            ("2022¹", "1 As of 30 June 2022", "2022-06-30"),
            ("2022*", "* Updated on 5 May 2022", "2022-12-31"),
            ("2021*", "* 2022 figures are to 30 September 2022", "2021-12-31"),
            ("2022", "* January to June 2022", "2022-12-31"),
        ] {
            assert_eq!(period(label, note), end, "{label}: {note}");
        }
    }
}
