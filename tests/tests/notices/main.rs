//! The notices of both readers about documents that differ from their contracts.

mod secrets;

use datacontract::contract::{JsonSettings, NullValueHandling, Type};
use datacontract::dynamic::{self, Value};
use datacontract::{
    DataContract, Dictionary, Error, ErrorKind, Field, Notice, NoticeKind, Presence, Secret, UnknownValue,
    json, xml,
};
use std::fmt::Debug;

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop")]
enum State {
    #[contract(value = 1)]
    #[default]
    Open,
    #[contract(unknown)]
    Unknown(UnknownValue),
}

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", flags("Read" = 1, "Write" = 2))]
struct Rights(i32);

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Line {
    count: i32,
    state: Option<State>,
}

#[derive(DataContract, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Order {
    #[contract(emit_default_value = false)]
    discount: i32,
    #[contract(is_required)]
    id: i32,
    #[contract(json_only)]
    in_json: Option<String>,
    #[contract(xml_only)]
    in_xml: Option<String>,
    lines: Vec<Line>,
    note: Option<String>,
    secret: Secret<Vec<State>>,
    stock: Dictionary<String, i32>,
    #[contract(nullable = false)]
    unsure: Option<i32>,
}

/// What reading a document gives: its notices, and the value or error.
struct WithNotices<T> {
    notices: Vec<String>,
    read: Result<T, Error>,
}

#[derive(Clone, Copy, PartialEq)]
enum Format {
    Xml,
    Json,
}

#[derive(Clone, Copy, Default)]
struct Settings {
    strict: bool,
    is_lax: bool,
    ignores_nulls: bool,
}

const LAX: Settings = Settings { strict: false, is_lax: true, ignores_nulls: false };

/// One line for a notice; `@` stands before the text at its place in the document.
fn shown(notice: &Notice<'_>, text: &str) -> String {
    let value = notice.value.map_or_else(String::new, |value| format!(" = {value}"));
    let at = |offset: usize| format!(" @{}", text[offset..].chars().take(6).collect::<String>());
    let place = notice.offset.map_or_else(String::new, at);
    format!("{:?} {}/{}{value}{place}", notice.kind, notice.path, notice.name)
}

fn typed<T: Field + Default>(format: Format, text: &str, settings: Settings) -> WithNotices<T> {
    read_with_notices(format, text, settings, |options| match options {
        Options::Xml(options) => xml::from_str_with(text, options),
        Options::Json(options) => json::from_str_with(text, options),
    })
}

fn untyped(format: Format, text: &str, ty: &Type, settings: Settings) -> WithNotices<Value> {
    read_with_notices(format, text, settings, |options| match options {
        Options::Xml(options) => xml::read_value_with(text, ty, options),
        Options::Json(options) => json::read_value_with(text, ty, options),
    })
}

