use datacontract::DataContract;

#[derive(DataContract)]
union Bits {
    int: i32,
    float: f32,
}

fn main() {}
