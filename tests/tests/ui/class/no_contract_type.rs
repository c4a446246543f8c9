use datacontract::DataContract;

struct Duration;

#[derive(DataContract)]
struct Order {
    took: Duration,
    number: i32,
}

fn main() {}
