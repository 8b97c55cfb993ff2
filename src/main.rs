//! The command `blotter`: arguments, log, exit code. What it does is in `cli` and in the library.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    cli::answer_completion();
    let arguments = cli::Cli::parse();
    match arguments.run() {
        Ok(exit) => exit.into(),
        Err(error) if cli::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("blotter: {}", cli::message(&error));
            cli::Exit::Failed.into()
        }
    }
}
