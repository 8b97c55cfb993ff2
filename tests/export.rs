//! Answers as files: `blotter export`, parameters of ready questions, full-text search.

mod common;

use calamine::{Data, Reader, Xlsx, open_workbook};
use common::{ARTICLE, Place, Result, blotter, rows, stderr, stdout};

fn loaded() -> Result<Place> {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.write(
        "b.csv",
        "country,year,nationality,place,deported\nCambodia,2018,China,=1+1,12\nCambodia,2018,Malaysia,Poipet,5\n",
    )?;
    place.run(&[])?;
    Ok(place)
}

#[test]
fn a_workbook_has_numbers_as_numbers_and_no_formula() -> Result {
    let place = loaded()?;
    let out = place.path("facts.xlsx");
    let output = blotter().args(["export", "facts", "--out"]).arg(&out).arg("--db").arg(place.db()).output()?;
    assert!(output.status.success(), "{}", stderr(&output));
    let mut book: Xlsx<_> = open_workbook(&out)?;
    let sheet = book.worksheet_range("facts")?;
    let header: Vec<String> = sheet.rows().next().into_iter().flatten().map(ToString::to_string).collect();
    let at = |name: &str| header.iter().position(|h| h == name).unwrap_or(usize::MAX);
    let cells = |name: &str| sheet.rows().skip(1).filter_map(|r| r.get(at(name)).cloned()).collect::<Vec<_>>();
    assert!(cells("value_low").contains(&Data::Float(403.0)));
    assert!(cells("place").contains(&Data::String("=1+1".to_string())), "{:?}", cells("place"));
    assert!(book.worksheet_formula("facts").is_ok_and(|f| f.is_empty()));
    assert!(!place.path("facts.xlsx.part").exists());
    Ok(())
}

#[test]
fn the_files_name_says_the_form() -> Result {
    let place = loaded()?;
    let export = |name: &str, more: &[&str]| {
        blotter()
            .args(["export", "documents", "--out"])
            .arg(place.path(name))
            .arg("--db")
            .arg(place.db())
            .args(more)
            .output()
    };
    export("d.csv", &[])?;
    assert!(std::fs::read_to_string(place.path("d.csv"))?.starts_with("source,media_type,"));
    export("d.json", &[])?;
    let json: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(place.path("d.json"))?)?;
    assert_eq!(json[0]["source"], "a.txt");
    let output = export("d.ods", &[])?;
    assert!(stderr(&output).contains("no form for `.ods`"), "{}", stderr(&output));
    let output = export("d.csv", &["--format", "sdmx-csv"])?;
    assert!(stderr(&output).contains("only facts have an SDMX form"), "{}", stderr(&output));
    Ok(())
}

#[test]
fn facts_have_an_sdmx_form() -> Result {
    let place = loaded()?;
    let output = blotter().args(["export", "facts", "--format", "sdmx-csv", "--db"]).arg(place.db()).output()?;
    let text = stdout(&output);
    assert!(text.starts_with("STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA,COUNTERPART_AREA,INDICATOR,"), "{text}");
    let rows = rows(
        &place.db(),
        "SELECT FREQ, REF_AREA, COUNTERPART_AREA, INDICATOR, TIME_PERIOD, OBS_VALUE, OBS_STATUS, UNIT_MEASURE
         FROM facts_sdmx WHERE COUNTERPART_AREA = 'MY' ORDER BY FREQ",
    )?;
    assert_eq!(
        rows,
        ["A | KH | MY | DEPORTED | 2018 | 5 | A | PS", "D | KH | MY | ARRESTED | 2019-01-14 | 48 | A | PS"]
    );
    Ok(())
}

#[test]
fn a_question_takes_its_parameters_by_name() -> Result {
    let place = loaded()?;
    let ask = |parameters: &[&str]| {
        let mut command = blotter();
        command.args(["query", "nationality_profile", "--format", "csv", "--db"]).arg(place.db());
        parameters.iter().for_each(|p| {
            command.args(["--param", p]);
        });
        command.output()
    };
    assert_eq!(stdout(&ask(&[])?).lines().count(), 5, "four rows and their header");
    let some = stdout(&ask(&["nationality=MY"])?);
    assert!(some.lines().skip(1).all(|row| row.starts_with("MY,")) && some.lines().count() == 3, "{some}");
    let wrong = stderr(&ask(&["nation=MY"])?);
    assert!(wrong.contains("no parameter `nation`") && wrong.contains("it takes nationality"), "{wrong}");
    assert_eq!(ask(&["MY"])?.status.code(), blotter().arg("--nonsense").output()?.status.code());
    Ok(())
}

#[test]
fn articles_are_found_by_their_words_until_they_are_gone() -> Result {
    let place = loaded()?;
    let found = |words: &str| rows(&place.db(), &format!("SELECT source FROM search WHERE words MATCH '{words}'"));
    assert_eq!(found("malaysian AND phnom")?, ["a.txt"]);
    std::fs::remove_file(place.inbox().join("a.txt"))?;
    place.run(&["--prune"])?;
    assert_eq!(found("malaysian")?, Vec::<String>::new());
    Ok(())
}

#[test]
fn words_that_search_cannot_read_get_a_hint() -> Result {
    let place = loaded()?;
    let ask = |question: &str, parameter: &str| {
        blotter().args(["query", question, "--db"]).arg(place.db()).args(["--param", parameter]).output()
    };
    for words in ["words=phnom's", "words=phnom-penh", "words=\"phnom", "words=AND"] {
        let answer = ask("find_articles", words)?;
        assert_eq!(answer.status.code(), Some(64), "{words}");
        let said = stderr(&answer);
        assert!(said.contains("can't be searched for") && said.contains("hint:"), "{words}: {said}");
    }
    assert!(stdout(&ask("find_articles", "words=\"phnom-penh\"")?).contains("a.txt"));
    assert!(!stderr(&ask("nationality_profile", "words=phnom's")?).contains("searched"));
    Ok(())
}
