//! Values and periods as a reader expects them: `1,038`, `more than 300`, `MYR 2.4 million`, `Jan–Mar 2022`.

use jiff::civil::Date;

use super::rows::Figure;

/// `12,600`, `0.5`: digits in groups of three, two decimals at the most.
pub fn number(value: f64) -> String {
    let text = format!("{:.2}", value.abs());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, rest) = text.split_once('.').map_or((text, String::new()), |(w, r)| (w, format!(".{r}")));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{}{grouped}{rest}", if value < 0.0 && text != "0" { "−" } else { "" })
}

/// Large numbers with a word, where that loses nothing to speak of: `12.6 trillion`.
pub fn short(value: f64) -> String {
    const WORDS: &[(f64, &str)] = &[(1e12, "trillion"), (1e9, "billion"), (1e6, "million")];
    match WORDS.iter().find(|(size, _)| value.abs() >= *size) {
        Some((size, word)) => format!("{} {word}", number((value / size * 10.0).round() / 10.0)),
        None => number(value),
    }
}

/// An ISO 4217 code, and nothing else, is three capitals.
pub fn is_money(unit: &str) -> bool {
    unit.len() == 3 && unit.chars().all(|c| c.is_ascii_uppercase())
}

/// A number in its unit; persons and the like need none.
pub fn in_unit(text: String, unit: &str) -> String {
    match unit {
        "percent" => format!("{text}%"),
        "kg" | "g" | "l" => format!("{text} {unit}"),
        "countries" => format!("{text} nationalities"),
        unit if is_money(unit) => format!("{unit} {text}"),
        _ => text,
    }
}

/// The figure as its source bounds it.
pub fn value(figure: &Figure) -> String {
    let say = |value: f64| in_unit(short(value), &figure.unit);
    let bounds = match (figure.low, figure.high, figure.qualifier.as_str()) {
        (Some(low), Some(high), qualifier) if low == high => match qualifier {
            "approx" => format!("about {}", say(low)),
            _ => say(low),
        },
        (Some(low), None, "more_than") => format!("more than {}", say(low)),
        (Some(low), None, _) => format!("at least {}", say(low)),
        (None, Some(high), "less_than") => format!("fewer than {}", say(high)),
        (None, Some(high), _) => format!("up to {}", say(high)),
        (Some(low), Some(high), _) => in_unit(format!("{}–{}", short(low), short(high)), &figure.unit),
        (None, None, _) => "not stated".to_string(),
    };
    match figure.direction.as_str() {
        "increase" => format!("up {bounds}"),
        "decrease" => format!("down {bounds}"),
        _ => bounds,
    }
}

/// A sum of bounds, as short as a chart needs it.
pub fn sum(low: f64, high: Option<f64>, unit: &str) -> String {
    let text = match high {
        Some(high) if short(high) == short(low) => short(low),
        Some(high) => format!("{}–{}", short(low), short(high)),
        None => format!("{}+", short(low)),
    };
    in_unit(text, unit)
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn month(date: Date) -> &'static str {
    MONTHS.get(usize::from(date.month().unsigned_abs()) - 1).copied().unwrap_or("")
}

/// `17 Jan 2019`; what is no date stays as it is.
pub fn day(text: &str) -> String {
    match text.parse::<Date>() {
        Ok(date) => format!("{} {} {}", date.day(), month(date), date.year()),
        Err(_) => text.to_string(),
    }
}

/// Two days as the shortest words that say just them.
pub fn period(start: &str, end: &str) -> String {
    match (start.parse::<Date>(), end.parse::<Date>()) {
        (Ok(start), Ok(end)) => days(start, end),
        (Ok(_), Err(_)) => format!("since {}", day(start)),
        (Err(_), Ok(_)) => format!("until {}", day(end)),
        (Err(_), Err(_)) => String::new(),
    }
}

