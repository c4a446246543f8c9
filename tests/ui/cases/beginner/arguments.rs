//! An argument of a generic type that is no member.
use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Page<T> {
    items: Vec<T>,
}

#[derive(Default)]
struct NotDerived;

#[derive(DataContract, Default)]
struct Answer {
    page: Page<NotDerived>,
}

fn main() {}
