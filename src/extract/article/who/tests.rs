//! Who says so in the manners of many newspapers: each paragraph was written for this test.

use super::{Scopes, Who, who};
use crate::model::{Article, Meta, Span};
use crate::vocabulary::Vocabulary;

fn read(text: &str) -> (Article, Who) {
    let vocabulary = Vocabulary::builtin();
    let body = Span::new(0, text.len());
    let article = Article { meta: Meta::default(), text: text.to_string(), body, file_name: String::new() };
    let prose = vocabulary.prose(&article.text, body);
    let found = who(&article, &prose, vocabulary);
    (article, found)
}

/// The speaker of a figure, by its digits; `-` where the text names nobody.
pub fn speaker(text: &str, figure: &str) -> String {
    let (_, found) = read(text);
    let at = text.find(figure).expect("the figure stands in the text");
    let name = Scopes::of(&found).speaker_of(Span::new(at, at + figure.len())).map_or("", |a| a.speaker.as_str());
    if name.is_empty() { "-".to_string() } else { name.to_string() }
}

pub fn persons(text: &str) -> Vec<String> {
    read(text).1.persons.into_iter().map(|p| p.name).collect()
}

fn statements(text: &str) -> Vec<(String, String)> {
    read(text).1.statements.into_iter().map(|s| (s.speaker, s.quote)).collect()
}

fn said(speaker: &str, quote: &str) -> (String, String) {
    (speaker.to_string(), quote.to_string())
}

#[test]
fn an_indian_city_page() {
    let text = "PUNE: The cyber cell arrested 32 persons, Deputy Commissioner of Police (Crime) Nikhil Rane said. \"They duped \
                US nationals,\" DCP Rane told reporters. \"We have seized 64 laptops.\" The kingpin Karan Shekhawat, 34, told \
                police that he paid 25 others. According to an FIR, victims lost Rs 10 crore. An official from the Central \
                Bureau of Investigation (CBI) said 12 such centres were watched.";
    assert_eq!(persons(text), ["Nikhil Rane"]);
    assert_eq!(statements(text), [said("Nikhil Rane", "They duped US nationals, We have seized 64 laptops.")]);
    assert_eq!(speaker(text, "32"), "Nikhil Rane");
    assert_eq!(speaker(text, "25"), "-");
    assert_eq!(speaker(text, "10 crore"), "-");
    assert_eq!(speaker(text, "12"), "Central Bureau of Investigation");
}

#[test]
fn a_nigerian_crime_report() {
    let text = "The command's Public Relations Officer, SP Chidi Nwabuzor, disclosed on Saturday that 19 victims were rescued. \
                Nwabuzor, in a statement, said that 7 were minors.\n\nMeanwhile, the Comptroller-General of the Nigeria \
                Immigration Service, Kemi Nandira, has said the service turned back 1,200 persons. A source at the command, \
                who pleaded anonymity, said 200 more were missing.";
    assert_eq!(persons(text), ["Chidi Nwabuzor", "Kemi Nandira"]);
    for (figure, name) in
        [("19", "Chidi Nwabuzor"), ("7 were", "Chidi Nwabuzor"), ("1,200", "Kemi Nandira"), ("200 more", "-")]
    {
        assert_eq!(speaker(text, figure), name);
    }
    assert_eq!(read(text).1.persons[1].organisation, "Nigeria Immigration Service");
}

#[test]
fn an_american_press_release() {
    let text = "BOSTON — U.S. Immigration and Customs Enforcement arrested 29 aliens in Nantucket.\n\n\"We made 28 arrests,\" said \
                ICE Enforcement and Removal Operations acting Field Office Director Patricia H. Hyland. According to court \
                documents, Marcus Delacroix, 41, of Brockton, smuggled 80 people. Jessica Vaunt, director of policy studies \
                at the Center for Immigration Studies, said 12,000 noncitizens were released.";
    assert_eq!(persons(text), ["Patricia H. Hyland", "Jessica Vaunt"]);
    assert_eq!(statements(text), [said("Patricia H. Hyland", "We made 28 arrests,")]);
    for (figure, name) in [("29", "-"), ("28", "Patricia H. Hyland"), ("80", "-"), ("12,000", "Jessica Vaunt")] {
        assert_eq!(speaker(text, figure), name);
    }
}

