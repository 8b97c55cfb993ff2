//! The command `blotter`: arguments, log, exit code. What it does is in `cli` and in the library.

mod cli;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    cli::answer_completion();
    let arguments = match cli::Cli::try_parse() {
        Ok(arguments) => arguments,
        Err(told) => {
            // Help and version are told in the same way, and are no mistake.
            let _ = told.print();
            return if told.use_stderr() { cli::Exit::Usage.into() } else { cli::Exit::Done.into() };
        }
    };
    match arguments.run() {
        Ok(exit) => exit.into(),
        Err(error) if cli::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            cli::tell(&error);
            cli::Exit::of(&error).into()
        }
    }
}
