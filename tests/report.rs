//! The page: one file that needs nothing else, holds every figure with its evidence, and lets no text out of its place.

mod common;

use std::path::Path;

use common::{ARTICLE, Place, Result, blotter, stderr, stdout};
use serde_json::Value;

fn page(place: &Place, more: &[&str]) -> Result<String> {
    let out = place.path("report.html");
    let output = blotter().arg("report").arg("--db").arg(place.db()).arg("--out").arg(&out).args(more).output()?;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    Ok(std::fs::read_to_string(out)?)
}

fn sample() -> Result<Place> {
    let place = Place::new()?;
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data");
    blotter().arg("run").arg(sample).arg("--db").arg(place.db()).output()?;
    Ok(place)
}

/// The figures that the page carries.
fn data(page: &str) -> Result<Value> {
    let (_, rest) = page.split_once("<script type=\"application/json\" id=\"data\">").ok_or("no data")?;
    Ok(serde_json::from_str(rest.split("</script>").next().unwrap_or_default())?)
}

fn column<'v>(data: &'v Value, name: &str) -> Vec<&'v str> {
    let words = data["words"].as_array().map(Vec::as_slice).unwrap_or_default();
    let ids = data["statements"][name].as_array().map(Vec::as_slice).unwrap_or_default();
    ids.iter().filter_map(|id| words.get(id.as_u64()? as usize)?.as_str()).collect()
}

#[test]
fn every_observation_is_on_the_page_with_its_evidence() -> Result {
    let place = sample()?;
    let page = page(&place, &[])?;
    let data = data(&page)?;
    let mut ids: Vec<&str> =
        data["statements"]["id"].as_array().ok_or("ids")?.iter().filter_map(Value::as_str).collect();
    ids.sort_unstable();
    let mut stored = place.rows("SELECT observation_id FROM observations")?;
    stored.sort();
    assert_eq!(ids, stored);
    let places = data["statements"]["place"].as_array().ok_or("places")?;
    assert!(places.iter().all(|p| p.as_array().is_some_and(|p| p.len() == 5 || p.len() == 3)), "each has a place");
    let evidence = column(&data, "evidence");
    assert!(evidence.iter().any(|e| e.contains("412 Chinese nationals")), "{evidence:?}");
    let sheets: Vec<&Value> = data["documents"]
        .as_array()
        .ok_or("documents")?
        .iter()
        .filter(|d| d["source"].as_str().is_some_and(|s| s.starts_with("sheets/")))
        .flat_map(|d| d["sheets"].as_array().into_iter().flatten())
        .collect();
    assert!(!sheets.is_empty() && sheets.iter().all(|s| s["whole"] == true), "tables are shown as they stand");
    Ok(())
}

#[test]
fn the_page_asks_for_nothing_from_elsewhere() -> Result {
    let page = page(&sample()?, &[])?;
    let markup = page.split("<script type=\"application/json\"").next().unwrap_or_default();
    for sign in ["src=", "<link", "@import", "url(", "http://", "https://"] {
        assert!(!markup.contains(sign), "`{sign}` in the page");
    }
    assert!(page.contains("default-src 'none'"));
    Ok(())
}

#[test]
fn the_same_database_gives_the_same_page() -> Result {
    let place = sample()?;
    assert!(page(&place, &[])? == page(&place, &[])?);
    Ok(())
}

#[test]
fn hostile_text_is_only_text() -> Result {
    let place = Place::new()?;
    let title = "</title><script>alert(1)</script>\" onload=\"x";
    place.write("</script><img src=x>.txt", ARTICLE.replace("Scam compound raided", title))?;
    place.write("b.csv", "year,nationality,arrested\n2018,<script>alert(2)</script>,403\n2018,China,=1+1\n")?;
    place.write(
        "c.md",
        format!("---\ntitle: A\u{1b}[2J\u{9b}B \u{202e}C\n---\n{ARTICLE}\u{1b}[31m \u{202e}11 men were arrested.\n"),
    )?;
    place.run(&[])?;
    let page = page(&place, &["--title", "<b>Figures & \"facts\"</b>"])?;
    assert!(page.contains("&#60;b&#62;Figures") || page.contains("&lt;b&gt;Figures"), "the title is escaped");
    assert!(!page.contains("<script>alert") && !page.contains("<img") && !page.contains("onload=\""), "{page}");
    assert_eq!(page.matches("</script>").count(), 2, "the page's own two");
    assert!(!page.contains(['\u{1b}', '\u{9b}', '\u{202e}']), "whoever prints the page's source keeps their terminal");
    assert_eq!(data(&page)?["documents"][0]["title"], title);
    Ok(())
}

#[test]
fn only_paragraphs_with_figures_are_passed_on_unless_all_are_wanted() -> Result {
    let place = Place::new()?;
    place.write("a.txt", format!("{ARTICLE}\nA neighbour by the name of Nobody saw it all.\n"))?;
    place.run(&[])?;
    assert!(!page(&place, &[])?.contains("Nobody saw"));
    assert!(page(&place, &["--whole-texts"])?.contains("Nobody saw"));
    Ok(())
}

#[test]
fn an_empty_database_gives_a_page_that_says_so() -> Result {
    let place = Place::new()?;
    place.write("a.txt", "It rained in Lisbon.\n")?;
    place.run(&[])?;
    let page = page(&place, &[])?;
    for words in ["nothing to add up", "No two sources contradict each other", "<strong>0</strong> figures"] {
        assert!(page.contains(words), "{words}");
    }
    Ok(())
}

#[test]
fn standard_output_takes_the_page_and_a_bad_place_is_told() -> Result {
    let place = sample()?;
    let output = blotter().arg("report").arg("--db").arg(place.db()).args(["--out", "-"]).output()?;
    assert!(stdout(&output).starts_with("<!DOCTYPE html>"));
    let output = blotter().arg("report").arg("--db").arg(place.db()).args(["--out", "/nonexistent/a.html"]).output()?;
    assert!(!output.status.success());
    assert!(stderr(&output).contains("cannot write /nonexistent/a.html") && stderr(&output).contains("hint: "));
    Ok(())
}
