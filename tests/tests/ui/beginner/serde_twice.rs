//! serde's derives beside this one, with nothing that mentions them.
use datacontract::DataContract;

#[derive(DataContract, serde::Serialize, Default)]
struct Order {
    number: i32,
}

fn main() {}
