//! What `cargo datacontract proxy` costs, beside a plain pass-through of hyper and beside no proxy.

use crate::load::Load;
use crate::measure::{Measured, Spread, measure};
use crate::server::Server;
use datacontract::server::{Proxy, Watch};
use datacontract_workbench::serve::{Hosts, for_hosts};
use datacontract_workbench::site::Site;
use datacontract_workbench::watch::{Options, Watcher, base_of};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioIo};
use std::error::Error;
use std::fmt::Write as _;
use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;

/// The fewest requests per second, as a part of what the plain pass-through has.
const RATIO: f64 = 0.5;
/// How much later an answer may come, at the median.
const ADDED: Duration = Duration::from_micros(300);

const CONTENDERS: [&str; 4] = ["without a proxy", "hyper's pass-through", "proxy", "proxy that records"];

/// What was measured of one kind of request.
pub struct Row {
    name: &'static str,
    bytes: usize,
    /// By contender.
    measured: Vec<Measured>,
    /// The median time of one answer after another, by contender.
    latencies: Vec<Duration>,
    /// How many exchanges the proxies read, and how many they passed on unread, since there were too many.
    read: u64,
    unread: u64,
}

/// Measures requests to a service through each of the contenders.
pub fn row(
    name: &'static str,
    service: SocketAddr,
    request: &[u8],
    connections: usize,
    rounds: usize,
) -> Result<Row, Box<dyn Error>> {
    // The service has a thread of its own, as if it were elsewhere.
    let server = Server::start()?;
    let folder = std::env::temp_dir().join(format!("datacontract-proxy-bench-{}", std::process::id()));
    let plain = server.serve(|listener| pass_through(listener, service))?;
    let (proxy, watcher) = watched(&server, service, None)?;
    let (recording, recorder) = watched(&server, service, Some(&folder))?;
    let addresses = [service, plain, proxy, recording];
    let mut loads = Vec::new();
    for address in addresses {
        loads.push(Load::new(address, request.to_vec(), connections)?);
    }
    let bytes = loads[0].body.len();
    if loads.iter().any(|load| load.body != loads[0].body) {
        return Err(format!("{name}: an answer is another one behind a proxy").into());
    }
    let latencies = latencies(addresses, request, rounds)?;
    let measured = measure(&server, &mut loads, rounds)?;
    drop(loads);
    let logs = [watcher.log(), recorder.log()];
    let reports = [watcher.finish(), recorder.finish()];
    std::fs::remove_dir_all(&folder)?;
    let read = reports.iter().flatten().map(|report| report.exchanges as u64).sum();
    let unread = logs.iter().map(datacontract_workbench::watch::Log::dropped).sum();
    Ok(Row { name, bytes, measured, latencies, read, unread })
}

/// Serves the proxy as the command line does.
fn watched(
    server: &Server,
    service: SocketAddr,
    record: Option<&Path>,
) -> Result<(SocketAddr, Watcher), Box<dyn Error>> {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../specs/lcmanager");
    let site = Arc::new(Site::load(&spec).0.ok_or("the spec cannot be read")?);
    let target = format!("http://{service}");
    let base_url = base_of(&site, &target);
    let options = Options { base_url, target: target.clone(), record: record.map(Path::to_owned) };
    let watcher = Watcher::start(site, options, |_| {})?;
    let watched = Watch::new(Proxy::to(&target)?, watcher.observer());
    let app = for_hosts(axum::Router::new().fallback_service(watched), &Hosts::loopback());
    let address = server.serve(|listener| datacontract::server::serve(listener, app))?;
    Ok((address, watcher))
}

/// Passes requests on with hyper alone: connections are kept, and bodies are streamed.
async fn pass_through(listener: TcpListener, service: SocketAddr) -> io::Result<()> {
    let client = Client::builder(TokioExecutor::new()).build_http::<Incoming>();
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let client = client.clone();
        let pass = service_fn(move |mut request: hyper::Request<Incoming>| {
            let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
            // It was the path of an address already.
            *request.uri_mut() = format!("http://{service}{path}").parse().unwrap_or_default();
            client.request(request)
        });
        tokio::spawn(async move {
            // A connection that breaks is for the load to notice.
            let _ =
                hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), pass).await;
        });
    }
}

/// Returns how long one answer takes at the median, for each of these addresses, in turns.
fn latencies(addresses: [SocketAddr; 4], request: &[u8], rounds: usize) -> io::Result<Vec<Duration>> {
    let mut loads = Vec::new();
    for address in addresses {
        loads.push(Load::new(address, request.to_vec(), 1)?);
    }
    let mut times = vec![Vec::new(); loads.len()];
    for _ in 0..rounds {
        for (load, times) in loads.iter_mut().zip(&mut times) {
            for _ in 0..20 {
                times.push(load.run(1)?);
            }
        }
    }
    Ok(times.into_iter().map(median).collect())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Returns the table, as Markdown.
pub fn table(rows: &[Row]) -> String {
    let mut text = String::from(
        "|  | answer | | requests per second | / hyper's | the same by processor's time | one answer, median | added to no proxy |\n|---|---|---|---|---|---|---|---|\n",
    );
    for row in rows {
        let plain = &row.measured[1].requests_per_second;
        for (at, contender) in CONTENDERS.iter().enumerate() {
            let measured = &row.measured[at].requests_per_second;
            let ratio = Spread::of_ratios(measured, plain);
            let times = Spread::of_ratios(&row.measured[1].micros, &row.measured[at].micros);
            // The service has another thread than the one that is measured.
            let times = if at == 0 {
                String::new()
            } else {
                format!("{:.2} ({:.2}–{:.2})", times.median, times.low, times.high)
            };
            let latency = row.latencies[at];
            let added = latency.saturating_sub(row.latencies[0]);
            let is_ours = at >= 2;
            let goal = |is_met: bool| match (is_ours, is_met) {
                (false, _) => "",
                (true, true) => ": met",
                (true, false) => ": not met",
            };
            let _ = writeln!(
                text,
                "| {} | {} bytes | {contender} | {:.0}/s | {:.2} ({:.2}–{:.2}){} | {times} | {:.3} ms | {:.3} ms{} |",
                row.name,
                row.bytes,
                Spread::of(measured.iter().copied()).median,
                ratio.median,
                ratio.low,
                ratio.high,
                goal(ratio.median >= RATIO),
                latency.as_secs_f64() * 1e3,
                added.as_secs_f64() * 1e3,
                goal(added < ADDED),
            );
        }
    }
    for row in rows {
        let _ = writeln!(
            text,
            "\n{}: {} exchanges were read against the spec, {} passed on unread.",
            row.name, row.read, row.unread
        );
    }
    text
}
