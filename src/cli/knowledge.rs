//! The arguments that say what blotter knows: a user's vocabulary and mappings. Shared by every command that extracts.

use std::path::PathBuf;

use anyhow::Context;
use blotter::config::{Config, ConfigError};
use blotter::extract::sheet::Mappings;
use blotter::source::Limits;
use blotter::version;
use blotter::vocabulary::{Chosen, Vocabulary};

#[derive(Debug, Clone, Default, clap::Args)]
pub struct KnowledgeArgs {
    /// A folder of vocabulary files that add to the built-in ones and override them.
    #[arg(long, value_name = "DIR", env = "BLOTTER_VOCABULARY")]
    pub vocabulary: Option<PathBuf>,

    /// A mapping file that says how tables are to be read; may be given several times.
    #[arg(long = "mapping", value_name = "FILE")]
    pub mappings: Vec<PathBuf>,
}

/// The config file, where a command takes it. Shared by every command that reads what strangers wrote.
#[derive(Debug, Clone, Default, clap::Args)]
pub struct ConfigArgs {
    /// A file that says what these options say, and the limits (blotter.toml); an option goes before it.
    #[arg(long, value_name = "FILE", env = "BLOTTER_CONFIG")]
    pub config: Option<PathBuf>,
}

impl ConfigArgs {
    pub fn load(&self) -> Result<Config, ConfigError> {
        Ok(self.config.as_deref().map(Config::load).transpose()?.unwrap_or_default())
    }
}

/// What the arguments name, loaded, and the versions that go into every row.
pub struct Loaded {
    pub vocabulary: Chosen,
    pub mappings: Mappings,
    pub version: String,
    pub mappings_version: String,
}

impl KnowledgeArgs {
    /// What they leave open, as the config says it.
    pub fn or(&self, config: &Config) -> KnowledgeArgs {
        let mappings = if self.mappings.is_empty() { &config.mappings } else { &self.mappings };
        KnowledgeArgs { vocabulary: self.vocabulary.clone().or(config.vocabulary.clone()), mappings: mappings.clone() }
    }

    pub fn load(&self) -> anyhow::Result<Loaded> {
        let vocabulary = match &self.vocabulary {
            Some(folder) => {
                let hint = "docs/vocabulary.md shows what such a folder holds";
                Chosen::Own(Box::new(Vocabulary::with_folder(folder).map_err(|e| hinted(e, hint))?))
            }
            None => Chosen::Builtin,
        };
        let version = version::with_vocabulary(self.vocabulary.as_deref()).context("cannot read the vocabulary")?;
        let hint = "`blotter inspect --format mapping` drafts one, docs/tables.md tells the rest";
        let mappings = Mappings::load(&self.mappings).map_err(|e| hinted(e, hint))?;
        let mappings_version = match self.mappings.as_slice() {
            [] => String::new(),
            files => version::fingerprint(files).context("cannot read a mapping")?,
        };
        Ok(Loaded { vocabulary, mappings, version, mappings_version })
    }
}

/// The error with what can be done about it; its kind still decides the exit code.
fn hinted(error: impl std::error::Error + Send + Sync + 'static, hint: &str) -> anyhow::Error {
    let words = format!("{error}\n  hint: {hint}");
    anyhow::Error::new(error).context(words)
}

impl Loaded {
    /// Within the limits that hold where no config says otherwise.
    pub fn knowledge(&self) -> blotter::pipeline::Knowledge<'_> {
        self.within(&Limits::DEFAULT)
    }

    pub fn within<'a>(&'a self, limits: &'a Limits) -> blotter::pipeline::Knowledge<'a> {
        blotter::pipeline::Knowledge { vocabulary: &self.vocabulary, mappings: &self.mappings, limits }
    }
}
