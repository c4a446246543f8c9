//! What serde reads otherwise than it writes has one form in a contract.
use datacontract::DataContract;
use serde::{Deserialize, Serialize};

#[derive(DataContract, Serialize, Deserialize, Default)]
struct Login {
    #[serde(skip_serializing)]
    password: String,
    #[serde(skip_deserializing)]
    id: i32,
    #[serde(rename(serialize = "userName", deserialize = "user"))]
    user: String,
    // These are settled.
    #[contract(ignore)]
    #[serde(skip_serializing)]
    token: String,
    #[contract(name = "site")]
    #[serde(rename(serialize = "site", deserialize = "page"))]
    page: String,
    #[serde(rename(serialize = "no", deserialize = "no"))]
    number: i32,
}

fn main() {}
