//! Tables against gold: the share of cells that are read right may only rise. Gold files stand beside their workbooks
//! (`NAME.cells.csv`), one row a cell that is an observation.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use blotter::extract::sheet::{Mappings, TableSource, extract};
use blotter::model::{Item, Locator, Observation, Problem};
use blotter::read::table::a1;
use blotter::source::{Limits, detect};
use blotter::vocabulary::Vocabulary;

/// The folders of gold, and what the mean over a folder's workbooks was when it was last raised: cell, core, full and
/// the problems that are named.
const FOLDERS: [(&str, [f64; 4]); 14] = [
    ("sheets", [0.99, 0.99, 0.99, 0.99]),
    ("sheets_unseen", [0.99, 0.99, 0.99, 0.99]),
    ("sheets_offices", [0.99, 0.99, 0.95, 0.99]),
    ("sheets_agencies", [0.99, 0.99, 0.95, 0.99]),
    ("sheets_ministries", [0.99, 0.99, 0.95, 0.99]),
    ("sheets_services", [0.99, 0.99, 0.90, 0.99]),
    ("sheets_registers", [0.99, 0.99, 0.95, 0.99]),
    ("sheets_bureaus", [0.99, 0.99, 0.95, 0.99]),
    ("sheets_commands", [0.99, 0.99, 0.95, 0.99]),
    ("sheets_posts", [0.99, 0.97, 0.95, 0.99]),
    ("sheets_missions", [0.99, 0.99, 0.95, 0.99]),
    ("sheets_branches", [0.99, 0.99, 0.95, 0.99]),
    ("sheets_authorities", [0.99, 0.99, 0.99, 0.99]),
    ("sheets_bulletins", [0.99, 0.99, 0.99, 0.99]),
];

const CORE: [&str; 4] = ["measure", "nationality", "period_start", "period_end"];
const REST: [&str; 8] = ["kind", "unit", "object", "qualifier", "sex", "age_group", "offences", "country"];

type Fields = HashMap<String, String>;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold").join(name)
}

fn read_csv(path: &Path) -> Vec<Fields> {
    let mut reader = csv::Reader::from_path(path).expect("gold is there");
    let names = reader.headers().expect("gold has a header").clone();
    let row = |r: csv::StringRecord| names.iter().map(str::to_string).zip(r.iter().map(str::to_string)).collect();
    reader.records().map(|r| row(r.expect("gold is csv"))).collect()
}

fn read_table(path: &Path) -> (Vec<Observation>, Vec<Problem>) {
    let media_type = detect(path).expect("readable").expect("a known format");
    let name = path.file_name().expect("a file").to_string_lossy();
    let source = TableSource::file(path, &name, media_type, &Limits::DEFAULT);
    let (mut observations, mut problems) = (Vec::new(), Vec::new());
    extract(&source, Vocabulary::builtin(), &Mappings::default(), &mut |item| match item {
        Item::Observation(observation) => observations.push(observation),
        Item::Problem(problem) => problems.push(problem),
        _ => {}
    })
    .expect("a table");
    (observations, problems)
}

