//! What is written is so: the README's commands, views and targets exist, and the sample data is what its README says.

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use blotter::store::sql::VIEWS;
use common::{Place, Result, blotter, rows, stderr};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> Result<String> {
    Ok(std::fs::read_to_string(root().join(name))?)
}

/// The words between backticks.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn every_command_is_in_the_readme_and_every_one_there_exists() -> Result {
    let readme = read("README.md")?;
    let named: BTreeSet<&str> =
        code(&readme).filter_map(|c| c.strip_prefix("blotter ")).filter_map(|c| c.split(' ').next()).collect();
    for command in &named {
        assert!(blotter().args([command, "--help"]).output()?.status.success(), "blotter {command}");
    }
    let help = common::stdout(&blotter().arg("--help").output()?);
    let listed = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    let listed: BTreeSet<&str> = listed
        .filter_map(|l| l.strip_prefix("  "))
        .filter(|l| !l.starts_with(' '))
        .filter_map(|l| l.split(' ').next())
        .filter(|c| *c != "help")
        .collect();
    assert_eq!(named, listed);
    Ok(())
}

#[test]
fn every_view_is_in_the_readme() -> Result {
    let readme = read("README.md")?;
    let named: BTreeSet<&str> = code(&readme).collect();
    for view in VIEWS {
        assert!(named.contains(view.name), "`{}` is not in README.md", view.name);
    }
    Ok(())
}

#[test]
fn every_make_target_of_the_readme_exists() -> Result {
    let (readme, makefile) = (read("README.md")?, read("Makefile")?);
    let targets: BTreeSet<&str> = readme
        .split("make ")
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_lowercase()).next())
        .filter(|t| ["run", "query", "test"].contains(t))
        .collect();
    assert_eq!(targets.len(), 3);
    for target in targets {
        assert!(makefile.contains(&format!("\n{target}:")), "make {target}");
    }
    Ok(())
}

#[test]
fn the_sample_data_is_what_its_readme_says() -> Result {
    let readme = read("sample_data/README.md")?;
    let named: BTreeSet<String> =
        readme.lines().filter_map(|l| l.strip_prefix("| `")?.split('`').next()).map(str::to_string).collect();
    let mut there = BTreeSet::new();
    for folder in ["articles", "sheets", "web"] {
        for entry in std::fs::read_dir(root().join("sample_data").join(folder))? {
            there.insert(entry?.file_name().to_string_lossy().into_owned());
        }
    }
    assert_eq!(named, there);
    Ok(())
}

#[test]
fn the_sample_data_loads_and_its_annual_report_is_understood() -> Result {
    let place = Place::new()?;
    let output = blotter().arg("run").arg(root().join("sample_data")).arg("--db").arg(place.db()).output()?;
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let rejected = rows(&place.db(), "SELECT source, reason FROM documents WHERE status = 'rejected'")?;
    assert_eq!(rejected, Vec::<String>::new());
    let seed = rows(
        &place.db(),
        "SELECT nationality, value_low FROM observations
         WHERE source = 'articles/annual-report-2018.md' AND measure = 'arrested' AND kind = 'level'
         ORDER BY value_low",
    )?;
    assert_eq!(seed, ["MY | 57", "CN | 308", "CN | 412"]);
    Ok(())
}

#[test]
fn articles_on_other_things_give_no_observation() -> Result {
    let place = Place::new()?;
    blotter().arg("run").arg(root().join("sample_data")).arg("--db").arg(place.db()).output()?;
    for name in ["football-final", "rice-exports"] {
        let found = rows(
            &place.db(),
            &format!("SELECT measure, value_low, evidence FROM observations WHERE source LIKE '%{name}%'"),
        )?;
        assert_eq!(found, Vec::<String>::new());
    }
    Ok(())
}

