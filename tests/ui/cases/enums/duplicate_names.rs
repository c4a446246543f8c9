use datacontract::DataContract;

#[derive(DataContract, Default)]
#[contract(rename_all = "camelCase")]
enum State {
    #[default]
    Open,
    #[contract(name = "open")]
    Opened,
    #[contract(alias = "open")]
    Closed,
}

fn main() {}