#[test]
fn a_british_court_report() {
    let text = "Amir Rahimi, 31, of Leyton, piloted a boat carrying 57 migrants, prosecutor Helena Marsden told the court. \
                Judge Rupert Ainsley KC told him: ‘You put 56 lives at risk. Two of them were children’s.’ Rahimi, who wept \
                in the dock, said he was ‘truly sorry for what I did’. NCA Branch Commander Saju Sasik said: ‘We don’t \
                stop.’ The agency's figures show that 190 people were arrested. Speaking after the hearing, Det Insp Mark \
                Fennell, of Kent Police, said the force had charged 45 pilots.";
    assert_eq!(persons(text), ["Helena Marsden", "Rupert Ainsley", "Saju Sasik", "Mark Fennell"]);
    assert_eq!(
        statements(text),
        [
            said("Rupert Ainsley", "You put 56 lives at risk. Two of them were children’s."),
            said("", "truly sorry for what I did"),
            said("Saju Sasik", "We don’t stop."),
        ]
    );
    let expected =
        [("57", "Helena Marsden"), ("56", "Rupert Ainsley"), ("190", "National Crime Agency"), ("45", "Mark Fennell")];
    for (figure, name) in expected {
        assert_eq!(speaker(text, figure), name);
    }
}

#[test]
fn a_philippine_report() {
    let text = "MANILA – The Bureau of Immigration (BI) arrested 17 fugitives, BI Commissioner Joel Antonio Viado announced \
                Sunday. \"We will not allow this,\" he stressed. Interior Secretary Juanito \"Jojo\" Remolla said 9 more would \
                be sent home. Police Brigadier General Jean Fajarda, spokesperson of the PNP, said 230 were in custody. The BI \
                said 4 were charged. In a text message, NBI Director Jaime Santos confirmed that the agency had rescued 31.";
    assert_eq!(persons(text), ["Joel Antonio Viado", "Juanito \"Jojo\" Remolla", "Jean Fajarda", "Jaime Santos"]);
    assert_eq!(statements(text), [said("Joel Antonio Viado", "We will not allow this,")]);
    let expected = [
        ("17", "Joel Antonio Viado"),
        ("9 more", "Juanito \"Jojo\" Remolla"),
        ("230", "Jean Fajarda"),
        ("4 were", "Bureau of Immigration"),
        ("31", "Jaime Santos"),
    ];
    for (figure, name) in expected {
        assert_eq!(speaker(text, figure), name);
    }
}

#[test]
fn a_latin_american_wire() {
    let text = "BOGOTÁ (EFE) — Migración Colombia said Friday it had expelled 84 foreigners. \"We will not tolerate this,\" the \
                agency's director, Christian Krüger Sarmiento, said in a video. Krüger added that 54 were barred.\n\nIn Mexico, \
                the National Migration Institute (INM) reported that it found 128 people. The INM said in a statement that 19 \
                were minors.\n\n\"They lived like slaves,\" said María Fernanda de la Cruz, a prosecutor at the Labour \
                Prosecutor's Office in São Paulo.";
    assert_eq!(persons(text), ["Christian Krüger Sarmiento", "María Fernanda de la Cruz"]);
    let expected = [
        ("84", "Migración Colombia"),
        ("54", "Christian Krüger Sarmiento"),
        ("128", "National Migration Institute"),
        ("19", "National Migration Institute"),
    ];
    for (figure, name) in expected {
        assert_eq!(speaker(text, figure), name);
    }
    assert_eq!(read(text).1.persons[1].organisation, "Labour Prosecutor's Office");
}

