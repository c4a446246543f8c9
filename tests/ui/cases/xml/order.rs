use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Partial {
    #[contract(xml(order = 1))]
    a: i32,
    b: i32,
    #[contract(xml(attribute))]
    attribute: i32,
    #[contract(xml(text))]
    text: String,
    #[contract(xml(ignore))]
    ignored: i32,
    #[contract(json_only)]
    in_json: i32,
    #[contract(xml(element = "D"))]
    d: i32,
}

#[derive(DataContract, Default)]
struct Same {
    #[contract(xml(order = 1))]
    a: i32,
    #[contract(xml(order = 2))]
    b: i32,
    #[contract(xml(element = "c", order = 1))]
    c: i32,
}

fn main() {}
