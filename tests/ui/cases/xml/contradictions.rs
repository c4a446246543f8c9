use datacontract::DataContract;

#[derive(DataContract, Default)]
struct Order {
    #[contract(xml(ignore, attribute = "id"))]
    id: i32,
    #[contract(xml(text, array = "Rows"))]
    rows: Vec<i32>,
    #[contract(xml(attribute = "at", element = "at"))]
    at: i32,
    #[contract(xml(element = "tag", item = "Tag"))]
    tags: Vec<String>,
    #[contract(xml(element(form = "unqualified", namespace = "urn:shop")))]
    note: Option<String>,
    #[contract(xml(item = "Line", ignore))]
    lines: Vec<i32>,
}

#[derive(DataContract, Default)]
struct Mixed {
    #[contract(xml(text, any_attribute))]
    mixed: Vec<String>,
    #[contract(xml(any_element = "x", element = "b"))]
    rest: Vec<String>,
}

#[derive(DataContract, Default)]
struct Rest {
    #[contract(xml(any_element))]
    rest: Vec<String>,
    #[contract(xml(any_element(name = "x")))]
    named: Vec<String>,
    #[contract(xml(any_element))]
    again: Vec<String>,
    #[contract(xml(namespaces, order = 1))]
    namespaces: Vec<String>,
    #[contract(xml(namespaces))]
    more_namespaces: Vec<String>,
}

#[derive(DataContract, Default)]
struct Ordered {
    #[contract(xml(order = 1, attribute = "id"))]
    id: i32,
}

#[derive(DataContract, Default)]
enum State {
    #[default]
    #[contract(xml(name = "open", ignore))]
    Open,
    #[contract(ignore, xml(name = "lost"))]
    Lost,
}

#[derive(DataContract, Default)]
#[contract(flags("Read" xml(ignore, name = "r") = 1, "Write" xml(nam = "w") = 2))]
struct Rights(u32);

fn main() {}