#[test]
fn a_gulf_daily() {
    let text = "Dubai: Dubai Police arrested 375 beggars, a senior official said. Brigadier Ali Salem Al Shamsi, Director of the \
                Infiltrators Department at Dubai Police, said that 222 were men. Lt Col Khalid bin Saeed Al-Karbi, a spokesman \
                for Makkah police, told Okaz newspaper that 4,000 pilgrims had been turned back. The agency quoted an \
                official source as saying that 12,000 were fined.";
    assert_eq!(persons(text), ["Ali Salem Al Shamsi", "Khalid bin Saeed Al-Karbi"]);
    let expected =
        [("375", "-"), ("222", "Ali Salem Al Shamsi"), ("4,000", "Khalid bin Saeed Al-Karbi"), ("12,000", "-")];
    for (figure, name) in expected {
        assert_eq!(speaker(text, figure), name);
    }
}

#[test]
fn a_european_round_up() {
    let text = "The gang brought at least 400 migrants, prosecutors in Dresden said. \"They have no scruples,\" chief prosecutor \
                Wolfgang Kleinert said, while Bundespolizei spokeswoman Anja Mühl said that 30 flats were searched. Greek \
                authorities said 1,200 people had been rescued. \"It's a tragedy,\" its spokesperson, William Spind, told AFP.";
    assert_eq!(persons(text), ["Wolfgang Kleinert", "Anja Mühl", "William Spind"]);
    for (figure, name) in [("400", "prosecutors"), ("30", "Anja Mühl"), ("1,200", "Greek authorities")] {
        assert_eq!(speaker(text, figure), name);
    }
}

#[test]
fn ranks_of_thailand_myanmar_and_malaysia() {
    let text = "Pol Lt Gen Itthi Phonlert, commissioner of the Immigration Bureau, said 88 were held. \"We found 44 in a \
                house,\" the commissioner said.\n\nU Kyaw Moe Htun, permanent representative to the UN, said 120 fled. \
                Malaysia's Inspector-General of Police Tan Sri Razali Husin said 750 were stranded. Ruslan Jusof, the \
                director-general of the Immigration Department, said the department had detained 45,000.";
    assert_eq!(persons(text), ["Itthi Phonlert", "Kyaw Moe Htun", "Razali Husin", "Ruslan Jusof"]);
    let titles: Vec<String> = read(text).1.persons.into_iter().map(|p| p.title).collect();
    assert_eq!(titles, ["Pol Lt Gen", "U", "Tan Sri", ""]);
    for (figure, name) in [("88", "Itthi Phonlert"), ("44", "Itthi Phonlert"), ("45,000", "Ruslan Jusof")] {
        assert_eq!(speaker(text, figure), name);
    }
}

#[test]
fn south_asian_ranks_and_short_offices() {
    let text = "Police arrested 33 foreigners, Police Media Spokesman ASP F. U. Wootla said. Md. Rafiq Uddin, officer-in-charge \
                of Teknaf Police Station, said, \"We rescued 31 people.\" The OC said each paid Tk 50,000. \"They will not \
                be spared,\" Interior Minister Mohsin Nakvi was quoted as saying.";
    assert_eq!(persons(text), ["F. U. Wootla", "Md. Rafiq Uddin", "Mohsin Nakvi"]);
    for (figure, name) in [("33", "F. U. Wootla"), ("31", "Md. Rafiq Uddin"), ("50,000", "Md. Rafiq Uddin")] {
        assert_eq!(speaker(text, figure), name);
    }
    assert_eq!(statements(text)[1], said("Mohsin Nakvi", "They will not be spared,"));
}

