//! The process that serves one state of the specs.

use std::io::Write as _;

use datacontract::server;
use datacontract_workbench::{
    mock::Memory,
    serve::{self, Hosts, Options},
    site::Site,
};
use tokio::{io::AsyncReadExt as _, net::TcpListener};

use crate::{
    args::ServeArgs,
    failure::{Failure, Outcome},
    report::Output,
};

/// Serves the specs at a port of its own, which it prints, until its standard input ends.
pub(super) async fn run(args: &ServeArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let app = app(args, output)?;
    let listener = TcpListener::bind("127.0.0.1:0").await.and_then(|listener| {
        let port = listener.local_addr()?.port();
        let mut out = std::io::stdout().lock();
        writeln!(out, "{port}")?;
        out.flush()?;
        Ok(listener)
    });
    let listener = listener.map_err(|error| Failure::finding(format!("no port can be opened: {error}")))?;
    let served = server::serve(listener, app).shutdown(end_of_input()).await;
    served.map_err(|error| Failure::finding(format!("the server stopped: {error}")))?;
    Ok(Outcome::Good)
}

/// Waits until nobody can write to standard input any more: the process that started this one does not want it
/// any longer, or is gone.
async fn end_of_input() {
    let mut input = tokio::io::stdin();
    let mut buffer = [0; 64];
    while input.read(&mut buffer).await.is_ok_and(|read| read > 0) {}
}

fn app(args: &ServeArgs, output: &mut Output) -> Result<axum::Router, Failure> {
    let mut sites = Vec::new();
    // They were found by the process that has started this one.
    for path in &args.paths {
        let (site, diagnostics) = Site::load(path);
        output.diagnostics(&diagnostics);
        sites.extend(site);
    }
    if sites.is_empty() {
        return Err(Failure::finding("no spec can be read, so that there is nothing to serve"));
    }
    let hosts = if args.addr.ip().is_loopback() { Hosts::loopback() } else { Hosts::any() };
    let options = Options {
        memory: if args.stateful { Memory::Stateful } else { Memory::None },
        hosts: args.hosts.iter().fold(hosts, |hosts, host| hosts.with(host)),
    };
    Ok(serve::app(&serve::placed(sites), &options))
}
