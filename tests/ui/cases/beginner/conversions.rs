//! Conversions that cannot be.
use datacontract::DataContract;

#[derive(Clone, Default)]
struct Percent(u8);

#[derive(DataContract, Default)]
struct Order {
    #[contract(as = "int")]
    discount: Percent,
    #[contract(bytes)]
    text: String,
}

fn main() {}
