//! Each type against what .NET's serializer wrote for values of its contract type, from one end of their
//! range to the other: it is written back to the byte, or refused where the guide says so.

use datacontract::contract::Type;
use datacontract::{Dictionary, Field, clr, dynamic, json, xml};
use datacontract_tests_members::{Foreign, Plain};
use serde_json::Value as Json;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::fmt::Debug;
use std::sync::LazyLock;

static VECTORS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let all: Vec<Json> = serde_json::from_str(include_str!("../../../vectors/members.json")).unwrap();
    let text = |case: &Json, key: &str| case[key].as_str().unwrap().to_owned();
    all.iter().map(|case| (text(case, "id"), text(case, "xml"))).collect()
});

/// The documents of a kind of values: `DateTime.utc` has `DateTime.utc.1` and so on.
fn documents(kind: &str) -> impl Iterator<Item = &'static str> {
    let prefix = format!("{kind}.");
    let of_kind =
        move |id: &str| id.strip_prefix(&prefix).is_some_and(|number| number.parse::<u32>().is_ok());
    VECTORS.iter().filter(move |(id, _)| of_kind(id)).map(|(_, xml)| xml.as_str())
}

/// Checks that a document is read and written back as it came, also by way of JSON and of a dynamic value.
#[track_caller]
fn returns<T: Field>(text: &str) {
    let value: T = xml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(xml::to_string(&value).unwrap(), text);
    // JSON writes a `decimal` with a point at any rate, so that its scale may be another one there.
    let in_json = json::to_string(&value).unwrap();
    assert_eq!(json::to_string(&json::from_str::<T>(&in_json).unwrap()).unwrap(), in_json);
    let by_dynamic: T = dynamic::from_value(&dynamic::to_value(&value).unwrap()).unwrap();
    assert_eq!(xml::to_string(&by_dynamic).unwrap(), text);
}

/// Checks all values of a kind: the type takes those that `fits` says and refuses the others.
#[track_caller]
fn check<T: Field>(kind: &str, fits: impl Fn(&str) -> bool) {
    let mut taken = 0;
    for text in documents(kind) {
        if fits(content(text)) {
            returns::<Vec<T>>(text);
            taken += 1;
        } else {
            let refused = xml::from_str::<Vec<T>>(text).err();
            let error = refused.unwrap_or_else(|| panic!("it is taken: {text}"));
            assert_eq!(error.kind(), datacontract::ErrorKind::Value, "{error}\n{text}");
        }
    }
    assert!(taken > 0, "{kind}");
}

#[track_caller]
fn check_all<T: Field>(kind: &str) {
    check::<T>(kind, |_| true);
}

/// What stands in the only item of a list.
fn content(text: &str) -> &str {
    let item = text.split_once('>').unwrap().1;
    let content = item.split_once('>').unwrap().1;
    content.rsplit_once("</").and_then(|(rest, _)| rest.rsplit_once("</")).map_or("", |(rest, _)| rest)
}

/// An instant is written in UTC, whatever it was read from.
#[track_caller]
fn is_the_same_instant<T: Field + PartialEq + Debug>(text: &str) {
    let read: Vec<T> = xml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let date: Vec<clr::DateTime> = xml::from_str(text).unwrap();
    match xml::to_string(&read) {
        Ok(written) => {
            let back: Vec<clr::DateTime> = xml::from_str(&written).unwrap();
            assert_eq!(back[0].kind(), clr::DateTimeKind::Utc);
            assert_eq!(back[0].to_unix_ticks_utc(), date[0].to_unix_ticks_utc());
            assert_eq!(xml::from_str::<Vec<T>>(&written), Ok(read));
        }
        // The first and the last hours of .NET's years are in other years in UTC.
        Err(error) => {
            assert!(
                content(text).starts_with("0001-01-01") || content(text).starts_with("9999-12-31"),
                "{error}"
            );
        }
    }
}

fn is_at_midnight(text: &str) -> bool {
    text.ends_with("T00:00:00")
}

/// The last days are beyond jiff's instants, which end a day and two hours before .NET's.
fn is_in_jiff(text: &str) -> bool {
    text < "9999-12-30T22:00:01"
}

