//! How the process ends: exit codes after sysexits.h, so that cron, systemd and scripts can tell one end from another.
//! In: what a command gave back, or its error. Out: an [`Exit`].

use std::process::ExitCode;

use blotter::config::ConfigError;
use blotter::pipeline::PipelineError;
use blotter::read::ReadError;
use blotter::source::walk::WalkError;
use blotter::store::StoreError;
use blotter::vocabulary::VocabularyError;

/// One file that can't be read.
#[derive(Debug, thiserror::Error)]
#[error("{file} {error}\n  hint: {}", error.hint())]
pub struct Unread {
    pub file: String,
    pub error: ReadError,
}

/// The list for `--help`; docs/operations.md says more.
pub const HELP: &str = "\
Exit codes (as in sysexits.h):
   0  done, or nothing was new
   4  nothing was new, where --detailed-exit-code asks for it
  64  wrong arguments, or a question that can't be answered
  65  loaded, but some inputs were rejected (see `blotter query rejected`); of one file: it can't be read
  66  an input isn't there
  74  the database or a disk: can't be opened, read or written, is not blotter's, or is not whole
  75  another run holds the lock, or another program the database: try again later
  78  a mistake in blotter.toml, in the vocabulary or in a mapping";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done,
    NothingNew,
    Usage,
    SomeRejected,
    NoInput,
    Database,
    Busy,
    Config,
}

impl Exit {
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::NothingNew => 4,
            Exit::Usage => 64,
            Exit::SomeRejected => 65,
            Exit::NoInput => 66,
            Exit::Database => 74,
            Exit::Busy => 75,
            Exit::Config => 78,
        }
    }

    /// What kind of error it is. One that only a command's own words describe is about what was asked.
    pub fn of(error: &anyhow::Error) -> Exit {
        error.chain().find_map(of_cause).unwrap_or(Exit::Usage)
    }
}

fn of_cause(cause: &(dyn std::error::Error + 'static)) -> Option<Exit> {
    if cause.is::<ConfigError>() || cause.is::<VocabularyError>() {
        return Some(Exit::Config);
    }
    if cause.is::<WalkError>() {
        return Some(Exit::NoInput);
    }
    if let Some(error) = cause.downcast_ref::<PipelineError>() {
        return match error {
            PipelineError::Walk(_) => Some(Exit::NoInput),
            PipelineError::Store(error) => Some(of_store(error)),
        };
    }
    let unread = cause.downcast_ref::<Unread>().map(|unread| &unread.error);
    if let Some(error) = unread.or_else(|| cause.downcast_ref::<ReadError>()) {
        return Some(if matches!(error, ReadError::Mapping(_)) { Exit::Config } else { Exit::SomeRejected });
    }
    if let Some(error) = cause.downcast_ref::<StoreError>() {
        return Some(of_store(error));
    }
    match cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind) {
        Some(std::io::ErrorKind::NotFound) => Some(Exit::NoInput),
        Some(_) => Some(Exit::Database),
        None => None,
    }
}

fn of_store(error: &StoreError) -> Exit {
    if error.is_busy() { Exit::Busy } else { Exit::Database }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_in_the_help() {
        use Exit::*;
        for exit in [Done, NothingNew, Usage, SomeRejected, NoInput, Database, Busy, Config] {
            assert!(HELP.lines().any(|l| l.trim().starts_with(&format!("{}  ", exit.code()))), "{exit:?}");
        }
    }

    #[test]
    fn an_error_is_told_by_its_cause() {
        let locked = StoreError::Locked { path: "a.db".into(), holder: String::new() };
        assert_eq!(Exit::of(&anyhow::Error::from(PipelineError::from(locked)).context("while loading")), Exit::Busy);
        assert_eq!(Exit::of(&anyhow::anyhow!("no question")), Exit::Usage);
        assert_eq!(Exit::of(&ReadError::Empty.into()), Exit::SomeRejected);
    }
}
