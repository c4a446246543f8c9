use datacontract::{DataContract, dynamic};

#[derive(DataContract, Default)]
struct Circle {
    #[contract(xml(element(name = "a", type = String), element(name = "b", type = String)))]
    item: Option<dynamic::Value>,
    #[contract(xml(element = "c", element = "d"))]
    other: Option<dynamic::Value>,
    #[contract(xml(item(name = "e", type = i32), item(name = "f", type = i32)))]
    list: Vec<dynamic::Value>,
    #[contract(xml(element(name = "g"), element(name = "h"), choice_identifier = "Kind"))]
    identified: String,
    #[contract(xml(choice_identifier = "list"))]
    no_elements: String,
    // Of several levels each has its own.
    #[contract(xml(item = "row", item(name = "cell", nesting_level = 1)))]
    rows: Vec<Vec<i32>>,
}

fn main() {}
