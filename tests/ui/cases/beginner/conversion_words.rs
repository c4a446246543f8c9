//! Words of conversions that are not right.
use datacontract::DataContract;

mod percent {}

#[derive(DataContract, Default)]
struct Order {
    #[contract(as = "int", with = "percent")]
    twice: i32,
    #[contract(as = 5)]
    number: i32,
    #[contract(with = "not a module")]
    module: i32,
    #[contract(bytes = "yes")]
    bytes: Vec<u8>,
    #[contract(transparent)]
    place: i32,
}

#[derive(DataContract, Default)]
#[contract(transparent)]
struct Two(i32, i32);

#[derive(DataContract, Default)]
#[contract(transparent, name = "Id")]
struct Named(i32);

#[derive(DataContract, Default)]
#[contract(as = "Guid", namespace = "urn:x")]
struct Key;

#[derive(DataContract, Default)]
struct Newtype(i32);

fn main() {}
