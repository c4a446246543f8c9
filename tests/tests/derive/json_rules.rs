//! What the derive takes of Json.NET's attributes and settings.

use datacontract::clr::DateTime;
use datacontract::contract::{
    DateTimeZoneHandling, DefaultValueHandling, JsonSettings, NullValueHandling, StringEscapeHandling,
    TypeNameHandling,
};
use datacontract::{DataContract, json, xml};

#[derive(DataContract, Clone, Copy, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", json = "camelCaseText")]
enum State {
    #[default]
    New,
    InProgress,
    #[contract(name = "URL Done", clr_name = "Done")]
    Done,
}

/// `[JsonProperty(NullValueHandling = ..)]` and converters at members.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Order {
    #[contract(json_nulls = "ignore")]
    note: Option<String>,
    customer: Option<String>,
    #[contract(json_defaults = "ignore")]
    count: i32,
    #[contract(json_date_format = "dd/MM/yyyy")]
    day: DateTime,
    at: DateTime,
    state: State,
    #[contract(json_enum = "number")]
    before: State,
}

const SETTINGS: JsonSettings = JsonSettings::new()
    .date_time_zone(DateTimeZoneHandling::Utc)
    .nulls(NullValueHandling::Ignore)
    .escapes(StringEscapeHandling::EscapeHtml);

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase", json_settings = SETTINGS, serde)]
struct Event {
    name: Option<String>,
    #[contract(json_nulls = "include")]
    place: Option<String>,
    at: DateTime,
    order: Option<Order>,
}

fn date(text: &str) -> DateTime {
    text.parse().unwrap()
}

