//! Reads the pages of an import, from files or from their site.

use std::{
    io::{IsTerminal as _, stderr},
    path::Path,
    time::Duration,
};

use datacontract_import::{
    Imported, Limits, Options,
    fetch::{CacheUse, Credentials, Limit, RobotsTxt},
    import_beside,
    page::Page,
    source::{self, Progress, Source, SourceError, SourceErrorKind},
    visible,
};
use indicatif::{ProgressBar, ProgressStyle};

use super::login;
use crate::{
    args::{FetchArgs, FetchLimit, FetchLimits},
    failure::Failure,
    report::Output,
};

/// Where fetched pages are kept, in the spec's folder.
pub(in crate::commands) const CACHE: &str = ".pages";

/// What is read, and how.
pub(in crate::commands) struct Reading<'a> {
    pub(in crate::commands) sources: &'a [Source],
    /// What earlier imports were given: it is read again, from files and the cache alone.
    pub(in crate::commands) earlier: &'a [Source],
    /// The spec's.
    pub(in crate::commands) folder: Option<&'a Path>,
    pub(in crate::commands) fetch: &'a FetchArgs,
    pub(in crate::commands) limits: &'a FetchLimits,
    pub(in crate::commands) cache_use: CacheUse,
    /// Whether there may be a cache in the spec's folder.
    pub(in crate::commands) has_cache: bool,
    /// What people call the API.
    pub(in crate::commands) name: Option<&'a str>,
}

impl Reading<'_> {
    /// Reads all pages; those that cannot be read are reported, and the others go on.
    pub(in crate::commands) fn imported(
        &self,
        output: &mut Output,
        errors: &mut Vec<(String, String)>,
    ) -> Result<Pages, Failure> {
        let options = self.options()?;
        let bar = progress_bar();
        let progress = |progress: &Progress| {
            bar.set_length(progress.known as u64);
            bar.set_position(progress.done as u64);
            bar.set_message(visible::escaped(&progress.location).into_owned());
        };
        let mut reached = None;
        let mut given = 0;
        let pages =
            source::read(self.sources.iter().cloned(), &options, progress).filter_map(|page| match page {
                Ok(page) => Some::<Page>(page),
                Err(SourceError { location, kind: SourceErrorKind::Limit(limit) }) => {
                    reached = Some((location, limit));
                    None
                }
                Err(error) => {
                    let text = error.to_string() + hint(&error.kind);
                    bar.suspend(|| output.warning(&visible::escaped(&text)));
                    errors.push((error.location, text));
                    None
                }
            });
        let pages = pages.inspect(|_| given += 1);
        // What cannot be read any more is not given: the merge leaves what is from it as it is.
        let options_of_earlier = from_cache(&options);
        let earlier = source::read(self.earlier.iter().cloned(), &options_of_earlier, |_| {});
        let limits = Limits {
            attributes: self.limits.count(FetchLimit::MaxAttributes),
            namespaces: self.limits.count(FetchLimit::MaxNamespaces),
        };
        let options_of_import = Options { name: self.name.map(str::to_owned), module: None, limits };
        let imported = import_beside(pages, earlier.filter_map(Result::ok), &options_of_import);
        bar.finish_and_clear();
        let Some((location, limit)) = reached else { return Ok(Pages { imported, given }) };
        let is_kept = options.fetch.cache.is_some() && options.fetch.cache_use != CacheUse::Compare;
        let kept = if is_kept { "; what was fetched is kept for the next run" } else { "" };
        let option = match limit {
            Limit::Pages(_) => "--max-pages",
            Limit::Bytes(_) => "--max-total-bytes",
            Limit::Time(_) => "--max-time",
        };
        Err(Failure::finding(format!("{location}: {limit}; nothing was imported"))
            .help(format!("`{option}` raises the limit{kept}")))
    }

    fn options(&self) -> Result<source::Options, Failure> {
        let mut options = source::Options {
            most_bytes: self.limits.count(FetchLimit::MaxPageBytes),
            relative_to: self.folder.map(Path::to_owned),
            ..source::Options::default()
        };
        let own = self.folder.map(|folder| folder.join(CACHE));
        let fetch = &mut options.fetch;
        fetch.cache = self.fetch.offline_cache.clone().or(own.filter(|_| self.has_cache));
        fetch.cache_use = self.cache_use;
        fetch.credentials = login::credentials(self.fetch, self.sources)?;
        fetch.robots = if self.fetch.ignore_robots { RobotsTxt::Ignore } else { RobotsTxt::Respect };
        fetch.threads = self.limits.count(FetchLimit::Threads).max(1);
        fetch.delay = Duration::from_millis(self.limits.get(FetchLimit::Delay));
        fetch.timeout = Duration::from_secs(self.limits.get(FetchLimit::Timeout));
        fetch.total_time = Duration::from_secs(self.limits.get(FetchLimit::MaxTime));
        fetch.most_pages = self.limits.count(FetchLimit::MaxPages);
        fetch.most_total_bytes = self.limits.get(FetchLimit::MaxTotalBytes);
        Ok(options)
    }
}

/// What was read.
pub(in crate::commands) struct Pages {
    pub(in crate::commands) imported: Imported,
    /// How many pages of it were given.
    pub(in crate::commands) given: usize,
}

/// Returns how pages are read without asking a server, and without a login.
fn from_cache(options: &source::Options) -> source::Options {
    let mut options = options.clone();
    options.fetch.cache_use = CacheUse::Only;
    options.fetch.credentials = Credentials::default();
    options
}

/// Returns the option that helps.
fn hint(kind: &SourceErrorKind) -> &'static str {
    match kind {
        SourceErrorKind::TooSlow { .. } => "; `--timeout` raises it",
        SourceErrorKind::Cache { .. } => "; `--offline-cache` gives another",
        SourceErrorKind::Robots | SourceErrorKind::RobotsUnreadable { .. } => {
            "; `--ignore-robots` fetches it all the same"
        }
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
