use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract]
struct Order {
    #[contract = "Number"]
    number: i32,
    #[contract(order = 1 is_required)]
    total: i32,
}

fn main() {}