fn place(observation: &Observation) -> (String, String) {
    match &observation.locator {
        Locator::Cell { sheet, row, column } => (sheet.as_deref().unwrap_or("").to_string(), a1(*row, *column)),
        Locator::Text { .. } => panic!("a table's figure stands in a cell"),
    }
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// An observation's attribute as the gold writes it.
fn attribute(o: &Observation, name: &str) -> String {
    let s = &o.series;
    let code = |c: Option<&str>| c.unwrap_or("").to_string();
    match name {
        "measure" => s.measure.to_string(),
        "nationality" => s.nationality.to_string(),
        "period_start" => o.period.start.map(|d| d.to_string()).unwrap_or_default(),
        "period_end" => o.period.end.map(|d| d.to_string()).unwrap_or_default(),
        "kind" => s.kind.to_string(),
        "unit" => s.unit.to_string(),
        "object" => code(s.object.as_deref()).to_lowercase(),
        "qualifier" => o.bounds.qualifier.to_string(),
        "sex" => code(s.sex.map(|x| x.as_str())),
        "age_group" => code(s.age_group.map(|x| x.as_str())),
        "offences" => s.offences.to_string(),
        "country" => s.country.to_string(),
        "place" => s.place.to_string(),
        "is_total" => u8::from(o.is_total).to_string(),
        other => panic!("no attribute {other}"),
    }
}

fn same(o: &Observation, gold: &Fields, names: &[&str]) -> bool {
    names.iter().all(|name| {
        let wanted = gold.get(*name).map_or("", String::as_str);
        wanted == "*" || attribute(o, name).to_lowercase() == wanted.to_lowercase()
    })
}

#[derive(Default)]
struct Score {
    right: [usize; 3],
    found: usize,
    gold: usize,
    problems: (usize, usize),
}

fn score(cells: &Path, book: &Path) -> Score {
    let gold = read_csv(cells);
    let ignored: Vec<String> = optional(cells, "ignore").iter().map(|r| r["cell"].clone()).collect();
    let (observations, problems) = read_table(book);
    let mut at: BTreeMap<(String, String), &Observation> = BTreeMap::new();
    for o in &observations {
        let (sheet, cell) = place(o);
        if !ignored.contains(&format!("{sheet}!{cell}")) && !ignored.contains(&cell) {
            at.insert((sheet, cell), o);
        }
    }
    let mut score = Score { found: at.len(), gold: gold.len(), ..Score::default() };
    for row in &gold {
        let Some(o) = at.get(&(row["sheet"].clone(), row["cell"].clone())) else { continue };
        if (o.bounds.low, o.bounds.high) != (number(&row["value_low"]), number(&row["value_high"])) {
            continue;
        }
        let core = same(o, row, &CORE);
        let full = core && same(o, row, &REST) && same(o, row, &["place", "is_total"]);
        for (level, good) in [true, core, full].into_iter().enumerate() {
            score.right[level] += usize::from(good);
        }
    }
    for wanted in optional(cells, "problems") {
        score.problems.1 += 1;
        let named = problems.iter().any(|p| p.code == wanted["code"] && p.cell.as_deref() == Some(&wanted["cell"]));
        score.problems.0 += usize::from(named);
    }
    score
}

fn optional(cells: &Path, kind: &str) -> Vec<Fields> {
    let name = cells.to_string_lossy().replace(".cells.csv", &format!(".{kind}.csv"));
    if Path::new(&name).exists() { read_csv(Path::new(&name)) } else { Vec::new() }
}

#[test]
fn gold_workbooks_are_read_as_well_as_ever() {
    for (name, floors) in FOLDERS {
        score_folder(name, floors);
    }
}

fn score_folder(name: &str, [cell, core, full, named]: [f64; 4]) {
    let mut sums = [0.0; 3];
    let mut books = 0;
    let mut problems = (0, 0);
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder(name)).expect("gold").flatten().map(|e| e.path()).collect();
    entries.sort();
    for cells in entries.iter().filter(|p| p.to_string_lossy().ends_with(".cells.csv")) {
        let stem = cells.to_string_lossy().replace(".cells.csv", "");
        let books_of = |ext: &&str| Path::new(&format!("{stem}.{ext}")).exists();
        let ext = ["xlsx", "xls", "ods", "csv", "tsv"].into_iter().find(books_of).expect("a workbook beside its gold");
        let score = score(cells, Path::new(&format!("{stem}.{ext}")));
        books += 1;
        problems = (problems.0 + score.problems.0, problems.1 + score.problems.1);
        let both = score.found + score.gold;
        let f1 = score.right.map(|right| if both == 0 { 1.0 } else { 2.0 * right as f64 / both as f64 });
        println!(
            "{stem}: gold {} found {} cell {:.3} core {:.3} full {:.3}",
            score.gold, score.found, f1[0], f1[1], f1[2]
        );
        for (sum, f1) in sums.iter_mut().zip(f1) {
            *sum += f1;
        }
    }
    assert!(books >= 6, "only {books} workbooks");
    for ((sum, floor), level) in sums.iter().zip([cell, core, full]).zip(["cell", "core", "full"]) {
        let mean = sum / books as f64;
        assert!(mean >= floor, "{name}: {level} fell to {mean:.4}, below {floor}");
    }
    let recall = if problems.1 == 0 { 1.0 } else { problems.0 as f64 / problems.1 as f64 };
    assert!(recall >= named, "{name}: {} of {} problems named", problems.0, problems.1);
}

/// Reads a table from text under a name.
fn of_text(name: &str, text: &str) -> (Vec<Observation>, Vec<Problem>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("written");
    read_table(&path)
}

