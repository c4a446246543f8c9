use datacontract::DataContract;
use datacontract::clr::DateTime;

#[derive(DataContract, Default)]
struct Order {
    #[contract(xml(element(data_type = "DateTime")))]
    at: DateTime,
    #[contract(xml(attribute(data_type = "day")))]
    day: DateTime,
    #[contract(xml(text(data_type = "hexbinary")))]
    text: String,
}

fn main() {}
