use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(namespace = "urn:shop", clr_namespace = "Shop")]
struct Order {
    number: i32,
}

fn main() {}
