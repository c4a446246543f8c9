//! Every endpoint, in JSON and in XML, in both directions: our clients call the server in C#, the client in
//! C# calls our server. The table of all of it stands in `docs/over-http.md`.

mod client;
mod exceptions;
mod generated;
mod server;
mod sites;
mod trackerrms;

use datacontract::http::Format;
use datacontract_aspnet::mono::{Mono, say};
use datacontract_aspnet::table::publish;
use sites::{SITES, Site};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What came of the calls of an endpoint.
#[derive(Debug, Default)]
struct Calls {
    count: usize,
    faults: Vec<String>,
}

/// Calls by endpoint (`POST api/leads`) and format.
type Results = BTreeMap<(String, Format), Calls>;

#[test]
fn every_endpoint_in_both_formats_and_directions() {
    let Some(mono) = Mono::find(env!("CARGO_TARGET_TMPDIR")) else { return };
    let mut table = String::new();
    let mut faults = Vec::new();
    let mut notes: Vec<&'static str> = Vec::new();
    for site in SITES {
        let directions = [client::calls(&mono, site), server::calls(&mono, site)];
        for (direction, results) in ["client", "server"].iter().zip(&directions) {
            for ((endpoint, format), calls) in results {
                let is_of =
                    |fault: &String| format!("{direction} {} {endpoint} {format:?}: {fault}", site.name);
                faults.extend(calls.faults.iter().map(is_of));
            }
        }
        write_rows(site, &directions, &mut table, &mut notes);
    }
    let mut text =
        "| | our client, JSON | XML | our server, JSON | XML |\n|---|---|---|---|---|\n".to_owned() + &table;
    text.push('\n');
    for (place, note) in notes.iter().enumerate() {
        writeln!(text, "{}. {note}", place + 1).expect("texts grow");
    }
    for fault in &faults {
        say(fault);
    }
    assert!(faults.is_empty(), "{} calls went wrong", faults.len());
    publish("every endpoint", &text);
}

fn write_rows(site: &Site, directions: &[Results; 2], table: &mut String, notes: &mut Vec<&'static str>) {
    writeln!(table, "| **{}** | | | | |", site.name).expect("texts grow");
    for endpoint in (site.headings)() {
        write!(table, "| `{endpoint}` |").expect("texts grow");
        for (direction, results) in ["client", "server"].iter().zip(directions) {
            for format in [Format::Json, Format::Xml] {
                let count = results.get(&(endpoint.clone(), format)).map_or(0, |calls| calls.count);
                let reason = exceptions::of(site.name, &endpoint, direction, format);
                let mut cell = if count > 0 { count.to_string() } else { "–".to_owned() };
                if let Some(reason) = reason {
                    let place = notes.iter().position(|known| *known == reason).unwrap_or_else(|| {
                        notes.push(reason);
                        notes.len() - 1
                    });
                    write!(cell, " ({})", place + 1).expect("texts grow");
                }
                assert!(
                    count > 0 || reason.is_some(),
                    "{} {endpoint}: no {format:?}, and no reason",
                    site.name
                );
                write!(table, " {cell} |").expect("texts grow");
            }
        }
        table.push('\n');
    }
}

/// The lists of endpoints are those of the specs.
#[test]
fn no_endpoint_is_forgotten() {
    for site in SITES {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(site.spec).join("api.json");
        let spec = std::fs::read_to_string(path).expect("the spec is there");
        let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
        let heading = |line: &str| {
            let text = line.trim().strip_prefix('"')?;
            let (heading, _) = text.split_once("\": {")?;
            let (method, path) = heading.split_once(' ')?;
            methods
                .contains(&method)
                .then(|| format!("{method} {}", path.split('?').next().unwrap_or_default()))
        };
        let expected: Vec<String> = spec.lines().filter_map(heading).collect();
        let found: Vec<String> = (site.headings)().iter().map(|heading| heading.replace("{*", "{")).collect();
        assert_eq!(found, expected, "{}", site.name);
    }
}
