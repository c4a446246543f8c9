use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Point(i32, i32);

#[derive(DataContract, Default)]
#[contract(collection)]
struct Pair(Vec<i32>, Vec<i32>);

fn main() {}
