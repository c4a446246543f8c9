//! Types of members that no contract can have.
use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Order {
    name: &'static str,
    pair: (i32, String),
    shape: Option<Box<dyn std::any::Any>>,
    callback: Option<fn(i32) -> i32>,
    maybe: Vec<Option<Option<i32>>>,
}

fn main() {}