#[test]
fn the_sample_tables_agree_and_disagree_with_the_report_as_their_readme_says() -> Result {
    let place = Place::new()?;
    blotter().arg("run").arg(root().join("sample_data")).arg("--db").arg(place.db()).output()?;
    let of = |file: &str, more: &str| {
        let sql =
            format!("SELECT nationality, sum(value_low) FROM observations WHERE source = 'sheets/{file}' AND {more}");
        rows(&place.db(), &sql)
    };
    let year = "is_total = 0 AND nationality = 'CN' AND period_start = '2018-01-01'";
    assert_eq!(of("arrests_by_nationality_2017_2018.xlsx", year)?, ["CN | 412"]);
    let sql =
        "SELECT CAST(sum(value_low) AS INTEGER) FROM observations WHERE source LIKE '%2014_2018.xls' AND is_total = 0";
    assert_eq!(rows(&place.db(), sql)?, ["14236"]);
    let documents = "object IN ('Passports', 'Visa stickers', 'Work permits')";
    assert_eq!(of("seizures_2018.ods", documents)?, [" | 35120"]);
    assert_eq!(of("deportations_by_offence.csv", "offences = 'economic_crime'")?, ["CN | 1702"]);
    let problems = rows(
        &place.db(),
        "SELECT source, cell, code FROM problems
         WHERE source LIKE '%deportations%' OR code = 'hidden_sheet' ORDER BY source",
    )?;
    assert_eq!(
        problems,
        [
            "sheets/arrests_by_nationality_2017_2018.xlsx | - | hidden_sheet",
            "sheets/deportations_2014_2018.xls | Deportations!D8 | total_mismatch",
            "sheets/deportations_by_offence.csv | C7 | unknown_nationality",
        ]
    );
    Ok(())
}

/// The report's figures meet in one fact, what disagrees is a conflict, an event counts once however many tell it.
#[test]
fn the_sample_sources_say_together_what_their_readme_says() -> Result {
    let place = Place::new()?;
    blotter().arg("run").arg(root().join("sample_data")).arg("--db").arg(place.db()).output()?;
    let report = rows(
        &place.db(),
        "SELECT value_low, sources, group_concat(DISTINCT m.source) FROM facts JOIN fact_observations AS m USING (fact_id)
         WHERE measure = 'arrested' AND nationality = 'CN' AND period_start = '2018-01-01' AND observations > 1 AND kind = 'level'",
    )?;
    let three =
        "articles/annual-report-2018.md,articles/annual-report-second-outlet.txt,sheets/annual_report_2018_annex.csv";
    assert_eq!(report.len(), 1);
    assert!(report[0].starts_with("412 | 3 | "), "{report:?}");
    assert!(three.split(',').all(|source| report[0].contains(source)), "{report:?}");
    let conflicts = "SELECT reason, value_low_a, source_a, value_low_b FROM conflicts ORDER BY reason";
    assert_eq!(
        rows(&place.db(), conflicts)?,
        [
            "change_disagrees | 140 | articles/annual-report-comment.md | 412",
            "different_values | 1649 | articles/annual-report-2018.md | 1702",
        ]
    );
    let raid = "SELECT value_low, sources, documents FROM facts WHERE value_low = 88 AND measure = 'arrested'";
    assert_eq!(rows(&place.db(), raid)?, ["88 | 2 | 3"]);
    for (view, filter) in [
        ("summary_by_nationality", "nationality = 'CN' AND year = 2018"),
        ("summary_by_year", "year = 2018"),
        ("summary_by_offence", "offences = 'online_gambling+telecom_scam' AND year = 2018"),
        ("summary_by_place", "country = 'KH' AND place = '' AND year = 2018"),
    ] {
        let sum = format!("SELECT value_low, value_high FROM {view} WHERE measure = 'arrested' AND {filter}");
        let expected = if filter.contains("CN") { "412 | 412" } else { "512 | 512" };
        assert_eq!(rows(&place.db(), &sum)?, [expected], "{view}");
    }
    let poipet = "SELECT value_low, sources FROM summary_by_place WHERE place = 'Poipet' AND measure = 'arrested'";
    assert_eq!(rows(&place.db(), poipet)?, ["90 | 3"]);
    let superseded = "SELECT e.value_low, l.value_low, s.reason FROM superseded AS s
         JOIN facts AS e USING (fact_id) JOIN facts AS l ON l.fact_id = s.by_fact_id";
    assert_eq!(rows(&place.db(), superseded)?, ["112 | 304 | longer_period"]);
    Ok(())
}
