//! The words of `proxy`.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args;

pub(super) const PROXY_EXAMPLES: &str = "\
Clients call the proxy in the place of the service, and get what the service answers: bodies go on as they are, while they \
come, whatever is in them. Beside that, each exchange is read by the contract of its endpoint, as `drift` does it. No caller \
waits for that: what is too much at once is passed on, counted, and not read; nor are bodies of more than 1 MiB.

The list in the terminal has the time, the status, how long it took, and what departs from the spec. The page shows each \
exchange with its departures marked in the text. At the end (Ctrl-C) stands the report of `drift`.

`--record` writes each exchange into a folder of its own, for `drift` and `learn`. Secrets are taken out \
before anything is shown or written: secret members and parameters, credentials, cookies, tokens.

Examples:
  cargo datacontract proxy --spec specs/orders --to https://orders.example.com
  cargo datacontract proxy --spec specs/orders --record recordings/monday   # the spec's `baseUrl`

Exit codes: 0 no warnings and no errors, 1 some, 2 wrong usage.";

#[derive(Args, Debug)]
pub(crate) struct ProxyArgs {
    /// The spec: its folder or its file
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: PathBuf,

    /// The address of the service; by default the spec's `baseUrl`
    #[arg(long, value_name = "URL")]
    pub(crate) to: Option<String>,

    /// Where to listen; port 0 is any that is free
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) addr: SocketAddr,

    /// Where the page is; port 0 is any that is free
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:0")]
    pub(crate) page: SocketAddr,

    /// Write each exchange into this folder, without its secrets
    #[arg(long, value_name = "DIR")]
    pub(crate) record: Option<PathBuf>,

    /// Answer requests for this host too, besides those of this machine
    #[arg(long = "host", value_name = "NAME")]
    pub(crate) hosts: Vec<String>,
}