enum Options<'o> {
    Xml(xml::ReadOptions<'o>),
    Json(json::ReadOptions<'o>),
}

fn read_with_notices<T>(
    format: Format,
    text: &str,
    settings: Settings,
    read: impl FnOnce(Options<'_>) -> Result<T, Error>,
) -> WithNotices<T> {
    let mut notices = Vec::new();
    let mut note = |notice: &Notice<'_>| notices.push(shown(notice, text));
    let read = match format {
        Format::Xml => {
            let mut options = xml::ReadOptions::default();
            (options.strict, options.require) = (settings.strict, !settings.is_lax);
            options.notices = Some(&mut note);
            read(Options::Xml(options))
        }
        Format::Json => {
            let mut options = json::ReadOptions::default();
            (options.strict, options.require) = (settings.strict, !settings.is_lax);
            if settings.ignores_nulls {
                options.settings = Some(JsonSettings::new().nulls(NullValueHandling::Ignore));
            }
            options.notices = Some(&mut note);
            read(Options::Json(options))
        }
    };
    WithNotices { notices, read }
}

/// Reads into the Rust type and without it: notices and values are the same.
#[track_caller]
fn notices<T>(format: Format, text: &str, settings: Settings, expected: &[&str]) -> T
where
    T: Field + Default + PartialEq + Debug,
{
    let typed = typed::<T>(format, text, settings);
    assert_eq!(typed.notices, expected, "typed");
    let typed = typed.read.unwrap();
    let untyped = untyped(format, text, &T::TYPE, settings);
    assert_eq!(untyped.notices, expected, "without a type");
    assert_eq!(dynamic::from_value::<T>(&untyped.read.unwrap()).unwrap(), typed);
    typed
}

/// Both formats refuse it with and without a Rust type.
#[track_caller]
fn refused<T: Field + Default + Debug>(format: Format, text: &str, settings: Settings, kind: ErrorKind) {
    assert_eq!(typed::<T>(format, text, settings).read.unwrap_err().kind(), kind);
    assert_eq!(untyped(format, text, &T::TYPE, settings).read.unwrap_err().kind(), kind);
}

fn order(members: &str) -> String {
    format!(
        r#"<Order xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://schemas.datacontract.org/2004/07/Shop">{members}</Order>"#
    )
}

const ARRAYS: &str = r#"xmlns:d2p1="http://schemas.microsoft.com/2003/10/Serialization/Arrays""#;

#[test]
fn a_document_of_dotnet_has_none() {
    let text = xml::to_string(&Order { id: 1, ..Order::default() }).unwrap();
    assert!(!text.contains("Discount") && !text.contains("InJson") && !text.contains("Unsure"));
    notices::<Order>(Format::Xml, &text, Settings::default(), &[]);
    notices::<Order>(Format::Xml, &text, Settings { strict: true, ..Settings::default() }, &[]);
    let text = json::to_string(&Order { id: 1, ..Order::default() }).unwrap();
    assert!(!text.contains("Discount") && !text.contains("InXml") && !text.contains("Unsure"));
    notices::<Order>(Format::Json, &text, Settings::default(), &[]);
    notices::<Order>(Format::Json, &text, Settings { strict: true, ..Settings::default() }, &[]);
}

#[test]
fn missing() {
    let text = order("<Id>1</Id>");
    let expected = [
        "Missing /Order/InXml @<Order",
        "Missing /Order/Lines @<Order",
        "Missing /Order/Note @<Order",
        "Missing /Order/Secret @<Order",
        "Missing /Order/Stock @<Order",
    ];
    notices::<Order>(Format::Xml, &text, Settings::default(), &expected);
    notices::<Order>(Format::Xml, &text, Settings { strict: true, ..Settings::default() }, &expected);
    let expected = [
        "Missing /Order/InJson",
        "Missing /Order/Lines",
        "Missing /Order/Note",
        "Missing /Order/Secret",
        "Missing /Order/Stock",
    ];
    notices::<Order>(Format::Json, r#"{"Id":1}"#, Settings::default(), &expected);
    // All of these may be null, and so they are not written.
    let ignores = Settings { ignores_nulls: true, ..Settings::default() };
    notices::<Order>(Format::Json, r#"{"Id":1}"#, ignores, &[]);
    notices::<Line>(Format::Json, "{}", ignores, &["Missing /Line/Count"]);
    // In an object that stands in others.
    let lines =
        order("<Id>1</Id><InXml /><Lines><Line><Count>1</Count></Line></Lines><Note /><Secret /><Stock />");
    notices::<Order>(Format::Xml, &lines, Settings::default(), &["Missing /Order/Lines/Line/State @<Line>"]);
    let lines =
        r#"{"Id":1,"Lines":[{"Count":1,"State":1},{}],"Note":"","Secret":[],"Stock":{},"InJson":null}"#;
    let expected = ["Missing /Order/Lines/1/Count", "Missing /Order/Lines/1/State"];
    notices::<Order>(Format::Json, lines, Settings::default(), &expected);
}

#[test]
fn missing_though_required() {
    let members = "<InXml /><Lines /><Note /><Secret /><Stock />";
    let text = order(members);
    refused::<Order>(Format::Xml, &text, Settings::default(), ErrorKind::Missing);
    notices::<Order>(Format::Xml, &text, LAX, &["Missing /Order/Id @<Order"]);
    let strict = Settings { strict: true, ..LAX };
    notices::<Order>(Format::Xml, &text, strict, &["Missing /Order/Id @<Order"]);
    let text = r#"{"InJson":null,"Lines":[],"Note":"","Secret":[],"Stock":{}}"#;
    refused::<Order>(Format::Json, text, Settings::default(), ErrorKind::Missing);
    for settings in [LAX, Settings { strict: true, ..LAX }, Settings { ignores_nulls: true, ..LAX }] {
        notices::<Order>(Format::Json, text, settings, &["Missing /Order/Id"]);
    }
}

/// A member for which absent and null are two values may be absent.
#[test]
fn absent_is_not_missing() {
    #[derive(DataContract, Debug, Default, PartialEq)]
    #[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
    struct Patch {
        price: Presence<i32>,
    }
    let text = r#"<Patch xmlns="http://schemas.datacontract.org/2004/07/Shop" />"#;
    for found in [typed::<Patch>(Format::Xml, text, LAX), typed(Format::Json, "{}", LAX)] {
        assert_eq!(found.notices, [""; 0]);
        assert!(found.read.unwrap().price.is_absent());
    }
}

#[test]
fn unknown() {
    let text = order(
        r#"<Id>1</Id><InXml /><Lines><Line><Count>1</Count><Size>5</Size><State i:nil="true" /></Line><Far /></Lines><Note /><Note xmlns="urn:far" /><Secret /><Stock />"#,
    );
    let expected = [
        "Unknown /Order/Lines/Line/Size @<Size>",
        "Unknown /Order/Lines/Far @<Far /",
        "Unknown /Order/Note @<Note ",
    ];
    notices::<Order>(Format::Xml, &text, Settings::default(), &expected);
    let text = r#"{"Id":1,"x":[{}],"Lines":[{"Count":1,"\u0053ize":2,"State":null,"Ä":3}],"Note":null,"Secret":null,"Stock":null,"InJson":""}"#;
    let expected =
        [r#"Unknown /Order/x @"x":[{"#, "Unknown /Order/Lines/0/Size", r#"Unknown /Order/Lines/0/Ä @"Ä":3}"#];
    notices::<Order>(Format::Json, text, Settings::default(), &expected);
}

#[test]
fn namespaces_are_reported() {
    let text = r#"<Line xmlns="http://schemas.datacontract.org/2004/07/Shop"><Count xmlns="urn:far">1</Count></Line>"#;
    let mut seen = Vec::new();
    let mut note = |notice: &Notice<'_>| seen.push((notice.kind, notice.namespace.map(str::to_owned)));
    let mut options = xml::ReadOptions::default();
    options.notices = Some(&mut note);
    xml::from_str_with::<Line>(text, options).unwrap();
    let ours = || Some("http://schemas.datacontract.org/2004/07/Shop".to_owned());
    let far = Some("urn:far".to_owned());
    assert_eq!(
        seen,
        [(NoticeKind::Unknown, far), (NoticeKind::Missing, ours()), (NoticeKind::Missing, ours())]
    );
}

/// The first counts in XML, the last in JSON.
#[test]
fn duplicate() {
    let text = r#"<Line xmlns="http://schemas.datacontract.org/2004/07/Shop"><Count>1</Count><Count>2</Count><State>Open</State></Line>"#;
    for strict in [false, true] {
        let settings = Settings { strict, ..Settings::default() };
        let line = notices::<Line>(
            Format::Xml,
            text,
            settings,
            &[if strict { "OutOfOrder /Line/Count @<Count" } else { "Duplicate /Line/Count @<Count" }],
        );
        assert_eq!(line.count, 1);
    }
    let text = r#"{"Count":1,"State":1,"count":2}"#;
    let line =
        notices::<Line>(Format::Json, text, Settings::default(), &[r#"Duplicate /Line/Count @"count"#]);
    assert_eq!(line.count, 2);

    let entry = |value| {
        format!(
            "<d2p1:KeyValueOfstringint><d2p1:Key>tea</d2p1:Key><d2p1:Value>{value}</d2p1:Value></d2p1:KeyValueOfstringint>"
        )
    };
    let text = order(&format!(
        "<Id>1</Id><InXml /><Lines /><Note /><Secret /><Stock {ARRAYS}>{}{}</Stock>",
        entry(1),
        entry(2)
    ));
    let expected = ["Duplicate /Order/Stock/KeyValueOfstringint @<d2p1:"];
    let read: Order = notices(Format::Xml, &text, Settings::default(), &expected);
    assert_eq!(read.stock.get("tea"), Some(&1));
    let text =
        r#"{"Id":1,"InJson":"","Lines":[],"Note":"","Secret":[],"Stock":{"tea":1,"coffee":2,"tea":3}}"#;
    let read: Order = notices(Format::Json, text, Settings::default(), &["Duplicate /Order/Stock/2"]);
    assert_eq!(read.stock.get("tea"), Some(&3));
}

#[test]
fn out_of_order() {
    let text = r#"<Line xmlns="http://schemas.datacontract.org/2004/07/Shop"><State>Open</State><Count>2</Count></Line>"#;
    notices::<Line>(Format::Xml, text, Settings::default(), &[]);
    let strict = Settings { strict: true, ..Settings::default() };
    // Lost, it is missing as well.
    let expected = ["OutOfOrder /Line/Count @<Count", "Missing /Line/Count @<Line "];
    assert_eq!(notices::<Line>(Format::Xml, text, strict, &expected).count, 0);
}

#[test]
fn the_parts_of_an_entry() {
    let text = format!(
        "<ArrayOfKeyValueOfstringint {}><KeyValueOfstringint><X /><Key>a</Key><Key>b</Key><Value>1</Value><Value>2</Value></KeyValueOfstringint></ArrayOfKeyValueOfstringint>",
        ARRAYS.replace(":d2p1", "")
    );
    let root = "/ArrayOfKeyValueOfstringint/KeyValueOfstringint";
    let expected = [
        format!("Unknown {root}/X @<X /><"),
        format!("Duplicate {root}/Key @<Key>b"),
        format!("Duplicate {root}/Value @<Value"),
    ];
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    notices::<Dictionary<String, i32>>(Format::Xml, &text, Settings::default(), &expected);
}

#[test]
fn unknown_enum_values() {
    let text = r#"<Line xmlns="http://schemas.datacontract.org/2004/07/Shop"><Count>1</Count><State>Closed</State></Line>"#;
    let line: Line =
        notices(Format::Xml, text, Settings::default(), &["UnknownEnumValue /Line/State = Closed @<State"]);
    assert_eq!(line.state, Some(State::Unknown(UnknownValue::Text("Closed".into()))));
    refused::<Line>(Format::Xml, text, Settings { strict: true, ..Settings::default() }, ErrorKind::Value);

    for (value, expected) in [
        ("\"Open\"", None),
        ("\"open\"", None),
        ("\"1\"", None),
        ("1", None),
        ("null", None),
        ("7", Some("UnknownEnumValue /Line/State = 7")),
        ("7.0", Some("UnknownEnumValue /Line/State = 7")),
        ("\"7\"", Some("UnknownEnumValue /Line/State = 7 @\"7\"}")),
        ("\"Closed\"", Some("UnknownEnumValue /Line/State = Closed @\"Close")),
        ("\"Cl\\u006fsed\"", Some("UnknownEnumValue /Line/State = Closed")),
    ] {
        let text = format!(r#"{{"Count":1,"State":{value}}}"#);
        notices::<Line>(Format::Json, &text, Settings::default(), expected.as_slice());
    }
    for (number, expected) in [
        (0, None),
        (3, None),
        (4, Some("UnknownEnumValue /Rights = 4")),
        (-1, Some("UnknownEnumValue /Rights = -1")),
    ] {
        notices::<Rights>(Format::Json, &number.to_string(), Settings::default(), expected.as_slice());
    }
}

#[test]
fn unknown_enum_values_as_keys() {
    let read: Dictionary<State, i32> = notices(
        Format::Json,
        r#"{"Open":1,"Closed":2,"\u0043losed":3}"#,
        Settings::default(),
        &[
            "UnknownEnumValue /ArrayOfKeyValueOfStateintCJi45vnE/1 = Closed @\"Close",
            "UnknownEnumValue /ArrayOfKeyValueOfStateintCJi45vnE/2 = Closed",
            "Duplicate /ArrayOfKeyValueOfStateintCJi45vnE/2",
        ],
    );
    let closed = State::Unknown(UnknownValue::Text("Closed".into()));
    assert_eq!(read, Dictionary::from_iter([(State::Open, 1), (closed, 3)]));
}

#[test]
fn null_for_a_value_type() {
    let text = r#"<Line xmlns="http://schemas.datacontract.org/2004/07/Shop" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><Count i:nil="true" /><State i:nil="true" /></Line>"#;
    refused::<Line>(Format::Xml, text, Settings::default(), ErrorKind::Nil);
    refused::<Line>(Format::Xml, text, Settings { strict: true, ..LAX }, ErrorKind::Nil);
    notices::<Line>(Format::Xml, text, LAX, &["Null /Line/Count @<Count"]);
    let text = r#"{"Count":null,"State":null}"#;
    refused::<Line>(Format::Json, text, Settings::default(), ErrorKind::Nil);
    refused::<Line>(Format::Json, text, Settings { strict: true, ..LAX }, ErrorKind::Nil);
    notices::<Line>(Format::Json, text, LAX, &["Null /Line/Count"]);
    notices::<Line>(Format::Json, text, Settings { ignores_nulls: true, ..LAX }, &[]);
    // Roots and items too, of every kind.
    assert_eq!(notices::<Vec<i32>>(Format::Json, "[1,null]", LAX, &["Null /ArrayOfint/1"]), [1, 0]);
    assert_eq!(notices::<i32>(Format::Json, "null", LAX, &["Null /int"]), 0);
    notices::<Rights>(Format::Json, "null", LAX, &["Null /Rights"]);
    notices::<datacontract::clr::Decimal>(Format::Json, "null", LAX, &["Null /decimal"]);
}

#[test]
fn the_byte_order_mark_counts() {
    let line = r#"<Line xmlns="http://schemas.datacontract.org/2004/07/Shop"><x /><Count>1</Count><State>Open</State></Line>"#;
    notices::<Line>(Format::Xml, &format!("\u{feff}{line}"), LAX, &["Unknown /Line/x @<x /><"]);
    notices::<Line>(
        Format::Json,
        "\u{feff}{\"x\":1,\"Count\":1,\"State\":1}",
        LAX,
        &["Unknown /Line/x @\"x\":1,"],
    );
}

/// What is read once more for a reference to it gives its notices once.
#[test]
fn copies_give_no_notices_of_their_own() {
    #[derive(DataContract, Debug, Default, PartialEq)]
    #[contract(clr_namespace = "Shop", rename_all = "PascalCase", is_reference)]
    struct Node {
        id: i32,
    }
    let text = r#"<ArrayOfNode xmlns="http://schemas.datacontract.org/2004/07/Shop" xmlns:z="http://schemas.microsoft.com/2003/10/Serialization/"><Node z:Id="i1"><x /><Id>1</Id></Node><Node z:Ref="i1" /></ArrayOfNode>"#;
    let found = typed::<Vec<Node>>(Format::Xml, text, LAX);
    assert_eq!(found.notices, ["Unknown /ArrayOfNode/Node/x @<x /><"]);
    assert_eq!(found.read.unwrap(), [Node { id: 1 }, Node { id: 1 }]);
}

#[test]
fn only_the_first_notices_are_reported() {
    let text = format!(
        "<ArrayOfint xmlns=\"{}\">{}</ArrayOfint>",
        datacontract::contract::ARRAYS,
        "<x/>".repeat(250)
    );
    let mut seen = Vec::new();
    let mut notify = |notice: &Notice<'_>| seen.push(notice.kind);
    let mut options = xml::ReadOptions::default();
    options.notices = Some(&mut notify);
    xml::from_str_with::<Vec<i32>>(&text, options).unwrap();
    assert_eq!((seen.len(), seen.pop()), (101, Some(NoticeKind::Omitted(150))));
    assert!(seen.iter().all(|kind| *kind == NoticeKind::Unknown));
    // An error does not hide how many there were.
    let mut seen = Vec::new();
    let mut notify = |notice: &Notice<'_>| seen.push(notice.kind);
    let mut options = xml::ReadOptions::default();
    options.notices = Some(&mut notify);
    options.max_notices = 2;
    xml::from_str_with::<Vec<i32>>(&text.replace("</Arr", "<int>x</int></Arr"), options).unwrap_err();
    assert_eq!(seen, [NoticeKind::Unknown, NoticeKind::Unknown, NoticeKind::Omitted(248)]);
}
