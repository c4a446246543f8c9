//! Generic types that cannot be.
use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(name = "PageOf{1}")]
struct Page<T> {
    items: Vec<T>,
}

#[derive(DataContract, Default)]
#[contract(generic(args(i32)))]
struct Twice<T> {
    items: Vec<T>,
}

#[derive(DataContract, Default)]
struct Base;

#[derive(DataContract, Default)]
struct Derived<T> {
    #[contract(base)]
    base: Base,
    item: T,
}

fn main() {}
