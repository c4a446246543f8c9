//! How pages are fetched: the words that `import` and `pull` share.

use std::{collections::BTreeMap, convert::Infallible, path::PathBuf, str::FromStr};

use clap::Args;

use super::Secret;

/// How pages are fetched, and what lets the program in.
#[derive(Args, Debug)]
pub(crate) struct FetchArgs {
    /// Where fetched pages are kept
    ///
    /// By default in `.pages` in the spec's folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) offline_cache: Option<PathBuf>,

    /// A header for the site, such as 'Authorization: Bearer ..'; `@FILE` for a file with a header on each line
    ///
    /// It is sent to the origin of the address alone, and neither written nor printed.
    #[arg(long = "header", value_name = "NAME: VALUE")]
    pub(crate) headers: Vec<Secret>,

    /// Cookies for the site, with `;` between them; `@FILE` for a file with them
    ///
    /// They are sent to the origin of the address alone, and neither written nor printed.
    #[arg(long = "cookie", value_name = "NAME=VALUE")]
    pub(crate) cookies: Vec<Secret>,

    /// Log in with what a `.netrc` has for the host; by default the one that `NETRC` names, or that in the home folder
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub(crate) netrc: Option<NetrcFile>,

    /// Do not look at the site's `robots.txt`
    #[arg(long)]
    pub(crate) ignore_robots: bool,

    #[command(flatten)]
    pub(crate) limits: FetchLimits,
}

/// How fast and how much is fetched. An import remembers those that were given, for `pull`.
#[derive(Args, Clone, Debug)]
pub(crate) struct FetchLimits {
    /// How many pages are fetched at a time [default: 4]
    #[arg(long, value_name = "N")]
    threads: Option<u64>,

    /// How long to wait between two requests, in milliseconds [default: 100]
    #[arg(long, value_name = "MS")]
    delay: Option<u64>,

    /// The most pages that are fetched [default: 20000]
    #[arg(long, value_name = "N")]
    max_pages: Option<u64>,

    /// How many bytes all fetched pages together can have, unpacked [default: 1073741824]
    #[arg(long, value_name = "N")]
    max_total_bytes: Option<u64>,

    /// How long an answer may take, in seconds [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    timeout: Option<u64>,

    /// How long fetching all pages may take, in seconds [default: 7200]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..))]
    max_time: Option<u64>,

    /// How many bytes a page can have [default: 16777216]
    #[arg(long, value_name = "N")]
    max_page_bytes: Option<u64>,

    /// How many attributes a tag of an XML sample can have; a sample with more is left out [default: 500]
    #[arg(long, value_name = "N")]
    max_attributes: Option<u64>,

    /// How many namespaces can be declared within each other in an XML sample; a sample with more is left out [default:
    /// 500]
    #[arg(long, value_name = "N")]
    max_namespaces: Option<u64>,
}

/// A limit of [`FetchLimits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FetchLimit {
    Threads,
    Delay,
    MaxPages,
    MaxTotalBytes,
    Timeout,
    MaxTime,
    MaxPageBytes,
    MaxAttributes,
    MaxNamespaces,
}

impl FetchLimit {
    const ALL: [Self; 9] = [
        Self::Threads,
        Self::Delay,
        Self::MaxPages,
        Self::MaxTotalBytes,
        Self::Timeout,
        Self::MaxTime,
        Self::MaxPageBytes,
        Self::MaxAttributes,
        Self::MaxNamespaces,
    ];

    /// Returns the word for it, on the command line and where it is remembered.
    fn word(self) -> &'static str {
        match self {
            Self::Threads => "threads",
            Self::Delay => "delay",
            Self::MaxPages => "max-pages",
            Self::MaxTotalBytes => "max-total-bytes",
            Self::Timeout => "timeout",
            Self::MaxTime => "max-time",
            Self::MaxPageBytes => "max-page-bytes",
            Self::MaxAttributes => "max-attributes",
            Self::MaxNamespaces => "max-namespaces",
        }
    }

    fn default(self) -> u64 {
        match self {
            Self::Threads => 4,
            Self::Delay => 100,
            Self::MaxPages => 20_000,
            Self::MaxTotalBytes => 1024 * 1024 * 1024,
            Self::Timeout => 30,
            Self::MaxTime => 7200,
            Self::MaxPageBytes => 16 * 1024 * 1024,
            Self::MaxAttributes | Self::MaxNamespaces => 500,
        }
    }
}

impl FetchLimits {
    fn slot(&mut self, limit: FetchLimit) -> &mut Option<u64> {
        match limit {
            FetchLimit::Threads => &mut self.threads,
            FetchLimit::Delay => &mut self.delay,
            FetchLimit::MaxPages => &mut self.max_pages,
            FetchLimit::MaxTotalBytes => &mut self.max_total_bytes,
            FetchLimit::Timeout => &mut self.timeout,
            FetchLimit::MaxTime => &mut self.max_time,
            FetchLimit::MaxPageBytes => &mut self.max_page_bytes,
            FetchLimit::MaxAttributes => &mut self.max_attributes,
            FetchLimit::MaxNamespaces => &mut self.max_namespaces,
        }
    }

    pub(crate) fn get(&self, limit: FetchLimit) -> u64 {
        self.clone().slot(limit).unwrap_or(limit.default())
    }

    /// Returns a limit as a count.
    pub(crate) fn count(&self, limit: FetchLimit) -> usize {
        usize::try_from(self.get(limit)).unwrap_or(usize::MAX)
    }

    /// Returns those that were given, by their words.
    pub(crate) fn given(&self) -> BTreeMap<String, u64> {
        let mut limits = self.clone();
        FetchLimit::ALL
            .into_iter()
            .filter_map(|limit| limits.slot(limit).map(|number| (limit.word().to_owned(), number)))
            .collect()
    }

    /// Takes those that were not given from what is remembered.
    pub(crate) fn or(mut self, remembered: &BTreeMap<String, u64>) -> Self {
        for limit in FetchLimit::ALL {
            let slot = self.slot(limit);
            *slot = slot.or(remembered.get(limit.word()).copied());
        }
        self
    }
}

/// Which `.netrc` is meant.
#[derive(Clone, Debug)]
pub(crate) enum NetrcFile {
    /// The one of whoever calls.
    Own,
    Named(PathBuf),
}

impl FromStr for NetrcFile {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(if text.is_empty() { Self::Own } else { Self::Named(text.into()) })
    }
}
