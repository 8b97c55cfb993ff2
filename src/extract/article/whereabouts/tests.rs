//! What sentences say of where it was.

use crate::extract::article::extract;
use crate::model::{Article, Item, Meta, Span};
use crate::vocabulary::Vocabulary;

/// Value, country and place of each observation.
fn wheres(text: &str) -> Vec<(f64, String, String)> {
    let body = Span::new(0, text.len());
    let article = Article { meta: Meta::default(), text: text.to_string(), body, file_name: String::new() };
    extract(&article, Vocabulary::builtin())
        .iter()
        .filter_map(|item| match item {
            Item::Observation(o) => {
                Some((o.bounds.low.unwrap_or(0.0), o.series.country.to_string(), o.series.place.to_string()))
            }
            _ => None,
        })
        .collect()
}

fn row(value: f64, country: &str, place: &str) -> (f64, String, String) {
    (value, country.to_string(), place.to_string())
}

#[test]
fn the_place_of_the_clause_gives_place_and_country() {
    let found = wheres("Police arrested 29 foreigners at a resort in Silang, Cavite, on Friday.");
    assert_eq!(found, [row(29.0, "PH", "Silang")]);
}

#[test]
fn a_list_of_places_gives_none_of_them() {
    let found = wheres("Police arrested 46 foreigners in Kratie, Kandal and Takeo provinces on Friday.");
    assert_eq!(found, [row(46.0, "KH", "")]);
}

#[test]
fn where_somebody_spoke_is_not_where_it_happened() {
    let found = wheres(
        "ABUJA – Nigerian police arrested 51 foreigners over internet fraud, a spokesman said in Abuja on Sunday.",
    );
    assert_eq!(found, [row(51.0, "NG", "")]);
}

#[test]
fn here_is_the_place_of_the_dateline() {
    let found = wheres("DENGKIL: Immigration officers arrested 309 migrants at a settlement here on Monday.");
    assert_eq!(found, [row(309.0, "MY", "Dengkil")]);
}

#[test]
fn the_country_that_heads_a_paragraph_is_its_country() {
    let found = wheres(
        "ACCRA — Crime news in brief:\n\nGHANA — Police arrested 46 men over fraud.\n\nMALI — Police arrested 58 men over fraud.",
    );
    assert_eq!(found, [row(46.0, "GH", ""), row(58.0, "ML", "")]);
}

#[test]
fn the_seat_of_a_body_of_several_countries_is_not_where_it_happened() {
    let found = wheres("LYON, France – An operation against fraud has led to 260 arrests, Interpol announced.");
    assert_eq!(found, [row(260.0, "", "")]);
}

fn country_of(text: &str, value: f64) -> String {
    wheres(text).into_iter().find(|(v, ..)| *v == value).map_or("none".to_string(), |(_, country, _)| country)
}

#[test]
fn who_acted_or_sent_them_says_where() {
    for (text, value, country) in [
        ("Since 2024 2,346 citizens were expelled by Cambodia for illegal work, and 38 were charged.", 2346.0, "KH"),
        ("In Panama 299 migrants have been deported from the United States over drug trafficking.", 299.0, "US"),
        ("The Judiciary Police of Macau say that they arrested 214 suspects over fraud.", 214.0, "MO"),
        ("Several hundred were freed, and 40 smugglers were arrested by American agents.", 40.0, "US"),
        ("A smuggler was sought, and 12 smugglers were caught on the Costa Rican side of the border.", 12.0, "CR"),
        (
            "Over people smuggling 44 migrants were killed in two shipwrecks off Djibouti and 12 smugglers arrested.",
            44.0,
            "DJ",
        ),
        ("Officers deported 170 migrants from Saudi Arabia, the United Arab Emirates and Oman over fraud.", 170.0, ""),
        ("Police registered 7,628 cases of fraud in ten countries and arrested smugglers of drugs.", 7628.0, ""),
        ("The ministry has deported 192 smugglers from Southeast Asia.", 192.0, ""),
    ] {
        let found = country_of(text, value);
        assert!(found == country, "{found} in {:?}: {text}", wheres(text));
    }
}

#[test]
fn a_town_right_behind_the_border_is_in_its_own_country() {
    let text = "BANGKOK — Thai police said that 40 scammers were arrested in Myawaddy and 12 in Mae Sot over fraud.";
    assert_eq!(country_of(text, 40.0), "MM");
    // A namesake far away is not meant.
    let text = "PORT MORESBY — Papua New Guinea police arrested 14 smugglers of drugs in Ica.";
    assert_eq!(country_of(text, 14.0), "PG");
}

#[test]
fn where_somebody_hoped_to_be_or_came_from_is_not_where_it_happened() {
    for text in [
        "MANILA: Officers arrested 82 smugglers who had promised victims jobs in Oman.",
        "MANILA: Officers arrested 40 smugglers, all of them students from India, on Monday.",
        "MANILA: Officers arrested 15 smugglers; their relatives live in Oman.",
    ] {
        assert_eq!(wheres(text).first().map(|(_, c, _)| c.as_str()), Some("PH"), "{text}");
    }
}

#[test]
fn a_sentence_points_to_places_named_before() {
    let found = wheres(
        "JOHOR BARU: Nine parlours in the city were raided on Tuesday and 58 people arrested for prostitution.\n\nSix men \
         were arrested at Changi Airport on Friday for drug trafficking.\n\nTwo women had been arrested at the airport in May.",
    );
    let places: Vec<&str> = found.iter().map(|(_, _, place)| place.as_str()).collect();
    assert_eq!(places, ["Johor Baru", "Changi Airport", "Changi Airport"]);
}

