//! The words of `probe`.

use std::path::PathBuf;

use clap::Args;

use super::Secret;

pub(super) const PROBE_EXAMPLES: &str = "\
This asks a real service: each endpoint with GET or HEAD, in each format that the API has, one after another, with a pause \
between two requests. Each request is told before it is sent. Nothing else is sent: no other methods, nothing to other \
addresses. What comes back is compared with the spec, as `drift` does it.

Parameters stand in a file, by an endpoint's heading or its Rust name; `*` is for all endpoints. A list asks several times:
  { \"*\": { \"customerId\": 7 }, \"GET api/orders/{id}\": [{ \"id\": 5 }, { \"id\": 6 }] }
An endpoint that needs one that is not there is left out, and told.

Examples:
  cargo datacontract probe --spec specs/orders --to https://shop.example.com --parameters probe.json
  cargo datacontract probe --spec specs/orders --to https://shop.example.com --header @login.txt --delay 5000

Exit codes: 0 no warnings and no errors, 1 some, or a request without an answer, 2 wrong usage.";

#[derive(Args, Debug)]
pub(crate) struct ProbeArgs {
    /// The spec: its folder or its file
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: PathBuf,

    /// The address of the service
    #[arg(long, value_name = "URL")]
    pub(crate) to: String,

    /// A file with the parameters
    #[arg(long, value_name = "FILE")]
    pub(crate) parameters: Option<PathBuf>,

    /// A header for the service, such as 'Authorization: Bearer ..'; `@FILE` for a file with a header on each line
    #[arg(long = "header", value_name = "NAME: VALUE")]
    pub(crate) headers: Vec<Secret>,

    /// How long to wait between two requests, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 1000)]
    pub(crate) delay: u64,

    /// Write what was asked and answered into a folder, without secrets
    #[arg(long, value_name = "DIR")]
    pub(crate) record: Option<PathBuf>,

    /// Say what would be asked, and ask nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}
