use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Base {
    id: i32,
}

#[derive(DataContract, Default)]
struct Order {
    #[contract(base)]
    base: Base,
    #[contract(base)]
    other: Base,
    #[contract(base, order = 1)]
    third: Base,
}

fn main() {}
