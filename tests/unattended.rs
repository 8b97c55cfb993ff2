//! What a cron job sees of a run: exit codes, the log, the report, the lock.

mod common;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::{ARTICLE, Place, Result, blotter, stderr, stdout};

#[test]
fn exit_codes_tell_one_end_from_another() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    let code = |args: &[&str]| -> Result<Option<i32>> { Ok(blotter().args(args).output()?.status.code()) };
    let (inbox, db) = (place.inbox().display().to_string(), place.db().display().to_string());
    assert_eq!(code(&["run", &inbox, "--db", &db])?, Some(0), "all loaded");
    assert_eq!(code(&["run", &inbox, "--db", &db])?, Some(0), "nothing new");
    assert_eq!(code(&["run", &inbox, "--db", &db, "--detailed-exit-code"])?, Some(4), "nothing new, asked for");
    assert_eq!(code(&["run", "--unknown"])?, Some(64), "usage");
    assert_eq!(code(&["run", "--db", &db])?, Some(64), "no inputs");
    assert_eq!(code(&["query", "no_such_view", "--db", &db])?, Some(64), "no such question");
    assert_eq!(code(&["run", "/no/such/folder", "--db", &db])?, Some(66), "no such input");
    assert_eq!(code(&["run", &inbox, "--db", "/no/such/folder/a.db"])?, Some(74), "no place for a database");
    assert_eq!(code(&["query", "observations", "--db", "/no/such.db"])?, Some(74), "no database");
    assert_eq!(code(&["run", "--config", "/no/such.toml"])?, Some(78), "config");
    place.write("b.bin", b"\0\x01")?;
    assert_eq!(code(&["run", &inbox, "--db", &db])?, Some(65), "rejected inputs");
    assert_eq!(code(&["extract", &format!("{inbox}/b.bin")])?, Some(65), "a file that can't be read");
    assert_eq!(code(&["--help"])?, Some(0));
    Ok(())
}

#[test]
fn flags_go_before_the_environment_and_both_before_the_config() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    let config = place.path("blotter.toml");
    std::fs::write(&config, "inputs = [\"inbox\"]\ndatabase = \"config.db\"\n")?;
    let run = || {
        let mut command = blotter();
        command.arg("run").arg("--config").arg(&config).current_dir("/");
        command
    };
    run().output()?;
    run().env("BLOTTER_DB", place.path("environment.db")).output()?;
    run().env("BLOTTER_DB", place.path("none.db")).arg("--db").arg(place.path("flag.db")).output()?;
    run().env_remove("BLOTTER_DB").env("BLOTTER_CONFIG", &config).output()?;
    for (name, made) in [("config.db", true), ("environment.db", true), ("flag.db", true), ("none.db", false)] {
        assert_eq!(place.path(name).exists(), made, "{name}");
    }
    Ok(())
}

#[test]
fn a_config_alone_logs_and_reports() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    place.write("b\n\u{1b}[2Jc.bin", b"\0\x01")?;
    let config = place.path("blotter.toml");
    let lines = "inputs = [\"inbox\"]\ndb = \"out.db\"\nlog = \"blotter.log\"\nreport_json = \"report.json\"\n";
    std::fs::write(&config, lines)?;
    let run = || blotter().args(["run", "--quiet", "--config"]).arg(&config).output();
    let output = run()?;
    assert_eq!((stdout(&output), stderr(&output)), (String::new(), String::new()), "cron mails what is printed");
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(place.path("report.json"))?)?;
    assert_eq!((&report["outcome"], &report["exit_code"]), (&"loaded_with_rejects".into(), &65.into()));
    assert_eq!((&report["loaded"], &report["rejected"], &report["observations"]), (&1.into(), &1.into(), &2.into()));
    assert_eq!(report["rejected_inputs"][0]["code"], "unknown_format");
    let log = std::fs::read_to_string(place.path("blotter.log"))?;
    let id = report["run"].as_str().unwrap_or("none");
    assert!(log.lines().count() >= 2, "{log}");
    for line in log.lines() {
        assert!(line.starts_with("20") && line.contains(id), "{line}");
        assert!(!line.contains('\u{1b}'), "{line}");
    }
    assert!(log.contains(" WARN ") && log.contains("1 of 2 inputs loaded"), "{log}");
    // A failure is told on standard error, in the log and in the report.
    std::fs::write(place.path("out.db"), "this is no database, it is a text that lies in its place")?;
    let output = run()?;
    assert_eq!(output.status.code(), Some(74));
    assert!(stderr(&output).contains("no database of blotter's"), "{}", stderr(&output));
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(place.path("report.json"))?)?;
    assert_eq!((&report["outcome"], &report["exit_code"]), (&"failed".into(), &74.into()));
    assert!(std::fs::read_to_string(place.path("blotter.log"))?.contains(" ERROR "));
    Ok(())
}

#[test]
fn a_second_run_leaves_at_once_and_names_the_holder_or_waits() -> Result {
    let place = Place::new()?;
    place.write("a.txt", ARTICLE)?;
    let lock = std::fs::File::create(place.path("out.db.lock"))?;
    lock.lock()?;
    std::fs::write(place.path("out.db.lock"), "process 4711 since 2020-01-01T00:00:00Z")?;
    let output = place.run(&[])?;
    assert_eq!(output.status.code(), Some(75));
    assert!(stderr(&output).contains("(process 4711 since 2020-01-01T00:00:00Z)"), "{}", stderr(&output));
    let began = Instant::now();
    assert_eq!(place.run(&["--wait", "1"])?.status.code(), Some(75));
    assert!(began.elapsed() >= Duration::from_secs(1));
    let mut waiting = Command::new(env!("CARGO_BIN_EXE_blotter"));
    waiting.arg("run").arg(place.inbox()).arg("--db").arg(place.db()).args(["--wait", "600"]);
    let mut waiting = waiting.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    assert!(waiting.try_wait()?.is_none());
    drop(lock);
    assert_eq!(waiting.wait()?.code(), Some(0));
    assert_eq!(place.count("observations")?, 2);
    Ok(())
}
