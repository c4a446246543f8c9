//! The words of `import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::FetchArgs;

pub(super) const IMPORT_EXAMPLES: &str = "\
A page is HTML as a browser saves it, or the text that an archive or a scraper kept of it. An address is followed to all \
pages of its help area; what is fetched stays in the cache, so that a second run asks for nothing again.

Only the scheme, host and port of the address are asked, and only what can be a help page; an address that is sent on \
from http to https of its host is asked by https. A login (`https://user:password@host/`, `--header`, `--cookie`, \
`--netrc`) or a key in the query is sent to that server, and neither written nor printed. What the site's `robots.txt` asks \
programs not to fetch is not asked for.

What the samples prove is a fact; what they merely suggest, or leave open, is marked in the spec by a comment with the \
reason. At the end each endpoint is proven like by `check`. Imported again into the same folder, the spec keeps what was \
edited by hand, and what changed on the pages is shown. A spec is made of all its pages: those of earlier imports are read \
again, from where the files were and from the cache. What is from pages that are not at hand any more stays as it is. `pull` \
fetches the same pages anew.

Examples:
  cargo datacontract import https://example.com/Help --into specs/shop
  cargo datacontract import saved-pages/ --into specs/shop --name 'Shop API'
  cargo datacontract import https://example.com/Help --into specs/shop --netrc
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

    /// Ask no server for anything: what is not in the cache is missing
    #[arg(long)]
    pub(crate) offline: bool,

    #[command(flatten)]
    pub(crate) fetch: FetchArgs,

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
