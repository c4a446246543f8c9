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
use reading::Reading;
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
    let reading = Reading {
        sources: &sources,
        folder,
        fetch: &args.fetch,
        limits: &args.fetch.limits,
        cache_use: if args.offline { CacheUse::Only } else { CacheUse::First },
        // A dry run makes no folder.
        has_cache: !args.dry_run || folder.is_some_and(|folder| folder.join(reading::CACHE).is_dir()),
        name: args.name.as_deref(),
    };
    let imported = reading.imported(output, &mut summary.errors)?;
    anything_of(&imported, output)?;
    summary.report = Some(imported.report.clone());
    let settings = ImportSettings {
        sources: sources.iter().map(|source| source.remembered(folder)).collect(),
        options: args.fetch.limits.given(),
    };
    let storing =
        Storing { folder, is_dry_run: args.dry_run, merge: MergeOptions::default(), settings: &settings };
    storing.store(&imported, summary)
}

/// Says why, if nothing came of some pages.
pub(super) fn anything_of(imported: &Imported, output: &mut Output) -> Result<(), Failure> {
    if imported.report.pages == 0 {
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
