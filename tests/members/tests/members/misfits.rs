//! Values that a type cannot hold are errors in both formats, when they are read and when they are written.

use datacontract::{ErrorKind, Field, dynamic, json, xml};
use std::collections::{BTreeSet, HashSet};
use std::fmt::Debug;
use std::time::Duration;

/// Checks that the value of another type with the same contract is not read.
#[track_caller]
fn refused<T: Field + Debug, W: Field>(wire: &W, reason: &str) {
    let in_xml = xml::from_str::<T>(&xml::to_string(wire).unwrap()).unwrap_err();
    assert_eq!((in_xml.kind(), in_xml.message()), (ErrorKind::Value, reason));
    let in_json = json::from_str::<T>(&json::to_string(wire).unwrap()).unwrap_err();
    assert_eq!((in_json.kind(), in_json.message()), (ErrorKind::Value, reason));
    let value = dynamic::to_value(wire).unwrap();
    assert_eq!(dynamic::from_value::<T>(&value).unwrap_err().kind(), ErrorKind::Value);
}

/// Checks that a value is not written.
#[track_caller]
fn unwritable<T: Field>(value: &T) {
    assert_eq!(xml::to_string(value).unwrap_err().kind(), ErrorKind::Unrepresentable);
    assert_eq!(json::to_string(value).unwrap_err().kind(), ErrorKind::Unrepresentable);
    assert_eq!(dynamic::to_value(value).unwrap_err().kind(), ErrorKind::Unrepresentable);
}

fn date(text: &str) -> datacontract::clr::DateTime {
    text.parse().unwrap()
}

#[test]
fn kinds_of_dates() {
    let without_zone = date("2024-10-15T05:29:19");
    let zone_unknown = "the value does not fit into an instant, for its zone is not known";
    refused::<chrono::DateTime<chrono::Utc>, _>(&without_zone, zone_unknown);
    refused::<jiff::Timestamp, _>(&without_zone, zone_unknown);
    refused::<time::UtcDateTime, _>(&without_zone, zone_unknown);
    refused::<std::time::SystemTime, _>(&without_zone, "the date is no instant, for its zone is not known");
    for text in ["2024-10-15T05:29:19Z", "2024-10-15T05:29:19+02:00"] {
        let has_zone = "the date has a zone, and its Rust type has none";
        refused::<chrono::NaiveDateTime, _>(&date(text), has_zone);
        refused::<jiff::civil::DateTime, _>(&date(text), has_zone);
        refused::<time::PrimitiveDateTime, _>(&date(text), has_zone);
    }
    let has_time = "the date has a time of day, and its Rust type has none";
    refused::<chrono::NaiveDate, _>(&without_zone, has_time);
    refused::<jiff::civil::Date, _>(&without_zone, has_time);
    refused::<time::Date, _>(&without_zone, has_time);
}

#[test]
fn ranges() {
    unwritable(&chrono::DateTime::<chrono::Utc>::MIN_UTC);
    unwritable(&chrono::NaiveDate::MAX);
    unwritable(&jiff::Timestamp::MIN);
    unwritable(&time::PrimitiveDateTime::MIN);
    unwritable(&Duration::MAX);
    unwritable(&chrono::TimeDelta::MAX);
    unwritable(&"1e40".parse::<bigdecimal::BigDecimal>().unwrap());
    unwritable(&"1e-29".parse::<bigdecimal::BigDecimal>().unwrap());
    unwritable(&'🙂');
    assert_eq!(json::to_string(&"1e3".parse::<bigdecimal::BigDecimal>().unwrap()).unwrap(), "1000.0");
    refused::<Duration, _>(
        &datacontract::clr::TimeSpan::from_ticks(-1),
        "the value does not fit into a Duration, which has no sign",
    );
}

#[test]
fn numbers_and_counts() {
    refused::<std::num::NonZeroU8, _>(&0_u8, "the number may not be zero");
    refused::<[i32; 2], _>(&vec![1, 2, 3], "the array has 3 items, and its Rust type has 2");
    let twice = "the list has an item twice, which a set would lose";
    refused::<HashSet<i32>, _>(&vec![1, 2, 1], twice);
    refused::<BTreeSet<String>, _>(&vec!["a".to_owned(), "a".to_owned()], twice);
    refused::<indexmap::IndexSet<i32>, _>(&vec![1, 1], twice);
    refused::<url::Url, _>(&datacontract::clr::Uri::new("rel/path"), "the URI is no absolute URL");
}

#[test]
fn values_that_json_does_not_know() {
    let guid = dynamic::Value::Guid("00112233-4455-6677-8899-aabbccddeeff".parse().unwrap());
    let text = xml::to_string(&guid).unwrap();
    let error = xml::from_str::<serde_json::Value>(&text).unwrap_err();
    assert!(error.message().contains("dynamic::Value"), "{error}");
    let nested = serde_json::json!({"a": [1, 2.5, true, null, "2024-10-15T05:29:19.10"], "b": {}});
    assert_eq!(
        json::from_str::<serde_json::Value>(&json::to_string(&nested).unwrap()).unwrap()["b"],
        nested["b"]
    );
    // What is written is the same text, though Json.NET reads it as a date.
    assert_eq!(json::to_string(&nested).unwrap(), nested.to_string());
}

#[test]
fn an_error_says_where() {
    #[derive(datacontract::DataContract, Debug, Default)]
    struct Order {
        when: Vec<Option<chrono::DateTime<chrono::Utc>>>,
    }

    let error = json::from_str::<Order>(r#"{"when":[null,"2024-10-15T05:29:19"]}"#).unwrap_err();
    assert_eq!(error.path(), "/Order/when/1");
    assert!(error.to_string().contains("zone is not known"), "{error}");
    let order = Order { when: vec![Some(chrono::DateTime::<chrono::Utc>::MIN_UTC)] };
    assert_eq!(xml::to_string(&order).unwrap_err().path(), "/Order/when/dateTime");
}
