//! Requests per second of a generated server beside handlers written by hand, in one run:
//! `docs/performance-http.md`.

mod by_hand;
mod load;
mod measure;
mod ours;
mod proxy;
mod report;
mod server;
mod values;

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::routing::post;
use load::Load;
use report::Row;
use server::{Server, no_delay};
use std::error::Error;
use std::net::SocketAddr;
use std::process::ExitCode;

const USAGE: &str = "\
Requests per second of a generated server beside handlers written by hand: docs/performance-http.md.

cargo run --release --manifest-path benches/http/Cargo.toml -- [OPTIONS]

  --quick         fewer rounds
  --proxy         measures the proxy of the command line, beside a plain pass-through
  --write-docs    writes the table into docs/performance-http.md
  --only NAME     sends 1000 requests to one contender, for `valgrind` and `perf`: json/small/ours, xml/large/by hand
  --requests N    how many `--only` sends
";

/// Enough that the server never waits for the load.
const CONNECTIONS: usize = 32;

/// Ours as it is, what is written by hand, ours within an `axum::Router`, ours by a server that has limits for slow clients,
/// and `axum` with a ready answer.
const CONTENDERS: [&str; 5] = ["ours", "by hand", "ours in axum", "ours, limited", "axum alone"];

/// What is asked.
struct Group {
    name: &'static str,
    path: &'static str,
    media_type: &'static str,
    request: String,
    /// Who answers: the contenders but the last.
    servers: [SocketAddr; 4],
    /// The least ratio to what is written by hand.
    goal: f64,
}

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut words: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let (mut rounds, mut write_docs, mut only, mut requests) = (100, false, None, 1000);
    let mut is_of_proxy = false;
    while let Some(word) = words.next() {
        match word.as_str() {
            "--quick" => rounds = 10,
            "--proxy" => is_of_proxy = true,
            "--write-docs" => write_docs = true,
            "--only" => only = Some(words.next().ok_or(USAGE)?),
            "--requests" => requests = words.next().ok_or(USAGE)?.parse()?,
            _ => return Err(USAGE.into()),
        }
    }
    let server = Server::start()?;
    let groups = groups(&server)?;
    if let Some(name) = only {
        return send(&server, &groups, &name, requests);
    }
    let started = report::circumstances();
    if is_of_proxy {
        let mut rows = Vec::new();
        for group in groups.iter().filter(|group| group.path.ends_with("LeadUpdate")) {
            rows.push(proxy::row(group.name, group.servers[0], &group.request(), CONNECTIONS, rounds)?);
        }
        let table = proxy::table(&rows);
        println!("{started}\n\n{table}");
        if write_docs {
            report::write_proxy_docs(&started, &table)?;
        }
        return Ok(());
    }
    let mut rows = Vec::new();
    for group in &groups {
        eprintln!("{}", group.name);
        let mut loads = Vec::new();
        for address in contenders(&server, group)? {
            loads.push(Load::new(address, group.request(), CONNECTIONS)?);
        }
        let measured = measure::measure(&server, &mut loads, rounds)?;
        rows.push(Row { name: group.name, bytes: loads[0].body.len(), goal: group.goal, measured });
    }
    println!("{started}\n\n{}", report::plain(&rows));
    if write_docs {
        report::write_docs(&started, &rows)?;
    }
    Ok(())
}

fn groups(server: &Server) -> Result<Vec<Group>, Box<dyn Error>> {
    let [app, in_axum, limited] = [ours::app()?, ours::app()?, ours::app()?];
    let ours = server.serve(|listener| axum::serve(no_delay(listener), app.into_make_service()))?;
    let limited = server.serve(|listener| datacontract::server::serve(listener, limited))?;
    let in_axum = server.serve(|listener| axum::serve(no_delay(listener), Router::from(in_axum)))?;
    let app = by_hand::json::app()?;
    let json = server.serve(|listener| axum::serve(no_delay(listener), app))?;
    let app = by_hand::xml::app(&datacontract::xml::to_string(&ours::leads()?)?)?;
    let xml = server.serve(|listener| axum::serve(no_delay(listener), app))?;
    let update =
        datacontract::json::from_str::<datacontract_apis::lcmanager::LeadUpdateRequest>(values::UPDATE_JSON)?;
    let [small, large] = ["/api/lead/LeadUpdate", "/api/leads"];
    let group = |name, path, by_hand, goal, request: String| Group {
        name,
        path,
        media_type: if by_hand == json { "application/json" } else { "application/xml" },
        request,
        servers: [ours, by_hand, in_axum, limited],
        goal,
    };
    Ok(vec![
        group("json/small", small, json, 1.1, values::UPDATE_JSON.to_owned()),
        group("xml/small", small, xml, 1.7, datacontract::xml::to_string(&update)?),
        group("json/large", large, json, 1.3, "1".to_owned()),
        group("xml/large", large, xml, 4.5, datacontract::xml::to_string(&1_i64)?),
    ])
}

impl Group {
    fn request(&self) -> Vec<u8> {
        load::request(self.path, self.media_type, &self.request)
    }

    fn first_answer(&self, address: SocketAddr) -> Result<Vec<u8>, Box<dyn Error>> {
        let load = Load::new(address, self.request(), 1);
        Ok(load.map_err(|error| format!("{}: {error}", self.name))?.body)
    }
}

/// All contenders of a group, once they are proven to answer the same.
fn contenders(server: &Server, group: &Group) -> Result<[SocketAddr; 5], Box<dyn Error>> {
    let [ours, by_hand, in_axum, limited] = group.servers;
    let answer = group.first_answer(ours)?;
    for other in [by_hand, in_axum, limited] {
        let other = group.first_answer(other)?;
        if answer != other {
            let [ours, other] = [answer, other].map(|body| String::from_utf8_lossy(&body).into_owned());
            return Err(format!("{}: the answers differ\n{ours}\n{other}", group.name).into());
        }
    }
    let (bytes, media_type) = (Bytes::from(answer), group.media_type);
    let constant = move |_: Bytes| std::future::ready(([(CONTENT_TYPE, media_type)], bytes.clone()));
    let app = Router::new().route(group.path, post(constant));
    let alone = server.serve(|listener| axum::serve(no_delay(listener), app))?;
    Ok([ours, by_hand, in_axum, limited, alone])
}

/// Sends requests to one contender.
fn send(server: &Server, groups: &[Group], name: &str, requests: usize) -> Result<(), Box<dyn Error>> {
    for group in groups {
        for (contender, address) in CONTENDERS.into_iter().zip(contenders(server, group)?) {
            if format!("{}/{contender}", group.name) == name {
                Load::new(address, group.request(), CONNECTIONS)?.run(requests)?;
                return Ok(());
            }
        }
    }
    Err(format!("{name} is no contender").into())
}
