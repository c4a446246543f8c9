//! What the last generation was made of and what it made, so that the next one does only what is left to do.
//!
//! A stamp is trusted only as far as all of it can be checked: a spec that is as it was, with files that are
//! as they were written. Whatever is wrong with the stamp itself, all the work is done.

mod hash;
mod inputs;
mod place;
#[cfg(test)]
mod tests;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use datacontract_codegen::{
    Project,
    output::{OutputFile, record_of, write_if_changed},
    spec::Spec,
};

use hash::{Hash, hash};
use inputs::Inputs;

/// A generation that was done.
#[derive(Debug)]
pub(crate) struct Stamp {
    inputs: Inputs,
    /// The files of each spec's module, by the spec's file.
    modules: BTreeMap<String, Files>,
    /// The files around them.
    frame: Files,
    /// The record of all these files.
    record: Hash,
    /// What was said of the specs.
    said: String,
}

/// The hashes of files, by their paths in the output.
#[derive(Debug, Default)]
struct Files(BTreeMap<PathBuf, Hash>);

/// A generation that is to be done, with what is known of the last one.
#[derive(Debug)]
pub(crate) struct Generation {
    path: PathBuf,
    output: PathBuf,
    record: PathBuf,
    inputs: Inputs,
    last: Option<Stamp>,
}

impl Generation {
    /// That of a project; `None` where nothing can be kept from one to the next.
    pub(crate) fn of(config: &Path, project: &Project) -> Option<Self> {
        Self::at(&place::of(config)?, config, project)
    }

    fn at(path: &Path, config: &Path, project: &Project) -> Option<Self> {
        let inputs = Inputs::of(project)?;
        let (output, record) = (project.output(), record_of(config));
        Some(Self { path: path.to_owned(), output, record, inputs, last: Stamp::read(path) })
    }

    /// If nothing at all is to be done: the number of files, and what was said of the specs.
    pub(crate) fn unchanged(&self) -> Option<(usize, &str)> {
        let last = self.last.as_ref().filter(|last| last.inputs == self.inputs)?;
        let all = || last.modules.values().chain([&last.frame]);
        let record = fs::read(&self.record).is_ok_and(|now| hash(&now) == last.record);
        let is_current = record && all().all(|files| files.are_in(&self.output));
        is_current.then(|| (all().map(|files| files.0.len()).sum(), last.said.as_str()))
    }

    /// The files of a spec's module, if they need not be emitted anew.
    pub(crate) fn module(&self, spec: &Spec) -> Option<Vec<OutputFile>> {
        let path = spec.file.path();
        let last = self.last.as_ref().filter(|last| self.inputs.has_same(&last.inputs, path))?;
        last.modules.get(path)?.read(&self.output)
    }

    /// Returns the stamp, and where to write it, of what was made now: the modules of specs, the files around
    /// them, and their record.
    pub(crate) fn done<'s>(
        self,
        modules: impl Iterator<Item = (&'s Spec, &'s [OutputFile])>,
        frame: &[OutputFile],
        record: &OutputFile,
        said: String,
    ) -> (PathBuf, Stamp) {
        let modules = modules.map(|(spec, files)| (spec.file.path().to_owned(), Files::of(files))).collect();
        let record = hash(record.contents.as_bytes());
        (self.path, Stamp { inputs: self.inputs, modules, frame: Files::of(frame), record, said })
    }
}

impl Stamp {
    /// `None` if there is none, or if it is not as it was written.
    fn read(path: &Path) -> Option<Self> {
        let text = fs::read_to_string(path).ok()?;
        let (written, stamp) = text.split_once('\n')?;
        let is_whole = hash(stamp.as_bytes()) == written;
        if !is_whole {
            return None;
        }
        // A list, since that needs no derive that would have to be compiled.
        let (program, config, specs, modules, frame, record, said) = serde_json::from_str(stamp).ok()?;
        let modules: BTreeMap<String, BTreeMap<PathBuf, Hash>> = modules;
        let modules = modules.into_iter().map(|(spec, files)| (spec, Files(files))).collect();
        Some(Self { inputs: Inputs { program, config, specs }, modules, frame: Files(frame), record, said })
    }

    /// Keeps it for the next time. If that fails, the next time takes longer.
    pub(crate) fn write(&self, path: &Path) {
        let Inputs { program, config, specs } = &self.inputs;
        let modules: BTreeMap<_, _> = self.modules.iter().map(|(spec, files)| (spec, &files.0)).collect();
        let kept = (program, config, specs, modules, &self.frame.0, &self.record, &self.said);
        if let Ok(stamp) = serde_json::to_string(&kept) {
            let text = format!("{}\n{stamp}", hash(stamp.as_bytes()));
            let _ = write_if_changed(path, &text);
        }
    }
}

impl Files {
    fn of(files: &[OutputFile]) -> Self {
        Self(files.iter().map(|file| (file.path.clone(), hash(file.contents.as_bytes()))).collect())
    }

    /// Whether all of them are as they were.
    fn are_in(&self, output: &Path) -> bool {
        let is_same =
            |(path, was): (&PathBuf, &Hash)| fs::read(output.join(path)).is_ok_and(|now| hash(&now) == *was);
        self.0.iter().all(is_same)
    }

    /// All of them, if they are as they were.
    fn read(&self, output: &Path) -> Option<Vec<OutputFile>> {
        let read = |(path, was): (&PathBuf, &Hash)| {
            let contents = fs::read_to_string(output.join(path)).ok()?;
            (hash(contents.as_bytes()) == *was).then(|| OutputFile { path: path.clone(), contents })
        };
        self.0.iter().map(read).collect()
    }
}
