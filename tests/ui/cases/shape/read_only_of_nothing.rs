use datacontract::{DataContract, ReadOnly};

#[derive(DataContract, Default)]
struct Bag {
    ids: ReadOnly<i32>,
}

fn main() {}
