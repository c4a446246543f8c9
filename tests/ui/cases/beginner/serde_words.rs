//! Words that serde has, and the right ones here.
use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(rename = "order", deny_unknown_fields, tag = "type", rename_all = "kebab-case")]
struct Order {
    #[contract(rename = "no")]
    number: i32,
    #[contract(default)]
    count: i32,
    #[contract(skip)]
    cache: i32,
    #[contract(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[contract(alias = "date")]
    when: String,
    #[contract(flatten)]
    rest: String,
    #[contract(serialize_with = "f")]
    price: i64,
    #[contract(try_from = "i32")]
    percent: i32,
}

#[derive(DataContract, Default)]
enum State {
    #[default]
    #[contract(rename = "open")]
    Open,
    #[contract(other)]
    Other,
}

fn main() {}
