//! The help of every command, as it is printed: a change of it is a change that people see.

mod common;

use common::{Result, blotter, stdout};

const COMMANDS: &[&str] = &[
    "run",
    "query",
    "explain",
    "report",
    "export",
    "extract",
    "load",
    "inspect",
    "check",
    "forget",
    "vocabulary",
    "completions",
    "man",
];

#[test]
fn help_of_every_command() -> Result {
    let mut all = stdout(&blotter().arg("--help").output()?);
    for command in COMMANDS {
        assert!(all.contains(&format!("  {command} ")), "{command} is not listed");
        all.push_str(&format!("\n$ blotter {command} --help\n"));
        all.push_str(&stdout(&blotter().args([command, "--help"]).output()?));
    }
    let listed = all.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    let begins = |l: &&str| l.starts_with("  ") && !l.starts_with("   ") && !l.starts_with("  help ");
    let listed = listed.filter(begins).count();
    assert_eq!(listed, COMMANDS.len(), "every command is in this test");
    let trimmed: Vec<&str> = all.lines().map(str::trim_end).collect();
    insta::assert_snapshot!(trimmed.join("\n"));
    Ok(())
}

#[test]
fn query_lists_its_questions_and_views() -> Result {
    insta::assert_snapshot!(stdout(&blotter().arg("query").output()?));
    Ok(())
}
