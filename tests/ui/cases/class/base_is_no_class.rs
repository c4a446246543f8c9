use datacontract::DataContract;

#[derive(DataContract, Default)]
enum Base {
    #[default]
    A,
}

#[derive(DataContract, Default)]
struct Order {
    #[contract(base)]
    base: Base,
    number: i32,
}

fn main() {}