#[test]
fn tables_about_other_things_give_nothing_and_say_why() {
    for (name, text) in [
        ("league.csv", "Team,Country,Played,Wins,Draws,Losses\nArsenal,England,38,14,14,10\nLyon,France,38,11,7,20\n"),
        (
            "schools.csv",
            "School,Pupils,Teachers,Books issued,Fees charged (USD)\nNo. 1,120,5,300,1200\nNo. 2,80,3,90,400\n",
        ),
        ("rice.csv", "Province,2018,2019\nKampot,120,125\nKandal,80,83\n"),
    ] {
        let (observations, problems) = of_text(name, text);
        assert_eq!(observations.len(), 0, "{name}");
        assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["out_of_scope"], "{name}");
    }
}

#[test]
fn bad_lines_are_named_and_spoil_no_neighbour() {
    let text = "year,nationality,arrested\n2019,China,5\n2019,\"Viet Nam,6\n2019,Laos,7,8,9\n2019\n2019,Thailand,many\n2019,Japan,9\n";
    let (observations, problems) = of_text("arrests.csv", text);
    assert_eq!(observations.iter().map(|o| o.bounds.low).collect::<Vec<_>>(), [Some(5.0), Some(7.0), Some(9.0)]);
    let mut found: Vec<(Option<u64>, Option<&str>, &str)> =
        problems.iter().map(|p| (p.line, p.cell.as_deref(), p.code)).collect();
    found.sort();
    assert_eq!(
        found,
        [(None, Some("C6"), "bad_number"), (Some(3), None, "unclosed_quote"), (Some(4), None, "surplus_cells")]
    );
}

#[test]
fn niger_is_not_nigeria_and_a_misspelling_is_never_taken() {
    let (observations, problems) =
        of_text("deported_2019.csv", "Nationality,2018,2019\nNiger,5,6\nNigeria,7,8\nNigeira,1,2\n");
    let nationalities: Vec<&str> = observations.iter().map(|o| &*o.series.nationality).collect();
    assert_eq!(nationalities, ["NE", "NE", "NG", "NG", "", ""]);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].message.contains("Nigeria (NG)"), "{}", problems[0].message);
}

#[test]
fn figures_in_thousands_are_multiplied() {
    let text =
        "Foreigners deported from Kenya (in thousands)\n\nNationality,2020,2021\nUganda,1.2,0.8\nSomalia,12.4,9\n";
    let (observations, problems) = of_text("kenya.csv", text);
    let values: Vec<_> = observations.iter().filter_map(|o| o.bounds.low).collect();
    assert_eq!((values, problems.len()), (vec![1200.0, 800.0, 12400.0, 9000.0], 0));
}

#[test]
fn lines_above_a_table_say_what_holds_for_all_of_it() {
    let text = "Persons arrested\n\nCitizenship;;Morocco\nSex;;Females\nReporting year;;2021\n\nGEO;Number\nBelgium;5\nSpain;7\nItaly;6\n";
    let (observations, _) = of_text("arrests.csv", text);
    let seen: Vec<_> = observations.iter().map(|o| (&*o.series.nationality, &*o.series.country)).collect();
    assert_eq!(seen, [("MA", "BE"), ("MA", "ES"), ("MA", "IT")]);
    assert!(observations.iter().all(|o| o.period.start.map(|d| d.to_string()).as_deref() == Some("2021-01-01")));
}

#[test]
fn births_by_citizenship_are_no_migration() {
    let text = "Live births by citizenship of the mother, 2021\n\nCitizenship,January\nUkraine,5\nSlovakia,7\n";
    let (observations, problems) = of_text("births.csv", text);
    assert_eq!(observations.len(), 0);
    assert_eq!(problems.iter().map(|p| p.code).collect::<Vec<_>>(), ["out_of_scope"]);
}

#[test]
fn figures_of_which_nothing_says_what_they_count_are_named_once() {
    let long = "Year,Nationality,Measure,Number\n2019,China,Arrested,5\n2019,Laos,Deported,7\n\
                2019,China,Zorbified,3\n2019,Laos,Zorbified,4\n";
    let (observations, problems) = of_text("TH.csv", long);
    assert_eq!(observations.len(), 2);
    assert_eq!(problems.iter().map(|p| (p.code, p.cell.as_deref())).collect::<Vec<_>>(), [("no_measure", Some("D4"))]);
    assert!(problems[0].message.contains("`Zorbified`"), "{}", problems[0].message);
}

