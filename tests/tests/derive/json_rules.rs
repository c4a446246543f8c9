//! What the derive takes of Json.NET's attributes and settings.

use datacontract::clr::DateTime;
use datacontract::contract::{
    DateTimeZoneHandling, DefaultValueHandling, JsonSettings, NullValueHandling, StringEscapeHandling,
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
#[contract(clr_namespace = "Shop", rename_all = "PascalCase", json_settings = SETTINGS)]
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