#[test]
fn dates() {
    for kind in ["DateTime.utc", "DateTime.local", "DateTime.unspecified"] {
        check_all::<clr::DateTime>(kind);
    }
    check_all::<chrono::DateTime<chrono::Utc>>("DateTime.utc");
    check_all::<time::UtcDateTime>("DateTime.utc");
    check_all::<std::time::SystemTime>("DateTime.utc");
    check::<jiff::Timestamp>("DateTime.utc", is_in_jiff);
    for text in documents("DateTime.local") {
        is_the_same_instant::<chrono::DateTime<chrono::Utc>>(text);
        is_the_same_instant::<time::UtcDateTime>(text);
        is_the_same_instant::<std::time::SystemTime>(text);
        if is_in_jiff(content(text)) {
            is_the_same_instant::<jiff::Timestamp>(text);
        }
    }
    check_all::<chrono::NaiveDateTime>("DateTime.unspecified");
    check_all::<jiff::civil::DateTime>("DateTime.unspecified");
    check_all::<time::PrimitiveDateTime>("DateTime.unspecified");
    check::<chrono::NaiveDate>("DateTime.unspecified", is_at_midnight);
    check::<jiff::civil::Date>("DateTime.unspecified", is_at_midnight);
    check::<time::Date>("DateTime.unspecified", is_at_midnight);
    check_all::<Option<chrono::DateTime<chrono::Utc>>>("DateTime?");
    check_all::<Option<jiff::Timestamp>>("DateTime?");
}

#[test]
fn a_date_is_of_the_kind_that_its_type_has() {
    fn refused<T: Field>(kinds: &[&str]) {
        for text in kinds.iter().flat_map(|kind| documents(kind)) {
            assert!(xml::from_str::<Vec<T>>(text).is_err(), "{text}");
        }
    }
    let with_zone = ["DateTime.utc", "DateTime.local"];
    refused::<chrono::NaiveDateTime>(&with_zone);
    refused::<jiff::civil::DateTime>(&with_zone);
    refused::<time::PrimitiveDateTime>(&with_zone);
    refused::<time::Date>(&with_zone);
    refused::<chrono::DateTime<chrono::Utc>>(&["DateTime.unspecified"]);
    refused::<jiff::Timestamp>(&["DateTime.unspecified"]);
    refused::<time::UtcDateTime>(&["DateTime.unspecified"]);
    refused::<std::time::SystemTime>(&["DateTime.unspecified"]);
}

#[test]
fn dates_with_offsets_and_spans() {
    check_all::<clr::DateTimeOffset>("DateTimeOffset");
    check_all::<chrono::DateTime<chrono::FixedOffset>>("DateTimeOffset");
    check_all::<time::OffsetDateTime>("DateTimeOffset");
    check::<jiff::ZonedDateTime>("DateTimeOffset", |text| !text.contains(">9999-12-31"));
    check_all::<clr::TimeSpan>("TimeSpan");
    check_all::<chrono::TimeDelta>("TimeSpan");
    check_all::<jiff::SignedDuration>("TimeSpan");
    check_all::<time::Duration>("TimeSpan");
    check::<std::time::Duration>("TimeSpan", |text| !text.starts_with('-'));
}

#[test]
fn guids_numbers_and_letters() {
    check_all::<uuid::Uuid>("Guid");
    check_all::<Option<uuid::Uuid>>("Guid?");
    check_all::<rust_decimal::Decimal>("decimal");
    check_all::<bigdecimal::BigDecimal>("decimal");
    check_all::<clr::Decimal>("decimal");
    check::<char>("char", |text| !("55296"..="57343").contains(&text) || text.len() != 5);
    check_all::<i8>("sbyte");
    check_all::<u8>("byte");
    check_all::<i16>("short");
    check_all::<u16>("ushort");
    check_all::<i32>("int");
    check_all::<u32>("uint");
    check_all::<i64>("long");
    check_all::<u64>("ulong");
    let is_there = |text: &str| text != "0";
    check::<std::num::NonZeroI8>("sbyte", is_there);
    check::<std::num::NonZeroU8>("byte", is_there);
    check::<std::num::NonZeroI16>("short", is_there);
    check::<std::num::NonZeroU16>("ushort", is_there);
    check::<std::num::NonZeroI32>("int", is_there);
    check::<std::num::NonZeroU32>("uint", is_there);
    check::<std::num::NonZeroI64>("long", is_there);
    check::<std::num::NonZeroU64>("ulong", is_there);
    check::<Option<std::num::NonZeroU64>>("ulong?", is_there);
}

#[test]
fn texts_and_bytes() {
    check_all::<std::sync::Arc<str>>("string");
    check_all::<std::rc::Rc<str>>("string");
    check_all::<Box<str>>("string");
    check_all::<std::borrow::Cow<'static, str>>("string");
    check_all::<compact_str::CompactString>("string");
    check_all::<smol_str::SmolStr>("string");
    check_all::<secrecy::SecretString>("string");
    check_all::<std::sync::Arc<String>>("string");
    check_all::<clr::Bytes>("byte[]");
    check_all::<bytes::Bytes>("byte[]");
    check_all::<clr::Uri>("Uri");
}

