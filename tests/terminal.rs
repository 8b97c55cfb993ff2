//! What a person at a terminal meets: examples that work, tables that fit, colours where they are wanted, completions,
//! manual pages, the vocabulary, and errors that say what to do.

mod common;

use std::path::Path;
use std::process::Command;

use common::{ARTICLE, Place, Result, blotter, stderr, stdout};

const BIN: &str = env!("CARGO_BIN_EXE_blotter");

/// Every command that can be called, as its words.
fn commands() -> Result<Vec<Vec<String>>> {
    let mut out = Vec::new();
    let mut open = vec![Vec::new()];
    while let Some(command) = open.pop() {
        let help = stdout(&blotter().args(&command).arg("--help").output()?);
        let listed = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
        let names = listed.filter_map(|l| l.strip_prefix("  ")).filter(|l| !l.starts_with(' '));
        for name in names.filter_map(|l| l.split(' ').next()).filter(|n| *n != "help") {
            let mut words = command.clone();
            words.push(name.to_string());
            open.push(words.clone());
            out.push(words);
        }
    }
    out.sort();
    Ok(out)
}

/// A folder that looks like the repository's, with the sample data loaded into out/blotter.db.
fn beside_the_sample_data() -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_data"), &folder.path().join("sample_data"))?;
    std::fs::create_dir(folder.path().join("out"))?;
    let run = ["run", "sample_data", "--db", "out/blotter.db"];
    assert!(blotter().current_dir(folder.path()).args(run).output()?.status.success());
    // What `load` is given: the output of `extract`.
    let records = blotter().current_dir(folder.path()).args(["extract", "sample_data/articles/roundup.md"]).output()?;
    std::fs::write(folder.path().join("records.ndjson"), records.stdout)?;
    Ok(folder)
}

fn copy(from: &Path, to: &Path) -> Result {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

#[test]
fn the_help_of_each_command_begins_with_an_example_that_works() -> Result {
    let folder = beside_the_sample_data()?;
    let path = format!(
        "{}:{}",
        Path::new(BIN).parent().unwrap_or(Path::new("")).display(),
        std::env::var("PATH").unwrap_or_default()
    );
    for command in commands()? {
        let help = stdout(&blotter().args(&command).arg("--help").output()?);
        let first: Vec<&str> = help.lines().take_while(|l| !l.is_empty()).collect();
        let first = first.join(" ");
        let name = command.join(" ");
        let Some((_, example)) = first.split_once(": ") else { panic!("{name}: no example in `{first}`") };
        assert!(example.starts_with(&format!("blotter {name}")), "{name}: `{example}`");
        let output = Command::new("sh").current_dir(folder.path()).env("PATH", &path).args(["-c", example]).output()?;
        assert!(output.status.success(), "{example}: {}", stderr(&output));
        assert!(!output.stdout.is_empty() || example.contains(['>']) || example.contains("--out"), "{example}");
    }
    Ok(())
}

#[test]
fn a_table_fits_the_width_and_no_number_is_broken() -> Result {
    let folder = beside_the_sample_data()?;
    for width in [60, 80, 100, 140] {
        for question in ["arrests_by_nationality", "summary_by_nationality", "observations", "problems", "runs"] {
            let output = blotter()
                .current_dir(folder.path())
                .env("COLUMNS", width.to_string())
                .args(["query", question, "--db", "out/blotter.db"])
                .output()?;
            let text = stdout(&output);
            let widest = text.lines().map(|l| l.chars().count()).max().unwrap_or(0);
            assert!(widest <= width, "{question} is {widest} wide at {width}:\n{text}");
            assert!(!text.is_empty());
        }
    }
    let sql = "SELECT 1234567 AS a_long_name_of_a_number, 'word '||hex(zeroblob(40)) AS words";
    let output = blotter()
        .current_dir(folder.path())
        .env("COLUMNS", "50")
        .args(["query", sql, "--db", "out/blotter.db"])
        .output()?;
    assert!(stdout(&output).contains(" 1234567 "), "{}", stdout(&output));
    Ok(())
}

/// What a command prints on a terminal of its own.
#[cfg(target_os = "linux")]
fn on_a_terminal(folder: &Path, environment: &[(&str, &str)], command: &str) -> Result<String> {
    let line = format!("'{BIN}' {command}");
    let mut script = Command::new("script");
    script.current_dir(folder).args(["-q", "-e", "-c", &line, "/dev/null"]);
    script.env_remove("NO_COLOR").env("TERM", "xterm-256color").env("COLUMNS", "100");
    script.envs(environment.iter().copied());
    Ok(stdout(&script.output()?))
}

#[test]
#[cfg(target_os = "linux")]
fn colours_are_for_a_terminal_and_never_against_no_color() -> Result {
    let folder = beside_the_sample_data()?;
    for command in ["query arrests_by_nationality --db out/blotter.db", "explain b1052b3ad0af-0 --db out/blotter.db"] {
        let plain = |text: &str| !text.contains("\u{1b}[");
        let shown = on_a_terminal(folder.path(), &[], command)?;
        assert!(!plain(&shown), "no colour on a terminal: {shown}");
        let shown = on_a_terminal(folder.path(), &[("NO_COLOR", "1")], command)?;
        assert!(plain(&shown) && !shown.is_empty(), "{command} against NO_COLOR: {shown:?}");
        let shown = on_a_terminal(folder.path(), &[("TERM", "dumb")], command)?;
        assert!(plain(&shown), "{command} on a dumb terminal: {shown:?}");
        let words: Vec<&str> = command.split(' ').collect();
        let piped = stdout(&blotter().current_dir(folder.path()).args(words).output()?);
        assert!(plain(&piped), "{command} in a pipe: {piped:?}");
    }
    Ok(())
}

#[test]
fn records_are_a_line_a_column_without_the_empty_ones() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.run(&[])?;
    let sql = "SELECT value_low, nationality, place, cell FROM observations LIMIT 1";
    let output = blotter().args(["query", sql, "--format", "records", "--db"]).arg(place.db()).output()?;
    let text = stdout(&output);
    let lines: Vec<Vec<&str>> = text.lines().map(|l| l.split_whitespace().collect()).collect();
    assert_eq!(
        lines,
        [vec!["──", "1", "──"], vec!["value_low", "403"], vec!["nationality", "CN"], vec!["place", "Phnom", "Penh"]]
    );
    Ok(())
}

