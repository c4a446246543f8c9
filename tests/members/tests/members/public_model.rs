//! A model in the shape of a public one: that of the crate for a large code host, whose types derive serde's
//! traits and no `Default`. Each gets one derive more, and all of them together four words.

use chrono::{DateTime, Utc};
use datacontract::{DataContract, json, xml};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use url::Url;

macro_rules! ids {
    ($($name:ident)*) => {$(
        #[derive(DataContract, Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[contract(transparent)]
        struct $name(u64);
    )*};
}

ids! { DepotId PackageId ParcelId RouteId StopId DriverId RemarkId }

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
struct Driver {
    id: DriverId,
    login: String,
    avatar_url: Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_url: Option<Url>,
    r#type: String,
    site_admin: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
struct Sender {
    name: String,
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<DateTime<Utc>>,
}

/// A sender with what is known of the moment.
#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
struct SenderAt {
    #[serde(flatten)]
    #[contract(base)]
    sender: Sender,
    #[serde(skip_serializing_if = "Option::is_none")]
    seen: Option<DateTime<Utc>>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
enum ParcelState {
    Announced,
    OnItsWay,
    Delivered,
    SentBack,
}

#[derive(DataContract, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StateReason {
    Completed,
    NotPlanned,
    Reopened,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
struct Seal {
    verified: bool,
    reason: String,
    payload: Option<String>,
    signature: Option<String>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Mark {
    id: u64,
    url: Url,
    name: String,
    description: Option<String>,
    color: String,
    default: bool,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Goal {
    number: i64,
    title: String,
    creator: Driver,
    open_parcels: Option<i64>,
    due_on: Option<DateTime<Utc>>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Weights {
    total: Option<u64>,
    net: Option<u64>,
    packing: Option<u64>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
struct Change {
    sha: String,
    label: String,
    state: ParcelState,
    additions: u64,
    blob_url: Option<String>,
    contents_url: Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous_label: Option<String>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
struct Waypoint {
    sha: String,
    url: Url,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
struct Waybill {
    url: Url,
    author: Option<Sender>,
    message: String,
    remark_count: u64,
    tree: Waypoint,
    #[serde(skip_serializing_if = "Option::is_none")]
    seal: Option<Seal>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
struct Dispatch {
    sha: String,
    html_url: String,
    waybill: Waybill,
    parents: Vec<Waypoint>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weights: Option<Weights>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Vec<Change>>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
struct PackageLinks {
    git: Option<Url>,
    html: Option<Url>,
    #[serde(rename = "self")]
    own: Url,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
struct Package {
    id: PackageId,
    name: String,
    path: String,
    content: Option<String>,
    size: i64,
    download_url: Option<String>,
    r#type: String,
    #[serde(rename = "_links")]
    links: PackageLinks,
    created_at: DateTime<Utc>,
    uploader: Option<Driver>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
struct Shipment {
    url: Url,
    tag_name: String,
    name: Option<String>,
    draft: bool,
    published_at: Option<DateTime<Utc>>,
    author: Option<Driver>,
    packages: Vec<Package>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
struct Rights {
    #[serde(default)]
    admin: bool,
    push: bool,
    pull: bool,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
struct Depot {
    id: DepotId,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<Driver>,
    private: Option<bool>,
    url: Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    languages: Option<HashMap<String, i64>>,
    pushed_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rights: Option<Rights>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<Box<Depot>>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
struct Stop {
    id: StopId,
    name: String,
    state: ParcelState,
    number: i64,
    started_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completed_at: Option<DateTime<Utc>>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
struct Route {
    id: RouteId,
    head_branch: String,
    run_number: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    conclusion: Option<String>,
    created_at: DateTime<Utc>,
    html_url: Url,
    stops: Vec<Stop>,
    head: SenderAt,
    depot: Depot,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
struct ParcelLink {
    url: Url,
    diff_url: Url,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
struct Parcel {
    id: ParcelId,
    url: Url,
    number: u64,
    state: ParcelState,
    state_reason: Option<StateReason>,
    title: String,
    user: Driver,
    marks: Vec<Mark>,
    #[serde(skip_serializing_if = "Option::is_none")]
    goal: Option<Goal>,
    locked: bool,
    remarks: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<ParcelLink>,
    created_at: DateTime<Utc>,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
struct Remark {
    id: RemarkId,
    html_url: Url,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<String>,
    user: Driver,
    created_at: DateTime<Utc>,
}

#[derive(DataContract, Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
struct Hook {
    #[serde(rename = "type")]
    typ: String,
    id: u64,
    events: Vec<String>,
    config: HookConfig,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<DateTime<Utc>>,
}

#[derive(DataContract, Debug, Default, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
struct HookConfig {
    #[serde(skip_serializing_if = "Option::is_none")]
    content_type: Option<String>,
    url: String,
}

#[derive(DataContract, Clone, Debug, PartialEq, Serialize, Deserialize)]
#[contract(no_default)]
struct ShipmentList {
    #[contract(as = "i64")]
    total_count: usize,
    shipments: Vec<Shipment>,
}

const DRIVER: &str =
    r#"{"id":7,"login":"ada","avatar_url":"https://x.example/a","type":"User","site_admin":false}"#;

const ROUTE: &str = r#"{"id":1,"head_branch":"main","run_number":5,"created_at":"2024-10-15T05:29:19Z","html_url":"https://x.example/r","stops":[{"id":2,"name":"build","state":2,"number":1,"started_at":"2024-10-15T05:29:19.5Z"}],"head":{"seen":"2024-10-15T00:00:00Z","name":"Ada","email":null},"depot":{"id":3,"name":"d","private":null,"url":"https://x.example/d","languages":{"Rust":12},"pushed_at":null,"parent":{"id":4,"name":"p","private":true,"url":"https://x.example/p","pushed_at":null}}}"#;

/// Checks that a value comes back through both formats, and through serde's own JSON.
#[track_caller]
fn comes_back<T>(text: &str) -> T
where
    T: datacontract::Field + PartialEq + std::fmt::Debug + Serialize + serde::de::DeserializeOwned,
{
    let value: T = json::from_str(text).unwrap();
    assert_eq!(json::from_str::<T>(&json::to_string(&value).unwrap()).unwrap(), value);
    assert_eq!(xml::from_str::<T>(&xml::to_string(&value).unwrap()).unwrap(), value);
    let by_serde = serde_json::to_string(&value).unwrap();
    assert_eq!(serde_json::from_str::<T>(&by_serde).unwrap(), value);
    value
}

#[test]
fn models_come_back() {
    let driver: Driver = comes_back(DRIVER);
    assert_eq!((driver.id, driver.home_url), (DriverId(7), None));
    let route: Route = comes_back(ROUTE);
    assert_eq!(route.head.sender.name, "Ada");
    assert_eq!(route.depot.parent.unwrap().id, DepotId(4));
    assert_eq!(route.stops[0].state, ParcelState::Delivered);
    let parcel = format!(
        r#"{{"id":1,"url":"https://x.example/1","number":2,"state":0,"state_reason":1,"title":"t","user":{DRIVER},"marks":[],"locked":true,"remarks":3,"goal":{{"number":1,"title":"g","creator":{DRIVER},"open_parcels":null,"due_on":null}},"created_at":"2024-10-15T05:29:19Z"}}"#
    );
    let parcel: Parcel = comes_back(&parcel);
    assert_eq!(parcel.state_reason, Some(StateReason::NotPlanned));
    let remark = format!(
        r#"{{"id":1,"html_url":"https://x.example/1","body":"b","user":{DRIVER},"created_at":"2024-10-15T05:29:19Z"}}"#
    );
    comes_back::<Remark>(&remark);
    let package = format!(
        r#"{{"id":1,"name":"n","path":"p","content":null,"size":5,"download_url":null,"type":"file","_links":{{"git":null,"html":null,"self":"https://x.example/1"}},"created_at":"2024-10-15T05:29:19Z","uploader":{DRIVER}}}"#
    );
    let list = format!(
        r#"{{"total_count":1,"shipments":[{{"url":"https://x.example/1","tag_name":"v1","name":null,"draft":false,"published_at":null,"author":null,"packages":[{package}]}}]}}"#
    );
    assert_eq!(comes_back::<ShipmentList>(&list).total_count, 1);
    comes_back::<Dispatch>(
        r#"{"sha":"a","html_url":"h","waybill":{"url":"https://x.example/1","author":null,"message":"m","remark_count":0,"tree":{"sha":"t","url":"https://x.example/t"},"seal":{"verified":false,"reason":"r","payload":null,"signature":null}},"parents":[],"weights":{"total":1,"net":null,"packing":null},"changes":[{"sha":"s","label":"l","state":1,"additions":1,"blob_url":null,"contents_url":"https://x.example/c"}]}"#,
    );
    comes_back::<Hook>(r#"{"type":"web","id":1,"events":["push"],"config":{"url":"u"}}"#);
}

/// What has neither a `Default` nor a value in the document is an error; what .NET has a default for begins
/// with it.
#[test]
fn members_without_a_default_are_required() {
    let error = json::from_str::<Driver>(r#"{"id":7,"login":"ada"}"#).unwrap_err();
    assert!(error.message().contains("avatar_url"), "{error}");
    let error =
        xml::from_str::<Driver>("<Driver xmlns=\"http://schemas.datacontract.org/2004/07/\" />").unwrap_err();
    assert!(error.message().contains("avatar_url"), "{error}");
    let without_login = r#"{"id":7,"avatar_url":"https://x.example/a"}"#;
    assert_eq!(json::from_str::<Driver>(without_login).unwrap().login, "");
    let stop: Stop = json::from_str(r#"{"id":1}"#).unwrap();
    assert_eq!((stop.state, stop.name.as_str()), (ParcelState::Announced, ""));
    // A type that has a `Default` begins with that.
    assert_eq!(json::from_str::<Hook>("{}").unwrap(), Hook::default());
}
