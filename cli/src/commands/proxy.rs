//! `proxy`: before a real service, with its traffic against the spec.

use std::{fmt::Write as _, net::SocketAddr, sync::Arc};

use datacontract::server::{self, Proxy, Watch};
use datacontract_codegen::accepted::AcceptedList;
use datacontract_workbench::{
    sample::Side,
    serve::{self, Hosts},
    site::Site,
    traffic::{DriftReport, Severity},
    watch::{self, Log, NOT_OF_THE_API, Options, Seen, Watcher},
};
use tokio::{net::TcpListener, sync::mpsc, sync::watch as flag};

use super::drift;
use crate::{
    args::ProxyArgs,
    failure::{Failure, Outcome},
    report::{Output, count},
    specs,
};

pub(crate) fn run(args: &ProxyArgs, output: &mut Output) -> Result<Outcome, Failure> {
    let site = specs::site(&args.spec, output)?;
    let base_url = site.spec().base_url.as_ref().map(|base| base.value.clone());
    let Some(target) = args.to.clone().or(base_url) else {
        return Err(Failure::usage("nobody knows where the service is: the spec has no `baseUrl`")
            .help("`--to https://service.example` says it"));
    };
    let proxy = Proxy::to(&target).map_err(|error| {
        let shown = datacontract_codegen::address::masked(&target).into_owned();
        Failure::usage(format!("`{shown}` is no address of a service: {}", error.message()))
    })?;
    let options = Options { base_url: watch::base_of(&site, &target), target, record: args.record.clone() };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::finding(format!("the proxy cannot start: {error}")))?;
    // What cannot be read is said before anything goes by.
    let accepted = drift::accepted(&site, output)?;
    let report = runtime.block_on(pass(args, Arc::new(site), options, proxy, output))?;
    Ok(conclude(report, accepted.as_ref(), output))
}

async fn pass(
    args: &ProxyArgs,
    site: Arc<Site>,
    options: Options,
    proxy: Proxy,
    output: &mut Output,
) -> Result<DriftReport, Failure> {
    let (told, mut lines) = mpsc::unbounded_channel();
    let target = options.target.clone();
    let watcher = Watcher::start(site, options, move |seen| {
        // Nobody listens any more at the end.
        let _ = told.send(line(seen));
    })
    .map_err(|error| Failure::usage(error.to_string()))?;
    let log = watcher.log();
    let (listener, addr) = listen(args.addr).await?;
    let (page_listener, page) = listen(args.page).await?;
    let watched = Watch::new(proxy, watcher.observer());
    let app = axum::Router::new().fallback_service(watched);
    let app = serve::for_hosts(app, &hosts(args, addr));
    let pages = serve::for_hosts(watch::router(log.clone()), &hosts(args, page));
    output.print(&format!(
        "passing on what comes to http://{addr}/ to {target}\nwhat goes by: http://{page}/\n"
    ));

    let (stop, stopped) = flag::channel(false);
    let until = |mut stopped: flag::Receiver<bool>| async move {
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    let passing = server::serve(listener, app).shutdown(until(stopped.clone()));
    let mut passing = tokio::spawn(passing.into_future());
    tokio::spawn(server::serve(page_listener, pages).shutdown(until(stopped)).into_future());
    let mut signal = std::pin::pin!(server::stop_signal());
    loop {
        tokio::select! {
            () = &mut signal => break,
            Some(line) = lines.recv() => output.print(&line),
            _ = &mut passing => return Err(Failure::finding("the proxy stopped")),
        }
    }
    let _ = stop.send(true);
    let _ = passing.await;
    let report = tokio::task::spawn_blocking(move || watcher.finish()).await.ok().flatten();
    while let Ok(line) = lines.try_recv() {
        output.print(&line);
    }
    let Some(report) = report else {
        return Err(Failure::finding("what went by could not be read to its end"));
    };
    warn(&log, output);
    Ok(report)
}

/// Says what went by, without what a person accepts.
fn conclude(mut report: DriftReport, accepted: Option<&AcceptedList>, output: &mut Output) -> Outcome {
    if let Some(accepted) = accepted {
        // What did not go by this time may go by the next time.
        let _ = report.accept(accepted);
    }
    output.print(&format!("\n{}", drift::text(&report)));
    if report.has(Severity::Warning) { Outcome::Findings } else { Outcome::Good }
}

fn warn(log: &Log, output: &mut Output) {
    if log.dropped() > 0 {
        let dropped = log.dropped();
        output.warning(&format!(
            "exchanges that were passed on and not read, since there were too many: {dropped}"
        ));
    }
    if log.unrecorded() > 0 {
        output.warning(&format!("exchanges that could not be recorded: {}", log.unrecorded()));
    }
}

fn hosts(args: &ProxyArgs, addr: SocketAddr) -> Hosts {
    let hosts = if addr.ip().is_loopback() { Hosts::loopback() } else { Hosts::any() };
    args.hosts.iter().fold(hosts, |hosts, host| hosts.with(host))
}

async fn listen(addr: SocketAddr) -> Result<(TcpListener, SocketAddr), Failure> {
    let listener = TcpListener::bind(addr).await.map_err(|error| {
        Failure::usage(format!("`{addr}` cannot be opened: {error}"))
            .help("`--addr 127.0.0.1:0` takes a port that is free")
    })?;
    let addr = listener.local_addr().unwrap_or(addr);
    Ok((listener, addr))
}

/// Returns the lines of an exchange in the list.
fn line(seen: &Seen) -> String {
    let at = seen.exchange.started.get(11..19).unwrap_or_default();
    let what =
        seen.endpoint.clone().unwrap_or_else(|| format!("{} {}", seen.exchange.method, seen.exchange.url));
    let departures = match seen.departures.len() {
        0 if !seen.is_of_the_api() => format!("  {NOT_OF_THE_API}"),
        0 => String::new(),
        departures => format!("  {}", count(departures, "departure")),
    };
    let mut lines =
        format!("{at}  {}  {:>5} ms  {what}{departures}\n", seen.exchange.status, seen.time.as_millis());
    for finding in &seen.departures {
        let _ = writeln!(
            lines,
            "          {:7}  {}  {:8}  {}{}",
            finding.kind.severity().word(),
            finding.kind.code(),
            finding.side.map_or("", Side::word),
            if finding.path.is_empty() { String::new() } else { format!("{}: ", finding.path) },
            finding.message
        );
    }
    lines
}
