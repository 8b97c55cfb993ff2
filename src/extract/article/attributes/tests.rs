//! What sentences say of the offences of their figures.

use crate::extract::article::extract;
use crate::model::{Article, Item, Meta, Span};
use crate::vocabulary::Vocabulary;

/// Value, offences and the rule that gave them, of each observation of a text.
fn offences(text: &str) -> Vec<(f64, String, &'static str)> {
    let meta = Meta { published: "2023-08-16".parse().ok(), ..Meta::default() };
    let body = Span::new(0, text.len());
    let article = Article { meta, text: text.to_string(), body, file_name: String::new() };
    let rule =
        |o: &crate::model::Observation| o.reasons.iter().find(|r| r.attribute == "offences").map_or("", |r| r.rule);
    extract(&article, Vocabulary::builtin())
        .iter()
        .filter_map(|item| match item {
            Item::Observation(o) => Some((o.bounds.low.unwrap_or(0.0), o.series.offences.to_string(), rule(o))),
            _ => None,
        })
        .collect()
}

fn of(text: &str, value: f64) -> (String, &'static str) {
    let all = offences(text);
    let found = all.iter().find(|(v, ..)| *v == value);
    found.map(|(_, o, r)| (o.clone(), *r)).unwrap_or_else(|| panic!("no {value} in {all:?}"))
}

#[test]
fn an_aside_about_some_does_not_cut_the_offence_off() {
    let text = "Police arrested 88 foreigners, 15 of them women, over illegal online gambling on Monday.";
    assert_eq!(of(text, 88.0).0, "online_gambling");
    assert_eq!(of(text, 15.0).0, "online_gambling");
}

#[test]
fn each_member_of_a_list_has_its_own_offence() {
    let text = "Police made 60 arrests, 40 for illegal entry and 20 for overstaying.";
    assert_eq!(of(text, 40.0).0, "illegal_entry");
    assert_eq!(of(text, 20.0).0, "overstay");
}

#[test]
fn an_offence_behind_a_list_is_said_of_all_members() {
    let text = "Police arrested 20 Chinese, 11 Malaysians and three Thais for drug trafficking.";
    assert_eq!(of(text, 20.0), ("drug_trafficking".into(), "offence behind the list"));
}

#[test]
fn a_list_names_the_wider_offence_for_itself() {
    let text = "Police deported 94 migrants for illegal residence and illegal employment.";
    assert_eq!(of(text, 94.0).0, "illegal_work+immigration_offence");
}

#[test]
fn a_body_called_after_an_offence_gives_none() {
    let text = "The Transnational Organised Crime Unit arrested 19 men in Bonn on Friday.";
    assert_eq!(of(text, 19.0).0, "");
}

#[test]
fn a_denied_offence_is_none_and_nothing_is_inherited() {
    let text = "Police arrested 30 foreigners for illegal entry. They arrested another 12 on other grounds.";
    assert_eq!(of(text, 12.0).0, "");
}

#[test]
fn suspects_are_suspected_of_what_went_before() {
    let text = "Police arrested 30 men for human trafficking in May. In June 17 suspects were arrested in Lviv.";
    assert_eq!(of(text, 17.0), ("human_trafficking".into(), "as what went before"));
}

#[test]
fn the_same_charges_are_those_named_before() {
    let text =
        "A court jailed nine Chinese for money laundering. Last month it jailed 14 Vietnamese on the same charges.";
    assert_eq!(of(text, 14.0), ("money_laundering".into(), "the offence named before"));
}

#[test]
fn a_later_statement_of_the_same_people_fills_the_first() {
    let text =
        "Police will expel 21 Chinese citizens. The 21 were detained in a flat after entering the country illegally.";
    assert_eq!(of(text, 21.0).0, "illegal_entry");
}

#[test]
fn things_carry_only_an_offence_of_their_own() {
    let text = "Police arrested 12 men for drug trafficking and seized 40 phones and 30 forged passports.";
    assert_eq!(of(text, 40.0).0, "");
    assert_eq!(of(text, 30.0).0, "forgery");
}

#[test]
fn what_was_done_to_the_arrested_is_not_their_offence() {
    let text = "Police arrested 24 people who had been trafficked from Ghana.";
    assert_eq!(of(text, 24.0).0, "");
}

