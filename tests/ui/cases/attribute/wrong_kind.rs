use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(underlying = "int", json = "text")]
struct Order {
    number: i32,
}

#[derive(DataContract, Default)]
#[contract(value_type, known_types(Order))]
enum State {
    #[default]
    Open,
}

#[derive(DataContract, Default)]
#[contract(collection, dictionary)]
struct Orders(Vec<Order>);

#[derive(DataContract, Default)]
#[contract(collection)]
struct Lines {
    #[contract(base)]
    lines: Vec<Order>,
}

fn main() {}
