//! Times as tables write them.

use super::*;
use crate::vocabulary::Vocabulary;

fn days(text: &str, calendar: Calendar) -> String {
    let headers = &Vocabulary::builtin().headers;
    match label(text, headers) {
        Some(time) => {
            let period = resolve(time.within(Time::of_year(Year::Calendar(2018))), calendar);
            match (period.start, period.end) {
                (Some(a), Some(b)) => format!("{a}..{b}"),
                _ => "open".into(),
            }
        }
        None => "none".into(),
    }
}

#[test]
fn a_number_too_long_for_a_year_is_none() {
    for text in ["Jan 32019", "Jan-Mar 32767", "FY 31000"] {
        let days = days(text, Calendar::default());
        assert!(!days.contains("32") && !days.contains("31000"), "{text}: {days}");
    }
}

#[test]
fn labels_are_times() {
    for (text, expected) in [
        ("2019", "2019-01-01..2019-12-31"),
        ("Jan-19", "2019-01-01..2019-01-31"),
        ("Feb", "2018-02-01..2018-02-28"),
        ("2019M01", "2019-01-01..2019-01-31"),
        ("2019-01", "2019-01-01..2019-01-31"),
        ("01/2020", "2020-01-01..2020-01-31"),
        ("Janvier 2020", "2020-01-01..2020-01-31"),
        ("Tháng 3", "2018-03-01..2018-03-31"),
        ("Q1", "2018-01-01..2018-03-31"),
        ("2020 Q3", "2020-07-01..2020-09-30"),
        ("2020Q3", "2020-07-01..2020-09-30"),
        ("T1 2020", "2020-01-01..2020-03-31"),
        ("1er trimestre 2020", "2020-01-01..2020-03-31"),
        ("II. Quartal 2020", "2020-04-01..2020-06-30"),
        ("1st half", "2018-01-01..2018-06-30"),
        ("H2 2021", "2021-07-01..2021-12-31"),
        ("January–June 2022", "2022-01-01..2022-06-30"),
        ("2022 (Jan-Jun)", "2022-01-01..2022-06-30"),
        ("Jan-Sep 2020", "2020-01-01..2020-09-30"),
        ("year ending Sep 2019", "2018-10-01..2019-09-30"),
        ("as at 31 December 2021", "2021-12-31..2021-12-31"),
        ("31.12.2021", "2021-12-31..2021-12-31"),
        ("2021-12-31", "2021-12-31..2021-12-31"),
        ("31/12/2021", "2021-12-31..2021-12-31"),
        ("5 March 2021", "2021-03-05..2021-03-05"),
        ("2016-2018", "2016-01-01..2018-12-31"),
        ("2020 (p)", "2020-01-01..2020-12-31"),
        ("2020*", "2020-01-01..2020-12-31"),
        ("B.E. 2563 (2020)", "2020-01-01..2020-12-31"),
        ("พ.ศ. 2564", "2021-01-01..2021-12-31"),
        ("ม.ค. Jan", "2018-01-01..2018-01-31"),
        ("3–9 March 2025", "2025-03-03..2025-03-09"),
        ("31 March–6 April 2025", "2025-03-31..2025-04-06"),
        ("29 December 2024 to 4 January 2025", "2024-12-29..2025-01-04"),
        ("2021年", "2021-01-01..2021-12-31"),
        ("令和2年", "2020-01-01..2020-12-31"),
        ("令和元年", "2019-01-01..2019-12-31"),
        ("110年1月", "2021-01-01..2021-01-31"),
        ("110年1-6月", "2021-01-01..2021-06-30"),
        ("March quarter 2022", "2022-01-01..2022-03-31"),
        ("Feb-22 qtr", "2021-12-01..2022-02-28"),
        ("Quarter ending Sept 2022", "2022-07-01..2022-09-30"),
        ("2.º trimestre 2022", "2022-04-01..2022-06-30"),
        ("Suku Tahun Ketiga 2022", "2022-07-01..2022-09-30"),
        ("ไตรมาสที่ 2 2022", "2022-04-01..2022-06-30"),
        ("تشرين الأول 2022", "2022-10-01..2022-10-31"),
        ("2021년 3월", "2021-03-01..2021-03-31"),
        ("2021年第1四半期", "2021-01-01..2021-03-31"),
        ("1분기", "2018-01-01..2018-03-31"),
        ("2021年上半年", "2021-01-01..2021-06-30"),
        ("มี.ค.", "2018-03-01..2018-03-31"),
        ("2021 год", "2021-01-01..2021-12-31"),
        ("I квартал 2021", "2021-01-01..2021-03-31"),
        ("9 months of 2021", "2021-01-01..2021-09-30"),
        ("2021 (sehingga 31 Ogos)", "2021-01-01..2021-08-31"),
        ("Q1 (Apr - Jun 2021)", "2021-04-01..2021-06-30"),
        ("2021 (upto 30.11.2021)", "2021-01-01..2021-11-30"),
        ("until 31 August 2021", "2021-01-01..2021-08-31"),
        ("Male", "none"),
        ("Q", "none"),
        ("14", "none"),
        ("Table 3", "none"),
    ] {
        assert_eq!(days(text, Calendar::default()), expected, "{text}");
    }
}

#[test]
fn fiscal_years_follow_the_calendar() {
    let us = Calendar { start: Some(10), ..Calendar::default() };
    assert_eq!(days("FY2019", us), "2018-10-01..2019-09-30");
    assert_eq!(days("FY 19", us), "2018-10-01..2019-09-30");
    assert_eq!(days("2014", Calendar { fiscal: true, ..us }), "2013-10-01..2014-09-30");
    let au = Calendar { start: Some(7), ..Calendar::default() };
    assert_eq!(days("2015–16", au), "2015-07-01..2016-06-30");
    assert_eq!(days("2019–20 (p)", au), "2019-07-01..2020-06-30");
    let gb = Calendar { start: Some(4), named_by_start: true, ..Calendar::default() };
    assert_eq!(days("2017/18", gb), "2017-04-01..2018-03-31");
}

#[test]
fn months_of_a_fiscal_year_lie_in_it() {
    let us = Calendar { start: Some(10), ..Calendar::default() };
    let oct = Time::of_months(10, 10, false).with_year(Year::Fiscal { end: 2020, spanned: false });
    assert_eq!(resolve(oct, us).start.map(|d| d.to_string()).as_deref(), Some("2019-10-01"));
    let feb = Time::of_months(2, 2, false).with_year(Year::Fiscal { end: 2020, spanned: false });
    assert_eq!(resolve(feb, us).start.map(|d| d.to_string()).as_deref(), Some("2020-02-01"));
}

#[test]
fn titles_name_times_and_calendars() {
    let headers = &Vocabulary::builtin().headers;
    let found = scan("Immigration operations by state, January–June 2022", headers);
    assert_eq!(resolve(found[0], Calendar::default()).end.map(|d| d.to_string()).as_deref(), Some("2022-06-30"));
    assert_eq!(scan("Table 3: removals", headers), []);
    let notes = ["Fiscal years run from October 1 to September 30."];
    assert_eq!(calendar(&notes, None, headers), Calendar { fiscal: true, start: Some(10), named_by_start: false });
}
