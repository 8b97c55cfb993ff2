//! Web pages through the binary: text, tables, what the page says of itself, and pages made to do harm.

mod common;

use std::path::Path;

use common::{Place, Result, blotter, rows, stderr, stdout};

fn sample(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data/web").join(name)
}

#[test]
fn a_page_gives_figures_of_its_text_and_of_its_table() -> Result {
    let place = Place::new()?;
    blotter().arg("run").arg(sample("monthly-results.html")).arg("--db").arg(place.db()).output()?;
    let sql = "SELECT nationality, CAST(value_low AS INTEGER), period_start, country, cell FROM observations
               WHERE measure = 'arrested' AND is_total = 0 AND value_low IN (96, 41) ORDER BY cell";
    let june = "2021-06-01 | KE";
    let table = "Foreigners arrested by the border police in Kenya, 2021!D3";
    assert_eq!(
        rows(&place.db(), sql)?,
        [format!("foreign | 96 | {june} | -"), format!("SO | 41 | {june} | -"), format!("SO | 41 | {june} | {table}")]
    );
    let sql = "SELECT media_type, title, publisher, published, url, language, missing_cells FROM documents";
    assert_eq!(
        rows(&place.db(), sql)?,
        ["text/html | Border police publish results for June | Coast Courier | 2021-07-06 | \
          https://courier.example/2021/07/06/border-police-results | en | 0"]
    );
    let outside = "SELECT count(*) FROM refusals WHERE text IN ('3', '31', '1,200', 'Seven')";
    assert_eq!(rows(&place.db(), outside)?, ["0"], "menus, lists of links and the footer are not read");
    let cut = "SELECT count(*) FROM observation AS o JOIN document_text AS t USING (document_id)
               WHERE o.figure_start IS NOT NULL
                 AND substr(CAST(t.text AS BLOB), o.figure_start + 1, o.figure_end - o.figure_start) NOT IN
                     (CAST('96' AS BLOB), CAST('41' AS BLOB), CAST('27' AS BLOB), CAST('58' AS BLOB), CAST('12' AS BLOB))";
    assert_eq!(rows(&place.db(), cut)?, ["0"]);
    Ok(())
}

#[test]
fn figures_of_a_page_are_explained_from_its_text_and_its_table() -> Result {
    let place = Place::new()?;
    blotter().arg("run").arg(sample("monthly-results.html")).arg("--db").arg(place.db()).output()?;
    for (wanted, shown) in [("cell IS NULL AND value_low = 27", "»27« Ethiopians"), ("value_low = 22", "C4: 22")] {
        let id = rows(&place.db(), &format!("SELECT observation_id FROM observations WHERE {wanted}"))?;
        let output = blotter().arg("explain").args(id).arg("--db").arg(place.db()).output()?;
        assert!(stdout(&output).contains(shown), "{}{}", stdout(&output), stderr(&output));
    }
    Ok(())
}

#[test]
fn a_page_made_to_do_harm_is_a_problem_and_the_rest_is_loaded() -> Result {
    let place = Place::new()?;
    place.write("a.txt", common::ARTICLE)?;
    place.write("deep.html", "<div>".repeat(200_000))?;
    place.write("wide.html", "<b>".repeat(400_000))?;
    place.write(
        "table.html",
        "<table>".to_string() + &("<tr>".to_string() + &"<td rowspan=65534 colspan=1000>x".repeat(1_000)).repeat(9),
    )?;
    let output = place.run(&[])?;
    assert_eq!(output.status.code(), Some(65), "{}", stderr(&output));
    let sql = "SELECT source, code FROM problems ORDER BY source";
    assert_eq!(place.rows(sql)?, ["deep.html | hostile", "wide.html | hostile"]);
    assert_eq!(place.count("observations")?, 2);
    Ok(())
}
