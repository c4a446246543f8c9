use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(name = "Order", is_reference)]
#[contract(name = "Orders")]
struct Order {
    #[contract(order = 1, order = 2)]
    number: i32,
}

fn main() {}
