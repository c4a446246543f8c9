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
    /// Calls `on_change` when files that may be a spec's have changed, and nothing more came for a while.
    pub(crate) fn start(settled: Duration, on_change: impl Fn() + Send + 'static) -> Result<Self, Failure> {
        let debouncer = new_debouncer(settled, move |events: DebounceEventResult| {
            if events.is_ok_and(|events| events.iter().any(|event| is_of_spec(&event.path))) {
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

/// Returns whether a file may be a spec's: `api.json`, one of its samples, or a folder that came or went.
fn is_of_spec(path: &Path) -> bool {
    let is_sample = path.parent().and_then(Path::file_name).is_some_and(|folder| folder == SAMPLES);
    is_sample || path.extension().is_none_or(|extension| extension == "json")
}
