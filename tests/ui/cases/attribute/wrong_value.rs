use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(name = Order, namespace("urn:shop"), json_naming = "kebab-case", value_type = "yes")]
struct Order {
    #[contract(order = "1", name = 2, is_required = 1, emit_default_value)]
    number: i32,
    #[contract(order = -1, json_order = 3_000_000_000)]
    total: i32,
    #[contract(name = "")]
    note: Option<String>,
}

fn main() {}
