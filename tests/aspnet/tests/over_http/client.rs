//! Our clients call the server in C#, which tells what it understood.

use crate::exceptions::{self, is_same_refusal, left_out};
use crate::sites::{Site, heading};
use crate::{Calls, Results, trackerrms};
use base64::Engine as _;
use datacontract::client::{Client, Error, Reqwest, Response, Tower, Ureq};
use datacontract::http::{BaseUrl, Format, HeaderMap, Operation, Payload};
use datacontract::server::Router;
use datacontract::{Endpoint, ErrorKind};
use datacontract_aspnet::arguments::{self, arguments};
use datacontract_aspnet::canned::{Variant, fill};
use datacontract_aspnet::compare::{Form, differences};
use datacontract_aspnet::endpoints::Visitor;
use datacontract_aspnet::mono::Mono;
use datacontract_aspnet::plain::Plain;
use tokio::runtime::Runtime;

/// Calls every endpoint of a site.
pub(crate) fn calls(mono: &Mono, site: &Site) -> Results {
    let server;
    let stand_in;
    let base_url = if site.name == "trackerrms" {
        stand_in = trackerrms::StandIn::start();
        &stand_in.base_url
    } else {
        server = mono.serve(site.name);
        &server.base_url
    };
    let mut caller = Caller {
        site,
        runtime: Runtime::new().expect("a runtime"),
        reqwest: datacontract::client::reqwest(base_url).expect("an address").basic("partner", "hemligt ö"),
        ureq: datacontract::client::ureq(base_url).expect("an address").basic("partner", "hemligt ö"),
        // What the service in Rust answers is what the one in C# has to answer.
        ours: Client::new(
            BaseUrl::new("http://ours.invalid").expect("an address"),
            Tower::new((site.router)()),
        )
        .basic("partner", "hemligt ö"),
        results: Results::new(),
    };
    site.visit(&mut caller);
    caller.results
}

struct Caller<'s> {
    site: &'s Site,
    runtime: Runtime,
    reqwest: Client<Reqwest>,
    ureq: Client<Ureq>,
    ours: Client<Tower<Router>>,
    results: Results,
}

impl Visitor for Caller<'_> {
    fn visit<E: Endpoint>(&mut self) {
        let operation = E::operation();
        for format in self.site.formats {
            if left_out(self.site.name, &heading::<E>(), "client", *format).is_some() {
                continue;
            }
            let mut calls = Calls::default();
            for variant in Variant::ALL {
                let is_same = operation.parameters.is_empty() && operation.body.is_none();
                if is_same && variant != Variant::Filled {
                    continue;
                }
                let endpoint = || {
                    let mut endpoint = E::default();
                    fill(operation, &mut endpoint, variant, *format, self.site.is_of_page);
                    endpoint
                };
                if exceptions::is_unable(operation.name, variant) {
                    continue;
                }
                let sent = arguments(&endpoint());
                let call = self.ours.call(endpoint()).format(*format).ignore_outcome();
                let expected = self.runtime.block_on(call.send_with_response());

                let call = self.reqwest.call(endpoint()).format(*format).ignore_outcome();
                let by_reqwest = self.runtime.block_on(call.send_with_response());
                let call = self.ureq.call(endpoint()).format(*format).ignore_outcome();
                let by_ureq = call.send_with_response();
                for (client, answer) in [("reqwest", by_reqwest), ("ureq", by_ureq)] {
                    if Form::of(operation, *format) == Form::XmlSerializer && is_refused::<E>(&answer) {
                        calls.refused += 1;
                        continue;
                    }
                    calls.count += 1;
                    let found = check::<E>(&sent, &expected, &answer, *format);
                    calls.faults.extend(found.iter().map(|fault| format!("{client} {variant:?}: {fault}")));
                }
            }
            self.results.insert((heading::<E>(), *format), calls);
        }
    }
}

fn plain<E: Endpoint>(value: &E::Response) -> Plain {
    <E::Response as Payload>::TYPE.map_or(Plain::Null, |ty| Plain::of(&ty, value.view()))
}

type Answer<E> = Result<Response<<E as Endpoint>::Response>, Error<<E as Endpoint>::Status>>;

/// Whether a call was not made, as its body has no form in the format.
fn is_refused<E: Endpoint>(answer: &Answer<E>) -> bool {
    matches!(answer, Err(Error::Arguments(error)) if error.kind() == ErrorKind::Unrepresentable)
}

/// What is wrong with what the server understood, and with what it answered.
fn check<E: Endpoint>(
    sent: &[(&'static str, Plain)],
    expected: &Answer<E>,
    answer: &Answer<E>,
    format: Format,
) -> Vec<String> {
    let operation = E::operation();
    let headers = match answer {
        Ok(answer) => &answer.headers,
        Err(Error::Status(status)) => &status.headers,
        Err(error) => return vec![format!("{error:?}")],
    };
    let mut faults = misunderstood(operation, sent, headers, format);
    match (expected, answer) {
        (Ok(expected), Ok(answer)) => {
            let Some(ty) = <E::Response as Payload>::TYPE else { return faults };
            let (expected, answer) = (plain::<E>(&expected.value), plain::<E>(&answer.value));
            let mut found = differences(&ty, &expected, &answer, Form::of(operation, format));
            found.retain(|difference| !exceptions::is_null_item(operation.name, difference));
            faults.extend(found.iter().map(|difference| format!("answered {difference}")));
        }
        // A service that says no has to be understood as well.
        (Err(expected), Err(answer)) if is_same_refusal(&expected.to_string(), &answer.to_string()) => {}
        (expected, answer) => {
            let shown = |answer: &Answer<E>| match answer {
                Ok(answer) => plain::<E>(&answer.value).to_string(),
                Err(error) => error.to_string(),
            };
            faults.push(format!("{} is answered, not {}", shown(answer), shown(expected)));
        }
    }
    faults
}

/// What the server understood otherwise than it was sent.
fn misunderstood(
    operation: &Operation,
    sent: &[(&'static str, Plain)],
    headers: &HeaderMap,
    format: Format,
) -> Vec<String> {
    let mut faults = Vec::new();
    // The server tells it unless that makes the header too long; then the answer has to do.
    if let Some(understood) = headers.get("x-arguments") {
        let understood = Plain::parse(&decoded(understood)).expect("JSON");
        faults.extend(arguments::misunderstood(operation, sent, &understood, format));
    }
    if let Some(state) = headers.get("x-model-state") {
        let state = arguments::model_state(&serde_json::from_str(&decoded(state)).expect("JSON"));
        // What attributes find wrong with a value is no fault of the call.
        let state = arguments::without_attributes(&state);
        faults.extend((!state.is_valid()).then(|| state.to_string()));
    }
    faults
}

fn decoded(value: &http::HeaderValue) -> String {
    let bytes = base64::engine::general_purpose::STANDARD.decode(value).expect("base64");
    String::from_utf8(bytes).expect("text")
}
