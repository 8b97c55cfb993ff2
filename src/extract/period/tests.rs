//! What is found in sentences and labels; the dates are tested beside `normalize::period`.

use super::*;
use crate::model::Span;
use crate::text::tokenize;

fn words(text: &str) -> Vec<(String, Role)> {
    let tokens = tokenize(text, Span::new(0, text.len()));
    let found = find(&tokens, Vocabulary::builtin());
    let span = |m: &PeriodMention| tokens[m.start].span.join(tokens[m.end - 1].span);
    found.iter().map(|m| (span(m).of(text).to_string(), m.role)).collect()
}

#[test]
fn every_example_of_the_vocabulary_holds() {
    let periods = &Vocabulary::builtin().periods;
    let mut wrong = Vec::new();
    for example in &periods.examples {
        let Some((_, rest)) = example.split_once('[') else { continue };
        let inside = rest.split_once(']').expect("a closing bracket").0.to_lowercase();
        let plain = example.replace(['[', ']'], "");
        let found: Vec<String> = words(&plain).into_iter().map(|(w, _)| w.to_lowercase()).collect();
        let article = format!("the {inside}");
        if !found.contains(&inside) && !found.contains(&article) {
            wrong.push(format!("{example}: found {found:?}"));
        }
    }
    for sentence in &periods.not {
        let found: Vec<_> =
            words(sentence).into_iter().filter(|(_, role)| !matches!(role, Role::Report { .. })).collect();
        if !found.is_empty() {
            wrong.push(format!("{sentence}: found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn lengths_ages_and_plain_numbers_are_no_times() {
    for text in [
        "A 20-year-old man was jailed for 10 years and fined 2,019 dollars.",
        "The gang of 2000 suspects held 1,950 phones.",
        "It is $40 billion a year.",
        "They may march to the second half of the hall, said Mr. May.",
        "COVID-19 cases rose in 24 provinces.",
        "The four-day sweep took six months of work.",
        "He was born in the same village.",
    ] {
        let found: Vec<_> = words(text).into_iter().filter(|(w, _)| w != "the second half").collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn a_report_is_named_by_its_year() {
    assert_eq!(words("published its 2018 annual report"), [("2018".to_string(), Role::Report { year: 2018 })]);
}

#[test]
fn roles_follow_from_the_words_before() {
    let role = |text: &str| words(text).into_iter().map(|(_, role)| role).collect::<Vec<_>>();
    assert_eq!(role("up from 300 in 2017"), [Role::Comparison]);
    assert_eq!(role("more than 900 migrants in 2019"), [Role::Event]);
    assert_eq!(role("people from 34 countries in 2019"), [Role::Event]);
    assert_eq!(role("fewer than the 700 excluded in 2019"), [Role::Comparison]);
    assert_eq!(role("compared with the same period last year"), [Role::Comparison]);
    assert_eq!(role("deported since 2014"), [Role::Since]);
    assert_eq!(role("the minister told reporters in Abuja on Sunday"), [Role::Said]);
    assert_eq!(role("the department yesterday reported that"), [Role::Said]);
    assert_eq!(role("PHNOM PENH, July 17, 2020 — Police arrested 12"), [Role::Said]);
    assert_eq!(role("police arrested 12 people on Sunday"), [Role::Event]);
}

#[test]
fn labels_of_tables() {
    let v = Vocabulary::builtin();
    let month = |y: i16, m: u8| Some(PeriodExpr::date(Some(y), Some(m), None));
    for text in [
        "Jan-19",
        "Jan 2019",
        "2019M01",
        "2019-01",
        "01/2019",
        "January 2019",
        "janv. 2019",
        "Enero 2019",
        "Jan '19",
        "2019 Jan",
        "M01 2019",
        "Jan.2019",
    ] {
        let found = label(text, v);
        let within =
            Some(PeriodExpr::year(2019).within(Part::Calendar(Calendar { year: None, month: Some(1), day: None })));
        assert!(found == month(2019, 1) || found == within, "{text}: {found:?}");
    }
    let quarter = Some(PeriodExpr::year(2020).within(Part::Nth(Unit::Quarter, 1)));
    for text in [
        "Q1 2020",
        "T1 2020",
        "2020 Q1",
        "2020Q1",
        "2020-Q1",
        "Q1-2020",
        "1st quarter 2020",
        "First Quarter of 2020",
        "1er trimestre 2020",
        "Q1/2020",
        "1Q 2020",
        "Quarter 1 2020",
        "I trimestre 2020",
    ] {
        assert_eq!(label(text, v), quarter, "{text}");
    }
    let half = Some(PeriodExpr::year(2020).within(Part::Nth(Unit::Half, 1)));
    for text in ["H1 2020", "1st half 2020", "2020 H1", "S1 2020", "2020S1", "First half of 2020"] {
        assert_eq!(label(text, v), half, "{text}");
    }
    let fiscal = |e| Some(PeriodExpr::Fiscal(e));
    for text in ["2019/20", "2019-20", "FY 2019/20", "FY2019-20", "2019–20", "FY 2019-2020", "FY 19/20"] {
        assert_eq!(label(text, v), fiscal(FiscalYear::From(2019)), "{text}");
    }
    for text in ["FY2019", "FY 2019", "FY19", "Fiscal year 2019", "Fiscal Year 2019"] {
        assert_eq!(label(text, v), fiscal(FiscalYear::Named(2019)), "{text}");
    }
    for text in ["2019", "2019p", "2019 (p)", "2019*", "2019 (r)", "Year 2019", "2019 (provisional)", "CY 2019"] {
        assert_eq!(label(text, v), Some(PeriodExpr::year(2019)), "{text}");
    }
    for text in [
        "31 December 2021",
        "as at 31 December 2021",
        "As of 31 Dec 2021",
        "31-Dec-21",
        "2021-12-31",
        "31/12/2021",
        "12/31/2021",
        "31.12.2021",
        "December 31, 2021",
        "2021-12-31 00:00:00",
    ] {
        assert_eq!(label(text, v), Some(PeriodExpr::date(Some(2021), Some(12), Some(31))), "{text}");
    }
    for text in [
        "Year ending Sep 2019",
        "Year ending September 2019",
        "YE Sep 2019",
        "Year to Sep 2019",
        "12 months to September 2019",
    ] {
        assert!(matches!(label(text, v), Some(PeriodExpr::Ending { .. })), "{text}: {:?}", label(text, v));
    }
    for text in
        ["2015-2018", "2014 to June 2020", "Jan-Mar 2020", "January to October", "Jan - Mar 2020", "Jan–Mar 2020"]
    {
        assert!(matches!(label(text, v), Some(PeriodExpr::Range(..))), "{text}: {:?}", label(text, v));
    }
    for text in ["January", "Jan", "Q1", "Mai", "Março"] {
        assert!(label(text, v).is_some_and(|e| !e.has_year()), "{text}: {:?}", label(text, v));
    }
    for text in [
        "Total",
        "Chinese",
        "2019 arrests",
        "Arrested",
        "403",
        "May Smith",
        "Q",
        "12",
        "1,234",
        "Monday club",
        "",
        "2019/20 change %",
        "First time asylum",
        "M",
        "Second-hand",
        "Male",
        "S",
        "T",
    ] {
        assert_eq!(label(text, v), None, "{text}");
    }
}

#[test]
fn a_month_takes_its_year_from_another_header() {
    let v = Vocabulary::builtin();
    let get = |text: &str| label(text, v).expect("a time");
    assert_eq!(PeriodExpr::combine(&get("2019"), &get("Jan")), Some(PeriodExpr::date(Some(2019), Some(1), None)));
    assert_eq!(PeriodExpr::combine(&get("2019"), &get("Q2")), label("Q2 2019", v));
    assert_eq!(PeriodExpr::combine(&get("2018"), &get("Jan 2019")), label("Jan 2019", v));
    assert!(PeriodExpr::combine(&get("FY2019"), &get("October")).is_some());
    assert_eq!(PeriodExpr::combine(&get("Jan"), &get("Feb")), None);
    assert_eq!(get("2019").as_fiscal(), PeriodExpr::Fiscal(FiscalYear::Named(2019)));
}
