//! `blotter.toml`: what the flags of `blotter run` say, in a file. In: a path. Out: [`Config`]; a mistake names its line.
//!
//! Paths in it are relative to the file's own folder, so that a cron line needs no working directory.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use thiserror::Error;

#[derive(Debug, Error)]
#[error("{file}:{line}: {message}\n  hint: keys are inputs, db, jobs, vocabulary, mappings, prune, rehash", file = file.display())]
pub struct ConfigError {
    pub file: PathBuf,
    pub line: usize,
    pub message: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    #[serde(default)]
    pub inputs: Vec<PathBuf>,
    pub db: Option<PathBuf>,
    pub jobs: Option<usize>,
    pub vocabulary: Option<PathBuf>,
    #[serde(default)]
    pub mappings: Vec<PathBuf>,
    #[serde(default)]
    pub prune: bool,
    #[serde(default)]
    pub rehash: bool,
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
        let paths = config.inputs.iter_mut().chain(&mut config.mappings);
        for path in paths.chain(&mut config.db).chain(&mut config.vocabulary) {
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
        for path in &mut config.inputs {
            *path = path.strip_prefix(folder.path()).unwrap_or(path).to_path_buf();
        }
        Ok(config)
    }

    #[test]
    fn paths_are_relative_to_the_file() {
        let config = load("inputs = [\"inbox\"]\njobs = 2\nprune = true\n").expect("is valid");
        assert_eq!((config.inputs, config.jobs, config.prune), (vec![PathBuf::from("inbox")], Some(2), true));
    }

    #[test]
    fn an_unknown_key_is_told_with_its_line() {
        let message = load("jobs = 2\ninbox = \"x\"\n").expect_err("is wrong");
        assert!(message.contains("blotter.toml:2: unknown field `inbox`"), "{message}");
    }
}
