//! serde's traits from serde's own derives, and once more from this one.
use datacontract::DataContract;

#[derive(DataContract, serde::Serialize, Default)]
#[serde(rename_all = "camelCase")]
#[contract(serde)]
struct Order {
    order_number: i32,
}

#[derive(DataContract, serde::Serialize, Default)]
#[contract(serde)]
struct Line {
    #[serde(rename = "no")]
    number: i32,
}

fn main() {}
