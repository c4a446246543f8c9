use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(is_reference)]
struct Order {
    #[contract(is_required)]
    number: i32,
}

#[derive(DataContract, Default)]
#[contract(value_type, is_reference, abstract_class)]
struct Point {
    x: i32,
}

#[derive(DataContract, Default)]
#[contract(json_reference = false)]
struct NoReference {
    #[contract(json_only, xml_only)]
    number: i32,
}

fn main() {}
