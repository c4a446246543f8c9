use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(xml(type(namespace = "urn:shop")))]
struct Order {
    number: i32,
    #[contract(xml(element = "number"))]
    by_name: i32,
    #[contract(xml(array(name = "number", namespace = "urn:shop")))]
    by_namespace: Vec<i32>,
    #[contract(xml(clr_name = "number"))]
    by_clr_name: i32,
    #[contract(xml(element(name = "number", namespace = "urn:other")))]
    elsewhere: i32,
    #[contract(xml(element(name = "number", form = "unqualified")))]
    nowhere: i32,
    #[contract(xml(element(name = "number", namespace = "")))]
    nowhere_again: i32,
}

#[derive(DataContract, Default)]
struct Attributes {
    #[contract(xml(attribute))]
    id: i32,
    // An element may have the name of an attribute.
    #[contract(xml(element = "id"))]
    element: i32,
    #[contract(xml(attribute = "id"))]
    other: i32,
    #[contract(xml(attribute(name = "id", namespace = "urn:shop")))]
    elsewhere: i32,
    #[contract(xml(attribute = "xml:lang"))]
    lang: String,
    #[contract(xml(attribute(name = "lang", namespace = "http://www.w3.org/XML/1998/namespace")))]
    language: String,
    #[contract(xml(attribute = "b:c"))]
    colon: i32,
}

fn main() {}
