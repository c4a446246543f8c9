use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(xml(root = "order"), xml(root(namespace = "urn:shop"), type = "A", type = "B"))]
struct Order {
    #[contract(xml(attribute = "id", attribute(namespace = "urn:shop")))]
    number: i32,
    #[contract(xml(element(name = "note", name = "remark"), field))]
    #[contract(xml(field))]
    note: Option<String>,
}

#[derive(DataContract, Default)]
enum State {
    #[default]
    #[contract(xml(name = "open"), xml(name = "new"))]
    Open,
}

fn main() {}