#[test]
fn the_larger_place_beside_one_is_not_where_it_was() {
    let found =
        wheres("Police rescued 219 foreigners from houses at Oyibi, near Accra, where they had been trafficked.");
    assert_eq!(found, [row(219.0, "GH", "Oyibi")]);
}

#[test]
fn the_town_within_the_province_says_it_best() {
    let found = wheres("Police in Riau rescued 27 trafficked women whom a gang had locked up in a warehouse in Dumai.");
    assert_eq!(found, [row(27.0, "ID", "Dumai")]);
}

#[test]
fn each_figure_of_a_sentence_has_its_own_place() {
    let found =
        wheres("Of the smugglers, 41 were arrested near Badavut, 30 were arrested near Bodrum and 22 in Izmir.");
    assert_eq!(found, [row(41.0, "TR", "Badavut"), row(30.0, "TR", "Bodrum"), row(22.0, "TR", "Izmir")]);
}

#[test]
fn the_office_of_who_speaks_is_not_where_it_was() {
    let found =
        wheres("In April 93 Indonesians were arrested for fraud, according to the Indonesian Embassy in Phnom Penh.");
    assert_eq!(found.iter().map(|(_, _, place)| place.as_str()).collect::<Vec<_>>(), [""]);
}

#[test]
fn a_body_by_the_name_of_its_place_gives_it_where_it_acts() {
    let found = wheres("The Colombo High Court on Tuesday sentenced three traffickers to ten years in prison.");
    assert_eq!(found.first(), Some(&row(3.0, "LK", "Colombo")));
    let found =
        wheres("The Ontario Provincial Police (OPP) announced on Tuesday that 23 people were arrested for fraud.");
    assert_eq!(found.iter().map(|(_, _, place)| place.as_str()).collect::<Vec<_>>(), [""]);
}

#[test]
fn who_was_moved_is_counted_where_he_left() {
    let found = wheres("On Tuesday 260 trafficking victims were flown home from Mae Sot.");
    assert_eq!(found, [row(260.0, "TH", "Mae Sot")]);
}

#[test]
fn the_capital_is_the_town_of_the_dateline_where_nothing_else_is_told() {
    let found = wheres(
        "PHNOM PENH — Police arrested 14 smugglers in Sihanoukville. A further 12 smugglers were arrested in the capital.",
    );
    assert_eq!(found.last().map(|(_, _, place)| place.as_str()), Some("Phnom Penh"));
}

#[test]
fn a_name_may_hold_an_apostrophe() {
    let found = wheres("Police in Cox's Bazar arrested 12 smugglers.");
    assert_eq!(found, [row(12.0, "BD", "Cox's Bazar")]);
}

/// The countries of the figures of a text.
fn countries(text: &str) -> Vec<String> {
    wheres(text).into_iter().map(|(_, country, _)| country).collect()
}

#[test]
fn who_hands_over_behind_a_dateline_says_where_they_left() {
    assert_eq!(countries("NIAMEY — Algeria has expelled 8,086 migrants to Niger since April."), ["DZ"]);
    let text = "BEIJING — Myanmar handed over 41 smugglers to Chinese police at the Qingshuihe port of entry.";
    assert_eq!(countries(text), ["MM"]);
    assert_eq!(countries("JAKARTA — Indonesia repatriated 112 of its citizens from Cambodia after a raid."), ["KH"]);
    // A place that no list knows lies where the agency is.
    assert_eq!(countries("DHAKA — Malaysian authorities detained 96 Bangladeshis in a raid in Nilaioo."), ["MY"]);
}

#[test]
fn agencies_and_operations_of_several_countries_give_none() {
    assert_eq!(countries("BELGRADE — Serbian and Bosnian police arrested 14 smugglers on Monday."), [""]);
    assert_eq!(countries("Qatar and three other countries deported 940 Nepalis."), [""]);
    let text = "LIMA — An operation against smugglers in 12 countries ended with 214 arrests, Interpol announced on \
                Thursday.\n\nOfficers also rescued 98 children. Police in Peru praised it, and Peruvian prosecutors did.";
    assert_eq!(countries(text), ["", ""]);
}

#[test]
fn adjectives_say_where_borders_and_courts_are() {
    assert_eq!(countries("Eight smugglers were arrested in a Thai prison."), ["TH"]);
    let text = "ISLAMABAD — Forty Pakistanis drowned off the coast of Morocco. Police arrested two people smugglers.";
    assert_eq!(countries(text).first().map(String::as_str), Some("MA"));
}

#[test]
fn a_country_may_be_its_own_dateline_and_is_told_by_its_money() {
    let abroad = "It is as bad in Malaysia, Malaysian police say. Taiwan and Taiwanese police know of such cases.";
    let text = format!("SINGAPORE — The police arrested 214 scammers.\n\n{abroad}");
    assert_eq!(countries(&text), ["SG"]);
    let text = "Police arrested 21 smugglers. Each paid Tk 12 lakh for a boat, Tk 5 lakh for a guide and Tk 4 lakh for food. They \
                sell land at Tk 90,000 and more to go to Libya.";
    assert_eq!(countries(text).first().map(String::as_str), Some("BD"));
}
