//! Facts through the binary: what sources say together, whatever order they come in.

mod common;

use common::{Place, Result, blotter, dump, stderr};

const REPORT: &str = "---\npublisher: Courier\ndate: 2019-01-17\n---\nPHNOM PENH – The Immigration Department said in its \
    2018 annual report that police in Cambodia arrested 412 Chinese nationals for telecom fraud in 2018.\n\nIt said that \
    1,649 Vietnamese nationals were deported from Cambodia in 2018 for overstaying.\n\nThe report was published on Thursday \
    and runs to some length. Officials declined to say more about the gangs or about the villas that they had rented.\n";
const TABLE: &str = "country,year,nationality,offence,arrested\nCambodia,2018,China,Telecom fraud,412\n\
    Cambodia,2018,Malaysia,Telecom fraud,57\n";
const OTHER: &str = "---\npublisher: Post\ndate: 2019-01-18\n---\nPolice in Cambodia arrested 412 Chinese nationals for \
    telecom fraud in 2018, officials said.\n\nCambodia deported 1,702 Vietnamese nationals in 2018 for overstaying.\n";

const BY_SEX: &str = "country,year,nationality,offence,sex,arrested\nCambodia,2018,China,Telecom fraud,Male,334\n\
    Cambodia,2018,China,Telecom fraud,Female,78\n";

/// The dump without the order in which rows came: documents, series and periods by what they say.
fn facts(place: &Place) -> Result<Vec<String>> {
    let mut all = Vec::new();
    for view in ["facts", "fact_observations", "conflicts", "superseded"] {
        let mut rows = place.rows(&format!("SELECT '{view}', * FROM {view}"))?;
        rows.sort();
        all.extend(rows);
    }
    let copies = "SELECT 'copies', d.content_hash, o.content_hash, share
                  FROM document_copy JOIN document AS d USING (document_id) JOIN document AS o ON o.document_id = other_id
                  ORDER BY 2, 3";
    all.extend(place.rows(copies)?);
    Ok(all)
}

/// Loads the inbox, which has nothing wrong with it.
fn load(place: &Place, more: &[&str]) -> Result {
    let output = place.run(more)?;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(place.count("problems")?, 0);
    Ok(())
}

#[test]
fn a_report_a_table_and_another_outlet_are_one_fact_with_three_sources() -> Result {
    let place = Place::new()?;
    place.write("report.txt", REPORT)?;
    place.write("table.csv", TABLE)?;
    place.write("other.txt", OTHER)?;
    let output = place.run(&[])?;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let rows = place.rows(
        "SELECT nationality, value_low, sources, observations, first_said, last_said FROM facts WHERE observations > 1",
    )?;
    assert_eq!(rows, ["CN | 412 | 3 | 3 | 2019-01-17 | 2019-01-18"]);
    let rows = place.rows("SELECT reason, source_a, value_low_a, source_b, value_low_b, difference FROM conflicts")?;
    assert_eq!(rows, ["different_values | report.txt | 1649 | other.txt | 1702 | 53"]);
    Ok(())
}

#[test]
fn what_lies_within_a_wider_fact_of_another_source_is_not_added_to_it() -> Result {
    let place = Place::new()?;
    place.write("report.txt", REPORT)?;
    place.write("by_sex.csv", BY_SEX)?;
    place.run(&[])?;
    let rows = place.rows(
        "SELECT part.sex, part.value_low, whole.value_low FROM facts AS part JOIN facts AS whole ON whole.fact_id = part.within
         ORDER BY part.sex",
    )?;
    assert_eq!(rows, ["female | 78 | 412", "male | 334 | 412"]);
    let sum = "SELECT value_low, value_high, facts FROM summary_by_nationality WHERE measure = 'arrested' AND nationality = 'CN'";
    assert_eq!(place.rows(sum)?, ["412 | 412 | 1"]);
    Ok(())
}

/// The Chinese among those arrested, whom the table has by province: they lie in its total, and in none of its cells.
#[test]
fn what_only_a_tables_total_holds_is_counted_once() -> Result {
    let place = Place::new()?;
    place.write(
        "by_province.csv",
        "Arrests for telecom fraud in Cambodia in 2018\n\nProvince,Arrested\nKandal,212\nBattambang,300\nTotal,512\n",
    )?;
    let by = |view: &str, column: &str| {
        place.rows(&format!(
            "SELECT {column}, value_low, value_high FROM {view} WHERE measure = 'arrested' ORDER BY 1, 2"
        ))
    };
    load(&place, &[])?;
    assert_eq!(by("summary_by_year", "year")?, ["2018 | 512 | 512"]);
    place.write("other.txt", OTHER)?;
    load(&place, &[])?;
    assert_eq!(by("summary_by_year", "year")?, ["2018 | 512 | 512"]);
    assert_eq!(by("summary_by_nationality", "nationality")?, [" | 100 | 100", "CN | 412 | 412"]);
    assert_eq!(by("summary_by_place", "place")?, ["Battambang | 300 | 300", "Kandal | 212 | 212"]);
    std::fs::remove_file(place.inbox().join("other.txt"))?;
    load(&place, &["--prune"])?;
    assert_eq!(by("summary_by_year", "year")?, ["2018 | 512 | 512"]);
    Ok(())
}

