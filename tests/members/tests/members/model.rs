//! The model with every type, beside the same with .NET's.

use crate::same_on_the_wire;
use datacontract::dynamic;
use datacontract_tests_members::{Foreign, Line, Plain, PlainLine};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

const GUID: &str = "00112233-4455-6677-8899-aabbccddeeff";
const CLOCK: &str = "2024-10-15T05:29:19.5139414";

fn line() -> Line<uuid::Uuid> {
    Line { id: GUID.parse().unwrap(), count: 2 }
}

fn foreign() -> Foreign {
    let utc = format!("{CLOCK}Z");
    let offset = format!("{CLOCK}+02:00");
    let instant: jiff::Timestamp = utc.parse().unwrap();
    let days = time::Date::from_ordinal_date(2024, 289).unwrap();
    let clock = days.with_hms_nano(5, 29, 19, 513_941_400).unwrap();
    Foreign {
        chrono_utc: utc.parse().unwrap(),
        chrono_offset: offset.parse().unwrap(),
        chrono_naive: CLOCK.parse().unwrap(),
        chrono_date: "2024-10-15".parse().unwrap(),
        chrono_span: chrono::TimeDelta::nanoseconds(-93_784_005_000_100),
        jiff_instant: instant,
        jiff_zoned: jiff::ZonedDateTime::new(
            offset.parse().unwrap(),
            jiff::tz::TimeZone::fixed(jiff::tz::offset(2)),
        ),
        jiff_civil: CLOCK.parse().unwrap(),
        jiff_date: "2024-10-15".parse().unwrap(),
        jiff_span: jiff::SignedDuration::new(93_784, 5_000_100),
        time_offset: clock.assume_offset(time::UtcOffset::from_hms(2, 0, 0).unwrap()),
        time_utc: clock.as_utc(),
        time_primitive: clock,
        time_date: days,
        time_span: time::Duration::seconds(-5),
        std_span: Duration::from_millis(1500),
        std_time: SystemTime::UNIX_EPOCH - Duration::from_nanos(100),
        uuid: GUID.parse().unwrap(),
        decimal: "4.00".parse().unwrap(),
        big_decimal: "-12.50".parse().unwrap(),
        url: "http://example.com/a%20b?q=1".parse().unwrap(),
        bytes: bytes::Bytes::from_static(&[1, 2, 3]),
        byte_list: vec![1, 2, 3],
        byte_array: vec![1, 2, 3],
        maybe_bytes: Some(vec![]),
        four_bytes: [1, 2, 3, 4],
        secret: "Welcome123".into(),
        any: serde_json::json!(5_000_000_000_i64),
        non_zero_byte: 200.try_into().unwrap(),
        non_zero_short: (-5).try_into().unwrap(),
        non_zero_uint: u32::MAX.try_into().unwrap(),
        non_zero_maybe: u64::MAX.try_into().ok(),
        letter: 'ä',
        arc: Arc::new(7),
        rc: "r".to_owned().into(),
        arc_class: Some(Arc::new(line())),
        box_str: "b".into(),
        arc_str: "a & b".into(),
        cow: "c".into(),
        compact: "compact".into(),
        smol: "smol".into(),
        hash_set: [GUID.parse().unwrap()].into(),
        btree_set: [3, 1, 2].into(),
        deque: ["x".to_owned(), "y".to_owned()].into(),
        array: [1, 2, 3],
        index_map: [("b".to_owned(), GUID.parse().unwrap()), ("a".to_owned(), uuid::Uuid::nil())].into(),
        index_set: ["z".to_owned(), "a".to_owned()].into(),
        small_vec: [utc.parse().unwrap()].into_iter().collect(),
        nested: BTreeMap::from([(GUID.parse().unwrap(), vec![Duration::from_secs(1)])]),
        none: None,
        lines: vec![line(), Line::default()],
    }
}

fn plain() -> Plain {
    let utc = format!("{CLOCK}Z");
    let offset = format!("{CLOCK}+02:00");
    let line = || PlainLine { id: GUID.parse().unwrap(), count: 2 };
    let span = |text: &str| text.parse().unwrap();
    Plain {
        chrono_utc: utc.parse().unwrap(),
        chrono_offset: offset.parse().unwrap(),
        chrono_naive: CLOCK.parse().unwrap(),
        chrono_date: "2024-10-15T00:00:00".parse().unwrap(),
        chrono_span: span("-P1DT2H3M4.0050001S"),
        jiff_instant: utc.parse().unwrap(),
        jiff_zoned: offset.parse().unwrap(),
        jiff_civil: CLOCK.parse().unwrap(),
        jiff_date: "2024-10-15T00:00:00".parse().unwrap(),
        jiff_span: span("P1DT2H3M4.0050001S"),
        time_offset: offset.parse().unwrap(),
        time_utc: utc.parse().unwrap(),
        time_primitive: CLOCK.parse().unwrap(),
        time_date: "2024-10-15T00:00:00".parse().unwrap(),
        time_span: span("-PT5S"),
        std_span: span("PT1.5S"),
        std_time: "1969-12-31T23:59:59.9999999Z".parse().unwrap(),
        uuid: GUID.parse().unwrap(),
        decimal: "4.00".parse().unwrap(),
        big_decimal: "-12.50".parse().unwrap(),
        url: "http://example.com/a%20b?q=1".into(),
        bytes: [1, 2, 3].into(),
        byte_list: vec![1, 2, 3],
        byte_array: [1, 2, 3].into(),
        maybe_bytes: Some([].into()),
        four_bytes: [1, 2, 3, 4].into(),
        secret: "Welcome123".into(),
        any: dynamic::Value::Int64(5_000_000_000),
        non_zero_byte: 200,
        non_zero_short: -5,
        non_zero_uint: u32::MAX,
        non_zero_maybe: Some(u64::MAX),
        letter: 'ä'.try_into().unwrap(),
        arc: 7,
        rc: "r".to_owned(),
        arc_class: Some(line()),
        box_str: "b".to_owned(),
        arc_str: "a & b".to_owned(),
        cow: "c".to_owned(),
        compact: "compact".to_owned(),
        smol: "smol".to_owned(),
        hash_set: vec![GUID.parse().unwrap()],
        btree_set: vec![1, 2, 3],
        deque: vec!["x".to_owned(), "y".to_owned()],
        array: vec![1, 2, 3],
        index_map: [
            ("b".to_owned(), GUID.parse().unwrap()),
            ("a".to_owned(), datacontract::clr::Guid::default()),
        ]
        .into_iter()
        .collect(),
        index_set: vec!["z".to_owned(), "a".to_owned()],
        small_vec: vec![utc.parse().unwrap()],
        nested: BTreeMap::from([(GUID.parse().unwrap(), vec![span("PT1S")])]),
        none: None,
        lines: vec![line(), PlainLine::default()],
    }
}

#[test]
fn each_type_is_on_the_wire_as_dotnets_type() {
    same_on_the_wire(&foreign(), &plain());
}

#[test]
fn secrets_stay_secret() {
    assert!(!format!("{:?}", foreign()).contains("Welcome123"));
}