#[test]
fn members_have_rules_of_their_own() {
    let order = Order {
        day: date("2024-10-15T00:00:00"),
        at: date("2024-10-15T05:30:00"),
        state: State::InProgress,
        before: State::InProgress,
        ..Order::default()
    };
    let text =
        r#"{"Customer":null,"Day":"15/10/2024","At":"2024-10-15T05:30:00","State":"inProgress","Before":1}"#;
    assert_eq!(json::to_string(&order).as_deref(), Ok(text));
    assert_eq!(json::from_str::<Order>(text).as_ref(), Ok(&order));
    let null = r#"{"Note":null,"Day":"2024-10-15T00:00:00","At":"2024-10-15T05:30:00","State":1,"Before":"InProgress"}"#;
    assert_eq!(json::from_str::<Order>(null), Ok(order));
    let done = Order { state: State::Done, count: 1, ..Order::default() };
    assert!(json::to_string(&done).unwrap().contains(r#""Count":1,"#));
    assert!(json::to_string(&done).unwrap().contains(r#""State":"URL Done""#));
}

#[test]
fn a_document_obeys_the_settings_of_its_root() {
    let event = Event {
        name: Some("<b>".to_owned()),
        at: date("2024-10-15T05:30:00+02:00"),
        order: Some(Order {
            day: date("2024-10-15T00:00:00Z"),
            at: date("2024-10-15T05:30:00+02:00"),
            ..Order::default()
        }),
        ..Event::default()
    };
    let text = r#"{"Name":"\u003cb\u003e","Place":null,"At":"2024-10-15T03:30:00Z","Order":{"Day":"15/10/2024","At":"2024-10-15T03:30:00Z","State":"new","Before":0}}"#;
    assert_eq!(json::to_string(&event).as_deref(), Ok(text));
    // As items, and by serde, they are the same.
    assert_eq!(json::to_string(&vec![event.clone()]), Ok(format!("[{text}]")));
    let by_serde = serde_json::to_string(&event).unwrap();
    assert_eq!(by_serde, text.replace("\\u003c", "<").replace("\\u003e", ">"));
    // XML knows no such settings.
    assert!(xml::to_string(&event).unwrap().contains("<At>2024-10-15T05:30:00+02:00</At>"));
}

#[test]
fn options_say_otherwise_for_a_document() {
    let mut options = json::WriteOptions::default();
    options.settings = Some(JsonSettings::new().defaults(DefaultValueHandling::Ignore));
    let event = Event { at: date("2024-10-15T05:30:00+02:00"), ..Event::default() };
    // The member's own rule comes first.
    assert_eq!(
        json::to_string_with(&event, &options).as_deref(),
        Ok(r#"{"At":"2024-10-15T05:30:00+02:00"}"#)
    );
}

/// `[JsonObject(ItemNullValueHandling = ..)]`, which derived classes inherit.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase", json_item_nulls = "ignore")]
struct Noted {
    text: Option<String>,
    #[contract(json_nulls = "include")]
    by: Option<String>,
}

#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Dated {
    #[contract(base)]
    base: Noted,
    at: Option<DateTime>,
    inner: Option<Event>,
}

#[test]
fn classes_say_what_becomes_of_nulls() {
    assert_eq!(json::to_string(&Noted::default()).unwrap(), r#"{"By":null}"#);
    let dated = Dated { inner: Some(Event::default()), ..Dated::default() };
    let mut options = json::WriteOptions::default();
    options.settings = Some(JsonSettings::new());
    let text = json::to_string_with(&dated, &options).unwrap();
    assert!(text.starts_with(r#"{"Inner":{"Name":null,"Place":null,"#), "{text}");
    assert!(
        text.ends_with(r#","By":null}"#) && !text.contains("Text") && !text.contains(r#""At":null"#),
        "{text}"
    );
    // Null leaves such a member as it is.
    assert_eq!(json::from_str::<Noted>(r#"{"Text":null,"By":null}"#).unwrap(), Noted::default());
}

/// `[DefaultValue(..)]`.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(clr_namespace = "Shop", rename_all = "PascalCase")]
struct Preset {
    #[contract(json_default_value = "5", json_defaults = "ignoreAndPopulate")]
    count: i32,
    #[contract(json_default_value = "\"x\"", json_defaults = "populate")]
    text: Option<String>,
    #[contract(json_default_value = "\"InProgress\"", json_defaults = "ignore")]
    state: State,
    #[contract(json_default_value = "5", json_defaults = "ignoreAndPopulate")]
    small: i8,
}

#[test]
fn defaults_are_those_of_the_contract() {
    let preset = Preset { count: 5, text: Some("x".to_owned()), state: State::InProgress, small: 6 };
    assert_eq!(json::to_string(&preset).unwrap(), r#"{"Text":"x","Small":6}"#);
    assert_eq!(
        json::to_string(&Preset::default()).unwrap(),
        r#"{"Count":0,"Text":null,"State":"new","Small":0}"#
    );
    let read: Preset = json::from_str("{}").unwrap();
    assert_eq!(read, Preset { count: 5, text: Some("x".to_owned()), state: State::New, small: 5 });
    let null: Preset = json::from_str(r#"{"Text":null,"Count":0}"#).unwrap();
    assert_eq!((null.text, null.count), (None, 0));
}

/// `$type` of a generic class has the names of its arguments.
#[derive(DataContract, Clone, Debug, Default, PartialEq)]
#[contract(
    clr_namespace = "Shop",
    name = "PageOf{0}{#}",
    rename_all = "PascalCase",
    generic(args(i32)),
    json_type = "Shop.Page`1[[{0}]], Shop",
    json_settings = NAMED
)]
struct PageOfCount {
    items: Vec<i32>,
}

const NAMED: JsonSettings = JsonSettings::new().type_names(TypeNameHandling::All);

#[test]
fn types_are_named_with_their_arguments() {
    let page = PageOfCount { items: vec![1] };
    let text = concat!(
        r#"{"$type":"Shop.Page`1[[System.Int32, mscorlib]], Shop","#,
        r#""Items":{"$type":"System.Collections.Generic.List`1[[System.Int32, mscorlib]], mscorlib","$values":[1]}}"#,
    );
    assert_eq!(json::to_string(&page).unwrap(), text);
    assert_eq!(json::from_str::<PageOfCount>(text).unwrap(), page);
    let other = text.replace("Int32", "Int64");
    assert_eq!(
        json::from_str::<PageOfCount>(&other).unwrap_err().kind(),
        datacontract::ErrorKind::UnknownType
    );
    // What a contract does not say cannot be written, and is read whatever it is.
    let mut options = json::WriteOptions::default();
    options.settings = Some(NAMED);
    let error = json::to_string_with(&Noted::default(), &options).unwrap_err();
    assert!(error.to_string().contains("CLR name and assembly"), "{error}");
}
