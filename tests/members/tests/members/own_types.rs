//! Types of one's own: `transparent`, `as`, `with`, generic structs, and what has no default.

use crate::same_on_the_wire;
use datacontract::clr::Guid;
use datacontract::{DataContract, ErrorKind, json, xml};
use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// A newtype.
#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[contract(transparent)]
struct LeadId(uuid::Uuid);

/// A type that converts itself.
#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(as = "int")]
enum Level {
    #[default]
    Low,
    High,
}

impl From<Level> for i32 {
    fn from(level: Level) -> Self {
        match level {
            Level::Low => 1,
            Level::High => 10,
        }
    }
}

impl TryFrom<i32> for Level {
    type Error = String;

    fn try_from(number: i32) -> Result<Self, String> {
        match number {
            1 => Ok(Level::Low),
            10 => Ok(Level::High),
            _ => Err(format!("there is no level {number}")),
        }
    }
}

/// A type of another crate that converts itself, with no derive.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Foreign(u128);

impl From<Foreign> for Guid {
    fn from(foreign: Foreign) -> Self {
        Guid::from_bytes(foreign.0.to_be_bytes())
    }
}

impl From<Guid> for Foreign {
    fn from(guid: Guid) -> Self {
        Foreign(u128::from_be_bytes(*guid.as_bytes()))
    }
}

/// Seconds since 1970, as many services have them.
mod unix_seconds {
    use std::time::{Duration, SystemTime, SystemTimeError};

    pub(super) type Wire = i64;

    pub(super) fn to_wire(time: &SystemTime) -> Result<Wire, SystemTimeError> {
        let seconds = time.duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
        Ok(seconds.cast_signed())
    }

    pub(super) fn from_wire(seconds: Wire) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.unsigned_abs())
    }
}

#[derive(DataContract, Clone, Debug, PartialEq)]
#[contract(name = "Order", no_default)]
struct Order {
    id: LeadId,
    ids: Vec<LeadId>,
    by_id: BTreeMap<LeadId, Option<LeadId>>,
    level: Level,
    levels: Vec<Level>,
    #[contract(as = "Guid")]
    foreign: Foreign,
    #[contract(as = "Option<Guid>", name = "maybe")]
    maybe_foreign: Option<Foreign>,
    #[contract(as = "Vec<Guid>")]
    foreigns: Vec<Foreign>,
    #[contract(with = "opening")]
    opened: Opening,
}

/// What is read from two members on the wire.
#[derive(Clone, Debug, Default, PartialEq)]
struct Opening {
    from: i32,
    length: i32,
}

mod opening {
    use super::Opening;
    use datacontract::{DataContract, value::ConvertError};

    #[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
    #[contract(name = "Span")]
    pub(super) struct Wire {
        pub(super) from: i32,
        pub(super) to: i32,
    }

    pub(super) fn to_wire(opening: &Opening) -> Wire {
        Wire { from: opening.from, to: opening.from + opening.length }
    }

    pub(super) fn from_wire(wire: Wire) -> Result<Opening, ConvertError> {
        let length = wire.to.checked_sub(wire.from).filter(|length| *length >= 0);
        let length = length.ok_or(ConvertError::new("the opening ends before it begins"))?;
        Ok(Opening { from: wire.from, length })
    }
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(name = "Order")]
struct PlainOrder {
    id: Guid,
    ids: Vec<Guid>,
    by_id: BTreeMap<Guid, Option<Guid>>,
    level: i32,
    levels: Vec<i32>,
    foreign: Guid,
    maybe: Option<Guid>,
    foreigns: Vec<Guid>,
    opened: opening::Wire,
}

const GUID: Guid = Guid::from_bytes([7; 16]);

fn plain() -> PlainOrder {
    PlainOrder {
        id: GUID,
        ids: vec![GUID],
        by_id: BTreeMap::from([(GUID, None)]),
        level: 10,
        levels: vec![1, 10],
        foreign: GUID,
        maybe: Some(GUID),
        foreigns: vec![GUID, Guid::default()],
        opened: opening::Wire { from: 1, to: 3 },
    }
}

fn order() -> Order {
    let id = LeadId(GUID.into());
    Order {
        id,
        ids: vec![id],
        by_id: BTreeMap::from([(id, None)]),
        level: Level::High,
        levels: vec![Level::Low, Level::High],
        foreign: GUID.into(),
        maybe_foreign: Some(GUID.into()),
        foreigns: vec![GUID.into(), Foreign(0)],
        opened: Opening { from: 1, length: 2 },
    }
}

#[test]
fn conversions_are_as_their_wire_types() {
    same_on_the_wire(&order(), &plain());
}

#[test]
fn what_a_conversion_refuses_is_an_error() {
    let mut wrong = plain();
    wrong.levels = vec![1, 2];
    let text = xml::to_string(&wrong).unwrap();
    let error = xml::from_str::<Order>(&text).unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Value, "there is no level 2"));
    wrong = plain();
    wrong.opened.to = 0;
    let error = json::from_str::<Order>(&json::to_string(&wrong).unwrap()).unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Value, "the opening ends before it begins"));
}

