use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(underlying = "sbyte")]
enum Small {
    #[default]
    A = 127,
    B,
    #[contract(value = -129)]
    C,
}

const TWO: isize = 2;

#[derive(DataContract, Default)]
enum Odd {
    #[default]
    A = 1,
    #[contract(value = 1)]
    B,
    #[contract(value = 4)]
    D = 4,
    E = TWO + 7,
}

#[derive(DataContract, Default)]
#[contract(underlying = "i32")]
enum Rust {
    #[default]
    A,
}

fn main() {}