#[test]
fn a_feature_with_a_quotation_over_two_paragraphs() {
    let text = "\"The trade has changed,\" says Peter Lindquist of the University of Gothenburg. \"Today there are 40.\n\n\"But \
                those 41 are richer than ever.\"\n\nVillagers said 14 bodies had been found. \"Nobody counts them,\" said the \
                village head, Osman Dialla. The police call it the “Big Lorry” route.";
    assert_eq!(persons(text), ["Peter Lindquist", "Osman Dialla"]);
    for (figure, name) in [("40", "Peter Lindquist"), ("41", "Peter Lindquist"), ("14", "-")] {
        assert_eq!(speaker(text, figure), name);
    }
    assert_eq!(statements(text).len(), 3);
}

#[test]
fn an_east_african_daily() {
    let text = "Detectives from the DCI's Transnational Organised Crime Unit arrested 15 foreigners, DCI boss Mohamed Aminu has \
                said. Immigration PS Julius Bitoki said 1,200 permits were cancelled. \"We shall not relent,\" the PS said. \
                Kiambu County Police Commander Michael Muchina confirmed the incident, saying 42 Ethiopians were found. Their \
                lawyer Cliff Ombati pleaded for leniency.";
    assert_eq!(persons(text), ["Mohamed Aminu", "Julius Bitoki", "Michael Muchina", "Cliff Ombati"]);
    for (figure, name) in [("15", "Mohamed Aminu"), ("1,200", "Julius Bitoki"), ("42", "Michael Muchina")] {
        assert_eq!(speaker(text, figure), name);
    }
}

#[test]
fn acronyms_short_forms_and_reports_are_their_body() {
    let text = "The General Department of Immigration (GDI) expelled 300 foreigners, it said. The GDI added that 12 were minors. \
                The department said 5 were ill. According to the report, 70 more wait. The figures show 80 pending. \
                According to official figures, 90 million live there.";
    for figure in ["300", "12", "5 were", "70", "80"] {
        assert_eq!(speaker(text, figure), "General Department of Immigration");
    }
    assert_eq!(speaker(text, "90"), "-");
}

#[test]
fn issuers_of_reports_and_long_subjects() {
    let text = "Figures released by the Interior Ministry on Sunday showed 13 were held. The ministry's latest data, published \
                on Friday, show 14. Zakaria Shaban, the Immigration Department director-general, in a statement yesterday, \
                said 15 were held. The Minister of Interior and Public Safety of Chile, Carolina Toa, said 16 were held. \
                About 17 were held, police spokesman Lee Min was quoted by Xinhua as saying. Analysts polled by Reuters had \
                expected 18. Some 19 were freed, said Vietnam's Ministry of Public Security. Statistics Canada reported 20.";
    let expected = [
        ("13", "Interior Ministry"),
        ("14", "Interior Ministry"),
        ("15", "Zakaria Shaban"),
        ("16", "Carolina Toa"),
        ("17", "Lee Min"),
        ("18", "-"),
        ("19", "Ministry of Public Security"),
        ("20", "Statistics Canada"),
    ];
    for (figure, name) in expected {
        assert_eq!(speaker(text, figure), name);
    }
}

#[test]
fn two_speakers_divide_a_sentence_and_a_neighbour_is_left_alone() {
    let text = "The army said 12 were killed, while rescuers at the Red Cross reported 20. Another 30 were hurt. The ban on games, \
                which President Eduardo Lacsan announced, drove out 40.";
    assert_eq!(speaker(text, "12"), "army");
    assert_eq!(speaker(text, "20"), "Red Cross");
    assert_eq!(speaker(text, "30"), "-");
    assert_eq!(speaker(text, "40"), "-");
}

#[test]
fn suspects_and_victims_are_never_stored() {
    let text = "Suspect Juan Dela Vega was arrested with 3 others. Maria Lopes, 23, told the court she was beaten. \"I saw it \
                all,\" said Ahmed Ali, 40, a driver. Former police chief Somsak Dee was arrested. Smuggler John Okoro pleaded \
                guilty. Mr Tan was fined.";
    assert_eq!(persons(text), Vec::<String>::new());
    assert_eq!(statements(text), [said("", "I saw it all,")]);
}

