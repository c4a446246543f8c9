//! The words of the commands that show specs as a service: `serve`, `docs`.

use std::{ffi::OsString, net::SocketAddr, path::PathBuf};

use clap::Args;

pub(super) const SERVE_EXAMPLES: &str = "\
A mock server answers each endpoint as the service would: with the sample of its help page, in the format that the request \
asks for. What the page has no sample of is made as help pages make samples. Nothing is compiled. When a spec changes, it \
is served anew.

One spec is served at the root, several each below the name of its module, and at that name as a host: `shop` at `/shop/` \
and at `http://shop.localhost:8080/`.

A request can ask for other answers, by the header `Mock` or by `$mock` in the query, with commas between them: \
`status=404`, `delay=1500`, `nulls`, `large=10000`, `unknown-enum`, `malformed`, `cut`.

With `--recordings` the mock answers as the real service did: a recording answers requests for the same endpoint with the \
same arguments, and where several do, the one with the nearest body. The header `Mock-Recording` says which one it was.

Examples:
  cargo datacontract serve specs/orders --open
  cargo datacontract serve --stateful           # all specs of the project
  cargo datacontract serve specs/orders --recordings recordings/monday
  curl -H 'Mock: status=404' http://127.0.0.1:8080/api/orders/1";

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(crate) struct ServeArgs {
    /// Specs: files, folders of specs, folders of these, patterns; by default all of the project
    #[arg(value_name = "SPEC")]
    pub(crate) paths: Vec<PathBuf>,

    /// Where to listen; port 0 is any that is free
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) addr: SocketAddr,

    /// Open the page in a browser
    #[arg(long)]
    pub(crate) open: bool,

    /// Keep what is sent to a resource, and give it back
    ///
    /// What `POST api/orders` is sent is what `GET api/orders/{id}` answers, until
    /// `DELETE api/orders/{id}`. Which endpoints belong together follows from their paths and types; the others
    /// answer with their samples.
    #[arg(long)]
    pub(crate) stateful: bool,

    /// Answer with what was recorded: a folder that `proxy --record` has written, or an HTTP archive
    ///
    /// What was not recorded is answered as without it. Recordings that come or change are answered from as specs that change
    /// are.
    #[arg(long, value_name = "PATH", conflicts_with = "stateful")]
    pub(crate) recordings: Vec<PathBuf>,

    /// Answer 501 where there is no recording, in the place of a sample
    #[arg(long, requires = "recordings")]
    pub(crate) recorded_only: bool,

    /// Answer requests for this host too, besides those of this machine
    #[arg(long = "host", value_name = "NAME")]
    pub(crate) hosts: Vec<String>,

    /// Do not look for changes of the specs and the recordings
    #[arg(long)]
    pub(crate) no_watch: bool,

    /// Serve one state of the specs, for the process that has started this one
    #[arg(long, hide = true)]
    pub(crate) worker: bool,
}

impl ServeArgs {
    /// Returns the command line of a worker for these specs.
    pub(crate) fn of_worker(&self, addr: SocketAddr, specs: &[PathBuf]) -> Vec<OsString> {
        let mut args: Vec<OsString> = vec!["serve".into(), "--worker".into(), "--addr".into()];
        args.push(addr.to_string().into());
        args.extend(self.stateful.then(|| "--stateful".into()));
        for recording in &self.recordings {
            args.extend(["--recordings".into(), recording.into()]);
        }
        args.extend(self.recorded_only.then(|| "--recorded-only".into()));
        for host in &self.hosts {
            args.extend(["--host".into(), host.into()]);
        }
        args.push("--".into());
        args.extend(specs.iter().map(|path| path.as_os_str().to_owned()));
        args
    }
}

pub(super) const DOCS_EXAMPLES: &str = "\
The pages are those that `serve` shows below `/Help`, with links from file to file: they can be opened as they are, or put \
on any web server. They load nothing from another host.

Only files whose content changes are written, and pages that are no longer there are removed; the record `help.lock` beside \
them says which files are pages. A file that is not in it, or that was changed since, is an error, and then nothing is \
written.

Examples:
  cargo datacontract docs --spec specs/orders --out target/orders-help";

#[derive(Args, Debug)]
pub(crate) struct DocsArgs {
    /// The spec: its folder or its file
    #[arg(long, value_name = "DIR")]
    pub(crate) spec: PathBuf,

    /// The folder of the pages
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}
