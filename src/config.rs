//! `blotter.toml`: what the flags of `blotter run` say, in a file, and the limits. In: a path. Out: [`Config`]; a mistake
//! names its line.
//!
//! Paths in it are relative to the file's own folder, so that a cron line needs no working directory.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;

use crate::source::Limits;

#[derive(Debug, Error)]
#[error(
    "{file}:{line}: {message}\n  hint: keys are inputs, db, jobs, vocabulary, mappings, prune, rehash, follow_links, wait, \
     log, report_json and the table [limits]: see docs/operations.md",
    file = file.display()
)]
pub struct ConfigError {
    pub file: PathBuf,
    pub line: usize,
    pub message: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub inputs: Vec<PathBuf>,
    #[serde(alias = "database")]
    pub db: Option<PathBuf>,
    pub jobs: Option<usize>,
    pub vocabulary: Option<PathBuf>,
    pub mappings: Vec<PathBuf>,
    pub prune: bool,
    pub rehash: bool,
    pub follow_links: bool,
    /// Seconds to wait for a run that holds the lock.
    pub wait: Option<u64>,
    /// Where log lines are added; standard error without it.
    pub log: Option<PathBuf>,
    /// Where the run's figures are written.
    pub report_json: Option<PathBuf>,
    pub limits: Limits,
}

impl Config {
    pub fn load(file: &Path) -> Result<Config, ConfigError> {
        let fault = |line, message: String| ConfigError { file: file.to_path_buf(), line, message };
        let text = std::fs::read_to_string(file).map_err(|e| fault(1, format!("cannot be read: {e}")))?;
        let mut config: Config = toml::from_str(&text).map_err(|e| {
            let at = e.span().map_or(0, |s| s.start);
            let line = text.get(..at).unwrap_or("").matches('\n').count() + 1;
            fault(line, e.message().lines().next().unwrap_or("not valid TOML").to_string())
        })?;
        let folder = file.parent().unwrap_or(Path::new(""));
        let paths = config.inputs.iter_mut().chain(&mut config.mappings).chain(&mut config.db);
        for path in paths.chain(&mut config.vocabulary).chain(&mut config.log).chain(&mut config.report_json) {
            *path = folder.join(&*path);
        }
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(text: &str) -> Result<Config, String> {
        let folder = tempfile::tempdir().map_err(|e| e.to_string())?;
        let file = folder.path().join("blotter.toml");
        std::fs::write(&file, text).map_err(|e| e.to_string())?;
        let mut config = Config::load(&file).map_err(|e| e.to_string())?;
        for path in config.inputs.iter_mut().chain(&mut config.log) {
            *path = path.strip_prefix(folder.path()).unwrap_or(path).to_path_buf();
        }
        Ok(config)
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let config = load("inputs = [\"inbox\"]\njobs = 2\nprune = true\nlog = \"a.log\"\n").expect("is valid");
        assert_eq!((config.inputs, config.jobs, config.prune), (vec![PathBuf::from("inbox")], Some(2), true));
        assert_eq!(config.log, Some(PathBuf::from("a.log")));
    }

    #[test]
    fn limits_stand_in_a_table_of_their_own() {
        let config = load("wait = 60\n[limits]\narticle_bytes = \"1 MiB\"\n").expect("is valid");
        assert_eq!((config.wait, config.limits.article_bytes), (Some(60), 1 << 20));
        let message = load("jobs = 1\n[limits]\nrows = 5\n").expect_err("is wrong");
        assert!(message.contains("blotter.toml:3: unknown field `rows`"), "{message}");
    }

    #[test]
    fn an_unknown_key_is_told_with_its_line() {
        let message = load("jobs = 2\ninbox = \"x\"\n").expect_err("is wrong");
        assert!(message.contains("blotter.toml:2: unknown field `inbox`"), "{message}");
    }
}
