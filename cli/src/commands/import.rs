//! `import`: help pages to a spec.

use std::{
    fs,
    io::{IsTerminal as _, stderr},
    path::Path,
    time::Duration,
};

use datacontract_codegen::{
    output::{FileError, write_if_changed},
    spec::{FILE_NAME, SAMPLES},
};
use datacontract_import::{
    Imported, Options,
    merge::{self, FACTS_FILE},
    page::Page,
    source::{self, Progress, Source},
};
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    args::{ImportArgs, ImportFormat},
    failure::{Failure, Outcome},
    report::{Output, count},
};

/// Where fetched pages are kept, in the spec's folder.
const CACHE: &str = ".pages";

/// How many remarks on pages are shown when nothing came of them.
const MOST_NOTES: usize = 10;

pub(crate) fn run(args: &ImportArgs, output: &mut Output) -> Result<Outcome, Failure> {
    if let (Some(name), true) = (&args.name, args.name.as_deref().is_some_and(|name| name.trim().is_empty()))
    {
        return Err(Failure::usage(format!("`{name}` is no name")));
    }
    let mut errors = 0;
    let imported = import(args, output, &mut errors);
    if imported.report.pages == 0 {
        return Err(Failure::finding("there is no help page among the sources")
            .help("give the pages of operations or of types, or the address of the index"));
    }
    if let Some(why) = imported.report.nothing_imported() {
        let notes = &imported.report.notes;
        for (page, note) in notes.iter().take(MOST_NOTES) {
            output.warning(&format!("{page}: {note}"));
        }
        if notes.len() > MOST_NOTES {
            output.warning(&format!("{} more of this kind", notes.len() - MOST_NOTES));
        }
        return Err(Failure::finding(why));
    }
    match args.format {
        ImportFormat::Text => output.print(&imported.report.to_string()),
        ImportFormat::Json => output.print(&format!("{}\n", imported.report.to_json())),
    }
    match &args.into {
        Some(folder) if !args.dry_run => store(folder, &imported, output)?,
        Some(folder) => show(&merged(folder, &imported)?.0, output),
        None => show(&imported.api_json, output),
    }
    if errors > 0 {
        output.print_error(&format!("{} could not be read\n", count(errors, "page")));
    }
    Ok(if errors == 0 && imported.report.is_sound() { Outcome::Good } else { Outcome::Findings })
}

/// Reads all pages; those that cannot be read are reported, and the others go on.
fn import(args: &ImportArgs, output: &mut Output, errors: &mut usize) -> Imported {
    let mut options = source::Options::default();
    options.fetch.cache =
        args.offline_cache.clone().or_else(|| args.into.as_ref().map(|folder| folder.join(CACHE)));
    options.fetch.offline = args.offline;
    options.fetch.threads = args.threads.max(1);
    options.fetch.delay = Duration::from_millis(args.delay);
    let bar = progress_bar();
    let progress = |progress: &Progress| {
        bar.set_length(progress.known as u64);
        bar.set_position(progress.done as u64);
        bar.set_message(progress.location.clone());
    };
    let sources = args.sources.iter().map(|word| Source::of(word));
    let pages = source::read(sources, &options, progress);
    let pages = pages.filter_map(|page| match page {
        Ok(page) => Some::<Page>(page),
        Err(error) => {
            *errors += 1;
            bar.suspend(|| output.warning(&error.to_string()));
            None
        }
    });
    let imported = datacontract_import::import(pages, &Options { name: args.name.clone(), module: None });
    bar.finish_and_clear();
    imported
}

/// Shown on a terminal alone.
fn progress_bar() -> ProgressBar {
    if !stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(0).with_style(style)
}

/// The text of the spec, with what was edited by hand, and what changed on the pages.
fn merged(folder: &Path, imported: &Imported) -> Result<(String, Vec<merge::Change>), Failure> {
    let read = |name: &str| {
        let path = folder.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(Failure::unreadable(&path, &error)),
        }
    };
    let Some(spec) = read(FILE_NAME)? else { return Ok((imported.api_json.clone(), Vec::new())) };
    let merged = merge::merge(read(FACTS_FILE)?.as_deref(), &spec, &imported.api_json)
        .map_err(|error| Failure::finding(error.to_string()))?;
    Ok((merged.api_json, merged.changes))
}

fn store(folder: &Path, imported: &Imported, output: &mut Output) -> Result<(), Failure> {
    let (spec, changes) = merged(folder, imported)?;
    let facts = merge::facts(&imported.api_json).map_err(|error| Failure::finding(error.to_string()))?;
    let samples =
        imported.samples.iter().map(|(name, text)| (folder.join(SAMPLES).join(name), text.as_str()));
    let files = [(folder.join(FILE_NAME), spec.as_str()), (folder.join(FACTS_FILE), facts.as_str())];
    if !changes.is_empty() {
        output.print("\nChanges:\n");
    }
    for change in changes {
        output.print(&format!("  {change}\n"));
    }
    for (path, text) in files.into_iter().chain(samples) {
        let failed = |error: FileError| Failure::finding(error.to_string());
        if write_if_changed(&path, text).map_err(failed)? {
            output.print(&format!("wrote {}\n", path.display()));
        }
    }
    output.print(&format!("next: cargo datacontract check {}\n", folder.display()));
    Ok(())
}

fn show(spec: &str, output: &mut Output) {
    output.print("\n");
    output.print(spec);
}
