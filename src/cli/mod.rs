//! The command line: one file a sub-command.

mod check;
mod exit;
mod explain;
mod export;
mod extract;
mod fault;
mod forget;
mod inspect;
mod knowledge;
mod load;
mod log;
mod output;
mod parameters;
mod progress;
mod query;
mod reasons;
mod record;
mod report;
mod run;
mod run_report;
mod shell;
mod stdin;
mod terminal;
mod vocabulary;

use clap::{ArgAction, Parser, Subcommand};

pub use exit::Exit;
pub use shell::answer_completion;

/// From articles and spreadsheets on cross-border crime to one SQLite database in which every figure points to the
/// words that state it.
#[derive(Debug, Parser)]
#[command(name = "blotter", version = blotter::version::EXTRACTOR, after_help = exit::HELP, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,

    /// Say nothing but errors.
    #[arg(short, long, global = true)]
    quiet: bool,

    /// Say more; twice, everything.
    #[arg(short, long, global = true, action = ArgAction::Count)]
    verbose: u8,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Args),
    Query(query::Args),
    Export(export::Args),
    Explain(explain::Args),
    Report(report::Args),
    Extract(extract::Args),
    Load(load::Args),
    Inspect(inspect::Args),
    Check(check::Args),
    Forget(forget::Args),
    Vocabulary(vocabulary::Args),
    Completions(shell::CompletionsArgs),
    Man(shell::ManArgs),
}

impl Cli {
    pub fn run(&self) -> anyhow::Result<Exit> {
        let bars = log::start(self.quiet, self.verbose);
        match &self.command {
            Command::Run(args) => run::run(args, self.quiet, bars),
            Command::Query(args) => query::run(args),
            Command::Export(args) => export::run(args),
            Command::Explain(args) => explain::run(args),
            Command::Report(args) => report::run(args),
            Command::Extract(args) => extract::run(args),
            Command::Load(args) => load::run(args, self.quiet),
            Command::Inspect(args) => inspect::run(args),
            Command::Check(args) => check::run(args),
            Command::Forget(args) => forget::run(args),
            Command::Vocabulary(args) => vocabulary::run(args),
            Command::Completions(args) => shell::completions(args),
            Command::Man(args) => shell::man(args),
        }
    }
}

/// Says on standard error what went wrong, and in the log where that is a file.
pub fn tell(error: &anyhow::Error) {
    let words = fault::message(error);
    if log::is_in_file() {
        ::log::error!("{words}");
    }
    let lines: Vec<String> = words.lines().map(output::plain).collect();
    eprintln!("blotter: {}", lines.join("\n"));
}

/// A reader that has seen enough (`| head`) is no fault.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
            || cause
                .downcast_ref::<serde_json::Error>()
                .is_some_and(|e| e.io_error_kind() == Some(std::io::ErrorKind::BrokenPipe))
            || cause.downcast_ref::<csv::Error>().is_some_and(
                |e| matches!(e.kind(), csv::ErrorKind::Io(e) if e.kind() == std::io::ErrorKind::BrokenPipe),
            )
    })
}