/// Cells that don't come to their total (small numbers are hidden, most nationalities have no row) lie in it all the same.
#[test]
fn a_total_holds_cells_that_are_less_than_it() -> Result {
    let place = Place::new()?;
    place.write(
        "by_province.csv",
        "Arrests for telecom fraud in Cambodia in 2018\n\nProvince,Arrested\nKandal,212\nBattambang,250\nTakeo,*\nTotal,512\n",
    )?;
    place.write("other.txt", OTHER)?;
    load(&place, &[])?;
    let by_year = "SELECT year, value_low, value_high FROM summary_by_year WHERE measure = 'arrested'";
    assert_eq!(place.rows(by_year)?, ["2018 | 512 | 512"]);
    Ok(())
}

/// A table's total has no nationality, since its rows have; an article says that they were foreigners.
#[test]
fn the_total_of_a_table_of_foreigners_is_what_an_article_says_of_foreigners() -> Result {
    let place = Place::new()?;
    place.write(
        "deported.csv",
        "Foreigners deported from Cambodia in 2018\n\nNationality,Deported\nChina,1120\nVietnam,1649\nNigeria,350\nTotal,3119\n",
    )?;
    place.write("post.txt", "---\ndate: 2019-03-03\n---\nCambodia deported 3,119 foreigners in 2018.\n")?;
    load(&place, &[])?;
    let told = "SELECT nationality, value_low, is_total, sources FROM facts WHERE observations > 1";
    assert_eq!(place.rows(told)?, ["foreign | 3119 | 1 | 2"]);
    let by_year = "SELECT year, value_low, value_high FROM summary_by_year WHERE measure = 'deported'";
    assert_eq!(place.rows(by_year)?, ["2018 | 3119 | 3119"]);
    Ok(())
}

/// What grew ten times as fast as the months went by is another count.
#[test]
fn a_count_that_runs_on_keeps_its_pace() -> Result {
    for (of_half_a_year, superseded) in [(412, 1), (38, 0)] {
        let place = Place::new()?;
        let article = |date, figure, months| {
            format!(
                "---\ndate: {date}\n---\nNAIROBI – Kenya deported {figure} foreigners for overstaying from January to {months} 2022.\n"
            )
        };
        place.write("july.txt", article("2022-07-04", of_half_a_year, "June"))?;
        place.write("october.txt", article("2022-10-05", 655, "September"))?;
        load(&place, &[])?;
        assert_eq!(place.count("superseded")?, superseded, "{of_half_a_year}");
    }
    Ok(())
}

/// The report's documents are the passports, visa stickers and work permits of the table beside it.
#[test]
fn things_under_a_wider_name_are_not_counted_again() -> Result {
    let place = Place::new()?;
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/sample_data");
    let output = blotter().args(["run", "--quiet", sample, "--db"]).arg(place.db()).output()?;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let seized = "FROM summary_by_year WHERE measure = 'seized' AND unit = 'items' AND year = 2018";
    assert_eq!(place.rows(&format!("SELECT sum(value_low), sum(value_high) {seized}"))?, ["38108 | 38108"]);
    let rows = place.rows(&format!("SELECT things, value_low, sources {seized}"))?;
    assert_eq!(rows, ["devices | 2988 | 1", "documents | 35120 | 1"]);
    Ok(())
}

