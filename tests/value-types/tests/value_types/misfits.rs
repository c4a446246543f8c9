//! What a chosen type does not hold is an error with the member's path, never another value.

use datacontract::{ErrorKind, json, xml};
use datacontract_tests_value_types::{chrono, days_chrono, days_jiff, jiff, own};

const TRIP: &str = include_str!("../../../../codegen/tests/fixtures/parts/value_types/samples/trip.json");

#[test]
fn a_date_without_a_zone_is_no_instant() {
    let text = TRIP.replace("\"2024-10-15T05:29:19Z\"", "\"2024-10-15T05:29:19\"");
    assert!(json::from_str::<own::Trip>(&text).is_ok());
    let error = json::from_str::<jiff::Trip>(&text).expect_err("no instant");
    assert_eq!((error.kind(), error.path().as_str()), (ErrorKind::Value, "/Trip/Stops/0"));
    let error = json::from_str::<chrono::Trip>(&text).expect_err("no instant");
    assert_eq!((error.kind(), error.path().as_str()), (ErrorKind::Value, "/Trip/Stops/0"));
}

#[test]
fn a_time_of_day_is_no_part_of_a_day() {
    let error = json::from_str::<days_jiff::Day>(r#"{"Date":"2024-10-15T01:00:00"}"#).expect_err("no day");
    assert_eq!(error.path(), "/Day/Date");
    let error =
        json::from_str::<days_jiff::Day>(r#"{"Open":"-01:00:00"}"#).expect_err("no span without a sign");
    assert_eq!(error.path(), "/Day/Open");
    let error = json::from_str::<days_chrono::Day>(r#"{"Holidays":{"2024-10-15T00:00:00Z":"x"}}"#)
        .expect_err("no day");
    assert!(error.path().starts_with("/Day/Holidays"), "{}", error.path());
}

#[test]
fn a_relative_uri_is_no_url() {
    let text = TRIP.replace("http://example.com/a%20b?q=1", "a/b");
    assert!(json::from_str::<own::Trip>(&text).is_ok());
    let error = json::from_str::<jiff::Trip>(&text).expect_err("no URL");
    assert_eq!(error.path(), "/Trip/Home");
}

/// The offset of a local date is what an instant loses: the moment stays.
#[test]
fn a_local_date_is_written_in_utc() {
    let text = r#"{"Id":"00112233-4455-6677-8899-aabbccddeeff","At":"2024-10-15T05:29:19+02:00","Fee":1.0}"#;
    let leg: jiff::Leg = json::from_str(text).expect("a leg");
    assert_eq!(json::to_string(&leg).expect("JSON"), text.replace("05:29:19+02:00", "03:29:19Z"));
    assert_eq!(xml::from_str::<jiff::Leg>(&xml::to_string(&leg).expect("XML")).expect("a leg"), leg);
}
