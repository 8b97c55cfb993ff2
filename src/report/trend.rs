//! A series through the years. In: its sums by country and year. Out: the key figure, and a line for each country.
//!
//! Countries are added up for one year's figure and never along a line: what is known of one in 2019 and of two in 2020 has
//! not doubled.

use std::collections::{BTreeMap, BTreeSet};

use super::charts::{self, Point};
use super::format;
use super::rows::{Rows, Sum};
use super::summary::{figures, link, lower};

/// Countries that have a chart.
const MOST_COUNTRIES: usize = 6;

/// The latest year that was over when the database was written, all countries together.
#[derive(Debug, Clone)]
pub struct Key {
    pub latest: Point,
    /// `Cambodia`, or `14 countries`.
    pub place: String,
    /// `628 fewer than in 2021`, where both years are of the same country alone.
    pub change: String,
    /// `45 so far in 2026`
    pub so_far: String,
}

#[derive(Debug, Clone)]
pub struct Trend {
    pub country: String,
    pub svg: String,
    pub height: u32,
    /// What it shows, in a sentence.
    pub words: String,
    pub points: Vec<Point>,
}

/// A year of all countries.
struct Year<'a> {
    point: Point,
    countries: BTreeSet<&'a str>,
}

pub fn key(rows: &Rows, sums: &[Sum], id: &str, name: &str) -> Option<Key> {
    let mut by_year: BTreeMap<i64, Vec<&Sum>> = BTreeMap::new();
    for sum in sums {
        by_year.entry(sum.year?).or_default().push(sum);
    }
    let mut years: Vec<Year<'_>> = Vec::new();
    for (year, sums) in by_year {
        let countries = sums.iter().map(|s| s.code.as_str()).collect();
        years.push(Year { point: point(year, &sums, (id, name), None), countries });
    }
    let unfinished = rows.as_of.get(..4).and_then(|year| year.parse::<i64>().ok()).unwrap_or(i64::MAX);
    let (over, going_on) = years.split_at(years.partition_point(|y| y.point.year < unfinished));
    let over = if over.is_empty() { going_on } else { over };
    let latest = over.last()?;
    let so_far = match going_on {
        [now] if now.point.year == unfinished && latest.point.year < unfinished => {
            format!("{} so far in {}", now.point.text, now.point.year)
        }
        _ => String::new(),
    };
    let place = match latest.countries.first() {
        Some(country) if latest.countries.len() == 1 => country_name(rows, country),
        _ => format::counted(latest.countries.len(), "country", "countries"),
    };
    Some(Key { place, change: change(over), so_far, latest: latest.point.clone() })
}

/// Countries with figures of two years at least, those with the most figures first.
pub fn trends(rows: &Rows, sums: &[Sum], id: &str, name: &str) -> Vec<Trend> {
    let mut by_country: BTreeMap<&str, BTreeMap<i64, Vec<&Sum>>> = BTreeMap::new();
    for sum in sums {
        let Some(year) = sum.year else { continue };
        by_country.entry(&sum.code).or_default().entry(year).or_default().push(sum);
    }
    let mut lines: Vec<(&str, BTreeMap<i64, Vec<&Sum>>)> =
        by_country.into_iter().filter(|(_, years)| years.len() > 1).collect();
    let count = |years: &BTreeMap<i64, Vec<&Sum>>| years.values().flatten().map(|sum| sum.figures).sum::<u32>();
    lines.sort_by_key(|(country, years)| (country.is_empty(), std::cmp::Reverse(count(years)), *country));
    lines.truncate(MOST_COUNTRIES);
    let trend = |(country, years): (&str, BTreeMap<i64, Vec<&Sum>>)| {
        let points: Vec<Point> =
            years.iter().map(|(year, sums)| point(*year, sums, (id, name), Some(country))).collect();
        Trend {
            country: country_name(rows, country),
            svg: charts::trend(&points),
            height: charts::HEIGHT,
            words: words(&points),
            points,
        }
    };
    lines.into_iter().map(trend).collect()
}

fn country_name(rows: &Rows, country: &str) -> String {
    if country.is_empty() { "country not stated".to_string() } else { rows.name("country", country).to_string() }
}

