//! What .NET wrote, read into the types of other crates: each value is written back as it came, or is an
//! error.

use datacontract::{Field, clr, xml};
use serde_json::Value as Json;

/// The items of a list in a vector of .NET, each as a document with that item alone.
fn items(id: &str, item: &str) -> Vec<String> {
    let vectors: Json = serde_json::from_str(include_str!("../../../vectors/writing.json")).unwrap();
    let case = vectors.as_array().unwrap().iter().find(|case| case["id"] == id).unwrap();
    let text = case["xml"].as_str().unwrap();
    let (start, end) = (format!("<{item}>"), format!("</{item}>"));
    let items: Vec<String> =
        text.split(&start).skip(1).map(|rest| rest.split(&end).next().unwrap().to_owned()).collect();
    assert!(items.len() > 1, "{id}");
    items
}

/// A list of one item, whose content is this.
fn document<T: Field>(content: &str) -> String {
    let root = xml::to_string(&Vec::<T>::new()).unwrap();
    let name = match T::TYPE {
        datacontract::contract::Type::Primitive(primitive) => primitive.contract_name(),
        _ => unreachable!("a primitive is asked for"),
    };
    root.replace(" />", &format!("><{name}>{content}</{name}></{}>", root[1..].split(' ').next().unwrap()))
}

/// Checks all items of a vector: the type takes those that `fits` says, and writes them as .NET did.
#[track_caller]
fn check<T: Field>(id: &str, item: &str, fits: impl Fn(&str) -> bool) {
    let mut taken = 0;
    for content in items(id, item) {
        let text = document::<T>(&content);
        match xml::from_str::<Vec<T>>(&text) {
            Ok(list) => {
                assert!(fits(&content), "{content} is taken");
                assert_eq!(xml::to_string(&list).unwrap(), text);
                taken += 1;
            }
            Err(error) => assert!(!fits(&content), "{content}: {error}"),
        }
    }
    assert!(taken > 0);
}

fn is_utc(text: &str) -> bool {
    text.ends_with('Z')
}

fn is_unspecified(text: &str) -> bool {
    !is_utc(text) && !text[11..].contains(['+', '-'])
}

/// jiff ends a day before .NET does, and begins its instants a bit later.
fn is_before_the_last_day(text: &str) -> bool {
    !text.starts_with("9999-12-31")
}

#[test]
fn dates() {
    let (id, item) = ("scalar.datetimes", "d2p1:dateTime");
    check::<clr::DateTime>(id, item, |_| true);
    check::<chrono::NaiveDateTime>(id, item, is_unspecified);
    check::<jiff::civil::DateTime>(id, item, is_unspecified);
    check::<time::PrimitiveDateTime>(id, item, is_unspecified);
    let at_midnight = |text: &str| is_unspecified(text) && text.ends_with("T00:00:00");
    check::<chrono::NaiveDate>(id, item, at_midnight);
    check::<jiff::civil::Date>(id, item, at_midnight);
    check::<time::Date>(id, item, at_midnight);
}

/// What has an offset keeps its instant, and is written in UTC.
#[test]
fn instants() {
    fn check<T: Field>(fits: impl Fn(&str) -> bool) {
        for content in items("scalar.datetimes", "d2p1:dateTime") {
            let result = xml::from_str::<Vec<T>>(&document::<T>(&content));
            assert_eq!(result.is_ok(), fits(&content), "{content}");
            let Ok(list) = result else { continue };
            if !in_dotnet(&content) {
                xml::to_string(&list).unwrap_err();
                continue;
            }
            let written = xml::to_string(&list).unwrap();
            let read: Vec<clr::DateTime> = xml::from_str(&written).unwrap();
            let date: clr::DateTime = content.parse().unwrap();
            assert_eq!(read[0].to_unix_ticks_utc(), date.to_unix_ticks_utc());
            assert_eq!(written == document::<T>(&content), is_utc(&content));
        }
    }
    let is_instant = |text: &str| {
        let date: clr::DateTime = text.parse().unwrap();
        date.to_unix_ticks_utc().is_some()
    };
    check::<chrono::DateTime<chrono::Utc>>(is_instant);
    check::<time::UtcDateTime>(is_instant);
    check::<std::time::SystemTime>(is_instant);
    check::<jiff::Timestamp>(|text| is_instant(text) && is_before_the_last_day(text));
}

/// Whether the instant is in the years that a date of kind `Utc` has.
fn in_dotnet(text: &str) -> bool {
    let date: clr::DateTime = text.parse().unwrap();
    date.to_unix_ticks_utc().is_some_and(|ticks| clr::DateTime::from_unix_ticks_utc(ticks).is_some())
}

#[test]
fn dates_with_offsets() {
    let (id, item) = ("scalar.offsets", "d2p1:DateTimeOffset");
    let content = |content: &str| content.replace("d2p1:", "");
    for item in items(id, item) {
        let text = document::<clr::DateTimeOffset>(&content(&item));
        assert_eq!(xml::to_string(&xml::from_str::<Vec<clr::DateTimeOffset>>(&text).unwrap()).unwrap(), text);
        let chrono = xml::from_str::<Vec<chrono::DateTime<chrono::FixedOffset>>>(&text).unwrap();
        assert_eq!(xml::to_string(&chrono).unwrap(), text);
        let time = xml::from_str::<Vec<time::OffsetDateTime>>(&text).unwrap();
        assert_eq!(xml::to_string(&time).unwrap(), text);
        match xml::from_str::<Vec<jiff::ZonedDateTime>>(&text) {
            Ok(jiff) => assert_eq!(xml::to_string(&jiff).unwrap(), text),
            Err(_) => assert!(item.contains("9999-12-31"), "{item}"),
        }
    }
}

#[test]
fn guids_numbers_and_letters() {
    check::<uuid::Uuid>("scalar.guids", "guid", |_| true);
    check::<rust_decimal::Decimal>("scalar.decimals", "d2p1:decimal", |_| true);
    check::<bigdecimal::BigDecimal>("scalar.decimals", "d2p1:decimal", |_| true);
    // 55296 is half of a surrogate pair.
    check::<char>("scalar.chars", "d2p1:char", |text| text != "55296");
    check::<std::num::NonZeroI32>("root.list-int", "int", |text| text != "0");
}

#[test]
fn absolute_urls() {
    for content in items("scalar.uris", "d2p1:anyURI") {
        let text = document::<url::Url>(&content);
        match xml::from_str::<Vec<url::Url>>(&text) {
            // A host of other letters is written in the form that is on the network.
            Ok(urls) => {
                let written = xml::to_string(&urls).unwrap();
                assert!(written == text || content.contains("пример"), "{written}");
                assert_eq!(xml::from_str::<Vec<url::Url>>(&written), Ok(urls));
            }
            Err(_) => assert!(!content.contains(':') || content.is_empty(), "{content}"),
        }
    }
}
