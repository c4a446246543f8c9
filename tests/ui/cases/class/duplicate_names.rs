use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(rename_all = "PascalCase")]
struct Order {
    order_number: i32,
    #[contract(name = "OrderNumber")]
    number: i32,
    #[contract(json_name = "OrderNumber")]
    total: i32,
    #[contract(ignore, name = "OrderNumber")]
    left_out: i32,
}

fn main() {}
