//! Trend lines as inline SVG. In: sums by year. Out: the drawing's markup.
//!
//! Across, everything is in percent, and letters keep their size: a drawing without a view box fills a telephone and a
//! desk alike. Sums are bounds, so a point may have a bar from its low to its high end, and an arrow where it has none.

use std::fmt::Write;

use super::format;

/// One year's sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    pub year: i64,
    pub low: f64,
    pub high: Option<f64>,
    /// `1,038`.
    pub text: String,
    /// `1,038 arrested in 2018, from 4 figures`.
    pub label: String,
    /// Where its figures are listed.
    pub link: String,
}

impl Point {
    fn top(&self) -> f64 {
        self.high.unwrap_or(self.low)
    }
}

const TOP: f64 = 36.0;
const BOTTOM: f64 = 152.0;
/// Where the years stand: a value that is written below a point of the bottom line fits between.
const YEARS: f64 = 188.0;
pub const HEIGHT: u32 = 196;
/// Where the first and the last year stand, in percent.
const LEFT: f64 = 20.0;
const RIGHT: f64 = 94.0;
/// As many years or values as fit beside each other on a telephone.
const MOST_LABELS: i64 = 6;

/// The points with their axes. Years without a figure are gaps, never zero.
pub fn trend(points: &[Point]) -> String {
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return String::new() };
    let years = (last.year - first.year).max(0);
    let x = |year: i64| match years {
        0 => 50.0,
        _ => LEFT + (RIGHT - LEFT) * (year - first.year) as f64 / years as f64,
    };
    let most = nice(points.iter().map(Point::top).fold(0.0, f64::max));
    let y = |value: f64| BOTTOM - (BOTTOM - TOP) * (value / most).clamp(0.0, 1.0);
    let mut out = String::new();
    for part in [0.0, 0.5, 1.0] {
        let at = y(most * part);
        line(&mut out, "grid", [0.0, 100.0], [at, at]);
        if part > 0.0 {
            let _ =
                write!(out, "<text class=\"tick\" x=\"0\" y=\"{:.1}\">{}</text>", at - 4.0, format::short(most * part));
        }
    }
    let step = (years / MOST_LABELS + 1).max(1);
    for year in (first.year..=last.year).filter(|year| (last.year - year) % step == 0) {
        let at = x(year);
        let _ = write!(out, "<text class=\"year\" x=\"{at:.2}%\" y=\"{YEARS}\">{year}</text>");
    }
    for pair in points.windows(2) {
        if let [a, b] = pair
            && b.year == a.year + 1
        {
            line(&mut out, "line", [x(a.year), x(b.year)], [y(a.top()), y(b.top())]);
        }
    }
    let peak = points.iter().map(Point::top).fold(0.0, f64::max);
    for (i, point) in points.iter().enumerate() {
        let told = points.len() as i64 <= MOST_LABELS || point.year == last.year || point.top() == peak;
        let side = match told {
            true if in_a_valley(points, i) && point.high.is_some() => Some(Side::Below),
            true => Some(Side::Above),
            false => None,
        };
        mark(&mut out, point, x(point.year), &y, side);
    }
    out
}

/// Where a point's value is written.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Above,
    Below,
}

/// Whether lines come down to this point and none goes further down, so that what is written above it would cross them.
fn in_a_valley(points: &[Point], i: usize) -> bool {
    let Some(point) = points.get(i) else { return false };
    let beside = [i.checked_sub(1), i.checked_add(1)].into_iter().flatten().filter_map(|j| points.get(j));
    let mut joined = beside.filter(|other| (other.year - point.year).abs() == 1).peekable();
    joined.peek().is_some() && joined.all(|other| other.top() > point.top())
}