#[test]
fn places_and_sports_people_are_no_speakers() {
    let text = "Toni Kros, in his last match, delivered the corner. Flights from Jinnah International Airport to Kuala Lumpur \
                carried 300 to General Santos City. Olympic champion Chen Yufen lost 13-21 in King Street.";
    assert_eq!(persons(text), Vec::<String>::new());
    assert!(read(text).1.attributions.is_empty());
    assert!(
        read("The 14 police posts near other African states. Some 30 were said to be fit.").1.attributions.is_empty()
    );
}

#[test]
fn every_example_of_the_vocabulary_holds() {
    for (sentence, speaks) in &Vocabulary::builtin().voices.examples {
        let (_, found) = read(sentence);
        assert_eq!(!found.attributions.is_empty(), *speaks, "{sentence}");
    }
}

#[test]
fn every_span_is_inside_the_text() {
    let (article, found) = read("“We found ‘12’,” said Dr Ana Müller, head of the Zürich Police. “All”");
    assert!(found.persons.iter().all(|p| p.span.of(&article.text) == p.name));
    assert!(found.attributions.iter().all(|a| article.text.get(a.scope.start..a.scope.end).is_some()));
}

#[test]
fn answers_of_an_interview_are_those_of_whom_it_introduces() {
    let text = "Chandana Perera, 54, has been Controller-General of Immigration since June. He received us on Tuesday.\n\n\
                Q: How many do you turn back?\n\nA: In October we turned back 37 foreigners.\n\nQ: And overstayers?\n\n\
                A: We deported 74 of them.";
    assert_eq!(speaker(text, "37"), "Chandana Perera");
    assert_eq!(speaker(text, "74"), "Chandana Perera");
}

#[test]
fn a_clause_that_begins_with_its_speaker_does_not_reach_back() {
    let text = "Four suspects were arrested in Kampala; police believe that they collected 300 million shillings.";
    assert_eq!(speaker(text, "Four"), "-");
    assert_eq!(speaker(text, "300"), "police");
}

#[test]
fn a_coastguard_is_the_one_that_was_named_before() {
    let text = "Boats of the Italian coastguard rescued 143 people off the island, the coastguard said.";
    assert_eq!(speaker(text, "143"), "Italian coastguard");
}

#[test]
fn brackets_stand_between_a_speaker_and_the_verb() {
    let text = "The Minister for Justice, Fergal Devane, has today (Friday, 5 September) confirmed that 53 people were removed.";
    assert_eq!(speaker(text, "53"), "Fergal Devane");
}

#[test]
fn who_counts_finds_and_denies() {
    for (text, figure, name) in [
        (
            "The Population Authority moved. By the Authority's own count 31,122 migrants stayed.",
            "31,122",
            "Population Authority",
        ),
        ("The Ethiopian Federal Police say that 211 brokers were arrested.", "211", "Ethiopian Federal Police"),
        ("At the airport, says the military police, 1,090 couriers were caught.", "1,090", "military police"),
        ("The border agency Frontex, for its part, reported 46,843 arrivals.", "46,843", "Frontex"),
        ("The refugee agency, UNHCR, puts the number of returns at 1.86 million.", "1.86", "UNHCR"),
        (
            "The force was praised. In 2022 Spain's Guardia Civil arrested 29 people, the force has reported.",
            "29",
            "Guardia Civil",
        ),
        ("Bets came to 327 trillion rupiah, the Gambling Analysis Center found.", "327", "Gambling Analysis Center"),
        (
            "The raid was made public by the Public Security Directorate, which freed 38 women.",
            "38",
            "Public Security Directorate",
        ),
        ("All 98 will go home, according to Bureau of Immigration (BI) spokesperson Carla Dima.", "98", "Carla Dima"),
        ("Minister of National Security Curtis Ram told reporters that 4,812 were registered.", "4,812", "Curtis Ram"),
        ("Eight were held, the military police of Rio de Janeiro said.", "Eight", "military police of Rio de Janeiro"),
        (
            "Some 93 were held, according to the Indonesian Embassy in Phnom Penh.",
            "93",
            "Indonesian Embassy in Phnom Penh",
        ),
        ("Governor Gholam Sadeqi spoke. He denied reports that 14 detainees had died.", "14", "Gholam Sadeqi"),
        ("The United States has taken in 299 deportees.", "299", "-"),
        ("A court jailed 11 men for a centre from which, the Prosecutor's Office says, 6,200 were robbed.", "11", "-"),
        (
            "A court jailed 11 men for a centre from which, the Prosecutor's Office says, 6,200 were robbed.",
            "6,200",
            "Prosecutor's Office",
        ),
    ] {
        assert_eq!(speaker(text, figure), name, "{text}");
    }
}