#[test]
fn each_shell_gets_its_completions_and_bash_completes_with_them() -> Result {
    for (shell, sign) in [("bash", "complete -o"), ("zsh", "#compdef blotter"), ("fish", "complete --keep-order")] {
        let script = stdout(&blotter().args(["completions", shell]).output()?);
        assert!(script.contains(sign) && script.contains("blotter"), "{shell}: {script}");
    }
    let folder = tempfile::tempdir()?;
    let script = folder.path().join("blotter.bash");
    std::fs::write(&script, blotter().args(["completions", "bash"]).output()?.stdout)?;
    let complete = |words: &str| -> Result<Vec<String>> {
        let count = words.split_whitespace().count() - usize::from(!words.ends_with(' '));
        let line = format!(
            "blotter() {{ '{BIN}' \"$@\"; }}; source '{}'; COMP_WORDS=({words}); COMP_CWORD={count}; \
             _clap_complete_blotter blotter \"${{COMP_WORDS[{count}]}}\"; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
            script.display()
        );
        let output = Command::new("bash").args(["-c", &line]).output()?;
        Ok(stdout(&output).lines().map(|l| l.trim().to_string()).collect())
    };
    assert!(complete("blotter vo")?.contains(&"vocabulary".to_string()));
    assert!(complete("blotter query arrests_by")?.contains(&"arrests_by_nationality".to_string()));
    assert!(complete("blotter vocabulary list off")?.contains(&"offences".to_string()));
    Ok(())
}

#[test]
fn every_command_has_its_manual_page() -> Result {
    let folder = tempfile::tempdir()?;
    assert!(blotter().args(["man", "--out"]).arg(folder.path()).output()?.status.success());
    let main = std::fs::read_to_string(folder.path().join("blotter.1"))?;
    assert!(main.contains("Exit codes"), "{main}");
    for command in commands()? {
        let page = folder.path().join(format!("blotter-{}.1", command.join("-")));
        let page = std::fs::read_to_string(&page)?;
        assert!(page.contains(".SH NAME"), "{page}");
    }
    let one = stdout(&blotter().args(["man", "query"]).output()?);
    assert_eq!(one, std::fs::read_to_string(folder.path().join("blotter-query.1"))?);
    Ok(())
}