/// A year's sum, of one country or of all.
fn point(year: i64, sums: &[&Sum], (id, name): (&str, &str), country: Option<&str>) -> Point {
    let low = sums.iter().map(|sum| sum.low).sum();
    let high = sums.iter().map(|sum| sum.high).sum();
    let text = format::sum(low, high, sums.first().map_or("", |sum| &sum.unit));
    let year_text = year.to_string();
    let mut filters = vec![("m", id), ("y", &*year_text), ("c", "1")];
    filters.extend(country.map(|country| ("w", if country.is_empty() { "=" } else { country })));
    Point {
        year,
        low,
        high,
        label: format!("{text} {} in {year}, {}", lower(name), figures(sums.iter().map(|sum| sum.figures).sum())),
        link: link(&filters),
        text,
    }
}

fn words(points: &[Point]) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
    let peak = points.iter().max_by(|a, b| a.low.total_cmp(&b.low)).unwrap_or(last);
    let ends = format!("{} in {}, {} in {}", first.text, first.year, last.text, last.year);
    if peak.year == last.year || peak.year == first.year {
        format!("{ends}.")
    } else {
        format!("{ends}; most in {}: {}.", peak.year, peak.text)
    }
}

/// The latest year beside the one before, where both are exact and of one and the same country.
fn change(years: &[Year<'_>]) -> String {
    let [.., before, last] = years else { return String::new() };
    if last.countries.len() != 1 || last.countries != before.countries {
        return String::new();
    }
    let (before, last) = (&before.point, &last.point);
    let is_exact = |point: &Point| point.high == Some(point.low);
    if last.year != before.year + 1 || !is_exact(before) || !is_exact(last) {
        return String::new();
    }
    match last.low - before.low {
        0.0 => format!("as many as in {}", before.year),
        more if more > 0.0 => format!("{} more than in {}", format::short(more), before.year),
        fewer => format!("{} fewer than in {}", format::short(-fewer), before.year),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(country: &str, year: i64, low: f64) -> Sum {
        let (measure, unit, code) = ("arrested".into(), "persons".into(), country.into());
        Sum { measure, unit, code, year: Some(year), low, high: Some(low), figures: 2, ..Sum::default() }
    }

    fn written(as_of: &str) -> Rows {
        Rows { as_of: as_of.into(), ..Rows::default() }
    }

    #[test]
    fn a_trend_is_told_in_a_sentence() {
        let sums = [sum("KH", 2017, 10.0), sum("KH", 2018, 30.0), sum("KH", 2019, 20.0)];
        let trends = trends(&written("2024-02-01"), &sums, "arrested", "Arrested");
        assert_eq!(trends.iter().map(|t| &*t.words).collect::<Vec<_>>(), ["10 in 2017, 20 in 2019; most in 2018: 30."]);
        let key = key(&written("2024-02-01"), &sums, "arrested", "Arrested").expect("a key figure");
        assert_eq!((&*key.place, &*key.change), ("KH", "10 fewer than in 2018"));
        assert_eq!(key.latest.link, "#m=arrested&y=2019&c=1");
    }

    #[test]
    fn a_year_that_is_not_over_is_no_key_figure() {
        let sums = [sum("KH", 2018, 30.0), sum("KH", 2019, 20.0), sum("KH", 2020, 3.0)];
        let key = key(&written("2020-02-01"), &sums, "arrested", "Arrested").expect("a key figure");
        assert_eq!((key.latest.year, key.change.as_str()), (2019, "10 fewer than in 2018"));
        assert_eq!(key.so_far, "3 so far in 2020");
    }

    #[test]
    fn countries_are_added_up_for_a_year_and_not_along_a_line() {
        let sums = [
            sum("KH", 2018, 30.0),
            sum("", 2018, 1.0),
            sum("", 2019, 2.0),
            sum("KH", 2019, 20.0),
            sum("TH", 2019, 70.0),
        ];
        let key = key(&written("2024-02-01"), &sums, "arrested", "Arrested").expect("a key figure");
        assert_eq!((&*key.latest.text, &*key.place, &*key.change), ("92", "3 countries", ""));
        let trends = trends(&written("2024-02-01"), &sums, "arrested", "Arrested");
        let lines: Vec<(&str, &str)> = trends.iter().map(|t| (&*t.country, &*t.points[1].link)).collect();
        assert_eq!(
            lines,
            [("KH", "#m=arrested&y=2019&c=1&w=KH"), ("country not stated", "#m=arrested&y=2019&c=1&w=%3D")]
        );
    }
}