/// What is no absolute URL is refused; others are written in the form that `Url` gives them.
#[test]
fn urls() {
    for text in documents("Uri") {
        let Ok(urls) = xml::from_str::<Vec<url::Url>>(text) else {
            let uri = content(text);
            assert!(!uri.contains(':') || uri.starts_with('?'), "{text}");
            continue;
        };
        let written = xml::to_string(&urls).unwrap();
        assert_eq!(xml::from_str::<Vec<url::Url>>(&written), Ok(urls));
    }
}

#[test]
fn lists_and_dictionaries() {
    check_all::<VecDeque<uuid::Uuid>>("List<Guid>");
    check_all::<smallvec::SmallVec<[uuid::Uuid; 2]>>("List<Guid>");
    check_all::<indexmap::IndexSet<uuid::Uuid>>("List<Guid>");
    check_all::<HashSet<i32>>("HashSet<int>");
    check_all::<BTreeSet<String>>("SortedSet<string>");
    check_all::<Vec<u8>>("List<byte>");
    check_all::<Vec<Option<time::UtcDateTime>>>("List<DateTime?>");
    for text in documents("int[]") {
        let count = text.matches("<d2p1:int>").count() + text.matches("<int>").count();
        assert_eq!(xml::from_str::<Vec<[i32; 3]>>(text).is_ok(), count == 3, "{text}");
        if count == 3 {
            returns::<Vec<[i32; 3]>>(text);
        }
    }
    check_all::<indexmap::IndexMap<String, uuid::Uuid>>("Dictionary<string, Guid>");
    check_all::<Dictionary<std::sync::Arc<str>, uuid::Uuid>>("Dictionary<string, Guid>");
    check_all::<BTreeMap<uuid::Uuid, chrono::TimeDelta>>("Dictionary<Guid, TimeSpan>");
    check_all::<HashMap<char, rust_decimal::Decimal>>("Dictionary<char, decimal>");
    check_all::<BTreeMap<String, Option<Vec<jiff::Timestamp>>>>("Dictionary<string, List<DateTime>>");
}

/// What JSON has no form for is refused. A whole number is a `long` if it fits, and a date is a text, as in
/// JSON.
#[test]
fn objects() {
    let refused = |text, reason| {
        let error = xml::from_str::<Vec<serde_json::Value>>(text).unwrap_err();
        assert!(error.message().contains(reason), "{error} {text}");
    };
    for text in documents("object") {
        let item = text.split_once("anyType").unwrap().1;
        let actual = item.split_once("i:type=\"").map(|(_, rest)| rest.split('"').next().unwrap());
        let actual = actual.map(|name| name.split(':').next_back().unwrap());
        match actual {
            _ if text.contains("NaN") => refused(text, "JSON has no such number"),
            Some("long" | "double" | "string" | "boolean" | "unsignedLong") => {
                returns::<Vec<serde_json::Value>>(text);
            }
            Some("int" | "unsignedInt" | "short" | "unsignedByte" | "float" | "dateTime") => {
                let value: Vec<serde_json::Value> = xml::from_str(text).unwrap();
                let in_json = json::to_string(&xml::from_str::<Vec<dynamic::Value>>(text).unwrap()).unwrap();
                assert_eq!(json::to_string(&value).unwrap(), in_json);
            }
            None if content(text).is_empty() => returns::<Vec<serde_json::Value>>(text),
            _ => refused(text, "dynamic::Value"),
        }
    }
}

#[test]
fn a_whole_model() {
    let mut count = 0;
    for text in documents("model") {
        assert_eq!(xml::to_string(&xml::from_str::<Plain>(text).unwrap()).unwrap(), text);
        let model: Foreign = xml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        // The one `object` is a number of JSON, which has a `long` alone.
        let written = text.replacen("d2p1:int\"", "d2p1:long\"", 1);
        assert_eq!(xml::to_string(&model).unwrap(), written);
        let strict = xml::from_str_with::<Foreign>(text, xml::ReadOptions::strict()).unwrap();
        assert_eq!(strict, model);
        let in_json = json::to_string(&model).unwrap();
        let by_json: Foreign = json::from_str(&in_json).unwrap();
        assert_eq!(json::to_string(&by_json).unwrap(), in_json);
        let untyped = xml::read_value(text, &Foreign::TYPE).unwrap();
        assert_eq!(dynamic::from_value::<Foreign>(&untyped).as_ref(), Ok(&model));
        assert_eq!(xml::write_value(&untyped, &Foreign::TYPE, &xml::WriteOptions::default()).unwrap(), text);
        count += 1;
    }
    assert_eq!(count, 16);
    assert!(matches!(Foreign::TYPE, Type::Contract(_)));
}
