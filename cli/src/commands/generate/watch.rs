//! `generate --watch`: again after each change of the specs.

use std::{
    fs,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::Path,
    sync::mpsc::{RecvTimeoutError, channel},
    time::Duration,
};

use datacontract_codegen::Project;
use notify_debouncer_mini::notify::RecursiveMode;

use super::generate;
use crate::{
    args::GenerateArgs,
    failure::{Failure, Outcome},
    report::{Output, count},
    watching::{Watching, is_of_spec, state_of},
};

/// How long a change may go on before it counts as made: an editor writes a file in several steps.
const SETTLED: Duration = Duration::from_millis(20);

/// How long a change may stay unseen that no event told of: on network drives, say.
const LONGEST_SILENCE: Duration = Duration::from_secs(2);

pub(super) fn run(args: &GenerateArgs, output: &mut Output) -> Result<Outcome, Failure> {
    if !args.config.exists() {
        return generate(args, output);
    }
    let (changes, changed) = channel();
    // Before anything is read of the specs, so that no change is missed.
    let mut watching = Watching::start(SETTLED, is_of_spec, move || {
        // Nobody listens any more once the command ends.
        let _ = changes.send(());
    })?;
    watch(&mut watching, &args.config)?;
    let mut state = None;
    loop {
        let now = Some(state_of_project(&args.config));
        // What is generated may stand beside the specs.
        if std::mem::replace(&mut state, now) != now {
            if let Err(failure) = generate(args, output) {
                // It may be mended with the next change.
                output.failure(&failure);
            }
            watching.forget_gone();
            watch(&mut watching, &args.config)?;
            output.print(&format!("watching {}\n", watched(&args.config)));
        }
        match changed.recv_timeout(LONGEST_SILENCE) {
            Ok(()) => while changed.try_recv().is_ok() {},
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Failure::finding("the specs are watched no more"));
            }
        }
    }
}

/// Watches the configuration, and the folders in which specs are or may come to be.
fn watch(watching: &mut Watching, config: &Path) -> Result<(), Failure> {
    let folder = config.parent().unwrap_or(Path::new("."));
    watching.add(folder, RecursiveMode::NonRecursive)?;
    let Some(project) = Project::load(config).0 else { return Ok(()) };
    // A whole project has more files than a system watches.
    let is_part = |root: &Path| root != folder && root.exists();
    for root in project.spec_roots().iter().filter(|root| is_part(root)) {
        watching.add_spec(root)?;
    }
    project.specs().0.iter().try_for_each(|spec| watching.add_spec(spec))
}

/// Returns a number that is another one when the configuration or a spec has another content.
fn state_of_project(config: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    fs::read(config).ok().hash(&mut hasher);
    if let Some(project) = Project::load(config).0 {
        let specs = project.specs().0;
        specs.hash(&mut hasher);
        state_of(&specs).hash(&mut hasher);
    }
    hasher.finish()
}

fn watched(config: &Path) -> String {
    let specs = Project::load(config).0.map_or(0, |project| project.specs().0.len());
    format!("{}: what changes is generated; Ctrl+C ends it", count(specs, "spec"))
}
