//! The client in C# calls our server. What it gets has to be what the server in C# answers to the same call,
//! byte for byte.

use crate::exceptions::{is_other, left_out};
use crate::moving::Moving;
use crate::sites::Site;
use crate::{Calls, Results};
use datacontract::http::Format;
use datacontract_aspnet::mono::Mono;
use serde_json::Value;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// Has every endpoint of a site called.
pub(crate) fn calls(mono: &Mono, site: &Site) -> Results {
    let mut results = Results::new();
    if site.name == "trackerrms" {
        return results;
    }
    let runtime = Runtime::new().expect("a runtime");
    let ours = format!("http://{}", serve(&runtime, site));
    let theirs = mono.serve(site.name);
    let moving = (site.name == "main").then(|| Moving::start(&runtime, &theirs.base_url));
    let headings = (site.headings)();
    for (format, name) in [(Format::Json, "json"), (Format::Xml, "xml")] {
        if !site.formats.contains(&format) {
            continue;
        }
        let lines = mono.call(&ours, name, site.name);
        let expected = mono.call(&theirs.base_url, name, site.name);
        assert_eq!(lines.len(), expected.len());
        for (line, expected) in lines.iter().zip(&expected) {
            let heading = heading(&headings, line);
            if left_out(site.name, heading, "server", format).is_some() {
                continue;
            }
            let calls: &mut Calls = results.entry((heading.clone(), format)).or_default();
            // What the format cannot say is not sent.
            if line.get("status").is_none() {
                calls.refused += 1;
                continue;
            }
            calls.count += 1;
            calls.faults.extend(check(site, heading, line, expected));
        }
        let Some(moving) = &moving else { continue };
        for (line, expected) in moving.call(mono, name, site).iter().zip(&expected) {
            let heading = heading(&headings, expected);
            let calls = results.entry((heading.clone(), format)).or_default();
            calls.faults.extend(moving.check(site, heading, line, expected));
        }
    }
    if let Some((moving, calls)) = moving.zip(results.values_mut().next()) {
        calls.faults.extend(moving.unsafe_ones());
    }
    results
}

/// The endpoint of a line: the client has the names of the controllers (`api/Lead`), and the query.
fn heading<'h>(headings: &'h [String], line: &Value) -> &'h String {
    let id = line["id"].as_str().unwrap_or_default();
    let path = id.split('?').next().unwrap_or_default().to_lowercase();
    let is_meant = |heading: &&String| heading.replace("{*", "{").to_lowercase() == path;
    headings.iter().find(is_meant).unwrap_or_else(|| panic!("unknown: {line}"))
}

fn check(site: &Site, heading: &str, line: &Value, expected: &Value) -> Option<String> {
    fields(site, line, expected).find_map(|(name, found, expected)| {
        let is_fine = found == expected || is_other(site.name, heading, (name, &found, &expected));
        (!is_fine).then(|| format!("variant {}: {name} is {found}, not {expected}", line["variant"]))
    })
}

/// Returns what two lines say of an answer: the name of each field, what it is, and what it should be.
pub(crate) fn fields<'l>(
    site: &Site,
    line: &'l Value,
    expected: &'l Value,
) -> impl Iterator<Item = (&'static str, String, String)> + use<'l> {
    let is_xml_serializer = site.name == "xmlserializer";
    let text = move |line: &Value, name: &str| {
        let text = line.get(name).map(ToString::to_string).unwrap_or_default();
        if is_xml_serializer { with_xsi_first(&text) } else { text }
    };
    let names = ["status", "contentType", "body", "parsed", "echo", "error"];
    names.into_iter().map(move |name| (name, text(line, name), text(expected, name)))
}

/// Returns an answer of Mono's `XmlSerializer` with the two declarations of the root as .NET has them.
fn with_xsi_first(text: &str) -> String {
    let xsi = r#"xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""#;
    let xsd = r#"xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\""#;
    text.replace(&format!("{xsd} {xsi}"), &format!("{xsi} {xsd}"))
}

fn serve(runtime: &Runtime, site: &Site) -> SocketAddr {
    let router: axum::Router = (site.router)().into();
    runtime.block_on(async move {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move { axum::serve(listener, router).await });
        address
    })
}
