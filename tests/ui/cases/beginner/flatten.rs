//! serde's `flatten` means different things in a contract.
use datacontract::DataContract;
use serde::{Deserialize, Serialize};

#[derive(DataContract, Serialize, Deserialize, Default)]
struct Common {
    id: i32,
}

#[derive(DataContract, Serialize, Deserialize, Default)]
struct Order {
    #[serde(flatten)]
    common: Common,
}

fn main() {}
