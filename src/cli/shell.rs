//! `blotter completions` and `blotter man`: what a shell and a reader of manuals want to know of the command line.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, bail};
use blotter::store::sql::{QUERIES, VIEWS};
use clap::{CommandFactory, ValueEnum};
use clap_complete::CompletionCandidate;
use clap_complete::env::{CompleteEnv, Shells};
use clap_mangen::Man;

use super::output::plain;
use super::{Cli, Exit};

/// The variable by which a completion script asks for words.
const ASKS: &str = "COMPLETE";

/// Complete commands, files and names of questions in a shell: blotter completions bash
///
/// Prints a script that the shell reads. For good:
///   bash: blotter completions bash > ~/.local/share/bash-completion/completions/blotter
///   zsh:  blotter completions zsh > a folder of $fpath, as _blotter
///   fish: blotter completions fish > ~/.config/fish/completions/blotter.fish
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// Print the manual page of blotter, or of one command: blotter man run > blotter-run.1
///
/// With --out it writes all of them: `blotter man --out ~/.local/share/man/man1`, then `man blotter-run`.
#[derive(Debug, clap::Args)]
pub struct ManArgs {
    /// A command; blotter itself where none is named.
    #[arg(value_name = "COMMAND", conflicts_with = "out")]
    of: Option<String>,

    /// A folder for the pages of all commands; made where it doesn't exist.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Answers a completion script, when one asks, and ends the process.
pub fn answer_completion() {
    CompleteEnv::with_factory(Cli::command).var(ASKS).complete();
}

/// The names that `blotter query` knows, each with what it answers.
pub fn questions() -> Vec<CompletionCandidate> {
    let candidate =
        |file: &blotter::store::sql::SqlFile| CompletionCandidate::new(file.name).help(Some(file.title().into()));
    QUERIES.iter().chain(VIEWS).map(candidate).collect()
}

pub fn completions(args: &CompletionsArgs) -> anyhow::Result<Exit> {
    let name = match args.shell {
        Shell::Bash => "bash",
        Shell::Zsh => "zsh",
        Shell::Fish => "fish",
    };
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(name) else { bail!("no completions for {name}") };
    let mut script = Vec::new();
    shell.write_registration(ASKS, "blotter", "blotter", "blotter", &mut script)?;
    io::stdout().write_all(&script)?;
    Ok(Exit::Done)
}

pub fn man(args: &ManArgs) -> anyhow::Result<Exit> {
    let command = Cli::command().disable_help_subcommand(true);
    if let Some(folder) = &args.out {
        let place = || folder.display().to_string();
        std::fs::create_dir_all(folder).with_context(place)?;
        clap_mangen::generate_to(command, folder).with_context(place)?;
        return Ok(Exit::Done);
    }
    let mut command = command;
    // A command that is built knows that its sub-commands' pages are blotter-run, blotter-query, …
    command.build();
    let page = match &args.of {
        None => &command,
        Some(name) => match command.find_subcommand(name) {
            Some(found) => found,
            None => bail!("no command `{}`\n  hint: `blotter --help` lists them", plain(name)),
        },
    };
    let mut text = Vec::new();
    Man::new(page.clone()).render(&mut text)?;
    io::stdout().write_all(&text)?;
    Ok(Exit::Done)
}
