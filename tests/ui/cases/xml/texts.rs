use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Order {
    #[contract(xml(text))]
    a: String,
    #[contract(xml(text))]
    b: String,
    #[contract(xml(text))]
    c: String,
}

fn main() {}
