//! `import`: help pages to a spec.

pub(super) mod login;
pub(super) mod reading;
pub(super) mod store;
pub(super) mod summary;

use std::path::Path;

use datacontract_import::{
    Imported,
    fetch::CacheUse,
    merge::{ImportSettings, MergeOptions},
    source::Source,
    visible,
};

use crate::{
    args::{ImportArgs, ImportFormat},
    failure::{Failure, Outcome},
    report::Output,
};
use reading::{Pages, Reading};
use store::Storing;
use summary::Summary;

/// How many remarks on pages are shown when nothing came of them.
const MOST_NOTES: usize = 10;

pub(crate) fn run(args: &ImportArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let mut summary = Summary::new(args.into.as_deref(), args.dry_run);
    let result = import(args, output, &mut summary).map_err(|mut failure| {
        failure.message = visible::escaped(&failure.message).into_owned();
        failure
    });
    summary.print(args.format, result.as_ref().err(), output);
    result.map(|()| summary.outcome())
}

/// Prints as JSON that arguments make no command.
pub(crate) fn refuse(message: &str, output: &mut Output) {
    let failure = Failure::usage(message.trim().trim_start_matches("error: "));
    Summary::new(None, false).print(ImportFormat::Json, Some(&failure), output);
}

fn import(args: &ImportArgs, output: &mut Output, summary: &mut Summary) -> Result<(), Failure> {
    if let (Some(name), true) = (&args.name, args.name.as_deref().is_some_and(|name| name.trim().is_empty()))
    {
        return Err(Failure::usage(format!("`{name}` is no name")));
    }
    let sources: Vec<Source> = args.sources.iter().map(|word| Source::of(word)).collect();
    let folder = args.into.as_deref();
    let earlier = earlier(folder, &sources)?;
    let reading = Reading {
        sources: &sources,
        earlier: &earlier,
        folder,
        fetch: &args.fetch,
        limits: &args.fetch.limits,
        cache_use: if args.offline { CacheUse::Only } else { CacheUse::First },
        // A dry run makes no folder.
        has_cache: !args.dry_run || folder.is_some_and(|folder| folder.join(reading::CACHE).is_dir()),
        name: args.name.as_deref(),
    };
    let Pages { imported, given } = reading.imported(output, &mut summary.errors)?;
    anything_of(&imported, given, output)?;
    summary.report = Some(imported.report.clone());
    let settings = ImportSettings {
        sources: sources.iter().map(|source| source.remembered(folder)).collect(),
        options: args.fetch.limits.given(),
    };
    let storing =
        Storing { folder, is_dry_run: args.dry_run, merge: MergeOptions::default(), settings: &settings };
    storing.store(&imported, summary)?;
    tell_of_missing(&summary.missing, output);
    Ok(())
}

/// Returns what earlier imports into a folder were given, and this one is not. Standard input, and files to
/// which no path leads from the folder, are lost.
fn earlier(folder: Option<&Path>, given: &[Source]) -> Result<Vec<Source>, Failure> {
    let Some(folder) = folder else { return Ok(Vec::new()) };
    let Some(settings) = store::remembered(folder)? else { return Ok(Vec::new()) };
    let given: Vec<String> = given.iter().map(|source| source.remembered(Some(folder))).collect();
    let others = settings.sources.iter().filter(|source| !given.contains(source));
    Ok(others.filter_map(|source| Source::recall(source, folder)).collect())
}

/// Says which pages of earlier imports could not be read again.
fn tell_of_missing(pages: &[String], output: &mut Output) {
    if !pages.is_empty() {
        let first = visible::escaped(&store::first_of(pages)).into_owned();
        output.warning(&format!(
            "pages of earlier imports are not at hand any more: {first}; what is from them stays as it is"
        ));
    }
}

/// Says why, if nothing came of some pages. So many of them were `given`; the others are those of earlier
/// imports.
pub(super) fn anything_of(imported: &Imported, given: usize, output: &mut Output) -> Result<(), Failure> {
    if given == 0 {
        return Err(Failure::finding("there is no help page among the sources")
            .help("give the pages of operations or of types, or the address of the index"));
    }
    if let Some(why) = imported.report.nothing_imported() {
        let notes = &imported.report.notes;
        for (page, note) in notes.iter().take(MOST_NOTES) {
            output.warning(&visible::escaped(&format!("{page}: {note}")));
        }
        if notes.len() > MOST_NOTES {
            output.warning(&format!("{} more of this kind", notes.len() - MOST_NOTES));
        }
        return Err(Failure::finding(why));
    }
    Ok(())
}

/// Returns a path as messages have it.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
