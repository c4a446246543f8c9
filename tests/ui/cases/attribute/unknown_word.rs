use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(name_space = "urn:shop", item_name = "x")]
struct Order {
    #[contract(IsRequired, rename = "Number", namespace = "urn:shop", colour)]
    number: i32,
}

fn main() {}
