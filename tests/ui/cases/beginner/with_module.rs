//! A module that lacks what a conversion needs.
use datacontract::DataContract;

mod percent {
    pub type Wire = i32;
}

#[derive(DataContract, Default)]
struct Order {
    #[contract(with = "percent")]
    discount: u8,
}

fn main() {}
