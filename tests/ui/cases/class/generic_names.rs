use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(generic(args(i32)))]
struct NoName {
    number: i32,
}

#[derive(DataContract, Default)]
#[contract(name = "PairOf{0}{1}{#}", generic(args(i32)))]
struct TooFew {
    number: i32,
}

#[derive(DataContract, Default)]
#[contract(name = "PageOf{0", generic(args(i32), levels(1, 1)))]
struct Open {
    number: i32,
}

#[derive(DataContract, Default)]
#[contract(name = "PageOf{0", generic(args(i32)))]
struct Brace {
    number: i32,
}

fn main() {}
