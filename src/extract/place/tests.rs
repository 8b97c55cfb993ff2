use super::*;
use crate::model::Span;
use crate::text::tokenize;

fn names(text: &str) -> Vec<String> {
    let tokens = tokenize(text, Span::new(0, text.len()));
    find(&tokens, text, Vocabulary::builtin()).into_iter().map(|m| m.name).collect()
}

#[test]
fn every_example_of_the_vocabulary_holds() {
    let places = &Vocabulary::builtin().places;
    for example in &places.examples {
        let Some((_, rest)) = example.split_once('[') else { continue };
        let inside = rest.split_once(']').expect("a closing bracket").0.to_string();
        let found = names(&example.replace(['[', ']'], ""));
        assert!(found.contains(&inside), "{example}: found {found:?}");
    }
    for sentence in &places.not {
        assert_eq!(names(sentence), Vec::<String>::new(), "{sentence}");
    }
}

#[test]
fn places_stand_where_places_can() {
    for (text, expected) in [
        ("They were held in the border town of Poipet, in Banteay Meanchey.", vec!["Poipet", "Banteay Meanchey"]),
        ("a villa in Tonpheung district, Bokeo Province", vec!["Tonpheung district", "Bokeo Province"]),
        ("Lao Cai police held four men.", vec!["Lao Cai"]),
        ("PHNOM PENH — Police held four men.", vec!["PHNOM PENH"]),
        ("in Kratie, Kandal and Takeo provinces", vec!["Kratie", "Kandal", "Takeo"]),
        ("a resort in Silang, Cavite", vec!["Silang", "Cavite"]),
        ("a motorway in the district of Hendek", vec!["Hendek"]),
        ("picked up in a slum cluster at Wazirpur", vec!["Wazirpur"]),
        ("on the coast of Queensland", vec!["Queensland"]),
        ("in northern Bangkok on Monday", vec!["Bangkok"]),
    ] {
        assert_eq!(names(text), expected, "{text}");
    }
}

#[test]
fn persons_and_organisations_are_no_places() {
    for text in [
        "Paris Hilton spoke to Jordan Smith.",
        "Police in uniform met the Mayor Boris London.",
        "They study at University of Cambridge.",
        "He was charged in Parliament on Monday in English.",
        "In January 12 Chinese nationals were held.",
        "Colonel Aung Ko Htet of the National Bureau said.",
        "held at ICE",
    ] {
        assert_eq!(names(text), Vec::<String>::new(), "{text}");
    }
}
