//! What sentences say of when it was.

use crate::extract::article::extract;
use crate::model::{Article, Item, Meta, Span};
use crate::vocabulary::Vocabulary;

/// Value, start and end of each observation of a text of 16 August 2023.
fn periods(text: &str) -> Vec<(f64, String)> {
    let meta = Meta { published: "2023-08-16".parse().ok(), ..Meta::default() };
    let body = Span::new(0, text.len());
    let article = Article { meta, text: text.to_string(), body, file_name: String::new() };
    let period = |o: &crate::model::Observation| match (o.period.start, o.period.end) {
        (Some(start), Some(end)) => format!("{start} {end}"),
        (Some(start), None) => format!("{start} -"),
        _ => String::new(),
    };
    extract(&article, Vocabulary::builtin())
        .iter()
        .filter_map(|item| match item {
            Item::Observation(o) => Some((o.bounds.low.unwrap_or(0.0), period(o))),
            _ => None,
        })
        .collect()
}

#[test]
fn a_time_of_comparison_stays_with_its_figure() {
    let found = periods("Police arrested 639 people in 2022, up from 300 in 2021. They deported 44 of them.");
    let year = |y: i32| format!("{y}-01-01 {y}-12-31");
    assert_eq!(found.first(), Some(&(639.0, year(2022))));
    assert!(found.contains(&(300.0, year(2021))), "{found:?}");
    assert!(found.contains(&(44.0, year(2022))), "{found:?}");
}

#[test]
fn a_named_but_unknown_time_leaves_the_figure_open() {
    let found =
        periods("Police arrested 58 smugglers in March 2023. During the festive season they arrested 27 smugglers.");
    assert!(found.contains(&(27.0, String::new())), "{found:?}");
}

#[test]
fn a_lead_takes_the_time_that_is_told_later() {
    let found = periods("Thirteen men have been arrested over drug trafficking.\n\nThe arrests were made on Saturday.");
    assert_eq!(found.first(), Some(&(13.0, "2023-08-12 2023-08-12".to_string())));
}

#[test]
fn an_operation_of_some_days_counts_back_from_its_end() {
    let found = periods("Police arrested 98 traffickers in a four-day sweep that ended on Sunday.");
    assert_eq!(found.first(), Some(&(98.0, "2023-08-10 2023-08-13".to_string())));
}

#[test]
fn figures_that_share_the_times_out_keep_their_own() {
    let found = periods("Police deported six migrants in January, 12 in February and 19 in March.");
    assert!(found.contains(&(12.0, "2023-02-01 2023-02-28".to_string())), "{found:?}");
    assert!(found.contains(&(19.0, "2023-03-01 2023-03-31".to_string())), "{found:?}");
}

#[test]
fn what_is_planned_does_not_have_the_time_of_the_plan() {
    let found = periods("Police on Monday took steps to deport 31 smugglers.");
    assert_eq!(found.first(), Some(&(31.0, String::new())));
}

#[test]
fn a_separate_raid_has_not_the_time_of_the_one_before() {
    let found = periods("On 7 July police arrested 12 smugglers; in a separate raid 17 smugglers were arrested.");
    assert!(found.contains(&(17.0, String::new())), "{found:?}");
}

#[test]
fn the_day_of_saying_is_not_the_day_of_the_event() {
    let found = periods("Police arrested 98 traffickers in July, the minister told reporters on Monday.");
    assert_eq!(found.first(), Some(&(98.0, "2023-07-01 2023-07-31".to_string())));
}

#[test]
fn those_who_are_at_large_have_no_time_of_an_event() {
    let found = periods("On 7 July police arrested 12 drug smugglers. Three more smugglers are still at large.");
    assert_eq!(found, [(12.0, "2023-07-07 2023-07-07".to_string()), (3.0, String::new())], "{found:?}");
}

#[test]
fn since_one_day_and_by_another_is_from_the_one_to_the_other() {
    let found = periods(
        "The number of migrants deported since Thursday had risen to 1,225 by Saturday evening. \
         Since 1 May officers have caught 98 smugglers as of the end of July.",
    );
    assert_eq!(found.first(), Some(&(1225.0, "2023-08-10 2023-08-12".to_string())), "{found:?}");
    assert_eq!(found.get(1), Some(&(98.0, "2023-05-01 2023-07-31".to_string())), "{found:?}");
}

#[test]
fn the_time_of_a_part_is_not_that_of_the_whole() {
    let text = "In 2022 police broke up 332 gangs. Police arrested 98 smugglers, among them 24 who landed on Monday; 12 migrants were deported.";
    let found = periods(text);
    assert!(!found.contains(&(98.0, "2023-08-14 2023-08-14".to_string())), "{found:?}");
    let found =
        periods("In 2022 police caught 332 smugglers, of whom 37 in December alone, and arrested 1,124 migrants.");
    assert!(found.contains(&(1124.0, "2022-01-01 2022-12-31".to_string())), "{found:?}");
}