/// The error may hold the value.
#[test]
fn the_message_of_a_secret_is_not_shown() {
    #[derive(DataContract, Clone, Debug, Default)]
    struct Login {
        level: datacontract::Secret<Level>,
    }

    for error in [
        json::from_str::<Login>(r#"{"level":123456}"#).unwrap_err(),
        xml::from_str::<Login>(&xml::to_string(&Login::default()).unwrap().replace(">1<", ">123456<"))
            .unwrap_err(),
    ] {
        assert!(!error.to_string().contains("123456"), "{error}");
        assert!(error.to_string().contains("does not fit"), "{error}");
    }
}

impl secrecy::zeroize::Zeroize for Level {
    fn zeroize(&mut self) {
        *self = Level::Low;
    }
}

/// Those of `secrecy` are as ours.
#[test]
fn the_message_of_a_secret_of_another_crate_is_not_shown() {
    #[derive(DataContract, Debug)]
    #[contract(no_default)]
    struct Login {
        level: secrecy::SecretBox<Level>,
        levels: Vec<secrecy::SecretBox<Level>>,
    }

    let login = |level| format!(r#"{{"level":{level},"levels":[10,{level}]}}"#);
    let read: Login = json::from_str(&login(1)).unwrap();
    assert_eq!(json::to_string(&read).unwrap(), login(1));
    for error in [
        json::from_str::<Login>(&login(123_456)).unwrap_err(),
        json::from_str::<secrecy::SecretBox<Level>>("123456").unwrap_err(),
    ] {
        assert!(!error.to_string().contains("123456"), "{error}");
        assert!(error.to_string().contains("secret"), "{error}");
    }
}

#[derive(DataContract, Clone, Debug, PartialEq)]
struct Stamp {
    #[contract(with = "unix_seconds")]
    at: std::time::SystemTime,
}

impl Default for Stamp {
    fn default() -> Self {
        Stamp { at: std::time::SystemTime::UNIX_EPOCH }
    }
}

#[test]
fn a_module_chooses_the_form() {
    let stamp = json::from_str::<Stamp>(r#"{"at":1728970159}"#).unwrap();
    assert_eq!(json::to_string(&stamp).unwrap(), r#"{"at":1728970159}"#);
    let before = Stamp { at: std::time::SystemTime::UNIX_EPOCH - std::time::Duration::from_secs(1) };
    assert_eq!(xml::to_string(&before).unwrap_err().kind(), ErrorKind::Unrepresentable);
}

/// A site without a default.
#[derive(DataContract, Clone, Debug, PartialEq)]
#[contract(no_default)]
struct Site {
    url: url::Url,
    #[contract(name = "count")]
    visits: Option<NonZeroU32>,
    founded: time::Date,
    state: State,
}

#[derive(DataContract, Clone, Copy, Debug, PartialEq)]
#[contract(no_default)]
enum State {
    Open = 1,
    Closed = 2,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
struct Shape;

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
struct Circle {
    #[contract(base)]
    base: Shape,
    radius: f64,
}

#[derive(DataContract, Clone, Debug, PartialEq)]
#[contract(polymorphic(Shape), no_default)]
enum AnyShape {
    Shape(Shape),
    Circle(Circle),
}

#[derive(DataContract, Clone, Debug, PartialEq)]
#[contract(no_default)]
struct Drawing {
    shape: AnyShape,
    site: Option<Site>,
    sites: Vec<Site>,
}

fn site() -> Site {
    Site {
        url: "https://example.com/".parse().unwrap(),
        visits: NonZeroU32::new(5),
        founded: time::Date::from_ordinal_date(2024, 60).unwrap(),
        state: State::Closed,
    }
}

#[test]
fn a_type_without_a_default_is_read() {
    let drawing = Drawing {
        shape: AnyShape::Circle(Circle { base: Shape, radius: 1.5 }),
        site: Some(site()),
        sites: vec![site()],
    };
    let text = xml::to_string(&drawing).unwrap();
    assert_eq!(xml::from_str::<Drawing>(&text), Ok(drawing));
    let text = json::to_string(&site()).unwrap();
    assert_eq!(json::from_str::<Site>(&text), Ok(site()));
}

/// Nothing stands in for a value that a document does not have.
#[test]
fn what_has_no_default_has_to_be_there() {
    let all = r#"{"url":"https://example.com/","count":null,"founded":"2024-02-29T00:00:00","state":2}"#;
    assert_eq!(json::from_str::<Site>(all), Ok(Site { visits: None, ..site() }));
    let without_url = all.replace(r#""url":"https://example.com/","#, "");
    assert_eq!(json::from_str::<Site>(&without_url).unwrap_err().kind(), ErrorKind::Missing);
    let null_url = all.replace(r#""https://example.com/""#, "null");
    json::from_str::<Site>(&null_url).unwrap_err();
    let without_state = all.replace(r#","state":2"#, "");
    assert_eq!(json::from_str::<Site>(&without_state).unwrap_err().kind(), ErrorKind::Missing);
    let null_state = all.replace(r#""state":2"#, r#""state":null"#);
    assert_eq!(json::from_str::<Site>(&null_state).unwrap_err().kind(), ErrorKind::Nil);
    // A date has one: it is .NET's.
    let without_date = all.replace(r#""founded":"2024-02-29T00:00:00","#, "");
    assert_eq!(json::from_str::<Site>(&without_date).unwrap().founded.year(), 1);

    let text = xml::to_string(&site()).unwrap();
    for member in ["url", "state"] {
        let (start, end) = (format!("<{member}>"), format!("</{member}>"));
        let (from, to) = (text.find(&start).unwrap(), text.find(&end).unwrap() + end.len());
        let missing = format!("{}{}", &text[..from], &text[to..]);
        assert_eq!(xml::from_str::<Site>(&missing).unwrap_err().kind(), ErrorKind::Missing, "{member}");
        let nil = format!("{}<{member} i:nil=\"true\" />{}", &text[..from], &text[to..]);
        xml::from_str::<Site>(&nil).unwrap_err();
    }
    let shape = "<Drawing xmlns:i='http://www.w3.org/2001/XMLSchema-instance' xmlns='http://schemas.datacontract.org/2004/07/'><shape i:nil='true'/></Drawing>";
    xml::from_str::<Drawing>(shape).unwrap_err();
}
