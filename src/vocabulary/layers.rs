//! The files a vocabulary is made of: the built-in ones, and a user's folder of the same names laid over them.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use thiserror::Error;
use toml::Spanned;

/// A mistake in a vocabulary file, with its place.
#[derive(Debug, Error)]
#[error("{file}:{line}: {message}")]
pub struct VocabularyError {
    pub file: String,
    pub line: usize,
    pub message: String,
}

/// One file's text and name; `layer` 0 is built in.
#[derive(Debug, Clone)]
pub struct Layer {
    pub file: String,
    pub text: String,
    pub layer: usize,
}

impl Layer {
    /// A built-in file that no user's file is laid over.
    pub fn builtin(name: &str, text: &str) -> Layer {
        Layer { file: format!("src/vocabulary/{name}"), text: text.to_string(), layer: 0 }
    }

    /// An error at a byte of this file.
    pub fn error(&self, at: usize, message: impl Into<String>) -> VocabularyError {
        let line = self.text.get(..at).unwrap_or("").matches('\n').count() + 1;
        VocabularyError { file: self.file.clone(), line, message: message.into() }
    }

    /// The error for a phrase under `remove` that no entry has.
    pub fn nothing_to_remove(&self, phrase: &Spanned<String>) -> VocabularyError {
        self.error(
            phrase.span().start,
            format!("`{}` cannot be removed: this entry has no such phrase", phrase.get_ref()),
        )
    }

    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, VocabularyError> {
        toml::from_str(&self.text).map_err(|e| {
            self.error(e.span().map_or(0, |s| s.start), e.message().lines().next().unwrap_or("not valid TOML"))
        })
    }
}

/// Reads a user's folder over the built-in files.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    folder: Option<PathBuf>,
}

const FILES: &[&str] = &[
    "countries.toml",
    "grammar.toml",
    "headers.toml",
    "measures.toml",
    "numbers.toml",
    "objects.toml",
    "offences.toml",
    "organisations.toml",
    "periods.toml",
    "places.toml",
    "populations.toml",
    "speech.toml",
    "things.toml",
    "titles.toml",
    "units.toml",
];

impl Layers {
    pub fn builtin() -> Self {
        Layers::default()
    }

    /// Whether no folder is laid over the built-in files.
    pub fn is_builtin(&self) -> bool {
        self.folder.is_none()
    }

    /// A folder whose files are laid over the built-in ones. A file of an unknown name is an error: it would be ignored.
    pub fn with_folder(folder: &Path) -> Result<Self, VocabularyError> {
        let fault = |message: String| VocabularyError { file: folder.display().to_string(), line: 1, message };
        let entries = std::fs::read_dir(folder).map_err(|e| fault(format!("cannot be read: {e}")))?;
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".toml") && !FILES.contains(&name.as_str()) {
                return Err(fault(format!("{name} is no vocabulary file; there are {}", FILES.join(", "))));
            }
        }
        Ok(Layers { folder: Some(folder.to_path_buf()) })
    }

    /// The built-in text of a file, and the user's behind it where there is one.
    pub fn of(&self, name: &str, builtin: &str) -> Result<Vec<Layer>, VocabularyError> {
        let file = format!("src/vocabulary/{name}");
        let mut layers = vec![Layer { file, text: builtin.to_string(), layer: 0 }];
        if let Some(path) = self.folder.as_ref().map(|f| f.join(name)).filter(|p| p.exists()) {
            let file = path.display().to_string();
            let text = std::fs::read_to_string(&path).map_err(|e| VocabularyError {
                file: file.clone(),
                line: 1,
                message: format!("cannot be read: {e}"),
            })?;
            layers.push(Layer { file, text, layer: 1 });
        }
        Ok(layers)
    }
}