#[test]
fn the_time_of_the_next_figure_is_its_own() {
    let found = periods(
        "In 2022 police arrested 302 smugglers, 69 of them Poles, and in the record year of 2021 more than 520 smugglers.",
    );
    assert!(found.contains(&(69.0, "2022-01-01 2022-12-31".to_string())), "{found:?}");
    assert!(found.contains(&(520.0, "2021-01-01 2021-12-31".to_string())), "{found:?}");
}

#[test]
fn a_time_behind_a_semicolon_or_in_another_brackets_is_another() {
    let found =
        periods("In March police arrested 389 smugglers, 352 of whom were Poles; in May they arrested 161 smugglers.");
    assert!(found.contains(&(352.0, "2023-03-01 2023-03-31".to_string())), "{found:?}");
    let found = periods("Police arrested 418 smugglers last year (2021: 384) and deported 190 migrants.");
    assert!(found.contains(&(190.0, "2022-01-01 2022-12-31".to_string())), "{found:?}");
}

#[test]
fn what_had_happened_before_does_not_date_the_event() {
    let found =
        periods("On 7 July police arrested six kidnappers and rescued 12 women who had been kidnapped on Monday.");
    assert!(found.contains(&(12.0, "2023-07-07 2023-07-07".to_string())), "{found:?}");
    let found = periods("The operation, which took place in July 2022, led to the arrest of 11 smugglers.");
    assert_eq!(found, [(11.0, "2022-07-01 2022-07-31".to_string())]);
}

#[test]
fn what_adds_up_lasts_or_recurs_has_not_the_time_of_an_event() {
    let none = String::new();
    let found = periods(
        "On Monday two smugglers were jailed, which brings to 10 the number of smugglers convicted in the case.",
    );
    assert!(found.contains(&(10.0, none.clone())), "{found:?}");
    let found = periods("On 7 July police arrested 12 smugglers. Eight smugglers have since been deported.");
    assert!(found.contains(&(8.0, none.clone())), "{found:?}");
    let found = periods(
        "On 7 July police arrested 12 traffickers. Some 900 women are trafficked out of the country every year.",
    );
    assert!(!found.contains(&(900.0, "2023-07-07 2023-07-07".to_string())), "{found:?}");
}

#[test]
fn a_year_that_is_compared_is_the_year_told_of() {
    let found = periods(
        "In 2022 police arrested 639 smugglers. In September 2022 they deported 74 migrants. Smugglers were charged in 287 cases, down 6.2 percent from the previous year.",
    );
    assert!(found.contains(&(287.0, "2022-01-01 2022-12-31".to_string())), "{found:?}");
}

#[test]
fn what_was_found_on_the_premises_was_found_in_the_raid() {
    let found = periods(
        "Police arrested 12 smugglers on Monday. Between 2020 and 2022 the smugglers trafficked 300 women. On the premises police seized 44 passports.",
    );
    assert!(found.contains(&(44.0, "2023-08-14 2023-08-14".to_string())), "{found:?}");
}

#[test]
fn what_holds_now_is_of_no_event() {
    let found = periods("On 7 July police arrested 12 smugglers. At present 149 smugglers are being charged.");
    assert!(found.contains(&(149.0, String::new())), "{found:?}");
}

#[test]
fn a_part_is_of_the_time_of_its_whole() {
    let found = periods(
        "A court jailed seven smugglers on Monday. Of the seven, four smugglers brought 190 migrants between October 2021 and March 2023.",
    );
    assert!(!found.iter().any(|(v, p)| *v == 4.0 && p.starts_with("2021")), "{found:?}");
}

#[test]
fn a_time_that_heads_a_line_is_its_figures() {
    let found = periods(
        "Police arrested smugglers in July. Drugs seized:\n\n- 2021: 55 kg of heroin was seized\n\n- January to June 2023: 41 kg of heroin was seized",
    );
    assert!(found.contains(&(55.0, "2021-01-01 2021-12-31".to_string())), "{found:?}");
    assert!(found.contains(&(41.0, "2023-01-01 2023-06-30".to_string())), "{found:?}");
}

#[test]
fn a_level_from_which_a_number_climbed_is_of_the_year_before() {
    let found =
        periods("In 2022 arrests for drug trafficking climbed to 3,912 from 3,540. The law on fraud and theft holds.");
    assert!(found.contains(&(3540.0, "2021-01-01 2021-12-31".into())), "{found:?}");
    let found = periods("From January to June police arrested 68,412 foreigners, against 61,077 a year earlier.");
    assert!(found.contains(&(61077.0, "2022-01-01 2022-06-30".into())), "{found:?}");
}

#[test]
fn the_time_behind_the_verb_is_the_figure_s() {
    let text = "Three men who tried to fly 21 rhino horns to Hanoi were jailed on Monday for smuggling.";
    assert!(periods(text).contains(&(3.0, "2023-08-14 2023-08-14".into())), "{:?}", periods(text));
    let text = "The court freed two smugglers and remanded the other 31 until October 28.";
    assert!(!periods(text).iter().any(|(_, p)| p.contains("10-28")), "{:?}", periods(text));
}

