use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(xml(rot = "Order", root_namespace = "urn:shop", order = 1))]
#[contract(xml(root(form = "qualified"), type(is_nullable = true)))]
struct Order {
    #[contract(attribute)]
    number: i32,
    #[contract(xml(atribute = "id", namespace = "urn:shop"))]
    id: i32,
    #[contract(xml(element(nullable = true, order = 1), attribute(is_nullable = true, nesting = 1)))]
    note: Option<String>,
    #[contract(xml(item(nesting = 1), text(name = "x"), default_value = "5", any_element(order = 1), specified, should_serialize))]
    rest: Vec<i32>,
    #[contract(xml(array(data_type = "date"), bytes, secret, root = "r"))]
    bytes: Vec<i32>,
    #[contract(xml(array(item = "Row", rename = "Rows")))]
    rows: Vec<i32>,
}

#[derive(DataContract, Default)]
enum State {
    #[default]
    #[contract(xml(text = "open", clr_name = "Open"))]
    Open,
}

fn main() {}
