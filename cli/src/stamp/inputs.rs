//! What a generation is made of.

use std::{
    collections::BTreeMap,
    env, fs, io,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use datacontract_codegen::{
    Project,
    diagnostic::SourceFile,
    spec::{FILE_NAME, SAMPLES},
};

use super::hash::{Hash, Hasher, hash};

/// All that the files and messages of a generation depend on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Inputs {
    pub(super) program: String,
    pub(super) config: Hash,
    /// The specs with their samples, by the spec's file.
    pub(super) specs: BTreeMap<String, Hash>,
}

impl Inputs {
    /// `None` if something cannot be read. This is to be called before the specs are read for their own sake:
    /// of one that changes in between, the hash is too old then, and the next generation makes up for it.
    pub(super) fn of(project: &Project) -> Option<Self> {
        let (folders, diagnostics) = project.specs();
        let specs = folders.iter().map(|folder| {
            // As messages show it, and as a spec that is read knows it.
            let file = SourceFile::new(&folder.join(FILE_NAME), "");
            Some((file.path().to_owned(), spec(folder).ok()?))
        });
        let specs = specs.collect::<Option<_>>().filter(|_| diagnostics.is_empty())?;
        let file = project.file();
        let mut config = Hasher::new();
        config.add(file.path().as_bytes());
        config.add(file.text().as_bytes());
        Some(Self { program: program().ok()?, config: config.finish(), specs })
    }

    /// Returns whether a spec, and what else its files depend on, is the same in both.
    pub(super) fn has_same(&self, other: &Self, spec: &str) -> bool {
        let same_spec = self.specs.get(spec).is_some_and(|hash| other.specs.get(spec) == Some(hash));
        same_spec && self.program == other.program && self.config == other.config
    }

    #[cfg(test)]
    pub(super) fn set_program(&mut self, program: &str) {
        program.clone_into(&mut self.program);
    }
}

/// Returns a spec's file with its samples.
fn spec(folder: &Path) -> io::Result<Hash> {
    let mut hasher = Hasher::new();
    hasher.add(&fs::read(folder.join(FILE_NAME))?);
    let entries = match fs::read_dir(folder.join(SAMPLES)) {
        Ok(entries) => entries.collect::<io::Result<Vec<_>>>()?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    let mut samples: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    samples.sort();
    for sample in samples.iter().filter(|sample| sample.is_file()) {
        hasher.add(sample.as_os_str().as_encoded_bytes());
        hasher.add(&fs::read(sample)?);
    }
    Ok(hasher.finish())
}

/// Returns what identifies this program: its version, and the build of it.
fn program() -> io::Result<String> {
    let path = env::current_exe()?;
    let metadata = fs::metadata(&path)?;
    let modified = metadata.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let path = hash(path.as_os_str().as_encoded_bytes());
    Ok(format!("{} {path} {} {}", env!("CARGO_PKG_VERSION"), metadata.len(), modified.as_nanos()))
}