fn days(start: Date, end: Date) -> String {
    let (from, to) = (start.year(), end.year());
    let whole_months = start.day() == 1 && end == end.last_of_month();
    let whole_years = whole_months && start.month() == 1 && end.month() == 12;
    match () {
        () if start == end => format!("{} {} {from}", start.day(), month(start)),
        () if whole_years && from == to => from.to_string(),
        () if whole_years => format!("{from}–{to}"),
        () if whole_months && from == to && start.month() == end.month() => format!("{} {from}", month(start)),
        () if whole_months && from == to => format!("{}–{} {from}", month(start), month(end)),
        () if whole_months => format!("{} {from} – {} {to}", month(start), month(end)),
        () if from == to && month(start) == month(end) => {
            format!("{}–{} {} {from}", start.day(), end.day(), month(end))
        }
        () if from == to => format!("{} {} – {} {} {from}", start.day(), month(start), end.day(), month(end)),
        () => format!("{} {} {from} – {} {} {to}", start.day(), month(start), end.day(), month(end)),
    }
}

/// The one year in which a period lies: `2018`; `long` for a longer one, empty where it is open or not stated.
pub fn year<'a>(start: &'a str, end: &'a str) -> &'a str {
    match (start.get(..4), end.get(..4)) {
        (Some(a), Some(b)) if a == b => a,
        (None, None) => "",
        _ => "long",
    }
}

/// `3 sources`, `1 source`.
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", number(count as f64), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_large_ones_have_a_word() {
        let said = [0.0, 7.0, 1038.0, -1234567.5, 0.25].map(number);
        assert_eq!(said, ["0", "7", "1,038", "−1,234,567.5", "0.25"]);
        assert_eq!([999_999.0, 2.4e6, 1.26e13].map(short), ["999,999", "2.4 million", "12.6 trillion"]);
    }

    #[test]
    fn values_say_their_bounds() {
        let said = |low, high, qualifier: &str, unit: &str, direction: &str| {
            value(&Figure {
                low,
                high,
                qualifier: qualifier.into(),
                unit: unit.into(),
                direction: direction.into(),
                ..Figure::default()
            })
        };
        assert_eq!(said(Some(412.0), Some(412.0), "exact", "persons", ""), "412");
        assert_eq!(said(Some(300.0), None, "more_than", "persons", "increase"), "up more than 300");
        assert_eq!(said(None, Some(50.0), "less_than", "percent", "decrease"), "down fewer than 50%");
        assert_eq!(said(Some(200.0), Some(999.0), "vague", "kg", ""), "200–999 kg");
        assert_eq!(said(Some(2.4e6), Some(2.4e6), "approx", "MYR", ""), "about MYR 2.4 million");
        assert_eq!([sum(5.0, None, "persons"), sum(5.0, Some(9.0), "USD")], ["5+", "USD 5–9"]);
        assert_eq!(sum(11.21e6, Some(11.23e6), "persons"), "11.2 million");
    }

    #[test]
    fn periods_are_as_short_as_they_can_be() {
        let said = |a: &str, b: &str| period(a, b);
        assert_eq!(said("2018-01-01", "2018-12-31"), "2018");
        assert_eq!(said("2014-01-01", "2018-12-31"), "2014–2018");
        assert_eq!(said("2022-01-01", "2022-03-31"), "Jan–Mar 2022");
        assert_eq!(said("2020-02-01", "2020-02-29"), "Feb 2020");
        assert_eq!(said("2019-01-17", "2019-01-17"), "17 Jan 2019");
        assert_eq!(said("2022-09-12", "2022-09-18"), "12–18 Sep 2022");
        assert_eq!(said("2022-01-01", "2022-12-30"), "1 Jan – 30 Dec 2022");
        assert_eq!(said("2018-10-01", "2019-09-30"), "Oct 2018 – Sep 2019");
        assert_eq!(said("2014-01-01", ""), "since 1 Jan 2014");
        assert_eq!([said("", ""), year("2018-01-01", "2019-01-01").into()], ["", "long"]);
    }
}
