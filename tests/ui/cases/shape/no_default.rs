//! Where a default is needed: what is converted has none that is known, and a list of flags begins with its own.
use datacontract::DataContract;

#[derive(DataContract)]
struct Order {
    #[contract(as = "i64")]
    number: usize,
}

#[derive(DataContract)]
#[contract(flags("Read" = 1))]
struct Rights(u32);

fn main() {}