/// Pairs of inputs that seem to contradict each other and don't.
#[test]
fn what_can_both_be_right_is_no_conflict() -> Result {
    let article =
        |text: &str| format!("---\ndate: 2025-01-17\n---\n{text}\n\nOthers are tried for theft and robbery.\n");
    let by_region = "Deportations from Thailand by region and country of nationality\n\nRegion,2024\nAfrica,501\nKenya,201\n\
        Ghana,300\nAsia,640\nIndia,400\nNepal,240\nOceania,350\nFiji,150\nTonga,200\n";
    for (one, other) in [
        // A round word for the same.
        (
            ("a.txt", article("Customs officers in the Netherlands seized 59,100 kilos of cocaine in 2023.")),
            ("b.txt", article("The Netherlands seized 59,109 kilograms of cocaine in 2023, officials said.")),
        ),
        // A subtotal of a region, and a total of all.
        (
            ("a.csv", by_region.to_string()),
            (
                "b.csv",
                "Deportations from Thailand by status\n\nStatus,2024\nCriminal,300\nOther,220\nTotal,520\n".to_string(),
            ),
        ),
        // The change of some cases, and the level of all.
        (
            (
                "a.txt",
                article(
                    "Police in Fiji recorded 1,766 drug cases in 2024, up from 1,394 in 2023.\n\nMost of them involved \
                     cannabis, but cases involving methamphetamine had climbed by 61 percent in 2024.",
                ),
            ),
            ("b.txt", article("In 2024 the police of Fiji recorded 1,766 drug cases, the department said.")),
        ),
    ] {
        let place = Place::new()?;
        for (name, text) in [&one, &other] {
            place.write(name, text)?;
        }
        place.run(&[])?;
        let conflicts = place.rows("SELECT reason, evidence_a, evidence_b FROM conflicts")?;
        assert_eq!(conflicts, Vec::<String>::new());
        assert!(place.count("observations")? >= 2, "{:?}", place.rows("SELECT * FROM observations")?);
    }
    Ok(())
}

#[test]
fn a_copy_of_a_report_is_no_second_source() -> Result {
    let place = Place::new()?;
    place.write("report.txt", REPORT)?;
    place.write("copy.txt", REPORT.replace("Courier", "Herald").replace("2019-01-17", "2019-01-18"))?;
    place.run(&[])?;
    let rows = place.rows("SELECT sources, documents FROM facts WHERE value_low = 412")?;
    assert_eq!(rows, ["1 | 2"]);
    Ok(())
}

#[test]
fn documents_one_by_one_in_any_order_give_the_facts_of_all_at_once() -> Result {
    let inputs = [
        ("report.txt", REPORT.to_string()),
        ("table.csv", TABLE.to_string()),
        ("other.txt", OTHER.to_string()),
        ("by_sex.csv", BY_SEX.to_string()),
        ("copy.txt", REPORT.replace("Courier", "Herald")),
        ("cut.txt", REPORT.replace("Courier", "Gazette").replace(" and runs to some length", "")),
        ("wire.txt", REPORT.replace("Courier", "Wire").replace("PHNOM PENH – The", "The")),
        ("third.txt", OTHER.replace("412", "more than 400").replace("2019-01-18", "2019-02-01")),
    ];
    let at_once = Place::new()?;
    for (name, text) in &inputs {
        at_once.write(name, text)?;
    }
    load(&at_once, &["--jobs", "8"])?;
    let expected = facts(&at_once)?;
    assert!(expected.iter().any(|row| row.starts_with("conflicts |")));
    assert_eq!(at_once.count("fact_within")?, 2);
    assert_eq!(at_once.rows("SELECT count(DISTINCT origin_id), count(*) FROM document_origin")?, ["2 | 6"]);
    for turn in (0..inputs.len()).step_by(2) {
        let place = Place::new()?;
        for (name, text) in inputs.iter().cycle().skip(turn).take(inputs.len()) {
            place.write(name, text)?;
            load(&place, &["--jobs", "1"])?;
        }
        assert_eq!(facts(&place)?, expected, "from {turn}");
        // One goes, another takes its words and is put right again: as if nothing had happened.
        for gone in ["other.txt", "copy.txt", "wire.txt"] {
            std::fs::remove_file(place.inbox().join(gone))?;
        }
        place.write("table.csv", TABLE.replace("412", "413"))?;
        load(&place, &["--prune"])?;
        assert_ne!(facts(&place)?, expected);
        assert_eq!(place.rows("SELECT count(DISTINCT origin_id), count(*) FROM document_origin")?, ["1 | 2"]);
        for (name, text) in &inputs {
            place.write(name, text)?;
        }
        load(&place, &[])?;
        assert_eq!(facts(&place)?, expected, "from {turn}, mended");
    }
    Ok(())
}

#[test]
fn facts_have_the_same_rows_with_any_number_of_workers() -> Result {
    let place = Place::new()?;
    place.write("report.txt", REPORT)?;
    place.write("table.csv", TABLE)?;
    place.write("other.txt", OTHER)?;
    place.run(&["--jobs", "1"])?;
    let one = dump(&place.db())?;
    std::fs::remove_file(place.db())?;
    place.run(&["--jobs", "8"])?;
    assert_eq!(one, dump(&place.db())?);
    assert!(one.iter().any(|row| row.starts_with("fact_member |")));
    Ok(())
}

