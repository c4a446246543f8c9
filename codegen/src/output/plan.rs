//! What a folder is to contain.

use std::path::{Path, PathBuf};

use super::record::{Hash, Record, recorded};

/// A file that is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputFile {
    /// Its path.
    pub path: PathBuf,
    /// Its text.
    pub contents: String,
}

/// The files that a configuration is to have generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub(super) base: PathBuf,
    pub(super) record: PathBuf,
    pub(super) folder: PathBuf,
    files: Vec<OutputFile>,
}

impl Plan {
    /// Plans these files, whose paths are relative to `output`, which is itself relative to the folder of the
    /// configuration. The record stands beside the configuration.
    #[must_use]
    pub fn new(config: &Path, output: &Path, files: impl IntoIterator<Item = OutputFile>) -> Self {
        let base = config.parent().unwrap_or(Path::new("")).to_owned();
        let folder = base.join(output);
        let mut files: Vec<OutputFile> = files
            .into_iter()
            .map(|file| OutputFile { path: folder.join(file.path), contents: file.contents })
            .collect();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { base, record: record_of(config), folder, files }
    }

    /// Returns the files, in the order of their paths.
    #[must_use]
    pub fn files(&self) -> &[OutputFile] {
        &self.files
    }

    /// Returns the record, as it is to be once everything is done.
    #[must_use]
    pub fn record(&self) -> OutputFile {
        OutputFile { path: self.record.clone(), contents: self.to_record().to_text() }
    }

    /// Returns the path of a file as the record has it.
    pub(super) fn recorded(&self, file: &OutputFile) -> String {
        recorded(file.path.strip_prefix(&self.base).unwrap_or(&file.path))
    }

    /// Returns the record once everything is as it is to be.
    pub(super) fn to_record(&self) -> Record {
        let mut record = Record::default();
        for file in &self.files {
            record.add(self.recorded(file), Hash::of(file.contents.as_bytes()));
        }
        record
    }
}

/// Returns the file of a configuration's record.
#[must_use]
pub fn record_of(config: &Path) -> PathBuf {
    let mut name = config.file_name().unwrap_or_default().to_owned();
    name.push(".lock");
    config.with_file_name(name)
}
