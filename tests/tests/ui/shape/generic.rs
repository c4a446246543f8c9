use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Page<T> {
    items: Vec<T>,
}

#[derive(DataContract, Default)]
struct Order {
    page: Page<i32>,
}

fn main() {}