#[test]
fn the_vocabulary_is_listed_and_tried() -> Result {
    let sizes = stdout(&blotter().args(["vocabulary", "list", "--format", "csv"]).output()?);
    assert!(sizes.contains("measures"), "{sizes}");
    let found = stdout(&blotter().args(["vocabulary", "list", "offences", "--word", "Phish"]).output()?);
    assert!(found.contains("online_scam") && !found.contains("phishings"), "{found}");
    let sentence = "Police arrested 12 Kenyans, aged 30, for phishing last year.";
    let tried = blotter().args(["vocabulary", "try", sentence, "--date", "2019-03-01"]).output()?;
    let tried = stdout(&tried);
    for part in ["nationality KE", "offence online_scam", "2018-01-01 – 2018-12-31", "It is somebody's age."] {
        assert!(tried.contains(part), "`{part}` is not in:\n{tried}");
    }
    let tried = stdout(&blotter().args(["vocabulary", "try", "Officers seized 12 passports on Monday."]).output()?);
    assert!(tried.contains("in an article that is:") && tried.contains("passports"), "{tried}");
    assert!(!tried.contains("out_of_scope"), "{tried}");
    let place = Place::new()?;
    place.write("measures.toml", "[[measure]]\ncode = \"arrested\"\nverbs = [\"frogmarch\"]\n")?;
    let mine = |words: &[&str]| blotter().args(words).arg("--vocabulary").arg(place.inbox()).output();
    let listed = stdout(&mine(&["vocabulary", "list", "measures", "--word", "frogmarch"])?);
    assert!(listed.contains("{frogmarch}"), "{listed}");
    let tried = stdout(&mine(&["vocabulary", "try", "Police frogmarched 14 Kenyans out of the flat."])?);
    assert!(tried.contains("arrested"), "{tried}");
    Ok(())
}

#[test]
fn every_error_says_what_to_do() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.write("x.pdf", "%PDF-1.4")?;
    place.write("bad.toml", "a = 1\n")?;
    place.run(&[])?;
    std::fs::create_dir(place.path("empty"))?;
    let db = place.db().display().to_string();
    let calls: &[&[&str]] = &[
        &["run"],
        &["run", "nowhere", "--db", "b.db"],
        &["run", "a.txt"],
        &["run", "a.txt", "--db", "/nonexistent/a.db"],
        &["run", "a.txt", "--db", "x.pdf"],
        &["run", "--config", "bad.toml"],
        &["run", "--config", "none.toml"],
        &["run", "a.txt", "--db", "b.db", "--vocabulary", "none"],
        &["run", "a.txt", "--db", "b.db", "--vocabulary", "."],
        &["run", "a.txt", "--db", "b.db", "--mapping", "none.toml"],
        &["query", "sumary_by_year", "--db", &db],
        &["query", "by_year"],
        &["query", "by_year", "--db", "none.db"],
        &["query", "SELECT nothing FROM observations", "--db", &db],
        &["query", "DELETE FROM document", "--db", &db],
        &["query", "SELECT 1; SELECT 2", "--db", &db],
        &["explain", "abc", "--db", &db],
        &["explain", "--refusals", "none.txt"],
        &["explain", "--refusals", "x.pdf"],
        &["extract", "none.txt"],
        &["extract", "x.pdf"],
        &["extract", "."],
        &["inspect", "none.csv"],
        &["inspect", "x.pdf"],
        &["check", "--db", "none.db"],
        &["check", "--db", "x.pdf"],
        &["vocabulary", "list", "--word", "zzzz"],
        &["man", "nothing"],
    ];
    for call in calls {
        let output = blotter().current_dir(place.inbox()).args(*call).output()?;
        let said = stderr(&output);
        assert!(output.status.code().is_some_and(|code| (64..=78).contains(&code)), "{call:?}: {said}");
        let (message, hint) = said.split_once("\n  hint: ").unwrap_or_else(|| panic!("{call:?} has no hint: {said}"));
        assert!(message.starts_with("blotter: ") && hint.len() > 10, "{call:?}: {said}");
        assert!(!hint.contains("os error"), "{call:?}: the hint stands last: {said}");
    }
    Ok(())
}