#[test]
fn cases_of_it_are_of_what_the_paragraph_is_about() {
    let text = "Police arrested 12 men in May.\n\nHuman trafficking is on the wane. Uganda recorded 1,006 cases of it in 2023, with 1,820 victims.";
    assert_eq!(of(text, 1006.0).0, "human_trafficking");
    assert_eq!(of(text, 1820.0).0, "human_trafficking");
}

#[test]
fn a_drug_taken_from_couriers_is_of_their_offence() {
    let text = "Three foreigners were arrested for drug trafficking and 17 kg of hashish was seized.";
    assert_eq!(of(text, 17.0).0, "drug_trafficking");
}

#[test]
fn what_victims_were_made_to_do_is_not_theirs() {
    let text = "Police rescued 23 victims of human trafficking who had been made to cheat people over the internet.";
    assert_eq!(of(text, 23.0).0, "human_trafficking");
}

#[test]
fn a_verb_makes_an_offence_of_its_object() {
    let text = "A court jailed nine men for their parts in bringing methamphetamine ashore.";
    assert_eq!(of(text, 9.0).0, "drug_trafficking");
    let text = "Two boatmen were arrested for having ferried 11 Chinese over the river at night.";
    assert_eq!(of(text, 2.0).0, "people_smuggling");
    let text = "Police arrested three men on suspicion of smuggling cigarettes and perfumes.";
    assert_eq!(of(text, 3.0).0, "other");
    let text = "Police arrested three men who crossed the sea from Algeria in speedboats carrying phones.";
    assert_eq!(of(text, 3.0).0, "");
}

#[test]
fn what_an_offence_is_done_with_is_no_other_offence() {
    let text = "In all 183 people were arrested on suspicion of laundering the takings of swindlers.";
    assert_eq!(of(text, 183.0).0, "money_laundering");
    let text = "A court charged 41 men with transporting undocumented migrants.";
    assert_eq!(of(text, 41.0).0, "people_smuggling");
    let text = "Police arrested 94 people for forging visas and overstaying.";
    assert_eq!(of(text, 94.0).0, "forgery+overstay");
}

#[test]
fn courts_and_victims_are_of_the_event_that_the_text_tells() {
    let text = "Police said they had broken up a ring that ran telephone scams. They detained 46 people in an office.\n\n\
        The ring has had 140 victims. Nine people were sentenced last month.";
    assert_eq!(of(text, 46.0).0, "telecom_scam");
    assert_eq!(of(text, 140.0).0, "telecom_scam");
    assert_eq!(of(text, 9.0).0, "telecom_scam");
}

#[test]
fn the_means_of_a_fraud_say_which_it_is() {
    let text = "Police arrested 60 Indians over a scam that offered WhatsApp users cash for their likes.";
    assert_eq!(of(text, 60.0).0, "online_scam");
    let text = "Police arrested 12 men who had been swindling pensioners over the telephone.";
    assert_eq!(of(text, 12.0).0, "telecom_scam");
    let text = "Police arrested 12 men over a scam with false gold.";
    assert_eq!(of(text, 12.0).0, "fraud");
}

#[test]
fn a_text_about_one_offence_counts_what_it_leaves_open_for_that() {
    let text = "A ring that smuggled hashish was taken apart by police. Its boats brought hashish from Morocco, and \
        hashish trafficking is on the rise.\n\nIn the raids 21 people were arrested. In March 30 men had been arrested.";
    assert_eq!(of(text, 21.0).0, "drug_trafficking");
    assert_eq!(of(text, 30.0).0, "drug_trafficking");
}

#[test]
fn another_event_takes_nothing_over() {
    let text =
        "Police arrested 30 men for online gambling on Monday.\n\nIn a separate case 12 people were arrested in Bonn.";
    assert_eq!(of(text, 12.0).0, "");
    let text = "Police arrested 30 men for illegal work on Monday. In the first seven months of 2023 the office detained 137 foreigners.";
    assert_eq!(of(text, 137.0).0, "");
    let text =
        "Police arrested 30 men for online gambling on Monday. In the fire at the port three people were killed.";
    assert_eq!(of(text, 3.0).0, "");
}

