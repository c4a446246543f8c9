//! Files of specs that change: for `serve` and `generate --watch`.

use std::{
    collections::BTreeSet,
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::{Path, PathBuf},
    time::Duration,
};

use datacontract_codegen::spec::{FILE_NAME, SAMPLES};
use notify_debouncer_mini::{
    DebounceEventResult, Debouncer, new_debouncer,
    notify::{Error, RecommendedWatcher, RecursiveMode},
};

use crate::failure::Failure;

/// Folders that are watched, for as long as this lives.
pub(crate) struct Watching {
    debouncer: Debouncer<RecommendedWatcher>,
    folders: BTreeSet<PathBuf>,
}

impl Watching {
    /// Calls `on_change` when files that matter have changed, and nothing more came for a while.
    pub(crate) fn start(
        settled: Duration,
        matters: fn(&Path) -> bool,
        on_change: impl Fn() + Send + 'static,
    ) -> Result<Self, Failure> {
        let debouncer = new_debouncer(settled, move |events: DebounceEventResult| {
            if events.is_ok_and(|events| events.iter().any(|event| matters(&event.path))) {
                on_change();
            }
        });
        Ok(Self { debouncer: debouncer.map_err(|error| failed(&error))?, folders: BTreeSet::new() })
    }

    /// Watches a spec, given as its folder or its file.
    pub(crate) fn add_spec(&mut self, spec: &Path) -> Result<(), Failure> {
        let folder = if spec.is_dir() { spec } else { spec.parent().unwrap_or(Path::new(".")) };
        self.add(folder, RecursiveMode::Recursive)
    }

    /// Watches recorded traffic: the folder of a recording, or an HTTP archive.
    #[cfg(feature = "serve")]
    pub(crate) fn add_recording(&mut self, recording: &Path) -> Result<(), Failure> {
        if recording.is_dir() {
            return self.add(recording, RecursiveMode::Recursive);
        }
        self.add(recording.parent().unwrap_or(Path::new(".")), RecursiveMode::NonRecursive)
    }

    /// Watches a folder. An editor that replaces files does so in their folder.
    pub(crate) fn add(&mut self, folder: &Path, mode: RecursiveMode) -> Result<(), Failure> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if self.folders.insert(folder.to_owned()) {
            self.debouncer.watcher().watch(folder, mode).map_err(|error| failed(&error))?;
        }
        Ok(())
    }

    /// Forgets which folders are watched that are gone: they may come again.
    pub(crate) fn forget_gone(&mut self) {
        self.folders.retain(|folder| folder.exists());
    }
}

fn failed(error: &Error) -> Failure {
    Failure::finding(format!("the specs cannot be watched: {error}"))
}

/// Returns a number that is another one when a file of the specs has another content.
pub(crate) fn state_of(specs: &[PathBuf]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for spec in specs {
        let file = if spec.is_dir() { spec.join(FILE_NAME) } else { spec.clone() };
        fs::read(&file).ok().hash(&mut hasher);
        let samples = fs::read_dir(file.with_file_name(SAMPLES)).into_iter().flatten().flatten();
        let mut samples: Vec<PathBuf> = samples.map(|sample| sample.path()).collect();
        samples.sort();
        for sample in samples {
            sample.hash(&mut hasher);
            fs::read(&sample).ok().hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// Returns a number that is another one when recorded traffic is. Recordings are large, so that the times of files count and not
/// what is in them.
#[cfg(feature = "serve")]
pub(crate) fn state_of_recordings(recordings: &[PathBuf]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for recording in recordings {
        let mut files = vec![recording.clone()];
        for folder in [recording.clone()].into_iter().chain(inside(recording)) {
            files.extend(inside(&folder));
        }
        for file in files {
            let state = fs::metadata(&file).and_then(|state| Ok((state.len(), state.modified()?)));
            (&file, state.ok()).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// Returns what is in a folder, in order.
#[cfg(feature = "serve")]
fn inside(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// Returns whether a file may be a spec's, or one of recorded traffic.
#[cfg(feature = "serve")]
pub(crate) fn is_of_spec_or_recording(path: &Path) -> bool {
    let of_recording = ["har", "txt", "xml"];
    let extension = path.extension().and_then(|extension| extension.to_str());
    is_of_spec(path) || extension.is_some_and(|extension| of_recording.contains(&extension))
}

/// Returns whether a file may be a spec's: `api.json`, one of its samples, or a folder that came or went.
pub(crate) fn is_of_spec(path: &Path) -> bool {
    let is_sample = path.parent().and_then(Path::file_name).is_some_and(|folder| folder == SAMPLES);
    is_sample || path.extension().is_none_or(|extension| extension == "json")
}
