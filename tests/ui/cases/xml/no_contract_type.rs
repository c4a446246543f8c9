use datacontract::{DataContract, dynamic};

struct Stranger;

#[derive(DataContract, Default)]
#[contract(xml(include(Stranger)))]
struct Order {
    #[contract(xml(element(name = "stranger", type = Stranger)))]
    item: Option<dynamic::Value>,
}

fn main() {}
