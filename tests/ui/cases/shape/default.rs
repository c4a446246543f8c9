use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(default, no_default)]
struct Both {
    id: i32,
}

#[derive(DataContract, Default)]
#[contract(default)]
struct Page<T> {
    items: Vec<T>,
}

#[derive(DataContract, Default)]
#[contract(transparent, default)]
struct Id(i32);

fn main() {}
