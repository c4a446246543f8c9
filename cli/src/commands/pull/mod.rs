//! `pull`: the pages of imported specs anew.

mod groups;

use std::path::{Path, PathBuf};

use datacontract_codegen::{diagnostic::Severity, spec::FILE_NAME};
use datacontract_import::{
    fetch::{self, CacheUse},
    merge::{Conflicts, Extent, FACTS_FILE, ImportSettings, MergeOptions},
    source::Source,
    visible,
};

use super::import::{
    anything_of, login,
    reading::{CACHE, Pages, Reading},
    shown,
    store::{self, Storing},
    summary::Summary,
};
use crate::{
    args::{PullArgs, PullFormat},
    failure::{Failure, Outcome},
    report::Output,
    specs,
};
use groups::Groups;

pub(crate) fn run(args: &PullArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let folders = folders(args, output)?;
    if folders.len() > 1 && !args.sources.is_empty() {
        return Err(Failure::usage("`--from` is for one spec, and these are several").help("name the spec"));
    }
    if folders.len() > 1 {
        // What cannot be read is reported where it is pulled.
        let settings = folders.iter().filter_map(|folder| Some((folder, remembered(folder).ok()?)));
        let sources: Vec<Source> =
            settings.flat_map(|(folder, settings)| sources(folder, args, &settings)).flatten().collect();
        login::one_site(&args.fetch, &sources)?;
    }
    let mut all = Outcome::Good;
    for folder in &folders {
        let mut summary = Summary::new(Some(folder), args.check);
        let result = pull(folder, args, output, &mut summary).map_err(|mut failure| {
            failure.message = visible::escaped(&failure.message).into_owned();
            failure
        });
        let groups = Groups::of(&summary);
        match args.format {
            PullFormat::Text => groups.print(folder, &summary, result.is_ok(), output),
            PullFormat::Json => output.print(&groups.json(folder, &summary, result.as_ref().err())),
        }
        match result {
            // The others go on.
            Err(failure) if folders.len() > 1 => {
                output.failure(&failure);
                all = Outcome::Findings;
            }
            Err(failure) => return Err(failure),
            Ok(()) if !is_good(args, &groups, &summary) => all = Outcome::Findings,
            Ok(()) => {}
        }
    }
    Ok(all)
}

/// Returns whether nothing is left to whoever called.
fn is_good(args: &PullArgs, groups: &Groups<'_>, summary: &Summary) -> bool {
    if args.check {
        return summary.errors.is_empty() && !groups.has_service_changed();
    }
    summary.outcome() == Outcome::Good && groups.conflicts.is_empty() && !groups.has_kept_samples()
}

/// Returns the folders of the specs that are meant.
fn folders(args: &PullArgs, output: &mut Output) -> Result<Vec<PathBuf>, Failure> {
    let folder_of = |spec: &PathBuf| {
        if spec.is_dir() { spec.clone() } else { spec.parent().map(Path::to_owned).unwrap_or_default() }
    };
    let is_imported = |folder: &PathBuf| folder.join(FACTS_FILE).exists();
    if !args.paths.is_empty() {
        let folders: Vec<PathBuf> = specs::find(&args.paths)?.iter().map(folder_of).collect();
        return match folders.iter().find(|folder| !is_imported(folder)) {
            Some(folder) if folders.len() == 1 => Err(not_imported(folder)),
            _ => Ok(folders.into_iter().filter(is_imported).collect()),
        };
    }
    let (specs, diagnostics) = specs::of_project()?;
    output.diagnostics(&diagnostics);
    if diagnostics.count(Severity::Error) > 0 {
        return Err(Failure::finding("the project's configuration has errors"));
    }
    let folders: Vec<PathBuf> = specs.iter().map(folder_of).filter(is_imported).collect();
    if folders.is_empty() {
        return Err(Failure::usage(format!(
            "none of the project's specs was imported: none has a `{FACTS_FILE}`"
        ))
        .help("`cargo datacontract import` makes a spec of help pages, which `pull` fetches anew"));
    }
    Ok(folders)
}

fn not_imported(folder: &Path) -> Failure {
    Failure::usage(format!("`{}` was not imported: it has no `{FACTS_FILE}`", shown(folder)))
        .help("`cargo datacontract import SOURCE --into` this folder, once; from then on `pull` knows where its pages are")
}

fn pull(folder: &Path, args: &PullArgs, output: &mut Output, summary: &mut Summary) -> Result<(), Failure> {
    let mut settings = remembered(folder)?;
    let sources = sources(folder, args, &settings)?;
    let limits = args.fetch.limits.clone().or(&settings.options);
    let reading = Reading {
        sources: &sources,
        earlier: &[],
        folder: Some(folder),
        fetch: &args.fetch,
        limits: &limits,
        cache_use: if args.check { CacheUse::Compare } else { CacheUse::Renew },
        has_cache: true,
        name: None,
    };
    let Pages { imported, given } = reading.imported(output, &mut summary.errors)?;
    anything_of(&imported, given, output)?;
    summary.report = Some(imported.report.clone());
    settings.options = limits.given();
    let storing = Storing {
        folder: Some(folder),
        is_dry_run: args.check,
        merge: MergeOptions {
            // What a page links to that could not be read is not known.
            extent: if summary.errors.is_empty() { Extent::All } else { Extent::Some },
            conflicts: Conflicts::Mark,
        },
        settings: &settings,
    };
    storing.store(&imported, summary)?;
    if !args.check {
        let cache = args.fetch.offline_cache.clone().unwrap_or_else(|| folder.join(CACHE));
        fetch::end_renewal(&cache).map_err(|error| Failure::unwritable(&cache, &error))?;
    }
    Ok(())
}

/// Returns what the record of a spec remembers of its import.
fn remembered(folder: &Path) -> Result<ImportSettings, Failure> {
    store::remembered(folder)?.ok_or_else(|| not_imported(folder))
}

/// Returns where the pages of a spec are.
fn sources(folder: &Path, args: &PullArgs, settings: &ImportSettings) -> Result<Vec<Source>, Failure> {
    if !args.sources.is_empty() {
        return Ok(args.sources.iter().map(|word| Source::of(word)).collect());
    }
    let spec = shown(&folder.join(FILE_NAME));
    if settings.sources.is_empty() {
        let message =
            format!("the record of `{spec}` does not say where its pages are: an older version wrote it");
        return Err(Failure::finding(message).help("name it once: `--from ADDRESS`; then it is remembered"));
    }
    let find = |source: &String| {
        Source::recall(source, folder).ok_or_else(|| {
            let what = match source.as_str() {
                "-" => "standard input, which cannot be read again".to_owned(),
                name => format!("`{name}`, to which no path leads from the spec's folder"),
            };
            Failure::finding(format!("`{spec}` was imported from {what}"))
                .help("say where the pages are: `--from ADDRESS`, or a file or folder")
        })
    };
    settings.sources.iter().map(find).collect()
}
