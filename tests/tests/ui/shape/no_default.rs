use datacontract::DataContract;

#[derive(DataContract)]
struct Order {
    number: i32,
}

#[derive(DataContract)]
enum State {
    Open,
}

fn main() {}