#[test]
fn a_record_goes_on_with_the_year_that_the_text_counts() {
    let text = "Customs seized 900 kg of cocaine in 2022. On Monday officers found 40 kg of heroin.\n\nThe number of drug \
                cases grew to 1,256. Three men were arrested for drug trafficking.";
    assert!(periods(text).contains(&(1256.0, "2022-01-01 2022-12-31".into())), "{:?}", periods(text));
}

#[test]
fn what_a_crime_brought_about_is_not_of_the_day_of_the_verdict() {
    let found =
        periods("A court on Monday sentenced nine men for running a fraud in which 6,200 victims lost $35 million.");
    assert_eq!(found.first(), Some(&(9.0, "2023-08-14 2023-08-14".to_string())));
    assert!(found.iter().skip(1).all(|(_, p)| p.is_empty()), "{found:?}");
}

#[test]
fn a_count_goes_on_from_its_beginning() {
    let found =
        periods("Under a drive that was launched on May 2, police had by the end of July arrested 1,106 smugglers.");
    assert_eq!(found, [(1106.0, "2023-05-02 2023-07-31".to_string())]);
    let found = periods("The drive was launched on May 2. Since it began 320 smugglers have been arrested.");
    assert_eq!(found, [(320.0, "2023-05-02 2023-08-16".to_string())]);
}

#[test]
fn a_time_set_against_two_figures_is_that_of_both() {
    let found =
        periods("In 2022 police charged 141 smugglers in 29 cases, as against 88 smugglers in 17 cases in 2021.");
    assert!(found.contains(&(88.0, "2021-01-01 2021-12-31".to_string())), "{found:?}");
    assert!(found.contains(&(141.0, "2022-01-01 2022-12-31".to_string())), "{found:?}");
}

#[test]
fn what_had_been_before_is_no_time_of_what_follows() {
    let found = periods(
        "From January to June police arrested 341 smugglers. In the first half of 2022 the number had been 280. Over the six \
         months 23 smugglers were killed.",
    );
    assert!(found.contains(&(23.0, "2023-01-01 2023-06-30".to_string())), "{found:?}");
}

#[test]
fn the_weekend_of_a_date_is_both_its_days() {
    let found = periods("Police arrested 18 smugglers over the weekend of June 17 and 18.");
    assert_eq!(found, [(18.0, "2023-06-17 2023-06-18".to_string())]);
}

#[test]
fn what_still_holds_has_no_time_of_what_was() {
    let found = periods("Police arrested nine smugglers on Monday. They are looking for eight more smugglers.");
    assert_eq!(found, [(9.0, "2023-08-14 2023-08-14".to_string()), (8.0, String::new())]);
}

#[test]
fn a_report_goes_on_with_its_year_behind_a_single_case() {
    let text = "The customs service seized 4,200 kg of cocaine in 2022, it said in its annual report.\n\n\
                The largest find was made in March, when 613 kg were seized in a truck.\n\n\
                A total of 1,940 people were arrested over drugs.";
    let found = periods(text);
    assert!(found.contains(&(1940.0, "2022-01-01 2022-12-31".to_string())), "{found:?}");
}

#[test]
fn what_is_taken_is_of_the_raid_that_was_told_of() {
    let text = "Police detained 1,204 foreigners in 2022.\n\nOn Monday officers raided a flat and arrested 14 men. They \
                seized 31 phones.";
    let found = periods(text);
    assert!(found.contains(&(31.0, "2023-08-14 2023-08-14".to_string())), "{found:?}");
}

#[test]
fn this_year_goes_as_far_as_the_text_counts() {
    let text = "From January to July the police arrested 612 smugglers. Of this year's arrests 41 were of women.";
    assert!(periods(text).contains(&(41.0, "2023-01-01 2023-07-31".to_string())));
}

#[test]
fn what_is_planned_may_be_of_today_and_of_all_of_this_year() {
    let text = "The agency intends to deport 40 migrants this year. Three men will be charged with smuggling today.";
    let found = periods(text);
    assert!(found.contains(&(40.0, "2023-01-01 2023-12-31".to_string())), "{found:?}");
    assert!(found.contains(&(3.0, "2023-08-16 2023-08-16".to_string())), "{found:?}");
}

#[test]
fn a_line_of_place_and_day_is_no_time_of_what_happened() {
    for dateline in
        ["VIENTIANE, 16 August 2023\n\n", "COX'S BAZAR, 16 August 2023 - ", "RABAT, 16 August 2023 (Agency) - "]
    {
        let found = periods(&format!("{dateline}Police arrested 98 smugglers."));
        assert_eq!(found, [(98.0, String::new())], "{dateline}");
    }
}

#[test]
fn a_thing_has_the_time_of_its_own_relative_clause() {
    let text =
        "Three men were jailed on Monday for trafficking 111 kilos of heroin, which was seized in 2019 from a dhow.";
    assert!(periods(text).contains(&(111.0, "2019-01-01 2019-12-31".to_string())));
}

#[test]
fn a_joint_opens_the_time_of_the_next() {
    let text = "In November police caught 1,080 smugglers and in December just 311.";
    assert!(periods(text).contains(&(311.0, "2022-12-01 2022-12-31".to_string())));
}
