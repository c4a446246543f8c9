//! The words of `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const IMPORT_EXAMPLES: &str = "\
A page is HTML as a browser saves it, or the text that an archive or a scraper kept of it. An address is followed to all \
pages of its help area; what is fetched stays in the cache, so that a second run asks for nothing again.

Only the scheme, host and port of the address are asked, and only what can be a help page; an address that is sent on \
from http to https of its host is asked by https. A login (`https://user:password@host/`) or a key in the query is sent \
to that server, and neither written nor printed.

What the samples prove is a fact; what they merely suggest, or leave open, is marked in the spec by a comment with the \
reason. At the end each endpoint is proven like by `check`. Imported again into the same folder, the spec keeps what was \
edited by hand, and what changed on the pages is shown. What is from pages that were not given stays as it is.

Examples:
  cargo datacontract import https://example.com/Help --into specs/shop
  cargo datacontract import saved-pages/ --into specs/shop --name 'Shop API'
  cargo datacontract import --dry-run page.html
  curl -s https://example.com/Help/Api/GET-api-orders | cargo datacontract import - --into specs/shop";

#[derive(Args, Debug)]
pub(crate) struct ImportArgs {
    /// Pages: files, folders, addresses, or `-` for standard input
    #[arg(value_name = "SOURCE", required = true)]
    pub(crate) sources: Vec<String>,

    /// The spec's folder
    #[arg(long, value_name = "DIR", required_unless_present = "dry_run")]
    pub(crate) into: Option<PathBuf>,

    /// What people call the API
    #[arg(long)]
    pub(crate) name: Option<String>,

    /// Write nothing; print the spec
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Where fetched pages are kept
    ///
    /// By default in `.pages` in the spec's folder.
    #[arg(long, value_name = "DIR")]
    pub(crate) offline_cache: Option<PathBuf>,

    /// Ask no server for anything: what is not in the cache is missing
    #[arg(long)]
    pub(crate) offline: bool,

    /// How many pages are fetched at a time
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub(crate) threads: usize,

    /// How long to wait between two requests, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 100)]
    pub(crate) delay: u64,

    /// The most pages that are fetched
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    pub(crate) max_pages: usize,

    /// How many bytes all fetched pages together can have, unpacked
    #[arg(long, value_name = "N", default_value_t = 1024 * 1024 * 1024)]
    pub(crate) max_total_bytes: u64,

    /// How long an answer may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) timeout: u64,

    /// How long fetching all pages may take, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 7200, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_time: u64,

    /// How many bytes a page can have
    #[arg(long, value_name = "N", default_value_t = 16 * 1024 * 1024)]
    pub(crate) max_page_bytes: usize,

    /// How many attributes a tag of an XML sample can have; a sample with more is left out
    #[arg(long, value_name = "N", default_value_t = 500)]
    pub(crate) max_attributes: usize,

    /// How many namespaces can be declared within each other in an XML sample; a sample with more is left out
    #[arg(long, value_name = "N", default_value_t = 500)]
    pub(crate) max_namespaces: usize,

    /// How to print the report
    #[arg(long, value_enum, default_value_t = ImportFormat::Text)]
    pub(crate) format: ImportFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImportFormat {
    /// For people
    Text,
    /// For programs: one JSON object, also if the import fails
    Json,
}
