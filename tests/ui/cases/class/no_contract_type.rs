use datacontract::DataContract;

#[derive(Default)]
struct Duration;

#[derive(DataContract, Default)]
struct Order {
    took: Duration,
    number: i32,
}

fn main() {}
