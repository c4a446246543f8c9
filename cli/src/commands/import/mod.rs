//! `import`: help pages to a spec.

mod store;
mod summary;

use std::{
    io::{IsTerminal as _, stderr},
    path::Path,
    time::Duration,
};

use datacontract_import::{
    Imported, Limits, Options,
    fetch::Limit,
    page::Page,
    source::{self, Progress, Source, SourceError, SourceErrorKind},
    visible,
};
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    args::{ImportArgs, ImportFormat},
    failure::{Failure, Outcome},
    report::Output,
};
use summary::Summary;

/// Where fetched pages are kept, in the spec's folder.
const CACHE: &str = ".pages";

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
    let imported = pages(args, output, summary)?;
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
    summary.report = Some(imported.report.clone());
    store::store(args.into.as_deref(), args.dry_run, &imported, summary)
}

/// Reads all pages; those that cannot be read are reported, and the others go on.
fn pages(args: &ImportArgs, output: &mut Output, summary: &mut Summary) -> Result<Imported, Failure> {
    let options = options(args);
    let bar = progress_bar();
    let progress = |progress: &Progress| {
        bar.set_length(progress.known as u64);
        bar.set_position(progress.done as u64);
        bar.set_message(visible::escaped(&progress.location).into_owned());
    };
    let sources = args.sources.iter().map(|word| Source::of(word));
    let mut reached = None;
    let pages = source::read(sources, &options, progress).filter_map(|page| match page {
        Ok(page) => Some::<Page>(page),
        Err(SourceError { location, kind: SourceErrorKind::Limit(limit) }) => {
            reached = Some((location, limit));
            None
        }
        Err(error) => {
            let text = error.to_string() + hint(&error.kind);
            bar.suspend(|| output.warning(&visible::escaped(&text)));
            summary.errors.push((error.location, text));
            None
        }
    });
    let limits = Limits { attributes: args.max_attributes, namespaces: args.max_namespaces };
    let imported =
        datacontract_import::import(pages, &Options { name: args.name.clone(), module: None, limits });
    bar.finish_and_clear();
    match reached {
        None => Ok(imported),
        Some((location, limit)) => {
            let kept = if options.fetch.cache.is_some() {
                "; what was fetched is kept for the next run"
            } else {
                ""
            };
            let option = match limit {
                Limit::Pages(_) => "--max-pages",
                Limit::Bytes(_) => "--max-total-bytes",
                Limit::Time(_) => "--max-time",
            };
            Err(Failure::finding(format!("{location}: {limit}; nothing was imported"))
                .help(format!("`{option}` raises the limit{kept}")))
        }
    }
}

fn options(args: &ImportArgs) -> source::Options {
    let mut options = source::Options {
        most_bytes: args.max_page_bytes,
        relative_to: args.into.clone(),
        ..source::Options::default()
    };
    let own = args.into.as_ref().map(|folder| folder.join(CACHE));
    // A dry run makes no folder.
    options.fetch.cache = args.offline_cache.clone().or(own.filter(|own| !args.dry_run || own.is_dir()));
    options.fetch.offline = args.offline;
    options.fetch.threads = args.threads.max(1);
    options.fetch.delay = Duration::from_millis(args.delay);
    options.fetch.timeout = Duration::from_secs(args.timeout);
    options.fetch.total_time = Duration::from_secs(args.max_time);
    options.fetch.most_pages = args.max_pages;
    options.fetch.most_total_bytes = args.max_total_bytes;
    options
}

/// Returns the option that raises the limit of a page.
fn hint(kind: &SourceErrorKind) -> &'static str {
    match kind {
        SourceErrorKind::TooSlow { .. } => "; `--timeout` raises it",
        SourceErrorKind::Cache { .. } => "; `--offline-cache` gives another",
        _ => "",
    }
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

/// Returns a path as messages have it.
fn shown(path: &Path) -> String {
    path.display().to_string()
}
