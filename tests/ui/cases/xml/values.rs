use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(xml(root = 1, type = Order, include = Order, serializer = "yes"))]
struct Order {
    #[contract(xml)]
    a: i32,
    #[contract(xml())]
    b: i32,
    #[contract(xml = "attribute")]
    c: i32,
    #[contract(xml(attribute = true, order = -1))]
    d: i32,
    #[contract(xml(text = "hexBinary"))]
    e: i32,
    #[contract(xml(element(name = "", is_nullable = "yes", form = "Qualified", type = "Order")))]
    f: i32,
    #[contract(xml(item(nesting_level = 300), order = "first"))]
    g: Vec<i32>,
    #[contract(xml(ignore = 1))]
    h: i32,
    #[contract(xml(field = "yes", clr_name = ""))]
    i: i32,
}

fn main() {}