#[test]
fn reports_and_relative_clauses_have_a_speaker() {
    let text = "Police cleared 15,541 offenses, according to a report the National Police Agency released Thursday.";
    assert_eq!(speaker(text, "15,541"), "National Police Agency");
    let text =
        "The raid adds to the patrols of the Coast Guard, which reported on Friday that it had rescued 272 people.";
    assert_eq!(speaker(text, "272"), "Coast Guard");
    let text = "Tak Immigration Bureau, meanwhile, reported that it had turned away 346 foreigners.";
    assert_eq!(speaker(text, "346"), "Tak Immigration Bureau");
    let text = "Volunteers of Seema Nepal, a charity that keeps watch at the border, rescued 5,317 women, the organisation \
                says in its annual report.";
    assert_eq!(speaker(text, "5,317"), "Seema Nepal");
}

#[test]
fn a_written_answer_is_whose_name_heads_it() {
    let text = "Deputy Fergal Roche asked the Minister for Justice how many orders were signed.\n\nMinister for Justice (Deputy \
                Declan Hanley): An order requires the person to leave.\n\nIn all, 2,403 foreigners were deported in 2024.";
    assert_eq!(speaker(text, "2,403"), "Declan Hanley");
}

#[test]
fn officers_are_named_behind_what_is_theirs() {
    for (text, figure, name) in [
        (
            "The Department of Immigration deported 611 foreigners, said its information officer, Tika Bhusal.",
            "611",
            "Tika Bhusal",
        ),
        ("Deputy head of the agency Bat Odkhuu said 45 men were held.", "45", "Bat Odkhuu"),
        ("Customs Group Manager Border Operations Hamish Tuil says 45 men were held.", "45", "Hamish Tuil"),
        (
            "The state prosecutor's office, which charged a man, says that 45 men were held.",
            "45",
            "state prosecutor's office",
        ),
        ("According to figures tabled in the House of Commons, 45 men were held.", "45", "-"),
        ("Crimes reported to the hotline rose to 45, the minister said.", "45", "-"),
        ("Police held 45 men, according to Airports of Thailand.", "45", "Airports of Thailand"),
    ] {
        assert_eq!(speaker(text, figure), name, "{text}");
    }
}

#[test]
fn a_noun_that_could_be_a_verb_of_saying_takes_no_quotation() {
    let text =
        "“We caught 130 people,” said Colonel Nguyen Van Thanh, head of the border post. “Fifty of them were Lao.”";
    assert_eq!(statements(text), [said("Nguyen Van Thanh", "We caught 130 people, Fifty of them were Lao.")]);
}

#[test]
fn the_army_is_the_one_that_was_named() {
    let text = "The Lebanese Army said on Friday that it had arrested nine people.\n\nArmy units turned back 87 Syrians, the army \
                said.";
    assert_eq!(speaker(text, "87"), "Lebanese Army");
}
