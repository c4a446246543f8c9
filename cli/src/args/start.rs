//! The words of the commands to start from: `init`, `new`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

pub(super) const INIT_EXAMPLES: &str = "\
Nothing is overwritten. The spec that is written can be checked at once, and edited from there.

Examples:
  cargo datacontract init                       # specs/example
  cargo datacontract init --name 'Order service'  # specs/order_service
  cargo datacontract init specs/orders";

#[derive(Args, Debug)]
pub(crate) struct InitArgs {
    /// The folder of the spec; by default one in `specs`, called as the API is
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,

    /// What people call the API; by default the folder's name
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
}

pub(super) const NEW_EXAMPLES: &str = "\
The program is a small crate that compiles and runs at once. A client calls one endpoint with the sample of its help \
page; a server answers each endpoint with its sample. Types, client and server are in src/apis, as `generate` makes \
them of the spec, which stays where it is: after it has changed, run `cargo datacontract generate` in the program's \
folder. Nothing is overwritten.

Examples:
  cargo datacontract new client --spec specs/orders orders-client
  cargo datacontract new server --spec specs/orders orders-server
  cargo datacontract new client --spec specs/orders orders-client --build-script";

#[derive(Args, Debug)]
pub(crate) struct NewArgs {
    /// What the program does
    #[arg(value_enum, value_name = "KIND")]
    pub(crate) kind: NewKind,

    /// The spec: its folder or its file
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: PathBuf,

    /// The folder of the program, whose name becomes the crate's
    #[arg(value_name = "PATH")]
    pub(crate) path: PathBuf,

    /// Generate types, client and server in a build script, at each build, instead of checking them in
    ///
    /// What changes in the spec then changes the program by itself. Its first build takes about a third longer, since the
    /// generator is compiled too.
    #[arg(long)]
    pub(crate) build_script: bool,

    /// The folder `runtime` of datacontract's repository, instead of the published crate
    ///
    /// Within that repository it is found without being named.
    #[arg(long, value_name = "DIR")]
    pub(crate) runtime: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum NewKind {
    /// It calls the API
    Client,
    /// It serves the API
    Server,
}