#[test]
fn a_list_of_offences_with_a_number_behind_each() {
    let text = "The 187 arrests were made in May. Theft made up 96 of the arrests, fraud 51 and bodily harm 40.";
    assert_eq!(of(text, 51.0).0, "fraud");
    assert_eq!(of(text, 40.0).0, "assault");
}

#[test]
fn what_a_text_denies_is_denied() {
    let meta = Meta { published: "2023-08-16".parse().ok(), ..Meta::default() };
    let text = "The ministry on Sunday denied that 200 workers had been arrested for working without permits.";
    let body = Span::new(0, text.len());
    let article = Article { meta, text: text.to_string(), body, file_name: String::new() };
    let denied = extract(&article, Vocabulary::builtin()).iter().any(|item| {
        matches!(item, Item::Observation(o) if o.series.modality == crate::model::Modality::Denied && o.period.start.is_none())
    });
    assert!(denied);
}

#[test]
fn migrants_in_a_lorry_are_being_smuggled() {
    let text = "Border guards arrested 29 migrants, crammed behind pallets of peat, in a lorry on Monday.";
    assert_eq!(of(text, 29.0).0, "people_smuggling");
    let text = "Officers rescued 123 migrants, 34 of them children, from the sealed box of a tractor-trailer \
                and arrested its driver. Two men were charged with fraud.";
    assert_eq!(of(text, 123.0).0, "people_smuggling");
    let text = "Police arrested two men with 40 kg of cocaine hidden in a lorry over drug trafficking.";
    assert_eq!(of(text, 2.0).0, "drug_trafficking");
}

#[test]
fn things_are_of_the_offence_that_they_were_used_for() {
    let text = "Officers arrested 12 drivers and impounded 38 vehicles that were used to smuggle migrants.";
    assert_eq!(of(text, 38.0).0, "people_smuggling");
}

#[test]
fn the_items_of_a_list_go_on_with_the_sentence_before_it() {
    let text = "Police arrested 60 people for migrant smuggling on Monday. The action day led to:\n\n- 18 arrests in Bonn;\n\n\
                - 41 searches.";
    assert_eq!(of(text, 18.0).0, "people_smuggling");
    assert_eq!(of(text, 41.0).0, "people_smuggling");
}

#[test]
fn smugglers_smuggle_what_their_text_speaks_of() {
    let text = "Soldiers arrested four drug smugglers with 4.6 million methamphetamine pills. Last year 31 smugglers were \
                caught.";
    assert_eq!(of(text, 31.0).0, "drug_trafficking");
    let text = "Guards stopped a boat with 40 migrants on Monday and arrested 31 smugglers.";
    assert_eq!(of(text, 31.0).0, "people_smuggling");
}

#[test]
fn a_clause_with_a_subject_of_its_own_says_nothing_of_those_before() {
    let text =
        "Inspectors caught 63 overstayers in two cities, and fines were imposed on firms that hired illegal workers.";
    assert_eq!(of(text, 63.0).0, "overstay");
    let text = "Police arrested 12 Thais for fraud, including a man who is wanted for homicide.";
    assert_eq!(of(text, 12.0).0, "fraud");
}

#[test]
fn a_pronoun_is_what_was_told_of_before() {
    let text = "Guards caught 73 Haitians together with two Danes accused of smuggling them.";
    assert_eq!(of(text, 2.0).0, "people_smuggling");
    let text = "Customs seized 262 cigarettes and arrested 19 people for smuggling them.";
    assert_eq!(of(text, 19.0).0, "other");
}

#[test]
fn inspections_are_not_for_what_they_find() {
    let text = "Inspectors carried out 940 checks and arrested 27 foreigners who were working without permits.";
    assert_eq!(of(text, 940.0).0, "");
    let text = "Police carried out 14 raids and arrested 27 people on suspicion of extortion.";
    assert_eq!(of(text, 14.0).0, "extortion");
}

#[test]
fn what_people_carry_makes_them_couriers() {
    let text = "Police arrested two women with 5.3 kg of cocaine in their luggage on Monday.";
    assert_eq!(of(text, 2.0).0, "drug_trafficking");
    let text = "Police arrested six men with 96 blocks of cannabis on Monday.";
    assert_eq!(of(text, 6.0).0, "drug_offence");
}

