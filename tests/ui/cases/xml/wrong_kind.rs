use datacontract::{DataContract, Dictionary, UnknownValue};

#[derive(DataContract, Default)]
#[contract(xml(root = "book"), dictionary)]
struct Book(Dictionary<String, String>);

#[derive(DataContract, Default)]
#[contract(xml(root = "number"), transparent)]
struct Number {
    #[contract(xml(attribute))]
    number: i32,
}

#[derive(DataContract, Default)]
#[contract(value_type, xml(root(is_nullable = true)))]
struct Point {
    #[contract(base, xml(element = "base"))]
    x: Number,
    #[contract(ignore, xml(attribute))]
    y: i32,
}

#[derive(DataContract, Default)]
#[contract(collection)]
struct Numbers(#[contract(xml(item = "number"))] Vec<Number>);

#[derive(DataContract, Default)]
#[contract(xml(include(Point), root(is_nullable = true)))]
enum State {
    #[default]
    Open,
    #[contract(unknown, xml(name = "other"))]
    Other(UnknownValue),
}

#[derive(DataContract)]
#[contract(polymorphic(Point), xml(include(Point)))]
enum AnyPoint {
    #[contract(xml(name = "point"))]
    Point(Point),
}

fn main() {}
