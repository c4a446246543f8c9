use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Order {
    #[contract(array)]
    lines: Option<i32>,
}

fn main() {}