#[test]
fn an_offence_that_opens_a_clause_is_of_the_amount_behind_it() {
    let text = "Police arrested 900 foreigners. Illegal work was the reason in 214 arrests and overstaying in 66.";
    assert_eq!(of(text, 214.0).0, "illegal_work");
    assert_eq!(of(text, 66.0).0, "overstay");
}

#[test]
fn the_name_of_a_body_says_what_it_fights() {
    let text = "The Anti-Kidnapping Group arrested nine Thais in a house on Monday.";
    assert_eq!(of(text, 9.0), ("kidnapping".into(), "what the body fights"));
}

#[test]
fn similar_scams_are_of_the_kind_told_before() {
    let text =
        "Police arrested 50 Thais over online scams. Last year 63 Danes were arrested for the same kind of scam.";
    assert_eq!(of(text, 63.0).0, "online_scam");
}

#[test]
fn a_drug_and_its_worth_are_of_one_offence() {
    let text =
        "Police seized 38 kg of cocaine, worth about $4,000,000, and arrested five men on charges of drug smuggling.";
    assert_eq!(of(text, 38.0).0, "drug_trafficking");
    assert_eq!(of(text, 4_000_000.0).0, "drug_trafficking");
    let text = "Police arrested two men for drug trafficking. In a mill they seized 620 kg of hashish.";
    assert_eq!(of(text, 620.0).0, "");
}

#[test]
fn what_stands_behind_things_is_said_of_those_who_had_them() {
    let text = "The navy arrested 22 fishermen and seized two trawlers off the island on Tuesday for poaching.";
    assert_eq!(of(text, 22.0).0, "other");
}

#[test]
fn a_verb_of_cheating_is_of_the_kind_that_the_text_tells() {
    let text = "Police raided a call centre from which pensioners were defrauded over the telephone. The 12 people arrested \
                there had duped 300 Germans.";
    assert_eq!(of(text, 300.0).0, "telecom_scam");
}

#[test]
fn who_is_rescued_is_a_victim_of_what_the_event_is_about() {
    let text =
        "Police broke up a human trafficking syndicate. Nine women from Laos were rescued. Three men were arrested.";
    assert_eq!(of(text, 9.0).0, "human_trafficking");
    assert_eq!(of(text, 3.0).0, "human_trafficking");
}

#[test]
fn a_site_or_a_centre_tells_what_is_done_there() {
    let text = "Police shut down a gambling website in Udon Thani. Sixteen Chinese were arrested.";
    assert_eq!(of(text, 16.0).0, "online_gambling");
}

#[test]
fn offences_in_brackets_and_changes_have_their_own() {
    let text = "Theft was the most frequent offence with 1,203 cases, followed by assault (804) and fraud (611).";
    assert_eq!(of(text, 804.0).0, "assault");
    assert_eq!(of(text, 611.0).0, "fraud");
    let text = "Police recorded 412 crimes. Drug cases rose by 12 per cent, fraud cases fell by 3 per cent.";
    assert_eq!(of(text, 12.0).0, "drug_offence");
    assert_eq!(of(text, 3.0).0, "fraud");
    let text = "The number of Chinese arrested for telecom fraud and online gambling increased by 140 in 2018.";
    assert_eq!(of(text, 140.0).0, "online_gambling+telecom_scam");
}

#[test]
fn a_list_of_offences_is_about_none_of_them() {
    let text =
        "Of the 1,230 foreigners arrested, 410 were held for drug offences, 208 for fraud and the rest for extortion.";
    assert_eq!(of(text, 1230.0).0, "");
    assert_eq!(of(text, 208.0).0, "fraud");
}

#[test]
fn who_is_held_where_a_drug_is_found_is_held_over_it() {
    let text = "Guards came upon 204 kilograms of marijuana in a lorry and arrested two Ukrainians.";
    assert_eq!(of(text, 2.0), ("drug_offence".into(), "held over the drug"));
}

#[test]
fn a_thing_that_nothing_counts_is_what_they_were_fined_for() {
    let text = "Three Malawian women were fined K6,000 for using a forged permit. Police arrested 12 men over robbery.";
    assert_eq!(of(text, 3.0).0, "forgery");
}
