//! The samples of a spec with a member of every type, in both formats.

use crate::{through, written};
use datacontract::{dynamic, json, xml};
use datacontract_tests_value_types::{chrono, jiff, own, std, time};

const XML: &str = include_str!("../../../../codegen/tests/fixtures/parts/value_types/samples/trip.xml");
const JSON: &str = include_str!("../../../../codegen/tests/fixtures/parts/value_types/samples/trip.json");
const ANSWER: (&str, &str) = (
    include_str!("../../../../codegen/tests/fixtures/parts/value_types/samples/answer.xml"),
    include_str!("../../../../codegen/tests/fixtures/parts/value_types/samples/answer.json"),
);

/// The sample as XML and as JSON, without the white space that only pages have.
fn trip() -> (String, String) {
    let trip: own::Trip = xml::from_str(XML).expect("the sample");
    written(&trip)
}

#[test]
fn samples_are_written_as_by_own_types() {
    let trip = trip();
    assert_eq!(through::<own::Trip>((XML, JSON)), trip);
    assert_eq!(through::<jiff::Trip>((XML, JSON)), trip);
    assert_eq!(through::<chrono::Trip>((XML, JSON)), trip);
    assert_eq!(through::<time::Trip>((XML, JSON)), trip);
    assert_eq!(through::<std::Trip>((XML, JSON)), trip);
    let answer = through::<own::AnswerOfGuid>(ANSWER);
    assert_eq!(through::<jiff::AnswerOfGuid>(ANSWER), answer);
    assert_eq!(through::<chrono::AnswerOfGuid>(ANSWER), answer);
    assert_eq!(through::<time::AnswerOfGuid>(ANSWER), answer);
    assert_eq!(through::<std::AnswerOfGuid>(ANSWER), answer);
}

#[test]
fn functions_of_samples_give_them() {
    let sample = plain(written(&own::samples::put_trip_request()));
    assert_eq!(plain(written(&jiff::samples::put_trip_request())), sample);
    assert_eq!(plain(written(&chrono::samples::put_trip_request())), sample);
    assert_eq!(plain(written(&time::samples::put_trip_request())), sample);
    assert_eq!(plain(written(&std::samples::put_trip_request())), sample);
}

/// Returns documents without the zone of dates that were not set, such as secrets, which samples have not: an instant
/// has them in UTC.
fn plain((xml, json): (String, String)) -> (String, String) {
    let plain =
        |text: String| text.replace("0001-01-01T00:00:00Z", "0001-01-01T00:00:00").replace("about:blank", "");
    (plain(xml), plain(json))
}

/// What was not set is what .NET has there; an instant says that it is in UTC, and a URL is an absolute one.
#[test]
fn defaults_are_dotnets() {
    let own = |site: &str| own::Trip {
        owner: Some(own::Owner { site: site.into(), ..Default::default() }),
        ..Default::default()
    };
    let expected = plain(written(&own("")));
    let trip = jiff::Trip { owner: Some(jiff::Owner::default()), ..Default::default() };
    assert_eq!(plain(written(&trip)), expected);
    let trip = chrono::Trip { owner: Some(chrono::Owner::default()), ..Default::default() };
    assert_eq!(plain(written(&trip)), expected);
    let trip = time::Trip { owner: Some(time::Owner::default()), ..Default::default() };
    assert_eq!(plain(written(&trip)), expected);
    let trip = std::Trip { owner: Some(std::Owner::default()), ..Default::default() };
    assert_eq!(plain(written(&trip)), expected);
}

/// A member that a document has not is .NET's default, too.
#[test]
fn missing_members_are_dotnets_defaults() {
    assert_eq!(json::from_str::<jiff::Trip>("{}").expect("a trip"), jiff::Trip::default());
    assert_eq!(json::from_str::<chrono::Trip>("{}").expect("a trip"), chrono::Trip::default());
    assert_eq!(json::from_str::<time::Leg>("{}").expect("a leg"), time::Leg::default());
    assert!(json::to_string(&chrono::Leg::default()).expect("JSON").contains("0001-01-01T00:00:00Z"));
}

#[test]
fn derived_classes_are_known() {
    let flight = own::Flight {
        base: own::Transport {
            since: "2024-10-15T00:00:00Z".parse().expect("a date"),
            name: "LH".to_owned(),
        },
        gate: "-PT5M".parse().expect("a span"),
    };
    let trip = own::Trip { transport: Some(flight.into()), ..xml::from_str(XML).expect("the sample") };
    let text = xml::to_string(&trip).expect("XML");
    assert!(text.contains("i:type=\"Flight\""), "{text}");
    let read: time::Trip = xml::from_str(&text).expect("a trip");
    assert!(matches!(&read.transport, Some(time::AnyTransport::Flight(flight)) if flight.gate.is_negative()));
    assert_eq!(xml::to_string(&read).expect("XML"), text);
}

#[test]
fn values_without_a_rust_type_are_the_same() {
    // A class that another may stand for is known by its Rust type.
    let own = own::Trip { transport: None, ..xml::from_str(XML).expect("the sample") };
    let jiff: jiff::Trip = dynamic::from_value(&dynamic::to_value(&own).expect("a value")).expect("a trip");
    assert_eq!(written(&jiff), written(&own));
}

#[test]
fn secrets_are_not_shown() {
    let owner: jiff::Owner = json::from_str(
        r#"{"Pin":"00112233-4455-6677-8899-aabbccddeeff","Born":"1990-05-06T00:00:00Z","Site":"http://x/"}"#,
    )
    .expect("an owner");
    let shown = format!("{owner:?}");
    assert!(!shown.contains("0011") && !shown.contains("1990"), "{shown}");
}
