//! Contracts own their values.
use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Order<'a> {
    number: i32,
    #[contract(ignore)]
    name: std::marker::PhantomData<&'a str>,
}

fn main() {}
