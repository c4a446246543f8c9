//! A client and a server with types of other crates, without sockets between them.

use datacontract::client::{self, Tower};
use datacontract::http::{BaseUrl, Endpoint, Format, request};
use datacontract::server::{self, Request};
use datacontract_tests_value_types as apis;

fn base() -> BaseUrl {
    BaseUrl::new("http://x").expect("an address")
}

fn uri(endpoint: &impl Endpoint) -> String {
    request(endpoint, &base(), Format::Json).expect("a request").uri().to_string()
}

/// A test of one module: its service gets what its client sends, and both are what own types send.
macro_rules! calls {
    ($module:ident, $id:path) => {
        mod $module {
            use super::apis::$module::{
                self as api,
                client::Client,
                endpoints::PutTrip,
                server::{Service, router},
            };
            use super::*;

            struct Trips;

            impl Service for Trips {
                async fn put_trip(&self, request: Request<PutTrip>) -> server::Result<api::AnswerOfGuid> {
                    assert_eq!(*request, sent());
                    Ok(api::AnswerOfGuid { id: request.id, ..api::samples::put_trip_response() }.into())
                }
            }

            fn sent() -> PutTrip {
                PutTrip {
                    id: parsed("00112233-4455-6677-8899-aabbccddeeff"),
                    from: parsed("2024-10-15T05:29:19.5+02:00"),
                    until: Some(parsed("2024-10-15T05:29:19Z")),
                    length: parsed("-1.02:03:04"),
                    fee: parsed("7.50"),
                    home: parsed("http://example.com/a%20b?c=d&e"),
                    tag: "a & b".into(),
                    ids: vec![parsed("00112233-4455-6677-8899-aabbccddeeff"), Default::default()],
                    days: vec![parsed("2024-10-15T05:29:19Z"), parsed("2024-10-16T00:00:00Z")],
                    body: api::samples::put_trip_request(),
                }
            }

            fn id(text: &str) -> $id {
                parsed(text)
            }

            #[test]
            fn requests_are_those_of_own_types() {
                assert_eq!(uri(&sent()), OWN);
                let defaults = |id| PutTrip { id, home: parsed("http://example.com/"), ..Default::default() };
                let defaults = uri(&defaults(parsed("00112233-4455-6677-8899-aabbccddeeff")));
                assert_eq!(defaults, DEFAULTS);
            }

            #[tokio::test]
            async fn a_service_gets_what_a_client_sends() {
                for format in [Format::Json, Format::Xml] {
                    let http = client::Client::new(base(), Tower::new(router(Trips)));
                    let api = Client::new(http);
                    let sent = sent();
                    let answer = api
                        .put_trip(sent.id, sent.from, sent.home, sent.body)
                        .until(parsed("2024-10-15T05:29:19Z"))
                        .length(sent.length)
                        .fee(sent.fee)
                        .tag("a & b")
                        .ids(sent.ids)
                        .days(sent.days)
                        .format(format)
                        .send()
                        .await
                        .expect("an answer");
                    assert_eq!(answer.id, sent.id);
                }
            }

            #[tokio::test]
            async fn credentials_go_where_there_are_none() {
                struct Owners;
                impl Service for Owners {
                    async fn put_trip(&self, request: Request<PutTrip>) -> server::Result<api::AnswerOfGuid> {
                        let pin = request.body.owner.as_ref().map(|owner| *owner.pin.expose());
                        Ok(api::AnswerOfGuid {
                            id: pin.unwrap_or_default(),
                            ..api::samples::put_trip_response()
                        }
                        .into())
                    }
                }
                let pin = id("00112233-4455-6677-8899-aabbccddeeff");
                let http = client::Client::new(base(), Tower::new(router(Owners)));
                let credentials =
                    api::client::Credentials { pin: Some(datacontract::Secret::from(pin)), key: None };
                let api = Client::new(http).credentials(credentials);
                let sent = sent();
                let answer =
                    api.put_trip(sent.id, sent.from, sent.home, sent.body).send().await.expect("an answer");
                assert_eq!(answer.id, pin);
            }
        }
    };
}

/// Reads a value as it stands in an address.
fn parsed<T: datacontract::Field>(text: &str) -> T {
    datacontract::codegen::parameter_default(text)
}

const OWN: &str = "http://x/api/trips/00112233-4455-6677-8899-aabbccddeeff?from=2024-10-15T05%3A29%3A19.5%2B02%3A00&until=2024-10-15T05%3A29%3A19Z&length=-1.02%3A03%3A04&fee=7.50&home=http%3A%2F%2Fexample.com%2Fa%2520b%3Fc%3Dd%26e&tag=a%20%26%20b&ids=00112233-4455-6677-8899-aabbccddeeff&ids=00000000-0000-0000-0000-000000000000&days=2024-10-15T05%3A29%3A19Z,2024-10-16T00%3A00%3A00Z";

/// What is the service's default is left out.
const DEFAULTS: &str = "http://x/api/trips/00112233-4455-6677-8899-aabbccddeeff?from=0001-01-01T00%3A00%3A00%2B00%3A00&home=http%3A%2F%2Fexample.com%2F";

calls!(own, datacontract::clr::Guid);
calls!(jiff, datacontract::types::uuid::Uuid);
calls!(chrono, datacontract::types::uuid::Uuid);
calls!(time, datacontract::types::uuid::Uuid);
calls!(std, datacontract::types::uuid::Uuid);

/// A text of another crate takes an empty value as a `String` does.
#[test]
fn empty_texts_are_texts() {
    assert_eq!(parsed::<datacontract::types::compact_str::CompactString>(""), "");
    assert_eq!(parsed::<Box<str>>(" ").as_ref(), "");
    assert_eq!(parsed::<String>(" "), "");
}