const THREE_OUTLETS: [(&str, &str); 3] = [
    (
        "courier.txt",
        "---\npublisher: Courier\ndate: 2019-01-17\n---\nPolice in Cambodia arrested 412 Chinese nationals for telecom fraud \
         in 2018, the Immigration Department said.\n\nOfficers in Cambodia seized 2,377 mobile phones in 2018.\n\nIn 2017 \
         Cambodian police had arrested 308 Chinese nationals for telecom fraud.\n\nCambodia deported 1,649 Vietnamese \
         nationals in 2018 for overstaying.\n",
    ),
    (
        "post.txt",
        "---\npublisher: Post\ndate: 2019-01-17\n---\nIn 2018, Cambodian police arrested 412 Chinese nationals for telecom \
         fraud, according to official figures.\n\nSome 1,649 Vietnamese nationals were deported from Cambodia in 2018 for \
         overstaying, the figures show.\n\nThe year before, in 2017, 308 Chinese nationals were arrested in Cambodia for \
         telecom fraud.\n\nIn the course of 2018, police in Cambodia seized 2,377 mobile phones.\n",
    ),
    (
        "herald.txt",
        "---\npublisher: Herald\ndate: 2019-01-17\n---\nA total of 2,377 mobile phones were seized in Cambodia in 2018, \
         officials told reporters.\n\nLast year 412 Chinese nationals were arrested in Cambodia for telecom fraud. In 2017, \
         308 Chinese nationals were arrested in Cambodia for telecom fraud.\n\nCambodia expelled 1,649 Vietnamese nationals \
         in 2018 for overstaying.\n",
    ),
];

/// Summaries of inputs and of what is wrong with them: they count documents and observations, and say so.
const OF_INPUTS: [&str; 4] = ["summary_sources", "summary_problems", "summary_data_quality", "summary_speakers"];
/// Columns that say who states it, and how often.
const OF_TELLERS: [&str; 3] = ["sources", "documents", "observations"];

#[test]
fn what_three_outlets_tell_counts_once_in_every_summary() -> Result {
    let (one, three) = (Place::new()?, Place::new()?);
    one.write(THREE_OUTLETS[0].0, THREE_OUTLETS[0].1)?;
    for (name, text) in THREE_OUTLETS {
        three.write(name, text)?;
    }
    one.run(&[])?;
    three.run(&[])?;
    assert_eq!(three.rows("SELECT DISTINCT sources, documents FROM facts")?, ["3 | 3"]);
    let views =
        three.rows("SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'summary_%' ORDER BY 1")?;
    let mut seen = 0;
    for view in views.iter().filter(|view| !OF_INPUTS.contains(&view.as_str())) {
        let columns = three.rows(&format!("SELECT name FROM pragma_table_info('{view}')"))?;
        let (told, kept): (Vec<_>, Vec<_>) =
            columns.into_iter().partition(|column| OF_TELLERS.contains(&column.as_str()));
        let sql = format!("SELECT {} FROM {view}", kept.join(", "));
        let rows = three.rows(&sql)?;
        assert!(!rows.is_empty(), "{view}");
        assert_eq!(rows, one.rows(&sql)?, "{view}");
        for column in told.iter().filter(|column| *column != "observations") {
            assert_eq!(three.rows(&format!("SELECT DISTINCT {column} FROM {view}"))?, ["3"], "{view}");
        }
        seen += 1;
    }
    assert_eq!(seen + OF_INPUTS.len(), views.len(), "each summary is of one kind or the other");
    Ok(())
}

#[test]
fn what_a_table_heads_as_of_which_is_not_added_to_its_whole() -> Result {
    let place = Place::new()?;
    place.write(
        "columns.csv",
        "Deportations from Cambodia in 2022\nNationality,Deported,of which women,of which minors\nChina,500,120,9\n\
         Viet Nam,300,80,400\nTotal,800,200,409\n",
    )?;
    place.write(
        "rows.csv",
        "Foreigners arrested in Thailand in 2022\nCategory,Arrested\nForeigners arrested,900\nof which women,300\n\
         of which minors,20\nForeigners released,50\n",
    )?;
    place.run(&[])?;
    let parts = "SELECT p.cell, w.cell FROM observations AS p JOIN observations AS w ON w.observation_id = p.part_of";
    // Four hundred minors are none of three hundred persons.
    let columns = ["C3 | B3", "C4 | B4", "C5 | B5", "D3 | B3", "D5 | B5"];
    assert_eq!(place.rows(&format!("{parts} WHERE p.source = 'columns.csv' ORDER BY 1"))?, columns);
    assert_eq!(place.rows(&format!("{parts} WHERE p.source = 'rows.csv' ORDER BY 1"))?, ["B4 | B3", "B5 | B3"]);
    let sums = "SELECT measure, nationality, value_low FROM summary_by_nationality ORDER BY 1, 2";
    let expected =
        ["arrested | foreign | 900", "deported | CN | 500", "deported | VN | 700", "released | foreign | 50"];
    assert_eq!(place.rows(sums)?, expected);
    Ok(())
}