fn mark(out: &mut String, point: &Point, x: f64, y: &dyn Fn(f64) -> f64, side: Option<Side>) {
    let (top, low) = (y(point.top()), y(point.low));
    let label = escape(&point.label);
    let _ = write!(out, "<a href=\"{}\"><title>{label}</title>", escape(&point.link));
    // What a finger can hit.
    let _ = write!(
        out,
        "<rect class=\"hit\" x=\"{x:.2}%\" y=\"{TOP}\" width=\"32\" height=\"{}\" transform=\"translate(-16)\"/>",
        BOTTOM - TOP
    );
    if low > top {
        line(out, "bounds", [x, x], [top, low]);
    }
    if point.high.is_none() {
        line(out, "bounds open", [x, x], [top - 12.0, top]);
    }
    let _ = write!(out, "<circle cx=\"{x:.2}%\" cy=\"{top:.1}\" r=\"4.5\"/>");
    if let Some(side) = side {
        let anchor = if x > 88.0 { "end" } else { "middle" };
        let at = match side {
            Side::Below => low + 20.0,
            Side::Above if point.high.is_none() => top - 16.0,
            Side::Above => top - 10.0,
        };
        let _ = write!(
            out,
            "<text class=\"value\" x=\"{x:.2}%\" y=\"{at:.1}\" text-anchor=\"{anchor}\">{}</text>",
            escape(&point.text)
        );
    }
    out.push_str("</a>");
}

fn line(out: &mut String, class: &str, [x1, x2]: [f64; 2], [y1, y2]: [f64; 2]) {
    let _ = write!(out, "<line class=\"{class}\" x1=\"{x1:.2}%\" y1=\"{y1:.1}\" x2=\"{x2:.2}%\" y2=\"{y2:.1}\"/>");
}

/// The next round number, whose half is round too.
fn nice(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 1.0;
    }
    let size = 10f64.powf(value.log10().floor());
    [1.0, 1.2, 1.6, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0]
        .iter()
        .map(|step| step * size)
        .find(|round| *round >= value)
        .unwrap_or(value)
}

pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(year: i64, low: f64, high: Option<f64>) -> Point {
        let text = format::sum(low, high, "persons");
        Point { year, low, high, label: format!("{text} in {year} <&\">"), text, link: format!("#y={year}&c=1") }
    }

    #[test]
    fn a_year_without_figures_is_a_gap() {
        let drawn = trend(&[point(2017, 5.0, Some(5.0)), point(2018, 7.0, Some(9.0)), point(2020, 3.0, None)]);
        assert_eq!(drawn.matches("class=\"line\"").count(), 1);
        assert_eq!(drawn.matches("<circle").count(), 3);
        assert_eq!(drawn.matches("class=\"bounds\"").count(), 1);
        assert_eq!(drawn.matches("bounds open").count(), 1);
        assert!(drawn.contains(">2019<") && !drawn.contains("<&"), "{drawn}");
    }

    #[test]
    fn a_value_stands_below_a_point_that_lines_come_down_to() {
        let years = [(2017, 5.0), (2018, 1.0), (2019, 9.0), (2020, 2.0), (2022, 3.0)];
        let points = years.map(|(year, value)| point(year, value, Some(value)));
        let low: Vec<i64> =
            points.iter().enumerate().filter(|(i, _)| in_a_valley(&points, *i)).map(|(_, p)| p.year).collect();
        assert_eq!(low, [2018, 2020], "2017 goes down to 2018, and no line reaches 2022");
        let drawn = trend(&points);
        let heights: Vec<f64> = drawn
            .split("class=\"value\"")
            .skip(1)
            .filter_map(|text| text.split("y=\"").nth(1)?.split('"').next()?.parse().ok())
            .collect();
        let lines: Vec<f64> =
            drawn.split("cy=\"").skip(1).filter_map(|text| text.split('"').next()?.parse().ok()).collect();
        assert_eq!(
            heights.iter().zip(&lines).map(|(text, point)| text > point).collect::<Vec<_>>(),
            [false, true, false, true, false]
        );
        assert!(heights.iter().all(|text| *text < YEARS - 12.0), "clear of the years: {heights:?}");
    }

    #[test]
    fn the_axis_ends_at_a_round_number() {
        assert_eq!([0.0, 7.0, 1038.0, 2200.0, 0.5].map(nice), [1.0, 8.0, 1200.0, 3000.0, 0.5]);
    }
}
