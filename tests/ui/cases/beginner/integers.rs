//! Integers that C# does not have.
use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Order {
    count: usize,
    offset: Option<isize>,
    big: u128,
}

fn main() {}
