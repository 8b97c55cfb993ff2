//! Sentences and labels to dates.

use super::*;
use crate::extract::period::{find, label};
use crate::model;
use crate::text::tokenize;

fn show(period: Option<Period>) -> String {
    let day = |d: Option<Date>| d.map_or("…".to_string(), |d| d.to_string());
    period.map_or("-".to_string(), |p| format!("{} {}", day(p.start), day(p.end)))
}

/// All periods that a text speaks of, but not when things were said.
fn periods(published: &str, country: &str, text: &str) -> Vec<String> {
    let v = Vocabulary::builtin();
    let reference = Reference::new(published.parse().ok(), None, Some(country.into()), v);
    let mentions = find(&tokenize(text, model::Span::new(0, text.len())), v);
    let found = resolve_all(&mentions, &reference, &mut Vec::new());
    mentions.iter().zip(found).filter(|(m, _)| m.role != Role::Said).map(|(_, p)| show(p)).collect()
}

fn check(published: &str, country: &str, cases: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, expected) in cases {
        let found = periods(published, country, text);
        if found != *expected {
            wrong.push(format!("{text}\n    found {found:?}\n    not   {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn days_count_back_from_publication() {
    // A Wednesday.
    check(
        "2023-08-16",
        "KE",
        &[
            ("Twelve were held on Tuesday.", &["2023-08-15 2023-08-15"]),
            ("Tuesday's raid netted 14.", &["2023-08-15 2023-08-15"]),
            ("Forty were held on Wednesday.", &["2023-08-16 2023-08-16"]),
            ("They were caught on Saturday night.", &["2023-08-12 2023-08-12"]),
            ("Earlier on Wednesday two were freed.", &["2023-08-16 2023-08-16"]),
            ("Ten were freed yesterday morning.", &["2023-08-15 2023-08-15"]),
            ("Ten were held overnight.", &["2023-08-15 2023-08-16"]),
            ("Ten were held last night.", &["2023-08-15 2023-08-15"]),
            ("Ten were held this morning.", &["2023-08-16 2023-08-16"]),
            ("Over the weekend 60 were held.", &["2023-08-12 2023-08-13"]),
            ("At the weekend 60 were held.", &["2023-08-12 2023-08-13"]),
            ("Last Friday 60 were held.", &["2023-08-11 2023-08-11"]),
            ("Ten were held last Wednesday.", &["2023-08-09 2023-08-09"]),
            ("Ten were held on Monday last week.", &["2023-08-07 2023-08-07"]),
            ("Ten were held three days ago.", &["2023-08-13 2023-08-13"]),
            ("Ten were held on Monday and Tuesday.", &["2023-08-14 2023-08-15"]),
            ("Ten were held from Monday to Wednesday.", &["2023-08-14 2023-08-16"]),
            ("Ten were held early Tuesday.", &["2023-08-15 2023-08-15"]),
            ("Ten were held late on Monday.", &["2023-08-14 2023-08-14"]),
            ("Ten were held on the 14th.", &["2023-08-14 2023-08-14"]),
            ("Ten were held within 48 hours.", &["2023-08-14 2023-08-16"]),
            ("Ten were held in the last 24 hours.", &["2023-08-15 2023-08-16"]),
            ("Ten were held over the past 60 days.", &["2023-06-17 2023-08-16"]),
            ("Ten were held in the past three months.", &["2023-05-16 2023-08-16"]),
            ("Ten were held this past year.", &["2022-08-16 2023-08-16"]),
            ("Ten were held last week.", &["2023-08-07 2023-08-13"]),
            ("Ten were held this week.", &["2023-08-14 2023-08-16"]),
            ("In the week to 7 August ten were held.", &["2023-08-01 2023-08-07"]),
            ("Ten were held earlier this month.", &["2023-08-01 2023-08-16"]),
        ],
    );
}

#[test]
fn months_and_years() {
    check(
        "2023-08-16",
        "ID",
        &[
            ("Ten were held last month.", &["2023-07-01 2023-07-31"]),
            ("Late last month ten were held.", &["2023-07-01 2023-07-31"]),
            ("Ten were held in mid-March.", &["2023-03-01 2023-03-31"]),
            ("Ten were held in September.", &["2022-09-01 2022-09-30"]),
            ("Ten were held last July.", &["2023-07-01 2023-07-31"]),
            ("Ten were held in the month of May.", &["2023-05-01 2023-05-31"]),
            ("Ten were held in October last year.", &["2022-10-01 2022-10-31"]),
            ("Ten were held on 26 November.", &["2022-11-26 2022-11-26"]),
            ("Ten were held on Nov. 26, 2019, in Perak.", &["2019-11-26 2019-11-26"]),
            ("On the 26th of November 2019 ten were held.", &["2019-11-26 2019-11-26"]),
            ("On 6/6/2021 ten were held.", &["2021-06-06 2021-06-06"]),
            ("On 03/04/2021 ten were held.", &["2021-04-03 2021-04-03"]),
            ("On 10.5.2019 ten were held.", &["2019-05-10 2019-05-10"]),
            ("On 2019-12-02 ten were held.", &["2019-12-02 2019-12-02"]),
            ("So far this year ten were held.", &["2023-01-01 2023-08-16"]),
            ("Ten were held this year.", &["2023-01-01 2023-08-16"]),
            ("In 2021 and 2022 ten were held.", &["2021-01-01 2022-12-31"]),
            ("Between January 2020 and March 2021 ten were held.", &["2020-01-01 2021-03-31"]),
            ("From January to October 2021 ten were held.", &["2021-01-01 2021-10-31"]),
            ("From November to March ten were held.", &["2022-11-01 2023-03-31"]),
            ("Between 17 and 19 June ten were held.", &["2023-06-17 2023-06-19"]),
            ("Between March 2 and April 30 ten were held.", &["2023-03-02 2023-04-30"]),
            ("From 2 to 5 May ten were held.", &["2023-05-02 2023-05-05"]),
            ("On June 17-19 ten were held.", &["2023-06-17 2023-06-19"]),
            ("By the end of 2022 ten were held.", &["2022-12-31 2022-12-31"]),
            ("As of the end of April there were ten.", &["2023-04-30 2023-04-30"]),
            ("At the end of last month there were ten.", &["2023-07-31 2023-07-31"]),
            ("In the year to June ten were held.", &["2022-07-01 2023-06-30"]),
            ("In the year ending March 2022 ten were held.", &["2021-04-01 2022-03-31"]),
            ("In the three months to March 2022 ten were held.", &["2022-01-01 2022-03-31"]),
            ("Since 2014 ten were held.", &["2014-01-01 2023-08-16"]),
            ("Ten were held since its launch in July 2022.", &["2022-07-01 2023-08-16"]),
            ("In Q2 ten were held.", &["2023-04-01 2023-06-30"]),
            ("In the fourth quarter ten were held.", &["2022-10-01 2022-12-31"]),
            ("In the first half of the year ten were held.", &["2023-01-01 2023-06-30"]),
            ("In the first semester of 2022 ten were held.", &["2022-01-01 2022-06-30"]),
            ("In the last three months of 2022 ten were held.", &["2022-10-01 2022-12-31"]),
            ("In the first six months ten were held.", &["2023-01-01 2023-06-30"]),
            ("In the first week of March ten were held.", &["2023-03-01 2023-03-07"]),
            ("After Eid al-Fitr ten were held.", &["-"]),
        ],
    );
}

#[test]
fn what_was_spoken_of_before_is_moved_or_meant_again() {
    check(
        "2024-07-02",
        "LA",
        &[
            (
                "In November last year 464 were held; two months earlier 164.",
                &["2023-11-01 2023-11-30", "2023-09-01 2023-09-30"],
            ),
            (
                "On 23 June ten were held, and on the same day eight.",
                &["2024-06-23 2024-06-23", "2024-06-23 2024-06-23"],
            ),
            (
                "In the first half of 2023 there were ten, and in the same period of 2022 nine.",
                &["2023-01-01 2023-06-30", "2022-01-01 2022-06-30"],
            ),
            (
                "In February 2022 ten were held and the October before, nine.",
                &["2022-02-01 2022-02-28", "2021-10-01 2021-10-31"],
            ),
            ("In 2022 ten were held, the year before, nine.", &["2022-01-01 2022-12-31", "2021-01-01 2021-12-31"]),
            (
                "In June 2016 ten and in September of that year nine.",
                &["2016-06-01 2016-06-30", "2016-09-01 2016-09-30"],
            ),
            (
                "On Saturday ten; a day earlier 63; over the two days 73.",
                &["2024-06-29 2024-06-29", "2024-06-28 2024-06-28", "2024-06-28 2024-06-29"],
            ),
        ],
    );
}

#[test]
fn fiscal_years_follow_the_country() {
    for (country, text, expected) in [
        ("US", "In FY2019 it removed ten.", "2018-10-01 2019-09-30"),
        ("US", "In fiscal year 2019 it removed ten.", "2018-10-01 2019-09-30"),
        ("AU", "Over the financial year 2023-24 it seized ten.", "2023-07-01 2024-06-30"),
        ("IN", "In FY 2019/20 ten were held.", "2019-04-01 2020-03-31"),
        ("IN", "In the last fiscal ten were held.", "2023-04-01 2024-03-31"),
        ("JP", "In fiscal 2019 ten were held.", "2019-04-01 2020-03-31"),
        ("KH", "In fiscal year 2019 ten were held.", "2019-01-01 2019-12-31"),
        ("US", "In the first quarter of fiscal year 2020 ten were held.", "2019-10-01 2019-12-31"),
    ] {
        assert_eq!(periods("2024-08-16", country, text), [expected], "{text}");
    }
}

#[test]
fn without_a_publication_date_only_full_dates_are_known() {
    check(
        "",
        "TH",
        &[
            ("Ten were held on Friday, yesterday and in March.", &["-", "-", "-"]),
            ("Ten were held on 7 January 2024.", &["2024-01-07 2024-01-07"]),
            (
                "In March 2021 ten were held; of those held in March nine.",
                &["2021-03-01 2021-03-31", "2021-03-01 2021-03-31"],
            ),
            ("Ten were held since 2014.", &["2014-01-01 …"]),
            ("Ten were held last year.", &["-"]),
        ],
    );
}

#[test]
fn the_texts_own_year_makes_last_year_known() {
    let v = Vocabulary::builtin();
    let reference = Reference::new(None, Some(2019), None, v);
    let last_year = PeriodExpr::Relative { unit: Unit::Year, offset: -1 };
    assert_eq!(show(resolve(&last_year, &reference, None)), "2018-01-01 2018-12-31");
}

#[test]
fn labels_resolve_without_a_publication_date() {
    let v = Vocabulary::builtin();
    for (country, text, expected) in [
        ("GB", "2017/18", "2017-04-01 2018-03-31"),
        ("US", "FY2014", "2013-10-01 2014-09-30"),
        ("GB", "2018 Q2", "2018-04-01 2018-06-30"),
        ("TH", "Jan-19", "2019-01-01 2019-01-31"),
        ("FR", "1er trimestre 2020", "2020-01-01 2020-03-31"),
        ("DE", "März 2021", "2021-03-01 2021-03-31"),
        ("KH", "2014 to June 2020", "2014-01-01 2020-06-30"),
        ("KH", "Jan-Mar 2020", "2020-01-01 2020-03-31"),
        ("US", "03/04/2021", "2021-03-04 2021-03-04"),
        ("TH", "03/04/2021", "2021-04-03 2021-04-03"),
        ("GB", "Year ending Sep 2019", "2018-10-01 2019-09-30"),
        ("GB", "as at 31 December 2021", "2021-12-31 2021-12-31"),
        ("MY", "H2 2022", "2022-07-01 2022-12-31"),
    ] {
        let reference = Reference::new(None, None, Some(country.into()), v);
        let expr = label(text, v).unwrap_or(PeriodExpr::Open);
        assert_eq!(show(resolve(&expr, &reference, None)), expected, "{text}");
    }
    let combined = PeriodExpr::combine(&label("FY2019", v).expect("a year"), &label("October", v).expect("a month"));
    let us = Reference::new(None, None, Some("US".into()), v);
    assert_eq!(combined.map(|e| show(resolve(&e, &us, None))).as_deref(), Some("2018-10-01 2018-10-31"));
}

#[test]
fn wordings_of_reporters() {
    // A Wednesday.
    check(
        "2025-01-15",
        "GB",
        &[
            (
                "In the course of 2024 ten were held, 4 of them in the last quarter of the year.",
                &["2024-01-01 2024-12-31", "2024-10-01 2024-12-31"],
            ),
            ("In the final three months of the year ten were held.", &["2024-10-01 2024-12-31"]),
            ("In the period January–October 2024 ten were held.", &["2024-01-01 2024-10-31"]),
            ("Ten were held from January-October 2024.", &["2024-01-01 2024-10-31"]),
            ("Ten were held from the start of the year to 9 January.", &["2025-01-01 2025-01-09"]),
            ("Ten were held from the start of January.", &["2025-01-01 2025-01-15"]),
            ("Since the ban came into force in July last year ten were held.", &["2024-07-01 2025-01-15"]),
            ("Since the amnesty began last month ten left.", &["2024-12-01 2025-01-15"]),
            ("Since the operation began on Monday ten were held.", &["2025-01-13 2025-01-15"]),
            ("Ten were held since the start of the Iranian year, 21 March 2024.", &["2024-03-21 2025-01-15"]),
            (
                "A pact was signed in July 2024. Since then ten were sent back.",
                &["2024-07-01 2024-07-31", "2024-07-01 2025-01-15"],
            ),
            ("Ten were held last year, twice as many as in 2023.", &["2024-01-01 2024-12-31", "2023-01-01 2023-12-31"]),
            ("On Tuesday 14 January ten were held.", &["2025-01-14 2025-01-14"]),
            ("From Monday to Friday ten were held.", &["2025-01-06 2025-01-10"]),
            ("In the first half of January ten were held.", &["2025-01-01 2025-01-15"]),
            ("In the second half of October ten were held.", &["2024-10-16 2024-10-31"]),
            (
                "Five were held in October, and a sixth the month after on suspicion of fraud.",
                &["2024-10-01 2024-10-31", "2024-11-01 2024-11-30"],
            ),
            (
                "On 21 November 2024 ten were held. They were charged on the following Thursday.",
                &["2024-11-21 2024-11-21", "2024-11-28 2024-11-28"],
            ),
            (
                "On 21 November 2024 ten were held. They were charged the next day.",
                &["2024-11-21 2024-11-21", "2024-11-22 2024-11-22"],
            ),
            (
                "On 21 November 2024 ten were held, and five more a week later.",
                &["2024-11-21 2024-11-21", "2024-11-28 2024-11-28"],
            ),
            (
                "In the third quarter of 2024 it was 82. In the quarter before that it was 52.",
                &["2024-07-01 2024-09-30", "2024-04-01 2024-06-30"],
            ),
            (
                "In the twelve months to June 2024 ten were held, against 8 in the year before that.",
                &["2023-07-01 2024-06-30", "2022-07-01 2023-06-30"],
            ),
            ("Over the festive period ten were held.", &["-"]),
            ("In the year to the end of September ten were held.", &["2023-10-01 2024-09-30"]),
            ("In the 12 months to the end of September 2024 ten were held.", &["2023-10-01 2024-09-30"]),
            ("In the three months to 31 December ten were held.", &["2024-10-01 2024-12-31"]),
            ("In the week ending 12 January ten were held.", &["2025-01-06 2025-01-12"]),
            ("In the week of 6 January ten were held.", &["2025-01-06 2025-01-12"]),
            ("In the week from 6 to 12 January ten were held.", &["2025-01-06 2025-01-12"]),
            ("Between 1 and 14 January ten were held.", &["2025-01-01 2025-01-14"]),
            ("Between January 1 and 7, 2019, ten were held.", &["2019-01-01 2019-01-07"]),
            ("On the night of 11 January ten were held.", &["2025-01-11 2025-01-11"]),
            ("In the night from Friday to Saturday ten were held.", &["2025-01-10 2025-01-11"]),
            ("On the night of January 11-12 ten were held.", &["2025-01-11 2025-01-12"]),
            ("By the evening of 11 January ten were held.", &["2025-01-11 2025-01-11"]),
            ("In the early hours of Sunday ten were held.", &["2025-01-12 2025-01-12"]),
            ("In the small hours of 12 January ten were held.", &["2025-01-12 2025-01-12"]),
            ("At dawn on Tuesday ten were held.", &["2025-01-14 2025-01-14"]),
            ("Ten have been held so far in 2025.", &["2025-01-01 2025-01-15"]),
            ("Ten have been held this year alone.", &["2025-01-01 2025-01-15"]),
            ("Ten have been held since January.", &["2025-01-01 2025-01-15"]),
            ("Ten have been held since the beginning of the year.", &["2025-01-01 2025-01-15"]),
            ("Ten have been held since the beginning of last year.", &["2024-01-01 2025-01-15"]),
            ("Ten have been held since the end of November.", &["2024-11-30 2025-01-15"]),
            ("Ten have been held since mid-November.", &["2024-11-01 2025-01-15"]),
            ("Ten have been held since last Friday.", &["2025-01-10 2025-01-15"]),
            ("Ten have been held from January 2024 to date.", &["2024-01-01 2025-01-15"]),
            ("From the beginning of 2024 to date ten were held.", &["2024-01-01 2025-01-15"]),
            ("From 1 January to 30 November last year ten were held.", &["2024-01-01 2024-11-30"]),
            ("From January through November ten were held.", &["2024-01-01 2024-11-30"]),
            ("In January-November 2024 ten were held.", &["2024-01-01 2024-11-30"]),
            ("Throughout 2024 ten were held.", &["2024-01-01 2024-12-31"]),
            ("During the whole of last year ten were held.", &["2024-01-01 2024-12-31"]),
            ("In all of 2024 ten were held.", &["2024-01-01 2024-12-31"]),
            ("In the record year of 2023 ten were held.", &["2023-01-01 2023-12-31"]),
            ("For the year 2023 the figure was 2,457.", &["2023-01-01 2023-12-31"]),
            ("In the calendar year 2023 ten were held.", &["2023-01-01 2023-12-31"]),
            ("In fiscal year 2024 ten were held.", &["2023-04-01 2024-03-31"]),
            ("In the 2023/24 financial year ten were held.", &["2023-04-01 2024-03-31"]),
            ("In the year ended 31 March 2024 ten were held.", &["2023-04-01 2024-03-31"]),
            ("In the first half of last year ten were held.", &["2024-01-01 2024-06-30"]),
            ("In the first six months of 2024 ten were held.", &["2024-01-01 2024-06-30"]),
            ("In the six months to September ten were held.", &["2024-04-01 2024-09-30"]),
            ("In the last six months of 2024 ten were held.", &["2024-07-01 2024-12-31"]),
            ("In the last week of December ten were held.", &["2024-12-25 2024-12-31"]),
            ("In the first week of January ten were held.", &["2025-01-01 2025-01-07"]),
            ("In the first ten days of January ten were held.", &["2025-01-01 2025-01-10"]),
            ("Over the last two weeks ten were held.", &["2025-01-01 2025-01-15"]),
            ("Over the past fortnight ten were held.", &["2025-01-01 2025-01-15"]),
            ("From 10 p.m. Tuesday to 4 a.m. Wednesday ten were held.", &["2025-01-14 2025-01-15"]),
            ("Between 10pm on Friday and 04:30 on Saturday ten were held.", &["2025-01-10 2025-01-11"]),
            ("Overnight from Saturday to Sunday ten were held.", &["2025-01-11 2025-01-12"]),
            ("In the decade to 2023 ten were held.", &["2014-01-01 2023-12-31"]),
            ("In the five years to 2023 ten were held.", &["2019-01-01 2023-12-31"]),
            ("In the 2010s ten were held.", &["2010-01-01 2019-12-31"]),
            ("In the September quarter ten were held.", &["2024-07-01 2024-09-30"]),
            ("In the January-March quarter of 2024 ten were held.", &["2024-01-01 2024-03-31"]),
            ("In a three-day operation ending on Sunday ten were held.", &["2025-01-10 2025-01-12"]),
            ("In the past 12 months ten were held.", &["2024-01-15 2025-01-15"]),
            ("In the past year ten were held.", &["2024-01-15 2025-01-15"]),
            ("Over the last five years ten were held.", &["2020-01-15 2025-01-15"]),
            ("In the last 24 hours ten were held.", &["2025-01-14 2025-01-15"]),
            ("Two days ago ten were held.", &["2025-01-13 2025-01-13"]),
            ("The day before yesterday ten were held.", &["2025-01-13 2025-01-13"]),
            ("Late on Tuesday night ten were held.", &["2025-01-14 2025-01-14"]),
            ("On New Year's Day ten were held.", &["2025-01-01 2025-01-01"]),
            ("On 31 December last year ten were held.", &["2024-12-31 2024-12-31"]),
            ("On the last day of 2024 ten were held.", &["2024-12-31 2024-12-31"]),
            ("As of 1 January ten were held.", &["2025-01-01 2025-01-01"]),
            ("At the end of 2024 ten were held.", &["2024-12-31 2024-12-31"]),
            ("At the turn of the year ten were held.", &["2025-01-01 2025-01-01"]),
            ("Ten were held in 2023 and 12 in 2024.", &["2023-01-01 2023-12-31", "2024-01-01 2024-12-31"]),
            ("Ten were held in May, June and July.", &["2024-05-01 2024-07-31"]),
            ("On 3, 4 and 5 January ten were held.", &["2025-01-03 2025-01-05"]),
            ("On January 3 and 4, ten were held.", &["2025-01-03 2025-01-04"]),
            ("On Jan 3-4 ten were held.", &["2025-01-03 2025-01-04"]),
            ("Ten were held in autumn 2024.", &["-"]),
            ("The same day ten were held.", &["-"]),
            ("In November alone ten were held.", &["2024-11-01 2024-11-30"]),
            ("In the month of November ten were held.", &["2024-11-01 2024-11-30"]),
            ("In November 2024 alone ten were held.", &["2024-11-01 2024-11-30"]),
            ("Up to 30 November 2024 ten were held.", &["2024-11-30 2024-11-30"]),
            ("Ten will be held on 20 January.", &["2025-01-20 2025-01-20"]),
            ("The amnesty ends on 31 January.", &["2025-01-31 2025-01-31"]),
            ("Until 31 January those who overstayed may leave.", &["2025-01-31 2025-01-31"]),
            ("They are to appear in court on Friday.", &["2025-01-17 2025-01-17"]),
        ],
    );
}
