//! Every endpoint, in JSON and in XML, in both directions: our clients call the server in C#, the client in
//! C# calls our server. The table of all of it stands in `docs/over-http.md`.

mod client;
mod exceptions;
mod generated;
mod moving;
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
    /// How many were not made, as the client's serializer refuses the body.
    refused: usize,
    faults: Vec<String>,
}

/// Calls by endpoint (`POST api/leads`) and format.
type Results = BTreeMap<(String, Format), Calls>;

/// Who calls whom.
const DIRECTIONS: [&str; 2] = ["client", "server"];

/// The results of a service in each direction.
struct Proof<'s> {
    site: &'s Site,
    results: [Results; 2],
}

impl<'s> Proof<'s> {
    fn of(mono: &Mono, site: &'s Site) -> Self {
        Proof { site, results: [client::calls(mono, site), server::calls(mono, site)] }
    }

    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        for (direction, results) in DIRECTIONS.iter().zip(&self.results) {
            for ((endpoint, format), calls) in results {
                let is_of =
                    |fault: &String| format!("{direction} {} {endpoint} {format:?}: {fault}", self.site.name);
                faults.extend(calls.faults.iter().map(is_of));
            }
        }
        faults.extend(self.refused_by_one());
        faults
    }

    /// Returns the endpoints whose bodies one client's serializer refuses, and the other's does not.
    fn refused_by_one(&self) -> impl Iterator<Item = String> {
        let [ours, theirs] = &self.results;
        ours.iter().filter_map(|((endpoint, format), calls)| {
            let of_dot_net = theirs.get(&(endpoint.clone(), *format))?;
            let is_known = exceptions::of(self.site.name, endpoint, "server", *format).is_some();
            (!is_known && (calls.refused > 0) != (of_dot_net.refused > 0))
                .then(|| format!("{} {endpoint} {format:?}: one client refuses the body", self.site.name))
        })
    }
}

#[test]
fn every_endpoint_in_all_forms_and_directions() {
    let Some(mono) = Mono::find(env!("CARGO_TARGET_TMPDIR")) else { return };
    let mut table =
        "| | our client, JSON | XML | `XmlSerializer` | our server, JSON | XML | `XmlSerializer` |\n\
                     |---|---|---|---|---|---|---|\n"
            .to_owned();
    let mut faults = Vec::new();
    let mut notes: Vec<&'static str> = Vec::new();
    for site in SITES {
        let usual = Proof::of(&mono, site);
        let with_xml_serializer = site.with_xml_serializer.map(|site| Proof::of(&mono, site));
        faults.extend(usual.faults());
        faults.extend(with_xml_serializer.iter().flat_map(Proof::faults));
        write_rows(&usual, with_xml_serializer.as_ref(), &mut table, &mut notes);
    }
    table.push('\n');
    for (place, note) in notes.iter().enumerate() {
        writeln!(table, "{}. {note}", place + 1).expect("texts grow");
    }
    for fault in &faults {
        say(fault);
    }
    assert!(faults.is_empty(), "{} calls went wrong", faults.len());
    publish("every endpoint", &table);
}

fn write_rows(
    usual: &Proof<'_>,
    with_xml_serializer: Option<&Proof<'_>>,
    table: &mut String,
    notes: &mut Vec<&'static str>,
) {
    writeln!(table, "| **{}** | | | | | | |", usual.site.name).expect("texts grow");
    for endpoint in (usual.site.headings)() {
        write!(table, "| `{endpoint}` |").expect("texts grow");
        for direction in 0..DIRECTIONS.len() {
            for format in [Format::Json, Format::Xml] {
                write!(table, " {} |", cell(usual, &endpoint, direction, format, notes)).expect("texts grow");
            }
            let cell = with_xml_serializer
                .map(|proof| format!(" {}", cell(proof, &endpoint, direction, Format::Xml, notes)))
                .unwrap_or_default();
            write!(table, "{cell} |").expect("texts grow");
        }
        table.push('\n');
    }
}

/// Returns how many calls were made, or that the serializer refuses the body, and the number of a note.
fn cell(
    proof: &Proof<'_>,
    endpoint: &str,
    direction: usize,
    format: Format,
    notes: &mut Vec<&'static str>,
) -> String {
    let calls = proof.results[direction].get(&(endpoint.to_owned(), format));
    let reason = exceptions::of(proof.site.name, endpoint, DIRECTIONS[direction], format);
    let mut cell = match calls {
        Some(Calls { count: 0, refused: 1.., .. }) => "refused".to_owned(),
        Some(Calls { count: 1.., refused: 0, .. }) => calls.map_or(0, |calls| calls.count).to_string(),
        Some(Calls { count: 1.., .. }) => {
            panic!("{} {endpoint}: some bodies are refused, others are not", proof.site.name)
        }
        _ => "–".to_owned(),
    };
    if let Some(reason) = reason {
        let place = notes.iter().position(|known| *known == reason).unwrap_or_else(|| {
            notes.push(reason);
            notes.len() - 1
        });
        write!(cell, " ({})", place + 1).expect("texts grow");
    }
    assert!(cell != "–", "{} {endpoint}: no {format:?}, and no reason", proof.site.name);
    cell
}

/// The lists of endpoints are those of the specs.
#[test]
fn no_endpoint_is_forgotten() {
    for site in SITES.iter().flat_map(|site| [Some(site), site.with_xml_serializer]).flatten() {
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