#[test]
fn persons_beside_cases_are_those_to_whom_the_title_says_it_happened() {
    let text = "Cases cleared and persons arrested in Kenya 2021\n\nOffence,Cases,Persons\nTheft,30,41\nFraud,20,25\n";
    let (observations, _) = of_text("kenya.csv", text);
    let seen: Vec<&str> = observations.iter().map(|o| &*o.series.measure).collect();
    assert_eq!(seen, ["cases", "arrested", "cases", "arrested"]);
}

#[test]
fn letters_for_the_sexes_are_read_beside_each_other() {
    for (header, expected) in [("H,M", ["male", "female"]), ("V,M", ["male", "female"]), ("F,M", ["female", "male"])] {
        let text =
            format!("Extranjeros detenidos en España, 2021\n\nNacionalidad,{header}\nMarruecos,31,5\nRumanía,9,7\n");
        let (observations, _) = of_text("detenidos.csv", &text);
        let seen: Vec<&str> = observations.iter().take(2).filter_map(|o| o.series.sex.map(|s| s.as_str())).collect();
        assert_eq!(seen, expected, "{header}");
    }
}

#[test]
fn a_title_gives_the_one_place_in_the_country_of_all_figures() {
    let text = "Foreigners arrested in Mombasa, Kenya, 2021\n\nNationality,Male,Female,Not recorded\nUganda,5,6,1\n\
                Somalia,7,8,0\nTotal,12,14,1\n";
    let (observations, _) = of_text("arrests.csv", text);
    assert_eq!(observations.len(), 9);
    assert!(observations.iter().all(|o| &*o.series.place == "Mombasa" && &*o.series.country == "KE"));
    assert_eq!(observations.iter().filter(|o| &*o.series.nationality == "UG").count(), 3);
}

#[test]
fn a_long_table_is_the_same_beyond_its_head() {
    let mut text = String::from("year,month,nationality,sex,arrested\n");
    for i in 0..9000 {
        text.push_str(&format!(
            "{},{},{},{},{}\n",
            2010 + i % 10,
            1 + i % 12,
            ["China", "Laos"][i % 2],
            ["M", "F"][i % 2],
            i
        ));
    }
    let (observations, problems) = of_text("arrests_TH.csv", &text);
    assert_eq!((observations.len(), problems.len()), (9000, 0));
    let last = &observations[8999];
    assert_eq!(place(last).1, "E9001");
    assert_eq!((&*last.series.nationality, last.bounds.low), ("LA", Some(8999.0)));
    assert_eq!(last.period.start.map(|d| d.to_string()).as_deref(), Some("2019-12-01"));
}

#[test]
fn a_mapping_beside_the_table_decides() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("zones.csv");
    std::fs::write(&path, "Zone,Jan,Feb,Check\nNorth,12,13,1\nSouth,4,5,1\n").expect("written");
    let map = "[[sheet]]\nleave_out = [\"C3\"]\n[sheet.constants]\nmeasure = \"arrested\"\ncountry = \"TZ\"\nperiod = \"2019\"\n\
               [sheet.columns]\nZone = \"place\"\nCheck = \"skip\"\n";
    std::fs::write(folder.path().join("zones.blotter.toml"), map).expect("written");
    let (observations, _) = read_table(&path);
    let seen: Vec<(String, &str, Option<f64>)> =
        observations.iter().map(|o| (place(o).1, &*o.series.place, o.bounds.low)).collect();
    assert_eq!(
        seen,
        [("B2".into(), "North", Some(12.0)), ("C2".into(), "North", Some(13.0)), ("B3".into(), "South", Some(4.0))]
    );
    assert!(observations.iter().all(|o| &*o.series.country == "TZ" && &*o.series.measure == "arrested"));
    let of_one =
        map.replace("country =", "place = \"Arusha\"\ncountry =").replace("Zone = \"place\"", "Zone = \"skip\"");
    std::fs::write(folder.path().join("zones.blotter.toml"), of_one).expect("written");
    assert!(read_table(&path).0.iter().all(|o| &*o.series.place == "Arusha"));
    std::fs::write(folder.path().join("zones.blotter.toml"), map.replace("Zone =", "Region =")).expect("written");
    let media_type = detect(&path).expect("readable").expect("known");
    let source = TableSource::file(&path, "zones.csv", media_type, &Limits::DEFAULT);
    let error = extract(&source, Vocabulary::builtin(), &Mappings::default(), &mut |_| {}).expect_err("fits no more");
    assert!(error.to_string().contains("zones.blotter.toml:8"), "{error}");
}
