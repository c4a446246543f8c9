use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(namespace = "urn:shop")]
struct Page {
    #[contract(items)]
    leads: Vec<i32>,
    #[contract(items)]
    orders: Vec<i32>,
}

#[derive(DataContract, Default)]
#[contract(namespace = "urn:shop")]
struct Total {
    #[contract(items)]
    total: i32,
}

fn main() {}
