use datacontract::DataContract;

#[derive(DataContract)]
#[contract(default)]
struct Order {
    id: i32,
}

fn main() {}
